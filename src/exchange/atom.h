#ifndef EXCHANGE_ATOM_H
#define EXCHANGE_ATOM_H

#include "base/buf.h"
#include "store/entry.h"

/* atom_write - entries of the log as an Atom feed (RFC 4287), newest first. `register_name` as
 * feed_name gives it: ids stay the same as long as the register is the same. `site` as in
 * exchange/ical.h; empty: addresses are relative to the feed's own. */
void atom_write(buf *out, str title, const char *register_name, str site, str path,
                const entry_page *entries);

#endif
