#ifndef HTTP_ANSWER_CACHE_H
#define HTTP_ANSWER_CACHE_H

#include "base/hash.h"
#include "http/message.h"

/* Answers of the present state of the data, by what they were made from. The key holds that state,
 * so that nothing kept is ever stale: what is of an older one is not found, and makes room in time.
 *
 * Sessions share them: where a page holds the token of its session, that place is kept empty and
 * filled in again for whoever asks. Safe for threads. */

typedef struct answer_cache answer_cache;

/* answer_cache_new - keeps at most so many bytes. Null without memory, and all calls take null. */
answer_cache *answer_cache_new(size_t bytes);
void answer_cache_free(answer_cache *c);

/* answer_key - of a request in a state of the data: its address, host, day and rights. */
void answer_key(const request *q, const hash *state, hash *out);

/* answer_take - fills *r with the answer of this key, for the session of `q`; false: none is kept.
 * Where q->by_pieces they are lent in r->pieces, packed if `q` takes that, and must be given back
 * before the cache is freed. */
bool answer_take(answer_cache *c, const hash *key, const request *q, response *r);

/* answer_keep - keeps a copy of *r where it is worth it: 200, and may be kept by browsers. Sets the
 * entity's tag of *r, the same that answer_take will give. */
void answer_keep(answer_cache *c, const hash *key, const request *q, response *r);

#endif
