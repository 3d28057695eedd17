#include "read/reading.h"

/* The chunks of a sentence to clauses: who does each verb, what it depends on, and whether it is
 * told as done, planned, promised, or not at all. */

enum { MOST_STEPS = 32 };

static chunk *at(reading *r, int32_t i) {
    return &r->chunks[i];
}

static effect effect_of(const reading *r, const chunk *c) {
    if (c->type == CHUNK_VERB) return c->verb ? r->l->verbs[c->verb].effect : EFFECT_NONE;
    return c->noun ? r->l->nouns[c->noun].effect : EFFECT_NONE;
}

/* "A, B, and C" ends at `k`: a row of three with a comma before the "and". */
static bool serial_comma(reading *r, int32_t k) {
    return k > 4 && at(r, k - 1)->type == CHUNK_AND && at(r, k - 2)->type == CHUNK_COMMA &&
           at(r, k - 3)->type == CHUNK_NOUN && at(r, k - 4)->type == CHUNK_COMMA &&
           at(r, k - 5)->type == CHUNK_NOUN && at(r, k)->class == CLASS_ACTOR &&
           at(r, k - 3)->class == CLASS_ACTOR && at(r, k - 5)->class == CLASS_ACTOR;
}

/* "In Rome, the ministers of A and B": the place before the row at `k` is none of it. */
static bool stands_apart(reading *r, int32_t k) {
    const chunk *place = at(r, k), *next = at(r, k + 2);
    bool office = next->mention == MENTION_OFFICE || next->mention == MENTION_AGENCY;
    return k > 0 && at(r, k - 1)->type == CHUNK_PREP && at(r, k - 1)->role != ROLE_OF && office &&
           (place->mention == MENTION_SEAT || place->mention == MENTION_STATE);
}

/* The first noun phrase of "A, B and C" that ends at `k`. */
int32_t row_start(reading *r, int32_t k) {
    bool joint = serial_comma(r, k);
    if (joint) k -= 3;
    while (k > 1 && at(r, k - 2)->type == CHUNK_NOUN) {
        const chunk *mark = at(r, k - 1);
        if (mark->type == CHUNK_AND)
            joint = true;
        else if (mark->type != CHUNK_COMMA || !joint || at(r, k - 2)->class != at(r, k)->class ||
                 stands_apart(r, k - 2))
            break;
        k -= 2;
    }
    return k;
}

static bool is_day(reading *r, const chunk *c) {
    uint8_t what = item_entry(r, &r->items[c->first])->calendar;
    return c->last == c->first + 1 && what >= CAL_WEEKDAY && what <= CAL_TOMORROW;
}

/* Whether the verb at `k` only tells which document is meant, of which the verb at `i` then tells
 * something: "the MoU seeking closer ties was signed". */
static bool describes(reading *r, int32_t k, int32_t i) {
    if (k < 1 || at(r, k)->type != CHUNK_VERB || at(r, k)->finite || !at(r, i)->finite)
        return false;
    return at(r, k - 1)->type == CHUNK_NOUN && at(r, k - 1)->class == CLASS_DOC &&
           (at(r, k)->infinitive || (at(r, k)->form & FORM_ING));
}

/* Before ", which ...," that ends with the comma at `k`: what it tells of; -1: no such clause. */
static int32_t before_relative(reading *r, int32_t k) {
    for (int32_t n = k - 1; n > 1 && k - n < 12; n--) {
        const chunk *c = at(r, n);
        if (c->type == CHUNK_REL)
            return at(r, n - 1)->type == CHUNK_COMMA && at(r, n - 2)->type == CHUNK_NOUN ? n - 2
                                                                                         : -1;
        if (c->type == CHUNK_COMMA || c->type == CHUNK_BREAK || c->type == CHUNK_THAT) return -1;
    }
    return -1;
}

/* The noun phrase that is the subject of the verb at `i`, walking left over prepositional phrases
 * and what stands between commas; -1: none. */
