#ifndef STORE_FEED_H
#define STORE_FEED_H

#include "store/follow.h"
#include "store/follow_legal.h"

/* What feeds carry out of the register: deadlines, and changes. */

/* A deadline or a planned meeting as an entry of a calendar. */
typedef struct {
    str uid;          /* the same as long as it is the same promise, whatever its day */
    int64_t sequence; /* grows with every change to it */
    str title, reason;
    str address;     /* of its page: a path of the site */
    day first, last; /* both included */
    str changed_at;  /* 2024-11-26T09:30:00Z */
    sector_set sectors;
} feed_event;

/* feed_events - open promises of the filter that are due from a year ago on, and what the law asks
 * for in the coming year; by day, at most 2000. A promise is an event of its last possible day, a
 * meeting of its days. What was carried out or given up is left out. Of the filter's parent, a
 * roadmap, the actions are given however deep they lie, and its other members are not looked at. */
code feed_events(arena *a, db *d, const followed_filter *filter, day today, feed_event **out,
                 size_t *count, fault *f);

/* feed_name - sixteen characters that no other register has. */
code feed_name(db *d, char out[17], fault *f);

#endif
