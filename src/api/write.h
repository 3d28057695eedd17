#ifndef API_WRITE_H
#define API_WRITE_H

#include "base/jout.h"
#include "store/record.h"

/* Rows of the store as JSON values: the field names are those of imported lines. */

void write_actor(jout *j, const actor_ref *a);
void write_source(jout *j, const source_ref *s);
void write_record(jout *j, const record_row *row);

#endif
