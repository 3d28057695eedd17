#ifndef PAGE_PAIR_H
#define PAGE_PAIR_H

#include "page/promise.h"
#include "store/front.h"

/* How an instrument stands between two states, from its row's status. */
typedef enum { STANDS_IN_FORCE, STANDS_PENDING, STANDS_ENDED, STANDS_UNKNOWN, STANDS_COUNT } stands;

stands stands_of(const record_row *row);

/* part_stands - the instruments of a pair that stand so, into `out` (as many as page->count). */
size_t part_stands(const record_page *page, stands which, record_row *out);

/* section_sectors - by sector: instruments, those in force, encounters, promises open, late, kept.
 */
code section_sectors(view *v, const pair_page *p, fault *f);

/* section_timeline - encounters and what is due, on an axis of time. */
void section_timeline(view *v, const pair_page *p);

#endif
