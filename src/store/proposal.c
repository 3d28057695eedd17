/* Deeds against promises: records as follow/match.h takes them, and its answers as links. */
#include "store/proposal.h"

#include "base/buf.h"
#include "follow/match.h"
#include "store/record_read.h"

#include <stdlib.h>

enum { CANDIDATES_MOST = 3000, SPANS_MOST = 3 };

typedef struct {
    int64_t *ids;
    size_t count, capacity;
} id_set;

static code id_add(arena *a, id_set *set, int64_t id, fault *f) {
    int64_t *grown = arena_grow(a, set->ids, set->count, &set->capacity, sizeof *grown);
    if (!grown) return out_of_memory(f);
    set->ids = grown;
    grown[set->count++] = id;
    return OK;
}

static int by_id(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static void id_sort(id_set *set) {
    size_t kept = 0;
    if (set->count) qsort(set->ids, set->count, sizeof *set->ids, by_id);
    for (size_t i = 0; i < set->count; i++)
        if (i == 0 || set->ids[i] != set->ids[kept - 1]) set->ids[kept++] = set->ids[i];
    set->count = kept;
}

static bool id_has(const id_set *set, int64_t id) {
    return set->count && bsearch(&id, set->ids, set->count, sizeof id, by_id);
}

/* Records that share two sides with this one (its only one, where it has one): most promises are
 * made between two. */
static const char sql_candidates[] =
    "SELECT o.record_id FROM record_party s CROSS JOIN record_party o ON o.actor_id = s.actor_id "
    "WHERE s.record_id = $1 AND s.role <> 'body' AND o.record_id <> $1 AND o.role <> 'body' "
    "AND o.family IN ('instrument', 'engagement', 'commitment', 'membership', 'position') "
    "GROUP BY o.record_id HAVING count(DISTINCT o.actor_id) >= min(2, (SELECT count(DISTINCT "
    "actor_id) FROM record_party n WHERE n.record_id = $1 AND n.role <> 'body')) "
    "ORDER BY o.record_id DESC LIMIT $2";

static code candidates_add(change *c, int64_t id, id_set *to, fault *f) {
    query *q = db_query(c->d, sql_candidates, f);
    bind_int(q, 1, id);
    bind_int(q, 2, CANDIDATES_MOST);
    code added = OK;
    while (added == OK && query_row(q)) added = id_add(c->a, to, column_int(q, 0), f);
    code ended = query_end(q);
    return added != OK ? added : ended;
}

/* The sentences that a record was read from; where none are kept, what it says. */
static code item_text(arena *a, db *d, const record_row *row, follow_item *out, fault *f) {
    evidence_row *e;
    size_t n, taken = 0;
    buf b;
    TRY(record_evidence(a, d, row->id, &e, &n, f));
    buf_init(&b, (size_t)1 << 16);
    for (size_t i = 0; i < n; i++) {
        if (e[i].source.published.n &&
            (!out->source_date.n || str_cmp(e[i].source.published, out->source_date) < 0))
            out->source_date = e[i].source.published;
        if (e[i].end <= e[i].start || taken == SPANS_MOST) continue;
        if (taken++) buf_put(&b, S(" || "));
        buf_put(&b, e[i].before);
        buf_put(&b, e[i].text);
        buf_put(&b, e[i].after);
    }
    out->text = b.n ? str_copy(a, buf_str(&b)) : row->content;
    code result = b.code;
    buf_reset(&b);
    return result == OK && out->text.p ? OK : out_of_memory(f);
}

static const char sql_measure[] =
    "SELECT ifnull(measure_target, measure_value), measure_unit FROM commitment WHERE id = $1 "
    "AND (measure_target IS NOT NULL OR measure_value IS NOT NULL)";

static code item_measure(arena *a, db *d, follow_item *out, fault *f) {
    query *q = db_query(d, sql_measure, f);
    bind_int(q, 1, out->id);
    if (query_row(q)) {
        out->measured = true;
        out->measure = column_real(q, 0);
        out->unit = column_copy(a, q, 1);
    }
    return query_end(q);
}

/* The day of a promise is the day it was made, and not when it is due. */
static str item_date(const record_row *row) {
    bool promise = row->family == RECORD_COMMITMENT && row->modality == MODALITY_PLANNED;
    if (promise) return S("");
    return row->period.n && !row->date.n ? row->period : row->date;
}

static code item_read(arena *a, db *d, const record_row *row, follow_item *out, fault *f) {
    *out = (follow_item){.id = row->id,
                         .family = row->family,
                         .kind = row->kind,
                         .act = row->act,
                         .modality = row->modality,
                         .sectors = row->sectors,
                         .title = row->title,
                         .date = item_date(row),
                         .due = row->family == RECORD_COMMITMENT ? row->due : S(""),
                         .count = row->count};
    str *actors = arena_array(a, row->party_count + 1, sizeof *actors);
    str *others = arena_array(a, row->party_count + 1, sizeof *others);
    if (!actors || !others) return out_of_memory(f);
    for (size_t i = 0; i < row->party_count; i++) {
        const record_party *p = &row->parties[i];
        if (p->role == ROLE_BODY || !p->actor.code.n) continue;
        if (p->role == ROLE_CONCERNED) {
            others[out->other_count++] = p->actor.code;
            continue;
        }
        if (p->role == ROLE_HOST) out->host = p->actor.code;
        actors[out->actor_count++] = p->actor.code;
    }
    out->actors = actors;
    out->others = others;
    TRY(item_text(a, d, row, out, f));
    return row->family == RECORD_COMMITMENT ? item_measure(a, d, out, f) : OK;
}

/* A promise that was carried out, or given up for another, is none any more. */
static code is_open(db *d, int64_t id, bool *out, fault *f) {
    query *q = db_query(d,
                        "SELECT 1 FROM link WHERE to_id = $1 AND kind IN ('fulfils', 'supersedes') "
                        "AND state = 'confirmed'",
                        f);
    bind_int(q, 1, id);
    *out = !query_row(q);
    return query_end(q);
}

typedef struct {
    follow_item *deeds, *promises;
    size_t deed_count, promise_count;
} material;

/* `fresh` null: all of them are. */
static code items_load(change *c, const id_set *ids, const id_set *fresh, material *m, fault *f) {
    m->deeds = arena_array(c->a, ids->count + 1, sizeof *m->deeds);
    m->promises = arena_array(c->a, ids->count + 1, sizeof *m->promises);
    if (!m->deeds || !m->promises) return out_of_memory(f);
    for (size_t i = 0; i < ids->count; i++) {
        record_row row;
        follow_item item;
        bool open = false;
        TRY(record_find(c->a, c->d, ids->ids[i], DAY_NONE, &row, f));
        if (row.withdrawn) continue;
        TRY(item_read(c->a, c->d, &row, &item, f));
        item.old = fresh && !id_has(fresh, item.id);
        if (follow_is_word(&item)) m->deeds[m->deed_count++] = item;
        if (follow_is_promise(&item)) TRY(is_open(c->d, item.id, &open, f));
        if (open) m->promises[m->promise_count++] = item;
    }
    return OK;
}

static link_kind kind_of_tie(follow_link_kind k) {
    if (k == TIE_PARTLY) return LINK_PARTLY_FULFILS;
    if (k == TIE_SUPERSEDED_BY) return LINK_SUPERSEDES;
    return k == TIE_CONTRADICTS ? LINK_CONTRADICTS : LINK_FULFILS;
}

/* Linked in whatever state, or told to belong together in another way. */
static code is_linked(db *d, int64_t from, int64_t to, bool *out, fault *f) {
    query *q = db_query(d,
                        "SELECT 1 FROM link WHERE from_id = $1 AND to_id = $2 AND kind IN "
                        "('fulfils', 'partly_fulfils', 'contradicts', 'supersedes', 'same_as')",
                        f);
    bind_int(q, 1, from);
    bind_int(q, 2, to);
    *out = query_row(q);
    return query_end(q);
}

static code compare(change *c, const id_set *all, const id_set *fresh, size_t *made, fault *f) {
    material m = {0};
    follow_words *words;
    follow_proposal *found;
    size_t n;
    TRY(items_load(c, all, fresh, &m, f));
    if (!m.deed_count || !m.promise_count) return OK;
    TRY(follow_words_open(c->a, "en", &words, f));
    TRY(follow_match(c->a, words, m.promises, m.promise_count, m.deeds, m.deed_count, &found, &n,
                     f));
    for (size_t i = 0; i < n; i++) {
        int64_t deed = m.deeds[found[i].fact].id, promise = m.promises[found[i].promise].id, id;
        bool linked;
        if (deed == promise) continue;
        TRY(is_linked(c->d, deed, promise, &linked, f));
        if (linked) continue;
        TRY(link_add(c, deed, promise, kind_of_tie(found[i].kind), LINK_PROPOSED, found[i].reason,
                     &id, f));
        ++*made;
    }
    return OK;
}

/* What the fresh ones are compared with: of a large register, not all of it. */
static code propose_set(change *c, id_set *fresh, size_t *made, fault *f) {
    id_set all = {0};
    *made = 0;
    for (size_t i = 0; i < fresh->count; i++) {
        TRY(id_add(c->a, &all, fresh->ids[i], f));
        TRY(candidates_add(c, fresh->ids[i], &all, f));
        if (all.count > 4 * CANDIDATES_MOST) id_sort(&all);
    }
    id_sort(&all);
    return all.count > 1 ? compare(c, &all, fresh, made, f) : OK;
}

code propose(change *c, const int64_t *ids, size_t count, size_t *made, fault *f) {
    id_set fresh = {0};
    for (size_t i = 0; i < count; i++) TRY(id_add(c->a, &fresh, ids[i], f));
    id_sort(&fresh);
    return propose_set(c, &fresh, made, f);
}

static const char sql_promised[] =
    "SELECT p.record_id FROM actor a CROSS JOIN record_party p ON p.actor_id = a.id "
    "JOIN record r ON r.id = p.record_id WHERE a.code = $1 AND p.family IN ('commitment', "
    "'engagement', 'instrument', 'membership') AND (r.modality = 'planned' OR r.kind = "
    "'invitation' OR r.act IN ('signed', 'initialled', 'approved', "
    "'ratified')) AND r.withdrawn_at IS NULL AND EXISTS "
    "(SELECT 1 FROM actor b JOIN record_party o ON o.actor_id = b.id WHERE b.code = $2 AND "
    "o.record_id = p.record_id) ORDER BY p.record_id DESC LIMIT $3";

enum { PROMISES_MOST = 300, PAIRS_MOST = 6 };

static code promised_add(change *c, str one, str other, id_set *out, fault *f) {
    int64_t *ids;
    size_t n;
    query *q = db_query(c->d, sql_promised, f);
    bind_str(q, 1, one);
    bind_str(q, 2, other);
    bind_int(q, 3, PROMISES_MOST);
    TRY(ids_read(c->a, q, &ids, &n, f));
    for (size_t i = 0; i < n; i++) TRY(id_add(c->a, out, ids[i], f));
    return OK;
}

/* What was promised between the pairs of actors that the sentences name. */
static code promised_between(change *c, const follow_item *told, size_t count, id_set *out,
                             fault *f) {
    str pairs[PAIRS_MOST][2];
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k + 1 < told[i].actor_count; k++)
            for (size_t j = k + 1; j < told[i].actor_count && n < PAIRS_MOST; j++) {
                str one = told[i].actors[k], other = told[i].actors[j];
                bool known = false;
                for (size_t p = 0; p < n; p++)
                    known = known || (str_eq(pairs[p][0], one) && str_eq(pairs[p][1], other));
                if (known) continue;
                pairs[n][0] = one;
                pairs[n++][1] = other;
                TRY(promised_add(c, one, other, out, f));
            }
    id_sort(out);
    return OK;
}

