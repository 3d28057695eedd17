#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/asset.h"
#include "base/file.h"
#include "base/jnode.h"
#include "law/terms_read.h"

#include <stdio.h>
#include <string.h>

/* Clauses and the terms they say: the table clause_terms.tsv, and how a proposal is made. */

static arena *words;
static const clause_language *english;

static int begin(void **state) {
    (void)state;
    words = arena_new(64u << 20);
    str tsv = asset_find("lang/en/clauses.tsv");
    return clause_language_load(words, tsv, "clauses.tsv", &english, NULL) == OK ? 0 : -1;
}

static int end(void **state) {
    (void)state;
    arena_free(words);
    return 0;
}

static void propose(arena *a, str text, law_proposal *out) {
    fault f = {0};
    if (law_terms_propose(a, english, text, out, &f) != OK) fail_msg("%s: %s", f.place, f.message);
}

/* "\n" of the table to line breaks. */
static str unfold(arena *a, str s) {
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool line = s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == 'n';
        out[n++] = line ? '\n' : s.p[i];
        i += line;
    }
    return (str){out, n};
}

/* The same object without its evidence, and of what is unread the words only. */
static void put_summary(buf *to, const law_proposal *p) {
    law_proposal bare = *p;
    buf all;
    buf_init(&all, 0);
    bare.evidence_count = bare.unread_count = 0;
    jout j;
    jout_init(&j, &all);
    law_proposal_print(&j, &bare, S(""));
    str text = buf_str(&all), tail = S(",\"evidence\":[]}");
    assert_true(str_ends(text, tail));
    buf_put(to, str_slice(text, 0, text.n - tail.n));
    if (p->unread_count > 0) {
        jout list;
        buf_put_z(to, ",\"unread\":");
        jout_init(&list, to);
        jout_open(&list, '[');
        for (size_t i = 0; i < p->unread_count; i++) jout_str(&list, p->unread[i].says);
        jout_close(&list, ']');
    }
    buf_put_char(to, '}');
    buf_reset(&all);
}

static void clauses_say_the_terms_of_the_table(void **state) {
    (void)state;
    buf table, got;
    buf_init(&table, 0);
    buf_init(&got, 0);
    assert_int_equal(file_read("test/unit/clause_terms.tsv", 1u << 20, &table, NULL), OK);
    arena *a = arena_new(64u << 20);
    str line, rest = buf_str(&table);
    size_t wrong = 0, cases = 0;
    for (int number = 1; str_next(&rest, '\n', &line); number++) {
        if (line.n == 0 || str_starts(line, S("#"))) continue;
        size_t tab = str_find(line, S("\t"), 0);
        assert_true(tab != SIZE_MAX);
        law_proposal p;
        arena_reset(a);
        propose(a, unfold(a, str_slice(line, 0, tab)), &p);
        buf_clear(&got);
        put_summary(&got, &p);
        cases++;
        str expected = str_slice(line, tab + 1, line.n);
        if (str_eq(buf_str(&got), expected)) continue;
        print_message("line %d\n  says " STR_FMT "\n  not  " STR_FMT "\n", number,
                      STR_ARG(buf_str(&got)), STR_ARG(expected));
        wrong++;
    }
    assert_true(cases > 150);
    assert_int_equal(wrong, 0);
    arena_free(a);
    buf_reset(&table);
    buf_reset(&got);
}

static const char sample[] =
    "PACT OF NORBY\n\nArticle 7\nEntry into force\n\n"
    "1. This Pact shall enter into force thirty days after the deposit of the third instrument.\n"
    "2. For each State acceding later it shall enter into force on the date of that deposit.\n\n"
    "Article 8\nDenunciation\n\nA Party may denounce this Pact at any time. The denunciation shall "
    "take effect six months after its receipt.\n";

