#include "read/frame.h"

/* "The following documents were signed:" and the lines after it, each the name of a document: one
 * fact each, with what happened to them all. The group itself is none beside them, unless it has a
 * number. */

static bool is_group(const reading *r, const draft *d) {
    return d->f.record == RECORD_INSTRUMENT && d->frame && d->f.act != ACT_EXISTING &&
           (d->plural || d->f.kind == KIND_MIXED) && d->head_last > d->head &&
           r->sentences[d->sentence].last > d->head;
}

/* A sentence that ends in a colon or a heading, and tells what happened to several documents. */
void listed_open(reading *r, const sentence *s) {
    bool opens = s->title || item_role(r, s->last - 1) == ROLE_COLON;
    if (!opens) return;
    for (size_t i = r->draft_count; i-- > 0 && r->drafts[i].sentence == r->at;) {
        if (!is_group(r, &r->drafts[i])) continue;
        r->listed = (uint32_t)i + 1;
        return;
    }
}

/* The group is told by its members. */
static void spend_group(reading *r, uint32_t listed) {
    const draft *group = &r->drafts[listed - 1];
    for (size_t i = listed; i-- > 0;) {
        draft *d = &r->drafts[i];
        bool heads = d->title || d->sentence == group->sentence;
        if (heads && is_group(r, d) && d->f.count < 0 && d->f.act == group->f.act) d->keep = false;
    }
}

/* Whether the sentence says that somebody does something. */
static bool tells(const reading *r) {
    for (size_t i = 0; i < r->chunk_count; i++)
        if (r->chunks[i].type == CHUNK_VERB && r->chunks[i].finite) return true;
    return false;
}

/* The chunk that names a document at the start of a line: "Agreement on ...", "Joint programme
 * for ...". Names may hold words that look like verbs ("Forecast Centre"), but where the document
 * itself does something the line is a sentence. */
static size_t document_of_line(const reading *r) {
    const chunk *c = r->chunks;
    size_t i = 0;
    while (i < r->chunk_count && i < 3 && c[i].type != CHUNK_NOUN) i++;
    if (i >= r->chunk_count || c[i].definite || c[i].negated) return SIZE_MAX;
    if (c[i].class != CLASS_DOC && c[i].class != CLASS_PAPER) return SIZE_MAX;
    bool capital = (r->items[c[i].last - 1].flags & TOKEN_CAPITAL) ||
                   (r->items[c[i].first].flags & TOKEN_CAPITAL);
    for (size_t k = i + 1; k < r->chunk_count; k++)
        if (c[k].type == CHUNK_VERB && c[k].finite && c[k].subject == (int32_t)i &&
            (k == i + 1 || c[k].be || c[k].have || c[k].modal))
            return SIZE_MAX;
    return capital ? i : SIZE_MAX;
}

bool listed_document(reading *r, const sentence *s) {
    if (!r->listed) return false;
    const chunk *c = r->chunks;
    size_t i = document_of_line(r);
    if (i == SIZE_MAX) {
        if (tells(r) && !s->inside) r->listed = 0;
        return false;
    }
    slots at = slots_of(r, i, r->chunk_count);
    actors who = actors_join(r, c[i].inside, at.between);
    spend_group(r, r->listed);
    draft group = r->drafts[r->listed - 1];
    if (who.count < 2) who = actors_join(r, who, group.who);
    draft *d = draft_add(r, RECORD_INSTRUMENT, who, i, r->chunk_count);
    if (!d) return true;
    d->f.kind = noun_kind(r, &c[i]);
    d->f.act = group.f.act;
    d->f.modality = group.f.modality;
    d->f.sectors = sectors_within(r, c[i].first, d->last);
    d->f.date = date_within(r, c[i].first, d->last);
    if (!d->f.date.n) d->f.date = group.f.date;
    d->f.confidence = group.f.confidence;
    d->names = d->names ? d->names : group.names;
    d->frame = group.frame;
    d->listed = true;
    d->head = c[i].first;
    d->head_last = c[i].last;
    d->plural = c[i].plural;
    if (c[i].plural && c[i].number > 1) d->f.count = c[i].number;
    parties_of_clause(r, d, i, i);
    for (size_t k = i; k < r->chunk_count; k++) r->chunks[k].used = true;
    return true;
}
