/* The kept courses of promises against the judge that reads all of what they rest on, on many days,
 * through every kind of change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exchange/register.h"
#include "store/course.h"
#include "store/report.h"
#include "store/scorecard.h"
#include "store_fixture.h"

enum { PROMISES = 60 };

static uint64_t drawn = 88172645463325252ULL;

static int draw(int below) {
    drawn ^= drawn << 13, drawn ^= drawn >> 7, drawn ^= drawn << 17;
    return (int)((drawn >> 20) % (uint64_t)below);
}

static void put_date(buf *b) {
    int year = 2028 + draw(4), month = 1 + draw(12);
    switch (draw(6)) {
    case 0: buf_printf(b, "%d", year); break;
    case 1: buf_printf(b, "%d-%02d", year, month); break;
    case 2: buf_printf(b, "%d/%d", year, year + draw(3)); break;
    case 3: buf_printf(b, "../%d-%02d", year, month); break;
    default: buf_printf(b, "%d-%02d-%02d", year, month, 1 + draw(28));
    }
}

static void put_field(buf *b, const char *name) {
    buf_printf(b, ",\"%s\":\"", name);
    put_date(b);
    buf_put_z(b, "\"");
}

/* Promises, planned visits and documents, and deeds; each third one without a day. */
static void put_lines(buf *b) {
    static const char *const states[] = {"NOR", "FIN", "PAK", "BLR", "NPL"};
    static const char *const sectors[] = {"trade", "transport", "health"};
    buf_put_z(b, "{\"source\":\"s\",\"title\":\"A gazette\",\"published\":\"2029-06-01\"}\n");
    for (int i = 0; i < PROMISES; i++) {
        int x = draw(5), which = draw(5);
        buf_printf(b, "{\"ref\":\"p%d\",\"states\":[\"%s\",\"%s\"],\"content\":\"number %d\"", i,
                   states[x], states[(x + 1 + draw(4)) % 5], i);
        buf_printf(b, ",\"sectors\":[\"%s\"]", sectors[draw(3)]);
        put_field(b, "date");
        if (which < 3) {
            buf_put_z(b,
                      ",\"record\":\"commitment\",\"kind\":\"deliver\",\"modality\":\"planned\"");
            if (draw(3)) put_field(b, "due");
        } else if (which == 3) {
            buf_printf(b, ",\"record\":\"engagement\",\"kind\":\"visit\",\"modality\":\"%s\"",
                       draw(2) ? "planned" : "done");
        } else {
            buf_put_z(b, ",\"record\":\"instrument\",\"kind\":\"agreement\",\"act\":\"signed\","
                         "\"modality\":\"planned\"");
        }
        buf_put_z(b, "}\n");
    }
}

static void import(const char *lines) {
    imported n = {0};
    CHANGE("import", register_import(&c, str_of(lines), "test", &n, f));
}

static int open_promises(void **state) {
    buf b;
    if (fixture_open(state) != 0) return -1;
    buf_init(&b, 0);
    put_lines(&b);
    buf_put_char(&b, '\0');
    import(b.p);
    buf_reset(&b);
    return 0;
}

typedef struct {
    followed *all;
    size_t count, at;
} expected;

static bool compare(void *context, const promise_standing *p) {
    expected *e = context;
    assert_true(e->at < e->count);
    const followed *x = &e->all[e->at++];
    assert_int_equal(p->id, x->id);
    if (p->state != x->verdict.state || p->silent != x->verdict.silent ||
        p->due_last != x->verdict.due_last)
        print_message("promise %lld: %s, %s\n", (long long)p->id, follow_status_name(p->state),
                      follow_status_name(x->verdict.state));
    assert_int_equal(p->state, x->verdict.state);
    assert_int_equal(p->silent, x->verdict.silent);
    assert_int_equal(p->due_last, x->verdict.due_last);
    return true;
}

