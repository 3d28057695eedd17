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
    MARK(b, "\">");
    part_kept(v, "on");
    MARK(b, " <button>Show that day</button></form>\n");
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
        html_name(b, a->party.name);
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

void standing_start(view *v, const status_row *s) {
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
    html_name(v->out, missing);
    MARK(v->out, ".</p>\n");
    return OK;
}

/* The thirty consents that brought a convention into force are folded away. */
static void put_rests(view *v, const instrument *i, str acts) {
    enum { PLAIN_MOST = 6 };
    buf *b = v->out;
    int64_t n = 1;
    for (size_t k = 0; k < acts.n; k++) n += acts.p[k] == ',';
    if (n <= PLAIN_MOST) {
        MARK(b, ". <span class=\"rests\">Rests on ");
        act_links(v, i->acts, i->act_count, acts, S(""), false);
        MARK(b, "</span></p>\n");
        return;
    }
    MARK(b, ".</p>\n<details class=\"why\"><summary>Rests on ");
    html_int(b, n);
    MARK(b, " acts</summary><p>");
    act_links(v, i->acts, i->act_count, acts, S(""), false);
    MARK(b, "</p></details>\n");
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
    standing_start(v, s);
    if (s->to != DAY_OPEN) {
        MARK(b, ", until ");
        put_end(v, s);
    }
    MARK(b, "</p>\n");
    if (str_eq(s->status, S("not_in_force"))) return put_missing(v, i->row.id, on, f);
    MARK(b, "<p class=\"why\">");
    html_name(b, s->why);
    put_rests(v, i, s->acts);
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
    standing_start(v, s);
    MARK(b, "</td><td>");
    put_end(v, s);
    MARK(b, "</td><td class=\"why\">");
    html_name(b, s->why);
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
