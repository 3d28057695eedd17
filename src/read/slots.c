#include "read/frame.h"

/* Who stands where around a trigger, and which of them a frame takes for its sides. */

enum { MOST_CHUNKS = 40 };

kind noun_kind(const reading *r, const chunk *c) {
    kind what = c->noun ? r->l->nouns[c->noun].kind : KIND_NONE;
    if (what != KIND_TALKS || c->last < c->first + 2) return what;
    uint16_t before = item_entry(r, &r->items[c->last - 2])->noun; /* "Joint Commission meeting" */
    return before && r->l->nouns[before].kind == KIND_COMMISSION ? KIND_COMMISSION : what;
}

/* The chunk after the clause of the trigger at `i`. */
size_t clause_end(reading *r, size_t i) {
    size_t k = i + 1;
    for (; k < r->chunk_count && k < i + MOST_CHUNKS; k++) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_BREAK && c->role != ROLE_COLON) break;
        if (c->type != CHUNK_VERB || k == i + 1) continue;
        uint8_t before = at(r, k - 1)->type;
        bool joint = before == CHUNK_AND || before == CHUNK_COMMA;
        if (joint && !c->passive) break;
        if (c->finite && !c->infinitive && c->subject > (int32_t)i &&
            at(r, (size_t)c->subject)->class == CLASS_ACTOR) {
            size_t own = (size_t)row_start(r, c->subject); /* ", the minister said" */
            uint8_t mark = own > i + 1 ? at(r, own - 1)->type : CHUNK_OTHER;
            if (mark == CHUNK_COMMA || mark == CHUNK_AND || mark == CHUNK_SUB) k = own;
            break;
        }
    }
    while (k > i + 1 && (at(r, k - 1)->type == CHUNK_AND || at(r, k - 1)->type == CHUNK_COMMA ||
                         at(r, k - 1)->type == CHUNK_SUB))
        k--;
    return k;
}

static void slot_add(reading *r, slots *s, role where, actors who) {
    switch (where) {
    case ROLE_BY: s->by = actors_join(r, s->by, who); break;
    case ROLE_WITH: s->with = actors_join(r, s->with, who); break;
    case ROLE_BETWEEN: s->between = actors_join(r, s->between, who); break;
    case ROLE_OF: s->of = actors_join(r, s->of, who); break;
    case ROLE_FOR:
    case ROLE_TO: s->to = actors_join(r, s->to, who); break;
    case ROLE_IN: s->in = actors_join(r, s->in, who); break;
    case ROLE_NONE: s->object = actors_join(r, s->object, who); break;
    default: break;
    }
}

/* ", B" and ", and B" go on with a row of actors. */
static bool actor_next(reading *r, size_t comma, size_t end) {
    size_t k = comma + 1;
    if (at(r, k)->type == CHUNK_AND) k++;
    return k < end && at(r, k)->class == CLASS_ACTOR;
}

slots slots_of(reading *r, size_t i, size_t end) {
    slots s = {0};
    role where = ROLE_NONE;
    bool aside = false; /* "with X, who also chairs Y": no side */
    s.subject = at(r, i)->by;
    for (size_t k = i + 1; k < end; k++) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_PREP)
            where = (role)c->role;
        else if (c->type == CHUNK_THAT || c->type == CHUNK_REL || c->type == CHUNK_SUB)
            where = ROLE_PREP;
        else if (c->type == CHUNK_VERB)
            where = c->passive || aside ? ROLE_PREP : ROLE_NONE;
        else if (c->type == CHUNK_COMMA && k + 1 < end && !actor_next(r, k, end))
            where = where == ROLE_BETWEEN || where == ROLE_BY ? where : ROLE_PREP;
        if (c->type == CHUNK_REL)
            aside = k > 0 && at(r, k - 1)->class == CLASS_ACTOR;
        else if (c->type == CHUNK_COMMA || c->type == CHUNK_BREAK)
            aside = false;
        if (c->type == CHUNK_NOUN && c->inside.count && !aside)
            slot_add(r, &s, where, c->class == CLASS_ACTOR ? c->who : c->inside);
    }
    return s;
}

static bool is_organisation(const reading *r, actors who) {
    return who.count == 1 && r->l->actors[who.ids[0]].organisation;
}

actors sides_of(reading *r, unsigned sides, const slots *s, bool meets) {
    actors who = {0};
    if (sides & SIDE_SUBJECT) who = actors_join(r, who, s->subject);
    if (sides & SIDE_OBJECT) who = actors_join(r, who, s->object);
    if (sides & SIDE_BY) who = actors_join(r, who, s->by);
    if (sides & SIDE_WITH) who = actors_join(r, who, s->with);
    if (sides & SIDE_BETWEEN) who = actors_join(r, who, s->between);
    if (sides & SIDE_OF) who = actors_join(r, who, s->of);
    if (sides & SIDE_TO) who = actors_join(r, who, s->to);
    if (sides & SIDE_IN) who = actors_join(r, who, s->in);
    if ((sides & SIDE_PAIR) && who.count == 0) who = r->all;
    if (meets && is_organisation(r, who)) return who; /* "the Council of X met" */
    if ((sides & SIDE_TWO) && who.count == 1 && actors_overlap(who, pair_now(r)))
        who = actors_join(r, who, pair_now(r));
    if ((sides & SIDE_TWO) && who.count == 0)
        who = actors_overlap(s->subject, r->all) ? s->subject : we_now(r);
    return who;
}

bool has_organisation(const reading *r, actors who) {
    for (uint16_t i = 0; i < who.count; i++)
        if (r->l->actors[who.ids[i]].organisation) return true;
    return false;
}

bool mentions_class(const reading *r, uint32_t first, uint32_t last, uint16_t class) {
    for (uint32_t i = first; i < last; i++)
        if (r->items[i].class == class) return true;
    return false;
}
