#include "read/frame.h"

/* Visits told without a word for one: "is expected in Rome on 3 May", "will be in Georgia". */

/* The state or seat of government in which somebody is to be; null where none follows. */
static const chunk *place_after(const reading *r, size_t i) {
    if (i + 2 >= r->chunk_count) return NULL;
    const chunk *in = at(r, i + 1), *place = at(r, i + 2);
    if (in->type != CHUNK_PREP || in->role != ROLE_IN || place->class != CLASS_ACTOR) return NULL;
    bool is_place = place->mention == MENTION_STATE || place->mention == MENTION_SEAT;
    return is_place && place->who.count == 1 ? place : NULL;
}

/* A visit told by chunks [first, end) around the trigger at `i`. */
static draft *visit_add(reading *r, size_t i, actors who, size_t first, size_t end) {
    draft *d = draft_add(r, RECORD_ENGAGEMENT, who, first, end);
    if (!d) return NULL;
    const sentence *s = &r->sentences[d->sentence];
    d->f.kind = KIND_VISIT;
    d->f.modality = MODALITY_DONE;
    d->f.date = date_within(r, at(r, i)->first, d->last);
    if (!d->f.date.n) d->f.date = date_within(r, s->first, s->last);
    d->f.confidence = 0.6;
    return d;
}

/* "He", "I" */
static bool is_one(const reading *r, const chunk *c) {
    if (c->mention != MENTION_PRONOUN || c->who.count != 1) return false;
    const entry *e = item_entry(r, &r->items[c->last - 1]);
    return e->role == ROLE_HE || (e->role == ROLE_WE && e->number);
}

/* Somebody who acts for states, told by name. */
static bool is_envoy(const chunk *c) {
    return c->type == CHUNK_NOUN && c->class == CLASS_ACTOR && !c->guessed &&
           (c->mention == MENTION_OFFICE || c->mention == MENTION_AGENCY);
}

/* "Is in Rome for talks": what he is there for tells that he does not live there. */
static bool is_there_for(reading *r, size_t i) {
    const chunk *c = at(r, i), *why = i + 3 < r->chunk_count ? at(r, i + 3) : c;
    bool is = !c->verb && item_role(r, c->last - 1) == ROLE_BE && !c->modal && !c->not ;
    if (!is || why == c) return false;
    return (why->type == CHUNK_PREP && why->role == ROLE_FOR) ||
           (why->type == CHUNK_VERB && why->infinitive);
}

/* One of a government, "he" or "I", and no more is told of him than where he is: "was in Rome". */
static bool is_there(const reading *r, size_t i) {
    const chunk *c = at(r, i), *who = at(r, (size_t)c->subject);
    bool is = !c->verb && item_role(r, c->last - 1) == ROLE_BE && !c->modal && !c->not ;
    return is && (who->mention == MENTION_OFFICE || is_one(r, who)) && c->by.count == 1;
}

/* "I am glad to be in Rome", "it is an honour to be in Rome": the speaker is there. */
static bool is_glad_to_be(const reading *r, size_t i) {
    const chunk *c = at(r, i);
    bool is = !c->verb && item_role(r, c->last - 1) == ROLE_BE && !c->modal && !c->not ;
    const chunk *on = i > 0 ? at(r, i - 1) : c;
    bool weak = on->type == CHUNK_VERB && on->verb && r->l->verbs[on->verb].class == CLASS_WEAK;
    bool to = c->infinitive || weak ||
              (i > 0 && at(r, i - 1)->type == CHUNK_PREP && at(r, i - 1)->role == ROLE_TO);
    if (!is || !to || !r->spoken) return false;
    for (size_t k = i; k-- > 0 && i - k < 7;) {
        const chunk *v = at(r, k);
        if (v->type == CHUNK_BREAK) return false;
        if (v->type != CHUNK_VERB) continue;
        bool glad = !v->verb || r->l->verbs[v->verb].class == CLASS_WEAK;
        bool mine = !v->by.count || actors_overlap(v->by, r->home);
        return v->be && glad && mine && !v->modal && !v->not ;
    }
    return false;
}

