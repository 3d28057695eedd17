#include "read/reading.h"

/* Whose speech it is, told by its heading ("Remarks by the Minister of X"), and who is meant by
 * "we" and "the two sides" in a speech that tells of one partner after the other. */

enum { HEAD_ITEMS = 80, SPEAKER_WORDS = 3 };

static uint16_t class_at(const reading *r, size_t i) {
    return r->items[i].class;
}

/* "I", "my": not as part of a name ("US"). */
static bool is_first_person(const entry *e) {
    enum { MY = 5 };
    return (e->role == ROLE_WE && e->number) || (e->role == ROLE_OWN && e->number == MY);
}

static bool speaks_of_himself(const reading *r) {
    unsigned said = 0;
    for (size_t i = 0; i < r->item_count && said < 2; i++) {
        role x = item_role(r, i);
        if (x != ROLE_WE && x != ROLE_OWN && !name_of(r, i)) continue; /* "US" hides its role */
        said += is_first_person(item_entry(r, &r->items[i]));
    }
    return said > 1;
}

/* "Statement by the Minister of X": the one state that acts there. */
static actors heading_speaker(reading *r) {
    size_t end = r->item_count < HEAD_ITEMS ? r->item_count : HEAD_ITEMS;
    for (size_t i = 0; i + 2 < end; i++) {
        if (class_at(r, i) != CLASS_SPEECH || !(r->items[i].flags & TOKEN_CAPITAL)) continue;
        for (size_t k = i + 1; k + 1 < end && k < i + SPEAKER_WORDS; k++) {
            role x = item_role(r, k);
            if (x != ROLE_OF && x != ROLE_BY && x != ROLE_FROM) continue;
            mention m;
            if (mention_at(r, k + 1, end, &m) && !m.guessed && m.who.count == 1) return m.who;
        }
    }
    return (actors){0};
}

/* Whose things a speaker without a heading tells of: "Australia's commitment", "Australia's work".
 */
static actors owner_most(reading *r) {
    enum { LEAST = 2 };
    uint16_t best = 0, *owned = arena_array(r->a, r->l->actor_count, sizeof *owned);
    bool tie = false, quoted = false;
    unsigned said = 0; /* "I" outside quotation marks */
    if (!owned) return (actors){0};
    for (size_t i = 0; i + 1 < r->item_count; i++) {
        const entry *e = item_entry(r, &r->items[i]);
        if (r->items[i].flags & TOKEN_LINE) quoted = false;
        if (e->role == ROLE_QUOTE) quoted = !quoted;
        said += is_first_person(e) && !quoted;
        uint16_t id = name_of(r, i);
        if (!id || item_role(r, i + 1) != ROLE_POSS || r->l->actors[id].organisation) continue;
        owned[id]++;
        if (id == best) continue;
        if (!best || owned[id] > owned[best]) {
            best = id;
            tie = false;
        } else if (owned[id] == owned[best]) {
            tie = true;
        }
    }
    return said > 1 && !tie && best && owned[best] >= LEAST ? actors_one(r, best) : (actors){0};
}

void speaker_learn(reading *r) {
    r->first_person = speaks_of_himself(r);
    actors who = CLASS_SPEECH ? heading_speaker(r) : (actors){0};
    if (!who.count && r->first_person) {
        who = owner_most(r);
        bool abroad = who.count && r->many.count > 2 && !actors_overlap(r->many, who);
        if (abroad) { /* "I will travel to A, B and C" */
            r->many = (actors){0};
            r->all = actors_join(r, r->all, who);
        }
    }
    if (!who.count || r->l->actors[who.ids[0]].organisation) return;
    r->home = who;
    r->spoken = r->first_person;
    if (r->pair.count == 2 && !actors_overlap(r->pair, who)) /* named least in its own speech */
        r->pair = actors_join(
            r, who,
            actors_one(r, r->pair.ids[r->counts[r->pair.ids[0]] < r->counts[r->pair.ids[1]]]));
}

/* In a speech about several partners: with whom it is in this sentence. */
void partner_note(reading *r) {
    if (!r->first_person || r->home.count != 1 || r->all.count < 3) return;
    uint16_t partner = 0;
    for (size_t i = 0; i < r->chunk_count; i++) {
        const chunk *c = &r->chunks[i];
        if (c->type != CHUNK_NOUN || c->guessed) continue;
        for (uint16_t k = 0; k < c->inside.count; k++) {
            uint16_t id = c->inside.ids[k];
            if (id == r->home.ids[0] || !actors_overlap(actors_one(r, id), r->all)) continue;
            if (partner && partner != id) {
                r->now = (actors){0}; /* of both at once */
                return;
            }
            partner = id;
        }
    }
    if (partner) r->now = actors_join(r, r->home, actors_one(r, partner));
}

/* Who says what the sentence quotes: the actor beside its verb of saying. */
static actors sayer(const reading *r) {
    for (size_t i = 0; i < r->chunk_count; i++) {
        const chunk *c = &r->chunks[i];
        if (c->type != CHUNK_VERB || !c->verb || r->l->verbs[c->verb].effect != EFFECT_SAY)
            continue;
        for (size_t k = i + 1; k + 2 > i; k -= 2) { /* after it, else before it */
            const chunk *who = k < r->chunk_count ? &r->chunks[k] : NULL;
            if (who && who->class == CLASS_ACTOR && who->who.count == 1 &&
                item_role(r, who->first) != ROLE_WE)
                return who->who;
            if (k < 2) break;
        }
    }
    return (actors){0};
}

/* In a story about many, "we" between quotation marks is the state of who is quoted. */
void quote_note(reading *r, const sentence *s) {
    if (r->all.count < 3 || r->spoken || actors_same(r->all, r->many)) return;
    bool open = r->in_quote, any = open;
    for (uint32_t i = s->first; i < s->last; i++)
        if (item_role(r, i) == ROLE_QUOTE) {
            open = !open;
            any = true;
        }
    r->in_quote = open;
    if (!any) return;
    actors who = sayer(r);
    if (who.count) r->quoting = who;
    if (!r->quoting.count) return;
    for (size_t i = 0; i < r->chunk_count; i++) {
        chunk *c = &r->chunks[i];
        if (c->mention == MENTION_PRONOUN && item_role(r, c->last - 1) == ROLE_WE)
            c->who = c->inside = r->quoting;
    }
}

actors pair_now(const reading *r) {
    if (r->many.count > 2 && actors_same(r->all, r->many)) return r->all;
    return r->now.count ? r->now : r->pair;
}

actors we_now(const reading *r) {
    return r->now.count ? r->now : r->all;
}
