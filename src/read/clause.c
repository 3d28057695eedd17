#include "read/clause.h"

/* The chunks of a sentence to clauses: who does each verb, what it depends on, and whether it is
 * told as done, planned, promised, or not at all. Nouns that stand together: row.c; the subject:
 * subject.c; what a verb depends on: governor.c. */

/* "Their countries" */
static bool is_theirs(reading *r, int32_t subject) {
    const chunk *c = at(r, subject);
    const item *x = &r->items[c->first];
    size_t length;
    if (c->class != CLASS_BILATERAL || c->last != c->first + 1 || x->length < 2) return false;
    const token *last = &r->tokens.items[x->token + x->length - 1];
    uint16_t n = r->l->entries[lexicon_match(r->l->lexicon, last, 1, &length)].noun;
    return n && (r->l->nouns[n].class == CLASS_SIDE || r->l->nouns[n].class == CLASS_AGENCY);
}

/* "The meeting adopted a plan of action", "the Committee agreed to", "the declaration condemned":
 * what a meeting or a joint text does, its sides do. */
static bool speaks_for_sides(const reading *r, int32_t subject, const chunk *c) {
    const chunk *who = &r->chunks[subject];
    const verb *v = &r->l->verbs[c->verb];
    if (!who->noun || who->plural) return false;
    kind what = r->l->nouns[who->noun].kind;
    bool met = who->class == CLASS_EVENT && what != KIND_VISIT && what != KIND_INVITATION &&
               what != KIND_CEREMONY;
    if (met && v->class == CLASS_SIGN) return true;
    bool text = (who->class == CLASS_DOC || (who->class == CLASS_SPEECH && who->definite)) &&
                what == KIND_STATEMENT;
    bool alone = who->inside.count == 1 && !r->l->actors[who->inside.ids[0]].organisation;
    if (alone || !(met || text) || c->modal) return false;
    return v->effect == EFFECT_COMMIT || v->effect == EFFECT_SAY ||
           language_stance(r->l, v->class) != NULL;
}

/* "The Committee decided", after the Joint Committee of A and B was told of: its sides, else `by`.
 */
static actors of_joint_body(const reading *r, const chunk *c, actors by) {
    const item *x = &r->items[c->last - 1];
    uint32_t word = r->tokens.items[x->token + x->length - 1].word;
    if (c->last - c->first > 3 || !word || r->organ.count) return by;
    for (size_t k = r->draft_count; k-- > 0;) {
        const draft *d = &r->drafts[k];
        if (d->f.kind != KIND_COMMISSION || d->who.count < 2 || d->names < 2) continue;
        for (uint32_t n = d->first; n < d->last; n++) {
            const item *h = &r->items[n];
            if (h->length > 1 && r->tokens.items[h->token + h->length - 1].word == word)
                return d->who;
        }
    }
    return by;
}

static bool is_plan_of_own(const reading *r, const chunk *view, const chunk *c) {
    return view->type == CHUNK_VERB && r->l->verbs[view->verb].class == CLASS_VIEW &&
           (c->modal == ROLE_WILL || c->modal == ROLE_WOULD) && c->by.count > 1 && !c->passive &&
           actors_same(c->by, view->by);
}

/* "The meeting of the ministers of A and B", "the A-B Council", "the Meeting" */
static actors sides_of_thing(reading *r, int32_t subject) {
    actors who = at(r, subject)->inside;
    if (!who.count) who = owner_of(r, subject, -1);
    if (!who.count) who = pair_now(r);
    return who.count ? who : we_now(r);
}

