#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/asset.h"
#include "exchange/register.h"
#include "exchange/wipo.h"
#include "query_plan.h"
#include "store/digest.h"
#include "store/feed_token.h"
#include "store/follow.h"
#include "store/follow_legal.h"
#include "store/hook.h"
#include "store/measure.h"
#include "store/minutes.h"
#include "store/report.h"
#include "store/scorecard.h"
#include "store_fixture.h"

/* A register with the sample and WIPO's treaties; every read of the store, and the plan of each. */

static imported import_sample(void) {
    imported n = {0};
    const char *path;
    str text;
    change c;
    fault *f = &fixture_fault;
    fault_clear(f);
    assert_int_equal(change_begin(&c, fixture_db, fixture_arena, "import", S("tester"), f), OK);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; asset_at("data/sample/", i, &path, &text); i++) {
            if (!str_ends(str_of(path), S(".ndjson"))) continue;
            code result = pass ? register_import_links(&c, text, path, &n, f)
                               : register_import(&c, text, path, &n, f);
            if (result != OK) print_message("%s: %s\n", f->place, f->message);
            assert_int_equal(result, OK);
        }
    assert_int_equal(change_commit(&c, f), OK);
    return n;
}

static int open_sample(void **state) {
    if (fixture_open(state) != 0) return -1;
    import_sample();
    wipo_imported n = {0};
    CHANGE("import",
           wipo_import(&c, asset_find("data/wipo/membership.csv"), "membership.csv", &n, f));
    return 0;
}

static void the_sample_comes_in_once(void **state) {
    (void)state;
    int64_t records = fixture_number("SELECT count(*) FROM record");
    imported again = import_sample();
    assert_int_equal(again.records, 0);
    assert_int_equal(again.links, 0);
    assert_true(again.known >= 160);
    assert_int_equal(fixture_number("SELECT count(*) FROM record"), records);
    assert_int_equal(db_check(fixture_db, &fixture_fault), OK);
    int64_t count;
    char head[65];
    assert_int_equal(entry_verify(fixture_db, &count, head, &fixture_fault), OK);
}

static code keep(void *context, str line, fault *f) {
    (void)f;
    buf_put(context, line);
    return OK;
}

static void what_is_exported_comes_in_again_the_same(void **state) {
    (void)state;
    buf first, second;
    buf_init(&first, 0);
    buf_init(&second, 0);
    assert_int_equal(register_export(fixture_db, keep, &first, &fixture_fault), OK);
    db *kept = fixture_db;
    char path[128];
    snprintf(path, sizeof path, "%s/again.db", fixture_folder);
    assert_int_equal(register_open(path, &fixture_db, &fixture_fault), OK);
    imported n = {0};
    CHANGE("import", register_import(&c, buf_str(&first), "export", &n, f));
    CHANGE("import", register_import_links(&c, buf_str(&first), "export", &n, f));
    assert_int_equal(register_export(fixture_db, keep, &second, &fixture_fault), OK);
    size_t at = 0;
    while (at < first.n && at < second.n && first.p[at] == second.p[at]) at++;
    if (first.n != second.n || at != first.n)
        print_message("first difference at %zu: %.300s\n", at,
                      second.p + (at > 200 ? at - 200 : 0));
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    db_close(fixture_db);
    unlink(path);
    fixture_db = kept;
    buf_reset(&first);
    buf_reset(&second);
}

