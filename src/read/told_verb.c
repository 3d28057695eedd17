#include "read/assert.h"

/* What a verb asserts: by frames, else as a promise to do it. */

/* "The MoU supports the establishment of a centre": what the document is for; true when told. */
static bool document_supports(reading *r, size_t i) {
    const chunk *c = at(r, i), *subject = subject_of(r, c);
    if (!subject || subject->class != CLASS_DOC || !c->finite || c->modal || c->passive ||
        r->l->verbs[c->verb].class != CLASS_SUPPORTING || i + 1 >= r->chunk_count)
        return false;
    kind helped = noun_kind(r, at(r, i + 1));
    if (helped && kind_record(helped) == RECORD_COMMITMENT && c->state == STATUS_DONE)
        commitment(r, i, subject->inside.count > 1 ? subject->inside : r->all, helped,
                   clause_end(r, i), 0.55);
    return true;
}

/* "Had a working lunch with", "has a treaty with": true when it gave an encounter or a document. */
static bool has_something(reading *r, size_t i) {
    const chunk *c = at(r, i), *thing = i + 1 < r->chunk_count ? c + 1 : c;
    if (c->verb || c->not || item_role(r, c->last - 1) != ROLE_HAVE || thing->negated) return false;
    if (thing->class == CLASS_EVENT) return frames_try(r, i, CLASS_HOLD, VOICE_ACTIVE);
    return thing->class == CLASS_DOC && !thing->definite && c->state == STATUS_DONE &&
           frames_try(r, i, CLASS_HAVING, VOICE_ACTIVE);
}

/* Told in another way than by the frames of the verb, or not at all: true when nothing is left. */
static bool told_before_frames(reading *r, size_t i) {
    chunk *c = at(r, i);
    const verb *v = &r->l->verbs[c->verb];
    if (stance_without_verb(r, i) || there_should_be(r, i) || what_should_be(r, i) ||
        view_held(r, i) || said_to_be_needed(r, i) || stay_abroad(r, i) || framework_for(r, i) ||
        enabled_to(r, i))
        return true;
    if (!c->verb) promised_having(r, i);
    welcomed_to(r, i);
    bool talks = c->verb && v->class == CLASS_MEET && c->state != STATUS_BLOCKED;
    if (talks && about_document(r, i) && c->state == STATUS_PURPOSE) return true;
    if (has_something(r, i)) return true;
    if (c->state == STATUS_COMMITTED && !c->verb && c->form == FORM_BASE && !c->be && c->by.count &&
        r->items[c->last - 1].phrase == 0 && c->governor >= 0)
        commitment(r, i, c->by, KIND_OTHER, clause_end(r, i), 0.6); /* a verb not known */
    if (c->state == STATUS_BLOCKED || !c->verb) return true;
    if (c->governor > 0 && at(r, (size_t)c->governor)->type == CHUNK_NOUN &&
        at(r, (size_t)c->governor)->used && is_welcome(r, (size_t)c->governor - 1) &&
        !actors_overlap(c->by, r->all))
        return true; /* "welcomed the decision of A to do": what A does was taken with it */
    if (i > 0 && (c->form & FORM_ING) && !c->be && at(r, i - 1)->type == CHUNK_NOUN &&
        at(r, i - 1)->class == CLASS_DOC && v->content == KIND_OTHER && v->class)
        return true; /* "a protocol amending": which protocol it is */
    if (document_supports(r, i) || gave_money(r, i) || aid_told(r, i) || given_told(r, i))
        return true;
    const chunk *doer = subject_of(r, c);
    if (c->state == STATUS_COMMITTED && v->content == KIND_ESTABLISH &&
        is_programme(r, i, doer, KIND_ESTABLISH))
        return true;
    if (c->modal == ROLE_WOULD && i > 0 && at(r, i - 1)->type == CHUNK_REL && doer &&
        c->subject + 2 < (int32_t)i && at(r, i - 2)->type == CHUNK_COMMA)
        return true; /* "talks with X, which would help": what comes of it */
    return false;
}

