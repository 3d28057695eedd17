#ifndef STORE_PROPOSAL_H
#define STORE_PROPOSAL_H

#include "base/fact.h"
#include "store/link.h"

/* What follow/match.h proposes, as links in the state "proposed": from the deed to the promise. */

/* propose - compares these records with the promises and deeds of the same actors; *made links are
 * new; a later plan supersedes an older one. A pair that is linked already, or was refused, is not
 * proposed again, and a promise that was carried out gets no further proposal. Rows of the change.
 */
code propose(change *c, const int64_t *ids, size_t count, size_t *made, fault *f);

/* propose_above - the same of all records made after that id; 0: of everything with everything. */
code propose_above(change *c, int64_t id, size_t *made, fault *f);

/* told_find - what a document's sentences tell beside the facts that the reader found, and that
 * bears on an open promise of the actors they name (follow_told): a figure reported on a number
 * that was promised, a thing come about, a session put off. To be queued as drafts. */
code told_find(change *c, str text, str published, const fact *facts, size_t fact_count, fact **out,
               size_t *count, fault *f);

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

/* The best sentences that the two sides rest on; empty: none is kept. */
typedef struct {
    str deed, promise;
} proposal_quote;

/* proposal_quotes - of each of a page's, in order; borrowed texts are in `a`. */
code proposal_quotes(arena *a, db *d, const proposal_page *page, proposal_quote **out, fault *f);

/* proposal_browse - those that wait for a person, newest first. record_id 0: of all. */
code proposal_browse(arena *a, db *d, int64_t record_id, day on, str after, size_t limit,
                     proposal_page *out, fault *f);

#endif
