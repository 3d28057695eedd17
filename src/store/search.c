/* Full-text search, typed, with the sentence that matched. */
#include "store/search.h"

#include "store/record_read.h"
#include "store/search_words.h"

#include <stdio.h>
#include <stdlib.h>

/* FTS5 sorts by rank itself and stops at the limit; snippets are made for what is returned only.
 * \x02 and \x03 mark the words: they are in no text that came through the reader. */
#define SEARCH_COLUMNS                                                                             \
    "SELECT rowid, rank, highlight(search, 0, char(2), char(3)), "                                 \
    "snippet(search, 1, char(2), char(3), '…', 28) FROM search "
static const char sql_search[] =
    SEARCH_COLUMNS "WHERE search MATCH $1 AND rank >= $2 ORDER BY rank LIMIT $3";
static const char sql_search_family[] =
    SEARCH_COLUMNS "WHERE search MATCH $1 AND rank >= $2 AND family = $4 ORDER BY rank LIMIT $3";

/* Many: not ranked. What their rank would be is not asked for either: bm25 reads every match. */
#define NEWEST_COLUMNS                                                                             \
    "SELECT rowid, 0.0, highlight(search, 0, char(2), char(3)), "                                  \
    "snippet(search, 1, char(2), char(3), '…', 28) FROM search "
static const char sql_newest[] =
    NEWEST_COLUMNS "WHERE search MATCH $1 ORDER BY rowid DESC LIMIT $3";
static const char sql_newest_family[] =
    NEWEST_COLUMNS "WHERE search MATCH $1 AND family = $4 ORDER BY rowid DESC LIMIT $3";

static code are_many(db *d, str match, bool *out, fault *f) {
    enum { MANY = 2000 };
    query *q = db_query(
        d, "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH $1 LIMIT $2)", f);
    bind_str(q, 1, match);
    bind_int(q, 2, MANY);
    *out = query_row(q) && column_int(q, 0) == MANY;
    return query_end(q);
}

static code snippet_read(arena *a, str marked, snippet *out, fault *f) {
    char *text = arena_alloc(a, marked.n + 1);
    size_t most = 0;
    for (size_t i = 0; i < marked.n; i++) most += marked.p[i] == 2;
    span *marks = arena_array(a, most + 1, sizeof *marks);
    if (!text || !marks) return out_of_memory(f);
    size_t n = 0, count = 0;
    bool inside = false;
    for (size_t i = 0; i < marked.n; i++) {
        char ch = marked.p[i];
        if (ch == 2) {
            marks[count].start = n;
            inside = true;
        } else if (ch == 3) {
            if (inside) marks[count++].end = n;
            inside = false;
        } else {
            text[n++] = ch == '\n' || ch == '\r' || ch == '\t' ? ' ' : ch;
        }
    }
    *out = (snippet){{text, n}, marks, count};
    return OK;
}

static code hit_fill(arena *a, db *d, int64_t rowid, day on, hit *h, fault *f) {
    h->id = rowid / 4;
    switch (rowid % 4) {
    case 0:
        h->type = HIT_ACTOR;
        TRY(actor_ref_find(a, d, h->id, &h->actor, f));
        if (h->title.text.n == 0) h->title.text = h->actor.name;
        if (!h->body.text.p) h->body.text = S("");
        return OK;
    case 1: h->type = HIT_RECORD; return record_listed(a, d, h->id, on, &h->record, f);
    default: break;
    }
    h->type = HIT_SOURCE;
    query *q = db_query(d, "SELECT " SOURCE_COLUMNS " FROM source s WHERE s.id = $1", f);
    bind_int(q, 1, h->id);
    if (query_row(q)) source_ref_read(a, q, 0, &h->source);
    return query_end(q);
}

