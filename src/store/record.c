/* One record as lists print it; lists, filtered, paged by key. */
#include "store/record_read.h"

#include "store/search_words.h"
#include "store/status_sql.h"

#include <stdlib.h>

static const char *const roles[ROLE_COUNT] = {"side",      "body",   "debtor",       "beneficiary",
                                              "owner",     "host",   "guest",        "participant",
                                              "signatory", "member", "organisation", "concerned"};

const char *role_name(role r) {
    return roles[r];
}

bool role_of(str name, role *out) {
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (!str_eq_z(name, roles[i])) continue;
        *out = (role)i;
        return true;
    }
    return false;
}

code out_of_memory(fault *f) {
    return fault_set(f, NOMEM, NULL, "not enough memory");
}

void actor_ref_read(arena *a, query *q, int at, actor_ref *out) {
    *out = (actor_ref){.id = column_int(q, at),
                       .code = column_copy(a, q, at + 2),
                       .name = column_copy(a, q, at + 3)};
    actor_kind_of(column_str(q, at + 1), &out->kind);
}

void source_ref_read(arena *a, query *q, int at, source_ref *out) {
    *out = (source_ref){.id = column_int(q, at),
                        .title = column_copy(a, q, at + 1),
                        .publisher = column_copy(a, q, at + 2),
                        .address = column_copy(a, q, at + 3),
                        .published = column_copy(a, q, at + 4),
                        .copy_of = column_int(q, at + 5)};
}

bool key_read(str after, int64_t *number, int64_t *id) {
    size_t dot = str_find(after, S("."), 0);
    return dot != SIZE_MAX && str_int(str_slice(after, 0, dot), number) &&
           str_int(str_slice(after, dot + 1, after.n), id);
}

str key_write(arena *a, int64_t number, int64_t id) {
    return str_format(a, "%lld.%lld", (long long)number, (long long)id);
}

/* Counts up to a limit that grows until one of the two has fewer: a busy one is not counted out. */
code actors_rarer_first(db *d, int64_t *few, int64_t *many, fault *f) {
    enum { LEAST = 64, MOST = 32768, STEP = 8 };
    int64_t counts[2] = {0, 0};
    for (int64_t limit = LEAST; limit <= MOST; limit *= STEP) {
        query *q = db_query(d,
                            "SELECT (SELECT count(*) FROM (SELECT 1 FROM record_party WHERE "
                            "actor_id = $1 LIMIT $3)), (SELECT count(*) FROM (SELECT 1 FROM "
                            "record_party WHERE actor_id = $2 LIMIT $3))",
                            f);
        bind_int(q, 1, *few);
        bind_int(q, 2, *many);
        bind_int(q, 3, limit);
        for (int i = 0; i < 2; i++) counts[i] = 0;
        if (query_row(q))
            for (int i = 0; i < 2; i++) counts[i] = column_int(q, i);
        TRY(query_end(q));
        if (counts[0] < limit || counts[1] < limit) break;
    }
    if (counts[0] <= counts[1]) return OK;
    int64_t first = *few;
    *few = *many;
    *many = first;
    return OK;
}

code actor_is_busy(db *d, int64_t actor_id, bool *out, fault *f) {
    enum { MANY = 3000 };
    query *q = db_query(d,
                        "SELECT count(*) FROM (SELECT 1 FROM record_party WHERE actor_id = $1 "
                        "AND family = 'commitment' LIMIT $2)",
                        f);
    bind_int(q, 1, actor_id);
    bind_int(q, 2, MANY);
    *out = query_row(q) && column_int(q, 0) == MANY;
    return query_end(q);
}

code ids_read(arena *a, query *q, int64_t **out, size_t *count, fault *f) {
    size_t capacity = 0, n = 0;
    int64_t *ids = NULL;
    bool full = false;
    while (query_row(q)) {
        int64_t *grown = arena_grow(a, ids, n, &capacity, sizeof *ids);
        full = !grown;
        if (full) break;
        ids = grown;
        ids[n++] = column_int(q, 0);
    }
    TRY(query_end(q));
    if (full) return out_of_memory(f);
    *out = ids;
    *count = n;
    return OK;
}