static void a_bad_line_is_named_and_nothing_of_the_file_stays(void **state) {
    (void)state;
    static const struct {
        const char *text, *place, *says;
    } bad[] = {
        {"{\"ref\":\"x1\",\"record\":\"relation\",\"kind\":\"established\",\"states\":[\"PER\","
         "\"ECU\"]}\n{",
         "f:2", ""},
        {"{\"ref\":\"x1\",\"record\":\"treaty\"}", "f:1", "record"},
        {"\n{\"ref\":\"x1\",\"record\":\"relation\",\"kind\":\"visit\",\"states\":[\"PER\",\"ECU\"]"
         "}",
         "f:2", "kind"},
        {"{\"ref\":\"x1\",\"record\":\"relation\",\"kind\":\"established\",\"states\":\"PER\"}",
         "f:1", "states"},
        {"{\"record\":\"relation\",\"kind\":\"established\",\"states\":[\"PER\",\"ECU\"]}", "f:1",
         "ref"},
        {"{\"ref\":\"x1\",\"record\":\"relation\",\"kind\":\"established\",\"states\":[\"PER\","
         "\"ECU\"],\"date\":\"2020-13\"}",
         "f:1", "date"},
        {"{\"ref\":\"x1\",\"record\":\"relation\",\"kind\":\"established\",\"states\":[\"PER\","
         "\"ECU\"],\"colour\":1}",
         "f:1", "colour"},
        {"{\"ref\":\"x1\",\"record\":\"instrument\",\"kind\":\"treaty\",\"states\":[\"PER\"],"
         "\"acts\":[{\"party\":\"PER\",\"act\":\"wink\"}]}",
         "f:1", "wink"},
        {"{\"ref\":\"x1\",\"record\":\"instrument\",\"kind\":\"treaty\",\"states\":[\"PER\"],"
         "\"terms\":{\"entry\":{\"on\":\"consents\",\"count\":\"many\"}},\"acts\":[{\"party\":"
         "\"PER\",\"act\":\"sign\",\"on\":\"2020\"}]}",
         "f:1", "count"},
        {"{\"address\":\"x\"}", "f:1", "neither"},
        {"[1]", "f:1", "object"},
    };
    int64_t before = fixture_number("SELECT count(*) FROM record");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        change c;
        fault f = {0};
        imported n = {0};
        assert_int_equal(change_begin(&c, fixture_db, fixture_arena, "import", S("x"), &f), OK);
        assert_int_equal(register_import(&c, str_of(bad[i].text), "f", &n, &f), INVALID);
        assert_string_equal(f.place, bad[i].place);
        if (!strstr(f.message, bad[i].says)) print_message("%zu: %s\n", i, f.message);
        assert_non_null(strstr(f.message, bad[i].says));
        change_rollback(&c);
    }
    assert_int_equal(fixture_number("SELECT count(*) FROM record"), before);
}

static void a_stated_day_of_a_treaty_list_wins(void **state) {
    (void)state;
    actor_ref party;
    assert_int_equal(actor_lookup(fixture_arena, fixture_db, S("Armenia"), &party, &fixture_fault),
                     OK);
    int64_t id = fixture_number("SELECT id FROM record WHERE ref = 'wipo-beijing'");
    assert_true(id > 0);
    party_line *lines;
    size_t n, found = 0;
    assert_int_equal(instrument_party_lines(fixture_arena, fixture_db, id, day_of(2022, 1, 1),
                                            &lines, &n, &fixture_fault),
                     OK);
    assert_true(n > 30);
    for (size_t i = 0; i < n; i++) {
        if (lines[i].party.id != party.id) continue;
        found++;
        assert_int_equal(lines[i].in_force, day_of(2021, 3, 17));
        assert_true(str_eq_z(lines[i].now.status, "in_force"));
        assert_true(str_eq_z(lines[i].consent, "accede"));
    }
    assert_int_equal(found, 1);
    party_status_page page;
    assert_int_equal(instrument_of_party(fixture_arena, fixture_db, party.id, S("in_force"),
                                         day_of(2022, 1, 1), S(""), 3, &page, &fixture_fault),
                     OK);
    assert_int_equal(page.count, 3);
    assert_true(page.next.n > 0);
}

static size_t browse_all(record_filter w, size_t limit) {
    str after = S("");
    size_t total = 0;
    int64_t seen[2000];
    do {
        record_page page;
        assert_int_equal(
            record_browse(fixture_arena, fixture_db, &w, after, limit, &page, &fixture_fault), OK);
        for (size_t i = 0; i < page.count; i++) {
            for (size_t k = 0; k < total; k++) assert_int_not_equal(seen[k], page.items[i].id);
            if (i)
                assert_true(page.items[i].first == DAY_NONE ||
                            page.items[i - 1].first >= page.items[i].first ||
                            page.items[i - 1].first == DAY_NONE);
            seen[total++] = page.items[i].id;
        }
        after = page.next;
    } while (after.n);
    return total;
}

