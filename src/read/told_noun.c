#include "read/assert.h"

/* What a noun asserts: "the establishment of relations", "X's support for Y". */

bool is_welcome(reading *r, size_t i) {
    const chunk *c = at(r, i);
    return c->type == CHUNK_VERB && c->verb && r->l->verbs[c->verb].class == CLASS_WELCOME;
}

bool is_negotiation(const reading *r, const chunk *c) {
    return c->noun && (r->l->nouns[c->noun].class == CLASS_NEGOTIATING ||
                       r->l->nouns[c->noun].class == CLASS_NEGOTIATION);
}

static bool is_stance(uint16_t class) {
    return class == CLASS_SUPPORT || class == CLASS_CONCERN || class == CLASS_BELIEF;
}

/* "received the support of X" */
static bool given_by(reading *r, size_t i) {
    return i > 0 && i + 2 < r->chunk_count && at(r, i - 1)->type == CHUNK_VERB &&
           at(r, i + 1)->type == CHUNK_PREP && at(r, i + 1)->role == ROLE_OF &&
           at(r, i + 2)->class == CLASS_ACTOR;
}

/* "The signing is planned for May", "the ratification will follow": its own verb puts it ahead. */
static bool is_ahead(reading *r, size_t i) {
    for (size_t k = i + 1; k < r->chunk_count && k < i + 12; k++) {
        const chunk *v = at(r, k);
        if (v->type != CHUNK_VERB || v->subject != (int32_t)i) continue;
        effect e = v->verb ? r->l->verbs[v->verb].effect : EFFECT_NONE;
        bool planned =
            (v->passive || v->form & FORM_PART) && (e == EFFECT_PLAN || e == EFFECT_COMMIT);
        return planned || v->modal == ROLE_WILL;
    }
    return false;
}

/* "Submitted for ratification", "consent to the ratification of": it is to come. */
static bool is_asked_for(const reading *r, size_t i) {
    uint16_t class = r->l->nouns[r->chunks[i].noun].class;
    const chunk *before = i > 0 ? &r->chunks[i - 1] : &r->chunks[i];
    return (class == CLASS_RATIFICATION || class == CLASS_APPROVAL) && before->type == CHUNK_PREP &&
           (before->role == ROLE_FOR || before->role == ROLE_TO);
}

/* "The anniversary of the establishment of": told by the anniversary. */
static bool is_remembered(const reading *r, size_t i) {
    if (i < 2 || r->chunks[i - 1].role != ROLE_OF) return false;
    const chunk *c = &r->chunks[i - 2];
    return c->noun && r->l->nouns[c->noun].class == CLASS_ANNIVERSARY;
}

/* "Support for the launch of", "discussed plans and the establishment of": it is not done. */
static bool is_wished(const reading *r, size_t i) {
    const chunk *on = i > 1 && r->chunks[i - 1].type == CHUNK_PREP ? &r->chunks[i - 2] : NULL;
    if (on && on->noun && r->l->nouns[on->noun].class == CLASS_SUPPORT) return true;
    for (size_t k = i; k-- > 0 && r->chunks[k].type != CHUNK_BREAK;) {
        const verb *v = &r->l->verbs[r->chunks[k].verb];
        if (r->chunks[k].type == CHUNK_VERB && r->chunks[k].finite)
            return v->effect == EFFECT_BLOCK && v->class != CLASS_WELCOME;
    }
    return false;
}

/* "Approved the signing of": to be signed; "the conclusion of negotiations", "work toward the
 * launch of negotiations": told by those. */
static bool told_by_neighbour(reading *r, size_t i) {
    const chunk *c = at(r, i), *does = i > 0 ? at(r, i - 1) : c;
    const noun *n = &r->l->nouns[c->noun];
    if (n->class == CLASS_SIGNING && does->type == CHUNK_VERB && does->verb &&
        r->l->verbs[does->verb].class == CLASS_APPROVE)
        return true;
    const chunk *of = i + 2 < r->chunk_count ? at(r, i + 2) : c;
    bool opens = n->class == CLASS_SIGNING || n->kind == KIND_ESTABLISH;
    return opens && of->type == CHUNK_NOUN && is_negotiation(r, of);
}

