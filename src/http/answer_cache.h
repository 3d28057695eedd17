#ifndef HTTP_ANSWER_CACHE_H
#define HTTP_ANSWER_CACHE_H

#include "base/hash.h"
#include "http/message.h"

/* Answers of the present state of the data, by what they were made from. The key holds that state,
 * so that nothing kept is ever stale: what is of an older one is not found, and makes room in time.
 *
 * They hold nothing of one session: whoever has the same rights gets the same bytes. Safe for
 * threads. */

typedef struct answer_cache answer_cache;

/* answer_cache_new - keeps at most so many bytes. Null without memory, and all calls take null. */
answer_cache *answer_cache_new(size_t bytes);
void answer_cache_free(answer_cache *c);

/* answer_key - of a request in a state of the data: its address, host, day and rights. */
void answer_key(const request *q, const hash *state, hash *out);

/* answer_take - fills *r with the answer of this key; false: none is kept. Its bytes are lent in
 * r->lent, packed if `q` takes that. */
bool answer_take(answer_cache *c, const hash *key, const request *q, response *r);

/* answer_keep - keeps a copy of *r, and of the tag that it gives it, where it is worth it: 200, and
 * may be kept by browsers. */
void answer_keep(answer_cache *c, const hash *key, response *r);

#endif
