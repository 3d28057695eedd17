#ifndef EXCHANGE_REGISTER_NAMES_H
#define EXCHANGE_REGISTER_NAMES_H

#include "store/change.h"

/* What files call records and sources. */

/* record_wanted - the record of that name in files; INVALID, in the place `field`, where none has
 * it. */
code record_wanted(db *d, const char *field, str name, int64_t *id, fault *f);

/* Sources that a file calls otherwise than this register: "source-7" is the seventh document of
 * wherever the file comes from. Of one file; kept while the import's change lives. */
typedef struct source_names source_names;

/* source_names_of - of that file, made where there are none. Null: no memory. */
source_names *source_names_of(source_names **all, arena *a, const char *file);

code source_names_put(source_names *n, str key, int64_t id, fault *f);

/* source_named - by what the file calls it, else by the register's key; made where it is new. */
code source_named(change *c, const source_names *n, str key, int64_t *id, fault *f);

#endif
