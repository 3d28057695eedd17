#ifndef STORE_HOOK_H
#define STORE_HOOK_H

#include "store/entry.h"

/* Webhooks: to whom, and how far each has been told. Each entry of the log is an event; it is
 * delivered at least once, in order, and the next only after it. */

typedef struct {
    int64_t id;
    str url, secret_path;
    int64_t sent_entry, failures, retry_at; /* retry_at: seconds since 1970 */
    str last_error, created_at;
    int64_t waiting; /* entries not delivered yet */
} hook;

/* An entry, and the records that it touched: the first of them, and how many. */
enum { HOOK_RECORDS_MOST = 100 };
typedef struct {
    entry_row entry;
    int64_t records[HOOK_RECORDS_MOST];
    size_t record_count;
    int64_t record_total;
} hook_event;

/* hook_add - told from the next change on. The caller has checked url and path. */
code hook_add(change *c, str url, str secret_path, int64_t *id, fault *f);

/* hook_remove - NOTFOUND: there is none of that number. */
code hook_remove(change *c, int64_t id, fault *f);

/* hook_each - those that are told, by number. */
code hook_each(arena *a, db *d, hook **out, size_t *count, fault *f);

/* hook_claim - the first hook above `after` that has something to be told at `now`, kept from other
 * processes until `until` (seconds since 1970). `anyway`: also one that waits for its retry.
 * *found false: none. Not in a transaction. */
code hook_claim(arena *a, db *d, int64_t after, int64_t now, int64_t until, bool anyway, hook *out,
                bool *found, fault *f);

/* hook_next - what is to be told after `sent_entry`. *found false: nothing more. */
code hook_next(arena *a, db *d, int64_t sent_entry, hook_event *out, bool *found, fault *f);

/* What became of an event; outside of transactions. The hook stays claimed until `until`; 0: it is
 * given back. */
code hook_sent(db *d, int64_t id, int64_t entry_id, int64_t until, fault *f);
code hook_failed(db *d, int64_t id, int64_t retry_at, str error, fault *f);
code hook_release(db *d, int64_t id, fault *f);

#endif
