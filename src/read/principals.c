#include "read/frame.h"

/* Whom somebody met: one talks with each, and whose minister it is where that is not told. */

actors where_they_are(const reading *r, actors who) {
    enum { FAR_BACK = 24 };
    for (size_t n = r->draft_count; who.count == 1 && n-- > 0 && r->draft_count - n < FAR_BACK;) {
        const draft *d = &r->drafts[n];
        bool visit =
            d->f.record == RECORD_ENGAGEMENT && (d->f.kind == KIND_VISIT || d->sentence == r->at);
        if (visit && d->who.count == 2 && actors_overlap(d->who, who)) return d->who;
    }
    return who;
}

static bool holds_office(const reading *r, const chunk *c) {
    for (uint32_t i = c->first; i < c->last; i++)
        if (r->items[i].class == CLASS_OFFICE) return true;
    return false;
}

/* Whether a mark that parts the members of a row stands right before `n`, or before "of" and "with"
 * there: "the Presidents of A, of B; and with the Chancellor of C". */
static bool stands_next(const reading *r, size_t n) {
    const chunk *c = r->chunks;
    size_t k = n - 1;
    bool repeated = c[k].type == CHUNK_PREP && (c[k].role == ROLE_OF || c[k].role == ROLE_WITH);
    if (repeated && k > 0) k--;
    return c[k].type == CHUNK_AND || c[k].type == CHUNK_COMMA ||
           (c[k].type == CHUNK_BREAK && c[k].role == ROLE_SEMI);
}

/* Where the row of principals in the clause that ends at `end` ends: it may go on after a
 * semicolon. */
static size_t row_end(const reading *r, size_t end) {
    while (end + 1 < r->chunk_count && r->chunks[end].type == CHUNK_BREAK &&
           r->chunks[end].role == ROLE_SEMI) {
        size_t k = end + 1;
        if (r->chunks[k].type == CHUNK_AND) k++;
        if (k < r->chunk_count && r->chunks[k].type == CHUNK_PREP) k++;
        if (k >= r->chunk_count || r->chunks[k].class != CLASS_ACTOR) break;
        while (k < r->chunk_count && r->chunks[k].type != CHUNK_BREAK &&
               r->chunks[k].type != CHUNK_VERB)
            k++;
        end = k;
    }
    return end;
}

/* The chunk after the principal at `k` where another follows; `end` where none does. "X, the
 * minister of Y": one and the same. */
static size_t next_principal(const reading *r, size_t k, size_t end, bool states) {
    const chunk *c = r->chunks, *one = &c[k];
    for (size_t n = k + 1; n < end; n++) {
        bool apart = stands_next(r, n);
        if (c[n].type == CHUNK_VERB) return end;
        if (c[n].type != CHUNK_NOUN || c[n].class != CLASS_ACTOR || !apart) continue;
        if (c[n].mention == MENTION_STATE && states && !c[n].person) return n;
        if (c[n].mention != MENTION_OFFICE) continue;
        bool name = one->mention == MENTION_STATE && !holds_office(r, &c[n]); /* "A, Jane Roe" */
        bool same = c[n - 1].type == CHUNK_COMMA && (!c[n].person || !one->person) &&
                    (name || holds_office(r, &c[n]) != holds_office(r, one));
        if (!same) return n;
    }
    return end;
}

/* Whether the meetings with the row from `k` were held with one after the other. */
static bool is_separate(const reading *r, size_t i, size_t k, size_t end) {
    for (uint32_t x = r->chunks[i].first; x < r->chunks[k].last; x++) {
        uint16_t n = item_entry(r, &r->items[x])->noun;
        if (n && r->l->nouns[n].class == CLASS_EVENT && r->l->nouns[n].plural) return true;
    }
    size_t rows = 1;
    for (size_t n = next_principal(r, k, end, true); n < end; n = next_principal(r, n, end, true))
        rows++;
    return rows > 2;
}

/* "With President X and Chancellor Y of A": whom the state told for one of them is for, too. */
static actors whose_principals(const reading *r, size_t k, size_t end) {
    size_t n = k;
    while (n < end && r->chunks[n].guessed) n = next_principal(r, n, end, false);
    return r->chunks[n < end ? n : k].who;
}

