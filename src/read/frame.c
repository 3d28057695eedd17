#include "read/frame.h"

#include <string.h>

/* The frames of the language at a verb or noun: who stands where around it, what it asserts. */

enum { MOST_CHUNKS = 40, HEADING_REACH = 8, HEADING_WORDS = 12 };

static chunk *at(reading *r, size_t i) {
    return &r->chunks[i];
}

kind noun_kind(const reading *r, const chunk *c) {
    kind what = c->noun ? r->l->nouns[c->noun].kind : KIND_NONE;
    if (what != KIND_TALKS || c->last < c->first + 2) return what;
    uint16_t before = item_entry(r, &r->items[c->last - 2])->noun; /* "Joint Commission meeting" */
    return before && r->l->nouns[before].kind == KIND_COMMISSION ? KIND_COMMISSION : what;
}

/* The chunk after the clause of the trigger at `i`. */
size_t clause_end(reading *r, size_t i) {
    size_t k = i + 1;
    for (; k < r->chunk_count && k < i + MOST_CHUNKS; k++) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_BREAK && c->role != ROLE_COLON) break;
        if (c->type != CHUNK_VERB || k == i + 1) continue;
        uint8_t before = at(r, k - 1)->type;
        bool joint = before == CHUNK_AND || before == CHUNK_COMMA;
        if (joint && !c->passive) break;
        if (c->finite && !c->infinitive && c->subject > (int32_t)i &&
            at(r, (size_t)c->subject)->class == CLASS_ACTOR) {
            size_t own = (size_t)row_start(r, c->subject); /* ", the minister said" */
            uint8_t mark = own > i + 1 ? at(r, own - 1)->type : CHUNK_OTHER;
            if (mark == CHUNK_COMMA || mark == CHUNK_AND || mark == CHUNK_SUB) k = own;
            break;
        }
    }
    while (k > i + 1 && (at(r, k - 1)->type == CHUNK_AND || at(r, k - 1)->type == CHUNK_COMMA ||
                         at(r, k - 1)->type == CHUNK_SUB))
        k--;
    return k;
}

static void slot_add(reading *r, slots *s, role where, actors who) {
    switch (where) {
    case ROLE_BY: s->by = actors_join(r, s->by, who); break;
    case ROLE_WITH: s->with = actors_join(r, s->with, who); break;
    case ROLE_BETWEEN: s->between = actors_join(r, s->between, who); break;
    case ROLE_OF: s->of = actors_join(r, s->of, who); break;
    case ROLE_FOR:
    case ROLE_TO: s->to = actors_join(r, s->to, who); break;
    case ROLE_IN: s->in = actors_join(r, s->in, who); break;
    case ROLE_NONE: s->object = actors_join(r, s->object, who); break;
    default: break;
    }
}

/* ", B" and ", and B" go on with a row of actors. */
static bool actor_next(reading *r, size_t comma, size_t end) {
    size_t k = comma + 1;
    if (at(r, k)->type == CHUNK_AND) k++;
    return k < end && at(r, k)->class == CLASS_ACTOR;
}

slots slots_of(reading *r, size_t i, size_t end) {
    slots s = {0};
    role where = ROLE_NONE;
    s.subject = at(r, i)->by;
    for (size_t k = i + 1; k < end; k++) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_PREP)
            where = (role)c->role;
        else if (c->type == CHUNK_THAT || c->type == CHUNK_REL || c->type == CHUNK_SUB)
            where = ROLE_PREP;
        else if (c->type == CHUNK_VERB)
            where = c->passive ? ROLE_PREP : ROLE_NONE;
        else if (c->type == CHUNK_COMMA && k + 1 < end && !actor_next(r, k, end))
            where = where == ROLE_BETWEEN || where == ROLE_BY ? where : ROLE_PREP;
        if (c->type == CHUNK_NOUN && c->inside.count)
            slot_add(r, &s, where, c->class == CLASS_ACTOR ? c->who : c->inside);
    }
    return s;
}

static bool is_organisation(const reading *r, actors who) {
    return who.count == 1 && r->l->actors[who.ids[0]].organisation;
}

