#include "read/frame.h"

/* A draft of a fact: where its evidence stands, and what its frame and its object tell of it. */

enum { HEADING_REACH = 8, HEADING_WORDS = 12 };

/* How many different actors a span names, up to two. */
static unsigned names_within(const reading *r, uint32_t first, uint32_t last) {
    uint16_t one = 0;
    for (uint32_t i = first; i < last; i++) {
        uint16_t id = name_of(r, i);
        if (id && one && id != one) return 2;
        if (id) one = id;
    }
    return one != 0;
}

draft *draft_add(reading *r, record what, actors who, size_t first_chunk, size_t end_chunk) {
    draft *grown =
        arena_grow(r->a, r->drafts, r->draft_count, &r->draft_capacity, sizeof *r->drafts);
    if (!grown) return NULL;
    r->drafts = grown;
    draft *d = &r->drafts[r->draft_count++];
    bool groups = false; /* "the G7": its members, where the document lists them */
    for (uint16_t i = 0; i < who.count; i++) groups |= r->l->actors[who.ids[i]].group;
    if (groups) who = r->many.count > 2 ? r->all : actors_members(r, who);
    *d = (draft){.who = who, .sentence = r->at, .keep = true};
    d->f.record = what;
    d->f.count = -1;
    d->title = r->sentences[r->at].title;
    if (end_chunk <= first_chunk) /* "is received of X, said Y": a subject behind its clause */
        end_chunk = first_chunk + 1;
    d->first = at(r, first_chunk)->first;
    d->last = at(r, end_chunk - 1)->last;
    const sentence *s = &r->sentences[r->at];
    uint32_t from = d->first > s->first + 40 ? d->first - 40 : s->first;
    uint32_t to = d->last + 20 < s->last ? d->last + 20 : s->last;
    d->names = names_within(r, from, to);
    if (r->spoken && d->names == 1 && who.count > 1 && actors_overlap(who, r->home))
        d->names = 2; /* "I met the President of X" */
    return d;
}

/* Where the evidence of the verb at `i` starts: at its subject, unless another verb has that too.
 */
size_t evidence_start(reading *r, size_t i) {
    int32_t s = at(r, i)->subject;
    if (s < 0 || (size_t)s > i) return i;
    for (size_t k = (size_t)s + 1; k < i; k++)
        if (at(r, k)->type == CHUNK_VERB && at(r, k)->subject == s &&
            at(r, i)->governor != (int32_t)k && at(r, k)->governor != at(r, i)->governor)
            return i;
    return (size_t)row_start(r, s);
}

static modality modality_of_state(const chunk *c) {
    return c->state == STATUS_DONE ? MODALITY_DONE : MODALITY_PLANNED;
}

/* "Signed the Agreement on Science and the Protocol on Water": one more in a row, with a capital,
 * and what it is about with one. A document that stands alone may be one told before. */
static bool is_next_titled(const reading *r, const chunk *c) {
    const chunk *end = r->chunks + r->chunk_count;
    bool next = c > r->chunks && (c[-1].type == CHUNK_AND || c[-1].type == CHUNK_COMMA);
    if (!next) return false;
    if (c->class != CLASS_DOC || c + 2 >= end || !(r->items[c->last - 1].flags & TOKEN_CAPITAL))
        return false;
    role link = (role)c[1].role;
    bool about = c[1].type == CHUNK_PREP &&
                 (link == ROLE_ON || link == ROLE_FOR || link == ROLE_OF || link == ROLE_PREP);
    return about && c[2].type == CHUNK_NOUN && c[2].class != CLASS_ACTOR &&
           (r->items[c[2].last - 1].flags & TOKEN_CAPITAL);
}

