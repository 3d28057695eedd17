#ifndef EXCHANGE_REGISTER_H
#define EXCHANGE_REGISTER_H

#include "base/buf.h"
#include "store/change.h"

/* The register as NDJSON: one record a line, with its sources, acts, links and claims
 * (doc/data.md); or one source a line: {"source": key, "address", "publisher", "published",
 * "title", "note"}; or what a pair reports before, or the minutes of a session
 * (register_session.h). */

typedef struct {
    size_t records, sources, links; /* made now */
    size_t ties;                    /* pairs and minutes tied to sessions, likewise */
    size_t known;                   /* lines whose ref was there already */
    struct source_names *names;     /* what the files call sources: register_names.h */
} imported;

/* register_import - every line of `text`, in the change's transaction. `name` stands in messages.
 * A record whose ref is there already is passed over: twice is once. Links come later, so that
 * several files may refer to each other.
 * INVALID, CONFLICT: the place is "name:line"; the caller rolls back. */
code register_import(change *c, str text, const char *name, imported *out, fault *f);

/* register_import_links - the links and ties of the same text, once all records are there; with the
 * same `name` and `out`. */
code register_import_links(change *c, str text, const char *name, imported *out, fault *f);

/* register_export - all sources, records, and ties to sessions, as register_import takes them;
 * calls `put` for each line, and stops where it fails. Records without a ref are
 * called by a name that only they have (record_named), documents without a key by their number. */
code register_export(db *d, code (*put)(void *context, str line, fault *f), void *context,
                     fault *f);

#endif
