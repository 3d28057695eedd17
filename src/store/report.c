#include "store/report.h"

#include "base/fold.h"
#include "store/record_read.h"

#include <stdlib.h>

/* SPAN_DAYS: no session is told less exactly than to a year or two. */
enum {
    LOOK_BACK_DAYS = 3660,
    SPAN_DAYS = 800,
    SCOPES_MOST = 2000,
    SESSIONS_MOST = 200,
    PROMISES_MOST = 1000
};

/* What is tied to sessions: what stands under a record, or between two. */
typedef struct {
    int64_t under;    /* 0: a pair */
    bool tied;        /* false: two that nothing ties */
    int64_t one, two; /* the sides; two 0: only one */
    str words;
    follow_session *sessions; /* as they are judged */
    size_t session_count;
    size_t place; /* among all: ties of records go before those of pairs */
    day by;       /* no report that it asks for is due before, or was; DAY_OPEN: it asks for none */
} scope;

static const char sql_scopes[] =
    "SELECT c.id, 0, 0, c.sessions FROM commitment c WHERE c.sessions <> '' AND NOT " WITHDRAWN(
        "c.id") "UNION ALL SELECT i.id, 0, 0, i.sessions FROM instrument i WHERE i.sessions <> '' "
                "AND NOT " WITHDRAWN("i.id") "UNION ALL SELECT 0, p.a_id, p.b_id, p.sessions "
                                             "FROM pair_reporting p LIMIT $1";
static const char sql_sides[] =
    "SELECT p.actor_id FROM record_party p JOIN actor a ON a.id = p.actor_id WHERE p.record_id = "
    "$1 "
    "AND p.role IN ('side', 'debtor', 'participant', 'signatory') "
    "AND a.kind IN ('state', 'organisation') ORDER BY a.kind = 'organisation', p.actor_id LIMIT 2";
/* The other side's line is looked up beside its own, not beside the record: they stand together,
 * and to ask first which of the two has fewer would cost more. */
static const char sql_sessions[] =
    "SELECT r.id, r.date, r.modality, r.label, r.title || ' ' || r.label || ' ' || "
    "ifnull((SELECT group_concat(a.name || ' ' || b.as_written, ' ') FROM record_party b "
    "JOIN actor a ON a.id = b.actor_id WHERE b.record_id = r.id AND b.role = 'body'), '') "
    "FROM record_party p CROSS JOIN record r ON r.id = p.record_id WHERE p.actor_id = $1 "
    "AND p.family = 'engagement' AND r.kind = 'commission' AND r.withdrawn_at IS NULL "
    "AND ($2 IS NULL OR EXISTS (SELECT 1 FROM record_party o WHERE o.actor_id = $2 "
    "AND o.family = p.family AND o.sort_day = p.sort_day AND o.record_id = p.record_id)) "
    "AND p.sort_day >= $4 ORDER BY r.sort_day DESC LIMIT $3";

static code scopes_read(arena *a, db *d, scope **out, size_t *count, fault *f) {
    scope *all = arena_array(a, SCOPES_MOST, sizeof *all);
    size_t n = 0;
    if (!all) return out_of_memory(f);
    query *q = db_query(d, sql_scopes, f);
    bind_int(q, 1, SCOPES_MOST);
    for (; n < SCOPES_MOST && query_row(q); n++)
        all[n] = (scope){.place = n,
                         .under = column_int(q, 0),
                         .one = column_int(q, 1),
                         .two = column_int(q, 2),
                         .words = column_copy(a, q, 3),
                         .tied = true};
    TRY(query_end(q));
    for (size_t i = 0; i < n; i++) {
        if (!all[i].under) continue;
        q = db_query(d, sql_sides, f);
        bind_int(q, 1, all[i].under);
        if (query_row(q)) all[i].one = column_int(q, 0);
        if (query_row(q)) all[i].two = column_int(q, 0);
        TRY(query_end(q));
    }
    *out = all;
    *count = n;
    return OK;
}

/* Whether each of the words stands in the text, however it is written. */
static bool has_words(arena *a, str words, str text) {
    str word, rest = fold_text(a, words), in = fold_text(a, text);
    if (!rest.p || !in.p) return false;
    while (rest.n && str_next(&rest, ' ', &word))
        if (word.n && str_find(in, word, 0) == SIZE_MAX) return false;
    return true;
}

