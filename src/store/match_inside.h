#ifndef STORE_MATCH_INSIDE_H
#define STORE_MATCH_INSIDE_H

#include "store/draft_fact.h"

/* What match.c (the same thing?) and dispute.c (the same thing, told otherwise?) compare alike. */

/* What is known of two dates. A year or a season is vague: it can mean any of its days. */
typedef enum { WHEN_UNKNOWN, WHEN_AGREES, WHEN_NEAR, WHEN_VAGUE, WHEN_DIFFERS } when;
when dates_compare(str x, str y, int days_near);

/* Likeness of two titles where both say something, -1 where one does not. */
double titles_like(arena *a, str x, str y);

bool kinds_alike(kind x, kind y);
/* Whether it has a number of documents or the like. */
bool counts_many(kind k, int64_t count);
bool states_equal(const record_spec *s, const record_row *r);

/* match_candidates - records that share its first two states, around its date. */
code match_candidates(arena *a, db *d, const record_spec *s, int64_t **ids, size_t *count,
                      fault *f);

#endif
