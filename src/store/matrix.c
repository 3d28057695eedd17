/* Counts in two directions. Each state's instruments stand in its index in the order of their days:
 * lists in one order are merged, and no pair is joined by itself. */
#include "store/matrix.h"

#include "store/partner.h"
#include "store/record_read.h"

#include <stdlib.h>

static const char sql_instruments[] =
    "SELECT p.record_id, p.sort_day FROM record_party p WHERE p.actor_id = $1 "
    "AND p.family = 'instrument' ORDER BY p.sort_day, p.record_id";
static const char sql_sector[] =
    "SELECT p.record_id, p.sort_day FROM record_sector p WHERE p.sector = $1 "
    "AND p.family = 'instrument' ORDER BY p.sort_day, p.record_id";
typedef struct {
    int64_t id, day;
} dated;

typedef struct {
    dated *items;
    size_t count, at;
} list;

/* Twice in one record is once. */
static code list_read(arena *a, query *q, list *out, fault *f) {
    list l = {0};
    size_t capacity = 0;
    bool memory = true;
    while (memory && query_row(q)) {
        int64_t id = column_int(q, 0);
        if (l.count && l.items[l.count - 1].id == id) continue;
        dated *grown = arena_grow(a, l.items, l.count, &capacity, sizeof *l.items);
        memory = grown != NULL;
        if (!memory) break;
        l.items = grown;
        l.items[l.count++] = (dated){id, column_int(q, 1)};
    }
    TRY(query_end(q));
    if (!memory) return out_of_memory(f);
    *out = l;
    return OK;
}

static bool before(dated x, dated y) {
    return x.day != y.day ? x.day < y.day : x.id < y.id;
}

/* Whether the list has it; what comes earlier is passed over. */
static bool list_has(list *l, dated x) {
    while (l->at < l->count && before(l->items[l->at], x)) l->at++;
    return l->at < l->count && l->items[l->at].id == x.id;
}

/* The next record of any list, and which lists have it; false: all are read. */
static bool merge_next(list *lists, size_t count, dated *x, unsigned *having) {
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (lists[i].at == lists[i].count) continue;
        dated here = lists[i].items[lists[i].at];
        if (!any || before(here, *x)) {
            *x = here;
            *having = 0;
        }
        if (!any || here.id == x->id) *having |= 1u << i;
        any = true;
    }
    for (size_t i = 0; i < count; i++) lists[i].at += *having >> i & 1;
    return any;
}

code matrix_states(arena *a, db *d, const actor_ref *who, size_t count, sector only, int64_t *out,
                   fault *f) {
    list lists[MATRIX_STATES_MOST] = {{0}}, of_sector = {0};
    withdrawn_set gone;
    dated x = {0};
    unsigned having = 0;
    TRY(withdrawn_read(a, d, &gone, f));
    for (size_t i = 0; i < count; i++) {
        query *q = db_query(d, sql_instruments, f);
        bind_int(q, 1, who[i].id);
        TRY(list_read(a, q, &lists[i], f));
    }
    if (only != SECTOR_COUNT) {
        query *q = db_query(d, sql_sector, f);
        bind_z(q, 1, sector_name(only));
        TRY(list_read(a, q, &of_sector, f));
    }
    for (size_t i = 0; i < count * count; i++) out[i] = 0;
    while (having = 0, merge_next(lists, count, &x, &having)) {
        if (only != SECTOR_COUNT && !list_has(&of_sector, x)) continue;
        if (withdrawn_has(&gone, x.id)) continue;
        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; having >> i & 1 && k < count; k++)
                out[i * count + k] += having >> k & 1;
    }
    return OK;
}

static const char sql_partners[] =
    "SELECT p.record_id, p.sort_day, o.actors FROM record_party p "
    "CROSS JOIN together o ON o.id = p.record_id "
    "WHERE p.actor_id = $1 AND p.family = 'instrument' ORDER BY p.sort_day, p.record_id";
static const char sql_sectors[] =
    "SELECT p.record_id, p.sort_day, x.sector FROM record_party p CROSS JOIN record_sector x "
    "ON x.record_id = p.record_id WHERE p.actor_id = $1 AND p.family = 'instrument' "
    "ORDER BY p.sort_day, p.record_id";

