#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read_fixture.h"

/* The date of the first instrument or visit of a text, counted from the day of publication. */

static const read_example examples[] = {
    {"France and Japan signed a treaty last June.", "2022-06"},
    {"France and Japan signed a treaty last July.", "2022-07"},
    {"France and Japan will sign a treaty next March.", "2024-03"},
    {"France and Japan signed a treaty in May last year.", "2022-05"},
    {"France and Japan will sign a treaty in the first quarter of 2025.", "2025-01/2025-03"},
    {"France and Japan will sign a treaty in the second half of 2025.", "2025-07/2025-12"},
    {"France and Japan will sign a treaty in the spring of 2024.", "2024"},
    {"France and Japan signed a treaty on 12.02.2019.", "2019-02-12"},
    {"France and Japan signed a treaty on 2019-02-12.", "2019-02-12"},
    {"France and Japan signed a treaty on 3 May.", "2023-05-03"},
    {"France and Japan ratified the fisheries treaty of 1996 on 3 May 2023.", "2023-05-03"},
    {"The fisheries treaty of 1996 between France and Japan was terminated on 3 May 2023.",
     "2023-05-03"},
    {"France and Japan, which established relations in 1992, signed a treaty on salmon.", ""},
    {"On 3 May 2022, France and Japan signed a treaty on salmon.", "2022-05-03"},
    {"The President of France paid a three-day visit to Japan from 30 May 2022.",
     "2022-05-30/2022-06-01"},
    {"The President of France will visit Japan on 3 October 2023 for a two-day visit.",
     "2023-10-03/2023-10-04"},
    {"France and Japan established a four-year work plan starting 2020 on salmon.", "2020/2023"},
    {"France and Japan signed a five-year programme of cooperation from 2021.", "2021/2025"},
    {"France and Japan ratified the protocol to the Peru Fisheries Treaty of 1929.", ""},
    /* what is done lies behind the day of publication, what is planned before it */
    {"France and Japan signed a treaty in November.", "2022-11"},
    {"France and Japan signed a treaty on 20 July.", "2022-07-20"},
    {"France and Japan will sign a treaty in January.", "2024-01"},
    {"France and Japan will sign a treaty on Monday.", "2023-07-03"},
    {"France and Japan signed a treaty on Monday.", "2023-06-26"},
    {"France and Japan signed a treaty last Friday.", "2023-06-23"},
    {"France and Japan will sign a treaty next Tuesday.", "2023-07-04"},
    /* a day in full beside one that counts from the day of publication */
    {"France and Japan signed a treaty on Friday, 3 April 2020.", "2020-04-03"},
    {"France and Japan signed a treaty on Friday (April 3).", "2023-04-03"},
    {"France and Japan will sign a treaty tomorrow, Monday, 3 July 2023.", "2023-07-03"},
    {"The President of France visited Japan from 3 until 5 April.", "2023-04-03/2023-04-05"},
    {"The President of France visited Japan from April 3 through 5.", "2023-04-03/2023-04-05"},
    /* the day that the text tells of is that of all that was done then */
    {"The ministers of France and Japan met in Lyon on Monday. They signed a treaty on salmon.",
     "2023-06-26"},
    {"The ministers of France and Japan met on Monday and Tuesday in Lyon. The ministers met "
     "again on Wednesday. They signed a treaty on salmon.",
     ""},
    {"The ministers of France and Japan met in Lyon on 3 May 2021. They had signed a treaty on "
     "salmon.",
     ""},
    {"The President of France visited Japan from 20 to 28 June. The ministers of France and Japan "
     "met on 21 June. They signed a treaty on salmon.",
     "2023-06-20/2023-06-28"},
    /* what is planned is not behind the paper; a term is that of a programme */
    {"France and Japan will sign the agreement on salmon under a law of 3 May 2021.", ""},
    {"France and Japan signed a protocol on the fair of 2023-2026.", ""},
};

/* Where a paper says of what day it is. */
static void a_paper_tells_its_day(void **state) {
    (void)state;
    static const char *const heads[] = {
        "Updated: 2023-06-29 21:47\n\n",
        "Lima, 29 June 2023, ",
        "LIMA, June 29, 2023 (Agency): ",
        "29 June 2023\n\n",
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        buf text;
        fact *facts;
        buf_init(&text, 1 << 16);
        buf_put(&text, str_of(heads[i]));
        buf_put_z(&text, "The ministers of Peru and Japan signed a treaty on salmon today.");
        assert_int_equal(facts_of(buf_str(&text), "", &facts), 1);
        assert_true(str_eq_z(facts[0].date, "2023-06-29"));
        buf_reset(&text);
    }
}

