#ifndef PAGE_REVIEW_H
#define PAGE_REVIEW_H

#include "page/view.h"
#include "store/source.h"

/* review_drafts - the drafts of a source with the buttons to decide on each and on all. `edited`:
 * the draft that is being corrected has its form in its place; 0: none. */
code review_drafts(view *v, const source_page *s, int64_t edited, fault *f);

/* draft_form - the fields of a draft that waits, to be corrected. */
void draft_form(view *v, const draft_row *d);

/* review_missed - the form for a fact that reading missed, by words of the text. */
void review_missed(view *v, int64_t source_id);

/* put_kind_options - the kinds by family, as choices of a <select>. */
void put_kind_options(view *v, kind chosen);

/* part_sources - a list of sources with how many of their drafts wait. */
void part_sources(view *v, const source_row *items, size_t count);

/* fact_fields - what is corrected of a draft, and of a record: title, kind, act, done or planned,
 * states, parties, date, number, sectors. */
void fact_fields(view *v, const fact *x);

/* fact_form_patch - these fields of a form, and place where it has one, as the JSON that draft_edit
 * and record_edit take; names of states become their codes in `d`. `was`: what stood in the form
 * (null: not known); its states and parties are passed over where they were left alone. INVALID: a
 * value that is none of the words; the place names the field. */
code fact_form_patch(request *q, db *d, const fact *was, str *out, fault *f);

#endif