bool counterparts_from(reading *r, const frame *f, size_t i, size_t end) {
    size_t k = i + 1;
    if (k < end && at(r, k)->type == CHUNK_PREP && at(r, k)->role == ROLE_WITH) k++;
    if (k + 2 >= end || at(r, k)->class != CLASS_OFFICE || !at(r, k)->plural) return false;
    const chunk *from = at(r, k + 1);
    bool named = from->type == CHUNK_PREP && (from->role == ROLE_FROM || from->role == ROLE_OF);
    if (!named || at(r, k + 2)->class != CLASS_ACTOR || !at(r, i)->by.count) return false;
    size_t first = evidence_start(r, i);
    for (size_t n = k + 2; n < end; n = next_principal(r, n, end, true)) {
        actors who = actors_join(r, at(r, i)->by, at(r, n)->who);
        draft *d = draft_add(r, f->record, who, first, end);
        if (!d) return true;
        draft_fill(r, d, f, i, at(r, n));
        d->f.confidence *= 0.9;
    }
    return true;
}

void principals(reading *r, const frame *f, size_t i, size_t k, size_t told, size_t end) {
    const chunk *v = at(r, i);
    actors whose = whose_principals(r, k, end);
    actors by = v->passive && v->subject >= 0 ? at(r, (size_t)v->subject)->who : v->by;
    size_t first = at(r, i)->type == CHUNK_VERB ? evidence_start(r, i) : i;
    bool states = at(r, k)->mention == MENTION_OFFICE && at(r, k)->plural;
    end = row_end(r, end);
    if (!by.count || told >= r->draft_count || (states && !is_separate(r, i, k, end))) return;
    size_t n = next_principal(r, k, end, states);
    if (n >= end) return;
    r->drafts[told].who = actors_join(r, by, whose);
    if (at(r, k)->guessed) r->drafts[told].who = where_they_are(r, r->drafts[told].who);
    for (; n < end; n = next_principal(r, n, end, states)) {
        const chunk *c = at(r, n);
        actors who = actors_join(r, by, c->guessed ? whose : c->who);
        if (c->guessed || c->homeless) who = where_they_are(r, who);
        draft *d = draft_add(r, f->record, who, first, end);
        if (!d) return;
        draft_fill(r, d, f, i, at(r, n));
        d->f.kind = KIND_TALKS;
        d->f.confidence *= 0.8;
        states &= c->mention != MENTION_OFFICE || c->plural; /* "of A, of B; the premier of C" */
        if (!at(r, n)->guessed) whose = at(r, n)->who;
    }
}

void principals_of_event(reading *r, const frame *f, size_t i, size_t k, size_t told, size_t end) {
    size_t with = k + 1;
    while (with + 1 < end && !(at(r, with)->type == CHUNK_PREP && at(r, with)->role == ROLE_WITH))
        if (at(r, with++)->type == CHUNK_VERB) return;
    if (with + 1 >= end || at(r, with + 1)->class != CLASS_ACTOR || told >= r->draft_count) return;
    r->drafts[told].person = at(r, with + 1)->person;
    principals(r, f, i, with + 1, told, end);
}

/* "Meetings with the Presidents of A, B and C" that no verb takes: true when it gave drafts. */
bool meetings_with(reading *r, size_t i, actors by) {
    const chunk *c = at(r, i);
    if (!c->plural || noun_kind(r, c) != KIND_TALKS || !by.count || i + 2 >= r->chunk_count)
        return false;
    const chunk *with = at(r, i + 1), *first = at(r, i + 2);
    if (with->role != ROLE_WITH || first->class != CLASS_ACTOR || first->mention != MENTION_OFFICE)
        return false;
    size_t end = row_end(r, clause_end(r, i));
    bool any = false, states = first->plural, ahead = false;
    for (size_t k = i; k-- > 0 && i - k < 12 && at(r, k)->type != CHUNK_BREAK;)
        if (at(r, k)->type == CHUNK_VERB) { /* "will visit A for meetings with" */
            ahead = at(r, k)->state == STATUS_COMMITTED || at(r, k)->state == STATUS_PLANNED;
            break;
        }
    for (size_t n = i + 2; n < end; n = next_principal(r, n, end, states)) {
        actors who = actors_join(r, by, at(r, n)->who);
        if (at(r, n)->guessed || at(r, n)->homeless) who = where_they_are(r, by);
        draft *d = who.count > 1 ? draft_add(r, RECORD_ENGAGEMENT, who, i, n + 1) : NULL;
        if (!d) break;
        const chunk *whom = at(r, n);
        d->f.kind = KIND_TALKS;
        d->f.modality = ahead ? MODALITY_PLANNED : MODALITY_DONE;
        d->f.confidence = 0.55;
        d->person = whom->person;
        d->head = whom->first;
        d->head_last = whom->last;
        d->nameless = true;
        if (n > i + 2 && whom->mention == MENTION_OFFICE) states = whom->plural;
        any = true;
    }
    return any;
}