static actors sides_of(reading *r, unsigned sides, const slots *s, bool meets) {
    actors who = {0};
    if (sides & SIDE_SUBJECT) who = actors_join(r, who, s->subject);
    if (sides & SIDE_OBJECT) who = actors_join(r, who, s->object);
    if (sides & SIDE_BY) who = actors_join(r, who, s->by);
    if (sides & SIDE_WITH) who = actors_join(r, who, s->with);
    if (sides & SIDE_BETWEEN) who = actors_join(r, who, s->between);
    if (sides & SIDE_OF) who = actors_join(r, who, s->of);
    if (sides & SIDE_TO) who = actors_join(r, who, s->to);
    if (sides & SIDE_IN) who = actors_join(r, who, s->in);
    if ((sides & SIDE_PAIR) && who.count == 0) who = r->all;
    if (meets && is_organisation(r, who)) return who; /* "the Council of X met" */
    if ((sides & SIDE_TWO) && who.count == 1 && actors_overlap(who, pair_now(r)))
        who = actors_join(r, who, pair_now(r));
    if ((sides & SIDE_TWO) && who.count == 0)
        who = actors_overlap(s->subject, r->all) ? s->subject : we_now(r);
    return who;
}

bool has_organisation(const reading *r, actors who) {
    for (uint16_t i = 0; i < who.count; i++)
        if (r->l->actors[who.ids[i]].organisation) return true;
    return false;
}

bool mentions_class(const reading *r, uint32_t first, uint32_t last, uint16_t class) {
    for (uint32_t i = first; i < last; i++) {
        uint16_t n = item_entry(r, &r->items[i])->noun;
        if (n && r->l->nouns[n].class == class) return true;
    }
    return false;
}

/* Something that others did: not one's own ties, meetings and agreements. */
static bool is_foreign(const reading *r, const chunk *c, actors by, bool of_actors) {
    actors others = c->inside;
    /* "the decision of A and B", "the restoration of relations between A and B" */
    size_t next = (size_t)(c - r->chunks) + 1;
    const chunk *done = next + 1 < r->chunk_count ? &r->chunks[next] : c;
    if (done->type == CHUNK_VERB && !done->finite && done[1].role == ROLE_BY)
        next++; /* "the efforts made by A and B" */
    for (; !others.count && next + 1 < r->chunk_count; next += 2) {
        const chunk *by_whom = &r->chunks[next + 1];
        uint8_t link = r->chunks[next].role;
        if (r->chunks[next].type != CHUNK_PREP || by_whom->type != CHUNK_NOUN ||
            (link != ROLE_OF && link != ROLE_BY && link != ROLE_BETWEEN))
            break;
        if (by_whom->class == CLASS_ACTOR) others = by_whom->who;
    }
    if (c->class == CLASS_TOPIC && !others.count && !c->own) /* "the ceasefire in X" */
        return !mentions_class(r, c->first, r->sentences[r->at].last, CLASS_BILATERAL);
    if (c->class == CLASS_DOC || c->class == CLASS_EVENT) return false;
    if (c->class == CLASS_ACTOR && !of_actors) return false;
    if (of_actors && (c->class != CLASS_ACTOR || c->mention == MENTION_OFFICE || c->owned))
        return false;
    next = (size_t)(c - r->chunks) + 1;
    bool aims = !others.count && !c->own &&
                next + 1 < r->chunk_count && /* "efforts towards peace" */
                r->chunks[next].type == CHUNK_PREP && r->chunks[next].role == ROLE_PREP &&
                r->chunks[next + 1].class == CLASS_TOPIC;
    if (aims) return !mentions_class(r, c->first, r->sentences[r->at].last, CLASS_BILATERAL);
    if (!others.count || actors_overlap(others, by)) return false;
    return by.count < 2 || !actors_overlap(others, r->pair);
}

