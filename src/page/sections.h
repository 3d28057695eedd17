#ifndef PAGE_SECTIONS_H
#define PAGE_SECTIONS_H

#include "page/view.h"

/* The sections that every record's page has, whatever its family. */

/* section_facts - the <dl> of what all families share. */
void section_facts(view *v, const record_row *row);

/* section_evidence - every sentence that says it, by source. */
code section_evidence(view *v, int64_t id, fault *f);

/* section_claims - the fields that sources give differently, side by side; nothing where they
 * agree. */
code section_claims(view *v, int64_t id, fault *f);

/* section_links - records that belong to this one, by kind of link. */
code section_links(view *v, int64_t id, day on, fault *f);

/* section_due - what is late and what is due soon; nothing where there is neither. */
code section_due(view *v, const due_page *late, const due_page *soon, fault *f);

/* section_cite - its stable address, and the record as data. */
void section_cite(view *v, const record_row *row);

/* The same of what is no record: a state or (where `other` is not empty) a pair, by codes; a body
 * without a code; and a source. */
void section_cite_state(view *v, str title, str address, str state, str other);
void section_cite_body(view *v, const actor_ref *body);
void section_cite_source(view *v, const source_ref *s, str title);

/* section_history - what was done to it, from the log. */
code section_history(view *v, int64_t id, fault *f);

/* The page of a record: its frame, what all have below, and the record that the address asks for
 * (NOTFOUND: of another family). */
view open_record(request *q, response *r, const record_row *row);
code close_record(view *v, const record_row *row, day on, fault *f);
code wanted_record(request *q, record family, record_row *row, fault *f);

/* record_id_of - the number that "123-short-title" starts with. NOTFOUND. */
code record_id_of(str key, int64_t *out, fault *f);

/* record_moved - whether the page was asked for under another address than the record's own: then
 * *r is a redirect there, with the query kept. */
bool record_moved(request *q, response *r, const record_row *row);

#endif
