#ifndef STORE_POOL_H
#define STORE_POOL_H

#include "store/db.h"

/* Connections for many threads: readers are borrowed one a request, the one writer in turn. */

typedef struct pool pool;

/* pool_open - as db_open with DB_WRITE, then readers opened as they are needed. */
code pool_open(const char *path, pool **out, fault *f);
void pool_close(pool *p); /* all must have been given back */

/* pool_reader - a connection of one's own until pool_return, inside one read transaction. */
code pool_reader(pool *p, db **out, fault *f);
void pool_return(pool *p, db *d); /* ends its transaction */

/* pool_writer - the one writer; waits for other threads. Not inside a transaction. */
db *pool_writer(pool *p);
void pool_writer_return(pool *p); /* rolls back what was not committed */

#endif
