#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/missing.h"

#include <string.h>

/* What an instrument waits for, said of cases as the guide gives them. */

static str missing(arena *a, const char *json, const char *on, const char *const *sides) {
    const jnode *tree;
    law_instrument in;
    fault f = {.code = OK};
    day d;
    str names[8];
    size_t n = 0;
    buf out;
    while (sides && sides[n]) names[n] = str_of(sides[n]), n++;
    assert_int_equal(jnode_parse(a, str_of(json), &tree, &f), OK);
    assert_int_equal(law_instrument_parse(a, tree, &in, NULL, &f), OK);
    assert_int_equal(day_parse(str_of(on), &d, &f), OK);
    buf_init(&out, 0);
    assert_int_equal(law_missing(a, &in, names, n, d, (law_names){0}, &out, &f), OK);
    str said = str_copy(a, buf_str(&out));
    buf_reset(&out);
    return said;
}

static const char *const two[] = {"BLR", "PAK", NULL};

#define SIGNED                                                                                     \
    "{\"party\":\"BLR\",\"act\":\"sign\",\"on\":\"2024-11-26\"},"                                  \
    "{\"party\":\"PAK\",\"act\":\"sign\",\"on\":\"2024-11-26\"}"

static const struct {
    const char *json, *on, *says;
} entries[] = {
    {"{\"instrument\":\"x\",\"terms\":{\"entry\":{\"on\":\"consents\",\"count\":2}},"
     "\"acts\":[" SIGNED ",{\"party\":\"BLR\",\"act\":\"ratify\",\"on\":\"2025-03-03\"}]}",
     "2026-01-01",
     "signed 26 November 2024; ratified by BLR 3 March 2025; ratification of PAK missing"},
    {"{\"instrument\":\"x\",\"terms\":{\"entry\":{\"on\":\"consents\",\"count\":2}},"
     "\"acts\":[" SIGNED ",{\"party\":\"BLR\",\"act\":\"ratify\",\"on\":\"2025-03-03\"}]}",
     "2025-03-02", "signed 26 November 2024; ratification of BLR and PAK missing"},
    {"{\"instrument\":\"x\",\"terms\":{\"entry\":{\"on\":\"notifications\"}},"
     "\"acts\":[" SIGNED ",{\"party\":\"PAK\",\"act\":\"notify\",\"on\":\"2025\"}]}",
     "2026-01-01", "signed 26 November 2024; notified by PAK 2025; notification of BLR missing"},
    {"{\"instrument\":\"x\",\"terms\":{\"entry\":{\"on\":\"signature\"}},"
     "\"acts\":[{\"party\":\"BLR\",\"act\":\"sign\",\"on\":\"2024-11-26\"}]}",
     "2026-01-01", "signed by BLR 26 November 2024; signature of PAK missing"},
    {"{\"instrument\":\"x\",\"terms\":{\"entry\":{\"on\":\"date\",\"date\":\"2027-01-01\"}},"
     "\"acts\":[" SIGNED "]}",
     "2026-01-01", "signed 26 November 2024; in force from 1 January 2027"},
    {"{\"instrument\":\"x\",\"terms\":{\"entry\":{\"on\":\"agreement\"}},\"acts\":[" SIGNED "]}",
     "2026-01-01", "signed 26 November 2024; no day has been agreed and stated"},
    {"{\"instrument\":\"x\",\"terms\":{\"entry\":{\"on\":\"exchange\"}},\"acts\":[" SIGNED
     ",{\"party\":\"BLR\",\"act\":\"ratify\",\"on\":\"2025-03-03\"},"
     "{\"party\":\"PAK\",\"act\":\"ratify\",\"on\":\"2025-03-04\"}]}",
     "2026-01-01",
     "signed 26 November 2024; ratified by BLR 3 March 2025; ratified by PAK 4 March 2025; "
     "exchange of the instruments of ratification missing"},
    {"{\"instrument\":\"x\",\"terms\":{\"entry\":{\"on\":\"consents\",\"count\":40,"
     "\"including\":[\"FRA\"],\"share\":{\"at_least\":0.55,\"weights\":{\"BLR\":0.25,"
     "\"FRA\":0.4}}}},\"acts\":[{\"party\":\"BLR\",\"act\":\"accede\",\"on\":\"2001-01-01\"},"
     "{\"party\":\"AAA\",\"act\":\"accede\",\"on\":\"2001-01-02\"},{\"party\":\"AAB\",\"act\":"
     "\"accede\",\"on\":\"2001-01-02\"},{\"party\":\"AAC\",\"act\":\"accede\",\"on\":\"2001-01-"
     "02\"},{\"party\":\"AAD\",\"act\":\"accede\",\"on\":\"2001-01-02\"}]}",
     "2026-01-01", "the consent of FRA among them; a share of 25.00% where 55.00% are needed"},
    {"{\"instrument\":\"x\",\"terms\":{\"entry\":{\"first_of\":[{\"on\":\"exchange\"},{\"on\":"
     "\"date\",\"date\":\"2030-06-01\"}]}},\"acts\":[{\"party\":\"BLR\",\"act\":\"ratify\","
     "\"on\":\"2025-01-01\"}]}",
     "2026-01-01", "in force from 1 June 2030"},
    {"{\"instrument\":\"x\",\"terms\":{\"entry\":{\"on\":\"consents\",\"count\":2,\"after\":"
     "\"P3M\"}},\"acts\":[{\"party\":\"BLR\",\"act\":\"ratify\",\"on\":\"2025-11-30\"},"
     "{\"party\":\"PAK\",\"act\":\"ratify\",\"on\":\"2025-11-30\"}]}",
     "2026-01-01", "in force from 28 February 2026"},
    {"{\"instrument\":\"x\",\"terms\":{},\"acts\":[" SIGNED "]}", "2026-01-01",
     "signed 26 November 2024; its final clauses are not recorded"},
    {"{\"instrument\":\"x\",\"terms\":{},\"acts\":[" SIGNED
     ",{\"party\":\"BLR\",\"act\":\"ratify\",\"on\":\"2025-03-03\"}]}",
     "2026-01-01",
     "signed 26 November 2024; ratified by BLR 3 March 2025; ratification of PAK missing"},
};

