#ifndef STORE_COMMITMENT_H
#define STORE_COMMITMENT_H

#include "store/record.h"

typedef struct {
    int64_t version; /* 0: the baseline */
    str start, due, reason;
    source_ref source; /* id 0: none */
} plan_row;

typedef struct {
    int64_t id;
    str on, score, note; /* score: not_started, limited, substantial, completed, dropped */
    actor_ref reporter;  /* id 0: none */
    source_ref source;
    double value;      /* the promised number as it stood; NAN: not told */
    size_t start, end; /* span of the source; 0 and 0: none */
    str text;          /* that span */
} progress_row;

/* A commitment as lists of due things print it. */
typedef struct {
    record_row row;
    str due; /* EDTF: the present plan; empty: no day given */
    day due_first, due_last;
    str due_words; /* as the source words it */
    str score;     /* latest report that names its evidence; empty: none, not "not started" */
    bool closed;   /* completed, dropped or fulfilled */
} due_row;

typedef struct {
    due_row *items;
    size_t count;
    str next;
} due_page;

/* A promised number: where it began, where it is to come, and the latest that a source tells. */
typedef struct {
    double baseline, target; /* NAN: not given */
    str unit;
    bool target_said; /* the target was not entered: it is the one figure of the promise's sentence
                       */
    double latest;    /* NAN: no source tells of it */
    str latest_on;    /* EDTF */
    int64_t latest_report, latest_record; /* what tells it: a report, or a linked record; or 0 */
    double share; /* of the way from the baseline (0 where none is given); NAN: cannot be told */
} measure_row;

typedef struct {
    due_row due;
    bool has_measure;
    measure_row measure;
    int64_t parent_id; /* 0: none */
    str parent_label, pillar;
    str sessions;  /* before whose sessions what stands under it reports; empty: none */
    double weight; /* NAN: none */
    plan_row *plans;
    size_t plan_count;
    progress_row *progress; /* by day */
    size_t progress_count;
} commitment;

/* commitment_find - with plan and progress. NOTFOUND. */
code commitment_find(arena *a, db *d, int64_t id, commitment *out, fault *f);

/* commitment_due - open ones whose due day ends in [from, until], by that day. state 0: all.
 * Late ones: from DAY_NONE, until yesterday. */
code commitment_due(arena *a, db *d, day from, day until, int64_t state, int64_t other, str after,
                    size_t limit, due_page *out, fault *f);

/* commitment_children - the milestones of a roadmap, instrument or commitment, by due day. */
code commitment_children(arena *a, db *d, int64_t parent, due_row **out, size_t *count, fault *f);

/* progress_add - a report. The commitment's score becomes that of the latest day of those that name
 * a source: no evidence, no credit.
 * INVALID: a score that is none, a date that is none, a span outside the source, words that do not
 * stand there, a number for a promise of none. */
typedef struct {
    str on, score, note;
    int64_t reporter, source_id;
    bool has_value; /* the promised number as it stood then */
    double value;
    size_t start, end;
    str sentence; /* instead of a span: words that stand in the source; may be empty */
} new_progress;

code progress_add(change *c, int64_t commitment_id, const new_progress *what, int64_t *id,
                  fault *f);

/* commitment_replan - a further version of the plan; the baseline stays. The words of the day that
 * it had go: they were of that day. INVALID: no EDTF. */
code commitment_replan(change *c, int64_t id, str start, str due, str reason, int64_t source_id,
                       fault *f);
/* The same, with the words of the new day. */
code commitment_replan_as(change *c, int64_t id, str start, str due, str words, str reason,
                          int64_t source_id, fault *f);

#endif
