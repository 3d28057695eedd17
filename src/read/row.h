#ifndef READ_ROW_H
#define READ_ROW_H

#include "read/reading.h"

/* Whom a noun phrase names together with what stands beside it; numbers are of reading.chunks. */

/* The first noun phrase of "A, B and C" that ends at `k`. */
int32_t row_start(reading *r, int32_t k);
/* "A, B and C": all actors that stand together with the noun at `k`. */
actors coordinated(reading *r, int32_t k);
/* The actor that owns the noun at `k`: "Japan's intention", "their commitment", "the intention of
 * X"; else who does the verb `verb_by` (-1: none). */
actors owner_of(reading *r, int32_t k, int32_t verb_by);
/* "A delegation from X", "officials of X": who sent them. */
actors senders(reading *r, int32_t subject);

#endif
