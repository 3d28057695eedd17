#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/dispute.h"
#include "store/source.h"
#include "store_fixture.h"

/* Pairs of stories: what the second tells of the first one's thing, and whether it contradicts it.
 */

static const char *const texts[] = {
    "From Lima our correspondent reports what the two neighbours put on paper last week.",
    "Quito has another account of the same days, which it gave to the press this morning.",
};

static fact told(kind k, fact_act act, const char *date, const char *title, int64_t count) {
    str *states = arena_array(fixture_arena, 2, sizeof *states);
    span *where = arena_array(fixture_arena, 1, sizeof *where);
    states[0] = S("ECU");
    states[1] = S("PER");
    *where = (span){0, 20};
    return (fact){.record = kind_record(k),
                  .kind = k,
                  .act = act,
                  .modality = MODALITY_DONE,
                  .states = states,
                  .state_count = 2,
                  .date = str_of(date),
                  .title = str_of(title),
                  .count = count,
                  .evidence = where,
                  .evidence_count = 1,
                  .confidence = 0.9};
}

static size_t shown; /* before they were accepted, what the drafts were said to contradict */

static void look(int64_t source_id) {
    source_page p;
    draft_dispute *all;
    assert_int_equal(source_find(fixture_arena, fixture_db, source_id, &p, &fixture_fault), OK);
    assert_int_equal(disputes_of_drafts(fixture_arena, fixture_db, &p.ref, p.drafts, p.draft_count,
                                        &all, &shown, &fixture_fault),
                     OK);
    for (size_t i = 0; i < shown; i++) {
        assert_true(all[i].draft < p.draft_count && all[i].reason.n && all[i].label.n);
        assert_true(all[i].record_id == 1 && all[i].said.source.id == 1);
    }
}

static void accept(const char *text, const char *published, const fact *facts, size_t n) {
    new_source s = {.bytes = str_of(text),
                    .text = str_of(text),
                    .form = S("text"),
                    .published = str_of(published)};
    source_added added;
    size_t count = 0;
    CHANGE("add", source_add(&c, &s, facts, n, &added, f));
    look(added.id);
    CHANGE("accept", draft_accept_all(&c, added.id, 0, &count, f));
}

static int64_t disputes(void) {
    return fixture_number(
        "SELECT count(*) FROM link WHERE kind = 'contradicts' AND state = 'proposed'");
}

static void expect(fact first, fact second, const char *published, int64_t records, int64_t found) {
    accept(texts[0], "2031-03-05", &first, 1);
    accept(texts[1], published, &second, 1);
    assert_int_equal(fixture_number("SELECT count(*) FROM record"), records);
    assert_int_equal(disputes(), found);
    /* What is one record with both is told as well: its claims differ. */
    assert_int_equal(
        shown, records == 1 ? fixture_number("SELECT count(*) FROM claim WHERE differs "
                                             "AND field IN ('date', 'count', 'act', 'modality')")
                            : found);
}

static void one_document_signed_on_two_days_is_a_contradiction(void **state) {
    (void)state;
    expect(told(KIND_TREATY, ACT_SIGNED, "2031-03-03", "treaty on extradition", -1),
           told(KIND_TREATY, ACT_SIGNED, "2031-02-10", "treaty on extradition", -1), "2031-03-06",
           2, 1);
}

static void a_day_that_is_nearly_the_same_is_one_record_with_both(void **state) {
    (void)state;
    expect(told(KIND_TREATY, ACT_SIGNED, "2031-03-03", "treaty on extradition", -1),
           told(KIND_TREATY, ACT_SIGNED, "2031-03-04", "treaty on extradition", -1), "2031-03-06",
           1, 0);
    assert_int_equal(fixture_number("SELECT count(*) FROM claim WHERE differs"), 1);
}

