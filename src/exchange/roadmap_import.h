#ifndef EXCHANGE_ROADMAP_IMPORT_H
#define EXCHANGE_ROADMAP_IMPORT_H

#include "exchange/roadmap_table.h"
#include "store/change.h"

typedef struct {
    size_t actions, known, replanned; /* made now; there already; there, with another day now */
} roadmap_imported;

/* roadmap_import - every line of a table (roadmap_table.h) as an action under a record. INVALID:
 * the place is "name:line" of the first line that is wrong, the message names its column and the
 * other wrong lines; the caller rolls back. */
code roadmap_import(change *c, int64_t under, str text, const char *name, roadmap_imported *out,
                    fault *f);

/* roadmap_preview - the table as it would be taken, and what each line would do; writes nothing.
 * results[i] is of no meaning for a line that is wrong. NOTFOUND: no such record. */
code roadmap_preview(arena *a, db *d, int64_t under, str text, roadmap_table *out,
                     action_result **results, fault *f);

#endif
