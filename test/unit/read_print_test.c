#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fact_json.h"
#include "base/jnode.h"
#include "cmd/read_print.h"

#include <string.h>

/* Two facts of one text, made by hand; the second's evidence overlaps the first's. */
static const char text[] = "Ruritania and Borduria signed 3 <deals>. They will meet in 2031.";
static str states[] = {{"BOR", 3}, {"RUR", 3}};
static str parties[] = {{"Ministry of \"Ports\"", 19}};
static span first_spans[] = {{0, 40}, {41, 45}}, second_spans[] = {{30, 64}};

static fact first, second;

static int make(void **unused) {
    (void)unused;
    first = (fact){.record = RECORD_INSTRUMENT,
                   .kind = KIND_MIXED,
                   .act = ACT_SIGNED,
                   .modality = MODALITY_DONE,
                   .states = states,
                   .state_count = 2,
                   .parties = parties,
                   .party_count = 1,
                   .sectors = 1u << SECTOR_TRADE | 1u << SECTOR_HEALTH,
                   .count = 3,
                   .date = S("2024-11-26"),
                   .title = S("deals"),
                   .evidence = first_spans,
                   .evidence_count = 2,
                   .confidence = 0.875};
    second = (fact){.record = RECORD_ENGAGEMENT,
                    .kind = KIND_SUMMIT,
                    .modality = MODALITY_PLANNED,
                    .count = -1,
                    .date = S(""),
                    .title = S(""),
                    .evidence = second_spans,
                    .evidence_count = 1,
                    .confidence = 0.5};
    return 0;
}

static buf json_of(const fact *x, str source) {
    buf b;
    jout j;
    buf_init(&b, 0);
    jout_init(&j, &b);
    fact_json(&j, x, str_of(text), source);
    return b;
}

static void a_fact_is_one_object_with_every_field(void **unused) {
    (void)unused;
    buf b = json_of(&first, S("a.txt"));
    assert_true(str_eq(
        buf_str(&b),
        S("{\"source\":\"a.txt\",\"record\":\"instrument\",\"kind\":\"mixed\",\"act\":\"signed\","
          "\"modality\":\"done\",\"states\":[\"BOR\",\"RUR\"],\"parties\":[\"Ministry of "
          "\\\"Ports\\\"\"],\"sectors\":[\"trade\",\"health\"],\"count\":3,\"date\":\"2024-11-26\","
          "\"title\":\"deals\",\"confidence\":0.875,\"evidence\":[{\"start\":0,\"end\":40,\"text\":"
          "\"Ruritania and Borduria signed 3 <deals>.\"},{\"start\":41,\"end\":45,\"text\":"
          "\"They\"}]}")));
    buf_reset(&b);
}

static void what_is_empty_is_null_or_an_empty_list(void **unused) {
    (void)unused;
    buf b = json_of(&second, (str){NULL, 0});
    assert_true(str_eq(
        buf_str(&b),
        S("{\"record\":\"engagement\",\"kind\":\"summit\",\"act\":null,\"modality\":\"planned\","
          "\"states\":[],\"parties\":[],\"sectors\":[],\"count\":null,\"date\":null,\"title\":null,"
          "\"confidence\":0.5,\"evidence\":[{\"start\":30,\"end\":64,\"text\":\"3 <deals>. They "
          "will meet in 2031.\"}]}")));
    buf_reset(&b);
}

static void the_table_aligns_and_wraps(void **unused) {
    (void)unused;
    fact both[] = {first, second};
    buf b;
    buf_init(&b, 0);
    read_print_table(&b, "a.txt", str_of(text), both, 2, 40);
    const char *expected = "a.txt: 2 facts\n"
                           "   1  instrument, mixed, signed     BOR, RUR  trade, health  3  "
                           "2024-11-26\n"
                           "      deals\n"
                           "      between: Ministry of \"Ports\"\n"
                           "        Ruritania and Borduria signed 3\n"
                           "        <deals>.\n"
                           "   2  engagement, summit (planned)\n"
                           "        3 <deals>. They will meet in\n"
                           "        2031.\n";
    if (!str_eq_z(buf_str(&b), expected)) fail_msg("%.*s", STR_ARG(buf_str(&b)));
    buf_reset(&b);
}

/* A cell wider than the widest column that is allowed stands out of line, and ends. */
static void a_long_row_of_states_has_an_end(void **unused) {
    (void)unused;
    str many[20];
    for (size_t i = 0; i < 20; i++) many[i] = S("RURI");
    fact wide = first;
    wide.states = many;
    wide.state_count = 20;
    buf b;
    buf_init(&b, 1 << 16);
    const fact facts[] = {wide, second};
    read_print_table(&b, "x", str_of(text), facts, 2, 100);
    assert_int_equal(b.code, OK);
    assert_true(b.n < 2000);
    buf_reset(&b);
}

static void the_page_marks_overlapping_evidence_and_loses_no_text(void **unused) {
    (void)unused;
    fact both[] = {first, second};
    arena *a = arena_new(1 << 20);
    buf b;
    buf_init(&b, 0);
    read_print_page(a, &b, "a.txt", S("A & B"), str_of(text), both, 2);
    str page = buf_str(&b);
    const char *marked =
        "<div class=\"text\"><a id=\"f1\"></a><mark title=\"1: instrument, mixed, signed\">"
        "Ruritania and Borduria signed </mark><a id=\"f2\"></a><mark title=\"1: instrument, mixed, "
        "signed; 2: engagement, summit (planned)\">3 &lt;deals&gt;.</mark><mark title=\"2: "
        "engagement, summit (planned)\"> </mark><mark title=\"2: engagement, summit (planned); 1: "
        "instrument, mixed, signed\">They</mark><mark title=\"2: engagement, summit (planned)\"> "
        "will meet in 2031.</mark></div>";
    assert_true(str_find(page, S("<title>A &amp; B</title>"), 0) != SIZE_MAX);
    assert_true(str_find(page, S("<td>Ministry"), 0) == SIZE_MAX);
    if (str_find(page, str_of(marked), 0) == SIZE_MAX) fail_msg("%.*s", STR_ARG(page));
    arena_free(a);
    buf_reset(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fact_is_one_object_with_every_field),
        cmocka_unit_test(what_is_empty_is_null_or_an_empty_list),
        cmocka_unit_test(the_table_aligns_and_wraps),
        cmocka_unit_test(a_long_row_of_states_has_an_end),
        cmocka_unit_test(the_page_marks_overlapping_evidence_and_loses_no_text),
    };
    return cmocka_run_group_tests(tests, make, NULL);
}
