/* Steps of a promise's course, made and read. A step is ten bytes: the day it begins (32 bits, the
 * lowest first), the last day that the promise is due by then (the same), a letter for the state,
 * and whether no source tells of it. The first begins before all days. */
#include "store/course.h"

#include "base/buf.h"
#include "store/record_read.h"

#include <stdlib.h>
#include <string.h>

enum { STEP_BYTES = 10, CHUNK = 4096, APART = 8 };

/* Kept in registers: a letter stays what it is, whatever the order of the states. */
static const char letters[FOLLOW_STATE_COUNT] = {
    [FOLLOW_OPEN] = 'o',       [FOLLOW_DUE_SOON] = 'n',  [FOLLOW_DUE] = 'd',
    [FOLLOW_LATE] = 'l',       [FOLLOW_UNDER_WAY] = 'w', [FOLLOW_DONE] = 'k',
    [FOLLOW_DONE_LATE] = 'a',  [FOLLOW_PARTLY] = 'p',    [FOLLOW_DROPPED] = 'x',
    [FOLLOW_SUPERSEDED] = 's', [FOLLOW_UNKNOWN] = 'u'};

static void put_32(buf *b, int32_t v) {
    uint32_t u = (uint32_t)v;
    const char bytes[4] = {(char)(u & 255), (char)(u >> 8 & 255), (char)(u >> 16 & 255),
                           (char)(u >> 24)};
    buf_put(b, (str){bytes, 4});
}