/* A finite verb with a subject of its own. */
static void stand_alone(reading *r, int32_t i, int32_t subject) {
    chunk *c = at(r, i);
    c->subject = subject;
    c->state = (uint8_t)own_status(c);
    if (subject >= 0 && at(r, subject)->class == CLASS_ACTOR) c->by = coordinated(r, subject);
    if (subject >= 0 && !c->passive && c->verb && speaks_for_sides(r, subject, c))
        c->by = sides_of_thing(r, subject);
    if (subject >= 0 && at(r, subject)->guessed && at(r, subject)->mention == MENTION_AGENCY)
        c->by = of_joint_body(r, at(r, subject), c->by);
    actors sent = subject >= 0 ? senders(r, subject) : (actors){0};
    if (sent.count) c->by = sent;
    int32_t g = that_governor(r, subject);
    if (g < 0) return;
    const chunk *on = at(r, g);
    c->governor = g;
    effect e = effect_of(r, on);
    if (e == EFFECT_SAY && !c->by.count && subject >= 0 &&
        (at(r, subject)->mention == MENTION_AGENCY ? on->by.count == 1 : is_theirs(r, subject)))
        c->by = on->by; /* "he added that the government will": his own */
    if (e == EFFECT_COMMIT && on->state == STATUS_DONE) {
        bool barred = c->not &&c->modal != ROLE_WILL; /* "that X will not" is a promise */
        c->state = barred || c->modal == ROLE_MAY ? STATUS_BLOCKED : STATUS_COMMITTED;
        if (!c->by.count && subject >= 0 && at(r, subject)->class != CLASS_ACTOR) c->by = on->by;
    } else if (e == EFFECT_BLOCK && is_plan_of_own(r, on, c)) {
        return; /* "shared the view that they will": what they mean to do */
    } else if (e == EFFECT_BLOCK && (c->finite || !(c->form & FORM_ING))) {
        c->state = STATUS_BLOCKED;
    }
}

/* "by opening", "including training": how, not a thing of its own. Not after what promises. */
static bool in_manner(reading *r, int32_t i) {
    const chunk *c = at(r, i);
    if (i < 1 || !(c->form & FORM_ING) || c->be || c->modal || c->infinitive) return false;
    const chunk *p = at(r, i - 1);
    if (p->type != CHUNK_PREP || p->role == ROLE_TO || p->role == ROLE_OF) return false;
    if (p->role == ROLE_BY && c->verb && r->l->verbs[c->verb].class == CLASS_ANNOUNCE)
        return false; /* "underscored it by announcing the creation of" */
    if (p->role == ROLE_FOR && c->verb && r->l->verbs[c->verb].class == CLASS_SEVER)
        return false; /* "the procedure for severing relations": what is done */
    if (p->role == ROLE_WITH && i > 2 && at(r, i - 2)->type == CHUNK_NOUN &&
        at(r, i - 3)->type == CHUNK_VERB && effect_of(r, at(r, i - 3)) == EFFECT_COMMIT)
        return false; /* "tasked the ministers with preparing" */
    return i < 2 || effect_of(r, at(r, i - 2)) != EFFECT_COMMIT;
}

/* "They signed a pact, pledging to cut tariffs", "a declaration agreeing to": what is promised or
 * said beside what is done, by who does that; true when it is so. */
static bool aside_by(reading *r, int32_t i) {
    chunk *c = at(r, i);
    effect e = effect_of(r, c);
    bool told = e == EFFECT_COMMIT || e == EFFECT_SAY || e == EFFECT_BLOCK;
    bool that = (size_t)i + 1 < r->chunk_count && at(r, i + 1)->type == CHUNK_THAT;
    if (!told || i < 2 || (that && e != EFFECT_COMMIT)) return false;
    const chunk *last = at(r, i - 1);
    bool dated = last->type == CHUNK_NOUN && item_entry(r, &r->items[last->last - 1])->calendar;
    if (last->type != CHUNK_COMMA && !dated && last->class != CLASS_DOC) return false;
    for (int32_t k = i - 2; k >= 0; k--) {
        const chunk *v = at(r, k);
        if (v->type == CHUNK_BREAK || v->type == CHUNK_SUB) return false;
        if (v->type != CHUNK_VERB || !v->finite || v->infinitive || v->governor >= 0) continue;
        if (!v->by.count || v->passive || v->state != STATUS_DONE) return false;
        c->by = v->by;
        c->subject = v->subject;
        c->state = STATUS_DONE;
        return true;
    }
    return false;
}

/* ", held in": between commas after the event that opens the sentence. */
static bool event_held(reading *r, int32_t i) {
    const chunk *c = at(r, i);
    if (at(r, i - 1)->type != CHUNK_COMMA || !c->verb || !(c->form & FORM_PART) ||
        r->l->verbs[c->verb].class != CLASS_HOLD || (size_t)i + 1 >= r->chunk_count ||
        at(r, i + 1)->type != CHUNK_PREP || at(r, i + 1)->role == ROLE_BY)
        return false;
    int32_t event = subject_before(r, i - 1);
    return event >= 0 && at(r, event)->class == CLASS_EVENT;
}

/* "Noting the progress made in trade", "recalling the role played by": the object of one verb, of
 * which the next only tells more. */
