#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_fixture.h"

/* Stances in the many ways in which communiqués and ministers take them; and what is none. */

static const char opening[] =
    "OSLO, 4 March 2015 - The Foreign Minister of Chile, Carlos Reyes, met the Foreign Minister of "
    "Norway, Kari Lund, in Oslo on Wednesday. ";

static size_t stances_of(const char *sentence) {
    fact *facts;
    size_t stances = 0;
    arena_reset(memory);
    size_t count = facts_of(str_format(memory, "%s%s", opening, sentence), "", &facts);
    for (size_t i = 0; i < count; i++) stances += facts[i].record == RECORD_POSITION;
    return stances;
}

static void expect(const char *const *sentences, size_t count, bool stance) {
    int failed = 0;
    for (size_t i = 0; i < count; i++) {
        if ((stances_of(sentences[i]) > 0) == stance) continue;
        print_message("  %s: \"%s\"\n", stance ? "no stance" : "a stance", sentences[i]);
        failed++;
    }
    assert_int_equal(failed, 0);
}

static void stances_are_read(void **state) {
    (void)state;
    static const char *const taken[] = {
        "The two ministers called upon Israel and Lebanon to respect the ceasefire.",
        "The Norwegian minister reiterated Norway's support for the Palestinian people.",
        "The ministers expressed satisfaction at the restoration of relations between Qatar and "
        "Egypt.",
        "The ministers emphasised that the Security Council must address the crisis.",
        "The ministers were of the view that nuclear weapons pose a threat to mankind.",
        "The sides are convinced that there is no military solution to the Syrian conflict.",
        "The two sides were unanimous that terrorism in all its forms must be fought.",
        "Both ministers shared the view that sanctions against Cuba should be lifted.",
        "They viewed with concern the escalation of violence in eastern Congo.",
        "The parties stand for the complete elimination of chemical weapons.",
        "Both sides attach great importance to the strengthening of the United Nations.",
        "The sides paid tribute to the efforts of the African Union to end the war in Sudan.",
        "Chile recognises the Government of Senegal as the only lawful one.",
        "\"Iran must never obtain a nuclear weapon,\" said the Norwegian foreign minister.",
        "We must continue the sanctions against Belarus, the Norwegian minister stressed.",
        "The two leaders underscored that all parties must respect humanitarian law.",
        "The Norwegian minister reaffirmed his firm stance in support of the independence of "
        "Palestine.",
        "The ministers were in favour of a ceasefire in Sudan.",
        "The two ministers were united in condemning the coup in Niger.",
        "The ministers emphasised the importance of the African Union.",
        "Both sides reaffirmed their adherence to the principles of the Charter of the United "
        "Nations.",
        "The two ministers insisted that the sanctions against Cuba be lifted.",
        "Norway does not recognise the annexation of Crimea.",
        "Norway voted in favour of the resolution on Gaza.",
        "Norway threw its weight behind the peace plan for Sudan.",
        /* needed, wanted, refused, regretted: no verb of a stance */
        "They were agreed that there is a pressing need for a ceasefire in Sudan.",
        "The ministers agreed that it is essential for all states to respect the truce.",
        "The ministers wished to see the disarmament talks resumed.",
        "The two ministers regard the withdrawal of foreign troops as essential.",
        "Norway would welcome the release of political prisoners by Myanmar.",
        "Norway will not accept changes of international borders.",
        "They regretted the continuation of the war in Sudan.",
    };
    expect(taken, sizeof taken / sizeof *taken, true);
}

static void what_the_two_do_and_praise_is_no_stance(void **state) {
    (void)state;
    static const char *const none[] = {
        "The ministers stressed the importance of closer cooperation between the two countries.",
        "The ministers welcomed the growth of trade between the two countries.",
        "The ministers expressed satisfaction with the state of bilateral relations.",
        "The minister congratulated the President on his re-election.",
        "He recognised the contribution of Norway to the schools of Chile.",
        "The Norwegian minister was of the view that the harbour is too small.",
        "We must leave early, the Norwegian minister said.",
        "The minister stressed Norway's keenness to expand trade with Chile.",
        "The ministers came out in favour of expanding trade.",
        "The ministers agreed that there is a need for closer ties.",
        "The ministers wished to see trade between Chile and Norway grow.",
        "Norway would welcome an early visit.",
        "The ministry will not accept late applications.",
        "The minister listed the common concerns of fishermen.",
    };
    expect(none, sizeof none / sizeof *none, false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stances_are_read),
        cmocka_unit_test(what_the_two_do_and_praise_is_no_stance),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