/* From the day `from` on: of a pair that has met for decades only the last years can ask anything.
 */
static code sessions_read(arena *a, db *d, scope *s, int64_t from, fault *f) {
    follow_session *all = arena_array(a, SESSIONS_MOST, sizeof *all);
    size_t n = 0;
    if (!all) return out_of_memory(f);
    query *q = db_query(d, sql_sessions, f);
    bind_int(q, 1, s->one);
    bind_id(q, 2, s->two);
    bind_int(q, 3, SESSIONS_MOST);
    bind_int(q, 4, from);
    bool any = str_eq_nocase(s->words, S("any"));
    while (query_row(q)) {
        if (!any && !has_words(a, s->words, column_str(q, 4))) continue;
        all[n++] = (follow_session){.id = column_int(q, 0),
                                    .on = column_copy(a, q, 1),
                                    .held = str_eq(column_str(q, 2), S("done")),
                                    .name = column_copy(a, q, 3)};
    }
    TRY(query_end(q));
    if (arena_failed(a)) return out_of_memory(f);
    return follow_sessions(a, all, n, &s->sessions, &s->session_count, f);
}

/* Who meets at the sessions that can ask for a report of one kind: rows in order of the session. A
 * tie whose sides meet at none of them is not looked into. */
typedef struct {
    int64_t session, actor;
} attendance;

static const char sql_coming[] =
    "SELECT r.id, p.actor_id FROM record r CROSS JOIN record_party p ON p.record_id = r.id "
    "WHERE r.kind = 'commission' AND r.sort_day BETWEEN $2 AND $3 AND r.withdrawn_at IS NULL "
    "AND r.family = 'engagement' AND r.date_last >= $1 ORDER BY r.sort_day, r.id";
static const char sql_past[] =
    "SELECT r.id, p.actor_id FROM record r CROSS JOIN record_party p ON p.record_id = r.id "
    "WHERE r.kind = 'commission' AND r.sort_day BETWEEN $2 AND $3 AND r.withdrawn_at IS NULL "
    "AND r.family = 'engagement' AND r.modality = 'done' AND r.date_last < $1 "
    "ORDER BY r.sort_day, r.id";

static code attendance_take(arena *a, query *q, attendance **out, size_t *count, fault *f) {
    size_t n = 0, room = 0;
    attendance *all = NULL;
    while (query_row(q)) {
        attendance *grown = arena_grow(a, all, n, &room, sizeof *grown);
        if (!grown) break;
        all = grown;
        all[n++] = (attendance){column_int(q, 0), column_int(q, 1)};
    }
    TRY(query_end(q));
    if (arena_failed(a)) return out_of_memory(f);
    *out = all;
    *count = n;
    return OK;
}

static code attendance_read(arena *a, db *d, bool missing, day today, attendance **out,
                            size_t *count, fault *f) {
    query *q = db_query(d, missing ? sql_past : sql_coming, f);
    bind_int(q, 1, today);
    bind_int(q, 2, (int64_t)today - (missing ? LOOK_BACK_DAYS : SPAN_DAYS));
    bind_int(q, 3, (int64_t)today + (missing ? 0 : REPORT_AHEAD_DAYS));
    return attendance_take(a, q, out, count, f);
}

static code attendance_of(arena *a, db *d, int64_t session_id, attendance **out, size_t *count,
                          fault *f) {
    query *q = db_query(d, "SELECT record_id, actor_id FROM record_party WHERE record_id = $1", f);
    bind_int(q, 1, session_id);
    return attendance_take(a, q, out, count, f);
}

static bool meets(const scope *s, const attendance *all, size_t count) {
    int64_t session = 0;
    bool one = false, two = false;
    for (size_t i = 0; i < count; i++) {
        if (all[i].session != session) {
            session = all[i].session;
            one = s->one == 0;
            two = s->two == 0;
        }
        one = one || all[i].actor == s->one;
        two = two || all[i].actor == s->two;
        if (one && two) return true;
    }
    return false;
}

#define FITTING                                                                                    \
    "AND r.withdrawn_at IS NULL AND r.modality = 'planned' AND c.closed = 0 "                      \
    "AND ($3 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = c.id "            \
    "AND y.actor_id = $3)) AND ($4 IS NULL OR EXISTS (SELECT 1 FROM record_party y "               \
    "WHERE y.record_id = c.id AND y.actor_id = $4)) "                                              \
    "AND ($5 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = c.id "            \
    "AND y.actor_id = $5 AND y.role IN ('owner', 'body'))) "                                       \
    "AND ($6 IS NULL OR EXISTS (SELECT 1 FROM record_sector x WHERE x.record_id = c.id "           \
    "AND x.sector = $6)) ORDER BY c.due_last IS NULL, c.due_last, c.id LIMIT $7"
