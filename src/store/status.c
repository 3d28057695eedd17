/* Acts and terms to intervals: the law engine's answer, kept as rows. */
#include "store/course.h"
#include "store/instrument.h"
#include "store/record_read.h"
#include "store/status_material.h"
#include "store/status_sql.h"

static const char sql_insert[] =
    "INSERT INTO status(id, status, from_day, from_first, to_day, to_first, uncertain, why, acts) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

typedef struct {
    db *d;
    int64_t id;
    material *m;
    buf *text; /* scratch */
} writing;

static code interval_write(const writing *w, const law_interval *i, int64_t key, fault *f) {
    buf *text = w->text;
    buf_clear(text);
    law_why(text, &w->m->in, i, material_names(w->m));
    size_t why = text->n;
    buf_put_char(text, '[');
    for (size_t k = 0; k < i->act_count; k++) {
        if (k) buf_put_char(text, ',');
        buf_put_int(text, w->m->marks[i->acts[k]].id);
    }
    buf_put_char(text, ']');
    if (text->code != OK) return out_of_memory(f);
    query *q = db_query(w->d, sql_insert, f);
    bind_int(q, 1, key);
    bind_z(q, 2, law_status_name(i->status));
    bind_int(q, 3, i->from);
    if (i->from_first != i->from) bind_int(q, 4, i->from_first);
    bind_day(q, 5, i->to);
    if (i->to_first != i->to) bind_day(q, 6, i->to_first);
    bind_int(q, 7, i->uncertain);
    bind_str(q, 8, str_slice(buf_str(text), 0, why));
    bind_str(q, 9, str_slice(buf_str(text), why, text->n));
    return query_run(q);
}

/* The intervals of one party (0: the instrument's own), items[0..count). */
static code party_write(const writing *w, int64_t party, const law_interval *items, size_t count,
                        fault *f) {
    if (w->id >= STATUS_INSTRUMENTS_MOST || party >= STATUS_PARTIES_MOST ||
        count > STATUS_INTERVALS_MOST)
        return fault_set(f, INVALID, "acts", "more instruments, actors or intervals than fit");
    int64_t key = w->id * ((int64_t)STATUS_PARTIES_MOST * STATUS_INTERVALS_MOST) +
                  party * STATUS_INTERVALS_MOST;
    for (size_t i = 0; i < count; i++) TRY(interval_write(w, &items[i], key + (int64_t)i, f));
    return OK;
}

/* The engine gives the intervals by code; they are written in the order of their keys, that is of
 * the parties' numbers, which is that of m->parties. Whom only the terms name did nothing. */
static code intervals_write(const writing *w, arena *a, const law_result *r, fault *f) {
    size_t n = w->m->party_count, own = 0;
    struct {
        size_t from, count;
    } *parts = arena_array(a, n + 1, sizeof *parts);
    if (!parts) return out_of_memory(f);
    while (own < r->count && r->intervals[own].party.n == 0) own++;
    for (size_t i = own; i < r->count;) {
        const named *party = material_party(w->m, r->intervals[i].party);
        size_t from = i;
        while (i < r->count && str_eq(r->intervals[i].party, r->intervals[from].party)) i++;
        if (!party) continue;
        parts[party - w->m->parties].from = from;
        parts[party - w->m->parties].count = i - from;
    }
    TRY(party_write(w, 0, r->intervals, own, f));
    for (size_t i = 0; i < n; i++)
        TRY(party_write(w, w->m->parties[i].id, r->intervals + parts[i].from, parts[i].count, f));
    return OK;
}

static code mark_write(db *d, const act_mark *now, str reported, bool passed_over, fault *f) {
    if (str_eq(now->reported, reported) && now->passed_over == passed_over) return OK;
    query *q = db_query(d, "UPDATE act SET reported = $2, passed_over = $3 WHERE id = $1", f);
    bind_int(q, 1, now->id);
    bind_str(q, 2, reported);
    bind_int(q, 3, passed_over);
    return query_run(q);
}

/* What the engine reports of acts is kept with them; of several notes the first, by which it was
 * passed over if it was. */
