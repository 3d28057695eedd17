#include "page/pages.h"
#include "page/promise.h"
#include "page/roadmap.h"
#include "page/sections.h"

#include "store/instrument.h"
#include "store/link.h"

static void put_day_control(view *v, day on) {
    buf *b = v->out;
    char text[16];
    day_format(on, text);
    MARK(b, "<form class=\"inline\"><label for=\"on\">As of</label> <input id=\"on\" name=\"on\" "
            "type=\"date\" value=\"");
    buf_put_z(b, text);
    MARK(b, "\"> <button>Show that day</button></form>\n");
}

static void put_own_status(view *v, const instrument *i, day on) {
    buf *b = v->out;
    for (size_t k = 0; k < i->status_count; k++) {
        const status_row *s = &i->statuses[k];
        if (s->party.id || on < s->from || on >= s->to) continue;
        MARK(b, "<p class=\"lead\">");
        part_status(v, s->status);
        MARK(b, " since ");
        part_day(v, s->from);
        if (s->to != DAY_OPEN) {
            MARK(b, ", until ");
            part_day(v, s->to - 1);
        }
        if (s->uncertain) MARK(b, " <span class=\"warn\">uncertain</span>");
        MARK(b, "</p>\n<p class=\"why\">");
        html_text(b, s->why);
        MARK(b, "</p>\n");
        return;
    }
    if (i->status_count)
        MARK(b, "<p class=\"lead\">No status on that day: nothing had been done yet.</p>\n");
    else
        MARK(b, "<p class=\"meta\">No status can be computed: neither acts with dates nor final "
                "clauses are known.</p>\n");
}

static void put_party_line(view *v, const party_line *p) {
    buf *b = v->out;
    MARK(b, "<tr><th scope=\"row\">");
    part_actor(v, &p->party);
    MARK(b, "</th><td>");
    part_status(v, p->status);
    if (p->status_from != DAY_NONE && p->status.n) {
        MARK(b, " <span class=\"meta\">since ");
        part_day(v, p->status_from);
        MARK(b, "</span>");
    }
    MARK(b, "</td><td>");
    part_date(v, p->signed_on);
    MARK(b, "</td><td>");
    part_date(v, p->consent_on);
    if (p->consent.n) {
        MARK(b, " <span class=\"meta\">");
        html_text(b, words_of(v->arena, p->consent));
        MARK(b, "</span>");
    }
    MARK(b, "</td><td>");
    if (p->in_force != DAY_NONE) part_day(v, p->in_force);
    MARK(b, "</td><td>");
    part_date(v, p->withdrawn_on);
    MARK(b, "</td><td class=\"why\">");
    html_text(b, p->why);
    MARK(b, "</td></tr>\n");
}

