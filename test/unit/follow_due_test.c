/* Due words: every form of the table is tried with its own example. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "follow/due.h"
#include "follow/due_form.h"
#include "follow/tokens.h"

#include <stdio.h>

static arena *a;
static follow_words *l;

static int setup(void **state) {
    (void)state;
    fault f = {0};
    a = arena_new((size_t)64 << 20);
    if (follow_words_open(a, "en", &l, &f) == OK) return 0;
    fprintf(stderr, "%s: %s\n", f.place, f.message);
    return -1;
}

static int teardown(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static void every_form_resolves_its_own_example(void **state) {
    (void)state;
    size_t count, wrong = 0;
    const due_form *forms = follow_forms(l, &count);
    assert_true(count > 60);
    for (size_t i = 0; i < count; i++) {
        follow_due *found;
        size_t n;
        assert_int_equal(follow_due_find(a, l, forms[i].example, forms[i].said, &found, &n, NULL),
                         OK);
        const follow_due *best = follow_due_best(found, n, forms[i].said);
        bool right = best != NULL && str_eq(best->due, forms[i].due);
        if (right && edtf_is(best->due)) continue;
        str got = best != NULL ? best->due : S("nothing");
        print_message("due.tsv:%zu: " STR_FMT ": " STR_FMT " where " STR_FMT
                      " is right (by line %zu)\n",
                      forms[i].line, STR_ARG(forms[i].example), STR_ARG(got), STR_ARG(forms[i].due),
                      best != NULL ? best->line : 0);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void expect(const char *text, const char *said, const char *due, const char *wording) {
    follow_due *found;
    size_t n;
    assert_int_equal(follow_due_find(a, l, str_of(text), str_of(said), &found, &n, NULL), OK);
    const follow_due *best = follow_due_best(found, n, str_of(said));
    if (due == NULL) {
        assert_null(best);
        return;
    }
    assert_non_null(best);
    assert_string_equal(str_z(a, best->due), due);
    assert_string_equal(str_z(a, str_slice(str_of(text), best->start, best->end)), wording);
}

static void the_wording_is_kept_as_written(void **state) {
    (void)state;
    expect("They meet WITHIN two weeks\xe2\x80\x99 time.", "2024-11-26", "2024-11-26/2024-12-10",
           "WITHIN two weeks\xe2\x80\x99 time");
    expect("A paper is due by the end of 2025, it said.", "2024-01-02", "2024-01-02/2025-12-31",
           "by the end of 2025");
}

static void a_partial_day_of_the_source_covers_all_it_can_mean(void **state) {
    (void)state;
    expect("They meet within two weeks.", "2024-11", "2024-11-01/2024-12-14", "within two weeks");
    expect("They meet next month.", "2024", "2024-02/2025-01", "next month");
}

static void without_a_day_of_the_source_only_full_dates_are_found(void **state) {
    (void)state;
    expect("They meet within two weeks.", "", NULL, NULL);
    expect("They meet in February.", "", NULL, NULL);
    expect("They meet by March 2026.", "", "../2026-03-31", "by March 2026");
}

static void a_past_period_is_not_when_a_promise_is_due(void **state) {
    (void)state;
    expect("The pact signed in 2019 will enter into force next year.", "2024-05-01", "2025",
           "next year");
}

static void a_day_set_is_preferred_to_no_day(void **state) {
    (void)state;
    expect("They will meet soon, in May 2025 at the latest.", "2024-05-02", "2025-05",
           "in May 2025");
    expect("They will meet soon.", "2024-05-02", "2024-05-02/..", "soon");
}

static void a_verb_is_no_month(void **state) {
    (void)state;
    expect("They agreed on goods whose duties may be lowered.", "2024-05-02", NULL, NULL);
    expect("Next meeting: May.", "2024-04-02", "2024-05", "May");
}

static void wordings_do_not_cross_sentences(void **state) {
    (void)state;
    expect("It was agreed by. May 2025 follows.", "2024-05-02", "2025-05", "May 2025");
}

static void a_day_that_does_not_exist_is_not_a_due_day(void **state) {
    (void)state;
    follow_due *found;
    size_t n;
    assert_int_equal(
        follow_due_find(a, l, S("by 31 February 2025"), S("2024-05-02"), &found, &n, NULL), OK);
    const follow_due *best = follow_due_best(found, n, S("2024-05-02"));
    assert_non_null(best);
    assert_string_equal(str_z(a, best->due), "2025-02");
}

static void a_source_day_that_is_no_date_is_refused(void **state) {
    (void)state;
    follow_due *found;
    size_t n;
    fault f = {0};
    assert_int_equal(follow_due_find(a, l, S("soon"), S("yesterday"), &found, &n, &f), INVALID);
    assert_true(f.message[0] != '\0');
    assert_int_equal(follow_due_find(a, l, S("soon"), S("0012"), &found, &n, NULL), INVALID);
}

static void an_unknown_language_is_refused(void **state) {
    (void)state;
    follow_words *other = NULL;
    fault f = {0};
    assert_int_equal(follow_words_open(a, "xx", &other, &f), NOTFOUND);
    assert_string_equal(f.place, "lang/xx/due.tsv");
}

static void wrong_patterns_and_rules_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *pattern, *rule;
    } wrong[] = {
        {"by <yaer>", "until year given"},
        {"[the]", "open"},
        {"by a||b", "open"},
        {"soon", "sometime"},
        {"soon", "in"},
        {"soon", "in year"},
        {"soon", "open year this"},
        {"soon", "in this"},
        {"soon", "in year last"},
        {"soon", "in year this day"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        due_form form;
        fault f = {0};
        assert_int_equal(
            due_form_parse(a, str_of(wrong[i].pattern), str_of(wrong[i].rule), "x:1", &form, &f),
            INVALID);
        assert_string_equal(f.place, "x:1");
    }
}

static void no_memory_is_reported_at_every_step(void **state) {
    (void)state;
    code c = NOMEM;
    for (size_t limit = 0; limit < ((size_t)1 << 22) && c == NOMEM; limit += limit / 4 + 64) {
        arena *small = arena_new(limit);
        follow_words *words;
        follow_due *found;
        size_t n;
        c = follow_words_open(small, "en", &words, NULL);
        if (c == OK)
            c = follow_due_find(small, words, S("It opens by May 2025."), S("2024"), &found, &n,
                                NULL);
        arena_free(small);
    }
    assert_int_equal(c, OK);
}

static void numbers_words_and_signs_become_tokens(void **state) {
    (void)state;
    follow_token *t;
    size_t n;
    assert_int_equal(follow_tokens(a, S("USD 2,700.5bn; the 8th year's $5, 1,23"), &t, &n, NULL),
                     OK);
    assert_int_equal(n, 9);
    assert_true(t[1].number && t[1].value == 2700.5);
    assert_string_equal(str_z(a, t[1].word), "bn");
    assert_true(t[2].gap);
    assert_string_equal(str_z(a, t[3].word), "th");
    assert_string_equal(str_z(a, t[4].word), "years");
    assert_string_equal(str_z(a, t[5].word), "$");
    assert_true(t[7].value == 1 && t[8].value == 23);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_resolves_its_own_example),
        cmocka_unit_test(the_wording_is_kept_as_written),
        cmocka_unit_test(a_partial_day_of_the_source_covers_all_it_can_mean),
        cmocka_unit_test(without_a_day_of_the_source_only_full_dates_are_found),
        cmocka_unit_test(a_past_period_is_not_when_a_promise_is_due),
        cmocka_unit_test(a_day_set_is_preferred_to_no_day),
        cmocka_unit_test(a_verb_is_no_month),
        cmocka_unit_test(wordings_do_not_cross_sentences),
        cmocka_unit_test(a_day_that_does_not_exist_is_not_a_due_day),
        cmocka_unit_test(a_source_day_that_is_no_date_is_refused),
        cmocka_unit_test(an_unknown_language_is_refused),
        cmocka_unit_test(wrong_patterns_and_rules_are_refused),
        cmocka_unit_test(no_memory_is_reported_at_every_step),
        cmocka_unit_test(numbers_words_and_signs_become_tokens),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
