#ifndef FOLLOW_STATE_H
#define FOLLOW_STATE_H

#include "base/date.h"

/* Where a commitment stands on a day, and why. Rules with examples: doc/follow.md. */

typedef enum {
    FOLLOW_OPEN,       /* due later, or reported not started and no day is set */
    FOLLOW_DUE_SOON,   /* its due window opens within rules.soon_days */
    FOLLOW_DUE,        /* the day is in its due window */
    FOLLOW_LATE,       /* its last possible day is past and nothing shows it done */
    FOLLOW_UNDER_WAY,  /* evidence of progress, and not due yet */
    FOLLOW_DONE,       /* carried out; in time, or no day was set, or nobody can tell */
    FOLLOW_DONE_LATE,  /* carried out certainly after the last possible day of the present plan */
    FOLLOW_PARTLY,     /* a confirmed fact carries out a part, and none the whole */
    FOLLOW_DROPPED,    /* reported given up, with evidence */
    FOLLOW_SUPERSEDED, /* another commitment or instrument took its place */
    FOLLOW_UNKNOWN,    /* nothing to judge by: no day set and no word of it */
    FOLLOW_STATE_COUNT
} follow_status;

/* Bits 1 << state of those in which nothing remains to be done. */
enum {
    FOLLOW_SETTLED =
        1 << FOLLOW_DONE | 1 << FOLLOW_DONE_LATE | 1 << FOLLOW_DROPPED | 1 << FOLLOW_SUPERSEDED
};

/* The five-point scale of the Open Government Partnership's reviews. */
typedef enum {
    SCORE_NONE, /* nothing credited */
    SCORE_NOT_STARTED,
    SCORE_LIMITED,
    SCORE_SUBSTANTIAL,
    SCORE_COMPLETED,
    SCORE_DROPPED,
    SCORE_COUNT
} follow_score;

/* A version of the plan. Version 0 is the baseline and stays what it was. */
typedef struct {
    int version;
    str due;    /* EDTF; empty: this version sets no day */
    day set_on; /* the day it was agreed; DAY_NONE: from the beginning */
} follow_plan;

/* A report. Without evidence (a span of a source, or a document) it is shown and not counted. */
typedef struct {
    int64_t id;
    str on; /* EDTF; empty: undated, older than every dated one */
    follow_score score;
    bool evidence;
} follow_report;

typedef enum { TIE_FULFILS, TIE_PARTLY, TIE_CONTRADICTS, TIE_SUPERSEDED_BY } follow_link_kind;

/* A confirmed link to another record. Proposals and refusals are the caller's to leave out. */
typedef struct {
    int64_t record_id;
    follow_link_kind kind;
    str on; /* EDTF: when the other fact happened; empty: not known */
} follow_link;

typedef struct {
    int64_t id;
    const follow_plan *plans; /* any order; none: no day set */
    size_t plan_count;
    const follow_report *reports; /* any order */
    size_t report_count;
    const follow_link *links;
    size_t link_count;
} follow_commitment;

typedef struct {
    int soon_days;   /* "due soon": so many days before the due window opens */
    int window_days; /* a long due period (a year, say) is due in its last so many days */
} follow_rules;

extern const follow_rules follow_usual; /* 30 and 31 */

typedef struct {
    follow_status state;
    follow_score score;        /* the latest credited report */
    follow_score claimed;      /* a later report without evidence; SCORE_NONE: there is none */
    bool silent;               /* not one credited report or confirmed link: no word of it at all */
    bool overdue;              /* past its last possible day and not carried out in full */
    day due_first, due_last;   /* of the present plan; DAY_NONE, DAY_OPEN: open */
    day baseline_last;         /* of the baseline; DAY_NONE: it set no day */
    int slip_days;             /* present plan's last day after the baseline's; may be < 0 */
    day done_first, done_last; /* when it was carried out; DAY_NONE: not, or not known */
    int64_t rests_on[4];       /* ids of the reports and linked records it rests on */
    bool rests_on_report[4];   /* true: rests_on[i] is a report's id, else a record's */
    str rests_on_label[4];     /* what the record is called: the store's to say; empty: not told */
    size_t rests_on_count;
    str reason; /* one sentence without a full stop, in the arena; null pointer: no memory */
} follow_verdict;

/* follow_state - where `c` stands on `today`.
 *
 * Pure: reads its arguments, allocates the reason from `a` (may be null: then no reason is made),
 * knows no clock. What lies after `today` (reports, links, new plans) is not counted, so any past
 * day can be asked about. Dates that are not EDTF count as not given, and the reason says so.
 * No call fails. */
void follow_state(arena *a, const follow_commitment *c, day today, const follow_rules *rules,
                  follow_verdict *out);

const char *follow_status_name(follow_status s); /* "due_soon", as in SQL, JSON and addresses */
bool follow_status_of(str name, follow_status *out);
const char *follow_score_name(follow_score s); /* SCORE_NONE: "" */
bool follow_score_of(str name, follow_score *out);

#endif
