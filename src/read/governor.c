#include "read/clause.h"

/* What a verb depends on, or goes on with, and what becomes of its doer and its status there. */

effect effect_of(const reading *r, const chunk *c) {
    if (c->type == CHUNK_VERB) return c->verb ? r->l->verbs[c->verb].effect : EFFECT_NONE;
    return c->noun ? r->l->nouns[c->noun].effect : EFFECT_NONE;
}

bool same_form(const chunk *a, const chunk *b) {
    bool present = (b->form & FORM_S) && !b->modal && !b->infinitive;
    if (present && a->modal) return false; /* "will build a road that opens X and creates" */
    bool governed = a->governor >= 0 && !a->modal && (a->form & FORM_BASE);
    if (governed && !(b->form & FORM_BASE)) return false;
    if (a->finite && !a->infinitive && b->finite && !b->infinitive) return true;
    unsigned bare = FORM_BASE;
    if ((a->infinitive || a->form & bare || a->modal) && (b->form & bare)) return true;
    return (a->form & FORM_ING) && (b->form & FORM_ING);
}

int32_t coordinate_before(reading *r, int32_t i) {
    int32_t k = i - 1;
    bool joint = false, bare = !at(r, i)->modal && !at(r, i)->be;
    while (k >= 0 && (at(r, k)->type == CHUNK_AND || at(r, k)->type == CHUNK_COMMA ||
                      at(r, k)->type == CHUNK_OTHER ||
                      (at(r, k)->role == ROLE_BUT && at(r, i)->infinitive) || /* "but also to" */
                      (bare && at(r, k)->type == CHUNK_BREAK && at(r, k)->role == ROLE_SEMI))) {
        joint |= at(r, k)->type != CHUNK_OTHER;
        k--;
    }
    if (!joint) return -1;
    int32_t found = -1;
    for (int steps = 0; k >= 0 && steps < MOST_STEPS; k--, steps++) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_BREAK && !(bare && c->role == ROLE_SEMI)) break;
        if (c->type != CHUNK_VERB || !same_form(c, at(r, i))) continue;
        if (c->by.count || !at(r, i)->finite || at(r, i)->infinitive) return k;
        if (found < 0) found = k; /* a verb that somebody does is better */
    }
    return found;
}

int32_t passive_before(reading *r, int32_t i) {
    const chunk *c = at(r, i);
    int32_t k = i - 1;
    if (c->modal || c->be || c->have || !(c->form & FORM_PART)) return -1;
    while (k > 0 && (at(r, k)->type == CHUNK_AND || at(r, k)->type == CHUNK_COMMA ||
                     at(r, k)->type == CHUNK_OTHER))
        k--;
    bool joint = k >= 0 && k < i - 1 && at(r, k)->type == CHUNK_VERB && at(r, k)->passive;
    return joint && at(r, k)->be ? k : -1;
}

/* Whether the promise named at `k` may be one to do the verb at `i`: only who gives it stands
 * between them ("the commitment of A to"), no other thing ("commitments and a plan to"). */
static bool reaches(reading *r, int32_t k, int32_t i) {
    if (effect_of(r, at(r, k)) != EFFECT_COMMIT) return true;
    for (int32_t n = k + 1; n < i; n++)
        if (at(r, n)->type == CHUNK_NOUN && at(r, n)->class != CLASS_ACTOR && !at(r, n)->owned &&
            at(r, n)->class != CLASS_SIDE && at(r, n)->class != CLASS_AGENCY)
            return false;
    return true;
}

