/* A state by itself, and two states together. */
#include "store/front.h"

#include "store/record_read.h"

enum { SOON_DAYS = 90, LIST = 100 };

/* Whether a record was withdrawn is asked of an index of their numbers: of a state with tens of
 * thousands, the records themselves are far apart. */
static const char sql_families[] =
    "SELECT p.family, count(DISTINCT p.record_id) FROM record_party p CROSS JOIN record r "
    "INDEXED BY record_newest ON r.id = p.record_id WHERE p.actor_id = $1 "
    "AND p.role <> 'concerned' AND r.withdrawn_at IS NULL GROUP BY p.family";
static const char sql_partners[] =
    "SELECT a.id, a.kind, a.code, a.name, w.count, w.newest FROM (SELECT o.actor_id AS id, "
    "count(DISTINCT p.record_id) AS count, max(p.sort_day) AS newest FROM record_party p "
    "CROSS JOIN record r INDEXED BY record_newest ON r.id = p.record_id "
    "CROSS JOIN record_party o ON o.record_id = p.record_id AND o.actor_id <> $1 "
    "WHERE p.actor_id = $1 AND p.role IN ('side', 'debtor', 'beneficiary') "
    "AND o.role IN ('side', 'debtor', 'beneficiary') AND r.withdrawn_at IS NULL "
    "GROUP BY o.actor_id) w CROSS JOIN actor a ON a.id = w.id WHERE a.kind = 'state' "
    "ORDER BY w.count DESC, a.name LIMIT 300";
static const char sql_memberships[] =
    "SELECT m.id FROM membership m JOIN record r ON r.id = m.id WHERE (m.member_id = $1 OR "
    "m.organisation_id = $1) AND r.withdrawn_at IS NULL ORDER BY r.sort_day DESC LIMIT 100";
static const char sql_shared[] =
    "SELECT m.id FROM membership m JOIN record r ON r.id = m.id WHERE m.member_id = $1 "
    "AND r.withdrawn_at IS NULL AND r.kind = 'joined' AND EXISTS (SELECT 1 FROM membership o "
    "JOIN record s ON s.id = o.id WHERE o.member_id = $2 AND s.withdrawn_at IS NULL "
    "AND s.kind = 'joined' AND o.organisation_id = m.organisation_id) "
    "ORDER BY r.sort_day DESC LIMIT 100";

static code partners_find(arena *a, db *d, state_page *out, fault *f) {
    size_t capacity = 0;
    query *q = db_query(d, sql_partners, f);
    bind_int(q, 1, out->actor.ref.id);
    while (query_row(q)) {
        partner *grown = arena_grow(a, out->partners, out->partner_count, &capacity, sizeof *grown);
        if (!grown) break;
        out->partners = grown;
        partner *p = &grown[out->partner_count++];
        actor_ref_read(a, q, 0, &p->other);
        p->records = column_int(q, 4);
        day newest = column_day(q, 5, DAY_NONE);
        p->newest = newest == INT32_MIN + 1 ? DAY_NONE : newest;
    }
    return query_end(q);
}

static code rows_of(arena *a, db *d, query *q, day on, record_row **out, size_t *count, fault *f) {
    int64_t *ids;
    size_t n;
    TRY(ids_read(a, q, &ids, &n, f));
    return rows_find(a, d, ids, n, on, out, count, f);
}

code state_find(arena *a, db *d, str code_, day today, state_page *out, fault *f) {
    state_page page = {0};
    actor_ref ref;
    TRY(actor_find_code(a, d, code_, &ref, f));
    TRY(actor_find(a, d, ref.id, &page.actor, f));
    query *q = db_query(d, sql_families, f);
    bind_int(q, 1, ref.id);
    while (query_row(q)) {
        record family;
        if (record_of(column_str(q, 0), &family)) page.records[family] = column_int(q, 1);
    }
    TRY(query_end(q));
    TRY(partners_find(a, d, &page, f));
    TRY(commitment_due(a, d, DAY_NONE, today - 1, ref.id, 0, S(""), LIST, &page.late, f));
    TRY(commitment_due(a, d, today, today + SOON_DAYS, ref.id, 0, S(""), LIST, &page.soon, f));
    record_filter newest = RECORD_ANY;
    newest.state = ref.id;
    newest.on = today;
    TRY(record_browse(a, d, &newest, S(""), 20, &page.newest, f));
    q = db_query(d, sql_memberships, f);
    bind_int(q, 1, ref.id);
    TRY(rows_of(a, d, q, today, &page.memberships, &page.membership_count, f));
    if (arena_failed(a)) return out_of_memory(f);
    *out = page;
    return OK;
}

code pair_find(arena *a, db *d, str code_a, str code_b, day today, pair_page *out, fault *f) {
    pair_page page = {0};
    TRY(actor_find_code(a, d, code_a, &page.a, f));
    TRY(actor_find_code(a, d, code_b, &page.b, f));
    if (page.a.id == page.b.id)
        return fault_set(f, INVALID, "pair", "a pair is of two different states");
    for (int i = 0; i < RECORD_COUNT; i++) {
        record_filter both = RECORD_ANY;
        both.family = (record)i;
        both.state = page.a.id;
        both.other = page.b.id;
        both.on = today;
        TRY(record_browse(a, d, &both, S(""), LIST, &page.of[i], f));
    }
    day late_until = today - 1, soon_until = today + SOON_DAYS;
    int64_t x = page.a.id, y = page.b.id;
    TRY(commitment_due(a, d, DAY_NONE, late_until, x, y, S(""), LIST, &page.late, f));
    TRY(commitment_due(a, d, today, soon_until, x, y, S(""), LIST, &page.soon, f));
    TRY(commitment_due(a, d, soon_until + 1, DAY_OPEN, x, y, S(""), LIST, &page.open, f));
    query *q = db_query(d, sql_shared, f);
    bind_int(q, 1, x);
    bind_int(q, 2, y);
    TRY(rows_of(a, d, q, today, &page.shared, &page.shared_count, f));
    *out = page;
    return OK;
}