static bool object_told_of(reading *r, int32_t i) {
    if (i < 2 || (size_t)i + 1 >= r->chunk_count || !(at(r, i)->form & FORM_PART)) return false;
    const chunk *thing = at(r, i - 1), *v = at(r, i - 2);
    return thing->type == CHUNK_NOUN && thing->class != CLASS_ACTOR && v->type == CHUNK_VERB &&
           !v->finite && (v->form & FORM_ING) &&
           (at(r, i + 1)->type == CHUNK_PREP || at(r, i + 1)->type == CHUNK_SUB);
}

/* A line of results that leaves its sides unsaid: "Health: agreed to train nurses", "- Reaffirmed
 * their support for the truce"; true when it is one. */
static bool result_alone(reading *r, const sentence *s, int32_t i) {
    chunk *c = at(r, i);
    bool label = i > 0 && i < 4 && at(r, i - 1)->type == CHUNK_BREAK &&
                 at(r, i - 1)->role == ROLE_COLON && at(r, i - 2)->type == CHUNK_NOUN;
    bool listed = i == 0 && (s->bullet || s->numbered);
    if ((!label && !listed) || !c->verb || !(c->form & FORM_PAST) || r->pair.count < 2)
        return false;
    const verb *v = &r->l->verbs[c->verb];
    if (v->effect != EFFECT_COMMIT && v->effect != EFFECT_SAY && !language_stance(r->l, v->class))
        return false;
    c->by = pair_now(r);
    c->subject = -1;
    c->state = STATUS_DONE;
    return true;
}

static bool leads_on(const reading *r, const chunk *c) {
    effect e = effect_of(r, c);
    return (e == EFFECT_COMMIT && (c->form & FORM_ING)) || (e == EFFECT_CARRY && c->infinitive);
}

/* "An initiative that will set up a centre": what a thing does, not who tells of it; true when so.
 */
static bool that_relative(reading *r, int32_t i) {
    chunk *c = at(r, i);
    if (i < 2 || !c->finite || c->infinitive || at(r, i - 1)->type != CHUNK_THAT ||
        at(r, i - 2)->type != CHUNK_NOUN || effect_of(r, at(r, i - 2)) != EFFECT_NONE)
        return false;
    const chunk *g = verb_before(r, i - 1) >= 0 ? at(r, verb_before(r, i - 1)) : NULL;
    if (!g || effect_of(r, g) != EFFECT_BLOCK) return false;
    c->subject = i - 2;
    c->governor = i - 2;
    c->state = STATUS_BLOCKED;
    return true;
}