/* A sentence that a reader's fact rests on is told already: the figure in it is not, nor what is
 * read from it as planned. */
static bool is_read(const follow_item *told, str text, const fact *facts, size_t count) {
    size_t start = (size_t)(told->text.p - text.p), end = start + told->text.n;
    bool figure = told->measured && told->modality == MODALITY_DONE;
    for (size_t i = 0; i < count && !figure; i++) {
        if (facts[i].modality != told->modality || facts[i].evidence_count == 0) continue;
        if (facts[i].evidence[0].start < end && start < facts[i].evidence[0].end) return true;
    }
    return false;
}

static code told_fact(arena *a, const follow_item *from, str text, fact *out, fault *f) {
    size_t start = (size_t)(from->text.p - text.p);
    *out = (fact){.record = RECORD_COMMITMENT,
                  .kind = from->kind,
                  .modality = from->modality,
                  .states = (str *)from->actors,
                  .state_count = from->actor_count,
                  .count = -1,
                  .date = from->date,
                  .confidence = 0.5};
    out->evidence = arena_array(a, 1, sizeof *out->evidence);
    if (!out->evidence) return out_of_memory(f);
    out->evidence[out->evidence_count++] = (span){start, start + from->text.n};
    return OK;
}

/* Marks the told that bear on an open promise between those whom they name. */
static code told_match(change *c, const follow_words *words, const follow_item *told, size_t count,
                       follow_proposal **out, size_t *found, fault *f) {
    id_set ids = {0};
    material m = {0};
    *found = 0;
    TRY(promised_between(c, told, count, &ids, f));
    if (!ids.count) return OK;
    TRY(items_load(c, &ids, NULL, &m, f));
    return follow_match(c->a, words, m.promises, m.promise_count, told, count, out, found, f);
}

