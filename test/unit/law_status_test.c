#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/status.h"

#include <string.h>

static arena *memory;

static int set_up(void **unused) {
    (void)unused;
    memory = arena_new((size_t)64 << 20);
    return memory ? 0 : -1;
}

static int tear_down(void **unused) {
    (void)unused;
    arena_free(memory);
    return 0;
}

/* A treaty from JSON; its intervals of one party as "status from..to" joined by "; ". */
static str statuses(const char *json, const char *party) {
    const jnode *root;
    law_instrument in;
    law_result r;
    fault f = {.code = OK};
    str out = S("");
    if (jnode_parse(memory, str_of(json), &root, &f) != OK ||
        law_instrument_parse(memory, root, &in, NULL, &f) != OK ||
        law_status(memory, &in, &r, &f) != OK)
        fail_msg("%s: %s", f.place, f.message);
    for (size_t i = 0; i < r.count; i++) {
        char from[32], to[32];
        if (!str_eq(r.intervals[i].party, str_of(party))) continue;
        law_from_text(&r.intervals[i], from);
        law_to_text(&r.intervals[i], to);
        out = str_format(memory, STR_FMT "%s%s %s..%s", STR_ARG(out), out.n ? "; " : "",
                         law_status_name(r.intervals[i].status), from, to);
    }
    return out;
}

static void assert_statuses(const char *json, const char *party, const char *wanted) {
    str got = statuses(json, party);
    if (!str_eq_z(got, wanted)) fail_msg("got " STR_FMT "\nwanted %s", STR_ARG(got), wanted);
}

#define RATIFIED(p, d)      "{\"party\":\"" p "\",\"act\":\"ratify\",\"on\":\"" d "\"}"
#define ACT(p, w, d)        "{\"party\":\"" p "\",\"act\":\"" w "\",\"on\":\"" d "\"}"
#define TREATY(terms, acts) "{\"instrument\":\"t\",\"terms\":{" terms "},\"acts\":[" acts "]}"

static void consent_taken_back_before_entry_into_force_does_not_count(void **unused) {
    (void)unused;
    const char *json =
        TREATY("\"entry\":{\"on\":\"consents\",\"count\":2,\"after\":\"P1M\"}",
               RATIFIED("A", "2000-01-01") "," ACT("A", "withdraw", "2000-02-01") "," RATIFIED(
                   "B", "2000-03-01") "," RATIFIED("C", "2000-04-01"));
    assert_statuses(json, "", "not_in_force 2000-01-01..2000-05-01; in_force 2000-05-01..");
    assert_statuses(json, "A", "contracting 2000-01-01..2000-02-01; ended 2000-02-01..");
}

static void withdrawal_after_the_number_was_reached_does_not_undo_entry_into_force(void **unused) {
    (void)unused;
    const char *json =
        TREATY("\"entry\":{\"on\":\"consents\",\"count\":2,\"after\":\"P6M\"},\"join\":{}",
               RATIFIED("A", "2000-01-01") "," RATIFIED("B", "2000-02-01") "," ACT("A", "withdraw",
                                                                                   "2000-03-01"));
    assert_statuses(json, "", "not_in_force 2000-01-01..2000-08-01; in_force 2000-08-01..");
    assert_statuses(json, "A", "contracting 2000-01-01..2000-03-01; ended 2000-03-01..");
}

static void accession_before_entry_into_force_counts(void **unused) {
    (void)unused;
    const char *json = TREATY("\"entry\":{\"on\":\"consents\",\"count\":2}",
                              RATIFIED("A", "2000-01-01") "," ACT("B", "accede", "2000-02-01"));
    assert_statuses(json, "B", "in_force 2000-02-01..");
}

static void who_consents_between_the_number_and_entry_into_force_joins(void **unused) {
    (void)unused;
    const char *json = TREATY("\"entry\":{\"on\":\"consents\",\"count\":1,\"after\":\"P3M\"},"
                              "\"join\":{\"after\":\"P1M\"}",
                              RATIFIED("A", "2000-01-01") "," RATIFIED(
                                  "B", "2000-01-15") "," RATIFIED("C", "2000-03-20"));
    assert_statuses(json, "B", "contracting 2000-01-15..2000-04-01; in_force 2000-04-01..");
    assert_statuses(json, "C", "contracting 2000-03-20..2000-04-20; in_force 2000-04-20..");
}

