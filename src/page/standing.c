#include "page/standing.h"

#include "base/jnode.h"
#include "page/pages.h"
#include "page/sections.h"

/* What holds on a day, and through time. */

void standing_day(view *v, day on) {
    buf *b = v->out;
    char text[16];
    day_format(on, text);
    MARK(b, "<form class=\"inline\"><label for=\"on\">As of</label> <input id=\"on\" name=\"on\" "
            "type=\"date\" value=\"");
    buf_put_z(b, text);
    MARK(b, "\"> <button>Show that day</button></form>\n");
}

static const act_row *act_numbered(const act_row *acts, size_t count, int64_t id) {
    for (size_t i = 0; i < count; i++)
        if (acts[i].id == id) return &acts[i];
    return NULL;
}

static void put_act_link(view *v, const act_row *a, str path, bool brief) {
    buf *b = v->out;
    MARK(b, "<a href=\"");
    html_text(b, path);
    MARK(b, "#act-");
    html_int(b, a->id);
    MARK(b, "\">");
    html_text(b, words_of(v->arena, a->act));
    if (!brief && a->party.id) {
        MARK(b, ", ");
        html_text(b, a->party.name);
    }
    if (!brief && a->on.n) {
        MARK(b, ", ");
        part_date(v, a->on);
    }
    MARK(b, "</a>");
}

void act_links(view *v, const act_row *acts, size_t count, str list, str path, bool brief) {
    str rest = str_slice(list, 1, list.n ? list.n - 1 : 0), number;
    bool any = false;
    while (rest.n && str_next(&rest, ',', &number)) {
        int64_t id;
        const act_row *a = str_int(str_trim(number), &id) ? act_numbered(acts, count, id) : NULL;
        if (!a) continue;
        if (any) MARK(v->out, "; ");
        any = true;
        put_act_link(v, a, path, brief);
    }
}

/* A start that is not known to the day is said as it is known. */
static void put_start(view *v, const status_row *s) {
    char text[32];
    status_from_text(s, text);
    part_date(v, str_of(text));
    if (s->uncertain) MARK(v->out, " <span class=\"warn\">uncertain</span>");
}

/* The last day, one before the first that it no longer holds. */
static void put_end(view *v, const status_row *s) {
    char text[32];
    status_row last = *s;
    if (s->to == DAY_OPEN) return;
    last.to--;
    if (last.to_first != DAY_OPEN) last.to_first--;
    status_to_text(&last, text);
    part_date(v, str_of(text));
}

static const status_row *own_on(const instrument *i, day on) {
    for (size_t k = 0; k < i->status_count; k++) {
        const status_row *s = &i->statuses[k];
        if (!s->party.id && s->from <= on && on < s->to) return s;
    }
    return NULL;
}

static code put_missing(view *v, int64_t id, day on, fault *f) {
    str missing;
    TRY(instrument_missing(v->arena, v->db, id, on, &missing, f));
    if (!missing.n) return OK;
    MARK(v->out, "<p class=\"why missing\">");
    html_text(v->out, missing);
    MARK(v->out, ".</p>\n");
    return OK;
}

code standing_own(view *v, const instrument *i, day on, fault *f) {
    buf *b = v->out;
    const status_row *s = own_on(i, on);
    if (!i->status_count) {
        MARK(b, "<p class=\"meta\">No status can be computed: no acts with dates are known. <a "
                "href=\"#acts\">Record an act</a></p>\n");
        return OK;
    }
    if (!s) {
        MARK(b, "<p class=\"lead\">No status on that day: nothing had been done yet.</p>\n");
        return OK;
    }
    MARK(b, "<p class=\"lead\">");
    part_status(v, s->status);
    MARK(b, " since ");
    put_start(v, s);
    if (s->to != DAY_OPEN) {
        MARK(b, ", until ");
        put_end(v, s);
    }
    MARK(b, "</p>\n");
    if (str_eq(s->status, S("not_in_force"))) return put_missing(v, i->row.id, on, f);
    MARK(b, "<p class=\"why\">");
    html_text(b, s->why);
    MARK(b, ". <span class=\"rests\">Rests on ");
    act_links(v, i->acts, i->act_count, s->acts, S(""), false);
    MARK(b, "</span></p>\n");
    return OK;
}

/* The party's page under the instrument: "/instrument/7/party/BLR". */
static void put_line_address(view *v, int64_t id, const actor_ref *party) {
    buf *b = v->out;
    MARK(b, "/instrument/");
    html_int(b, id);
    MARK(b, "/party/");
    if (party->code.n)
        html_path(b, party->code);
    else
        html_int(b, party->id);
}

