#ifndef FOLLOW_LEGAL_H
#define FOLLOW_LEGAL_H

#include "law/status.h"

/* What is due under the law by itself: worked out from an instrument's status, acts and terms. */

typedef enum {
    LEGAL_RATIFY,    /* signed, and no consent after a year */
    LEGAL_NOTIFY,    /* the other side has notified or deposited, this one has not */
    LEGAL_NOTICE,    /* the term renews itself unless notice is given by a day */
    LEGAL_ENDS,      /* it ends on a day to come: expiry, withdrawal, ... */
    LEGAL_NEGOTIATE, /* under negotiation for long */
    LEGAL_COUNT
} follow_legal_kind;

typedef struct {
    int unratified_days;  /* a signature without consent is due after so many days */
    int negotiating_days; /* a negotiation likewise */
    int ahead_days;       /* ends and notices so many days ahead are shown */
} follow_legal_rules;

extern const follow_legal_rules follow_legal_usual; /* 365, 730, 365 */

typedef struct {
    follow_legal_kind kind;
    str party;    /* empty: the instrument, both sides */
    day day;      /* when it is due: the last day for notice, the first day without it, ... */
    day since;    /* what it is counted from: signature, notification, start; DAY_NONE: nothing */
    bool overdue; /* `day` is past */
    int64_t act;  /* index of the act it rests on; -1: none */
    str reason;   /* one sentence without a full stop */
} follow_legal;

/* follow_legal_due - what is due on `today`, by day.
 *
 * `result` is law_status's answer for `in`. `negotiating_since`: the first report that it is being
 * negotiated; DAY_NONE: it is not. `names` as for law_why. Pure; allocates from `a`. NOMEM. */
code follow_legal_due(arena *a, const law_instrument *in, const law_result *result,
                      day negotiating_since, day today, const follow_legal_rules *rules,
                      law_names names, follow_legal **out, size_t *count, fault *f);

const char *follow_legal_name(follow_legal_kind k); /* "ratify", ... */

#endif
