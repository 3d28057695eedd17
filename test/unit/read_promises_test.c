#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_fixture.h"

/* Who promises what and who takes which stance: the commitments and positions of a sentence, in the
 * order of the text, with their states. */

static const read_example examples[] = {
    /* verbs under one promise are one fact each, whatever they have in common */
    {"France pledged to increase aid to Japan, cancel part of its debts, and write off a loan.",
     "deliver FRA;other FRA;deliver FRA;"},
    {"The President of France and the Prime Minister of Japan agreed to continue to support and "
     "strengthen links between the ports of France and Japan.",
     "cooperate FRA,JPN;"},
    /* who is meant by a name of the parts of a state, or by "it" */
    {"The President of France said that the government will build a school in Japan.",
     "deliver FRA;"},
    {"France said on Monday it will send doctors to Japan.", "deliver FRA;"},
    {"France will open clinics in Japan in order to help the people improve their health.",
     "establish FRA;"},
    {"President Dupont of France and I have agreed to expand trade with Japan.",
     "cooperate FRA,JPN;"},
    {"The President and the Prime Minister of Japan agreed to expand trade.", "cooperate FRA,JPN;"},
    {"France pledged aid to Japan. It also promised to send nurses.", "deliver FRA;deliver FRA;"},
    {"Leaders of the European Union member states and France visited Japan. The Council supported "
     "the talks with Japan and condemned the attack on France.",
     "supports EU;condemns EU;"},
    {"The two agreed to expand trade.", "cooperate FRA,JPN;"},
    {"Chile, Peru and France signed a pact in Japan. \"We will build a bridge in Peru,\" the Prime "
     "Minister of Japan said.",
     "deliver JPN;"},
    {"France announced 5 million euros for schools in Japan.", "deliver FRA;"},
    {"France announced that funding of 5 million euros will be provided to schools in Japan.",
     "deliver FRA;"},
    {"France offers the best climate for tourists from Japan.", ""},
    {"They agreed on an exchange of students.", "cooperate FRA,JPN;"},
    /* help that is given, work done together; agreeing to it is none */
    {"France is supporting a feasibility study in Japan for a new port.", "deliver FRA;"},
    {"France is supporting the independence of Japan.", "supports FRA;"},
    {"France has worked with Japan to organise workshops for nurses.", "deliver FRA,JPN;"},
    {"France and Japan reviewed opportunities to enhance naval cooperation.", "negotiate FRA,JPN;"},
    {"Brunei will host the 16th BSAEV in 2023 for Singapore.", ""},
    /* what a meeting or a joint text does, its sides do */
    {"The joint committee of France and Japan met in Paris. The meeting agreed to train nurses and "
     "share data.",
     "deliver FRA,JPN;cooperate FRA,JPN;"},
    {"The fourth session of the Joint Committee of France and Japan was held in Paris. The "
     "Committee "
     "decided to train nurses.",
     "deliver FRA,JPN;"},
    {"France and Japan issued a joint statement. The statement condemned terrorism.",
     "condemns FRA,JPN;"},
    /* agencies that are told by how many they are */
    {"Under the memorandum, the two ministries will exchange data on fish.", "cooperate FRA,JPN;"},
    {"Our two coast guards will hold joint exercises.", "deliver FRA,JPN;"},
    {"Both agencies will share data on fish.", "cooperate FRA,JPN;"},
    /* results under a heading or in a list, whose sides nobody tells again */
    {"Health: Agreed to train more nurses. Culture: Committed to promoting exchanges.",
     "deliver FRA,JPN;cooperate FRA,JPN;"},
    {"The outcome was as follows:\n- Reaffirmed their support for the independence of Palestine;\n"
     "- Decided to set up a joint fund.",
     "supports FRA,JPN;establish FRA,JPN;"},
    /* over what is told of the object of another verb */
    {"The Japanese side, noting the role played in Japan by French firms, agreed to expand trade.",
     "other JPN;"},
    {"France and Japan, recalling the progress made since 2010, will train nurses.",
     "deliver FRA,JPN;"},
    {"France and Japan announced the following initiatives:\n- Establish a fund for ports;\n"
     "- Expansion of student exchanges;\n- $5 million for schools in Japan.",
     "establish FRA,JPN;cooperate FRA,JPN;deliver FRA;"},
    /* agreed, and told so after it; what others think should be is no promise */
    {"There should be further discussions on customs, they agreed.", "negotiate FRA,JPN;"},
    {"Cultural exchanges should be expanded, it was agreed.", "cooperate FRA,JPN;"},
    {"The two countries should work together, an economist wrote.", ""},
    /* what a document makes its sides able or bound to do */
    {"The treaty will enable the two ministries to share data.", "cooperate FRA,JPN;"},
    /* help told in other ways than "A gave B" */
    {"French aid to Japan has amounted to 2 million euros.", "deliver FRA;"},
    {"France lifted its ban on rice from Japan.", "deliver FRA;"},
    {"France lifted its ban on late trains.", ""},
    {"A school in Japan was built with a French loan.", "deliver FRA;"},
    /* ties are made, not given; how one works together */
    {"The two sides agreed to build a strong and lasting relationship.", "cooperate FRA,JPN;"},
    {"France and Japan will stay in close contact.", "cooperate FRA,JPN;"},
    {"The two sides reached a common understanding on expanding trade.", "cooperate FRA,JPN;"},
    {"They agreed to look at the possibilities for joint fishing.", "negotiate FRA,JPN;"},
    {"The two sides reached consensus on ways and means to expand trade.", ""},
    /* a need agreed on: a call where it is of the world, a promise where it is of the two */
    {"They agreed on the need for continued efforts to end the conflict in Sudan.",
     "calls_for FRA,JPN;"},
    {"They agreed on the need for closer cooperation in fisheries.", "cooperate FRA,JPN;"},
    /* thanks for what was given; not for what one is */
    {"The President of France thanked Japan for sending doctors.", "deliver JPN;"},
    {"The minister of Japan expressed gratitude to France for the donation of vaccines.",
     "deliver FRA;"},
    {"The minister of Japan thanked France for its hospitality.", ""},
    {"Japan received a consignment of vaccines from the Government of France.", "deliver FRA;"},
    {"Japan received a letter from the Government of France.", ""},
    {"The French Embassy, on May 19th, 2016 handed over tents to the Ministry of Health of Japan.",
     "deliver FRA;"},
    /* who says it beside what is done, without a comma */
    {"France and Japan issued a joint statement pledging to expand trade.", "cooperate FRA,JPN;"},
    {"They met last May pledging to expand trade.", "cooperate FRA,JPN;"},
    /* agreement that was reached, sides of a meeting, who does what is done for them */
    {"Agreement was reached on the opening of consulates.", "establish FRA,JPN;"},
    {"A consensus was reached to reopen the border.", "establish FRA,JPN;"},
    {"The meeting of the ministers of France and Japan, held in Rome, condemned the coup in Niger.",
     "condemns FRA,JPN;"},
    {"Two hundred scholarships will be granted to students of France by Japan.", "deliver JPN;"},
    {"France will be provided with two patrol boats by Japan.", "deliver JPN;"},
    {"The minister of France promised support in the renewal of ports in Japan.", "other FRA;"},
    {"The minister of France expressed the readiness of his government to make every effort to end "
     "poverty in Japan.",
     "other FRA;"},
    {"The sides found it expedient to set up a joint fund.", "establish FRA,JPN;"},
    {"The President and the Prime Minister agreed to expand trade.", "cooperate FRA,JPN;"},
    {"\n\nFrance, Japan agree to expand trade\n\nMore soon.", "cooperate FRA,JPN;"},
    /* what a thing does that is welcomed, what one favours for the two alone */
    {"France welcomed an initiative of Japan that will set up schools.", "welcomes FRA;"},
    {"The ministers spoke in favour of expanding trade.", ""},
    /* a promise to norms is a stance; missions that open; results after a colon */
    {"The sides confirmed their commitment to the norms of international law.",
     "supports FRA,JPN;"},
    {"The minister of France announced the opening of a consulate in Osaka.", "establish FRA;"},
    {"The delegations agreed on the following: to set up a joint fund; to exchange lists of firms.",
     "establish FRA,JPN;cooperate FRA,JPN;"},
    {"Each side shall designate a contact point.", "other FRA,JPN;"},
    /* a trying that is promised; a view of what they will do; what stands after "but" */
    {"Both sides agreed that they should seek to expand trade.", "cooperate FRA,JPN;"},
    {"The two leaders shared the view that they would expand trade.", "cooperate FRA,JPN;"},
    {"They decided to train nurses, but also to expand trade.",
     "deliver FRA,JPN;cooperate FRA,JPN;"},
    {"The two sides reached broad consensus on cooperation in fisheries.", "cooperate FRA,JPN;"},
    /* items of a document told by nouns of doing */
    {"The agreement of France and Japan includes:\n- simplification of visas;\n- development and "
     "use "
     "of clean ships.",
     "cooperate FRA,JPN;other FRA,JPN;"},
    {"The five presidents agreed to expand trade.", ""},
    /* what something was done for is no promise */
    {"Officials of France visited the port to study its records for Japan.", ""},
    {"France identified 30 ports in Japan.", ""},
    {"Teams of France and Japan walked the beaches to establish baseline data.", ""},
    /* a day, a town or an occasion before it, without a comma */
    {"On Monday France promised to build a school in Japan.", "deliver FRA;"},
    {"In 2029 the President of France pledged to build a school in Japan.", "deliver FRA;"},
    {"In Tokyo France pledged to build a school in Japan.", "deliver FRA;"},
    {"At the meeting France promised a loan of 50 million euros to Japan.", "deliver FRA;"},
    /* tasks to one's own */
    {"The leaders of France and Japan asked their ministries to draw up a plan and promote trade.",
     "negotiate FRA,JPN;cooperate FRA,JPN;"},
    {"France asked Japan to reduce its tariffs.", ""},
    {"France and Japan agreed to zigzag the border.", "other FRA,JPN;"},
    /* efforts and needs that are promised; what is only the purpose of a gift */
    {"Both sides committed to continue joint efforts to protect rivers and share data.",
     "other FRA,JPN;cooperate FRA,JPN;"},
    {"France and Japan agreed on the need to ensure safe roads and to maintain the bridges.",
     "other FRA,JPN;other FRA,JPN;"},
    {"France pledged 5 million euros to strengthen hospitals in Japan.", "deliver FRA;"},
    {"The Prime Minister of Japan said that cooperation in transport will be continued.",
     "cooperate FRA,JPN;"},
    {"They agreed on the widening of cooperation between France and Japan in farming.",
     "cooperate FRA,JPN;"},
    {"A joint fund of France and Japan has been established.", "establish FRA,JPN;"},
    /* who promises beside what is done */
    {"France and Japan signed a declaration, committing to expand trade.", "cooperate FRA,JPN;"},
    {"The President of France and the Prime Minister of Japan today pledged to curb smuggling.",
     "cooperate FRA,JPN;"},
    {"The two leaders said their countries would work to ensure safe seas.", "other FRA,JPN;"},
    /* thoughts and words are no deeds */
    {"The ministers of France and Japan agreed that closer ties would strengthen both economies.",
     ""},
    {"The Prime Minister of Japan delivered a speech to students in France.", ""},
    {"The ministers of France and Japan agreed the following:", ""},
    {"Rain over France and Japan will ease by the weekend.", ""},
    {"The protocol between France and Japan will apply from 1 January 2030.", ""},
    {"France and Japan agreed to the early conclusion of an agreement on visas.", ""},
    {"Japan remains the most important and direct neighbour of France at sea.", ""},
    {"The Prime Minister of Japan spoke of a canal to France, which would provide jobs.", ""},
    /* stances */
    {"France commended efforts towards a ceasefire in Sudan.", "welcomes FRA;"},
    {"We vehemently condemn the attack on France and Japan.", "condemns FRA,JPN;"},
    {"The President of Japan supported the proposal of the Ministry of Foreign Affairs of Japan.",
     ""},
    {"France affirmed that Japan must stop the hunt.", "calls_for FRA;"},
    {"Japan highlighted the contribution of French nurses during the pandemic.", ""},
    {"The President of Japan promised unconditional support for France.", "supports JPN;"},
    {"France and Japan are committed to a just and lasting peace.", "supports FRA,JPN;"},
    {"France and Japan demand that all sides stop the war.", "calls_for FRA,JPN;"},
    {"The Foreign Minister of France called on the President of Japan and was received by the "
     "Speaker.",
     ""},
    {"They affirmed the commitment of France and Japan to maintaining peace and security.",
     "supports FRA,JPN;"},
    {"The Prime Minister of Japan recalled the support of France during the flood.", ""},
    {"The ministers spoke of the nuclear test, which France has condemned.", "condemns FRA;"},
    {"The Foreign Minister of Japan offered his congratulations to the President of France.", ""},
    {"France denounced the attack on the convoy.", "condemns FRA;"},
    {"The fund, supported by France and Japan, has an office in Kobe.", ""},
    {"The two ministers stressed the importance of establishing good relations between Chad and "
     "its "
     "neighbours.",
     "calls_for FRA,JPN;"},
    {"The sides considered a range of issues, namely the prospects for trade and the establishment "
     "of logistics centres.",
     ""},
    {"They underlined their support for the launch of a new WTO round.", "supports FRA,JPN;"},
    {"The two ministers support the ASEAN plan of action on haze.", "supports FRA,JPN;"},
    {"The President of France said it is essential that an inquiry into the attack in Chad be "
     "carried out.",
     "calls_for FRA;"},
    {"The President of France stressed that it is imperative that all parties respect the "
     "ceasefire.",
     "calls_for FRA;"},
    {"The two ministers agreed that it was vital that the refugees return home.",
     "calls_for FRA,JPN;"},
    {"The President of France said it is essential that the two countries expand trade.", ""},
    {"The two leaders reaffirmed their commitment to the goals of the United Nations.",
     "supports FRA,JPN;"},
    {"The Senate of France endorsed the tax agreement with Japan with 200 votes.", ""},
    {"The two ministers concurred to expand their cooperation in mining.", "cooperate FRA,JPN;"},
    {"The Prime Minister spoke of talks between himself and the President, which would facilitate "
     "further exchanges.",
     ""},
    /* views that are agreed, what one stands for, what others did, what is merely planned for a day
     */
    {"Both presidents agreed that the talks had been fruitful.", ""},
    {"They agreed that sanctions against Iran remain tied to inspections.", "supports FRA,JPN;"},
    {"The ministers agreed that the elections in Mali are a decisive step towards peace.",
     "supports FRA,JPN;"},
    {"They agreed that the harbour project is of great value.", ""},
    {"The two sides agreed that disarmament is a task of all nations.", "supports FRA,JPN;"},
    {"They agreed that refugees must be protected in line with international law.",
     "calls_for FRA,JPN;"},
    {"We agreed that shelter must be given to refugees.", "calls_for FRA,JPN;"},
    {"They agreed that the visit had been useful.", ""},
    {"The ministers agreed that their cooperation was developing well.", ""},
    {"They are determined to uphold democratic values.", "supports FRA,JPN;"},
    {"The ministers were resolved to protect human rights.", "supports FRA,JPN;"},
    {"France and Japan remain committed to nuclear disarmament.", "supports FRA,JPN;"},
    {"The two sides remained committed to the principles of the United Nations Charter.",
     "supports FRA,JPN;"},
    {"We are determined to defend freedom and democracy.", "supports FRA,JPN;"},
    {"Both sides remained committed to non-recognition of the occupation of Cyprus.",
     "supports FRA,JPN;"},
    {"We are determined to expand trade.", "cooperate FRA,JPN;"},
    {"France stands united in solidarity with Lebanon.", "supports FRA;"},
    {"They stand shoulder to shoulder with Ukraine.", "supports FRA,JPN;"},
    {"Both ministers stand united with the people of Nepal.", "supports FRA,JPN;"},
    {"France stands firmly behind Lebanon.", "supports FRA;"},
    {"They stood in full solidarity with Poland.", "supports FRA,JPN;"},
    {"The ministers reasserted the value of democratic rule.", "supports FRA,JPN;"},
    {"They reaffirmed the value of multilateralism.", "supports FRA,JPN;"},
    {"The ministers recalled the central role of the United Nations.", "supports FRA,JPN;"},
    {"They underlined the significance of international law.", "supports FRA,JPN;"},
    {"They underlined the value of their bilateral ties.", ""},
    {"The President of France welcomed the importance placed by Chile on disarmament.",
     "welcomes FRA;"},
    {"The President of France welcomed the priority given by Peru to human rights.",
     "welcomes FRA;"},
    {"They welcomed the attention paid by the African Union to the crisis in Chad.",
     "welcomes FRA,JPN;"},
    {"They commended the work done by Oman and Qatar to end the war in Yemen.",
     "welcomes FRA,JPN;"},
    {"France had already made over 80,000 euros available through the Red Cross.", "deliver FRA;"},
    {"The President of France said that a further 250,000 euros would be made available "
     "as required.",
     "deliver FRA;"},
    {"The President of France said that 40 buses would be made available to Japan.",
     "deliver FRA;"},
    {"France has made 5 million euros available for the refugees.", "deliver FRA;"},
    {"The two ministers held talks, underscoring their dedication to further boost trade.",
     "cooperate FRA,JPN;"},
    {"The two sides affirmed their commitment to continue efforts to improve the climate "
     "for investors.",
     "cooperate FRA,JPN;"},
    {"They reiterated their dedication to expanding joint research.", "cooperate FRA,JPN;"},
    {"The minister thanked Chile for its efforts in favour of peace.", ""},
    {"The President of France expressed gratitude to Norway for its efforts to support "
     "democracy.",
     ""},
    {"The Parliament of Japan endorsed the trade agreement with France with 120 votes.", ""},
    {"The President of Japan said that firms can launch new services in France.", ""},
    {"The two sides considered a wide range of issues, namely the prospects for trade.", ""},
    {"Both ministers agreed that their open and friendly exchanges had been very fruitful.", ""},
    {"The Presidents agreed that these long and candid conversations had been most useful.", ""},
    {"They agreed that cooperation be expanded.", "cooperate FRA,JPN;"},
};