static code put_parties(view *v, int64_t id, day on, fault *f) {
    party_line *lines;
    size_t n;
    TRY(instrument_party_lines(v->arena, v->db, id, on, &lines, &n, f));
    if (!n) return OK;
    buf *b = v->out;
    MARK(b, "<section id=\"parties\"><h2>Parties and what they did</h2>\n<div class=\"scroll\" "
            "tabindex=\"0\" role=\"region\" aria-label=\"Parties\"><table><thead><tr>"
            "<th scope=\"col\">Party</th><th scope=\"col\">Status</th><th scope=\"col\">Signed</th>"
            "<th scope=\"col\">Consent</th><th scope=\"col\">In force</th>"
            "<th scope=\"col\">Withdrew</th><th scope=\"col\">Why</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < n; i++) put_party_line(v, &lines[i]);
    MARK(b, "</tbody></table></div></section>\n");
    return OK;
}

static void put_act(view *v, const act_row *a) {
    buf *b = v->out;
    MARK(b, "<li><span class=\"when\">");
    part_date(v, a->on);
    MARK(b, "</span><div class=\"about\"><strong>");
    html_text(b, words_of(v->arena, a->act));
    MARK(b, "</strong> ");
    if (a->party.id) part_actor(v, &a->party);
    if (a->effect.n) {
        MARK(b, ", with effect from ");
        part_date(v, a->effect);
    }
    if (a->by_id) {
        MARK(b, " by <a href=\"/record/");
        html_int(b, a->by_id);
        MARK(b, "\">another instrument</a>");
    }
    if (a->note.n) MARK(b, ": ");
    html_text(b, a->note);
    if (a->source.id) {
        MARK(b, " <span class=\"meta\">");
        part_source_link(v, &a->source);
        MARK(b, "</span>");
    }
    MARK(b, "</div></li>\n");
}

static void put_acts(view *v, const instrument *i) {
    if (!i->act_count) return;
    MARK(v->out, "<section id=\"acts\"><h2>Acts</h2>\n<ol class=\"log\">\n");
    for (size_t k = 0; k < i->act_count; k++) put_act(v, &i->acts[k]);
    MARK(v->out, "</ol></section>\n");
}

/* Every interval that was computed, of the instrument and of each party: what changes when. Of a
 * treaty of the whole world only its own: the rest would double the page, and is there as data. */
static void put_intervals(view *v, const instrument *i) {
    enum { MOST = 120 };
    buf *b = v->out;
    bool all = i->status_count <= MOST;
    if (!i->status_count) return;
    MARK(b, "<details><summary>Status through time</summary><div class=\"scroll\"><table><thead>"
            "<tr><th scope=\"col\">For</th><th scope=\"col\">Status</th><th scope=\"col\">From</th>"
            "<th scope=\"col\">Until</th><th scope=\"col\">Why</th></tr></thead><tbody>\n");
    for (size_t k = 0; k < i->status_count; k++) {
        const status_row *s = &i->statuses[k];
        if (s->party.id && !all) continue;
        MARK(b, "<tr><td>");
        if (s->party.id)
            part_actor(v, &s->party);
        else
            MARK(b, "the instrument");
        MARK(b, "</td><td>");
        part_status(v, s->status);
        MARK(b, "</td><td>");
        part_day(v, s->from);
        MARK(b, "</td><td>");
        if (s->to != DAY_OPEN) part_day(v, s->to - 1);
        MARK(b, "</td><td class=\"why\">");
        html_text(b, s->why);
        MARK(b, "</td></tr>\n");
    }
    MARK(b, "</tbody></table></div>");
    if (!all) {
        MARK(b, "<p class=\"meta\"><a href=\"/api/instrument/");
        html_int(b, i->row.id);
        MARK(b, "/status\">Every interval of every party, as JSON</a></p>");
    }
    MARK(b, "</details>\n");
}

static void put_particulars(view *v, const instrument *i) {
    buf *b = v->out;
    MARK(b, "<dl class=\"facts\">\n");
    part_field(v, S("Binding"), str_eq(i->binding, S("unknown")) ? S("") : i->binding);
    if (i->depositary.id) {
        MARK(b, "<div><dt>Depositary</dt><dd>");
        part_actor(v, &i->depositary);
        MARK(b, "</dd></div>\n");
    }
    if (i->adopted.n) {
        MARK(b, "<div><dt>Adopted</dt><dd>");
        part_date(v, i->adopted);
        MARK(b, "</dd></div>\n");
    }
    if (i->period.n) {
        MARK(b, "<div><dt>Period</dt><dd>");
        part_date(v, i->period);
        MARK(b, "</dd></div>\n");
    }
    part_field(v, S("Languages"), i->languages);
    part_field(v, S("Registration"), i->registration);
    if (str_starts(i->address, S("http://")) || str_starts(i->address, S("https://"))) {
        MARK(b, "<div><dt>Text</dt><dd><a rel=\"noreferrer\" href=\"");
        html_text(b, i->address);
        MARK(b, "\">");
        html_text(b, i->address);
        MARK(b, "</a></dd></div>\n");
    }
    MARK(b, "</dl>\n");
    if (i->terms.n) {
        MARK(b, "<details><summary>Final clauses, as the law engine reads them</summary><pre>");
        html_text(b, i->terms);
        MARK(b, "</pre></details>\n");
    }
}

static void put_map_link(view *v, int64_t id) {
    MARK(v->out, "<p class=\"meta\"><a href=\"/instrument/");
    html_int(v->out, id);
    MARK(v->out, "/map\">Its parties on the map</a></p>\n");
}

code page_instrument(request *q, response *r, fault *f) {
    int64_t id;
    day on;
    instrument i;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(request_day(q, "on", q->today, &on, f));
    TRY(instrument_find(q->arena, q->worker, id, on, &i, f));
    if (record_moved(q, r, &i.row)) return OK;
    const page_head head = {.title = i.row.label, .section = "/instruments"};
    view v = view_open(q, r, &head);
    if (i.row.withdrawn)
        MARK(v.out, "<p class=\"flash\">This record was withdrawn. Lists do not show it; its page "
                    "stays, with its history.</p>\n");
    put_own_status(&v, &i, on);
    put_day_control(&v, on);
    TRY(section_standing(&v, &i.row, f));
    TRY(section_legal(&v, id, f));
    section_facts(&v, &i.row);
    put_particulars(&v, &i);
    TRY(put_parties(&v, id, on, f));
    put_intervals(&v, &i);
    TRY(section_evidence(&v, id, f));
    TRY(section_claims(&v, id, f));
    put_acts(&v, &i);
    TRY(section_roadmap(&v, id, i.row.kind == KIND_ROADMAP || i.row.kind == KIND_PROGRAMME, f));
    TRY(section_links(&v, id, on, f));
    TRY(section_history(&v, id, f));
    put_map_link(&v, id);
    section_cite(&v, &i.row);
    view_close(&v);
    return OK;
}