static void lists_by_key_pass_every_record_once_whatever_the_page(void **state) {
    (void)state;
    record_filter w = RECORD_ANY;
    int64_t all = fixture_number("SELECT count(*) FROM record WHERE withdrawn_at IS NULL");
    assert_int_equal(browse_all(w, 7), all);
    w.family = RECORD_INSTRUMENT;
    int64_t instruments = fixture_number("SELECT count(*) FROM record WHERE family = 'instrument'");
    assert_int_equal(browse_all(w, 11), instruments);
    assert_int_equal(browse_all(w, 500), instruments);
    actor_ref pak, blr;
    assert_int_equal(actor_find_code(fixture_arena, fixture_db, S("pak"), &pak, &fixture_fault),
                     OK);
    assert_int_equal(actor_find_code(fixture_arena, fixture_db, S("BLR"), &blr, &fixture_fault),
                     OK);
    w.state = pak.id;
    size_t of_pak = browse_all(w, 5);
    w.other = blr.id;
    size_t of_both = browse_all(w, 5);
    assert_true(of_pak > of_both && of_both > 20);
    w.state = blr.id, w.other = pak.id;
    assert_int_equal(browse_all(w, 6), of_both);
    w.family = RECORD_COUNT;
    assert_true(browse_all(w, 6) > of_both);
    w = (record_filter)RECORD_ANY;
    w.family = RECORD_INSTRUMENT;
    w.sector = SECTOR_TRADE;
    size_t trade = browse_all(w, 4);
    w.state = pak.id;
    assert_int_equal(browse_all(w, 4), trade); /* the sample is all Pakistan's */
    w.state = 0;
    w.sector = SECTOR_COUNT;
    w.kind = KIND_ROADMAP;
    w.year = 2024;
    assert_true(browse_all(w, 2) >= 2);
    w = (record_filter)RECORD_ANY;
    w.words = S("extradition treaty");
    assert_true(browse_all(w, 1) >= 2);
    w.state = blr.id;
    assert_true(browse_all(w, 1) >= 1);
    w = (record_filter)RECORD_ANY;
    w.family = RECORD_INSTRUMENT;
    w.status = S("in_force");
    w.on = day_of(2022, 1, 1);
    assert_true(browse_all(w, 3) >= 10);
    w.state = blr.id;
    assert_true(browse_all(w, 3) >= 1);
    record_page page;
    fault f = {0};
    assert_int_equal(record_browse(fixture_arena, fixture_db, &w, S("rubbish"), 3, &page, &f),
                     INVALID);
}

static void search_finds_types_marks_words_and_pages_by_key(void **state) {
    (void)state;
    hit_page page;
    str after = S("");
    size_t total = 0, one;
    assert_int_equal(search(fixture_arena, fixture_db, S("trade"), S(""), false, DAY_NONE, S(""),
                            100, &page, &fixture_fault),
                     OK);
    one = page.count;
    double marked = 0;
    do {
        assert_int_equal(search(fixture_arena, fixture_db, S("trade"), S(""), false, DAY_NONE,
                                after, 7, &page, &fixture_fault),
                         OK);
        for (size_t i = 0; i < page.count; i++)
            marked += (double)(page.items[i].title.mark_count + page.items[i].body.mark_count);
        total += page.count;
        after = page.next;
    } while (after.n && total < 100);
    assert_true(one > 20 && total >= one);
    assert_true(marked >= (double)total);
    assert_int_equal(search(fixture_arena, fixture_db, S("belarus"), S("actor"), false, DAY_NONE,
                            S(""), 5, &page, &fixture_fault),
                     OK);
    assert_true(page.count >= 1 && page.items[0].type == HIT_ACTOR);
    assert_true(str_eq_z(page.items[0].actor.code, "BLR"));
    assert_int_equal(search(fixture_arena, fixture_db, S("\"road transport\" -house"),
                            S("instrument"), false, DAY_NONE, S(""), 5, &page, &fixture_fault),
                     OK);
    assert_true(page.count >= 1);
    assert_int_equal(search(fixture_arena, fixture_db, S("extradi"), S(""), true, DAY_NONE, S(""),
                            5, &page, &fixture_fault),
                     OK);
    assert_true(page.count >= 1);
    static const char *const odd[] = {"a AND", "\"",    "NEAR(",     "col:x", "x*y^",
                                      "(((",   "'; --", "title : {", "\xff"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        fault f = {0};
        code result = search(fixture_arena, fixture_db, str_of(odd[i]), S(""), true, DAY_NONE,
                             S(""), 5, &page, &f);
        assert_true(result == OK || result == INVALID);
    }
    fault f = {0};
    assert_int_equal(
        search(fixture_arena, fixture_db, S("  -- "), S(""), false, DAY_NONE, S(""), 5, &page, &f),
        INVALID);
    fault_clear(&f);
    assert_int_equal(
        search(fixture_arena, fixture_db, S("x"), S(""), false, DAY_NONE, S("y"), 5, &page, &f),
        INVALID);
}

