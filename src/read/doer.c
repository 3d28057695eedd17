#include "read/clause.h"

/* Who does what a subject is told of: a state, those whose meeting it is, those who sent it. */

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

bool speaks_for_sides(const reading *r, int32_t subject, const chunk *c) {
    const chunk *who = &r->chunks[subject];
    const verb *v = &r->l->verbs[c->verb];
    if (!who->noun || who->plural) return false;
    kind what = r->l->nouns[who->noun].kind;
    bool met = who->class == CLASS_EVENT && what != KIND_VISIT && what != KIND_INVITATION &&
               what != KIND_CEREMONY;
    if (met && v->class == CLASS_SIGN) return true;
    bool text = (who->class == CLASS_DOC || (who->class == CLASS_SPEECH && who->definite)) &&
                what == KIND_STATEMENT;
    bool alone = who->inside.count == 1 && !r->l->actors[who->inside.ids[0]].organisation;
    if (alone || !(met || text) || c->modal) return false;
    return v->effect == EFFECT_COMMIT || v->effect == EFFECT_SAY ||
           language_stance(r->l, v->class) != NULL;
}

/* "The Committee decided", after the Joint Committee of A and B was told of: its sides, else `by`.
 */
static actors of_joint_body(const reading *r, const chunk *c, actors by) {
    const item *x = &r->items[c->last - 1];
    uint32_t word = r->tokens.items[x->token + x->length - 1].word;
    if (c->last - c->first > 3 || !word || r->organ.count) return by;
    for (size_t k = r->draft_count; k-- > 0;) {
        const draft *d = &r->drafts[k];
        if (d->f.kind != KIND_COMMISSION || d->who.count < 2 || d->names < 2) continue;
        for (uint32_t n = d->first; n < d->last; n++) {
            const item *h = &r->items[n];
            if (h->length > 1 && r->tokens.items[h->token + h->length - 1].word == word)
                return d->who;
        }
    }
    return by;
}

static bool is_plan_of_own(const reading *r, const chunk *view, const chunk *c) {
    return view->type == CHUNK_VERB && r->l->verbs[view->verb].class == CLASS_VIEW &&
           (c->modal == ROLE_WILL || c->modal == ROLE_WOULD) && c->by.count > 1 && !c->passive &&
           actors_same(c->by, view->by);
}

/* "The meeting of the ministers of A and B", "the A-B Council", "the Meeting" */
static actors sides_of_thing(reading *r, int32_t subject) {
    actors who = at(r, subject)->inside;
    if (!who.count) who = owner_of(r, subject, -1);
    if (!who.count) who = pair_now(r);
    return who.count ? who : we_now(r);
}

void stand_alone(reading *r, int32_t i, int32_t subject) {
    chunk *c = at(r, i);
    c->subject = subject;
    c->state = (uint8_t)own_status(c);
    if (subject >= 0 && at(r, subject)->class == CLASS_ACTOR) c->by = coordinated(r, subject);
    if (subject >= 0 && !c->passive && c->verb && speaks_for_sides(r, subject, c))
        c->by = sides_of_thing(r, subject);
    if (subject >= 0 && at(r, subject)->guessed && at(r, subject)->mention == MENTION_AGENCY)
        c->by = of_joint_body(r, at(r, subject), c->by);
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
    } else if (e == EFFECT_BLOCK && is_plan_of_own(r, on, c)) {
        return; /* "shared the view that they will": what they mean to do */
    } else if (e == EFFECT_BLOCK && (c->finite || !(c->form & FORM_ING))) {
        c->state = STATUS_BLOCKED;
    }
}
