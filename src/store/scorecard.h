#ifndef STORE_SCORECARD_H
#define STORE_SCORECARD_H

#include "store/follow.h"

/* Promises counted by where they stand. */

typedef enum { BY_PAIR, BY_STATE, BY_SECTOR, BY_YEAR, BY_KIND, BY_COUNT } scorecard_by;

const char *scorecard_by_name(scorecard_by by); /* "pair", ... */
bool scorecard_by_of(str name, scorecard_by *out);

typedef struct {
    str key, label; /* "BLR,PAK", "Belarus and Pakistan"; "trade"; "2025"; ... */
    size_t count;
    size_t of[FOLLOW_STATE_COUNT];
    size_t silent; /* not settled, and no source tells of it */
} scorecard_row;

typedef struct {
    scorecard_row all;
    scorecard_row *rows; /* most promises first (years: newest). A promise counts for each of its
                            sectors, and for every state that it concerns */
    size_t count;
} scorecard;

/* scorecard_find - all promises that fit the filter, as of `today`, by one thing. */
code scorecard_find(arena *a, db *d, const followed_filter *filter, scorecard_by by, day today,
                    scorecard *out, fault *f);

#endif
