/* What a receiver checks, against published vectors; how long a hook waits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "exchange/post.h"
#include "exchange/webhook.h"

#include <string.h>

static void hmac_sha256_is_that_of_rfc_4231(void **state) {
    (void)state;
    static const struct {
        str key, first, second;
        const char *hex;
    } cases[] = {
        {S("\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b"),
         S("Hi "), S("There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {S("Jefe"), S(""), S("what do ya want for nothing?"),
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
    };
    for (size_t i = 0; i < 2; i++) {
        hash h;
        char hex[2 * HASH_BYTES + 1];
        hmac_sha256(cases[i].key, cases[i].first, cases[i].second, &h);
        hash_hex(&h, hex);
        assert_string_equal(hex, cases[i].hex);
    }
    char key[131];
    hash h;
    char hex[2 * HASH_BYTES + 1];
    memset(key, 0xaa, sizeof key);
    hmac_sha256((str){key, sizeof key}, S("Test Using Larger Than Block-Size Key - Hash Key First"),
                S(""), &h);
    hash_hex(&h, hex);
    assert_string_equal(hex, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

static void a_signature_covers_time_and_body(void **state) {
    (void)state;
    char a[128], b[128], c[128], again[128];
    webhook_signature(a, S("0123456789abcdef"), 1732613400, S("{}"));
    webhook_signature(again, S("0123456789abcdef"), 1732613400, S("{}"));
    webhook_signature(b, S("0123456789abcdef"), 1732613401, S("{}"));
    webhook_signature(c, S("0123456789abcdef"), 1732613400, S("[]"));
    assert_string_equal(a, again);
    assert_true(strncmp(a, "t=1732613400,v1=", 16) == 0 && strlen(a) == 16 + 64);
    assert_string_not_equal(strstr(a, "v1="), strstr(b, "v1="));
    assert_string_not_equal(strstr(a, "v1="), strstr(c, "v1="));
}

static void the_wait_doubles_up_to_six_hours(void **state) {
    (void)state;
    assert_int_equal(webhook_wait(1, 30), 30);
    assert_int_equal(webhook_wait(2, 30), 60);
    assert_int_equal(webhook_wait(5, 30), 480);
    assert_int_equal(webhook_wait(11, 30), 6 * 3600);
    assert_int_equal(webhook_wait(1000000, 30), 6 * 3600);
}

static void an_event_is_json_whatever_its_words(void **state) {
    (void)state;
    hook_event e = {.entry = {.id = 7,
                              .at = S("2030-01-02T03:04:05Z"),
                              .who = S("a\"b\n"),
                              .action = S("edit"),
                              .subject = S("record"),
                              .subject_id = 9,
                              .note = S("\x01"),
                              .undoes = 3,
                              .hash = "ff"},
                    .records = {9, 12},
                    .record_count = 2,
                    .record_total = 2};
    buf b;
    buf_init(&b, 0);
    webhook_body(&b, "0123456789abcdef", &e);
    buf_put_char(&b, '\0');
    assert_string_equal(b.p,
                        "{\"register\":\"0123456789abcdef\",\"entry\":7,\"hash\":\"ff\","
                        "\"at\":\"2030-01-02T03:04:05Z\",\"who\":\"a\\\"b\\n\",\"action\":\"edit\","
                        "\"subject\":\"record\",\"subject_id\":9,\"note\":\"\\u0001\",\"undoes\":3,"
                        "\"records\":[9,12],\"record_total\":2}");
    buf_reset(&b);
}

static void addresses_are_https_or_of_this_machine(void **state) {
    (void)state;
    static const str good[] = {S("https://example.org"),  S("https://example.org:8443/a?b=c"),
                               S("http://localhost:1/"),  S("http://127.0.0.1/x"),
                               S("http://127.9.9.9:80/"), S("http://[::1]:8080/x")};
    static const str bad[] = {S(""),
                              S("x"),
                              S("http://example.org/"),
                              S("http://127.0.0.1.example/"),
                              S("http://0x7f.example/"),
                              S("gopher://127.0.0.1/"),
                              S("https://u:p@example.org/"),
                              S("http://localhost@example.org/"),
                              S("https:///x"),
                              S("https://example.org/#f"),
                              S("https://example.org/ x"),
                              S("http://[::2]/"),
                              S("http://10.0.0.1/")};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_int_equal(post_check(good[i], NULL), OK);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fault f = {.code = OK};
        assert_int_equal(post_check(bad[i], &f), INVALID);
        assert_true(*f.message);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hmac_sha256_is_that_of_rfc_4231),
        cmocka_unit_test(a_signature_covers_time_and_body),
        cmocka_unit_test(the_wait_doubles_up_to_six_hours),
        cmocka_unit_test(an_event_is_json_whatever_its_words),
        cmocka_unit_test(addresses_are_https_or_of_this_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
