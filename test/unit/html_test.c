#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "text/html.h"
#include "text/published.h"

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

static html_page page_of(const char *markup) {
    html_page page;
    fault f = {0};
    if (html_read(a, str_of(markup), &page, &f) != OK) fail_msg("%s", f.message);
    return page;
}

static void expect_text(const char *markup, const char *text) {
    str got = page_of(markup).text;
    if (!str_eq_z(got, text)) fail_msg("%s\ngave\n%.*s\nnot\n%s", markup, STR_ARG(got), text);
}

static str file_of(const char *path) {
    buf b;
    buf_init(&b, 0);
    fault f = {0};
    if (file_read(path, 1 << 20, &b, &f) != OK) fail_msg("%s: %s", path, f.message);
    str copy = str_copy(a, buf_str(&b));
    buf_reset(&b);
    return copy;
}

static html_page golden(const char *name) {
    str markup = file_of(str_format(a, "test/golden/html/%s.html", name).p);
    str expected = file_of(str_format(a, "test/golden/html/%s.txt", name).p);
    html_page page;
    assert_int_equal(html_read(a, markup, &page, NULL), OK);
    if (!str_eq(page.text, expected)) fail_msg("%s gave\n%.*s", name, STR_ARG(page.text));
    return page;
}

static void expect(str got, const char *wanted) {
    if (!str_eq_z(got, wanted)) fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(got), wanted);
}

static void a_news_page_gives_the_story_and_nothing_around_it(void **unused) {
    (void)unused;
    html_page page = golden("story");
    expect(page.title, "Two presidents meet");
    expect(page.published, "2023-03-09");
    expect(page.address, "https://ledger.example/world/two-presidents");
    expect(page.language, "en");
}

static void a_page_of_tables_and_unclosed_paragraphs_is_read(void **unused) {
    (void)unused;
    html_page page = golden("old");
    expect(page.title, "Ministry :: News :: Visit");
    expect(page.published, "2001-06-14");
    expect(page.address, "");
}

static void an_xhtml_page_in_russian_tells_its_day_in_json_ld(void **unused) {
    (void)unused;
    html_page page = golden("blog");
    expect(page.title, "Переговоры в столице");
    expect(page.published, "2022-10-14");
    expect(page.address, "http://mfa.example/news/7");
    expect(page.language, "ru");
}

static void white_space_collapses_and_invisible_characters_go(void **unused) {
    (void)unused;
    expect_text("<p> a \n\t b&nbsp;&#8239;c co&shy;op&#8203;erate &#1; <b> d </b>.</p>",
                "a b c cooperate d .\n");
    expect_text("<p>one<p>two<div>three</div>four", "one\n\ntwo\n\nthree\nfour\n");
    expect_text("x<br><br><br>y", "x\n\ny\n");
}

static void entities_are_decoded(void **unused) {
    (void)unused;
    expect_text("<p>C&ocirc;te d&rsquo;Ivoire &amp; T&#252;rkiye &lt;2024&gt;",
                "Côte d’Ivoire & Türkiye <2024>\n");
}

static void a_number_too_great_for_a_character_is_a_sign_that_something_was_there(void **unused) {
    (void)unused;
    expect_text("a&#3000000000;b", "a\uFFFDb\n");
    expect_text("a&#x110000;b&#XFFFFFFFFFFFFFFFFFF c &#00000000000000065;", "a\uFFFDb\uFFFD c A\n");
    html_page page = page_of("<link rel=canonical href='https://x.example/&#1;'>x");
    expect(page.address, "");
}

static void lists_nest_and_count(void **unused) {
    (void)unused;
    expect_text("<ul><li>a<ul><li>b</ul><li><p>c<p>d<li></ul><ol><li>x<li>y</ol>",
                "- a\n- b\n- c\nd\n\n1. x\n2. y\n");
}

static void rows_are_lines_and_layout_cells_keep_their_paragraphs(void **unused) {
    (void)unused;
    expect_text("<table><tr><td>a<br>b<td>c<tr><td><td>d</table>", "a b | c\nd\n");
    expect_text("<table><tr><td><p>a<p>b</table>", "a\n\nb\n");
}

static void what_is_hidden_stays_hidden(void **unused) {
    (void)unused;
    expect_text("a<span hidden>b</span><i aria-hidden=true>c</i><b style='DISPLAY: x; display :"
                "none'>d</b><u class='x sr-only'>e</u><div role=dialog>f</div>g",
                "ag\n");
}

