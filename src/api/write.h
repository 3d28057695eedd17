#ifndef API_WRITE_H
#define API_WRITE_H

#include "base/jout.h"
#include "http/message.h"
#include "store/record.h"

/* answer_begin, answer_end - around the object that is the whole answer. A change that answered as
 * a page does, with the address of another one, answers with data instead. */
void answer_begin(response *r, jout *j);
void answer_end(response *r, jout *j);

/* answer_id - the number in the address. NOTFOUND: it is none. */
code answer_id(const request *q, int64_t *out, fault *f);

/* answer_limit - how long a list may be: 100, or the parameter `limit`. INVALID: not 1 to 500. */
code answer_limit(const request *q, int64_t *out, fault *f);

/* Rows of the store as JSON values: the field names are those of imported lines. */

void write_reference(jout *j, const char *key, int64_t id); /* 0 is null */
void write_actor(jout *j, const actor_ref *a);
void write_source(jout *j, const source_ref *s);
void write_record(jout *j, const record_row *row);

#endif
