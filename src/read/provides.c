#include "read/frame.h"

/* What a document is for, told by what it makes of its sides: "the MoU will enable the ministries
 * to share data", "the treaty commits both to review it", "areas of cooperation include research".
 */

/* A document, or "it" and the like after one. */
static bool is_paper(const reading *r, const chunk *subject) {
    return subject && subject->class == CLASS_DOC && !subject->negated && r->all.count > 1;
}

/* "Will enable X to", "commits both sides to": the verb before the actor before the infinitive at
 * `i`, which says that X may or must; SIZE_MAX: none. */
static size_t made_able(reading *r, size_t i) {
    size_t k = i;
    while (k > 1 && (at(r, k - 1)->type == CHUNK_NOUN || at(r, k - 1)->type == CHUNK_AND)) k--;
    if (k == i || k == 0 || at(r, k - 1)->type != CHUNK_VERB) return SIZE_MAX;
    const chunk *g = at(r, k - 1);
    const verb *v = &r->l->verbs[g->verb];
    bool makes = g->verb && (v->class == CLASS_ENABLE || v->effect == EFFECT_COMMIT);
    bool so = g->state == STATUS_DONE || g->state == STATUS_COMMITTED || g->modal == ROLE_WILL;
    return makes && so && g->finite && !g->passive && !g->not ? k - 1 : SIZE_MAX;
}

bool enabled_to(reading *r, size_t i) {
    const chunk *c = at(r, i);
    if (i < 2 || !c->verb || c->be || c->passive || c->modal) return false;
    if (!c->infinitive && !(c->form & (FORM_BASE | FORM_ING))) return false;
    size_t g = made_able(r, c->infinitive ? i : i - 1);
    if (g == SIZE_MAX || !is_paper(r, subject_of(r, at(r, g)))) return false;
    const chunk *who = at(r, g + 1);
    const verb *v = &r->l->verbs[c->verb];
    kind what = v->content;
    if (v->effect == EFFECT_CARRY || !what) what = KIND_COOPERATE;
    actors by = who->class == CLASS_ACTOR ? coordinated(r, (int32_t)g + 1) : (actors){0};
    if (by.count == 1 && !actors_overlap(by, r->all)) return false;
    if (!by.count) by = r->all;
    at(r, i)->subject = at(r, g)->subject;
    commitment(r, i, by, what, clause_end(r, i), 0.6);
    return true;
}
