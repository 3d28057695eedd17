#ifndef STORE_REPORT_H
#define STORE_REPORT_H

#include "follow/session.h"
#include "store/change.h"
#include "store/follow.h"

/* Reports before the sessions of a commission (follow/session.h): which promises are tied to them,
 * and which reports are due or were not made.
 *
 * A roadmap, programme or promise (record_spec's `sessions`) and a pair of states are tied by
 * words: "any" (every session of the kind commission between the sides) or those that the session's
 * title or its body's name has. What is open under the one, or between the two, reports. */

typedef struct {
    record_row row; /* the promise */
    follow_report_due due;
    str session; /* label of the session */
    str owner;   /* bodies, semicolons between; may be empty */
} report_row;

/* report_browse - reports that are due (before sessions of the next two months), or with `missing`
 * those not made at the last one; of the filter's state, other, owner, sector and parent; by day.
 */
code report_browse(arena *a, db *d, const followed_filter *w, bool missing, day today, size_t limit,
                   report_row **out, size_t *count, fault *f);

/* report_of - of one promise. state REPORT_NOT_ASKED: it is tied to no session, or none counts. */
code report_of(arena *a, db *d, int64_t commitment_id, day today, follow_report_due *out, fault *f);

/* report_at - the open promises that report at a session, by due day, each with how it stands at
 * that session (later ones are not looked at). None where nothing is tied to it. */
code report_at(arena *a, db *d, int64_t session_id, day today, report_row **out, size_t *count,
               fault *f);

/* report_promises - the open promises that may be reported on at a session: those tied to it; where
 * nothing is, all between its sides. */
code report_promises(arena *a, db *d, int64_t session_id, int64_t **ids, size_t *count, fault *f);

/* record_sessions - the words that tie what stands under a record; empty: none. */
code record_sessions(arena *a, db *d, int64_t id, str *out, fault *f);

/* The words of a pair; empty: it is not tied. Setting empty unties it. INVALID: one actor twice. */
code pair_reporting_find(arena *a, db *d, int64_t one, int64_t other, str *out, fault *f);
code pair_reporting_set(change *c, int64_t one, int64_t other, str sessions, fault *f);

#endif