/* Whole texts, each with its stances. */
static const read_example texts[] = {
    {"The G7 ministers of Canada, France, Germany, Italy and Japan met in Rome. The G7 urged the "
     "release of hostages in Sudan. They condemned the attack on Sudan and pledged 5 million "
     "dollars for refugees from Sudan and Chad.",
     "calls_for CAN,DEU,FRA,ITA,JPN;condemns CAN,DEU,FRA,ITA,JPN;deliver CAN,DEU,FRA,ITA,JPN;"},
    {"Joint Statement of France and Japan\n\nThe ministers of France and Japan met in Lyon. Chile "
     "must end the blockade. France and Japan agreed to share data.",
     "calls_for FRA,JPN;cooperate FRA,JPN;"},
    {"The President of France visited Japan and met the Prime Minister of Japan.\n\nThe "
     "two sides:\n\n- Commended the efforts made by Oman and Qatar to end the war in "
     "Yemen;\n- Welcomed the truce in Sudan and the exchange of hostages, thanks to the "
     "efforts of Egypt;",
     "welcomes FRA,JPN;welcomes FRA,JPN;"},
    {"Statement by the Prime Minister of France. I will visit Japan next week. I will "
     "address students at the university.",
     ""},
    {"Statement by the Prime Minister of France. I will visit Japan next week. I will "
     "also speak to business leaders.",
     ""},
    {"Statement by the Prime Minister of France. I will visit Japan next week. I will "
     "focus on our growing commercial links.",
     ""},
    /* whose the seat was on that day */
    {"Moscow radio, 3 May 1978. The Soviet Foreign Minister received the Foreign Minister of "
     "Ethiopia. Moscow and Ethiopia condemned the attack on Angola.",
     "condemns ETH,SUN;"},
    {"Moscow, 3 May 2018. The Foreign Minister of Ethiopia met the minister in Moscow. The Soviet "
     "past was recalled. Moscow and Ethiopia condemned the attack on Angola.",
     "condemns ETH,RUS;"},
    /* a lead-in that only names the sides */
    {"The President of France visited Japan and met the Prime Minister of Japan. The talks took "
     "place in Kobe, during which both Ministers:\n\n1. While noting that the year marks the "
     "centennial of relations, expressed their satisfaction with ties.\n\n2. Affirmed their "
     "commitment to continue efforts to improve the climate for investors.\n\n3. Welcomed the "
     "truce in Sudan.",
     "cooperate FRA,JPN;welcomes FRA,JPN;"},
    /* the items of a list under a stance */
    {"The President of France visited Japan and met the Prime Minister of Japan. The ministers "
     "endorsed the following principles:\n\n1. The free movement of goods between the two "
     "countries;\n\n2. An open approach to trade;\n\n3. Frequent consultation on matters of common "
     "concern.",
     "supports FRA,JPN;supports FRA,JPN;supports FRA,JPN;"},
    {"The President of France visited Japan and met the Prime Minister of Japan. The two leaders "
     "noted the importance of:\n\n- the continued cooperation of all parties concerned;\n- the "
     "safe "
     "return of refugees.",
     "calls_for FRA,JPN;calls_for FRA,JPN;"},
    {"The President of France visited Japan and met the Prime Minister of Japan. The ministers "
     "welcomed the following officials:\n\n- the harbour master;\n- the mayor of Kobe.",
     ""},
    {"Statement by the Prime Minister of France. I will visit Japan next week. I will launch an "
     "exhibition of paintings in Tokyo.",
     ""},
    /* of an organisation, alone in its text; a gift that is a line of results */
    {"NATO is determined to enhance its preparedness.", "other NATO;"},
    {"Norway is determined to enhance its preparedness.", ""},
    {"The President of France visited Japan and met the Prime Minister of Japan.\n\nOutcomes of "
     "the "
     "visit:\n\n1. Extension of a EUR 50 million line of credit to finance roads in Japan\n\n2. "
     "Opening of a museum",
     "deliver FRA;"},
    {"The President of France visited Japan and met the Prime Minister of "
     "Japan.\n\nResults\n\nTrade "
     "of USD 3 million with France in 2020",
     ""},
};

static void tell(buf *out, const fact *facts, size_t count, size_t from) {
    (void)from;
    for (size_t k = 0; k < count; k++) {
        if (facts[k].record != RECORD_COMMITMENT && facts[k].record != RECORD_POSITION) continue;
        buf_printf(out, "%s ", kind_name(facts[k].kind));
        put_states(out, &facts[k]);
        buf_put_char(out, ';');
    }
}

static void promises_and_stances_are_told_with_whose_they_are(void **state) {
    (void)state;
    examples_give(examples, sizeof examples / sizeof *examples,
                  "The President of France visited Japan and met the Prime Minister of Japan. ", "",
                  tell);
    examples_give(texts, sizeof texts / sizeof *texts, "", "", tell);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(promises_and_stances_are_told_with_whose_they_are),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
