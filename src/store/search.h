#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "base/fact.h"
#include "store/record.h"

/* Full text over names, titles, contents, evidence and source texts; stems, accents folded. */

typedef enum { HIT_ACTOR, HIT_RECORD, HIT_SOURCE } hit_type;

/* A snippet: text with the matching words marked. */
typedef struct {
    str text;
    span *marks; /* byte offsets into text */
    size_t mark_count;
} snippet;

typedef struct {
    hit_type type;
    int64_t id;
    actor_ref actor;   /* HIT_ACTOR */
    record_row record; /* HIT_RECORD */
    source_ref source; /* HIT_SOURCE */
    snippet title, body;
} hit;

typedef struct {
    hit *items;
    size_t count;
    str next;    /* empty: that was all */
    bool newest; /* newest first: while typing, of more than can be put in order at once */
} hit_page;

/* search - best first; while `typing`, of thousands the newest: to rank them takes longer than the
 * next key. `words`: all of them must occur, the last as a prefix where `typing`
 * (from three letters on: a shorter one does not count yet); "quoted words" are a phrase; -word
 * must not occur. `family`: "" for all, else "actor", "source" or a record's name. INVALID: nothing
 * to search for, or `after` is no key. */
code search(arena *a, db *d, str words, str family, bool typing, day on, str after, size_t limit,
            hit_page *out, fault *f);

#endif
