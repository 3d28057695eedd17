#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/fault.h"
#include "base/str.h"

/* The database: one connection, its prepared statements, its transaction. The rest of the store
 * speaks SQL through these calls only. A db belongs to one thread at a time (pool.h). */

typedef struct db db;
typedef struct query query;

typedef enum {
    DB_READ,  /* must exist; never written */
    DB_WRITE, /* must exist; older schemas are brought up to date */
    DB_CREATE /* as DB_WRITE, and made where there is none, or an empty file */
} db_mode;

/* db_open - the register at `path`, WAL, foreign keys on, waiting up to 5 s for a lock.
 * NOTFOUND: no such file (READ, WRITE). DENIED, IO: the system refused. DB: not a database, not
 * a depositary register, written by a newer program, or (READ) older than this one: the message
 * says which and what to do, and the file is untouched. CONFLICT: locked by another program. */
code db_open(const char *path, db_mode mode, db **out, fault *f);
void db_close(db *d); /* null is fine; rolls back what is open */
const char *db_path(const db *d);

#define DB_APPLICATION 0x44504f53 /* "DPOS", in the file's header */
int db_schema(void);              /* number of the newest migration */

/* One snapshot for all reads up to db_end; all reads of a page run in one. */
code db_begin_read(db *d, fault *f);
/* BEGIN IMMEDIATE: waits for other writers; CONFLICT when that takes more than 5 s. */
code db_begin(db *d, fault *f);
code db_commit(db *d, fault *f); /* rolled back where it fails */
void db_rollback(db *d);
void db_end(db *d); /* ends a read */
bool db_writing(const db *d);

/* db_query - the statement `sql` (one of the constants of the program; parameters $1, $2 ...),
 * from the cache or prepared now, all parameters null. Never null: a failure is kept in the query,
 * later calls do nothing, and query_end tells. One text may run twice at a time (nested).
 * Every query must be ended, before anything that fails is returned, by query_end or query_run.
 *
 *     query *q = db_query(d, "SELECT name FROM actor WHERE id = $1", f);
 *     bind_int(q, 1, id);
 *     if (query_row(q)) name = column_copy(a, q, 0);
 *     TRY(query_end(q));
 */
query *db_query(db *d, const char *sql, fault *f);

void bind_int(query *q, int n, int64_t v);
void bind_id(query *q, int n, int64_t id);   /* 0 binds null */
void bind_day(query *q, int n, int32_t day); /* DAY_NONE and DAY_OPEN bind null */
void bind_real(query *q, int n, double v);
void bind_str(query *q, int n, str s); /* .p null binds null; borrowed until query_end */
void bind_z(query *q, int n, const char *z);
void bind_blob(query *q, int n, str s); /* .p null binds null */

bool query_row(query *q); /* false: no more rows, or a failure */
code query_end(query *q); /* OK, or what failed first; the fault is set. The query is gone. */
code query_run(query *q); /* steps to the end, then query_end: for what returns no rows */

int64_t column_int(query *q, int i); /* null gives 0 */
int32_t column_day(query *q, int i, int32_t when_null);
double column_real(query *q, int i);
bool column_null(query *q, int i);
str column_str(query *q, int i);            /* borrowed until the next step; null gives {0} */
str column_copy(arena *a, query *q, int i); /* "" for null; .p null without memory */
str column_blob(query *q, int i);           /* borrowed */

int64_t db_inserted(const db *d); /* rowid of the last INSERT */
int64_t db_changed(const db *d);  /* rows of the last INSERT, UPDATE, DELETE */

/* db_check - the database's own integrity and foreign keys. DB with the first finding. */
code db_check(db *d, fault *f);

/* db_copy_to - a consistent copy of the whole register while others read and write. The copy
 * appears under `path` in one step. CONFLICT: the path exists. IO, DB. */
code db_copy_to(db *d, const char *path, fault *f);

/* db_each_statement - every text prepared by this program so far (tests look at their plans). */
void db_each_statement(db *d, void (*each)(void *context, const char *sql), void *context);

/* Limit the pages of the file: how tests fill a disk. */
code db_limit_pages(db *d, int64_t pages, fault *f);

#endif
