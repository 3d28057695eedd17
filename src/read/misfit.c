#include "read/frame.h"

/* Where the words of a frame stand, but tell nothing of what states do: a match of teams, a thing
 * at home, a view of the two themselves. */

/* "meets the standards": a verb of meeting whose object is no one. */
static bool takes_thing(reading *r, size_t i) {
    if (i + 1 >= r->chunk_count || at(r, i)->type != CHUNK_VERB) return false;
    const chunk *o = at(r, i + 1);
    if (o->type != CHUNK_NOUN || o->class == CLASS_ACTOR) return false;
    for (uint32_t k = o->first; k < o->last; k++)
        if (item_entry(r, &r->items[k])->calendar) return false;
    return true;
}

/* "held talks": the verb names an encounter that is no match of teams. */
static bool names_event(const reading *r, const chunk *c) {
    const item *x = &r->items[c->last - 1];
    for (uint32_t k = 1; k < x->length; k++) {
        size_t length;
        const token *t = &r->tokens.items[x->token + k];
        uint16_t n = r->l->entries[lexicon_match(r->l->lexicon, t, 1, &length)].noun;
        if (n && r->l->nouns[n].class == CLASS_EVENT) return true;
    }
    return false;
}

/* "Germany will meet Spain on Friday" is sport: states meet through somebody who acts for them. */
static bool bare_states(reading *r, size_t i, size_t end) {
    const chunk *c = at(r, i);
    if (names_event(r, c)) return false;
    if (c->subject < 0 || at(r, (size_t)c->subject)->class != CLASS_ACTOR) return false;
    for (int32_t k = row_start(r, c->subject); k <= c->subject; k++)
        if (at(r, (size_t)k)->type == CHUNK_NOUN && at(r, (size_t)k)->mention != MENTION_STATE)
            return false;
    if (has_organisation(r, c->by)) return false;
    for (size_t k = i + 1; k < end; k++) {
        const chunk *o = at(r, k);
        if (o->class == CLASS_EVENT) return false;
        if (o->class == CLASS_ACTOR && o->mention != MENTION_STATE && o->mention != MENTION_SEAT)
            return false;
    }
    return true;
}

/* "called on the President" and no more: a visit, no call to do something. */
static bool calls_at(reading *r, size_t i, size_t end) {
    if (i + 1 >= end || at(r, i + 1)->class != CLASS_ACTOR ||
        at(r, i + 1)->mention != MENTION_OFFICE || at(r, i + 1)->who.count != 1)
        return false;
    for (size_t k = i + 2; k < end; k++) {
        if (at(r, k)->type == CHUNK_VERB) return !at(r, k)->infinitive;
        if (at(r, k)->role == ROLE_FOR) return false;
    }
    return true;
}

static bool names_money(reading *r, size_t i, size_t end) {
    for (uint32_t k = at(r, i)->last; k < at(r, end - 1)->last; k++)
        if (item_role(r, k) == ROLE_MONEY) return true;
    return false;
}

/* "Stressed the need for closer cooperation against terrorism": of the two, not of the world. */
static bool about_ties(reading *r, size_t i, size_t end) {
    slots s = slots_of(r, i, end); /* "relations between C and D": those of others */
    if (s.between.count && !actors_overlap(s.between, at(r, i)->by) &&
        !actors_overlap(s.between, r->pair))
        return false;
    for (size_t k = i + 1; k < r->chunk_count && k < i + 4; k++)
        if (r->chunks[k].type == CHUNK_NOUN) {
            if (k + 1 < r->chunk_count && r->chunks[k + 1].class == CLASS_ACTOR &&
                has_organisation(r, r->chunks[k + 1].who))
                return false;                  /* "the strengthening of the United Nations" */
            uint16_t wish = r->chunks[k].noun; /* "stressed their keenness to expand ties" */
            if (wish && r->l->nouns[wish].class == CLASS_KEENNESS) return true;
            kind what = noun_kind(r, &r->chunks[k]); /* "highlighted the contribution of" */
            return what == KIND_COOPERATE || what == KIND_DELIVER;
        }
    return false;
}

