#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_fixture.h"

/* What happened to documents: the acts of a text's instruments, each with its year. */

static const read_example examples[] = {
    {"The treaty on fish entered into force in 2018. It was signed in Lyon in 2016. It is expected "
     "to help fishermen.",
     "in_force 2018;signed 2016;"},
    {"The memorandum, signed in 2015, was extended in 2018.", "signed 2015;extended 2018;"},
    {"The sides are finalising an agreement on fish.", "negotiated ;"},
    {"They took note of the conclusion of negotiations on a trade agreement.", "negotiated ;"},
    {"Negotiations on an agreement on visas are under way.", "negotiated ;"},
    {"They welcomed the entry into force of the tax treaty.", "in_force ;"},
    {"The agreement on visas has expired.", "terminated ;"},
    {"The validity of the agreement on visas was extended in 2019.", "extended 2019;"},
    {"The cabinet of France approved the signing of an agreement with Japan.", "approved ;"},
    {"The cabinet of France gave its approval to an agreement with Japan.", "approved ;"},
    {"They agreed on the Memorandum on Energy, which is expected to be signed in 2030.",
     "signed 2030;"},
    {"The MoU seeking closer ties in sport was signed in 2019.", "signed 2019;"},
    {"The Agreement to avoid double taxation was initialled in 2020.", "initialled 2020;"},
    {"They held a signing ceremony in Nara for the exchange of notes on a loan.", "signed ;"},
    {"The minister was told to hold talks with Japan concerning a draft memorandum on fish.",
     "negotiated ;"},
    {"An agreement on the abolition of visas was reached in 2021.", "signed 2021;"},
    {"The memorandum on fish, initialled last year, will be signed in 2031.", "signed 2031;"},
    {"A trade agreement on wheat and a protocol on ships were signed in 2013.",
     "signed 2013;signed 2013;"},
    {"The summit adopted a declaration on peace in 2013.", "signed 2013;"},
    {"The cabinet decided on the approval of an agreement on fish with Japan.", "approved ;"},
    {"The ministers held discussions regarding a memorandum on forests.", "negotiated ;"},
    {"The ministers exchanged notes on a loan in 1985.", "signed 1985;"},
    {"They recalled the 2009 Memorandum of Understanding on Tourism.", "existing 2009;"},
    {"They recalled the UN Charter and the Paris Agreement.", "existing ;existing ;"},
    /* other words for signing and for what becomes of a document */
    {"France and Japan entered into an agreement on fish in 2009.", "signed 2009;"},
    {"A memorandum on fish was entered into between France and Japan in 2009.", "signed 2009;"},
    {"France and Japan put pen to paper on an agreement on fish.", "signed ;"},
    {"France and Japan struck a deal on fish.", "signed ;"},
    {"The agreement on fish between France and Japan came into operation in 2010.",
     "in_force 2010;"},
    {"The agreement on fish between France and Japan was automatically renewed in 2010.",
     "extended 2010;"},
    {"France gave notice of termination of the tax treaty with Japan.", "terminated ;"},
    {"There is a pact on fish which France and Japan signed in 2009.", "signed 2009;"},
    {"France has an extradition treaty with Japan.", "existing ;"},
    {"France and Japan are parties to the Convention on Biological Diversity.", "existing ;"},
    {"The parliament of France passed a bill ratifying the agreement with Japan on fish.",
     "ratified ;"},
    {"I transmit herewith, for the advice and consent of the Senate to ratification, the Treaty "
     "between Chile and Japan on Extradition, signed at Lima on June 27, 1995.",
     "ratified ;signed 1995-06-27;"},
    {"Notes were exchanged in Lima between the Governments of Chile and Japan.", "signed ;"},
    {"At the end of the session the minutes were signed by the ministers of Chile and Japan.",
     "signed ;"},
    {"Free trade negotiations between France and Japan resumed in 2016.", "negotiated 2016;"},
    {"France and Japan agreed to explore a free trade agreement.", "negotiated ;"},
    {"France and Japan examined the free trade agreement.", ""},
    /* named documents in a row are one each */
    {"France and Japan signed the Agreement on Science and the Protocol on Water in 2010.",
     "signed 2010;signed 2010;"},
    /* a document with a name of its own is not the one told before; "the MoU", "the pact" is */
    {"France and Japan signed a memorandum on railways in 2018. The cabinet also approved the "
     "Agreement on Herbal Medicine, which was signed in 2017.",
     "signed 2018;approved ;signed 2017;"},
    {"France and Japan signed a memorandum on railways in 2018. The memorandum will help both. The "
     "pact is the first.",
     "signed 2018;"},
    /* the house in which a treaty was made is no side of it */
    {"The parliament of France ratified the WIPO Copyright Treaty in 2017.", "ratified 2017;"},
    /* talks that are concluded are no signing; nobody signs */
    {"Negotiations on a trade agreement between France and Japan were concluded in 2010.",
     "negotiated 2010;"},
    {"France and Japan met. Neither is prepared to enter into agreements on fish.", ""},
};

static void tell(buf *out, const fact *facts, size_t count, size_t from) {
    (void)from;
    for (size_t k = 0; k < count; k++)
        if (facts[k].record == RECORD_INSTRUMENT)
            buf_printf(out, "%s " STR_FMT ";", act_name(facts[k].act), STR_ARG(facts[k].date));
}

static void acts_are_told_with_their_years(void **state) {
    (void)state;
    examples_give(examples, sizeof examples / sizeof *examples,
                  "The President of France visited Japan and met the Prime Minister of Japan. "
                  "France and Japan agreed to expand trade. ",
                  "", tell);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acts_are_told_with_their_years),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
