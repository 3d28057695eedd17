#include "page/pages.h"
#include "page/standing.h"

#include "law/status.h"

/* Instruments between two states, by what holds on a day; and what binds one state. */

static void put_detail(view *v, const pair_standing *p) {
    buf *b = v->out;
    str why = p->between == BETWEEN_PENDING ? p->missing : p->a.why.n ? p->a.why : p->own.why;
    if (p->between == BETWEEN_ENDED && str_eq(p->own.status, S("ended"))) why = p->own.why;
    if (!why.n) return;
    MARK(b, "<p class=\"why\">");
    html_name(b, why);
    MARK(b, "</p>");
}

/* Between two, an instrument that waits is pending, whatever the two did of it. */
static str shown_status(const pair_standing *p) {
    if (p->between == BETWEEN_ENDED) return S("ended");
    if (p->between == BETWEEN_PENDING && p->own.status.n) return p->own.status;
    return p->a.status.n ? p->a.status : p->own.status;
}

static void put_standing(view *v, const pair_standing *p, const evidence_row *quote) {
    buf *b = v->out;
    const record_row *row = p->row;
    MARK(b, "<li><span class=\"when\">");
    part_date(v, row->date);
    MARK(b, "</span><div class=\"about\">");
    part_record_link(v, row);
    if (row->disagrees) MARK(b, " <span class=\"warn\">sources disagree</span>");
    if (p->own.uncertain || p->a.uncertain || p->b.uncertain)
        MARK(b, " <span class=\"warn\">uncertain</span>");
    put_detail(v, p);
    MARK(b, "<p class=\"meta\">");
    part_kind(v, row);
    MARK(b, "; ");
    part_parties(v, row);
    part_sectors(v, row->sectors);
    MARK(b, "</p>");
    if (quote->id) part_sentence(v, quote);
    MARK(b, "</div><span class=\"state\">");
    part_status(v, shown_status(p));
    MARK(b, "</span></li>\n");
}

static void put_group(view *v, const pair_standing *all, const evidence_row *quotes, size_t count,
                      between which) {
    static const struct {
        const char *id, *heading;
    } groups[BETWEEN_COUNT] = {
        [BETWEEN_IN_FORCE] = {"in-force", "In force"},
        [BETWEEN_PENDING] = {"pending", "Pending"},
        [BETWEEN_ENDED] = {"ended", "Ended"},
        [BETWEEN_UNKNOWN] = {"no-status", "Without a legal status"},
    };
    buf *b = v->out;
    size_t n = 0;
    for (size_t i = 0; i < count; i++) n += all[i].between == which;
    if (!n) return;
    MARK(b, "<h3 id=\"");
    buf_put_z(b, groups[which].id);
    MARK(b, "\">");
    buf_put_z(b, groups[which].heading);
    MARK(b, " <span class=\"number\">");
    html_int(b, (int64_t)n);
    MARK(b, "</span></h3>\n<ol class=\"records\">\n");
    for (size_t i = 0; i < count; i++)
        if (all[i].between == which) put_standing(v, &all[i], &quotes[i]);
    MARK(b, "</ol>\n");
}

code standing_pair(view *v, const pair_page *p, const pair_standing *all, day on, fault *f) {
    const record_page *page = &p->of[RECORD_INSTRUMENT];
    evidence_row *quotes;
    buf *b = v->out;
    if (!page->count) return OK;
    TRY(part_quotes(v, page->items, page->count, &quotes, f));
    MARK(b, "<section id=\"instruments\"><h2>Instruments as of ");
    part_day(v, on);
    MARK(b, " <span class=\"number\">");
    html_int(b, (int64_t)page->count);
    if (page->next.n) MARK(b, "+");
    MARK(b, "</span></h2>\n");
    for (between k = 0; k < BETWEEN_COUNT; k++) put_group(v, all, quotes, page->count, k);
    if (page->next.n) {
        MARK(b, "<p class=\"pager\"><a href=\"/instruments?state=");
        html_path(b, p->a.code);
        MARK(b, "&amp;other=");
        html_path(b, p->b.code);
        MARK(b, "\">All of them</a></p>\n");
    }
    MARK(b, "</section>\n");
    return OK;
}

static void put_controls(view *v, day on, str status) {
    static const char *const words[] = {"in_force",    "provisional", "suspended",
                                        "contracting", "signatory",   "ended"};
    buf *b = v->out;
    char text[16];
    day_format(on, text);
    MARK(b, "<form class=\"inline\"><label for=\"on\">As of</label> <input id=\"on\" name=\"on\" "
            "type=\"date\" value=\"");
    buf_put_z(b, text);
    MARK(b, "\"> <label for=\"status\">Status</label> <select id=\"status\" name=\"status\">"
            "<option value=\"\">any</option>");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        MARK(b, "<option value=\"");
        buf_put_z(b, words[i]);
        MARK(b, "\"");
        if (str_eq_z(status, words[i])) MARK(b, " selected");
        MARK(b, ">");
        html_text(b, words_of(v->arena, str_of(words[i])));
        MARK(b, "</option>");
    }
    MARK(b, "</select> <button>Show</button></form>\n");
}

static void put_bound(view *v, const party_status *s, const actor_ref *who) {
    buf *b = v->out;
    MARK(b, "<tr><th scope=\"row\">");
    part_record_link(v, &s->row);
    MARK(b, "</th><td>");
    part_status(v, s->status);
    MARK(b, "</td><td><a href=\"/instrument/");
    html_int(b, s->row.id);
    MARK(b, "/party/");
    if (who->code.n)
        html_path(b, who->code);
    else
        html_int(b, who->id);
    MARK(b, "\">");
    part_day(v, s->from);
    MARK(b, "</a></td><td class=\"why\">");
    html_name(b, s->why);
    MARK(b, "</td></tr>\n");
}

code page_state_status(request *q, response *r, fault *f) {
    actor_ref who;
    party_status_page page;
    day on;
    law_status_word unused;
    str status = request_value(q, "status");
    TRY(actor_find_code(q->arena, q->worker, request_path_value(q, 0), &who, f));
    TRY(request_day(q, "on", q->today, &on, f));
    if (status.n && !law_status_of(status, &unused))
        return fault_set(f, INVALID, "status",
                         "must be in_force, provisional, suspended, contracting, signatory or "
                         "ended");
    TRY(instrument_of_party(q->arena, q->worker, who.id, status, on, request_value(q, "after"), 100,
                            &page, f));
    const page_head head = {.title =
                                str_format(q->arena, STR_FMT ": what binds it", STR_ARG(who.name)),
                            .section = "/states"};
    view v = view_open(q, r, &head);
    buf *b = v.out;
    MARK(b, "<p class=\"meta\">The status of ");
    part_actor(&v, &who);
    MARK(b, " under each instrument on a day, and why.</p>\n");
    put_controls(&v, on, status);
    if (page.count) {
        MARK(b, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Instruments\">"
                "<table><thead><tr><th scope=\"col\">Instrument</th><th scope=\"col\">Status</th>"
                "<th scope=\"col\">Since</th><th scope=\"col\">Why</th></tr></thead><tbody>\n");
        for (size_t i = 0; i < page.count; i++) put_bound(&v, &page.items[i], &who);
        MARK(b, "</tbody></table></div>\n");
    } else {
        part_empty(&v, S("No such status on that day."));
    }
    part_pager(&v, page.next);
    view_close(&v);
    return OK;
}
