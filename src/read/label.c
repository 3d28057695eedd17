#include "read/results.h"

/* Free headings in a list of results: "Visas: A framework for the firms of A to hire in B." What
 * stands after the heading without a verb of its own is what the sides do. */

enum { MOST_LABEL_ITEMS = 10 };

/* The chunk after "Heading:" at the start of the sentence; 0: there is no heading. */
static size_t after_label(const reading *r, const sentence *s) {
    for (size_t i = 1; i + 1 < r->chunk_count; i++) {
        const chunk *c = at(r, i);
        if (c->first > s->first + MOST_LABEL_ITEMS || c->type == CHUNK_VERB) return 0;
        if (c->type == CHUNK_BREAK && c->role == ROLE_COLON) return i + 1;
        if (c->type == CHUNK_BREAK) return 0;
    }
    return 0;
}

static bool tells(const reading *r) {
    for (size_t i = 0; i < r->chunk_count; i++)
        if (at(r, i)->type == CHUNK_VERB && at(r, i)->finite && !at(r, i)->infinitive) return true;
    return false;
}

/* "for A to do": the verb, whose doers are the sides; 0: none. */
static size_t made_for(const reading *r, size_t i) {
    if (i + 2 >= r->chunk_count || at(r, i + 1)->type != CHUNK_PREP ||
        at(r, i + 1)->role != ROLE_FOR)
        return 0;
    for (size_t k = i + 2; k < r->chunk_count && k < i + 10; k++)
        if (at(r, k)->type == CHUNK_VERB) return at(r, k)->infinitive ? k : 0;
    return 0;
}

actors giver(reading *r, size_t end) {
    actors two = pair_now(r), to = {0};
    for (size_t k = 1; k < end; k++) {
        const chunk *on = at(r, k - 1), *c = at(r, k);
        bool there = on->type == CHUNK_PREP &&
                     (on->role == ROLE_TO || on->role == ROLE_IN || on->role == ROLE_FOR);
        if (there && c->class == CLASS_ACTOR) to = actors_join(r, to, c->who);
    }
    if (two.count != 2 || to.count != 1) return (actors){0};
    if (to.ids[0] == two.ids[0]) return actors_one(r, two.ids[1]);
    return to.ids[0] == two.ids[1] ? actors_one(r, two.ids[0]) : (actors){0};
}

/* "Extension of a 100 million dollar line of credit to X": a gift told by a line of results. */
static bool gift_line(reading *r, const sentence *s) {
    if (!(s->title || s->bullet || s->numbered) || r->chunk_count < 3 || tells(r)) return false;
    bool money = false, gift = false;
    size_t end = clause_end(r, 0);
    for (size_t k = 0; k < end; k++) {
        const chunk *c = at(r, k);
        if (c->class == CLASS_DOC || c->class == CLASS_EVENT) return false;
        gift |= c->type == CHUNK_NOUN && noun_kind(r, c) == KIND_DELIVER;
        for (uint32_t n = c->first; n < c->last; n++) money |= item_role(r, n) == ROLE_MONEY;
    }
    actors who = money && gift && at(r, 0)->type == CHUNK_NOUN ? giver(r, end) : (actors){0};
    if (!who.count) return false;
    r->chunks[0].subject = -1;
    commitment(r, 0, who, KIND_DELIVER, end, 0.5);
    return true;
}

void labelled_result(reading *r, const sentence *s) {
    if (!r->private && gift_line(r, s)) return;
    size_t i = after_label(r, s);
    if (!i || s->title || tells(r) || r->private || r->all.count < 2) return;
    const chunk *c = at(r, i);
    if (c->type != CHUNK_NOUN || c->class == CLASS_DOC || c->class == CLASS_EVENT ||
        c->class == CLASS_ACTOR || c->negated)
        return;
    size_t end = clause_end(r, i), does = made_for(r, i);
    kind what = noun_kind(r, c);
    if (!what || kind_record(what) != RECORD_COMMITMENT) what = KIND_NONE;
    if (does && at(r, does)->verb) what = what ? what : r->l->verbs[at(r, does)->verb].content;
    if (!what) return;
    actors who = c->inside;
    for (size_t k = i + 1; k < end; k++)
        if (at(r, k)->type == CHUNK_NOUN) who = actors_join(r, who, at(r, k)->inside);
    if (who.count < 2) who = we_now(r);
    r->chunks[i].subject = -1;
    commitment(r, i, who, what, end, 0.5);
}

/* "Statement of the President of A and the Prime Minister of B", as a heading: the text itself,
 * issued by them. */
void statement_of(reading *r) {
    enum { HEADS = 3 };
    if (r->at >= HEADS || r->chunk_count < 5) return;
    const chunk *c = at(r, 0);
    bool statement = c->type == CHUNK_NOUN && c->class == CLASS_SPEECH && c->noun &&
                     r->l->nouns[c->noun].kind == KIND_STATEMENT;
    bool by = at(r, 1)->role == ROLE_OF || at(r, 1)->role == ROLE_BY;
    bool joint = false;
    actors who = {0};
    size_t k = 2;
    if (!statement || !by || at(r, 1)->type != CHUNK_PREP) return;
    for (; k < r->chunk_count; k++) {
        const chunk *x = at(r, k);
        if (x->type == CHUNK_VERB) return;
        if (x->type == CHUNK_AND && who.count) joint = true;
        if (x->class == CLASS_ACTOR && !x->guessed) who = actors_join(r, who, x->who);
        bool row = x->type == CHUNK_NOUN || x->type == CHUNK_AND || x->type == CHUNK_COMMA ||
                   x->role == ROLE_OF;
        if (!row) break;
    }
    draft *d = joint && who.count > 1 ? draft_add(r, RECORD_INSTRUMENT, who, 0, k) : NULL;
    if (!d) return;
    d->f.kind = KIND_STATEMENT;
    d->f.act = ACT_SIGNED;
    d->f.modality = MODALITY_DONE;
    d->f.confidence = 0.7;
    if (r->dateline) d->f.date = day_of_document(r);
    d->title = true;
    d->head = at(r, 0)->first;
    d->head_last = at(r, 0)->last;
}
