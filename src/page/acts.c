#include "page/page_site.h"
#include "page/pages.h"
#include "page/sections.h"
#include "page/standing.h"
#include "page/write.h"

#include "base/date_typed.h"
#include "law/status.h"

/* Acts under an instrument: the list with its sources, and the form that records one. */

/* The sentence of the act's source that speaks of this instrument, where one is kept. */
static void put_source(view *v, const act_row *a, const evidence_row *e, size_t count) {
    buf *b = v->out;
    if (!a->source.id) return;
    MARK(b, " <span class=\"meta\">");
    for (size_t i = 0; i < count; i++) {
        if (e[i].source.id != a->source.id || e[i].end <= e[i].start) continue;
        MARK(b, "<a href=\"/source/");
        html_int(b, a->source.id);
        MARK(b, "#e");
        html_int(b, (int64_t)e[i].start);
        MARK(b, "\">its sentence</a> in ");
        break;
    }
    part_source_link(v, &a->source);
    MARK(b, "</span>");
}

static void put_report(view *v, const act_row *a) {
    buf *b = v->out;
    if (!a->reported.n) return;
    MARK(b, "<p class=\"reason\"><span class=\"warn\">");
    if (a->passed_over)
        MARK(b, "passed over");
    else
        MARK(b, "odd");
    MARK(b, "</span> ");
    html_name(b, a->reported);
    MARK(b, "</p>");
}

static void put_remove(view *v, const act_row *a) {
    buf *b = v->out;
    MARK(b, "<span class=\"state\"><button class=\"plain\" name=\"act\" value=\"");
    html_int(b, a->id);
    MARK(b, "\">Remove<span class=\"unseen\"> the act ");
    html_text(b, words_of(v->arena, a->act));
    if (a->party.id) {
        MARK(b, " of ");
        html_name(b, a->party.name);
    }
    MARK(b, "</span></button></span>");
}

/* The instrument that took this one's place. */
static void put_successor(view *v, int64_t id) {
    record_row by;
    fault quiet = {.code = OK};
    if (record_find(v->arena, v->db, id, v->request->today, &by, &quiet) == OK)
        part_record_link(v, &by);
    else
        MARK(v->out, "another instrument");
}

static void put_act(view *v, const act_row *a, const evidence_row *e, size_t count, bool editable) {
    buf *b = v->out;
    MARK(b, "<li id=\"act-");
    html_int(b, a->id);
    MARK(b, "\"><span class=\"when\">");
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
        MARK(b, " by ");
        put_successor(v, a->by_id);
    }
    if (a->note.n) MARK(b, ": ");
    html_name(b, a->note);
    put_source(v, a, e, count);
    put_report(v, a);
    MARK(b, "</div>");
    if (editable) put_remove(v, a);
    MARK(b, "</li>\n");
}

static void put_list(view *v, const instrument *i, const evidence_row *e, size_t count,
                     bool editable) {
    buf *b = v->out;
    if (!i->act_count) return;
    if (editable) {
        str action = str_format(v->arena, "/instrument/%lld/act/remove", (long long)i->row.id);
        form_open(v, action, false);
    }
    MARK(b, "<ol class=\"log acts\">\n");
    for (size_t k = 0; k < i->act_count; k++) put_act(v, &i->acts[k], e, count, editable);
    MARK(b, "</ol>");
    if (editable) MARK(b, "</form>");
    MARK(b, "\n");
}

/* What was just done here can be taken back at once. */
static void put_undo(view *v, int64_t id) {
    static const char *const words[] = {"act-added", "act-removed", "terms-saved"};
    str done = request_value(v->request, "done");
    bool fits = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) fits |= str_eq_z(done, words[i]);
    if (!fits) return;
    form_open(v, S("/undo"), false);
    MARK(v->out, "<input type=\"hidden\" name=\"instrument\" value=\"");
    html_int(v->out, id);
    MARK(v->out, "\"><button class=\"undo\">Undo that</button></form>\n");
}

static void put_line(view *v, const char *name, const char *label, const char *hint) {
    buf *b = v->out;
    MARK(b, "<p><label for=\"act-");
    buf_put_z(b, name);
    MARK(b, "\">");
    html_text(b, str_of(label));
    MARK(b, "</label><span class=\"hint\" id=\"hint-");
    buf_put_z(b, name);
    MARK(b, "\">");
    html_text(b, str_of(hint));
    MARK(b, "</span><input dir=\"auto\" id=\"act-");
    buf_put_z(b, name);
    MARK(b, "\" name=\"");
    buf_put_z(b, name);
    MARK(b, "\" aria-describedby=\"hint-");
    buf_put_z(b, name);
    MARK(b, "\"></p>\n");
}

static void put_act_choice(view *v) {
    buf *b = v->out;
    MARK(b, "<p><label for=\"act-word\">Act</label><select id=\"act-word\" name=\"act\">");
    for (law_do k = 0; k < LAW_DO_COUNT; k++) {
        MARK(b, "<option value=\"");
        buf_put_z(b, law_do_name(k));
        MARK(b, "\">");
        html_text(b, words_of(v->arena, str_of(law_do_name(k))));
        MARK(b, "</option>");
    }
    MARK(b, "</select></p>\n");
}

