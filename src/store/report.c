#include "store/report_tie.h"

#include "store/record_read.h"

#include <stdlib.h>

enum { PROMISES_MOST = 1000 };

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

static code promises_read(arena *a, db *d, const tie *s, const followed_filter *w,
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

static code judge(arena *a, db *d, const tie *s, const open_promise *p, day today,
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
    const tie *tie;
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
    const tie *x = a, *y = b;
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
        const tie *s = l->items[i].tie;
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
static day asked_by(const tie *s, bool missing, day today) {
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

static bool concerns(const tie *s, const followed_filter *w) {
    if (w->parent && s->under != w->parent) return false;
    if (s->under || !w->state) return true;
    bool one = s->one == w->state || s->two == w->state;
    return one || w->other == 0; /* a third state may be a party to what two promised */
}

/* The ties whose sides meet at a session that can ask, the earliest first. */
static code asking_find(arena *a, db *d, const followed_filter *w, bool missing, day today,
                        tie **out, size_t *count, fault *f) {
    tie *all;
    attendance *who = NULL;
    size_t n, met = 0, kept = 0;
    TRY(ties_read(a, d, &all, &n, f));
    if (n) TRY(attendance_read(a, d, missing, today, &who, &met, f));
    for (size_t i = 0; i < n; i++) {
        tie *s = &all[i];
        if (!concerns(s, w) || !tie_meets(s, who, met)) continue;
        TRY(tie_sessions(a, d, s, (int64_t)today - LOOK_BACK_DAYS, f));
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

static code tie_judge(arena *a, db *d, const tie *s, const followed_filter *w,
                      follow_report_state wanted, day today, size_t limit, judged_list *found,
                      fault *f) {
    open_promise *all;
    size_t n;
    TRY(promises_read(a, d, s, w, &all, &n, f));
    if (n) qsort(all, n, sizeof *all, by_number);
    for (size_t i = 0; i < n && !is_full(found, limit, s->by, all[i].id); i++) {
        judged x = {.id = all[i].id, .tie = s};
        if (wanted == REPORT_MISSING && is_younger(&all[i], s->by)) continue;
        TRY(judge(a, d, s, &all[i], today, &x.due, f));
        if (x.due.state == wanted) TRY(judged_add(a, found, x, f));
    }
    return OK;
}

code report_browse(arena *a, db *d, const followed_filter *w, bool missing, day today, size_t limit,
                   report_row **out, size_t *count, fault *f) {
    tie *ties;
    size_t n;
    judged_list found = {0};
    follow_report_state wanted = missing ? REPORT_MISSING : REPORT_DUE;
    TRY(asking_find(a, d, w, missing, today, &ties, &n, f));
    for (size_t i = 0; i < n && !is_full(&found, limit, ties[i].by, 0); i++)
        TRY(tie_judge(a, d, &ties[i], w, wanted, today, limit, &found, f));
    if (found.count) qsort(found.items, found.count, sizeof *found.items, by_day);
    return rows_make(a, d, &found, today, limit, out, count, f);
}

code report_of(arena *a, db *d, int64_t id, day today, follow_report_due *out, fault *f) {
    tie *ties;
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
    TRY(ties_read(a, d, &ties, &n, f));
    for (size_t i = 0; i < n && out->state == REPORT_NOT_ASKED; i++) {
        bool in;
        TRY(tie_holds(d, &ties[i], id, &in, f));
        if (!in) continue;
        TRY(tie_sessions(a, d, &ties[i], (int64_t)today - LOOK_BACK_DAYS, f));
        TRY(judge(a, d, &ties[i], &p, today, out, f));
    }
    return OK;
}

/* The sessions up to one: what came after it is not looked at. False: it is none of them. */
static bool cut_after(tie *s, int64_t session_id) {
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
    tie *ties;
    attendance *who = NULL;
    size_t n, met = 0;
    TRY(ties_read(a, d, &ties, &n, f));
    if (n) TRY(attendance_of(a, d, session_id, &who, &met, f));
    for (size_t i = 0; i < n; i++) {
        open_promise *all;
        size_t m;
        if (!tie_meets(&ties[i], who, met)) continue;
        TRY(tie_sessions(a, d, &ties[i], INT32_MIN, f));
        if (!cut_after(&ties[i], session_id)) continue;
        TRY(promises_read(a, d, &ties[i], &any, &all, &m, f));
        for (size_t k = 0; k < m; k++) {
            judged x = {.id = all[k].id, .tie = &ties[i]};
            if (today != DAY_NONE) TRY(judge(a, d, &ties[i], &all[k], today, &x.due, f));
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
    tie sides = {.words = S("any")};
    open_promise *all;
    size_t n;
    TRY(tie_sides(d, session_id, &sides, f));
    *count = 0;
    if (!sides.two) return OK; /* of one state there is too much */
    TRY(promises_read(a, d, &sides, &any, &all, &n, f));
    for (size_t i = 0; i < n; i++)
        TRY(judged_add(a, &found, (judged){.id = all[i].id, .tie = &sides}, f));
    return ids_of(a, &found, ids, count, f);
}