/* Whether it is done for somebody else: another state, or the police of whose paper it is. */
static bool for_another(reading *r, size_t i, size_t end) {
    const chunk *c = at(r, i);
    slots s = slots_of(r, i, end);
    actors to = actors_join(r, actors_join(r, s.to, s.object), actors_join(r, s.with, s.in));
    if (to.count && !actors_overlap(to, c->by)) return true;
    for (size_t k = i + 1; k < end; k++) { /* "lifted its ban on Japanese beef", "beef from X" */
        const chunk *o = at(r, k);
        bool whose = o->type == CHUNK_NOUN && o->inside.count && !o->guessed &&
                     (o->class != CLASS_ACTOR || at(r, k - 1)->role == ROLE_OF ||
                      at(r, k - 1)->role == ROLE_FROM);
        if (whose && !actors_overlap(o->inside, c->by)) return true;
    }
    for (size_t k = i + 1; k + 1 < end && r->pair.count == 2; k++) /* "to Health Minister X" */
        if (at(r, k)->type == CHUNK_PREP && at(r, k)->role == ROLE_TO && at(r, k + 1)->guessed &&
            c->subject >= 0 && !at(r, (size_t)c->subject)->guessed &&
            (at(r, k + 1)->mention == MENTION_OFFICE || at(r, k + 1)->mention == MENTION_AGENCY))
            return actors_overlap(c->by, r->pair);
    if (to.count) return false;
    for (size_t k = i + 1; k + 1 < end; k++)
        if (at(r, k)->type == CHUNK_PREP && at(r, k)->role == ROLE_TO && r->home.count &&
            at(r, k + 1)->class == CLASS_AGENCY && !at(r, k + 1)->owned)
            return c->by.count && !actors_overlap(r->home, c->by);
    return false;
}

/* "Efforts in favour of peace", where the words only describe; "Parliament endorsed the trade
 * agreement", which is an act on a document. */
static bool no_stance(reading *r, const frame *f, size_t i) {
    const chunk *c = at(r, i), *o = i + 1 < r->chunk_count ? at(r, i + 1) : c;
    if (c->form == FORM_PART && !c->be && !c->have) return true;
    if (o->inside.count && !actors_overlap(o->inside, c->by)) return false; /* of others */
    return f->trigger == CLASS_SUPPORTING && o->class == CLASS_DOC && o->noun &&
           !r->l->nouns[o->noun].named && !mentions_class(r, o->first, o->last, CLASS_TOPIC);
}

/* "Spoke in favour of expanding trade": of the two, no stance. */
static bool favours_ties(reading *r, size_t i, size_t end) {
    if (i + 1 >= end || is_international(r, i + 1, end, at(r, i)->by)) return false;
    const chunk *o = at(r, i + 1);
    if (o->type == CHUNK_VERB) return o->verb && r->l->verbs[o->verb].content == KIND_COOPERATE;
    return o->type == CHUNK_NOUN && !o->owned && noun_kind(r, o) == KIND_COOPERATE;
}

/* Whether the verb that the infinitive hangs on is told as done: "visited the port to study it". */
static bool done_for(reading *r, const chunk *c) {
    const chunk *g = c->governor >= 0 ? at(r, (size_t)c->governor) : NULL;
    return g && g->type == CHUNK_VERB && g->state == STATUS_DONE && g->verb &&
           r->l->verbs[g->verb].effect == EFFECT_NONE;
}

/* "Stressed the importance of the African Union": an organisation, of which neither is one. */
static bool is_for_body(reading *r, const frame *f, size_t i) {
    const chunk *c = at(r, i), *o = i + 1 < r->chunk_count ? at(r, i + 1) : c;
    return f->trigger == CLASS_STRESS && o->class == CLASS_ACTOR && o->who.count == 1 &&
           !o->guessed && has_organisation(r, o->who) && !actors_overlap(o->who, c->by);
}

/* "Neither is ready to enter into agreements": nobody does it. */
static bool by_nobody(reading *r, const chunk *c) {
    const chunk *on = c->governor >= 0 ? at(r, (size_t)c->governor) : c;
    int32_t s = c->subject >= 0 ? c->subject : on->type == CHUNK_VERB ? on->subject : -1;
    if (s >= 0) return at(r, (size_t)row_start(r, s))->negated;
    size_t i = (size_t)(on - r->chunks);
    return i > 0 && (at(r, i - 1)->negated || item_role(r, at(r, i - 1)->first) == ROLE_NOT);
}

/* "Explore a free trade agreement": one that they do not have. */
static bool explores_new(reading *r, size_t i, size_t end) {
    size_t k = i + 1;
    while (k + 1 < end && k < i + 3 && at(r, k)->type == CHUNK_PREP) k++;
    const chunk *o = k < end ? at(r, k) : at(r, i);
    return o->class == CLASS_DOC && !o->definite && !o->plural && !o->own && o->noun &&
           !r->l->nouns[o->noun].named && noun_kind(r, o) != KIND_STATEMENT;
}

