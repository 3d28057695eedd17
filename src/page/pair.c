#include "page/pair.h"
#include "page/pages.h"
#include "page/report.h"
#include "page/sections.h"
#include "page/standing.h"

/* All between two states. */

static const char *const headings[RECORD_COUNT] = {
    [RECORD_INSTRUMENT] = "Instruments", [RECORD_ENGAGEMENT] = "Engagements",
    [RECORD_COMMITMENT] = "Commitments", [RECORD_POSITION] = "Positions",
    [RECORD_MEMBERSHIP] = "Memberships", [RECORD_RELATION] = "Relations",
};

code pair_standings(view *v, const pair_page *p, day on, pair_standing **out, fault *f) {
    const record_page *page = &p->of[RECORD_INSTRUMENT];
    return standing_between(v->arena, v->db, p->a.id, p->b.id, page->items, page->count, on, out,
                            f);
}

static code put_family(view *v, const pair_page *p, record family, fault *f) {
    static const records_look look = {0};
    const record_page *page = &p->of[family];
    buf *b = v->out;
    if (!page->count) return OK;
    MARK(b, "<section id=\"");
    buf_put_z(b, record_name(family));
    MARK(b, "s\"><h2>");
    buf_put_z(b, headings[family]);
    MARK(b, " <span class=\"number\">");
    html_int(b, (int64_t)page->count);
    if (page->next.n) MARK(b, "+");
    MARK(b, "</span></h2>\n");
    TRY(part_records(v, page->items, page->count, &look, f));
    if (page->next.n) {
        MARK(b, "<p class=\"pager\"><a href=\"/");
        buf_put_z(b, record_name(family));
        MARK(b, "s?state=");
        html_path(b, p->a.code);
        MARK(b, "&amp;other=");
        html_path(b, p->b.code);
        MARK(b, "\">All of them</a></p>\n");
    }
    MARK(b, "</section>\n");
    return OK;
}

static void put_contents(view *v, const pair_page *p) {
    buf *b = v->out;
    MARK(b, "<ul class=\"counts\">");
    for (record k = 0; k < RECORD_COUNT; k++) {
        if (!p->of[k].count) continue;
        MARK(b, "<li><a href=\"#");
        buf_put_z(b, record_name(k));
        MARK(b, "s\"><strong>");
        html_int(b, (int64_t)p->of[k].count);
        MARK(b, "</strong> ");
        buf_put_z(b, record_name(k));
        if (p->of[k].count != 1) MARK(b, "s");
        MARK(b, "</a></li>");
    }
    MARK(b, "</ul>\n");
}

code page_pair(request *q, response *r, fault *f) {
    pair_page p;
    pair_standing *all;
    day on;
    TRY(request_day(q, "on", q->today, &on, f));
    TRY(pair_find(q->arena, q->worker, request_path_value(q, 0), request_path_value(q, 1), on, &p,
                  f));
    str here =
        str_format(q->arena, "/pair/" STR_FMT "/" STR_FMT, STR_ARG(p.a.code), STR_ARG(p.b.code));
    str title = str_format(q->arena, STR_FMT " and " STR_FMT, STR_ARG(p.a.name), STR_ARG(p.b.name));
    if (here.p && !str_eq(here, q->path)) {
        respond_moved(r, here);
        return OK;
    }
    const page_head head = {.title = title, .section = "/states"};
    view v = view_open(q, r, &head);
    MARK(v.out, "<p class=\"meta\">The pair of ");
    part_actor(&v, &p.a);
    MARK(v.out, " and ");
    part_actor(&v, &p.b);
    MARK(v.out, "; <a href=\"");
    html_text(v.out, here);
    MARK(v.out, "/brief\">brief to print</a></p>\n");
    standing_day(&v, on);
    put_contents(&v, &p);
    size_t total = 0;
    for (record k = 0; k < RECORD_COUNT; k++) total += p.of[k].count;
    if (!total) part_teach(&v, S("The register holds nothing between the two yet."));
    TRY(section_due(&v, &p.late, &p.soon, f));
    followed_filter both = FOLLOWED_ANY;
    both.state = p.a.id;
    both.other = p.b.id;
    TRY(section_reports(&v, &both, false, f));
    TRY(section_reports(&v, &both, true, f));
    const due_page *const due[] = {&p.late, &p.soon, &p.open};
    section_timeline(&v, &p.of[RECORD_ENGAGEMENT], due, 3);
    TRY(pair_standings(&v, &p, on, &all, f));
    TRY(section_sectors(&v, &p, all, f));
    TRY(standing_pair(&v, &p, all, on, f));
    for (record k = 0; k < RECORD_COUNT; k++)
        if (k != RECORD_INSTRUMENT) TRY(put_family(&v, &p, k, f));
    str tied, to = str_format(q->arena, STR_FMT "/sessions", STR_ARG(here));
    TRY(pair_reporting_find(q->arena, q->worker, p.a.id, p.b.id, &tied, f));
    part_sessions(&v, to.p ? to : S(""), tied);
    if (p.shared_count) {
        static const records_look look = {0};
        MARK(v.out, "<section id=\"shared\"><h2>Organisations of both</h2>\n");
        TRY(part_records(&v, p.shared, p.shared_count, &look, f));
        MARK(v.out, "</section>\n");
    }
    section_cite_state(&v, title, here, p.a.code, p.b.code);
    view_close(&v);
    return OK;
}