static int32_t subject_before(reading *r, int32_t i) {
    int32_t k = i - 1;
    bool relative = false;
    for (int steps = 0; k >= 0 && steps < MOST_STEPS; steps++) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_BREAK || c->type == CHUNK_SUB || c->type == CHUNK_THAT) return -1;
        if (c->type == CHUNK_REL) { /* "A, which signed": the noun before */
            relative = true;
            k--;
            if (k >= 0 && at(r, k)->type == CHUNK_COMMA) k--;
            continue;
        }
        if (c->type == CHUNK_COMMA) { /* over an insertion: "A, for its part, will" */
            int32_t open = k - 1;
            if (open > 1 && at(r, open)->class == CLASS_ACTOR && row_start(r, open) < open) {
                k = open; /* "A, B and C, having met, signed" */
                continue;
            }
            while (open >= 0 && k - open < 14 && at(r, open)->type != CHUNK_COMMA &&
                   at(r, open)->type != CHUNK_BREAK &&
                   !(at(r, open)->type == CHUNK_VERB && at(r, open)->finite))
                open--;
            if (open > 0 && at(r, open)->type == CHUNK_COMMA) {
                k = open - 1;
                continue;
            }
            open = before_relative(r, k); /* "the pact, which was to expire in May, will" */
            if (open < 0) return -1;
            k = open;
            continue;
        }
        if (c->type == CHUNK_VERB) {
            if (c->finite) return -1;
            k--; /* a participle that belongs to the noun before */
            continue;
        }
        if (c->type != CHUNK_NOUN) {
            if (c->type == CHUNK_AND || c->role == ROLE_IT) return -1;
            k--;
            continue;
        }
        if (k > 0 && is_day(r, c)) { /* "the President today pledged" */
            k--;
            continue;
        }
        if (relative && c->class == CLASS_DOC) return k; /* "a security of data treaty, which" */
        int32_t head = row_start(r, k);
        if (head < k && head > 0 && at(r, head - 1)->type == CHUNK_PREP &&
            at(r, k)->class == CLASS_ACTOR && at(r, k)->mention == MENTION_OFFICE &&
            at(r, head)->mention != MENTION_OFFICE)
            return k; /* "the Member of the Bureau and Foreign Minister X" */
        if (head > 0 && at(r, head - 1)->type == CHUNK_PREP) {
            bool starts = head == 1 || at(r, head - 2)->type == CHUNK_COMMA;
            if (starts && at(r, k)->number > 1 && at(r, head - 1)->role == ROLE_PREP &&
                at(r, k)->class != CLASS_NONE)
                return k; /* "Over 20 documents were signed" */
            k = head - 2;
            continue;
        }
        if (describes(r, head - 1, i)) { /* "the agreement to avoid double taxation was" */
            k = head - 2;
            continue;
        }
        return k;
    }
    return -1;
}

/* "A, B and C": all actors that stand together with the noun at `k`. */
static actors coordinated(reading *r, int32_t k) {
    actors who = at(r, k)->who;
    for (int32_t i = row_start(r, k); i < k; i++)
        if (at(r, i)->type == CHUNK_NOUN && at(r, i)->class == CLASS_ACTOR)
            who = actors_join(r, who, at(r, i)->who);
    int32_t first = row_start(r, k);
    bool with_me = first < k && item_role(r, at(r, k)->first) == ROLE_WE; /* "President X and I" */
    bool other = first == k - 2 && at(r, first)->mention == MENTION_OFFICE &&
                 at(r, k)->mention == MENTION_OFFICE && at(r, first)->guessed != at(r, k)->guessed;
    return who.count == 1 && (with_me || other) ? pair_now(r) : who; /* "the President and Mr X" */
}

static bool same_form(const chunk *a, const chunk *b) {
    bool present = (b->form & FORM_S) && !b->modal && !b->infinitive;
    if (present && a->modal) return false; /* "will build a road that opens X and creates" */
    bool governed = a->governor >= 0 && !a->modal && (a->form & FORM_BASE);
    if (governed && !(b->form & FORM_BASE)) return false;
    if (a->finite && !a->infinitive && b->finite && !b->infinitive) return true;
    unsigned bare = FORM_BASE;
    if ((a->infinitive || a->form & bare || a->modal) && (b->form & bare)) return true;
    return (a->form & FORM_ING) && (b->form & FORM_ING);
}

