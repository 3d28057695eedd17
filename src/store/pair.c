/* A state by itself, and two states together. */
#include "store/front.h"

#include "store/partner.h"
#include "store/record_read.h"

enum { SOON_DAYS = 90, LIST = 70 };

static const char sql_families[] =
    "SELECT p.record_id FROM record_party p WHERE p.actor_id = $1 AND p.family = $2 "
    "AND p.role <> 'concerned' ORDER BY p.sort_day, p.record_id";
static const char sql_partners[] =
    "SELECT p.record_id, p.sort_day, o.actors FROM record_party p "
    "CROSS JOIN together o ON o.id = p.record_id "
    "WHERE p.actor_id = $1 AND p.role IN ('side', 'debtor', 'beneficiary') "
    "ORDER BY p.family, p.sort_day, p.record_id";
static const char sql_memberships[] =
    "SELECT m.id FROM membership m JOIN record r ON r.id = m.id WHERE (m.member_id = $1 OR "
    "m.organisation_id = $1) AND r.withdrawn_at IS NULL ORDER BY r.sort_day DESC LIMIT 100";
static const char sql_shared[] =
    "SELECT m.id FROM membership m JOIN record r ON r.id = m.id WHERE m.member_id = $1 "
    "AND r.withdrawn_at IS NULL AND r.kind = 'joined' AND EXISTS (SELECT 1 FROM membership o "
    "JOIN record s ON s.id = o.id WHERE o.member_id = $2 AND s.withdrawn_at IS NULL "
    "AND s.kind = 'joined' AND o.organisation_id = m.organisation_id) "
    "ORDER BY r.sort_day DESC LIMIT 100";

/* A record in which it has two parts is one: its rows stand together. */
static code families_count(arena *a, db *d, state_page *out, fault *f) {
    withdrawn_set gone;
    TRY(withdrawn_read(a, d, &gone, f));
    for (record k = 0; k < RECORD_COUNT; k++) {
        query *q = db_query(d, sql_families, f);
        int64_t last = 0;
        bind_int(q, 1, out->actor.ref.id);
        bind_z(q, 2, record_name(k));
        while (query_row(q)) {
            int64_t id = column_int(q, 0);
            out->records[k] += id != last && !withdrawn_has(&gone, id);
            last = id;
        }
        TRY(query_end(q));
    }
    return OK;
}

static code partners_find(arena *a, db *d, state_page *out, fault *f) {
    partner_row *rows = NULL;
    size_t n = 0;
    query *q = db_query(d, sql_partners, f);
    bind_int(q, 1, out->actor.ref.id);
    TRY(partner_rows_read(a, d, q, out->actor.ref.id, "sd", &rows, &n, f));
    TRY(partners_count(a, d, rows, n, &out->partners, &out->partner_count, f));
    for (size_t i = 0; i < out->partner_count; i++)
        if (out->partners[i].newest == INT32_MIN + 1) out->partners[i].newest = DAY_NONE;
    return OK;
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
    TRY(families_count(a, d, &page, f));
    TRY(partners_find(a, d, &page, f));
    TRY(commitment_due(a, d, DAY_NONE, today - 1, ref.id, 0, S(""), LIST, &page.late, f));
    TRY(commitment_due(a, d, today, today + SOON_DAYS, ref.id, 0, S(""), LIST, &page.soon, f));
    record_filter newest = RECORD_ANY;
    newest.state = ref.id;
    newest.on = today;
    TRY(record_browse(a, d, &newest, S(""), 20, &page.newest, f));
    query *q = db_query(d, sql_memberships, f);
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
    int64_t x = page.a.id, y = page.b.id;
    TRY(actors_rarer_first(d, &x, &y, f));
    for (int i = 0; i < RECORD_COUNT; i++) {
        record_filter both = RECORD_ANY;
        both.family = (record)i;
        both.state = x;
        both.other = y;
        both.on = today;
        TRY(record_browse(a, d, &both, S(""), LIST, &page.of[i], f));
    }
    day late_until = today - 1, soon_until = today + SOON_DAYS;
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
