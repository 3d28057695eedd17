#include "page/sections.h"

/* How to cite a page, and what it holds as data. */

static void put_citation(view *v, str title, int64_t record_id, str address) {
    buf *b = v->out;
    MARK(b, "<section id=\"cite\"><h2>Cite and download</h2>\n<p class=\"cite\">\xE2\x80\x9C");
    html_name(b, title);
    MARK(b, "\xE2\x80\x9D, depositary, ");
    if (record_id) {
        MARK(b, "record ");
        html_int(b, record_id);
        MARK(b, ", ");
    }
    MARK(b, "<code>");
    html_text(b, address);
    MARK(b, "</code>, as of ");
    part_day(v, v->request->today);
    MARK(b, ".</p>\n");
}

void section_cite(view *v, const record_row *row) {
    buf *b = v->out;
    put_citation(v, row->label, row->id,
                 record_address(v->arena, row->family, row->id, row->label));
    MARK(b, "<p class=\"meta\">This address stays: the number finds the record even when its title "
            "changes. As data: <a href=\"/record/");
    html_int(b, row->id);
    MARK(b, "/csv\">CSV</a>, <a href=\"/api/record/");
    html_int(b, row->id);
    MARK(b, "\">JSON</a>");
    if (row->family == RECORD_INSTRUMENT) {
        MARK(b, "; its parties: <a href=\"/instrument/");
        html_int(b, row->id);
        MARK(b, "/parties.csv");
        str on = request_value(v->request, "on");
        if (on.n) MARK(b, "?on=");
        html_path(b, on);
        MARK(b, "\">CSV</a>, <a href=\"/api/instrument/");
        html_int(b, row->id);
        MARK(b, "/status\">JSON</a>");
    }
    MARK(b, "</p></section>\n");
}

void section_cite_state(view *v, str title, str address, str state, str other) {
    static const char *const families[] = {"instruments", "engagements", "commitments"};
    buf *b = v->out;
    put_citation(v, title, 0, address);
    MARK(b, "<p class=\"meta\">As data: ");
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        if (i) MARK(b, ", ");
        MARK(b, "<a href=\"/");
        buf_put_z(b, families[i]);
        MARK(b, "?state=");
        html_path(b, state);
        if (other.n) MARK(b, "&amp;other=");
        html_path(b, other);
        MARK(b, "&amp;format=csv\">");
        buf_put_z(b, families[i]);
        MARK(b, "</a>");
    }
    MARK(b, " as CSV; <a href=\"/api/records?state=");
    html_path(b, state);
    if (other.n) MARK(b, "&amp;other=");
    html_path(b, other);
    MARK(b, "\">all records as JSON</a></p></section>\n");
}

void section_cite_body(view *v, const actor_ref *body) {
    buf *b = v->out;
    str address = actor_address(v->arena, body);
    put_citation(v, body->name, 0, address);
    MARK(b, "<p class=\"meta\">This address stays: the number finds it even when its name changes. "
            "As data: <a href=\"/body/");
    html_int(b, body->id);
    MARK(b, "/csv\">its records as CSV</a>, <a href=\"/api/body/");
    html_int(b, body->id);
    MARK(b, "\">JSON</a></p></section>\n");
}

void section_cite_source(view *v, const source_ref *s, str title) {
    buf *b = v->out;
    put_citation(v, title, 0, str_format(v->arena, "/source/%lld", (long long)s->id));
    MARK(b, "<p class=\"meta\">As data: <a href=\"/api/source/");
    html_int(b, s->id);
    MARK(b, "\">JSON</a></p></section>\n");
}
