#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date_typed.h"

static arena *memory;

static int set_up(void **state) {
    (void)state;
    memory = arena_new(1 << 16);
    return memory ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(memory);
    return 0;
}

typedef struct {
    const char *typed, *edtf;
} row;

static void expect_each(const row *rows, size_t n) {
    for (size_t i = 0; i < n; i++) {
        str out = date_typed(memory, str_of(rows[i].typed));
        if (!str_eq_z(out, rows[i].edtf))
            print_message("%s: " STR_FMT "\n", rows[i].typed, STR_ARG(out));
        assert_true(str_eq_z(out, rows[i].edtf));
    }
}

static void a_date_as_people_write_it_is_taken(void **state) {
    (void)state;
    static const row rows[] = {
        {"14 October 2026", "2026-10-14"},  {"14 oct 2026", "2026-10-14"},
        {"4 Sept. 2026", "2026-09-04"},     {"October 14, 2026", "2026-10-14"},
        {"  may 1,  2030 ", "2030-05-01"},  {"October 2026", "2026-10"},
        {"14.10.2026", "2026-10-14"},       {"1.2.2026", "2026-02-01"},
        {"31 February 2026", "2026-02-31"}, /* refused where it is parsed */
    };
    expect_each(rows, sizeof rows / sizeof *rows);
}

static void what_is_no_such_date_stays_as_it_is(void **state) {
    (void)state;
    static const row rows[] = {
        {"2026-10-14", "2026-10-14"},
        {" 2026 ", "2026"},
        {"2025/2027", "2025/2027"},
        {"2015-05~", "2015-05~"},
        {"10/11/2026", "10/11/2026"}, /* nobody can tell which is the month */
        {"14 October", "14 October"},
        {"14 October 26", "14 October 26"},
        {"0 October 2026", "0 October 2026"},
        {"32 October 2026", "32 October 2026"},
        {"14 Smarch 2026", "14 Smarch 2026"},
        {"14.13.2026", "14.13.2026"},
        {"14..2026", "14..2026"},
        {"within two weeks", "within two weeks"},
        {"on 14 October 2026", "on 14 October 2026"},
        {"", ""},
        {" , ", ","},
        {".", "."},
    };
    expect_each(rows, sizeof rows / sizeof *rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_as_people_write_it_is_taken),
        cmocka_unit_test(what_is_no_such_date_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
