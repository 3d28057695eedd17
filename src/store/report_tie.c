#include "store/report_tie.h"

#include "base/fold.h"
#include "store/record_read.h"

/* SPAN_DAYS: no session is told less exactly than to a year or two. */
enum { SPAN_DAYS = 800, TIES_MOST = 2000, SESSIONS_MOST = 200 };

static const char sql_sides[] =
    "SELECT p.actor_id FROM record_party p JOIN actor a ON a.id = p.actor_id "
    "WHERE p.record_id = $1 AND p.role IN ('side', 'debtor', 'participant', 'signatory') "
    "AND a.kind IN ('state', 'organisation') ORDER BY a.kind = 'organisation', p.actor_id LIMIT 2";
static const char sql_ties[] =
    "SELECT c.id, 0, 0, c.sessions FROM commitment c WHERE c.sessions <> '' AND NOT " WITHDRAWN(
        "c.id") "UNION ALL SELECT i.id, 0, 0, i.sessions FROM instrument i WHERE i.sessions <> '' "
                "AND NOT " WITHDRAWN("i.id") "UNION ALL SELECT 0, p.a_id, p.b_id, p.sessions "
                                             "FROM pair_reporting p LIMIT $1";
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

code tie_sides(db *d, int64_t record_id, tie *s, fault *f) {
    query *q = db_query(d, sql_sides, f);
    bind_int(q, 1, record_id);
    if (query_row(q)) s->one = column_int(q, 0);
    if (query_row(q)) s->two = column_int(q, 0);
    return query_end(q);
}

code ties_read(arena *a, db *d, tie **out, size_t *count, fault *f) {
    tie *all = arena_array(a, TIES_MOST, sizeof *all);
    size_t n = 0;
    if (!all) return out_of_memory(f);
    query *q = db_query(d, sql_ties, f);
    bind_int(q, 1, TIES_MOST);
    for (; n < TIES_MOST && query_row(q); n++)
        all[n] = (tie){.place = n,
                       .under = column_int(q, 0),
                       .one = column_int(q, 1),
                       .two = column_int(q, 2),
                       .words = column_copy(a, q, 3),
                       .tied = true};
    TRY(query_end(q));
    for (size_t i = 0; i < n; i++)
        if (all[i].under) TRY(tie_sides(d, all[i].under, &all[i], f));
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

code tie_sessions(arena *a, db *d, tie *s, int64_t from, fault *f) {
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

code attendance_read(arena *a, db *d, bool missing, day today, attendance **out, size_t *count,
                     fault *f) {
    query *q = db_query(d, missing ? sql_past : sql_coming, f);
    bind_int(q, 1, today);
    bind_int(q, 2, (int64_t)today - (missing ? LOOK_BACK_DAYS : SPAN_DAYS));
    bind_int(q, 3, (int64_t)today + (missing ? 0 : REPORT_AHEAD_DAYS));
    return attendance_take(a, q, out, count, f);
}

code attendance_of(arena *a, db *d, int64_t session_id, attendance **out, size_t *count, fault *f) {
    query *q = db_query(d, "SELECT record_id, actor_id FROM record_party WHERE record_id = $1", f);
    bind_int(q, 1, session_id);
    return attendance_take(a, q, out, count, f);
}

bool tie_meets(const tie *s, const attendance *all, size_t count) {
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

static const char sql_holds[] =
    "WITH RECURSIVE above(id) AS (SELECT $1 UNION SELECT c.parent_id FROM above t CROSS JOIN "
    "commitment c ON c.id = t.id WHERE c.parent_id IS NOT NULL) SELECT 1 FROM above "
    "WHERE id = $2 AND id <> $1";
static const char sql_has_both[] =
    "SELECT 1 FROM record_party p JOIN record_party o ON o.record_id = p.record_id "
    "WHERE p.record_id = $1 AND p.actor_id = $2 AND o.actor_id = $3";

code tie_holds(db *d, const tie *s, int64_t id, bool *out, fault *f) {
    query *q = db_query(d, s->under ? sql_holds : sql_has_both, f);
    bind_int(q, 1, id);
    bind_int(q, 2, s->under ? s->under : s->one);
    if (!s->under) bind_int(q, 3, s->two);
    *out = query_row(q);
    return query_end(q);
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
