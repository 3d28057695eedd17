#ifndef PAGE_MINUTES_H
#define PAGE_MINUTES_H

#include "page/view.h"
#include "store/minutes.h"

/* Minutes of a session on pages: added in one step, their reports decided one by one. */

/* section_minutes - on the page of a session: its minutes, the reports they offer, and the form
 * that adds some. */
code section_minutes(view *v, int64_t session_id, fault *f);

/* section_offers - on the page of a promise: reports that wait. */
code section_offers(view *v, int64_t promise_id, fault *f);

/* What came of a request. */
typedef struct {
    int64_t source_id, promise_id, progress_id;
    size_t offers, drafts;
} minutes_written;

/* minutes_take - the document of a request (fields as of /add) as minutes of the session in its
 * address: kept, read into drafts, tied, its reports offered; one change. */
code minutes_take(request *q, response *r, str location, minutes_written *out, fault *f);

/* offer_answer - the offered report in the address of a request is accepted or refused. */
code offer_answer(request *q, response *r, bool accept, str location, minutes_written *out,
                  fault *f);

#endif
