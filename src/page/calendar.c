#include "page/pages.h"
#include "page/promise.h"
#include "page/report.h"

#include "store/world.h"

#include <stdio.h>

/* A month: who met or will meet, and what is due. */

static const char *const names[] = {"January",   "February", "March",    "April",
                                    "May",       "June",     "July",     "August",
                                    "September", "October",  "November", "December"};

static void put_month_link(view *v, int year, int month, str state) {
    buf *b = v->out;
    if (month < 1 || month > 12) {
        year += month < 1 ? -1 : 1;
        month = month < 1 ? 12 : 1;
    }
    if (year < 1 || year > 9999) return;
    buf_printf(b, "<a href=\"/calendar?month=%04d-%02d", year, month);
    if (state.n) {
        MARK(b, "&amp;state=");
        html_path(b, state);
    }
    MARK(b, "\">");
    buf_put_z(b, names[month - 1]);
    buf_printf(b, " %d</a> ", year);
}

static void put_controls(view *v, int year, int month, str state) {
    char text[24];
    snprintf(text, sizeof text, "%04d-%02d", year, month);
    MARK(v->out, "<p class=\"tabs\">");
    put_month_link(v, year, month - 1, state);
    put_month_link(v, year, month + 1, state);
    MARK(v->out, "</p>\n<form class=\"filters\" action=\"/calendar\">");
    put_line_input(v, "month", "Month", "month", str_of(text), true);
    put_line_input(v, "state", "State", "text", state, false);
    MARK(v->out, "<p><button>Show</button></p></form>\n");
}

/* What stands in the days of the grid. */
typedef struct {
    const record_row *row;
    const follow_verdict *due; /* null: an encounter */
    day first, last;
} entry_of_day;

enum { SPAN_MOST = 14 }; /* what may take longer has no day: it stands beside the grid */

static bool has_day(const entry_of_day *e) {
    return e->first != DAY_NONE && e->last != DAY_OPEN && e->last - e->first < SPAN_MOST;
}

static void put_entry(view *v, const entry_of_day *e) {
    buf *b = v->out;
    if (e->due)
        MARK(b, "<li class=\"is-due\"><span class=\"meta\">due</span> <a href=\"");
    else if (e->row->modality == MODALITY_PLANNED)
        MARK(b, "<li><span class=\"meta\">planned</span> <a href=\"");
    else
        MARK(b, "<li><a href=\"");
    html_text(b, record_address(v->arena, e->row->family, e->row->id, e->row->label));
    MARK(b, "\">");
    html_name(b, e->row->label);
    MARK(b, "</a></li>");
}

static void put_day(view *v, day d, const entry_of_day *all, size_t count) {
    enum { SHOWN_MOST = 5 };
    buf *b = v->out;
    char text[16];
    size_t n = 0;
    day_format(d, text);
    if (d == v->request->today)
        MARK(b, "<td aria-current=\"date\">");
    else
        MARK(b, "<td>");
    MARK(b, "<time datetime=\"");
    buf_put_z(b, text);
    MARK(b, "\">");
    html_int(b, day_civil(d).day);
    MARK(b, "</time>");
    for (size_t i = 0; i < count; i++) {
        if (!has_day(&all[i]) || d < all[i].first || d > all[i].last) continue;
        if (n++ == 0) MARK(b, "<ul>");
        if (n <= SHOWN_MOST) put_entry(v, &all[i]);
    }
    if (n > SHOWN_MOST) {
        MARK(b, "<li><a href=\"#met\">");
        html_int(b, (int64_t)(n - SHOWN_MOST));
        MARK(b, " more</a></li>");
    }
    if (n) MARK(b, "</ul>");
    MARK(b, "</td>");
}

static void put_loose(view *v, const entry_of_day *all, size_t count) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (has_day(&all[i])) continue;
        if (n++ == 0)
            MARK(v->out, "<p class=\"meta\">On no one day of it:</p><ul class=\"loose\">");
        put_entry(v, &all[i]);
    }
    if (n) MARK(v->out, "</ul>\n");
}