static void commitments_keep_baseline_plan_and_progress(void **state) {
    (void)state;
    due_page late;
    day today = day_of(2026, 3, 1);
    commitment found;
    assert_int_equal(commitment_due(fixture_arena, fixture_db, DAY_NONE, today, 0, 0, S(""), 100,
                                    &late, &fixture_fault),
                     OK);
    assert_true(late.count >= 3);
    int64_t id = late.items[0].row.id, progress;
    size_t before = late.count;
    str first_due = late.items[0].due;
    CHANGE("plan", commitment_replan(&c, id, S(""), S("2027-05"), S("put off"), 0, f));
    assert_int_equal(commitment_find(fixture_arena, fixture_db, id, &found, &fixture_fault), OK);
    assert_true(found.plan_count >= 2);
    assert_true(str_eq(found.plans[0].due, first_due));
    assert_true(str_eq_z(found.due.due, "2027-05"));
    assert_int_equal(found.due.due_last, day_of(2027, 5, 31));
    new_progress done = {.on = S("2027-04-02"), .score = S("completed")};
    CHANGE("progress", progress_add(&c, id, &done, &progress, f));
    assert_int_equal(commitment_find(fixture_arena, fixture_db, id, &found, &fixture_fault), OK);
    assert_false(found.due.closed); /* no evidence, no credit */
    done.source_id = 1;
    CHANGE("progress", progress_add(&c, id, &done, &progress, f));
    assert_int_equal(commitment_find(fixture_arena, fixture_db, id, &found, &fixture_fault), OK);
    assert_true(found.due.closed);
    assert_int_equal(commitment_due(fixture_arena, fixture_db, DAY_NONE, DAY_OPEN - 1, 0, 0, S(""),
                                    100, &late, &fixture_fault),
                     OK);
    for (size_t i = 0; i < late.count; i++) assert_int_not_equal(late.items[i].row.id, id);
    int64_t undone;
    for (int i = 0; i < 3; i++) CHANGE("undo", entry_undo(&c, &undone, f));
    assert_int_equal(commitment_find(fixture_arena, fixture_db, id, &found, &fixture_fault), OK);
    assert_true(str_eq(found.due.due, first_due));
    assert_int_equal(commitment_due(fixture_arena, fixture_db, DAY_NONE, today, 0, 0, S(""), 100,
                                    &late, &fixture_fault),
                     OK);
    assert_int_equal(late.count, before);
    new_progress bad[] = {
        {.on = S("soon"), .score = S("completed")},
        {.on = S("2020"), .score = S("great")},
        {.on = S("2020"), .score = S("limited"), .source_id = 1, .start = 0, .end = 99999}};
    for (size_t i = 0; i < 3; i++) {
        change c;
        fault f = {0};
        assert_int_equal(change_begin(&c, fixture_db, fixture_arena, "progress", S("x"), &f), OK);
        assert_int_equal(progress_add(&c, id, &bad[i], &progress, &f), INVALID);
        change_rollback(&c);
    }
}

