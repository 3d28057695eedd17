#ifndef STORE_DIGEST_H
#define STORE_DIGEST_H

#include "store/follow.h"
#include "store/follow_legal.h"
#include "store/proposal.h"
#include "store/report.h"

/* What a person who follows a pair or a state wants to be told by mail. */

enum { DIGEST_MOST = 50 }; /* lines of a part; what is beyond is counted */

typedef struct {
    record_row row;
    str at, actions; /* of the last change; "edit, progress": what was done, each once */
} changed_row;

typedef struct {
    changed_row *changed; /* records that changed on or after `since`, last change first */
    size_t changed_count, changed_total;
    promise_row *late, *soon; /* open, past their last possible day; or due within `days` */
    size_t late_count, late_total, soon_count, soon_total;
    legal_row *legal; /* what the law asks for, late or within `days` */
    size_t legal_count;
    report_row *reports; /* reports due before a session; then those not made at the last one */
    size_t report_count;
    proposal *proposals; /* links that wait for a person */
    size_t proposal_count, proposal_total;
} digest;

/* digest_find - of the filter's state and other (both 0: the whole register), as of `today`. */
code digest_find(arena *a, db *d, const followed_filter *filter, day since, day today, int days,
                 digest *out, fault *f);

#endif
