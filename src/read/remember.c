#include "read/assert.h"
#include "read/results.h"

/* What the next sentence may take up: "he", "they", "it", the items of a list. */

/* "He" of the next sentence is rather whom this one is about than whom it names last. */
static void remember_him(reading *r) {
    for (size_t i = 0; i < r->chunk_count; i++) {
        int32_t s = at(r, i)->type == CHUNK_VERB && at(r, i)->finite ? at(r, i)->subject : -1;
        if (s < 0 || row_start(r, s) < s) continue;
        const chunk *c = at(r, (size_t)s);
        bool body = c->mention == MENTION_STATE || c->mention == MENTION_AGENCY;
        r->last_it = c->class == CLASS_ACTOR && body && c->who.count == 1 ? c->who : (actors){0};
        if (c->class == CLASS_ACTOR && c->mention == MENTION_PRONOUN && c->who.count == 1 &&
            !c->plural)
            r->last_he = c->who; /* "He was welcomed by the King": still he */
        if (c->class != CLASS_ACTOR || c->mention != MENTION_OFFICE) continue;
        if (c->who.count == 1 && !c->plural && !c->guessed) r->last_he = c->who;
        return;
    }
}

void remember(reading *r) {
    for (size_t i = 0; i < r->chunk_count; i++) {
        const chunk *c = at(r, i);
        if (c->type != CHUNK_NOUN || c->class != CLASS_ACTOR || !c->who.count) continue;
        if (c->mention == MENTION_OFFICE && c->who.count == 1 && !c->plural) r->last_he = c->who;
        if (c->mention != MENTION_ADJECTIVE && c->who.count > 1) r->last_they = c->who;
        if (c->who.count == 1 && r->l->actors[c->who.ids[0]].group && actors_same(r->all, r->many))
            r->last_they = r->many;
    }
    remember_him(r);
}

void remember_document(reading *r) {
    uint16_t again = 0;
    for (size_t i = r->draft_count; i-- > 0 && r->drafts[i].sentence == r->at;) {
        const draft *d = &r->drafts[i];
        if (d->f.record != RECORD_INSTRUMENT || d->plural || d->head_last <= d->head) continue;
        for (uint32_t k = d->head; k < d->head_last; k++) {
            uint16_t n = item_entry(r, &r->items[k])->noun;
            if (n && r->l->nouns[n].class == CLASS_DOC) again = n;
        }
    }
    r->last_doc = again;
}

/* "The two sides:", "during which both ministers:": the verbs are those of the items. */
static bool leads_by_name(reading *r) {
    size_t i = r->chunk_count;
    while (i > 0 && at(r, i - 1)->type == CHUNK_BREAK) i--;
    if (i-- == 0) return false;
    const chunk *c = at(r, i);
    uint8_t before = i > 0 ? at(r, i - 1)->type : CHUNK_BREAK;
    bool opens = before == CHUNK_BREAK || before == CHUNK_REL || before == CHUNK_COMMA ||
                 (before == CHUNK_NOUN && c->plural);
    if (c->type != CHUNK_NOUN || c->class != CLASS_ACTOR || c->who.count < 2 || !opens)
        return false;
    r->lead_by = c->who;
    r->lead_state = STATUS_DONE;
    r->lead_open = true;
    return true;
}

void open_list(reading *r, const sentence *s) {
    bool colon = item_role(r, s->last - 1) == ROLE_COLON;
    results_note(r, s);
    if (s->lead || (s->inside && !colon)) return;
    r->lead_open = r->lead_spent = false;
    r->lead_stance = NULL;
    if (!colon || leads_by_name(r) || results_lead(r, s)) return;
    for (size_t i = r->chunk_count; i-- > 0;) {
        const chunk *c = at(r, i);
        if (c->type != CHUNK_VERB) continue;
        bool document = c->subject >= 0 && at(r, (size_t)c->subject)->class == CLASS_DOC;
        if (document && !c->by.count) { /* "The MoU provides for:" */
            r->lead_by = r->all;
            r->lead_state = STATUS_COMMITTED;
            r->lead_open = true;
            return;
        }
        if (!c->by.count) continue;
        bool commits = c->verb && r->l->verbs[c->verb].effect == EFFECT_COMMIT;
        stance_lead(r, i);
        r->lead_by = c->by;
        r->lead_state = commits && c->state != STATUS_BLOCKED ? STATUS_COMMITTED : c->state;
        r->lead_open = true;
        return;
    }
}
