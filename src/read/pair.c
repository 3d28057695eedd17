#include "read/person.h"

/* Whom a document is about, by how often and where it names them. */

void find_pair(reading *r, const uint32_t *order, size_t order_count, uint32_t *rank) {
    uint32_t best[2] = {0, 0}, most = 0;
    for (size_t i = 0; i < order_count; i++) /* organisations are often only the occasion */
        rank[order[i]] =
            r->l->actors[order[i]].organisation ? r->counts[order[i]] / 2 : r->counts[order[i]];
    for (size_t i = 0; i < order_count; i++) {
        uint32_t n = rank[order[i]];
        if (r->l->actors[order[i]].group) continue;
        if (n > most) most = n;
        if (!best[0] || n > rank[best[0]]) {
            best[1] = best[0];
            best[0] = order[i];
        } else if (!best[1] || n > rank[best[1]]) {
            best[1] = order[i];
        }
    }
    for (size_t i = 0; i < order_count; i++) {
        uint32_t id = order[i];
        if (r->counts[id] * 3 >= most && r->counts[id] >= 2 && !r->l->actors[id].organisation)
            r->all = actors_join(r, r->all, actors_one(r, (uint16_t)id));
    }
    uint64_t total = 0, two = 0;
    for (size_t i = 0; i < order_count; i++) total += rank[order[i]];
    for (size_t i = 0; i < order_count; i++) /* "the G7", whose members stand in a row */
        r->many_again |= r->l->actors[order[i]].group && r->many.count > 3;
    for (int i = 0; i < 2; i++) two += best[i] ? rank[best[i]] : 0;
    if (two * 4 < total && order_count > 6 && r->many.count < 3) { /* about nobody in particular */
        r->all = (actors){0};
        return;
    }
    for (int i = 0; i < 2; i++)
        if (best[i]) r->pair = actors_join(r, r->pair, actors_one(r, (uint16_t)best[i]));
    if (r->all.count < 2) r->all = r->pair;
    /* in "A, B and C" told twice, in the heading and then, others may well be what it is about */
    bool within = actors_join(r, r->many, r->pair).count == r->many.count;
    bool shared = r->many_again && actors_overlap(r->many, r->pair);
    if (r->many.count > 2 && (within || shared)) r->all = r->many;
}

void pair_correct(reading *r, actors joined, const uint32_t *venue) {
    if (r->pair.count != 2 || joined.count != 2) return;
    for (int i = 0; i < 2; i++) {
        uint16_t id = r->pair.ids[i], other = r->pair.ids[1 - i];
        if (venue[id] < r->counts[id] || !actors_overlap(joined, actors_one(r, other))) continue;
        r->pair = joined;
        if (r->all.count == 2 && actors_overlap(r->all, actors_one(r, id))) r->all = joined;
        return;
    }
}

void guess_home(reading *r, const uint32_t *introduced) {
    if (r->pair.count != 2) {
        r->home = r->pair;
        return;
    }
    uint16_t a = r->pair.ids[0], b = r->pair.ids[1];
    bool first = introduced[a] != introduced[b] ? introduced[a] < introduced[b]
                                                : r->counts[a] >= r->counts[b];
    r->home = actors_one(r, first ? a : b);
}
