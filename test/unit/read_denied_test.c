#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_fixture.h"

/* What was not signed, not held, put off or called off is no fact; and what stands beside it is. */

static const char opening[] =
    "PARIS, 4 March 2030 - The President of France met the Prime Minister of Japan on Monday. ";

static size_t facts_after(const char *sentence) {
    fact *facts;
    arena_reset(memory);
    return facts_of(str_format(memory, "%s%s", opening, sentence), "2030-03-04", &facts);
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
    int failed = 0;
    size_t alone = facts_after("");
    assert_true(alone > 0);
    for (size_t i = 0; i < sizeof denied / sizeof *denied; i++) {
        if (facts_after(denied[i]) == alone) continue;
        print_message("  a fact is read from \"%s\"\n", denied[i]);
        failed++;
    }
    assert_int_equal(failed, 0);
    assert_true(facts_after("A treaty between France and Japan was signed.") > alone);
    assert_true(facts_after("The third session of the joint commission of France and Japan was "
                            "held.") > alone);
}

static void an_organisation_is_a_side_and_the_venue_is_none(void **state) {
    (void)state;
    fact *facts;
    str text = S("MALABO, 22 November 2030 - The ministers met in Malabo for two days. The African "
                 "Union and Japan agreed that the third Japan-Africa Forum will be held in Kobe in "
                 "2032.");
    size_t count = facts_of(text, "", &facts);
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        if (facts[i].modality != MODALITY_PLANNED) continue;
        found = true;
        assert_int_equal(facts[i].state_count, 2);
        assert_true(str_eq(facts[i].states[0], S("AU")) && str_eq(facts[i].states[1], S("JPN")));
    }
    assert_true(found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_did_not_come_about_is_no_fact),
        cmocka_unit_test(an_organisation_is_a_side_and_the_venue_is_none),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