/* "The Joint Commission of A and B held its third session": the session is that of its subject. */
static bool holds_session(reading *r, size_t i) {
    const chunk *body = subject_of(r, at(r, i)), *meeting = at(r, i + 1);
    return meeting->class == CLASS_EVENT && meeting->own == 3 && body &&
           body->class == CLASS_EVENT && body->noun && r->l->nouns[body->noun].named;
}

/* "The treaty founded a commission": it does something to an object, and nothing is done to it. */
static bool takes_object(reading *r, size_t i) {
    uint16_t class = r->l->verbs[at(r, i)->verb].class;
    if (i + 1 >= r->chunk_count || at(r, i + 1)->type != CHUNK_NOUN || class == CLASS_EXTEND)
        return false; /* "the treaty will run for another year" */
    if (holds_session(r, i)) return false;
    for (uint32_t k = at(r, i + 1)->first; k < at(r, i + 1)->last; k++)
        if (item_entry(r, &r->items[k])->calendar) return false; /* "took effect last week" */
    return true;
}

/* "A signed the treaty"; "the treaty entered into force", "the summit took place". */
static bool told_by_frames(reading *r, size_t i) {
    const chunk *c = at(r, i), *on = governor_of(r, c), *subject = subject_of(r, c);
    const verb *v = &r->l->verbs[c->verb];
    bool taken =
        c->passive && (v->class == CLASS_JOIN || v->class == CLASS_QUIT || v->class == CLASS_PARTY);
    voice how = c->passive && !taken ? VOICE_PASSIVE : VOICE_ACTIVE; /* "was admitted to X" */
    if (frames_try(r, i, v->class, how)) return true;
    effect does =
        on && on->type == CHUNK_VERB && on->verb ? r->l->verbs[on->verb].effect : EFFECT_NONE;
    bool said = does == EFFECT_SAY || /* "said that the treaty entered", "agreed that it would" */
                (does == EFFECT_COMMIT && c->state == STATUS_COMMITTED && subject &&
                 subject->class == CLASS_EVENT);
    bool told = !c->passive && c->finite && subject && (!on || said) &&
                (subject->class == CLASS_DOC || subject->class == CLASS_EVENT) &&
                !takes_object(r, i) && frames_try(r, i, v->class, VOICE_PASSIVE);
    if (told && i + 1 < r->chunk_count && holds_session(r, i)) at(r, i + 1)->used = true;
    return told;
}

/* What a document provides for, what begins: true when nothing is left to tell. */
static bool told_of_subject(reading *r, size_t i) {
    const chunk *c = at(r, i), *subject = subject_of(r, c);
    const verb *v = &r->l->verbs[c->verb];
    if (subject && c->subject > 1 && at(r, (size_t)c->subject - 1)->type == CHUNK_PREP &&
        is_negotiation(r, at(r, (size_t)c->subject - 2)))
        return true; /* "negotiations on an agreement will resume": told by the noun */
    bool of_document = subject && subject->class == CLASS_DOC && c->finite;
    if (of_document && (c->state == STATUS_COMMITTED || v->class == CLASS_PROVIDES)) {
        if (i + 1 >= r->chunk_count || at(r, i + 1)->type == CHUNK_PREP)
            return true; /* "the protocol will apply from": nothing that somebody does */
        actors who = subject->inside.count > 1 ? subject->inside : r->all;
        if (v->effect == EFFECT_NONE && (v->class == CLASS_PROVIDES || v->content == KIND_DELIVER ||
                                         v->content == KIND_ESTABLISH))
            commitment(r, i, who, v->content ? v->content : KIND_COOPERATE, clause_end(r, i), 0.65);
        return true;
    }
    if (v->class == CLASS_BEGIN && c->modal == ROLE_WILL && subject && !c->by.count) {
        kind begun = noun_kind(r, subject); /* "deliveries will start in May" */
        if (begun && kind_record(begun) == RECORD_COMMITMENT)
            commitment(r, i, we_now(r), begun, clause_end(r, i), 0.6);
        return true;
    }
    return false;
}

