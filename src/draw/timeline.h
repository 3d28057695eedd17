#ifndef DRAW_TIMELINE_H
#define DRAW_TIMELINE_H

#include "draw/draw.h"

/* Events on an axis of time, in lanes (visits, sessions, documents, ...). */

typedef struct {
    day first, last;          /* both included; first DAY_NONE: not drawn */
    size_t lane;              /* index; past the last: not drawn */
    const char *kind;         /* class kind-KIND */
    bool planned;             /* drawn hollow */
    str label, address, note; /* note: for its title, the date as written */
} timeline_event;

typedef struct {
    draw_head head;
    const str *lanes;
    size_t lane_count;
    const timeline_event *events; /* any order */
    size_t event_count;
    day today; /* DAY_NONE: no line */
} timeline;

/* Events that would cover each other are set in rows of their lane; at most 30 rows a lane, what
 * comes after that shares the last. a: for the order of the events. NOMEM comes out in the buf. */
void draw_timeline(arena *a, buf *out, const timeline *t);

#endif
