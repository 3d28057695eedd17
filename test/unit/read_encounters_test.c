#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_fixture.h"

/* Encounters, relations and memberships as communiqués tell them: each of a text's facts with its
 * states, in the order of the text. */

static const read_example examples[] = {
    /* one talks for each principal */
    {"The President of Togo met with the President of Ghana, the Prime Minister of Fiji and the "
     "Foreign Minister of Oman.",
     "talks done GHA,TGO;talks done FJI,TGO;talks done OMN,TGO;"},
    {"The Prime Minister of Jamaica called on the President of Ghana, the Speaker of Parliament "
     "and the Chief Justice.",
     "talks done GHA,JAM;talks done GHA,JAM;talks done GHA,JAM;"},
    {"The President of Czechia held separate meetings with the Foreign Ministers of Norway, Chile "
     "and Oman in Geneva.",
     "talks done CZE,NOR;talks done CHL,CZE;talks done CZE,OMN;"},
    {"The Foreign Minister of Estonia had talks with his Dutch counterpart Jan Pol and met Prime "
     "Minister Piet Kok.",
     "talks done EST,NLD;talks done EST,NLD;"},
    {"The President of Senegal had a useful working lunch with the Prime Minister of Portugal.",
     "talks done PRT,SEN;"},
    {"The Foreign Ministers of Senegal and Portugal had a cordial exchange of views on fish.",
     "talks done PRT,SEN;"},
    {"On the sidelines of the Assembly, the Foreign Minister of Malta met his counterparts from "
     "Peru, Kenya and Fiji.",
     "talks done MLT,PER;talks done KEN,MLT;talks done FJI,MLT;"},
    {"The Council of Ministers of SADC met on 3 March in Gaborone.", "talks done SADC;"},
    {"The Foreign Minister of Peru held discussions with the Foreign Minister of Chile.",
     "talks done CHL,PER;"},
    {"The Prime Minister of Sweden is to pay a three-day visit to Chile.",
     "visit planned CHL,SWE;"},
    {"The US Under Secretary of State, Victoria Doe, met the Foreign Minister of India.",
     "talks done IND,USA;"},
    {"The ministers of Jordan and Egypt agreed on holding further meetings in spring.",
     "talks planned EGY,JOR;"},
    {"The Foreign Minister of Estonia will meet with his Georgian colleague Gia Lomi and President "
     "Zaza Beri in Tbilisi.",
     "talks planned EST,GEO;talks planned EST,GEO;"},
    {"Talks between the Norwegian and Indonesian foreign ministers took place in Oslo.",
     "talks done IDN,NOR;"},
    {"The President of Kenya came to Doha. He was greeted by the Emir of Qatar. He will meet the "
     "Prime Minister of Qatar.",
     "visit done KEN,QAT;talks done KEN,QAT;talks planned KEN,QAT;"},
    {"The 14th ASEAN-Canada Ministerial Meeting was held in Bangkok on 24 July 2017.",
     "talks done ASEAN,CAN;"},
    /* names of every make */
    {"The Foreign Minister of Peru met President Megawati Aloen of Indonesia.",
     "talks done IDN,PER;"},
    {"Foreign Minister Hossein Amir Doehian of Iran met President Jan “Jojo” Roeberg of Togo.",
     "talks done IRN,TGO;"},
    {"Prime Minister Prayut Chan-o-cha of Thailand met the Foreign Minister of Peru.",
     "talks done PER,THA;"},
    /* relations */
    {"Togo and Peru have maintained diplomatic relations since 1961.", "established done PER,TGO;"},
    {"Togo suspended diplomatic relations with Peru.", "suspended done PER,TGO;"},
    {"The statement ended a nine-year diplomatic freeze between Togo and Peru.",
     "established done PER,TGO;"},
    {"Togo and Peru have raised their legations to embassies.", "upgraded done PER,TGO;"},
    {"Togo and Peru became strategic partners in 2011.", "upgraded done PER,TGO;"},
    /* a group that acts through its states */
    {"The foreign ministers of the Baltic states met in Riga.", "talks done EST,LTU,LVA;"},
    {"The C5+1 foreign ministers met in Almaty.", "talks done KAZ,KGZ,TJK,TKM,USA,UZB;"},
    {"The foreign ministers of the non-aligned countries met in Lima.",
     "talks done Non-Aligned Movement;"},
    /* talks that something else follows */
    {"Following talks in Dakar, the Foreign Ministers of Senegal and Portugal praised the "
     "fishermen.",
     "talks done PRT,SEN;"},
    {"Officials of Togo and Peru settled the matter at talks in Lima in August.",
     "talks done PER,TGO;"},
    {"The Joint Economic Committee of Togo and Peru held its third session in Lima.",
     "commission done PER,TGO;"},
    {"In a telephone conversation with the Foreign Minister of Peru, the Foreign Minister of Togo "
     "praised the fishermen.",
     "call done PER,TGO;"},
    {"A Togolese trade delegation is visiting Lisbon.", "visit done PRT,TGO;"},
    /* who speaks */
    {"Speech by the Foreign Minister of Togo. My visit to Peru and Chile taught me much. I was "
     "received by the President of Peru.",
     "visit done PER,TGO;visit done CHL,TGO;talks done PER,TGO;"},
    {"Speech by the Foreign Minister of Togo. I am glad to be in Lisbon. I thank Peru.",
     "visit done PRT,TGO;"},
    {"Speech by the Foreign Minister of Togo. I had the pleasure of hosting the President of Peru "
     "in Lomé. I thank Peru.",
     "visit done PER,TGO;"},
    {"Speech by the Foreign Minister of Togo. I have the opportunity to visit Peru. I like it.",
     ""},
    /* visits without a verb for one */
    {"The Foreign Minister of Togo was in Lisbon a week ago.", "visit done PRT,TGO;"},
    {"The Foreign Minister of Togo was born in Lima.", ""},
    {"The Prime Minister of Togo arrives in Lisbon on Monday.", "visit planned PRT,TGO;"},
    {"The King of Togo hosted the President of Peru in Lomé.", "visit done PER,TGO;"},
    {"The King of Togo looks forward to welcoming the President of Peru to Lomé.",
     "visit planned PER,TGO;"},
    {"During her stay in Vienna, the Foreign Minister of Peru met with Foreign Minister Anna Berg "
     "of Austria.",
     "talks done AUT,PER;visit done AUT,PER;"},
    {"Arriving in Lima on Tuesday, the Foreign Minister of Finland held talks with the President "
     "of Peru.",
     "visit done FIN,PER;talks done FIN,PER;"},
    {"While in Ottawa, the President of Iceland met the Prime Minister of Canada.",
     "visit done CAN,ISL;talks done CAN,ISL;"},
    {"The President of Italy welcomed the President of Ecuador to Rome.", "visit done ECU,ITA;"},
    {"The Foreign Minister of Mali was received by the President of Cuba in Havana.",
     "talks done CUB,MLI;"},
    /* sessions of standing bodies */
    {"The 12th meeting of the Bulgaria-Kuwait Joint Commission on trade took place in Sofia.",
     "commission done BGR,KWT;"},
    /* relations */
    {"Costa Rica broke off diplomatic relations with Taiwan on 1 June 2007.",
     "suspended done CRI,TWN;"},
    {"Colombia severed ties with Venezuela.", "suspended done COL,VEN;"},
    {"Russia has announced the suspension of diplomatic ties with NATO.",
     "suspended done NATO,RUS;"},
    {"Sudan and Chad resumed diplomatic relations in 2008.", "established done SDN,TCD;"},
    {"Albania and Serbia have normalised their relations.", "established done ALB,SRB;"},
    {"Relations between Chile and New Zealand were elevated to a comprehensive partnership.",
     "upgraded done CHL,NZL;"},
    {"This year Belgium and Tunisia celebrate the 60th anniversary of the establishment of "
     "diplomatic relations.",
     "anniversary done BEL,TUN;"},
    {"Honduras broke ties with Taiwan and opened diplomatic relations with China.",
     "suspended done HND,TWN;established done CHN,HND;"},
    {"Ecuador and Cuba signed a treaty on fish. Ecuador has begun the procedure for severing "
     "diplomatic relations with Cuba.",
     "treaty done CUB,ECU;suspended done CUB,ECU;"},
    /* memberships */
    {"The European Union granted Moldova candidate status in 2022.", "candidate done EU,MDA;"},
    {"Georgia was granted the status of EU candidate in December 2023.", "candidate done EU,GEO;"},
    {"Norway was granted ASEAN sectoral dialogue partner status.", "joined done ASEAN,NOR;"},
    {"Finland became the 31st member of NATO on 4 April 2023.", "joined done FIN,NATO;"},
};

static void tell(buf *out, const fact *facts, size_t count, size_t from) {
    (void)from;
    for (size_t k = 0; k < count; k++) {
        buf_printf(out, "%s %s ", kind_name(facts[k].kind),
                   facts[k].modality == MODALITY_DONE ? "done" : "planned");
        put_states(out, &facts[k]);
        buf_put_char(out, ';');
    }
}

static void encounters_relations_and_memberships_are_told_in_many_ways(void **state) {
    (void)state;
    examples_give(examples, sizeof examples / sizeof *examples, "", "", tell);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encounters_relations_and_memberships_are_told_in_many_ways),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
