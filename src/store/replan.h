#ifndef STORE_REPLAN_H
#define STORE_REPLAN_H

#include "base/date.h"
#include "store/change.h"

/* A plan as a person gives it: a date, or words. */
typedef struct {
    str due;           /* EDTF or words ("within two weeks"); empty: no day. On OK: EDTF */
    str words;         /* on OK: the words, where there were any */
    str reason;        /* may be empty */
    int64_t source_id; /* the source that says so: words count from its day, else from `today`; 0 */
} replan;

/* replan_take - a further version of the plan of a promise, its wording kept with it; the baseline
 * stays. INVALID: neither a date nor words with a last day. NOTFOUND. */
code replan_take(change *c, int64_t commitment_id, replan *x, day today, fault *f);

/* A record that a person confirmed to contradict a promise, and the later day that it names: told
 * in a source that appeared before that day, or itself a plan. */
typedef struct {
    int64_t record_id, source_id; /* source 0: none */
    str label, due;               /* EDTF */
} postponement;

/* postponement_find - the newest whose day ends after the present plan `due`; of one record where
 * `record_id` is not 0. *found false: there is none, and *out is not written. */
code postponement_find(arena *a, db *d, int64_t commitment_id, int64_t record_id, str due,
                       postponement *out, bool *found, fault *f);

#endif
