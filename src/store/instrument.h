#ifndef STORE_INSTRUMENT_H
#define STORE_INSTRUMENT_H

#include "law/terms.h"
#include "store/record.h"

typedef struct {
    int64_t id;
    actor_ref party; /* id 0: the instrument as a whole */
    str act;         /* a word of the law: sign, ratify, ... */
    str on, effect;  /* EDTF; may be empty */
    int64_t by_id;   /* the instrument that superseded this one; 0: none */
    source_ref source;
    str note;
    str reported;     /* what is wrong with it or odd; empty: nothing */
    bool passed_over; /* it did not count */
} act_row;

typedef struct {
    actor_ref party; /* id 0: the instrument itself */
    str status;
    day from, to;             /* to: first day that it no longer holds, or DAY_OPEN */
    day from_first, to_first; /* earlier where the day is not known: from is the last it can be */
    bool uncertain;
    str why;
    str acts; /* JSON: ids of acts */
} status_row;

typedef struct {
    record_row row;
    str binding; /* binding, political, unknown */
    str languages, registration, address, adopted, period;
    actor_ref depositary; /* id 0: none */
    str terms;            /* JSON; empty: not known */
    act_row *acts;        /* by day */
    size_t act_count;
    status_row *statuses; /* the instrument's own first, then by party's name and day */
    size_t status_count;
} instrument;

/* instrument_find - with its acts and every status interval. row.status is of the day `on`.
 * NOTFOUND (also where the record is of another family). */
code instrument_find(arena *a, db *d, int64_t id, day on, instrument *out, fault *f);

/* instrument_party_lines - one line a party as of `on`: the table of a multilateral treaty. */
typedef struct {
    actor_ref party;
    str signed_on, consent, consent_on; /* "ratify", EDTF */
    day in_force;                       /* first day of the first interval in force; DAY_NONE */
    str withdrawn_on;
    status_row now; /* on the day asked for; its status empty: none yet */
} party_line;

code instrument_party_lines(arena *a, db *d, int64_t id, day on, party_line **out, size_t *count,
                            fault *f);

/* instrument_of_party - the instruments of a party with its status on `on` (state page, `status
 * --party`). status empty: any. Key paging as record_browse. */
typedef struct {
    record_row row;
    str status;
    day from;
    str why;
} party_status;

typedef struct {
    party_status *items;
    size_t count;
    str next;
} party_status_page;

code instrument_of_party(arena *a, db *d, int64_t party, str status, day on, str after,
                         size_t limit, party_status_page *out, fault *f);

/* act_add - what a party did (party 0: the whole); dates are EDTF. Rebuilds the status.
 * INVALID: unknown act, a date that is none, terms that contradict themselves. */
typedef struct {
    int64_t party;
    str act, on, effect, note;
    int64_t by_id, source_id;
} new_act;

code act_add(change *c, int64_t instrument_id, const new_act *what, int64_t *id, fault *f);
/* act_put - the same without the rebuild, for those who add many: they rebuild once. */
code act_put(change *c, int64_t instrument_id, const new_act *what, int64_t *id, fault *f);
code act_remove(change *c, int64_t act_id, fault *f);

/* instrument_terms - replaces the final clauses (JSON; empty: none) and rebuilds the status. The
 * change is idle where they are these already. INVALID: the place names the field. */
code instrument_terms(change *c, int64_t id, str terms, fault *f);

/* terms_check - whether they can be read; fields that the law does not know go to `notes` (may be
 * null). */
code terms_check(arena *a, str terms, law_notes *notes, fault *f);

/* For undo, which rebuilds the status itself. instrument_id may be null. */
code act_unmake(change *c, int64_t act_id, int64_t *instrument_id, fault *f);
code act_restore(change *c, int64_t act_id, str before, fault *f);
code terms_put(change *c, int64_t id, str terms, fault *f);

/* status_rebuild - derives the intervals anew from acts and terms, and what is reported of acts. */
code status_rebuild(db *d, arena *a, int64_t instrument_id, fault *f);

/* status_rebuild_all - of the whole register, in the caller's transaction: what a program with
 * other rules does to a register. */
typedef struct {
    size_t instruments, intervals;
} status_rebuilt;

code status_rebuild_all(db *d, status_rebuilt *out, fault *f);

/* act_word_known - whether the law knows the word. */
bool act_word_known(str word);

#endif
