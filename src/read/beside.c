#include "read/frame.h"

/* Documents that are told beside an encounter: what talks are about, what a ceremony is held for.
 */

actors around(reading *r, size_t i) {
    bool ahead = at(r, i)->own == 4 && i < 2; /* "During his stay, the President of X" */
    actors who = ahead ? (actors){0} : owner_of(r, (int32_t)i, -1);
    for (size_t k = i; k-- > 0 && i - k < 12;) {
        const chunk *c = at(r, k);
        if (c->type == CHUNK_BREAK) break;
        if (c->type == CHUNK_VERB && c->by.count) return actors_join(r, who, c->by);
        if (c->type == CHUNK_NOUN && c->class == CLASS_ACTOR) who = actors_join(r, who, c->who);
    }
    if (who.count) return who;
    for (size_t k = i + 1; k < r->chunk_count && k < i + 12; k++)
        if (at(r, k)->type == CHUNK_VERB && at(r, k)->by.count) return at(r, k)->by;
    return who;
}

bool about_document(reading *r, size_t i) {
    size_t k = i + 1;
    actors with = {0};
    for (; k + 1 < r->chunk_count && k < i + 8; k++) {
        const chunk *on = at(r, k), *doc = at(r, k + 1);
        bool about = on->type == CHUNK_PREP && (on->role == ROLE_ON || on->role == ROLE_PREP);
        if (on->type == CHUNK_VERB || on->type == CHUNK_BREAK) return false;
        if (on->class == CLASS_ACTOR) with = actors_join(r, with, on->who);
        if (!about) continue;
        if (doc->class != CLASS_DOC || doc->definite || doc->used || doc->negated) return false;
        break;
    }
    if (k + 1 >= r->chunk_count || at(r, k + 1)->class != CLASS_DOC) return false;
    bool does = at(r, i)->type == CHUNK_VERB;
    actors who = actors_join(r, with, does ? at(r, i)->by : around(r, i));
    bool ours = who.count < 2 && (!who.count || actors_overlap(who, pair_now(r)));
    if (who.count < 2) who = actors_join(r, who, ours ? pair_now(r) : r->home);
    draft *d = draft_add(r, RECORD_INSTRUMENT, who, i, clause_end(r, k + 1));
    if (!d) return false;
    const chunk *doc = at(r, k + 1);
    bool done = true;
    for (size_t v = i + 1; v-- > 0 && i - v < 6 && at(r, v)->type != CHUNK_BREAK;)
        done &= at(r, v)->type != CHUNK_VERB || at(r, v)->state == STATUS_DONE;
    d->f.kind = noun_kind(r, doc);
    d->f.act = ACT_NEGOTIATED;
    d->f.modality = done ? MODALITY_DONE : MODALITY_PLANNED;
    d->f.sectors = sectors_within(r, doc->first, d->last);
    d->f.confidence = 0.55;
    d->head = doc->first;
    d->head_last = doc->last;
    d->plural = doc->plural;
    if (doc->plural && doc->number > 1) d->f.count = doc->number;
    at(r, k + 1)->used = true;
    return true;
}

void ceremony_for(reading *r, size_t i) {
    const chunk *c = at(r, i), *v = i > 0 ? at(r, i - 1) : c;
    if (c->class != CLASS_EVENT || noun_kind(r, c) != KIND_CEREMONY || r->sentences[r->at].title)
        return;
    bool done = v->type != CHUNK_VERB || v->state == STATUS_DONE;
    actors who = around(r, i);
    if (who.count < 2) who = actors_join(r, who, pair_now(r));
    for (size_t k = i + 1; k + 1 < r->chunk_count && k < i + 6; k++) {
        const chunk *p = at(r, k), *doc = at(r, k + 1);
        if (p->type == CHUNK_VERB || p->type == CHUNK_BREAK) return;
        if (p->type != CHUNK_PREP || (p->role != ROLE_FOR && p->role != ROLE_OF)) continue;
        if (doc->class != CLASS_DOC || doc->used || !doc->noun) continue;
        draft *d = draft_add(r, RECORD_INSTRUMENT, who, i, clause_end(r, k + 1));
        if (!d) return;
        doc = at(r, k + 1);
        d->f.kind = noun_kind(r, doc);
        d->f.act = ACT_SIGNED;
        d->f.modality = done ? MODALITY_DONE : MODALITY_PLANNED;
        d->f.sectors = sectors_within(r, doc->first, d->last);
        d->f.date = date_within(r, r->sentences[r->at].first, r->sentences[r->at].last);
        d->f.confidence = 0.65;
        d->head = doc->first;
        d->head_last = doc->last;
        d->plural = doc->plural;
        if (doc->plural && doc->number > 1) d->f.count = doc->number;
        at(r, k + 1)->used = true;
        return;
    }
}
