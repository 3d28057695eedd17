/* Statements: prepared once a connection, bound by number, stepped, ended. */
#include "base/date.h"
#include "store/db_sqlite.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t slot_of(const char *sql) {
    return (size_t)(((uintptr_t)sql >> 4) % CACHE_SLOTS);
}

static bool parameters_map(query *q) {
    int count = sqlite3_bind_parameter_count(q->statement);
    for (int i = 1; i <= count; i++) {
        const char *name = sqlite3_bind_parameter_name(q->statement, i);
        int64_t n = 0;
        if (!name || name[0] != '$' || !str_int(str_of(name + 1), &n)) return false;
        if (n < 1 || n > PARAMETERS_MOST) return false;
        q->index[n] = (unsigned char)i;
    }
    return true;
}

static query *query_dead(db *d, code c, fault *f) {
    d->dead = (query){.d = d, .f = f, .code = c, .busy = true};
    return &d->dead;
}

query *db_query(db *d, const char *sql, fault *f) {
    size_t slot = slot_of(sql);
    for (query *q = d->cache[slot]; q; q = q->next) {
        if (q->sql != sql || q->busy) continue;
        q->busy = true;
        q->f = f;
        q->code = OK;
        return q;
    }
    query *q = calloc(1, sizeof *q);
    if (!q) return query_dead(d, fault_set(f, NOMEM, NULL, "not enough memory"), f);
    int result =
        sqlite3_prepare_v3(d->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &q->statement, NULL);
    if (result != SQLITE_OK) {
        free(q);
        return query_dead(d, db_fault(d->handle, result, d->path, f), f);
    }
    q->d = d;
    q->sql = sql;
    q->f = f;
    q->busy = true;
    bool mapped = parameters_map(q);
    assert(mapped);
    (void)mapped;
    q->next = d->cache[slot];
    d->cache[slot] = q;
    return q;
}

void db_cache_free(db *d) {
    for (size_t i = 0; i < CACHE_SLOTS; i++) {
        while (d->cache[i]) {
            query *q = d->cache[i];
            d->cache[i] = q->next;
            sqlite3_finalize(q->statement);
            free(q);
        }
    }
}

void db_each_statement(db *d, void (*each)(void *context, const char *sql), void *context) {
    for (size_t i = 0; i < CACHE_SLOTS; i++)
        for (query *q = d->cache[i]; q; q = q->next) each(context, q->sql);
}

static int place_of(query *q, int n) {
    assert(n >= 1 && n <= PARAMETERS_MOST);
    if (q->code != OK || !q->statement) return 0;
    assert(q->index[n]);
    return q->index[n];
}

static void bound(query *q, int result) {
    if (result != SQLITE_OK) q->code = db_fault(q->d->handle, result, q->d->path, q->f);
}

void bind_int(query *q, int n, int64_t v) {
    int at = place_of(q, n);
    if (at) bound(q, sqlite3_bind_int64(q->statement, at, v));
}

void bind_id(query *q, int n, int64_t id) {
    if (id) bind_int(q, n, id);
}

void bind_day(query *q, int n, int32_t day_number) {
    if (day_number != DAY_NONE && day_number != DAY_OPEN) bind_int(q, n, day_number);
}

void bind_real(query *q, int n, double v) {
    int at = place_of(q, n);
    if (at) bound(q, sqlite3_bind_double(q->statement, at, v)); /* NAN binds null */
}

void bind_str(query *q, int n, str s) {
    int at = place_of(q, n);
    if (at && s.p) bound(q, sqlite3_bind_text64(q->statement, at, s.p, s.n, NULL, SQLITE_UTF8));
}

void bind_z(query *q, int n, const char *z) {
    bind_str(q, n, z ? str_of(z) : (str){0});
}

void bind_blob(query *q, int n, str s) {
    int at = place_of(q, n);
    if (at && s.p) bound(q, sqlite3_bind_blob64(q->statement, at, s.p, s.n, NULL));
}

bool query_row(query *q) {
    if (q->code != OK) return false;
    int result = sqlite3_step(q->statement);
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) q->code = db_fault(q->d->handle, result, q->d->path, q->f);
    return false;
}

code query_end(query *q) {
    code result = q->code;
    if (q->statement) {
        sqlite3_reset(q->statement);
        sqlite3_clear_bindings(q->statement);
    }
    q->busy = false;
    q->f = NULL;
    return result;
}

code query_run(query *q) {
    while (query_row(q)) {
    }
    return query_end(q);
}

int64_t column_int(query *q, int i) {
    return sqlite3_column_int64(q->statement, i);
}

int32_t column_day(query *q, int i, int32_t when_null) {
    return column_null(q, i) ? when_null : (int32_t)sqlite3_column_int64(q->statement, i);
}

double column_real(query *q, int i) {
    return sqlite3_column_double(q->statement, i);
}

bool column_null(query *q, int i) {
    return sqlite3_column_type(q->statement, i) == SQLITE_NULL;
}

str column_str(query *q, int i) {
    const unsigned char *p = sqlite3_column_text(q->statement, i);
    if (!p) return (str){0};
    return (str){(const char *)p, (size_t)sqlite3_column_bytes(q->statement, i)};
}

str column_copy(arena *a, query *q, int i) {
    str s = column_str(q, i);
    if (s.n == 0) return S("");
    return str_copy(a, s);
}

str column_blob(query *q, int i) {
    const void *p = sqlite3_column_blob(q->statement, i);
    if (!p) return (str){0};
    return (str){p, (size_t)sqlite3_column_bytes(q->statement, i)};
}

int64_t db_inserted(const db *d) {
    return sqlite3_last_insert_rowid(d->handle);
}

int64_t db_changed(const db *d) {
    return sqlite3_changes64(d->handle);
}
