#ifndef STORE_MATCH_H
#define STORE_MATCH_H

#include "store/draft_fact.h"

/* match_find - the record that a fact of this source is already: same family and kind, same states,
 * dates that can be one, and something that tells it apart (title, bodies, count, term, the very
 * words). *target is 0 where none is sure enough; better twice than two things made one.
 *
 * One thing in the world is one fact in a document: a record that this source speaks of already is
 * no match, but for a further act of an instrument named alike. For a copy of an earlier document
 * the records of that one are looked at by their words. */
code match_find(arena *a, db *d, const record_spec *s, const telling *t, str quote, int64_t *target,
                double *score, fault *f);

#endif
