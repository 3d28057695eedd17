#ifndef STORE_PARTNER_H
#define STORE_PARTNER_H

#include "store/front.h"

/* Another actor in a record of the one that is asked about. */
typedef struct {
    int64_t actor, record;
    day on;
} partner_row;

/* partner_rows_read - of a query that the caller has bound, with rows of another actor, a record
 * and a day, all of one record together; without what was withdrawn. Ends the query. */
code partner_rows_read(arena *a, db *d, query *q, partner_row **out, size_t *count, fault *f);

/* partners_count - the states among those actors, most records first, at most 300. */
code partners_count(arena *a, db *d, const partner_row *rows, size_t row_count, partner **out,
                    size_t *count, fault *f);

#endif
