#include "read/frame.h"

/* When what a draft tells was done, or is to be. */

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

/* Nothing is signed from one year to another: that is a term, of a programme that stands there. */
static str act_date(reading *r, uint32_t first, uint32_t last) {
    str date = date_within(r, first, last);
    return date.n == sizeof "2017/2022" - 1 && date.p[4] == '/' ? S("") : date;
}

/* ", signed in May" behind what else is told of the document; ", which they signed" ends it too. */
static bool is_other_act(const reading *r, size_t k) {
    const chunk *c = &r->chunks[k];
    return c->type == CHUNK_VERB && c->verb && (c->form & FORM_PART) && !c->be && !c->have &&
           r->l->verbs[c->verb].class == CLASS_SIGN && c->subject >= 0 &&
           r->chunks[c->subject].class == CLASS_DOC;
}

/* When a document was signed, ratified and so on: the day beside the trigger, not the year in the
 * name of the document, nor the day of another verb of the sentence. */
static str date_of_act(reading *r, const draft *d, size_t i, const chunk *object) {
    const sentence *s = &r->sentences[d->sentence];
    uint32_t trigger = at(r, i)->first, first = d->first, last = d->last;
    for (size_t k = i + 1; k < r->chunk_count && at(r, k)->first < last; k++)
        if (at(r, k)->type == CHUNK_REL || is_other_act(r, k)) last = at(r, k)->first;
    uint32_t after = name_end(r, object, last);
    bool ahead = object->first > trigger;
    bool term = object->class == CLASS_DOC &&
                (noun_kind(r, object) == KIND_PROGRAMME || noun_kind(r, object) == KIND_ROADMAP);
    str date = term ? term_within(r, object->first, last) : S("");
    if (date.n) return date;
    date = act_date(r, ahead ? after : trigger, last);
    if (date.n > 4) return date;
    if (date.n && in_name_of_other(r, date, ahead ? after : trigger, last)) date = S("");
    str before = ahead ? act_date(r, trigger, object->first) : act_date(r, after, trigger);
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

str date_near(reading *r, const draft *d, size_t i, const chunk *object) {
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