static void link_verb(reading *r, const sentence *s, int32_t i) {
    chunk *c = at(r, i);
    int32_t shared = passive_before(r, i);
    if (shared >= 0) {
        c->passive = true;
        follow(r, i, shared);
        return;
    }
    if (in_manner(r, i)) {
        if (i > 1 && at(r, i - 1)->role == ROLE_ON && at(r, i - 2)->class == CLASS_ACTOR &&
            at(r, i - 2)->mention == MENTION_STATE) {
            c->by = at(r, i - 2)->who; /* "congratulated X on joining" */
            c->subject = i - 2;
            return;
        }
        c->state = STATUS_BLOCKED;
        c->governor = i - 1;
        return;
    }
    if (i > 0 && !c->modal && !c->be && (c->form & FORM_BASE) && at(r, i - 1)->type == CHUNK_NOUN &&
        at(r, i - 1)->class != CLASS_ACTOR && effect_of(r, at(r, i - 1)) != EFFECT_NONE) {
        depend(r, i, i - 1); /* "the intention to cooperate" */
        return;
    }
    if (i > 0 && !c->modal && !c->be && (c->form & FORM_BASE) && at(r, i - 1)->type == CHUNK_VERB &&
        !at(r, i - 1)->finite && at(r, i - 1)->by.count && leads_on(r, at(r, i - 1))) {
        depend(r, i, i - 1); /* "a statement pledging to cut", "to make every effort to end" */
        return;
    }
    if (i > 0 && at(r, i - 1)->type == CHUNK_SUB && (c->form & FORM_BASE) && !c->modal && !c->be &&
        !c->have)
        c->infinitive = true; /* "in order to help" */
    int32_t subject = c->infinitive ? -1 : subject_before(r, i);
    if (subject >= 0 && (c->form & FORM_ING) && !c->be && !c->modal &&
        at(r, subject)->class != CLASS_ACTOR && aside_by(r, i))
        return; /* "signed a statement reaffirming", "met last May pledging" */
    if (subject < 0 && i > 0 && at(r, i - 1)->type == CHUNK_REL && c->finite) {
        c->state = (uint8_t)own_status(c); /* "a road, which would help": what a thing does */
        return;
    }
    if (that_relative(r, i)) return;
    bool starts = i == 0 || (i == 1 && at(r, 0)->type == CHUNK_OTHER);
    if (starts && s->lead && r->lead_open && !c->modal) { /* an item of a list */
        c->by = r->lead_by;
        c->state = r->lead_state;
        return;
    }
    if (c->passive && i > 0 && at(r, i - 1)->role == ROLE_IT && effect_of(r, c) == EFFECT_COMMIT) {
        c->by = we_now(r); /* "it was agreed that" */
        c->state = (uint8_t)own_status(c);
        return;
    }
    if (c->infinitive && !c->modal && i > 1 && at(r, i - 1)->mention == MENTION_OFFICE &&
        at(r, i - 2)->type == CHUNK_PREP && at(r, i - 2)->role == ROLE_FOR &&
        (i < 4 || effect_of(r, at(r, i - 3)) == EFFECT_NONE)) {
        c->by = at(r, i - 1)->who; /* "authorization for the minister to negotiate" */
        c->subject = i - 1;
        c->state = STATUS_PURPOSE;
        return;
    }
    bool alone = !c->modal && !c->be && !c->have;
    if (alone && i > 0 && (c->form & FORM_ING) && at(r, i - 1)->owned &&
        item_role(r, at(r, i - 1)->last - 1) == ROLE_POSS) {
        c->by = at(r, i - 1)->owner; /* "X's joining" */
        c->subject = i - 1;
        return;
    }
    if (alone && i > 1 && (c->form & FORM_ING) && at(r, i - 1)->class == CLASS_ACTOR &&
        at(r, i - 2)->type == CHUNK_PREP && at(r, i - 2)->role == ROLE_WITH) {
        c->by = at(r, i - 1)->who; /* "with X supporting" */
        c->subject = i - 1;
        return;
    }
    if (c->form == FORM_PART && !c->be && subject < 0 && r->items[c->first].length > 3 &&
        effect_of(r, c) == EFFECT_COMMIT) { /* "agreement was reached on" */
        c->by = we_now(r);
        c->state = STATUS_DONE;
        c->finite = true;
        return;
    }
    if (alone && c->finite && result_alone(r, s, i)) return; /* "Health: agreed to train nurses" */
    bool by_whom = (size_t)i + 1 < r->chunk_count && at(r, i + 1)->role == ROLE_BY;
    if (alone && by_whom && i > 0 && (c->form & FORM_PART)) { /* "a fund, supported by A" */
        c->passive = true;
        c->finite = false;
        if (at(r, i - 1)->type == CHUNK_NOUN && at(r, i - 1)->class != CLASS_ACTOR)
            subject = i - 1; /* "ties in line with the norms established by" */
    }
    if (alone && i > 1 && event_held(r, i)) { /* "the meeting of A and B, held in C, condemned" */
        c->passive = true;
        c->finite = false;
        c->subject = subject_before(r, i - 1);
        return;
    }
    if (alone && object_told_of(r, i)) { /* "noting the role played in" */
        c->passive = true;
        c->finite = false;
        c->subject = i - 1;
        return;
    }
    int32_t thing = thing_before(r, i);
    const chunk *next = (size_t)i + 1 < r->chunk_count ? at(r, i + 1) : c;
    bool adopts = thing >= 0 && at(r, thing)->class == CLASS_EVENT && /* "the summit adopted a" */
                  next->class == CLASS_DOC;
    if (thing >= 0 && c->verb && r->l->verbs[c->verb].class != CLASS_SIGN &&
        speaks_for_sides(r, thing, c)) /* "the meeting agreed to", "the declaration condemned" */
        adopts = next->type == CHUNK_NOUN || next->type == CHUNK_VERB || next->type == CHUNK_THAT;
    if (alone && thing >= 0 && !adopts && (c->form & (FORM_PAST | FORM_PART))) {
        c->subject = thing; /* "the treaty signed by" */
        c->passive = true;
        c->state = STATUS_DONE;
        return;
    }
    if (alone && subject > 0 && subject == i - 1 && (c->form & FORM_BASE) && c->form < FORM_ING &&
        !at(r, subject)->plural && at(r, subject - 1)->type == CHUNK_VERB) {
        depend(r, i, subject - 1); /* "help X protect" */
        return;
    }
    if (subject >= 0 && (c->finite || (c->form & (FORM_ING | FORM_PART)))) {
        stand_alone(r, i, subject);
        if (!c->finite && !c->be) { /* "the MoU signed by", "A stressing that" */
            bool reduced = (c->form & FORM_PART) && at(r, subject)->class != CLASS_ACTOR;
            c->passive = reduced;
        }
        return;
    }
    if (i > 0 && at(r, i - 1)->type == CHUNK_BREAK && at(r, i - 1)->role == ROLE_COLON &&
        !c->modal && !c->be) { /* "including by: opening ...; building ..." */
        for (int32_t k = 0; k < i; k++) {
            if (at(r, k)->type != CHUNK_VERB || !at(r, k)->by.count) continue;
            bool commits =
                effect_of(r, at(r, k)) == EFFECT_COMMIT && at(r, k)->state == STATUS_DONE;
            c->by = at(r, k)->by;
            c->state = commits ? STATUS_COMMITTED : at(r, k)->state;
            return;
        }
    }
    if (alone && (c->form & FORM_ING) && aside_by(r, i)) return;
    int32_t before = coordinate_before(r, i);
    if (before >= 0 && at(r, before)->state == STATUS_PURPOSE && at(r, before)->governor >= 0 &&
        at(r, i - 1)->type != CHUNK_NOUN && (c->form & FORM_BASE)) {
        int32_t up = at(r, before)->governor; /* "will work to promote X, and host Y" */
        bool comma =
            at(r, i - 1)->type == CHUNK_COMMA || (i > 1 && at(r, i - 2)->type == CHUNK_COMMA);
        if (comma && at(r, up)->type == CHUNK_VERB && at(r, up)->state == STATUS_COMMITTED &&
            same_form(at(r, up), c))
            before = up;
    }
    if (before >= 0 && !c->modal) {
        follow(r, i, before);
        return;
    }
    int32_t g = governor_before(r, i);
    if (g >= 0 && (!c->finite || c->infinitive || g == i - 1)) {
        depend(r, i, g);
        return;
    }
    c->state = (uint8_t)(c->infinitive ? STATUS_PURPOSE : own_status(c));
    if (i == 1 && at(r, 0)->role == ROLE_IT && !c->passive && effect_of(r, c) != EFFECT_NONE) {
        c->by = r->last_it; /* "It also condemned" */
        return;
    }
    int32_t teller = i > 1 && at(r, i - 1)->role == ROLE_IT ? verb_before(r, i - 1) : -1;
    if (teller >= 0 && teller >= i - 3 && at(r, teller)->by.count) { /* "A said it would" */
        c->by = at(r, teller)->by;
        c->subject = at(r, teller)->subject;
        return;
    }
    int32_t m = main_subject(r);
    if (before >= 0) {
        c->by = at(r, before)->by;
        c->subject = at(r, before)->subject;
    } else if (m >= 0) {
        c->by = coordinated(r, m);
        c->subject = m;
    }
}

