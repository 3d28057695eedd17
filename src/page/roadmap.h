#ifndef PAGE_ROADMAP_H
#define PAGE_ROADMAP_H

#include "exchange/roadmap_import.h"
#include "page/view.h"

/* section_roadmap - on the page of a record that has promises under it: how far they are, by
 * pillar; a chart of their plans; and the same as a table. Where there are none: nothing, or with
 * `offer` the form that adds them from a table. */
code section_roadmap(view *v, int64_t parent_id, bool offer, fault *f);

/* part_paste - the form for such a table, with what was given before; `closed`: to be opened. */
void part_paste(view *v, int64_t id, str table, bool closed);

/* roadmap_take - the table of a request (field table) as actions of the record in its address. */
code roadmap_take(request *q, response *r, str location, roadmap_imported *out, fault *f);

#endif
