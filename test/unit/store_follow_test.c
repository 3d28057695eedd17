/* Promises followed through their rows: verdicts, the due list, the law's deadlines, roadmaps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exchange/register.h"
#include "exchange/roadmap_import.h"
#include "store/follow.h"
#include "store/follow_legal.h"
#include "store/roadmap.h"
#include "store_fixture.h"

#include <math.h>

static int64_t id_of(const char *ref) {
    query *q = db_query(fixture_db, "SELECT id FROM record WHERE ref = $1", &fixture_fault);
    bind_z(q, 1, ref);
    int64_t id = query_row(q) ? column_int(q, 0) : 0;
    assert_int_equal(query_end(q), OK);
    assert_int_not_equal(id, 0);
    return id;
}

static void add(const char *lines) {
    imported n = {0};
    CHANGE("import", register_import(&c, str_of(lines), "test", &n, f));
    CHANGE("import", register_import_links(&c, str_of(lines), "test", &n, f));
}

static const char lines[] =
    "{\"source\":\"s\",\"title\":\"A gazette\",\"published\":\"2030-06-01\"}\n"
    "{\"ref\":\"p\",\"record\":\"commitment\",\"kind\":\"deliver\",\"modality\":\"planned\","
    "\"states\":[\"NOR\",\"FIN\"],\"content\":\"ferries\",\"due\":\"2030-03\",\"date\":\"2030-01-"
    "10\",\"sectors\":[\"transport\"]}\n"
    "{\"ref\":\"v\",\"record\":\"engagement\",\"kind\":\"visit\",\"modality\":\"planned\","
    "\"states\":[\"NOR\",\"FIN\"],\"date\":\"2030-05\"}\n"
    "{\"ref\":\"d\",\"record\":\"engagement\",\"kind\":\"visit\",\"modality\":\"done\","
    "\"states\":[\"NOR\",\"FIN\"],\"date\":\"2030-05-20\"}\n"
    "{\"ref\":\"m\",\"record\":\"instrument\",\"kind\":\"roadmap\",\"act\":\"signed\",\"modality\":"
    "\"done\",\"states\":[\"NOR\",\"FIN\"],\"date\":\"2030-01-10\",\"title\":\"Roadmap 2030-2032\"}"
    "\n"
    "{\"ref\":\"n\",\"record\":\"instrument\",\"kind\":\"agreement\",\"act\":\"negotiated\","
    "\"modality\":\"planned\",\"states\":[\"NOR\",\"FIN\"],\"date\":\"2030-01-10\"}\n"
    "{\"ref\":\"t\",\"record\":\"instrument\",\"kind\":\"treaty\",\"act\":\"signed\",\"modality\":"
    "\"done\",\"states\":[\"NOR\",\"FIN\"],\"date\":\"2030-01-10\",\"terms\":{\"entry\":{\"on\":"
    "\"signature\"},\"duration\":{\"term\":\"P5Y\",\"renew\":\"P5Y\",\"notice\":\"P6M\"}},\"acts\":"
    "[{\"party\":\"NOR\",\"act\":\"sign\",\"on\":\"2030-01-10\"},{\"party\":\"FIN\",\"act\":"
    "\"sign\",\"on\":\"2030-01-10\"}]}\n"
    "{\"ref\":\"u\",\"record\":\"instrument\",\"kind\":\"treaty\",\"act\":\"signed\",\"modality\":"
    "\"done\",\"states\":[\"NOR\",\"FIN\"],\"date\":\"2030-01-10\",\"terms\":{\"entry\":{\"on\":"
    "\"notifications\"}},\"acts\":[{\"party\":\"NOR\",\"act\":\"sign\",\"on\":\"2030-01-10\"},"
    "{\"party\":\"FIN\",\"act\":\"sign\",\"on\":\"2030-01-10\"}]}\n";

static int open_lines(void **state) {
    if (fixture_open(state) != 0) return -1;
    add(lines);
    return 0;
}

static follow_verdict verdict_of(const char *ref, day today) {
    record_row row;
    bool is;
    follow_verdict x;
    assert_int_equal(
        record_find(fixture_arena, fixture_db, id_of(ref), today, &row, &fixture_fault), OK);
    assert_int_equal(
        follow_judge_row(fixture_arena, fixture_db, &row, today, &is, &x, &fixture_fault), OK);
    assert_true(is);
    return x;
}

static void no_word_of_a_promise_is_late_and_silent(void **state) {
    (void)state;
    follow_verdict x = verdict_of("p", day_of(2030, 5, 1));
    assert_int_equal(x.state, FOLLOW_LATE);
    assert_true(x.silent);
    assert_int_equal(verdict_of("p", day_of(2030, 3, 2)).state, FOLLOW_DUE);
}

static void a_report_without_evidence_is_claimed_only(void **state) {
    (void)state;
    new_progress report = {.on = S("2030-03-05"), .score = S("completed")};
    int64_t id;
    CHANGE("progress", progress_add(&c, id_of("p"), &report, &id, f));
    follow_verdict x = verdict_of("p", day_of(2030, 5, 1));
    assert_int_equal(x.state, FOLLOW_LATE);
    assert_int_equal(x.claimed, SCORE_COMPLETED);
    report.source_id = 1;
    CHANGE("progress", progress_add(&c, id_of("p"), &report, &id, f));
    assert_int_equal(verdict_of("p", day_of(2030, 5, 1)).state, FOLLOW_DONE);
}

static void words_that_are_not_in_the_source_are_no_evidence(void **state) {
    (void)state;
    change c;
    int64_t id;
    fault f = {.code = OK};
    new_progress report = {.on = S("2030-03-05"),
                           .score = S("limited"),
                           .source_id = 1,
                           .sentence = S("half of it is done")};
    assert_int_equal(change_begin(&c, fixture_db, fixture_arena, "progress", S("x"), &f), OK);
    assert_int_equal(progress_add(&c, id_of("p"), &report, &id, &f), INVALID);
    assert_string_equal(f.place, "sentence");
    change_rollback(&c);
}

static void a_new_plan_keeps_the_baseline(void **state) {
    (void)state;
    CHANGE("plan", commitment_replan(&c, id_of("p"), S(""), S("2030-09"), S("ice"), 0, f));
    follow_verdict x = verdict_of("p", day_of(2030, 5, 1));
    assert_int_equal(x.state, FOLLOW_OPEN);
    assert_int_equal(x.baseline_last, day_of(2030, 3, 31));
    assert_int_equal(x.slip_days, 183);
}

static void a_planned_visit_is_kept_by_a_confirmed_one(void **state) {
    (void)state;
    int64_t link, undone;
    day today = day_of(2030, 7, 1);
    assert_int_equal(verdict_of("v", today).state, FOLLOW_LATE);
    CHANGE("link",
           link_add(&c, id_of("d"), id_of("v"), LINK_FULFILS, LINK_PROPOSED, S("why"), &link, f));
    assert_int_equal(verdict_of("v", today).state, FOLLOW_LATE);
    CHANGE("link", link_decide(&c, link, LINK_CONFIRMED, f));
    assert_int_equal(verdict_of("v", today).state, FOLLOW_DONE);
    CHANGE("undo", entry_undo(&c, &undone, f));
    assert_int_equal(verdict_of("v", today).state, FOLLOW_LATE);
}

static size_t due_count(const followed_filter *w, day from, day until) {
    promise_page page;
    assert_int_equal(promise_due(fixture_arena, fixture_db, w, from, until, day_of(2030, 4, 10),
                                 S(""), 50, &page, &fixture_fault),
                     OK);
    return page.count;
}

static void the_due_list_holds_promises_and_plans_by_day(void **state) {
    (void)state;
    followed_filter any = FOLLOWED_ANY, w = FOLLOWED_ANY;
    promise_page page;
    assert_int_equal(due_count(&any, DAY_NONE, DAY_OPEN), 2);
    assert_int_equal(due_count(&any, DAY_NONE, day_of(2030, 4, 9)), 1);
    w.sector = SECTOR_TRANSPORT;
    assert_int_equal(due_count(&w, DAY_NONE, DAY_OPEN), 1);
    w = any;
    w.state = 1; /* an actor that has nothing here */
    assert_int_equal(due_count(&w, DAY_NONE, DAY_OPEN), 0);
    str after = S("");
    int64_t seen[2];
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(promise_due(fixture_arena, fixture_db, &any, DAY_NONE, DAY_OPEN,
                                     day_of(2030, 4, 10), after, 1, &page, &fixture_fault),
                         OK);
        assert_int_equal(page.count, 1);
        seen[i] = page.items[0].row.id;
        after = page.next;
    }
    assert_int_equal(after.n, 0);
    assert_true(seen[0] == id_of("p") && seen[1] == id_of("v"));
    w = any;
    w.statuses = 1u << FOLLOW_LATE;
    assert_int_equal(promise_browse(fixture_arena, fixture_db, &w, day_of(2030, 4, 10), S(""), 50,
                                    &page, &fixture_fault),
                     OK);
    assert_int_equal(page.total, 1);
    w.statuses = 1u << FOLLOW_UNKNOWN; /* the negotiation: its date is when it was reported */
    assert_int_equal(promise_browse(fixture_arena, fixture_db, &w, day_of(2030, 4, 10), S(""), 50,
                                    &page, &fixture_fault),
                     OK);
    assert_int_equal(page.total, 1);
    assert_int_equal(page.items[0].row.id, id_of("n"));
}

