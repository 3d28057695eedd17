/* Opening, migrating, transactions. What SQLite reports becomes a sentence here. */
#include "base/asset.h"
#include "base/date.h"
#include "store/db_sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOCK_WAIT_MS = 5000 };

static code fault_of_io(int system_error, const char *path, fault *f) {
    switch (system_error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return fault_set(f, IO, path, "the disk is full; the register is unchanged");
    case EACCES:
    case EPERM:
    case EROFS: return fault_set(f, DENIED, path, "cannot be written: %s", strerror(system_error));
    default:
        return fault_set(f, IO, path, "the system refused: %s",
                         system_error ? strerror(system_error) : "input or output error");
    }
}

code db_fault(sqlite3 *handle, int result, const char *path, fault *f) {
    int system_error = handle ? sqlite3_system_errno(handle) : 0;
    switch (result & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fault_set(f, CONFLICT, path,
                         "locked by another program; try again when it has finished");
    case SQLITE_FULL: return fault_of_io(ENOSPC, path, f);
    case SQLITE_READONLY:
        return fault_set(f, DENIED, path, "the register or its folder cannot be written");
    case SQLITE_PERM:
    case SQLITE_AUTH: return fault_set(f, DENIED, path, "permission denied");
    case SQLITE_IOERR: return fault_of_io(system_error, path, f);
    case SQLITE_CANTOPEN: return fault_of_io(system_error ? system_error : errno, path, f);
    case SQLITE_NOTADB:
        return fault_set(f, DB, path, "not a depositary register: it is no SQLite database");
    case SQLITE_CORRUPT:
        return fault_set(f, DB, path, "the database is damaged (%s); restore a backup",
                         handle ? sqlite3_errmsg(handle) : "corrupt");
    case SQLITE_NOMEM: return fault_set(f, NOMEM, path, "not enough memory");
    case SQLITE_TOOBIG:
        return fault_set(f, INVALID, path, "a text is larger than the database takes");
    default: {
        code c = (result & 0xff) == SQLITE_CONSTRAINT ? CONFLICT : DB;
        return fault_set(f, c, path, "%s",
                         handle ? sqlite3_errmsg(handle) : sqlite3_errstr(result));
    }
    }
}

static code run(db *d, const char *sql, fault *f) {
    int result = sqlite3_exec(d->handle, sql, NULL, NULL, NULL);
    return result == SQLITE_OK ? OK : db_fault(d->handle, result, d->path, f);
}

static code number(db *d, const char *sql, int64_t *out, fault *f) {
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(d->handle, sql, -1, &statement, NULL);
    if (result == SQLITE_OK) result = sqlite3_step(statement);
    if (result == SQLITE_ROW) *out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return result == SQLITE_ROW ? OK : db_fault(d->handle, result, d->path, f);
}

int db_schema(void) {
    const char *path;
    str bytes;
    int newest = 0;
    while (asset_at("src/store/sql/", (size_t)newest, &path, &bytes)) newest++;
    return newest;
}

/* Migrations from `version` up; in one transaction, so that a failure leaves the old schema. */
static code migrate(db *d, int64_t version, fault *f) {
    TRY(run(d, "BEGIN IMMEDIATE", f));
    code result = number(d, "PRAGMA user_version", &version, f); /* another may have been quicker */
    const char *path;
    str sql;
    for (size_t i = (size_t)version; result == OK && asset_at("src/store/sql/", i, &path, &sql);
         i++)
        result = run(d, sql.p, f); /* assets end in a NUL byte */
    char pragma[96];
    snprintf(pragma, sizeof pragma, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             DB_APPLICATION, db_schema());
    if (result == OK) result = run(d, pragma, f);
    if (result == OK) result = run(d, "COMMIT", f);
    if (result != OK && !sqlite3_get_autocommit(d->handle)) run(d, "ROLLBACK", NULL);
    return result;
}