/* "Will continue cooperation", "are expanding cooperation": true when nothing is left to tell. */
static bool told_as_going_on(reading *r, size_t i) {
    const chunk *c = at(r, i), *subject = subject_of(r, c);
    const verb *v = &r->l->verbs[c->verb];
    if (v->effect == EFFECT_COMMIT && c->state != STATUS_PURPOSE) promised_noun(r, i, c->by);
    if (v->effect == EFFECT_CARRY && c->state == STATUS_COMMITTED && c->passive && subject) {
        kind kept = noun_kind(r, subject); /* "cooperation will be continued" */
        if (kept && kind_record(kept) == RECORD_COMMITMENT)
            commitment(r, i, c->by.count ? c->by : we_now(r), kept, clause_end(r, i), 0.6);
        return true;
    }
    if (v->effect == EFFECT_CARRY && c->state == STATUS_COMMITTED) promised_noun(r, i, c->by);
    if (c->state == STATUS_DONE && c->be && (c->form & FORM_ING) && c->by.count > 1 && v->content &&
        v->content != KIND_OTHER) { /* "are expanding cooperation" */
        const chunk *gift = i + 1 < r->chunk_count ? at(r, i + 1) : c;
        bool words = !gift->noun || r->l->nouns[gift->noun].class == CLASS_SPEECH;
        if (v->content == KIND_DELIVER && words) return true; /* "are sending a message" */
        commitment(r, i, c->by, v->content, clause_end(r, i), 0.65);
        if (v->content == KIND_DELIVER && r->draft_count)
            r->drafts[r->draft_count - 1].f.modality = MODALITY_DONE;
        return true;
    }
    return false;
}

/* What kind of thing the verb promises; KIND_NONE: nothing. */
static kind promised_kind(reading *r, size_t i) {
    const chunk *c = at(r, i), *subject = subject_of(r, c);
    const verb *v = &r->l->verbs[c->verb];
    kind what = c->not ? KIND_OTHER : v->content; /* "shall not be required to" */
    bool light = v->class == CLASS_LIGHT || v->class == CLASS_EXTEND;
    if (light && !c->not &&!c->passive && i + 1 < r->chunk_count) { /* "extend a loan" */
        kind given = noun_kind(r, at(r, i + 1));
        if (given && kind_record(given) == RECORD_COMMITMENT) what = given;
        for (uint32_t k = at(r, i + 1)->first; k < at(r, i + 1)->last; k++)
            if (item_role(r, k) == ROLE_MONEY) what = KIND_DELIVER;
    }
    if (what == KIND_OTHER && !c->not &&!c->passive && gives_number(r, i)) what = KIND_DELIVER;
    if ((what == KIND_DELIVER || what == KIND_ESTABLISH) && !c->passive && makes_ties(r, i))
        what = KIND_COOPERATE;
    kind passive_kind = c->passive && subject ? noun_kind(r, subject) : KIND_NONE;
    if (passive_kind && kind_record(passive_kind) == RECORD_COMMITMENT && what == KIND_OTHER)
        what = passive_kind; /* "cooperation will be extended to" */
    return what;
}

static actors promised_by(reading *r, size_t i, kind what) {
    const chunk *c = at(r, i), *subject = subject_of(r, c);
    actors who = c->by, doer = {0};
    if (c->passive && what == KIND_DELIVER) doer = slots_of(r, i, clause_end(r, i)).by;
    if (doer.count) return doer; /* "200 scholarships will be granted by X" */
    if (c->passive && subject && subject->class == CLASS_ACTOR && c->governor >= 0)
        who = at(r, (size_t)c->governor)->by; /* "agree that X shall not be required to" */
    if (c->passive && !who.count && what != KIND_OTHER) {
        slots of = {0}; /* "the link between A and B will be restored" */
        if (c->subject >= 0) of = slots_of(r, (size_t)c->subject, i);
        const chunk *teller = c->governor >= 0 ? at(r, (size_t)c->governor) : c;
        bool gift = (what == KIND_DELIVER || what == KIND_NEGOTIATE) &&
                    teller->type == CHUNK_VERB && teller->by.count == 1;
        who = of.between.count > 1 ? of.between : gift ? teller->by : we_now(r);
    }
    if (!c->passive && !who.count && c->modal == ROLE_WILL && is_joint_body(r, c->subject))
        who = subject->inside.count > 1 ? subject->inside : we_now(r);
    if (what == KIND_DELIVER && c->modal && r->spoken && subject &&
        item_role(r, subject->first) == ROLE_WE)
        who = r->home; /* a gift is of who speaks */
    return who;
}