bool misfits(reading *r, const frame *f, size_t i, voice v, size_t end) {
    const chunk *c = at(r, i);
    if (f->record == RECORD_INSTRUMENT && c->type == CHUNK_VERB && by_nobody(r, c)) return true;
    if (f->voice != VOICE_ANY && f->voice != v) return true;
    if ((f->record == RECORD_INSTRUMENT || f->record == RECORD_ENGAGEMENT) && r->private)
        return true;
    if (f->record == RECORD_ENGAGEMENT && v == VOICE_ACTIVE && !c->by.count) return true;
    if (f->record == RECORD_POSITION && c->state != STATUS_DONE) return true;
    if (f->record == RECORD_POSITION && v == VOICE_ACTIVE && is_stranger(r, c->subject))
        return true;
    if (f->record == RECORD_POSITION && v == VOICE_ACTIVE && no_stance(r, f, i)) return true;
    if (f->record == RECORD_ENGAGEMENT && c->state == STATUS_PURPOSE && f->kind != KIND_VISIT &&
        f->trigger != CLASS_ATTEND)
        return true;
    bool only_for = c->state == STATUS_PURPOSE && c->infinitive;
    if (only_for && (f->kind == KIND_ESTABLISH || (f->kind == KIND_NEGOTIATE && done_for(r, c))))
        return true; /* "walked the coast to establish data", "met to study": what it was for */
    if (f->trigger == CLASS_CONSULT && f->record == RECORD_ENGAGEMENT && c->state != STATUS_DONE)
        return true; /* "will hold consultations": a promise */
    if (f->trigger == CLASS_CALL && (f->record == RECORD_POSITION) == calls_at(r, i, end))
        return true;
    if (f->object == CLASS_TOPIC && !is_international(r, i, end, c->by) && !is_for_body(r, f, i))
        return true;
    if (f->object_free && f->record == RECORD_ENGAGEMENT && takes_thing(r, i)) return true;
    if (f->trigger == CLASS_EXPLORE && f->record == RECORD_INSTRUMENT && !explores_new(r, i, end))
        return true; /* "examined the agreement" */
    if (f->trigger == CLASS_ANNOUNCE && i + 1 < r->chunk_count && at(r, i + 1)->type == CHUNK_THAT)
        return true; /* the verb after "that" tells it */
    bool present = c->type == CHUNK_VERB && !c->have && !c->be && (c->form & (FORM_S | FORM_BASE));
    if (f->record == RECORD_COMMITMENT && c->state == STATUS_DONE && f->modality < 0 && present &&
        !(c->form & (FORM_PAST | FORM_PART)))
        return true; /* "the road creates jobs": what it is like, not what was done */
    if (f->kind == KIND_NEGOTIATE && v == VOICE_ACTIVE && c->state == STATUS_DONE &&
        gives_number(r, i))
        return true; /* "identified 30 countries" */
    if (f->record == RECORD_MEMBERSHIP && f->trigger == CLASS_RATIFY &&
        (i + 1 >= end || at(r, i + 1)->class != CLASS_ACTOR))
        return true; /* "ratified the OECD rules" */
    if (f->trigger == CLASS_SUPPORTING && v == VOICE_ACTIVE && favours_ties(r, i, end)) return true;
    if (f->record == RECORD_POSITION && f->object == CLASS_TOPIC && about_ties(r, i, end))
        return true;
    if (f->record == RECORD_COMMITMENT && i + 1 < r->chunk_count &&
        mentions_class(r, c->last, at(r, end - 1)->last, CLASS_CANDIDACY))
        return true; /* "granted X candidate status" */
    if ((f->kind == KIND_DELIVER || f->kind == KIND_ESTABLISH) && v == VOICE_ACTIVE &&
        makes_ties(r, i))
        return true; /* "build a lasting partnership": what they promise, nothing set up or given */
    if (f->kind == KIND_DELIVER && i + 1 < end && at(r, i + 1)->class == CLASS_SPEECH)
        return true; /* "delivered a speech" */
    if (f->record == RECORD_ENGAGEMENT && c->type == CHUNK_VERB && bare_states(r, i, end))
        return true;
    if (f->record == RECORD_COMMITMENT && c->state == STATUS_DONE && v != VOICE_PASSIVE &&
        (c->by.count < 2 || f->kind == KIND_DELIVER) && f->object != CLASS_AGENCY &&
        !(f->modality == MODALITY_PLANNED && names_money(r, i, end)) && !for_another(r, i, end))
        return true;
    return false;
}