int32_t governor_before(reading *r, int32_t i) {
    const chunk *c = at(r, i);
    if (i > 0 && at(r, i - 1)->type == CHUNK_VERB && !c->modal &&
        effect_of(r, at(r, i - 1)) != EFFECT_NONE)
        return i - 1; /* "is expected to be signed" */
    if (c->finite && !c->infinitive && i > 0 && at(r, i - 1)->type == CHUNK_VERB &&
        !(c->form & FORM_BASE && !c->modal))
        return -1;
    int32_t k = i - 1;
    if (k >= 0 && at(r, k)->type == CHUNK_PREP && (c->form & FORM_ING)) k--;
    for (int steps = 0; k >= 0 && steps < 12; steps++, k--) {
        const chunk *g = at(r, k);
        if (g->type == CHUNK_VERB) return k;
        if (g->type == CHUNK_BREAK || g->type == CHUNK_SUB || g->type == CHUNK_REL) return -1;
        if (g->type == CHUNK_NOUN && effect_of(r, g) != EFFECT_NONE && reaches(r, k, i)) return k;
    }
    return -1;
}

int32_t that_governor(reading *r, int32_t subject) {
    int32_t k = subject < 0 ? -1 : subject - 1;
    for (int steps = 0; k >= 0 && steps < 8; steps++, k--) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_BREAK || c->type == CHUNK_SUB) return -1;
        if (c->type == CHUNK_VERB && steps == 0 && c->verb) return k; /* "agreed both sides ..." */
        if (c->type != CHUNK_THAT) continue;
        for (k--; k >= 0 && steps < 16; k--, steps++)
            if (at(r, k)->type == CHUNK_VERB || effect_of(r, at(r, k)) != EFFECT_NONE) return k;
        return -1;
    }
    return -1;
}

status own_status(const chunk *c) {
    if (c->not || c->modal == ROLE_MAY) return STATUS_BLOCKED;
    if (c->modal == ROLE_WILL || c->modal == ROLE_WOULD) return STATUS_COMMITTED;
    if (c->modal == ROLE_SHOULD) return STATUS_BLOCKED;
    return STATUS_DONE;
}

/* "Pledged 5 million euros to build": what is given stands right after, and the verb is only what
 * it is for. Who is tasked to do it acts, and so does what the sides set up. */
static bool gives_thing(const reading *r, const chunk *g, const chunk *c) {
    const chunk *thing = g + 1;
    if (g->type != CHUNK_VERB || g->passive || !c->infinitive || thing >= c ||
        thing->type != CHUNK_NOUN || thing->class == CLASS_ACTOR || thing->class == CLASS_AGENCY ||
        thing->class == CLASS_SIDE || thing->class == CLASS_OFFICE || thing->class == CLASS_DOC)
        return false;
    if (thing->noun && r->l->nouns[thing->noun].kind == KIND_DELIVER) return true;
    for (uint32_t k = thing->first; k < thing->last; k++)
        if (item_role(r, k) == ROLE_MONEY) return true;
    return false;
}

static status dependent_status(const reading *r, const chunk *g, const chunk *c) {
    if (g->type == CHUNK_VERB && g->state == STATUS_BLOCKED) return STATUS_BLOCKED;
    switch (effect_of(r, g)) {
    case EFFECT_COMMIT:
        if (gives_thing(r, g, c)) return STATUS_PURPOSE;
        if (g->type == CHUNK_VERB && g->state == STATUS_PURPOSE) return STATUS_PURPOSE;
        return c->not ? STATUS_BLOCKED : STATUS_COMMITTED;
    case EFFECT_PLAN: return STATUS_PLANNED;
    case EFFECT_CARRY:
        if (g->type == CHUNK_VERB && g->state == STATUS_DONE && (g->form & FORM_BASE))
            return r->l->verbs[g->verb].class == CLASS_CHANCE
                       ? STATUS_BLOCKED    /* "have the opportunity to" */
                       : STATUS_COMMITTED; /* "continue to" */
        return (status)g->state;
    case EFFECT_BLOCK: return STATUS_BLOCKED;
    case EFFECT_SAY: /* "stressed the importance of establishing": not that it is done */
        return (c->form & FORM_ING) && !c->finite && !c->be && !c->have ? STATUS_BLOCKED
                                                                        : own_status(c);
    default: return STATUS_PURPOSE;
    }
}

