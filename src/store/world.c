/* Counts over the world: partners on a day, sectors. */
#include "store/world.h"

#include "store/partner.h"
#include "store/record_read.h"

static const char sql_partners[] =
    "SELECT o.actor_id, p.record_id, p.sort_day FROM record_party p "
    "CROSS JOIN record r ON r.id = p.record_id "
    "CROSS JOIN record_party o ON o.record_id = p.record_id AND o.actor_id <> $1 "
    "WHERE p.actor_id = $1 AND p.family = 'instrument' AND p.sort_day <= $2 "
    "AND p.role = 'side' AND o.role = 'side' AND r.modality = 'done' AND r.withdrawn_at IS NULL "
    "ORDER BY p.sort_day, p.record_id";

code world_partners(arena *a, db *d, int64_t actor_id, day on, partner **out, size_t *count,
                    fault *f) {
    query *q = db_query(d, sql_partners, f);
    bind_int(q, 1, actor_id);
    bind_int(q, 2, on);
    return partners_count(a, d, q, out, count, f);
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