static void expect_the_same(day on) {
    bool ready;
    expected e = {0};
    const followed_filter any = FOLLOWED_ANY;
    fault *f = &fixture_fault;
    arena *a = arena_new((size_t)64 << 20);
    assert_int_equal(course_ready(fixture_db, &ready, f), OK);
    assert_true(ready);
    assert_int_equal(promise_ids(a, fixture_db, &any, &e.all, &e.count, f), OK);
    assert_int_equal(follow_judge(a, fixture_db, e.all, e.count, on, false, f), OK);
    assert_int_equal(course_each(fixture_db, &any, on, compare, &e, f), OK);
    assert_int_equal(e.at, e.count);
    arena_free(a);
}

static void expect_the_same_on_many_days(int step) {
    for (day on = day_of(2027, 6, 1); on < day_of(2035, 1, 1); on += 1 + draw(step))
        expect_the_same(on);
}

static int64_t any_of(const char *family) {
    query *q = db_query(fixture_db,
                        "SELECT id FROM record WHERE family = $1 AND withdrawn_at IS NULL "
                        "ORDER BY (id * 7919 + $2) % 101 LIMIT 1",
                        &fixture_fault);
    bind_z(q, 1, family);
    bind_int(q, 2, draw(101));
    int64_t id = query_row(q) ? column_int(q, 0) : 0;
    assert_int_equal(query_end(q), OK);
    assert_int_not_equal(id, 0);
    return id;
}

static str some_date(void) {
    buf b;
    buf_init(&b, 0);
    put_date(&b);
    str s = str_copy(fixture_arena, buf_str(&b));
    buf_reset(&b);
    return s;
}

static void report(void) {
    static const char *const scores[] = {"not_started", "limited", "substantial", "completed",
                                         "dropped"};
    const new_progress told = {
        .on = some_date(), .score = str_of(scores[draw(5)]), .source_id = draw(4) ? 1 : 0};
    int64_t id;
    CHANGE("progress", progress_add(&c, any_of("commitment"), &told, &id, f));
}

static bool is_proposed(int64_t id) {
    query *q = db_query(fixture_db, "SELECT 1 FROM link WHERE id = $1 AND state = 'proposed'",
                        &fixture_fault);
    bind_int(q, 1, id);
    bool is = query_row(q);
    assert_int_equal(query_end(q), OK);
    return is;
}

static void tie(void) {
    static const link_kind kinds[] = {LINK_FULFILS, LINK_PARTLY_FULFILS, LINK_CONTRADICTS,
                                      LINK_SUPERSEDES};
    int64_t from = any_of(draw(2) ? "engagement" : "instrument"), to = any_of("commitment"), id = 0;
    CHANGE("link", link_add(&c, from, to, kinds[draw(4)], draw(3) ? LINK_CONFIRMED : LINK_PROPOSED,
                            S(""), &id, f));
    if (id && is_proposed(id))
        CHANGE("link", link_decide(&c, id, draw(2) ? LINK_CONFIRMED : LINK_REFUSED, f));
}

static void edit(void) {
    buf b;
    buf_init(&b, 0);
    buf_put_z(&b, "{\"date\":\"");
    put_date(&b);
    buf_printf(&b, "\",\"sectors\":[\"%s\"]}", draw(2) ? "trade" : "energy");
    CHANGE("edit", record_edit(&c, any_of(draw(2) ? "commitment" : "engagement"), buf_str(&b), f));
    buf_reset(&b);
}

static void undo(void) {
    change c;
    int64_t which;
    fault *f = &fixture_fault;
    fault_clear(f);
    assert_int_equal(change_begin(&c, fixture_db, fixture_arena, "undo", S("tester"), f), OK);
    code result = entry_undo(&c, &which, f);
    if (result == OK)
        assert_int_equal(change_commit(&c, f), OK);
    else
        change_rollback(&c);
    assert_true(result == OK || result == NOTFOUND || result == CONFLICT);
    fault_clear(f);
}

static void change_one(int which) {
    switch (which) {
    case 0: tie(); break;
    case 1:
        CHANGE("plan", commitment_replan(&c, any_of("commitment"), S(""), some_date(), S("later"),
                                         draw(2) ? 1 : 0, f));
        break;
    case 2: undo(); break;
    case 3: edit(); break;
    case 4: CHANGE("withdraw", record_withdraw(&c, any_of("engagement"), f)); break;
    default: report();
    }
}

