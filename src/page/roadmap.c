/* A roadmap: how far it is, a chart of its plans, and the same as a table. */
#include "page/roadmap.h"

#include "base/date.h"
#include "draw/gantt.h"
#include "page/pages.h"
#include "page/promise.h"
#include "page/report.h"
#include "page/sections.h"
#include "store/roadmap.h"

enum { CHARTED_MOST = 120 };

static void put_percent(view *v, double share) {
    html_int(v->out, (int64_t)(share * 100 + 0.5));
    MARK(v->out, " %");
}

static void put_sum_row(view *v, str name, const follow_sum *s) {
    buf *b = v->out;
    MARK(b, "<tr><th scope=\"row\">");
    html_name(b, name);
    MARK(b, "</th><td class=\"number\">");
    html_int(b, (int64_t)s->leaves);
    const double shares[] = {s->done, s->left, s->silent, s->dropped};
    for (size_t i = 0; i < 4; i++) {
        MARK(b, "</td><td class=\"number\">");
        put_percent(v, shares[i]);
    }
    MARK(b, "</td><td class=\"number\">");
    html_int(b, (int64_t)s->overdue);
    MARK(b, "</td><td>");
    if (s->next_due != DAY_OPEN) part_day(v, s->next_due);
    MARK(b, "</td></tr>\n");
}