bool stay_abroad(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (is_glad_to_be(r, i)) {
        const chunk *here = place_after(r, i);
        if (!here || actors_overlap(here->who, r->home)) return false;
        return visit_add(r, i, actors_join(r, r->home, here->who), i, clause_end(r, i)) != NULL;
    }
    bool is = !c->verb && item_role(r, c->last - 1) == ROLE_BE && c->modal == ROLE_WILL;
    bool awaited = c->verb && c->passive && !c->not &&r->l->verbs[c->verb].effect == EFFECT_PLAN;
    if (c->state == STATUS_BLOCKED || c->subject < 0) return false;
    bool there = is_there_for(r, i) || is_there(r, i);
    if (!is && !awaited && !there) return false;
    const chunk *place = place_after(r, i), *who = at(r, (size_t)c->subject);
    if (!place || (!is_envoy(who) && !is_one(r, who)) || !c->by.count) return false;
    if (actors_overlap(c->by, place->who)) return false;
    draft *d =
        visit_add(r, i, actors_join(r, c->by, place->who), evidence_start(r, i), clause_end(r, i));
    if (!d) return false;
    if (!there) d->f.modality = MODALITY_PLANNED;
    d->person = at(r, (size_t)at(r, i)->subject)->person;
    return true;
}

/* "While in Rome, the President of A met": where the doer of the next verb is. */
void stay_meanwhile(reading *r, size_t i) {
    const chunk *place = place_after(r, i);
    if (at(r, i)->type != CHUNK_SUB || !place) return;
    for (size_t k = i + 3; k < r->chunk_count && k < i + 12; k++) {
        const chunk *v = at(r, k);
        if (v->type == CHUNK_BREAK) return;
        if (v->type != CHUNK_VERB || !v->finite || !v->by.count || v->subject < 0) continue;
        const chunk *who = at(r, (size_t)v->subject);
        if (is_envoy(who) && who->mention == MENTION_OFFICE && !actors_overlap(v->by, place->who))
            visit_add(r, i, actors_join(r, v->by, place->who), i, i + 3);
        return;
    }
}

/* The place to which the clause [i + 1, end) leads, of `host`; null: none. */
static const chunk *place_of_host(reading *r, size_t i, size_t end, actors host) {
    for (size_t k = i + 1; k + 1 < end; k++) {
        const chunk *in = at(r, k), *place = at(r, k + 1);
        if (in->type == CHUNK_VERB && !in->passive) return NULL;
        if (in->type != CHUNK_PREP || (in->role != ROLE_TO && in->role != ROLE_IN)) continue;
        if (place->class == CLASS_ACTOR && place->who.count == 1 &&
            (place->mention == MENTION_STATE || place->mention == MENTION_SEAT) &&
            (!host.count || actors_overlap(host, place->who)))
            return place;
    }
    return NULL;
}

/* "Welcomed the President of A to Rome", "was welcomed to Rome by": he came there. */
void welcomed_to(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (c->type != CHUNK_VERB || !c->verb || c->not ) return;
    const chunk *on = c->governor >= 0 ? at(r, (size_t)c->governor) : NULL;
    bool looked_for = on && on->type == CHUNK_VERB && !on->not &&on->verb && !c->passive &&
                      r->l->verbs[on->verb].class == CLASS_WEAK; /* "looks forward to welcoming" */
    if (c->state == STATUS_BLOCKED && !looked_for) return;
    uint16_t class = r->l->verbs[c->verb].class;
    if (class != CLASS_WELCOME) return;
    size_t end = clause_end(r, i);
    const chunk *guest = c->passive ? (c->subject >= 0 ? at(r, (size_t)c->subject) : c)
                         : i + 1 < r->chunk_count ? at(r, i + 1)
                                                  : c;
    actors host = c->passive ? (actors){0} : c->by;
    if (!is_envoy(guest) || (!c->passive && !host.count) || guest->mention != MENTION_OFFICE)
        return;
    actors came = guest->who;
    const chunk *place = place_of_host(r, i, end, host);
    if (!place || actors_overlap(came, place->who)) return;
    size_t first = c->passive ? (size_t)c->subject : i;
    draft *d = visit_add(r, i, actors_join(r, came, place->who), first, end);
    if (!d) return;
    bool done = at(r, i)->state == STATUS_DONE;
    d->f.modality = done ? MODALITY_DONE : MODALITY_PLANNED;
    d->person = (c->passive ? at(r, (size_t)at(r, i)->subject) : at(r, i + 1))->person;
}

