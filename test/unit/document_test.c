#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/document.h"

#include <string.h>

static arena *a;

static int fresh(void **unused) {
    (void)unused;
    a = arena_new((size_t)256 << 20);
    return a ? 0 : -1;
}

static int gone(void **unused) {
    (void)unused;
    arena_free(a);
    return 0;
}

static document read(str bytes, const char *name) {
    document d;
    fault f = {0};
    if (document_read(a, bytes, name, &d, &f) != OK) fail_msg("%s: %s", f.place, f.message);
    return d;
}

static void refused(str bytes, const char *name, const char *because) {
    document d;
    memset(&d, 0x5A, sizeof d);
    document before = d;
    fault f = {0};
    assert_int_equal(document_read(a, bytes, name, &d, &f), INVALID);
    if (!strstr(f.message, because)) fail_msg("\"%s\" does not say \"%s\"", f.message, because);
    assert_string_equal(f.place, name ? name : "");
    assert_memory_equal(&d, &before, sizeof d);
}

static void plain_text_is_taken_as_it_is(void **unused) {
    (void)unused;
    str text = S("They signed.\r\n\r\n  Türkiye  agreed.\n");
    document d = read(text, "a.txt");
    assert_int_equal(d.form, DOCUMENT_TEXT);
    assert_ptr_equal(d.text.p, text.p);
    assert_int_equal(d.text.n, text.n);
    assert_int_equal(d.title.n, 0);
}

static void a_byte_order_mark_is_left_out_and_the_rest_is_borrowed(void **unused) {
    (void)unused;
    str bytes = S("\xEF\xBB\xBF"
                  "A treaty");
    document d = read(bytes, NULL);
    assert_ptr_equal(d.text.p, bytes.p + 3);
    assert_true(str_eq(d.text, S("A treaty")));
}

static void utf16_with_a_mark_is_converted(void **unused) {
    (void)unused;
    assert_true(str_eq(read(S("\xFF\xFE"
                              "a\0\xFC\0=\xD8\x00\xDE"),
                            "a.txt")
                           .text,
                       S("aü😀")));
    assert_true(str_eq(read(S("\xFE\xFF"
                              "\0a\0\xFC\xD8=\xDE\x00"),
                            "a.txt")
                           .text,
                       S("aü😀")));
    refused(S("\xFF\xFE"
              "a\0b"),
            "a.txt", "odd number of bytes");
    refused(S("\xFF\xFE"
              "a\0=\xD8"
              "b\0"),
            "a.txt", "half a character at byte 2");
}

static void a_page_in_its_declared_charset_is_converted(void **unused) {
    (void)unused;
    document d = read(S("<html><meta charset=windows-1252><p>C\xF4te d\x92Ivoire \x80"), "a.html");
    assert_int_equal(d.form, DOCUMENT_HTML);
    assert_true(str_eq(d.text, S("Côte d’Ivoire €\n")));
    d = read(S("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"
               "<p>\xCC\xE8\xED\xF1\xEA"),
             NULL);
    assert_true(str_eq(d.text, S("Минск\n")));
    d = read(S("<html><meta charset=iso-8859-1><p>Côte"), "a.html");
    assert_true(str_eq(d.text, S("Côte\n")));
    refused(S("<html><meta charset=utf-8><p>C\xF4te"), "a.html", "byte 0xf4 at offset 30");
}

static void the_form_is_told_from_the_bytes(void **unused) {
    (void)unused;
    assert_int_equal(read(S("  \n<!-- x --><!DOCTYPE HTML><p>a"), "a.txt").form, DOCUMENT_HTML);
    assert_int_equal(read(S("plain words <b>a</b>"), "a.HTM").form, DOCUMENT_HTML);
    assert_int_equal(read(S("<b>a</b> 3 < 4"), "a.txt").form, DOCUMENT_TEXT);
    assert_int_equal(read(S("\xEF\xBB\xBF<html>a"), NULL).form, DOCUMENT_HTML);
}

static void nothing_is_refused_with_a_reason(void **unused) {
    (void)unused;
    refused(S(""), "empty.txt", "it is empty");
    refused(S(" \n\t "), "blank.txt", "no text in it");
    refused(S("\xEF\xBB\xBF"), "mark.txt", "no text in it");
    refused(S("<html><script>x</script>"), "a.html", "no text in it");
}

static void binary_is_refused_by_its_name(void **unused) {
    (void)unused;
    refused(S("PK\x03\x04zzzz"), "a.docx", "docx");
    refused(S("\x89PNG\r\n\x1a\n"), "a.txt", "png");
    refused(S("{\\rtf1 hello}"), "a.rtf", "rich text");
    refused(S("abc\0def"), "a.txt", "NUL at byte 3");
    refused(S("\1\2\3\4abc"), NULL, "4 control characters");
}

static void broken_utf8_is_refused_with_its_offset(void **unused) {
    (void)unused;
    refused(S("abc\xFFxyz"), "a.txt", "byte 0xff at offset 3");
    refused(S("\xEF\xBB\xBF"
              "abc\xC3"),
            "a.txt", "byte 0xc3 at offset 6");
    refused(S("\xED\xA0\x80"), "a.txt", "offset 0");
}

static void more_than_is_read_is_refused_unread(void **unused) {
    (void)unused;
    str huge = {"x", DOCUMENT_BYTES_MAX + 1}; /* the bytes behind the first must not be touched */
    refused(huge, "huge.txt", "up to 50 MB");
}

static void a_pdf_that_is_none_is_refused(void **unused) {
    (void)unused;
    refused(S("hello"), "a.pdf", "called a PDF and is none");
    refused(S("%PDF-1.7\nhello"), "a.pdf", "damaged");
}

static void the_language_is_guessed(void **unused) {
    (void)unused;
    assert_true(str_eq_z(document_language(S("The sides agreed to the text of a treaty.")), "en"));
    assert_true(str_eq_z(document_language(S("Стороны договорились о встрече в Минске и об обмене "
                                             "опытом НА всех уровнях.")),
                         "ru"));
    assert_true(
        str_eq_z(document_language(S("Les parties ont signé un accord dans la ville.")), "fr"));
    assert_true(str_eq_z(document_language(S("Die Seiten haben das Abkommen in der Stadt "
                                             "unterzeichnet und werden es ratifizieren.")),
                         "de"));
    assert_true(str_eq_z(document_language(S("Xyzzy plugh")), ""));
    assert_true(str_eq_z(document_language(S("")), ""));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_is_taken_as_it_is),
        cmocka_unit_test(a_byte_order_mark_is_left_out_and_the_rest_is_borrowed),
        cmocka_unit_test(utf16_with_a_mark_is_converted),
        cmocka_unit_test(a_page_in_its_declared_charset_is_converted),
        cmocka_unit_test(the_form_is_told_from_the_bytes),
        cmocka_unit_test(nothing_is_refused_with_a_reason),
        cmocka_unit_test(binary_is_refused_by_its_name),
        cmocka_unit_test(broken_utf8_is_refused_with_its_offset),
        cmocka_unit_test(more_than_is_read_is_refused_unread),
        cmocka_unit_test(a_pdf_that_is_none_is_refused),
        cmocka_unit_test(the_language_is_guessed),
    };
    return cmocka_run_group_tests(tests, fresh, gone);
}
