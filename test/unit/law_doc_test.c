#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "law/status.h"

#include <stdio.h>
#include <string.h>

/* The examples of doc/law.md, run as they stand there. */

typedef struct {
    arena *a;
    law_instrument in;
    law_notes parsed;
    law_result result;
    size_t next; /* interval that must be the next of the party mentioned last */
    str party;
} example;

static str text_of(const jnode *n) {
    return n && n->type == JNODE_STRING ? n->string : S("");
}

static const jnode *nth(const jnode *list, int n) {
    const jnode *e = list->first;
    while (e && n--) e = e->next;
    return e;
}

static bool is_of(const example *x, size_t i, str party) {
    return i < x->result.count && str_eq(x->result.intervals[i].party, party);
}

static void no_more_of_party(const example *x) {
    if (x->next && is_of(x, x->next, x->party)) {
        print_error(STR_FMT ": more intervals of \"" STR_FMT "\" than expected\n",
                    STR_ARG(x->in.id), STR_ARG(x->party));
        fail();
    }
}

static void check_interval(example *x, const jnode *line) {
    str party = text_of(nth(line, 0));
    if (!x->next || !str_eq(party, x->party)) {
        no_more_of_party(x);
        x->party = party;
        x->next = 0;
        while (x->next < x->result.count && !is_of(x, x->next, party)) x->next++;
    }
    assert_true(is_of(x, x->next, party));
    const law_interval *i = &x->result.intervals[x->next++];
    char from[32], to[32];
    buf why;
    law_from_text(i, from);
    law_to_text(i, to);
    buf_init(&why, 0);
    law_why(&why, &x->in, i, (law_names){0});
    bool same = str_eq_z(text_of(nth(line, 1)), law_status_name(i->status)) &&
                str_eq_z(text_of(nth(line, 2)), from) && str_eq_z(text_of(nth(line, 3)), to) &&
                str_find(buf_str(&why), text_of(nth(line, 4)), 0) != SIZE_MAX;
    if (!same)
        print_error(STR_FMT ": got %s %s..%s because " STR_FMT "\n", STR_ARG(x->in.id),
                    law_status_name(i->status), from, to, STR_ARG(buf_str(&why)));
    buf_reset(&why);
    assert_true(same);
}

static bool note_found(const law_notes *notes, const jnode *line) {
    int64_t act = -1;
    jnode_int(line, "act", &act);
    str field = text_of(jnode_field(line, "field"));
    str ignored = text_of(jnode_field(line, "ignored")), odd = text_of(jnode_field(line, "odd"));
    for (size_t i = 0; i < notes->count; i++) {
        const law_note *n = &notes->items[i];
        bool here = n->act == act && (act >= 0 || str_eq(n->place, field));
        if (here && n->ignored == (ignored.n > 0) &&
            str_find(n->reason, ignored.n ? ignored : odd, 0) != SIZE_MAX)
            return true;
    }
    return false;
}

static void check_line(example *x, const jnode *line) {
    if (line->type == JNODE_ARRAY) {
        check_interval(x, line);
        return;
    }
    bool found = note_found(&x->parsed, line) || note_found(&x->result.notes, line);
    if (!found) print_error(STR_FMT ": not reported as expected\n", STR_ARG(x->in.id));
    assert_true(found);
}

/* The text between a fence that begins with `opening` and the next fence, from *at on. */
static bool block(str doc, str opening, size_t *at, str *out) {
    size_t open = str_find(doc, opening, *at);
    if (open == SIZE_MAX) return false;
    size_t start = open + opening.n;
    size_t end = str_find(doc, S("\n```"), start);
    assert_true(end != SIZE_MAX);
    *out = str_slice(doc, start, end);
    *at = end + 4;
    return true;
}

static void run_example(arena *a, str input, str expected) {
    example x = {.a = a};
    const jnode *root;
    fault f = {.code = OK};
    code got = jnode_parse(a, input, &root, &f);
    if (got == OK) got = law_instrument_parse(a, root, &x.in, &x.parsed, &f);
    if (got == OK) got = law_status(a, &x.in, &x.result, &f);
    if (got != OK) print_error("%s: %s\n" STR_FMT "\n", f.place, f.message, STR_ARG(input));
    assert_int_equal(got, OK);
    str line;
    while (expected.n && str_next(&expected, '\n', &line)) {
        if (!str_trim(line).n) continue;
        const jnode *want;
        assert_int_equal(jnode_parse(a, line, &want, &f), OK);
        check_line(&x, want);
    }
    no_more_of_party(&x);
}

static void every_example_of_the_document_holds(void **unused) {
    (void)unused;
    buf doc;
    fault f = {.code = OK};
    buf_init(&doc, 0);
    if (file_read("doc/law.md", (size_t)1 << 20, &doc, &f) != OK) fail_msg("%s", f.message);
    arena *a = arena_new((size_t)16 << 20);
    size_t at = 0, examples = 0;
    str input, expected;
    for (; block(buf_str(&doc), S("```json case\n"), &at, &input); examples++) {
        size_t after = at;
        assert_true(block(buf_str(&doc), S("```json intervals\n"), &at, &expected));
        assert_true(at - after < expected.n + 40); /* it follows at once */
        arena_reset(a);
        run_example(a, input, expected);
    }
    assert_true(examples > 15);
    arena_free(a);
    buf_reset(&doc);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_of_the_document_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
