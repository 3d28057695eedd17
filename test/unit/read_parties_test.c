#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_fixture.h"

/* Bodies that are the sides of a fact: how they stand tells them, no list of names does. */

static const read_example examples[] = {
    /* between */
    {"France and Japan welcomed the signing of an MoU between the Coastal Freight Corporation "
     "(CFC) "
     "and Japan's Umitrans.",
     "Coastal Freight Corporation (CFC);Umitrans"},
    {"A memorandum was signed between the Ministry of Trade and Industry of France and the Supreme "
     "Court of Japan.",
     "Ministry of Trade and Industry of France;Supreme Court of Japan"},
    {"The ministers of France and Japan signed an agreement between the Ministry of Health, the "
     "Law "
     "Society of Japan and the University of Osaka.",
     "Ministry of Health;Law Society of Japan;University of Osaka"},
    {"The agreement between the Central Bank of France and the Bank of Japan entered into force.",
     "Central Bank of France;Bank of Japan"},
    /* who signs */
    {"The ministers of France and Japan met in Paris. Solvard Corporation and Kitano Bank signed "
     "an MoU on solar "
     "power.",
     "Solvard Corporation;Kitano Bank"},
    {"Leaders of France and Japan met. Solvard Energy, the Government of Japan, and the University "
     "of Nantes have signed a memorandum on training.",
     "Solvard Energy;Government of Japan;University of Nantes"},
    {"The ministers of France and Japan met. Several firms including SV Renova and Holtan signed a "
     "memorandum with Japan's power utility, KNP, on reactors.",
     "SV Renova;Holtan;KNP"},
    /* by and with */
    {"France and Japan welcomed the MoU signed by the Ministry of Justice as well as the Osaka Bar "
     "Association.",
     "Ministry of Justice;Osaka Bar Association"},
    {"The University of Nantes signed an agreement with its counterparts at the University of "
     "Osaka "
     "in France and Japan.",
     "University of Nantes;University of Osaka"},
    {"France and Japan welcomed the signing of two agreements on water with the Lyon Agency, one "
     "with "
     "the Ministry of Rivers and the other with the Department of Transport's Ports and Harbours "
     "Agency.",
     "Lyon Agency;Lyon Agency;Ministry of Rivers;Lyon Agency;Department of Transport's Ports and "
     "Harbours Agency"},
    /* no bodies */
    {"France and Japan signed a memorandum on trade.", ""},
    {"The Government of France and the Government of Japan signed a treaty.", ""},
    {"The President of France and Prime Minister Kenta Mori of Japan signed a treaty.", ""},
    {"The Foreign Minister of France, Luc Morel, and Kenta Mori of Japan signed a treaty.", ""},
    {"France and Japan signed a memorandum on the margins of the Lyon Conference.", ""},
};

static void tell(buf *out, const fact *facts, size_t count, size_t from) {
    (void)from;
    if (!count) buf_put(out, S("no fact"));
    for (size_t k = 0; k < count; k++)
        for (size_t p = 0; facts[k].record == RECORD_INSTRUMENT && p < facts[k].party_count; p++)
            buf_printf(out, "%s" STR_FMT, out->n ? ";" : "", STR_ARG(facts[k].parties[p]));
}

static void bodies_are_parties_as_written_and_states_are_none(void **state) {
    (void)state;
    examples_give(examples, sizeof examples / sizeof *examples, "", "", tell);
}

static void who_issues_a_joint_statement_is_told_by_the_lines_after_it(void **state) {
    (void)state;
    fact *facts;
    str text =
        S("Joint Statement of France and Japan on Rivers\n\nFrance and Japan met in Paris on "
          "3 May 2020. They will exchange data on floods.\n\nJointly issued by:\n\nMinistry "
          "of Environment, Japan\n\nNational Rivers Agency, France\n");
    size_t count = facts_of(text, "", &facts);
    assert_true(count > 0);
    assert_int_equal(facts[0].kind, KIND_STATEMENT);
    assert_int_equal(facts[0].party_count, 2);
    assert_true(str_eq(facts[0].parties[0], S("Ministry of Environment")));
    assert_true(str_eq(facts[0].parties[1], S("National Rivers Agency")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_are_parties_as_written_and_states_are_none),
        cmocka_unit_test(who_issues_a_joint_statement_is_told_by_the_lines_after_it),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
