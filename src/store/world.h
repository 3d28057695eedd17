#ifndef STORE_WORLD_H
#define STORE_WORLD_H

#include "store/front.h"

/* What maps and the pages of sectors count. */

/* world_partners - the states with which `actor` had concluded instruments by the end of `on`, most
 * first; `records` counts them. */
code world_partners(arena *a, db *d, int64_t actor, day on, partner **out, size_t *count, fault *f);

/* world_sectors - records by sector and family. */
code world_sectors(db *d, int64_t out[SECTOR_COUNT][RECORD_COUNT], fault *f);

/* world_state_sectors - the same of one state, in any part but that of one concerned. A heavy one
 * has tens of thousands of records to count. */
code world_state_sectors(arena *a, db *d, int64_t actor, int64_t out[SECTOR_COUNT][RECORD_COUNT],
                         fault *f);

/* world_engagements - in order of their days, at most 200; actor 0: of all. */
code world_engagements(arena *a, db *d, int64_t actor, day from, day until, day today,
                       record_row **out, size_t *count, fault *f);

#endif
