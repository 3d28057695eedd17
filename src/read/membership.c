#include "read/frame.h"

/* A state and an organisation: candidates told by a noun ("its bid to join", "EU candidate
 * status"), members that somebody welcomes ("as a new member"), one fact for each state. */

enum { NEAR = 8 };

/* The organisations of a set, or its states. */
static actors only(reading *r, actors who, bool organisation) {
    actors kept = {0};
    for (uint16_t k = 0; k < who.count; k++)
        if (r->l->actors[who.ids[k]].organisation == organisation)
            kept = actors_join(r, kept, actors_one(r, who.ids[k]));
    return kept;
}

/* In the noun phrase itself, or right after it: "accession to X", "bid to join X". */
static actors body_of(reading *r, size_t i) {
    actors found = only(r, at(r, i)->inside, true);
    for (size_t k = i + 1; !found.count && k < r->chunk_count && k < i + 5; k++) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_NOUN)
            found = only(r, c->inside, true);
        else if (c->type != CHUNK_PREP && c->type != CHUNK_AND)
            break;
        bool row = found.count && k + 2 < r->chunk_count && at(r, k + 1)->type == CHUNK_AND &&
                   at(r, k + 2)->class == CLASS_ACTOR; /* "of NATO and the EU" */
        if (row) found = actors_join(r, found, only(r, at(r, k + 2)->who, true));
    }
    return found;
}

static actors states_after(reading *r, size_t i) {
    for (size_t k = i + 1; k + 1 < r->chunk_count && k < i + NEAR; k++) {
        role x = (role)at(r, k)->role;
        if (at(r, k)->type == CHUNK_BREAK || at(r, k)->type == CHUNK_VERB) break;
        if (at(r, k)->type != CHUNK_PREP ||
            (x != ROLE_OF && x != ROLE_TO && x != ROLE_FOR && x != ROLE_BETWEEN && x != ROLE_WITH))
            continue;
        actors who = {0};
        for (size_t n = k + 1; n < r->chunk_count && n < k + NEAR; n++) { /* "of A and B" */
            const chunk *c = at(r, n);
            if (c->type == CHUNK_NOUN && c->class == CLASS_ACTOR)
                who = actors_join(r, who, only(r, c->who, false));
            else if (c->type != CHUNK_AND && c->type != CHUNK_COMMA)
                break;
        }
        if (who.count) return who;
    }
    return (actors){0};
}

/* Whose candidacy it is: its owner, "of X", who does the verb, whom it was granted. */
static actors whose(reading *r, size_t i) {
    const chunk *c = at(r, i);
    int32_t does = -1; /* "A reaffirmed its bid to join" */
    if ((c->own == 2 || c->own == 3) && i > 0 && at(r, i - 1)->type == CHUNK_VERB)
        does = (int32_t)i - 1;
    if (does > 0 && at(r, i - 2)->class == CLASS_ACTOR) /* "demands that A drop its bid to join" */
        return only(r, at(r, i - 2)->who, false);
    actors who = only(r, owner_of(r, (int32_t)i, does), false);
    if (!who.count) who = only(r, c->inside, false);
    if (!who.count) who = states_after(r, i);
    for (size_t k = i; !who.count && k-- > 0 && i - k < NEAR;) {
        const chunk *v = at(r, k);
        if (v->type == CHUNK_BREAK) break;
        if (v->type != CHUNK_VERB) continue;
        who = only(r, v->by, false);
        if (!who.count && v->passive && v->subject >= 0) /* "X was granted candidate status" */
            who = only(r, at(r, (size_t)v->subject)->inside, false);
    }
    return who;
}

static void member_add(reading *r, size_t i, actors who, kind what, modality how,
                       double confidence) {
    size_t first = i, end = clause_end(r, i);
    draft *d = draft_add(r, RECORD_MEMBERSHIP, who, first, end);
    if (!d) return;
    d->f.kind = what;
    d->f.modality = how;
    d->f.date = date_within(r, at(r, i)->first, d->last);
    d->f.confidence = confidence;
    memberships_part(r, r->draft_count - 1);
}

static bool admits(const reading *r, const chunk *v) {
    uint16_t does = v->type == CHUNK_VERB && v->verb ? r->l->verbs[v->verb].class : CLASS_NONE;
    return does == CLASS_WELCOME || does == CLASS_ADMIT || does == CLASS_ACCEPT;
}

/* "X, a member of Y, said", "X, a neighbour and member of Y": background. */
static bool is_member(reading *r, size_t i) {
    size_t k = i;
    while (k > 0 && i - k < 4 &&
           (at(r, k - 1)->type == CHUNK_AND ||
            (at(r, k - 1)->type == CHUNK_NOUN && at(r, k - 1)->class != CLASS_ACTOR)))
        k--;
    if (k < 2 || at(r, k - 1)->type != CHUNK_COMMA || at(r, k - 2)->class != CLASS_ACTOR ||
        at(r, k - 2)->mention != MENTION_STATE || at(r, i)->plural)
        return false;
    if (i + 2 >= r->chunk_count || at(r, i + 1)->role != ROLE_OF) return false;
    actors who = only(r, at(r, k - 2)->who, false), body = body_of(r, i);
    if (who.count != 1 || body.count != 1 || at(r, k - 2)->guessed) return false;
    member_add(r, k - 2, actors_join(r, who, body), KIND_JOINED, MODALITY_DONE, 0.55);
    return true;
}

