#include "read/frame.h"

/* Help and sessions that no frame tells: "is supporting a study in X", "has worked with X to train
 * nurses", "will host the 16th BSAEV". */

static void given(reading *r, size_t i, actors who) {
    size_t before = r->draft_count;
    commitment(r, i, who, KIND_DELIVER, clause_end(r, i), 0.5);
    if (r->draft_count > before) r->drafts[r->draft_count - 1].f.modality = MODALITY_DONE;
}

static bool supports_work(reading *r, size_t i) {
    const chunk *c = at(r, i), *thing = i + 1 < r->chunk_count ? at(r, i + 1) : c;
    bool going_on = c->be && (c->form & FORM_ING) && !c->passive && c->state == STATUS_DONE;
    if (!going_on || r->l->verbs[c->verb].class != CLASS_SUPPORTING || thing->type != CHUNK_NOUN ||
        item_role(r, thing->first) != ROLE_DET || thing->definite || thing->negated ||
        thing->class == CLASS_TOPIC || thing->class == CLASS_ACTOR || c->by.count != 1)
        return false;
    given(r, i, c->by);
    return true;
}

static bool done_together(reading *r, size_t i) {
    const chunk *c = at(r, i), *g = governor_of(r, c);
    if (!g || g->type != CHUNK_VERB || g->state != STATUS_DONE || !g->have || g->passive ||
        !c->infinitive || r->l->verbs[c->verb].content != KIND_DELIVER)
        return false;
    const verb *v = &r->l->verbs[g->verb]; /* "has worked", "has cooperated" */
    if (v->class != CLASS_TOGETHER && (v->class || v->effect || v->content != KIND_COOPERATE))
        return false;
    slots s = slots_of(r, (size_t)c->governor, i);
    actors who = actors_join(r, g->by, s.with);
    if (!g->by.count || !s.with.count || who.count < 2) return false;
    given(r, i, who);
    return true;
}

/* A word of capitals only, as "BSAEV". */
static bool is_acronym(const reading *r, uint32_t word) {
    str s = token_text(r->text, &r->tokens.items[r->items[word].token]);
    for (size_t k = 0; k < s.n; k++)
        if (s.p[k] < 'A' || s.p[k] > 'Z') return false;
    return s.n > 2;
}

/* "16th" */
static bool is_ordinal(const reading *r, uint32_t word) {
    const token *t = &r->tokens.items[r->items[word].token];
    str s = token_text(r->text, t);
    return t->kind == TOKEN_NUMBER && s.n > 2 && s.p[0] >= '1' && s.p[0] <= '9' &&
           s.p[s.n - 1] > '9';
}

static bool hosts_session(reading *r, size_t i) {
    const chunk *c = at(r, i), *o = i + 1 < r->chunk_count ? at(r, i + 1) : c;
    bool holds = r->l->verbs[c->verb].content == KIND_DELIVER; /* as "host" and "hold" have */
    if (!holds || c->passive || o->type != CHUNK_NOUN || o->class == CLASS_ACTOR || !o->definite ||
        o->last != o->first + 3 || !is_ordinal(r, o->first + 1) || !is_acronym(r, o->last - 1) ||
        !c->by.count || c->not || r->private)
        return false;
    if (c->state == STATUS_BLOCKED || c->state == STATUS_PURPOSE) return false;
    actors who = c->by.count == 1 && actors_overlap(c->by, pair_now(r))
                     ? actors_join(r, c->by, pair_now(r))
                     : c->by;
    size_t end = clause_end(r, i);
    draft *d = draft_add(r, RECORD_ENGAGEMENT, who, evidence_start(r, i), end);
    if (!d) return false;
    d->f.kind = KIND_FORUM;
    d->f.modality = c->state == STATUS_DONE ? MODALITY_DONE : MODALITY_PLANNED;
    d->f.date = date_within(r, at(r, i)->first, d->last);
    d->f.confidence = 0.45;
    d->head = o->first;
    d->head_last = o->last;
    return true;
}

/* "Thanked X for sending doctors", "grateful to X for the donation of": what X did for them. */
static bool thanked_for(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (r->l->verbs[c->verb].class != CLASS_THANK || c->state != STATUS_DONE || c->passive ||
        i + 3 >= r->chunk_count || at(r, i + 1)->class != CLASS_ACTOR || is_stranger(r, c->subject))
        return false;
    actors who = coordinated(r, (int32_t)i + 1);
    size_t k = i + 2;
    for (; k + 1 < r->chunk_count && k < i + 12; k++) {
        const chunk *on = at(r, k), *does = at(r, k + 1);
        if (on->type == CHUNK_BREAK) return false;
        if (on->type != CHUNK_PREP || on->role != ROLE_FOR) continue;
        bool gives = does->type == CHUNK_VERB && does->verb && (does->form & FORM_ING) &&
                     r->l->verbs[does->verb].content == KIND_DELIVER;
        bool gift = does->type == CHUNK_NOUN && does->noun && k + 2 < r->chunk_count &&
                    noun_kind(r, does) == KIND_DELIVER && at(r, k + 2)->role == ROLE_OF;
        if (gives || gift) break;
    }
    if (k + 1 >= r->chunk_count || k >= i + 12) return false;
    if (!who.count || at(r, i + 1)->guessed || actors_overlap(who, c->by)) return true;
    given(r, i, who);
    return true;
}

/* "Received a donation of rice from X", "took delivery of five ships from X": what X gave. */
static bool received_from(reading *r, size_t i) {
    const chunk *c = at(r, i), *gift = i + 1 < r->chunk_count ? at(r, i + 1) : c;
    if (r->l->verbs[c->verb].class != CLASS_RECEIVE || c->state != STATUS_DONE || c->passive ||
        gift->type != CHUNK_NOUN || gift->class == CLASS_ACTOR || gift->negated)
        return false;
    bool goods = gift->noun && noun_kind(r, gift) == KIND_DELIVER;
    size_t from = 0;
    for (size_t k = i + 1; k + 1 < r->chunk_count && k < i + 14; k++) {
        const chunk *x = at(r, k);
        if (x->type == CHUNK_BREAK || (x->type == CHUNK_VERB && x->finite)) break;
        for (uint32_t n = x->first; n < x->last; n++) goods |= item_role(r, n) == ROLE_MONEY;
        if (x->role == ROLE_FROM && at(r, k + 1)->class == CLASS_ACTOR) from = k + 1;
        if (from) break;
    }
    if (!goods || !from || at(r, from)->guessed) return false;
    actors who = at(r, from)->who;
    if (!who.count || !c->by.count || actors_overlap(who, c->by)) return false;
    given(r, i, who);
    return true;
}

bool aid_told(reading *r, size_t i) {
    return thanked_for(r, i) || received_from(r, i) || supports_work(r, i) || done_together(r, i) ||
           hosts_session(r, i);
}
