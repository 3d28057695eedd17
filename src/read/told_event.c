#include "read/assert.h"

/* Encounters as nouns: "the visit of A to B", "at the third C-D Business Forum". */

/* "The visit of A to B, planned for May, has been cancelled": it did not come about. The first verb
 * that is finite tells, and names after "of" and "to" may be taken for its subject. */
static bool is_called_off(reading *r, size_t i) {
    for (size_t k = i + 1; k < r->chunk_count && k < i + 14; k++) {
        const chunk *v = at(r, k);
        if (v->type != CHUNK_VERB || !v->verb) continue;
        uint16_t class = r->l->verbs[v->verb].class;
        bool off = class == CLASS_CALL_OFF || class == CLASS_TERMINATE;
        if (off && (v->passive || v->form & FORM_PART)) return true;
        if (v->finite && !(v->form & FORM_PART)) return false;
    }
    return false;
}

static bool upcoming(const reading *r, const chunk *c) {
    for (uint32_t k = c->first; k < c->last; k++)
        if (item_entry(r, &r->items[k])->calendar == CAL_NEXT) return true;
    return false;
}

/* Organisations only, none of which the document is about. */
static bool is_of_others(const reading *r, actors who) {
    for (uint16_t k = 0; k < who.count; k++)
        if (!r->l->actors[who.ids[k]].organisation) return false;
    return !actors_overlap(who, r->all) && !actors_overlap(who, r->pair);
}

/* "the third": one of a row of meetings. */
static bool is_numbered(const reading *r, const chunk *c) {
    for (uint32_t k = c->first; k < c->last; k++) {
        const token *t = &r->tokens.items[r->items[k].token];
        if (item_entry(r, &r->items[k])->number || t->kind == TOKEN_NUMBER) return true;
    }
    return c->number >= 0;
}

/* "Following talks in Rome", "after their meeting": of those who then do something. */
static bool follows_them(const reading *r, size_t i, bool placed) {
    const chunk *c = &r->chunks[i], *before = i > 0 ? c - 1 : c;
    bool after =
        before->type == CHUNK_SUB || (before->type == CHUNK_PREP && before->role == ROLE_PREP);
    return after && !c->negated && (c->own == 2 || c->own == 4 || placed);
}

/* The last word of a person's name: known as one, or capitals that the lexicon does not know. */
static uint32_t person_in(const reading *r, const chunk *c) {
    if (c->person || c->class != CLASS_NONE || c->last - c->first < 2) return c->person;
    for (uint32_t k = c->last - 2; k < c->last; k++)
        if (!(r->items[k].flags & TOKEN_CAPITAL) || r->items[k].phrase) return 0;
    return c->last - 1;
}

/* "A memorandum on political consultations": what the document is called. */
static bool names_document(const reading *r, size_t i) {
    return i > 1 && !r->chunks[i].definite && r->chunks[i - 1].role == ROLE_ON &&
           r->chunks[i - 2].class == CLASS_DOC;
}

/* The chunk after what belongs to the event. */
static size_t event_end(reading *r, size_t i) {
    size_t end = i + 1;
    bool between = i + 1 < r->chunk_count && at(r, i + 1)->role == ROLE_BETWEEN;
    while (end < r->chunk_count && end < i + (between ? 14 : 8) &&
           (at(r, end)->type != CHUNK_VERB || led_by(r, i, end)) &&
           at(r, end)->type != CHUNK_BREAK && (between || at(r, end)->type != CHUNK_COMMA) &&
           at(r, end)->type != CHUNK_SUB) /* "his first visit to X since his election in May" */
        end++;
    while (end > i + 1 && at(r, end - 1)->type == CHUNK_COMMA) end--;
    return end;
}

/* "The summit of A and B", of a standing body. */
static bool is_of_heads(const chunk *c, kind what) {
    return what == KIND_SUMMIT && c->session;
}

