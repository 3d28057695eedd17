#ifndef PAGE_PROMISE_H
#define PAGE_PROMISE_H

#include "page/view.h"
#include "store/follow.h"
#include "store/follow_legal.h"

/* What pages show of promises: where each stands, and why. */

void part_verdict(view *v, const follow_verdict *verdict); /* the state; "no word of it" where so */
void part_reason(view *v, const follow_verdict *verdict);  /* the sentence, its records linked */

/* promise_verdicts - of each line of a list; null where the record is no promise. */
code promise_verdicts(view *v, const record_row *items, size_t count, const follow_verdict ***out,
                      fault *f);

code part_promise_list(view *v, const promise_row *items, size_t count, fault *f);
void part_legal_list(view *v, const legal_row *items, size_t count);

/* section_standing - on the page of a promise: its state today and the sentence. */
code section_standing(view *v, const record_row *row, fault *f);

/* section_announced - on the page of an encounter: what was announced there, and where each stands
 * today. */
code section_announced(view *v, int64_t engagement_id, fault *f);

/* section_legal - on the page of an instrument: what the law asks for. */
code section_legal(view *v, int64_t instrument_id, fault *f);

/* The filters that lists of promises share, from the parameters state, other, pair, owner, sector,
 * kind, year, is, silent, under and at. INVALID names the parameter; NOTFOUND: no such actor. */
code promise_filter(request *q, followed_filter *out, fault *f);
void put_promise_filters(view *v); /* as a form */

/* A list of choices in a form; `any` is the first, with the empty value. */
void put_select_start(view *v, const char *name, const char *label, const char *any);
void put_select_option(view *v, str value, str chosen);
void put_select_end(view *v);
void put_line_input(view *v, const char *name, const char *label, const char *type, str value,
                    bool required);

#endif