/* The row of who takes part says what the rows of parties say. */
static void expect_together(void) {
    assert_int_equal(
        fixture_number("SELECT count(*) FROM record_party p WHERE NOT EXISTS (SELECT 1 FROM "
                       "together t WHERE t.id = p.record_id AND instr(',' || t.actors || ',', ',' "
                       "|| p.actor_id || CASE WHEN p.role = 'side' THEN 's' WHEN p.role IN "
                       "('debtor', 'beneficiary') THEN 'd' ELSE 'o' END || ','))"),
        0);
    assert_int_equal(fixture_number("SELECT sum(CASE actors WHEN '' THEN 0 ELSE length(actors) - "
                                    "length(replace(actors, ',', '')) + 1 END) FROM together"),
                     fixture_number("SELECT count(*) FROM record_party"));
}

/* What tied pairs promised each other is what the rows of parties say. */
#define TIED                                                                                       \
    "FROM pair_reporting w JOIN record_party p ON p.actor_id = w.a_id AND p.family = "             \
    "'commitment' "                                                                                \
    "JOIN record_party o ON o.record_id = p.record_id AND o.actor_id = w.b_id"

static void expect_pairs(void) {
    assert_int_equal(
        fixture_number("SELECT count(*) FROM (SELECT DISTINCT w.id, p.record_id " TIED ")"),
        fixture_number("SELECT count(*) FROM pair_promise"));
    assert_int_equal(fixture_number("SELECT count(*) FROM (SELECT w.id, p.record_id " TIED
                                    " EXCEPT SELECT pair_id, promise_id FROM pair_promise)"),
                     0);
}

static void tie_pair(void) {
    static const char *const states[] = {"NOR", "FIN", "PAK", "BLR", "NPL"};
    actor_ref one, other;
    int x = draw(5), y = (x + 1 + draw(4)) % 5;
    code known = actor_lookup(fixture_arena, fixture_db, str_of(states[x]), &one, NULL);
    assert_int_equal(known, OK);
    known = actor_lookup(fixture_arena, fixture_db, str_of(states[y]), &other, NULL);
    assert_int_equal(known, OK);
    str words = draw(4) ? S("any") : S("");
    CHANGE("sessions", pair_reporting_set(&c, one.id, other.id, words, f));
}

static void move_side(void) {
    static const char *const sides[] = {"[\"NOR\",\"FIN\"]", "[\"PAK\",\"FIN\",\"NOR\"]",
                                        "[\"NPL\"]"};
    str fields = str_format(fixture_arena, "{\"states\":%s}", sides[draw(3)]);
    CHANGE("edit", record_edit(&c, any_of("commitment"), fields, f));
}

/* Fewer reports are the first of more, whoever they are asked of. */
static void expect_the_first_reports(const followed_filter *w, bool missing, day on, size_t *seen) {
    report_row *all, *some;
    size_t n, m;
    fault *f = &fixture_fault;
    arena *a = arena_new((size_t)64 << 20);
    assert_int_equal(report_browse(a, fixture_db, w, missing, on, 500, &all, &n, f), OK);
    for (size_t limit = 1; limit < n; limit += 1 + limit / 2) {
        assert_int_equal(report_browse(a, fixture_db, w, missing, on, limit, &some, &m, f), OK);
        assert_int_equal(m, limit);
        for (size_t i = 0; i < m; i++) {
            assert_int_equal(some[i].row.id, all[i].row.id);
            assert_int_equal(some[i].due.by, all[i].due.by);
            assert_true(i == 0 || all[i - 1].due.by <= all[i].due.by);
        }
    }
    *seen += n;
    arena_free(a);
}

