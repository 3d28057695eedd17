#include "read/clause.h"

/* The chunks of a sentence to clauses: who does each verb, what it depends on, and whether it is
 * told as done, planned, promised, or not at all. Nouns that stand together: row.c; the subject:
 * subject.c; who does what a subject is told of: doer.c; what a verb depends on: governor.c. */

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

/* ---- Rules of what a verb is linked to; each is true when it knew the verb. ---- */

/* "Were negotiated and finally signed by both": the auxiliary is that of the verb before. */
static bool shares_auxiliary(reading *r, int32_t i) {
    int32_t shared = passive_before(r, i);
    if (shared < 0) return false;
    at(r, i)->passive = true;
    follow(r, i, shared);
    return true;
}

static bool tells_manner(reading *r, int32_t i) {
    chunk *c = at(r, i);
    if (!in_manner(r, i)) return false;
    if (i > 1 && at(r, i - 1)->role == ROLE_ON && at(r, i - 2)->class == CLASS_ACTOR &&
        at(r, i - 2)->mention == MENTION_STATE) {
        c->by = at(r, i - 2)->who; /* "congratulated X on joining" */
        c->subject = i - 2;
        return true;
    }
    c->state = STATUS_BLOCKED;
    c->governor = i - 1;
    return true;
}

/* An infinitive right after the noun or participle that it hangs on. */
static bool hangs_on_word_before(reading *r, int32_t i) {
    const chunk *c = at(r, i), *on = i > 0 ? at(r, i - 1) : c;
    if (i < 1 || c->modal || c->be || !(c->form & FORM_BASE)) return false;
    bool thing = on->type == CHUNK_NOUN && on->class != CLASS_ACTOR &&
                 effect_of(r, on) != EFFECT_NONE; /* "the intention to cooperate" */
    bool said = on->type == CHUNK_VERB && !on->finite && on->by.count &&
                leads_on(r, on); /* "a statement pledging to cut", "to make every effort to end" */
    if (!thing && !said) return false;
    depend(r, i, i - 1);
    return true;
}

/* Whether no auxiliary stands with the verb. */
static bool is_bare(const chunk *c) {
    return !c->modal && !c->be && !c->have;
}

/* "Signed a statement reaffirming", "met last May pledging": not what the statement does. */
static bool aside_after_thing(reading *r, int32_t i, int32_t subject) {
    const chunk *c = at(r, i);
    return subject >= 0 && (c->form & FORM_ING) && !c->be && !c->modal &&
           at(r, subject)->class != CLASS_ACTOR && aside_by(r, i);
}

/* "A road, which would help": what a thing does. */
static bool relative_of_nobody(reading *r, int32_t i, int32_t subject) {
    chunk *c = at(r, i);
    if (subject >= 0 || i < 1 || at(r, i - 1)->type != CHUNK_REL || !c->finite) return false;
    c->state = (uint8_t)own_status(c);
    return true;
}

/* The first verb of an item of a list takes doer and status from the lead-in. */
static bool item_of_lead(reading *r, const sentence *s, int32_t i) {
    chunk *c = at(r, i);
    bool starts = i == 0 || (i == 1 && at(r, 0)->type == CHUNK_OTHER);
    if (starts && r->results && is_bare(c) && (c->form & (FORM_BASE | FORM_ING)) && s->bullet &&
        !s->lead && !s->inside) { /* "- Establish a fund", where results were announced */
        c->by = pair_now(r);
        c->state = STATUS_COMMITTED;
        return true;
    }
    if (!starts || !s->lead || !r->lead_open || c->modal) return false;
    c->by = r->lead_by;
    c->state = r->lead_state;
    return true;
}

/* "It was agreed that": nobody is named who did. */
static bool agreed_by_us(reading *r, int32_t i) {
    chunk *c = at(r, i);
    if (!c->passive || i < 1 || at(r, i - 1)->role != ROLE_IT || effect_of(r, c) != EFFECT_COMMIT)
        return false;
    c->by = we_now(r);
    c->state = (uint8_t)own_status(c);
    return true;
}

/* "Authorization for the minister to negotiate" */
static bool office_empowered(reading *r, int32_t i) {
    chunk *c = at(r, i);
    if (!c->infinitive || c->modal || i < 2 || at(r, i - 1)->mention != MENTION_OFFICE ||
        at(r, i - 2)->type != CHUNK_PREP || at(r, i - 2)->role != ROLE_FOR ||
        (i > 3 && effect_of(r, at(r, i - 3)) != EFFECT_NONE))
        return false;
    c->by = at(r, i - 1)->who;
    c->subject = i - 1;
    c->state = STATUS_PURPOSE;
    return true;
}

