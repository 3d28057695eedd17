#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/asset.h"
#include "law/clause_value.h"

#include <stdio.h>
#include <string.h>

/* The language of clauses and the machine that runs its patterns. */

static arena *a;
static const clause_language *english;

static int begin(void **state) {
    (void)state;
    fault f = {0};
    a = arena_new(256u << 20);
    str tsv = asset_find("lang/en/clauses.tsv");
    if (clause_language_load(a, tsv, "clauses.tsv", &english, &f) != OK)
        fail_msg("%s: %s", f.place, f.message);
    return 0;
}

static int end(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static clause_text read(str text) {
    clause_text t;
    assert_int_equal(clause_text_read(a, english, text, &t, NULL), OK);
    return t;
}

static bool matches_somewhere(const clause_text *t, const clause_rule *r) {
    clause_match m;
    if (r->role == RULE_TITLE) return clause_search(a, t, r, 0, (uint32_t)t->token_count, &m) == OK;
    for (size_t i = 0; i < t->sentence_count; i++)
        if (clause_search(a, t, r, t->sentences[i].from, t->sentences[i].to, &m) == OK) return true;
    return false;
}

static void every_rule_matches_its_example(void **state) {
    (void)state;
    assert_true(clause_rule_count(english) > 100);
    size_t wrong = 0;
    for (size_t i = 0; i < clause_rule_count(english); i++) {
        const clause_rule *r = clause_rule_at(english, i);
        clause_text t = read(r->example);
        t.it_is_own = true;
        if (matches_somewhere(&t, r)) continue;
        print_message("line %u: " STR_FMT "\n", r->line, STR_ARG(r->pattern));
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void no_rule_matches_a_sentence_about_nothing(void **state) {
    (void)state;
    clause_text t = read(S("The weather was fine, and the delegates walked along the lake."));
    for (size_t i = 0; i < clause_rule_count(english); i++)
        assert_false(matches_somewhere(&t, clause_rule_at(english, i)));
}

static void numbers_are_read_in_words_and_digits(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t value;
        uint32_t width;
    } cases[] = {{"twelve months", 12, 1},
                 {"twenty-five States", 25, 2},
                 {"one hundred and twenty days", 120, 4},
                 {"thirty (30) days", 30, 2},
                 {"30 (thirty) days", 30, 2},
                 {"55 Parties", 55, 1},
                 {"one thousand nine hundred and fifty-one", 1951, 7},
                 {"five six", 5, 1},
                 {"twentyseven States", 27, 2},
                 {"1,000,000 tons", 1000000, 1},
                 {"days", 0, 0},
                 {"third State", 0, 0},
                 {"12.5 tons", 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        clause_text t = read(str_of(cases[i].text));
        int64_t n = 0;
        uint32_t width = clause_count_at(&t, 0, (uint32_t)t.token_count, &n);
        if (width != cases[i].width || (width > 0 && n != cases[i].value))
            fail_msg("%s: %lld in %u words", cases[i].text, (long long)n, width);
    }
}

static void ordinals_are_read_in_words_and_digits(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t value;
    } cases[] = {{"first", 1},
                 {"twentieth", 20},
                 {"thirty-fifth", 35},
                 {"60th", 60},
                 {"one hundredth", 100},
                 {"twenty-second (22nd)", 22},
                 {"hundred and first", 101},
                 {"ninety-ninth", 99},
                 {"2nd", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        clause_text t = read(str_of(cases[i].text));
        int64_t n = 0;
        uint32_t to = (uint32_t)t.token_count;
        if (clause_ordinal_at(&t, 0, to, &n) != to || n != cases[i].value)
            fail_msg("%s: %lld", cases[i].text, (long long)n);
    }
}

static void dates_are_read_in_the_forms_of_treaties(void **state) {
    (void)state;
    static const char *const cases[] = {"12 August 1949", "August 12, 1949", "12th of August 1949",
                                        "twelfth day of August 1949",
                                        ("twelfth day of August, one thousand nine hundred "
                                         "and forty-nine")};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        clause_text t = read(str_of(cases[i]));
        int y = 0, m = 0, d = 0;
        if (clause_date_at(&t, 0, (uint32_t)t.token_count, &y, &m, &d) != t.token_count)
            fail_msg("%s", cases[i]);
        assert_int_equal(y * 10000 + m * 100 + d, 19490812);
    }
    clause_text t = read(S("12 months 1949"));
    int y, m, d;
    assert_int_equal(clause_date_at(&t, 0, (uint32_t)t.token_count, &y, &m, &d), 0);
}

static void sentences_know_their_article_and_paragraph(void **state) {
    (void)state;
    clause_text t = read(S("ARTICLE XII. Final clauses\n\n1. This Pact is open. 2. It is short.\n\n"
                           "Article 13\nEntry into force\n\nOn page 4 of Article 12 it says so. "
                           "Signed by Mr. Olsen."));
    assert_int_equal(t.sentence_count, 4);
    assert_true(str_eq_z(t.sentences[0].article, "XII"));
    assert_true(str_eq_z(t.sentences[0].paragraph, "1"));
    assert_true(str_eq_z(t.sentences[1].paragraph, "2"));
    assert_true(str_eq_z(t.sentences[2].article, "13"));
    assert_int_equal(t.sentences[2].title_to - t.sentences[2].title_from, 3);
    str last = str_slice(t.text, t.sentences[3].start, t.sentences[3].end);
    assert_true(str_eq_z(last, "Signed by Mr. Olsen."));
}

static void words_run_together_and_divided_are_read(void **state) {
    (void)state;
    clause_text t = read(S("the dateof deposit by a StateParty"));
    assert_int_equal(t.token_count, 8);
    clause_span all = {0, (uint32_t)t.token_count};
    assert_true(str_eq_z(clause_words(a, &t, all), "the date of deposit by a State Party"));
}

static void a_bad_line_is_named(void **state) {
    (void)state;
    static const struct {
        const char *tsv, *says;
    } cases[] = {{"open\tentry\t#own (x\t\tExample.", "')' is missing"},
                 {"open\tentry\t@none\t\tExample.", "no macro"},
                 {"open\tentry\t#none\t\tExample.", "unknown value"},
                 {"open\tnothing\tx\t\tExample.", "unknown clause"},
                 {"open\tentry\t\t\tExample.", "pattern is missing"},
                 {"open\tentry\tx\t\t", "example is missing"},
                 {"open\tentry\tx )\t\tExample.", "cannot read"},
                 {"open\tentry\t<n x>\t\tExample.", "capture is"},
                 {"open\tentry\t!(x ...)\t\tExample.", "long gap"},
                 {"open\tentry\tx\ton=$nn\tExample.", "after '='"},
                 {"number\tmany\tlots", "no number"},
                 {"unit\tmoon\tQ", "a unit is"},
                 {"language\tenglish", "needs its code"},
                 {"sort\tx", "unknown kind"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena *own = arena_new(16u << 20);
        const clause_language *l = NULL;
        fault f = {0};
        str tsv = str_format(own, "# first\n%s\n", cases[i].tsv);
        assert_int_equal(clause_language_load(own, tsv, "x.tsv", &l, &f), INVALID);
        assert_string_equal(f.place, "x.tsv:2");
        if (!strstr(f.message, cases[i].says)) fail_msg("%s: %s", cases[i].tsv, f.message);
        arena_free(own);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_matches_its_example),
        cmocka_unit_test(no_rule_matches_a_sentence_about_nothing),
        cmocka_unit_test(numbers_are_read_in_words_and_digits),
        cmocka_unit_test(ordinals_are_read_in_words_and_digits),
        cmocka_unit_test(dates_are_read_in_the_forms_of_treaties),
        cmocka_unit_test(sentences_know_their_article_and_paragraph),
        cmocka_unit_test(words_run_together_and_divided_are_read),
        cmocka_unit_test(a_bad_line_is_named),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
