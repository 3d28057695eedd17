/* Promises as data: where each stands, its plans and reports, what may have carried it out; and the
 * writes of their forms. */
#include "api/api.h"
#include "api/write.h"

#include "page/promise.h"
#include "page/promise_write.h"
#include "page/sections.h"
#include "store/proposal.h"

static void write_day(jout *j, const char *key, day d) {
    char text[16];
    day_format(d, text);
    jout_pair_str(j, key, *text ? str_of(text) : (str){0});
}

static void write_verdict(jout *j, const follow_verdict *x) {
    jout_key(j, "standing");
    jout_open(j, '{');
    jout_pair_str(j, "state", str_of(follow_status_name(x->state)));
    jout_pair_str(j, "reason", x->reason);
    jout_pair_bool(j, "silent", x->silent);
    jout_pair_bool(j, "overdue", x->overdue);
    write_day(j, "due_first", x->due_first);
    write_day(j, "due_last", x->due_last);
    write_day(j, "baseline_last", x->baseline_last);
    jout_close(j, '}');
}

static void write_promise(jout *j, const promise_row *p) {
    jout_open(j, '{');
    jout_key(j, "record");
    write_record(j, &p->row);
    jout_pair_str(j, "due", p->due);
    jout_pair_str(j, "due_words", p->due_words);
    write_verdict(j, &p->verdict);
    jout_close(j, '}');
}

code api_promises(request *q, response *r, fault *f) {
    followed_filter w;
    promise_page page;
    int64_t limit;
    jout j;
    TRY(promise_filter(q, &w, f));
    TRY(answer_limit(q, &limit, f));
    TRY(promise_browse(q->arena, q->worker, &w, q->today, request_value(q, "after"), (size_t)limit,
                       &page, f));
    answer_begin(r, &j);
    jout_key(&j, "promises");
    jout_open(&j, '[');
    for (size_t i = 0; i < page.count; i++) write_promise(&j, &page.items[i]);
    jout_close(&j, ']');
    jout_pair_int(&j, "total", (int64_t)page.total);
    jout_pair_str(&j, "next", page.next.n ? page.next : (str){0});
    answer_end(r, &j);
    return OK;
}