static void a_heading_outside_the_story_comes_first(void **unused) {
    (void)unused;
    char markup[2048] = "<body><h1>Visit</h1><div>Share</div><article><p>";
    for (int i = 0; i < 12; i++) strncat(markup, "They signed an agreement. ", 100);
    strncat(markup, "</article><p>Read more</body>", 100);
    str text = page_of(markup).text;
    assert_true(str_starts(text, S("Visit\n\nThey signed")));
    assert_true(str_find(text, S("Share"), 0) == SIZE_MAX);
    assert_true(str_find(text, S("Read more"), 0) == SIZE_MAX);
}

static void days_are_read_as_pages_write_them(void **unused) {
    (void)unused;
    static const char *const forms[] = {
        "2024-11-26T23:59:00+05:00",     "2024/11/26",        "20241126",
        "Tue, 26 Nov 2024 10:00:00 GMT", "November 26, 2024", "26 November 2024"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        expect(published_day(a, str_of(forms[i])), "2024-11-26");
    static const char *const none[] = {
        "", "2024", "2024-02-30", "today", "26/11/2024", "99999999", "9999999999999999999999-1-1"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        expect(published_day(a, str_of(none[i])), "");
    expect(published_json(a, S("[{\"a\":{\"datePublished\":\"2020-01-02\"}}]")), "2020-01-02");
    expect(published_json(a, S("{\"datePublished\":")), "");
}

static str repeated(const char *piece, size_t times) {
    buf b;
    buf_init(&b, 0);
    for (size_t i = 0; i < times; i++) buf_put_z(&b, piece);
    str copy = str_copy(a, buf_str(&b));
    buf_reset(&b);
    assert_non_null(copy.p);
    return copy;
}

/* Either answer is right, as long as there is one and the stack holds. */
static void expect_survives(str markup) {
    html_page page;
    fault f = {0};
    code got = html_read(a, markup, &page, &f);
    assert_true(got == OK || (got == INVALID && str_find(str_of(f.message), S("markup"), 0) == 4));
}

static void nesting_without_end_neither_crashes_nor_hangs(void **unused) {
    (void)unused;
    expect_survives(repeated("<div>", 6000));
    expect_survives(str_format(a, STR_FMT "<frameset>", STR_ARG(repeated("<div>", 6000))));
    expect_survives(repeated("<ul><li>x", 6000));
    expect_survives(repeated("<table><tr><td>", 5000));
    expect_survives(repeated("</p>", 50000));
}

static void elements_that_multiply_are_given_up(void **unused) {
    (void)unused;
    buf b;
    buf_init(&b, 0);
    buf_put_z(&b, "<p>");
    for (int i = 0; i < 20000; i++) buf_printf(&b, "<b a%d>", i);
    for (int i = 0; i < 20000; i++) buf_put_z(&b, "</p><p>x");
    html_page page;
    fault f = {0};
    assert_int_equal(html_read(a, buf_str(&b), &page, &f), INVALID);
    assert_non_null(strstr(f.message, "too large or nests too deep"));
    buf_reset(&b);
}

static void a_full_arena_is_reported(void **unused) {
    (void)unused;
    html_page page;
    for (size_t limit = 0; limit < 400; limit += 16) {
        arena *small = arena_new(limit);
        code got = html_read(small, S("<title>t</title><meta name=date content=2024-01-02><p>abc"),
                             &page, NULL);
        assert_true(got == OK || got == NOMEM);
        if (limit == 0) assert_int_equal(got, NOMEM);
        if (limit >= 384) assert_int_equal(got, OK);
        arena_free(small);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_news_page_gives_the_story_and_nothing_around_it),
        cmocka_unit_test(a_page_of_tables_and_unclosed_paragraphs_is_read),
        cmocka_unit_test(an_xhtml_page_in_russian_tells_its_day_in_json_ld),
        cmocka_unit_test(white_space_collapses_and_invisible_characters_go),
        cmocka_unit_test(entities_are_decoded),
        cmocka_unit_test(a_number_too_great_for_a_character_is_a_sign_that_something_was_there),
        cmocka_unit_test(lists_nest_and_count),
        cmocka_unit_test(rows_are_lines_and_layout_cells_keep_their_paragraphs),
        cmocka_unit_test(what_is_hidden_stays_hidden),
        cmocka_unit_test(a_heading_outside_the_story_comes_first),
        cmocka_unit_test(days_are_read_as_pages_write_them),
        cmocka_unit_test(nesting_without_end_neither_crashes_nor_hangs),
        cmocka_unit_test(elements_that_multiply_are_given_up),
        cmocka_unit_test(a_full_arena_is_reported),
    };
    return cmocka_run_group_tests(tests, fresh, gone);
}