typedef struct {
    dated key;
    sector_set set;
} sectored;

/* The sectors of each instrument of a state that has any, in the order of their days. */
static code sectors_read(arena *a, db *d, int64_t actor_id, sectored **out, size_t *count,
                         fault *f) {
    query *q = db_query(d, sql_sectors, f);
    sectored *items = NULL;
    size_t n = 0, capacity = 0;
    bool memory = true;
    bind_int(q, 1, actor_id);
    while (query_row(q)) {
        sector s;
        int64_t id = column_int(q, 0);
        if (!sector_of(column_str(q, 2), &s)) continue;
        if (!n || items[n - 1].key.id != id) {
            sectored *grown = arena_grow(a, items, n, &capacity, sizeof *items);
            memory = grown != NULL;
            if (!memory) break;
            items = grown;
            items[n++] = (sectored){{id, column_int(q, 1)}, 0};
        }
        items[n - 1].set |= (sector_set)1 << s;
    }
    TRY(query_end(q));
    if (!memory) return out_of_memory(f);
    *out = items;
    *count = n;
    return OK;
}

static size_t partner_numbered(const partner *items, size_t count, int64_t id) {
    size_t i = 0;
    while (i < count && items[i].other.id != id) i++;
    return i;
}

/* Both lists have the instruments in one order: the sectors are found by going on. */
static void cells_count(const partner_row *rows, size_t row_count, const sectored *sectors,
                        size_t sector_count, matrix_of_state *m) {
    int64_t last[MATRIX_PARTNERS_MOST] = {0}; /* the record counted last for each partner */
    size_t at = 0;
    for (size_t i = 0; i < row_count; i++) {
        dated x = {rows[i].record, rows[i].on};
        size_t k = partner_numbered(m->partners, m->count, rows[i].actor);
        if (k == m->count || last[k] == x.id) continue;
        last[k] = x.id;
        while (at < sector_count && before(sectors[at].key, x)) at++;
        sector_set set = at < sector_count && sectors[at].key.id == x.id ? sectors[at].set : 0;
        for (sector s = 0; s < SECTOR_COUNT; s++) m->of[k][s] += set >> s & 1;
    }
}

code matrix_sectors(arena *a, db *d, int64_t actor_id, matrix_of_state *out, fault *f) {
    matrix_of_state m = {0};
    sectored *sectors = NULL;
    partner_row *rows = NULL;
    size_t n = 0, row_count = 0;
    query *q = db_query(d, sql_partners, f);
    bind_int(q, 1, actor_id);
    TRY(partner_rows_read(a, d, q, actor_id, "sdo", &rows, &row_count, f));
    TRY(partners_count(a, d, rows, row_count, &m.partners, &m.count, f));
    if (m.count > MATRIX_PARTNERS_MOST) m.count = MATRIX_PARTNERS_MOST;
    m.of = arena_array(a, m.count + 1, sizeof *m.of);
    if (!m.of) return out_of_memory(f);
    TRY(sectors_read(a, d, actor_id, &sectors, &n, f));
    cells_count(rows, row_count, sectors, n, &m);
    *out = m;
    return OK;
}

static const char sql_latest[] =
    "SELECT p.actor_id FROM (SELECT id FROM record WHERE withdrawn_at IS NULL ORDER BY id DESC "
    "LIMIT 400) r CROSS JOIN record_party p ON p.record_id = r.id CROSS JOIN actor a "
    "ON a.id = p.actor_id WHERE a.kind = 'state' GROUP BY p.actor_id "
    "ORDER BY count(*) DESC, a.name LIMIT $1";

code matrix_latest(arena *a, db *d, size_t most, actor_ref **out, size_t *count, fault *f) {
    int64_t *ids;
    size_t n;
    query *q = db_query(d, sql_latest, f);
    bind_int(q, 1, (int64_t)most);
    TRY(ids_read(a, q, &ids, &n, f));
    actor_ref *items = arena_array(a, n + 1, sizeof *items);
    if (!items) return out_of_memory(f);
    for (size_t i = 0; i < n; i++) TRY(actor_ref_find(a, d, ids[i], &items[i], f));
    *out = items;
    *count = n;
    return OK;
}
