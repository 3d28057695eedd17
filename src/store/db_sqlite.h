#ifndef STORE_DB_SQLITE_H
#define STORE_DB_SQLITE_H

#include "store/db.h"

#include <sqlite3.h>

/* What db.c, db_query.c and db_tokens.c share. Nobody else includes this. */

enum { PARAMETERS_MOST = 40, CACHE_SLOTS = 256 };

struct query {
    db *d;
    sqlite3_stmt *statement; /* null: it could not be prepared */
    const char *sql;         /* a constant of the program */
    query *next;             /* of the same slot */
    fault *f;
    code code;
    bool busy;
    unsigned char index[PARAMETERS_MOST + 1]; /* SQLite's number of $n */
};

struct db {
    sqlite3 *handle;
    char *path;
    bool reading, writing;
    query *cache[CACHE_SLOTS];
    query dead; /* stands in where there is no memory for a query */
};

/* db_fault - what SQLite says, as a code and a sentence for people. */
code db_fault(sqlite3 *handle, int result, const char *path, fault *f);

void db_cache_free(db *d);

/* db_tokens_add - make the tokenizer `snowball` known to a connection. An SQLite code. */
int db_tokens_add(sqlite3 *handle);

#endif