static void consent_while_a_notice_runs_binds_from_its_end(void **unused) {
    (void)unused;
    const char *json =
        TREATY("\"entry\":{\"on\":\"consents\",\"count\":1},\"join\":{\"after\":\"P3M\"},"
               "\"withdraw\":{\"notice\":\"P1Y\"}",
               RATIFIED("A", "2000-01-01") "," RATIFIED("B", "2000-01-01") "," ACT(
                   "A", "withdraw", "2001-01-01") "," ACT("A", "accede", "2001-11-01"));
    assert_statuses(json, "A",
                    "in_force 2000-01-01..2002-01-01; contracting 2002-01-01..2002-02-01; "
                    "in_force 2002-02-01..");
}

static void early_withdrawal_waits_for_its_earliest_day(void **unused) {
    (void)unused;
    assert_statuses(TREATY("\"entry\":{\"on\":\"consents\",\"count\":3},"
                           "\"withdraw\":{\"notice\":\"P1Y\",\"not_before\":\"P3Y\"}",
                           RATIFIED("A", "2000-01-01") "," RATIFIED("B", "2000-01-01") "," RATIFIED(
                               "C", "2000-01-01") "," ACT("A", "withdraw", "2000-06-01")),
                    "A", "in_force 2000-01-01..2003-01-01; ended 2003-01-01..");
    assert_statuses(TREATY("\"entry\":{\"on\":\"consents\",\"count\":3},"
                           "\"withdraw\":{\"notice\":\"P1Y\",\"notice_from\":\"P3Y\"}",
                           RATIFIED("A", "2000-01-01") "," RATIFIED("B", "2000-01-01") "," RATIFIED(
                               "C", "2000-01-01") "," ACT("A", "withdraw", "2000-06-01")),
                    "A", "in_force 2000-01-01..2004-01-01; ended 2004-01-01..");
}

static void the_end_of_a_state_ends_its_status_and_takes_its_consent_from_the_count(void **unused) {
    (void)unused;
    const char *json =
        "{\"instrument\":\"t\",\"terms\":{\"entry\":{\"on\":\"consents\",\"count\":2}},"
        "\"parties\":{\"DDR\":{\"exists\":[\"1949-10-07\",\"1990-10-02\"]}},\"acts\":[" RATIFIED(
            "DDR", "1989-01-01") "," RATIFIED("A", "1991-01-01") "," RATIFIED("B",
                                                                              "1992-01-01") "]}";
    assert_statuses(json, "DDR", "contracting 1989-01-01..1990-10-03; ended 1990-10-03..");
    assert_statuses(json, "", "not_in_force 1989-01-01..1992-01-01; in_force 1992-01-01..");
}

static void an_uncertain_consent_makes_only_what_rests_on_it_uncertain(void **unused) {
    (void)unused;
    const char *json = TREATY("\"entry\":{\"on\":\"consents\",\"count\":2,\"after\":\"P1M\"}",
                              RATIFIED("A", "1994-03") "," RATIFIED("B", "1995-01-01"));
    assert_statuses(json, "A", "contracting 1994-03..1995-02-01; in_force 1995-02-01..");
    assert_statuses(json, "", "not_in_force 1994-03..1995-02-01; in_force 1995-02-01..");
}

/* Reading. */

static code parse_terms(const char *json, law_terms *out, law_notes *notes, fault *f) {
    const jnode *root;
    assert_int_equal(jnode_parse(memory, str_of(json), &root, NULL), OK);
    return law_terms_parse(memory, root, out, notes, f);
}

