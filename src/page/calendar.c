#include "page/pages.h"
#include "page/promise.h"

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

static code put_month(view *v, day from, day until, int64_t who, fault *f) {
    static const records_look look = {.empty = {"No encounter is known of this month.", 36}};
    record_row *met;
    size_t n;
    promise_page due;
    followed_filter filter = FOLLOWED_ANY;
    filter.state = who;
    TRY(world_engagements(v->arena, v->db, who, from, until, v->request->today, &met, &n, f));
    TRY(promise_due(v->arena, v->db, &filter, from, until, v->request->today, S(""), 100, &due, f));
    MARK(v->out, "<section id=\"met\"><h2>Engagements</h2>\n");
    TRY(part_records(v, met, n, &look, f));
    MARK(v->out, "</section>\n<section id=\"due\"><h2>Due</h2>\n");
    if (!due.count) part_empty(v, S("Nothing that is still open is due in this month."));
    TRY(part_promise_list(v, due.items, due.count, f));
    MARK(v->out, "</section>\n");
    return OK;
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