code told_find(change *c, str text, str published, const fact *facts, size_t fact_count, fact **out,
               size_t *count, fault *f) {
    follow_words *words;
    follow_item *told;
    follow_proposal *found = NULL;
    size_t n, told_count;
    *out = NULL;
    *count = 0;
    TRY(follow_words_open(c->a, "en", &words, f));
    TRY(follow_told(c->a, words, text, published, &told, &told_count, f));
    TRY(told_match(c, words, told, told_count, &found, &n, f));
    fact *made = arena_array(c->a, told_count + 1, sizeof *made);
    bool *bears = arena_array(c->a, told_count + 1, sizeof *bears);
    if (!made || !bears) return out_of_memory(f);
    for (size_t i = 0; i < n; i++) {
        bool against = found[i].kind == TIE_CONTRADICTS;
        const follow_item *item = &told[found[i].fact];
        if (against || !is_read(item, text, facts, fact_count)) bears[found[i].fact] = true;
    }
    for (size_t i = 0; i < told_count; i++) {
        bool aimed = told[i].modality == MODALITY_PLANNED && told[i].actor_count == 2 &&
                     !is_read(&told[i], text, facts, fact_count);
        if (bears[i] || aimed) TRY(told_fact(c->a, &told[i], text, &made[(*count)++], f));
    }
    *out = made;
    return OK;
}

