#ifndef STORE_ENTRY_H
#define STORE_ENTRY_H

#include "store/change.h"

/* The log: append-only, each entry hashed with the one before. */

typedef struct {
    int64_t id;
    str at, who, action, subject;
    int64_t subject_id;
    str before, after; /* JSON; may be empty */
    str note;
    int64_t undoes; /* 0: none */
    bool undone;
    char hash[65]; /* hexadecimal */
} entry_row;

typedef struct {
    entry_row *items;
    size_t count;
    str next;
} entry_page;

/* entry_browse - newest first. record_id 0: the whole log; else the history of that record. */
code entry_browse(arena *a, db *d, int64_t record_id, str after, size_t limit, entry_page *out,
                  fault *f);

/* entry_verify - recomputes every hash. *count entries; *head is the last hash, to be kept
 * elsewhere. CONFLICT: an entry was changed or is missing (the message names the first). */
code entry_verify(db *d, int64_t *count, char head[65], fault *f);

/* entry_undo - takes back the last decision that is not undone (accept, reject, edit, withdraw,
 * link, act, terms, progress, plan); *undone is its entry. Several are taken back one by one.
 * NOTFOUND: nothing to undo. CONFLICT: what it made is needed by what came later. */
code entry_undo(change *c, int64_t *undone, fault *f);

#endif
