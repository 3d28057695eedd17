#include "store/scorecard.h"

#include "store/course.h"
#include "store/record_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* `key` and `label` are copied where the row is new. */
static scorecard_row *row_of(arena *a, table *t, str key, str label) {
    if (t->count * 2 >= t->slot_count && !table_grow(a, t)) return NULL;
    size_t at = hash_key(key) & (t->slot_count - 1);
    for (; t->slots[at]; at = (at + 1) & (t->slot_count - 1))
        if (str_eq(t->rows[t->slots[at] - 1].key, key)) return &t->rows[t->slots[at] - 1];
    scorecard_row *grown = arena_grow(a, t->rows, t->count, &t->room, sizeof *grown);
    if (!grown) return NULL;
    t->rows = grown;
    scorecard_row *row = &grown[t->count++];
    *row = (scorecard_row){.key = str_copy(a, key), .label = str_copy(a, label)};
    t->slots[at] = (uint32_t)t->count;
    return row->key.p && row->label.p ? row : NULL;
}

static bool is_settled(follow_status s) {
    return s == FOLLOW_DONE || s == FOLLOW_DONE_LATE || s == FOLLOW_DROPPED ||
           s == FOLLOW_SUPERSEDED;
}

static void add(scorecard_row *row, follow_status state, bool silent) {
    row->count++;
    row->of[state]++;
    row->silent += silent && !is_settled(state);
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
        scorecard_row *row = row_of(a, t, column_str(q, 1), column_str(q, 2));
        memory = row != NULL;
        if (row) add(row, all[i].verdict.state, all[i].verdict.silent);
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

static code count_judged(arena *a, db *d, const followed_filter *filter, scorecard_by by, day today,
                         scorecard_row *sum, table *t, fault *f) {
    followed *all;
    size_t n;
    TRY(promise_ids(a, d, filter, &all, &n, f));
    TRY(follow_judge(a, d, all, n, today, false, f));
    for (size_t i = 0; i < n; i++) add(sum, all[i].verdict.state, all[i].verdict.silent);
    return rows_count(a, d, all, n, by, t, f);
}

/* Counting from the kept courses: states are known by their place in the order of their codes, and
 * a pair's row is found at a place of its own. */
typedef struct {
    arena *a;
    scorecard_by by;
    scorecard_row *sum;
    table *t;
    str *codes, *names;
    uint32_t *places; /* by the number of an actor: its place plus one */
    uint32_t *rows;   /* by place, or place and place: a row's number plus one */
    size_t states, place_count;
} counting;

static code states_read(counting *c, db *d, fault *f) {
    static const char sql_count[] =
        "SELECT count(*), max(id) FROM actor WHERE kind = 'state' AND code <> ''";
    static const char sql[] =
        "SELECT id, code, name FROM actor WHERE kind = 'state' AND code <> '' ORDER BY code";
    query *q = db_query(d, sql_count, f);
    if (query_row(q)) {
        c->states = (size_t)column_int(q, 0);
        c->place_count = (size_t)column_int(q, 1) + 1;
    }
    TRY(query_end(q));
    size_t n = c->states, at = 0;
    c->codes = arena_array(c->a, n, sizeof *c->codes);
    c->names = arena_array(c->a, n, sizeof *c->names);
    c->places = arena_array(c->a, c->place_count, sizeof *c->places);
    c->rows = arena_array(c->a, c->by == BY_PAIR ? n * n : n, sizeof *c->rows);
    if (!c->codes || !c->names || !c->places || !c->rows) return out_of_memory(f);
    q = db_query(d, sql, f);
    while (query_row(q) && at < n) {
        c->codes[at] = column_copy(c->a, q, 1);
        c->names[at] = column_copy(c->a, q, 2);
        c->places[column_int(q, 0)] = (uint32_t)++at;
    }
    TRY(query_end(q));
    return arena_failed(c->a) ? out_of_memory(f) : OK;
}

static bool add_at(counting *c, size_t slot, size_t x, size_t y, const promise_standing *p) {
    if (!c->rows[slot]) {
        str key = c->codes[x], label = c->names[x];
        if (x != y) {
            key = str_format(c->a, STR_FMT "," STR_FMT, STR_ARG(c->codes[x]), STR_ARG(c->codes[y]));
            label = str_format(c->a, STR_FMT " and " STR_FMT, STR_ARG(c->names[x]),
                               STR_ARG(c->names[y]));
        }
        scorecard_row *row = key.p && label.p ? row_of(c->a, c->t, key, label) : NULL;
        if (!row) return false;
        c->rows[slot] = (uint32_t)(row - c->t->rows) + 1;
    }
    add(&c->t->rows[c->rows[slot] - 1], p->state, p->silent);
    return true;
}

static size_t place_of(const counting *c, int64_t who) {
    return (size_t)who < c->place_count ? c->places[who] : 0;
}

static bool count_states(counting *c, const promise_standing *p) {
    bool memory = true;
    int64_t one, two;
    for (size_t i = 0; memory && (one = course_state(p, i)) != 0; i++) {
        size_t x = place_of(c, one);
        if (c->by == BY_STATE && x) memory = add_at(c, x - 1, x - 1, x - 1, p);
        for (size_t j = 0; c->by == BY_PAIR && memory && x && j < i; j++) {
            two = course_state(p, j);
            size_t y = place_of(c, two), low = x < y ? x : y, high = x < y ? y : x;
            if (y) memory = add_at(c, (low - 1) * c->states + high - 1, low - 1, high - 1, p);
        }
    }
    return memory;
}

static bool count_word(counting *c, str word, const promise_standing *p) {
    scorecard_row *row = row_of(c->a, c->t, word, word);
    if (row) add(row, p->state, p->silent);
    return row != NULL;
}

static bool count_standing(void *context, const promise_standing *p) {
    counting *c = context;
    char year[16];
    str words = p->sectors, word;
    bool memory = true;
    add(c->sum, p->state, p->silent);
    switch (c->by) {
    case BY_SECTOR:
        while (words.n && memory && str_next(&words, ' ', &word)) memory = count_word(c, word, p);
        return memory;
    case BY_YEAR:
        snprintf(year, sizeof year, "%04d", p->year);
        return !p->year || count_word(c, str_of(year), p);
    case BY_KIND: return count_word(c, p->kind, p);
    default: return count_states(c, p);
    }
}

static code count_kept(arena *a, db *d, const followed_filter *filter, scorecard_by by, day today,
                       scorecard_row *sum, table *t, fault *f) {
    counting c = {.a = a, .by = by, .sum = sum, .t = t};
    if (by == BY_PAIR || by == BY_STATE) TRY(states_read(&c, d, f));
    return course_each(d, filter, today, count_standing, &c, f);
}

code scorecard_find(arena *a, db *d, const followed_filter *filter, scorecard_by by, day today,
                    scorecard *out, fault *f) {
    bool ready;
    table t = {0};
    scorecard card = {0};
    TRY(course_ready(d, &ready, f));
    if (ready)
        TRY(count_kept(a, d, filter, by, today, &card.all, &t, f));
    else
        TRY(count_judged(a, d, filter, by, today, &card.all, &t, f));
    if (t.count) qsort(t.rows, t.count, sizeof *t.rows, by == BY_YEAR ? by_key : by_count);
    card.rows = t.rows;
    card.count = t.count;
    *out = card;
    return OK;
}
