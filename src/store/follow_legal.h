#ifndef STORE_FOLLOW_LEGAL_H
#define STORE_FOLLOW_LEGAL_H

#include "follow/legal.h"
#include "store/record.h"

/* What is due under the law by itself (follow/legal.h), of the instruments of the register. */

typedef struct {
    follow_legal_kind kind;
    record_row row;  /* the instrument */
    actor_ref party; /* whose turn it is; id 0: both sides */
    day day, since;
    bool overdue;
    str reason; /* a sentence without a full stop */
} legal_row;

typedef struct {
    int64_t state, other; /* actors; 0: any */
    sector sector;        /* SECTOR_COUNT: any */
    bool late;            /* only what is past its day */
    day until;            /* ends and notices up to that day */
} legal_filter;

/* legal_browse - as of `today`: first what comes, by day; then what is past, newest first. At most
 * `limit` of each. */
code legal_browse(arena *a, db *d, const legal_filter *filter, day today, size_t limit,
                  legal_row **out, size_t *count, fault *f);

/* legal_of - of one instrument. */
code legal_of(arena *a, db *d, int64_t instrument_id, day today, legal_row **out, size_t *count,
              fault *f);

#endif