/* Whose encounter it is, by the words around it. */
static actors event_sides(reading *r, size_t i, kind what, const slots *s, size_t end) {
    const chunk *c = at(r, i);
    actors who = actors_join(r, c->inside, s->between);
    who = actors_join(r, who, s->with);
    if (what == KIND_VISIT || what == KIND_TALKS) {
        who = actors_join(r, who, s->of);
        who = actors_join(r, who, s->to);
        if (what == KIND_VISIT) who = actors_join(r, who, s->in);
        if (what == KIND_VISIT) who = actors_join(r, who, s->by);
    }
    if (what == KIND_VISIT && who.count < 2 &&
        (who.count || date_within(r, c->first, at(r, end - 1)->last).n))
        who = actors_join(r, who, around(r, i));
    if (what == KIND_VISIT && r->first_person && (c->own == 5 || c->own == 1) && !who.count)
        who = around(r, i); /* "glad to be in X on my first visit" */
    bool meets = what == KIND_TALKS || what == KIND_CALL;
    if ((meets || what == KIND_VISIT) && c->own == 5) /* "my visit to A and B" */
        who = actors_join(r, who, r->home);
    if (what == KIND_VISIT && who.count < 2 && i > 2 && at(r, i - 1)->type == CHUNK_PREP &&
        at(r, i - 2)->class == CLASS_ACTOR && at(r, i - 3)->role == ROLE_IN)
        who = actors_join(r, who, around(r, i)); /* "is in X on a visit" */
    if (meets && s->with.count) who = actors_join(r, who, around(r, i));
    if (is_of_heads(c, what)) who = actors_join(r, who, s->of);
    if (what == KIND_INVITATION) {
        who = actors_join(r, who, actors_join(r, s->of, s->by));
        if (who.count == 1) who = actors_join(r, who, pair_now(r));
    }
    return who;
}

/* The verb that tells of the event; null: none. */
static const chunk *verb_of_event(reading *r, size_t i) {
    const chunk *next = i + 1 < r->chunk_count ? at(r, i + 1) : NULL;
    return next && next->type == CHUNK_VERB && next->subject == (int32_t)i ? next : NULL;
}

static bool is_to_come(const chunk *c) {
    return c->state == STATUS_COMMITTED || c->state == STATUS_PLANNED;
}

/* Whether the words around the event put it ahead. */
static bool lies_ahead(reading *r, size_t i, bool placed) {
    const chunk *does = verb_of_event(r, i);
    effect told = does && does->verb ? r->l->verbs[does->verb].effect : EFFECT_NONE;
    const chunk *pays = i > 0 ? at(r, i - 1) : at(r, i); /* "will pay a three-day visit to" */
    bool in =
        pays->type == CHUNK_PREP && (pays->role == ROLE_PREP || (pays->role == ROLE_IN && placed));
    bool during =
        in && i > 1 && at(r, i - 2)->type == CHUNK_VERB; /* "will be signed during the visit" */
    return (does && is_to_come(does)) ||
           (pays->type == CHUNK_VERB && !pays->passive && pays->verb && is_to_come(pays)) ||
           (during && is_to_come(at(r, i - 2))) ||
           (does && does->passive && (told == EFFECT_PLAN || told == EFFECT_COMMIT)) ||
           upcoming(r, at(r, i));
}

/* "Settled it at talks in Rome": those who did it there. */
static actors at_talks(reading *r, size_t i) {
    const chunk *in = i > 1 ? at(r, i - 1) : at(r, i);
    if (in->type != CHUNK_PREP || in->role != ROLE_IN) return (actors){0};
    for (size_t k = i - 1; k-- > 0 && i - k < 10 && at(r, k)->type != CHUNK_BREAK;)
        if (at(r, k)->type == CHUNK_VERB && at(r, k)->by.count) return at(r, k)->by;
    return (actors){0};
}

/* "Following talks in Rome, A and B signed": those who did something met; true where two are known,
 * who are added to *who. */
static bool met_before(reading *r, size_t i, const slots *s, str date, actors *who) {
    bool placed = s->in.count || date.n;
    if (who->count > 1 || at(r, i)->negated) return false;
    if (placed && at_talks(r, i).count > 1) {
        *who = at_talks(r, i);
        return false; /* told by itself */
    }
    if (!follows_them(r, i, placed)) return false;
    *who = actors_join(r, *who, around(r, i));
    if (who->count < 2) *who = actors_join(r, *who, s->in);
    return who->count > 1;
}

/* A standing body by its name, and no session of it. */
static bool is_body(const reading *r, const chunk *c) {
    return c->noun && r->l->nouns[c->noun].named && !c->session;
}

/* "The commission will meet in May" */
static bool is_meeting_body(reading *r, size_t i) {
    const chunk *does = verb_of_event(r, i);
    return is_body(r, at(r, i)) && does && does->verb &&
           r->l->verbs[does->verb].class == CLASS_MEET;
}

