#ifndef PAGE_TERMS_H
#define PAGE_TERMS_H

#include "law/terms_read.h"
#include "store/change.h"

/* Final clauses as a form or the data interface gives them. */
typedef struct {
    str terms;         /* JSON; empty: none */
    str text, address; /* the treaty's text, to be kept with its clauses as evidence; empty: not */
} terms_words;

/* terms_record - in a change named "terms"; idle where nothing is new. INVALID: the place names the
 * field ("terms.entry.after"). */
code terms_record(change *c, int64_t instrument_id, const terms_words *w, fault *f);

/* terms_propose - what a text says, and its terms as JSON. */
code terms_propose(arena *a, str text, law_proposal *out, str *terms, fault *f);

#endif
