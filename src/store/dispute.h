#ifndef STORE_DISPUTE_H
#define STORE_DISPUTE_H

#include "store/draft_fact.h"

/* Two sources that tell one thing otherwise: another day, another number of documents, signed or
 * yet to be signed. What is nearly alike is one record with both claims (match.h, claim.h); what
 * is further apart stays two records, and a person is asked whether one contradicts the other. */

/* dispute_reason - why a record seems to be the thing that `s` tells, otherwise; empty: it does
 * not. `t` is the source of `s`. */
code dispute_reason(arena *a, db *d, const record_spec *s, const telling *t, const record_row *r,
                    str *reason, fault *f);

/* disputes_propose - links a new record to those that it contradicts, as proposed. Pairs that are
 * linked already, or were refused, are left alone. */
code disputes_propose(change *c, int64_t id, const telling *t, fault *f);

#endif
