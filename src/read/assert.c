#include "read/frame.h"

#include <string.h>

/* What the verbs and nouns of a sentence assert: by frames, as promises, as documents and
 * encounters that are only named. */

enum { NAME_CHUNKS = 6 };

static bool is_welcome(reading *r, size_t i) {
    const chunk *c = at(r, i);
    return c->type == CHUNK_VERB && c->verb && r->l->verbs[c->verb].class == CLASS_WELCOME;
}

static bool is_negotiation(const reading *r, const chunk *c) {
    return c->noun && (r->l->nouns[c->noun].class == CLASS_NEGOTIATING ||
                       r->l->nouns[c->noun].class == CLASS_NEGOTIATION);
}

/* "The MoU supports the establishment of a centre": what the document is for; true when told. */
static bool document_supports(reading *r, size_t i) {
    const chunk *c = at(r, i), *subject = c->subject >= 0 ? at(r, (size_t)c->subject) : NULL;
    if (!subject || subject->class != CLASS_DOC || !c->finite || c->modal || c->passive ||
        r->l->verbs[c->verb].class != CLASS_SUPPORTING || i + 1 >= r->chunk_count)
        return false;
    kind helped = noun_kind(r, at(r, i + 1));
    if (helped && kind_record(helped) == RECORD_COMMITMENT && c->state == STATUS_DONE)
        commitment(r, i, subject->inside.count > 1 ? subject->inside : r->all, helped,
                   clause_end(r, i), 0.55);
    return true;
}

/* "Had a working lunch with": true when it gave an encounter. */
static bool has_event(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (c->verb || c->not || item_role(r, c->last - 1) != ROLE_HAVE || i + 1 >= r->chunk_count ||
        at(r, i + 1)->class != CLASS_EVENT || at(r, i + 1)->negated)
        return false;
    return frames_try(r, i, CLASS_HOLD, VOICE_ACTIVE);
}

