#ifndef LAW_STATUS_H
#define LAW_STATUS_H

#include "law/terms.h"
/* Who is bound by an instrument on which day, and why. Rules and sources: doc/law.md. */

typedef enum {
    LAW_SIGN,
    LAW_SIGN_DEFINITIVELY,
    LAW_INITIAL,
    LAW_RATIFY,
    LAW_ACCEPT,
    LAW_APPROVE,
    LAW_ACCEDE,
    LAW_SUCCEED,
    LAW_NOTIFY,
    LAW_EXCHANGE,
    LAW_APPLY_PROVISIONALLY,
    LAW_END_PROVISIONAL,
    LAW_WITHDRAW,
    LAW_CANCEL_WITHDRAWAL,
    LAW_SUSPEND,
    LAW_RESUME,
    LAW_TERMINATE,
    LAW_SUPERSEDE,
    LAW_RESERVE,
    LAW_OBJECT,
    LAW_DECLARE,
    LAW_REGISTER,
    LAW_DO_COUNT
} law_do; /* what an act does */

typedef struct {
    str party;         /* empty: the instrument as a whole (exchange, suspend, terminate, ...) */
    const str *others; /* the other sides of an exchange, where the act names them */
    size_t other_count;
    law_do act;
    law_date on;     /* the day it was done or received */
    law_date effect; /* stated by the party or the depositary: it wins over the computed day */
    str by;          /* LAW_SUPERSEDE: the other instrument */
    bool void_;      /* could not be read: passed over (the notes say why); keeps its number */
} law_act;

typedef struct {
    str code;
    law_date from, to; /* first and last day of existence; not given: always, still */
    str predecessor;
} law_party;

typedef struct {
    str id, title;
    law_date adopted; /* acts before it are passed over; may be not given */
    law_terms terms;
    law_act *acts;
    size_t act_count;
    law_party *parties; /* only those of which something is known */
    size_t party_count;
} law_instrument;

typedef enum {
    STATUS_NOT_IN_FORCE, /* the instrument only */
    STATUS_SIGNATORY,
    STATUS_CONTRACTING,
    STATUS_PROVISIONAL,
    STATUS_IN_FORCE,
    STATUS_SUSPENDED,
    STATUS_ENDED,
    STATUS_COUNT
} law_status_word;
/* The rule that an interval starts by; law_why makes a sentence of it. */
typedef enum {
    WHY_FIRST_ACT,
    WHY_SIGNED,
    WHY_CONSENTED,
    WHY_PROVISIONAL_TERMS,
    WHY_PROVISIONAL_ACT,
    WHY_PROVISIONAL_OVER,
    WHY_ENTRY,         /* the instrument's entry into force */
    WHY_ENTRY_COUNTED, /* a party's, whose consent came in time to count */
    WHY_JOINED,        /* after it */
    WHY_SUCCEEDED,
    WHY_STATED, /* a stated effect */
    WHY_SUSPENDED,
    WHY_RESUMED,
    WHY_WITHDRAWN,
    WHY_CONSENT_WITHDRAWN, /* before it was bound */
    WHY_NOT_RENEWED,
    WHY_EXPIRED,
    WHY_TERMINATED,
    WHY_SUPERSEDED,
    WHY_LAPSED,
    WHY_STATE_ENDED,
    WHY_COUNT
} law_why_rule;

typedef struct {
    str party; /* empty: the instrument itself */
    law_status_word status;
    /* First day; first day no longer (DAY_OPEN: none). A start known only as 1994 counts from the
     * last day it can be, and from_first says the earliest; equal where the day is known. */
    day from, to;
    day from_first, to_first;
    bool uncertain; /* from_first < from, or it rests on an act marked ? ~ % */
    law_why_rule why;
    const uint32_t *acts; /* the acts it rests on: indices, rising */
    size_t act_count;
    int64_t key_act;            /* the act that decided the day; -1: none */
    day base_day;               /* what the day was counted from; DAY_NONE: nothing */
    size_t number;              /* consents reached, parties left */
    const law_entry *condition; /* WHY_ENTRY...: the condition that decided; else null */
} law_interval;
typedef struct {
    law_interval *intervals; /* the instrument's first, then by party, each by `from` */
    size_t count;
    law_notes notes; /* by act number; those of parsing are the caller's */
} law_result;

/* law_status - every status from the first act on.
 *
 * Pure: reads its arguments, allocates from `a`, knows no clock. The acts may be in any order and
 * are not changed. On OK the intervals of one party do not overlap and leave no gap. A bad act is
 * passed over and noted. The result borrows from `in`. NOMEM; INVALID: more than 2^24 acts. */
code law_status(arena *a, const law_instrument *in, law_result *out, fault *f);

/* law_why appends the sentence of one interval, without a full stop. law_names gives the name of
 * a party code in it; a null function: the code itself. */
typedef struct {
    str (*name)(void *context, str code);
    void *context;
} law_names;
void law_why(buf *out, const law_instrument *in, const law_interval *i, law_names names);

/* The start and end as EDTF: "2010-06-30", or what is known: "1994", "1994-04-01/1995-03-31", "".
 */
void law_from_text(const law_interval *i, char out[32]);
void law_to_text(const law_interval *i, char out[32]);

/* law_instrument_parse - one object of the guide ("instrument", "terms", "acts", "parties",
 * "adopted"). A bad act becomes void_ and is noted; INVALID: the object or its terms cannot be
 * read. */
code law_instrument_parse(arena *a, const jnode *from, law_instrument *out, law_notes *notes,
                          fault *f);

const char *law_do_name(law_do act);
bool law_do_of(str word, law_do *out);
bool law_do_needs_party(law_do act); /* the others may be done by all together */
const char *law_status_name(law_status_word s);
bool law_status_of(str word, law_status_word *out);

#endif
