/* Lists of promises: by the day they are due, and by where they stand. */
#include "store/follow.h"

#include "store/course.h"
#include "store/record_read.h"

#include <stdio.h>
#include <stdlib.h>

static const char sql_words[] = "SELECT due_words FROM commitment WHERE id = $1";

static code row_find(arena *a, db *d, int64_t id, day today, promise_row *out, bool *is, fault *f) {
    followed one;
    TRY(record_find(a, d, id, today, &out->row, f));
    *is = !out->row.withdrawn && followed_of(&out->row, &one);
    if (!*is) return OK;
    TRY(follow_judge(a, d, &one, 1, today, true, f));
    out->verdict = one.verdict;
    out->due = one.due;
    out->due_words = S("");
    if (out->row.family != RECORD_COMMITMENT) return OK;
    query *q = db_query(d, sql_words, f);
    bind_int(q, 1, id);
    if (query_row(q)) out->due_words = column_copy(a, q, 0);
    return query_end(q);
}

code promise_rows(arena *a, db *d, const int64_t *ids, size_t count, day today, promise_row **out,
                  size_t *found, fault *f) {
    promise_row *rows = arena_array(a, count + 1, sizeof *rows);
    size_t n = 0;
    if (!rows) return out_of_memory(f);
    for (size_t i = 0; i < count; i++) {
        bool is;
        TRY(row_find(a, d, ids[i], today, &rows[n], &is, f));
        n += is;
    }
    if (arena_failed(a)) return out_of_memory(f);
    *out = rows;
    *found = n;
    return OK;
}

/* Of those that fit, the place in the list: due ones by day; those of no day last, by number. */
typedef struct {
    int64_t day, id;
} place;

