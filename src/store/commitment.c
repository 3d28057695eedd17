/* Promises: what is due when, what was planned, what was reported. */
#include "store/commitment.h"

#include "store/commitment_plan.h"
#include "store/measure.h"
#include "store/record_read.h"

#include <math.h>

static const char sql_due[] =
    "SELECT due, due_first, due_last, due_words, score, closed FROM commitment WHERE id = $1";

static code due_find(arena *a, db *d, int64_t id, due_row *out, fault *f) {
    due_row row = {0};
    TRY(record_listed(a, d, id, DAY_NONE, &row.row, f));
    query *q = db_query(d, sql_due, f);
    bind_int(q, 1, id);
    bool found = query_row(q);
    if (found) {
        row.due = column_copy(a, q, 0);
        row.due_first = column_day(q, 1, DAY_NONE);
        row.due_last = column_day(q, 2, row.due.n ? DAY_OPEN : DAY_NONE);
        row.due_words = column_copy(a, q, 3);
        row.score = column_copy(a, q, 4);
        row.closed = column_int(q, 5) != 0;
    }
    TRY(query_end(q));
    if (!found) return fault_set(f, NOTFOUND, NULL, "no commitment %lld", (long long)id);
    if (arena_failed(a)) return out_of_memory(f);
    *out = row;
    return OK;
}

static const char sql_plans[] =
    "SELECT p.version, p.start, p.due, p.reason, " SOURCE_COLUMNS
    " FROM plan p LEFT JOIN source s ON s.id = p.source_id WHERE p.commitment_id = $1 "
    "ORDER BY p.version";

static code plans_find(arena *a, db *d, int64_t id, commitment *out, fault *f) {
    size_t capacity = 0;
    query *q = db_query(d, sql_plans, f);
    bind_int(q, 1, id);
    while (query_row(q)) {
        plan_row *grown = arena_grow(a, out->plans, out->plan_count, &capacity, sizeof *grown);
        if (!grown) break;
        out->plans = grown;
        plan_row *p = &grown[out->plan_count++];
        *p = (plan_row){.version = column_int(q, 0),
                        .start = column_copy(a, q, 1),
                        .due = column_copy(a, q, 2),
                        .reason = column_copy(a, q, 3)};
        source_ref_read(a, q, 4, &p->source);
    }
    return query_end(q);
}

static double real_of(query *q, int i) {
    return column_null(q, i) ? NAN : column_real(q, i);
}

static const char sql_progress[] =
    "SELECT p.id, p.on_date, p.score, p.note, p.start_byte, p.end_byte, "
    "CAST(substr(CAST(s.text AS BLOB), p.start_byte + 1, p.end_byte - p.start_byte) AS TEXT), "
    "p.value, a.id, a.kind, a.code, a.name, " SOURCE_COLUMNS
    " FROM progress p LEFT JOIN actor a ON a.id = p.reporter_id "
    "LEFT JOIN source s ON s.id = p.source_id WHERE p.commitment_id = $1 "
    "ORDER BY p.on_first, p.id";

static code progress_find(arena *a, db *d, int64_t id, commitment *out, fault *f) {
    size_t capacity = 0;
    query *q = db_query(d, sql_progress, f);
    bind_int(q, 1, id);
    while (query_row(q)) {
        progress_row *grown =
            arena_grow(a, out->progress, out->progress_count, &capacity, sizeof *grown);
        if (!grown) break;
        out->progress = grown;
        progress_row *p = &grown[out->progress_count++];
        *p = (progress_row){.id = column_int(q, 0),
                            .on = column_copy(a, q, 1),
                            .score = column_copy(a, q, 2),
                            .note = column_copy(a, q, 3),
                            .start = (size_t)column_int(q, 4),
                            .end = (size_t)column_int(q, 5),
                            .text = column_copy(a, q, 6),
                            .value = real_of(q, 7)};
        actor_ref_read(a, q, 8, &p->reporter);
        source_ref_read(a, q, 12, &p->source);
    }
    return query_end(q);
}

static const char sql_commitment[] = "SELECT c.parent_id, p.label, c.pillar, c.weight, c.sessions "
                                     "FROM commitment c LEFT JOIN record p ON p.id = c.parent_id "
                                     "WHERE c.id = $1";

