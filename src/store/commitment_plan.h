#ifndef STORE_COMMITMENT_PLAN_H
#define STORE_COMMITMENT_PLAN_H

#include "store/change.h"

/* commitment_close - score and `closed` of a commitment anew, from its latest progress and the
 * confirmed links that fulfil it. */
code commitment_close(db *d, int64_t id, fault *f);

/* plan_put - a version of the plan as an imported file has it; once there it is not changed. */
code plan_put(change *c, int64_t id, int64_t version, str start, str due, str reason,
              int64_t source_id, fault *f);

#endif