static const plan_exempt exempt[] = {
    {"SELECT c.id, 0, 0, c.sessions FROM commitment c", "SCAN p",
     "the pairs that are tied to sessions: a person ties each"},
    {"SELECT name, count FROM tally", "SCAN tally", "a row a family: a dozen, kept by triggers"},
    {"SELECT t.id, t.name, t.created_at", "SCAN t", "tokens of feeds: one for each who subscribes"},
    {"SELECT h.id, h.url, h.secret_path", "SCAN h", "hooks: one for each program that is told"},
    {"SELECT r.id FROM record r INDEXED BY record_withdrawn", "SCAN r USING INDEX record_withdrawn",
     "only what was withdrawn is in that index"},
    {"SELECT x.id, x.steps, x.states, x.sectors, x.kind, x.year FROM (SELECT record_id AS id "
     "FROM record_party",
     "SCAN r USING INDEX record_planned", "only what is planned is in that index"},
    {"SELECT x.id, x.steps, x.states, x.sectors, x.kind, x.year FROM (SELECT p.record_id AS id "
     "FROM record_party p CROSS JOIN record_party y",
     "SCAN r USING INDEX record_planned", "the same, of two"},
    {"SELECT seq FROM sqlite_sequence", "SCAN sqlite_sequence",
     "a row for each table that never uses a number twice"},
    {"SELECT 1 FROM course_stale LIMIT 1", "SCAN course_stale",
     "the first row; empty but within a change"},
    {"SELECT x.id, x.steps, x.states, x.sectors, x.kind, x.year FROM course x", "SCAN x",
     "all promises are counted, a narrow row each: a hundred thousand in some 50 ms"},
    {"SELECT id, at FROM entry ORDER BY id DESC", "SCAN entry",
     "from the newest back to a day: not read further"},
    {"SELECT hash FROM entry ORDER BY id DESC LIMIT 1", "SCAN entry",
     "the last row, by its number"},
    {"SELECT e.id, e.before FROM entry e WHERE e.action IN", "SCAN e",
     "what was done last and not taken back: from the newest back to the first such"},
    {"SELECT id, at, who, action, subject, subject_id, before, after, note, ifnull(undoes, 0), "
     "previous, hash FROM entry ORDER BY id",
     "SCAN entry", "the whole log is verified"},
    {"SELECT count(*) FROM record WHERE withdrawn_at IS NULL",
     "SCAN record USING INDEX record_newest", "this test counts"},
    {"SELECT count(*) FROM record WHERE family = 'instrument'", "SCAN record", "this test counts"},
    {"SELECT count(*) FROM record", "SCAN record USING COVERING INDEX sqlite_autoindex_record_1",
     "this test counts"},
};

static void every_count_opens_to_its_list(arena *a, db *d, scorecard_by by, day today, fault *f) {
    const followed_filter any = FOLLOWED_ANY;
    scorecard card;
    promise_page page;
    size_t checked = 0;
    assert_int_equal(scorecard_find(a, d, &any, by, today, &card, f), OK);
    for (size_t i = 0; i < card.count; i++) {
        followed_filter w = any;
        str key = card.rows[i].key;
        actor_ref who;
        int64_t year;
        if (by == BY_PAIR || by == BY_STATE) {
            assert_int_equal(actor_find_code(a, d, str_slice(key, 0, 3), &who, f), OK);
            w.state = who.id;
        }
        if (by == BY_PAIR) {
            assert_int_equal(actor_find_code(a, d, str_slice(key, 4, key.n), &who, f), OK);
            w.other = who.id;
        }
        if (by == BY_SECTOR) assert_true(sector_of(key, &w.sector));
        if (by == BY_KIND) assert_true(kind_of(key, &w.kind));
        if (by == BY_YEAR) assert_true(str_int(key, &year));
        if (by == BY_YEAR) w.year = (int)year;
        for (follow_status s = 0; s < FOLLOW_STATE_COUNT; s++) {
            if (!card.rows[i].of[s]) continue;
            w.statuses = 1u << s;
            assert_int_equal(promise_browse(a, d, &w, today, S(""), 1, &page, f), OK);
            assert_int_equal(page.total, card.rows[i].of[s]);
            checked++;
        }
        w.statuses = 0;
        w.silent = 1;
        assert_int_equal(promise_browse(a, d, &w, today, S(""), 1, &page, f), OK);
        assert_int_equal(page.total, card.rows[i].silent);
    }
    assert_true(checked > 8);
}

