#ifndef STORE_STANDING_H
#define STORE_STANDING_H

#include "store/instrument.h"

/* Who stands where on a day: statuses across instruments, each with its reason. */

typedef struct {
    int64_t instrument_id;
    str label; /* of the instrument */
    str own;   /* the instrument's own status on the day; empty: none */
    status_row row;
} standing;

/* standing_each - calls `each` for what holds on `on`: of one party (0: any; and then the
 * instruments' own too) under one instrument (0: any). In order: by status and day where one party
 * is asked about, else by instrument and party. Stops with the code of `each`. What it is given
 * lives until it returns. */
code standing_each(db *d, int64_t party, int64_t instrument_id, day on,
                   code (*each)(void *context, const standing *s, fault *f), void *context,
                   fault *f);

/* Where a status begins, and its first day no longer, as EDTF: "2010-06-30", "1994" where no more
 * is known, "" where it goes on. */
void status_from_text(const status_row *s, char out[32]);
void status_to_text(const status_row *s, char out[32]);

/* How two states stand to each other under an instrument. */
typedef enum {
    BETWEEN_IN_FORCE,
    BETWEEN_PENDING,
    BETWEEN_ENDED,
    BETWEEN_UNKNOWN,
    BETWEEN_COUNT
} between;

typedef struct {
    const record_row *row;
    between between;
    status_row a, b, own; /* on the day; status empty: none */
    str missing;          /* BETWEEN_PENDING: what it waits for, a sentence without a full stop */
} pair_standing;

/* standing_between - of each of the rows of instruments, in their order. */
code standing_between(arena *a, db *d, int64_t first, int64_t second, const record_row *rows,
                      size_t count, day on, pair_standing **out, fault *f);

/* instrument_missing - what an instrument that is not in force waits for (law/missing.h); empty
 * where it waits for nothing. */
code instrument_missing(arena *a, db *d, int64_t instrument_id, day on, str *out, fault *f);

/* instrument_lookup - by number, ref, or title as a person types it. CONFLICT: several have such a
 * title (the message lists them). NOTFOUND. */
code instrument_lookup(arena *a, db *d, str words, int64_t *out, fault *f);

#endif
