#include "store/engagement.h"

#include "store/record_read.h"

static const char sql_engagement[] =
    "SELECT e.level, a.id, a.kind, a.code, a.name FROM engagement e "
    "LEFT JOIN actor a ON a.id = e.host_id WHERE e.id = $1";
static const char sql_outcomes[] =
    "SELECT l.from_id FROM link l JOIN record r ON r.id = l.from_id "
    "WHERE l.to_id = $1 AND l.kind = 'outcome_of' AND l.state = 'confirmed' "
    "ORDER BY r.family DESC, r.sort_day, r.id";

code engagement_find(arena *a, db *d, int64_t id, day on, engagement *out, fault *f) {
    engagement found = {0};
    TRY(record_find(a, d, id, on, &found.row, f));
    query *q = db_query(d, sql_engagement, f);
    bind_int(q, 1, id);
    bool there = query_row(q);
    if (there) {
        found.level = column_copy(a, q, 0);
        actor_ref_read(a, q, 1, &found.host);
    }
    TRY(query_end(q));
    if (!there) return fault_set(f, NOTFOUND, NULL, "no engagement %lld", (long long)id);
    q = db_query(d, sql_outcomes, f);
    bind_int(q, 1, id);
    int64_t *ids;
    size_t n;
    TRY(ids_read(a, q, &ids, &n, f));
    TRY(rows_find(a, d, ids, n, on, &found.outcomes, &found.outcome_count, f));
    *out = found;
    return OK;
}
