#ifndef STORE_DRAFT_FACT_H
#define STORE_DRAFT_FACT_H

#include "base/fact.h"
#include "base/jnode.h"
#include "base/jout.h"
#include "follow/vocabulary.h"
#include "store/record_spec.h"

/* A fact as the JSON of a draft: the fields of doc/reading.md, evidence as [{"start","end"}]. */
void fact_print(jout *j, const fact *f);
code fact_parse(arena *a, str json, fact *out, fault *f);

/* fact_patch - merges fields that a person corrected. INVALID: the place names the field. */
code fact_patch(arena *a, fact *to, const jnode *patch, fault *f);

/* What a source tells beside the fact itself. */
typedef struct {
    int64_t source_id, copy_of;
    str text, published;
    follow_words *words; /* null: due words are not looked for */
    str pair[2];         /* the two states that the document is mostly about; empty: none */
} telling;

/* telling_find - of a source, with its main pair worked out from its drafts. NOTFOUND. */
code telling_find(arena *a, db *d, int64_t source_id, telling *out, fault *f);

/* fact_spec - the record that a fact would become. */
code fact_spec(arena *a, const fact *from, const telling *t, record_spec *out, fault *f);

/* fact_quote - the text of its best evidence; borrowed from the telling. */
str fact_quote(const fact *f, str text);

#endif
