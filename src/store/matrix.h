#ifndef STORE_MATRIX_H
#define STORE_MATRIX_H

#include "store/front.h"

/* Instruments counted in two directions: states by states, and a state's partners by sector. What
 * was withdrawn is not counted; every part that an actor has in an instrument is. */

enum { MATRIX_STATES_MOST = 16, MATRIX_PARTNERS_MOST = 25 };

/* matrix_states - out[i * count + k]: the instruments that both who[i] and who[k] have a part in;
 * the diagonal: all of one. `only`: of that sector; SECTOR_COUNT: any. count is at most
 * MATRIX_STATES_MOST. Reads each one's instruments once, whatever the number of pairs. */
code matrix_states(arena *a, db *d, const actor_ref *who, size_t count, sector only, int64_t *out,
                   fault *f);

typedef struct {
    partner *partners; /* most instruments first */
    size_t count;
    int64_t (*of)[SECTOR_COUNT]; /* of each partner */
} matrix_of_state;

/* matrix_sectors - the partners of a state by sector. */
code matrix_sectors(arena *a, db *d, int64_t actor_id, matrix_of_state *out, fault *f);

/* matrix_latest - the states that take part in the latest records, most of them first: what a
 * matrix shows that nobody asked for by name. At most `most`. */
code matrix_latest(arena *a, db *d, size_t most, actor_ref **out, size_t *count, fault *f);

#endif
