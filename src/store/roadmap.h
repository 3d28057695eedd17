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

/* roadmap_add - an action under a record of which the sides are its sides; the plan is the
 * baseline. *known: an action of that name is there already under it, and nothing was added.
 * INVALID: the place names the field. NOTFOUND: no such record. */
typedef struct {
    str pillar, action, owner, start, due; /* owner: bodies, semicolons between */
    double weight;                         /* 0: not given */
    double measure, baseline;              /* target and start; NAN: none */
    str unit;
} new_action;

code roadmap_add(change *c, int64_t under, const new_action *what, int64_t *id, bool *known,
                 fault *f);

#endif
