#ifndef EXCHANGE_ATOM_H
#define EXCHANGE_ATOM_H

#include "base/buf.h"
#include "store/entry.h"
#include "store/feed.h"

/* atom_write - entries of the log as an Atom feed (RFC 4287), newest first. `register_name` as
 * feed_name gives it: ids stay the same as long as the register is the same. `site` as in
 * exchange/ical.h; empty: addresses are relative to the feed's own. */
void atom_write(buf *out, str title, const char *register_name, str site, str path,
                const entry_page *entries);

/* atom_write_due - what is due as such a feed, in the order given: each event is an entry that
 * stays the same whatever its day, and is new with each change to it. */
void atom_write_due(buf *out, str title, const char *register_name, str site,
                    const feed_event *events, size_t count);

#endif
