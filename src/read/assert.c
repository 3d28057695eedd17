#include "read/assert.h"
#include "read/results.h"

/* What the chunks of a sentence assert: verbs first, then nouns, then documents and encounters that
 * no verb took. */

static bool has_finite_verb(const reading *r) {
    for (size_t i = 0; i < r->chunk_count; i++)
        if (at(r, i)->type == CHUNK_VERB && at(r, i)->finite && !at(r, i)->infinitive) return true;
    return false;
}

/* An item that is a noun: "- exchange of experts;" */
static void assert_item(reading *r, const sentence *s) {
    bool led = s->lead && r->lead_open && r->lead_state == STATUS_COMMITTED;
    if ((!led && !is_result(r, s)) || !r->chunk_count) return;
    chunk *c = at(r, 0);
    bool whole = c->definite && (r->chunk_count < 2 || at(r, 1)->role != ROLE_OF);
    if (c->type != CHUNK_NOUN || whole || c->class == CLASS_DOC || c->class == CLASS_ACTOR) return;
    if (!led && has_finite_verb(r)) return;
    const entry *e = item_entry(r, &r->items[c->first]);
    kind what = noun_kind(r, c);
    if (!what) what = r->l->nouns[e->noun].kind; /* "introduction of new rules" */
    if ((!what || kind_record(what) != RECORD_COMMITMENT) && (e->forms & FORM_ING))
        what = r->l->verbs[e->verb].content;
    if (!what && r->chunk_count > 2 && at(r, 1)->type == CHUNK_AND && at(r, 2)->type == CHUNK_NOUN)
        what = r->l->nouns[item_entry(r, &r->items[at(r, 2)->first])->noun]
                   .kind; /* "- drafting and promotion of standards" */
    if (what == KIND_VISIT && c->plural) what = KIND_COOPERATE; /* "mutual visits of students" */
    if (what == KIND_TALKS && c->plural && led) what = KIND_NEGOTIATE; /* "regular consultations" */
    if (result_gives(r, 0)) what = KIND_DELIVER;
    if (!what || kind_record(what) != RECORD_COMMITMENT) return;
    c->subject = -1;
    actors who = led ? r->lead_by : pair_now(r), one = {0};
    size_t end = clause_end(r, 0);
    if (what == KIND_DELIVER && who.count == 2) one = giver(r, end);
    commitment(r, 0, one.count ? one : who, what, end, led ? 0.7 : 0.6);
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
    undertakings_link(r);
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
