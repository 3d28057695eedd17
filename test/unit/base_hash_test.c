#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"

#include <string.h>

/* From `printf abc | b2sum -l 256` of GNU coreutils. */
static void blake2b_of_abc_is_what_b2sum_prints(void **state) {
    (void)state;
    hash h;
    char hex[2 * HASH_BYTES + 1];
    hash_of(S("abc"), &h);
    hash_hex(&h, hex);
    assert_string_equal(hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

static void secrets_differ_each_time(void **state) {
    (void)state;
    unsigned char a[32] = {0}, b[32] = {0};
    secret_fill(a, sizeof a);
    secret_fill(b, sizeof b);
    assert_false(secret_eq(a, b, sizeof a));
    assert_true(secret_eq(a, a, sizeof a));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blake2b_of_abc_is_what_b2sum_prints),
        cmocka_unit_test(secrets_differ_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
