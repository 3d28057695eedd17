/* A promise: where it stands, its plan from the first on, what was reported, and the forms that add
 * a report or plan anew. */
#include "page/minutes.h"
#include "page/pages.h"
#include "page/promise.h"
#include "page/promise_write.h"
#include "page/report.h"
#include "page/roadmap.h"
#include "page/sections.h"

#include "store/replan.h"
#include "store/source.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* "1,000,000,000 USD": from five digits on nobody counts them. */
static void put_number(view *v, double x, str unit) {
    char text[48];
    int n = snprintf(text, sizeof text, "%.15g", x);
    bool whole = n > 0 && strspn(text, "0123456789") == (size_t)n;
    for (int i = 0; i < n; i++) {
        if (whole && n > 4 && i > 0 && (n - i) % 3 == 0) MARK(v->out, ",");
        buf_put_char(v->out, text[i]);
    }
    MARK(v->out, " ");
    html_name(v->out, unit);
}

/* The promised number: target, beginning, the latest that a source tells, and how far that is. */
static void put_measure(view *v, const commitment *c) {
    const measure_row *m = &c->measure;
    buf *b = v->out;
    if (!c->has_measure) return;
    MARK(b, "<p id=\"measure\">");
    if (!isnan(m->target)) {
        MARK(b, "Target: <strong>");
        put_number(v, m->target, m->unit);
        MARK(b, "</strong>");
        if (m->target_said) MARK(b, " <span class=\"meta\">as its sentence says</span>");
    }
    if (!isnan(m->baseline)) {
        MARK(b, ", from ");
        put_number(v, m->baseline, m->unit);
    }
    if (isnan(m->latest)) {
        MARK(b, ". No source tells how far it is.</p>\n");
        return;
    }
    MARK(b, ". Latest: <strong>");
    put_number(v, m->latest, m->unit);
    MARK(b, "</strong>");
    if (m->latest_on.n) {
        MARK(b, ", ");
        part_date(v, m->latest_on);
    }
    if (m->latest_record) {
        MARK(b, ", by <a href=\"/record/");
        html_int(b, m->latest_record);
        MARK(b, "\">record ");
        html_int(b, m->latest_record);
        MARK(b, "</a>");
    }
    if (!isnan(m->share)) {
        MARK(b, ": ");
        html_int(b, (int64_t)floor(m->share * 100 + 0.5));
        MARK(b, " % of the way");
    }
    MARK(b, "</p>\n");
}

static void put_due(view *v, const commitment *c) {
    buf *b = v->out;
    if (!c->due.due.n && !c->due.due_words.n) return;
    MARK(b, "<p class=\"due\">Due: ");
    part_date(v, c->due.due);
    if (c->due.due_words.n) {
        if (c->due.due.n) MARK(b, ", ");
        MARK(b, "<q>");
        html_name(b, c->due.due_words);
        MARK(b, "</q>");
    }
    MARK(b, "</p>\n");
}

static void put_plans(view *v, const commitment *c) {
    buf *b = v->out;
    if (c->plan_count < 2) return;
    MARK(b, "<section id=\"plans\"><h2>Plan</h2><ol class=\"log\">\n");
    for (size_t i = 0; i < c->plan_count; i++) {
        const plan_row *p = &c->plans[i];
        MARK(b, "<li><span class=\"when\">");
        part_date(v, p->due);
        if (!p->due.n) MARK(b, "no day");
        MARK(b, "</span><div class=\"about\">");
        if (i == 0)
            MARK(b, "as first promised");
        else
            MARK(b, "moved");
        if (p->reason.n) MARK(b, ": ");
        html_name(b, p->reason);
        if (p->source.id) {
            MARK(b, " <span class=\"meta\">");
            part_source_link(v, &p->source);
            MARK(b, "</span>");
        }
        MARK(b, "</div></li>\n");
    }
    MARK(b, "</ol></section>\n");
}

static void put_report(view *v, const progress_row *p, str unit) {
    buf *b = v->out;
    MARK(b, "<li><span class=\"when\">");
    part_date(v, p->on);
    MARK(b, "</span><div class=\"about\"><strong>");
    html_text(b, words_of(v->arena, p->score));
    MARK(b, "</strong> ");
    if (!p->source.id)
        MARK(b, "<span class=\"warn\">claimed, without evidence: not counted</span> ");
    if (!isnan(p->value)) {
        put_number(v, p->value, unit);
        MARK(b, " ");
    }
    html_name(b, p->note);
    if (p->reporter.id) {
        MARK(b, " <span class=\"meta\">reported by ");
        part_actor(v, &p->reporter);
        MARK(b, "</span>");
    }
    if (p->source.id) {
        evidence_row said = {
            .source = p->source, .start = p->start, .end = p->end, .text = p->text};
        MARK(b, " ");
        part_sentence(v, &said);
    }
    MARK(b, "</div></li>\n");
}