/* Those that have no parts: a part is what is reported on. */
static const char sql_under[] =
    "WITH RECURSIVE party(id) AS (SELECT id FROM commitment WHERE parent_id = $1 UNION "
    "SELECT c.id FROM party t CROSS JOIN commitment c ON c.parent_id = t.id) "
    "SELECT c.id, r.date FROM party t CROSS JOIN commitment c ON c.id = t.id "
    "CROSS JOIN record r ON r.id = c.id WHERE $2 IS NULL AND NOT EXISTS (SELECT 1 FROM commitment "
    "k "
    "WHERE k.parent_id = c.id) " FITTING;
static const char sql_of_pair[] =
    "SELECT c.id, r.date FROM pair_reporting w CROSS JOIN pair_promise p ON p.pair_id = w.id "
    "CROSS JOIN commitment c ON c.id = p.promise_id CROSS JOIN record r ON r.id = c.id "
    "WHERE w.a_id = $1 AND w.b_id = $2 " FITTING;
/* Of two that are not tied; $1 is not the busy one. */
static const char sql_between[] =
    "SELECT c.id, r.date FROM record_party p CROSS JOIN record_party o ON o.actor_id = $2 "
    "AND o.family = p.family AND o.sort_day = p.sort_day AND o.record_id = p.record_id CROSS JOIN "
    "commitment c ON c.id = p.record_id "
    "CROSS JOIN record r ON r.id = c.id WHERE p.actor_id = $1 AND p.family = 'commitment' " FITTING;

typedef struct {
    int64_t id;
    str made;
} open_promise;

static code promises_read(arena *a, db *d, const scope *s, const followed_filter *w,
                          open_promise **out, size_t *count, fault *f) {
    size_t n = 0, room = 0;
    open_promise *all = NULL;
    bool busy = false;
    if (!s->tied && s->two) TRY(actor_is_busy(d, s->one, &busy, f));
    query *q = db_query(d, s->under ? sql_under : s->tied ? sql_of_pair : sql_between, f);
    bind_int(q, 1, s->under ? s->under : busy ? s->two : s->one);
    if (!s->under) bind_int(q, 2, busy ? s->one : s->two);
    bind_id(q, 3, w->state);
    bind_id(q, 4, w->other);
    bind_id(q, 5, w->owner);
    if (w->sector != SECTOR_COUNT) bind_z(q, 6, sector_name(w->sector));
    bind_int(q, 7, PROMISES_MOST);
    while (query_row(q)) {
        open_promise *grown = arena_grow(a, all, n, &room, sizeof *grown);
        if (!grown) break;
        all = grown;
        all[n++] = (open_promise){.id = column_int(q, 0), .made = column_copy(a, q, 1)};
    }
    TRY(query_end(q));
    if (arena_failed(a)) return out_of_memory(f);
    *out = all;
    *count = n;
    return OK;
}

static code judge(arena *a, db *d, const scope *s, const open_promise *p, day today,
                  follow_report_due *out, fault *f) {
    str *reports = NULL;
    size_t n = 0, room = 0;
    query *q = db_query(d, "SELECT on_date FROM progress WHERE commitment_id = $1", f);
    bind_int(q, 1, p->id);
    while (query_row(q)) {
        str *grown = arena_grow(a, reports, n, &room, sizeof *grown);
        if (!grown) break;
        reports = grown;
        reports[n++] = column_copy(a, q, 0);
    }
    TRY(query_end(q));
    return follow_reporting(a, s->sessions, s->session_count, p->made, reports, n, today,
                            REPORT_AHEAD_DAYS, out, f);
}

typedef struct {
    int64_t id;
    follow_report_due due;
    const scope *scope;
} judged;

typedef struct {
    judged *items;
    size_t count, room;
} judged_list;

static code judged_add(arena *a, judged_list *l, judged x, fault *f) {
    for (size_t i = 0; i < l->count; i++) /* under a roadmap, and between its sides: once */
        if (l->items[i].id == x.id) return OK;
    judged *grown = arena_grow(a, l->items, l->count, &l->room, sizeof *grown);
    if (!grown) return out_of_memory(f);
    l->items = grown;
    grown[l->count++] = x;
    return OK;
}

