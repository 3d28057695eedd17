#ifndef STORE_MATCH_INSIDE_H
#define STORE_MATCH_INSIDE_H

#include "follow/dispute.h"
#include "store/draft_fact.h"

/* What match.c (the same thing?) and dispute.c (the same thing, told otherwise?) compare alike. */

/* Likeness of two titles where both say something, -1 where one does not. */
double titles_like(arena *a, str x, str y);

bool states_equal(const record_spec *s, const record_row *r);

/* match_candidates - records that share its first two states, around its date. */
code match_candidates(arena *a, db *d, const record_spec *s, int64_t **ids, size_t *count,
                      fault *f);

#endif
