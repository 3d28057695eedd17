#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static void a_day_goes_to_its_number_and_back(void **state) {
    (void)state;
    assert_int_equal(day_of(1970, 1, 1), 0);
    assert_int_equal(day_of(2000, 3, 1), 11017);
    for (day d = day_of(1, 1, 1); d <= day_of(9999, 12, 31); d++) {
        civil c = day_civil(d);
        assert_true(day_exists(c.year, c.month, c.day));
        assert_int_equal(day_of(c.year, c.month, c.day), d);
    }
}

static void the_weekday_is_known(void **state) {
    (void)state;
    assert_int_equal(day_weekday(day_of(2024, 11, 26)), 1); /* a Tuesday */
    assert_int_equal(day_weekday(day_of(1969, 12, 31)), 2); /* a Wednesday */
}

static void a_day_is_written_in_one_way_only(void **state) {
    (void)state;
    day d = 7;
    char out[16];
    assert_int_equal(day_parse(S("2024-02-29"), &d, NULL), OK);
    day_format(d, out);
    assert_string_equal(out, "2024-02-29");
    static const char *const wrong[] = {"",           "2024-2-29",  "2023-02-29", "2024-13-01",
                                        "2024-00-10", "2024-01-00", "20240229",   "2024-02-29 ",
                                        "0000-01-01", "2024-02-2x"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        fault f = {.code = OK};
        assert_int_equal(day_parse(str_of(wrong[i]), &d, &f), INVALID);
        assert_true(f.message[0]);
    }
    assert_int_equal(d, day_of(2024, 2, 29));
}

static const struct {
    const char *text;
    edtf_precision precision;
    const char *first, *last;
} partial[] = {
    {"2024", EDTF_YEAR, "2024-01-01", "2024-12-31"},
    {"2024-02", EDTF_MONTH, "2024-02-01", "2024-02-29"},
    {"2024-02-03", EDTF_DAY, "2024-02-03", "2024-02-03"},
    {"2025/2027", EDTF_INTERVAL, "2025-01-01", "2027-12-31"},
    {"2016-08-10/2016-08-12", EDTF_INTERVAL, "2016-08-10", "2016-08-12"},
    {"2017-10/2017-12", EDTF_INTERVAL, "2017-10-01", "2017-12-31"},
    {"2025/..", EDTF_INTERVAL, "2025-01-01", ""},
    {"../2025", EDTF_INTERVAL, "", "2025-12-31"},
    {"1994?", EDTF_YEAR, "1994-01-01", "1994-12-31"},
};

static void today_and_now_are_written_as_the_clock_has_them(void **state) {
    (void)state;
    char text[24];
    instant_format(1732613400, text);
    assert_string_equal(text, "2024-11-26T09:30:00Z");
    instant_format(0, text);
    assert_string_equal(text, "1970-01-01T00:00:00Z");
    setenv("TZ", "EAST-14", 1); /* fourteen hours before Greenwich */
    tzset();
    day before = (day)((time(NULL) + 14 * 3600) / 86400);
    day today = day_today();
    assert_true(today == before || today == (day)((time(NULL) + 14 * 3600) / 86400));
    setenv("TZ", "UTC", 1);
    tzset();
}

static void a_partial_date_says_which_days_it_can_mean(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof partial / sizeof *partial; i++) {
        edtf e;
        char first[16], last[16];
        assert_int_equal(edtf_parse(str_of(partial[i].text), &e, NULL), OK);
        day_format(e.first, first);
        day_format(e.last, last);
        assert_int_equal(e.precision, partial[i].precision);
        assert_string_equal(first, partial[i].first);
        assert_string_equal(last, partial[i].last);
    }
    edtf e;
    assert_int_equal(edtf_parse(S("1994%"), &e, NULL), OK);
    assert_true(e.uncertain && e.approximate);
}

static void what_is_no_date_is_refused_with_the_reason(void **state) {
    (void)state;
    static const char *const wrong[] = {"",      "24",         "2024-13", "2024-02-30", "2027/2025",
                                        "../..", "/",          "2024-",   "2024-1",     "2024-11-",
                                        "soon",  "2024//2025", "0000"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        fault f = {.code = OK};
        edtf e;
        assert_int_equal(edtf_parse(str_of(wrong[i]), &e, &f), INVALID);
        assert_non_null(strstr(f.message, "write 2024"));
        assert_false(edtf_is(str_of(wrong[i])));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_goes_to_its_number_and_back),
        cmocka_unit_test(the_weekday_is_known),
        cmocka_unit_test(a_day_is_written_in_one_way_only),
        cmocka_unit_test(today_and_now_are_written_as_the_clock_has_them),
        cmocka_unit_test(a_partial_date_says_which_days_it_can_mean),
        cmocka_unit_test(what_is_no_date_is_refused_with_the_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
