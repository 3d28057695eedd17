#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/names.h"

static void a_state_has_its_short_name(void **state) {
    (void)state;
    arena *a = arena_new(1u << 20);
    const state_names *n = NULL;
    assert_int_equal(state_names_load(a, &n, NULL), OK);
    assert_true(str_eq_z(state_name(n, S("IDN")), "Indonesia"));
    assert_true(str_eq_z(state_name(n, S("ZWE")), "Zimbabwe"));
    assert_true(str_eq_z(state_name(n, S("ABW")), "Aruba"));
    law_names law = state_names_for_law(n);
    assert_true(str_eq_z(law.name(law.context, S("MNG")), "Mongolia"));
    arena_free(a);
}

static void an_unknown_code_stands_for_itself(void **state) {
    (void)state;
    arena *a = arena_new(1u << 20);
    const state_names *n = NULL;
    assert_int_equal(state_names_load(a, &n, NULL), OK);
    assert_true(str_eq_z(state_name(n, S("code")), "code"));
    assert_true(str_eq_z(state_name(n, S("Norland")), "Norland"));
    assert_true(str_eq_z(state_name(n, S("")), ""));
    arena_free(a);
}

static void little_memory_for_names_is_an_error(void **state) {
    (void)state;
    arena *a = arena_new(100);
    const state_names *n = NULL;
    fault f = {0};
    assert_int_equal(state_names_load(a, &n, &f), NOMEM);
    assert_null(n);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_has_its_short_name),
        cmocka_unit_test(an_unknown_code_stands_for_itself),
        cmocka_unit_test(little_memory_for_names_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
