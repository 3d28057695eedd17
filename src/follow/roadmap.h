#ifndef FOLLOW_ROADMAP_H
#define FOLLOW_ROADMAP_H

#include "follow/state.h"

/* Roadmaps: actions and milestones under a parent, added up by weight and by pillar. */

typedef struct {
    int64_t id;
    int64_t parent_id; /* 0: none; a parent that is not among the actions counts as none */
    str pillar;        /* empty: that of its parent, else none */
    double weight;     /* its share beside its siblings; not above 0: 1 */
    follow_verdict verdict;
} follow_action;

/* What a set of actions adds up to. Weights are shares of the whole: they sum to 1. Superseded
 * actions are left out: what took their place counts. An action without any word of it weighs in
 * `silent` and not in `left`: no data is not the same as nothing done. */
typedef struct {
    str pillar;                       /* empty: actions of no pillar, or the whole */
    size_t count[FOLLOW_STATE_COUNT]; /* of the actions without children */
    size_t leaves;
    double done; /* credited: completed 1, substantial 2/3, limited 1/3, carried out in part 1/2 */
    double left; /* known to remain */
    double dropped; /* given up */
    double silent;  /* not known */
    size_t overdue; /* actions past their last possible day and not done */
    day next_due;   /* the first last-possible day still to come; DAY_OPEN: none */
} follow_sum;

typedef struct {
    follow_sum whole;
    follow_sum *pillars; /* in order of first appearance; weights are shares of the pillar */
    size_t pillar_count;
    follow_status state; /* see follow_roadmap */
    str reason;
} follow_roadmap_sum;

/* follow_roadmap - what the actions under `root_id` (0: all of them) add up to on `today`.
 *
 * A parent's weight is divided among its children by theirs; only actions without children are
 * counted. The state of the whole: done when every action that counts is done, done (late) when
 * one of them was; dropped when all are; late when one is past its day; under way when anything is
 * credited; else open, or unknown when nothing is known of any. INVALID: an id twice, or actions
 * that are each other's parents (the message names one). NOTFOUND: no action of that id. NOMEM. */
code follow_roadmap(arena *a, const follow_action *actions, size_t count, int64_t root_id,
                    day today, follow_roadmap_sum *out, fault *f);

#endif
