#include "read/frame.h"

/* Stances told by what is said to be so or to be needed, where no verb of a stance stands:
 * "are convinced that there is no military solution", "Iran must stop, the minister said". */

enum { MOST_SUBJECT = 12 };

/* Whether [first, last) names a state besides `by` and the two whom the document is about. */
static bool names_third(const reading *r, uint32_t first, uint32_t last, actors by) {
    for (uint32_t k = first; k < last; k++) {
        uint16_t id = name_of(r, k);
        actors one = {&id, 1};
        if (id && r->l->actors[id].organisation) continue;
        if (id && !actors_overlap(one, by) && !actors_overlap(one, r->pair)) return true;
    }
    return false;
}

bool is_international(reading *r, size_t i, size_t end, actors by) {
    uint32_t first = at(r, i)->first, last = at(r, end - 1)->last;
    if (mentions_class(r, first, last, CLASS_BILATERAL)) return false;
    if (mentions_class(r, first, last, CLASS_TOPIC)) return true;
    for (size_t k = i; k < end; k++) { /* "the Minsk agreements" */
        const chunk *c = at(r, k);
        if (c->type == CHUNK_NOUN && c->class == CLASS_DOC && r->l->nouns[c->noun].named)
            return true;
    }
    return names_third(r, first, last, by);
}

static bool stance(reading *r, size_t first, size_t end, actors who, kind what) {
    stance_add(r, what, who, first, end, first, 0.5);
    return true;
}

/* "There can be no solution", "there is no alternative": the noun that is denied. */
static bool denies(const reading *r, size_t i) {
    const chunk *c = at(r, i);
    return (c->be || !c->verb) && i + 1 < r->chunk_count && at(r, i + 1)->type == CHUNK_NOUN &&
           at(r, i + 1)->negated;
}

/* Up to the next verb that depends on nothing. */
static size_t view_end(const reading *r, size_t i) {
    size_t k = i + 1;
    for (; k < r->chunk_count && at(r, k)->type != CHUNK_BREAK; k++)
        if (at(r, k)->type == CHUNK_VERB && at(r, k)->finite && at(r, k)->governor < 0) break;
    while (k > i + 2 && k < r->chunk_count && at(r, k)->type == CHUNK_VERB &&
           at(r, k - 1)->type != CHUNK_COMMA && at(r, k - 1)->type != CHUNK_AND)
        k--; /* its subject is no part of the view */
    return k;
}

size_t agreed_clause(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (c->type != CHUNK_VERB || !c->verb || !c->finite || c->passive ||
        r->l->verbs[c->verb].effect != EFFECT_COMMIT)
        return 0;
    for (size_t k = i + 1; k < r->chunk_count && k < i + MOST_SUBJECT; k++) {
        const chunk *v = at(r, k);
        bool row = v->type == CHUNK_AND || v->type == CHUNK_PREP || v->type == CHUNK_NOUN;
        if (row || (v->type == CHUNK_THAT && k == i + 1)) continue;
        if (v->type != CHUNK_VERB || v->infinitive || at(r, k - 1)->type != CHUNK_NOUN) return 0;
        if (!v->finite) continue;
        size_t first = at(r, i + 1)->type == CHUNK_THAT ? i + 2 : i + 1;
        return v->modal || at(r, first)->class == CLASS_ACTOR ? 0 : k;
    }
    return 0;
}

/* "agreed that the elections are a step": what they think. */
static bool view_agreed(reading *r, size_t i) {
    const chunk *c = at(r, i);
    size_t k = agreed_clause(r, i);
    if (!k || c->state != STATUS_DONE || !c->by.count || is_stranger(r, c->subject)) return false;
    size_t end = clause_end(r, k);
    return is_international(r, i + 1, end, c->by) && stance(r, i, end, c->by, KIND_SUPPORTS);
}

