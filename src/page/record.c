#include "page/minutes.h"
#include "page/pages.h"
#include "page/promise.h"
#include "page/report.h"
#include "page/sections.h"

#include "store/engagement.h"

/* Engagements, commitments, positions, memberships, relations: what an instrument's page has, but
 * for acts and status. */

view open_record(request *q, response *r, const record_row *row) {
    static const char *const sections[RECORD_COUNT] = {
        "/instruments", "/engagements", "/commitments", "/positions", "/memberships", "/relations"};
    const page_head head = {.title = row->label, .section = sections[row->family]};
    view v = view_open(q, r, &head);
    if (row->withdrawn)
        MARK(v.out, "<p class=\"flash\">This record was withdrawn. Lists do not show it; its page "
                    "stays, with its history.</p>\n");
    return v;
}

code close_record(view *v, const record_row *row, day on, fault *f) {
    TRY(section_evidence(v, row->id, f));
    TRY(section_claims(v, row->id, f));
    TRY(section_links(v, row->id, on, f));
    TRY(section_history(v, row->id, f));
    section_cite(v, row);
    view_close(v);
    return OK;
}

code wanted_record(request *q, record family, record_row *row, fault *f) {
    int64_t id;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(record_find(q->arena, q->worker, id, q->today, row, f));
    if (row->family == family) return OK;
    return fault_set(f, NOTFOUND, NULL, "record %lld is no %s but: %s; try /record/%lld",
                     (long long)id, record_name(family), record_name(row->family), (long long)id);
}

/* Of the documents made at it: how many are in force today. What nobody tells of is counted apart.
 */
static void put_documents(view *v, const engagement *e) {
    size_t n = 0, in_force = 0, untold = 0;
    buf *b = v->out;
    for (size_t i = 0; i < e->outcome_count; i++) {
        const record_row *x = &e->outcomes[i];
        if (x->family != RECORD_INSTRUMENT) continue;
        n++;
        in_force += str_eq(x->status, S("in_force"));
        untold += !x->status.n;
    }
    if (!n) return;
    MARK(b, "<p class=\"meta\">");
    html_int(b, (int64_t)n);
    if (n == 1)
        MARK(b, " document: ");
    else
        MARK(b, " documents: ");
    html_int(b, (int64_t)in_force);
    MARK(b, " in force, ");
    html_int(b, (int64_t)(n - in_force - untold));
    MARK(b, " not, ");
    html_int(b, (int64_t)untold);
    MARK(b, " of which nothing tells.</p>\n");
}

code page_engagement(request *q, response *r, fault *f) {
    record_row row;
    engagement e;
    TRY(wanted_record(q, RECORD_ENGAGEMENT, &row, f));
    if (record_moved(q, r, &row)) return OK;
    TRY(engagement_find(q->arena, q->worker, row.id, q->today, &e, f));
    view v = open_record(q, r, &e.row);
    TRY(section_standing(&v, &e.row, f));
    section_facts(&v, &e.row);
    TRY(section_announced(&v, row.id, f));
    if (row.kind == KIND_COMMISSION) TRY(section_report_at(&v, row.id, f));
    if (row.kind == KIND_COMMISSION && !row.withdrawn) TRY(section_minutes(&v, row.id, f));
    if (e.outcome_count) {
        static const records_look look = {.family = true};
        MARK(v.out, "<section id=\"outcomes\"><h2>What came of it, and where it stands today</h2>"
                    "\n");
        put_documents(&v, &e);
        TRY(part_records(&v, e.outcomes, e.outcome_count, &look, f));
        MARK(v.out, "</section>\n");
    }
    return close_record(&v, &row, q->today, f);
}

static code simple_record(request *q, response *r, record family, fault *f) {
    record_row row;
    TRY(wanted_record(q, family, &row, f));
    if (record_moved(q, r, &row)) return OK;
    view v = open_record(q, r, &row);
    section_facts(&v, &row);
    return close_record(&v, &row, q->today, f);
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
