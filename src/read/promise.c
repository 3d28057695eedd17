#include "read/frame.h"

/* Promises and stances: what a verb or noun that commits somebody makes of its content, and what a
 * promise shares with its neighbours. */

/* Whether a promise is to a principle of the world at large rather than to do something. */
bool is_principle(reading *r, size_t i, size_t end) {
    uint32_t first = at(r, i)->first, last = at(r, end - 1)->last;
    return mentions_class(r, first, last, CLASS_TOPIC) &&
           !mentions_class(r, first, last, CLASS_BILATERAL);
}

void principle(reading *r, size_t i, actors who, size_t end) {
    if (who.count) stance_add(r, KIND_SUPPORTS, who, evidence_start(r, i), end, i, 0.65);
}

/* The promise of a lead-in is told by its items: the lead-in itself is none beside them. */
void spend_lead(reading *r, record what) {
    const sentence *s = &r->sentences[r->at];
    if (!s->lead || !r->lead_open || r->lead_spent) return;
    r->lead_spent = true;
    const sentence *lead = &r->sentences[s->lead - 1];
    if (lead->last - lead->first < 2 || item_role(r, lead->last - 2) == ROLE_PREP)
        return; /* "..., including:" */
    for (size_t i = r->draft_count; i-- > 0 && r->drafts[i].sentence + 1 >= s->lead;) {
        draft *d = &r->drafts[i];
        if (d->sentence + 1 == s->lead && d->f.record == what && d->last + 2 > lead->last)
            d->keep = false;
    }
}

/* "Set up three joint laboratories", "join four of their research hubs": how many bodies; -1: not
 * said, or a number of other things. */
static int64_t bodies_after(reading *r, size_t i, size_t end) {
    if (i + 1 >= end || at(r, i + 1)->type != CHUNK_NOUN) return -1;
    const chunk *c = at(r, i + 1), *body = c;
    if (i + 3 < end && c->last == c->first + 1 && at(r, i + 2)->role == ROLE_OF)
        body = at(r, i + 3);
    bool many = body->plural && c->number > 1 && c->number < 1000;
    bool names = body->class == CLASS_AGENCY || body->class == CLASS_COMPANY ||
                 (body->noun && noun_kind(r, body) == KIND_ESTABLISH);
    return many && names ? c->number : -1;
}

void commitment(reading *r, size_t i, actors who, kind what, size_t end, double confidence) {
    if (!who.count) return;
    spend_lead(r, RECORD_COMMITMENT);
    draft *d = draft_add(r, RECORD_COMMITMENT, who, evidence_start(r, i), end);
    if (!d) return;
    d->f.kind = what;
    d->f.modality = MODALITY_PLANNED;
    d->f.sectors = sectors_near(r, d, at(r, i)->first);
    r->tense = 1;
    d->f.date = date_within(r, at(r, i)->first, d->last);
    r->tense = 0;
    d->f.count = bodies_after(r, i, end);
    d->f.confidence = confidence;
    parties_of_clause(r, d, i, SIZE_MAX);
}

/* "The early signing of an agreement": what is to happen to a document is told by the frames of it
 * alone. */
static bool acts_on_document(reading *r, size_t k) {
    const chunk *c = at(r, k);
    if (!c->noun || k + 2 >= r->chunk_count || at(r, k + 2)->class != CLASS_DOC) return false;
    uint16_t class = r->l->nouns[c->noun].class;
    return r->l->frame_first[class] < r->l->frame_first[class + 1] && class != CLASS_EVENT;
}

/* "The principles of the United Nations Charter" */
static bool of_known_treaty(reading *r, size_t k) {
    if (k + 2 < r->chunk_count && at(r, k + 1)->role == ROLE_OF) k += 2;
    const chunk *c = at(r, k);
    return c->class == CLASS_DOC && c->noun && r->l->nouns[c->noun].named;
}