code record_newest(db *d, int64_t *out, fault *f) {
    query *q = db_query(d, "SELECT ifnull(max(id), 0) FROM record", f);
    *out = query_row(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

static const char sql_above[] =
    "SELECT id FROM record WHERE id > $1 AND withdrawn_at IS NULL AND family IN ('instrument', "
    "'engagement', 'commitment', 'membership', 'position') ORDER BY id";

static code above(change *c, int64_t id, id_set *out, fault *f) {
    query *q = db_query(c->d, sql_above, f);
    bind_int(q, 1, id);
    return ids_read(c->a, q, &out->ids, &out->count, f);
}

code propose_above(change *c, int64_t id, size_t *made, fault *f) {
    id_set fresh = {0};
    TRY(above(c, id, &fresh, f));
    *made = 0;
    if (id) return propose_set(c, &fresh, made, f);
    return fresh.count ? compare(c, &fresh, &fresh, made, f) : OK;
}

static const char sql_waiting[] =
    "SELECT l.id, l.kind, l.reason, l.from_id, l.to_id FROM link l WHERE l.state = 'proposed' "
    "AND l.id < $1 ORDER BY l.id DESC LIMIT $2";
static const char sql_waiting_of[] =
    "SELECT l.id, l.kind, l.reason, l.from_id, l.to_id FROM link l WHERE l.id IN (SELECT id FROM "
    "link WHERE from_id = $3 UNION SELECT id FROM link WHERE to_id = $3) AND l.state = 'proposed' "
    "AND l.id < $1 ORDER BY l.id DESC LIMIT $2";

code proposal_browse(arena *a, db *d, int64_t record_id, day on, str after, size_t limit,
                     proposal_page *out, fault *f) {
    int64_t key = INT64_MAX, unused;
    if (after.n && !key_read(after, &key, &unused))
        return fault_set(f, INVALID, "after", "no key of this list");
    if (limit == 0 || limit > 500) limit = 500;
    proposal_page page = {.items = arena_array(a, limit, sizeof *page.items), .next = S("")};
    if (!page.items) return out_of_memory(f);
    query *q = db_query(d, record_id ? sql_waiting_of : sql_waiting, f);
    bind_int(q, 1, key);
    bind_int(q, 2, (int64_t)limit + 1);
    if (record_id) bind_int(q, 3, record_id);
    bool more = false;
    while (!more && query_row(q)) {
        more = page.count == limit;
        if (more) break;
        proposal *p = &page.items[page.count++];
        *p = (proposal){.id = column_int(q, 0), .reason = column_copy(a, q, 2)};
        link_kind_of(column_str(q, 1), &p->kind);
        p->deed.id = column_int(q, 3);
        p->promise.id = column_int(q, 4);
    }
    TRY(query_end(q));
    if (more) page.next = key_write(a, page.items[page.count - 1].id, 1);
    if (arena_failed(a) || !page.next.p) return out_of_memory(f);
    for (size_t i = 0; i < page.count; i++) {
        TRY(record_find(a, d, page.items[i].deed.id, on, &page.items[i].deed, f));
        TRY(record_find(a, d, page.items[i].promise.id, on, &page.items[i].promise, f));
    }
    *out = page;
    return OK;
}

code proposal_quotes(arena *a, db *d, const proposal_page *page, proposal_quote **out, fault *f) {
    int64_t *ids = arena_array(a, 2 * page->count + 1, sizeof *ids);
    proposal_quote *quotes = arena_array(a, page->count + 1, sizeof *quotes);
    evidence_row *found;
    if (!ids || !quotes) return out_of_memory(f);
    for (size_t i = 0; i < page->count; i++) {
        ids[2 * i] = page->items[i].deed.id;
        ids[2 * i + 1] = page->items[i].promise.id;
    }
    TRY(record_quotes(a, d, ids, 2 * page->count, &found, f));
    for (size_t i = 0; i < page->count; i++) {
        quotes[i].deed = found[2 * i].id ? found[2 * i].text : S("");
        quotes[i].promise = found[2 * i + 1].id ? found[2 * i + 1].text : S("");
    }
    *out = quotes;
    return OK;
}