code commitment_find(arena *a, db *d, int64_t id, commitment *out, fault *f) {
    commitment found = {0};
    TRY(due_find(a, d, id, &found.due, f));
    query *q = db_query(d, sql_commitment, f);
    bind_int(q, 1, id);
    if (query_row(q)) {
        found.parent_id = column_int(q, 0);
        found.parent_label = column_copy(a, q, 1);
        found.pillar = column_copy(a, q, 2);
        found.weight = real_of(q, 3);
        found.sessions = column_copy(a, q, 4);
    }
    TRY(query_end(q));
    TRY(measure_find(a, d, id, &found.has_measure, &found.measure, f));
    TRY(plans_find(a, d, id, &found, f));
    TRY(progress_find(a, d, id, &found, f));
    if (arena_failed(a)) return out_of_memory(f);
    *out = found;
    return OK;
}

#define DUE_REST                                                                                   \
    "AND c.closed = 0 AND c.due_last >= $1 AND c.due_last <= $2 "                                  \
    "AND (c.due_last, c.id) > ($3, $4) AND ($8 IS NULL OR EXISTS (SELECT 1 FROM record_party z "   \
    "WHERE z.record_id = c.id AND z.actor_id = $8)) AND ($6 IS NULL OR EXISTS (SELECT 1 FROM "     \
    "record_party y "                                                                              \
    "WHERE y.record_id = c.id AND y.actor_id = $6)) "                                              \
    "AND NOT " WITHDRAWN("c.id") "ORDER BY c.due_last, c.id LIMIT $5"
static const char sql_due_all[] =
    "SELECT c.id, c.due_last FROM commitment c WHERE c.due_last IS NOT NULL " DUE_REST;
static const char sql_due_state[] =
    "SELECT DISTINCT c.id, c.due_last FROM record_party p CROSS JOIN commitment c "
    "ON c.id = p.record_id WHERE p.actor_id = $7 AND p.family = 'commitment' " DUE_REST;
/* Of two, the few that both have part in are known before any promise is read. */
static const char sql_due_pair[] =
    "SELECT DISTINCT c.id, c.due_last FROM record_party p CROSS JOIN record_party o "
    "ON o.record_id = p.record_id AND o.actor_id = $6 CROSS JOIN commitment c "
    "ON c.id = p.record_id WHERE p.actor_id = $7 AND p.family = 'commitment' " DUE_REST;

code commitment_due(arena *a, db *d, day from, day until, int64_t state, int64_t other, str after,
                    size_t limit, due_page *out, fault *f) {
    enum { DAYS_FEW = 400 };
    int64_t day_key = INT64_MIN, id_key = 0;
    if (after.n && !key_read(after, &day_key, &id_key))
        return fault_set(f, INVALID, "after", "no key of this list");
    if (limit == 0 || limit > 500) limit = 500;
    due_page page = {.items = arena_array(a, limit, sizeof *page.items), .next = S("")};
    int64_t *ids = arena_array(a, limit, sizeof *ids), last_day = 0;
    if (!page.items || !ids) return out_of_memory(f);
    /* In few days little is due: then the days are the shorter way in. */
    bool by_day = !state || (int64_t)until - from < DAYS_FEW;
    if (!by_day && !other) TRY(actor_is_busy(d, state, &by_day, f));
    query *q = db_query(d, by_day ? sql_due_all : other ? sql_due_pair : sql_due_state, f);
    bind_int(q, 1, from);
    bind_int(q, 2, until);
    bind_int(q, 3, day_key);
    bind_int(q, 4, id_key);
    bind_int(q, 5, (int64_t)limit + 1);
    bind_id(q, 6, other);
    if (by_day)
        bind_id(q, 8, state);
    else
        bind_int(q, 7, state);
    bool more = false;
    size_t n = 0;
    while (query_row(q)) {
        more = n == limit;
        if (more) break;
        ids[n++] = column_int(q, 0);
        last_day = column_int(q, 1);
    }
    TRY(query_end(q));
    for (; page.count < n; page.count++)
        TRY(due_find(a, d, ids[page.count], &page.items[page.count], f));
    if (more) page.next = key_write(a, last_day, ids[n - 1]);
    if (!page.next.p) return out_of_memory(f);
    *out = page;
    return OK;
}

code commitment_children(arena *a, db *d, int64_t parent, due_row **out, size_t *count, fault *f) {
    query *q = db_query(d,
                        "SELECT c.id FROM commitment c JOIN record r ON r.id = c.id "
                        "WHERE c.parent_id = $1 AND r.withdrawn_at IS NULL "
                        "ORDER BY c.due_last IS NULL, c.due_last, c.id",
                        f);
    bind_int(q, 1, parent);
    int64_t *ids;
    size_t n;
    TRY(ids_read(a, q, &ids, &n, f));
    due_row *rows = arena_array(a, n + 1, sizeof *rows);
    if (!rows) return out_of_memory(f);
    for (size_t i = 0; i < n; i++) TRY(due_find(a, d, ids[i], &rows[i], f));
    *out = rows;
    *count = n;
    return OK;
}
