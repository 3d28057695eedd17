#ifndef EXCHANGE_ROADMAP_CSV_H
#define EXCHANGE_ROADMAP_CSV_H

#include "store/change.h"

/* A roadmap as a table: CSV (RFC 4180), or lines with tabs between as a spreadsheet is pasted. The
 * first row names the columns, in any order: action (wanted), pillar, owner (semicolons between
 * several), start and due (EDTF), weight, measure ("1000000 USD"). */

typedef struct {
    size_t actions, known; /* made now; there already under that record */
} roadmap_imported;

/* roadmap_import - every row as an action under a record. INVALID: the place is "name:line", the
 * message names the column; the caller rolls back. */
code roadmap_import(change *c, int64_t under, str text, const char *name, roadmap_imported *out,
                    fault *f);

#endif