bool view_held(reading *r, size_t i) {
    if (view_agreed(r, i)) return true;
    const chunk *c = at(r, i);
    if (!c->verb || !c->finite || c->state != STATUS_DONE || !c->by.count) return false;
    const verb *v = &r->l->verbs[c->verb];
    if (v->class != CLASS_VIEW && v->effect != EFFECT_SAY) return false;
    if (is_stranger(r, c->subject)) return false;
    size_t end = view_end(r, i);
    bool needed = false, denied = false;
    for (size_t k = i + 1; k < end; k++) {
        if (at(r, k)->type != CHUNK_VERB) continue;
        denied |= denies(r, k) && at(r, k)->governor == (int32_t)i;
        needed |= at(r, k)->modal == ROLE_SHOULD;
    }
    if (v->class != CLASS_VIEW && !denied) return false;
    if (i > 0 && at(r, i - 1)->role == ROLE_IT) { /* "it is essential that" */
        needed = true;
        for (size_t k = r->draft_count; k-- > 0 && r->drafts[k].sentence == r->at;)
            if (r->drafts[k].f.record == RECORD_POSITION && r->drafts[k].last > c->last)
                return true; /* the verb before told it */
    }
    if (end < i + 2 || !is_international(r, i + 1, end, c->by)) return false;
    const chunk *whose = at(r, i + 1);
    if (whose->class == CLASS_ACTOR && actors_overlap(whose->who, c->by)) return false;
    return stance(r, i, end, c->by, needed || denied ? KIND_CALLS_FOR : KIND_SUPPORTS);
}

/* The verb of saying after the clause of `i`, with who says it; SIZE_MAX: none. */
static size_t told_after(const reading *r, size_t i, actors *who) {
    for (size_t k = i + 1; k < r->chunk_count && k < i + 16; k++) {
        const chunk *v = at(r, k);
        if (v->type == CHUNK_BREAK) return SIZE_MAX;
        if (v->type != CHUNK_VERB || !v->verb || v->governor >= 0 || !v->finite) continue;
        if (r->l->verbs[v->verb].effect != EFFECT_SAY || v->modal || v->not ) return SIZE_MAX;
        const chunk *before = v->subject >= 0 ? at(r, (size_t)v->subject) : v;
        const chunk *after = k + 1 < r->chunk_count ? at(r, k + 1) : v;
        const chunk *teller = before->class == CLASS_ACTOR ? before : after;
        if (teller->class != CLASS_ACTOR || teller->guessed || !teller->who.count) return SIZE_MAX;
        *who = teller->who;
        return k;
    }
    return SIZE_MAX;
}

bool said_to_be_needed(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (c->governor >= 0 || !c->finite || (c->modal != ROLE_SHOULD && !denies(r, i))) return false;
    size_t end = clause_end(r, i), from = c->subject >= 0 ? (size_t)c->subject : i;
    if (from > i) from = i;
    actors who = {0};
    const chunk *subject = from < i ? at(r, from) : NULL;
    bool ours = subject && subject->mention == MENTION_PRONOUN && subject->plural;
    size_t said = told_after(r, i, &who);
    if (said == SIZE_MAX) return false;
    int32_t teller = at(r, said)->subject;
    if (end > said) end = teller > (int32_t)i ? (size_t)teller : said;
    if (!ours && subject && subject->class == CLASS_ACTOR && actors_overlap(subject->who, who))
        return false;
    return is_international(r, from, end, who) && stance(r, from, end, who, KIND_CALLS_FOR);
}

void stance_lead(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (!c->verb || c->passive || c->state != STATUS_DONE || is_stranger(r, c->subject)) return;
    uint16_t class = r->l->verbs[c->verb].class;
    for (size_t k = i + 1; k < r->chunk_count; k++) { /* one phrase at most, and no side */
        const chunk *o = at(r, k);
        bool thing = o->type == CHUNK_NOUN && k < i + 4 && o->class != CLASS_ACTOR;
        if (!thing && o->type != CHUNK_PREP && o->type != CHUNK_OTHER && o->type != CHUNK_BREAK)
            return;
    }
    r->lead_stance = language_stance(r->l, class);
}

bool stance_item(reading *r, const sentence *s) {
    const frame *f = r->lead_stance;
    if (!s->lead || !r->lead_open || !f || !r->chunk_count || !r->lead_by.count) return false;
    chunk *c = &r->chunks[0];
    size_t end = clause_end(r, 0);
    if (c->type != CHUNK_NOUN || c->class == CLASS_DOC || c->class == CLASS_ACTOR) return false;
    for (size_t k = 1; k < end; k++)
        if (at(r, k)->type == CHUNK_VERB && at(r, k)->finite && !at(r, k)->infinitive) return false;
    if (f->object != CLASS_NONE && !is_international(r, 0, end, r->lead_by)) return false;
    spend_lead(r, RECORD_POSITION);
    c->subject = -1;
    return stance(r, 0, end, r->lead_by, f->kind);
}