static const char sql_withdrawn[] =
    "SELECT r.id FROM record r INDEXED BY record_withdrawn WHERE r.withdrawn_at IS NOT NULL "
    "ORDER BY r.id";

code withdrawn_read(arena *a, db *d, withdrawn_set *out, fault *f) {
    return ids_read(a, db_query(d, sql_withdrawn, f), &out->ids, &out->count, f);
}

static int by_number(const void *a, const void *b) {
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

bool withdrawn_has(const withdrawn_set *w, int64_t id) {
    return w->count && bsearch(&id, w->ids, w->count, sizeof id, by_number) != NULL;
}

/* A record of which another says otherwise, until a person refuses that. What was promised and not
 * done is no dispute of sources. */
#define DISPUTES                                                                                   \
    "l.kind = 'contradicts' AND l.state <> 'refused' AND o.family = r.family "                     \
    "AND r.family IN ('instrument', 'engagement') AND o.withdrawn_at IS NULL"

static const char sql_row[] =
    "SELECT r.family, r.kind, r.act, r.modality, r.title, r.label, r.content, r.place, r.note, "
    "r.date, r.date_first, r.date_last, ifnull(r.count, -1), r.created_at, "
    "r.withdrawn_at IS NOT NULL, "
    "EXISTS (SELECT 1 FROM claim c WHERE c.record_id = r.id AND c.differs = 1) OR "
    "EXISTS (SELECT 1 FROM link l JOIN record o ON o.id = l.to_id WHERE l.from_id = r.id "
    "AND " DISPUTES ") OR "
    "EXISTS (SELECT 1 FROM link l JOIN record o ON o.id = l.from_id WHERE l.to_id = r.id "
    "AND " DISPUTES "), "
    "(SELECT count(DISTINCT ifnull(s.copy_of, s.id)) FROM evidence e JOIN source s "
    "ON s.id = e.source_id WHERE e.record_id = r.id), "
    "(SELECT group_concat(sector, ',') FROM record_sector WHERE record_id = r.id), "
    "(SELECT status FROM status t WHERE " STATUS_OF("t", "r.id", "0") "AND " STATUS_ON(
        "t", "$2") "LIMIT 1), i.period, (SELECT due FROM commitment WHERE id = r.id) "
                   "FROM record r LEFT JOIN instrument i ON i.id = r.id WHERE r.id = $1";

static void row_read(arena *a, query *q, int64_t id, record_row *out) {
    *out = (record_row){.id = id,
                        .title = column_copy(a, q, 4),
                        .label = column_copy(a, q, 5),
                        .content = column_copy(a, q, 6),
                        .place = column_copy(a, q, 7),
                        .note = column_copy(a, q, 8),
                        .date = column_copy(a, q, 9),
                        .first = column_day(q, 10, DAY_NONE),
                        .last = column_day(q, 11, DAY_OPEN),
                        .count = column_int(q, 12),
                        .created_at = column_copy(a, q, 13),
                        .withdrawn = column_int(q, 14) != 0,
                        .disagrees = column_int(q, 15) != 0,
                        .source_count = column_int(q, 16),
                        .status = column_copy(a, q, 18),
                        .period = column_copy(a, q, 19),
                        .due = column_copy(a, q, 20)};
    record_of(column_str(q, 0), &out->family);
    kind_of(column_str(q, 1), &out->kind);
    act_of(column_str(q, 2), &out->act);
    modality_of(column_str(q, 3), &out->modality);
    if (column_str(q, 17).n) sectors_parse(column_str(q, 17), &out->sectors);
    if (out->date.n == 0) out->last = DAY_NONE;
}

#define ROW_PARTIES                                                                                \
    "SELECT a.id, a.kind, a.code, a.name, p.role, p.as_written FROM record_party p "               \
    "JOIN actor a ON a.id = p.actor_id WHERE p.record_id = $1 "
static const char sql_few_parties[] = ROW_PARTIES "LIMIT $2";
static const char sql_row_parties[] =
    ROW_PARTIES "ORDER BY p.role = 'concerned', p.role = 'organisation', p.role = 'body', a.name "
                "LIMIT $2";

/* Some of very many, for a list: chosen before their names are looked up. */
static const char sql_some_parties[] =
    "SELECT a.id, a.kind, a.code, a.name, p.role, p.as_written FROM (SELECT actor_id, role, "
    "as_written FROM record_party WHERE record_id = $1 ORDER BY role = 'concerned', "
    "role = 'organisation', role = 'body', actor_id LIMIT $2) p CROSS JOIN actor a "
    "ON a.id = p.actor_id";

enum { PARTIES_LISTED = 24 };

static int role_rank(role r) {
    return r == ROLE_CONCERNED ? 3 : r == ROLE_ORGANISATION ? 2 : r == ROLE_BODY;
}

static int party_order(const void *a, const void *b) {
    const record_party *x = a, *y = b;
    int by_role = role_rank(x->role) - role_rank(y->role);
    return by_role ? by_role : str_cmp(x->actor.name, y->actor.name);
}

static code parties_read(arena *a, db *d, const char *sql, record_row *row, size_t most, fault *f) {
    size_t capacity = 0;
    query *q = db_query(d, sql, f);
    bind_int(q, 1, row->id);
    bind_int(q, 2, most == SIZE_MAX ? -1 : (int64_t)most + 1);
    row->party_count = 0;
    row->parties = NULL;
    while (query_row(q)) {
        row->more_parties = row->party_count == most;
        if (row->more_parties) break;
        record_party *grown =
            arena_grow(a, row->parties, row->party_count, &capacity, sizeof *row->parties);
        if (!grown) break;
        row->parties = grown;
        record_party *p = &grown[row->party_count++];
        actor_ref_read(a, q, 0, &p->actor);
        role_of(column_str(q, 4), &p->role);
        p->as_written = column_copy(a, q, 5);
    }
    return query_end(q);
}

/* Nearly every record has few parties, and those are put in order here: the database's own sorter
 * costs more than the rest of the query. Only where there are more must it choose which. */
static code row_parties(arena *a, db *d, record_row *row, size_t most, fault *f) {
    if (most == SIZE_MAX) return parties_read(a, d, sql_row_parties, row, most, f);
    TRY(parties_read(a, d, sql_few_parties, row, most, f));
    if (row->more_parties) TRY(parties_read(a, d, sql_some_parties, row, most, f));
    if (row->party_count) qsort(row->parties, row->party_count, sizeof *row->parties, party_order);
    return OK;
}

static code find(arena *a, db *d, int64_t id, day on, size_t most, record_row *out, fault *f) {
    record_row row = {0};
    query *q = db_query(d, sql_row, f);
    bind_int(q, 1, id);
    bind_day(q, 2, on);
    bool found = query_row(q);
    if (found) row_read(a, q, id, &row);
    TRY(query_end(q));
    if (!found) return fault_set(f, NOTFOUND, NULL, "no record %lld", (long long)id);
    TRY(row_parties(a, d, &row, most, f));
    if (arena_failed(a)) return out_of_memory(f);
    *out = row;
    return OK;
}

code record_find(arena *a, db *d, int64_t id, day on, record_row *out, fault *f) {
    return find(a, d, id, on, SIZE_MAX, out, f);
}

code record_listed(arena *a, db *d, int64_t id, day on, record_row *out, fault *f) {
    return find(a, d, id, on, PARTIES_LISTED, out, f);
}

code rows_find(arena *a, db *d, const int64_t *ids, size_t count, day on, record_row **out,
               size_t *found, fault *f) {
    record_row *rows = arena_array(a, count + 1, sizeof *rows);
    if (!rows) return out_of_memory(f);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        TRY(record_listed(a, d, ids[i], on, &rows[n], f));
        if (!rows[n].withdrawn) n++;
    }
    *out = rows;
    *found = n;
    return OK;
}