/* "Also": on the day of what was told before, of which a visit of several days has none. */
static void what_also_happened_was_on_the_same_day(void **state) {
    (void)state;
    static const struct {
        const char *text, *date;
    } also[] = {
        {"The minister of Chile met the Foreign Minister of Japan in Tokyo on 3 May 2020. He also "
         "met the Prime Minister of Japan.",
         "2020-05-03"},
        {"The minister of Chile visited Japan from 3 to 5 May 2020. He also met the Prime Minister "
         "of Japan.",
         ""},
    };
    for (size_t i = 0; i < 2; i++) {
        fact *facts;
        size_t count = facts_of(str_of(also[i].text), "2023-06-30", &facts);
        assert_int_equal(count, 2);
        assert_true(str_eq_z(facts[1].date, also[i].date));
    }
}

/* How many signed, and how many bodies a promise is of. */
static void a_number_of_signatories_or_bodies_is_the_count(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t count;
    } counted[] = {
        {"46 countries, including Brazil, and three economies in Asia, China, India and South "
         "Korea, signed the treaty on whales.",
         46},
        {"Canada will join the 12 other countries that have signed tax agreements with Chile.", 12},
        {"Japan plans to join four of India's research hubs to support 20 projects.", 4},
    };
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
        fact *facts;
        bool found = false;
        size_t count = facts_of(str_of(counted[i].text), "", &facts);
        for (size_t k = 0; k < count; k++) found |= facts[k].count == counted[i].count;
        if (!found) print_message("  not %d: %s\n", (int)counted[i].count, counted[i].text);
        assert_true(found);
    }
}

static void tell(buf *out, const fact *facts, size_t count, size_t from) {
    (void)from;
    if (!count) buf_put(out, S("no fact"));
    for (size_t k = 0; k < count && !out->n; k++)
        if (facts[k].record == RECORD_INSTRUMENT || facts[k].kind == KIND_VISIT)
            buf_put(out, facts[k].date);
}

static void dates_are_those_of_the_act(void **state) {
    (void)state;
    examples_give(examples, sizeof examples / sizeof *examples, "", "2023-06-30", tell);
}

/* What ends in where and when it was signed, a dateline without a day, a head that gives the year.
 */
static const read_example papers[] = {
    {"MEMORANDUM OF UNDERSTANDING\nbetween the Ministry of Health of Chile and the Ministry of "
     "Health of Japan\n\nThe Participants have reached the following understanding:\n\n"
     "1. They will exchange information on fish.\n\n"
     "Signed at Lima on 18 July 2007 in duplicate in the English language.\n",
     "2007-07-18"},
    {"AGREEMENT BETWEEN THE GOVERNMENT OF CHILE AND THE GOVERNMENT OF JAPAN ON SALMON\n\n"
     "The two Governments have agreed as follows:\n\nThe Parties shall cooperate.\n\n"
     "DONE at Lima, this 4th day of November 2010, in two originals.\n",
     "2010-11-04"},
    {"JOINT COMMUNIQUE\n\nThe Ministers of Chile and Japan held talks on salmon.\n\n"
     "LIMA, May, 1964.\n",
     "1964-05"},
    {"VISIT TO CHILE, 24-26 AUGUST 2003\n\nThe President of Japan visited Chile in July.\n",
     "2003-07"},
};

static void a_text_is_of_the_day_on_which_it_was_signed(void **state) {
    (void)state;
    examples_give(papers, sizeof papers / sizeof *papers, "", "", tell);
}

/* The day of a paper is its dateline, not the first day that it tells of. */
static void a_dateline_is_the_day_of_the_document(void **state) {
    (void)state;
    fact *facts;
    str text = S("The ministers of France and Japan met in Lyon after the fair of 2 May 2021 had "
                 "closed. France and Japan signed a treaty on salmon today.\n\nLyon, 5 May 2021\n");
    size_t count = facts_of(text, "", &facts);
    bool found = false;
    for (size_t i = 0; i < count; i++)
        found |= facts[i].record == RECORD_INSTRUMENT && str_eq(facts[i].date, S("2021-05-05"));
    assert_true(found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_those_of_the_act),
        cmocka_unit_test(what_also_happened_was_on_the_same_day),
        cmocka_unit_test(a_number_of_signatories_or_bodies_is_the_count),
        cmocka_unit_test(a_dateline_is_the_day_of_the_document),
        cmocka_unit_test(a_paper_tells_its_day),
        cmocka_unit_test(a_text_is_of_the_day_on_which_it_was_signed),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