/* When it was: by its own words, else by its sentence. */
static str event_date(reading *r, size_t i, size_t end, kind what, actors who) {
    const chunk *c = at(r, i);
    const sentence *here = &r->sentences[r->at];
    str date = date_within(r, c->first, at(r, end - 1)->last);
    bool capital = r->items[c->last - 1].flags & TOKEN_CAPITAL;
    bool heading = here->title; /* the day there is that of the paper */
    bool since = end < r->chunk_count && at(r, end)->type == CHUNK_SUB;
    if (!date.n && !heading && what != KIND_INVITATION && (capital || who.count > 1))
        date = date_within(r, here->first, since ? at(r, end)->first : here->last);
    if (!date.n && is_meeting_body(r, i)) date = date_within(r, here->first, here->last);
    return date;
}

/* Whether so much is said that it is one encounter, not any. */
static bool is_specific(reading *r, size_t i, kind what, const slots *s, actors who, str date) {
    const chunk *c = at(r, i);
    return (r->items[c->last - 1].flags & TOKEN_CAPITAL) || upcoming(r, c) || s->with.count ||
           (what == KIND_VISIT && s->to.count) || (what == KIND_INVITATION && who.count) ||
           who.count > 1 || (date.n && (who.count || is_meeting_body(r, i)));
}

/* "On the margins of the UN Climate Conference", "the Joint Commission", "the 59th session of the
 * Bureau": what others hold, or what is no encounter by itself. */
static bool is_no_encounter(reading *r, size_t i, size_t end, kind what, actors who) {
    const chunk *c = at(r, i);
    bool own_meeting = what == KIND_VISIT || what == KIND_INVITATION || what == KIND_CALL;
    if (!own_meeting && i > 0 && at(r, i - 1)->type == CHUNK_PREP && c->inside.count &&
        is_of_others(r, c->inside))
        return true;
    if (is_body(r, c) && !is_meeting_body(r, i) && !is_numbered(r, c) &&
        !date_within(r, c->first, at(r, end - 1)->last).n)
        return true;
    return what == KIND_COMMISSION && !who.count && !c->session && i + 1 < r->chunk_count &&
           at(r, i + 1)->type == CHUNK_PREP && at(r, i + 1)->role == ROLE_OF;
}

/* "A meeting with X": who was met. */
static uint32_t person_met(reading *r, size_t i, size_t end) {
    uint32_t person = 0;
    for (size_t k = i + 2; k < end && !person; k++)
        if (at(r, k - 1)->role == ROLE_WITH) person = person_in(r, at(r, k));
    return person;
}

void assert_event(reading *r, size_t i) {
    const chunk *c = at(r, i);
    kind what = noun_kind(r, c);
    size_t end = event_end(r, i);
    slots s = slots_of(r, i, end);
    actors who = event_sides(r, i, what, &s, end);
    if (what == KIND_TALKS && (about_document(r, i) || names_document(r, i))) return;
    if (what == KIND_TALKS && s.with.count && meetings_with(r, i, around(r, i))) return;
    str told = date_within(r, c->first, at(r, end - 1)->last);
    bool past = what == KIND_TALKS && met_before(r, i, &s, told, &who);
    str date = event_date(r, i, end, what, who);
    if (c->plural && r->sentences[r->at].title) return; /* a heading: "Visits" */
    bool specific = is_specific(r, i, what, &s, who, date);
    bool stands = specific || c->definite || past;
    if (!stands || c->negated || is_called_off(r, i)) return;
    if (who.count < 2 &&
        (is_of_heads(c, what) || what == KIND_VISIT || what == KIND_TALKS || what == KIND_CEREMONY))
        who = actors_join(r, who, pair_now(r));
    if (is_no_encounter(r, i, end, what, who)) return;
    draft *d = draft_add(r, RECORD_ENGAGEMENT, who.count ? who : r->all, i, end);
    if (!d) return;
    bool later = lies_ahead(r, i, s.in.count || told.n) || date_ahead(r, date) ||
                 (what == KIND_VISIT && is_hoped_for(r, i));
    d->f.kind = what;
    d->f.modality = later ? MODALITY_PLANNED : MODALITY_DONE;
    d->f.sectors = sectors_within(r, c->first, c->last);
    d->f.date = date;
    d->f.confidence = specific ? 0.5 : 0.35;
    d->person = person_met(r, i, end);
    d->head = c->first;
    d->head_last = c->last;
    d->definite = !specific || (past && !told.n);
    d->keep = specific || past || (what == KIND_VISIT && !c->plural) || what == KIND_CEREMONY;
    if (what == KIND_VISIT) visits_each(r, r->draft_count - 1, i, end);
}
