#include "read/frame.h"

/* Visits told without a word for one: "is expected in Rome on 3 May", "will be in Georgia". */

static const chunk *at(const reading *r, size_t i) {
    return &r->chunks[i];
}

/* The state or seat of government in which somebody is to be; null where none follows. */
static const chunk *place_after(const reading *r, size_t i) {
    if (i + 2 >= r->chunk_count) return NULL;
    const chunk *in = at(r, i + 1), *place = at(r, i + 2);
    if (in->type != CHUNK_PREP || in->role != ROLE_IN || place->class != CLASS_ACTOR) return NULL;
    bool is_place = place->mention == MENTION_STATE || place->mention == MENTION_SEAT;
    return is_place && place->who.count == 1 ? place : NULL;
}

bool stay_abroad(reading *r, size_t i) {
    const chunk *c = at(r, i);
    bool is = !c->verb && item_role(r, c->last - 1) == ROLE_BE && c->modal == ROLE_WILL;
    bool awaited = c->verb && c->passive && !c->not &&r->l->verbs[c->verb].effect == EFFECT_PLAN;
    if ((!is && !awaited) || c->state == STATUS_BLOCKED || c->subject < 0) return false;
    const chunk *place = place_after(r, i), *who = at(r, (size_t)c->subject);
    if (!place || who->class != CLASS_ACTOR || who->guessed || !c->by.count) return false;
    if ((who->mention != MENTION_OFFICE && who->mention != MENTION_AGENCY) ||
        actors_overlap(c->by, place->who))
        return false;
    size_t end = clause_end(r, i);
    draft *d = draft_add(r, RECORD_ENGAGEMENT, actors_join(r, c->by, place->who),
                         evidence_start(r, i), end);
    if (!d) return false;
    const sentence *s = &r->sentences[d->sentence];
    d->f.kind = KIND_VISIT;
    d->f.modality = MODALITY_PLANNED;
    d->f.date = date_within(r, at(r, i)->first, d->last);
    if (!d->f.date.n) d->f.date = date_within(r, s->first, s->last);
    d->f.confidence = 0.6;
    d->person = at(r, (size_t)at(r, i)->subject)->person;
    return true;
}
