#include "read/frame.h"

/* The frames of the language at a verb or noun: what it asserts of which object. Who stands where:
 * slots.c; where a frame does not hold: misfit.c; what goes into the draft: draft.c, dated.c. */

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

/* "Parliament passed a bill ratifying the treaty": who does it by means of a thing. */
static actors doer_through(reading *r, size_t i) {
    const chunk *c = at(r, i), *by = c->governor >= 0 ? at(r, (size_t)c->governor) : c;
    bool thing = i > 0 && c->type == CHUNK_VERB && (c->form & FORM_ING) && !c->be &&
                 at(r, i - 1)->type == CHUNK_NOUN && at(r, i - 1)->class != CLASS_ACTOR;
    return thing && by->type == CHUNK_VERB && !by->passive ? by->by : (actors){0};
}

static bool frame_object(reading *r, const frame *f, size_t i, size_t k, size_t first, size_t end) {
    const chunk *object = at(r, k);
    slots s = slots_of(r, i, end);
    if (object->negated) return false;
    bool paper = object->class == CLASS_SPEECH || object->class == CLASS_PAPER;
    if (f->record == RECORD_RELATION && f->trigger == CLASS_COMMIT &&
        (object->definite || k > i + 1 || at(r, i)->passive))
        return false; /* "committed to strengthening the strategic partnership" */
    const chunk *whole = subject_of(r, at(r, i));
    const draft *group = f->trigger == CLASS_PROVIDES && whole ? group_before(r, whole) : NULL;
    if (f->trigger == CLASS_PROVIDES && !group && (!whole || whole->class != CLASS_DOC))
        return false;
    if (group) s = (slots){.subject = group->who};
    if (at(r, i)->type == CHUNK_NOUN && s.between.count > 1) /* "welcomed ties between A and B" */
        s.subject = (actors){0};
    if (f->record == RECORD_INSTRUMENT && !s.subject.count) s.subject = doer_through(r, i);
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
    if (f->trigger == CLASS_HOST && object->class == CLASS_ACTOR && hosts_at_home(r, i, end))
        d->f.kind = KIND_VISIT;
    parties_of_clause(r, d, i, k);
    if (f->record == RECORD_INSTRUMENT) parties_of_each(r, r->draft_count - 1);
    if (f->record == RECORD_MEMBERSHIP) memberships_part(r, r->draft_count - 1);
    if (f->kind == KIND_VISIT && k > i) visits_part(r, r->draft_count - 1, i, end);
    at(r, k)->used = true;
    return true;
}

/* "The validity of the agreement", "the text of the treaty": what is done to it is done to that. */
static bool is_aspect(reading *r, size_t k) {
    const chunk *c = at(r, k);
    return c->noun && r->l->nouns[c->noun].class == CLASS_ASPECT && k + 2 < r->chunk_count &&
           at(r, k + 1)->role == ROLE_OF && at(r, k + 2)->class == CLASS_DOC;
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

/* "The treaty was signed": its objects are the subject of the trigger `i`. */
static bool try_passive(reading *r, const frame *f, size_t i, size_t end) {
    const chunk *c = at(r, i);
    bool any = false;
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

/* "There is a pact on salmon which they signed": the document before the relative at `rel`;
 * SIZE_MAX: none. */
static size_t document_told_of(reading *r, size_t rel) {
    if (at(r, rel)->type != CHUNK_REL && at(r, rel)->type != CHUNK_THAT) return SIZE_MAX;
    for (size_t k = rel - 1, steps = 0; steps < 3 && at(r, k)->type == CHUNK_NOUN;
         steps++, k -= 2) {
        if (at(r, k)->class == CLASS_DOC) return k;
        if (k < 2 || at(r, k - 1)->type != CHUNK_PREP || at(r, k)->class == CLASS_ACTOR) break;
    }
    return SIZE_MAX;
}

/* "Signed the treaty": its objects stand after the trigger `i`. */
static bool try_active(reading *r, const frame *f, size_t i, size_t first, size_t end) {
    const chunk *c = at(r, i);
    bool any = false;
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
    size_t of = c->subject > 1 ? (size_t)row_start(r, c->subject) : 0;
    if (!any && f->record == RECORD_POSITION && f->object == CLASS_NONE && of > 1 &&
        at(r, of - 1)->type == CHUNK_REL) /* "the test, which A condemned" */
        any = frame_object(r, f, i, of - 2, of - 2, i + 1);
    size_t told = f->object == CLASS_DOC && of > 1 && !any ? document_told_of(r, of - 1) : of;
    if (told < of) any = frame_object(r, f, i, told, told, end);
    return any;
}

/* Tries a frame at the trigger `i`; every object that fits gives a draft. */
static bool frame_try(reading *r, const frame *f, size_t i, voice v, size_t end) {
    if (misfits(r, f, i, v, end)) return false;
    size_t first = at(r, i)->type == CHUNK_VERB ? evidence_start(r, i) : i;
    if (f->object_free || f->object == CLASS_TOPIC) {
        slots s = slots_of(r, i, end);
        actors who = sides_of(r, f->sides, &s, f->record == RECORD_ENGAGEMENT);
        draft *d = who.count ? draft_add(r, f->record, who, first, end) : NULL;
        if (!d) return false;
        draft_fill(r, d, f, i, NULL);
        return true;
    }
    return v == VOICE_PASSIVE ? try_passive(r, f, i, end) : try_active(r, f, i, first, end);
}

bool frames_try(reading *r, size_t i, uint16_t class, voice v) {
    const language *l = r->l;
    if (class == CLASS_NONE) return false;
    uint32_t k = l->frame_first[class], last = l->frame_first[class + 1];
    size_t end = k < last ? clause_end(r, i) : i;
    for (; k < last; k++)
        if (frame_try(r, &l->frames[k], i, v, end)) return true;
    return false;
}
