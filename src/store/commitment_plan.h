#ifndef STORE_COMMITMENT_PLAN_H
#define STORE_COMMITMENT_PLAN_H

#include "store/db.h"

/* commitment_close - score and `closed` of a commitment anew, from its latest progress and the
 * confirmed links that fulfil it. */
code commitment_close(db *d, int64_t id, fault *f);

#endif
