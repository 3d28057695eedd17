#ifndef STORE_ROADMAP_H
#define STORE_ROADMAP_H

#include "follow/roadmap.h"
#include "store/follow.h"

/* A roadmap: all promises under a record, to any depth, and what they add up to. */

typedef struct {
    int64_t id, parent_id;
    int depth; /* 0: directly under the root */
    str label, pillar, owner;
    double weight;            /* 0: not given */
    str start, due;           /* EDTF: the present plan */
    str base_start, base_due; /* the baseline; empty: there is no other than the present one */
    follow_verdict verdict;
} roadmap_action;

typedef struct {
    roadmap_action *actions; /* by pillar in order of first appearance, then by due day; children
                                after their parent */
    size_t count;
    follow_roadmap_sum sum;
} roadmap;

/* roadmap_find - as of `today`; no actions: count 0. INVALID: promises that are each other's
 * parents. */
code roadmap_find(arena *a, db *d, int64_t root, day today, roadmap *out, fault *f);

typedef enum { ACTION_ADDED, ACTION_KNOWN, ACTION_REPLANNED } action_result;

/* roadmap_add - an action under a record of which the sides are its sides; the plan is the
 * baseline. Of an action of that name that is there already nothing is changed but its plan, where
 * another day is given: the baseline stays. A milestone stands under its action, which is added
 * where it is new. INVALID: the place names the field. NOTFOUND: no such record. */
typedef struct {
    str pillar, action, owner, start, due; /* owner: bodies, semicolons between */
    str milestone;                         /* empty: the line is the action's */
    str due_words;                         /* how the day was given, where it was worked out */
    double weight;                         /* 0: not given */
    double measure, baseline;              /* target and start; NAN: none */
    str unit;
} new_action;

code roadmap_add(change *c, int64_t under, const new_action *what, int64_t *id,
                 action_result *result, fault *f);

/* roadmap_known - the action of that name under a record; 0: there is none. */
code roadmap_known(db *d, int64_t under, str action, int64_t *id, str *due, arena *a, fault *f);

#endif