/* "ASEAN welcomed the admission of A and B": to the organisation that tells of it. */
static bool admission_of(reading *r, size_t i) {
    if (body_of(r, i).count || i + 2 >= r->chunk_count || at(r, i + 1)->role != ROLE_OF || i < 1 ||
        at(r, i - 1)->type != CHUNK_VERB || !admits(r, at(r, i - 1)) ||
        at(r, i - 1)->state != STATUS_DONE)
        return false;
    actors who = states_after(r, i), body = only(r, at(r, i - 1)->by, true);
    if (!who.count || body.count != 1) return false;
    member_add(r, i - 1, actors_join(r, who, body), KIND_JOINED, MODALITY_DONE, 0.6);
    return true;
}

/* "became the 192nd member of the United Nations" */
static bool became_member(reading *r, size_t i) {
    if (i < 1 || at(r, i - 1)->type != CHUNK_VERB || !at(r, i - 1)->verb) return false;
    const chunk *v = at(r, i - 1);
    bool becomes = r->l->verbs[v->verb].class == CLASS_BECOME;
    if (!becomes || v->state == STATUS_BLOCKED || v->state == STATUS_PURPOSE) return false;
    actors who = only(r, v->by, false), body = body_of(r, i);
    if (!who.count || !body.count) return false;
    modality how = v->state == STATUS_DONE ? MODALITY_DONE : MODALITY_PLANNED;
    member_add(r, i - 1, actors_join(r, who, body), KIND_JOINED, how, 0.7);
    return true;
}

/* A state or several, "the two countries": not a person, who may be a member of anything. */
static actors states_as_such(reading *r, int32_t subject) {
    const chunk *c = subject >= 0 ? at(r, (size_t)subject) : NULL;
    bool such = c && c->class == CLASS_ACTOR && !c->owned && !c->person &&
                (c->mention == MENTION_STATE || c->mention == MENTION_SIDE ||
                 (c->mention == MENTION_PRONOUN && c->plural));
    actors none = {0};
    return such ? only(r, coordinated(r, subject), false) : none;
}

/* "A and B are members of C", "A, which has been a member of C since 1995" */
static bool counts_as_member(reading *r, size_t i, kind what) {
    const chunk *v = i > 0 ? at(r, i - 1) : at(r, i);
    bool is = v->type == CHUNK_VERB && !v->verb && item_role(r, v->last - 1) == ROLE_BE;
    if (!is || v->not || (v->modal && v->modal != ROLE_WILL)) return false;
    actors who = states_as_such(r, v->subject), body = body_of(r, i);
    if (!who.count || !body.count) return false;
    member_add(r, i - 1, actors_join(r, who, body), what,
               v->modal ? MODALITY_PLANNED : MODALITY_DONE, 0.6);
    return true;
}

/* "As members of C, A and B will", "A, as a member of C, will", "A and B, both members of C, will":
 * who stands beside the words between commas. */
static bool as_members(reading *r, size_t i, kind what) {
    bool as = i > 0 && at(r, i - 1)->type == CHUNK_PREP && at(r, i - 1)->role == ROLE_PREP;
    size_t k = as ? i - 1 : i, n = i + 1;
    bool comma = k > 1 && at(r, k - 1)->type == CHUNK_COMMA;
    if (k > 0 && !comma && at(r, k - 1)->type != CHUNK_BREAK) return false;
    if (!comma && !as) return false;
    actors body = body_of(r, i), who = {0};
    if (!body.count) return false;
    if (comma) who = states_as_such(r, (int32_t)k - 2);
    while (n < r->chunk_count && n < i + 4 && at(r, n)->type != CHUNK_COMMA) n++;
    if (!who.count && as && n + 1 < r->chunk_count && at(r, n)->type == CHUNK_COMMA)
        for (size_t v = n + 2; v < r->chunk_count && v < n + 8; v++) /* the doer right after */
            if (at(r, v)->type == CHUNK_VERB && at(r, v)->finite) {
                who = states_as_such(r, at(r, v)->subject);
                break;
            }
    if (!who.count) return false;
    member_add(r, k, actors_join(r, who, body), what, MODALITY_DONE, 0.55);
    return true;
}

/* "X was admitted as a member of Y", "the acceptance of X as a member of Y": who became one; the
 * chunk that tells it goes to `first`. */