static void each_form_of_entry_says_what_it_waits_for(void **state) {
    (void)state;
    arena *a = arena_new((size_t)16 << 20);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        str said = missing(a, entries[i].json, entries[i].on, two);
        if (!strstr(said.p, entries[i].says)) print_message("%zu: %s\n", i, said.p);
        assert_non_null(strstr(said.p, entries[i].says));
    }
    arena_free(a);
}

static void what_is_in_force_or_over_waits_for_nothing(void **state) {
    (void)state;
    static const char json[] =
        "{\"instrument\":\"x\",\"terms\":{\"entry\":{\"on\":\"signature\"}},\"acts\":[" SIGNED
        ",{\"act\":\"terminate\",\"on\":\"2030-01-01\"}]}";
    arena *a = arena_new((size_t)16 << 20);
    assert_int_equal(missing(a, json, "2025-01-01", two).n, 0);
    assert_int_equal(missing(a, json, "2031-01-01", two).n, 0);
    assert_true(missing(a, json, "2024-11-25", two).n > 0);
    arena_free(a);
}

static void a_consent_taken_back_is_missing_again(void **state) {
    (void)state;
    arena *a = arena_new((size_t)16 << 20);
    str said = missing(a,
                       "{\"instrument\":\"x\",\"terms\":{\"entry\":{\"on\":\"consents\",\"count\":2"
                       "}},\"acts\":[" SIGNED
                       ",{\"party\":\"BLR\",\"act\":\"ratify\",\"on\":\"2025-03-03\"},"
                       "{\"party\":\"BLR\",\"act\":\"withdraw\",\"on\":\"2025-04-03\"}]}",
                       "2026-01-01", two);
    assert_non_null(strstr(said.p, "of BLR and PAK missing"));
    arena_free(a);
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    arena *a = arena_new((size_t)16 << 20);
    const jnode *tree;
    law_instrument in;
    str sides[] = {S("BLR"), S("PAK")};
    assert_int_equal(
        jnode_parse(a,
                    S("{\"instrument\":\"x\",\"terms\":{\"entry\":{\"on\":\"consents\",\"count\":2}"
                      "},\"acts\":[" SIGNED "]}"),
                    &tree, NULL),
        OK);
    assert_int_equal(law_instrument_parse(a, tree, &in, NULL, NULL), OK);
    code result = NOMEM;
    for (size_t limit = 0; result == NOMEM && limit < 1 << 16; limit += 64) {
        arena *small = arena_new(limit);
        buf out;
        buf_init(&out, 0);
        result = law_missing(small, &in, sides, 2, day_of(2026, 1, 1), (law_names){0}, &out, NULL);
        assert_true(result == OK || result == NOMEM);
        buf_reset(&out);
        arena_free(small);
    }
    assert_int_equal(result, OK);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_of_entry_says_what_it_waits_for),
        cmocka_unit_test(what_is_in_force_or_over_waits_for_nothing),
        cmocka_unit_test(a_consent_taken_back_is_missing_again),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
