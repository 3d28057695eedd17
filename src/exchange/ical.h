#ifndef EXCHANGE_ICAL_H
#define EXCHANGE_ICAL_H

#include "base/buf.h"
#include "store/feed.h"

/* ical_write - events as an iCalendar (RFC 5545): all-day events with VALUE=DATE, whose end is the
 * first day after them; stable UIDs, SEQUENCE, DTSTAMP and LAST-MODIFIED of their last change.
 * `site`: scheme and host of the pages ("https://example.org"), or empty: events have no URL.
 * NOMEM. */
code ical_write(buf *out, str name, str site, const feed_event *events, size_t count, fault *f);

#endif
