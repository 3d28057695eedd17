#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_fixture.h"

/* Encounters, groups of documents and relations as they are told. A fact is written as its kind,
 * its act, "?" where it is planned, its states, its count and its date. */

static const read_example examples[] = {
    /* whom a guest meets is of the other side; talks with each */
    {"The Foreign Minister of Chile met the Speaker of the Parliament Igor Grosu.",
     "talks CHL,MDA;"},
    {"The President of Chile was received by President Maia Sandu, Prime Minister Dorin Recean and "
     "the Speaker of the Parliament Igor Grosu.",
     "talks CHL,MDA;talks CHL,MDA;talks CHL,MDA;"},
    /* days to come */
    {"The joint commission of Chile and Moldova convenes in March 2021.",
     "commission ? CHL,MDA 2021-03;"},
    {"The Chile – Moldova Joint Ministerial Commission meeting in Lima in 2019 had no result.",
     "commission CHL,MDA 2019;"},
    /* bare plurals in a row are one group, with the number of all */
    {"Both sides signed agreements, memoranda of understanding and protocols.",
     "mixed signed CHL,MDA;"},
    {"Chile and Moldova signed 15 MoUs and two agreements.", "mixed signed CHL,MDA 17;"},
    {"Ten agreements, treaties and MOU's were finally negotiated and signed by both parties.",
     "mixed signed CHL,MDA 10;"},
    {"Deals worth 3 billion dollars were signed by Chile and Moldova.",
     "agreement signed CHL,MDA;"},
    {"Chile signed a tax treaty with Peru. Moldova signed a tax treaty with Chile.",
     "treaty signed CHL,PER;treaty signed CHL,MDA;"},
    /* relations */
    {"China and Nauru signed a communique on the establishment of diplomatic relations.",
     "statement signed CHN,NRU;established CHN,NRU;"},
    {"They welcomed the establishment of relations between Peru and Fiji.", "welcomes CHL,MDA;"},
    {"They marked the 30th anniversary of the establishment of diplomatic relations.",
     "anniversary CHL,MDA;"},
    {"Chile broke off relations with Moldova in 1990.", "suspended CHL,MDA 1990;"},
    {"They agreed to restore diplomatic relations.", "established ? CHL,MDA;"},
    {"They established a strategic partnership.", "upgraded CHL,MDA;"},
    /* documents that are launched, drawn up */
    {"Chile and Moldova have launched a joint work plan.", "programme signed CHL,MDA;"},
    {"They agreed to develop a roadmap by 2022.", "roadmap negotiated ? CHL,MDA 2022;"},
    /* both spellings */
    {"President Boric of Chile traveled to Moldova on 5 May 2018.", "visit CHL,MDA 2018-05-05;"},
    /* a number as the subject */
    {"Over 20 documents were signed by Chile and Moldova.", "mixed signed CHL,MDA 20;"},
    /* talks, statements and visits told in passing */
    {"China and Peru signed a treaty on fish following talks in Lima.",
     "treaty signed CHN,PER;talks CHN,PER;"},
    {"President Boric called on President Maia Sandu, and was received by the Prime Minister, "
     "Dorin Recean.",
     "talks CHL,MDA;talks CHL,MDA;"},
    {"In a joint statement, the presidents of Chile and Moldova praised their ties.",
     "statement signed CHL,MDA;"},
    {"Foreign Minister Popescu of Moldova will visit Chile on 5 June. During his visit to Chile "
     "he praised the salmon.",
     "visit ? CHL,MDA 2020-06-05;"},
    /* the day of another clause */
    {"Chile and Moldova established diplomatic relations after Chile gained independence in 1963.",
     "established CHL,MDA;"},
    {"The ministers met and agreed on a memorandum, which will be signed in June.",
     "talks CHL,MDA;memorandum signed ? CHL,MDA 2020-06;"},
    /* where a treaty was made is no party of it */
    {"Chile deposited its instrument of accession to the Madrid Protocol on 3 May 2019.",
     "protocol ratified CHL 2019-05-03;"},
    {"The Chile/Moldova Joint Commission met in Lima in 2019.", "commission CHL,MDA 2019;"},
    {"This was his first visit to Moldova since his election as President of Chile in May 2018.",
     "visit CHL,MDA;"},
    {"At the invitation of President Sandu of Moldova, President Boric of Chile visited Moldova on "
     "5 May 2018.",
     "visit CHL,MDA 2018-05-05;invitation CHL,MDA;"},
    /* a row of those who were met, with their names between; each is met alone */
    {"President Boric held bilateral meetings with the Presidents of Panama, Juan Carlos Varela; "
     "of Peru, Martin Vizcarra; and with the Chancellor of Austria, Sebastian Kurz.",
     "talks CHL,PAN;talks CHL,PER;talks AUT,CHL;"},
    {"Kenyan President William Ruto met Ghanaian President John Mahama and Zambian President "
     "Hakainde Hichilema.",
     "talks GHA,KEN;talks KEN,ZMB;"},
    {"A meeting between Gabriel Boric, President of Chile, and Maia Sandu, President of Moldova, "
     "took place in Lima.",
     "talks CHL,MDA;"},
    /* a tour is a visit to each */
    {"The Foreign Minister of Moldova will travel to Norway, Denmark and Finland from 3 to 9 June.",
     "visit ? MDA,NOR;visit ? DNK,MDA;visit ? FIN,MDA;"},
    {"Before beginning a state visit to Moldova, the President of Chile slept.", "visit CHL,MDA;"},
    {"They looked forward to a return visit to Chile by a Moldovan business delegation.",
     "visit ? CHL,MDA;"},
    /* encounters that begin */
    {"The two Presidents began their talks with a review of trade.", "talks CHL,MDA;"},
    {"The leaders of Chile and Moldova were opening their two-day summit.", "summit CHL,MDA;"},
    /* invitations that are extended again */
    {"President Sandu renewed her invitation to President Boric to visit Moldova.",
     "invitation CHL,MDA;visit ? CHL,MDA;"},
    /* the documents of a group, told in the sentence after */
    {"They witnessed the signing of five other documents. They included an extradition treaty.",
     "mixed signed CHL,MDA;treaty signed CHL,MDA;"},
    {"The Presidents of Chile and Moldova signed a long-term programme of trade.",
     "programme signed CHL,MDA;"},
    {"The Presidents of Kenya and Ghana signed a statement on friendship.",
     "statement signed GHA,KEN;"},
    {"The consultations ended (Joint Declaration of the Second Kenya-Ghana Consultations on Fish).",
     "statement signed GHA,KEN;"},
    {"The association agreement between Georgia and Moldova is in force.",
     "agreement in_force GEO,MDA;"},
    /* one that was signed, another to be negotiated */
    {"They agreed to launch negotiations for a tax treaty.", "treaty negotiated ? CHL,MDA;"},
    /* relations that a document or a jubilee names */
    {"The protocol on the establishment of diplomatic relations between Chad and Nauru was signed.",
     "established NRU,TCD;protocol signed NRU,TCD;"},
    {"The year 2019 marks the centennial of diplomatic relations between Chile and Moldova.",
     "anniversary CHL,MDA 2019;"},
    {"The two presidents reached consensus on a comprehensive strategic partnership.",
     "upgraded CHL,MDA;"},
    {"They are committed to strengthening the strategic partnership.", "cooperate ? CHL,MDA;"},
    /* members that are admitted */
    {"Moldova was accepted as a sectoral dialogue partner of ASEAN in 2016.",
     "joined ASEAN,MDA 2016;"},
    {"They welcomed the acceptance of Moldova as a dialogue partner of ASEAN.",
     "joined ASEAN,MDA;"},
    /* a mission that somebody leads; principals after "for" */
    {"They welcomed the trade and investment mission led by the Chilean Minister of Trade to "
     "Moldova in March 2019.",
     "visit CHL,MDA 2019-03;"},
    {"The President of Chile will visit Warsaw, Poland, for meetings with the Prime Minister, "
     "Leszek Miller, and Foreign Minister Piotr Kowal.",
     "visit ? CHL,POL;talks ? CHL,POL;talks ? CHL,POL;"},
    {"The ministers of Chile and Moldova agreed to speak again soon.", "call ? CHL,MDA;"},
    {"They welcomed the conclusion of the negotiations of the Kenya-Ghana Air Services Agreement.",
     "agreement negotiated GHA,KEN;"},
    {"They recalled that the two countries established diplomatic ties nine years ago.",
     "established CHL,MDA;"},
    /* words for meeting; bodies that meet; with whom */
    {"The President of Chile huddled with the President of Moldova.", "talks CHL,MDA;"},
    {"The Prime Minister of Moldova granted an audience to the Foreign Minister of Chile.",
     "talks CHL,MDA;"},
    {"The minister of Chile attended the fourth session of the Joint Trade and Economic Commission "
     "with Moldova.",
     "commission CHL,MDA;"},
    {"The President of Chile held talks with President Sandu of Moldova who is also Chairman of "
     "the African Union.",
     "talks CHL,MDA;"},
    {"The third session of the Chile-Moldova Joint Higher Committee was held in Lima. The Prime "
     "Minister of Moldova led a delegation to attend the meeting.",
     "commission CHL,MDA;"},
    /* invitations that are told as received, extended and conveyed */
    {"President Boric of Chile was invited by President Sandu of Moldova.", "invitation CHL,MDA;"},
    {"An invitation was extended to the President of Chile by the President of Moldova.",
     "invitation CHL,MDA;"},
    /* a document that goes on; what stands between commas is not what becomes of it */
    {"They announced that the agreement on salmon, which was due to expire in 2021, shall continue "
     "for a further five years.",
     "agreement extended ? CHL,MDA 2021;"},
    {"The protocol on pensions, which was initialled in Lima in 2017, was signed by Kenya and "
     "Ghana "
     "on 5 May 2018.",
     "protocol signed GHA,KEN 2018-05-05;"},
    {"The forthcoming accession of Moldova to the European Union makes it a large market.",
     "joined ? EU,MDA;"},
    /* not of them */
    {"They agreed on the content of the memorandum.", ""},
    {"The minister will depart Chile tomorrow.", ""},
};

