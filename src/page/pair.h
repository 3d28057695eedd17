#ifndef PAGE_PAIR_H
#define PAGE_PAIR_H

#include "page/promise.h"
#include "store/front.h"
#include "store/standing.h"

/* pair_standings - where the instruments of a pair stand between the two on a day, in their order:
 * what the other sections group and count by. */
code pair_standings(view *v, const pair_page *p, day on, pair_standing **out, fault *f);

/* section_sectors - by sector: instruments, those in force, encounters, promises open, late, kept.
 */
code section_sectors(view *v, const pair_page *p, const pair_standing *all, fault *f);

/* section_timeline - encounters and what is due, on an axis of time; nothing where there are not
 * two. */
void section_timeline(view *v, const record_page *met, const due_page *const *due, size_t count);

#endif
