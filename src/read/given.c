#include "read/frame.h"

/* Things that one side has given the other, told in other ways than "A gave B": "aid of A has
 * amounted to", "A has supported the reform with 12 million", "built with funds of A". */

static bool has_money(const reading *r, size_t from, size_t end) {
    for (uint32_t k = at(r, from)->first; k < at(r, end - 1)->last; k++)
        if (item_role(r, k) == ROLE_MONEY) return true;
    return false;
}

static bool give(reading *r, size_t i, actors who, size_t end) {
    size_t told = r->draft_count;
    commitment(r, i, who, KIND_DELIVER, end, 0.5);
    if (r->draft_count > told) r->drafts[told].f.modality = MODALITY_DONE;
    return true;
}

/* One of the two, not whose document it is: what it does there it does for the other. */
static bool is_other_side(const reading *r, actors who) {
    actors two = pair_now(r);
    return who.count == 1 && two.count == 2 && actors_overlap(who, two) && r->home.count == 1 &&
           !actors_overlap(who, r->home);
}

/* Whether the clause names somebody besides `by`. */
static bool names_other(const reading *r, size_t from, size_t end, actors by) {
    for (size_t k = from; k < end; k++) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_NOUN && c->inside.count && !c->guessed &&
            !actors_overlap(c->inside, by))
            return true;
    }
    return false;
}

/* Whose gift a noun phrase names: "German aid", "the support of Germany"; nobody's. */
static actors gift_of(reading *r, size_t k) {
    const chunk *c = at(r, k);
    if (c->type != CHUNK_NOUN || !c->noun || c->negated) return (actors){0};
    bool gift = noun_kind(r, c) == KIND_DELIVER || c->class == CLASS_SUPPORT;
    actors who = gift && !c->own ? owner_of(r, (int32_t)k, -1) : (actors){0};
    return who.count == 1 ? who : (actors){0};
}

/* "German aid to Georgia has amounted to 2 million euros". */
static bool aid_amounts(reading *r, size_t i, size_t end) {
    const chunk *c = at(r, i);
    if (r->l->verbs[c->verb].class != CLASS_AMOUNT || c->state != STATUS_DONE || c->subject < 0 ||
        !has_money(r, i, end))
        return false;
    actors who = gift_of(r, (size_t)c->subject);
    return who.count && give(r, i, who, end);
}

/* "Germany has supported the reform with 2 million euros", "is providing funds for". */
static bool helps_other(reading *r, size_t i, size_t end) {
    const chunk *c = at(r, i);
    const verb *v = &r->l->verbs[c->verb];
    if (c->passive || c->infinitive || c->by.count != 1 || is_stranger(r, c->subject)) return false;
    bool told = c->state == STATUS_DONE &&
                (c->have || (c->form & (FORM_PAST | FORM_PART)) || (c->be && (c->form & FORM_ING)));
    bool other = is_other_side(r, c->by) ||
                 (actors_overlap(c->by, pair_now(r)) && names_other(r, i + 1, end, c->by));
    if (!told || !other) return false;
    if (v->class == CLASS_SUPPORTING || v->class == CLASS_LIGHT || v->content == KIND_COOPERATE) {
        for (size_t k = i + 1; k + 1 < end; k++)
            if (at(r, k)->role == ROLE_WITH && at(r, k)->type == CHUNK_PREP &&
                has_money(r, k + 1, k + 2))
                return give(r, i, c->by, end);
        return false;
    }
    const chunk *o = at(r, i + 1);
    bool gift = o->type == CHUNK_NOUN && o->noun && noun_kind(r, o) == KIND_DELIVER;
    return v->content == KIND_DELIVER && c->be && (c->form & FORM_ING) && gift &&
           give(r, i, c->by, end);
}

/* "A school built with German funds", "was opened with the support of Germany". */
static bool made_with_gift(reading *r, size_t i, size_t end) {
    const chunk *c = at(r, i);
    kind what = r->l->verbs[c->verb].content;
    bool made = (what == KIND_DELIVER || what == KIND_ESTABLISH) && (c->form & FORM_PART) &&
                c->state == STATUS_DONE && !c->have && (c->passive || !c->finite);
    for (size_t k = i + 1; made && k + 1 < end && k < i + 6; k++) {
        if (at(r, k)->type == CHUNK_VERB) break;
        if (at(r, k)->type != CHUNK_PREP || at(r, k)->role != ROLE_WITH) continue;
        actors who = gift_of(r, k + 1);
        return who.count && actors_overlap(who, r->all) && give(r, i, who, end);
    }
    return false;
}

/* "Georgian students received scholarships from Germany". */
static bool received_by_people(reading *r, size_t i, size_t end) {
    const chunk *c = at(r, i), *subject = subject_of(r, c);
    if (r->l->verbs[c->verb].class != CLASS_RECEIVE || c->state != STATUS_DONE || c->passive ||
        c->by.count || !subject || subject->inside.count != 1)
        return false;
    const chunk *gift = at(r, i + 1);
    if (gift->type != CHUNK_NOUN || !gift->noun || noun_kind(r, gift) != KIND_DELIVER) return false;
    actors from = gift->inside;
    for (size_t k = i + 2; k + 1 < end && !from.count; k++)
        if (at(r, k)->role == ROLE_FROM && at(r, k + 1)->class == CLASS_ACTOR &&
            !at(r, k + 1)->guessed)
            from = at(r, k + 1)->who;
    return from.count == 1 && !actors_overlap(from, subject->inside) && give(r, i, from, end);
}

bool given_told(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (!c->verb || c->not || r->private || i + 1 >= r->chunk_count) return false;
    const verb *v = &r->l->verbs[c->verb];
    bool may_give = v->content == KIND_DELIVER || v->content == KIND_COOPERATE ||
                    v->content == KIND_ESTABLISH || v->class == CLASS_AMOUNT ||
                    v->class == CLASS_SUPPORTING || v->class == CLASS_LIGHT ||
                    v->class == CLASS_RECEIVE;
    if (!may_give || c->state != STATUS_DONE) return false;
    size_t end = clause_end(r, i);
    if (end < i + 2) return false;
    return aid_amounts(r, i, end) || helps_other(r, i, end) || made_with_gift(r, i, end) ||
           received_by_people(r, i, end);
}
