#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exchange/wipo_stated.h"

static const char terms[] = "{\"entry\":{\"on\":\"consents\",\"count\":2,\"after\":\"P3M\"},"
                            "\"join\":{\"after\":\"P3M\"}}";

static void a_day_that_follows_is_computed_and_one_that_does_not_is_stated(void **state) {
    (void)state;
    arena *a = arena_new(1 << 20);
    wipo_row rows[] = {
        {S("NOR"), 1, "ratify", S("2001-01-31"), S("2001-05-15")},
        {S("PER"), 2, "accede", S("2001-02-15"), S("2001-05-15")},
        {S("CHL"), 3, "accede", S("2002-11-30"), S("2003-02-28")},
        {S("FIN"), 4, "accede", S("2003-01-01"), S("2003-07-01")}, /* a date was agreed */
        {S("ITA"), 5, "sign", S("2001-01-01"), S("")},
    };
    assert_int_equal(wipo_stated(a, str_of(terms), rows, 5, NULL), OK);
    assert_int_equal(rows[0].effect.n, 0);
    assert_int_equal(rows[1].effect.n, 0);
    assert_int_equal(rows[2].effect.n, 0);
    assert_true(str_eq(rows[3].effect, S("2003-07-01")));
    arena_free(a);
}

static void without_terms_every_day_stays_stated(void **state) {
    (void)state;
    arena *a = arena_new(1 << 20);
    wipo_row row = {S("NOR"), 1, "ratify", S("2001-01-31"), S("2001-04-30")};
    assert_int_equal(wipo_stated(a, S(""), &row, 1, NULL), OK);
    assert_true(str_eq(row.effect, S("2001-04-30")));
    fault f = {.code = OK};
    assert_int_equal(wipo_stated(a, S("{\"entry\":{\"on\":\"moonrise\"}}"), &row, 1, &f), INVALID);
    assert_true(f.message[0]);
    assert_true(str_eq(row.effect, S("2001-04-30")));
    arena_free(a);
}

static void without_memory_nothing_is_changed(void **state) {
    (void)state;
    code result = NOMEM;
    for (size_t limit = 0; result == NOMEM; limit += 64) {
        wipo_row row = {S("NOR"), 1, "ratify", S("2001-01-31"), S("2002-01-01")};
        arena *a = arena_new(limit);
        result = wipo_stated(a, str_of(terms), &row, 1, NULL);
        assert_true(str_eq(row.effect, S("2002-01-01")));
        arena_free(a);
        assert_true(limit < 1 << 20);
    }
    assert_int_equal(result, OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_that_follows_is_computed_and_one_that_does_not_is_stated),
        cmocka_unit_test(without_terms_every_day_stays_stated),
        cmocka_unit_test(without_memory_nothing_is_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