/* One list, several ways in: each starts from the index that leaves fewest rows to look at. The
 * rest of the filter is the same for all. */
#define WHERE_REST                                                                                 \
    "AND (r.sort_day, r.id) < ($1, $2) AND r.withdrawn_at IS NULL "                                \
    "AND ($4 IS NULL OR r.family = $4) AND ($5 IS NULL OR r.kind = $5) "                           \
    "AND ($6 IS NULL OR r.modality = $6) "                                                         \
    "AND ($7 IS NULL OR r.act = $7) "                                                              \
    "AND ($8 IS NULL OR EXISTS (SELECT 1 FROM record_sector x WHERE x.record_id = r.id "           \
    "AND x.sector = $8)) "                                                                         \
    "AND ($9 IS NULL OR (ifnull(r.date_first, r.date_last) <= $10 "                                \
    "AND ifnull(r.date_last, r.date_first) >= $9)) "                                               \
    "AND ($11 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = r.id "           \
    "AND y.actor_id = $11)) "                                                                      \
    "AND ($12 IS NULL OR EXISTS (SELECT 1 FROM status t WHERE " STATUS_OF(                         \
        "t", "r.id", "$14") "AND t.status = $12 AND " STATUS_ON("t", "$13") ")) "
#define ORDER_REST "ORDER BY r.sort_day DESC, r.id DESC LIMIT $3"