/* "X's joining", "with X supporting": the doer stands right before. */
static bool gerund_of_doer(reading *r, int32_t i) {
    chunk *c = at(r, i);
    if (i < 1 || !is_bare(c) || !(c->form & FORM_ING)) return false;
    const chunk *doer = at(r, i - 1);
    bool owns = doer->owned && item_role(r, doer->last - 1) == ROLE_POSS;
    bool with = i > 1 && doer->class == CLASS_ACTOR && at(r, i - 2)->type == CHUNK_PREP &&
                at(r, i - 2)->role == ROLE_WITH;
    if (!owns && !with) return false;
    c->by = owns ? doer->owner : doer->who;
    c->subject = i - 1;
    return true;
}

/* "Agreement was reached on": one phrase that needs no subject. */
static bool phrase_without_subject(reading *r, int32_t i, int32_t subject) {
    chunk *c = at(r, i);
    if (c->form != FORM_PART || c->be || subject >= 0 || r->items[c->first].length < 4 ||
        effect_of(r, c) != EFFECT_COMMIT)
        return false;
    c->by = we_now(r);
    c->state = STATUS_DONE;
    c->finite = true;
    return true;
}

static void become_participle(chunk *c) {
    c->passive = true;
    c->finite = false;
}

/* "A fund, supported by A", "ties in line with the norms established by": a participle, whatever
 * else the form can be. Gives the subject of the verb, `subject` where it is none such. */
static int32_t done_by(reading *r, int32_t i, int32_t subject) {
    chunk *c = at(r, i);
    bool by_whom = (size_t)i + 1 < r->chunk_count && at(r, i + 1)->role == ROLE_BY;
    if (!by_whom || i < 1 || !is_bare(c) || !(c->form & FORM_PART)) return subject;
    become_participle(c);
    bool thing = at(r, i - 1)->type == CHUNK_NOUN && at(r, i - 1)->class != CLASS_ACTOR;
    return thing ? i - 1 : subject;
}

/* A participle that only tells more of the event or object before it. */
static bool tells_more(reading *r, int32_t i) {
    chunk *c = at(r, i);
    if (!is_bare(c)) return false;
    if (i > 1 && event_held(r, i)) { /* "the meeting of A and B, held in C, condemned" */
        become_participle(c);
        c->subject = subject_before(r, i - 1);
        return true;
    }
    if (!object_told_of(r, i)) return false;
    become_participle(c); /* "noting the role played in" */
    c->subject = i - 1;
    return true;
}

/* "The summit adopted a declaration", "the meeting agreed to", "the declaration condemned": the
 * thing before the verb does it, and nothing is done to the thing. */
static bool thing_acts(reading *r, int32_t i, int32_t thing) {
    const chunk *c = at(r, i), *next = (size_t)i + 1 < r->chunk_count ? at(r, i + 1) : c;
    if (c->verb && r->l->verbs[c->verb].class != CLASS_SIGN && speaks_for_sides(r, thing, c))
        return next->type == CHUNK_NOUN || next->type == CHUNK_VERB || next->type == CHUNK_THAT;
    return at(r, thing)->class == CLASS_EVENT && next->class == CLASS_DOC;
}

/* "The treaty signed by" */
static bool done_to_thing(reading *r, int32_t i) {
    chunk *c = at(r, i);
    if (!is_bare(c) || !(c->form & (FORM_PAST | FORM_PART))) return false;
    int32_t thing = thing_before(r, i);
    if (thing < 0 || thing_acts(r, i, thing)) return false;
    c->subject = thing;
    c->passive = true;
    c->state = STATUS_DONE;
    return true;
}

/* "Help X protect" */
static bool done_with_help(reading *r, int32_t i, int32_t subject) {
    const chunk *c = at(r, i);
    if (!is_bare(c) || subject < 1 || subject != i - 1 || !(c->form & FORM_BASE) ||
        c->form >= FORM_ING || at(r, subject)->plural || at(r, subject - 1)->type != CHUNK_VERB)
        return false;
    depend(r, i, subject - 1);
    return true;
}

static bool of_own_subject(reading *r, int32_t i, int32_t subject) {
    chunk *c = at(r, i);
    if (subject < 0 || !(c->finite || (c->form & (FORM_ING | FORM_PART)))) return false;
    stand_alone(r, i, subject);
    if (!c->finite && !c->be) /* "the MoU signed by", "A stressing that" */
        c->passive = (c->form & FORM_PART) && at(r, subject)->class != CLASS_ACTOR;
    return true;
}

