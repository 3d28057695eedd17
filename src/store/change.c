/* The writing transaction and its entry in the log. */
#include "store/change.h"

#include "base/jout.h"
#include "store/course.h"
#include "store/entry_hash.h"

#include <pwd.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static str system_user(arena *a) {
    struct passwd *p = getpwuid(geteuid());
    return str_copy(a, p && p->pw_name ? str_of(p->pw_name) : S("unknown"));
}

static str time_now(arena *a) {
    char text[24];
    instant_format((int64_t)time(NULL), text);
    return str_copy(a, str_of(text));
}

code change_begin(change *c, db *d, arena *a, const char *action, str who, fault *f) {
    *c = (change){.d = d, .a = a, .action = action, .subject = "register", .records_above = -1};
    c->who = who.n ? who : system_user(a);
    c->at = time_now(a);
    c->note = c->before = c->after = S("");
    if (!c->who.p || !c->at.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    return db_begin(d, f);
}

void change_rollback(change *c) {
    if (db_writing(c->d)) db_rollback(c->d);
}

void change_about(change *c, const char *subject, int64_t id, str before, str after) {
    c->subject = subject;
    c->subject_id = id;
    if (before.p) c->before = before;
    if (after.p) c->after = after;
}

static code row_add(change *c, change_row row, fault *f) {
    change_row *rows = arena_grow(c->a, c->rows, c->row_count, &c->row_capacity, sizeof *c->rows);
    if (!rows) return fault_set(f, NOMEM, NULL, "the change is too large");
    c->rows = rows;
    c->rows[c->row_count++] = row;
    return OK;
}

code change_made(change *c, const char *table, int64_t id, fault *f) {
    return row_add(c, (change_row){table, id, {0}}, f);
}

code change_altered(change *c, const char *table, int64_t id, str before, fault *f) {
    str kept = str_copy(c->a, before);
    if (!kept.p) return fault_set(f, NOMEM, NULL, "the change is too large");
    return row_add(c, (change_row){table, id, kept}, f);
}

code change_touched(change *c, int64_t record_id, fault *f) {
    /* Near the end is where it would be: one record's rows are written together. */
    for (size_t i = c->touched_count, seen = 0; i > 0 && seen < 64; i--, seen++)
        if (c->touched[i - 1] == record_id) return OK;
    int64_t *ids =
        arena_grow(c->a, c->touched, c->touched_count, &c->touched_capacity, sizeof *c->touched);
    if (!ids) return fault_set(f, NOMEM, NULL, "the change is too large");
    c->touched = ids;
    c->touched[c->touched_count++] = record_id;
    return OK;
}

/* What undo needs: {"was": ..., "rows": [["evidence", 7], ["record", 3, {...}]]} */
static void rows_print(buf *out, const change *c) {
    jout j;
    jout_init(&j, out);
    jout_open(&j, '{');
    if (c->before.n) {
        jout_key(&j, "was");
        jout_str(&j, c->before);
    }
    jout_key(&j, "rows");
    jout_open(&j, '[');
    for (size_t i = 0; i < c->row_count; i++) {
        jout_open(&j, '[');
        jout_str(&j, str_of(c->rows[i].table));
        jout_int(&j, c->rows[i].id);
        if (c->rows[i].before.p) jout_str(&j, c->rows[i].before);
        jout_close(&j, ']');
    }
    jout_close(&j, ']');
    jout_close(&j, '}');
}

static code previous_hash(db *d, hash *out, fault *f) {
    query *q = db_query(d, "SELECT hash FROM entry ORDER BY id DESC LIMIT 1", f);
    memset(out, 0, sizeof *out);
    if (query_row(q)) {
        str bytes = column_blob(q, 0);
        if (bytes.n == HASH_BYTES) memcpy(out, bytes.p, HASH_BYTES);
    }
    return query_end(q);
}

static code touched_write(change *c, int64_t entry, fault *f) {
    if (c->records_above >= 0) {
        query *q = db_query(c->d,
                            "INSERT OR IGNORE INTO entry_record(record_id, entry_id) "
                            "SELECT id, $2 FROM record WHERE id > $1",
                            f);
        bind_int(q, 1, c->records_above);
        bind_int(q, 2, entry);
        TRY(query_run(q));
    }
    for (size_t i = 0; i < c->touched_count; i++) {
        query *q = db_query(
            c->d, "INSERT OR IGNORE INTO entry_record(record_id, entry_id) VALUES ($1, $2)", f);
        bind_int(q, 1, c->touched[i]);
        bind_int(q, 2, entry);
        TRY(query_run(q));
    }
    return OK;
}

static code entry_write(change *c, str before, fault *f) {
    entry_fields e = {.at = c->at,
                      .who = c->who,
                      .action = str_of(c->action),
                      .subject = str_of(c->subject),
                      .subject_id = c->subject_id,
                      .before = before,
                      .after = c->after,
                      .note = c->note,
                      .undoes = c->undoes};
    TRY(previous_hash(c->d, &e.previous, f));
    hash h;
    TRY(entry_hash(&e, &h, f));
    query *q = db_query(c->d,
                        "INSERT INTO entry(at, who, action, subject, subject_id, before, after, "
                        "note, undoes, previous, hash) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                        f);
    bind_str(q, 1, e.at);
    bind_str(q, 2, e.who);
    bind_str(q, 3, e.action);
    bind_str(q, 4, e.subject);
    bind_int(q, 5, e.subject_id);
    bind_str(q, 6, e.before);
    bind_str(q, 7, e.after);
    bind_str(q, 8, e.note);
    bind_id(q, 9, e.undoes);
    bind_blob(q, 10, (str){(const char *)e.previous.b, HASH_BYTES});
    bind_blob(q, 11, (str){(const char *)h.b, HASH_BYTES});
    TRY(query_run(q));
    return touched_write(c, db_inserted(c->d), f);
}

code change_commit(change *c, fault *f) {
    if (c->idle) {
        change_rollback(c);
        return OK;
    }
    buf before;
    buf_init(&before, 0);
    if (c->row_count || c->before.n) rows_print(&before, c);
    code result = before.code == OK ? entry_write(c, before.n ? buf_str(&before) : S(""), f)
                                    : fault_set(f, NOMEM, NULL, "not enough memory");
    buf_reset(&before);
    if (result == OK) result = course_fill(c->d, f);
    if (result != OK) {
        change_rollback(c);
        return result;
    }
    return db_commit(c->d, f);
}
