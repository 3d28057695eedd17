#ifndef STORE_ENTRY_HASH_H
#define STORE_ENTRY_HASH_H

#include "base/fault.h"
#include "base/hash.h"

/* What an entry's hash covers. */
typedef struct {
    str at, who, action, subject;
    int64_t subject_id;
    str before, after, note;
    int64_t undoes;
    hash previous;
} entry_fields;

/* entry_hash - BLAKE2b over the previous hash and the fields, each with its length before it, so
 * that no two entries are written alike. NOMEM. */
code entry_hash(const entry_fields *e, hash *out, fault *f);

#endif
