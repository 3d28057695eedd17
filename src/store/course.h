#ifndef STORE_COURSE_H
#define STORE_COURSE_H

#include "store/follow.h"

/* The course of each promise: from which day it stands where, derived from the same rows and by the
 * same rules as its verdict (store/follow.h), and kept. For counts and lists over very many. */

/* course_fill - makes anew what a change has made stale; in the caller's transaction. Whoever
 * commits a change calls it. */
code course_fill(db *d, fault *f);

/* course_open - the same in a transaction of its own, where there is something to do: of a register
 * that an older program wrote. */
code course_open(db *d, fault *f);

/* course_forget - all of them are to be made anew, because the rules have changed. */
code course_forget(db *d, fault *f);

/* course_ready - nothing is stale, so that course_each may be asked. */
code course_ready(db *d, bool *out, fault *f);

/* A promise as it stands on a day. Texts are borrowed for the call. */
typedef struct {
    int64_t id;
    follow_status state;
    bool silent;
    day due_last; /* of the plan of that day; DAY_NONE: it has none */
    int year;     /* 0: it has none */
    str kind, sectors;
    str states; /* course_state */
} promise_standing;

/* course_state - the number of the i-th state that it concerns, in rising order; 0: no more. */
int64_t course_state(const promise_standing *p, size_t i);

/* What the search for all that fit a filter starts at, and its number (0: START_ALL). */
typedef enum { START_ALL, START_ACTOR, START_PAIR, START_PARENT, START_OUTCOME } promise_start;
promise_start promise_start_of(const followed_filter *w, int64_t *id);

/* Numbers of what is planned with the actor $10 (`m`: alias of record): it is little, and its
 * index the shorter way to it than all that an actor has. */
#define PLANNED_WITH(m)                                                                            \
    "SELECT " m ".id FROM record " m " INDEXED BY record_planned WHERE " m ".modality = "          \
    "'planned' AND " m ".family IN ('engagement', 'instrument') AND " m ".withdrawn_at IS NULL "   \
    "AND EXISTS (SELECT 1 FROM record_party o WHERE o.record_id = " m ".id AND o.actor_id = $10) "

/* course_each - all promises that fit the filter but for its states, in rising order of ids, as of
 * `today`. `each` gives false where there is no memory. */
code course_each(db *d, const followed_filter *w, day today,
                 bool (*each)(void *context, const promise_standing *p), void *context, fault *f);

#endif