static void expect_the_first_reports_of_all(size_t *seen) {
    followed_filter w = FOLLOWED_ANY;
    for (day on = day_of(2028, 1, 1); on < day_of(2032, 1, 1); on += 40 + draw(60)) {
        w.state = draw(2) ? fixture_number("SELECT id FROM actor WHERE code = 'FIN'") : 0;
        expect_the_first_reports(&w, false, on, seen);
        expect_the_first_reports(&w, true, on, seen);
    }
}

static void sessions_hold(void) {
    static const char *const states[] = {"NOR", "FIN", "PAK", "BLR", "NPL"};
    buf b;
    buf_init(&b, 0);
    for (int i = 0; i < 60; i++) {
        int x = draw(5);
        buf_printf(&b,
                   "{\"ref\":\"s%d\",\"record\":\"engagement\",\"kind\":\"commission\","
                   "\"modality\":\"%s\",\"states\":[\"%s\",\"%s\"]",
                   i, draw(3) ? "done" : "planned", states[x], states[(x + 1 + draw(4)) % 5]);
        put_field(&b, "date");
        buf_put_z(&b, "}\n");
    }
    buf_put_char(&b, '\0');
    import(b.p);
    buf_reset(&b);
}

static void ties_of_pairs_are_kept_and_few_of_their_reports_are_the_first_of_all(void **state) {
    (void)state;
    size_t seen = 0;
    sessions_hold();
    for (int i = 0; i < 40; i++) {
        tie_pair();
        expect_pairs();
        move_side();
        expect_pairs();
        change_one(i % 10 == 9 ? 4 : draw(4) ? draw(4) : 5);
        expect_pairs();
        if (i % 8 == 0) expect_the_first_reports_of_all(&seen);
    }
    assert_true(seen > 100);
}

static void courses_are_what_the_judge_says_on_every_day_after_every_change(void **state) {
    (void)state;
    expect_the_same_on_many_days(9);
    for (int i = 0; i < 70; i++) {
        change_one(i % 10 == 9 ? 4 : draw(4) ? draw(4) : 5);
        expect_the_same_on_many_days(250);
        expect_together();
    }
    expect_the_same_on_many_days(5);
}

/* As of a register that an older program wrote: nothing is kept of one promise. */
static void make_stale(bool stale) {
    query *q = db_query(fixture_db,
                        stale ? "INSERT OR IGNORE INTO course_stale VALUES (1)"
                              : "DELETE FROM course_stale",
                        &fixture_fault);
    assert_int_equal(query_run(q), OK);
}

static void expect_the_same_card(const followed_filter *w, scorecard_by by, day on) {
    scorecard kept, judged;
    fault *f = &fixture_fault;
    assert_int_equal(scorecard_find(fixture_arena, fixture_db, w, by, on, &kept, f), OK);
    make_stale(true);
    assert_int_equal(scorecard_find(fixture_arena, fixture_db, w, by, on, &judged, f), OK);
    make_stale(false);
    assert_int_equal(kept.count, judged.count);
    assert_memory_equal(kept.all.of, judged.all.of, sizeof kept.all.of);
    for (size_t i = 0; i < kept.count; i++) {
        const scorecard_row *x = &kept.rows[i], *y = &judged.rows[i];
        assert_true(str_eq(x->key, y->key));
        assert_true(str_eq(x->label, y->label));
        assert_int_equal(x->count, y->count);
        assert_int_equal(x->silent, y->silent);
        assert_memory_equal(x->of, y->of, sizeof x->of);
    }
}

static int64_t state_of(const char *code_of_it) {
    actor_ref who;
    assert_int_equal(
        actor_find_code(fixture_arena, fixture_db, str_of(code_of_it), &who, &fixture_fault), OK);
    return who.id;
}

static void ways(followed_filter out[6]) {
    for (int i = 0; i < 6; i++) out[i] = (followed_filter)FOLLOWED_ANY;
    out[1].state = out[2].state = state_of("NOR");
    out[2].other = state_of("FIN");
    out[3].sector = SECTOR_TRADE;
    out[4].kind = KIND_VISIT;
    out[4].other = out[1].state;
    out[5].year = 2029;
    out[5].owner = out[1].state;
}