static void put_party_row(view *v, const instrument *i, const party_line *p) {
    buf *b = v->out;
    MARK(b, "<tr><th scope=\"row\">");
    part_actor(v, &p->party);
    MARK(b, "</th><td>");
    part_status(v, p->now.status);
    if (p->now.status.n) {
        MARK(b, " <span class=\"meta\">since <a href=\"");
        put_line_address(v, i->row.id, &p->party);
        MARK(b, "\">");
        put_start(v, &p->now);
        MARK(b, "</a></span>");
    } else {
        MARK(b, "<a class=\"meta\" href=\"");
        put_line_address(v, i->row.id, &p->party);
        MARK(b, "\">none on that day</a>");
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
    html_text(b, p->now.why);
    if (p->now.acts.n > 2) {
        MARK(b, " (");
        act_links(v, i->acts, i->act_count, p->now.acts, S(""), true);
        MARK(b, ")");
    }
    MARK(b, "</td></tr>\n");
}

code standing_parties(view *v, const instrument *i, day on, fault *f) {
    party_line *lines;
    size_t n;
    TRY(instrument_party_lines(v->arena, v->db, i->row.id, on, &lines, &n, f));
    if (!n) return OK;
    buf *b = v->out;
    MARK(b, "<section id=\"parties\"><h2>Parties as of ");
    part_day(v, on);
    MARK(b, "</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Parties\">"
            "<table><thead><tr><th scope=\"col\">Party</th><th scope=\"col\">Status</th>"
            "<th scope=\"col\">Signed</th><th scope=\"col\">Consent</th>"
            "<th scope=\"col\">In force</th><th scope=\"col\">Withdrew</th>"
            "<th scope=\"col\">Why</th></tr></thead><tbody>\n");
    for (size_t k = 0; k < n; k++) put_party_row(v, i, &lines[k]);
    MARK(b, "</tbody></table></div></section>\n");
    return OK;
}

static void put_interval_head(view *v, bool whose) {
    MARK(v->out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Status through "
                 "time\"><table><thead><tr>");
    if (whose) MARK(v->out, "<th scope=\"col\">For</th>");
    MARK(v->out, "<th scope=\"col\">Status</th><th scope=\"col\">From</th><th scope=\"col\">Until"
                 "</th><th scope=\"col\">Why</th><th scope=\"col\">Rests on</th></tr></thead>"
                 "<tbody>\n");
}

static void put_interval(view *v, const instrument *i, const status_row *s, bool whose, str path) {
    buf *b = v->out;
    MARK(b, "<tr>");
    if (whose) {
        MARK(b, "<td>");
        if (s->party.id)
            part_actor(v, &s->party);
        else
            MARK(b, "the instrument");
        MARK(b, "</td>");
    }
    MARK(b, "<td>");
    part_status(v, s->status);
    MARK(b, "</td><td>");
    put_start(v, s);
    MARK(b, "</td><td>");
    put_end(v, s);
    MARK(b, "</td><td class=\"why\">");
    html_text(b, s->why);
    MARK(b, "</td><td class=\"rests\">");
    act_links(v, i->acts, i->act_count, s->acts, path, !path.n && i->status_count > 40);
    MARK(b, "</td></tr>\n");
}

/* Every interval that was computed, of the instrument and of each party: what changes when. Of a
 * treaty of the whole world only its own: the rest would double the page, and is there as data. */
void standing_intervals(view *v, const instrument *i) {
    enum { MOST = 120 };
    buf *b = v->out;
    bool all = i->status_count <= MOST;
    if (!i->status_count) return;
    MARK(b, "<details><summary>Status through time</summary>");
    put_interval_head(v, true);
    for (size_t k = 0; k < i->status_count; k++) {
        if (i->statuses[k].party.id && !all) continue;
        put_interval(v, i, &i->statuses[k], true, S(""));
    }
    MARK(b, "</tbody></table></div>");
    if (!all) {
        MARK(b, "<p class=\"meta\">Of a party: the link at its status. <a href=\"/api/instrument/");
        html_int(b, i->row.id);
        MARK(b, "/status\">Every interval of every party, as JSON</a></p>");
    }
    MARK(b, "</details>\n");
}

static code party_wanted(request *q, const instrument *i, actor_ref *out, fault *f) {
    str key = request_path_value(q, 1);
    int64_t id;
    for (size_t k = 0; k < i->act_count; k++) {
        const actor_ref *p = &i->acts[k].party;
        if (!p->id) continue;
        if (!str_eq_nocase(p->code, key) && !(str_int(key, &id) && id == p->id)) continue;
        *out = *p;
        return OK;
    }
    return fault_set(f, NOTFOUND, NULL, "nobody of this code has done anything under it");
}

/* All that one party did under an instrument, and where it stood when. */
code page_party_line(request *q, response *r, fault *f) {
    int64_t id;
    instrument i;
    actor_ref party;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(instrument_find(q->arena, q->worker, id, q->today, &i, f));
    TRY(party_wanted(q, &i, &party, f));
    const page_head head = {.title = party.name, .section = "/instruments"};
    view v = view_open(q, r, &head);
    buf *b = v.out;
    str path = record_address(q->arena, RECORD_INSTRUMENT, id, i.row.label);
    MARK(b, "<p class=\"lead\">under ");
    part_record_link(&v, &i.row);
    MARK(b, "</p>\n<section id=\"intervals\"><h2>Where it stood</h2>\n");
    put_interval_head(&v, false);
    size_t shown = 0;
    for (size_t k = 0; k < i.status_count; k++) {
        if (i.statuses[k].party.id != party.id) continue;
        put_interval(&v, &i, &i.statuses[k], false, path);
        shown++;
    }
    MARK(b, "</tbody></table></div>\n");
    if (!shown) part_empty(&v, S("None of what it did gives it a status."));
    MARK(b, "</section>\n");
    instrument own = i;
    own.acts = arena_array(q->arena, i.act_count + 1, sizeof *own.acts);
    own.act_count = 0;
    if (!own.acts) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t k = 0; k < i.act_count; k++)
        if (i.acts[k].party.id == party.id) own.acts[own.act_count++] = i.acts[k];
    TRY(acts_section(&v, &own, true, f));
    MARK(b, "<p class=\"meta\">");
    part_actor(&v, &party);
    MARK(b, " has a page of its own.</p>\n");
    view_close(&v);
    return OK;
}