/* Two forms of the page have one: `id` is its own in each. */
static void put_source_choice(view *v, const char *id, const char *label, const source_ref *items,
                              size_t count, int64_t chosen) {
    buf *b = v->out;
    MARK(b, "<p><label for=\"");
    buf_put_z(b, id);
    MARK(b, "\">");
    buf_put_z(b, label);
    MARK(b, "</label><select name=\"source\" id=\"");
    buf_put_z(b, id);
    MARK(b, "\"><option value=\"\">none</option>");
    for (size_t i = 0; i < count; i++) {
        MARK(b, "<option value=\"");
        html_int(b, items[i].id);
        MARK(b, "\"");
        if (items[i].id == chosen) MARK(b, " selected");
        MARK(b, ">");
        html_text(b, items[i].title.n ? items[i].title : items[i].address);
        MARK(b, " (source ");
        html_int(b, items[i].id);
        MARK(b, ")</option>");
    }
    put_select_end(v);
}

/* The sources offered as evidence: those that tell of it or of `other`, and the newest. */
static code sources_offered(view *v, int64_t id, int64_t other, source_ref **out, size_t *count,
                            fault *f) {
    enum { NEWEST = 20 };
    evidence_row *e, *also = NULL;
    source_list newest;
    size_t n, m = 0, k = 0;
    TRY(record_evidence(v->arena, v->db, id, &e, &n, f));
    if (other) TRY(record_evidence(v->arena, v->db, other, &also, &m, f));
    TRY(source_browse(v->arena, v->db, false, S(""), NEWEST, &newest, f));
    source_ref *all = arena_array(v->arena, n + m + newest.count + 1, sizeof *all);
    if (!all) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < n + m + newest.count; i++) {
        const source_ref *s = i < n       ? &e[i].source
                              : i < n + m ? &also[i - n].source
                                          : &newest.items[i - n - m].ref;
        bool known = false;
        for (size_t j = 0; j < k; j++) known = known || all[j].id == s->id;
        if (!known) all[k++] = *s;
    }
    *out = all;
    *count = k;
    return OK;
}

static void put_action(view *v, int64_t id, const char *what) {
    str action = str_format(v->arena, "/commitment/%lld/%s", (long long)id, what);
    form_open(v, action.p ? action : S(""), false);
}

/* What a person confirmed to put it off names a later day: planning anew begins with that. */
static code put_postponed(view *v, const commitment *c, fault *f) {
    postponement x;
    bool found;
    buf *b = v->out;
    TRY(postponement_find(v->arena, v->db, c->due.row.id, 0, c->due.due, &x, &found, f));
    if (!found) return OK;
    MARK(b, "<p id=\"postponed\"><a href=\"/record/");
    html_int(b, x.record_id);
    MARK(b, "\">");
    html_name(b, x.label);
    MARK(b, "</a> names another day, ");
    part_date(v, x.due);
    MARK(b, ": <a href=\"/commitment/");
    html_int(b, c->due.row.id);
    MARK(b, "?moved_by=");
    html_int(b, x.record_id);
    MARK(b, "#replan\">plan anew for it</a></p>\n");
    return OK;
}

static void put_replan(view *v, const commitment *c, const postponement *by,
                       const source_ref *sources, size_t n) {
    buf *b = v->out;
    bool moved = by->record_id != 0;
    MARK(b, "<details id=\"replan\"");
    if (moved) MARK(b, " open");
    MARK(b, "><summary>Plan anew</summary>\n");
    put_action(v, c->due.row.id, "plan");
    put_line_input(v, "due",
                   "New due date (EDTF, or words such as \"within two weeks\"; empty: no day)",
                   "text", moved ? by->due : c->due.due, false);
    put_line_input(v, "reason", "Why", "text", moved ? S("put off") : S(""), true);
    put_source_choice(v, "plan-source", "Source that says so", sources, n, by->source_id);
    MARK(b, "<p class=\"hint\">The first plan stays and is shown beside the new one.</p>"
            "<p><button>Plan anew</button></p></form></details>\n");
}

