#include "read/frame.h"

/* Who took part that the clause of a verb does not name beside it: the many of whom a few are
 * listed, the day that went before. */

enum { MOST_LISTED = 24, DAY_REACH = 5 };

static bool is_many(const chunk *c) {
    return c->type == CHUNK_NOUN && (c->class == CLASS_SIDE || c->class == CLASS_ACTOR) &&
           c->number > 2 && c->number < 200;
}

/* "46 states, including A, B and C": whose row ends in the one that starts at `row`; none: the
 * count of chunks. */
static size_t listed_under(reading *r, size_t row) {
    for (size_t k = row; k-- > 2 && row - k < MOST_LISTED;) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_VERB || c->type == CHUNK_BREAK || c->type == CHUNK_REL) break;
        if (c->type == CHUNK_PREP && at(r, k - 1)->type == CHUNK_COMMA && is_many(at(r, k - 2)))
            return k - 2;
    }
    return r->chunk_count;
}

/* Every state of "46 states, including A and B, and, in Asia, C and D": they all did it. */
void states_listed(reading *r, draft *d, size_t i) {
    const chunk *c = at(r, i);
    size_t row = c->subject >= 0 ? (size_t)row_start(r, c->subject) : 0;
    for (size_t k = listed_under(r, row) + 2; k < row; k++)
        if (at(r, k)->class == CLASS_ACTOR && at(r, k - 1)->role != ROLE_IN)
            d->who = actors_join(r, d->who, at(r, k)->who);
}

/* "46 states signed", "signed by 46 countries"; -1: not said. */
int64_t signatories(reading *r, size_t i) {
    const chunk *c = at(r, i), *s = subject_of(r, c);
    uint8_t before = i > 1 ? at(r, i - 1)->type : CHUNK_OTHER;
    const chunk *of = before == CHUNK_REL || before == CHUNK_THAT ? at(r, i - 2) : NULL;
    if (of && (!s || is_many(of))) s = of; /* "16 countries that are negotiating" */
    if (s && c->subject >= 0 && s->number < 0) {
        size_t listed = listed_under(r, (size_t)row_start(r, c->subject));
        if (listed < r->chunk_count) s = at(r, listed);
    }
    if (c->passive && i + 2 < r->chunk_count && at(r, i + 1)->role == ROLE_BY) s = at(r, i + 2);
    if (!s || (s->class != CLASS_ACTOR && s->class != CLASS_SIDE)) return -1;
    return s->number > 2 && s->number < 200 ? s->number : -1;
}

/* "They also met X", after what happened on one day: on that day, as far as one can know. */
str day_before(const reading *r, const draft *d, size_t i) {
    const chunk *c = &r->chunks[i];
    bool also = false;
    for (uint32_t k = c->first > 0 ? c->first - 1 : 0; k < c->last + 1 && k < r->item_count; k++)
        also |= item_role(r, k) == ROLE_ADV && item_entry(r, &r->items[k])->number == 1;
    if (!also || c->type != CHUNK_VERB || c->state != STATUS_DONE) return S("");
    for (size_t k = r->draft_count; k-- > 0;) {
        const draft *old = &r->drafts[k];
        if (old->sentence + DAY_REACH < d->sentence) break;
        bool act = old->f.record == RECORD_ENGAGEMENT || old->f.act == ACT_SIGNED;
        if (old == d || !act || old->f.modality != MODALITY_DONE || !old->f.date.n) continue;
        if (!actors_overlap(old->who, d->who)) continue;
        return old->f.date.n == 10 ? old->f.date : S("");
    }
    return S("");
}
