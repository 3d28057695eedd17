/* Counts over the world: partners on a day, sectors. */
#include "store/world.h"

#include "store/partner.h"
#include "store/record_read.h"

static const char sql_partners[] =
    "SELECT p.record_id, p.sort_day, o.actors FROM record_party p "
    "CROSS JOIN together o ON o.id = p.record_id "
    "WHERE p.actor_id = $1 AND p.family = 'instrument' AND p.sort_day <= $2 "
    "AND p.role = 'side' ORDER BY p.sort_day, p.record_id";
/* What is planned is little: known by itself, tens of thousands of records need not be read. */
static const char sql_planned[] =
    "SELECT r.id FROM record r INDEXED BY record_planned WHERE r.modality = 'planned' "
    "AND r.family IN ('engagement', 'instrument') AND r.withdrawn_at IS NULL ORDER BY r.id";

code world_partners(arena *a, db *d, int64_t actor_id, day on, partner **out, size_t *count,
                    fault *f) {
    query *q = db_query(d, sql_partners, f);
    bind_int(q, 1, actor_id);
    bind_int(q, 2, on);
    partner_row *rows = NULL;
    withdrawn_set planned;
    size_t n = 0, done = 0;
    TRY(partner_rows_read(a, d, q, actor_id, "s", &rows, &n, f));
    TRY(ids_read(a, db_query(d, sql_planned, f), &planned.ids, &planned.count, f));
    for (size_t i = 0; i < n; i++)
        if (!withdrawn_has(&planned, rows[i].record)) rows[done++] = rows[i];
    n = done;
    return partners_count(a, d, rows, n, out, count, f);
}

code world_sectors(db *d, int64_t out[SECTOR_COUNT][RECORD_COUNT], fault *f) {
    for (sector s = 0; s < SECTOR_COUNT; s++)
        for (record k = 0; k < RECORD_COUNT; k++) {
            query *q = db_query(
                d, "SELECT count(*) FROM record_sector WHERE sector = $1 AND family = $2", f);
            bind_z(q, 1, sector_name(s));
            bind_z(q, 2, record_name(k));
            out[s][k] = query_row(q) ? column_int(q, 0) : 0;
            TRY(query_end(q));
        }
    return OK;
}

/* In the order of the index, so that a record in which the state has two parts is counted once. */
static const char sql_state_sectors[] =
    "SELECT p.record_id, x.sector FROM record_party p CROSS JOIN record_sector x "
    "ON x.record_id = p.record_id WHERE p.actor_id = $1 AND p.family = $2 "
    "AND p.role <> 'concerned' AND NOT " WITHDRAWN(
        "p.record_id") "ORDER BY p.family, p.sort_day, p.record_id";

code world_state_sectors(arena *a, db *d, int64_t actor_id, int64_t out[SECTOR_COUNT][RECORD_COUNT],
                         fault *f) {
    withdrawn_set gone;
    TRY(withdrawn_read(a, d, &gone, f));
    for (sector s = 0; s < SECTOR_COUNT; s++)
        for (record k = 0; k < RECORD_COUNT; k++) out[s][k] = 0;
    for (record k = 0; k < RECORD_COUNT; k++) {
        query *q = db_query(d, sql_state_sectors, f);
        int64_t last = 0;
        sector_set counted = 0;
        bind_int(q, 1, actor_id);
        bind_z(q, 2, record_name(k));
        while (query_row(q)) {
            sector s;
            int64_t id = column_int(q, 0);
            if (id != last) counted = withdrawn_has(&gone, id) ? ~(sector_set)0 : 0;
            last = id;
            if (!sector_of(column_str(q, 1), &s) || counted >> s & 1) continue;
            counted |= (sector_set)1 << s;
            out[s][k]++;
        }
        TRY(query_end(q));
    }
    return OK;
}

static const char sql_met[] =
    "SELECT r.id FROM record r WHERE r.family = 'engagement' AND r.sort_day BETWEEN $1 AND $2 "
    "AND r.withdrawn_at IS NULL AND ($3 IS NULL OR EXISTS (SELECT 1 FROM record_party p "
    "WHERE p.record_id = r.id AND p.actor_id = $3)) ORDER BY r.sort_day, r.id LIMIT 200";

code world_engagements(arena *a, db *d, int64_t actor_id, day from, day until, day today,
                       record_row **out, size_t *count, fault *f) {
    int64_t *ids;
    size_t n;
    query *q = db_query(d, sql_met, f);
    bind_int(q, 1, from);
    bind_int(q, 2, until);
    bind_id(q, 3, actor_id);
    TRY(ids_read(a, q, &ids, &n, f));
    return rows_find(a, d, ids, n, today, out, count, f);
}