static actors admitted(reading *r, size_t i, size_t *first) {
    const chunk *v = at(r, i - 2);
    *first = i - 2;
    if (admits(r, v) && v->passive && v->subject >= 0 && v->state == STATUS_DONE)
        return only(r, at(r, (size_t)v->subject)->who, false);
    if (v->class != CLASS_ACTOR || i < 4) return (actors){0};
    size_t row = (size_t)row_start(r, (int32_t)i - 2);
    const chunk *admission = row > 1 ? at(r, row - 2) : v;
    bool of = row > 1 && at(r, row - 1)->role == ROLE_OF && admission->noun &&
              r->l->nouns[admission->noun].class == CLASS_ACCESSION;
    actors who = {0};
    for (size_t k = row; of && k < i - 1; k++)
        who = actors_join(r, who, only(r, at(r, k)->who, false));
    *first = of ? row - 2 : i;
    return who;
}

/* "A is negotiating its accession to B": it wants in. */
static bool accession_sought(reading *r, size_t i) {
    const chunk *c = at(r, i), *v = i > 0 ? at(r, i - 1) : c;
    bool sought = v->type == CHUNK_VERB && v->verb && v->state == STATUS_DONE && c->own &&
                  r->l->verbs[v->verb].content == KIND_NEGOTIATE;
    actors who = sought ? only(r, v->by, false) : (actors){0}, body = body_of(r, i);
    if (!who.count || !body.count) return false;
    member_add(r, i - 1, actors_join(r, who, body), KIND_CANDIDATE, MODALITY_DONE, 0.6);
    return true;
}

bool membership_of_noun(reading *r, size_t i) {
    const chunk *c = at(r, i);
    uint16_t class = r->l->nouns[c->noun].class;
    if (c->negated) return false;
    if (class == CLASS_CANDIDACY) {
        actors body = body_of(r, i), who = whose(r, i);
        for (size_t k = i; !body.count && k-- > 0 && i - k < 4;) /* "the EU granted" */
            if (at(r, k)->type == CHUNK_VERB) body = only(r, at(r, k)->by, true);
        kind what = noun_kind(r, c);
        if (!what && !who.count && as_members(r, i, KIND_CANDIDATE)) return true;
        if (!who.count || !body.count) return false;
        member_add(r, i, actors_join(r, who, body), what ? what : KIND_CANDIDATE, MODALITY_DONE,
                   0.65);
        return true;
    }
    if (class == CLASS_ACCESSION && (admission_of(r, i) || accession_sought(r, i))) return true;
    if (class == CLASS_MEMBER &&
        (became_member(r, i) || is_member(r, i) || counts_as_member(r, i, KIND_JOINED) ||
         as_members(r, i, KIND_JOINED)))
        return true;
    if (class != CLASS_MEMBER || i < 2 || at(r, i - 1)->type != CHUNK_PREP) return false;
    size_t told;
    actors taken = admitted(r, i, &told), of = taken.count ? body_of(r, i) : taken;
    if (of.count) {
        member_add(r, told, actors_join(r, taken, of), KIND_JOINED, MODALITY_DONE, 0.7);
        return true;
    }
    const chunk *new = at(r, i - 2); /* "welcomed X as its tenth member" */
    if (new->type != CHUNK_NOUN || new->class != CLASS_ACTOR || i < 3) return false;
    int32_t first = row_start(r, (int32_t)i - 2);
    const chunk *v = first > 0 ? at(r, (size_t)first - 1) : new;
    if (v->type != CHUNK_VERB || !v->verb) return false;
    if (v->state == STATUS_BLOCKED || v->state == STATUS_PURPOSE) return false;
    if (!admits(r, v)) return false; /* "decided to accept X as a member" */
    actors body = body_of(r, i), who = {0};
    if (!body.count) body = only(r, v->by, true);
    if (!body.count) body = r->organ;
    for (int32_t k = first; k < (int32_t)i - 1; k++)
        who = actors_join(r, who, only(r, at(r, (size_t)k)->who, false));
    if (!body.count || !who.count) return false;
    modality how = v->state == STATUS_DONE ? MODALITY_DONE : MODALITY_PLANNED;
    member_add(r, (size_t)first - 1, actors_join(r, who, body), KIND_JOINED, how, 0.7);
    return true;
}

/* One fact for each state and body: the draft becomes that of the first, the others follow. */
void memberships_part(reading *r, size_t number) {
    enum { MOST_PARTS = 40 };
    draft whole = r->drafts[number];
    actors states = only(r, whole.who, false), bodies = only(r, whole.who, true);
    if (!states.count || !bodies.count || whole.who.count < 3) return;
    for (uint16_t k = 0; k < states.count * bodies.count && k < MOST_PARTS; k++) {
        actors state = actors_one(r, states.ids[k / bodies.count]);
        actors who = actors_join(r, state, actors_one(r, bodies.ids[k % bodies.count]));
        if (k == 0) {
            r->drafts[number].who = who;
            continue;
        }
        draft *grown =
            arena_grow(r->a, r->drafts, r->draft_count, &r->draft_capacity, sizeof *r->drafts);
        if (!grown) return;
        r->drafts = grown;
        r->drafts[r->draft_count] = whole;
        r->drafts[r->draft_count++].who = who;
    }
}
