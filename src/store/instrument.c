/* One instrument with what its parties did and where each stands. */
#include "store/instrument.h"

#include "store/record_read.h"
#include "store/status_sql.h"

static const char sql_instrument[] =
    "SELECT i.binding, i.languages, i.registration, i.address, i.adopted, i.period, i.terms, "
    "a.id, a.kind, a.code, a.name FROM instrument i LEFT JOIN actor a ON a.id = i.depositary_id "
    "WHERE i.id = $1";
static const char sql_acts[] =
    "SELECT t.id, t.act, t.on_date, t.effect, t.by_id, t.note, a.id, a.kind, a.code, "
    "a.name, " SOURCE_COLUMNS
    ", t.reported, t.passed_over FROM act t LEFT JOIN actor a ON a.id = t.party_id "
    "LEFT JOIN source s ON s.id = t.source_id WHERE t.instrument_id = $1 "
    "ORDER BY t.on_first IS NULL, t.on_first, t.ordinal, t.id";
static const char sql_statuses[] =
    "SELECT t.status, t.from_day, t.to_day, t.uncertain, t.why, t.acts, a.id, a.kind, a.code, "
    "a.name, t.from_first, t.to_first FROM status t LEFT JOIN actor a ON a.id = t.party_id "
    "WHERE " STATUS_UNDER("t", "$1") "ORDER BY t.party_id <> 0, a.name, t.id";

static code acts_find(arena *a, db *d, instrument *out, fault *f) {
    size_t capacity = 0;
    query *q = db_query(d, sql_acts, f);
    bind_int(q, 1, out->row.id);
    while (query_row(q)) {
        act_row *grown = arena_grow(a, out->acts, out->act_count, &capacity, sizeof *grown);
        if (!grown) break;
        out->acts = grown;
        act_row *r = &grown[out->act_count++];
        *r = (act_row){.id = column_int(q, 0),
                       .act = column_copy(a, q, 1),
                       .on = column_copy(a, q, 2),
                       .effect = column_copy(a, q, 3),
                       .by_id = column_int(q, 4),
                       .note = column_copy(a, q, 5)};
        actor_ref_read(a, q, 6, &r->party);
        source_ref_read(a, q, 10, &r->source);
        r->reported = column_copy(a, q, 10 + SOURCE_COLUMN_COUNT);
        r->passed_over = column_int(q, 11 + SOURCE_COLUMN_COUNT) != 0;
    }
    return query_end(q);
}

static code statuses_find(arena *a, db *d, instrument *out, fault *f) {
    size_t capacity = 0;
    query *q = db_query(d, sql_statuses, f);
    bind_int(q, 1, out->row.id);
    while (query_row(q)) {
        status_row *grown =
            arena_grow(a, out->statuses, out->status_count, &capacity, sizeof *grown);
        if (!grown) break;
        out->statuses = grown;
        status_row *r = &grown[out->status_count++];
        *r = (status_row){.status = column_copy(a, q, 0),
                          .from = column_day(q, 1, DAY_NONE),
                          .to = column_day(q, 2, DAY_OPEN),
                          .uncertain = column_int(q, 3) != 0,
                          .why = column_copy(a, q, 4),
                          .acts = column_copy(a, q, 5)};
        r->from_first = column_day(q, 10, r->from);
        r->to_first = column_day(q, 11, r->to);
        actor_ref_read(a, q, 6, &r->party);
    }
    return query_end(q);
}

code instrument_find(arena *a, db *d, int64_t id, day on, instrument *out, fault *f) {
    instrument found = {0};
    TRY(record_find(a, d, id, on, &found.row, f));
    query *q = db_query(d, sql_instrument, f);
    bind_int(q, 1, id);
    bool there = query_row(q);
    if (there) {
        str *texts[] = {&found.binding, &found.languages, &found.registration, &found.address,
                        &found.adopted, &found.period,    &found.terms};
        for (int i = 0; i < 7; i++) *texts[i] = column_copy(a, q, i);
        actor_ref_read(a, q, 7, &found.depositary);
    }
    TRY(query_end(q));
    if (!there) return fault_set(f, NOTFOUND, NULL, "no instrument %lld", (long long)id);
    TRY(acts_find(a, d, &found, f));
    TRY(statuses_find(a, d, &found, f));
    if (arena_failed(a)) return out_of_memory(f);
    *out = found;
    return OK;
}

#define HIS_ACT "FROM act t WHERE t.instrument_id = $1 AND t.party_id = a.id AND t.act "
#define CONSENTS                                                                                   \
    "('ratify', 'accept', 'approve', 'accede', 'succeed', 'sign_definitively', 'notify') "