static void evidence_is_the_very_sentence_with_its_article(void **state) {
    (void)state;
    arena *a = arena_new(16u << 20);
    law_proposal p;
    str text = str_of(sample);
    propose(a, text, &p);
    assert_int_equal(p.evidence_count, 3);
    const law_evidence *e = p.evidence;
    assert_int_equal(e[0].kind, CLAUSE_ENTRY);
    assert_true(str_eq_z(e[0].article, "7"));
    assert_true(str_eq_z(e[0].paragraph, "1"));
    assert_true(str_eq_z(e[0].gives, "on count after"));
    assert_true(str_eq_z(str_slice(text, e[0].start, e[0].end),
                         "This Pact shall enter into force thirty days after the deposit of the "
                         "third instrument."));
    assert_int_equal(e[1].kind, CLAUSE_JOIN);
    assert_true(str_eq_z(e[1].paragraph, "2"));
    assert_int_equal(e[2].kind, CLAUSE_WITHDRAW);
    assert_true(str_eq_z(e[2].article, "8"));
    assert_int_equal(p.terms.withdraw.notice.months, 6);
    arena_free(a);
}

static void what_is_proposed_is_read_back_as_terms(void **state) {
    (void)state;
    arena *a = arena_new(16u << 20);
    law_proposal p;
    propose(a, str_of(sample), &p);
    buf once, twice;
    buf_init(&once, 0);
    buf_init(&twice, 0);
    jout j;
    jout_init(&j, &once);
    law_terms_print(&j, &p.terms);
    const jnode *node = NULL;
    law_terms again;
    law_notes notes = {0};
    assert_int_equal(jnode_parse(a, buf_str(&once), &node, NULL), OK);
    assert_int_equal(law_terms_parse(a, node, &again, &notes, NULL), OK);
    assert_int_equal(notes.count, 0);
    jout_init(&j, &twice);
    law_terms_print(&j, &again);
    assert_true(str_eq(buf_str(&once), buf_str(&twice)));
    buf_reset(&once);
    buf_reset(&twice);
    arena_free(a);
}

static void an_empty_text_and_odd_bytes_say_nothing(void **state) {
    (void)state;
    arena *a = arena_new(16u << 20);
    law_proposal p;
    propose(a, S(""), &p);
    assert_int_equal(p.evidence_count, 0);
    propose(a, S("\xff\xfe\x80 \xc3 .. Article"), &p);
    assert_int_equal(p.evidence_count, 0);
    arena_free(a);
}

static void little_memory_is_an_error_and_never_a_crash(void **state) {
    (void)state;
    bool done = false;
    size_t failures = 0;
    for (size_t limit = 64; !done && limit < (16u << 20); limit += limit / 16 + 64) {
        arena *a = arena_new(limit);
        law_proposal p = {.evidence_count = 77};
        fault f = {0};
        code c = law_terms_propose(a, english, str_of(sample), &p, &f);
        done = c == OK;
        if (!done) {
            assert_int_equal(c, NOMEM);
            assert_int_equal(p.evidence_count, 77);
            failures++;
        }
        arena_free(a);
    }
    assert_true(done);
    assert_true(failures > 5);
}

/* The machine never tries a step at a token twice: a text made to run it in circles is read in
 * time that grows as the text does. Counted in memory and bounded by the test's own time. */
static void a_text_made_to_be_slow_is_read_all_the_same(void **state) {
    (void)state;
    arena *a = arena_new(256u << 20);
    buf text;
    buf_init(&text, 0);
    for (int i = 0; i < 20000; i++) buf_put_z(&text, "This Pact shall enter this Pact unless ");
    law_proposal p;
    propose(a, buf_str(&text), &p);
    assert_int_equal(p.terms.entry.on, LAW_ON_NONE);
    buf_reset(&text);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses_say_the_terms_of_the_table),
        cmocka_unit_test(evidence_is_the_very_sentence_with_its_article),
        cmocka_unit_test(what_is_proposed_is_read_back_as_terms),
        cmocka_unit_test(an_empty_text_and_odd_bytes_say_nothing),
        cmocka_unit_test(little_memory_is_an_error_and_never_a_crash),
        cmocka_unit_test(a_text_made_to_be_slow_is_read_all_the_same),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
