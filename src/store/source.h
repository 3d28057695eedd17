#ifndef STORE_SOURCE_H
#define STORE_SOURCE_H

#include "base/fact.h"
#include "store/draft.h"

/* Documents as received, their text, and what was found in it. */

typedef struct {
    str bytes; /* as received */
    str text;  /* what evidence offsets count in; valid UTF-8 */
    str form;  /* text, html, pdf */
    str address, publisher, title, published, language, note; /* may be empty; published is EDTF */
} new_source;

typedef struct {
    int64_t id;
    bool known;         /* the same bytes were there already: nothing was added */
    int64_t copy_of;    /* the first source of (nearly) the same text; 0: none */
    size_t draft_count; /* drafts queued now */
} source_added;

/* source_add - keeps the document and queues its facts as drafts. The same bytes again add nothing.
 * A document of nearly the same words as an earlier one is marked as its copy.
 * INVALID: bytes or text empty, text not UTF-8, `published` no EDTF, a span outside the text. */
code source_add(change *c, const new_source *what, const fact *facts, size_t fact_count,
                source_added *out, fault *f);

/* source_cite - the source of that key (an imported file's name for it), made where it is new:
 * address and title, no text. Fields that were empty are filled in. */
typedef struct {
    str key, address, publisher, published, title, note;
} cited_source;

code source_cite(change *c, const cited_source *what, int64_t *id, fault *f);

/* source_restore - such a source with its text, as an export has it: what evidence offsets count
 * in. A document of the same text is the one that is there, whatever the file calls it; one that an
 * export calls "source-7", for want of a key, keeps that number where it is free. *named: the
 * register knows it by that key. INVALID: not UTF-8, no text. */
code source_restore(change *c, const cited_source *what, str text, str language, int64_t *id,
                    bool *named, fault *f);

/* All evidence of a source, in order of the text: what the page highlights. */
typedef struct {
    size_t start, end;
    int64_t record_id; /* 0: of a draft that waits */
    int64_t draft_id;  /* 0: not from a draft */
    record family;
    size_t ordinal; /* 0: the best evidence of its fact */
} source_span;

typedef struct {
    source_ref ref;
    str form, language, note, received_at, text;
    int64_t byte_count;
    source_span *spans;
    size_t span_count;
    draft_row *drafts; /* in order of the text */
    size_t draft_count;
    record_row *records; /* that have evidence here, by id */
    size_t record_count;
    source_ref *copies; /* other documents of this text */
    size_t copy_count;
} source_page;

/* source_find - with its text, drafts and evidence. NOTFOUND. */
code source_find(arena *a, db *d, int64_t id, source_page *out, fault *f);

/* source_bytes - as received, for download. NOTFOUND: no such source, or only cited. */
code source_bytes(arena *a, db *d, int64_t id, str *bytes, str *form, fault *f);

typedef struct {
    source_ref ref;
    str form, received_at;
    int64_t waiting, accepted, rejected;
} source_row;

typedef struct {
    source_row *items;
    size_t count;
    str next;
} source_list;

/* source_browse - newest first; `waiting`: only those with drafts that wait. */
code source_browse(arena *a, db *d, bool waiting, str after, size_t limit, source_list *out,
                   fault *f);

#endif
