#ifndef PAGE_ROADMAP_H
#define PAGE_ROADMAP_H

#include "page/view.h"

/* section_roadmap - on the page of a record that has promises under it: how far they are, by
 * pillar; a chart of their plans; and the same as a table. Where there are none: nothing, or with
 * `offer` the form that adds them from a table. */
code section_roadmap(view *v, int64_t parent_id, bool offer, fault *f);

#endif