static size_t legal_count(day today, follow_legal_kind kind_, const char *says) {
    const legal_filter all = {.sector = SECTOR_COUNT, .until = today + 365};
    legal_row *rows;
    size_t n, found = 0;
    assert_int_equal(
        legal_browse(fixture_arena, fixture_db, &all, today, 50, &rows, &n, &fixture_fault), OK);
    for (size_t i = 0; i < n; i++)
        if (rows[i].kind == kind_) found += str_find(rows[i].reason, str_of(says), 0) != SIZE_MAX;
    return found;
}

static void what_the_law_asks_for_comes_on_its_day(void **state) {
    (void)state;
    assert_int_equal(legal_count(day_of(2031, 1, 9), LEGAL_RATIFY, "Norway signed"), 0);
    assert_int_equal(legal_count(day_of(2031, 1, 11), LEGAL_RATIFY, "Norway signed"), 1);
    assert_int_equal(legal_count(day_of(2031, 1, 11), LEGAL_NEGOTIATE, ""), 0);
    assert_int_equal(legal_count(day_of(2032, 3, 1), LEGAL_NEGOTIATE, "under negotiation"), 1);
    assert_int_equal(legal_count(day_of(2034, 3, 1), LEGAL_NOTICE, "given by 2034-07-10"), 1);
    assert_int_equal(legal_count(day_of(2039, 3, 1), LEGAL_NOTICE, "given by 2039-07-10"), 1);
    new_act act = {.act = S("notify"), .on = S("2030-03-01"), .note = S("")};
    int64_t id;
    CHANGE("act", (actor_resolve_code(&c, S("NOR"), &act.party, f) == OK
                       ? act_add(&c, id_of("u"), &act, &id, f)
                       : f->code));
    assert_int_equal(legal_count(day_of(2031, 6, 1), LEGAL_NOTIFY, "Finland has not"), 1);
    assert_int_equal(legal_count(day_of(2031, 6, 1), LEGAL_RATIFY, "Norway signed"), 0);
}

