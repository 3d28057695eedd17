#include "read/reading.h"

/* Sets of actors, and the sectors of a span. */

/* One number needs no memory of its own: every actor's number stands in a table of the language. */
actors actors_one(const reading *r, uint16_t id) {
    return (actors){&r->l->numbers[id], 1};
}

bool actors_within(actors a, actors all) {
    uint16_t k = 0;
    for (uint16_t i = 0; i < a.count; i++) {
        while (k < all.count && all.ids[k] < a.ids[i]) k++;
        if (k >= all.count || all.ids[k] != a.ids[i]) return false;
    }
    return true;
}

actors actors_join(reading *r, actors a, actors b) {
    if (actors_within(b, a)) return a; /* most joins: no memory */
    if (actors_within(a, b)) return b;
    if ((size_t)a.count + b.count > 400) return a;
    uint16_t *ids = arena_array(r->a, (size_t)a.count + b.count, sizeof *ids);
    if (!ids) return a;
    uint16_t n = 0;
    for (uint16_t i = 0, k = 0; i < a.count || k < b.count;) {
        if (k >= b.count || (i < a.count && a.ids[i] < b.ids[k]))
            ids[n++] = a.ids[i++];
        else if (i >= a.count || b.ids[k] < a.ids[i])
            ids[n++] = b.ids[k++];
        else
            ids[n++] = a.ids[i++], k++;
    }
    return (actors){ids, n};
}

bool actors_overlap(actors a, actors b) {
    for (uint16_t i = 0, k = 0; i < a.count && k < b.count;) {
        if (a.ids[i] == b.ids[k]) return true;
        if (a.ids[i] < b.ids[k])
            i++;
        else
            k++;
    }
    return false;
}

bool actors_same(actors a, actors b) {
    if (a.count != b.count) return false;
    for (uint16_t i = 0; i < a.count; i++)
        if (a.ids[i] != b.ids[i]) return false;
    return true;
}

sector_set sectors_within(const reading *r, uint32_t first, uint32_t last) {
    sector_set set = 0;
    for (uint32_t i = first; i < last && i < first + 200; i++)
        if (!(r->items[i].flags & ITEM_OFFICE)) set |= item_entry(r, &r->items[i])->sectors;
    return set;
}
