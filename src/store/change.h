#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include "store/db.h"

/* A change: one writing transaction, one entry in the log. What writes to the register takes one.
 *
 *     change c;
 *     TRY(change_begin(&c, d, a, "accept", who, f));
 *     code r = draft_accept(&c, id, f);
 *     return r == OK ? change_commit(&c, f) : (change_rollback(&c), r);
 */
typedef struct {
    db *d;
    arena *a; /* lives as long as the change */
    const char *action;
    str who, note;
    str at; /* the time of the change, 2024-11-26T09:30:00Z */
    struct change_row *rows;
    size_t row_count, row_capacity;
    int64_t *touched; /* records, for their history */
    size_t touched_count, touched_capacity;
    int64_t records_above; /* an import: every record made after this id belongs to the entry; -1 */
    bool idle;             /* it turned out that there is nothing to change: no entry is written */
    const char *subject;
    int64_t subject_id, undoes;
    str before, after;
} change;

/* change_begin - takes the write lock (CONFLICT when others keep it for 5 s). `who` may be empty:
 * then the system's user. */
code change_begin(change *c, db *d, arena *a, const char *action, str who, fault *f);

/* change_commit - writes the entry (none where the change is idle), hashed with the one before, and
 * commits. Rolled back on any
 * failure. */
code change_commit(change *c, fault *f);
void change_rollback(change *c);

/* change_about - what the entry is about, and JSON of it before and after (may be empty). */
void change_about(change *c, const char *subject, int64_t id, str before, str after);

/* change_made - a row was inserted: undo will delete it (a record: withdraw it).
 * change_altered - a row is about to be altered; `before` is JSON that undo restores it from.
 * `table` is a constant of the program. NOMEM. */
code change_made(change *c, const char *table, int64_t id, fault *f);
code change_altered(change *c, const char *table, int64_t id, str before, fault *f);
code change_touched(change *c, int64_t record_id, fault *f); /* its history names this entry */

typedef struct change_row {
    const char *table;
    int64_t id;
    str before; /* .p null: made */
} change_row;

#endif
