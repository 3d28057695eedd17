#include "read/frame.h"

/* What two sides agree on without saying that they will: "The two countries should work together",
 * "there should be further talks, they agreed". In the text of both, or where it is said after it
 * that they agreed, "should" is a promise; elsewhere it is anybody's view. */

enum { MOST_ITEMS_TO_TELLER = 12 };

/* ", it was agreed", ", they agreed" after the clause of the verb at `i`: who did. */
static actors agreed_after(reading *r, size_t i) {
    for (size_t k = i + 1; k < r->chunk_count && k < i + MOST_ITEMS_TO_TELLER; k++) {
        const chunk *v = at(r, k);
        if (v->type == CHUNK_BREAK || v->type == CHUNK_THAT) break;
        if (v->type != CHUNK_VERB || !v->finite || v->state != STATUS_DONE || v->not || !v->verb)
            continue;
        if (r->l->verbs[v->verb].effect != EFFECT_COMMIT || k < i + 3) return (actors){0};
        const chunk *who = at(r, k - 1), *mark = at(r, k - 2);
        if (mark->type != CHUNK_COMMA) return (actors){0};
        if (who->role == ROLE_IT && v->passive) return pair_now(r);
        return who->class == CLASS_ACTOR && who->who.count > 1 ? who->who : (actors){0};
    }
    return (actors){0};
}

/* Whether the subject, or what there should be, is of the sides. */
static bool is_of_sides(reading *r, size_t i, actors who) {
    const chunk *c = at(r, i);
    if (c->subject >= 0) {
        const chunk *s = at(r, (size_t)c->subject);
        if (s->class == CLASS_ACTOR)
            return s->plural && actors_within(who, s->who) && actors_within(s->who, who);
        kind what = noun_kind(r, s);
        return !s->negated && what && kind_record(what) == RECORD_COMMITMENT;
    }
    const chunk *thing = i + 1 < r->chunk_count ? at(r, i + 1) : c;
    bool there = c->be && !c->verb && thing->type == CHUNK_NOUN && !thing->negated &&
                 (i == 0 || at(r, i - 1)->type == CHUNK_COMMA);
    kind what = there ? noun_kind(r, thing) : KIND_NONE;
    return what && (kind_record(what) == RECORD_COMMITMENT || what == KIND_TALKS);
}

void undertakings_link(reading *r) {
    for (size_t i = 0; i < r->chunk_count; i++) {
        chunk *c = at(r, i);
        if (c->type != CHUNK_VERB || c->modal != ROLE_SHOULD || !c->finite || c->not ||
            c->governor >= 0 || c->state != STATUS_BLOCKED)
            continue;
        actors who = agreed_after(r, i);
        if (!who.count && !r->spoken && speaks_jointly(r)) who = pair_now(r);
        if (who.count < 2 || !is_of_sides(r, i, who)) continue;
        size_t from = c->subject >= 0 ? (size_t)c->subject : i;
        if (is_international(r, from, clause_end(r, i), who)) continue;
        c->by = who;
        c->state = STATUS_COMMITTED;
    }
}

bool there_should_be(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (c->modal != ROLE_SHOULD || c->state != STATUS_COMMITTED || c->verb || !c->be ||
        i + 1 >= r->chunk_count || at(r, i + 1)->type != CHUNK_NOUN || !c->by.count)
        return false;
    kind what = noun_kind(r, at(r, i + 1));
    if (what == KIND_TALKS) what = KIND_NEGOTIATE; /* "there should be further discussions" */
    if (!what || kind_record(what) != RECORD_COMMITMENT) return false;
    commitment(r, i, c->by, what, clause_end(r, i), 0.65);
    return true;
}
