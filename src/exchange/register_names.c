#include "exchange/register_names.h"

#include "store/record_spec.h"
#include "store/source.h"

#include <string.h>

typedef struct {
    str key;
    int64_t id;
} meaning;

struct source_names {
    source_names *next;
    const char *file;
    arena *a;
    meaning *items; /* the shorter keys first, as numbers rise */
    size_t count, room;
};

code record_wanted(db *d, const char *field, str name, int64_t *id, fault *f) {
    TRY(record_named(d, name, id, f));
    if (*id) return OK;
    return fault_set(f, INVALID, field, "no record is called " STR_FMT, STR_ARG(name));
}

source_names *source_names_of(source_names **all, arena *a, const char *file) {
    for (source_names *n = *all; n; n = n->next)
        if (strcmp(n->file, file) == 0) return n;
    source_names *made = arena_array(a, 1, sizeof *made);
    if (!made) return NULL;
    *made = (source_names){.next = *all, .file = file, .a = a};
    *all = made;
    return made;
}

static int by_key(str x, str y) {
    return x.n != y.n ? x.n < y.n ? -1 : 1 : str_cmp(x, y);
}

static size_t place_of(const source_names *n, str key) {
    size_t low = 0, high = n->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_key(n->items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* An export names its sources in rising order: each mostly comes last. */
code source_names_put(source_names *n, str key, int64_t id, fault *f) {
    size_t at = place_of(n, key);
    if (at < n->count && str_eq(n->items[at].key, key)) {
        n->items[at].id = id;
        return OK;
    }
    meaning *grown = arena_grow(n->a, n->items, n->count, &n->room, sizeof *grown);
    str kept = str_copy(n->a, key);
    if (!grown || !kept.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    n->items = grown;
    memmove(grown + at + 1, grown + at, (n->count - at) * sizeof *grown);
    grown[at] = (meaning){kept, id};
    n->count++;
    return OK;
}

code source_named(change *c, const source_names *n, str key, int64_t *id, fault *f) {
    const cited_source s = {.key = key};
    size_t at = place_of(n, key);
    if (at == n->count || !str_eq(n->items[at].key, key)) return source_cite(c, &s, id, f);
    *id = n->items[at].id;
    return OK;
}