#define HIS_STATUS STATUS_OF("t", "$1", "a.id")
#define NOW        STATUS_OF("s", "$1", "a.id") "AND " STATUS_ON("s", "$2")
static const char sql_lines[] =
    "WITH party(id) AS (SELECT DISTINCT party_id FROM act WHERE instrument_id = $1 "
    "AND party_id IS NOT NULL) SELECT a.id, a.kind, a.code, a.name, "
    "(SELECT t.on_date " HIS_ACT "IN ('sign', 'sign_definitively') ORDER BY t.on_first LIMIT 1), "
    "c.act, c.on_date, "
    "(SELECT min(t.from_day) FROM status t WHERE " HIS_STATUS "AND t.status = 'in_force'), "
    "(SELECT t.on_date " HIS_ACT "= 'withdraw' ORDER BY t.on_first DESC LIMIT 1), "
    "s.status, s.from_day, s.why, s.to_day, s.from_first, s.to_first, s.uncertain, s.acts "
    "FROM party JOIN actor a ON a.id = party.id LEFT JOIN act c ON c.id = "
    "(SELECT t.id " HIS_ACT "IN " CONSENTS "ORDER BY t.on_first DESC, t.id DESC LIMIT 1) "
    "LEFT JOIN status s ON " NOW "ORDER BY a.name, a.id";

code instrument_party_lines(arena *a, db *d, int64_t id, day on, party_line **out, size_t *count,
                            fault *f) {
    party_line *lines = NULL;
    size_t n = 0, capacity = 0;
    query *q = db_query(d, sql_lines, f);
    bind_int(q, 1, id);
    bind_day(q, 2, on);
    while (query_row(q)) {
        party_line *grown = arena_grow(a, lines, n, &capacity, sizeof *lines);
        if (!grown) break;
        lines = grown;
        party_line *l = &lines[n++];
        *l = (party_line){.signed_on = column_copy(a, q, 4),
                          .consent = column_copy(a, q, 5),
                          .consent_on = column_copy(a, q, 6),
                          .in_force = column_day(q, 7, DAY_NONE),
                          .withdrawn_on = column_copy(a, q, 8)};
        l->now = (status_row){.status = column_copy(a, q, 9),
                              .from = column_day(q, 10, DAY_NONE),
                              .why = column_copy(a, q, 11),
                              .to = column_day(q, 12, DAY_OPEN),
                              .uncertain = column_int(q, 15) != 0,
                              .acts = column_copy(a, q, 16)};
        l->now.from_first = column_day(q, 13, l->now.from);
        l->now.to_first = column_day(q, 14, l->now.to);
        actor_ref_read(a, q, 0, &l->party);
    }
    TRY(query_end(q));
    if (arena_failed(a)) return out_of_memory(f);
    *out = lines;
    *count = n;
    return OK;
}

#define OF_PARTY                                                                                   \
    "WITH under(id) AS (SELECT DISTINCT instrument_id FROM act WHERE party_id = $1) "              \
    "SELECT under.id, t.status, t.from_day, t.why FROM under CROSS JOIN status t "                 \
    "ON " STATUS_OF("t", "under.id", "$1") "WHERE " STATUS_ON(                                     \
        "t", "$3") "AND (t.from_day, under.id) < ($4, $5) AND NOT " WITHDRAWN("under.id")
#define OF_PARTY_ORDER "ORDER BY t.from_day DESC, under.id DESC LIMIT $6"
static const char sql_of_party[] = OF_PARTY "AND t.status = $2 " OF_PARTY_ORDER;
static const char sql_of_party_any[] = OF_PARTY OF_PARTY_ORDER;

code instrument_of_party(arena *a, db *d, int64_t party, str status, day on, str after,
                         size_t limit, party_status_page *out, fault *f) {
    int64_t day_key = INT64_MAX, id_key = INT64_MAX;
    if (after.n && !key_read(after, &day_key, &id_key))
        return fault_set(f, INVALID, "after", "no key of this list");
    if (limit == 0 || limit > 500) limit = 500;
    party_status_page page = {.items = arena_array(a, limit, sizeof *page.items), .next = S("")};
    if (!page.items) return out_of_memory(f);
    query *q = db_query(d, status.n ? sql_of_party : sql_of_party_any, f);
    bind_int(q, 1, party);
    if (status.n) bind_str(q, 2, status);
    bind_int(q, 3, on);
    bind_int(q, 4, day_key);
    bind_int(q, 5, id_key);
    bind_int(q, 6, (int64_t)limit + 1);
    bool more = false;
    int64_t last = 0;
    while (query_row(q)) {
        more = page.count == limit;
        if (more) break;
        last = column_int(q, 0);
        page.items[page.count++] = (party_status){.row.id = last,
                                                  .status = column_copy(a, q, 1),
                                                  .from = column_day(q, 2, DAY_NONE),
                                                  .why = column_copy(a, q, 3)};
    }
    TRY(query_end(q));
    for (size_t i = 0; i < page.count; i++)
        TRY(record_listed(a, d, page.items[i].row.id, on, &page.items[i].row, f));
    if (more) page.next = key_write(a, page.items[page.count - 1].from, last);
    if (arena_failed(a)) return out_of_memory(f);
    *out = page;
    return OK;
}
