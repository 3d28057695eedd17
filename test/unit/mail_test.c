/* Messages: what no text can do to their heads, and mail folders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exchange/mail.h"

#include <string.h>

static const str to[] = {{"desk@example.org", 16}};

static buf written(str subject, str text) {
    const mail m = {.from = S("register@example.org"),
                    .to = to,
                    .to_count = 1,
                    .subject = subject,
                    .text = text,
                    .at = 1732613400,
                    .id = S("a-1")};
    buf out;
    fault f = {.code = OK};
    buf_init(&out, 0);
    assert_int_equal(mail_write(&out, &m, &f), OK);
    return out;
}

static size_t count(str s, str what) {
    size_t n = 0;
    for (size_t at = 0; (at = str_find(s, what, at)) != SIZE_MAX; at += what.n) n++;
    return n;
}

static void a_head_is_what_we_say(void **state) {
    (void)state;
    buf b = written(S("Due"), S("x = 1\n"));
    buf_put_char(&b, 0);
    assert_string_equal(b.p,
                        "From: register@example.org\r\nTo: desk@example.org\r\nSubject: Due\r\n"
                        "Date: Tue, 26 Nov 2024 09:30:00 +0000\r\nMessage-ID: <a-1@example.org>\r\n"
                        "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                        "Content-Type: text/plain; charset=utf-8\r\n"
                        "Content-Transfer-Encoding: quoted-printable\r\n\r\nx =3D 1\r\n");
    buf_reset(&b);
}

static void no_subject_adds_a_line_to_the_head(void **state) {
    (void)state;
    static const str subjects[] = {
        S("a\r\nBcc: evil@example.org"),
        S("a\nBcc: evil@example.org"),
        S("a\rBcc: x"),
        S("=?UTF-8?Q?=0ABcc:_x?="),
        S("\xe2\x80\xa8"
          "Bcc: x"),
        S("\xff\xfe\n\n"),
        S("a subject that is so long that it does not fit into one line at all, \n\nand goes on")};
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        buf b = written(subjects[i], S("text\n"));
        str head = str_slice(buf_str(&b), 0, str_find(buf_str(&b), S("\r\n\r\n"), 0)), line;
        size_t folded = 0;
        while (head.n && str_next(&head, '\n', &line)) {
            assert_true(line.n <= 79);
            folded += line.n && line.p[0] == ' ';
            for (size_t k = 0; k < line.n; k++)
                assert_true((line.p[k] >= 32 && line.p[k] < 127) || line.p[k] == '\r');
        }
        assert_int_equal(count(buf_str(&b), S("\r\n")), 9 + 1 + 1 + folded);
        assert_int_equal(count(buf_str(&b), S("Bcc: ")), 0);
        buf_reset(&b);
    }
}

static void addresses_that_say_more_are_refused(void **state) {
    (void)state;
    static const str bad[] = {
        S(""),        S("@"),          S("a@"),    S("@b"),    S("a@b\r\nBcc: c@d"),
        S("a@b c@d"), S("<a@b>"),      S("-f@b"),  S("a@b@c"), S("a\"@b"),
        S("a@b..c"),  S("a@.b"),       S("a@b."),  S(".a@b"),  S("a.@b"),
        S("a@b\n"),   S("\xc3\xa9@b"), S("a@b_c"), S("a,b@c"), S("a@[127.0.0.1]")};
    static const str good[] = {S("a@b"), S("first.last+tag@mail.example.org"), S("O'Neil@x-1.org")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fault f = {.code = OK};
        assert_int_equal(mail_address_check("to", bad[i], &f), INVALID);
        assert_string_equal(f.place, "to");
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_int_equal(mail_address_check("to", good[i], NULL), OK);
    static const str head[] = {S("a@b\r\nX: y")};
    buf out;
    buf_init(&out, 0);
    mail m = {.from = S("a@b"), .to = head, .to_count = 1, .id = S("1")};
    assert_int_equal(mail_write(&out, &m, NULL), INVALID);
    m.to = to;
    m.id = S("1>\r\nX: y");
    assert_int_equal(mail_write(&out, &m, NULL), INVALID);
    m.id = S("1");
    m.from = S("a@b\nX: y");
    assert_int_equal(mail_write(&out, &m, NULL), INVALID);
    assert_int_equal(out.n, 0);
    buf_reset(&out);
}

static void no_line_of_a_text_looks_like_the_next_message(void **state) {
    (void)state;
    char filler[300];
    memset(filler, 'x', sizeof filler);
    /* "From " behind a soft line break, wherever that comes. */
    for (size_t before = 60; before < 90; before++) {
        arena *a = arena_new(1 << 16);
        str text = str_format(a, "From a\n.\n%.*sFrom b\n%.*s.\n", (int)before, filler, (int)before,
                              filler);
        buf b = written(S("s"), text);
        str rest = buf_str(&b), line;
        while (rest.n && str_next(&rest, '\n', &line)) {
            assert_false(str_starts(line, S("From ")));
            assert_false(str_starts(line, S(".")));
            assert_true(line.n <= 77);
        }
        buf_reset(&b);
        arena_free(a);
    }
}

static void a_mail_folder_quotes_what_looks_like_its_own(void **state) {
    (void)state;
    buf out;
    buf_init(&out, 0);
    mbox_put(&out, S("Subject: x\r\n\r\nFrom a\r\n>From b\r\n>>From c\r\n> From d\r\nFrom: e\r\n"),
             S("a@b"), 1732613400);
    buf_put_char(&out, '\0');
    assert_string_equal(out.p, "From a@b Tue Nov 26 09:30:00 2024\nSubject: x\n\n>From a\n>>From "
                               "b\n>>>From c\n> From d\nFrom: e\n\n");
    buf_reset(&out);
}

static void a_message_without_memory_says_so(void **state) {
    (void)state;
    const mail m = {.from = S("a@b"), .to = to, .to_count = 1, .id = S("1"), .subject = S("s")};
    fault f = {.code = OK};
    buf out;
    buf_init(&out, 40);
    assert_int_equal(mail_write(&out, &m, &f), NOMEM);
    buf_reset(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_head_is_what_we_say),
        cmocka_unit_test(no_subject_adds_a_line_to_the_head),
        cmocka_unit_test(addresses_that_say_more_are_refused),
        cmocka_unit_test(no_line_of_a_text_looks_like_the_next_message),
        cmocka_unit_test(a_mail_folder_quotes_what_looks_like_its_own),
        cmocka_unit_test(a_message_without_memory_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