static void scorecards_of_kept_courses_are_those_of_the_judge(void **state) {
    (void)state;
    followed_filter all[6];
    ways(all);
    for (int i = 0; i < 15; i++) report();
    for (int i = 0; i < 6; i++)
        for (scorecard_by by = 0; by < BY_COUNT; by++)
            for (int year = 2028; year < 2034; year++)
                expect_the_same_card(&all[i], by, day_of(year, 3, 20));
}

/* All pages of a list, few at a time, one after the other. */
static size_t walk(const followed_filter *w, day on, size_t limit, int64_t *ids) {
    promise_page page = {.next = S("")};
    size_t n = 0;
    do {
        assert_int_equal(promise_browse(fixture_arena, fixture_db, w, on, page.next, limit, &page,
                                        &fixture_fault),
                         OK);
        assert_true(page.count <= limit);
        for (size_t i = 0; i < page.count; i++) ids[n++] = page.items[i].row.id;
    } while (page.next.n);
    assert_int_equal(n, page.total);
    return n;
}

static void lists_go_on_after_a_key_and_are_the_same_however_they_are_made(void **state) {
    (void)state;
    int64_t one[500], few[500];
    followed_filter all[6];
    ways(all);
    for (int i = 0; i < 6; i++) {
        size_t n = walk(&all[i], day_of(2029, 7, 1), 500, one);
        assert_int_equal(walk(&all[i], day_of(2029, 7, 1), 3, few), n);
        assert_memory_equal(one, few, n * sizeof *one);
        make_stale(true);
        assert_int_equal(walk(&all[i], day_of(2029, 7, 1), 4, few), n);
        make_stale(false);
        assert_memory_equal(one, few, n * sizeof *one);
        if (i == 0) assert_true(n > 30);
    }
}

static void a_list_goes_on_where_it_stood_though_something_came_before_that(void **state) {
    (void)state;
    int64_t before[500];
    promise_page page, next;
    const followed_filter any = FOLLOWED_ANY;
    day on = day_of(2029, 7, 1);
    size_t n = walk(&any, on, 500, before);
    assert_true(n > 12);
    fault *f = &fixture_fault;
    assert_int_equal(promise_browse(fixture_arena, fixture_db, &any, on, S(""), 10, &page, f), OK);
    import("{\"ref\":\"new\",\"record\":\"commitment\",\"kind\":\"deliver\",\"modality\":"
           "\"planned\",\"states\":[\"NOR\",\"FIN\"],\"content\":\"a new one\",\"due\":\"1990\","
           "\"date\":\"1989\"}\n");
    assert_int_equal(promise_browse(fixture_arena, fixture_db, &any, on, page.next, 10, &next, f),
                     OK);
    assert_int_equal(next.items[0].row.id, before[10]);
    assert_int_equal(next.total, n + 1);
    assert_int_equal(
        promise_browse(fixture_arena, fixture_db, &any, on, S("nonsense"), 10, &next, f), INVALID);
}

static void a_register_of_an_older_program_is_filled_when_it_is_opened(void **state) {
    (void)state;
    bool ready;
    fault *f = &fixture_fault;
    assert_int_equal(
        query_run(db_query(fixture_db, "INSERT INTO course_stale SELECT id FROM record", f)), OK);
    assert_int_equal(query_run(db_query(fixture_db, "DELETE FROM course", f)), OK);
    assert_int_equal(course_open(fixture_db, f), OK);
    assert_int_equal(course_ready(fixture_db, &ready, f), OK);
    assert_true(ready);
    expect_the_same_on_many_days(30);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_promises, fixture_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(courses_are_what_the_judge_says_on_every_day_after_every_change),
        TEST(ties_of_pairs_are_kept_and_few_of_their_reports_are_the_first_of_all),
        TEST(scorecards_of_kept_courses_are_those_of_the_judge),
        TEST(lists_go_on_after_a_key_and_are_the_same_however_they_are_made),
        TEST(a_list_goes_on_where_it_stood_though_something_came_before_that),
        TEST(a_register_of_an_older_program_is_filled_when_it_is_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