/* Every way into the lists of promises. */
static void follow_reads(arena *a, db *d, fault *f) {
    const followed_filter ways[] = {
        FOLLOWED_ANY,
        {.family = RECORD_COUNT,
         .sector = SECTOR_TRADE,
         .statuses = 1u << FOLLOW_LATE,
         .silent = -1,
         .state = 1,
         .other = 2,
         .year = 2024},
        {.family = RECORD_COMMITMENT, .sector = SECTOR_COUNT, .silent = 1, .owner = 1},
        {.family = RECORD_COUNT, .sector = SECTOR_COUNT, .silent = -1, .parent = 1},
        {.family = RECORD_COUNT, .sector = SECTOR_COUNT, .silent = -1, .outcome_of = 1},
    };
    day today = day_of(2026, 1, 1);
    promise_page page;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        assert_int_equal(promise_browse(a, d, &ways[i], today, S(""), 5, &page, f), OK);
        assert_int_equal(promise_due(a, d, &ways[i], DAY_NONE, DAY_OPEN, today, S(""), 5, &page, f),
                         OK);
    }
    for (scorecard_by by = 0; by < BY_COUNT; by++)
        every_count_opens_to_its_list(a, d, by, today, f);
    const legal_filter law = {.sector = SECTOR_COUNT, .until = today + 365};
    legal_row *rows;
    size_t n;
    assert_int_equal(legal_browse(a, d, &law, today, 5, &rows, &n, f), OK);
    assert_true(n > 0);
}

/* Reports, the minutes that offer them, measures. */
static void report_reads(arena *a, db *d, fault *f) {
    const followed_filter any = FOLLOWED_ANY;
    const day today = day_of(2026, 1, 1);
    size_t n;
    report_row *reports;
    follow_report_due asked;
    measure_row measure;
    bool measured;
    assert_int_equal(report_browse(a, d, &any, true, today, 5, &reports, &n, f), OK);
    assert_int_equal(report_browse(a, d, &any, false, today, 5, &reports, &n, f), OK);
    assert_int_equal(
        report_of(a, d, fixture_number("SELECT min(id) FROM commitment"), today, &asked, f), OK);
    assert_int_equal(report_at(a, d, 1, today, &reports, &n, f), OK);
    assert_int_equal(measure_find(a, d, 1, &measured, &measure, f), OK);
    offer_row *offers;
    source_ref *minutes;
    assert_int_equal(offer_browse(a, d, 1, 0, OFFER_WAITING, 5, &offers, &n, f), OK);
    assert_int_equal(offer_browse(a, d, 0, 1, OFFER_STATE_COUNT, 5, &offers, &n, f), OK);
    assert_int_equal(offer_browse(a, d, 0, 0, OFFER_WAITING, 5, &offers, &n, f), OK);
    assert_int_equal(minutes_of(a, d, 1, &minutes, &n, f), OK);
}

/* What goes out: digests, calendars of one's own, webhooks. */
static void told_reads(arena *a, db *d, fault *f) {
    const day today = day_of(2026, 1, 1);
    size_t n;
    digest told;
    feed_token *tokens;
    str name;
    followed_filter scope, of_one = FOLLOWED_ANY;
    of_one.state = 1;
    assert_int_equal(digest_find(a, d, &of_one, today - 7, today, 30, &told, f), OK);
    assert_int_equal(feed_token_each(a, d, &tokens, &n, f), OK);
    hook *hooks, told_next;
    bool found;
    assert_int_equal(hook_each(a, d, &hooks, &n, f), OK);
    assert_int_equal(hook_claim(a, d, 0, 1, 2, false, &told_next, &found, f), OK);
    assert_false(found);
    hook_event event;
    assert_int_equal(hook_next(a, d, 1, &event, &found, f), OK);
    assert_true(found && event.entry.id == 2 && event.record_total > 0);
    assert_int_equal(hook_sent(d, 1, 1, 0, f), OK);
    assert_int_equal(hook_failed(d, 1, 0, S("x"), f), OK);
    assert_int_equal(feed_token_open(a, d, S("1-x"), &scope, &name, NULL), NOTFOUND);
}

