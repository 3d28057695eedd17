/* Who is told of changes, and how far. What is noted here is no change to the register: it has no
 * entry of its own, which would have to be told in turn. */
#include "store/hook.h"

#include "store/record_read.h"

code hook_add(change *c, str url, str secret_path, int64_t *id, fault *f) {
    /* The entry of this very change is the first to be told: a receiver sees that it is one. */
    query *q = db_query(c->d,
                        "INSERT INTO hook(url, secret_path, sent_entry, created_at) VALUES ($1, "
                        "$2, (SELECT ifnull(max(id), 0) FROM entry), $3)",
                        f);
    bind_str(q, 1, url);
    bind_str(q, 2, secret_path);
    bind_str(q, 3, c->at);
    TRY(query_run(q));
    *id = db_inserted(c->d);
    change_about(c, "hook", *id, (str){0}, (str){0}); /* not the address: some are secrets */
    return OK;
}

code hook_remove(change *c, int64_t id, fault *f) {
    query *q =
        db_query(c->d, "UPDATE hook SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL", f);
    bind_int(q, 1, id);
    bind_str(q, 2, c->at);
    TRY(query_run(q));
    if (db_changed(c->d) == 0) return fault_set(f, NOTFOUND, NULL, "no hook %lld", (long long)id);
    change_about(c, "hook", id, (str){0}, S("removed"));
    return OK;
}

#define HOOK_COLUMNS                                                                               \
    "h.id, h.url, h.secret_path, h.sent_entry, h.failures, h.retry_at, h.last_error, "             \
    "h.created_at, (SELECT count(*) FROM entry e WHERE e.id > h.sent_entry) "

static void hook_read(arena *a, query *q, hook *out) {
    *out = (hook){.id = column_int(q, 0),
                  .url = column_copy(a, q, 1),
                  .secret_path = column_copy(a, q, 2),
                  .sent_entry = column_int(q, 3),
                  .failures = column_int(q, 4),
                  .retry_at = column_int(q, 5),
                  .last_error = column_copy(a, q, 6),
                  .created_at = column_copy(a, q, 7),
                  .waiting = column_int(q, 8)};
}

static const char sql_each[] =
    "SELECT " HOOK_COLUMNS "FROM hook h WHERE h.removed_at IS NULL ORDER BY h.id";

code hook_each(arena *a, db *d, hook **out, size_t *count, fault *f) {
    hook *items = NULL;
    size_t n = 0, capacity = 0;
    query *q = db_query(d, sql_each, f);
    while (query_row(q)) {
        hook *grown = arena_grow(a, items, n, &capacity, sizeof *grown);
        if (!grown) break;
        items = grown;
        hook_read(a, q, &items[n++]);
    }
    TRY(query_end(q));
    if (arena_failed(a)) return out_of_memory(f);
    *out = items;
    *count = n;
    return OK;
}

static const char sql_claim[] =
    "SELECT " HOOK_COLUMNS "FROM hook h WHERE h.removed_at IS NULL AND h.id > $1 "
    "AND h.busy_until <= $2 AND ($3 OR h.retry_at <= $2) AND h.sent_entry < "
    "(SELECT max(id) FROM entry) ORDER BY h.id LIMIT 1";

static code busy_write(db *d, int64_t id, int64_t until, fault *f) {
    query *q = db_query(d, "UPDATE hook SET busy_until = $2 WHERE id = $1", f);
    bind_int(q, 1, id);
    bind_int(q, 2, until);
    return query_run(q);
}

static code finish(db *d, code result, fault *f) {
    if (result == OK) return db_commit(d, f);
    db_rollback(d);
    return result;
}

code hook_claim(arena *a, db *d, int64_t after, int64_t now, int64_t until, bool anyway, hook *out,
                bool *found, fault *f) {
    hook one;
    TRY(db_begin(d, f));
    query *q = db_query(d, sql_claim, f);
    bind_int(q, 1, after);
    bind_int(q, 2, now);
    bind_int(q, 3, anyway);
    bool there = query_row(q);
    if (there) hook_read(a, q, &one);
    code result = query_end(q);
    if (result == OK && arena_failed(a)) result = out_of_memory(f);
    if (result == OK && there) result = busy_write(d, one.id, until, f);
    TRY(finish(d, result, f));
    *found = there;
    if (there) *out = one;
    return OK;
}

static const char sql_next[] = "SELECT id FROM entry WHERE id > $1 ORDER BY id LIMIT 1";
static const char sql_records[] =
    "SELECT record_id FROM entry_record WHERE entry_id = $1 ORDER BY record_id LIMIT 100";
static const char sql_record_total[] = "SELECT count(*) FROM entry_record WHERE entry_id = $1";

static code records_find(db *d, hook_event *out, fault *f) {
    query *q = db_query(d, sql_records, f);
    bind_int(q, 1, out->entry.id);
    while (out->record_count < HOOK_RECORDS_MOST && query_row(q))
        out->records[out->record_count++] = column_int(q, 0);
    TRY(query_end(q));
    q = db_query(d, sql_record_total, f);
    bind_int(q, 1, out->entry.id);
    if (query_row(q)) out->record_total = column_int(q, 0);
    return query_end(q);
}

static code event_find(arena *a, db *d, int64_t sent_entry, hook_event *out, bool *found,
                       fault *f) {
    query *q = db_query(d, sql_next, f);
    bind_int(q, 1, sent_entry);
    int64_t id = query_row(q) ? column_int(q, 0) : 0;
    TRY(query_end(q));
    *found = id != 0;
    if (!id) return OK;
    entry_page page;
    str below = str_format(a, "%lld", (long long)id + 1);
    if (!below.p) return out_of_memory(f);
    TRY(entry_browse(a, d, 0, below, 1, &page, f));
    *out = (hook_event){.entry = page.items[0]};
    return records_find(d, out, f);
}

code hook_next(arena *a, db *d, int64_t sent_entry, hook_event *out, bool *found, fault *f) {
    TRY(db_begin_read(d, f));
    code result = event_find(a, d, sent_entry, out, found, f);
    db_end(d);
    return result;
}

static const char sql_sent[] =
    "UPDATE hook SET sent_entry = $2, failures = 0, retry_at = 0, last_error = '', "
    "busy_until = $3 WHERE id = $1 AND sent_entry < $2";

code hook_sent(db *d, int64_t id, int64_t entry_id, int64_t until, fault *f) {
    TRY(db_begin(d, f));
    query *q = db_query(d, sql_sent, f);
    bind_int(q, 1, id);
    bind_int(q, 2, entry_id);
    bind_int(q, 3, until);
    return finish(d, query_run(q), f);
}

static const char sql_failed[] =
    "UPDATE hook SET failures = failures + 1, retry_at = $2, last_error = $3, busy_until = 0 "
    "WHERE id = $1";

code hook_failed(db *d, int64_t id, int64_t retry_at, str error, fault *f) {
    TRY(db_begin(d, f));
    query *q = db_query(d, sql_failed, f);
    bind_int(q, 1, id);
    bind_int(q, 2, retry_at);
    bind_str(q, 3, error);
    return finish(d, query_run(q), f);
}

code hook_release(db *d, int64_t id, fault *f) {
    TRY(db_begin(d, f));
    return finish(d, busy_write(d, id, 0, f), f);
}
