#include "page/pages.h"
#include "page/pair.h"

#include "store/standing.h"

/* The brief of a pair: on paper, what one needs in the hand before a joint commission. */

static void put_line(view *v, const record_row *row, str date) {
    MARK(v->out, "<tr><td class=\"when\">");
    part_date(v, date.n ? date : record_when(row));
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

/* Why it stands as it does for the two: of what is pending, what is missing; of what has ended,
 * how. A convention's hundred others are no matter of a pair. */
static void put_why(view *v, const pair_page *p, const pair_standing *x) {
    const status_row *sides[] = {&x->a, &x->b};
    const actor_ref *names[] = {&p->a, &p->b};
    buf *b = v->out;
    if (x->between == BETWEEN_PENDING && x->missing.n) {
        MARK(b, "<br><span class=\"reason\">");
        html_name(b, x->missing);
        MARK(b, "</span>");
        return;
    }
    if (x->between == BETWEEN_ENDED && str_eq(x->own.status, S("ended")) && x->own.why.n) {
        MARK(b, "<br><span class=\"reason\">");
        html_name(b, x->own.why);
        MARK(b, "</span>");
        return;
    }
    for (int i = 0; i < 2; i++) {
        if (x->between == BETWEEN_IN_FORCE || !sides[i]->why.n) continue;
        MARK(b, "<br><span class=\"reason\">");
        html_name(b, names[i]->name);
        MARK(b, ": ");
        html_name(b, sides[i]->why);
        MARK(b, "</span>");
    }
}

static void put_instruments(view *v, const pair_page *p, const pair_standing *all, between which,
                            const char *heading) {
    size_t count = p->of[RECORD_INSTRUMENT].count, n = 0;
    for (size_t i = 0; i < count; i++) n += all[i].between == which;
    if (!n) return;
    table_start(v, heading, n, "Instrument");
    for (size_t i = 0; i < count; i++) {
        if (all[i].between != which) continue;
        put_line(v, all[i].row, S(""));
        put_why(v, p, &all[i]);
        MARK(v->out, "</td></tr>\n");
    }
    table_end(v);
}

/* In the groups that the page of the pair has. Of more than the list holds, the newest. */
static void put_standings(view *v, const pair_page *p, const pair_standing *all) {
    const record_page *page = &p->of[RECORD_INSTRUMENT];
    put_instruments(v, p, all, BETWEEN_PENDING, "Pending, and what is missing");
    put_instruments(v, p, all, BETWEEN_IN_FORCE, "In force");
    put_instruments(v, p, all, BETWEEN_UNKNOWN, "Signed or announced, status not known");
    put_instruments(v, p, all, BETWEEN_ENDED, "Ended or suspended");
    if (!page->next.n) return;
    MARK(v->out, "<p class=\"meta\">Of the instruments the newest ");
    html_int(v->out, (int64_t)page->count);
    MARK(v->out, "; <a href=\"/instruments?state=");
    html_path(v->out, p->a.code);
    MARK(v->out, "&amp;other=");
    html_path(v->out, p->b.code);
    MARK(v->out, "\">all of them</a>.</p>\n");
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
    pair_standing *all;
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
    size_t total = 0;
    for (record k = 0; k < RECORD_COUNT; k++) total += p.of[k].count;
    if (!total) part_teach(&v, S("The register holds nothing between the two yet."));
    TRY(put_promises(&v, &p.late, "Late", f));
    TRY(put_promises(&v, &p.soon, "Due within 90 days", f));
    TRY(put_promises(&v, &p.open, "Due later", f));
    put_family(&v, &p.of[RECORD_ENGAGEMENT], MODALITY_PLANNED, "Meetings ahead", "Engagement", 20);
    put_family(&v, &p.of[RECORD_ENGAGEMENT], MODALITY_DONE, "Last meetings", "Engagement", 10);
    TRY(pair_standings(&v, &p, q->today, &all, f));
    put_standings(&v, &p, all);
    put_family(&v, &p.of[RECORD_POSITION], MODALITY_DONE, "Positions taken", "Position", 10);
    TRY(section_sectors(&v, &p, all, f));
    view_close(&v);
    return OK;
}
