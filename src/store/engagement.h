#ifndef STORE_ENGAGEMENT_H
#define STORE_ENGAGEMENT_H

#include "store/record.h"

typedef struct {
    record_row row;
    actor_ref host; /* id 0: not known */
    str level;
    record_row *outcomes; /* instruments, commitments: confirmed links outcome_of to this one */
    size_t outcome_count;
} engagement;

/* engagement_find - with what came of it. Statuses of outcomes are of the day `on`. NOTFOUND. */
code engagement_find(arena *a, db *d, int64_t id, day on, engagement *out, fault *f);

#endif
