/* The due page: promises by the day they are due or by where they stand, and what the law asks. */
#include "base/word_take.h"
#include "page/pages.h"
#include "page/promise.h"
#include "page/report.h"

enum { LEGAL_SHOWN = 25 }; /* each means asking the law engine */

void put_select_start(view *v, const char *name, const char *label, const char *any) {
    buf *b = v->out;
    MARK(b, "<p><label for=\"");
    buf_put_z(b, name);
    MARK(b, "\">");
    buf_put_z(b, label);
    MARK(b, "</label><select id=\"");
    buf_put_z(b, name);
    MARK(b, "\" name=\"");
    buf_put_z(b, name);
    MARK(b, "\"><option value=\"\">");
    buf_put_z(b, any);
    MARK(b, "</option>");
}

void put_select_option(view *v, str value, str chosen) {
    buf *b = v->out;
    MARK(b, "<option value=\"");
    html_text(b, value);
    MARK(b, "\"");
    if (str_eq(value, chosen)) MARK(b, " selected");
    MARK(b, ">");
    html_text(b, words_of(v->arena, value));
    MARK(b, "</option>");
}

void put_select_end(view *v) {
    MARK(v->out, "</select></p>");
}

void put_line_input(view *v, const char *name, const char *label, const char *type, str value,
                    bool required) {
    buf *b = v->out;
    MARK(b, "<p><label for=\"");
    buf_put_z(b, name);
    MARK(b, "\">");
    buf_put_z(b, label);
    MARK(b, "</label><input dir=\"auto\" id=\"");
    buf_put_z(b, name);
    MARK(b, "\" name=\"");
    buf_put_z(b, name);
    MARK(b, "\" type=\"");
    buf_put_z(b, type);
    MARK(b, "\"");
    html_attribute(b, "value", value);
    if (required) MARK(b, " required");
    MARK(b, "></p>");
}

static code actor_parameter(request *q, str word, int64_t *out, fault *f) {
    actor_ref who;
    if (!word.n) return OK;
    TRY(actor_lookup(q->arena, q->worker, word, &who, f));
    *out = who.id;
    return OK;
}

/* "BLR,PAK": a pair in one value, as feeds have it. */
static code pair_parameter(request *q, followed_filter *w, fault *f) {
    str pair = str_trim(request_value(q, "pair")), first;
    if (!pair.n) return OK;
    size_t comma = str_find(pair, S(","), 0);
    if (comma == SIZE_MAX)
        return fault_set(f, INVALID, "pair", "two codes with a comma between, such as BLR,PAK");
    first = str_slice(pair, 0, comma);
    TRY(actor_parameter(q, str_trim(first), &w->state, f));
    return actor_parameter(q, str_trim(str_slice(pair, comma + 1, pair.n)), &w->other, f);
}

code promise_filter(request *q, followed_filter *out, fault *f) {
    followed_filter w = FOLLOWED_ANY;
    int64_t year;
    str word;
    TRY(actor_parameter(q, str_trim(request_value(q, "state")), &w.state, f));
    TRY(actor_parameter(q, str_trim(request_value(q, "other")), &w.other, f));
    TRY(actor_parameter(q, str_trim(request_value(q, "owner")), &w.owner, f));
    TRY(pair_parameter(q, &w, f));
    if ((word = request_value(q, "sector")).n) TRY(sector_take("sector", word, &w.sector, f));
    if ((word = request_value(q, "kind")).n)
        TRY(kind_take("kind", word, RECORD_COMMITMENT, &w.kind, f));
    if ((word = request_value(q, "is")).n && !follow_group_of(word, &w.statuses))
        return fault_set(f, INVALID, "is",
                         "must be open, due_soon, due, late, under_way, done, done_late, partly, "
                         "dropped, superseded, unknown; or kept, pending, over");
    if ((word = request_value(q, "silent")).n) w.silent = !str_eq(word, S("0"));
    TRY(request_int(q, "year", 0, &year, f));
    if (year < 0 || year > 9999) return fault_set(f, INVALID, "year", "a year has four digits");
    w.year = (int)year;
    TRY(request_int(q, "under", 0, &w.parent, f));
    TRY(request_int(q, "at", 0, &w.outcome_of, f));
    *out = w;
    return OK;
}

void put_promise_filters(view *v) {
    const request *q = v->request;
    buf *b = v->out;
    MARK(b, "<form class=\"filters\" aria-label=\"Filters\">");
    put_line_input(v, "state", "State", "text", request_value(q, "state"), false);
    put_line_input(v, "other", "and", "text", request_value(q, "other"), false);
    put_line_input(v, "owner", "Owner", "text", request_value(q, "owner"), false);
    put_select_start(v, "sector", "Sector", "any");
    for (sector s = 0; s < SECTOR_COUNT; s++)
        put_select_option(v, str_of(sector_name(s)), request_value(q, "sector"));
    put_select_end(v);
    put_select_start(v, "is", "Stands", "open, by day");
    for (follow_status s = 0; s < FOLLOW_STATE_COUNT; s++)
        put_select_option(v, str_of(follow_status_name(s)), request_value(q, "is"));
    put_select_end(v);
    MARK(b, "<p><button>Show</button></p></form>\n");
}