/* The verb before, where the verb at `i` follows it after "and" or a comma. */
static int32_t coordinate_before(reading *r, int32_t i) {
    int32_t k = i - 1;
    bool joint = false, bare = !at(r, i)->modal && !at(r, i)->be;
    while (k >= 0 && (at(r, k)->type == CHUNK_AND || at(r, k)->type == CHUNK_COMMA ||
                      at(r, k)->type == CHUNK_OTHER ||
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

/* What the verb at `i` depends on: a verb or noun right before it, or before "that". */
static int32_t governor_before(reading *r, int32_t i) {
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

/* "agreed that both sides will ...": the verb before "that". */
static int32_t that_governor(reading *r, int32_t subject) {
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

static status own_status(const chunk *c) {
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
            return STATUS_COMMITTED; /* "continue to" */
        return (status)g->state;
    case EFFECT_BLOCK: return STATUS_BLOCKED;
    case EFFECT_SAY: /* "stressed the importance of establishing": not that it is done */
        return (c->form & FORM_ING) && !c->finite && !c->be && !c->have ? STATUS_BLOCKED
                                                                        : own_status(c);
    default: return STATUS_PURPOSE;
    }
}

/* The actor that owns a noun: "Japan's intention", "their commitment", "the intention of X". */
actors owner_of(reading *r, int32_t k, int32_t verb_by) {
    const chunk *c = at(r, k);
    if (c->owner.count) { /* "X's and Y's commitment", "X and Y's commitment" */
        actors who = c->owner;
        for (int32_t b = k; b > 1 && at(r, b - 1)->type == CHUNK_AND; b -= 2) {
            const chunk *with = at(r, b - 2);
            bool owns = with->owned && item_role(r, with->last - 1) == ROLE_POSS;
            if (with->type != CHUNK_NOUN || !(with->class == CLASS_ACTOR || owns)) break;
            who = actors_join(r, who, owns ? with->owner : with->who);
        }
        return who;
    }
    if (c->inside.count && c->class != CLASS_ACTOR) return c->inside;
    if (c->own == 1) return we_now(r);
    if (c->own == 5) return r->home;
    if (c->own == 4 && verb_by < 0) return r->last_he;
    if ((c->own == 3 || c->own == 4) && k > 1 && at(r, k - 1)->type == CHUNK_PREP &&
        at(r, k - 1)->role == ROLE_FOR && at(r, k - 2)->class == CLASS_ACTOR)
        return at(r, k - 2)->who; /* "thanked X for its support" */
    size_t n = r->chunk_count;
    if ((size_t)k + 2 < n && at(r, k + 1)->type == CHUNK_PREP &&
        (at(r, k + 1)->role == ROLE_OF || at(r, k + 1)->role == ROLE_BY) &&
        at(r, k + 2)->type == CHUNK_NOUN && at(r, k + 2)->class == CLASS_ACTOR) {
        actors who = at(r, k + 2)->who; /* "of A and B" */
        for (size_t b = (size_t)k + 4; b < n && at(r, (int32_t)b)->class == CLASS_ACTOR &&
                                       at(r, (int32_t)b - 1)->type == CHUNK_AND;
             b += 2)
            who = actors_join(r, who, at(r, (int32_t)b)->who);
        return who;
    }
    return verb_by >= 0 ? at(r, verb_by)->by : (actors){0};
}

static int32_t verb_before(reading *r, int32_t i) {
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
    if (at(r, g)->type != CHUNK_NOUN || effect_of(r, at(r, g)) != EFFECT_BLOCK || g < 1)
        return false;
    const chunk *v = at(r, g - 1);
    if (v->type != CHUNK_VERB) return false;
    effect e = effect_of(r, v);
    return (e == EFFECT_CARRY && v->state == STATUS_COMMITTED) ||
           (e == EFFECT_COMMIT && (v->state == STATUS_DONE || v->state == STATUS_COMMITTED));
}

static void depend(reading *r, int32_t i, int32_t g) {
    chunk *c = at(r, i), *on = at(r, g);
    c->governor = g;
    c->state = (uint8_t)dependent_status(r, on, c);
    if (asks_own(r, g, i) || promised_effort(r, g)) c->state = STATUS_COMMITTED;
    if (on->type == CHUNK_VERB) {
        c->by = on->by;
        c->subject = on->subject;
    } else {
        c->by = owner_of(r, g, verb_before(r, g));
    }
}

static void follow(reading *r, int32_t i, int32_t before) {
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

/* "A delegation from X", "officials of X": who sent them. */
static actors senders(reading *r, int32_t subject) {
    const chunk *c = at(r, subject);
    bool body = c->class != CLASS_DOC && c->class != CLASS_EVENT && c->class != CLASS_ACTOR &&
                (size_t)subject + 2 < r->chunk_count && /* "the Supreme Council of the GCC" */
                (r->items[c->last - 1].flags & TOKEN_CAPITAL) &&
                at(r, subject + 2)->class == CLASS_ACTOR && at(r, subject + 2)->who.count == 1 &&
                r->l->actors[at(r, subject + 2)->who.ids[0]].organisation;
    bool sent = body || c->class == CLASS_AGENCY || c->class == CLASS_OFFICE ||
                (c->class == CLASS_ACTOR && c->guessed && c->mention == MENTION_AGENCY);
    size_t next = (size_t)subject + 2;
    if (!sent || next >= r->chunk_count || at(r, subject + 1)->type != CHUNK_PREP)
        return (actors){0};
    role by = (role)at(r, subject + 1)->role;
    const chunk *who = at(r, subject + 2);
    bool told = (by == ROLE_FROM || by == ROLE_OF) && who->type == CHUNK_NOUN &&
                (!who->guessed || who->mention == MENTION_SIDE);
    if (!told) return (actors){0};
    actors all = who->class == CLASS_ACTOR ? who->who : who->inside;
    for (size_t k = next + 2; k < r->chunk_count; k += 2) { /* "from A and B" */
        const chunk *more = at(r, (int32_t)k);
        uint8_t mark = at(r, (int32_t)k - 1)->type;
        if ((mark != CHUNK_AND && mark != CHUNK_COMMA) || more->class != CLASS_ACTOR) break;
        all = actors_join(r, all, more->who);
    }
    return all;
}

/* "Their countries" */
static bool is_theirs(reading *r, int32_t subject) {
    const chunk *c = at(r, subject);
    const item *x = &r->items[c->first];
    size_t length;
    if (c->class != CLASS_BILATERAL || c->last != c->first + 1 || x->length < 2) return false;
    const token *last = &r->tokens.items[x->token + x->length - 1];
    uint16_t n = r->l->entries[lexicon_match(r->l->lexicon, last, 1, &length)].noun;
    return n && (r->l->nouns[n].class == CLASS_SIDE || r->l->nouns[n].class == CLASS_AGENCY);
}

/* A finite verb with a subject of its own. */
static void stand_alone(reading *r, int32_t i, int32_t subject) {
    chunk *c = at(r, i);
    c->subject = subject;
    c->state = (uint8_t)own_status(c);
    if (subject >= 0 && at(r, subject)->class == CLASS_ACTOR) c->by = coordinated(r, subject);
    bool adopts = subject >= 0 && at(r, subject)->class == CLASS_EVENT && !c->passive && c->verb &&
                  r->l->verbs[c->verb].class == CLASS_SIGN;
    if (adopts) /* "the meeting adopted a plan of action" */
        c->by = at(r, subject)->inside.count ? at(r, subject)->inside : we_now(r);
    actors sent = subject >= 0 ? senders(r, subject) : (actors){0};
    if (sent.count) c->by = sent;
    int32_t g = that_governor(r, subject);
    if (g < 0) return;
    const chunk *on = at(r, g);
    c->governor = g;
    effect e = effect_of(r, on);
    if (e == EFFECT_SAY && !c->by.count && subject >= 0 &&
        (at(r, subject)->mention == MENTION_AGENCY ? on->by.count == 1 : is_theirs(r, subject)))
        c->by = on->by; /* "he added that the government will": his own */
    if (e == EFFECT_COMMIT && on->state == STATUS_DONE) {
        bool barred = c->not &&c->modal != ROLE_WILL; /* "that X will not" is a promise */
        c->state = barred || c->modal == ROLE_MAY ? STATUS_BLOCKED : STATUS_COMMITTED;
        if (!c->by.count && subject >= 0 && at(r, subject)->class != CLASS_ACTOR) c->by = on->by;
    } else if (e == EFFECT_BLOCK && (c->finite || !(c->form & FORM_ING))) {
        c->state = STATUS_BLOCKED;
    }
}

static int32_t main_subject(reading *r) {
    for (size_t k = 0; k < r->chunk_count; k++)
        if (at(r, (int32_t)k)->type == CHUNK_NOUN && at(r, (int32_t)k)->class == CLASS_ACTOR &&
            (k == 0 || at(r, (int32_t)k - 1)->type != CHUNK_PREP))
            return (int32_t)k;
    return -1;
}

/* "by opening", "including training": how, not a thing of its own. Not after what promises. */
static bool in_manner(reading *r, int32_t i) {
    const chunk *c = at(r, i);
    if (i < 1 || !(c->form & FORM_ING) || c->be || c->modal || c->infinitive) return false;
    const chunk *p = at(r, i - 1);
    if (p->type != CHUNK_PREP || p->role == ROLE_TO || p->role == ROLE_OF) return false;
    if (p->role == ROLE_FOR && c->verb && r->l->verbs[c->verb].class == CLASS_SEVER)
        return false; /* "the procedure for severing relations": what is done */
    if (p->role == ROLE_WITH && i > 2 && at(r, i - 2)->type == CHUNK_NOUN &&
        at(r, i - 3)->type == CHUNK_VERB && effect_of(r, at(r, i - 3)) == EFFECT_COMMIT)
        return false; /* "tasked the ministers with preparing" */
    return i < 2 || effect_of(r, at(r, i - 2)) != EFFECT_COMMIT;
}

/* The document or event right before, "of" its subject: "the Treaty of Peace signed"; -1: none. */
static int32_t thing_before(reading *r, int32_t i) {
    int32_t k = i - 1;
    size_t next = (size_t)i + 1; /* "the treaty, signed in May, ..." */
    bool aside = next < r->chunk_count &&
                 (at(r, (int32_t)next)->type == CHUNK_PREP ||
                  item_entry(r, &r->items[at(r, (int32_t)next)->first])->calendar == CAL_LAST);
    aside &= k > 0 && at(r, k)->type == CHUNK_COMMA && (at(r, i)->form & FORM_PART);
    if (aside) k--;
    for (int steps = 0; k >= 0 && steps < 3 && at(r, k)->type == CHUNK_NOUN; steps++, k -= 2) {
        if (at(r, k)->class == CLASS_DOC || (at(r, k)->class == CLASS_EVENT && !aside)) return k;
        if (k < 2 || at(r, k - 1)->type != CHUNK_PREP || at(r, k)->class == CLASS_ACTOR) return -1;
    }
    return -1;
}

/* "They signed a pact, pledging to cut tariffs", "a declaration agreeing to": what is promised or
 * said beside what is done, by who does that; true when it is so. */
static bool aside_by(reading *r, int32_t i) {
    chunk *c = at(r, i);
    effect e = effect_of(r, c);
    bool told = e == EFFECT_COMMIT || e == EFFECT_SAY || e == EFFECT_BLOCK;
    bool that = (size_t)i + 1 < r->chunk_count && at(r, i + 1)->type == CHUNK_THAT;
    if (!told || i < 2 || (that && e != EFFECT_COMMIT) ||
        (at(r, i - 1)->type != CHUNK_COMMA &&
         !(at(r, i - 1)->class == CLASS_DOC && e == EFFECT_COMMIT)))
        return false;
    for (int32_t k = i - 2; k >= 0; k--) {
        const chunk *v = at(r, k);
        if (v->type == CHUNK_BREAK || v->type == CHUNK_SUB) return false;
        if (v->type != CHUNK_VERB || !v->finite || v->infinitive || v->governor >= 0) continue;
        if (!v->by.count || v->passive || v->state != STATUS_DONE) return false;
        c->by = v->by;
        c->subject = v->subject;
        c->state = STATUS_DONE;
        return true;
    }
    return false;
}

/* "were negotiated and finally signed by both": the passive before; -1: none. */
static int32_t passive_before(reading *r, int32_t i) {
    const chunk *c = at(r, i);
    int32_t k = i - 1;
    if (c->modal || c->be || c->have || !(c->form & FORM_PART)) return -1;
    while (k > 0 && (at(r, k)->type == CHUNK_AND || at(r, k)->type == CHUNK_COMMA ||
                     at(r, k)->type == CHUNK_OTHER))
        k--;
    bool joint = k >= 0 && k < i - 1 && at(r, k)->type == CHUNK_VERB && at(r, k)->passive;
    return joint && at(r, k)->be ? k : -1;
}

static void link_verb(reading *r, const sentence *s, int32_t i) {
    chunk *c = at(r, i);
    int32_t shared = passive_before(r, i);
    if (shared >= 0) {
        c->passive = true;
        follow(r, i, shared);
        return;
    }
    if (in_manner(r, i)) {
        if (i > 1 && at(r, i - 1)->role == ROLE_ON && at(r, i - 2)->class == CLASS_ACTOR &&
            at(r, i - 2)->mention == MENTION_STATE) {
            c->by = at(r, i - 2)->who; /* "congratulated X on joining" */
            c->subject = i - 2;
            return;
        }
        c->state = STATUS_BLOCKED;
        c->governor = i - 1;
        return;
    }
    if (i > 0 && !c->modal && !c->be && (c->form & FORM_BASE) && at(r, i - 1)->type == CHUNK_NOUN &&
        at(r, i - 1)->class != CLASS_ACTOR && effect_of(r, at(r, i - 1)) != EFFECT_NONE) {
        depend(r, i, i - 1); /* "the intention to cooperate" */
        return;
    }
    if (i > 0 && at(r, i - 1)->type == CHUNK_SUB && (c->form & FORM_BASE) && !c->modal && !c->be &&
        !c->have)
        c->infinitive = true; /* "in order to help" */
    int32_t subject = c->infinitive ? -1 : subject_before(r, i);
    if (subject < 0 && i > 0 && at(r, i - 1)->type == CHUNK_REL && c->finite) {
        c->state = (uint8_t)own_status(c); /* "a road, which would help": what a thing does */
        return;
    }
    bool starts = i == 0 || (i == 1 && at(r, 0)->type == CHUNK_OTHER);
    if (starts && s->lead && r->lead_open && !c->modal) { /* an item of a list */
        c->by = r->lead_by;
        c->state = r->lead_state;
        return;
    }
    if (c->passive && i > 0 && at(r, i - 1)->role == ROLE_IT && effect_of(r, c) == EFFECT_COMMIT) {
        c->by = we_now(r); /* "it was agreed that" */
        c->state = (uint8_t)own_status(c);
        return;
    }
    if (c->infinitive && !c->modal && i > 1 && at(r, i - 1)->mention == MENTION_OFFICE &&
        at(r, i - 2)->type == CHUNK_PREP && at(r, i - 2)->role == ROLE_FOR &&
        (i < 4 || effect_of(r, at(r, i - 3)) == EFFECT_NONE)) {
        c->by = at(r, i - 1)->who; /* "authorization for the minister to negotiate" */
        c->subject = i - 1;
        c->state = STATUS_PURPOSE;
        return;
    }
    bool alone = !c->modal && !c->be && !c->have;
    if (alone && i > 0 && (c->form & FORM_ING) && at(r, i - 1)->owned &&
        item_role(r, at(r, i - 1)->last - 1) == ROLE_POSS) {
        c->by = at(r, i - 1)->owner; /* "X's joining" */
        c->subject = i - 1;
        return;
    }
    if (alone && i > 1 && (c->form & FORM_ING) && at(r, i - 1)->class == CLASS_ACTOR &&
        at(r, i - 2)->type == CHUNK_PREP && at(r, i - 2)->role == ROLE_WITH) {
        c->by = at(r, i - 1)->who; /* "with X supporting" */
        c->subject = i - 1;
        return;
    }
    bool by_whom = (size_t)i + 1 < r->chunk_count && at(r, i + 1)->role == ROLE_BY;
    if (alone && by_whom && i > 0 && (c->form & FORM_PART)) { /* "a fund, supported by A" */
        c->passive = true;
        c->finite = false;
        if (at(r, i - 1)->type == CHUNK_NOUN && at(r, i - 1)->class != CLASS_ACTOR)
            subject = i - 1; /* "ties in line with the norms established by" */
    }
    int32_t thing = thing_before(r, i);
    bool adopts = thing >= 0 && at(r, thing)->class == CLASS_EVENT && /* "the summit adopted a" */
                  (size_t)i + 1 < r->chunk_count && at(r, i + 1)->class == CLASS_DOC;
    if (alone && thing >= 0 && !adopts && (c->form & (FORM_PAST | FORM_PART))) {
        c->subject = thing; /* "the treaty signed by" */
        c->passive = true;
        c->state = STATUS_DONE;
        return;
    }
    if (alone && subject > 0 && subject == i - 1 && (c->form & FORM_BASE) && c->form < FORM_ING &&
        !at(r, subject)->plural && at(r, subject - 1)->type == CHUNK_VERB) {
        depend(r, i, subject - 1); /* "help X protect" */
        return;
    }
    if (subject >= 0 && (c->finite || (c->form & (FORM_ING | FORM_PART)))) {
        stand_alone(r, i, subject);
        if (!c->finite && !c->be) { /* "the MoU signed by", "A stressing that" */
            bool reduced = (c->form & FORM_PART) && at(r, subject)->class != CLASS_ACTOR;
            c->passive = reduced;
        }
        return;
    }
    if (i > 0 && at(r, i - 1)->type == CHUNK_BREAK && at(r, i - 1)->role == ROLE_COLON &&
        !c->modal && !c->be) { /* "including by: opening ...; building ..." */
        for (int32_t k = 0; k < i; k++) {
            if (at(r, k)->type != CHUNK_VERB || !at(r, k)->by.count) continue;
            bool commits =
                effect_of(r, at(r, k)) == EFFECT_COMMIT && at(r, k)->state == STATUS_DONE;
            c->by = at(r, k)->by;
            c->state = commits ? STATUS_COMMITTED : at(r, k)->state;
            return;
        }
    }
    if (alone && (c->form & FORM_ING) && aside_by(r, i)) return;
    int32_t before = coordinate_before(r, i);
    if (before >= 0 && at(r, before)->state == STATUS_PURPOSE && at(r, before)->governor >= 0 &&
        at(r, i - 1)->type != CHUNK_NOUN && (c->form & FORM_BASE)) {
        int32_t up = at(r, before)->governor; /* "will work to promote X, and host Y" */
        bool comma =
            at(r, i - 1)->type == CHUNK_COMMA || (i > 1 && at(r, i - 2)->type == CHUNK_COMMA);
        if (comma && at(r, up)->type == CHUNK_VERB && at(r, up)->state == STATUS_COMMITTED &&
            same_form(at(r, up), c))
            before = up;
    }
    if (before >= 0 && !c->modal) {
        follow(r, i, before);
        return;
    }
    int32_t g = governor_before(r, i);
    if (g >= 0 && (!c->finite || c->infinitive || g == i - 1)) {
        depend(r, i, g);
        return;
    }
    c->state = (uint8_t)(c->infinitive ? STATUS_PURPOSE : own_status(c));
    if (i == 1 && at(r, 0)->role == ROLE_IT && !c->passive && effect_of(r, c) != EFFECT_NONE) {
        c->by = r->last_it; /* "It also condemned" */
        return;
    }
    int32_t teller = i > 1 && at(r, i - 1)->role == ROLE_IT ? verb_before(r, i - 1) : -1;
    if (teller >= 0 && teller >= i - 3 && at(r, teller)->by.count) { /* "A said it would" */
        c->by = at(r, teller)->by;
        c->subject = at(r, teller)->subject;
        return;
    }
    int32_t m = main_subject(r);
    if (before >= 0) {
        c->by = at(r, before)->by;
        c->subject = at(r, before)->subject;
    } else if (m >= 0) {
        c->by = coordinated(r, m);
        c->subject = m;
    }
}

/* A headline tells plans with "to": "A to visit B". */
static void headline(reading *r, const sentence *s) {
    if (!s->title) return;
    for (size_t i = 0; i < r->chunk_count; i++)
        if (r->chunks[i].type == CHUNK_VERB && !r->chunks[i].infinitive) return;
    for (size_t i = 1; i < r->chunk_count; i++) {
        chunk *c = &r->chunks[i];
        if (c->type != CHUNK_VERB || r->chunks[i - 1].class != CLASS_ACTOR) continue;
        c->state = STATUS_COMMITTED;
        c->by = coordinated(r, (int32_t)i - 1);
        c->finite = true;
        return;
    }
}

static bool in_condition(reading *r, int32_t i) {
    for (int32_t k = i - 1; k >= 0 && i - k < 12; k--) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_BREAK || c->type == CHUNK_COMMA) return false;
        if (c->type == CHUNK_SUB && c->role == ROLE_IF) return true;
    }
    return false;
}

void clauses_link(reading *r, const sentence *s) {
    for (size_t i = 0; i < r->chunk_count; i++) {
        chunk *c = &r->chunks[i];
        if (c->type == CHUNK_NOUN) {
            if ((int32_t)i > 0 && c->class == CLASS_ACTOR && r->chunks[i].plural == false &&
                coordinated(r, (int32_t)i).count > 1)
                c->plural = true;
            continue;
        }
        if (c->type != CHUNK_VERB) continue;
        link_verb(r, s, (int32_t)i);
        if (c->finite && in_condition(r, (int32_t)i)) c->state = STATUS_BLOCKED;
    }
    headline(r, s);
}