static const char sql_any[] =
    "SELECT r.id, r.sort_day FROM record r WHERE 1 " WHERE_REST ORDER_REST;
static const char sql_family[] =
    "SELECT r.id, r.sort_day FROM record r WHERE r.family = $15 " WHERE_REST ORDER_REST;
static const char sql_kind[] =
    "SELECT r.id, r.sort_day FROM record r WHERE r.kind = $15 " WHERE_REST ORDER_REST;
static const char sql_act[] = "SELECT r.id, r.sort_day FROM record r WHERE r.act = $15 "
                              "AND r.act <> '' " WHERE_REST ORDER_REST;
/* Where few have had the status by that day. */
static const char sql_status[] =
    "SELECT r.id, r.sort_day FROM status z CROSS JOIN record r ON r.id = z.instrument_id "
    "WHERE z.status = $12 AND z.party_id = 0 "
    "AND " STATUS_ON("z", "$13") WHERE_REST ORDER_REST;
static const char sql_state_family[] =
    "SELECT DISTINCT r.id, p.sort_day FROM record_party p CROSS JOIN record r ON r.id = "
    "p.record_id "
    "WHERE p.actor_id = $15 AND p.family = $16 AND (p.sort_day, p.record_id) < ($1, $2) " WHERE_REST
    "ORDER BY p.sort_day DESC, p.record_id DESC LIMIT $3";
/* Of two: what both take part in is known before the record is read. */
static const char sql_pair_family[] =
    "SELECT DISTINCT r.id, p.sort_day FROM record_party p CROSS JOIN record_party o "
    "ON o.record_id = p.record_id AND o.actor_id = $11 CROSS JOIN record r ON r.id = p.record_id "
    "WHERE p.actor_id = $15 AND p.family = $16 AND (p.sort_day, p.record_id) < ($1, $2) " WHERE_REST
    "ORDER BY p.sort_day DESC, p.record_id DESC LIMIT $3";
static const char sql_sector[] =
    "SELECT r.id, p.sort_day FROM record_sector p CROSS JOIN record r ON r.id = p.record_id "
    "WHERE p.sector = $15 AND p.family = $16 AND (p.sort_day, p.record_id) < ($1, $2) " WHERE_REST
    "ORDER BY p.sort_day DESC, p.record_id DESC LIMIT $3";
static const char sql_words[] =
    "SELECT r.id, r.sort_day FROM search s CROSS JOIN record r ON r.id = s.rowid / 4 "
    "WHERE s.search MATCH $15 AND s.rowid % 4 = 1 "
    "AND ($16 IS NULL OR EXISTS (SELECT 1 FROM record_party z WHERE z.record_id = r.id "
    "AND z.actor_id = $16)) " WHERE_REST ORDER_REST;

