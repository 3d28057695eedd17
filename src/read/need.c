#include "read/frame.h"

/* Stances that are told as what is needed, wanted or refused, with neither "must" nor a verb of a
 * stance: "there is a pressing need for", "it is essential for all states to", "regard X as
 * essential", "wish to see X resumed", "would welcome action by X", "will not accept". */

/* The verb before "that" (or right before) of whose subject the view is; SIZE_MAX: none. */
static size_t holder_of(const reading *r, size_t i) {
    size_t k = i;
    while (k > 0 && (at(r, k - 1)->role == ROLE_IT || at(r, k - 1)->type == CHUNK_THAT)) k--;
    if (k == 0 || at(r, k - 1)->type != CHUNK_VERB || !at(r, k - 1)->verb) return SIZE_MAX;
    const chunk *g = at(r, k - 1);
    const verb *v = &r->l->verbs[g->verb];
    bool holds = v->effect == EFFECT_SAY || v->effect == EFFECT_COMMIT || v->class == CLASS_VIEW;
    return holds && g->state == STATUS_DONE && g->by.count && !is_stranger(r, g->subject)
               ? k - 1
               : SIZE_MAX;
}

/* The stance that [from, end) is needed: of who says so, or in a joint text of its sides. */
static bool need_told(reading *r, size_t i, size_t from, size_t end) {
    size_t g = holder_of(r, i);
    bool starts = i == 0 || (i == 1 && at(r, 0)->role == ROLE_IT);
    if (g == SIZE_MAX && !(starts && speaks_jointly(r))) return false;
    actors who = g == SIZE_MAX ? pair_now(r) : at(r, g)->by;
    size_t first = g == SIZE_MAX ? i : g;
    if (who.count && is_international(r, from, end, who)) {
        stance_add(r, KIND_CALLS_FOR, who, first, end, i, 0.5);
        return true;
    }
    bool agreed = g != SIZE_MAX && r->l->verbs[at(r, g)->verb].effect == EFFECT_COMMIT;
    kind what = from + 2 < end && at(r, from + 1)->type == CHUNK_PREP
                    ? noun_kind(r, at(r, from + 2))
                    : KIND_NONE;
    if (agreed && what && kind_record(what) == RECORD_COMMITMENT)
        commitment(r, i, who, what, end, 0.6); /* "agreed that there is a need for closer ties" */
    return true;
}

/* "There is a pressing need for", "it is essential for all to". */
static bool is_needed(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (!c->be || !c->finite || c->not || c->state == STATUS_PURPOSE || i + 1 >= r->chunk_count)
        return false;
    const chunk *thing = at(r, i + 1);
    bool opens = i == 0 || at(r, i - 1)->type == CHUNK_THAT || at(r, i - 1)->type == CHUNK_VERB;
    bool there = !c->verb && opens && thing->class == CLASS_NEED && !thing->negated;
    bool dummy = c->verb && i > 0 && at(r, i - 1)->role == ROLE_IT &&
                 r->l->verbs[c->verb].class == CLASS_NEEDED;
    size_t end = there || dummy ? clause_end(r, i) : 0;
    return end > i + 1 && need_told(r, i, i + 1, end);
}

/* "Regard the ban as essential" */
static bool is_regarded(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (!c->verb || r->l->verbs[c->verb].class != CLASS_REGARD || c->state != STATUS_DONE ||
        !c->by.count || is_stranger(r, c->subject))
        return false;
    size_t end = clause_end(r, i);
    if (!mentions_class(r, c->last, at(r, end - 1)->last, CLASS_NEED) || i + 2 > end) return false;
    if (!is_international(r, i + 1, end, c->by)) return false;
    stance_add(r, KIND_CALLS_FOR, c->by, evidence_start(r, i), end, i, 0.5);
    return true;
}

/* Whether somebody else than `by` does what stands in [from, end): "action by X", "X's release". */
static bool done_by_other(const reading *r, size_t from, size_t end, actors by) {
    for (size_t k = from; k < end && k < from + 6; k++) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_VERB) return false;
        bool agent = c->class == CLASS_ACTOR && k > from &&
                     (at(r, k - 1)->role == ROLE_BY || at(r, k - 1)->role == ROLE_OF);
        actors who = agent ? c->who : c->owned ? c->owner : (actors){0};
        if (who.count && !c->guessed && !actors_overlap(who, by)) return true;
    }
    return false;
}

/* "Would welcome action by X", "wish to see the talks resumed", "would like to see". */
static bool is_wanted(reading *r, size_t i) {
    const chunk *c = at(r, i), *o = i + 1 < r->chunk_count ? at(r, i + 1) : c;
    uint16_t class = c->verb ? r->l->verbs[c->verb].class : CLASS_NONE;
    bool would = c->modal == ROLE_WOULD && c->state == STATUS_COMMITTED;
    if ((class != CLASS_WELCOME || !would) && class != CLASS_SEE) return false;
    if (!(would || c->state == STATUS_DONE) || c->not || !c->by.count || c->governor >= 0 ||
        o->type != CHUNK_NOUN || o->class == CLASS_EVENT || o->class == CLASS_DOC ||
        is_stranger(r, c->subject))
        return false;
    size_t end = clause_end(r, i);
    bool other = class == CLASS_WELCOME && done_by_other(r, i + 1, end, c->by);
    if (!other && !is_international(r, i + 1, end, c->by)) return false;
    stance_add(r, KIND_CALLS_FOR, c->by, evidence_start(r, i), end, i, 0.5);
    return true;
}

/* "Will not accept changes of borders", "does not recognise the annexation". */
static bool is_refused(reading *r, size_t i) {
    const chunk *c = at(r, i);
    uint16_t class = c->verb ? r->l->verbs[c->verb].class : CLASS_NONE;
    if (class != CLASS_ACCEPT && class != CLASS_SUPPORTING && class != CLASS_RECOGNISE)
        return false;
    if (!c->not || !c->finite || c->passive || !c->by.count || is_stranger(r, c->subject) ||
        c->modal == ROLE_SHOULD || i + 1 >= r->chunk_count || at(r, i + 1)->type != CHUNK_NOUN)
        return false;
    const chunk *g = governor_of(r, c);
    if (g && (g->type != CHUNK_VERB || r->l->verbs[g->verb].effect != EFFECT_SAY)) return false;
    size_t end = clause_end(r, i);
    if (!is_international(r, i + 1, end, c->by)) return false;
    stance_add(r, KIND_CONDEMNS, c->by, evidence_start(r, i), end, i, 0.5);
    return true;
}

bool stance_without_verb(reading *r, size_t i) {
    return is_needed(r, i) || is_regarded(r, i) || is_wanted(r, i) || is_refused(r, i);
}
