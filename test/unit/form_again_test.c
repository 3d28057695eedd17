#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/form_again.h"
#include "page/pages.h"
#include "page/refused.h"

#include <stdlib.h>
#include <string.h>

static arena *memory;

static int set_up(void **state) {
    (void)state;
    memory = arena_new((size_t)1 << 20);
    return memory ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(memory);
    return 0;
}

static const char page[] =
    "<!DOCTYPE html><title>A page</title><main id=\"main\"><a href=\"?sort=x\">x</a>"
    "<form class=\"inline\"><input name=\"on\" value=\"other\"></form>"
    "<details id=\"fold\"><summary>s</summary>"
    "<form method=\"post\" action=\"/thing/7\"><input type=\"hidden\" name=\"token\" value=\"t\">"
    "<p><label for=\"on\">Day (EDTF)</label><input id=\"on\" name=\"on\" "
    "aria-describedby=\"on-hint\" value=\"2020\"></p>"
    "<select name=\"kind\"><option value=\"\">none</option><option selected>a &amp; b</option>"
    "<option value=\"c\">c</option></select>"
    "<textarea name=\"note\">\nold</textarea><input name=\"file\" type=\"file\">"
    "<input type=\"checkbox\" name=\"box\" value=\"1\" checked>"
    "<input type=\"checkbox\" name=\"box\" value=\"2\"></form></details>"
    "<ul><li id=\"d12\"><input type=\"checkbox\" form=\"some\" name=\"draft\" value=\"12\"></li>"
    "<li id=\"d13\"><input type=\"checkbox\" form=\"some\" name=\"draft\" value=\"13\"></li></ul>"
    "<form id=\"some\" action=\"/bulk\"><button formaction=\"/bulk/not\">no</button></form>"
    "<p id=\"single\"><form action=\"/one\"><textarea name=\"terms\"></textarea></form></main>";

static field fields[8];
static size_t field_count;
static fault wrong;
static str item;

static void give(const char *name, const char *value) {
    fields[field_count++] = (field){.name = str_of(name), .value = str_of(value)};
}

static const char *again(const char *action, const char *place, const char *message) {
    static const char *const keeps[] = {"kept", NULL};
    field_list list = {.items = fields, .count = field_count};
    fault f = {.code = OK};
    str out;
    fault_clear(&wrong);
    fault_set(&wrong, INVALID, place, "%s", message);
    refusal x = {.action = str_of(action),
                 .page = S("/thing/7-name"),
                 .given = &list,
                 .keeps = keeps,
                 .keep_count = 2,
                 .item = item,
                 .wrong = &wrong};
    assert_int_equal(form_again(memory, str_of(page), &x, &out, &f), OK);
    field_count = 0;
    return out.p;
}

#define HAS(text, piece)   assert_non_null(strstr(text, piece))
#define LACKS(text, piece) assert_null(strstr(text, piece))

static void what_was_typed_is_kept(void **state) {
    (void)state;
    give("on", "2020-\"<>");
    give("kind", "c");
    give("note", "\nnew <text>");
    give("box", "2");
    const char *out = again("/thing/7", "on", "is no date");
    HAS(out, "value=\"2020-&quot;&lt;&gt;\"");
    LACKS(out, "value=\"2020\"");
    HAS(out, "<option>a &amp; b</option><option value=\"c\" selected>");
    HAS(out, "<textarea name=\"note\">\n\nnew &lt;text&gt;</textarea>");
    HAS(out, "value=\"1\"><input type=\"checkbox\" name=\"box\" value=\"2\" checked>");
    HAS(out, "name=\"token\" value=\"t\"");
    HAS(out, "<input name=\"on\" value=\"other\">"); /* of another form */
}

static void an_option_is_known_by_its_words(void **state) {
    (void)state;
    give("kind", "a & b");
    HAS(again("/thing/7", NULL, "no"), "<option selected>a &amp; b</option>");
    give("kind", "none of these");
    HAS(again("/thing/7", NULL, "no"), "<option selected>a &amp; b</option>");
}

static void the_message_stands_on_top_and_beside_its_field(void **state) {
    (void)state;
    const char *out = again("/thing/7", "on", "\"x\" is no date");
    HAS(out, "<title>Error: A page</title>");
    HAS(out, "<main id=\"main\">\n<div class=\"problem\" id=\"problem\" tabindex=\"-1\" autofocus>"
             "<div role=\"alert\"><h2>There is a problem</h2>\n"
             "<ul><li><a href=\"#on\">Day: &quot;x&quot; is no date</a></li></ul></div></div>");
    HAS(out,
        "<span class=\"error\" id=\"on-error\">&quot;x&quot; is no date</span><input id=\"on\"");
    HAS(out, "aria-describedby=\"on-hint on-error\"");
    HAS(out, "aria-invalid=\"true\"");
    HAS(out, "<details id=\"fold\" open>");
}

static void a_field_without_a_name_of_its_own_gets_one(void **state) {
    (void)state;
    const char *out = again("/thing/7", "note", "too long");
    HAS(out, "<a href=\"#field-note\">too long</a>");
    HAS(out, "<textarea name=\"note\" id=\"field-note\" aria-describedby=\"field-note-error\" "
             "aria-invalid=\"true\">");
}

static void a_place_that_is_no_field_is_said(void **state) {
    (void)state;
    const char *out = again("/thing/7", "entry.count", "must be a number");
    HAS(out, "<a href=\"#on\">entry.count: must be a number</a>");
    LACKS(out, "aria-invalid");
    out = again("/one", "entry.count", "must be a number"); /* it can only be this one */
    HAS(out, "<span class=\"error\" id=\"field-terms-error\">entry.count: must be a number</span>");
    HAS(out, "aria-invalid");
}