static void terms_come_out_as_they_went_in(void **unused) {
    (void)unused;
    static const char *const texts[] = {

        "{}",
        ("{\"entry\":{\"on\":\"consents\",\"count\":10,\"after\":\"P3M\",\"month_start\":true,"
         "\"not_before\":\"2001-01-01\",\"including\":{\"count\":2,\"of\":[\"A\",\"B\",\"C\"]},"
         "\"share\":{\"at_least\":0.55,\"weights\":{\"USA\":0.361,\"RUS\":0.174000001}},"
         "\"article\":"
         "\"20\"}}"),
        ("{\"entry\":{\"after\":\"P1M10D\",\"month_end\":\"next_day\",\"first_of\":[{\"on\":"
         "\"date\","
         "\"date\":\"1994\"},{\"and\":[{\"on\":\"signature\"},{\"on\":\"all\",\"parties\":[\"A\","
         "\"B\"]}]}]}}"),
        ("{\"join\":{\"after\":\"P30D\",\"article\":\"X\"},\"provisional\":{\"from\":\"date\","
         "\"date\":"
         "\"1994-11-16\",\"until\":\"1998-11-16\"},\"duration\":{\"term\":\"P5Y\",\"renew\":"
         "\"P12M\","
         "\"notice\":\"P6M\"},\"withdraw\":{\"notice\":\"P12M\",\"not_before\":\"P3Y\",\"notice_"
         "from\":"
         "\"P2Y\",\"month_start\":true,\"year_end\":true},\"lapse_below\":3,\"lapse_article\":"
         "\"9\","
         "\"count_successions\":true,\"signature_required\":true,\"month_end\":\"next_day\","
         "\"bilateral\":false,\"depositary\":\"UN\",\"languages\":[\"en\",\"fr\"]}"),
        ("{\"withdraw\":{\"not_before\":\"2010-01-01\",\"month_end\":\"last_day\"},\"month_end\":"
         "\"next_day\"}"),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        law_terms terms;
        law_notes notes = {0};
        fault f = {.code = OK};
        if (parse_terms(texts[i], &terms, &notes, &f) != OK) fail_msg("%s: %s", f.place, f.message);
        assert_int_equal(notes.count, 0);
        buf out;
        jout j;
        buf_init(&out, 0);
        jout_init(&j, &out);
        law_terms_print(&j, &terms);
        if (!str_eq_z(buf_str(&out), texts[i]))
            fail_msg("got " STR_FMT "\nfrom %s", STR_ARG(buf_str(&out)), texts[i]);
        buf_reset(&out);
    }
}