/* Whether a noun phrase is a name of its own: "the 2015 Memorandum on Water", not "the Treaty". */
bool is_named(const reading *r, const chunk *c) {
    size_t capitals = 0;
    if (c->noun && r->l->nouns[c->noun].named) return true;
    if (c->inside.count && c->class != CLASS_ACTOR) return true;
    for (uint32_t k = c->first; k < c->last; k++)
        capitals += (r->items[k].flags & TOKEN_CAPITAL) && item_role(r, k) != ROLE_DET &&
                    item_role(r, k) != ROLE_BOTH;
    return capitals > 1;
}

/* The sectors of the heading over a sentence: "Foreign Exchange Stability" */
static sector_set sectors_of_heading(const reading *r, size_t i) {
    for (size_t k = i; k-- > 2 && i - k < HEADING_REACH;) {
        const sentence *s = &r->sentences[k];
        if (s->title && s->last - s->first < HEADING_WORDS)
            return sectors_within(r, s->first, s->last);
    }
    return 0;
}

/* The sectors of a draft: of its own words, else of the sentence, else of the heading over it. */
sector_set sectors_near(const reading *r, const draft *d, uint32_t trigger) {
    const sentence *s = &r->sentences[d->sentence];
    sector_set set = sectors_within(r, trigger, d->last);
    if (!set) set = sectors_within(r, d->first, d->last);
    bool meets = d->f.record == RECORD_ENGAGEMENT || d->f.record == RECORD_RELATION;
    bool whole = d->f.record == RECORD_INSTRUMENT || d->f.record == RECORD_COMMITMENT;
    if (!set && !meets) /* what stands before: "In the field of energy, they ..." */
        set = sectors_within(r, s->first, whole ? s->last : d->first);
    if (!set && s->lead) {
        const sentence *lead = &r->sentences[s->lead - 1];
        set = sectors_within(r, lead->first, lead->last);
    }
    if (!set && !meets) set = sectors_of_heading(r, d->sentence);
    return set;
}

void stance_add(reading *r, kind what, actors who, size_t first, size_t end, size_t i,
                double confidence) {
    draft *d = draft_add(r, RECORD_POSITION, who, first, end);
    if (!d) return;
    d->f.kind = what;
    d->f.modality = MODALITY_DONE;
    d->f.sectors = sectors_near(r, d, at(r, i)->first);
    d->f.confidence = confidence;
}

/* Of one document among several in a sentence: up to the next. */
static sector_set sectors_of_document(const reading *r, const draft *d, const chunk *object) {
    const chunk *end = r->chunks + r->chunk_count, *next = object + 1;
    while (next < end && next->class != CLASS_DOC && next->first < d->last) next++;
    return sectors_within(r, object->first, next < end ? next->first : d->last);
}

/* "Concluded the negotiations on an agreement": that, and nothing is signed. */
static bool is_negotiated(const reading *r, const chunk *object) {
    if (mentions_class(r, object->first, object->last, CLASS_NEGOTIATING)) return true;
    if (object < r->chunks + 1) return false;
    bool on = object[-1].type == CHUNK_PREP && object > r->chunks + 1;
    const chunk *talks = on ? object - 2 : object - 1;
    return talks->type == CHUNK_NOUN &&
           (mentions_class(r, talks->first, talks->last, CLASS_NEGOTIATING) ||
            mentions_class(r, talks->first, talks->last, CLASS_NEGOTIATION));
}

/* "Arrives on Monday", "leaves for X tomorrow": what is told in the present is still to come where
 * a day of this week is told. */
static bool is_coming(const reading *r, const draft *d, const chunk *v) {
    if (d->f.record != RECORD_ENGAGEMENT || d->title) return false;
    for (uint32_t k = v->last; k < d->last; k++) {
        uint8_t when = r->items[k].calendar;
        if (when == CAL_WEEKDAY || when == CAL_TOMORROW) return true;
    }
    return false;
}

