/* What is due under the law: ends, negotiations, memory. The rest is in doc/follow.md's table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "follow/legal.h"

#include <string.h>

static code due_of(arena *a, const char *json, day since, day today, follow_legal **due,
                   size_t *n) {
    const jnode *node;
    law_instrument in;
    law_notes notes = {0};
    law_result result;
    TRY(jnode_parse(a, str_of(json), &node, NULL));
    TRY(law_instrument_parse(a, node, &in, &notes, NULL));
    TRY(law_status(a, &in, &result, NULL));
    return follow_legal_due(a, &in, &result, since, today, &follow_legal_usual, (law_names){0}, due,
                            n, NULL);
}

static const char expiring[] =
    "{\"instrument\": \"x\", \"terms\": {\"entry\": {\"on\": \"signature\"}, \"duration\": "
    "{\"term\": "
    "\"P5Y\"}}, \"acts\": [{\"party\": \"NOR\", \"act\": \"sign\", \"on\": \"2030-01-10\"}, "
    "{\"party\": \"FIN\", \"act\": \"sign\", \"on\": \"2030-01-10\"}]}";

static void an_expiry_is_told_a_year_ahead_and_once_for_both_sides(void **state) {
    (void)state;
    arena *a = arena_new((size_t)4 << 20);
    follow_legal *due;
    size_t n;
    assert_int_equal(due_of(a, expiring, DAY_NONE, day_of(2034, 1, 9), &due, &n), OK);
    assert_int_equal(n, 0);
    assert_int_equal(due_of(a, expiring, DAY_NONE, day_of(2034, 1, 10), &due, &n), OK);
    assert_int_equal(n, 1);
    assert_int_equal(due[0].kind, LEGAL_ENDS);
    assert_int_equal(due[0].day, day_of(2035, 1, 10));
    assert_false(due[0].overdue);
    assert_non_null(strstr(str_z(a, due[0].reason), "it ends on 2035-01-10: "));
    assert_int_equal(due_of(a, expiring, DAY_NONE, day_of(2035, 1, 10), &due, &n), OK);
    assert_int_equal(n, 0);
    arena_free(a);
}

static void a_withdrawal_from_a_treaty_of_many_is_told_for_the_one_who_leaves(void **state) {
    (void)state;
    arena *a = arena_new((size_t)4 << 20);
    follow_legal *due;
    size_t n;
    static const char json[] =
        "{\"instrument\": \"x\", \"terms\": {\"entry\": {\"on\": \"consents\", \"count\": 3}, "
        "\"withdraw\": {\"notice\": \"P12M\"}}, \"acts\": [{\"party\": \"NOR\", \"act\": "
        "\"ratify\", "
        "\"on\": \"2030-01-10\"}, {\"party\": \"FIN\", \"act\": \"ratify\", \"on\": "
        "\"2030-01-10\"}, "
        "{\"party\": \"ISL\", \"act\": \"ratify\", \"on\": \"2030-01-10\"}, {\"party\": \"ISL\", "
        "\"act\": \"withdraw\", \"on\": \"2031-05-01\"}]}";
    assert_int_equal(due_of(a, json, DAY_NONE, day_of(2031, 6, 1), &due, &n), OK);
    assert_int_equal(n, 1);
    assert_string_equal(str_z(a, due[0].party), "ISL");
    assert_int_equal(due[0].day, day_of(2032, 5, 1));
    arena_free(a);
}

static void a_long_negotiation_is_due_until_something_is_done(void **state) {
    (void)state;
    arena *a = arena_new((size_t)4 << 20);
    follow_legal *due;
    size_t n;
    static const char json[] = "{\"instrument\": \"x\", \"terms\": {}, \"acts\": []}";
    day since = day_of(2030, 1, 1);
    assert_int_equal(due_of(a, json, since, since + 729, &due, &n), OK);
    assert_int_equal(n, 0);
    assert_int_equal(due_of(a, json, since, since + 731, &due, &n), OK);
    assert_int_equal(n, 1);
    assert_int_equal(due[0].kind, LEGAL_NEGOTIATE);
    assert_true(due[0].overdue);
    assert_string_equal(str_z(a, due[0].reason),
                        "under negotiation since 2030-01-01, 2 years, and not signed");
    assert_int_equal(due_of(a, expiring, since - 800, since + 20, &due, &n), OK);
    assert_int_equal(n, 0);
    arena_free(a);
}

static void no_memory_is_reported_at_every_step(void **state) {
    (void)state;
    code c = NOMEM;
    for (size_t limit = 0; limit < ((size_t)1 << 20) && c == NOMEM; limit += 64) {
        arena *a = arena_new(limit);
        follow_legal *due;
        size_t n = 0;
        c = due_of(a, expiring, DAY_NONE, day_of(2034, 3, 1), &due, &n);
        if (c == OK) assert_int_equal(n, 1);
        arena_free(a);
    }
    assert_int_equal(c, OK);
}

static void every_kind_has_a_name(void **state) {
    (void)state;
    for (int i = 0; i < LEGAL_COUNT; i++)
        assert_true(follow_legal_name((follow_legal_kind)i)[0] != '\0');
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_expiry_is_told_a_year_ahead_and_once_for_both_sides),
        cmocka_unit_test(a_withdrawal_from_a_treaty_of_many_is_told_for_the_one_who_leaves),
        cmocka_unit_test(a_long_negotiation_is_due_until_something_is_done),
        cmocka_unit_test(no_memory_is_reported_at_every_step),
        cmocka_unit_test(every_kind_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
