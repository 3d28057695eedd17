#ifndef STORE_MEASURE_H
#define STORE_MEASURE_H

#include "store/commitment.h"

/* measure_find - the number that a promise is of, and how far it is. *has false: there is none, and
 * *out holds NANs. Where no target was entered, the one figure of its sentence is taken. The latest
 * value is that of the latest day: of reports that name a source, of confirmed deeds that carry it
 * out, in part, or contradict it, and (where there is none of these) the one entered with it. */
code measure_find(arena *a, db *d, int64_t id, bool *has, measure_row *out, fault *f);

#endif
