#ifndef PAGE_SECTOR_TABLE_H
#define PAGE_SECTOR_TABLE_H

#include "page/view.h"
#include "store/world.h"

/* sector_table - counts by sector and family, each leading to its list; `state`: the code of one,
 * or empty. Sectors and families without any are left out where it is one state's. */
void sector_table(view *v, int64_t of[SECTOR_COUNT][RECORD_COUNT], str state);

#endif
