#ifndef READ_SLOTS_H
#define READ_SLOTS_H

#include "read/row.h"

/* Who stands where around a trigger; indices are of reading.chunks. */

typedef struct {
    actors subject, object, by, with, between, of, to, in;
} slots;

static inline chunk *at(const reading *r, size_t i) {
    return &r->chunks[i];
}

/* What the clause of a verb found; null: none. */
static inline chunk *subject_of(const reading *r, const chunk *c) {
    return c->subject >= 0 ? at(r, (size_t)c->subject) : NULL;
}

static inline chunk *governor_of(const reading *r, const chunk *c) {
    return c->governor >= 0 ? at(r, (size_t)c->governor) : NULL;
}

/* The chunk after the clause of the trigger at `i`. */
size_t clause_end(reading *r, size_t i);
/* The actors after `i` and before `end`, by the words before them; the subject is of the trigger.
 */
slots slots_of(reading *r, size_t i, size_t end);
/* Those of them that a frame takes (SIDE_...); `meets`: of an encounter. */
actors sides_of(reading *r, unsigned sides, const slots *s, bool meets);
bool has_organisation(const reading *r, actors who);
/* The head's kind; KIND_NONE where the noun has none. */
kind noun_kind(const reading *r, const chunk *c);
/* Whether an item of the span is a noun of the class. */
bool mentions_class(const reading *r, uint32_t first, uint32_t last, uint16_t class);

#endif