static void put_tabs(view *v, bool late) {
    static const char *const tabs[][2] = {
        {"/commitments", "All"}, {"/due", "Due"}, {"/due?show=late", "Late"}};
    buf *b = v->out;
    MARK(b, "<p class=\"tabs\">");
    for (size_t i = 0; i < 3; i++) {
        bool here = i == (late ? 2u : 1u);
        if (here) {
            MARK(b, "<strong>");
            buf_put_z(b, tabs[i][1]);
            MARK(b, "</strong> ");
            continue;
        }
        MARK(b, "<a href=\"");
        buf_put_z(b, tabs[i][0]);
        MARK(b, "\">");
        buf_put_z(b, tabs[i][1]);
        MARK(b, "</a> ");
    }
    MARK(b, "<a href=\"/scorecard\">Scorecard</a> <a href=\"/proposals\">Proposals</a></p>\n");
}

static code put_law(view *v, const followed_filter *w, bool late, day until, fault *f) {
    const request *q = v->request;
    const legal_filter filter = {.state = w->state,
                                 .other = w->other,
                                 .sector = w->sector,
                                 .late = late,
                                 .until = until == DAY_OPEN ? q->today + 365 : until};
    legal_row *rows;
    size_t n;
    if (w->owner || w->statuses || request_value(q, "after").n) return OK;
    TRY(legal_browse(v->arena, v->db, &filter, q->today, LEGAL_SHOWN, &rows, &n, f));
    if (!n) return OK;
    MARK(v->out, "<section id=\"law\"><h2>Under the law</h2>\n<p class=\"meta\">What signatures, "
                 "notifications and terms ask for by themselves.</p>\n");
    part_legal_list(v, rows, n);
    size_t past = 0;
    for (size_t i = 0; i < n; i++) past += rows[i].overdue;
    if (past == LEGAL_SHOWN || n - past == LEGAL_SHOWN)
        MARK(v->out, "<p class=\"meta\">There is more: choose a state, a pair or a sector.</p>\n");
    MARK(v->out, "</section>\n");
    return OK;
}

static code page_find(request *q, const followed_filter *w, bool late, day until, promise_page *out,
                      fault *f) {
    str after = request_value(q, "after");
    bool by_state = w->statuses || w->silent >= 0 || w->year || w->parent || w->outcome_of ||
                    str_eq(request_value(q, "show"), S("all"));
    if (by_state) return promise_browse(q->arena, q->worker, w, q->today, after, 50, out, f);
    return promise_due(q->arena, q->worker, w, late ? DAY_NONE : q->today,
                       late ? q->today - 1 : until, q->today, after, 50, out, f);
}

static str title_of(request *q, const followed_filter *w, bool late) {
    if (!w->statuses)
        return late                                         ? S("Late")
               : str_eq(request_value(q, "show"), S("all")) ? S("Promises")
                                                            : S("Due");
    str word = words_of(q->arena, request_value(q, "is"));
    return str_format(q->arena, "Promises: " STR_FMT, STR_ARG(word));
}

/* The same choice as a calendar. */
static void put_calendar(view *v) {
    static const char *const kept[] = {"state", "other", "pair", "owner", "sector", "kind"};
    buf *b = v->out;
    const char *between = "?";
    MARK(b, "<p class=\"meta\"><a href=\"/calendar.ics");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        str value = request_value(v->request, kept[i]);
        if (!value.n) continue;
        html_text(b, str_of(between));
        buf_put_z(b, kept[i]);
        MARK(b, "=");
        html_path(b, value);
        between = "&";
    }
    MARK(b, "\">These days as a calendar</a>; <a href=\"/changes.atom\">changes as a feed</a></p>"
            "\n");
}

code page_due(request *q, response *r, fault *f) {
    followed_filter w;
    promise_page page;
    day until;
    bool late = str_eq(request_value(q, "show"), S("late"));
    TRY(promise_filter(q, &w, f));
    TRY(request_day(q, "until", DAY_OPEN, &until, f));
    TRY(page_find(q, &w, late, until, &page, f));
    const page_head head = {.title = title_of(q, &w, late), .section = "/commitments"};
    view v = view_open(q, r, &head);
    put_tabs(&v, late);
    put_promise_filters(&v);
    if (page.total) {
        MARK(v.out, "<p class=\"meta\">");
        html_int(v.out, (int64_t)page.total);
        MARK(v.out, " in all</p>\n");
    }
    if (!page.count)
        part_empty(&v,
                   late ? S("Nothing is late. A promise whose last possible day has passed without "
                            "word that it was kept stands here.")
                        : S("Nothing of that is due in that time. Promises stand here by their "
                            "day, and what the law asks for: to ratify, to renew, to give "
                            "notice."));
    TRY(part_promise_list(&v, page.items, page.count, f));
    part_pager(&v, page.next);
    if (!w.statuses && !request_value(q, "after").n) TRY(section_reports(&v, &w, late, f));
    TRY(put_law(&v, &w, late, until, f));
    put_calendar(&v);
    view_close(&v);
    return OK;
}
