#include "page/pages.h"
#include "page/sections.h"

#include "store/commitment.h"
#include "store/engagement.h"

/* Engagements, commitments, positions, memberships, relations: what an instrument's page has, but
 * for acts and status. */

static view open_record(request *q, response *r, const record_row *row) {
    static const char *const sections[RECORD_COUNT] = {
        "/instruments", "/engagements", "/commitments", "/positions", "/memberships", "/relations"};
    const page_head head = {.title = row->label, .section = sections[row->family]};
    view v = view_open(q, r, &head);
    if (row->withdrawn)
        MARK(v.out, "<p class=\"flash\">This record was withdrawn. Lists do not show it; its page "
                    "stays, with its history.</p>\n");
    return v;
}

static code close_record(view *v, int64_t id, day on, fault *f) {
    TRY(section_evidence(v, id, f));
    TRY(section_claims(v, id, f));
    TRY(section_links(v, id, on, f));
    TRY(section_history(v, id, f));
    view_close(v);
    return OK;
}

static code wanted_record(request *q, record family, record_row *row, fault *f) {
    int64_t id;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(record_find(q->arena, q->worker, id, q->today, row, f));
    if (row->family == family) return OK;
    return fault_set(f, NOTFOUND, NULL, "record %lld is no %s but: %s; try /record/%lld",
                     (long long)id, record_name(family), record_name(row->family), (long long)id);
}

code page_engagement(request *q, response *r, fault *f) {
    record_row row;
    engagement e;
    TRY(wanted_record(q, RECORD_ENGAGEMENT, &row, f));
    if (record_moved(q, r, &row)) return OK;
    TRY(engagement_find(q->arena, q->worker, row.id, q->today, &e, f));
    view v = open_record(q, r, &e.row);
    section_facts(&v, &e.row);
    if (e.outcome_count) {
        static const records_look look = {.family = true};
        MARK(v.out, "<section id=\"outcomes\"><h2>What came of it</h2>\n");
        TRY(part_records(&v, e.outcomes, e.outcome_count, &look, f));
        MARK(v.out, "</section>\n");
    }
    return close_record(&v, row.id, q->today, f);
}

static void put_plan(view *v, const commitment *c) {
    buf *b = v->out;
    if (c->due.due.n || c->due.due_words.n) {
        MARK(b, "<p class=\"due\">Due: ");
        part_date(v, c->due.due);
        if (c->due.due_words.n) {
            if (c->due.due.n) MARK(b, ", ");
            MARK(b, "<q>");
            html_text(b, c->due.due_words);
            MARK(b, "</q>");
        }
        part_due_state(v, &c->due);
        MARK(b, "</p>\n");
    }
    if (c->plan_count < 2) return;
    MARK(b, "<h3>Plan</h3><ol class=\"log\">\n");
    for (size_t i = 0; i < c->plan_count; i++) {
        MARK(b, "<li><span class=\"when\">");
        part_date(v, c->plans[i].due);
        MARK(b, "</span><div class=\"about\">");
        if (c->plans[i].version == 0)
            MARK(b, "as first promised");
        else
            MARK(b, "moved");
        if (c->plans[i].reason.n) MARK(b, ": ");
        html_text(b, c->plans[i].reason);
        if (c->plans[i].source.id) {
            MARK(b, " <span class=\"meta\">");
            part_source_link(v, &c->plans[i].source);
            MARK(b, "</span>");
        }
        MARK(b, "</div></li>\n");
    }
    MARK(b, "</ol>\n");
}

static void put_progress(view *v, const commitment *c) {
    buf *b = v->out;
    MARK(b, "<section id=\"progress\"><h2>Progress</h2>\n");
    if (!c->progress_count) part_empty(v, S("No report yet. That is not the same as not started."));
    if (c->progress_count) MARK(b, "<ol class=\"log\">\n");
    for (size_t i = 0; i < c->progress_count; i++) {
        const progress_row *p = &c->progress[i];
        MARK(b, "<li><span class=\"when\">");
        part_date(v, p->on);
        MARK(b, "</span><div class=\"about\"><strong>");
        html_text(b, words_of(v->arena, p->score));
        MARK(b, "</strong> ");
        html_text(b, p->note);
        if (p->source.id) {
            evidence_row said = {
                .source = p->source, .start = p->start, .end = p->end, .text = p->text};
            MARK(b, " ");
            part_sentence(v, &said);
        }
        MARK(b, "</div></li>\n");
    }
    if (c->progress_count) MARK(b, "</ol>\n");
    MARK(b, "</section>\n");
}

static code put_milestones(view *v, int64_t id, fault *f) {
    due_row *rows;
    size_t n;
    TRY(commitment_children(v->arena, v->db, id, &rows, &n, f));
    if (!n) return OK;
    MARK(v->out, "<section id=\"milestones\"><h2>Milestones</h2>\n");
    TRY(part_due_list(v, rows, n, f));
    MARK(v->out, "</section>\n");
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
        html_text(v.out, c.parent_label);
        MARK(v.out, "</a></p>\n");
    }
    put_plan(&v, &c);
    section_facts(&v, &c.due.row);
    put_progress(&v, &c);
    TRY(put_milestones(&v, row.id, f));
    return close_record(&v, row.id, q->today, f);
}

static code simple_record(request *q, response *r, record family, fault *f) {
    record_row row;
    TRY(wanted_record(q, family, &row, f));
    if (record_moved(q, r, &row)) return OK;
    view v = open_record(q, r, &row);
    section_facts(&v, &row);
    return close_record(&v, row.id, q->today, f);
}

code page_position(request *q, response *r, fault *f) {
    return simple_record(q, r, RECORD_POSITION, f);
}

code page_membership(request *q, response *r, fault *f) {
    return simple_record(q, r, RECORD_MEMBERSHIP, f);
}

code page_relation(request *q, response *r, fault *f) {
    return simple_record(q, r, RECORD_RELATION, f);
}

code page_any_record(request *q, response *r, fault *f) {
    record_row row;
    int64_t id;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(record_find(q->arena, q->worker, id, q->today, &row, f));
    respond_see_other(r, record_address(q->arena, row.family, row.id, row.label));
    return OK;
}
