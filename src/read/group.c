#include "read/frame.h"

/* Documents that are told together: "signed agreements, memoranda and two protocols". */

/* A bare plural: what the documents are about is not told of each. */
static bool is_bare(const reading *r, const chunk *c) {
    return c->type == CHUNK_NOUN && c->class == CLASS_DOC && c->plural && !c->negated &&
           !c->inside.count && r->l->nouns[c->noun].kind;
}

size_t group_row_end(const reading *r, size_t k, size_t end) {
    size_t last = k;
    if (!is_bare(r, &r->chunks[k])) return k;
    for (size_t n = k + 1; n < end; n++) {
        uint8_t type = r->chunks[n].type;
        if (type == CHUNK_AND || type == CHUNK_COMMA) continue;
        if (!is_bare(r, &r->chunks[n]) || n == last + 1) break;
        last = n;
    }
    /* "an agreement and two protocols on fish": the last one may say what all are about, but what
     * comes after a comma there is of its own */
    return last;
}

bool is_group_row(const reading *r, size_t first, size_t last) {
    return first < last && group_row_end(r, first, last + 1) == last;
}

bool group_row(reading *r, size_t first, size_t last) {
    draft *d = &r->drafts[r->draft_count - 1];
    int64_t number = 0;
    for (size_t k = first; k <= last; k++) {
        chunk *c = &r->chunks[k];
        if (c->type != CHUNK_NOUN) continue;
        if (noun_kind(r, c) != d->f.kind) d->f.kind = KIND_MIXED;
        if (c->number > 0 && c->number < 1800) number += c->number;
        c->used = true;
    }
    if (number > 1) d->f.count = number;
    return true;
}

const draft *group_before(reading *r, const chunk *pronoun) {
    if (pronoun->mention != MENTION_PRONOUN || item_role(r, pronoun->first) != ROLE_THEY)
        return NULL;
    for (size_t i = r->draft_count; i-- > 0 && r->drafts[i].sentence + 1 >= r->at;) {
        const draft *d = &r->drafts[i];
        if (d->sentence + 1 == r->at && d->f.record == RECORD_INSTRUMENT &&
            d->f.act == ACT_SIGNED && (d->plural || d->f.kind == KIND_MIXED))
            return d;
    }
    return NULL;
}