static void put_sums(view *v, const follow_roadmap_sum *s) {
    buf *b = v->out;
    MARK(b,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Progress by pillar\">"
         "<table><caption>Progress by weight; what no source tells of is neither done nor left"
         "</caption><thead><tr><th scope=\"col\">Pillar</th><th scope=\"col\">Actions</th>"
         "<th scope=\"col\">Done</th><th scope=\"col\">Left</th><th scope=\"col\">No word</th>"
         "<th scope=\"col\">Dropped</th><th scope=\"col\">Overdue</th>"
         "<th scope=\"col\">Next day</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < s->pillar_count; i++)
        put_sum_row(v, s->pillars[i].pillar.n ? s->pillars[i].pillar : S("no pillar"),
                    &s->pillars[i]);
    put_sum_row(v, S("all"), &s->whole);
    MARK(b, "</tbody></table></div>\n");
}

static day first_of(str date) {
    edtf e;
    return edtf_parse(date, &e, NULL) == OK ? e.first : DAY_NONE;
}

static day last_of(str date, day otherwise) {
    edtf e;
    return edtf_parse(date, &e, NULL) == OK ? e.last : otherwise;
}

static int credit_of(const follow_verdict *x) {
    if (x->state == FOLLOW_DONE || x->state == FOLLOW_DONE_LATE) return 100;
    if (x->score == SCORE_SUBSTANTIAL) return 67;
    if (x->state == FOLLOW_PARTLY) return 50;
    return x->score == SCORE_LIMITED ? 33 : 0;
}

/* A plan without a day has no bar and stands in the table only. */
static size_t rows_fill(view *v, const roadmap *m, gantt_row *rows) {
    size_t n = 0;
    for (size_t i = 0; i < m->count && n < CHARTED_MOST; i++) {
        const roadmap_action *x = &m->actions[i];
        if (!x->due.n) continue;
        str to = record_address(v->arena, RECORD_COMMITMENT, x->id, x->label);
        bool moved = x->base_due.n && !str_eq(x->base_due, x->due);
        rows[n++] = (gantt_row){.label = x->label,
                                .address = to,
                                .depth = x->depth,
                                .start = first_of(x->start),
                                .due = last_of(x->due, DAY_OPEN),
                                .base_start = first_of(x->base_start),
                                .base_due = moved ? last_of(x->base_due, DAY_NONE) : DAY_NONE,
                                .credit = credit_of(&x->verdict),
                                .state = follow_status_name(x->verdict.state),
                                .note = x->verdict.reason};
    }
    return n;
}

static code put_chart(view *v, const roadmap *m, fault *f) {
    gantt_row *rows = arena_array(v->arena, m->count + 1, sizeof *rows);
    if (!rows) return fault_set(f, NOMEM, NULL, "not enough memory");
    gantt g = {.head = {.id = "gantt",
                        .title = S("Plan of the roadmap"),
                        .description = S("Each action with its first plan as an outline and its "
                                         "present one as a bar; the table below says the same.")},
               .rows = rows,
               .row_count = rows_fill(v, m, rows),
               .today = v->request->today};
    if (!g.row_count) return OK;
    MARK(v->out, "<div class=\"drawing\">");
    draw_gantt(v->out, &g);
    MARK(v->out,
         "</div>\n<p class=\"meta\">A bar or a lozenge: the present plan, dark as far as it "
         "is done. A dashed outline: the first plan, where it was another. Hatched: late. "
         "The upright line: today.</p>\n");
    return OK;
}

static void put_action(view *v, const roadmap_action *x) {
    buf *b = v->out;
    MARK(b, "<tr><td>");
    html_name(b, x->pillar);
    MARK(b, "</td><th scope=\"row\">");
    for (int i = 0; i < x->depth; i++) MARK(b, "– ");
    MARK(b, "<a href=\"");
    html_text(b, record_address(v->arena, RECORD_COMMITMENT, x->id, x->label));
    MARK(b, "\">");
    html_name(b, x->label);
    MARK(b, "</a></th><td>");
    html_name(b, x->owner);
    MARK(b, "</td><td>");
    part_date(v, x->start);
    MARK(b, "</td><td>");
    part_date(v, x->due);
    if (x->base_due.n && !str_eq(x->base_due, x->due)) { /* the baseline beside the present plan */
        MARK(b, " <span class=\"meta\">first: ");
        part_date(v, x->base_due);
        MARK(b, "</span>");
    }
    MARK(b, "</td><td>");
    part_verdict(v, &x->verdict);
    MARK(b, "</td><td class=\"reason\">");
    part_reason(v, &x->verdict);
    MARK(b, "</td></tr>\n");
}

static void put_table(view *v, const roadmap *m) {
    buf *b = v->out;
    MARK(b, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Actions\"><table>"
            "<thead><tr><th scope=\"col\">Pillar</th><th scope=\"col\">Action</th>"
            "<th scope=\"col\">Owner</th><th scope=\"col\">Start</th><th scope=\"col\">Due</th>"
            "<th scope=\"col\">Stands</th><th scope=\"col\">Why</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < m->count; i++) put_action(v, &m->actions[i]);
    MARK(b, "</tbody></table></div>\n");
}

code section_roadmap(view *v, int64_t parent_id, bool offer, fault *f) {
    roadmap m;
    TRY(roadmap_find(v->arena, v->db, parent_id, v->request->today, &m, f));
    if (!m.count && !offer) return OK;
    MARK(v->out, "<section id=\"roadmap\"><h2>Promises made under it</h2>\n");
    if (m.count) {
        MARK(v->out, "<p class=\"lead\"><span class=\"standing is-");
        buf_put_z(v->out, follow_status_name(m.sum.state));
        MARK(v->out, "\">");
        html_text(v->out, words_of(v->arena, str_of(follow_status_name(m.sum.state))));
        MARK(v->out, "</span> <span class=\"reason\">");
        html_name(v->out, m.sum.reason);
        MARK(v->out, "</span></p>\n");
        put_sums(v, &m.sum);
        TRY(put_chart(v, &m, f));
        put_table(v, &m);
        MARK(v->out, "<p class=\"meta\"><a href=\"/calendar.ics?under=");
        html_int(v->out, parent_id);
        MARK(v->out, "\">Its days as a calendar</a></p>\n");
    }
    part_paste(v, parent_id, S(""), true);
    str words, to = str_format(v->arena, "/record/%lld/sessions", (long long)parent_id);
    TRY(record_sessions(v->arena, v->db, parent_id, &words, f));
    part_sessions(v, to.p ? to : S(""), words);
    MARK(v->out, "</section>\n");
    return OK;
}