static void wrong_terms_are_refused_with_their_place(void **unused) {
    (void)unused;
    static const struct {
        const char *json, *place;
    } wrong[] = {
        {"[]", "terms"},
        {"{\"entry\":7}", "terms.entry"},
        {"{\"entry\":{}}", "terms.entry.on"},
        {"{\"entry\":{\"on\":\"moonrise\"}}", "terms.entry.on"},
        {"{\"entry\":{\"on\":\"consents\"}}", "terms.entry.count"},
        {"{\"entry\":{\"on\":\"consents\",\"count\":0}}", "terms.entry.count"},
        {"{\"entry\":{\"on\":\"date\"}}", "terms.entry.date"},
        {"{\"entry\":{\"on\":\"date\",\"date\":\"2001-02-29\"}}", "terms.entry.date"},
        {"{\"entry\":{\"on\":\"signature\",\"after\":\"3M\"}}", "terms.entry.after"},
        {"{\"entry\":{\"on\":\"signature\",\"after\":\"P1D2M\"}}", "terms.entry.after"},
        {"{\"entry\":{\"on\":\"signature\",\"after\":\"P99999Y\"}}", "terms.entry.after"},
        {"{\"entry\":{\"on\":\"all\",\"parties\":\"A\"}}", "terms.entry.parties"},
        {"{\"entry\":{\"first_of\":[{\"on\":\"all\"},{\"on\":\"x\"}]}}",
         "terms.entry.first_of[1].on"},
        {"{\"entry\":{\"on\":\"consents\",\"count\":2,\"including\":{\"count\":2,\"of\":[\"A\"]}}}",
         "terms.entry.including.of"},
        {"{\"entry\":{\"on\":\"consents\",\"share\":{\"at_least\":\"x\"}}}",
         "terms.entry.share.at_least"},
        {"{\"entry\":{\"on\":\"consents\",\"share\":{\"at_least\":1,\"weights\":{\"A\":-1}}}}",
         "terms.entry.share.weights"},
        {"{\"join\":{\"month_start\":1}}", "terms.join.month_start"},
        {"{\"join\":{\"month_end\":\"x\"}}", "terms.join.month_end"},
        {"{\"provisional\":{}}", "terms.provisional.from"},
        {"{\"provisional\":{\"from\":\"date\"}}", "terms.provisional.date"},
        {"{\"duration\":{}}", "terms.duration.term"},
        {"{\"duration\":{\"term\":\"P1Y\",\"renew\":\"P0D\"}}", "terms.duration.renew"},
        {"{\"withdraw\":{\"not_before\":\"Pzz\"}}", "terms.withdraw.not_before"},
        {"{\"lapse_below\":\"3\"}", "terms.lapse_below"},
        {"{\"bilateral\":\"yes\"}", "terms.bilateral"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        law_terms terms;
        fault f = {.code = OK};
        code got = parse_terms(wrong[i].json, &terms, NULL, &f);
        if (got != INVALID || strcmp(f.place, wrong[i].place) != 0)
            fail_msg("%s: got %s at \"%s\": %s", wrong[i].json, fault_text(got), f.place,
                     f.message);
    }
}

static void instruments_that_cannot_be_read_are_refused(void **unused) {
    (void)unused;
    static const char *const wrong[] = {
        "7",
        "{}",
        "{\"instrument\":7}",
        "{\"instrument\":\"t\",\"acts\":{}}",
        "{\"instrument\":\"t\",\"parties\":[]}",
        "{\"instrument\":\"t\",\"parties\":{\"A\":1}}",
        "{\"instrument\":\"t\",\"parties\":{\"A\":{\"exists\":[\"2001\",\"1999\"]}}}",
        "{\"instrument\":\"t\",\"parties\":{\"A\":{\"exists\":[]}}}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const jnode *root;
        law_instrument in;
        fault f = {.code = OK};
        assert_int_equal(jnode_parse(memory, str_of(wrong[i]), &root, NULL), OK);
        assert_int_equal(law_instrument_parse(memory, root, &in, NULL, &f), INVALID);
        assert_true(*f.message);
    }
}

/* Memory: with every limit from nothing upwards it fails cleanly, and then works. */
static void running_out_of_memory_is_reported(void **unused) {
    (void)unused;
    static const char json[] =
        "{\"instrument\":\"t\",\"terms\":{\"entry\":{\"on\":\"consents\",\"count\":2,\"including\":"
        "[\"A\"]},"
        "\"provisional\":{\"from\":\"signature\"},\"withdraw\":{\"notice\":\"P1Y\"},\"lapse_"
        "below\":2},"
        "\"parties\":{\"C\":{\"exists\":[\"1990\",null]}},\"acts\":["
        "{\"party\":\"A\",\"act\":\"sign\",\"on\":\"1994\"}," RATIFIED("A", "1995-01-01") "," RATIFIED("B", "1995-01-01") "," RATIFIED(
            "B", "1995-01-02") "," RATIFIED("C",
                                            "1996-01-01") "," ACT("A", "withdraw",
                                                                  "1997-01-01") "," ACT("B",
                                                                                        "suspend",
                                                                                        "1996-01-"
                                                                                        "01") ","
                                                                                              "{\"a"
                                                                                              "ct\""
                                                                                              ":\"s"
                                                                                              "uspe"
                                                                                              "nd\""
                                                                                              ",\"o"
                                                                                              "n\":"
                                                                                              "\"19"
                                                                                              "96-"
                                                                                              "03-"
                                                                                              "01\""
                                                                                              "},{"
                                                                                              "\"ac"
                                                                                              "t\":"
                                                                                              "\"ex"
                                                                                              "chan"
                                                                                              "ge\""
                                                                                              ",\"o"
                                                                                              "n\":"
                                                                                              "\"19"
                                                                                              "96-"
                                                                                              "03-"
                                                                                              "01\""
                                                                                              "}]}";
    bool worked = false;
    for (size_t limit = 0; limit < 200000 && !worked; limit += limit < 4096 ? 64 : 997) {
        arena *a = arena_new(limit);
        const jnode *root;
        law_instrument in;
        law_notes notes = {0};
        law_result r;
        fault f = {.code = OK};
        code got = jnode_parse(a, str_of(json), &root, &f);
        if (got == OK) got = law_instrument_parse(a, root, &in, &notes, &f);
        if (got == OK) got = law_status(a, &in, &r, &f);
        worked = got == OK;
        if (!worked && got != NOMEM) fail_msg("%zu: %s %s", limit, f.place, f.message);
        arena_free(a);
    }
    assert_true(worked);
}

static void words_and_their_spelling_agree(void **unused) {
    (void)unused;
    for (int i = 0; i < LAW_DO_COUNT; i++) {
        law_do back;
        assert_true(law_do_of(str_of(law_do_name((law_do)i)), &back));
        assert_int_equal(back, i);
    }
    for (int i = 0; i < STATUS_COUNT; i++) {
        law_status_word back;
        assert_true(law_status_of(str_of(law_status_name((law_status_word)i)), &back));
        assert_int_equal(back, i);
    }
    law_do none;
    assert_false(law_do_of(S("ratified"), &none));
}

static str mongolia(void *context, str party) {
    (void)context;
    return str_eq(party, S("MNG")) ? S("Mongolia") : party;
}

static void reasons_name_the_party_and_the_article(void **unused) {
    (void)unused;
    const jnode *root;
    law_instrument in;
    law_result r;
    buf out;
    const char *json =
        TREATY("\"entry\":{\"on\":\"consents\",\"count\":1,\"after\":\"P1M\",\"article\":\"20\"}",
               RATIFIED("MNG", "2007-09-28"));
    assert_int_equal(jnode_parse(memory, str_of(json), &root, NULL), OK);
    assert_int_equal(law_instrument_parse(memory, root, &in, NULL, NULL), OK);
    assert_int_equal(law_status(memory, &in, &r, NULL), OK);
    buf_init(&out, 0);
    law_why(&out, &in, &r.intervals[1], (law_names){.name = mongolia});
    assert_true(str_eq_z(buf_str(&out),
                         "in force since 28 October 2007: the 1st consent was Mongolia's, "
                         "deposited 28 September 2007; one month after it, article 20"));
    buf_reset(&out);
}

static void dates_past_the_calendar_never_come(void **unused) {
    (void)unused;
    const char *json = TREATY("\"entry\":{\"on\":\"consents\",\"count\":1,\"after\":\"P1Y\"}",
                              RATIFIED("A", "9999-06-01"));
    assert_statuses(json, "A", "contracting 9999-06-01..");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(consent_taken_back_before_entry_into_force_does_not_count),
        cmocka_unit_test(withdrawal_after_the_number_was_reached_does_not_undo_entry_into_force),
        cmocka_unit_test(accession_before_entry_into_force_counts),
        cmocka_unit_test(who_consents_between_the_number_and_entry_into_force_joins),
        cmocka_unit_test(consent_while_a_notice_runs_binds_from_its_end),
        cmocka_unit_test(early_withdrawal_waits_for_its_earliest_day),
        cmocka_unit_test(the_end_of_a_state_ends_its_status_and_takes_its_consent_from_the_count),
        cmocka_unit_test(an_uncertain_consent_makes_only_what_rests_on_it_uncertain),
        cmocka_unit_test(terms_come_out_as_they_went_in),
        cmocka_unit_test(wrong_terms_are_refused_with_their_place),
        cmocka_unit_test(instruments_that_cannot_be_read_are_refused),
        cmocka_unit_test(running_out_of_memory_is_reported),
        cmocka_unit_test(words_and_their_spelling_agree),
        cmocka_unit_test(reasons_name_the_party_and_the_article),
        cmocka_unit_test(dates_past_the_calendar_never_come),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