static int32_t take_32(const char *p) {
    const unsigned char *u = (const unsigned char *)p;
    return (int32_t)((uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 |
                     (uint32_t)u[3] << 24);
}

/* Days on which the verdict can change. */
typedef struct {
    arena *a;
    day *days;
    size_t count, room;
} turns;

static void turn(turns *t, day d) {
    if (d == DAY_NONE || d == DAY_OPEN) return;
    day *grown = arena_grow(t->a, t->days, t->count, &t->room, sizeof *grown);
    if (!grown) return; /* the arena tells */
    t->days = grown;
    grown[t->count++] = d;
}

static void turn_at(turns *t, str date) {
    edtf e;
    if (date.n && edtf_parse(date, &e, NULL) == OK) turn(t, e.first);
}

/* Of a period: when it is soon due, is due, is late (follow/state.c). */
static void turns_of_due(turns *t, str due) {
    edtf e;
    if (!due.n || edtf_parse(due, &e, NULL) != OK) return;
    if (e.last == DAY_NONE || e.last == DAY_OPEN) return;
    day start = e.last - (follow_usual.window_days - 1);
    if (e.first != DAY_NONE && e.first > start) start = e.first;
    turn(t, start - follow_usual.soon_days);
    turn(t, start);
    turn(t, e.last + 1);
}

static int by_day(const void *a, const void *b) {
    day x = *(const day *)a, y = *(const day *)b;
    return (x > y) - (x < y);
}

static void put_step(buf *out, day from, const follow_verdict *x) {
    put_32(out, from);
    put_32(out, x->due_last);
    buf_put_char(out, letters[x->state]);
    buf_put_char(out, x->silent ? '1' : '0');
}

/* Only where something turns are there steps: the rules are asked for each such day. */
static void steps_make(buf *out, turns *t, const follow_commitment *c) {
    follow_verdict now, last;
    t->count = 0;
    for (size_t i = 0; i < c->plan_count; i++) {
        turn(t, c->plans[i].set_on);
        turns_of_due(t, c->plans[i].due);
    }
    for (size_t i = 0; i < c->report_count; i++) turn_at(t, c->reports[i].on);
    for (size_t i = 0; i < c->link_count; i++) turn_at(t, c->links[i].on);
    if (t->count) qsort(t->days, t->count, sizeof *t->days, by_day);
    follow_state(NULL, c, DAY_NONE + 1, &follow_usual, &last);
    put_step(out, DAY_NONE, &last);
    for (size_t i = 0; i < t->count; i++) {
        if (i && t->days[i] == t->days[i - 1]) continue;
        follow_state(NULL, c, t->days[i], &follow_usual, &now);
        if (now.state == last.state && now.silent == last.silent && now.due_last == last.due_last)
            continue;
        put_step(out, t->days[i], &now);
        last = now;
    }
}

static bool steps_read(str steps, day on, promise_standing *out) {
    const char *at = NULL;
    for (size_t i = 0; i + STEP_BYTES <= steps.n; i += STEP_BYTES) {
        if (take_32(steps.p + i) > on) break;
        at = steps.p + i;
    }
    const char *letter = at ? memchr(letters, at[8], FOLLOW_STATE_COUNT) : NULL;
    if (!letter) return false;
    out->state = (follow_status)(letter - letters);
    out->due_last = take_32(at + 4);
    out->silent = at[9] == '1';
    return true;
}

int64_t course_state(const promise_standing *p, size_t i) {
    return 4 * i + 4 <= p->states.n ? (int64_t)(uint32_t)take_32(p->states.p + 4 * i) : 0;
}

/* What is made anew at once: promises near each other, and streams of their states and sectors that
 * stand at the next row. */
typedef struct {
    db *d;
    query *states, *sectors;
    bool state, sector;
    str *families, *kinds;
    followed *items;
    size_t count, at;
    int64_t last; /* number of the last record that was looked at; INT64_MAX: there are no more */
    buf steps, numbers, words;
    turns turns;
    fault *f;
    code code;
} making;

static const char sql_states[] =
    "SELECT p.record_id, p.actor_id FROM record_party p CROSS JOIN actor a ON a.id = p.actor_id "
    "WHERE p.record_id BETWEEN $1 AND $2 AND a.kind = 'state' ORDER BY p.record_id, p.actor_id";
static const char sql_sectors[] =
    "SELECT record_id, sector FROM record_sector WHERE record_id BETWEEN $1 AND $2 "
    "ORDER BY record_id, sector";

static void sides_read(making *m, int64_t id) {
    int64_t last = 0;
    for (; m->state && column_int(m->states, 0) <= id; m->state = query_row(m->states)) {
        int64_t who = column_int(m->states, 1);
        if (column_int(m->states, 0) != id || who == last) continue;
        put_32(&m->numbers, (int32_t)who);
        last = who;
    }
    for (; m->sector && column_int(m->sectors, 0) <= id; m->sector = query_row(m->sectors)) {
        if (column_int(m->sectors, 0) != id) continue;
        if (m->words.n) buf_put_char(&m->words, ' ');
        buf_put(&m->words, column_str(m->sectors, 1));
    }
}

/* "1999-05": 1999. What does not begin with a year has none. */
static int year_of(str date) {
    int year = 0;
    if (date.n < 4) return 0;
    for (int i = 0; i < 4; i++) {
        if (date.p[i] < '0' || date.p[i] > '9') return 0;
        year = year * 10 + (date.p[i] - '0');
    }
    return year;
}

static bool course_write(void *context, followed *p, const follow_commitment *c) {
    making *m = context;
    buf_clear(&m->steps);
    buf_clear(&m->numbers);
    buf_clear(&m->words);
    sides_read(m, p->id);
    steps_make(&m->steps, &m->turns, c);
    query *q = db_query(m->d,
                        "INSERT OR REPLACE INTO course(id, family, kind, year, sectors, states, "
                        "steps) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                        m->f);
    int year = year_of(p->date);
    bind_int(q, 1, p->id);
    bind_str(q, 2, m->families[m->at]);
    bind_str(q, 3, m->kinds[m->at++]);
    if (year) bind_int(q, 4, year);
    bind_str(q, 5, m->words.n ? buf_str(&m->words) : S(""));
    bind_blob(q, 6, m->numbers.n ? buf_str(&m->numbers) : S(""));
    bind_blob(q, 7, buf_str(&m->steps));
    m->code = query_run(q);
    return m->code == OK && m->steps.code == OK && m->numbers.code == OK && m->words.code == OK;
}

static const char sql_stale[] =
    "SELECT r.id, r.family, r.kind, r.modality, iif(r.family = 'commitment', ifnull(c.due, ''), "
    "iif(r.act = 'negotiated', '', r.date)), r.date, r.withdrawn_at IS NULL AND (r.family = "
    "'commitment' OR (r.modality = 'planned' AND r.family IN ('engagement', 'instrument'))) "
    "FROM course_stale w CROSS JOIN record r ON r.id = w.id LEFT JOIN commitment c ON c.id = r.id "
    "WHERE w.id > $2 ORDER BY w.id LIMIT $1";

static code chunk_read(arena *a, making *m, fault *f) {
    m->items = arena_array(a, CHUNK, sizeof *m->items);
    m->families = arena_array(a, CHUNK, sizeof *m->families);
    m->kinds = arena_array(a, CHUNK, sizeof *m->kinds);
    if (!m->items || !m->families || !m->kinds) return out_of_memory(f);
    query *q = db_query(m->d, sql_stale, f);
    bind_int(q, 1, CHUNK);
    bind_int(q, 2, 0);
    size_t read = 0;
    for (; query_row(q); read++) {
        m->last = column_int(q, 0);
        if (!column_int(q, 6)) continue;
        followed *p = &m->items[m->count];
        *p = (followed){
            .id = column_int(q, 0), .due = column_copy(a, q, 4), .date = column_copy(a, q, 5)};
        modality_of(column_str(q, 3), &p->modality);
        m->families[m->count] = column_copy(a, q, 1);
        m->kinds[m->count++] = column_copy(a, q, 2);
    }
    TRY(query_end(q));
    if (read < CHUNK) m->last = INT64_MAX;
    return arena_failed(a) ? out_of_memory(f) : OK;
}

static query *stream(making *m, const char *sql, int64_t first, int64_t last, bool *stands) {
    query *q = db_query(m->d, sql, m->f);
    bind_int(q, 1, first);
    bind_int(q, 2, last);
    *stands = query_row(q);
    return q;
}

static code run_write(arena *a, making *m, followed *items, size_t n, fault *f) {
    m->states = stream(m, sql_states, items[0].id, items[n - 1].id, &m->state);
    m->sectors = stream(m, sql_sectors, items[0].id, items[n - 1].id, &m->sector);
    code result = follow_each(a, m->d, items, n, course_write, m, f);
    code ended[] = {query_end(m->states), query_end(m->sectors), m->code};
    for (int i = 0; i < 3 && result == OK; i++) result = ended[i];
    return result;
}

/* Where they lie far apart, what is between them is not read. */
static code chunk_write(arena *a, making *m, fault *f) {
    for (size_t i = 0, n = 0; i < m->count; i += n) {
        for (n = 1; i + n < m->count && m->items[i + n].id - m->items[i + n - 1].id < APART;) n++;
        TRY(run_write(a, m, m->items + i, n, f));
    }
    if (arena_failed(a)) return out_of_memory(f);
    return OK;
}

static code chunk_fill(db *d, bool *more, fault *f) {
    making m = {.d = d, .f = f};
    arena *a = arena_new((size_t)256 << 20);
    buf_init(&m.steps, 0);
    buf_init(&m.numbers, 0);
    buf_init(&m.words, 0);
    m.turns.a = a;
    code result = a ? chunk_read(a, &m, f) : out_of_memory(f);
    if (result == OK) result = chunk_write(a, &m, f);
    buf_reset(&m.steps);
    buf_reset(&m.numbers);
    buf_reset(&m.words);
    arena_free(a);
    if (result != OK) return result;
    query *q = db_query(d, "DELETE FROM course_stale WHERE id <= $1", f);
    bind_int(q, 1, m.last);
    *more = m.last != INT64_MAX;
    return query_run(q);
}

code course_ready(db *d, bool *out, fault *f) {
    query *q = db_query(d, "SELECT 1 FROM course_stale LIMIT 1", f);
    bool stale = query_row(q);
    TRY(query_end(q));
    *out = !stale;
    return OK;
}

code course_fill(db *d, fault *f) {
    bool ready, more = true;
    TRY(course_ready(d, &ready, f));
    while (!ready && more) TRY(chunk_fill(d, &more, f));
    return OK;
}

code course_open(db *d, fault *f) {
    bool ready;
    TRY(course_ready(d, &ready, f));
    if (ready) return OK;
    TRY(db_begin(d, f));
    code result = course_fill(d, f);
    if (result == OK) return db_commit(d, f);
    db_rollback(d);
    return result;
}

code course_forget(db *d, fault *f) {
    TRY(query_run(db_query(d, "INSERT OR IGNORE INTO course_stale SELECT id FROM course", f)));
    return query_run(db_query(d, "DELETE FROM course", f));
}

/* $1 family; $2 state; $3 other; $4 owner; $5 sector; $6 kind; $7 year; $9 encounter; $10 where the
 * search starts. */
#define COURSE_COLUMNS "SELECT x.id, x.steps, x.states, x.sectors, x.kind, x.year FROM "
#define COURSE_REST                                                                                \
    "WHERE ($1 IS NULL OR x.family = $1) "                                                         \
    "AND ($2 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = x.id "            \
    "AND y.actor_id = $2)) "                                                                       \
    "AND ($3 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = x.id "            \
    "AND y.actor_id = $3)) "                                                                       \
    "AND ($4 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = x.id "            \
    "AND y.actor_id = $4 AND y.role IN ('owner', 'body'))) "                                       \
    "AND ($5 IS NULL OR EXISTS (SELECT 1 FROM record_sector s WHERE s.record_id = x.id "           \
    "AND s.sector = $5)) AND ($6 IS NULL OR x.kind = $6) AND ($7 IS NULL OR x.year = $7) "         \
    "AND ($9 IS NULL OR EXISTS (SELECT 1 FROM link l WHERE l.from_id = x.id AND l.to_id = $9 "     \
    "AND l.kind = 'outcome_of' AND l.state = 'confirmed')) "                                       \
    "ORDER BY x.id"
static const char sql_all[] = COURSE_COLUMNS "course x " COURSE_REST;
static const char sql_actor[] =
    COURSE_COLUMNS "(SELECT record_id AS id FROM record_party WHERE actor_id = $10 "
                   "AND family = 'commitment' UNION " PLANNED_WITH(
                       "r") ") w "
                            "CROSS JOIN course x ON x.id = w.id " COURSE_REST;
static const char sql_pair[] =
    COURSE_COLUMNS "(SELECT p.record_id AS id FROM record_party p CROSS JOIN record_party y "
                   "ON y.record_id = p.record_id AND y.actor_id = $3 WHERE p.actor_id = $10 "
                   "AND p.family = 'commitment' UNION " PLANNED_WITH(
                       "r") ") w "
                            "CROSS JOIN course x ON x.id = w.id " COURSE_REST;
static const char sql_parent[] = COURSE_COLUMNS
    "commitment c CROSS JOIN course x ON x.id = c.id AND c.parent_id = $10 " COURSE_REST;
static const char sql_outcome[] =
    COURSE_COLUMNS "link o CROSS JOIN course x ON x.id = o.from_id AND o.to_id = $10 "
                   "AND o.kind = 'outcome_of' " COURSE_REST;

promise_start promise_start_of(const followed_filter *w, int64_t *id) {
    bool pair = !w->owner && w->state && w->other;
    *id = w->parent       ? w->parent
          : w->outcome_of ? w->outcome_of
          : w->owner      ? w->owner
          : pair          ? w->state
          : w->other      ? w->other
                          : w->state;
    if (w->parent) return START_PARENT;
    if (w->outcome_of) return START_OUTCOME;
    return pair ? START_PAIR : *id ? START_ACTOR : START_ALL;
}

static query *filtered(db *d, const followed_filter *w, fault *f) {
    static const char *const ways[] = {[START_ALL] = sql_all,
                                       [START_ACTOR] = sql_actor,
                                       [START_PAIR] = sql_pair,
                                       [START_PARENT] = sql_parent,
                                       [START_OUTCOME] = sql_outcome};
    int64_t start;
    promise_start way = promise_start_of(w, &start);
    query *q = db_query(d, ways[way], f);
    if (w->family != RECORD_COUNT) bind_z(q, 1, record_name(w->family));
    /* What the search starts at need not be asked again. */
    bool of_actor = way == START_ACTOR;
    if (way != START_PAIR && !(of_actor && start == w->state)) bind_id(q, 2, w->state);
    bind_id(q, 3, of_actor && start == w->other ? 0 : w->other);
    bind_id(q, 4, w->owner);
    if (w->sector != SECTOR_COUNT) bind_z(q, 5, sector_name(w->sector));
    if (w->kind != KIND_NONE) bind_z(q, 6, kind_name(w->kind));
    if (w->year) bind_int(q, 7, w->year);
    bind_id(q, 9, w->outcome_of);
    if (start) bind_int(q, 10, start);
    return q;
}

code course_each(db *d, const followed_filter *filter, day today,
                 bool (*each)(void *context, const promise_standing *p), void *context, fault *f) {
    followed_filter w = *filter;
    bool memory = true, sound = true;
    if (w.state && w.other) TRY(actors_rarer_first(d, &w.state, &w.other, f));
    query *q = filtered(d, &w, f);
    while (memory && sound && query_row(q)) {
        promise_standing p = {.id = column_int(q, 0),
                              .states = column_blob(q, 2),
                              .sectors = column_str(q, 3),
                              .kind = column_str(q, 4),
                              .year = (int)column_int(q, 5)};
        sound = steps_read(column_blob(q, 1), today, &p);
        if (sound) memory = each(context, &p);
    }
    TRY(query_end(q));
    if (!sound) return fault_set(f, DB, db_path(d), "damaged: a promise's course cannot be read");
    return memory ? OK : out_of_memory(f);
}