static void one_of_several_is_found_by_its_value(void **state) {
    (void)state;
    give("draft", "12");
    give("draft", "13");
    const char *out = again("/bulk/not", "draft[13]", "draft 13 was accepted already");
    HAS(out, "<a href=\"#d13\">draft 13 was accepted already</a>");
    HAS(out,
        "<li id=\"d13\"><p class=\"error\" id=\"d13-error\">draft 13 was accepted already</p>");
    HAS(out, "value=\"13\" checked aria-describedby=\"d13-error\" aria-invalid=\"true\">");
    HAS(out, "value=\"12\" checked>");
    LACKS(out, "d12-error");
}

static void links_and_forms_that_count_from_the_page_name_it(void **state) {
    (void)state;
    const char *out = again("/thing/7", NULL, "no");
    HAS(out, "<a href=\"/thing/7-name?sort=x\">");
    HAS(out, "<form class=\"inline\" action=\"/thing/7-name\">");
}

static void what_has_no_field_on_this_page_goes_with_the_form(void **state) {
    (void)state;
    give("kept", "a \"text\"");
    give("other", "not");
    const char *out = again("/one", NULL, "no");
    HAS(out, "<form action=\"/one\"><input type=\"hidden\" name=\"kept\" "
             "value=\"a &quot;text&quot;\">");
    LACKS(out, "name=\"other\"");
}

static void a_file_has_to_be_chosen_again(void **state) {
    (void)state;
    fields[field_count++] =
        (field){.name = S("file"), .value = S("%PDF"), .is_file = true, .file_name = S("a<b>.pdf")};
    const char *out = again("/thing/7", "file", "no text in it");
    HAS(out, "<li>The form cannot keep a file; choose it again: ");
    HAS(out, "a&lt;b&gt;.pdf");
}

static void without_its_form_the_page_says_it_all_the_same(void **state) {
    (void)state;
    const char *out = again("/elsewhere", "sense", "it has none");
    HAS(out, "<li>sense: it has none</li>");
    LACKS(out, "aria-invalid");
}

static void what_is_decided_has_no_form_and_is_found_by_its_number(void **state) {
    (void)state;
    item = S("d12");
    const char *out = again("/draft/12/accept", NULL, "it was decided");
    item = S("");
    HAS(out, "<li><a href=\"#d12\">it was decided</a></li>");
    HAS(out, "<li id=\"d12\"><p class=\"error\" id=\"d12-error\">it was decided</p>");
}

static void too_little_memory_is_told(void **state) {
    (void)state;
    field_list list = {.items = fields, .count = 0};
    code result = NOMEM;
    fault why = {.code = INVALID, .place = "on", .message = "is no date"};
    refusal x = {.action = S("/thing/7"), .page = S("/p"), .given = &list, .wrong = &why};
    for (size_t limit = 0; result == NOMEM && limit < (size_t)1 << 18; limit += 256) {
        arena *a = arena_new(limit);
        str out;
        fault f = {.code = OK};
        assert_non_null(a);
        result = form_again(a, str_of(page), &x, &out, &f);
        assert_true(result == OK || f.code == NOMEM);
        arena_free(a);
    }
    assert_int_equal(result, OK);
}

/* A page that is cut anywhere is no page of ours, and yet nothing is read beyond its end. */
static void any_beginning_of_a_page_is_taken(void **state) {
    (void)state;
    field_list list = {.items = fields, .count = 0};
    fault why = {.code = INVALID, .place = "on", .message = "is no date"};
    refusal x = {.action = S("/thing/7"), .page = S("/p"), .given = &list, .wrong = &why};
    for (size_t n = 0; n < sizeof page - 1; n++) {
        arena_reset(memory);
        char *cut = malloc(n + 1);
        str out;
        fault f = {.code = OK};
        assert_non_null(cut);
        memcpy(cut, page, n);
        assert_int_equal(form_again(memory, (str){cut, n}, &x, &out, &f), OK);
        free(cut);
    }
}

static void every_form_has_the_page_that_it_stands_on(void **state) {
    (void)state;
    const route_table pages = {page_rows, page_row_count};
    for (size_t i = 0; i < page_row_count; i++) {
        if (page_rows[i].method != METHOD_POST) continue;
        const char *at = page_of_form(page_rows[i].path);
        if (!at) print_message("%s stands on no page\n", page_rows[i].path);
        assert_non_null(at);
        request q = {.arena = memory, .method = METHOD_GET};
        str allow;
        fault f = {.code = OK};
        q.path = str_slice(str_of(at), 0, str_find(str_of(at), S("?"), 0));
        assert_int_equal(route_find(&pages, 1, &q, &allow, &f), OK);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_typed_is_kept),
        cmocka_unit_test(an_option_is_known_by_its_words),
        cmocka_unit_test(the_message_stands_on_top_and_beside_its_field),
        cmocka_unit_test(a_field_without_a_name_of_its_own_gets_one),
        cmocka_unit_test(a_place_that_is_no_field_is_said),
        cmocka_unit_test(one_of_several_is_found_by_its_value),
        cmocka_unit_test(links_and_forms_that_count_from_the_page_name_it),
        cmocka_unit_test(what_has_no_field_on_this_page_goes_with_the_form),
        cmocka_unit_test(a_file_has_to_be_chosen_again),
        cmocka_unit_test(without_its_form_the_page_says_it_all_the_same),
        cmocka_unit_test(what_is_decided_has_no_form_and_is_found_by_its_number),
        cmocka_unit_test(too_little_memory_is_told),
        cmocka_unit_test(any_beginning_of_a_page_is_taken),
        cmocka_unit_test(every_form_has_the_page_that_it_stands_on),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