static const char table[] = "pillar,action,owner,start,due,weight,measure\n"
                            "Trade,A list of goods,Ministry of Trade,2030-01,2030-03,1,\n"
                            "Trade,\"Raise trade, both ways\",,2030-01,2032,3,1000000000 USD\n"
                            "\n"
                            "Sea,Two ferries,,,2031-06,,2 ferries\n";

static void a_roadmap_comes_from_a_table_once_and_adds_up(void **state) {
    (void)state;
    roadmap_imported n = {0};
    roadmap m;
    int64_t progress;
    CHANGE("plan", roadmap_import(&c, id_of("m"), str_of(table), "t.csv", &n, f));
    assert_int_equal(n.actions, 3);
    n = (roadmap_imported){0};
    CHANGE("plan", roadmap_import(&c, id_of("m"), str_of(table), "t.csv", &n, f));
    assert_true(n.actions == 0 && n.known == 3);
    int64_t id = fixture_number("SELECT id FROM record WHERE title = 'A list of goods'");
    new_progress report = {.on = S("2030-02-01"), .score = S("completed"), .source_id = 1};
    CHANGE("progress", progress_add(&c, id, &report, &progress, f));
    assert_int_equal(
        roadmap_find(fixture_arena, fixture_db, id_of("m"), day_of(2030, 6, 1), &m, &fixture_fault),
        OK);
    assert_int_equal(m.count, 3);
    assert_int_equal(m.sum.pillar_count, 2);
    assert_true(fabs(m.sum.pillars[0].done - 0.25) < 1e-9);
    assert_true(fabs(m.sum.pillars[0].silent - 0.75) < 1e-9);
    assert_true(str_eq_z(m.actions[0].owner, "Ministry of Trade"));
    assert_true(str_eq_z(m.actions[0].base_due, "2030-03"));
    assert_int_equal(
        fixture_number("SELECT count(*) FROM commitment WHERE measure_target = 1e9 AND "
                       "measure_unit = 'USD'"),
        1);
}