/* "Including by: opening ...; building ...": done by who did what stands before the colon. */
static bool after_colon(reading *r, int32_t i) {
    chunk *c = at(r, i);
    if (i < 1 || at(r, i - 1)->type != CHUNK_BREAK || at(r, i - 1)->role != ROLE_COLON ||
        c->modal || c->be)
        return false;
    for (int32_t k = 0; k < i; k++) {
        const chunk *v = at(r, k);
        if (v->type != CHUNK_VERB || !v->by.count) continue;
        bool commits = effect_of(r, v) == EFFECT_COMMIT && v->state == STATUS_DONE;
        c->by = v->by;
        c->state = commits ? STATUS_COMMITTED : v->state;
        return true;
    }
    return false;
}

/* The verb that this one goes on with after "and" or a comma; -1: none. */
static int32_t goes_on_with(reading *r, int32_t i) {
    const chunk *c = at(r, i);
    int32_t before = coordinate_before(r, i);
    if (before < 0 || at(r, before)->state != STATUS_PURPOSE || at(r, before)->governor < 0 ||
        at(r, i - 1)->type == CHUNK_NOUN || !(c->form & FORM_BASE))
        return before;
    int32_t up = at(r, before)->governor; /* "will work to promote X, and host Y" */
    bool comma = at(r, i - 1)->type == CHUNK_COMMA || (i > 1 && at(r, i - 2)->type == CHUNK_COMMA);
    bool committed = at(r, up)->type == CHUNK_VERB && at(r, up)->state == STATUS_COMMITTED;
    return comma && committed && same_form(at(r, up), c) ? up : before;
}

static bool hangs_on_governor(reading *r, int32_t i) {
    const chunk *c = at(r, i);
    int32_t g = governor_before(r, i);
    if (g < 0 || (c->finite && !c->infinitive && g != i - 1)) return false;
    depend(r, i, g);
    return true;
}

/* A verb that hangs on nothing and has no subject beside it: done by "it", by who said that "it"
 * would, by who does the verb `before`, by who acts in the sentence. */
static void without_subject(reading *r, int32_t i, int32_t before) {
    chunk *c = at(r, i);
    c->state = (uint8_t)(c->infinitive ? STATUS_PURPOSE : own_status(c));
    if (i == 1 && at(r, 0)->role == ROLE_IT && !c->passive && effect_of(r, c) != EFFECT_NONE) {
        c->by = r->last_it; /* "It also condemned" */
        return;
    }
    int32_t teller = i > 1 && at(r, i - 1)->role == ROLE_IT ? verb_before(r, i - 1) : -1;
    bool told = teller >= 0 && teller >= i - 3 && at(r, teller)->by.count; /* "A said it would" */
    int32_t m = told ? -1 : main_subject(r);
    if (told || before >= 0) {
        c->by = at(r, told ? teller : before)->by;
        c->subject = at(r, told ? teller : before)->subject;
    } else if (m >= 0) {
        c->by = coordinated(r, m);
        c->subject = m;
    }
}

static void link_verb(reading *r, const sentence *s, int32_t i) {
    chunk *c = at(r, i);
    if (shares_auxiliary(r, i) || tells_manner(r, i) || hangs_on_word_before(r, i)) return;
    if (i > 0 && at(r, i - 1)->type == CHUNK_SUB && (c->form & FORM_BASE) && is_bare(c))
        c->infinitive = true; /* "in order to help" */
    int32_t subject = c->infinitive ? -1 : subject_before(r, i);
    if (aside_after_thing(r, i, subject) || relative_of_nobody(r, i, subject) ||
        that_relative(r, i) || item_of_lead(r, s, i) || agreed_by_us(r, i) ||
        office_empowered(r, i) || gerund_of_doer(r, i) || phrase_without_subject(r, i, subject))
        return;
    if (is_bare(c) && c->finite && result_alone(r, s, i)) return;
    subject = done_by(r, i, subject);
    if (tells_more(r, i) || done_to_thing(r, i) || done_with_help(r, i, subject) ||
        of_own_subject(r, i, subject) || after_colon(r, i))
        return;
    if (is_bare(c) && (c->form & FORM_ING) && aside_by(r, i)) return;
    int32_t before = goes_on_with(r, i);
    if (before >= 0 && !c->modal)
        follow(r, i, before);
    else if (!hangs_on_governor(r, i))
        without_subject(r, i, before);
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
