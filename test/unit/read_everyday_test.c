#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "read/language.h"

#include <stdio.h>

/* Everyday news, in which states agree nothing: at most one false fact in 1,000 sentences, whether
 * the text comes whole, by paragraph or by sentence. */

enum { MOST_PER_THOUSAND = 1 };

static language *lang;
static arena *scratch;

static int open_language(void **state) {
    (void)state;
    fault f = {0};
    scratch = arena_new(64 << 20);
    return scratch && language_open("en", &lang, &f) == OK ? 0 : -1;
}

static int close_language(void **state) {
    (void)state;
    language_close(lang);
    arena_free(scratch);
    return 0;
}

static size_t facts_in(str text) {
    fault f = {0};
    fact *facts;
    size_t count;
    arena_reset(scratch);
    assert_int_equal(read_document(scratch, lang, text, S(""), &facts, &count, &f), OK);
    for (size_t i = 0; i < count; i++)
        print_message("  false: " STR_FMT "\n", STR_ARG(str_slice(text, facts[i].evidence[0].start,
                                                                  facts[i].evidence[0].end)));
    return count;
}

/* Where the piece that starts at `from` ends: after a blank line, or after a full stop. */
static size_t piece_end(str text, size_t from, bool sentences) {
    for (size_t i = from; i + 1 < text.n; i++) {
        bool stop = text.p[i] == '.' || text.p[i] == '!' || text.p[i] == '?';
        if (sentences && stop && (text.p[i + 1] == ' ' || text.p[i + 1] == '\n')) return i + 1;
        if (text.p[i] == '\n' && text.p[i + 1] == '\n') return i + 2;
    }
    return text.n;
}

static void check(const char *path) {
    fault f = {0};
    buf bytes;
    buf_init(&bytes, 0);
    assert_int_equal(file_read(path, 4 << 20, &bytes, &f), OK);
    str text = buf_str(&bytes);
    size_t sentences = 0, by_sentence = 0, by_paragraph = 0, whole = facts_in(text);
    for (size_t i = 0, end; i < text.n; i = end, sentences++) {
        end = piece_end(text, i, true);
        by_sentence += facts_in(str_slice(text, i, end));
    }
    for (size_t i = 0, end; i < text.n; i = end) {
        end = piece_end(text, i, false);
        by_paragraph += facts_in(str_slice(text, i, end));
    }
    size_t most = sentences * MOST_PER_THOUSAND / 1000;
    assert_true(sentences >= 100);
    assert_true(whole <= most);
    assert_true(by_paragraph <= most);
    assert_true(by_sentence <= most);
    buf_reset(&bytes);
}

static void everyday_sentences_give_no_facts(void **state) {
    (void)state;
    check("test/reading/everyday.txt");
}

static void everyday_news_of_other_kinds_gives_none_either(void **state) {
    (void)state;
    check("test/reading/everyday2.txt");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everyday_sentences_give_no_facts),
        cmocka_unit_test(everyday_news_of_other_kinds_gives_none_either),
    };
    return cmocka_run_group_tests(tests, open_language, close_language);
}
