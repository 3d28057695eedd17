#ifndef STORE_RECORD_READ_H
#define STORE_RECORD_READ_H

#include "store/record.h"

/* What the readers of the families share. */

/* rows_find - the rows of ids; withdrawn ones are left out. */
code rows_find(arena *a, db *d, const int64_t *ids, size_t count, day on, record_row **out,
               size_t *found, fault *f);

/* record_listed - record_find with the first parties only. */
code record_listed(arena *a, db *d, int64_t id, day on, record_row *out, fault *f);

/* ids_read - ids of a query that the caller has bound (column 0); ends it. */
code ids_read(arena *a, query *q, int64_t **out, size_t *count, fault *f);

/* The columns of a source_ref, for a source with the alias s; five of them. */
#define SOURCE_COLUMNS "s.id, s.title, s.publisher, s.address, s.published, s.copy_of"
enum { SOURCE_COLUMN_COUNT = 6 };
void source_ref_read(arena *a, query *q, int at, source_ref *out);

/* The columns of an actor_ref: id, kind, code, name. */
void actor_ref_read(arena *a, query *q, int at, actor_ref *out);

/* A key of a list: "NUMBER.ID". False where it is none. */
bool key_read(str after, int64_t *number, int64_t *id);
str key_write(arena *a, int64_t number, int64_t id);

/* Asked of an index of the few that were: of a state with tens of thousands of records, these are
 * far apart. The argument is SQL as a string literal. */
#define WITHDRAWN(id)                                                                              \
    "EXISTS (SELECT 1 FROM record gone INDEXED BY record_withdrawn WHERE gone.id = " id " AND "    \
    "gone.withdrawn_at IS NOT NULL) "

/* The numbers of all that was withdrawn, for counts over tens of thousands of records: few, and
 * looked up here cheaper than in the database, row by row. */
typedef struct {
    int64_t *ids;
    size_t count;
} withdrawn_set;

code withdrawn_read(arena *a, db *d, withdrawn_set *out, fault *f);
bool withdrawn_has(const withdrawn_set *w, int64_t id);

/* actors_rarer_first - puts first whichever of two has fewer records: the shorter way to what both
 * have. Above some thousands it does not matter which. */
code actors_rarer_first(db *d, int64_t *few, int64_t *many, fault *f);

/* actor_is_busy - of whoever takes part in thousands of promises the first that are due stand early
 * among all that are due; to read and sort the thousands takes longer. */
code actor_is_busy(db *d, int64_t actor_id, bool *out, fault *f);

code out_of_memory(fault *f);

#endif
