#include "store/scorecard.h"

#include "store/record_read.h"

#include <stdlib.h>

static const char *const names[BY_COUNT] = {"pair", "state", "sector", "year", "kind"};

const char *scorecard_by_name(scorecard_by by) {
    return names[by];
}

bool scorecard_by_of(str name, scorecard_by *out) {
    for (int i = 0; i < BY_COUNT; i++) {
        if (!str_eq_z(name, names[i])) continue;
        *out = (scorecard_by)i;
        return true;
    }
    return false;
}

/* Each gives, for the promises from $1 to $2, the promise, a key and how it is called, in order of
 * the promises. */
#define PROMISED                                                                                   \
    "(p.family = 'commitment' OR EXISTS (SELECT 1 FROM record r WHERE r.id = p.record_id "         \
    "AND r.modality = 'planned')) "
static const char *const sql_keys[BY_COUNT] = {
    [BY_PAIR] = "SELECT DISTINCT p.record_id, a.code || ',' || b.code, a.name || ' and ' || b.name "
                "FROM record_party p CROSS JOIN record_party o ON o.record_id = p.record_id "
                "CROSS JOIN actor a ON a.id = p.actor_id CROSS JOIN actor b ON b.id = o.actor_id "
                "WHERE p.record_id BETWEEN $1 AND $2 AND a.kind = 'state' AND b.kind = 'state' "
                "AND a.code < b.code AND " PROMISED "ORDER BY p.record_id",
    [BY_STATE] = "SELECT DISTINCT p.record_id, a.code, a.name FROM record_party p "
                 "CROSS JOIN actor a ON a.id = p.actor_id WHERE p.record_id BETWEEN $1 AND $2 "
                 "AND a.kind = 'state' AND " PROMISED "ORDER BY p.record_id",
    [BY_SECTOR] = "SELECT s.record_id, s.sector, s.sector FROM record_sector s "
                  "WHERE s.record_id BETWEEN $1 AND $2 ORDER BY s.record_id",
    [BY_YEAR] =
        "SELECT r.id, substr(r.date, 1, 4), substr(r.date, 1, 4) FROM record r "
        "WHERE r.id BETWEEN $1 AND $2 AND r.date GLOB '[0-9][0-9][0-9][0-9]*' ORDER BY r.id",
    [BY_KIND] = "SELECT r.id, r.kind, r.kind FROM record r WHERE r.id BETWEEN $1 AND $2 "
                "ORDER BY r.id",
};

/* Rows by key, in an open table of their numbers plus one. */
typedef struct {
    scorecard_row *rows;
    size_t count, room;
    uint32_t *slots;
    size_t slot_count;
} table;

static size_t hash_key(str key) {
    size_t h = 1469598103934665603u;
    for (size_t i = 0; i < key.n; i++) h = (h ^ (unsigned char)key.p[i]) * 1099511628211u;
    return h;
}

static bool table_grow(arena *a, table *t) {
    size_t n = t->slot_count ? t->slot_count * 2 : 256;
    uint32_t *slots = arena_array(a, n, sizeof *slots);
    if (!slots) return false;
    for (size_t i = 0; i < t->count; i++) {
        size_t at = hash_key(t->rows[i].key) & (n - 1);
        while (slots[at]) at = (at + 1) & (n - 1);
        slots[at] = (uint32_t)i + 1;
    }
    t->slots = slots;
    t->slot_count = n;
    return true;
}

static scorecard_row *row_of(arena *a, table *t, query *q) {
    str key = column_str(q, 1);
    if (t->count * 2 >= t->slot_count && !table_grow(a, t)) return NULL;
    size_t at = hash_key(key) & (t->slot_count - 1);
    for (; t->slots[at]; at = (at + 1) & (t->slot_count - 1))
        if (str_eq(t->rows[t->slots[at] - 1].key, key)) return &t->rows[t->slots[at] - 1];
    scorecard_row *grown = arena_grow(a, t->rows, t->count, &t->room, sizeof *grown);
    if (!grown) return NULL;
    t->rows = grown;
    scorecard_row *row = &grown[t->count++];
    *row = (scorecard_row){.key = column_copy(a, q, 1), .label = column_copy(a, q, 2)};
    t->slots[at] = (uint32_t)t->count;
    return row->key.p && row->label.p ? row : NULL;
}

static bool is_settled(follow_status s) {
    return s == FOLLOW_DONE || s == FOLLOW_DONE_LATE || s == FOLLOW_DROPPED ||
           s == FOLLOW_SUPERSEDED;
}

static void add(scorecard_row *row, const follow_verdict *x) {
    row->count++;
    row->of[x->state]++;
    row->silent += x->silent && !is_settled(x->state);
}

static code rows_count(arena *a, db *d, const followed *all, size_t n, scorecard_by by, table *t,
                       fault *f) {
    query *q = db_query(d, sql_keys[by], f);
    bind_int(q, 1, n ? all[0].id : 0);
    bind_int(q, 2, n ? all[n - 1].id : -1);
    bool memory = true;
    size_t i = 0;
    while (memory && query_row(q)) {
        int64_t id = column_int(q, 0);
        while (i < n && all[i].id < id) i++;
        if (i == n || all[i].id != id) continue;
        scorecard_row *row = row_of(a, t, q);
        memory = row != NULL;
        if (row) add(row, &all[i].verdict);
    }
    TRY(query_end(q));
    return memory ? OK : out_of_memory(f);
}

static int by_count(const void *a, const void *b) {
    const scorecard_row *x = a, *y = b;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return str_cmp(x->label, y->label);
}

static int by_key(const void *a, const void *b) {
    const scorecard_row *x = a, *y = b;
    return -str_cmp(x->key, y->key);
}

code scorecard_find(arena *a, db *d, const followed_filter *filter, scorecard_by by, day today,
                    scorecard *out, fault *f) {
    followed *all;
    size_t n;
    table t = {0};
    scorecard card = {0};
    TRY(promise_ids(a, d, filter, &all, &n, f));
    TRY(follow_judge(a, d, all, n, today, false, f));
    for (size_t i = 0; i < n; i++) add(&card.all, &all[i].verdict);
    TRY(rows_count(a, d, all, n, by, &t, f));
    if (t.count) qsort(t.rows, t.count, sizeof *t.rows, by == BY_YEAR ? by_key : by_count);
    card.rows = t.rows;
    card.count = t.count;
    *out = card;
    return OK;
}
