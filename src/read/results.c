#include "read/results.h"

/* Lists of results that name no doer: "FACT SHEET ...", "announced the following initiatives:", and
 * lines that start with a verb or a noun. What stands there the two sides do. */

enum { HEAD_SENTENCES = 4 };

static bool speaks_of_results(const reading *r) {
    for (size_t i = 0; i < r->chunk_count; i++)
        if (at(r, i)->class == CLASS_RESULTS) return true;
    return false;
}

static bool undertakes(const reading *r) {
    for (size_t i = 0; i < r->chunk_count; i++) {
        const chunk *c = at(r, i);
        if (c->type != CHUNK_VERB || !c->verb || !c->finite || c->state == STATUS_BLOCKED) continue;
        const verb *v = &r->l->verbs[c->verb];
        if (v->effect == EFFECT_COMMIT || v->class == CLASS_ANNOUNCE) return true;
    }
    return false;
}

void results_note(reading *r, const sentence *s) {
    if (r->results || s->bullet || s->lead || s->inside || !speaks_of_results(r)) return;
    bool colon = item_role(r, s->last - 1) == ROLE_COLON;
    bool head = r->at < HEAD_SENTENCES && s->title;
    r->results |= head || colon || (!s->title && undertakes(r));
}

bool results_lead(reading *r, const sentence *s) {
    bool told = speaks_of_results(r) && undertakes(r), goes_on = false;
    for (uint32_t i = s->first; i < s->last && s->last - s->first < 8; i++) {
        uint16_t v = item_entry(r, &r->items[i])->verb; /* "These include:" */
        goes_on |= v && r->l->verbs[v].class == CLASS_PROVIDES;
    }
    actors who = pair_now(r);
    if (!(told || (goes_on && r->results)) || who.count < 2) return false;
    r->lead_by = who;
    r->lead_state = STATUS_COMMITTED;
    r->lead_open = true;
    return true;
}

bool is_result(const reading *r, const sentence *s) {
    return r->results && s->bullet && !s->lead && !s->inside && pair_now(r).count == 2;
}

/* "15 million dollars for the clean-up of X", "support for 50 students": a gift. */
bool result_gives(const reading *r, size_t i) {
    const chunk *c = at(r, i);
    bool for_what = i + 1 < r->chunk_count && at(r, i + 1)->type == CHUNK_PREP &&
                    (at(r, i + 1)->role == ROLE_FOR || at(r, i + 1)->role == ROLE_TO ||
                     at(r, i + 1)->role == ROLE_IN);
    if (c->type != CHUNK_NOUN || !for_what) return false;
    for (uint32_t k = c->first; k < c->last; k++)
        if (item_role(r, k) == ROLE_MONEY) return true;
    return c->class == CLASS_SUPPORT && i + 2 < r->chunk_count && at(r, i + 2)->number > 1;
}