static void tell(buf *out, const fact *facts, size_t count, size_t from) {
    for (const fact *x = facts; x < facts + count; x++) {
        if (x->evidence[0].start + 1 < from) continue;
        bool document = x->record == RECORD_INSTRUMENT;
        buf_printf(out, "%s%s%s%s ", kind_name(x->kind), document ? " " : "",
                   document ? act_name(x->act) : "", x->modality == MODALITY_PLANNED ? " ?" : "");
        put_states(out, x);
        if (x->count > 0) buf_printf(out, " %d", (int)x->count);
        if (x->date.n) buf_printf(out, " " STR_FMT, STR_ARG(x->date));
        buf_put_char(out, ';');
    }
}

static void encounters_and_groups_are_told_once(void **state) {
    (void)state;
    examples_give(examples, sizeof examples / sizeof *examples,
                  "The ministers of Chile and Moldova signed a treaty on salmon. ", "2020-05-03",
                  tell);
}

static const read_example documents[] = {
    /* whose release it is where only what is owned tells */
    {"Media release\n\nI will travel to Norway, Denmark and Finland in June. In Oslo I will meet "
     "the Prime Minister of Norway. Chile's exports and Chile's students go there. I look forward "
     "to it.",
     "visit ? CHL,NOR 2020-06;visit ? CHL,DNK 2020-06;visit ? CHL,FIN 2020-06;"
     "talks ? CHL,NOR;"},
    /* the text is a statement of those whom its heading names */
    {"Statement by the President of Kenya William Ruto, the President of Ghana John Mahama and the "
     "Prime Minister of Togo\n\nThe sun shone on Accra.",
     "statement signed GHA,KEN,TGO;"},
    {"Statement by the Minister of Trade of Kenya\n\nThe sun shone on Accra and Nairobi.", ""},
};

static void whole_documents_tell_whose_they_are(void **state) {
    (void)state;
    examples_give(documents, sizeof documents / sizeof *documents, "", "2020-05-03", tell);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_documents_tell_whose_they_are),
        cmocka_unit_test(encounters_and_groups_are_told_once),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
