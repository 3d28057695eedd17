#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/read.h"

#include <stdio.h>

/* States and organisations: who is in, who wants in, who left. "+" joined, "?" candidate, "-" left.
 */

static const struct {
    const char *text, *found;
} examples[] = {
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
    {"The Prime Minister became a father in the Council of Europe.", ""},
    {"The members of ASEAN met.", ""},
    {"Chile is not a member of the OECD.", ""},
};

static void memberships_are_one_for_each_state(void **state) {
    (void)state;
    language *l;
    assert_int_equal(language_open("en", &l, NULL), OK);
    arena *a = arena_new(16 << 20);
    int failed = 0;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        fact *facts;
        size_t count, n = 0;
        char text[512], found[256] = "";
        snprintf(text, sizeof text, "The ministers of Chile and Moldova signed a treaty. %s",
                 examples[i].text);
        arena_reset(a);
        assert_int_equal(read_document(a, l, str_of(text), S(""), &facts, &count, NULL), OK);
        for (size_t k = 0; k < count; k++) {
            if (facts[k].record != RECORD_MEMBERSHIP) continue;
            kind what = facts[k].kind;
            assert_int_equal(facts[k].state_count, 2);
            n += (size_t)snprintf(found + n, sizeof found - n, "%c" STR_FMT "," STR_FMT " ",
                                  what == KIND_JOINED ? '+'
                                  : what == KIND_LEFT ? '-'
                                                      : '?',
                                  STR_ARG(facts[k].states[0]), STR_ARG(facts[k].states[1]));
        }
        if (str_eq_z(str_of(found), examples[i].found)) continue;
        print_message("  \"%s\" gives '%s', not '%s'\n", examples[i].text, found,
                      examples[i].found);
        failed++;
    }
    arena_free(a);
    language_close(l);
    assert_int_equal(failed, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memberships_are_one_for_each_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
