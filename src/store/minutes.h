#ifndef STORE_MINUTES_H
#define STORE_MINUTES_H

#include "follow/minutes.h"
#include "store/change.h"
#include "store/follow.h"

/* Minutes of sessions: a source tied to its session, and the reports that its sentences offer on
 * the promises that report there. A person accepts or refuses each. */

typedef enum { OFFER_WAITING, OFFER_ACCEPTED, OFFER_REFUSED, OFFER_STATE_COUNT } offer_state;

typedef struct {
    int64_t id, session_id;
    record_row promise;
    str on, score, reason;
    source_ref source;
    size_t start, end;
    str text; /* that span */
    offer_state state;
} offer_row;

/* minutes_add - ties a source to a session as its minutes, with the source as evidence of the
 * session, and offers what its sentences report: on what is tied to that session (store/report.h),
 * else on all that is open between its sides. *offers: how many were made now; the same again makes
 * none. NOTFOUND: no such session or source. INVALID: the record is no encounter. */
code minutes_add(change *c, int64_t session_id, int64_t source_id, size_t *offers, fault *f);

/* minutes_keep, offer_keep - the tie and an offer as another register had them (an import): nothing
 * is read anew. An accepted one finds its report among those of the promise: the same source, day
 * and score. The same again changes nothing; *made: it was new. INVALID: a score or state that is
 * none. */
typedef struct {
    int64_t promise_id, source_id;
    str on, score, reason, state;
    int64_t start, end;
} kept_offer;

code minutes_keep(change *c, int64_t session_id, int64_t source_id, int64_t *id, bool *made,
                  fault *f);
code offer_keep(change *c, int64_t minutes_id, const kept_offer *what, fault *f);

/* offer_browse - in order of the text: those of a session or of a promise (0: any), of one state
 * (OFFER_STATE_COUNT: any). At most `limit`. */
code offer_browse(arena *a, db *d, int64_t session_id, int64_t promise_id, offer_state state,
                  size_t limit, offer_row **out, size_t *count, fault *f);

code offer_find(arena *a, db *d, int64_t id, offer_row *out, fault *f);

/* offer_decide - accepted: it becomes a report with the sentence as its evidence, *progress_id.
 * NOTFOUND. CONFLICT: it was decided before. */
code offer_decide(change *c, int64_t id, bool accept, int64_t *promise_id, int64_t *progress_id,
                  fault *f);

const char *offer_state_name(offer_state s);

/* minutes_of - the minutes of a session. */
code minutes_of(arena *a, db *d, int64_t session_id, source_ref **out, size_t *count, fault *f);

#endif