static void what_is_signed_again_another_year_is_another_document(void **state) {
    (void)state;
    expect(told(KIND_PROGRAMME, ACT_SIGNED, "2031-03-03", "programme of cultural exchange", -1),
           told(KIND_PROGRAMME, ACT_SIGNED, "2030-03-01", "programme of cultural exchange", -1),
           "2031-03-06", 2, 0);
}

static void documents_of_other_names_are_other_documents(void **state) {
    (void)state;
    expect(told(KIND_TREATY, ACT_SIGNED, "2031-03-03", "treaty on extradition", -1),
           told(KIND_TREATY, ACT_SIGNED, "2031-02-10", "treaty on road transport", -1),
           "2031-03-06", 2, 0);
}

static void fewer_agreements_may_be_among_many_papers(void **state) {
    (void)state;
    expect(told(KIND_MIXED, ACT_SIGNED, "2031-03-03", "", 20),
           told(KIND_AGREEMENT, ACT_SIGNED, "2031-03-03", "", 7), "2031-03-06", 2, 0);
}

static void more_agreements_than_papers_are_a_contradiction(void **state) {
    (void)state;
    expect(told(KIND_MIXED, ACT_SIGNED, "2031-03-03", "", 7),
           told(KIND_AGREEMENT, ACT_SIGNED, "2031-03-03", "", 20), "2031-03-06", 2, 1);
}

static void still_negotiated_in_a_later_report_is_disputed(void **state) {
    (void)state;
    expect(told(KIND_TREATY, ACT_SIGNED, "2031-03-03", "treaty on extradition", -1),
           told(KIND_TREATY, ACT_NEGOTIATED, "", "treaty on extradition", -1), "2031-03-06", 1, 0);
    assert_int_equal(fixture_number("SELECT count(*) FROM claim WHERE differs AND field = 'act'"),
                     1);
}

static void still_negotiated_in_an_earlier_report_is_none(void **state) {
    (void)state;
    expect(told(KIND_TREATY, ACT_SIGNED, "2031-03-03", "treaty on extradition", -1),
           told(KIND_TREATY, ACT_NEGOTIATED, "", "treaty on extradition", -1), "2031-01-06", 1, 0);
    assert_int_equal(fixture_number("SELECT count(*) FROM claim WHERE differs"), 0);
}

/* Signing first heard of from the later one: what the earlier one says is held against it. */
static void the_order_in_which_they_come_does_not_matter(void **state) {
    (void)state;
    fact late = told(KIND_TREATY, ACT_NEGOTIATED, "", "treaty on extradition", -1);
    fact done = told(KIND_TREATY, ACT_SIGNED, "2031-03-03", "treaty on extradition", -1);
    accept(texts[1], "2031-03-06", &late, 1);
    accept(texts[0], "2031-03-05", &done, 1);
    assert_int_equal(fixture_number("SELECT count(*) FROM record"), 1);
    assert_int_equal(fixture_number("SELECT count(*) FROM claim WHERE differs AND field = 'act'"),
                     1);
}

static void a_document_does_not_contradict_itself(void **state) {
    (void)state;
    fact both[] = {told(KIND_TREATY, ACT_SIGNED, "2031-03-03", "treaty on extradition", -1),
                   told(KIND_TREATY, ACT_SIGNED, "2031-02-10", "treaty on extradition", -1)};
    accept(texts[0], "2031-03-05", both, 2);
    assert_int_equal(disputes(), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(one_document_signed_on_two_days_is_a_contradiction),
        TEST(a_day_that_is_nearly_the_same_is_one_record_with_both),
        TEST(what_is_signed_again_another_year_is_another_document),
        TEST(documents_of_other_names_are_other_documents),
        TEST(fewer_agreements_may_be_among_many_papers),
        TEST(more_agreements_than_papers_are_a_contradiction),
        TEST(still_negotiated_in_a_later_report_is_disputed),
        TEST(still_negotiated_in_an_earlier_report_is_none),
        TEST(the_order_in_which_they_come_does_not_matter),
        TEST(a_document_does_not_contradict_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
