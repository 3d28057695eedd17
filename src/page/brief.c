#include "page/pages.h"
#include "page/pair.h"

#include "store/instrument.h"

/* The brief of a pair: on paper, what one needs in the hand before a joint commission. */

static void put_line(view *v, const record_row *row, str date) {
    MARK(v->out, "<tr><td class=\"when\">");
    part_date(v, date.n ? date : row->date);
    MARK(v->out, "</td><td>");
    part_record_link(v, row);
    MARK(v->out, " <span class=\"meta\">");
    part_kind(v, row);
    part_sectors(v, row->sectors);
    MARK(v->out, "</span>");
}

static void table_start(view *v, const char *heading, size_t count, const char *second) {
    buf *b = v->out;
    MARK(b, "<section><h2>");
    buf_put_z(b, heading);
    MARK(b, " <span class=\"number\">");
    html_int(b, (int64_t)count);
    MARK(b, "</span></h2>\n<table class=\"brief\"><thead><tr><th scope=\"col\">Date</th>"
            "<th scope=\"col\">");
    buf_put_z(b, second);
    MARK(b, "</th></tr></thead><tbody>\n");
}

static void table_end(view *v) {
    MARK(v->out, "</tbody></table></section>\n");
}

/* Why an instrument stands as it does, by itself and for the two: of one that is pending, what is
 * missing. A convention's hundred others are no matter of a pair. */
static code put_why(view *v, const pair_page *p, int64_t id, fault *f) {
    instrument x;
    TRY(instrument_find(v->arena, v->db, id, v->request->today, &x, f));
    for (size_t i = 0; i < x.status_count; i++) {
        const status_row *s = &x.statuses[i];
        bool now = s->from <= v->request->today && s->to > v->request->today;
        bool ours = !s->party.id || s->party.id == p->a.id || s->party.id == p->b.id;
        if (!now || !ours || !s->why.n) continue;
        MARK(v->out, "<br><span class=\"reason\">");
        if (s->party.id) {
            html_text(v->out, s->party.name);
            MARK(v->out, ": ");
        }
        html_text(v->out, s->why);
        MARK(v->out, "</span>");
    }
    return OK;
}

static code put_instruments(view *v, const pair_page *p, stands which, const char *heading,
                            fault *f) {
    const record_page *page = &p->of[RECORD_INSTRUMENT];
    record_row *rows = arena_array(v->arena, page->count + 1, sizeof *rows);
    if (!rows) return fault_set(f, NOMEM, NULL, "not enough memory");
    size_t n = part_stands(page, which, rows);
    if (!n) return OK;
    table_start(v, heading, n, "Instrument");
    for (size_t i = 0; i < n; i++) {
        put_line(v, &rows[i], S(""));
        if (which == STANDS_PENDING) TRY(put_why(v, p, rows[i].id, f));
        MARK(v->out, "</td></tr>\n");
    }
    table_end(v);
    return OK;
}

static code put_promises(view *v, const due_page *due, const char *heading, fault *f) {
    int64_t *ids = arena_array(v->arena, due->count + 1, sizeof *ids);
    promise_row *rows;
    size_t n;
    if (!due->count) return OK;
    if (!ids) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < due->count; i++) ids[i] = due->items[i].row.id;
    TRY(promise_rows(v->arena, v->db, ids, due->count, v->request->today, &rows, &n, f));
    table_start(v, heading, n, "Promise");
    for (size_t i = 0; i < n; i++) {
        put_line(v, &rows[i].row, rows[i].due);
        MARK(v->out, "<br>");
        part_verdict(v, &rows[i].verdict);
        MARK(v->out, " <span class=\"reason\">");
        part_reason(v, &rows[i].verdict);
        MARK(v->out, "</span></td></tr>\n");
    }
    table_end(v);
    return OK;
}

/* What was planned for a day that has passed lies not ahead any more. */
static bool fits(const view *v, const record_row *row, modality want) {
    if (row->modality != want) return false;
    return want != MODALITY_PLANNED || row->first == DAY_NONE || row->last >= v->request->today;
}

static void put_family(view *v, const record_page *page, modality want, const char *heading,
                       const char *second, size_t most) {
    size_t n = 0;
    for (size_t i = 0; i < page->count; i++) n += fits(v, &page->items[i], want);
    if (n > most) n = most;
    if (!n) return;
    table_start(v, heading, n, second);
    for (size_t i = 0, shown = 0; i < page->count && shown < n; i++) {
        if (!fits(v, &page->items[i], want)) continue;
        put_line(v, &page->items[i], S(""));
        MARK(v->out, "</td></tr>\n");
        shown++;
    }
    table_end(v);
}

code page_brief(request *q, response *r, fault *f) {
    pair_page p;
    TRY(pair_find(q->arena, q->worker, request_path_value(q, 0), request_path_value(q, 1), q->today,
                  &p, f));
    str title = str_format(q->arena, STR_FMT " and " STR_FMT ": brief", STR_ARG(p.a.name),
                           STR_ARG(p.b.name));
    const page_head head = {.title = title, .section = "/states"};
    view v = view_open(q, r, &head);
    MARK(v.out, "<p class=\"meta\">As of ");
    part_day(&v, q->today);
    MARK(v.out, ". Every line leads to its record and its sentence: <a href=\"/pair/");
    html_path(v.out, p.a.code);
    MARK(v.out, "/");
    html_path(v.out, p.b.code);
    MARK(v.out, "\">the whole pair</a>.</p>\n");
    TRY(put_promises(&v, &p.late, "Late", f));
    TRY(put_promises(&v, &p.soon, "Due within 90 days", f));
    TRY(put_promises(&v, &p.open, "Due later", f));
    put_family(&v, &p.of[RECORD_ENGAGEMENT], MODALITY_PLANNED, "Meetings ahead", "Engagement", 20);
    put_family(&v, &p.of[RECORD_ENGAGEMENT], MODALITY_DONE, "Last meetings", "Engagement", 10);
    TRY(put_instruments(&v, &p, STANDS_PENDING, "Pending, and what is missing", f));
    TRY(put_instruments(&v, &p, STANDS_IN_FORCE, "In force", f));
    TRY(put_instruments(&v, &p, STANDS_UNKNOWN, "Signed or announced, status not known", f));
    TRY(put_instruments(&v, &p, STANDS_ENDED, "Ended or suspended", f));
    put_family(&v, &p.of[RECORD_POSITION], MODALITY_DONE, "Positions taken", "Position", 10);
    TRY(section_sectors(&v, &p, f));
    view_close(&v);
    return OK;
}
