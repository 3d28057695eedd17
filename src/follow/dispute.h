#ifndef FOLLOW_DISPUTE_H
#define FOLLOW_DISPUTE_H

#include "base/date.h"
#include "base/words.h"

/* One thing told in two ways: another day, another number of documents, signed or yet to be
 * signed. Pure: nothing here asks the register. Rules: doc/follow.md. */

/* One telling of a document or an encounter. */
typedef struct {
    record family;
    kind kind;
    fact_act act;
    modality modality;
    int64_t count; /* of documents; not above 0: not told */
    str date;      /* EDTF */
    str published; /* EDTF: when it was told first; empty: not known */
} follow_telling;

/* follow_dispute_may - whether the two can be one thing told otherwise, before their titles are
 * looked at: cheap, and false of nearly all. */
bool follow_dispute_may(const follow_telling *here, const follow_telling *there);

/* follow_dispute - in what way they contradict each other, as one sentence without a full stop;
 * empty: they do not. `titles`: the likeness of their titles, 0 to 1; -1 where one has none. Both
 * are of the same states and told by sources that do not depend on each other: the caller has seen
 * to that. Null pointer on NOMEM. */
str follow_dispute(arena *a, const follow_telling *here, const follow_telling *there,
                   double titles);

/* What is known of two dates. A year or a season is vague: it can mean any of its days. */
typedef enum { WHEN_UNKNOWN, WHEN_AGREES, WHEN_NEAR, WHEN_VAGUE, WHEN_DIFFERS } follow_when;
follow_when follow_dates_compare(str x, str y, int days_near);

/* follow_kinds_alike - kinds that sources give the same thing. */
bool follow_kinds_alike(kind x, kind y);

/* follow_counts_many - whether it has a number of documents or the like. */
bool follow_counts_many(kind k, int64_t count);

#endif
