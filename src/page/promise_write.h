#ifndef PAGE_PROMISE_WRITE_H
#define PAGE_PROMISE_WRITE_H

#include "page/view.h"
#include "store/follow.h"
#include "store/link.h"

/* What forms and programs change about promises: each takes the fields of a request, makes one
 * change, and tells where the promise stands then. The number in the address is the promise's, or
 * the link's. The client goes on to `location`. */

typedef struct {
    int64_t promise_id;
    int64_t made; /* the report, or the link; 0: a plan */
    str due;      /* of a plan: EDTF */
    bool counted; /* a report that names its source */
    bool is_promise;
    follow_verdict verdict; /* where is_promise, as of the day of the request */
} promise_written;

/* Fields on, score, reporter, value, note, source, sentence: store/commitment.h progress_add. */
code progress_report(request *q, response *r, str location, promise_written *out, fault *f);

/* Fields owners, beneficiaries, content, pillar, weight, parent, sessions, due_words and the parts
 * of a measure (store/field_patch.h): only those given are changed; an empty one is emptied. */
code promise_edit(request *q, response *r, str location, promise_written *out, fault *f);

/* section_promise_edit - the form of these, with what stands there. */
code section_promise_edit(view *v, int64_t id, fault *f);

/* Fields due (a date or words), reason, source: store/replan.h. */
code plan_anew(request *q, response *r, str location, promise_written *out, fault *f);

/* link_answer - a person confirms or refuses a link. NOTFOUND: no such link. */
code link_answer(request *q, response *r, link_state state, str location, promise_written *out,
                 fault *f);

#endif
