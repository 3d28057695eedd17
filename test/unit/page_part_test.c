#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/promise.h"

#include <stdio.h>
#include <string.h>

static arena *memory;
static buf out;
static request asked;
static view v;

static int set_up(void **state) {
    (void)state;
    memory = arena_new((size_t)1 << 20);
    buf_init(&out, 0);
    asked = (request){.arena = memory, .today = day_of(2024, 11, 27)};
    v = (view){.out = &out, .arena = memory, .request = &asked};
    return memory ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    buf_reset(&out);
    arena_free(memory);
    return 0;
}

/* What was written, without its tags. */
static const char *words(void) {
    static char text[1024];
    size_t n = 0;
    bool in_tag = false;
    for (size_t i = 0; i < out.n && n + 1 < sizeof text; i++) {
        if (out.p[i] == '<') in_tag = true;
        if (!in_tag) text[n++] = out.p[i];
        if (out.p[i] == '>') in_tag = false;
    }
    text[n] = '\0';
    buf_clear(&out);
    return text;
}

static void dates_are_words_and_keep_their_precision(void **state) {
    (void)state;
    static const struct {
        const char *date, *words;
    } rows[] = {
        {"2024-11-26", "26\xC2\xA0November 2024"},
        {"2024-11", "November 2024"},
        {"2024", "2024"},
        {"2015-05~", "about May 2015"},
        {"2022?", "2022 (uncertain)"},
        {"2022%", "about 2022 (uncertain)"},
        {"2025/2027", "2025 to 2027"},
        {"2015-05-28/2015-05-29", "28 to 29\xC2\xA0May 2015"},
        {"2015-05-31/2015-06-01", "31\xC2\xA0May 2015 to 1\xC2\xA0June 2015"},
        {"2017-10/2017-12", "October to December 2017"},
        {"2017-12/2018-01", "December 2017 to January 2018"},
        {"2022/..", "from 2022"},
        {"../2025", "until 2025"},
        {"", ""},
        {"soon", "soon"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        part_date(&v, str_of(rows[i].date));
        assert_string_equal(words(), rows[i].words);
    }
}

static void only_exact_dates_are_for_machines(void **state) {
    (void)state;
    part_date(&v, S("2024-11"));
    assert_true(str_find(buf_str(&out), S("<time datetime=\"2024-11\">"), 0) == 0);
    buf_clear(&out);
    part_date(&v, S("2024-11~"));
    assert_true(str_find(buf_str(&out), S("<time"), 0) == SIZE_MAX);
}

static void addresses_carry_a_short_title(void **state) {
    (void)state;
    static const struct {
        const char *label, *address;
    } rows[] = {
        {"Protocol No. 14, on ...", "/instrument/7-protocol-no-14-on"},
        {"  (A) ", "/instrument/7-a"},
        {"\xD0\x9F\xD0\xB0\xD0\xBA\xD1\x82", "/instrument/7"},
        {"", "/instrument/7"},
        {"<script>\"/..", "/instrument/7-script"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str got = record_address(memory, RECORD_INSTRUMENT, 7, str_of(rows[i].label));
        assert_true(str_eq_z(got, rows[i].address));
    }
    char longest[400];
    memset(longest, 'x', sizeof longest);
    assert_true(record_address(memory, RECORD_POSITION, 1, (str){longest, sizeof longest}).n < 80);
}

static void what_others_wrote_is_text(void **state) {
    (void)state;
    const actor_ref who = {.id = 3, .kind = ACTOR_COMPANY, .name = S("<b>\"A&B\"</b>")};
    part_actor(&v, &who);
    assert_true(
        str_eq(buf_str(&out), S("<a href=\"/body/3-b-a-b-b\"><bdi>&lt;b&gt;&quot;A&amp;B&quot;"
                                "&lt;/b&gt;</bdi></a>")));
}

static void a_group_is_counted_in_the_plural(void **state) {
    (void)state;
    part_count_kind(&v, RECORD_INSTRUMENT, KIND_MEMORANDUM, 15);
    assert_string_equal(words(), "15 memoranda");
    part_count_kind(&v, RECORD_INSTRUMENT, KIND_MEMORANDUM, 1);
    assert_string_equal(words(), "memorandum");
    part_count_kind(&v, RECORD_INSTRUMENT, KIND_MIXED, -1);
    assert_string_equal(words(), "documents");
    part_count_kind(&v, RECORD_POSITION, KIND_CALLS_FOR, -1);
    assert_string_equal(words(), "calls for");
}

static void lateness_is_told_in_the_unit_that_fits(void **state) {
    (void)state;
    static const struct {
        int year, month, day;
        const char *words;
    } rows[] = {
        {2024, 11, 26, "late by 1 day"},
        {2024, 10, 27, "late by 31 days"},
        {2024, 6, 27, "late by 5 months"},
        {2021, 11, 20, "late by 3 years"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        follow_verdict x = {.state = FOLLOW_LATE,
                            .overdue = true,
                            .due_last = day_of(rows[i].year, rows[i].month, rows[i].day)};
        part_verdict(&v, &x);
        assert_string_equal(words(), rows[i].words);
    }
}

static void what_no_source_tells_of_is_not_called_undone(void **state) {
    (void)state;
    follow_verdict x = {.state = FOLLOW_LATE, .silent = true, .due_last = DAY_NONE};
    part_verdict(&v, &x);
    assert_string_equal(words(), "late, no word of it");
    x = (follow_verdict){.state = FOLLOW_UNKNOWN, .silent = true};
    part_verdict(&v, &x);
    assert_string_equal(words(), "unknown");
    x.state = FOLLOW_DONE_LATE;
    part_verdict(&v, &x);
    assert_string_equal(words(), "done late");
}

static const char *named(const char *name) {
    buf_clear(&out);
    html_name(&out, str_of(name));
    buf_put_char(&out, '\0');
    return out.p;
}

static void a_name_that_could_turn_its_line_is_kept_apart(void **state) {
    (void)state;
    assert_string_equal(named("Agreement on trade, 2024"), "Agreement on trade, 2024");
    assert_string_equal(named("Côte d'Ivoire & Perú B"), "Côte d&#39;Ivoire &amp; Perú B");
    assert_string_equal(named("איגוד"), "<bdi>איגוד</bdi>");
    assert_string_equal(named("Treaty of עזה A"), "<bdi>Treaty of עזה A</bdi>");
    assert_string_equal(named("Agreement (2024)"), "<bdi>Agreement (2024)</bdi>");
    assert_string_equal(named("2024 Agreement"), "<bdi>2024 Agreement</bdi>");
    assert_string_equal(named("A\u202EB"), "<bdi>A\u202EB</bdi>");
    assert_string_equal(named(""), "<bdi></bdi>");
}

static void a_reason_leads_to_the_records_that_it_rests_on(void **state) {
    (void)state;
    follow_verdict x = {.reason = S("carried out by record 7 and not by record 8"),
                        .rests_on = {7, 8},
                        .rests_on_report = {false, true},
                        .rests_on_count = 2};
    part_reason(&v, &x);
    assert_true(str_eq(buf_str(&out), S("carried out by <a href=\"/record/7\">record 7</a> and "
                                        "not by record 8")));
    buf_clear(&out);
    x.rests_on_label[0] = S("Visit & talks");
    part_reason(&v, &x);
    assert_true(str_find(buf_str(&out), S("carried out by <a href=\"/record/7\">"), 0) == 0);
    assert_true(str_find(buf_str(&out), S("Visit &amp; talks"), 0) != SIZE_MAX);
    assert_true(str_find(buf_str(&out), S("record 7"), 0) == SIZE_MAX);
    str said;
    fault f = {.code = OK};
    assert_int_equal(follow_reason_named(v.arena, &x, &said, &f), OK);
    assert_true(str_eq(said, S("carried out by record 7 (Visit & talks) and not by record 8")));
}

static void the_next_page_keeps_the_filters(void **state) {
    (void)state;
    field fields[] = {{.name = S("q"), .value = S("a&b")},
                      {.name = S("after"), .value = S("old")},
                      {.name = S("kind"), .value = S("")}};
    asked.query = (field_list){fields, 3, 3};
    part_pager(&v, S("k/1"));
    assert_true(str_find(buf_str(&out), S("href=\"?q=a%26b&amp;after=k%2F1\""), 0) != SIZE_MAX);
}

static void only_known_words_can_be_flashed(void **state) {
    (void)state;
    field fields[] = {{.name = S("done"), .value = S("Send money")}};
    asked.query = (field_list){fields, 1, 1};
    part_flash(&v);
    assert_int_equal(out.n, 0);
    fields[0].value = S("undone");
    part_flash(&v);
    assert_true(out.n > 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(dates_are_words_and_keep_their_precision),
        TEST(only_exact_dates_are_for_machines),
        TEST(addresses_carry_a_short_title),
        TEST(what_others_wrote_is_text),
        TEST(a_group_is_counted_in_the_plural),
        TEST(lateness_is_told_in_the_unit_that_fits),
        TEST(what_no_source_tells_of_is_not_called_undone),
        TEST(a_name_that_could_turn_its_line_is_kept_apart),
        TEST(a_reason_leads_to_the_records_that_it_rests_on),
        TEST(the_next_page_keeps_the_filters),
        TEST(only_known_words_can_be_flashed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