static code put_forms(view *v, const commitment *c, fault *f) {
    postponement by = {0};
    int64_t moved_by;
    bool found;
    buf *b = v->out;
    int64_t id = c->due.row.id;
    source_ref *sources = NULL;
    size_t n = 0;
    char today[16];
    day_format(v->request->today, today);
    TRY(request_int(v->request, "moved_by", 0, &moved_by, f));
    if (moved_by) TRY(postponement_find(v->arena, v->db, id, moved_by, c->due.due, &by, &found, f));
    TRY(sources_offered(v, id, by.record_id, &sources, &n, f));
    MARK(b, "<details id=\"report\"><summary>Report progress</summary>\n");
    put_action(v, id, "progress");
    put_line_input(v, "on", "Day it speaks of (EDTF)", "text", str_of(today), true);
    put_select_start(v, "score", "How far it is", "choose");
    for (follow_score s = SCORE_NOT_STARTED; s < SCORE_COUNT; s++)
        put_select_option(v, str_of(follow_score_name(s)), S(""));
    put_select_end(v);
    put_line_input(v, "reporter", "Reported by (state or body)", "text", S(""), false);
    if (c->has_measure) put_line_input(v, "value", "The number as it stood", "text", S(""), false);
    put_line_input(v, "note", "Note", "text", S(""), false);
    put_source_choice(v, "report-source", "Evidence: the source that says so", sources, n, 0);
    put_line_input(v, "sentence", "and its words there, copied", "text", S(""), false);
    MARK(b, "<p class=\"hint\">Without a source it is shown as claimed and changes nothing.</p>"
            "<p><button>Add the report</button></p></form></details>\n");
    put_replan(v, c, &by, sources, n);
    return OK;
}

static code put_progress(view *v, const commitment *c, fault *f) {
    buf *b = v->out;
    MARK(b, "<section id=\"progress\"><h2>Progress</h2>\n");
    if (!c->progress_count) part_empty(v, S("No report yet. That is not the same as not started."));
    if (c->progress_count) MARK(b, "<ol class=\"log\">\n");
    for (size_t i = 0; i < c->progress_count; i++) put_report(v, &c->progress[i], c->measure.unit);
    if (c->progress_count) MARK(b, "</ol>\n");
    TRY(section_offers(v, c->due.row.id, f));
    if (!c->due.row.withdrawn) TRY(put_forms(v, c, f));
    MARK(b, "</section>\n");
    return OK;
}

code page_commitment(request *q, response *r, fault *f) {
    record_row row;
    commitment c;
    TRY(wanted_record(q, RECORD_COMMITMENT, &row, f));
    if (record_moved(q, r, &row)) return OK;
    TRY(commitment_find(q->arena, q->worker, row.id, &c, f));
    view v = open_record(q, r, &c.due.row);
    if (c.parent_id) {
        MARK(v.out, "<p class=\"meta\">Part of <a href=\"/record/");
        html_int(v.out, c.parent_id);
        MARK(v.out, "\">");
        html_name(v.out, c.parent_label);
        MARK(v.out, "</a></p>\n");
    }
    TRY(section_standing(&v, &c.due.row, f));
    put_due(&v, &c);
    put_measure(&v, &c);
    TRY(section_report(&v, row.id, f));
    section_facts(&v, &c.due.row);
    put_plans(&v, &c);
    if (!row.withdrawn) TRY(put_postponed(&v, &c, f));
    if (!row.withdrawn) TRY(section_promise_edit(&v, row.id, f));
    TRY(put_progress(&v, &c, f));
    TRY(section_roadmap(&v, row.id, false, f));
    return close_record(&v, &row, q->today, f);
}

static str back_to(request *q, int64_t id, const char *done) {
    str to = str_format(q->arena, "/commitment/%lld?done=%s", (long long)id, done);
    return to.p ? to : S("/commitments");
}

code post_promise_edit(request *q, response *r, fault *f) {
    promise_written done;
    int64_t id;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    return promise_edit(q, r, back_to(q, id, "promise"), &done, f);
}

code post_progress(request *q, response *r, fault *f) {
    promise_written done;
    int64_t id;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    return progress_report(q, r, back_to(q, id, "reported"), &done, f);
}

code post_plan(request *q, response *r, fault *f) {
    promise_written done;
    int64_t id;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    return plan_anew(q, r, back_to(q, id, "replanned"), &done, f);
}
