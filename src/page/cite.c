#include "page/sections.h"

/* How to cite a record, and the same record as data. */

void section_cite(view *v, const record_row *row) {
    buf *b = v->out;
    MARK(b, "<section id=\"cite\"><h2>Cite and download</h2>\n<p class=\"cite\">\xE2\x80\x9C<bdi>");
    html_text(b, row->label);
    MARK(b, "</bdi>\xE2\x80\x9D, depositary, record ");
    html_int(b, row->id);
    MARK(b, ", <code>");
    html_text(b, record_address(v->arena, row->family, row->id, row->label));
    MARK(b, "</code>, as of ");
    part_day(v, v->request->today);
    MARK(b,
         ".</p>\n<p class=\"meta\">This address stays: the number finds the record even when its "
         "title changes. As data: <a href=\"/api/record/");
    html_int(b, row->id);
    MARK(b, "\">JSON</a></p></section>\n");
}
