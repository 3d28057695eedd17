#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/read.h"

#include <stdio.h>

/* What was not signed, not held, put off or called off is no fact; and what stands beside it is. */

static const char opening[] =
    "PARIS, 4 March 2030 - The President of France met the Prime Minister of Japan on Monday. ";

static size_t facts_of(const language *l, const char *sentence) {
    arena *a = arena_new(16 << 20);
    fact *facts;
    size_t count;
    str text = str_format(a, "%s%s", opening, sentence);
    assert_int_equal(read_document(a, l, text, S("2030-03-04"), &facts, &count, NULL), OK);
    arena_free(a);
    return count;
}

static void what_did_not_come_about_is_no_fact(void **state) {
    (void)state;
    static const char *const denied[] = {
        "No treaty between France and Japan was signed.",
        "No session of the joint commission of France and Japan was held in 2029.",
        "The visit of the Prime Minister of Japan to France, planned for May, has been cancelled.",
        "The visit of the Prime Minister of Japan to France in May was canceled.",
        "The visit of the Prime Minister of Japan to France has been called off.",
        "The third session of the joint commission of France and Japan was postponed.",
        "France and Japan put off the signing of the memorandum on ports.",
    };
    language *l;
    int failed = 0;
    assert_int_equal(language_open("en", &l, NULL), OK);
    size_t alone = facts_of(l, "");
    assert_true(alone > 0);
    for (size_t i = 0; i < sizeof denied / sizeof *denied; i++) {
        if (facts_of(l, denied[i]) == alone) continue;
        print_message("  a fact is read from \"%s\"\n", denied[i]);
        failed++;
    }
    assert_int_equal(failed, 0);
    assert_true(facts_of(l, "A treaty between France and Japan was signed.") > alone);
    assert_true(facts_of(l, "The third session of the joint commission of France and Japan was "
                            "held.") > alone);
    language_close(l);
}

static void an_organisation_is_a_side_and_the_venue_is_none(void **state) {
    (void)state;
    language *l;
    fact *facts;
    size_t count;
    arena *a = arena_new(16 << 20);
    str text = S("MALABO, 22 November 2030 - The ministers met in Malabo for two days. The African "
                 "Union and Japan agreed that the third Japan-Africa Forum will be held in Kobe in "
                 "2032.");
    assert_int_equal(language_open("en", &l, NULL), OK);
    assert_int_equal(read_document(a, l, text, S(""), &facts, &count, NULL), OK);
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        if (facts[i].modality != MODALITY_PLANNED) continue;
        found = true;
        assert_int_equal(facts[i].state_count, 2);
        assert_true(str_eq(facts[i].states[0], S("AU")) && str_eq(facts[i].states[1], S("JPN")));
    }
    assert_true(found);
    arena_free(a);
    language_close(l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_did_not_come_about_is_no_fact),
        cmocka_unit_test(an_organisation_is_a_side_and_the_venue_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