/* "The goals of the United Nations", "ASEAN's principles" */
static bool aims_of_world(reading *r, size_t k) {
    const chunk *c = at(r, k);
    if (!c->noun || r->l->nouns[c->noun].effect != EFFECT_BLOCK || !c->plural) return false;
    if (has_organisation(r, c->inside)) return true;
    if (k + 2 >= r->chunk_count || at(r, k + 1)->role != ROLE_OF) return false;
    const chunk *of = at(r, k + 2);
    return has_organisation(r, of->inside) || mentions_class(r, of->first, of->last, CLASS_TOPIC);
}

/* "Agreed on the need for a peaceful settlement", "on the necessity of closer cooperation": of the
 * world a call, of the two a promise; true when told. The need is at `k`. */
static bool agreed_need(reading *r, size_t i, size_t k, actors who, size_t end) {
    if (at(r, i)->type != CHUNK_VERB || at(r, i)->state != STATUS_DONE || k + 2 >= end ||
        at(r, k + 1)->type != CHUNK_PREP || !who.count)
        return false;
    if (is_international(r, k, end, who)) {
        principle(r, i, who, end);
        if (r->draft_count) r->drafts[r->draft_count - 1].f.kind = KIND_CALLS_FOR;
        return true;
    }
    kind what = noun_kind(r, at(r, k + 2));
    if (what && kind_record(what) == RECORD_COMMITMENT) commitment(r, i, who, what, end, 0.65);
    return true;
}

/* "agreed on joint ventures in farming": a promise whose content is a noun. */
void promised_noun(reading *r, size_t i, actors who) {
    size_t k = i + 1;
    while (k < r->chunk_count && (at(r, k)->type == CHUNK_PREP || at(r, k)->type == CHUNK_OTHER))
        k++;
    if (k >= r->chunk_count || k > i + 3 || at(r, k)->type != CHUNK_NOUN) return;
    if (k == i + 1 && at(r, i)->type == CHUNK_VERB && at(r, k)->class == CLASS_ACTOR &&
        k + 1 < r->chunk_count && at(r, k + 1)->type == CHUNK_NOUN)
        k++; /* "promised X a loan" */
    const chunk *c = at(r, k);
    size_t end = clause_end(r, i);
    if (agreed_clause(r, i)) return;
    if (item_role(r, c->last - 1) == ROLE_PREP) return;        /* "agreed the following:" */
    bool helps = k + 1 < end && at(r, k + 1)->role == ROLE_IN; /* "promised support in farming" */
    if (c->noun && c->class == CLASS_SUPPORT && !helps && !sectors_within(r, c->first, c->last))
        return; /* "pledged full support for": a stance, which the noun tells */
    if (acts_on_document(r, k)) return;
    bool states = at(r, i)->type == CHUNK_VERB && at(r, i)->form == FORM_S && !at(r, i)->modal;
    if (states && !noun_kind(r, c) && k == i + 1 && !gives_number(r, i))
        return; /* "offers the best conditions": what a country is like */
    if (c->class == CLASS_ASPECT && k + 2 < end && at(r, k + 2)->class == CLASS_DOC)
        return;                          /* "agreed on the content of the memorandum" */
    for (size_t n = i + 1; n < end; n++) /* the verb inside gives the fact */
        if (at(r, n)->type == CHUNK_VERB && at(r, n)->governor == (int32_t)i &&
            at(r, n)->state != STATUS_PURPOSE)
            return;
    bool holds = at(r, i)->type == CHUNK_NOUN || at(r, i)->be; /* "are committed to peace" */
    if (holds && aims_of_world(r, k)) {
        principle(r, i, who, end);
        return;
    }
    if (c->class == CLASS_NEED && agreed_need(r, i, k, who, end)) return;
    if (c->noun && r->l->nouns[c->noun].effect != EFFECT_NONE) return;
    if (c->class == CLASS_DOC || c->class == CLASS_EVENT || c->class == CLASS_SPEECH) return;
    if (c->class == CLASS_ACTOR && at(r, i)->type == CHUNK_VERB) return; /* "assured them" */
    kind what = noun_kind(r, c);
    if (!what && k + 2 < end && at(r, k + 1)->type == CHUNK_PREP && at(r, k + 1)->role == ROLE_OF)
        what = noun_kind(r, at(r, k + 2)); /* "agreed on the widening of cooperation" */
    if (!what || kind_record(what) != RECORD_COMMITMENT) what = KIND_OTHER;
    for (uint32_t n = c->first; n < c->last && what == KIND_OTHER; n++)
        if (item_role(r, n) == ROLE_MONEY) what = KIND_DELIVER; /* "pledged 30 million dollars" */
    bool ideal = mentions_class(r, c->first, c->last, CLASS_TOPIC) && is_principle(r, k, end);
    bool norms = (c->plural || !c->noun) && k + 2 < end && at(r, k + 1)->role == ROLE_OF &&
                 at(r, k + 2)->class == CLASS_TOPIC && is_principle(r, k, end);
    ideal |= norms && !c->own; /* "their commitment to the norms of international law" */
    if (what == KIND_OTHER && holds && (ideal || of_known_treaty(r, k)))
        principle(r, i, who, end);
    else
        commitment(r, i, who, what, end, 0.75);
}