static int by_due(const void *a, const void *b) {
    const place *x = a, *y = b;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* What fits, and of it what comes after the key: `limit` and one more, in a heap with the last of
 * them on top. */
typedef struct {
    const followed_filter *filter;
    place after, *first;
    size_t count, most, total;
    bool open;       /* only what is not settled, */
    day from, until; /* and due in these days */
} browsing;

static void sink(place *heap, size_t n) {
    for (size_t i = 0, child; (child = 2 * i + 1) < n; i = child) {
        if (child + 1 < n && by_due(&heap[child + 1], &heap[child]) > 0) child++;
        if (by_due(&heap[i], &heap[child]) >= 0) return;
        place x = heap[i];
        heap[i] = heap[child];
        heap[child] = x;
    }
}

static void rise(place *heap, size_t n) {
    for (size_t i = n - 1; i && by_due(&heap[i], &heap[(i - 1) / 2]) > 0; i = (i - 1) / 2) {
        place x = heap[i];
        heap[i] = heap[(i - 1) / 2];
        heap[(i - 1) / 2] = x;
    }
}

static void browse_one(browsing *b, int64_t id, follow_status state, bool silent, day due_last) {
    const followed_filter *w = b->filter;
    const place here = {due_last == DAY_NONE ? INT64_MAX : due_last, id};
    if (w->silent >= 0 && silent != (w->silent != 0)) return;
    if (w->statuses && !(w->statuses >> state & 1)) return;
    if (b->open && (due_last == DAY_NONE || due_last == DAY_OPEN || due_last < b->from ||
                    due_last > b->until || (FOLLOW_SETTLED >> state & 1)))
        return;
    b->total++;
    if (by_due(&here, &b->after) <= 0) return;
    if (b->count < b->most) {
        b->first[b->count++] = here;
        rise(b->first, b->count);
    } else if (by_due(&here, b->first) < 0) {
        b->first[0] = here;
        sink(b->first, b->count);
    }
}

static bool browse_standing(void *context, const promise_standing *p) {
    browse_one(context, p->id, p->state, p->silent, p->due_last);
    return true;
}

/* $1 $2 the days; $3 $4 the key; $5 limit; $6 second actor; $7 owner; $8 sector; $9 kind; $10
 * state; $11 family. */
#define DUE_REST                                                                                   \
    "AND ($6 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = w.id "            \
    "AND y.actor_id = $6)) "                                                                       \
    "AND ($7 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = w.id "            \
    "AND y.actor_id = $7 AND y.role IN ('owner', 'body'))) "                                       \
    "AND ($8 IS NULL OR EXISTS (SELECT 1 FROM record_sector x WHERE x.record_id = w.id "           \
    "AND x.sector = $8)) "                                                                         \
    "AND ($9 IS NULL OR EXISTS (SELECT 1 FROM record k WHERE k.id = w.id AND k.kind = $9)) "       \
    "AND ($10 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = w.id "           \
    "AND y.actor_id = $10)) "                                                                      \
    "AND ($11 IS NULL OR EXISTS (SELECT 1 FROM record k WHERE k.id = w.id AND k.family = $11)) "   \
    "ORDER BY w.due_last, w.id LIMIT $5"
#define UNFULFILLED                                                                                \
    "NOT EXISTS (SELECT 1 FROM link l WHERE l.to_id = r.id AND l.kind IN ('fulfils', "             \
    "'supersedes') AND l.state = 'confirmed') "
static const char sql_due[] =
    "SELECT w.id, w.due_last FROM (SELECT c.id AS id, c.due_last AS due_last FROM commitment c "
    "WHERE c.closed = 0 AND c.due_last IS NOT NULL AND c.due_last >= $1 AND c.due_last <= $2 "
    "AND NOT " WITHDRAWN(
        "c.id") "UNION ALL SELECT r.id, r.date_last FROM record r INDEXED BY record_planned WHERE "
                "r.modality = "
                "'planned' AND r.act <> 'negotiated' "
                "AND r.family IN ('engagement', 'instrument') AND r.withdrawn_at IS NULL "
                "AND r.date_last IS NOT NULL AND r.date_last >= $1 AND r.date_last <= $2 "
                "AND " UNFULFILLED ") w WHERE (w.due_last, w.id) > ($3, $4) " DUE_REST;
static code due_by_day(arena *a, db *d, const followed_filter *w, day from, day until, day today,
                       str after, size_t limit, promise_page *out, fault *f) {
    int64_t day_key = INT64_MIN, id_key = 0;
    if (after.n && !key_read(after, &day_key, &id_key))
        return fault_set(f, INVALID, "after", "no key of this list");
    int64_t *ids = arena_array(a, limit, sizeof *ids), last_day = 0;
    if (!ids) return out_of_memory(f);
    query *q = db_query(d, sql_due, f);
    bind_int(q, 1, from);
    bind_int(q, 2, until);
    bind_int(q, 3, day_key);
    bind_int(q, 4, id_key);
    bind_int(q, 5, (int64_t)limit + 1);
    bind_id(q, 6, w->other);
    bind_id(q, 7, w->owner);
    if (w->sector != SECTOR_COUNT) bind_z(q, 8, sector_name(w->sector));
    if (w->kind != KIND_NONE) bind_z(q, 9, kind_name(w->kind));
    bind_id(q, 10, w->state);
    if (w->family != RECORD_COUNT) bind_z(q, 11, record_name(w->family));
    bool more = false;
    size_t n = 0;
    while (!more && query_row(q)) {
        more = n == limit;
        if (more) break;
        ids[n++] = column_int(q, 0);
        last_day = column_int(q, 1);
    }
    TRY(query_end(q));
    promise_page page = {.next = more ? key_write(a, last_day, ids[n - 1]) : S("")};
    TRY(promise_rows(a, d, ids, n, today, &page.items, &page.count, f));
    if (!page.next.p) return out_of_memory(f);
    *out = page;
    return OK;
}

#define ID_REST                                                                                    \
    "AND r.withdrawn_at IS NULL AND (r.family = 'commitment' OR (r.modality = 'planned' AND "      \
    "r.family IN ('engagement', 'instrument'))) AND ($1 IS NULL OR r.family = $1) "                \
    "AND ($2 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = r.id "            \
    "AND y.actor_id = $2)) "                                                                       \
    "AND ($3 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = r.id "            \
    "AND y.actor_id = $3)) "                                                                       \
    "AND ($4 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE y.record_id = r.id "            \
    "AND y.actor_id = $4 AND y.role IN ('owner', 'body'))) "                                       \
    "AND ($5 IS NULL OR EXISTS (SELECT 1 FROM record_sector x WHERE x.record_id = r.id "           \
    "AND x.sector = $5)) AND ($6 IS NULL OR r.kind = $6) "                                         \
    "AND ($7 IS NULL OR substr(r.date, 1, 4) = $7) "                                               \
    "AND ($8 IS NULL OR c.parent_id = $8) "                                                        \
    "AND ($9 IS NULL OR EXISTS (SELECT 1 FROM link l WHERE l.from_id = r.id AND l.to_id = $9 "     \
    "AND l.kind = 'outcome_of' AND l.state = 'confirmed')) "
#define ID_COLUMNS                                                                                 \
    "r.id, r.modality, iif(r.family = 'commitment', ifnull(c.due, ''), iif(r.act = 'negotiated', " \
    "'', r.date)), r.date "

#define ID_ORDER          "ORDER BY r.id"
#define FOLLOWED_FAMILIES "('commitment', 'engagement', 'instrument') "
static const char sql_ids[] =
    "SELECT " ID_COLUMNS "FROM record r LEFT JOIN commitment c ON c.id = r.id "
    "WHERE r.family IN " FOLLOWED_FAMILIES ID_REST ID_ORDER;
static const char sql_ids_actor[] =
    "SELECT " ID_COLUMNS "FROM (SELECT record_id AS id FROM record_party "
    "WHERE actor_id = $10 AND family = 'commitment' UNION " PLANNED_WITH(
        "x") ") w "
             "CROSS JOIN record r ON r.id = w.id LEFT JOIN commitment c ON c.id = r.id "
             "WHERE 1 " ID_REST ID_ORDER;
static const char sql_ids_pair[] =
    "SELECT " ID_COLUMNS "FROM (SELECT p.record_id AS id FROM record_party p CROSS JOIN "
    "record_party y ON y.record_id = p.record_id AND y.actor_id = $3 "
    "WHERE p.actor_id = $10 AND p.family = 'commitment' UNION " PLANNED_WITH(
        "x") ") w "
             "CROSS JOIN record r ON r.id = w.id LEFT JOIN commitment c ON c.id = r.id "
             "WHERE 1 " ID_REST ID_ORDER;
static const char sql_ids_parent[] =
    "SELECT " ID_COLUMNS "FROM commitment c CROSS JOIN record r ON r.id = c.id "
    "WHERE c.parent_id = $10 " ID_REST ID_ORDER;
static const char sql_ids_outcome[] =
    "SELECT " ID_COLUMNS "FROM link o CROSS JOIN record r ON r.id = o.from_id "
    "LEFT JOIN commitment c ON c.id = r.id WHERE o.to_id = $10 AND o.kind = 'outcome_of' " ID_REST
        ID_ORDER;

/* `year` holds what is bound until the query ends. */
static query *ids_query(db *d, const followed_filter *w, char year[8], fault *f) {
    static const char *const ways[] = {[START_ALL] = sql_ids,
                                       [START_ACTOR] = sql_ids_actor,
                                       [START_PAIR] = sql_ids_pair,
                                       [START_PARENT] = sql_ids_parent,
                                       [START_OUTCOME] = sql_ids_outcome};
    int64_t start;
    query *q = db_query(d, ways[promise_start_of(w, &start)], f);
    if (w->family != RECORD_COUNT) bind_z(q, 1, record_name(w->family));
    bind_id(q, 2, w->state);
    bind_id(q, 3, w->other);
    bind_id(q, 4, w->owner);
    if (w->sector != SECTOR_COUNT) bind_z(q, 5, sector_name(w->sector));
    if (w->kind != KIND_NONE) bind_z(q, 6, kind_name(w->kind));
    if (w->year) {
        snprintf(year, 8, "%04d", w->year);
        bind_z(q, 7, year);
    }
    bind_id(q, 8, w->parent);
    bind_id(q, 9, w->outcome_of);
    if (start) bind_int(q, 10, start);
    return q;
}

code promise_ids(arena *a, db *d, const followed_filter *filter, followed **out, size_t *count,
                 fault *f) {
    followed_filter w = *filter;
    if (w.state && w.other) TRY(actors_rarer_first(d, &w.state, &w.other, f));
    followed *items = NULL;
    size_t n = 0, capacity = 0;
    bool full = false;
    char year[8];
    query *q = ids_query(d, &w, year, f);
    while (!full && query_row(q)) {
        followed *grown = arena_grow(a, items, n, &capacity, sizeof *grown);
        full = !grown;
        if (full) break;
        items = grown;
        followed *p = &grown[n++];
        *p = (followed){
            .id = column_int(q, 0), .due = column_copy(a, q, 2), .date = column_copy(a, q, 3)};
        modality_of(column_str(q, 1), &p->modality);
    }
    TRY(query_end(q));
    if (full || arena_failed(a)) return out_of_memory(f);
    *out = items;
    *count = n;
    return OK;
}

bool follow_group_of(str word, unsigned *out) {
    static const struct {
        const char *word;
        unsigned states;
    } groups[] = {
        {"kept", 1u << FOLLOW_DONE | 1u << FOLLOW_DONE_LATE},
        {"pending",
         1u << FOLLOW_OPEN | 1u << FOLLOW_DUE_SOON | 1u << FOLLOW_DUE | 1u << FOLLOW_UNDER_WAY},
        {"over", 1u << FOLLOW_DROPPED | 1u << FOLLOW_SUPERSEDED},
    };
    follow_status one;
    bool known = follow_status_of(word, &one);
    if (known) *out = 1u << one;
    for (size_t i = 0; i < 3 && !known; i++) {
        known = str_eq_z(word, groups[i].word);
        if (known) *out = groups[i].states;
    }
    return known;
}

static code browse_judged(arena *a, db *d, day today, browsing *b, fault *f) {
    followed *all;
    size_t n;
    TRY(promise_ids(a, d, b->filter, &all, &n, f));
    TRY(follow_judge(a, d, all, n, today, false, f));
    for (size_t i = 0; i < n; i++) {
        const follow_verdict *x = &all[i].verdict;
        browse_one(b, all[i].id, x->state, x->silent, x->due_last);
    }
    return OK;
}

static code browse_open(arena *a, browsing *b, str after, size_t limit, fault *f) {
    if (after.n && !key_read(after, &b->after.day, &b->after.id))
        return fault_set(f, INVALID, "after", "no key of this list");
    b->most = limit + 1;
    b->first = arena_array(a, b->most, sizeof *b->first);
    return b->first ? OK : out_of_memory(f);
}

static code browse_page(arena *a, db *d, browsing *b, day today, promise_page *out, fault *f) {
    if (b->count) qsort(b->first, b->count, sizeof *b->first, by_due);
    bool more = b->count == b->most;
    size_t shown = b->count - more;
    int64_t *ids = arena_array(a, b->most, sizeof *ids);
    if (!ids) return out_of_memory(f);
    for (size_t i = 0; i < shown; i++) ids[i] = b->first[i].id;
    const place *last = more ? &b->first[shown - 1] : NULL;
    promise_page page = {.total = b->total,
                         .next = last ? key_write(a, last->day, last->id) : S("")};
    TRY(promise_rows(a, d, ids, shown, today, &page.items, &page.count, f));
    if (!page.next.p) return out_of_memory(f);
    *out = page;
    return OK;
}

code promise_browse(arena *a, db *d, const followed_filter *w, day today, str after, size_t limit,
                    promise_page *out, fault *f) {
    bool ready;
    browsing b = {.filter = w, .after = {INT64_MIN, 0}};
    if (limit == 0 || limit > 500) limit = 500;
    TRY(browse_open(a, &b, after, limit, f));
    TRY(course_ready(d, &ready, f));
    if (ready)
        TRY(course_each(d, w, today, browse_standing, &b, f));
    else
        TRY(browse_judged(a, d, today, &b, f));
    return browse_page(a, d, &b, today, out, f);
}

/* What a state or an owner has to do, from the courses: of tens of thousands few are open. */
static code due_of_one(arena *a, db *d, const followed_filter *filter, day from, day until,
                       day today, str after, size_t limit, promise_page *out, fault *f) {
    followed_filter w = *filter;
    w.statuses = 0;
    w.silent = -1;
    browsing b = {
        .filter = &w, .after = {INT64_MIN, 0}, .open = true, .from = from, .until = until};
    TRY(browse_open(a, &b, after, limit, f));
    TRY(course_each(d, &w, today, browse_standing, &b, f));
    b.total = 0;
    return browse_page(a, d, &b, today, out, f);
}

/* In few days little is due, and of a busy state much of what is: then the days are the shorter way
 * in. */
static code is_narrow(db *d, const followed_filter *w, day from, day until, bool *out, fault *f) {
    enum { DAYS_FEW = 400 };
    bool busy = false, only_state = !w->owner && !w->other && w->sector == SECTOR_COUNT &&
                                    w->kind == KIND_NONE && w->family == RECORD_COUNT;
    *out = (w->owner || w->state) && (int64_t)until - from >= DAYS_FEW;
    if (*out && only_state) TRY(actor_is_busy(d, w->state, &busy, f));
    *out = *out && !busy;
    return OK;
}

code promise_due(arena *a, db *d, const followed_filter *w, day from, day until, day today,
                 str after, size_t limit, promise_page *out, fault *f) {
    bool ready = false, narrow;
    if (limit == 0 || limit > 500) limit = 500;
    TRY(is_narrow(d, w, from, until, &narrow, f));
    if (narrow) TRY(course_ready(d, &ready, f));
    if (ready) return due_of_one(a, d, w, from, until, today, after, limit, out, f);
    return due_by_day(a, d, w, from, until, today, after, limit, out, f);
}
