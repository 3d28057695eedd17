#ifndef PAGE_VIEW_H
#define PAGE_VIEW_H

#include "http/site.h"
#include "page/html.h"
#include "store/commitment.h"
#include "store/entry.h"
#include "store/pool.h"

/* One page while it is written: where it goes, what was asked, and the frame around it. */

typedef struct {
    buf *out;
    arena *arena;
    request *request;
    db *db; /* inside one read transaction; null for pages that need none */
} view;

/* A page is written between view_open and view_close. `title` names it in <title> and, where
 * `heading`, in an <h1>; `section` is the path of the entry of the main menu it belongs to, or "".
 * `wide`: the page uses the whole width (the source beside its drafts). */
typedef struct {
    str title;
    const char *section;
    bool no_heading, wide;
    bool no_search;     /* the page has a search box of its own */
    const char *script; /* "review.js": loaded with this page; null: none */
} page_head;

view view_open(request *q, response *r, const page_head *head);
void view_close(view *v);

/* asset_address - "/asset/TAG/style.css" of the embedded file web/style.css, written into `b`. */
void asset_address(buf *b, const request *q, const char *name);

/* form_open - a POST form to `action` (a path, not escaped), with the token. `upload`: it
 * carries files. The caller writes fields and MARK(v->out, "</form>"). */
void form_open(view *v, str action, bool upload);

/* form_button - a form that is one button. `about` is added for those who hear it without seeing
 * what stands beside it. */
void form_button(view *v, str action, str label, str about);

/* Parts. */
void part_date(view *v,
               str date); /* EDTF as people read it, its precision kept; "" writes nothing */
void part_day(view *v, day d);
void part_instant(view *v, str at); /* "2024-11-26T09:30:00Z" */
void part_actor(view *v, const actor_ref *a);
void part_parties(view *v, const record_row *row);
void part_record_link(view *v, const record_row *row);
void part_status(view *v, str status);
void part_sectors(view *v, sector_set set);
void part_count_kind(view *v, record family, kind k, int64_t count);
void part_kind(view *v, const record_row *row); /* "memorandum, signed" */
void part_quote(view *v, const evidence_row *e);
void part_source_link(view *v, const source_ref *s);
void part_entry(view *v, const entry_row *e); /* an <li> of the log */
void part_empty(view *v, str text);
void part_teach(view *v, str text); /* the same, and how to fill it: by a document */
void part_flash(view *v);           /* what the change before this page did: the parameter `done` */

/* part_query - "?name=value&amp;...": this page's query with `name` set to `value` (empty: without
 * it), for an href. Where a list goes on and what was just done are left out. */
void part_query(view *v, const char *name, str value);

/* part_kept - hidden fields of a form that asks for this page again: its query but for `name`. */
void part_kept(view *v, const char *name);

/* part_pager - a link to the next page of a list: this address with `after` replaced. */
void part_pager(view *v, str next);

/* part_sentence - one line: the words that say it, leading to their place in the source. */
void part_sentence(view *v, const evidence_row *e);

/* part_quotes - the best sentence of each record of a list, for part_sentence; id 0: none. */
code part_quotes(view *v, const record_row *items, size_t count, evidence_row **out, fault *f);
code part_due_list(view *v, const due_row *items, size_t count, fault *f);
void part_field(view *v, str name, str value); /* one line of a <dl>; nothing where it is empty */

/* part_records - a list of records, each with its sentence; where there are none, `empty`. */
typedef struct {
    bool family; /* several families: each line names its own */
    str empty;
} records_look;
code part_records(view *v, const record_row *items, size_t count, const records_look *look,
                  fault *f);

/* A word of the program as people read it: "in_force" to "in force". Borrowed or in the arena. */
str words_of(arena *a, str word);
str record_address(arena *a, record family, int64_t id, str label); /* "/instrument/7-a-title" */
str actor_address(arena *a, const actor_ref *who);

#endif
