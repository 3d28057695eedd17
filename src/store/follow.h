#ifndef STORE_FOLLOW_H
#define STORE_FOLLOW_H

#include "follow/state.h"
#include "store/commitment.h"

/* Where promises stand (follow/state.h), from their rows: commitments, and encounters and documents
 * that are planned. Plans, reports and confirmed links are read; nothing derived is kept. */

/* A promise to be judged. */
typedef struct {
    int64_t id;
    modality modality; /* MODALITY_DONE: the source tells that it was done, on `date` */
    str due;           /* EDTF: the present plan, or the date of what is planned */
    str date;          /* EDTF: when it was done */
    follow_verdict verdict;
} followed;

/* followed_of - false: nothing that is followed (a visit made, a stance, ...). */
bool followed_of(const record_row *row, followed *out);

/* follow_judge - the verdict of each as of `today`, with its sentence and what the records in it
 * are called where `reasons`. `items` are in rising order of ids. A hundred thousand are read in
 * one pass over each table. */
code follow_judge(arena *a, db *d, followed *items, size_t count, day today, bool reasons,
                  fault *f);

/* follow_reason_next - what stands before the next record that the sentence names, and which of
 * rests_on that is; *rest begins after it. False: *rest names none.
 * follow_reason_named - the sentence with "record 7 (Visit to Quito)", for those who print text. */
bool follow_reason_next(const follow_verdict *x, str *rest, str *before, size_t *which);
code follow_reason_named(arena *a, const follow_verdict *x, str *out, fault *f);

/* follow_each - what the verdict of each rests on, in the order of `items`; it is gone after the
 * call. `each` gives false where there is no memory. */
code follow_each(arena *a, db *d, followed *items, size_t count,
                 bool (*each)(void *context, followed *p, const follow_commitment *c),
                 void *context, fault *f);

/* follow_judge_row - of one record; *is_promise false: it is none, and *out is not written. */
code follow_judge_row(arena *a, db *d, const record_row *row, day today, bool *is_promise,
                      follow_verdict *out, fault *f);

/* Which promises. {0} but for FOLLOWED_ANY's members: any. */
typedef struct {
    record family;               /* RECORD_COUNT: commitments, and what is planned */
    int64_t state, other, owner; /* actors; 0: any */
    sector sector;               /* SECTOR_COUNT: any */
    kind kind;                   /* KIND_NONE: any */
    int year;           /* 0: any; that its date begins with: when it was promised, or is planned */
    int64_t parent;     /* a roadmap or instrument; 0: any */
    int64_t outcome_of; /* promised at this encounter; 0: any */
    unsigned statuses;  /* bits 1 << follow_status; 0: any */
    int silent;         /* -1: any; else whether no source tells what came of it */
} followed_filter;

#define FOLLOWED_ANY                                                                               \
    { .family = RECORD_COUNT, .sector = SECTOR_COUNT, .silent = -1 }

/* follow_group_of - the states of a word: one of follow/state.h's names, or a group of them: kept,
 * pending (open, due soon, due, under way), over (dropped, superseded). False: no such word. */
bool follow_group_of(str word, unsigned *out);

/* A promise as lists print it. */
typedef struct {
    record_row row;
    str due, due_words;
    follow_verdict verdict;
} promise_row;

typedef struct {
    promise_row *items;
    size_t count;
    size_t total; /* all pages; 0: not counted (promise_due) */
    str next;     /* for the next call's `after`; empty: that was all */
} promise_page;

/* promise_due - what is open and whose last possible day lies in [from, until], by that day. Reads
 * no more than it shows. INVALID: `after` is no key. */
code promise_due(arena *a, db *d, const followed_filter *filter, day from, day until, day today,
                 str after, size_t limit, promise_page *out, fault *f);

/* promise_browse - by state and all the rest, due ones first; judges all that fit. */
code promise_browse(arena *a, db *d, const followed_filter *filter, day today, str after,
                    size_t limit, promise_page *out, fault *f);

/* promise_ids - all that fit but for state, in rising order, ready to be judged. */
code promise_ids(arena *a, db *d, const followed_filter *filter, followed **out, size_t *count,
                 fault *f);

/* promise_rows - ids as lists print them, in their order; what was withdrawn is left out. */
code promise_rows(arena *a, db *d, const int64_t *ids, size_t count, day today, promise_row **out,
                  size_t *found, fault *f);

#endif
