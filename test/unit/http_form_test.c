#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/form.h"

#include <string.h>

typedef struct {
    arena *a;
    field_list list;
    fault f;
} fixture;

static fixture *fix;

static int set_up(void **state) {
    (void)state;
    static fixture made;
    made = (fixture){.a = arena_new((size_t)1 << 20)};
    fix = &made;
    return made.a ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(fix->a);
    return 0;
}

static void assert_field(size_t i, const char *name, const char *value) {
    assert_true(i < fix->list.count);
    assert_true(str_eq_z(fix->list.items[i].name, name));
    assert_true(str_eq_z(fix->list.items[i].value, value));
}

static code query(const char *text) {
    return form_parse_query(fix->a, str_of(text), &fix->list, &fix->f);
}

static code body(const char *type, const char *text) {
    return form_parse_body(fix->a, str_of(type), str_of(text), &fix->list, &fix->f);
}

static void a_query_is_names_and_values(void **state) {
    (void)state;
    assert_int_equal(query("a=1&b=two+words&&c&d=%C3%A9%26"), OK);
    assert_int_equal(fix->list.count, 4);
    assert_field(0, "a", "1");
    assert_field(1, "b", "two words");
    assert_field(2, "c", "");
    assert_field(3, "d", "\xC3\xA9&");
}

static void an_equals_sign_in_a_value_stays(void **state) {
    (void)state;
    assert_int_equal(query("a=b=c"), OK);
    assert_field(0, "a", "b=c");
}

static void a_broken_escape_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"a=%", "a=%4", "a=%zz", "%", "a=%4&b=1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fault_clear(&fix->f);
        assert_int_equal(query(bad[i]), INVALID);
        assert_non_null(strstr(fix->f.message, "hexadecimal"));
    }
}

static void a_zero_byte_and_broken_utf8_are_refused(void **state) {
    (void)state;
    assert_int_equal(query("a=%00"), INVALID);
    assert_int_equal(query("a=%FF"), INVALID);
    assert_int_equal(query("%ED%A0%80=1"), INVALID); /* a surrogate */
}

static void lines_of_a_text_area_end_in_lf(void **state) {
    (void)state;
    assert_int_equal(query("t=one%0D%0Atwo%0Dthree"), OK);
    assert_field(0, "t", "one\ntwo\nthree");
}

static void more_fields_than_the_limit_are_refused(void **state) {
    (void)state;
    char text[2 * FORM_FIELDS_MOST + 3];
    for (size_t i = 0; i < sizeof text - 1; i += 2) memcpy(text + i, "a&", 2);
    text[sizeof text - 1] = '\0';
    assert_int_equal(query(text), INVALID);
}

static const char multipart[] = "--XyZ\r\n"
                                "Content-Disposition: form-data; name=\"text\"\r\n\r\n"
                                "line one\r\nline two\r\n"
                                "--XyZ\r\n"
                                "Content-Disposition: form-data; name=\"empty\"\r\n\r\n"
                                "\r\n"
                                "--XyZ\r\n"
                                "Content-Disposition: form-data; name=\"file\"; "
                                "filename=\"a \\\"b\\\".html\"\r\n"
                                "Content-Type: text/html\r\n\r\n"
                                "<p>\r\n</p>\r\n"
                                "--XyZ--\r\n";

static void a_multipart_form_keeps_the_bytes_of_files(void **state) {
    (void)state;
    assert_int_equal(body("multipart/form-data; boundary=XyZ", multipart), OK);
    assert_int_equal(fix->list.count, 3);
    assert_field(0, "text", "line one\nline two");
    assert_field(1, "empty", "");
    assert_field(2, "file", "<p>\r\n</p>");
    assert_false(fix->list.items[0].is_file);
    assert_true(fix->list.items[2].is_file);
    assert_true(str_eq_z(fix->list.items[2].file_name, "a \"b\".html"));
    assert_true(str_eq_z(fix->list.items[2].file_type, "text/html"));
}

static void a_multipart_form_cut_anywhere_is_refused(void **state) {
    (void)state;
    /* Without the last line break and hyphen it is still whole. */
    for (size_t n = 0; n < strlen(multipart) - 3; n++) {
        fix->list.count = 0;
        fault_clear(&fix->f);
        code result = form_parse_body(fix->a, S("multipart/form-data; boundary=XyZ"),
                                      (str){multipart, n}, &fix->list, &fix->f);
        assert_int_equal(result, INVALID);
        assert_true(*fix->f.message);
        if (n % 64 == 0) arena_reset(fix->a), fix->list = (field_list){0};
    }
}

static void other_types_and_charsets_are_refused(void **state) {
    (void)state;
    assert_int_equal(body("text/plain", "a=1"), INVALID);
    assert_int_equal(body("", "a=1"), INVALID);
    assert_int_equal(body("application/x-www-form-urlencoded; charset=windows-1251", "a=1"),
                     INVALID);
    assert_int_equal(body("application/x-www-form-urlencoded;charset=UTF-8", "a=1"), OK);
    assert_int_equal(body("multipart/form-data", multipart), INVALID);
}

static void the_last_of_equal_names_counts(void **state) {
    (void)state;
    assert_int_equal(query("a=1&a=2"), OK);
    assert_true(str_eq_z(form_find(&fix->list, "a")->value, "2"));
    assert_null(form_find(&fix->list, "b"));
}

static void a_full_arena_is_told(void **state) {
    (void)state;
    code result = NOMEM;
    for (size_t limit = 0; result != OK; limit += 16) {
        assert_true(limit < 65536);
        arena *a = arena_new(limit);
        assert_non_null(a);
        field_list list = {0};
        result = form_parse_body(a, S("multipart/form-data; boundary=XyZ"), str_of(multipart),
                                 &list, NULL);
        assert_true(result == OK || result == NOMEM);
        arena_free(a);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_query_is_names_and_values),
        TEST(an_equals_sign_in_a_value_stays),
        TEST(a_broken_escape_is_refused),
        TEST(a_zero_byte_and_broken_utf8_are_refused),
        TEST(lines_of_a_text_area_end_in_lf),
        TEST(more_fields_than_the_limit_are_refused),
        TEST(a_multipart_form_keeps_the_bytes_of_files),
        TEST(a_multipart_form_cut_anywhere_is_refused),
        TEST(other_types_and_charsets_are_refused),
        TEST(the_last_of_equal_names_counts),
        TEST(a_full_arena_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
