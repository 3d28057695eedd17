#include "read/assert.h"

/* Documents that are only named, and the text itself where its title says what it is. */

enum { NAME_CHUNKS = 6 };

/* What may stand after "of" in the name of a document: a name, a meeting, a date. */
static bool names_on(const reading *r, const chunk *c) {
    bool place = c->mention == MENTION_SEAT && c->last == c->first + 1; /* "the Treaty of Rome" */
    if (place) return true;
    if (c->class == CLASS_ACTOR && c->mention != MENTION_STATE) return false;
    const token *t = &r->tokens.items[r->items[c->first].token];
    if (c->class != CLASS_ACTOR && is_named(r, c)) return true;
    return t->kind == TOKEN_NUMBER || has_organisation(r, c->inside);
}

/* The chunk after the name of the document at `i`: "the Communiqué of the 5th Meeting". */
static size_t end_of_name(reading *r, size_t i) {
    size_t end = i + 1;
    while (end + 1 < r->chunk_count && end < i + 7 && at(r, end)->type == CHUNK_PREP &&
           at(r, end)->role != ROLE_IN && at(r, end)->role != ROLE_BY &&
           at(r, end + 1)->type == CHUNK_NOUN && names_on(r, at(r, end + 1)))
        end += 2;
    return end;
}

/* "The Work Plan agreed at" */
static bool is_agreed(reading *r, size_t i) {
    if (i + 1 >= r->chunk_count) return false;
    const chunk *c = at(r, i), *v = at(r, i + 1);
    return v->type == CHUNK_VERB && v->verb && !v->finite && !v->be && (v->form & FORM_PART) &&
           r->l->verbs[v->verb].class == CLASS_COMMIT &&
           (r->items[c->last - 1].flags & TOKEN_CAPITAL);
}

/* "Joint statement": of more than one word. */
static bool is_joint_text(const reading *r, const chunk *c) {
    return noun_kind(r, c) == KIND_STATEMENT && r->items[c->last - 1].length > 1;
}

/* "In a joint statement, the presidents said": they issued it. */
static bool is_issued(reading *r, size_t i) {
    const chunk *c = at(r, i);
    return i > 0 && at(r, i - 1)->role == ROLE_IN && !c->definite && is_joint_text(r, c);
}

/* "The outcome is as follows (Joint Statement of the A-B Consultations)": it is added. */
static bool is_added(reading *r, size_t i) {
    const chunk *c = at(r, i);
    return i > 0 && c->first > 0 && item_role(r, c->first - 1) == ROLE_OPEN && is_joint_text(r, c);
}

/* "The 2009 Memorandum on Trade": of the two, where nobody is named. Not what may be of many. */
static bool is_of_the_pair(const reading *r, const chunk *c) {
    kind what = noun_kind(r, c);
    return !r->l->nouns[c->noun].named && what != KIND_TREATY && what != KIND_STATEMENT &&
           what != KIND_PROTOCOL;
}

/* Whose document it is; its name ends before `end`. */
static actors document_sides(reading *r, size_t i, size_t end, actors between, bool issued) {
    const chunk *c = at(r, i);
    actors who = actors_join(r, c->inside, between);
    if (issued && !who.count) who = around(r, i);
    for (size_t k = i + 1; k < end; k++)
        if (at(r, k)->mention != MENTION_SEAT) who = actors_join(r, who, at(r, k)->inside);
    if (!who.count && c->own == 2) who = around(r, i); /* "recalled their treaty of 1975" */
    if (who.count == 1 && c->own == 2) who = (actors){0};
    kind what = noun_kind(r, c);
    bool hosted = who.count == 1 && has_organisation(r, who);
    if (hosted && (what == KIND_TREATY || what == KIND_AGREEMENT))
        return (actors){0}; /* "the UN Convention": its parties are not named */
    return !who.count && is_of_the_pair(r, c) ? pair_now(r) : who;
}

/* The last chunk of what it is on: "on Bilateral Partnership in Environmental Affairs". */
static size_t last_of_subject(reading *r, size_t i) {
    size_t name = i;
    while (name + 2 < r->chunk_count && name < i + NAME_CHUNKS &&
           (at(r, name + 1)->type == CHUNK_PREP || at(r, name + 1)->type == CHUNK_AND) &&
           at(r, name + 2)->type == CHUNK_NOUN && at(r, name + 2)->class != CLASS_ACTOR &&
           (name == i || (r->items[at(r, name + 2)->last - 1].flags & TOKEN_CAPITAL)))
        name += 2;
    return name;
}

/* The title of the document is the document: who issues it signed it. */
static void become_the_text(reading *r, draft *d) {
    d->f.act = ACT_SIGNED;
    if (d->who.count < 2) d->who = r->all;
    if (d->who.count > 1) d->names = 2; /* the lines below the title name them */
    d->f.confidence = 0.7;
    parties_of_issue(r, d);
    if (!d->f.date.n) d->f.date = day_of_document(r);
}

void assert_document(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (c->negated) return; /* "no agreement" */
    slots s = slots_of(r, i, i + 6 < r->chunk_count ? i + 6 : r->chunk_count);
    size_t end = end_of_name(r, i);
    for (size_t k = i + 1; k < end; k++) at(r, k)->used = true;
    bool named =
        is_named(r, c) || end > i + 1 || date_within(r, c->first, c->last).n || is_agreed(r, i);
    bool title = r->at <= 2 && r->sentences[r->at].title && i == 0;
    bool issued = !title && is_issued(r, i);
    if (!title && !named && !c->definite && s.between.count < 2 && !issued &&
        !(r->items[c->first].flags & TOKEN_CAPITAL))
        return;
    actors who = document_sides(r, i, end, s.between, issued);
    issued |= !title && who.count > 1 && is_added(r, i);
    draft *d = draft_add(r, RECORD_INSTRUMENT, who, i, end);
    if (!d) return;
    d->f.kind = noun_kind(r, c);
    d->f.act = issued ? ACT_SIGNED : ACT_EXISTING;
    d->f.modality = MODALITY_DONE;
    d->f.sectors = sectors_within(r, c->first, at(r, last_of_subject(r, i))->last);
    d->plural = c->plural;
    d->f.date = date_within(r, c->first, d->last);
    d->f.confidence = 0.6;
    d->head = c->first;
    d->head_last = c->last;
    d->definite = !named && !title;
    d->keep = named || title || issued || s.between.count > 1;
    parties_of_clause(r, d, i, end - 1);
    if (title) become_the_text(r, d);
}
