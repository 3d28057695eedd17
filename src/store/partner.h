#ifndef STORE_PARTNER_H
#define STORE_PARTNER_H

#include "store/front.h"

/* partners_count - of a query that the caller has bound, with rows of another actor, a record and a
 * day, all of one record together: the states among those actors, most records first, at most 300.
 * Ends the query. */
code partners_count(arena *a, db *d, query *q, partner **out, size_t *count, fault *f);

#endif
