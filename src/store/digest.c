/* What changed, is late, comes due and waits, of a pair, a state, or all. */
#include "store/digest.h"

#include "store/record_read.h"

#include <string.h>

/* Entries stand in order of their time: from the newest back until one is older. */
static code entry_since(db *d, day since, int64_t *out, fault *f) {
    char from[16];
    int64_t first = INT64_MAX;
    day_format(since, from);
    query *q = db_query(d, "SELECT id, at FROM entry ORDER BY id DESC", f);
    while (query_row(q) && str_cmp(column_str(q, 1), str_of(from)) >= 0) first = column_int(q, 0);
    *out = first;
    return query_end(q);
}

static const char sql_changed[] =
    "SELECT x.record_id, max(e.id), e.at, group_concat(DISTINCT e.action), count(*) OVER () "
    "FROM entry e CROSS JOIN entry_record x ON x.entry_id = e.id WHERE e.id >= $1 "
    "AND ($2 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = x.record_id "
    "AND y.actor_id = $2)) AND ($3 IS NULL OR EXISTS (SELECT 1 FROM record_party y "
    "WHERE y.record_id = x.record_id AND y.actor_id = $3)) "
    "GROUP BY x.record_id ORDER BY 2 DESC, 1 LIMIT $4";

static code changed_find(arena *a, db *d, const followed_filter *w, day since, day today,
                         digest *out, fault *f) {
    int64_t first;
    changed_row *rows = arena_array(a, DIGEST_MOST, sizeof *rows);
    size_t n = 0;
    if (!rows) return out_of_memory(f);
    TRY(entry_since(d, since, &first, f));
    query *q = db_query(d, sql_changed, f);
    bind_int(q, 1, first);
    bind_id(q, 2, w->state);
    bind_id(q, 3, w->other);
    bind_int(q, 4, DIGEST_MOST);
    while (query_row(q)) {
        rows[n].row.id = column_int(q, 0);
        rows[n].at = column_copy(a, q, 2);
        rows[n++].actions = column_copy(a, q, 3);
        out->changed_total = (size_t)column_int(q, 4);
    }
    TRY(query_end(q));
    if (arena_failed(a)) return out_of_memory(f);
    for (size_t i = 0; i < n; i++) TRY(record_listed(a, d, rows[i].row.id, today, &rows[i].row, f));
    out->changed = rows;
    out->changed_count = n;
    return OK;
}

/* The first of them, and how many there are. */
static code due_find(arena *a, db *d, const followed_filter *w, day from, day until, day today,
                     promise_row **out, size_t *count, size_t *total, fault *f) {
    str after = S("");
    promise_page page;
    do {
        TRY(promise_due(a, d, w, from, until, today, after, *total ? 500 : DIGEST_MOST, &page, f));
        if (*total == 0) {
            *out = page.items;
            *count = page.count;
        }
        *total += page.count;
        after = page.next;
    } while (after.n);
    return OK;
}

static bool has_party(const record_row *row, int64_t id) {
    bool found = id == 0;
    for (size_t i = 0; i < row->party_count && !found; i++) found = row->parties[i].actor.id == id;
    return found;
}

static code proposals_find(arena *a, db *d, const followed_filter *w, day today, digest *out,
                           fault *f) {
    str after = S("");
    proposal_page page;
    proposal *kept = arena_array(a, DIGEST_MOST, sizeof *kept);
    if (!kept) return out_of_memory(f);
    do {
        TRY(proposal_browse(a, d, 0, today, after, 200, &page, f));
        for (size_t i = 0; i < page.count; i++) {
            const record_row *r = &page.items[i].promise;
            if (!has_party(r, w->state) || !has_party(r, w->other)) continue;
            if (out->proposal_count < DIGEST_MOST) kept[out->proposal_count++] = page.items[i];
            out->proposal_total++;
        }
        after = page.next;
    } while (after.n);
    out->proposals = kept;
    return OK;
}

static code reports_find(arena *a, db *d, const followed_filter *w, day today, digest *out,
                         fault *f) {
    report_row *due, *missing;
    size_t n, m;
    TRY(report_browse(a, d, w, false, today, DIGEST_MOST, &due, &n, f));
    TRY(report_browse(a, d, w, true, today, DIGEST_MOST, &missing, &m, f));
    out->reports = arena_array(a, n + m + 1, sizeof *out->reports);
    if (!out->reports) return out_of_memory(f);
    for (size_t i = 0; i < n + m; i++) out->reports[i] = i < n ? due[i] : missing[i - n];
    out->report_count = n + m;
    return OK;
}

code digest_find(arena *a, db *d, const followed_filter *w, day since, day today, int days,
                 digest *out, fault *f) {
    digest x = {0};
    const legal_filter law = {
        .state = w->state, .other = w->other, .sector = SECTOR_COUNT, .until = today + days};
    TRY(changed_find(a, d, w, since, today, &x, f));
    TRY(due_find(a, d, w, DAY_NONE, today - 1, today, &x.late, &x.late_count, &x.late_total, f));
    TRY(due_find(a, d, w, today, today + days, today, &x.soon, &x.soon_count, &x.soon_total, f));
    TRY(legal_browse(a, d, &law, today, DIGEST_MOST, &x.legal, &x.legal_count, f));
    TRY(reports_find(a, d, w, today, &x, f));
    TRY(proposals_find(a, d, w, today, &x, f));
    *out = x;
    return OK;
}
