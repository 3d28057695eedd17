/* Matching: what the examples of doc/follow.md cannot show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "follow/match.h"

#include <stdio.h>
#include <string.h>

static arena *a;
static follow_words *words;

static int setup(void **state) {
    (void)state;
    a = arena_new((size_t)512 << 20);
    return follow_words_open(a, "en", &words, NULL) == OK ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static const str pair[] = {{"NOR", 3}, {"FIN", 3}};

static follow_item session(int64_t id, modality m, const char *date, const char *text) {
    return (follow_item){.id = id,
                         .family = RECORD_ENGAGEMENT,
                         .kind = KIND_COMMISSION,
                         .modality = m,
                         .actors = pair,
                         .actor_count = 2,
                         .date = str_of(date),
                         .source_date = m == MODALITY_PLANNED ? S("2030-01-01") : S(""),
                         .text = str_of(text)};
}

static void a_promise_is_fulfilled_by_one_fact_the_best_and_earliest(void **state) {
    (void)state;
    follow_item items[] = {
        session(1, MODALITY_PLANNED, "2030-02", "The joint commission on forests will meet."),
        session(2, MODALITY_DONE, "2030-02-20", "The joint commission on forests met."),
        session(3, MODALITY_DONE, "2030-02-10", "The joint commission on forests met."),
        session(4, MODALITY_DONE, "2030-12-10", "The joint commission on forests met."),
    };
    follow_proposal *found;
    size_t n;
    assert_int_equal(follow_match(a, words, items, 4, items, 4, &found, &n, NULL), OK);
    assert_int_equal(n, 1);
    assert_int_equal(found[0].promise, 0);
    assert_int_equal(found[0].fact, 2);
    assert_int_equal(found[0].kind, TIE_FULFILS);
    assert_true(found[0].score >= 0.6 && found[0].score <= 1);
}

static void the_reason_says_what_was_promised_and_what_was_done(void **state) {
    (void)state;
    follow_item promise =
        session(1, MODALITY_PLANNED, "2030-02", "The eighth session on forests is to be held");
    follow_item deed =
        session(2, MODALITY_DONE, "2030-03-02", "The 8th session on forests was held");
    follow_proposal *found;
    size_t n;
    assert_int_equal(follow_match(a, words, &promise, 1, &deed, 1, &found, &n, NULL), OK);
    assert_int_equal(n, 1);
    assert_string_equal(str_z(a, found[0].reason),
                        "both a commission of NOR, FIN, both number 8; promised 2030-01-01 for "
                        "2030-02, done 2030-03-02, 2 days late; both speak of forests");
}

static void what_is_neither_promise_nor_deed_is_passed_over(void **state) {
    (void)state;
    follow_item items[4];
    items[0] = session(1, MODALITY_PLANNED, "2030-02", "x");
    items[1] = session(2, MODALITY_DONE, "2030-02", "x");
    items[2] = (follow_item){.family = RECORD_POSITION, .kind = KIND_SUPPORTS};
    items[3] = (follow_item){.family = RECORD_INSTRUMENT, .kind = KIND_TREATY, .act = ACT_EXISTING};
    assert_true(follow_is_promise(&items[0]) && !follow_is_deed(&items[0]));
    assert_true(!follow_is_promise(&items[1]) && follow_is_deed(&items[1]));
    assert_false(follow_is_promise(&items[2]) || follow_is_deed(&items[2]));
    assert_false(follow_is_promise(&items[3]) || follow_is_deed(&items[3]));
    follow_proposal *found;
    size_t n = 9;
    assert_int_equal(follow_match(a, words, items + 2, 2, items, 4, &found, &n, NULL), OK);
    assert_int_equal(n, 0);
    assert_int_equal(follow_match(a, words, items, 0, items, 0, &found, &n, NULL), OK);
    assert_int_equal(n, 0);
}

static void of_a_promise_of_many_half_must_be_there(void **state) {
    (void)state;
    static const str many[] = {{"DNK", 3}, {"FIN", 3}, {"ISL", 3}, {"NOR", 3}};
    follow_item promise =
        session(1, MODALITY_PLANNED, "2030-02", "first meeting of the group on ice");
    follow_item deed = session(2, MODALITY_DONE, "2030-02-03", "first meeting of the group on ice");
    promise.actors = deed.actors = many;
    promise.actor_count = 4;
    deed.actor_count = 2;
    follow_proposal *found;
    size_t n;
    assert_int_equal(follow_match(a, words, &promise, 1, &deed, 1, &found, &n, NULL), OK);
    assert_int_equal(n, 1);
    deed.actor_count = 1;
    assert_int_equal(follow_match(a, words, &promise, 1, &deed, 1, &found, &n, NULL), OK);
    assert_int_equal(n, 0);
}

static void dates_that_are_no_dates_count_as_not_given(void **state) {
    (void)state;
    follow_item promise = session(1, MODALITY_PLANNED, "in spring", "the 3rd session on forests");
    follow_item deed = session(2, MODALITY_DONE, "lately", "the third session on forests");
    follow_proposal *found;
    size_t n;
    assert_int_equal(follow_match(a, words, &promise, 1, &deed, 1, &found, &n, NULL), OK);
    assert_int_equal(n, 1);
}

static void figures_are_read_with_their_units(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double value;
        const char *unit;
    } cases[] = {
        {"worth USD 1bn by 2020", 1e9, "USD"},
        {"came to 52 million dollars", 52e6, "USD"},
        {"came to $1,250.5 only", 1250.5, "USD"},
        {"of one billion US dollars", 1e9, "USD"},
        {"will deliver 2,700 tractors", 2700, "tractor"},
        {"some 3 million euros", 3e6, "EUR"},
        {"150 thousand skilled people", 150000, "skill"},
    };
    follow_figure *f;
    size_t n;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(follow_figures(a, words, str_of(cases[i].text), &f, &n, NULL), OK);
        assert_int_equal(n, 1);
        assert_true(f[0].value == cases[i].value);
        assert_string_equal(str_z(a, f[0].unit), cases[i].unit);
    }
    assert_int_equal(
        follow_figures(a, words, S("on 4 May 2024, the 8th of 15, in 2020"), &f, &n, NULL), OK);
    assert_int_equal(n, 0);
}

static void reported_figures_become_deeds_and_promised_ones_do_not(void **state) {
    (void)state;
    follow_item *items;
    size_t n;
    str text =
        S("Trade of Norway and Finland came to 52 million dollars in 2030, a meeting was "
          "told. It will reach USD 1 billion. Some 2,700 tractors were delivered last month. "
          "The hall seats 400 people.");
    assert_int_equal(follow_told(a, words, text, S("2031-06-05"), &items, &n, NULL), OK);
    assert_int_equal(n, 2);
    assert_true(items[0].measured && items[0].measure == 52e6);
    assert_string_equal(str_z(a, items[0].unit), "USD");
    assert_string_equal(str_z(a, items[0].date), "2030");
    assert_string_equal(str_z(a, items[1].unit), "tractor");
    assert_true(follow_is_deed(&items[0]) && items[0].actor_count == 2);
    assert_string_equal(str_z(a, items[1].actors[0]), "FIN");
    assert_string_equal(str_z(a, items[1].actors[1]), "NOR");
    assert_int_equal(follow_told(a, words, S(""), S(""), &items, &n, NULL), OK);
    assert_int_equal(n, 0);
}

static void a_figure_beside_its_target_is_the_one_that_was_reached(void **state) {
    (void)state;
    follow_item *items;
    size_t n;
    str text =
        S("Trade between Chile and Peru reached 640 million dollars in 2020 against a target "
          "of one billion.");
    assert_int_equal(follow_told(a, words, text, S("2021-03-01"), &items, &n, NULL), OK);
    assert_int_equal(n, 1);
    assert_true(items[0].measure == 640e6);
    text = S("Against the target of one billion dollars trade between Chile and Peru stood at 640 "
             "million dollars.");
    assert_int_equal(follow_told(a, words, text, S("2021-03-01"), &items, &n, NULL), OK);
    assert_int_equal(n, 1);
    assert_true(items[0].measure == 640e6);
}

static void of_a_whole_the_part_is_told(void **state) {
    (void)state;
    static const char *const texts[] = {
        "Of the 10,000 tractors only 2,000 had been delivered to Nigeria by Brazil.",
        "Brazil delivered 2,000 of the 10,000 tractors to Nigeria.",
    };
    follow_item *items;
    size_t n;
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(follow_told(a, words, str_of(texts[i]), S("2025-08-26"), &items, &n, NULL),
                         OK);
        assert_int_equal(n, 1);
        assert_true(items[0].measured && items[0].measure == 2000);
        assert_string_equal(str_z(a, items[0].unit), "tractor");
    }
}

static void the_sentence_around_a_few_words_is_found(void **state) {
    (void)state;
    str text = S("OSLO - One came. Two met in No.5 today! Three left.\n\nA new line");
    size_t at = str_find(text, S("met"), 0);
    assert_string_equal(str_z(a, follow_sentence(text, at, at + 3)), "Two met in No.5 today!");
    assert_string_equal(str_z(a, follow_sentence(text, 0, 1)), "OSLO - One came.");
    assert_string_equal(str_z(a, follow_sentence(text, text.n - 2, text.n + 9)), "A new line");
    assert_string_equal(str_z(a, follow_sentence(S(""), 0, 0)), "");
}

static void no_memory_is_reported_at_every_step(void **state) {
    (void)state;
    follow_item items[] = {
        session(1, MODALITY_PLANNED, "2030-02", "the eighth session on forests"),
        session(2, MODALITY_DONE, "2030-02-20", "the eighth session on forests")};
    code c = NOMEM;
    for (size_t limit = 0; limit < ((size_t)1 << 20) && c == NOMEM; limit += 64) {
        arena *small = arena_new(limit);
        follow_proposal *found;
        size_t n = 0;
        c = follow_match(small, words, items, 2, items, 2, &found, &n, NULL);
        if (c == OK) assert_int_equal(n, 1);
        arena_free(small);
    }
    assert_int_equal(c, OK);
}

/* Every promise of 200 finds its own session among 200 pairs of states, and no other. */
static void promises_of_other_pairs_are_not_mixed_up(void **state) {
    (void)state;
    enum { PAIRS = 200 };
    static char codes[PAIRS][8], said[PAIRS][64];
    static str actors[PAIRS][2];
    static follow_item promises[PAIRS], deeds[PAIRS];
    for (size_t i = 0; i < PAIRS; i++) {
        snprintf(codes[i], sizeof codes[i], "X%03zu", i);
        snprintf(said[i], sizeof said[i], "the %zuth session on forests", 1 + i % 20 + 3);
        actors[i][0] = S("NOR");
        actors[i][1] = str_of(codes[i]);
        promises[i] = session((int64_t)i + 1, MODALITY_PLANNED, "2030-02", said[i]);
        deeds[i] = session((int64_t)i + 1001, MODALITY_DONE, "2030-02-11", said[i]);
        promises[i].actors = deeds[i].actors = actors[i];
    }
    follow_proposal *found;
    size_t n;
    assert_int_equal(follow_match(a, words, promises, PAIRS, deeds, PAIRS, &found, &n, NULL), OK);
    assert_int_equal(n, PAIRS);
    for (size_t i = 0; i < n; i++) assert_int_equal(found[i].promise, found[i].fact);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_promise_is_fulfilled_by_one_fact_the_best_and_earliest),
        cmocka_unit_test(the_reason_says_what_was_promised_and_what_was_done),
        cmocka_unit_test(what_is_neither_promise_nor_deed_is_passed_over),
        cmocka_unit_test(of_a_promise_of_many_half_must_be_there),
        cmocka_unit_test(dates_that_are_no_dates_count_as_not_given),
        cmocka_unit_test(figures_are_read_with_their_units),
        cmocka_unit_test(reported_figures_become_deeds_and_promised_ones_do_not),
        cmocka_unit_test(a_figure_beside_its_target_is_the_one_that_was_reached),
        cmocka_unit_test(of_a_whole_the_part_is_told),
        cmocka_unit_test(the_sentence_around_a_few_words_is_found),
        cmocka_unit_test(no_memory_is_reported_at_every_step),
        cmocka_unit_test(promises_of_other_pairs_are_not_mixed_up),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
