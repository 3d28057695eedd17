/* The log as read: history, verification. */
#include "store/entry.h"

#include "base/buf.h"
#include "store/entry_hash.h"

#include <string.h>

code entry_hash(const entry_fields *e, hash *out, fault *f) {
    buf b;
    buf_init(&b, 0);
    buf_put(&b, (str){(const char *)e->previous.b, HASH_BYTES});
    str fields[] = {e->at, e->who, e->action, e->subject, e->before, e->after, e->note};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        buf_put_int(&b, (int64_t)fields[i].n);
        buf_put_char(&b, ':');
        buf_put(&b, fields[i]);
    }
    buf_put_int(&b, e->subject_id);
    buf_put_char(&b, ':');
    buf_put_int(&b, e->undoes);
    code result = b.code == OK ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
    if (result == OK) hash_of(buf_str(&b), out);
    buf_reset(&b);
    return result;
}

/* Columns of an entry_row, in the order that row_read expects. */
#define ENTRY_COLUMNS                                                                              \
    "e.id, e.at, e.who, e.action, e.subject, e.subject_id, e.before, e.after, e.note, e.undoes, "  \
    "EXISTS (SELECT 1 FROM entry u WHERE u.undoes = e.id), e.hash "

static void row_read(arena *a, query *q, entry_row *out) {
    *out = (entry_row){.id = column_int(q, 0),
                       .at = column_copy(a, q, 1),
                       .who = column_copy(a, q, 2),
                       .action = column_copy(a, q, 3),
                       .subject = column_copy(a, q, 4),
                       .subject_id = column_int(q, 5),
                       .before = column_copy(a, q, 6),
                       .after = column_copy(a, q, 7),
                       .note = column_copy(a, q, 8),
                       .undoes = column_int(q, 9),
                       .undone = column_int(q, 10) != 0};
    str bytes = column_blob(q, 11);
    hash h;
    memset(&h, 0, sizeof h);
    if (bytes.n == HASH_BYTES) memcpy(&h, bytes.p, HASH_BYTES);
    hash_hex(&h, out->hash);
}

static const char sql_whole[] =
    "SELECT " ENTRY_COLUMNS "FROM entry e WHERE e.id < $1 ORDER BY e.id DESC LIMIT $2";
static const char sql_of_record[] =
    "SELECT " ENTRY_COLUMNS "FROM entry_record r JOIN entry e ON e.id = r.entry_id "
    "WHERE r.record_id = $3 AND r.entry_id < $1 ORDER BY r.entry_id DESC LIMIT $2";

code entry_browse(arena *a, db *d, int64_t record_id, str after, size_t limit, entry_page *out,
                  fault *f) {
    int64_t below = INT64_MAX;
    if (after.n && !str_int(after, &below))
        return fault_set(f, INVALID, "after", "no key of this list");
    if (limit == 0 || limit > 500) limit = 500;
    entry_page page = {.items = arena_array(a, limit, sizeof *page.items), .next = S("")};
    if (!page.items) return fault_set(f, NOMEM, NULL, "not enough memory");
    query *q = db_query(d, record_id ? sql_of_record : sql_whole, f);
    bind_int(q, 1, below);
    bind_int(q, 2, (int64_t)limit + 1);
    if (record_id) bind_int(q, 3, record_id);
    bool more = false;
    while (query_row(q)) {
        more = page.count == limit;
        if (more) break;
        row_read(a, q, &page.items[page.count++]);
    }
    TRY(query_end(q));
    if (more) page.next = str_format(a, "%lld", (long long)page.items[limit - 1].id);
    if (arena_failed(a)) return fault_set(f, NOMEM, NULL, "not enough memory");
    *out = page;
    return OK;
}

static const char sql_verify[] =
    "SELECT id, at, who, action, subject, subject_id, before, after, note, ifnull(undoes, 0), "
    "previous, hash FROM entry ORDER BY id";

code entry_verify(db *d, int64_t *count, char head[65], fault *f) {
    hash last;
    memset(&last, 0, sizeof last);
    int64_t n = 0;
    code result = OK;
    query *q = db_query(d, sql_verify, f);
    while (result == OK && query_row(q)) {
        int64_t id = column_int(q, 0);
        entry_fields e = {.at = column_str(q, 1),
                          .who = column_str(q, 2),
                          .action = column_str(q, 3),
                          .subject = column_str(q, 4),
                          .subject_id = column_int(q, 5),
                          .before = column_str(q, 6),
                          .after = column_str(q, 7),
                          .note = column_str(q, 8),
                          .undoes = column_int(q, 9),
                          .previous = last};
        hash h;
        result = entry_hash(&e, &h, f);
        if (result != OK) break;
        str previous = column_blob(q, 10), stored = column_blob(q, 11);
        if (previous.n != HASH_BYTES || memcmp(previous.p, &last, HASH_BYTES) != 0)
            result = fault_set(f, CONFLICT, "log", "an entry before %lld is missing or was changed",
                               (long long)id);
        else if (stored.n != HASH_BYTES || memcmp(stored.p, &h, HASH_BYTES) != 0)
            result = fault_set(f, CONFLICT, "log", "entry %lld was changed", (long long)id);
        last = h;
        n++;
    }
    code ended = query_end(q);
    if (result == OK) result = ended;
    if (result != OK) return result;
    *count = n;
    hash_hex(&last, head);
    return OK;
}