/* A headline tells plans with "to": "A to visit B". */
static void headline(reading *r, const sentence *s) {
    if (!s->title) return;
    for (size_t i = 0; i < r->chunk_count; i++)
        if (r->chunks[i].type == CHUNK_VERB && !r->chunks[i].infinitive) return;
    for (size_t i = 1; i < r->chunk_count; i++) {
        chunk *c = &r->chunks[i];
        if (c->type != CHUNK_VERB || r->chunks[i - 1].class != CLASS_ACTOR) continue;
        c->state = STATUS_COMMITTED;
        c->by = coordinated(r, (int32_t)i - 1);
        c->finite = true;
        return;
    }
}

static bool in_condition(reading *r, int32_t i) {
    for (int32_t k = i - 1; k >= 0 && i - k < 12; k--) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_BREAK || c->type == CHUNK_COMMA) return false;
        if (c->type == CHUNK_SUB && c->role == ROLE_IF) return true;
    }
    return false;
}

void clauses_link(reading *r, const sentence *s) {
    for (size_t i = 0; i < r->chunk_count; i++) {
        chunk *c = &r->chunks[i];
        if (c->type == CHUNK_NOUN) {
            if ((int32_t)i > 0 && c->class == CLASS_ACTOR && r->chunks[i].plural == false &&
                coordinated(r, (int32_t)i).count > 1)
                c->plural = true;
            continue;
        }
        if (c->type != CHUNK_VERB) continue;
        link_verb(r, s, (int32_t)i);
        if (c->finite && in_condition(r, (int32_t)i)) c->state = STATUS_BLOCKED;
    }
    headline(r, s);
}
