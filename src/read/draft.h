#ifndef READ_DRAFT_H
#define READ_DRAFT_H

#include "read/slots.h"

/* Drafts of facts, and what the words around a trigger tell of them; indices are of
 * reading.chunks. */

/* A new draft over chunks [first_chunk, end_chunk); null without memory. */
draft *draft_add(reading *r, record what, actors who, size_t first_chunk, size_t end_chunk);
/* A stance that no frame tells, over chunks [first, end), about what is said from `i`. */
void stance_add(reading *r, kind what, actors who, size_t first, size_t end, size_t i,
                double confidence);
/* Fills a draft of the frame at the trigger `i`; `object` may be null. */
void draft_fill(reading *r, draft *d, const frame *f, size_t i, const chunk *object);
/* Where the evidence of the verb at `i` starts: at its subject, unless another verb has that too.
 */
size_t evidence_start(reading *r, size_t i);
/* Whether a noun phrase is a name of its own: "the 2015 Memorandum on Water", not "the Treaty". */
bool is_named(const reading *r, const chunk *c);
/* The sectors of a draft: of its own words, else of the sentence, else of the heading over it. */
sector_set sectors_near(const reading *r, const draft *d, uint32_t trigger);
/* dated.c: the date of a draft: after its trigger, before it, elsewhere in the sentence. */
str date_near(reading *r, const draft *d, size_t i, const chunk *object);

#endif