/* Whether the file is ours and of which schema. Nothing is written before this has passed. */
static code recognise(db *d, db_mode mode, int64_t *version, fault *f) {
    int64_t application, pages;
    TRY(number(d, "PRAGMA application_id", &application, f));
    TRY(number(d, "PRAGMA user_version", version, f));
    TRY(number(d, "SELECT count(*) FROM sqlite_schema", &pages, f));
    if (application == 0 && *version == 0 && pages == 0) {
        if (mode == DB_CREATE) return OK;
        return fault_set(f, DB, d->path, "an empty file, not a depositary register");
    }
    if (application != DB_APPLICATION)
        return fault_set(f, DB, d->path,
                         "not a depositary register: an SQLite database of another program");
    if (*version > db_schema())
        return fault_set(f, DB, d->path,
                         "written by a newer depositary (schema %lld, this program knows %d); "
                         "update the program",
                         (long long)*version, db_schema());
    if (*version < db_schema() && mode == DB_READ)
        return fault_set(f, DB, d->path,
                         "written by an older depositary (schema %lld, this program uses %d); "
                         "open it for writing once to bring it up to date",
                         (long long)*version, db_schema());
    return OK;
}

static code prepare(db *d, db_mode mode, fault *f) {
    int64_t version;
    TRY(recognise(d, mode, &version, f));
    int result = db_tokens_add(d->handle);
    if (result != SQLITE_OK) return fault_set(f, DB, d->path, "full-text search is not available");
    if (mode != DB_READ) {
        TRY(run(d, "PRAGMA journal_mode = WAL", f));
        if (version < db_schema()) TRY(migrate(d, version, f));
    } else {
        TRY(run(d, "PRAGMA query_only = 1", f));
    }
    TRY(run(d, "PRAGMA synchronous = NORMAL", f));
    /* A writer keeps what an import of a hundred thousand records touches: pages that have to leave
     * the cache before the end are written twice. Memory is taken as it is needed. */
    TRY(run(d, mode == DB_READ ? "PRAGMA cache_size = -32768" : "PRAGMA cache_size = -262144", f));
    return run(d,
               "PRAGMA foreign_keys = 1; PRAGMA temp_store = MEMORY;"
               "PRAGMA mmap_size = 2147418112; PRAGMA trusted_schema = 0",
               f);
}

static code look(const char *path, db_mode mode, bool *existed, fault *f) {
    struct stat st;
    *existed = stat(path, &st) == 0;
    if (*existed && S_ISDIR(st.st_mode)) return fault_set(f, INVALID, path, "is a folder");
    if (*existed || mode == DB_CREATE) return OK;
    if (errno != ENOENT) return fault_of_io(errno, path, f);
    return fault_set(f, NOTFOUND, path, "no such register; `depositary add` or `import` makes one");
}

static void forget(const char *path) {
    char side[4096];
    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", path);
    unlink(side);
}

/* Without statistics of memory its allocator takes no lock that all workers share. */
static pthread_once_t configured = PTHREAD_ONCE_INIT;
static void configure(void) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

code db_open(const char *path, db_mode mode, db **out, fault *f) {
    bool existed;
    TRY(look(path, mode, &existed, f));
    db *d = calloc(1, sizeof *d);
    if (d) d->path = strdup(path);
    if (!d || !d->path) {
        free(d);
        return fault_set(f, NOMEM, path, "not enough memory");
    }
    pthread_once(&configured, configure);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    if (mode == DB_CREATE) flags |= SQLITE_OPEN_CREATE;
    int opened = sqlite3_open_v2(path, &d->handle, flags, NULL);
    code result = OK;
    if (opened != SQLITE_OK) {
        result = db_fault(d->handle, opened, path, f);
    } else {
        sqlite3_extended_result_codes(d->handle, 1);
        sqlite3_busy_timeout(d->handle, LOCK_WAIT_MS);
        result = prepare(d, mode, f);
    }
    if (result != OK) {
        db_close(d);
        if (!existed) forget(path);
        return result;
    }
    *out = d;
    return OK;
}

void db_close(db *d) {
    if (!d) return;
    db_cache_free(d);
    if (d->writing) db_rollback(d);
    sqlite3_close_v2(d->handle);
    free(d->path);
    free(d);
}