void draft_fill(reading *r, draft *d, const frame *f, size_t i, const chunk *object) {
    const chunk *c = at(r, i);
    d->frame = f;
    bool does = c->type == CHUNK_VERB && !c->passive && (f->sides & SIDE_SUBJECT);
    bool between = f->record == RECORD_RELATION && !c->by.count && d->who.count > 1;
    d->stranger =
        (does && is_stranger(r, c->subject) && !between) ||
        (f->kind == KIND_NONE && f->record == RECORD_ENGAGEMENT && is_fair(r, object, c->subject));
    d->f.kind = f->kind;
    d->f.act = f->act;
    if (f->trigger == CLASS_SIGN && c->be && (c->form & FORM_ING) && d->f.act == ACT_SIGNED)
        d->f.act = ACT_NEGOTIATED; /* "are finalising an agreement" */
    d->f.modality = f->modality >= 0 ? (modality)f->modality : modality_of_state(c);
    d->f.confidence = f->confidence * (c->state == STATUS_PURPOSE ? 0.6 : 1.0);
    d->f.sectors = sectors_near(r, d, d->first);
    const chunk *on = c->governor >= 0 ? at(r, (size_t)c->governor) : NULL;
    if (f->kind == KIND_VISIT && on && on->class == CLASS_EVENT &&
        noun_kind(r, on) == KIND_INVITATION)
        d->f.modality = MODALITY_PLANNED; /* "an invitation to visit" */
    bool present = c->type == CHUNK_VERB && !c->passive && !c->be && !c->have &&
                   !(c->form & (FORM_PAST | FORM_PART));
    if (present && f->modality < 0 && c->state == STATUS_DONE && (c->form & FORM_S) &&
        is_coming(r, d, c))
        d->f.modality = MODALITY_PLANNED;
    bool past = c->type == CHUNK_VERB && (c->have || (c->form & (FORM_PAST | FORM_PART)));
    r->tense = d->f.modality == MODALITY_PLANNED ? 1 : past && c->state == STATUS_DONE ? -1 : 0;
    if (f->record != RECORD_POSITION) d->f.date = date_near(r, d, i, object);
    r->tense = 0;
    if (present && f->record == RECORD_ENGAGEMENT && f->modality < 0 && date_ahead(r, d->f.date))
        d->f.modality = MODALITY_PLANNED; /* "visits Japan in November" */
    for (uint32_t k = c->first; c->type == CHUNK_NOUN && f->modality < 0 && k < c->last; k++)
        if (item_entry(r, &r->items[k])->calendar == CAL_NEXT)
            d->f.modality = MODALITY_PLANNED; /* "the forthcoming accession of X to Y" */
    if (f->trigger == CLASS_NEGOTIATING && c->state != STATUS_DONE)
        d->f.modality = MODALITY_PLANNED; /* "agreed to work toward negotiations on" */
    if (!object) return;
    if (d->f.act == ACT_SIGNED &&
        (mentions_class(r, object->first, object->last, CLASS_NEGOTIATION) ||
         is_negotiated(r, object)))
        d->f.act = ACT_NEGOTIATED; /* "the conclusion of the negotiations of the A-B Agreement" */
    sector_set own = object->class == CLASS_DOC ? sectors_of_document(r, d, object) : 0;
    if (own) d->f.sectors = own;
    if (object->class == CLASS_ACTOR) d->person = object->person;
    d->head = object->first;
    d->head_last = object->last;
    d->nameless = object->class != CLASS_DOC && object->class != CLASS_EVENT;
    d->plural = object->plural && f->record == RECORD_INSTRUMENT;
    d->definite = object->class != CLASS_ACTOR && object->definite && object->number < 0 &&
                  !is_named(r, object) && !is_next_titled(r, object);
    if (!d->f.kind) d->f.kind = noun_kind(r, object);
    bool many = object->plural || d->f.kind == KIND_MIXED;
    if (many && object->number > 1 && object->number < 1800) d->f.count = object->number;
    if (f->record == RECORD_INSTRUMENT && d->f.count < 0) d->f.count = signatories(r, i);
    if (f->record == RECORD_INSTRUMENT && does) states_listed(r, d, i);
}