static bool is_object(const reading *r, const frame *f, const chunk *c, actors by) {
    if (c->type != CHUNK_NOUN) return false;
    if (f->object == CLASS_ORG) return has_organisation(r, c->inside);
    if (f->object == CLASS_ACTOR)
        return c->class == CLASS_ACTOR && c->who.count && c->mention != MENTION_ADJECTIVE;
    if (f->object == CLASS_FOREIGN) return is_foreign(r, c, by, f->trigger == CLASS_RECOGNISE);
    if (f->object == CLASS_NONE) return true;
    if (f->object == CLASS_AGENCY && c->mention == MENTION_AGENCY) return true;
    if (f->object_kind == KIND_DELIVER && f->trigger == CLASS_ANNOUNCE)
        for (uint32_t k = c->first; k < c->last; k++)
            if (item_role(r, k) == ROLE_MONEY) return true; /* "announced $5 million for" */
    if (c->class != f->object) return false;
    return !f->object_kind || noun_kind(r, c) == f->object_kind;
}

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
    bool groups = false; /* "the C5+1": its members, where the document lists them */
    for (uint16_t i = 0; i < who.count; i++) groups |= r->l->actors[who.ids[i]].group;
    if (groups && r->many.count > 2) who = r->all;
    *d = (draft){.who = who, .sentence = r->at, .keep = true};
    d->f.record = what;
    d->f.count = -1;
    d->title = r->sentences[r->at].title;
    d->first = at(r, first_chunk)->first;
    d->last = at(r, end_chunk - 1)->last;
    const sentence *s = &r->sentences[r->at];
    uint32_t from = d->first > s->first + 40 ? d->first - 40 : s->first;
    uint32_t to = d->last + 20 < s->last ? d->last + 20 : s->last;
    d->names = names_within(r, from, to);
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

/* "of 1996" right after a noun phrase is in the name of the document, as is a day in it. */
static uint32_t name_end(const reading *r, const chunk *object, uint32_t end) {
    uint32_t k = object->last;
    const token *t = k + 1 < end ? &r->tokens.items[r->items[k + 1].token] : NULL;
    return t && item_role(r, k) == ROLE_OF && t->kind == TOKEN_NUMBER ? k + 2 : k;
}

/* "The protocol to the Treaty of 1949": the year is in the name of another document. */
static bool in_name_of_other(const reading *r, str year, uint32_t first, uint32_t last) {
    for (uint32_t k = first + 2; k < last; k++) {
        const token *t = &r->tokens.items[r->items[k].token];
        if (!str_eq(token_text(r->text, t), year)) continue;
        uint16_t n = item_entry(r, &r->items[k - 2])->noun;
        return item_role(r, k - 1) == ROLE_OF && n && r->l->nouns[n].class == CLASS_DOC;
    }
    return false;
}

/* When a document was signed, ratified and so on: the day beside the trigger, not the year in the
 * name of the document, nor the day of another verb of the sentence. */
static str date_of_act(reading *r, const draft *d, size_t i, const chunk *object) {
    const sentence *s = &r->sentences[d->sentence];
    uint32_t trigger = at(r, i)->first, first = d->first, last = d->last;
    for (size_t k = i + 1; k < r->chunk_count && at(r, k)->first < last; k++)
        if (at(r, k)->type == CHUNK_REL) last = at(r, k)->first; /* ", which they signed in" */
    uint32_t after = name_end(r, object, last);
    bool ahead = object->first > trigger;
    bool term = object->class == CLASS_DOC &&
                (noun_kind(r, object) == KIND_PROGRAMME || noun_kind(r, object) == KIND_ROADMAP);
    str date = term ? term_within(r, object->first, last) : S("");
    if (date.n) return date;
    date = date_within(r, ahead ? after : trigger, last);
    if (date.n > 4) return date;
    if (date.n && in_name_of_other(r, date, ahead ? after : trigger, last)) date = S("");
    str before = ahead ? date_within(r, trigger, object->first) : date_within(r, after, trigger);
    if (before.n > date.n) date = before;
    uint32_t told = ahead ? trigger : object->first;
    for (size_t k = i; k-- > 0 && at(r, k)->first >= first;)
        if (at(r, k)->type == CHUNK_REL && at(r, k)->first < told) told = at(r, k)->first;
    before = date_within(r, first, told);
    if (before.n > date.n) date = before;
    if (date.n) return date;
    uint32_t open = s->first; /* "On 3 May, the ministers ..." */
    for (size_t k = 0; k < i && at(r, k)->type != CHUNK_VERB; k++) open = at(r, k)->last;
    int32_t doer = at(r, i)->subject; /* "In a ceremony held today, the ministers ..." */
    if (doer > 0 && (size_t)doer < i && at(r, (size_t)row_start(r, doer))->first > open)
        open = at(r, (size_t)row_start(r, doer))->first;
    uint32_t name = ahead ? trigger : object->first;
    date = date_within(r, s->first, open < name ? open : name);
    return date.n ? date : date_within(r, d->last, s->last);
}

