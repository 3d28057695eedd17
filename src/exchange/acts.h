#ifndef EXCHANGE_ACTS_H
#define EXCHANGE_ACTS_H

#include "base/fault.h"
#include "base/str.h"
#include "store/change.h"

/* What parties did, as a table: CSV with the header instrument,party,act,on,effect and perhaps by
 * and note, the columns in any order. */

typedef struct {
    size_t acts, known; /* made now; there already */
    size_t instruments; /* that have new ones */
} acts_imported;

/* acts_import - an instrument is named by number, ref or title, a party by code or any known name
 * (empty: the instrument as a whole). The statuses of all that are touched follow. May be undone.
 * INVALID, NOTFOUND, CONFLICT: the place is "name:line"; the caller rolls back. */
code acts_import(change *c, str csv, const char *name, acts_imported *out, fault *f);

#endif