bool speaks_jointly(const reading *r) {
    for (size_t i = 0; i < r->draft_count && r->drafts[i].sentence < 4; i++) {
        const draft *d = &r->drafts[i];
        if (d->title && d->f.kind == KIND_STATEMENT && d->f.act == ACT_SIGNED) return true;
    }
    return r->many.count > 2 && r->first_person;
}

/* "Russia must withdraw its troops" in such a text: what its sides call for. */
static bool demanded(reading *r, size_t i) {
    const chunk *c = at(r, i), *who = subject_of(r, c);
    if (c->modal != ROLE_SHOULD || !c->finite || c->governor >= 0 || !who || r->spoken ||
        !speaks_jointly(r))
        return false;
    actors all = r->many.count > 2 ? r->many : pair_now(r);
    bool others = who->class == CLASS_ACTOR && !who->guessed && who->who.count == 1 &&
                  who->mention != MENTION_SIDE && !actors_overlap(who->who, all);
    size_t end = clause_end(r, i);
    bool thing = who->class != CLASS_ACTOR && is_principle(r, (size_t)c->subject, end);
    if (!others && !thing) return false;
    stance_add(r, KIND_CALLS_FOR, all, (size_t)c->subject, end, i, 0.45);
    return true;
}

/* "reaffirmed that disputes should be settled by peaceful means", "efforts to uphold the rule of
 * law": stances, though nobody says that they will do it. */
bool what_should_be(reading *r, size_t i) {
    chunk *c = at(r, i);
    if (demanded(r, i)) return true;
    size_t end = clause_end(r, i);
    if (c->governor < 0 || (size_t)c->governor >= i) return false;
    const chunk *g = at(r, (size_t)c->governor);
    if (c->state == STATUS_BLOCKED && g->type == CHUNK_NOUN && c->verb &&
        r->l->verbs[c->verb].class == CLASS_PRINCIPLE && g->by.count && is_principle(r, i, end)) {
        for (int32_t k = c->governor; k-- > 0 && c->governor - k < 4;) {
            const chunk *t = at(r, (size_t)k);
            if (t->type != CHUNK_VERB || !t->verb || t->state != STATUS_DONE) continue;
            if (r->l->verbs[t->verb].effect == EFFECT_SAY) principle(r, i, t->by, end);
            return true;
        }
    }
    if (c->modal != ROLE_SHOULD || g->type != CHUNK_VERB || !g->verb || !g->by.count) return false;
    effect e = r->l->verbs[g->verb].effect;
    if ((e != EFFECT_SAY && e != EFFECT_BLOCK && e != EFFECT_COMMIT) || g->state != STATUS_DONE)
        return false;
    size_t from = c->subject >= 0 ? (size_t)c->subject : i;
    for (size_t k = r->draft_count; k-- > 0 && r->drafts[k].sentence == r->at;)
        if (r->drafts[k].f.record == RECORD_POSITION && r->drafts[k].first <= g->first &&
            r->drafts[k].last > at(r, from)->first)
            return true; /* the verb of saying told it */
    const chunk *told =
        at(r, from); /* "affirmed that X must withdraw": of others, whatever it is */
    bool others =
        c->by.count && told->class == CLASS_ACTOR && !told->guessed && told->who.count == 1;
    bool own = told->class == CLASS_ACTOR || told->type == CHUNK_VERB;
    if (is_stranger(r, g->subject) || (own && actors_overlap(c->by, g->by)) ||
        !(others || is_principle(r, from, end)))
        return false;
    stance_add(r, KIND_CALLS_FOR, g->by, (size_t)c->governor, end, i, 0.5);
    return true;
}