const char *db_path(const db *d) {
    return d->path;
}

code db_begin_read(db *d, fault *f) {
    TRY(query_run(db_query(d, "BEGIN", f))); /* each page does: prepared once */
    d->reading = true;
    return OK;
}

code db_begin(db *d, fault *f) {
    TRY(run(d, "BEGIN IMMEDIATE", f));
    d->writing = true;
    return OK;
}

code db_commit(db *d, fault *f) {
    code result = run(d, "COMMIT", f);
    if (result != OK) db_rollback(d);
    d->writing = false;
    return result;
}

void db_rollback(db *d) {
    /* A full disk may have rolled back already. */
    if (!sqlite3_get_autocommit(d->handle)) run(d, "ROLLBACK", NULL);
    d->writing = d->reading = false;
}

void db_end(db *d) {
    fault f = {.code = OK};
    if (d->reading && !sqlite3_get_autocommit(d->handle)) query_run(db_query(d, "ROLLBACK", &f));
    db_rollback(d);
}

bool db_writing(const db *d) {
    return d->writing;
}

code db_check(db *d, fault *f) {
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(d->handle, "PRAGMA integrity_check(1)", -1, &statement, NULL);
    if (result == SQLITE_OK) result = sqlite3_step(statement);
    code found = OK;
    if (result != SQLITE_ROW)
        found = db_fault(d->handle, result, d->path, f);
    else if (strcmp((const char *)sqlite3_column_text(statement, 0), "ok") != 0)
        found = fault_set(f, DB, d->path, "damaged: %s", sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    if (found != OK) return found;
    result = sqlite3_prepare_v2(d->handle, "PRAGMA foreign_key_check", -1, &statement, NULL);
    if (result == SQLITE_OK) result = sqlite3_step(statement);
    if (result == SQLITE_ROW)
        found =
            fault_set(f, DB, d->path, "damaged: a row of %s names a row of %s that is not there",
                      sqlite3_column_text(statement, 0), sqlite3_column_text(statement, 2));
    else if (result != SQLITE_DONE)
        found = db_fault(d->handle, result, d->path, f);
    sqlite3_finalize(statement);
    return found;
}

/* Whether a file can be made there at all: what SQLite says of it would name the register. An empty
 * one is no hindrance to it. */
static code target_check(const char *part, const char *path, fault *f) {
    int made = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (made < 0 && (errno == ENOENT || errno == ENOTDIR))
        return fault_set(f, IO, path, "the folder that it would stand in does not exist");
    if (made < 0) return fault_of_io(errno, path, f);
    close(made);
    return OK;
}

code db_copy_to(db *d, const char *path, fault *f) {
    if (access(path, F_OK) == 0) return fault_set(f, CONFLICT, path, "exists already");
    char part[4096];
    int n = snprintf(part, sizeof part, "%s.part", path);
    if (n < 0 || (size_t)n >= sizeof part)
        return fault_set(f, INVALID, path, "the path is too long");
    unlink(part);
    TRY(target_check(part, path, f));
    /* A reading connection writes nothing of its own, but for this. */
    int64_t reading = 0;
    TRY(number(d, "PRAGMA query_only", &reading, f));
    if (reading) TRY(run(d, "PRAGMA query_only = 0", f));
    fault own = {.code = OK};
    query *q = db_query(d, "VACUUM INTO $1", &own);
    bind_z(q, 1, part);
    code result = query_run(q);
    if (result != OK) fault_set(f, result, result == IO ? path : own.place, "%s", own.message);
    if (reading && result == OK) result = run(d, "PRAGMA query_only = 1", f);
    /* link and not rename: what appeared under that name meanwhile stays */
    if (result == OK && link(part, path) != 0)
        result = fault_set(f, errno == EEXIST ? CONFLICT : IO, path, "%s", strerror(errno));
    unlink(part);
    return result;
}

code db_limit_pages(db *d, int64_t pages, fault *f) {
    char pragma[64];
    snprintf(pragma, sizeof pragma, "PRAGMA max_page_count = %lld", (long long)pages);
    return run(d, pragma, f);
}
