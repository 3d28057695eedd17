#include "read/reading.h"

/* Whether a sentence tells of dealings of states at all: who its verbs are done by, and whether it
 * is about sport, the stage, a court or a firm. Most text of the world is about those. */

static uint16_t class_of(const reading *r, size_t i) {
    return r->items[i].class;
}

/* "The striker", "the Spanish class", "Japan's coach": told by a common noun that no state acts by.
 * Names that the lexicon does not know may be anybody, so they are none. */
bool is_stranger(const reading *r, int32_t subject) {
    if (subject < 0) return false;
    const chunk *c = &r->chunks[subject];
    if (c->type != CHUNK_NOUN || c->last == c->first) return false;
    if (c->class == CLASS_ACTOR)
        return c->mention == MENTION_ADJECTIVE && !r->l->actors[c->who.ids[0]].organisation;
    bool text = c->class == CLASS_SPEECH && r->l->nouns[c->noun].kind == KIND_STATEMENT;
    if (c->class == CLASS_DOC || c->class == CLASS_EVENT || text) return false;
    for (uint32_t i = c->first; i < c->last; i++) {
        uint16_t class = class_of(r, i);
        if (class == CLASS_AGENCY || class == CLASS_SIDE) return false;
    }
    return !(r->items[c->last - 1].flags & TOKEN_CAPITAL);
}

/* Whether somebody who acts for a state stands in the sentence, told by name. */
static bool has_actor(const reading *r) {
    for (size_t i = 0; i < r->chunk_count; i++) {
        const chunk *c = &r->chunks[i];
        if (c->type != CHUNK_NOUN || c->class != CLASS_ACTOR || c->guessed) continue;
        if (c->mention == MENTION_OFFICE || c->mention == MENTION_AGENCY ||
            c->mention == MENTION_SIDE)
            return true;
    }
    return false;
}

/* "An exhibition on carpets opens": anybody may hold one, so only those who act for a state count.
 */
bool is_fair(const reading *r, const chunk *object, int32_t subject) {
    const chunk *c = object ? object : subject >= 0 ? &r->chunks[subject] : NULL;
    if (!c || c->class != CLASS_EVENT || r->l->nouns[c->noun].kind != KIND_FORUM) return false;
    return !(r->items[c->last - 1].flags & TOKEN_CAPITAL) && !has_actor(r);
}

/* A sentence about matches, singers or shareholders in which nobody acts for a state. */
bool is_private(const reading *r, const sentence *s) {
    bool found = false;
    for (const item *x = r->items + s->first, *end = r->items + s->last; x < end; x++)
        found |= x->class == CLASS_PRIVATE;
    return found && !has_actor(r);
}
