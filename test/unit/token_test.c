#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/lexicon.h"

#include <stdio.h>

/* The tokens of a text, with '|' between them. */
static void check(const char *text, const char *expected) {
    tokens t = {0};
    char out[1024] = "";
    size_t n = 0;
    fault f = {0};
    str s = str_of(text);
    assert_int_equal(tokens_read(s, NULL, &t, &f), OK);
    for (size_t i = 0; i < t.count; i++) {
        str w = token_text(s, &t.items[i]);
        n += (size_t)snprintf(out + n, sizeof out - n, "%s" STR_FMT, i ? "|" : "", STR_ARG(w));
    }
    assert_string_equal(out, expected);
    tokens_reset(&t);
}

static void words_numbers_and_marks_stand_alone(void **state) {
    (void)state;
    check("On 15 May, 1,500 firms met.", "On|15|May|,|1,500|firms|met|.");
    check("the 16th round: 4.5%", "the|16th|round|:|4.5|%");
    check("", "");
    check("  \n\t ", "");
}

static void possessives_part_and_apostrophes_inside_stay(void **state) {
    (void)state;
    check("Japan's O'Brien", "Japan|'s|O'Brien");
    check("'s", "'s"); /* as a word of the lexicon */
    check("Belarus’ d’Ivoire’s", "Belarus|’|d’Ivoire|’s");
}

static void dotted_abbreviations_are_one_word(void **state) {
    (void)state;
    check("the U.S.-Korea talks", "the|U.S.|-|Korea|talks");
    check("H.E. the envoy. He", "H.E.|the|envoy|.|He");
}

static void other_scripts_and_bad_bytes_pass(void **state) {
    (void)state;
    check("Встреча в Минске", "Встреча|в|Минске");
    check("a\xff\xfe b", "a|b");
}

static void a_giant_run_of_letters_is_cut(void **state) {
    (void)state;
    static char giant[100000];
    tokens t = {0};
    for (size_t i = 0; i < sizeof giant; i++) giant[i] = 'a';
    assert_int_equal(tokens_read((str){giant, sizeof giant}, NULL, &t, NULL), OK);
    assert_int_equal(t.count, sizeof giant / TOKEN_MOST_BYTES);
    tokens_reset(&t);
}

static void line_and_paragraph_breaks_are_noted(void **state) {
    (void)state;
    tokens t = {0};
    assert_int_equal(tokens_read(S("one\ntwo\n\nthree"), NULL, &t, NULL), OK);
    assert_int_equal(t.count, 3);
    assert_true(t.items[1].flags & TOKEN_LINE);
    assert_false(t.items[1].flags & TOKEN_PARAGRAPH);
    assert_true(t.items[2].flags & TOKEN_PARAGRAPH);
    tokens_reset(&t);
}

static void the_longest_phrase_wins_without_regard_to_case(void **state) {
    (void)state;
    lexicon *l = lexicon_new();
    tokens t = {0};
    fault f = {0};
    uint32_t a, b, again;
    size_t length;
    assert_int_equal(lexicon_add(l, S("free trade"), &a, &f), OK);
    assert_int_equal(lexicon_add(l, S("free trade agreement"), &b, &f), OK);
    assert_int_equal(lexicon_add(l, S("FREE TRADE"), &again, &f), OK);
    assert_int_equal(a, again);
    assert_int_equal(lexicon_add(l, S("  "), &again, &f), INVALID);
    assert_int_equal(tokens_read(S("Free Trade Agreements; free trade agreement"), l, &t, &f), OK);
    assert_int_equal(lexicon_match(l, t.items, t.count, &length), a);
    assert_int_equal(length, 2);
    assert_int_equal(lexicon_match(l, t.items + 4, t.count - 4, &length), b);
    assert_int_equal(length, 3);
    assert_int_equal(lexicon_match(l, t.items + 4, 2, &length), a);
    assert_int_equal(lexicon_match(l, t.items + 3, 1, &length), 0);
    tokens_reset(&t);
    lexicon_free(l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_numbers_and_marks_stand_alone),
        cmocka_unit_test(possessives_part_and_apostrophes_inside_stay),
        cmocka_unit_test(dotted_abbreviations_are_one_word),
        cmocka_unit_test(other_scripts_and_bad_bytes_pass),
        cmocka_unit_test(a_giant_run_of_letters_is_cut),
        cmocka_unit_test(line_and_paragraph_breaks_are_noted),
        cmocka_unit_test(the_longest_phrase_wins_without_regard_to_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
