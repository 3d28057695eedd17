#ifndef STORE_DISPUTE_H
#define STORE_DISPUTE_H

#include "follow/dispute.h"
#include "store/draft.h"
#include "store/draft_fact.h"

/* Two sources that tell one thing otherwise: another day, another number of documents, signed or
 * yet to be signed. What is nearly alike is one record with both claims (match.h, claim.h); what
 * is further apart stays two records, and a person is asked whether one contradicts the other. */

/* dispute_reason - why a record seems to be the thing that `s` tells, otherwise; empty: it does
 * not. `t` is the source of `s`. */
code dispute_reason(arena *a, db *d, const record_spec *s, const telling *t, const record_row *r,
                    str *reason, fault *f);

/* telling_of_spec - a record, or what would become one, as what tells it. */
follow_telling telling_of_spec(const record_spec *s, str published);

/* What a draft that waits contradicts, were it accepted. */
typedef struct {
    size_t draft; /* index into the drafts asked about */
    int64_t record_id;
    record family;
    str label, reason;
    evidence_row said; /* the best sentence of that record; id 0: none */
} draft_dispute;

enum { DISPUTES_SHOWN_MOST = 50 };

/* disputes_of_drafts - of the drafts of one source, in their order, at most three each and
 * DISPUTES_SHOWN_MOST in all: the proposals that accepting them would make, and where the record
 * that one would join says another day or number. Some few queries, however many drafts, and one
 * for each record that is kept. */
code disputes_of_drafts(arena *a, db *d, const source_ref *source, const draft_row *drafts,
                        size_t count, draft_dispute **out, size_t *found, fault *f);

/* disputes_propose - links a new record to those that it contradicts, as proposed. Pairs that are
 * linked already, or were refused, are left alone. */
code disputes_propose(change *c, int64_t id, const telling *t, fault *f);

#endif
