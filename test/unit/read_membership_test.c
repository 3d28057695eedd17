#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_fixture.h"

/* States and organisations: who is in, who wants in, who left. "+" joined, "?" candidate, "-" left.
 */

static const read_example examples[] = {
    {"Moldova, which was granted EU candidate status last June, wants more.", "?EU,MDA "},
    {"Ukraine continues its EU accession negotiations.", "?EU,UKR "},
    {"The EU granted candidate status to Moldova.", "?EU,MDA "},
    {"Chile supports Moldova's bid to join the European Union.", "?EU,MDA "},
    {"Moldova submitted its application for membership in the World Trade Organization.",
     "?MDA,WTO "},
    {"ASEAN welcomed Timor-Leste as its eleventh member.", "+ASEAN,TLS "},
    {"They congratulated Iran on joining the Shanghai Cooperation Organization.", "+IRN,SCO "},
    {"Finland and Sweden joined NATO.", "+FIN,NATO +NATO,SWE "},
    {"Belarus became a full member of the SCO.", "+BLR,SCO "},
    {"Moldova withdrew from the CIS in 2023.", "-CIS,MDA "},
    {"Montenegro became the 192nd member of the United Nations.", "+MNE,UN "},
    {"Tuvalu was admitted to the United Nations as its 189th member.", "+TUV,UN "},
    {"The leaders accepted Iran as a full member of the SCO.", "+IRN,SCO "},
    {"Russia was expelled from the Council of Europe.", "-CoE,RUS "},
    {"Moldova signed its application for accelerated accession to NATO.", "?MDA,NATO "},
    {"Chile formally applied for OECD membership.", "?CHL,OECD "},
    {"Moldova submitted a bid to join NATO.", "?MDA,NATO "},
    {"Uzbekistan has the status of an observer in the Eurasian Economic Union.", "+EAEU,UZB "},
    {"Norway, a member of NATO, bought ships.", "+NATO,NOR "},
    {"Norway, a northern country and member of NATO, bought ships.", "+NATO,NOR "},
    {"Norway, a friend of the members of NATO, bought ships.", ""},
    {"Chile applied for a job in the OECD.", ""},
    {"Chile acceded to the World Trade Organization.", "+CHL,WTO "},
    {"ASEAN welcomed the admission of Laos.", "+ASEAN,LAO "},
    {"They congratulated Chile on its accession to the OECD.", "+CHL,OECD "},
    {"The Prime Minister became a father in the Council of Europe.", ""},
    {"The members of ASEAN met.", ""},
    {"Chile is not a member of the OECD.", ""},
    {"Both Chile and Moldova are members of the OECD.", "+CHL,OECD +MDA,OECD "},
    {"As members of BRICS, Brazil and India will trade.", "+BRICS,IND +BRA,BRICS "},
    {"Norway, which has been a member of NATO since 1949, agrees.", "+NATO,NOR "},
    {"Estonia is a member of NATO and the European Union.", "+EST,EU +EST,NATO "},
    {"The Foreign Minister of Chile is a member of the OECD.", ""},
    {"Georgia reaffirmed its bid to join NATO.", "?GEO,NATO "},
    {"Serbia, a candidate for EU membership, agrees.", "?EU,SRB "},
    {"Chile is negotiating its accession to the OECD.", "?CHL,OECD "},
    {"The talks on accession between Chile and the OECD failed.", ""},
    {"Gambia was re-admitted to the Commonwealth.", "+Commonwealth,GMB "},
    {"Mali announced its withdrawal from the African Union.", "-AU,MLI "},
};

static void tell(buf *out, const fact *facts, size_t count, size_t from) {
    (void)from;
    for (size_t k = 0; k < count; k++) {
        if (facts[k].record != RECORD_MEMBERSHIP) continue;
        kind what = facts[k].kind;
        assert_int_equal(facts[k].state_count, 2);
        buf_put_char(out, what == KIND_JOINED ? '+' : what == KIND_LEFT ? '-' : '?');
        put_states(out, &facts[k]);
        buf_put_char(out, ' ');
    }
}

static void memberships_are_one_for_each_state(void **state) {
    (void)state;
    examples_give(examples, sizeof examples / sizeof *examples,
                  "The ministers of Chile and Moldova signed a treaty. ", "", tell);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memberships_are_one_for_each_state),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
