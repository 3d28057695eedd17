#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/reading.h"

#include <stdio.h>

static language *english;

static int open_english(void **state) {
    (void)state;
    return language_open("en", &english, NULL) == OK ? 0 : -1;
}

static int close_english(void **state) {
    (void)state;
    language_close(english);
    return 0;
}

/* The sentences of a text, with " / " between them; list items with '*' before them. */
static void check(const char *text, const char *expected) {
    arena *a = arena_new(16 << 20);
    reading r = {.a = a, .l = english, .text = str_of(text), .published = DAY_NONE};
    char out[2048] = "";
    size_t n = 0;
    assert_int_equal(tokens_read(r.text, english->lexicon, &r.tokens, NULL), OK);
    assert_int_equal(items_make(&r), OK);
    assert_int_equal(sentences_find(&r), OK);
    for (size_t i = 0; i < r.sentence_count; i++) {
        const sentence *s = &r.sentences[i];
        const item *last = &r.items[s->last - 1];
        size_t start = r.tokens.items[r.items[s->first].token].start;
        size_t end = token_end(&r.tokens.items[last->token + last->length - 1]);
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%s" STR_FMT, i ? " / " : "",
                              s->lead ? "*" : "", STR_ARG(str_slice(r.text, start, end)));
    }
    assert_string_equal(out, expected);
    tokens_reset(&r.tokens);
    arena_free(a);
}

static void stops_end_sentences_and_abbreviations_do_not(void **state) {
    (void)state;
    check("Mr. Doe met Dr. Roe. They agreed.", "Mr. Doe met Dr. Roe. / They agreed.");
    check("The U.S. side spoke. It left.", "The U.S. side spoke. / It left.");
    check("Prices rose 4.5 per cent. Why?", "Prices rose 4.5 per cent. / Why?");
}

static void quotes_close_with_their_sentence(void **state) {
    (void)state;
    check("He said: “We agree.” They left.", "He said: “We agree.” / They left.");
}

static void headings_and_numbered_paragraphs_stand_alone(void **state) {
    (void)state;
    check("A joint statement\n\n1. The sides met.\n2. They agreed.",
          "A joint statement / The sides met. / They agreed.");
}

static void wrapped_lines_are_joined(void **state) {
    (void)state;
    check("The ministers of the two countries discussed trade, transport and the\n"
          "environment at length.",
          "The ministers of the two countries discussed trade, transport and the\n"
          "environment at length.");
}

static void list_items_hang_on_their_lead_in(void **state) {
    (void)state;
    check("The sides agreed to:\n- open a centre;\n- train experts.\n\nThey left.",
          "The sides agreed to: / *open a centre; / *train experts. / They left.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops_end_sentences_and_abbreviations_do_not),
        cmocka_unit_test(quotes_close_with_their_sentence),
        cmocka_unit_test(headings_and_numbered_paragraphs_stand_alone),
        cmocka_unit_test(wrapped_lines_are_joined),
        cmocka_unit_test(list_items_hang_on_their_lead_in),
    };
    return cmocka_run_group_tests(tests, open_english, close_english);
}