/* One of the documents that the record has already. */
static void put_source_choice(view *v, const evidence_row *e, size_t count) {
    buf *b = v->out;
    if (!count) return;
    MARK(b, "<p><label for=\"act-source\">Source</label><select id=\"act-source\" name=\"source\">"
            "<option value=\"\">none of its documents</option>");
    for (size_t i = 0; i < count; i++) {
        bool again = false;
        for (size_t k = 0; k < i; k++) again |= e[k].source.id == e[i].source.id;
        if (again) continue;
        MARK(b, "<option value=\"");
        html_int(b, e[i].source.id);
        MARK(b, "\">");
        html_int(b, e[i].source.id);
        MARK(b, " ");
        html_text(b, e[i].source.title.n ? e[i].source.title : e[i].source.address);
        MARK(b, "</option>");
    }
    MARK(b, "</select></p>\n");
}

static void put_form(view *v, int64_t id, const evidence_row *e, size_t count) {
    str action = str_format(v->arena, "/instrument/%lld/act", (long long)id);
    form_open(v, action, false);
    put_line(v, "party", "Party",
             "Code or any name: PAK, Pakistan; empty where all did it together");
    put_act_choice(v);
    put_line(v, "on", "Day", "Done, or received by the depositary: 2025-03-14, 2025-03, 2025");
    put_line(v, "effect", "Day of effect",
             "Only where it was stated: it wins over what is counted");
    put_line(v, "by", "By", "Of a supersession: the new instrument's number or title");
    put_line(v, "note", "Note", "In words");
    put_source_choice(v, e, count);
    MARK(v->out, "<p><button class=\"accept\">Record the act</button></p></form>\n");
}

code acts_section(view *v, const instrument *i, bool all, fault *f) {
    enum { BUTTONS_MOST = 60 };
    buf *b = v->out;
    evidence_row *e;
    size_t n;
    bool editable = all || i->act_count <= BUTTONS_MOST;
    TRY(record_evidence(v->arena, v->db, i->row.id, &e, &n, f));
    MARK(b, "<section id=\"acts\"><h2>Acts</h2>\n");
    put_undo(v, i->row.id);
    if (!i->act_count) part_empty(v, S("Nothing that a party did is recorded."));
    put_list(v, i, e, n, editable && !i->row.withdrawn);
    if (!editable) MARK(b, "<p class=\"meta\">To take an act back, open its party under it.</p>\n");
    if (!i->row.withdrawn) {
        MARK(b, "<details><summary>Record an act</summary>\n");
        put_form(v, i->row.id, e, n);
        MARK(b, "</details>\n");
    }
    MARK(b, "</section>\n");
    return OK;
}

code act_record(change *c, int64_t instrument_id, const act_words *w, int64_t *id, bool *known,
                fault *f) {
    new_act act = {.act = w->act,
                   .on = w->on,
                   .effect = w->effect,
                   .note = w->note,
                   .source_id = w->source_id};
    actor_ref party;
    fault own = {.code = OK};
    law_do what;
    if (!law_do_of(w->act, &what)) return fault_set(f, INVALID, "act", "choose one of the acts");
    if (w->party.n)
        TRY(fault_place(f, actor_lookup(c->a, c->d, w->party, &party, &own), "party", &own));
    if (!w->party.n && law_do_needs_party(what))
        return fault_set(f, INVALID, "party", "whose act was it? All together cannot " STR_FMT,
                         STR_ARG(words_of(c->a, w->act)));
    if (!w->on.n && !w->effect.n)
        return fault_set(f, INVALID, "on", "a day is wanted: 2025-03-14, 2025-03 or 2025");
    if (w->party.n) act.party = party.id;
    if (w->by.n)
        TRY(fault_place(f, instrument_lookup(c->a, c->d, w->by, &act.by_id, &own), "by", &own));
    size_t rows = c->row_count;
    TRY(act_add(c, instrument_id, &act, id, f));
    *known = c->row_count == rows;
    if (*known) c->idle = true;
    return OK;
}

typedef struct {
    int64_t instrument_id;
    act_words words;
    bool known;
    const fault *wrong; /* where the form is shown again */
} recording;

static code work_add(change *c, void *context, fault *f) {
    recording *x = context;
    int64_t id;
    return act_record(c, x->instrument_id, &x->words, &id, &x->known, f);
}

code act_words_of(const request *q, act_words *out, fault *f) {
    *out = (act_words){.party = str_trim(request_value(q, "party")),
                       .act = request_value(q, "act"),
                       .on = date_typed(q->arena, request_value(q, "on")),
                       .effect = date_typed(q->arena, request_value(q, "effect")),
                       .by = str_trim(request_value(q, "by")),
                       .note = str_trim(request_value(q, "note"))};
    return request_int(q, "source", 0, &out->source_id, f);
}

static str back_to(request *q, int64_t id, const char *done) {
    str to = str_format(q->arena, "/instrument/%lld?done=%s#acts", (long long)id, done);
    return to.p ? to : S("/instruments");
}

code post_act(request *q, response *r, fault *f) {
    recording x = {0};
    TRY(record_id_of(request_path_value(q, 0), &x.instrument_id, f));
    TRY(act_words_of(q, &x.words, f));
    TRY(page_change(q, r, "act", work_add, &x, S(""), f));
    r->location = back_to(q, x.instrument_id, x.known ? "act-known" : "act-added");
    return OK;
}

static code work_remove(change *c, void *context, fault *f) {
    return act_remove(c, *(const int64_t *)context, f);
}

code post_act_remove(request *q, response *r, fault *f) {
    int64_t id, act;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(request_int(q, "act", 0, &act, f));
    return page_change(q, r, "act", work_remove, &act, back_to(q, id, "act-removed"), f);
}