static void every_read_uses_an_index(void **state) {
    (void)state;
    the_sample_comes_in_once(NULL);
    lists_by_key_pass_every_record_once_whatever_the_page(NULL);
    search_finds_types_marks_words_and_pages_by_key(NULL);
    commitments_keep_baseline_plan_and_progress(NULL);
    a_stated_day_of_a_treaty_list_wins(NULL);
    front page;
    state_page about;
    pair_page pair;
    source_page source;
    link_row *links;
    record_row *members;
    actor_page actors;
    source_list sources;
    entry_page log;
    due_row *children;
    size_t n;
    day today = day_of(2026, 3, 1);
    arena *a = fixture_arena;
    db *d = fixture_db;
    fault *bad = &fixture_fault;
    assert_int_equal(front_find(a, d, today, 90, 20, &page, bad), OK);
    assert_int_equal(page.counts.records[RECORD_INSTRUMENT],
                     fixture_number("SELECT count(*) FROM record WHERE family = 'instrument'"));
    assert_true(page.newest.count == 20 && page.late.count > 0);
    assert_int_equal(state_find(a, d, S("PAK"), today, &about, bad), OK);
    assert_true(about.partner_count >= 3 && about.records[RECORD_ENGAGEMENT] > 20);
    assert_int_equal(pair_find(a, d, S("PAK"), S("KAZ"), today, &pair, bad), OK);
    assert_int_equal(source_find(a, d, 1, &source, bad), OK);
    assert_true(source.record_count >= 1);
    assert_int_equal(record_links(a, d, 1, today, &links, &n, bad), OK);
    assert_int_equal(record_members(a, d, 1, today, &members, &n, bad), OK);
    assert_int_equal(actor_browse(a, d, ACTOR_STATE, 0, true, S(""), 5, &actors, bad), OK);
    assert_int_equal(actors.count, 5);
    assert_int_equal(actor_browse(a, d, ACTOR_KIND_COUNT, 0, false, actors.next, 5, &actors, bad),
                     OK);
    assert_int_equal(source_browse(a, d, false, S(""), 5, &sources, bad), OK);
    assert_int_equal(source_browse(a, d, true, sources.next, 5, &sources, bad), OK);
    CHANGE("sessions", pair_reporting_set(&c, 1, 2, S("any"), f));
    int64_t promise = fixture_number("SELECT min(id) FROM commitment");
    CHANGE("edit", record_edit(&c, promise, S("{\"sessions\": \"any\"}"), f));
    follow_reads(a, d, bad);
    report_reads(a, d, bad);
    told_reads(a, d, bad);
    assert_int_equal(entry_browse(a, d, 1, S(""), 5, &log, bad), OK);
    assert_int_equal(log.count, 1);
    assert_int_equal(commitment_children(a, d, 1, &children, &n, bad), OK);
    assert_int_equal(plans_check(a, d, exempt, sizeof exempt / sizeof *exempt, 60, bad), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_sample, fixture_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_sample_comes_in_once),
        TEST(what_is_exported_comes_in_again_the_same),
        TEST(a_bad_line_is_named_and_nothing_of_the_file_stays),
        TEST(a_stated_day_of_a_treaty_list_wins),
        TEST(lists_by_key_pass_every_record_once_whatever_the_page),
        TEST(search_finds_types_marks_words_and_pages_by_key),
        TEST(commitments_keep_baseline_plan_and_progress),
        TEST(every_read_uses_an_index),
    };
    return cmocka_run_group_tests_name("store_query", tests, NULL, NULL);
}
