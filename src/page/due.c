#include "page/view.h"

/* Promises by the day they are due. */

static void put_span(buf *b, int64_t n, const char *unit) {
    html_int(b, n);
    buf_put_z(b, unit);
    if (n != 1) MARK(b, "s");
}

void part_due_state(view *v, const due_row *d) {
    buf *b = v->out;
    if (d->score.n) {
        MARK(b, " <span class=\"score\">");
        html_text(b, words_of(v->arena, d->score));
        MARK(b, "</span>");
    }
    bool late = !d->closed && d->due_last != DAY_NONE && d->due_last != DAY_OPEN &&
                d->due_last < v->request->today;
    if (!late) return;
    int64_t days = (int64_t)v->request->today - d->due_last;
    MARK(b, " <span class=\"late\">late by ");
    if (days < 60) put_span(b, days, " day");
    if (days >= 60 && days < 730) put_span(b, days / 30, " month");
    if (days >= 730) put_span(b, days * 100 / 36525, " year");
    MARK(b, "</span>");
}

code part_due_list(view *v, const due_row *items, size_t count, fault *f) {
    buf *b = v->out;
    if (!count) return OK;
    MARK(b, "<ol class=\"records\">\n");
    for (size_t i = 0; i < count; i++) {
        const due_row *d = &items[i];
        MARK(b, "<li><span class=\"when\">");
        if (d->due.n)
            part_date(v, d->due);
        else
            html_text(b, d->due_words);
        MARK(b, "</span><div class=\"about\">");
        part_record_link(v, &d->row);
        part_due_state(v, d);
        MARK(b, "<p class=\"meta\">");
        part_parties(v, &d->row);
        part_sectors(v, d->row.sectors);
        MARK(b, "</p>");
        TRY(part_best_sentence(v, d->row.id, f));
        MARK(b, "</div></li>\n");
    }
    MARK(b, "</ol>\n");
    return OK;
}