bool hosts_at_home(reading *r, size_t i, size_t end) {
    return place_of_host(r, i, end, at(r, i)->by) != NULL;
}

/* A state, its government or its seat, as the place of a visit. */
static bool is_place(const chunk *c) {
    return c->type == CHUNK_NOUN && c->class == CLASS_ACTOR && c->who.count == 1 &&
           (c->mention == MENTION_STATE || c->mention == MENTION_SEAT);
}

/* A visit of `by` to each place in the row that [k, end) begins with. */
static void visits_of(reading *r, size_t number, actors by, size_t k, size_t end) {
    draft tour = r->drafts[number];
    bool first = true, tail = false;
    if (str_find(tour.f.date, S("/"), 0) != SIZE_MAX) tour.f.date = S(""); /* of all of them */
    for (; k < end; k++) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_VERB) return;
        if (!is_place(c) || actors_overlap(c->who, by)) {
            tail |= !first && c->type == CHUNK_PREP;
            continue;
        }
        bool city = k + 2 < end && c->mention == MENTION_SEAT &&
                    at(r, k + 1)->type == CHUNK_COMMA && is_place(at(r, k + 2)) &&
                    actors_same(at(r, k + 2)->who, c->who);
        if (tail || city) continue; /* "Rome, Italy" */
        if (!first) {
            draft *d = draft_add(r, RECORD_ENGAGEMENT, by, k, k + 1);
            if (!d) return;
            *d = tour;
            number = r->draft_count - 1;
        }
        draft *d = &r->drafts[number];
        d->who = actors_join(r, by, c->who);
        d->f.date = tour.f.date;
        d->head = c->first;
        d->head_last = c->last;
        d->nameless = true;
        first = false;
    }
}

void visits_part(reading *r, size_t number, size_t i, size_t end) {
    actors by = at(r, i)->by;
    if (by.count == 1 && r->drafts[number].who.count > 2) visits_of(r, number, by, i + 1, end);
}

void visits_each(reading *r, size_t number, size_t i, size_t end) {
    const draft *d = &r->drafts[number];
    size_t to = i + 1;
    while (to + 1 < end && !(at(r, to)->type == CHUNK_PREP && at(r, to)->role == ROLE_TO))
        if (at(r, to++)->type == CHUNK_VERB) return;
    if (to + 1 >= end || d->who.count < 3) return;
    actors places = {0}, by = {0};
    size_t last = to + 1;
    for (size_t k = to + 1; k < end && is_place(at(r, k)); k += 2) {
        places = actors_join(r, places, at(r, k)->who);
        last = k + 1;
        if (k + 2 >= end || (at(r, k + 1)->type != CHUNK_AND && at(r, k + 1)->type != CHUNK_COMMA))
            break;
        if (at(r, k + 2)->type == CHUNK_AND) k++; /* "A, B, and C" */
    }
    for (uint16_t n = 0; n < d->who.count; n++)
        if (!actors_overlap(actors_one(r, d->who.ids[n]), places))
            by = actors_join(r, by, actors_one(r, d->who.ids[n]));
    if (by.count == 1 && places.count > 1) visits_of(r, number, by, to + 1, last);
}

/* "A visit paid by", "the trade mission led by": who came follows the verb at `k`. */
bool led_by(const reading *r, size_t i, size_t k) {
    const chunk *v = &r->chunks[k];
    return noun_kind(r, &r->chunks[i]) == KIND_VISIT && !v->finite && !v->be &&
           (v->form & FORM_PART) && k + 1 < r->chunk_count && r->chunks[k + 1].role == ROLE_BY;
}

/* "Looked forward to the visit of": hoped for, so yet to come. */
bool is_hoped_for(const reading *r, size_t i) {
    for (size_t k = i; k-- > 0 && i - k < 4;) {
        const chunk *v = &r->chunks[k];
        if (v->type == CHUNK_BREAK) return false;
        if (v->type == CHUNK_VERB) return v->verb && r->l->verbs[v->verb].class == CLASS_WEAK;
    }
    return false;
}