static void write_plans(jout *j, const commitment *c) {
    jout_key(j, "plans");
    jout_open(j, '[');
    for (size_t i = 0; i < c->plan_count; i++) {
        const plan_row *p = &c->plans[i];
        jout_open(j, '{');
        jout_pair_int(j, "version", p->version);
        jout_pair_str(j, "start", p->start);
        jout_pair_str(j, "due", p->due);
        jout_pair_str(j, "reason", p->reason);
        write_reference(j, "source", p->source.id);
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

static void write_number(jout *j, const char *key, double v) {
    jout_key(j, key);
    jout_exact(j, v);
}

static void write_measure(jout *j, const commitment *c) {
    const measure_row *m = &c->measure;
    jout_key(j, "measure");
    if (!c->has_measure) {
        jout_null(j);
        return;
    }
    jout_open(j, '{');
    jout_pair_str(j, "unit", m->unit);
    write_number(j, "baseline", m->baseline);
    write_number(j, "target", m->target);
    jout_pair_bool(j, "target_of_sentence", m->target_said);
    write_number(j, "latest", m->latest);
    jout_pair_str(j, "latest_on", m->latest_on);
    write_number(j, "share", m->share);
    jout_close(j, '}');
}

static void write_reports(jout *j, const commitment *c) {
    jout_key(j, "progress");
    jout_open(j, '[');
    for (size_t i = 0; i < c->progress_count; i++) {
        const progress_row *p = &c->progress[i];
        jout_open(j, '{');
        jout_pair_int(j, "id", p->id);
        jout_pair_str(j, "on", p->on);
        jout_pair_str(j, "score", p->score);
        jout_pair_bool(j, "counted", p->source.id != 0);
        jout_pair_str(j, "reporter", p->reporter.id ? p->reporter.name : (str){0});
        jout_pair_str(j, "note", p->note);
        write_number(j, "value", p->value);
        write_reference(j, "source", p->source.id);
        if (p->end > p->start) jout_pair_str(j, "sentence", p->text);
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

code api_commitment(request *q, response *r, fault *f) {
    int64_t id;
    commitment c;
    bool is;
    follow_verdict x;
    jout j;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(commitment_find(q->arena, q->worker, id, &c, f));
    TRY(follow_judge_row(q->arena, q->worker, &c.due.row, q->today, &is, &x, f));
    answer_begin(r, &j);
    jout_key(&j, "record");
    write_record(&j, &c.due.row);
    jout_pair_str(&j, "due", c.due.due);
    jout_pair_str(&j, "due_words", c.due.due_words);
    if (is) write_verdict(&j, &x);
    write_measure(&j, &c);
    jout_pair_str(&j, "pillar", c.pillar);
    write_number(&j, "weight", c.weight);
    jout_pair_str(&j, "sessions", c.sessions);
    write_reference(&j, "parent", c.parent_id);
    write_plans(&j, &c);
    write_reports(&j, &c);
    answer_end(r, &j);
    return OK;
}

code api_proposals(request *q, response *r, fault *f) {
    proposal_page page;
    proposal_quote *quotes;
    int64_t record_id;
    jout j;
    TRY(request_int(q, "record", 0, &record_id, f));
    TRY(proposal_browse(q->arena, q->worker, record_id, q->today, request_value(q, "after"), 100,
                        &page, f));
    TRY(proposal_quotes(q->arena, q->worker, &page, &quotes, f));
    answer_begin(r, &j);
    jout_key(&j, "proposals");
    jout_open(&j, '[');
    for (size_t i = 0; i < page.count; i++) {
        const proposal *p = &page.items[i];
        jout_open(&j, '{');
        jout_pair_int(&j, "link", p->id);
        jout_pair_str(&j, "kind", str_of(link_kind_name(p->kind)));
        jout_pair_str(&j, "reason", p->reason);
        jout_pair_str(&j, "deed_sentence", quotes[i].deed);
        jout_pair_str(&j, "promise_sentence", quotes[i].promise);
        jout_key(&j, "deed");
        write_record(&j, &p->deed);
        jout_key(&j, "promise");
        write_record(&j, &p->promise);
        jout_close(&j, '}');
    }
    jout_close(&j, ']');
    jout_pair_str(&j, "next", page.next.n ? page.next : (str){0});
    answer_end(r, &j);
    return OK;
}

static void begin_written(response *r, jout *j, const promise_written *done) {
    answer_begin(r, j);
    jout_pair_int(j, "promise", done->promise_id);
}

static void finish_written(response *r, jout *j, const promise_written *done) {
    if (done->is_promise) write_verdict(j, &done->verdict);
    answer_end(r, j);
}

code api_promise_edit(request *q, response *r, fault *f) {
    promise_written done;
    jout j;
    TRY(promise_edit(q, r, S("/"), &done, f));
    begin_written(r, &j, &done);
    finish_written(r, &j, &done);
    return OK;
}

code api_progress(request *q, response *r, fault *f) {
    promise_written done;
    jout j;
    TRY(progress_report(q, r, S("/"), &done, f));
    begin_written(r, &j, &done);
    jout_pair_int(&j, "report", done.made);
    jout_pair_bool(&j, "counted", done.counted);
    finish_written(r, &j, &done);
    return OK;
}

code api_plan(request *q, response *r, fault *f) {
    promise_written done;
    jout j;
    TRY(plan_anew(q, r, S("/"), &done, f));
    begin_written(r, &j, &done);
    jout_pair_str(&j, "due", done.due);
    finish_written(r, &j, &done);
    return OK;
}

static code decide(request *q, response *r, link_state state, fault *f) {
    promise_written done;
    jout j;
    TRY(link_answer(q, r, state, S("/"), &done, f));
    begin_written(r, &j, &done);
    jout_pair_int(&j, "link", done.made);
    jout_pair_str(&j, "decided", str_of(link_state_name(state)));
    finish_written(r, &j, &done);
    return OK;
}

code api_link_confirm(request *q, response *r, fault *f) {
    return decide(q, r, LINK_CONFIRMED, f);
}

code api_link_refuse(request *q, response *r, fault *f) {
    return decide(q, r, LINK_REFUSED, f);
}