/* Whether a clause of its own begins at `k`: ", which will be", "after X gained". */
static bool clause_begins(reading *r, size_t k) {
    if (at(r, k)->type == CHUNK_REL) return true;
    if (at(r, k)->type != CHUNK_SUB) return false;
    for (size_t n = k + 1; n < r->chunk_count && n < k + 6; n++) {
        const chunk *c = at(r, n);
        if (c->type == CHUNK_BREAK || c->type == CHUNK_COMMA) return false;
        if (c->type == CHUNK_VERB) return c->finite && c->subject > (int32_t)k;
    }
    return false;
}

/* The date of a draft: after its trigger, before it, elsewhere in the sentence. */
static str date_near(reading *r, const draft *d, size_t i, const chunk *object) {
    const sentence *s = &r->sentences[d->sentence];
    uint32_t trigger = at(r, i)->first;
    if (d->f.record == RECORD_INSTRUMENT && object && object->class == CLASS_DOC)
        return date_of_act(r, d, i, object);
    if (d->f.kind == KIND_INVITATION) return date_within(r, s->first, trigger);
    if (d->f.record == RECORD_COMMITMENT) {
        str due = date_within(r, trigger, d->last);
        return due.n ? due : date_within(r, d->first, d->last);
    }
    uint32_t end = s->last; /* "met and agreed on a memo, which will be signed in May" */
    for (size_t k = i + 1; k < r->chunk_count && end == s->last; k++)
        if (clause_begins(r, k)) end = at(r, k)->first;
    uint32_t last = d->last < end ? d->last : end;
    str date = date_within(r, trigger, last);
    if (!date.n) date = date_within(r, d->first, last);
    if (!date.n) date = date_within(r, s->first, end);
    return date.n || d->f.record != RECORD_ENGAGEMENT ? date : day_before(r, d, i);
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

/* Of one document among several in a sentence: up to the next. */
static sector_set sectors_of_document(const reading *r, const draft *d, const chunk *object) {
    const chunk *end = r->chunks + r->chunk_count, *next = object + 1;
    while (next < end && next->class != CLASS_DOC && next->first < d->last) next++;
    return sectors_within(r, object->first, next < end ? next->first : d->last);
}

void draft_fill(reading *r, draft *d, const frame *f, size_t i, const chunk *object) {
    const chunk *c = at(r, i);
    d->frame = f;
    bool does = c->type == CHUNK_VERB && !c->passive && (f->sides & SIDE_SUBJECT);
    d->stranger =
        (does && is_stranger(r, c->subject)) ||
        (f->kind == KIND_NONE && f->record == RECORD_ENGAGEMENT && is_fair(r, object, c->subject));
    d->f.kind = f->kind;
    d->f.act = f->act;
    if (f->trigger == CLASS_SIGN && c->be && (c->form & FORM_ING) && d->f.act == ACT_SIGNED)
        d->f.act = ACT_NEGOTIATED; /* "are finalising an agreement" */
    d->f.modality = f->modality >= 0 ? (modality)f->modality : modality_of_state(c);
    d->f.confidence = f->confidence * (c->state == STATUS_PURPOSE ? 0.6 : 1.0);
    d->f.sectors = sectors_near(r, d, d->first);
    if (f->record != RECORD_POSITION) d->f.date = date_near(r, d, i, object);
    bool present = c->type == CHUNK_VERB && !c->passive && !c->be && !c->have &&
                   !(c->form & (FORM_PAST | FORM_PART));
    if (present && f->record == RECORD_ENGAGEMENT && f->modality < 0 && date_ahead(r, d->f.date))
        d->f.modality = MODALITY_PLANNED; /* "visits Japan in November" */
    for (uint32_t k = c->first; c->type == CHUNK_NOUN && f->modality < 0 && k < c->last; k++)
        if (item_entry(r, &r->items[k])->calendar == CAL_NEXT)
            d->f.modality = MODALITY_PLANNED; /* "the forthcoming accession of X to Y" */
    if (f->trigger == CLASS_NEGOTIATING && c->state != STATUS_DONE)
        d->f.modality = MODALITY_PLANNED; /* "agreed to work toward negotiations on" */
    if (!object) return;
    if (d->f.act == ACT_SIGNED && mentions_class(r, object->first, object->last, CLASS_NEGOTIATION))
        d->f.act = ACT_NEGOTIATED; /* "the conclusion of the negotiations of the A-B Agreement" */
    sector_set own = object->class == CLASS_DOC ? sectors_of_document(r, d, object) : 0;
    if (own) d->f.sectors = own;
    if (object->class == CLASS_ACTOR) d->person = object->person;
    d->head = object->first;
    d->head_last = object->last;
    d->nameless = object->class != CLASS_DOC && object->class != CLASS_EVENT;
    d->plural = object->plural && f->record == RECORD_INSTRUMENT;
    d->definite = object->class != CLASS_ACTOR && object->definite && object->number < 0 &&
                  !is_named(r, object);
    if (!d->f.kind) d->f.kind = noun_kind(r, object);
    bool many = object->plural || d->f.kind == KIND_MIXED;
    if (many && object->number > 1 && object->number < 1800) d->f.count = object->number;
    if (f->record == RECORD_INSTRUMENT && d->f.count < 0) d->f.count = signatories(r, i);
    if (f->record == RECORD_INSTRUMENT && does) states_listed(r, d, i);
}

static bool frame_object(reading *r, const frame *f, size_t i, size_t k, size_t first, size_t end) {
    const chunk *object = at(r, k);
    slots s = slots_of(r, i, end);
    if (object->negated) return false;
    bool paper = object->class == CLASS_SPEECH || object->class == CLASS_PAPER;
    if (f->record == RECORD_RELATION && f->trigger == CLASS_COMMIT &&
        (object->definite || k > i + 1 || at(r, i)->passive))
        return false; /* "committed to strengthening the strategic partnership" */
    const chunk *whole = at(r, i)->subject < 0 ? NULL : at(r, (size_t)at(r, i)->subject);
    const draft *group = f->trigger == CLASS_PROVIDES && whole ? group_before(r, whole) : NULL;
    if (f->trigger == CLASS_PROVIDES && !group && (!whole || whole->class != CLASS_DOC))
        return false;
    if (group) s = (slots){.subject = group->who};
    if (at(r, i)->type == CHUNK_NOUN && s.between.count > 1) /* "welcomed ties between A and B" */
        s.subject = (actors){0};
    if (k < i) { /* "the agreement between A and B entered into force" */
        slots before = slots_of(r, k, i);
        s.between = actors_join(r, s.between, before.between);
        s.with = actors_join(r, s.with, before.with);
        s.of = actors_join(r, s.of, before.of);
    }
    if (object->class != CLASS_ACTOR && (f->sides & (SIDE_SUBJECT | SIDE_BETWEEN)))
        s.between = actors_join(r, s.between, object->inside);
    if (object->class == CLASS_DOC && k + 2 < r->chunk_count && at(r, k + 1)->type == CHUNK_PREP &&
        at(r, k + 2)->type == CHUNK_NOUN && at(r, k + 2)->inside.count > 1)
        s.between = actors_join(r, s.between, at(r, k + 2)->inside); /* "on A-B exchanges" */
    if (object->class == CLASS_EVENT && object->inside.count > 1)
        s.in = (actors){0}; /* "the A-B Meeting was held in C" */
    if (f->trigger == CLASS_ATTEND && object->class == CLASS_EVENT && object->inside.count > 1)
        s.subject = actors_join(r, s.subject, object->inside); /* "the A-B Business Forum" */
    actors who = sides_of(r, f->sides, &s, f->record == RECORD_ENGAGEMENT);
    bool joint = who.count > 1 || (f->record != RECORD_COMMITMENT && !paper) ||
                 (f->record == RECORD_COMMITMENT && k > i);
    if (f->record == RECORD_POSITION) joint = true;
    if (!who.count || !joint) return false; /* "a fund was set up": by somebody at home */
    if (f->kind == KIND_TALKS && object->class == CLASS_ACTOR &&
        (object->guessed || object->homeless))
        who = where_they_are(r, who);
    draft *d = draft_add(r, f->record, who, first, end);
    if (!d) return false;
    draft_fill(r, d, f, i, f->object == CLASS_NONE ? NULL : object);
    if (k < i && object->class == CLASS_EVENT && d->f.kind == KIND_TALKS && !s.with.count &&
        !s.between.count && !s.by.count && !object->inside.count)
        d->definite = true; /* "the talks were held in a warm atmosphere": those told before */
    parties_of_clause(r, d, i, k);
    if (f->record == RECORD_INSTRUMENT) parties_of_each(r, r->draft_count - 1);
    if (f->record == RECORD_MEMBERSHIP) memberships_part(r, r->draft_count - 1);
    if (f->kind == KIND_VISIT && k > i) visits_part(r, r->draft_count - 1, i, end);
    at(r, k)->used = true;
    return true;
}

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

/* "The validity of the agreement", "the text of the treaty": what is done to it is done to that. */
static bool is_aspect(reading *r, size_t k) {
    const chunk *c = at(r, k);
    return c->noun && r->l->nouns[c->noun].class == CLASS_ASPECT && k + 2 < r->chunk_count &&
           at(r, k + 1)->role == ROLE_OF && at(r, k + 2)->class == CLASS_DOC;
}

/* "Stressed the need for closer cooperation against terrorism": of the two, not of the world. */
static bool about_ties(reading *r, size_t i, size_t end) {
    slots s = slots_of(r, i, end); /* "relations between C and D": those of others */
    if (s.between.count && !actors_overlap(s.between, at(r, i)->by) &&
        !actors_overlap(s.between, r->pair))
        return false;
    for (size_t k = i + 1; k < r->chunk_count && k < i + 4; k++)
        if (r->chunks[k].type == CHUNK_NOUN) {
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
    if (to.count) return !actors_overlap(to, c->by);
    for (size_t k = i + 1; k + 1 < end; k++)
        if (at(r, k)->type == CHUNK_PREP && at(r, k)->role == ROLE_TO && r->home.count &&
            at(r, k + 1)->class == CLASS_AGENCY && !at(r, k + 1)->owned)
            return c->by.count && !actors_overlap(r->home, c->by);
    return false;
}

/* "supported the proposal of his ministry": at home, no stance. */
static bool of_own_body(reading *r, size_t i, size_t k) {
    if (k + 2 >= r->chunk_count || at(r, k + 1)->role != ROLE_OF || at(r, i)->by.count != 1)
        return false;
    const chunk *owner = at(r, k + 2);
    return owner->class == CLASS_ACTOR && owner->mention == MENTION_AGENCY &&
           actors_same(owner->who, at(r, i)->by);
}

/* Whether the row at `k` owns the thing that is the object of the verb at `i`. */
static bool is_owner(reading *r, size_t i, size_t k) {
    size_t first = (size_t)row_start(r, (int32_t)k);
    if (first < i + 3) return false;
    const chunk *of = at(r, first - 1), *thing = at(r, first - 2);
    return of->type == CHUNK_PREP && of->role == ROLE_OF && thing->type == CHUNK_NOUN &&
           thing->class != CLASS_ACTOR && thing->class != CLASS_EVENT;
}

/* "On", "regarding" */
static bool is_about(const chunk *c) {
    return c->type == CHUNK_PREP && (c->role == ROLE_ON || c->role == ROLE_PREP);
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

/* "An agreement on wheat and a protocol on ships were signed": the next document after `k` that
 * shares the verb at `i`, with other words between; `i` where there is none. */
static size_t next_document(reading *r, size_t k, size_t i) {
    for (size_t n = k + 1; n < i && n < k + 12; n++) {
        const chunk *c = at(r, n);
        bool part = c->type == CHUNK_NOUN || c->type == CHUNK_PREP || c->type == CHUNK_AND ||
                    c->type == CHUNK_COMMA;
        if (!part) return i;
        uint8_t before = at(r, n - 1)->type;
        bool joint = before == CHUNK_AND || before == CHUNK_COMMA;
        if (c->class == CLASS_DOC && joint && !c->definite && n > k + 2) return n;
    }
    return i;
}

/* Tries a frame at the trigger `i`; every object that fits gives a draft. */
static bool frame_try(reading *r, const frame *f, size_t i, voice v) {
    const chunk *c = at(r, i);
    size_t end = clause_end(r, i), first = c->type == CHUNK_VERB ? evidence_start(r, i) : i;
    bool any = false;
    if (f->voice != VOICE_ANY && f->voice != v) return false;
    if ((f->record == RECORD_INSTRUMENT || f->record == RECORD_ENGAGEMENT) && r->private)
        return false;
    if (f->record == RECORD_ENGAGEMENT && v == VOICE_ACTIVE && !c->by.count) return false;
    if (f->record == RECORD_POSITION && c->state != STATUS_DONE) return false;
    if (f->record == RECORD_POSITION && v == VOICE_ACTIVE && is_stranger(r, c->subject))
        return false;
    if (f->record == RECORD_POSITION && v == VOICE_ACTIVE && no_stance(r, f, i)) return false;
    if (f->record == RECORD_ENGAGEMENT && c->state == STATUS_PURPOSE && f->kind != KIND_VISIT &&
        f->trigger != CLASS_ATTEND)
        return false;
    if (f->kind == KIND_ESTABLISH && c->state == STATUS_PURPOSE && c->infinitive)
        return false; /* "walked the coast to establish data": what it was for */
    if (f->trigger == CLASS_CONSULT && f->record == RECORD_ENGAGEMENT && c->state != STATUS_DONE)
        return false; /* "will hold consultations": a promise */
    if (f->trigger == CLASS_CALL && (f->record == RECORD_POSITION) == calls_at(r, i, end))
        return false;
    if (f->object == CLASS_TOPIC && !is_international(r, i, end, c->by)) return false;
    if (f->object_free && f->record == RECORD_ENGAGEMENT && takes_thing(r, i)) return false;
    if (f->trigger == CLASS_ANNOUNCE && i + 1 < r->chunk_count && at(r, i + 1)->type == CHUNK_THAT)
        return false; /* the verb after "that" tells it */
    bool present = c->type == CHUNK_VERB && !c->have && !c->be && (c->form & (FORM_S | FORM_BASE));
    if (f->record == RECORD_COMMITMENT && c->state == STATUS_DONE && f->modality < 0 && present &&
        !(c->form & (FORM_PAST | FORM_PART)))
        return false; /* "the road creates jobs": what it is like, not what was done */
    if (f->record == RECORD_POSITION && f->object == CLASS_TOPIC && about_ties(r, i, end))
        return false;
    if (f->record == RECORD_COMMITMENT && i + 1 < r->chunk_count &&
        mentions_class(r, c->last, at(r, end - 1)->last, CLASS_CANDIDACY))
        return false; /* "granted X candidate status" */
    if (f->kind == KIND_DELIVER && i + 1 < end && at(r, i + 1)->class == CLASS_SPEECH)
        return false; /* "delivered a speech" */
    if (f->record == RECORD_ENGAGEMENT && c->type == CHUNK_VERB && bare_states(r, i, end))
        return false;
    if (f->record == RECORD_COMMITMENT && c->state == STATUS_DONE && v != VOICE_PASSIVE &&
        (c->by.count < 2 || f->kind == KIND_DELIVER) && f->object != CLASS_AGENCY &&
        !(f->modality == MODALITY_PLANNED && names_money(r, i, end)) && !for_another(r, i, end))
        return false;
    if (f->object_free || f->object == CLASS_TOPIC) {
        slots s = slots_of(r, i, end);
        actors who = sides_of(r, f->sides, &s, f->record == RECORD_ENGAGEMENT);
        draft *d = who.count ? draft_add(r, f->record, who, first, end) : NULL;
        if (!d) return false;
        draft_fill(r, d, f, i, NULL);
        return true;
    }
    if (v == VOICE_PASSIVE) {
        int32_t s = c->subject;
        if (s < 0) return false;
        if (is_aspect(r, (size_t)s)) s += 2;
        if (!is_object(r, f, at(r, (size_t)s), c->by)) return false;
        size_t row = (size_t)row_start(r, s);
        if (f->object == CLASS_DOC && is_group_row(r, row, (size_t)s))
            return frame_object(r, f, i, row, row, end) && group_row(r, row, (size_t)s);
        for (size_t k = row; k < (size_t)s && f->object == CLASS_DOC; k += 2)
            if (is_object(r, f, at(r, k), c->by))
                any |= frame_object(r, f, i, k, k, end); /* "15 MoUs on A and 2 pacts on B" */
        any |= frame_object(r, f, i, (size_t)s, (size_t)s, end);
        for (size_t k = (size_t)s; f->object == CLASS_DOC && (k = next_document(r, k, i)) < i;)
            any |= frame_object(r, f, i, k, k, end);
        if (any && f->kind == KIND_TALKS && i + 2 < end && at(r, i + 1)->role == ROLE_BY) {
            draft *d = &r->drafts[r->draft_count - 1];
            d->person = at(r, i + 2)->person;
            d->head = at(r, i + 2)->first;
            d->head_last = at(r, i + 2)->last;
            principals(r, f, i, i + 2, r->draft_count - 1, end);
        }
        return any;
    }
    if (f->object == CLASS_ACTOR && f->kind == KIND_TALKS && counterparts_from(r, f, i, end))
        return true;
    for (size_t k = i + 1; k < end && k < i + 24; k++) {
        const chunk *o = at(r, k);
        if (o->type == CHUNK_VERB && !any && k > i + 1) break;
        if (f->trigger == CLASS_RECOGNISE && k > i + 1) break; /* "recognised the efforts of X" */
        if (f->trigger == CLASS_WELCOME && f->object == CLASS_DOC && k > i + 1)
            break; /* "welcomed the signing of": the signing tells it */
        uint8_t before = at(r, k - 1)->type;
        bool place = before != CHUNK_PREP || at(r, k - 1)->role == ROLE_OF ||
                     at(r, k - 1)->role == ROLE_TO || f->object == CLASS_ORG || k == i + 2 ||
                     (f->act == ACT_NEGOTIATED && k == i + 4 && is_about(at(r, k - 1)));
        if (!place || !is_object(r, f, o, c->by)) continue;
        if (f->object == CLASS_ACTOR && f->record == RECORD_ENGAGEMENT && is_owner(r, i, k))
            continue; /* "received the support of X and Y" */
        if (f->record == RECORD_POSITION && of_own_body(r, i, k)) break;
        size_t row = f->object == CLASS_DOC ? group_row_end(r, k, end) : k;
        size_t told = r->draft_count;
        any |= frame_object(r, f, i, k, first, end);
        if (any && row > k) {
            group_row(r, k, row);
            k = row;
        }
        if (f->object == CLASS_ACTOR && f->kind == KIND_TALKS) principals(r, f, i, k, told, end);
        if (f->object == CLASS_EVENT && noun_kind(r, o) == KIND_TALKS)
            principals_of_event(r, f, i, k, told, end);
        if (f->object != CLASS_DOC) break;
    }
    if (!any && f->record == RECORD_POSITION && f->object == CLASS_NONE && c->subject > 1 &&
        at(r, (size_t)c->subject - 1)->type == CHUNK_REL) /* "the test, which A condemned" */
        any = frame_object(r, f, i, (size_t)c->subject - 2, (size_t)c->subject - 2, i + 1);
    return any;
}

bool frames_try(reading *r, size_t i, uint16_t class, voice v) {
    const language *l = r->l;
    if (class == CLASS_NONE) return false;
    for (uint32_t k = l->frame_first[class]; k < l->frame_first[class + 1]; k++)
        if (frame_try(r, &l->frames[k], i, v)) return true;
    return false;
}