/* Weeks begin on Monday; day 0, 1 January 1970, was a Thursday. */
static void put_grid(view *v, day from, day until, const entry_of_day *all, size_t count) {
    static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
    buf *b = v->out;
    int before = (int)(((int64_t)from + 3) % 7 + 7) % 7;
    MARK(b,
         "<div class=\"month\"><table><caption class=\"unseen\">The month by days; the lists below "
         "hold the same</caption><thead><tr>");
    for (int i = 0; i < 7; i++) {
        MARK(b, "<th scope=\"col\">");
        buf_put_z(b, days[i]);
        MARK(b, "</th>");
    }
    MARK(b, "</tr></thead><tbody>\n");
    for (day d = from - before; d <= until; d += 7) {
        MARK(b, "<tr>");
        for (day x = d; x < d + 7; x++) {
            if (x < from || x > until)
                MARK(b, "<td></td>");
            else
                put_day(v, x, all, count);
        }
        MARK(b, "</tr>\n");
    }
    MARK(b, "</tbody></table>\n");
    put_loose(v, all, count);
    MARK(b, "</div>\n");
}

static code put_both(view *v, day from, day until, const record_row *met, size_t met_count,
                     const promise_page *due, fault *f) {
    size_t n = 0;
    entry_of_day *all = arena_array(v->arena, met_count + due->count + 1, sizeof *all);
    if (!all) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < met_count; i++)
        all[n++] = (entry_of_day){&met[i], NULL, met[i].first, met[i].last};
    for (size_t i = 0; i < due->count; i++) {
        edtf when;
        const promise_row *p = &due->items[i];
        if (edtf_parse(p->due, &when, NULL) != OK) continue;
        all[n++] = (entry_of_day){&p->row, &p->verdict, when.first, when.last};
    }
    put_grid(v, from, until, all, n);
    return OK;
}

/* The grid, and the same as lists with their sentences: all that a narrow screen shows. */
static code put_month(view *v, day from, day until, int64_t who, fault *f) {
    static const records_look look = {.empty = {"No encounter is known of this month.", 36}};
    record_row *met;
    size_t n;
    promise_page due;
    followed_filter filter = FOLLOWED_ANY;
    filter.state = who;
    TRY(world_engagements(v->arena, v->db, who, from, until, v->request->today, &met, &n, f));
    TRY(promise_due(v->arena, v->db, &filter, from, until, v->request->today, S(""), 100, &due, f));
    TRY(put_both(v, from, until, met, n, &due, f));
    MARK(v->out, "<section id=\"met\"><h2>Engagements</h2>\n");
    TRY(part_records(v, met, n, &look, f));
    MARK(v->out, "</section>\n<section id=\"due\"><h2>Due</h2>\n");
    if (!due.count) part_empty(v, S("Nothing that is still open is due in this month."));
    TRY(part_promise_list(v, due.items, due.count, f));
    MARK(v->out, "</section>\n");
    return section_reports_in(v, &filter, from, until, f);
}

code page_month(request *q, response *r, fault *f) {
    edtf when;
    actor_ref who = {0};
    str month = str_trim(request_value(q, "month")), state = str_trim(request_value(q, "state"));
    civil c = day_civil(q->today);
    if (month.n) {
        if (edtf_parse(month, &when, NULL) != OK || when.precision != EDTF_MONTH)
            return fault_set(f, INVALID, "month", "a month is wanted, such as 2025-04");
        c = day_civil(when.first);
    }
    if (state.n) TRY(actor_lookup(q->arena, q->worker, state, &who, f));
    day from = day_of(c.year, c.month, 1);
    day until = day_of(c.year, c.month, days_in_month(c.year, c.month));
    const page_head head = {.title = str_format(q->arena, "%s %d", names[c.month - 1], c.year),
                            .section = "/engagements"};
    view v = view_open(q, r, &head);
    put_controls(&v, c.year, c.month, state);
    TRY(put_month(&v, from, until, who.id, f));
    view_close(&v);
    return OK;
}
