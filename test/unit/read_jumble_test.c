#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "read/read.h"

#include <glob.h>
#include <stdlib.h>

/* Real words in an order that nobody wrote: every rule meets what it does not expect, and what a
 * fact points to must still lie in the text. Random bytes hardly ever get that far. */

static language *english;

static uint64_t seed = 7;

static size_t random_below(size_t n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(seed >> 33) % n;
}

static void expect_sound(str text) {
    arena *a = arena_new((size_t)64 << 20);
    fact *facts;
    size_t count;
    assert_int_equal(read_document(a, english, text, S("2024-11-26"), &facts, &count, NULL), OK);
    for (size_t i = 0; i < count; i++) {
        assert_true(facts[i].evidence_count > 0);
        for (size_t k = 0; k < facts[i].evidence_count; k++) {
            span s = facts[i].evidence[k];
            if (s.start >= s.end || s.end > text.n)
                fail_msg("[%zu, %zu) of %zu bytes: " STR_FMT, s.start, s.end, text.n,
                         STR_ARG(text));
        }
    }
    arena_free(a);
}

static void evidence_of_an_inverted_subject_ends_behind_it(void **unused) {
    (void)unused;
    expect_sound(S("is received of Viet Nam said President Kirchner "));
}

typedef struct {
    str *items;
    size_t count;
} words;

static words words_of(arena *a, str text) {
    words all = {arena_array(a, text.n / 2 + 1, sizeof(str)), 0};
    for (size_t at = 0; at < text.n;) {
        size_t end = at;
        while (end < text.n && (unsigned char)text.p[end] > ' ') end++;
        while (end < text.n && (unsigned char)text.p[end] <= ' ') end++;
        all.items[all.count++] = str_slice(text, at, end);
        at = end;
    }
    return all;
}

/* Runs of a few words of the text each, from anywhere. */
static void jumbled(const words *all, buf *out) {
    buf_clear(out);
    for (size_t left = 20 + random_below(200); left > 0; left--) {
        size_t from = random_below(all->count);
        for (size_t k = from; k < all->count && k < from + 1 + random_below(8); k++)
            buf_put(out, all->items[k]);
    }
}

static void jumbled_words_give_evidence_within_the_text(void **unused) {
    (void)unused;
    enum { ROUNDS = 600 };
    glob_t found;
    buf bytes, text;
    arena *a = arena_new((size_t)64 << 20);
    buf_init(&bytes, 0);
    buf_init(&text, 0);
    assert_int_equal(glob("test/reading/breadth/*.txt", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        buf one;
        buf_init(&one, 0);
        assert_int_equal(file_read(found.gl_pathv[i], 1 << 20, &one, NULL), OK);
        buf_put(&bytes, buf_str(&one));
        buf_reset(&one);
    }
    globfree(&found);
    words all = words_of(a, buf_str(&bytes));
    assert_true(all.count > 1000);
    for (int i = 0; i < ROUNDS; i++) {
        jumbled(&all, &text);
        expect_sound(buf_str(&text));
    }
    buf_reset(&text);
    buf_reset(&bytes);
    arena_free(a);
}

static int ready(void **unused) {
    (void)unused;
    return language_open("en", &english, NULL) == OK ? 0 : -1;
}

static int done(void **unused) {
    (void)unused;
    language_close(english);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(evidence_of_an_inverted_subject_ends_behind_it),
        cmocka_unit_test(jumbled_words_give_evidence_within_the_text),
    };
    return cmocka_run_group_tests(tests, ready, done);
}
