#ifndef STORE_PARTNER_H
#define STORE_PARTNER_H

#include "store/front.h"

/* Another actor in a record of the one that is asked about. */
typedef struct {
    int64_t actor, record;
    day on;
} partner_row;

/* partner_rows_read - of a query that the caller has bound, with rows of a record, a day and its
 * `together`, all of one record one after the other; the other actors whose parts are among `parts`
 * ("sdo": sides, debtors and beneficiaries, others), without what was withdrawn. Ends the query. */
code partner_rows_read(arena *a, db *d, query *q, int64_t self, const char *parts,
                       partner_row **out, size_t *count, fault *f);

/* partners_count - the states among those actors, most records first, at most 300. */
code partners_count(arena *a, db *d, const partner_row *rows, size_t row_count, partner **out,
                    size_t *count, fault *f);

#endif
