#include "page/pages.h"
#include "page/promise.h"
#include "page/roadmap.h"
#include "page/sections.h"
#include "page/standing.h"

#include "store/instrument.h"
#include "store/link.h"

static void put_particulars(view *v, const instrument *i) {
    buf *b = v->out;
    MARK(b, "<dl class=\"facts\">\n");
    part_field(v, S("Binding"), str_eq(i->binding, S("unknown")) ? S("") : i->binding);
    if (i->depositary.id) {
        MARK(b, "<div><dt>Depositary</dt><dd>");
        part_actor(v, &i->depositary);
        MARK(b, "</dd></div>\n");
    }
    if (i->adopted.n) {
        MARK(b, "<div><dt>Adopted</dt><dd>");
        part_date(v, i->adopted);
        MARK(b, "</dd></div>\n");
    }
    if (i->period.n) {
        MARK(b, "<div><dt>Period</dt><dd>");
        part_date(v, i->period);
        MARK(b, "</dd></div>\n");
    }
    part_field(v, S("Languages"), i->languages);
    part_field(v, S("Registration"), i->registration);
    if (str_starts(i->address, S("http://")) || str_starts(i->address, S("https://"))) {
        MARK(b, "<div><dt>Text</dt><dd><a rel=\"noreferrer\" href=\"");
        html_text(b, i->address);
        MARK(b, "\">");
        html_text(b, i->address);
        MARK(b, "</a></dd></div>\n");
    }
    MARK(b, "</dl>\n");
    if (i->terms.n) {
        MARK(b, "<details><summary>Final clauses, as the law engine reads them</summary><pre>");
        html_text(b, i->terms);
        MARK(b, "</pre></details>\n");
    }
    MARK(b, "<p class=\"meta\"><a href=\"/instrument/");
    html_int(b, i->row.id);
    MARK(b, "/terms\">");
    if (i->terms.n)
        MARK(b, "Edit its final clauses");
    else
        MARK(b, "Record its final clauses, or read them from its text");
    MARK(b, "</a></p>\n");
}

static void put_map_link(view *v, int64_t id) {
    MARK(v->out, "<p class=\"meta\"><a href=\"/instrument/");
    html_int(v->out, id);
    MARK(v->out, "/map\">Its parties on the map</a></p>\n");
}

code page_instrument(request *q, response *r, fault *f) {
    int64_t id;
    day on;
    instrument i;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(request_day(q, "on", q->today, &on, f));
    TRY(instrument_find(q->arena, q->worker, id, on, &i, f));
    if (record_moved(q, r, &i.row)) return OK;
    const page_head head = {.title = i.row.label, .section = "/instruments"};
    view v = view_open(q, r, &head);
    if (i.row.withdrawn)
        MARK(v.out, "<p class=\"flash\">This record was withdrawn. Lists do not show it; its page "
                    "stays, with its history.</p>\n");
    TRY(standing_own(&v, &i, on, f));
    standing_day(&v, on);
    TRY(section_standing(&v, &i.row, f));
    section_facts(&v, &i.row);
    put_particulars(&v, &i);
    TRY(standing_parties(&v, &i, on, f));
    TRY(section_legal(&v, id, f));
    TRY(standing_timeline(&v, &i, f));
    standing_intervals(&v, &i);
    TRY(section_evidence(&v, id, f));
    TRY(section_claims(&v, id, f));
    TRY(acts_section(&v, &i, false, f));
    TRY(section_roadmap(&v, id, i.row.kind == KIND_ROADMAP || i.row.kind == KIND_PROGRAMME, f));
    TRY(section_links(&v, id, on, f));
    TRY(section_history(&v, id, f));
    put_map_link(&v, id);
    section_cite(&v, &i.row);
    view_close(&v);
    return OK;
}