int32_t verb_before(reading *r, int32_t i) {
    for (int32_t k = i - 1; k >= 0 && i - k < MOST_STEPS; k--) {
        if (at(r, k)->type == CHUNK_BREAK) return -1;
        if (at(r, k)->type == CHUNK_VERB) return k;
    }
    return -1;
}

/* "Asked their ministries to draw up a plan", "urged the ministers of the two countries to": who is
 * asked acts for those who ask, so it is what they will do. */
static bool asks_own(reading *r, int32_t g, int32_t i) {
    const chunk *on = at(r, g), *asked = at(r, g + 1);
    uint16_t class = on->type == CHUNK_VERB ? r->l->verbs[on->verb].class : CLASS_NONE;
    if ((class != CLASS_ASK && class != CLASS_CALL) || on->state != STATUS_DONE || on->passive ||
        !at(r, i)->infinitive || g + 1 >= i || asked->type != CHUNK_NOUN || !on->by.count)
        return false;
    bool acts = asked->class == CLASS_AGENCY || asked->class == CLASS_OFFICE ||
                asked->class == CLASS_SIDE || asked->mention == MENTION_AGENCY ||
                asked->mention == MENTION_OFFICE;
    if (!acts || asked->person) return false;
    return asked->own || (on->by.count > 1 && actors_same(asked->inside, on->by));
}

/* "Agreed to continue efforts to", "agreed on the need to": the wish is itself what is promised. */
static bool promised_effort(reading *r, int32_t g) {
    if (at(r, g)->type != CHUNK_NOUN || effect_of(r, at(r, g)) != EFFECT_BLOCK || g < 1 ||
        at(r, g)->class == CLASS_GENERIC) /* "agreed on ways to": not that they will */
        return false;
    const chunk *v = at(r, g - 1);
    if (v->type != CHUNK_VERB) return false;
    effect e = effect_of(r, v);
    return (e == EFFECT_CARRY && v->state == STATUS_COMMITTED) ||
           (e == EFFECT_COMMIT && (v->state == STATUS_DONE || v->state == STATUS_COMMITTED));
}

/* "Agreed to seek to lower tariffs", "agreed that both should try to": the trying is promised. */
static bool promised_try(reading *r, int32_t g) {
    const chunk *on = at(r, g);
    if (on->type != CHUNK_VERB || on->state != STATUS_COMMITTED || on->not || on->governor < 0 ||
        !on->verb || r->l->verbs[on->verb].class != CLASS_WEAK)
        return false;
    return effect_of(r, at(r, on->governor)) == EFFECT_COMMIT;
}

void depend(reading *r, int32_t i, int32_t g) {
    chunk *c = at(r, i), *on = at(r, g);
    c->governor = g;
    c->state = (uint8_t)dependent_status(r, on, c);
    if (asks_own(r, g, i) || promised_effort(r, g) || promised_try(r, g))
        c->state = STATUS_COMMITTED;
    if (on->type == CHUNK_VERB) {
        c->by = on->by;
        c->subject = on->subject;
    } else {
        c->by = owner_of(r, g, verb_before(r, g));
    }
}

void follow(reading *r, int32_t i, int32_t before) {
    chunk *c = at(r, i);
    const chunk *b = at(r, before);
    c->governor = b->governor;
    c->by = b->by;
    c->subject = b->subject;
    c->state = c->modal || c->not ? (uint8_t)own_status(c) : b->state;
    if (b->finite && c->finite && !c->modal && !b->modal && b->governor < 0 &&
        !(c->form & FORM_BASE))
        c->state = (uint8_t)own_status(c);
    bool promised = b->governor >= 0 && (effect_of(r, at(r, b->governor)) == EFFECT_COMMIT ||
                                         promised_effort(r, b->governor));
    if (c->infinitive && !b->infinitive && !promised) c->state = STATUS_PURPOSE;
}
