#ifndef BASE_FACT_JSON_H
#define BASE_FACT_JSON_H

#include "base/fact.h"
#include "base/jout.h"

/* fact_json - a fact as one object, as `depositary read` prints it: record, kind, act, modality,
 * states, parties, sectors, count, date, title, confidence, evidence. What is empty is null or [].
 *
 * `text` is what the spans count in; spans past its end are asserted against. With `source` (.p not
 * null) the object starts with "source". */
void fact_json(jout *j, const fact *x, str text, str source);

#endif