/* "X will be asked", "the summit will be held": nothing that a
 * side promises. */
static bool no_promise(reading *r, size_t i) {
    const chunk *c = at(r, i), *subject = subject_of(r, c);
    uint16_t class = r->l->verbs[c->verb].class;
    if (!c->passive || !subject) return false;
    if (subject->class == CLASS_ACTOR && r->l->verbs[c->verb].content == KIND_DELIVER &&
        !c->not &&slots_of(r, i, clause_end(r, i)).by.count)
        return false; /* "A will be provided with ships by B" */
    if (subject->class == CLASS_ACTOR) return !c->not || c->governor < 0;
    return (class == CLASS_HOLD || class == CLASS_OPEN) && subject->class == CLASS_EVENT;
}

static void promise(reading *r, size_t i) {
    const chunk *c = at(r, i), *subject = subject_of(r, c);
    const verb *v = &r->l->verbs[c->verb];
    const chunk *goes = i + 1 < r->chunk_count ? at(r, i + 1) : c;
    bool visits = goes->class == CLASS_EVENT && noun_kind(r, goes) == KIND_VISIT && !c->passive;
    if (joint_verb(r, i) || (visits && (c->not || v->content == KIND_OTHER))) return;
    kind what = promised_kind(r, i);
    if (c->state != STATUS_COMMITTED || !what || v->effect == EFFECT_COMMIT) return;
    if (no_promise(r, i)) return;
    actors who = promised_by(r, i, what);
    if (what == KIND_COOPERATE && who.count == 1 && is_alone(r, i))
        what = gives_aid(r, i) ? KIND_DELIVER : KIND_OTHER;
    bool thing = subject && !c->passive && c->governor >= 0 && subject->class != CLASS_ACTOR &&
                 subject->class != CLASS_AGENCY && subject->class != CLASS_SIDE &&
                 subject->class != CLASS_BILATERAL;
    const chunk *on = governor_of(r, c); /* "the meeting agreed to": it promises for its sides */
    if (on && on->type == CHUNK_VERB && on->by.count && on->subject == c->subject) thing = false;
    if (thing && (what == KIND_COOPERATE || what == KIND_OTHER) && !is_joint_body(r, c->subject))
        return; /* "agreed that closer ties would benefit both": what they think */
    const chunk *g = on;
    if (g && g->state == STATUS_DONE && agreed_clause(r, (size_t)c->governor) == i &&
        is_international(r, (size_t)c->governor + 1, clause_end(r, i), who))
        return; /* "agreed that the sanctions are linked to": a view */
    if (is_programme(r, i, subject, what)) return;
    bool by_noun = g && !c->modal && g->type == CHUNK_NOUN;
    bool held =
        g && !c->modal && (by_noun || g->be) && (what == KIND_OTHER || what == KIND_COOPERATE);
    const chunk *kept =
        i + 1 < r->chunk_count ? at(r, i + 1) : c; /* "committed to promoting peace" */
    bool ideal = held && g->by.count && kept->class == CLASS_TOPIC && !kept->own &&
                 is_principle(r, i, clause_end(r, i)) && kept->first + 2 > kept->last - 1;
    if ((by_noun && v->class == CLASS_PRINCIPLE) || ideal)
        principle(r, i, who, clause_end(r, i));
    else
        commitment(r, i, who, what, clause_end(r, i), 0.75);
}

void assert_verb(reading *r, size_t i) {
    if (told_before_frames(r, i) || told_by_frames(r, i) || told_of_subject(r, i) ||
        told_as_going_on(r, i))
        return;
    promise(r, i);
}