/* Whether the document does not name who does the verb: "the minister". */
static bool by_guess(reading *r, size_t v) {
    const chunk *teller = subject_of(r, at(r, v));
    return teller && teller->guessed && teller->who.count == 1;
}

void assert_noun(reading *r, size_t i) {
    chunk *c = at(r, i);
    if (!c->noun || is_remembered(r, i)) return;
    const noun *n = &r->l->nouns[c->noun];
    if (membership_of_noun(r, i)) return;
    actors owner = owner_of(r, (int32_t)i, -1);
    bool told = false, blocked = false;
    for (size_t k = i; k-- > 0 && i - k < 10;) {
        if (at(r, k)->type == CHUNK_BREAK) break;
        if (at(r, k)->type != CHUNK_VERB) continue;
        if (at(r, k)->verb && r->l->verbs[at(r, k)->verb].effect == EFFECT_BLOCK &&
            r->l->verbs[at(r, k)->verb].class != CLASS_WELCOME && n->kind == KIND_NONE)
            blocked = true; /* "supports X's accession" */
        effect does = at(r, k)->verb ? (effect)r->l->verbs[at(r, k)->verb].effect : EFFECT_NONE;
        bool tells = does == EFFECT_SAY || (is_stance(n->class) && does == EFFECT_COMMIT);
        told = tells || (n->kind == KIND_ESTABLISH && at(r, k)->finite);
        bool of_teller = tells && by_guess(r, k); /* "the minister reiterated X's support" */
        if (n->class == CLASS_SUPPORT && owner.count && !c->own && at(r, k)->by.count &&
            !of_teller && !is_welcome(r, k) && (tells || !given_by(r, i)) &&
            !actors_overlap(owner, at(r, k)->by))
            return; /* "recalled the support of others": thanks, no stance */
        if (n->class == CLASS_SUPPORT && does == EFFECT_COMMIT && i + 1 < r->chunk_count &&
            at(r, i + 1)->role == ROLE_IN)
            return; /* "promised support in farming": what they will do */
        bool reached = at(r, k)->verb && r->l->verbs[at(r, k)->verb].class == CLASS_REACH &&
                       !at(r, k)->passive; /* "reached broad consensus on" */
        if (!owner.count && (tells || reached || c->own || n->effect == EFFECT_NONE) &&
            !(is_stance(n->class) && !tells && !c->own))
            owner = at(r, k)->by;
        if (n->class != CLASS_EVENT && n->class != CLASS_DOC) c->state = at(r, k)->state;
        break;
    }
    c->by = owner;
    if (c->state == STATUS_DONE && n->class != CLASS_EVENT && n->class != CLASS_DOC &&
        is_ahead(r, i))
        c->state = STATUS_PLANNED;
    if (c->state == STATUS_DONE && is_asked_for(r, i)) c->state = STATUS_PLANNED;
    bool stance = is_stance(n->class);
    bool with = i + 1 < r->chunk_count && at(r, i + 1)->role == ROLE_WITH;
    if (with && n->effect == EFFECT_BLOCK && !stance) return; /* "his call with X" */
    if (stance && i == 0) return; /* a heading: "Human Rights Concerns" */
    if (c->state == STATUS_BLOCKED || (blocked && !n->effect && !stance)) return;
    if (told_by_neighbour(r, i)) return;
    if (i > 1 && at(r, i - 1)->type == CHUNK_PREP && at(r, i - 2)->class == CLASS_DOC)
        told = true; /* "the protocol on the establishment of relations was signed" */
    if (n->kind == KIND_ESTABLISH && (!told || !c->definite || is_wished(r, i))) return;
    if (n->class == CLASS_ADHERENCE && !(told && (c->own || c->owned))) return;
    if (is_stance(n->class) && !c->owned && !c->own && !told && !given_by(r, i)) return;
    if (n->class == CLASS_CONCERN && c->plural && !told) return; /* "common concerns" */
    if (n->class != CLASS_EVENT && n->class != CLASS_DOC) {
        frames_try(r, i, n->class, VOICE_NOMINAL);
        if (n->effect == EFFECT_COMMIT && n->class != CLASS_EVENT) promised_noun(r, i, owner);
    }
}