static code is_rare(db *d, const record_filter *w, bool *out, fault *f) {
    enum { FEW = 3000 };
    *out = false;
    if (!w->status.n || w->state || w->on == DAY_NONE) return OK;
    query *q = db_query(d,
                        "SELECT count(*) FROM (SELECT 1 FROM status z WHERE z.status = $1 "
                        "AND z.party_id = 0 AND z.from_day <= $2 LIMIT $3)",
                        f);
    bind_str(q, 1, w->status);
    bind_day(q, 2, w->on);
    bind_int(q, 3, FEW);
    *out = query_row(q) && column_int(q, 0) < FEW;
    return query_end(q);
}

static query *browse_start(db *d, const record_filter *w, str match, bool rare, fault *f) {
    query *q;
    bool family = w->family != RECORD_COUNT;
    if (match.n) {
        q = db_query(d, sql_words, f);
        bind_str(q, 15, match);
        bind_id(q, 16, w->state);
    } else if (w->state) {
        q = db_query(d, w->other ? sql_pair_family : sql_state_family, f);
        bind_int(q, 15, w->state);
        bind_z(q, 16, record_name(w->family));
    } else if (rare) {
        q = db_query(d, sql_status, f);
    } else if (w->sector != SECTOR_COUNT && family) {
        q = db_query(d, sql_sector, f);
        bind_z(q, 15, sector_name(w->sector));
        bind_z(q, 16, record_name(w->family));
    } else if (w->act != ACT_NONE && w->act != ACT_SIGNED) {
        q = db_query(d, sql_act, f);
        bind_z(q, 15, act_name(w->act));
    } else if (w->kind != KIND_NONE) {
        q = db_query(d, sql_kind, f);
        bind_z(q, 15, kind_name(w->kind));
    } else if (w->act != ACT_NONE) {
        q = db_query(d, sql_act, f);
        bind_z(q, 15, act_name(w->act));
    } else if (family) {
        q = db_query(d, sql_family, f);
        bind_z(q, 15, record_name(w->family));
    } else {
        q = db_query(d, sql_any, f);
    }
    return q;
}

static void browse_bind(query *q, const record_filter *w, int64_t day_key, int64_t id_key,
                        size_t limit) {
    bind_int(q, 1, day_key);
    bind_int(q, 2, id_key);
    bind_int(q, 3, (int64_t)limit + 1);
    if (w->family != RECORD_COUNT) bind_z(q, 4, record_name(w->family));
    if (w->kind != KIND_NONE) bind_z(q, 5, kind_name(w->kind));
    if (w->modality != MODALITY_COUNT) bind_z(q, 6, modality_name(w->modality));
    if (w->act != ACT_NONE) bind_z(q, 7, act_name(w->act));
    if (w->sector != SECTOR_COUNT) bind_z(q, 8, sector_name(w->sector));
    if (w->year >= 1 && w->year <= 9999) {
        bind_int(q, 9, day_of(w->year, 1, 1));
        bind_int(q, 10, day_of(w->year, 12, 31));
    }
    bind_id(q, 11, w->other);
    if (w->status.n) bind_str(q, 12, w->status);
    bind_day(q, 13, w->on);
    bind_int(q, 14, w->state);
}

typedef struct {
    int64_t id, day;
} listed;

static int newest_first(const void *a, const void *b) {
    const listed *x = a, *y = b;
    if (x->day != y->day) return x->day > y->day ? -1 : 1;
    return x->id > y->id ? -1 : x->id < y->id;
}

/* Records with the words, a bit for each: where very many have them, the list is read in its own
 * order and these are taken, which ends as soon as a page is full. */
typedef struct {
    unsigned char *bits; /* null: all are taken */
    size_t count, bytes;
} chosen;

static bool is_chosen(const chosen *c, int64_t id) {
    size_t at = (size_t)id / 8;
    return !c->bits || (at < c->bytes && (c->bits[at] >> (id & 7) & 1));
}

static const char sql_matches[] =
    "SELECT s.rowid / 4 FROM search s WHERE s.search MATCH $1 AND s.rowid % 4 = 1";
static const char sql_last[] = "SELECT seq FROM sqlite_sequence WHERE name = 'record'";

