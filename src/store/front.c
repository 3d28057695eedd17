/* The front page's lists and counts. */
#include "store/front.h"

#include "store/record_read.h"

code front_counts(db *d, register_counts *out, fault *f) {
    register_counts n = {0};
    query *q = db_query(d, "SELECT name, count FROM tally", f);
    while (query_row(q)) {
        str name = column_str(q, 0);
        int64_t count = column_int(q, 1);
        record family;
        if (record_of(name, &family)) n.records[family] = count;
        if (str_eq_z(name, "source")) n.sources = count;
        if (str_eq_z(name, "waiting")) n.waiting = count;
        if (str_eq_z(name, "agency") || str_eq_z(name, "company")) n.bodies += count;
    }
    TRY(query_end(q));
    const char *kinds[] = {"state", "organisation"};
    int64_t *to[] = {&n.states, &n.organisations};
    for (int i = 0; i < 2; i++) {
        q = db_query(d,
                     "SELECT count(*) FROM actor a WHERE a.kind = $1 AND EXISTS (SELECT 1 FROM "
                     "record_party p WHERE p.actor_id = a.id)",
                     f);
        bind_z(q, 1, kinds[i]);
        if (query_row(q)) *to[i] = column_int(q, 0);
        TRY(query_end(q));
    }
    *out = n;
    return OK;
}

static code newest_find(arena *a, db *d, day today, size_t limit, record_page *out, fault *f) {
    query *q = db_query(
        d, "SELECT id FROM record WHERE withdrawn_at IS NULL ORDER BY id DESC LIMIT $1", f);
    bind_int(q, 1, (int64_t)limit);
    int64_t *ids;
    size_t n;
    TRY(ids_read(a, q, &ids, &n, f));
    out->next = S("");
    return rows_find(a, d, ids, n, today, &out->items, &out->count, f);
}

code front_find(arena *a, db *d, day today, int days, size_t limit, front *out, fault *f) {
    front page = {0};
    TRY(front_counts(d, &page.counts, f));
    TRY(newest_find(a, d, today, limit, &page.newest, f));
    TRY(commitment_due(a, d, DAY_NONE, today - 1, 0, 0, S(""), limit, &page.late, f));
    TRY(commitment_due(a, d, today, today + days, 0, 0, S(""), limit, &page.soon, f));
    TRY(source_browse(a, d, true, S(""), limit, &page.waiting, f));
    *out = page;
    return OK;
}
