#ifndef STORE_PROPOSAL_H
#define STORE_PROPOSAL_H

#include "base/fact.h"
#include "store/link.h"

/* What follow/match.h proposes, as links in the state "proposed": from the deed to the promise. */

/* propose - compares these records with the promises and deeds of the same actors; *made links are
 * new. A pair that is linked already, or was refused, is not proposed again, and a promise that was
 * carried out gets no further proposal. Rows of the change. */
code propose(change *c, const int64_t *ids, size_t count, size_t *made, fault *f);

/* propose_above - of all records made after that id, compared with everything at once. */
code propose_above(change *c, int64_t id, size_t *made, fault *f);

/* figures_told - what a document reports of a number that was promised between its main sides
 * ("trade came to 52 million dollars in 2020"): facts to be queued as drafts beside those that the
 * reader found. Only figures that answer an open promise. */
code figures_told(change *c, str text, str published, const fact *facts, size_t fact_count,
                  fact **out, size_t *count, fault *f);

/* record_newest - the greatest number of a record so far; 0: none. */
code record_newest(db *d, int64_t *out, fault *f);

typedef struct {
    int64_t id;
    link_kind kind;
    str reason;
    record_row deed, promise;
} proposal;

typedef struct {
    proposal *items;
    size_t count;
    str next;
} proposal_page;

/* proposal_browse - those that wait for a person, newest first. record_id 0: of all. */
code proposal_browse(arena *a, db *d, int64_t record_id, day on, str after, size_t limit,
                     proposal_page *out, fault *f);

#endif