static code chosen_read(arena *a, db *d, str match, chosen *out, fault *f) {
    enum { FEW = 2000 };
    query *q = db_query(d, sql_last, f);
    int64_t last = query_row(q) ? column_int(q, 0) : 0;
    TRY(query_end(q));
    chosen c = {.bytes = (size_t)last / 8 + 1};
    c.bits = arena_array(a, c.bytes, 1);
    if (!c.bits) return out_of_memory(f);
    q = db_query(d, sql_matches, f);
    bind_str(q, 1, match);
    while (query_row(q)) {
        int64_t id = column_int(q, 0);
        if ((size_t)id / 8 < c.bytes) c.bits[id / 8] |= (unsigned char)(1 << (id & 7));
        c.count++;
    }
    TRY(query_end(q));
    if (c.count < FEW) c.bits = NULL;
    *out = c;
    return OK;
}

static code listed_read(query *q, size_t limit, const chosen *of, listed *out, size_t *n) {
    for (size_t i = 0; i <= limit && query_row(q);) {
        if (!is_chosen(of, column_int(q, 0))) continue;
        out[(*n)++] = (listed){column_int(q, 0), column_int(q, 1)};
        i++;
    }
    return query_end(q);
}

/* At most limit + 1. What a state has stands in its index by family: of all families, as many of
 * each as are wanted of all, and the newest of these. */
static code listed_find(arena *a, db *d, const record_filter *w, str match, int64_t day_key,
                        int64_t id_key, size_t limit, listed **out, size_t *count, fault *f) {
    bool rare = false;
    size_t n = 0;
    chosen of = {0};
    if (match.n) TRY(chosen_read(a, d, match, &of, f));
    if (of.bits) match = S("");
    bool each = w->state && w->family == RECORD_COUNT && !match.n;
    listed *items = arena_array(a, (limit + 1) * (each ? RECORD_COUNT : 1), sizeof *items);
    if (!items) return out_of_memory(f);
    if (!match.n) TRY(is_rare(d, w, &rare, f));
    for (record k = 0; k < (each ? RECORD_COUNT : 1); k++) {
        record_filter one = *w;
        if (each) one.family = k;
        query *q = browse_start(d, &one, match, rare, f);
        browse_bind(q, &one, day_key, id_key, of.bits ? (size_t)INT32_MAX : limit);
        TRY(listed_read(q, limit, &of, items, &n));
    }
    if (each && n) qsort(items, n, sizeof *items, newest_first);
    *out = items;
    *count = n > limit ? limit + 1 : n;
    return OK;
}

code record_browse(arena *a, db *d, const record_filter *filter, str after, size_t limit,
                   record_page *out, fault *f) {
    int64_t day_key = INT64_MAX, id_key = INT64_MAX;
    if (after.n && !key_read(after, &day_key, &id_key))
        return fault_set(f, INVALID, "after", "no key of this list");
    record_filter w = *filter;
    if (!w.state && w.other) { /* a filter by one of two is a filter by one */
        w.state = w.other;
        w.other = 0;
    }
    /* Nothing that begins after the year can touch it: the list starts at its end. */
    if (w.year >= 1 && w.year <= 9999 && day_key > day_of(w.year, 12, 31)) {
        day_key = (int64_t)day_of(w.year, 12, 31) + 1;
        id_key = INT64_MIN;
    }
    str match = S("");
    if (w.words.n) TRY(search_words(a, w.words, false, &match, f));
    if (limit == 0 || limit > 500) limit = 500;
    listed *found = NULL;
    size_t n = 0;
    TRY(listed_find(a, d, &w, match, day_key, id_key, limit, &found, &n, f));
    int64_t *ids = arena_array(a, limit + 1, sizeof *ids);
    if (!ids) return out_of_memory(f);
    bool more = n > limit;
    if (more) n = limit;
    for (size_t i = 0; i < n; i++) ids[i] = found[i].id;
    record_page page = {.next = more ? key_write(a, found[n - 1].day, ids[n - 1]) : S("")};
    if (!page.next.p) return out_of_memory(f);
    TRY(rows_find(a, d, ids, n, w.on, &page.items, &page.count, f));
    *out = page;
    return OK;
}