static code marks_write(const writing *w, const law_notes *notes, fault *f) {
    size_t k = 0;
    while (k < notes->count && notes->items[k].act < 0) k++;
    for (size_t i = 0; i < w->m->in.act_count; i++) {
        const law_note *mine = NULL;
        for (; k < notes->count && notes->items[k].act == (int64_t)i; k++)
            if (!mine || (notes->items[k].ignored && !mine->ignored)) mine = &notes->items[k];
        str reported = mine ? mine->reason : S("");
        bool over = mine && mine->ignored;
        if (w->m->marks[i].unfit) {
            reported = str_of(w->m->marks[i].unfit);
            over = true;
        }
        TRY(mark_write(w->d, &w->m->marks[i], reported, over, f));
    }
    return OK;
}

/* Everything but the old rows. */
static code derive(const writing *w, arena *a, size_t *intervals, fault *f) {
    law_result result = {0};
    if (w->m->in.act_count) TRY(law_status(a, &w->m->in, &result, f));
    TRY(legal_rebuild(w->d, a, w->id, w->m, &result, f));
    TRY(intervals_write(w, a, &result, f));
    *intervals += result.count;
    return marks_write(w, &result.notes, f);
}

code status_rebuild(db *d, arena *a, int64_t id, fault *f) {
    material m;
    buf text;
    size_t unused = 0;
    query *q = db_query(d, "DELETE FROM status WHERE " STATUS_UNDER("status", "$1"), f);
    bind_int(q, 1, id);
    TRY(query_run(q));
    q = db_query(d, "DELETE FROM legal_due WHERE instrument_id = $1", f);
    bind_int(q, 1, id);
    TRY(query_run(q));
    TRY(material_find(a, d, id, &m, f));
    buf_init(&text, 0);
    code result = derive(&(writing){d, id, &m, &text}, a, &unused, f);
    buf_reset(&text);
    return result;
}

typedef struct {
    db *d;
    arena *a; /* of one instrument */
    material_cache *cache;
    buf *text;
    status_rebuilt n;
} rebuilding;

static code instrument_derive(rebuilding *r, query *q, fault *f) {
    material m;
    int64_t id = column_int(q, 0);
    arena_reset(r->a);
    TRY(material_find_with(r->a, r->d, r->cache, q, &m, f));
    r->n.instruments++;
    return derive(&(writing){r->d, id, &m, r->text}, r->a, &r->n.intervals, f);
}

static code each_instrument(rebuilding *r, fault *f) {
    query *q = db_query(r->d, "SELECT " MATERIAL_COLUMNS "ORDER BY i.id", f);
    code result = OK;
    while (result == OK && query_row(q)) result = instrument_derive(r, q, f);
    code ended = query_end(q);
    return result != OK ? result : ended;
}

static code rebuild(rebuilding *r, fault *f) {
    TRY(query_run(db_query(r->d, "DELETE FROM status", f)));
    TRY(query_run(db_query(r->d, "DELETE FROM legal_due", f)));
    return each_instrument(r, f);
}

/* With pages of the usual size a million rows spill to the disk and are read back; for the while,
 * there is room for them. */
code status_rebuild_all(db *d, status_rebuilt *out, fault *f) {
    arena *one = arena_new((size_t)1 << 30), *all = arena_new((size_t)256 << 20);
    buf text;
    buf_init(&text, 0);
    rebuilding r = {.d = d, .a = one, .text = &text};
    code result = one && all ? OK : out_of_memory(f);
    if (result == OK) r.cache = material_cache_new(all, d, f);
    if (result == OK && !r.cache) result = f ? f->code : NOMEM;
    if (result == OK) result = query_run(db_query(d, "PRAGMA cache_size = -262144", f));
    if (result == OK) result = rebuild(&r, f);
    if (result == OK) result = course_forget(d, f);
    if (result == OK) result = course_fill(d, f);
    query_run(db_query(d, "PRAGMA cache_size = -32768", NULL));
    buf_reset(&text);
    arena_free(one);
    arena_free(all);
    if (result == OK) *out = r.n;
    return result;
}