/* A key is "RANK:ROWID", the rank with all its digits. */
static bool rank_key(arena *a, str after, double *rank, int64_t *rowid) {
    size_t colon = str_find(after, S(":"), 0);
    if (colon == SIZE_MAX || !str_int(str_slice(after, colon + 1, after.n), rowid)) return false;
    const char *z = str_z(a, str_slice(after, 0, colon));
    char *end = NULL;
    if (!z || !*z) return false;
    *rank = strtod(z, &end);
    return *end == '\0';
}

typedef struct {
    int64_t rowid;
    double rank;
} found_at;

typedef struct {
    size_t limit;
    int64_t last; /* the key: what came before it is passed over */
    double last_rank;
    int64_t exact; /* rowid of the actor of that very name: it leads the first page */
} wanted;

static code hits_read(arena *a, query *q, const wanted *w, found_at *at, hit_page *page, bool *more,
                      fault *f) {
    while (query_row(q)) {
        found_at here = {column_int(q, 0), column_real(q, 1)};
        if (w->exact && here.rowid == w->exact) continue;
        if (w->last && here.rank == w->last_rank && here.rowid <= w->last) continue;
        *more = page->count == w->limit;
        if (*more) break;
        hit *h = &page->items[page->count];
        TRY(snippet_read(a, column_str(q, 2), &h->title, f));
        TRY(snippet_read(a, column_str(q, 3), &h->body, f));
        at[page->count++] = here;
    }
    return OK;
}

/* Who types a name wants whoever bears it before all that speak of it. */
static code exact_find(arena *a, db *d, str words, wanted *w, fault *f) {
    actor_ref ref;
    fault quiet = {.code = OK};
    code result = actor_lookup(a, d, words, &ref, &quiet);
    if (result == OK) w->exact = ref.id * 4;
    bool fatal = result != OK && result != NOTFOUND && result != CONFLICT;
    return fatal ? fault_set(f, result, quiet.place, "%s", quiet.message) : OK;
}

code search(arena *a, db *d, str words, str family, bool typing, day on, str after, size_t limit,
            hit_page *out, fault *f) {
    enum { TIES_MOST = 1000 }; /* hits of one rank that a page may have to pass over */
    double rank = -1e300;
    int64_t last = 0;
    str match;
    if (after.n && !rank_key(a, after, &rank, &last))
        return fault_set(f, INVALID, "after", "no key of this list");
    TRY(search_words(a, words, typing, &match, f));
    if (limit == 0 || limit > 100) limit = 100;
    hit_page page = {.items = arena_array(a, limit, sizeof *page.items), .next = S("")};
    found_at *at = arena_array(a, limit, sizeof *at);
    if (!page.items || !at) return out_of_memory(f);
    if (typing && !after.n) TRY(are_many(d, match, &page.newest, f));
    const char *ranked = family.n ? sql_search_family : sql_search;
    query *q = db_query(d, !page.newest ? ranked : family.n ? sql_newest_family : sql_newest, f);
    bind_str(q, 1, match);
    if (!page.newest) bind_real(q, 2, rank);
    bind_int(q, 3, (int64_t)limit + 2 + (last ? TIES_MOST : 0));
    if (family.n) bind_str(q, 4, family);
    bool more = false;
    wanted w = {limit, last, rank, 0};
    code result = OK;
    if (!family.n || str_eq_z(family, "actor")) result = exact_find(a, d, words, &w, f);
    if (result == OK && w.exact && !after.n) at[page.count++] = (found_at){w.exact, -1e300};
    if (result == OK) result = hits_read(a, q, &w, at, &page, &more, f);
    code ended = query_end(q);
    if (result != OK) return result;
    if (ended != OK) return ended;
    for (size_t i = 0; i < page.count; i++) TRY(hit_fill(a, d, at[i].rowid, on, &page.items[i], f));
    if (more && !page.newest)
        page.next = str_format(a, "%.17g:%lld", at[page.count - 1].rank,
                               (long long)at[page.count - 1].rowid);
    if (arena_failed(a)) return out_of_memory(f);
    *out = page;
    return OK;
}