static void a_pasted_table_is_one_with_tabs(void **state) {
    (void)state;
    roadmap_imported n = {0};
    CHANGE("plan",
           roadmap_import(&c, id_of("m"), S("Due\tAction\n2030-04\tA \"white\" paper, printed\r\n"),
                          "t", &n, f));
    assert_int_equal(n.actions, 1);
    assert_int_equal(
        fixture_number("SELECT count(*) FROM record r JOIN commitment c USING (id) WHERE "
                       "title = 'A \"white\" paper, printed' AND due = '2030-04'"),
        1);
}

static void a_bad_row_is_named_by_its_line(void **state) {
    (void)state;
    static const struct {
        const char *text, *place, *says;
    } bad[] = {
        {"", "t:1", "empty"},
        {"colour,due\na,2030\n", "t:1", "no column"},
        {"action,due\nx,3/4/2030\n", "t:2", "no day"},
        {"\n\naction;due\n\nx;soon\ny;2030\nz;later on\n", "t:5", "wrong as well: line 7"},
        {"action,due\n\"x,2030\ny,2031\n", "t:2", "quote"},
        {"pillar,due\na,2030\n", "t:1", "wanted"},
        {"action,action\na,b\n", "t:1", "twice"},
        {"action,due\nx,2030\ny,soon\n", "t:3", "due"},
        {"action,weight\nx,-1\n", "t:2", "weight"},
        {"action,measure\nx,many\n", "t:2", "target"},
        {"action,due\nx,2030,z\n", "t:2", "cells"},
        {"action,due\n,2030\n", "t:2", "action"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        change c;
        fault f = {.code = OK};
        roadmap_imported n = {0};
        assert_int_equal(change_begin(&c, fixture_db, fixture_arena, "plan", S("x"), &f), OK);
        assert_int_equal(roadmap_import(&c, id_of("m"), str_of(bad[i].text), "t", &n, &f), INVALID);
        assert_string_equal(f.place, bad[i].place);
        assert_non_null(strstr(f.message, bad[i].says));
        change_rollback(&c);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_lines, fixture_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(no_word_of_a_promise_is_late_and_silent),
        TEST(a_report_without_evidence_is_claimed_only),
        TEST(words_that_are_not_in_the_source_are_no_evidence),
        TEST(a_new_plan_keeps_the_baseline),
        TEST(a_planned_visit_is_kept_by_a_confirmed_one),
        TEST(the_due_list_holds_promises_and_plans_by_day),
        TEST(what_the_law_asks_for_comes_on_its_day),
        TEST(a_roadmap_comes_from_a_table_once_and_adds_up),
        TEST(a_pasted_table_is_one_with_tabs),
        TEST(a_bad_row_is_named_by_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