/* "resolved to have closer cooperation" */
void promised_having(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (c->state != STATUS_COMMITTED || i + 1 >= r->chunk_count || !c->by.count || c->passive)
        return;
    if (item_role(r, c->last - 1) != ROLE_HAVE || at(r, i + 1)->type != CHUNK_NOUN) return;
    kind what = noun_kind(r, at(r, i + 1));
    if (what && kind_record(what) == RECORD_COMMITMENT)
        commitment(r, i, c->by, what, clause_end(r, i), 0.7);
}

/* "extend and strengthen the truce": the last of verbs that share an object tells it. */
bool joint_verb(reading *r, size_t i) {
    if (i + 2 >= r->chunk_count || at(r, i + 1)->type != CHUNK_AND) return false;
    const chunk *c = at(r, i), *next = at(r, i + 2);
    return next->type == CHUNK_VERB && next->verb && !next->modal && !next->be &&
           !next->infinitive && next->state == c->state && (next->form & c->form) &&
           r->l->verbs[next->verb].content && r->l->verbs[next->verb].effect == EFFECT_NONE;
}

/* "A joint working group", "the new Academy": what the sides set up acts for both. */
bool is_joint_body(reading *r, int32_t subject) {
    if (subject < 0) return false;
    const chunk *c = at(r, (size_t)subject);
    if (c->type != CHUNK_NOUN || c->inside.count == 1 || c->owned || !c->noun) return false;
    const noun *n = &r->l->nouns[c->noun];
    if (n->class == CLASS_EVENT) return n->named;               /* a standing body */
    bool capital = r->items[c->last - 1].flags & TOKEN_CAPITAL; /* "the Partnership" has a name */
    return n->kind == KIND_ESTABLISH || (n->kind == KIND_COOPERATE && capital);
}

/* "will issue 300,000 visas" */
bool gives_number(reading *r, size_t i) {
    if (i + 1 >= r->chunk_count || at(r, i + 1)->type != CHUNK_NOUN) return false;
    const chunk *o = at(r, i + 1);
    if (o->number == 0 || o->number == 1 || o->class == CLASS_SIDE || o->class == CLASS_ACTOR)
        return false;
    for (uint32_t k = o->first; k < o->last; k++)
        if (item_entry(r, &r->items[k])->calendar) return false;
    return r->tokens.items[r->items[o->first].token].kind == TOKEN_NUMBER ||
           item_role(r, o->first) == ROLE_NUMBER;
}

/* "Build a strong and lasting relationship", "carry out joint cooperation": what is made or done is
 * the working together itself. */
bool makes_ties(reading *r, size_t i) {
    size_t k = i + 1;
    while (k + 2 < r->chunk_count && k < i + 4 && !at(r, k)->noun &&
           at(r, k + 1)->type == CHUNK_AND)
        k += 2;
    if (k >= r->chunk_count || at(r, k)->type != CHUNK_NOUN || at(r, k)->plural) return false;
    return noun_kind(r, at(r, k)) == KIND_COOPERATE;
}

/* "will increase aid": what is given more of. */
bool gives_aid(reading *r, size_t i) {
    for (size_t k = i + 1; k < r->chunk_count && k < i + 4; k++)
        if (at(r, k)->type == CHUNK_NOUN) return noun_kind(r, at(r, k)) == KIND_DELIVER;
    return false;
}