static void assert_verb(reading *r, size_t i) {
    chunk *c = at(r, i);
    const verb *v = &r->l->verbs[c->verb];
    if (what_should_be(r, i) || view_held(r, i) || said_to_be_needed(r, i) || stay_abroad(r, i) ||
        framework_for(r, i))
        return;
    if (!c->verb) promised_having(r, i);
    welcomed_to(r, i);
    bool talks = c->verb && v->class == CLASS_MEET && c->state != STATUS_BLOCKED;
    if (talks && about_document(r, i) && c->state == STATUS_PURPOSE) return;
    if (has_event(r, i)) return;
    if (c->state == STATUS_COMMITTED && !c->verb && c->form == FORM_BASE && !c->be && c->by.count &&
        r->items[c->last - 1].phrase == 0 && c->governor >= 0)
        commitment(r, i, c->by, KIND_OTHER, clause_end(r, i), 0.6); /* a verb not known */
    if (c->state == STATUS_BLOCKED || !c->verb) return;
    if (c->governor > 0 && at(r, (size_t)c->governor)->type == CHUNK_NOUN &&
        at(r, (size_t)c->governor)->used && is_welcome(r, (size_t)c->governor - 1) &&
        !actors_overlap(c->by, r->all))
        return; /* "welcomed the decision of A to do": what A does was taken with it */
    if (i > 0 && (c->form & FORM_ING) && !c->be && at(r, i - 1)->type == CHUNK_NOUN &&
        at(r, i - 1)->class == CLASS_DOC && v->content == KIND_OTHER && v->class)
        return; /* "a protocol amending": which protocol it is */
    if (document_supports(r, i) || gave_money(r, i) || aid_told(r, i)) return;
    bool taken = c->passive && (v->class == CLASS_JOIN || v->class == CLASS_QUIT);
    voice how = c->passive && !taken ? VOICE_PASSIVE : VOICE_ACTIVE; /* "was admitted to X" */
    const chunk *doer = c->subject >= 0 ? at(r, (size_t)c->subject) : NULL;
    if (c->state == STATUS_COMMITTED && v->content == KIND_ESTABLISH &&
        is_programme(r, i, doer, KIND_ESTABLISH))
        return;
    if (c->modal == ROLE_WOULD && i > 0 && at(r, i - 1)->type == CHUNK_REL && doer &&
        c->subject + 2 < (int32_t)i && at(r, i - 2)->type == CHUNK_COMMA)
        return; /* "talks with X, which would help": what comes of it */
    if (frames_try(r, i, v->class, how)) return;
    const chunk *on = c->governor >= 0 ? at(r, (size_t)c->governor) : NULL;
    effect does =
        on && on->type == CHUNK_VERB && on->verb ? r->l->verbs[on->verb].effect : EFFECT_NONE;
    bool said = does == EFFECT_SAY || /* "said that the treaty entered", "agreed that it would" */
                (does == EFFECT_COMMIT && c->state == STATUS_COMMITTED && c->subject >= 0 &&
                 at(r, (size_t)c->subject)->class == CLASS_EVENT);
    if (!c->passive && c->finite && c->subject >= 0 && (!on || said) &&
        (at(r, (size_t)c->subject)->class == CLASS_DOC ||
         at(r, (size_t)c->subject)->class == CLASS_EVENT) &&
        frames_try(r, i, v->class, VOICE_PASSIVE))
        return; /* "the treaty entered into force", "the summit took place" */
    const chunk *subject = c->subject >= 0 ? at(r, (size_t)c->subject) : NULL;
    if (subject && c->subject > 1 && at(r, (size_t)c->subject - 1)->type == CHUNK_PREP &&
        is_negotiation(r, at(r, (size_t)c->subject - 2)))
        return; /* "negotiations on an agreement will resume": told by the noun */
    bool of_document = subject && subject->class == CLASS_DOC && c->finite;
    if (of_document && (c->state == STATUS_COMMITTED || v->class == CLASS_PROVIDES)) {
        if (i + 1 >= r->chunk_count || at(r, i + 1)->type == CHUNK_PREP)
            return; /* "the protocol will apply from": nothing that somebody does */
        actors who = subject->inside.count > 1 ? subject->inside : r->all;
        if (v->effect == EFFECT_NONE && (v->class == CLASS_PROVIDES || v->content == KIND_DELIVER ||
                                         v->content == KIND_ESTABLISH))
            commitment(r, i, who, v->content ? v->content : KIND_COOPERATE, clause_end(r, i), 0.65);
        return;
    }
    if (v->class == CLASS_BEGIN && c->modal == ROLE_WILL && subject && !c->by.count) {
        kind begun = noun_kind(r, subject); /* "deliveries will start in May" */
        if (begun && kind_record(begun) == RECORD_COMMITMENT)
            commitment(r, i, we_now(r), begun, clause_end(r, i), 0.6);
        return;
    }
    if (v->effect == EFFECT_COMMIT && c->state != STATUS_PURPOSE) promised_noun(r, i, c->by);
    if (v->effect == EFFECT_CARRY && c->state == STATUS_COMMITTED && c->passive && subject) {
        kind kept = noun_kind(r, subject); /* "cooperation will be continued" */
        if (kept && kind_record(kept) == RECORD_COMMITMENT)
            commitment(r, i, c->by.count ? c->by : we_now(r), kept, clause_end(r, i), 0.6);
        return;
    }
    if (v->effect == EFFECT_CARRY && c->state == STATUS_COMMITTED) promised_noun(r, i, c->by);
    if (c->state == STATUS_DONE && c->be && (c->form & FORM_ING) && c->by.count > 1 && v->content &&
        v->content != KIND_OTHER) { /* "are expanding cooperation" */
        const chunk *gift = i + 1 < r->chunk_count ? at(r, i + 1) : c;
        bool words = !gift->noun || r->l->nouns[gift->noun].class == CLASS_SPEECH;
        if (v->content == KIND_DELIVER && words) return; /* "are sending a message" */
        commitment(r, i, c->by, v->content, clause_end(r, i), 0.65);
        if (v->content == KIND_DELIVER && r->draft_count)
            r->drafts[r->draft_count - 1].f.modality = MODALITY_DONE;
        return;
    }
    kind what = c->not ? KIND_OTHER : v->content; /* "shall not be required to" */
    const chunk *goes = i + 1 < r->chunk_count ? at(r, i + 1) : c;
    bool visits = goes->class == CLASS_EVENT && noun_kind(r, goes) == KIND_VISIT && !c->passive;
    if (joint_verb(r, i) || (visits && what == KIND_OTHER)) return;
    bool light = v->class == CLASS_LIGHT || v->class == CLASS_EXTEND;
    if (light && !c->not &&!c->passive && i + 1 < r->chunk_count) { /* "extend a loan" */
        kind given = noun_kind(r, at(r, i + 1));
        if (given && kind_record(given) == RECORD_COMMITMENT) what = given;
        for (uint32_t k = at(r, i + 1)->first; k < at(r, i + 1)->last; k++)
            if (item_role(r, k) == ROLE_MONEY) what = KIND_DELIVER;
    }
    if (what == KIND_OTHER && !c->not &&!c->passive && gives_number(r, i)) what = KIND_DELIVER;
    kind passive_kind = c->passive && subject ? noun_kind(r, subject) : KIND_NONE;
    if (passive_kind && kind_record(passive_kind) == RECORD_COMMITMENT && what == KIND_OTHER)
        what = passive_kind; /* "cooperation will be extended to" */
    if (c->state != STATUS_COMMITTED || !what || v->effect == EFFECT_COMMIT) return;
    actors who = c->by;
    if (c->passive && subject && subject->class == CLASS_ACTOR) {
        if (!c->not || c->governor < 0) return;
        who = at(r, (size_t)c->governor)->by; /* "agree that X shall not be required to" */
    }
    if (c->passive && (v->class == CLASS_HOLD || v->class == CLASS_OPEN) && subject &&
        subject->class == CLASS_EVENT)
        return;
    if (c->passive && !who.count && what != KIND_OTHER) {
        slots of = {0}; /* "the link between A and B will be restored" */
        if (c->subject >= 0) of = slots_of(r, (size_t)c->subject, i);
        const chunk *teller = c->governor >= 0 ? at(r, (size_t)c->governor) : c;
        bool gift = what == KIND_DELIVER && teller->type == CHUNK_VERB && teller->by.count == 1;
        who = of.between.count > 1 ? of.between : gift ? teller->by : we_now(r);
    }
    if (!c->passive && !who.count && c->modal == ROLE_WILL && is_joint_body(r, c->subject))
        who = subject->inside.count > 1 ? subject->inside : we_now(r);
    if (what == KIND_DELIVER && c->modal && r->spoken && subject &&
        item_role(r, subject->first) == ROLE_WE)
        who = r->home; /* a gift is of who speaks */
    if (what == KIND_COOPERATE && who.count == 1 && is_alone(r, i))
        what = gives_aid(r, i) ? KIND_DELIVER : KIND_OTHER;
    bool thing = subject && !c->passive && c->governor >= 0 && subject->class != CLASS_ACTOR &&
                 subject->class != CLASS_AGENCY && subject->class != CLASS_SIDE &&
                 subject->class != CLASS_BILATERAL;
    if (thing && (what == KIND_COOPERATE || what == KIND_OTHER) && !is_joint_body(r, c->subject))
        return; /* "agreed that closer ties would benefit both": what they think */
    const chunk *g = c->governor >= 0 ? at(r, (size_t)c->governor) : NULL;
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

static bool is_stance(uint16_t class) {
    return class == CLASS_SUPPORT || class == CLASS_CONCERN || class == CLASS_BELIEF;
}

/* "received the support of X" */
static bool given_by(reading *r, size_t i) {
    return i > 0 && i + 2 < r->chunk_count && at(r, i - 1)->type == CHUNK_VERB &&
           at(r, i + 1)->type == CHUNK_PREP && at(r, i + 1)->role == ROLE_OF &&
           at(r, i + 2)->class == CLASS_ACTOR;
}

/* "The signing is planned for May", "the ratification will follow": its own verb puts it ahead. */
static bool is_ahead(reading *r, size_t i) {
    for (size_t k = i + 1; k < r->chunk_count && k < i + 12; k++) {
        const chunk *v = at(r, k);
        if (v->type != CHUNK_VERB || v->subject != (int32_t)i) continue;
        effect e = v->verb ? r->l->verbs[v->verb].effect : EFFECT_NONE;
        bool planned =
            (v->passive || v->form & FORM_PART) && (e == EFFECT_PLAN || e == EFFECT_COMMIT);
        return planned || v->modal == ROLE_WILL;
    }
    return false;
}

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

/* "The anniversary of the establishment of": told by the anniversary. */
static bool is_remembered(const reading *r, size_t i) {
    if (i < 2 || r->chunks[i - 1].role != ROLE_OF) return false;
    const chunk *c = &r->chunks[i - 2];
    return c->noun && r->l->nouns[c->noun].class == CLASS_ANNIVERSARY;
}

/* "Support for the launch of", "discussed plans and the establishment of": it is not done. */
static bool is_wished(const reading *r, size_t i) {
    const chunk *on = i > 1 && r->chunks[i - 1].type == CHUNK_PREP ? &r->chunks[i - 2] : NULL;
    if (on && on->noun && r->l->nouns[on->noun].class == CLASS_SUPPORT) return true;
    for (size_t k = i; k-- > 0 && r->chunks[k].type != CHUNK_BREAK;) {
        const verb *v = &r->l->verbs[r->chunks[k].verb];
        if (r->chunks[k].type == CHUNK_VERB && r->chunks[k].finite)
            return v->effect == EFFECT_BLOCK && v->class != CLASS_WELCOME;
    }
    return false;
}

static void assert_noun(reading *r, size_t i) {
    chunk *c = at(r, i);
    if (!c->noun || is_remembered(r, i)) return;
    const noun *n = &r->l->nouns[c->noun];
    if (membership_of_noun(r, i)) return;
    actors owner = owner_of(r, (int32_t)i, -1);
    bool told = false, blocked = false;
    for (size_t k = i; k-- > 0 && i - k < 10;) {
        if (at(r, k)->type == CHUNK_BREAK) break;
        if (at(r, k)->type != CHUNK_VERB) continue;
        if (at(r, k)->verb && r->l->verbs[at(r, k)->verb].effect == EFFECT_BLOCK &&
            r->l->verbs[at(r, k)->verb].class != CLASS_WELCOME && n->kind == KIND_NONE)
            blocked = true; /* "supports X's accession" */
        effect does = at(r, k)->verb ? (effect)r->l->verbs[at(r, k)->verb].effect : EFFECT_NONE;
        bool tells = does == EFFECT_SAY || (is_stance(n->class) && does == EFFECT_COMMIT);
        told = tells || (n->kind == KIND_ESTABLISH && at(r, k)->finite);
        if (n->class == CLASS_SUPPORT && owner.count && !c->own && at(r, k)->by.count &&
            !is_welcome(r, k) && (tells || !given_by(r, i)) && !actors_overlap(owner, at(r, k)->by))
            return; /* "recalled the support of others": thanks, no stance */
        if (!owner.count && (tells || c->own || n->effect == EFFECT_NONE) &&
            !(is_stance(n->class) && !tells && !c->own))
            owner = at(r, k)->by;
        if (n->class != CLASS_EVENT && n->class != CLASS_DOC) c->state = at(r, k)->state;
        break;
    }
    c->by = owner;
    if (c->state == STATUS_DONE && n->class != CLASS_EVENT && n->class != CLASS_DOC &&
        is_ahead(r, i))
        c->state = STATUS_PLANNED;
    bool stance = is_stance(n->class);
    bool with = i + 1 < r->chunk_count && at(r, i + 1)->role == ROLE_WITH;
    if (with && n->effect == EFFECT_BLOCK && !stance) return; /* "his call with X" */
    if (stance && i == 0) return; /* a heading: "Human Rights Concerns" */
    if (c->state == STATUS_BLOCKED || (blocked && !n->effect && !stance)) return;
    const chunk *does = i > 0 ? at(r, i - 1) : c; /* "approved the signing of": to be signed */
    if (n->class == CLASS_SIGNING && does->type == CHUNK_VERB && does->verb &&
        r->l->verbs[does->verb].class == CLASS_APPROVE)
        return;
    const chunk *of = i + 2 < r->chunk_count ? at(r, i + 2) : c; /* "conclusion of negotiations" */
    if (n->class == CLASS_SIGNING && of->type == CHUNK_NOUN && is_negotiation(r, of)) return;
    if (n->kind == KIND_ESTABLISH && of->type == CHUNK_NOUN && is_negotiation(r, of))
        return; /* "work toward the launch of negotiations": told by those */
    if (i > 1 && at(r, i - 1)->type == CHUNK_PREP && at(r, i - 2)->class == CLASS_DOC)
        told = true; /* "the protocol on the establishment of relations was signed" */
    if (n->kind == KIND_ESTABLISH && (!told || !c->definite || is_wished(r, i))) return;
    if (is_stance(n->class) && !c->owned && !c->own && !told && !given_by(r, i)) return;
    if (n->class != CLASS_EVENT && n->class != CLASS_DOC) {
        frames_try(r, i, n->class, VOICE_NOMINAL);
        if (n->effect == EFFECT_COMMIT && n->class != CLASS_EVENT) promised_noun(r, i, owner);
    }
}

/* What may stand after "of" in the name of a document: a name, a meeting, a date. */
static bool names_on(const reading *r, const chunk *c) {
    if (c->class == CLASS_ACTOR && c->mention != MENTION_STATE) return false;
    const token *t = &r->tokens.items[r->items[c->first].token];
    if (c->class != CLASS_ACTOR && is_named(r, c)) return true;
    return t->kind == TOKEN_NUMBER || has_organisation(r, c->inside);
}

/* Named documents that no verb took: they are referred to. */
static void assert_document(reading *r, size_t i) {
    chunk *c = at(r, i);
    if (c->negated) return; /* "no agreement" */
    slots s = slots_of(r, i, i + 6 < r->chunk_count ? i + 6 : r->chunk_count);
    size_t end = i + 1; /* "the Communiqué of the 5th Meeting" */
    while (end + 1 < r->chunk_count && end < i + 7 && at(r, end)->type == CHUNK_PREP &&
           at(r, end)->role != ROLE_IN && at(r, end)->role != ROLE_BY &&
           at(r, end + 1)->type == CHUNK_NOUN && names_on(r, at(r, end + 1)))
        end += 2;
    for (size_t k = i + 1; k < end; k++) at(r, k)->used = true;
    bool named = is_named(r, c) || end > i + 1 || date_within(r, c->first, c->last).n;
    const chunk *agreed = i + 1 < r->chunk_count ? at(r, i + 1) : c; /* "the Work Plan agreed at" */
    named |= agreed->type == CHUNK_VERB && agreed->verb && !agreed->finite && !agreed->be &&
             (agreed->form & FORM_PART) && r->l->verbs[agreed->verb].class == CLASS_COMMIT &&
             (r->items[c->last - 1].flags & TOKEN_CAPITAL);
    bool title = r->at <= 2 && r->sentences[r->at].title && i == 0;
    /* "In a joint statement, the presidents said": they issued it */
    bool issued = !title && !c->definite && noun_kind(r, c) == KIND_STATEMENT && i > 0 &&
                  at(r, i - 1)->role == ROLE_IN && r->items[c->last - 1].length > 1;
    if (!title && !named && !c->definite && s.between.count < 2 && !issued &&
        !(r->items[c->first].flags & TOKEN_CAPITAL))
        return;
    actors who = actors_join(r, c->inside, s.between);
    if (issued && !who.count) who = around(r, i);
    /* "The outcome is as follows (Joint Statement of the A-B Consultations)": it is added */
    bool added = !title && i > 0 && c->first > 0 && item_role(r, c->first - 1) == ROLE_OPEN &&
                 noun_kind(r, c) == KIND_STATEMENT && r->items[c->last - 1].length > 1;
    bool ours = !r->l->nouns[c->noun].named && noun_kind(r, c) != KIND_TREATY &&
                noun_kind(r, c) != KIND_STATEMENT && noun_kind(r, c) != KIND_PROTOCOL;
    for (size_t k = i + 1; k < end; k++) who = actors_join(r, who, at(r, k)->inside);
    if (!who.count && c->own == 2) who = around(r, i); /* "recalled their treaty of 1975" */
    if (who.count == 1 && c->own == 2) who = (actors){0};
    issued |= added && who.count > 1;
    kind what = noun_kind(r, c);
    bool hosted = who.count == 1 && has_organisation(r, who); /* "the UN Convention": its parties
                                                                 are not named */
    if (hosted && (what == KIND_TREATY || what == KIND_AGREEMENT)) who = (actors){0};
    if (!who.count && !hosted && ours) who = pair_now(r); /* "the 2009 Memorandum on Trade" */
    draft *d = draft_add(r, RECORD_INSTRUMENT, who, i, end);
    if (!d) return;
    d->f.kind = noun_kind(r, c);
    d->f.act = issued ? ACT_SIGNED : ACT_EXISTING;
    d->f.modality = MODALITY_DONE;
    size_t name = i; /* "on Bilateral Partnership in Environmental Affairs" */
    while (name + 2 < r->chunk_count && name < i + NAME_CHUNKS &&
           (at(r, name + 1)->type == CHUNK_PREP || at(r, name + 1)->type == CHUNK_AND) &&
           at(r, name + 2)->type == CHUNK_NOUN && at(r, name + 2)->class != CLASS_ACTOR &&
           (name == i || (r->items[at(r, name + 2)->last - 1].flags & TOKEN_CAPITAL)))
        name += 2;
    d->f.sectors = sectors_within(r, c->first, at(r, name)->last);
    d->plural = c->plural;
    d->f.date = date_within(r, c->first, d->last);
    d->f.confidence = 0.6;
    d->head = c->first;
    d->head_last = c->last;
    d->definite = !named && !title;
    d->keep = named || title || issued || s.between.count > 1;
    parties_of_clause(r, d, i, end - 1);
    if (!title) return;
    d->f.act = ACT_SIGNED; /* the title of the document is the document */
    if (d->who.count < 2) d->who = r->all;
    d->f.confidence = 0.7;
    parties_of_issue(r, d);
    if (r->published == DAY_NONE || d->f.date.n) return;
    char text[16];
    day_format(r->published, text);
    d->f.date = str_format(r->a, "%s", text);
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

/* Encounters as nouns: "the visit of A to B", "at the third C-D Business Forum". */
static void assert_event(reading *r, size_t i) {
    chunk *c = at(r, i);
    kind what = noun_kind(r, c);
    size_t end = i + 1;
    bool between = i + 1 < r->chunk_count && at(r, i + 1)->role == ROLE_BETWEEN;
    while (end < r->chunk_count && end < i + (between ? 14 : 8) &&
           (at(r, end)->type != CHUNK_VERB || led_by(r, i, end)) &&
           at(r, end)->type != CHUNK_BREAK && (between || at(r, end)->type != CHUNK_COMMA) &&
           at(r, end)->type != CHUNK_SUB) /* "his first visit to X since his election in May" */
        end++;
    while (end > i + 1 && at(r, end - 1)->type == CHUNK_COMMA) end--;
    slots s = slots_of(r, i, end);
    actors who = actors_join(r, c->inside, s.between);
    who = actors_join(r, who, s.with);
    if (what == KIND_VISIT || what == KIND_TALKS) {
        who = actors_join(r, who, s.of);
        who = actors_join(r, who, s.to);
        if (what == KIND_VISIT) who = actors_join(r, who, s.in);
        if (what == KIND_VISIT) who = actors_join(r, who, s.by);
    }
    if (what == KIND_VISIT && who.count < 2 &&
        (who.count || date_within(r, c->first, at(r, end - 1)->last).n))
        who = actors_join(r, who, around(r, i));
    if (what == KIND_VISIT && r->first_person && (c->own == 5 || c->own == 1) && !who.count)
        who = around(r, i); /* "glad to be in X on my first visit" */
    if (what == KIND_VISIT && who.count < 2 && i > 2 && at(r, i - 1)->type == CHUNK_PREP &&
        at(r, i - 2)->class == CLASS_ACTOR && at(r, i - 3)->role == ROLE_IN)
        who = actors_join(r, who, around(r, i)); /* "is in X on a visit" */
    if (what == KIND_TALKS && s.with.count) who = actors_join(r, who, around(r, i));
    if (what == KIND_TALKS && (about_document(r, i) || names_document(r, i))) return;
    if (what == KIND_TALKS && s.with.count && meetings_with(r, i, around(r, i))) return;
    bool of_heads = what == KIND_SUMMIT && c->session;
    if (of_heads) who = actors_join(r, who, s.of);
    bool past = what == KIND_TALKS && who.count < 2 && follows_them(r, i, s.in.count > 0);
    if (past) who = actors_join(r, who, around(r, i));
    if (past && who.count < 2) who = actors_join(r, who, s.in);
    past &= who.count > 1;
    if (what == KIND_INVITATION) {
        who = actors_join(r, who, actors_join(r, s.of, s.by));
        if (who.count == 1) who = actors_join(r, who, pair_now(r));
    }
    bool capital = r->items[c->last - 1].flags & TOKEN_CAPITAL, capital_last = capital;
    str date = date_within(r, c->first, at(r, end - 1)->last);
    bool heads = r->sentences[r->at].title; /* the day there is that of the paper */
    bool since = end < r->chunk_count && at(r, end)->type == CHUNK_SUB;
    uint32_t until = since ? at(r, end)->first : r->sentences[r->at].last;
    if (!date.n && !heads && what != KIND_INVITATION && (capital_last || who.count > 1))
        date = date_within(r, r->sentences[r->at].first, until);
    const chunk *next = i + 1 < r->chunk_count ? at(r, i + 1) : NULL;
    bool body = c->noun && r->l->nouns[c->noun].named && !c->session;
    bool does = next && next->type == CHUNK_VERB && next->subject == (int32_t)i;
    bool meets = does && next->verb && r->l->verbs[next->verb].class == CLASS_MEET;
    if (body && meets && !date.n) /* "the commission will meet in Kobe in May" */
        date = date_within(r, r->sentences[r->at].first, r->sentences[r->at].last);
    if (c->plural && r->sentences[r->at].title) return; /* a heading: "Visits" */
    bool specific = capital || upcoming(r, c) || s.with.count ||
                    (what == KIND_VISIT && s.to.count) || (what == KIND_INVITATION && who.count) ||
                    who.count > 1 || (who.count && date.n) || (body && meets && date.n);
    bool stands = specific || c->definite || past;
    if (!stands || c->negated || is_called_off(r, i)) return;
    if (who.count < 2 &&
        (of_heads || what == KIND_VISIT || what == KIND_TALKS || what == KIND_CEREMONY))
        who = actors_join(r, who, pair_now(r));
    bool own_meeting = what == KIND_VISIT || what == KIND_INVITATION || what == KIND_CALL;
    if (!own_meeting && i > 0 && at(r, i - 1)->type == CHUNK_PREP && c->inside.count &&
        is_of_others(r, c->inside)) /* "on the margins of the UN Climate Conference" */
        return;
    if (body && !meets && !is_numbered(r, c) && !date_within(r, c->first, at(r, end - 1)->last).n)
        return;
    bool others = what == KIND_COMMISSION && !who.count && !c->session && i + 1 < r->chunk_count &&
                  at(r, i + 1)->type == CHUNK_PREP && at(r, i + 1)->role == ROLE_OF;
    if (others) return; /* "the 59th session of the Bureau": of a body of its own */
    draft *d = draft_add(r, RECORD_ENGAGEMENT, who.count ? who : r->all, i, end);
    if (!d) return;
    d->f.kind = what;
    bool later = does && (next->state == STATUS_COMMITTED || next->state == STATUS_PLANNED);
    effect told = does && next->verb ? r->l->verbs[next->verb].effect : EFFECT_NONE;
    const chunk *pays = i > 0 ? at(r, i - 1) : c; /* "will pay a three-day visit to" */
    later |= pays->type == CHUNK_VERB && !pays->passive && pays->verb &&
             (pays->state == STATUS_COMMITTED || pays->state == STATUS_PLANNED);
    bool during = pays->type == CHUNK_PREP && pays->role == ROLE_PREP && i > 1 &&
                  at(r, i - 2)->type == CHUNK_VERB; /* "will be signed during the visit" */
    later |= during &&
             (at(r, i - 2)->state == STATUS_COMMITTED || at(r, i - 2)->state == STATUS_PLANNED);
    later |= does && next->passive && (told == EFFECT_PLAN || told == EFFECT_COMMIT);
    later |= date_ahead(r, date) || (what == KIND_VISIT && is_hoped_for(r, i));
    d->f.modality = later || upcoming(r, c) ? MODALITY_PLANNED : MODALITY_DONE;
    d->f.sectors = sectors_within(r, c->first, c->last);
    d->f.date = date;
    d->f.confidence = specific ? 0.5 : 0.35;
    for (size_t k = i + 2; k < end && !d->person; k++) /* "a meeting with X" */
        if (at(r, k - 1)->role == ROLE_WITH) d->person = person_in(r, at(r, k));
    d->head = c->first;
    d->head_last = c->last;
    d->definite = !specific || past;
    d->keep = specific || past || (what == KIND_VISIT && !c->plural) || what == KIND_CEREMONY;
}

/* "He" of the next sentence is rather whom this one is about than whom it names last. */
static void remember_him(reading *r) {
    for (size_t i = 0; i < r->chunk_count; i++) {
        int32_t s = at(r, i)->type == CHUNK_VERB && at(r, i)->finite ? at(r, i)->subject : -1;
        if (s < 0 || row_start(r, s) < s) continue;
        const chunk *c = at(r, (size_t)s);
        bool body = c->mention == MENTION_STATE || c->mention == MENTION_AGENCY;
        r->last_it = c->class == CLASS_ACTOR && body && c->who.count == 1 ? c->who : (actors){0};
        if (c->class == CLASS_ACTOR && c->mention == MENTION_PRONOUN && c->who.count == 1 &&
            !c->plural)
            r->last_he = c->who; /* "He was welcomed by the King": still he */
        if (c->class != CLASS_ACTOR || c->mention != MENTION_OFFICE) continue;
        if (c->who.count == 1 && !c->plural && !c->guessed) r->last_he = c->who;
        return;
    }
}

static void remember(reading *r) {
    for (size_t i = 0; i < r->chunk_count; i++) {
        const chunk *c = at(r, i);
        if (c->type != CHUNK_NOUN || c->class != CLASS_ACTOR || !c->who.count) continue;
        if (c->mention == MENTION_OFFICE && c->who.count == 1 && !c->plural) r->last_he = c->who;
        if (c->mention != MENTION_ADJECTIVE && c->who.count > 1) r->last_they = c->who;
        if (c->who.count == 1 && r->l->actors[c->who.ids[0]].group && actors_same(r->all, r->many))
            r->last_they = r->many;
    }
    remember_him(r);
}

/* What "it" may be in the next sentence. */
static void remember_document(reading *r) {
    uint16_t again = 0;
    for (size_t i = r->draft_count; i-- > 0 && r->drafts[i].sentence == r->at;) {
        const draft *d = &r->drafts[i];
        if (d->f.record != RECORD_INSTRUMENT || d->plural || d->head_last <= d->head) continue;
        for (uint32_t k = d->head; k < d->head_last; k++) {
            uint16_t n = item_entry(r, &r->items[k])->noun;
            if (n && r->l->nouns[n].class == CLASS_DOC) again = n;
        }
    }
    r->last_doc = again;
}

/* "The two sides:", "during which both ministers:": the verbs are those of the items. */
static bool leads_by_name(reading *r) {
    size_t i = r->chunk_count;
    while (i > 0 && at(r, i - 1)->type == CHUNK_BREAK) i--;
    if (i-- == 0) return false;
    const chunk *c = at(r, i);
    uint8_t before = i > 0 ? at(r, i - 1)->type : CHUNK_BREAK;
    bool opens = before == CHUNK_BREAK || before == CHUNK_REL || before == CHUNK_COMMA ||
                 (before == CHUNK_NOUN && c->plural);
    if (c->type != CHUNK_NOUN || c->class != CLASS_ACTOR || c->who.count < 2 || !opens)
        return false;
    r->lead_by = c->who;
    r->lead_state = STATUS_DONE;
    r->lead_open = true;
    return true;
}

/* The lead-in of a list leaves its doer and status to the items. */
static void open_list(reading *r, const sentence *s) {
    bool colon = item_role(r, s->last - 1) == ROLE_COLON;
    if (s->lead || (s->inside && !colon)) return;
    r->lead_open = r->lead_spent = false;
    r->lead_stance = NULL;
    if (!colon || leads_by_name(r)) return;
    for (size_t i = r->chunk_count; i-- > 0;) {
        const chunk *c = at(r, i);
        if (c->type != CHUNK_VERB) continue;
        bool document = c->subject >= 0 && at(r, (size_t)c->subject)->class == CLASS_DOC;
        if (document && !c->by.count) { /* "The MoU provides for:" */
            r->lead_by = r->all;
            r->lead_state = STATUS_COMMITTED;
            r->lead_open = true;
            return;
        }
        if (!c->by.count) continue;
        bool commits = c->verb && r->l->verbs[c->verb].effect == EFFECT_COMMIT;
        stance_lead(r, i);
        r->lead_by = c->by;
        r->lead_state = commits && c->state != STATUS_BLOCKED ? STATUS_COMMITTED : c->state;
        r->lead_open = true;
        return;
    }
}

/* An item that is a noun: "- exchange of experts;" */
static void assert_item(reading *r, const sentence *s) {
    if (!s->lead || !r->lead_open || r->lead_state != STATUS_COMMITTED || !r->chunk_count) return;
    chunk *c = at(r, 0);
    if (c->type != CHUNK_NOUN || c->definite || c->class == CLASS_DOC || c->class == CLASS_ACTOR)
        return;
    kind what = noun_kind(r, c);
    const entry *e = item_entry(r, &r->items[c->first]);
    if ((!what || kind_record(what) != RECORD_COMMITMENT) && (e->forms & FORM_ING))
        what = r->l->verbs[e->verb].content;
    if (!what || kind_record(what) != RECORD_COMMITMENT) return;
    c->subject = -1;
    commitment(r, 0, r->lead_by, what, clause_end(r, 0), 0.7);
}

/* The word in a chunk of those whose meeting is a summit; 0: none. */
static uint16_t heads_in(const reading *r, const chunk *c) {
    for (uint32_t k = c->first; k < c->last; k++) {
        uint16_t n = item_entry(r, &r->items[k])->noun;
        const noun *who = &r->l->nouns[n];
        bool acts = who->class == CLASS_SIDE || who->class == CLASS_OFFICE;
        if (n && acts && who->plural && who->kind == KIND_SUMMIT) return n;
    }
    return 0;
}

/* "The 12th meeting of the joint commission": a session of that body, and no more; "the meeting of
 * heads of state": a summit. */
static void meetings_of_bodies(reading *r) {
    for (size_t i = 0; i + 2 < r->chunk_count; i++) {
        chunk *c = at(r, i), *body = at(r, i + 2);
        bool meets = c->type == CHUNK_NOUN && c->class == CLASS_EVENT && c->noun && !c->plural &&
                     (noun_kind(r, c) == KIND_TALKS || noun_kind(r, c) == KIND_COMMISSION);
        if (meets && at(r, i + 1)->role == ROLE_OF && body->class == CLASS_EVENT && body->plural &&
            noun_kind(r, body) == KIND_TALKS) { /* "the next round of the talks" */
            c->inside = actors_join(r, c->inside, body->inside);
            body->used = true;
            continue;
        }
        if (meets && at(r, i + 1)->role == ROLE_OF && heads_in(r, body)) {
            c->noun = heads_in(r, body);
            c->session = true;
            continue;
        }
        if (!meets || at(r, i + 1)->role != ROLE_OF || body->class != CLASS_EVENT || !body->noun ||
            !r->l->nouns[body->noun].named)
            continue;
        c->noun = body->noun;
        c->inside = actors_join(r, c->inside, body->inside);
        c->session = true;
        body->used = true;
    }
}

code facts_assert(reading *r, const sentence *s) {
    r->private = is_private(r, s);
    meetings_of_bodies(r);
    if (listed_document(r, s)) return arena_failed(r->a) ? NOMEM : OK;
    if (!stance_item(r, s)) assert_item(r, s);
    statement_of(r);
    labelled_result(r, s);
    for (size_t i = 0; i < r->chunk_count; i++) {
        chunk *c = at(r, i);
        if (c->type == CHUNK_VERB)
            assert_verb(r, i);
        else if (c->type == CHUNK_NOUN)
            assert_noun(r, i);
        else if (c->type == CHUNK_SUB)
            stay_meanwhile(r, i);
    }
    for (size_t i = 0; i < r->chunk_count; i++) {
        chunk *c = at(r, i);
        if (c->type == CHUNK_NOUN && c->noun && !r->private) ceremony_for(r, i);
        if (c->type != CHUNK_NOUN || c->used || !c->noun || r->private) continue;
        if (c->class == CLASS_DOC)
            assert_document(r, i);
        else if (c->class == CLASS_EVENT)
            assert_event(r, i);
    }
    remember(r);
    remember_document(r);
    open_list(r, s);
    listed_open(r, s);
    return arena_failed(r->a) ? NOMEM : OK;
}