static int by_day(const void *a, const void *b) {
    const judged *x = a, *y = b;
    if (x->due.by != y->due.by) return x->due.by < y->due.by ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static int by_asked(const void *a, const void *b) {
    const scope *x = a, *y = b;
    if (x->by != y->by) return x->by < y->by ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static int by_number(const void *a, const void *b) {
    const open_promise *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static const char sql_owner[] =
    "SELECT group_concat(a.name, '; ') FROM record_party p JOIN actor a ON a.id = p.actor_id "
    "WHERE p.record_id = $1 AND p.role IN ('owner', 'body')";

static code rows_make(arena *a, db *d, const judged_list *l, day today, size_t limit,
                      report_row **out, size_t *count, fault *f) {
    size_t n = l->count < limit ? l->count : limit;
    report_row *rows = arena_array(a, n + 1, sizeof *rows);
    if (!rows) return out_of_memory(f);
    for (size_t i = 0; i < n; i++) {
        rows[i] = (report_row){.due = l->items[i].due, .session = S(""), .owner = S("")};
        TRY(record_find(a, d, l->items[i].id, today, &rows[i].row, f));
        const scope *s = l->items[i].scope;
        for (size_t k = 0; k < s->session_count; k++)
            if (s->sessions[k].id == rows[i].due.session) rows[i].session = s->sessions[k].name;
        query *q = db_query(d, sql_owner, f);
        bind_int(q, 1, l->items[i].id);
        if (query_row(q) && !column_null(q, 0)) rows[i].owner = column_copy(a, q, 0);
        TRY(query_end(q));
    }
    *out = rows;
    *count = n;
    return OK;
}

/* The day before the session that asks for a report of that kind: the first that is near, or, where
 * none is, the last that was held. */
static day asked_by(const scope *s, bool missing, day today) {
    day held = DAY_OPEN, near = DAY_OPEN;
    for (size_t i = 0; i < s->session_count; i++) {
        edtf e;
        if (edtf_parse(s->sessions[i].on, &e, NULL) != OK) continue;
        if (e.last < today && s->sessions[i].held) held = e.first - 1;
        if (e.last >= today && (int64_t)e.first - today <= REPORT_AHEAD_DAYS && near == DAY_OPEN)
            near = e.first - 1;
    }
    if (!missing) return near;
    return near == DAY_OPEN ? held : DAY_OPEN;
}

static bool concerns(const scope *s, const followed_filter *w) {
    if (w->parent && s->under != w->parent) return false;
    if (s->under || !w->state) return true;
    bool one = s->one == w->state || s->two == w->state;
    return one || w->other == 0; /* a third state may be a party to what two promised */
}

/* The ties whose sides meet at a session that can ask, the earliest first. */
static code asking_find(arena *a, db *d, const followed_filter *w, bool missing, day today,
                        scope **out, size_t *count, fault *f) {
    scope *all;
    attendance *who = NULL;
    size_t n, met = 0, kept = 0;
    TRY(scopes_read(a, d, &all, &n, f));
    if (n) TRY(attendance_read(a, d, missing, today, &who, &met, f));
    for (size_t i = 0; i < n; i++) {
        scope *s = &all[i];
        if (!concerns(s, w) || !meets(s, who, met)) continue;
        TRY(sessions_read(a, d, s, (int64_t)today - LOOK_BACK_DAYS, f));
        s->by = asked_by(s, missing, today);
        if (s->by != DAY_OPEN) all[kept++] = *s;
    }
    if (kept) qsort(all, kept, sizeof *all, by_asked);
    *out = all;
    *count = kept;
    return OK;
}

/* Whether as many are found as are wanted, and none of that day and from that number on can stand
 * before them. */
static bool is_full(const judged_list *found, size_t limit, day by, int64_t id) {
    const judged next = {.id = id, .due = {.by = by}};
    size_t before = 0;
    for (size_t i = 0; i < found->count; i++) before += by_day(&found->items[i], &next) < 0;
    return before >= limit;
}

/* What was promised since the last session was not asked for at it. */
static bool is_younger(const open_promise *p, day by) {
    edtf made;
    return p->made.n && edtf_parse(p->made, &made, NULL) == OK && made.last != DAY_OPEN &&
           made.last > by;
}

static code scope_judge(arena *a, db *d, const scope *s, const followed_filter *w,
                        follow_report_state wanted, day today, size_t limit, judged_list *found,
                        fault *f) {
    open_promise *all;
    size_t n;
    TRY(promises_read(a, d, s, w, &all, &n, f));
    if (n) qsort(all, n, sizeof *all, by_number);
    for (size_t i = 0; i < n && !is_full(found, limit, s->by, all[i].id); i++) {
        judged x = {.id = all[i].id, .scope = s};
        if (wanted == REPORT_MISSING && is_younger(&all[i], s->by)) continue;
        TRY(judge(a, d, s, &all[i], today, &x.due, f));
        if (x.due.state == wanted) TRY(judged_add(a, found, x, f));
    }
    return OK;
}

code report_browse(arena *a, db *d, const followed_filter *w, bool missing, day today, size_t limit,
                   report_row **out, size_t *count, fault *f) {
    scope *scopes;
    size_t n;
    judged_list found = {0};
    follow_report_state wanted = missing ? REPORT_MISSING : REPORT_DUE;
    TRY(asking_find(a, d, w, missing, today, &scopes, &n, f));
    for (size_t i = 0; i < n && !is_full(&found, limit, scopes[i].by, 0); i++)
        TRY(scope_judge(a, d, &scopes[i], w, wanted, today, limit, &found, f));
    if (found.count) qsort(found.items, found.count, sizeof *found.items, by_day);
    return rows_make(a, d, &found, today, limit, out, count, f);
}

static const char sql_holds[] =
    "WITH RECURSIVE above(id) AS (SELECT $1 UNION SELECT c.parent_id FROM above t CROSS JOIN "
    "commitment c ON c.id = t.id WHERE c.parent_id IS NOT NULL) SELECT 1 FROM above "
    "WHERE id = $2 AND id <> $1";
static const char sql_has_both[] =
    "SELECT 1 FROM record_party p JOIN record_party o ON o.record_id = p.record_id "
    "WHERE p.record_id = $1 AND p.actor_id = $2 AND o.actor_id = $3";

static code holds(db *d, const scope *s, int64_t id, bool *out, fault *f) {
    query *q = db_query(d, s->under ? sql_holds : sql_has_both, f);
    bind_int(q, 1, id);
    bind_int(q, 2, s->under ? s->under : s->one);
    if (!s->under) bind_int(q, 3, s->two);
    *out = query_row(q);
    return query_end(q);
}

code report_of(arena *a, db *d, int64_t id, day today, follow_report_due *out, fault *f) {
    scope *scopes;
    size_t n;
    open_promise p = {.id = id, .made = S("")};
    *out = (follow_report_due){.by = DAY_NONE, .reason = S("")};
    query *q = db_query(d,
                        "SELECT r.date FROM record r JOIN commitment c ON c.id = r.id WHERE "
                        "r.id = $1 AND c.closed = 0 AND r.modality = 'planned'",
                        f);
    bind_int(q, 1, id);
    bool open = query_row(q);
    if (open) p.made = column_copy(a, q, 0);
    TRY(query_end(q));
    if (!open) return OK;
    TRY(scopes_read(a, d, &scopes, &n, f));
    for (size_t i = 0; i < n && out->state == REPORT_NOT_ASKED; i++) {
        bool in;
        TRY(holds(d, &scopes[i], id, &in, f));
        if (!in) continue;
        TRY(sessions_read(a, d, &scopes[i], (int64_t)today - LOOK_BACK_DAYS, f));
        TRY(judge(a, d, &scopes[i], &p, today, out, f));
    }
    return OK;
}

/* The sessions up to one: what came after it is not looked at. False: it is none of them. */
static bool cut_after(scope *s, int64_t session_id) {
    for (size_t i = 0; i < s->session_count; i++) {
        if (s->sessions[i].id != session_id) continue;
        s->session_count = i + 1;
        return true;
    }
    return false;
}

/* What is open and reports at a session. `today` DAY_NONE: not judged. */
static code report_gather(arena *a, db *d, int64_t session_id, day today, judged_list *found,
                          fault *f) {
    static const followed_filter any = FOLLOWED_ANY;
    scope *scopes;
    attendance *who = NULL;
    size_t n, met = 0;
    TRY(scopes_read(a, d, &scopes, &n, f));
    if (n) TRY(attendance_of(a, d, session_id, &who, &met, f));
    for (size_t i = 0; i < n; i++) {
        open_promise *all;
        size_t m;
        if (!meets(&scopes[i], who, met)) continue;
        TRY(sessions_read(a, d, &scopes[i], INT32_MIN, f));
        if (!cut_after(&scopes[i], session_id)) continue;
        TRY(promises_read(a, d, &scopes[i], &any, &all, &m, f));
        for (size_t k = 0; k < m; k++) {
            judged x = {.id = all[k].id, .scope = &scopes[i]};
            if (today != DAY_NONE) TRY(judge(a, d, &scopes[i], &all[k], today, &x.due, f));
            TRY(judged_add(a, found, x, f));
        }
    }
    return OK;
}

code report_at(arena *a, db *d, int64_t session_id, day today, report_row **out, size_t *count,
               fault *f) {
    judged_list found = {0};
    TRY(report_gather(a, d, session_id, today, &found, f));
    return rows_make(a, d, &found, today, PROMISES_MOST, out, count, f);
}

static code ids_of(arena *a, const judged_list *l, int64_t **ids, size_t *count, fault *f) {
    *ids = arena_array(a, l->count + 1, sizeof **ids);
    if (!*ids) return out_of_memory(f);
    for (size_t i = 0; i < l->count; i++) (*ids)[i] = l->items[i].id;
    *count = l->count;
    return OK;
}

code report_promises(arena *a, db *d, int64_t session_id, int64_t **ids, size_t *count, fault *f) {
    static const followed_filter any = FOLLOWED_ANY;
    judged_list found = {0};
    TRY(report_gather(a, d, session_id, DAY_NONE, &found, f));
    if (found.count) return ids_of(a, &found, ids, count, f);
    scope sides = {.words = S("any")};
    open_promise *all;
    size_t n;
    query *q = db_query(d, sql_sides, f);
    bind_int(q, 1, session_id);
    if (query_row(q)) sides.one = column_int(q, 0);
    if (query_row(q)) sides.two = column_int(q, 0);
    TRY(query_end(q));
    *count = 0;
    if (!sides.two) return OK; /* of one state there is too much */
    TRY(promises_read(a, d, &sides, &any, &all, &n, f));
    for (size_t i = 0; i < n; i++)
        TRY(judged_add(a, &found, (judged){.id = all[i].id, .scope = &sides}, f));
    return ids_of(a, &found, ids, count, f);
}

code record_sessions(arena *a, db *d, int64_t id, str *out, fault *f) {
    query *q = db_query(d,
                        "SELECT sessions FROM instrument WHERE id = $1 UNION ALL SELECT sessions "
                        "FROM commitment WHERE id = $1",
                        f);
    bind_int(q, 1, id);
    *out = query_row(q) ? column_copy(a, q, 0) : S("");
    TRY(query_end(q));
    return out->p ? OK : out_of_memory(f);
}

code pair_reporting_find(arena *a, db *d, int64_t one, int64_t other, str *out, fault *f) {
    query *q = db_query(d, "SELECT sessions FROM pair_reporting WHERE a_id = $1 AND b_id = $2", f);
    bind_int(q, 1, one < other ? one : other);
    bind_int(q, 2, one < other ? other : one);
    *out = query_row(q) ? column_copy(a, q, 0) : S("");
    TRY(query_end(q));
    return out->p ? OK : out_of_memory(f);
}

code pair_reporting_set(change *c, int64_t one, int64_t other, str sessions, fault *f) {
    if (one == other) return fault_set(f, INVALID, "pair", "two different states are wanted");
    str was;
    TRY(pair_reporting_find(c->a, c->d, one, other, &was, f));
    c->idle = str_eq(was, sessions);
    if (c->idle) return OK;
    query *q = db_query(
        c->d,
        sessions.n ? "INSERT INTO pair_reporting(a_id, b_id, sessions) VALUES ($1, $2, $3) "
                     "ON CONFLICT (a_id, b_id) DO UPDATE SET sessions = $3"
                   : "DELETE FROM pair_reporting WHERE a_id = $1 AND b_id = $2",
        f);
    bind_int(q, 1, one < other ? one : other);
    bind_int(q, 2, one < other ? other : one);
    if (sessions.n) bind_str(q, 3, sessions);
    return query_run(q);
}