/* "will increase its own capacity": nobody to do it with is named. */
bool is_alone(reading *r, size_t i) {
    size_t end = clause_end(r, i);
    const verb *v = &r->l->verbs[at(r, i)->verb];
    if (v->class == CLASS_TOGETHER || v->effect == EFFECT_SAY) return false; /* "share" */
    for (size_t k = i + 1; k < end; k++) {
        const chunk *c = at(r, k);
        if (c->role == ROLE_WITH || c->role == ROLE_BETWEEN) return false;
        if (c->type == CHUNK_NOUN && noun_kind(r, c) == KIND_COOPERATE) return false;
        if (c->type == CHUNK_NOUN && mentions_class(r, c->first, c->last, CLASS_BILATERAL))
            return false;
    }
    return true;
}

/* "The treaty provides a framework for A to extradite": what A is to do. */
bool framework_for(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (i < 4 || !c->infinitive || c->be || !c->verb || at(r, i - 1)->class != CLASS_ACTOR ||
        at(r, i - 2)->type != CHUNK_PREP || at(r, i - 2)->role != ROLE_FOR ||
        at(r, i - 3)->type != CHUNK_NOUN || at(r, i - 4)->type != CHUNK_VERB)
        return false;
    const chunk *gives = at(r, i - 4);
    const verb *v = &r->l->verbs[gives->verb];
    const chunk *subject = subject_of(r, gives);
    bool provides = v->class == CLASS_PROVIDES || v->content == KIND_DELIVER;
    bool done_by = subject && subject->class == CLASS_ACTOR;
    kind what = r->l->verbs[c->verb].content;
    if (r->l->verbs[c->verb].effect == EFFECT_CARRY) what = KIND_COOPERATE;
    if (!provides || done_by || !what || gives->state != STATUS_DONE || !gives->finite)
        return false;
    actors who = at(r, i - 1)->who;
    if (who.count == 1) who = actors_overlap(who, pair_now(r)) ? who : (actors){0};
    at(r, i)->subject = (int32_t)i - 1;
    commitment(r, i, who, what, clause_end(r, i), 0.6);
    return true;
}

/* "I will address students", "the ministers are to attend the session": how they spend a day. */
bool is_programme(const reading *r, size_t i, const chunk *subject, kind what) {
    const chunk *c = &r->chunks[i];
    if (!subject || c->passive || c->not ) return false;
    bool myself = item_role(r, subject->first) == ROLE_WE &&
                  item_entry(r, &r->items[subject->first])->number && subject->who.count < 2;
    bool tasks = !c->modal && c->governor + 1 != (int32_t)i; /* "I told them to ensure" */
    if (myself && !tasks && (what == KIND_OTHER || what == KIND_ESTABLISH)) return true;
    bool event = i + 1 < r->chunk_count && r->chunks[i + 1].class == CLASS_EVENT;
    bool there = r->l->verbs[c->verb].class == CLASS_ATTEND ||
                 (event && r->l->verbs[c->verb].content == KIND_COOPERATE && c->governor < 0 &&
                  !c->modal); /* "are to address the session" */
    return (what == KIND_OTHER || event) && there && c->governor < 0;
}

/* "Had already made 2 million dollars available": true when it gave a delivery. */
bool gave_money(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (r->l->verbs[c->verb].class != CLASS_LIGHT || c->passive || c->infinitive || !c->finite ||
        c->state != STATUS_DONE || !c->by.count || is_stranger(r, c->subject))
        return false;
    size_t n = i + 1; /* "made over 2 million" */
    if (n < r->chunk_count && at(r, n)->type == CHUNK_PREP && at(r, n)->role == ROLE_PREP) n++;
    if (n >= r->chunk_count || at(r, n)->type != CHUNK_NOUN) return false;
    bool money = false;
    for (uint32_t k = at(r, n)->first; k < at(r, n)->last; k++)
        money |= item_role(r, k) == ROLE_MONEY;
    if (!money) return false;
    size_t told = r->draft_count;
    commitment(r, i, c->by, KIND_DELIVER, clause_end(r, i), 0.6);
    if (r->draft_count > told) r->drafts[told].f.modality = MODALITY_DONE;
    return true;
}
