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

actors actors_merge(reading *r, actors a, actors b) {
    if (actors_within(b, a)) return a; /* most joins: no memory */
    if (actors_within(a, b)) return b;
    if ((size_t)a.count + b.count > 400) return a;
    uint16_t *ids = arena_room(r->a, (size_t)a.count + b.count, sizeof *ids);
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

actors actors_members(reading *r, actors who) {
    actors all = {0};
    bool groups = false;
    for (uint16_t i = 0; i < who.count; i++) groups |= r->l->actors[who.ids[i]].member_count > 0;
    if (!groups) return who;
    for (uint16_t i = 0; i < who.count; i++) {
        const actor *a = &r->l->actors[who.ids[i]];
        actors one = {a->members, a->member_count};
        all = actors_join(r, all, a->member_count ? one : actors_one(r, who.ids[i]));
    }
    return all;
}

sector_set sectors_within(const reading *r, uint32_t first, uint32_t last) {
    sector_set set = 0;
    for (uint32_t i = first; i < last && i < first + 200; i++)
        if ((r->items[i].flags & (ITEM_OFFICE | ITEM_SECTORS)) == ITEM_SECTORS)
            set |= item_entry(r, &r->items[i])->sectors;
    return set;
}

/* The ceased state, told in the text, that `id` succeeded; 0: none. */
static uint16_t former_of(const reading *r, const bool *told, uint16_t id) {
    for (uint16_t f = 1; f < r->l->actor_count; f++) {
        str list = r->l->actors[f].successors, code_name;
        while (told[f] && list.n && str_next(&list, ';', &code_name))
            if (str_eq(str_trim(code_name), r->l->actors[id].code)) return f;
    }
    return 0;
}

void seats_of_former(reading *r) {
    enum { LAST_YEAR = 1995 }; /* the states of the table that ceased had done so by then */
    if (r->published != DAY_NONE && day_civil(r->published).year > LAST_YEAR) return;
    bool *told = arena_array(r->a, r->l->actor_count, sizeof *told);
    bool ceased = false;
    for (size_t i = 0; told && i < r->item_count; i++) {
        uint16_t id = name_of(r, i);
        uint8_t as = id ? item_entry(r, &r->items[i])->name_role : NAME_SEAT;
        if (as == NAME_SEAT) continue;
        if (as == NAME_ADJECTIVE && i > 0 && item_role(r, i - 1) == ROLE_IN)
            continue; /* "in Russian": the language */
        told[id] = true;
        ceased |= r->l->actors[id].successors.n > 0;
    }
    for (size_t i = 0; ceased && i < r->item_count; i++) {
        uint16_t id = name_of(r, i);
        if (!id || told[id]) continue;
        uint16_t former = former_of(r, told, id);
        if (former) r->items[i].name = former;
    }
}
