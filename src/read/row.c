#include "read/clause.h"

/* Nouns that stand together: "A, B and C", "the commitment of A and B", "officials of A". Whom they
 * name. */

/* "A, B, and C" ends at `k`: a row of three with a comma before the "and". */
static bool serial_comma(reading *r, int32_t k) {
    return k > 4 && at(r, k - 1)->type == CHUNK_AND && at(r, k - 2)->type == CHUNK_COMMA &&
           at(r, k - 3)->type == CHUNK_NOUN && at(r, k - 4)->type == CHUNK_COMMA &&
           at(r, k - 5)->type == CHUNK_NOUN && at(r, k)->class == CLASS_ACTOR &&
           at(r, k - 3)->class == CLASS_ACTOR && at(r, k - 5)->class == CLASS_ACTOR;
}

/* "In Rome, the ministers of A and B": the place before the row at `k` is none of it; "as members
 * of X, A and B". */
static bool stands_apart(reading *r, int32_t k) {
    const chunk *place = at(r, k), *next = at(r, k + 2);
    bool of_members = k > 1 && at(r, k - 1)->role == ROLE_OF && at(r, k - 2)->class == CLASS_MEMBER;
    if (of_members) return true;
    bool office = next->mention == MENTION_OFFICE || next->mention == MENTION_AGENCY;
    return k > 0 && at(r, k - 1)->type == CHUNK_PREP && at(r, k - 1)->role != ROLE_OF && office &&
           (place->mention == MENTION_SEAT || place->mention == MENTION_STATE);
}

/* "A, B, C to cooperate": a heading leaves the "and" out. */
static bool heads_paper(const reading *r, int32_t k) {
    if (k < 2 || k % 2 || !r->sentences[r->at].title) return false;
    for (int32_t i = 0; i <= k; i++) {
        const chunk *c = &r->chunks[i];
        bool fits = i % 2 ? c->type == CHUNK_COMMA || c->type == CHUNK_AND
                          : c->class == CLASS_ACTOR && c->mention == MENTION_STATE;
        if (!fits || (i > 1 && i % 2 == 0 && actors_overlap(c->who, r->chunks[i - 2].who)))
            return false;
    }
    return true;
}

/* The first noun phrase of "A, B and C" that ends at `k`. */
int32_t row_start(reading *r, int32_t k) {
    if (heads_paper(r, k)) return 0;
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

actors coordinated(reading *r, int32_t k) {
    actors who = at(r, k)->who;
    for (int32_t i = row_start(r, k); i < k; i++)
        if (at(r, i)->type == CHUNK_NOUN && at(r, i)->class == CLASS_ACTOR)
            who = actors_join(r, who, at(r, i)->who);
    int32_t first = row_start(r, k);
    bool with_me = first < k && item_role(r, at(r, k)->first) == ROLE_WE; /* "President X and I" */
    bool other = first == k - 2 && at(r, first)->mention == MENTION_OFFICE &&
                 at(r, k)->mention == MENTION_OFFICE &&
                 (at(r, first)->guessed != at(r, k)->guessed ||
                  (at(r, k)->guessed && first == 0 && !at(r, k)->person && !at(r, 0)->person));
    return who.count == 1 && (with_me || other) ? pair_now(r) : who; /* "the President and Mr X" */
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
        (at(r, k - 1)->role == ROLE_FOR || at(r, k - 1)->role == ROLE_ON) &&
        at(r, k - 2)->class == CLASS_ACTOR)
        return at(r, k - 2)->who; /* "thanked X for its support", "congratulated X on its" */
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

actors senders(reading *r, int32_t subject) {
    const chunk *c = at(r, subject);
    bool body = c->class != CLASS_DOC && c->class != CLASS_EVENT && c->class != CLASS_ACTOR &&
                (size_t)subject + 2 < r->chunk_count && /* "the Supreme Council of the GCC" */
                (r->items[c->last - 1].flags & TOKEN_CAPITAL) &&
                at(r, subject + 2)->class == CLASS_ACTOR && at(r, subject + 2)->who.count == 1 &&
                r->l->actors[at(r, subject + 2)->who.ids[0]].organisation;
    bool sent = body || c->class == CLASS_AGENCY || c->class == CLASS_OFFICE ||
                (c->class == CLASS_ACTOR && c->guessed && c->mention == MENTION_AGENCY);
    bool theirs = (c->class == CLASS_AGENCY || c->class == CLASS_OFFICE) && !c->owned &&
                  c->mention == MENTION_NONE && c->inside.count;
    if (theirs) return c->inside; /* "an Angolan trade delegation" */
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
