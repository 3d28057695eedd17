/* Reports, new plans and decisions on links, from the fields of a request. */
#include "page/promise_write.h"

#include "page/sections.h"
#include "page/write.h"

#include "base/date_typed.h"
#include "store/commitment.h"
#include "store/field_patch.h"
#include "store/replan.h"

typedef struct {
    int64_t id, source_id;
    str reporter, due, reason;
    new_progress report;
    link_state state;
    day today;
    promise_written done;
} asked;

/* Read in the transaction of the change: what it says holds when the change does. */
static code standing_find(change *c, asked *x, fault *f) {
    record_row row;
    TRY(record_find(c->a, c->d, x->done.promise_id, x->today, &row, f));
    return follow_judge_row(c->a, c->d, &row, x->today, &x->done.is_promise, &x->done.verdict, f);
}

static code asked_of(request *q, asked *x, fault *f) {
    TRY(record_id_of(request_path_value(q, 0), &x->id, f));
    x->done.promise_id = x->id;
    x->today = q->today;
    return request_int(q, "source", 0, &x->source_id, f);
}

static code work_progress(change *c, void *context, fault *f) {
    asked *x = context;
    if (x->reporter.n) {
        actor_ref who;
        fault own = {.code = OK};
        TRY(fault_place(f, actor_lookup(c->a, c->d, x->reporter, &who, &own), "reporter", &own));
        x->report.reporter = who.id;
    }
    change_about(c, "record", x->id, (str){0}, x->report.score);
    TRY(progress_add(c, x->id, &x->report, &x->done.made, f));
    return standing_find(c, x, f);
}

code progress_report(request *q, response *r, str location, promise_written *out, fault *f) {
    asked x = {0};
    TRY(asked_of(q, &x, f));
    x.reporter = str_trim(request_value(q, "reporter"));
    x.report = (new_progress){.on = date_typed(q->arena, request_value(q, "on")),
                              .score = request_value(q, "score"),
                              .note = str_trim(request_value(q, "note")),
                              .source_id = x.source_id,
                              .sentence = str_trim(request_value(q, "sentence"))};
    str value = str_trim(request_value(q, "value"));
    if (value.n && !str_real(value, &x.report.value))
        return fault_set(f, INVALID, "value", "a number is wanted, such as 52000000");
    x.report.has_value = value.n > 0;
    TRY(page_change(q, r, "progress", work_progress, &x, location, f));
    *out = x.done;
    out->counted = x.source_id != 0;
    return OK;
}

static code work_plan(change *c, void *context, fault *f) {
    asked *x = context;
    change_about(c, "record", x->id, (str){0}, x->due);
    replan plan = {.due = x->due, .reason = x->reason, .source_id = x->source_id};
    TRY(replan_take(c, x->id, &plan, x->today, f));
    x->done.due = plan.due;
    return standing_find(c, x, f);
}

code plan_anew(request *q, response *r, str location, promise_written *out, fault *f) {
    asked x = {0};
    TRY(asked_of(q, &x, f));
    x.due = date_typed(q->arena, request_value(q, "due"));
    x.reason = str_trim(request_value(q, "reason"));
    TRY(page_change(q, r, "plan", work_plan, &x, location, f));
    *out = x.done;
    return OK;
}

static code work_link(change *c, void *context, fault *f) {
    asked *x = context;
    TRY(link_decide(c, x->id, x->state, f));
    query *q = db_query(c->d, "SELECT to_id FROM link WHERE id = $1", f);
    bind_int(q, 1, x->id);
    x->done.promise_id = query_row(q) ? column_int(q, 0) : 0;
    TRY(query_end(q));
    return standing_find(c, x, f);
}

code link_answer(request *q, response *r, link_state state, str location, promise_written *out,
                 fault *f) {
    asked x = {.state = state, .today = q->today};
    if (!str_int(request_path_value(q, 0), &x.id))
        return fault_set(f, NOTFOUND, NULL, "a link has a number");
    x.done.made = x.id;
    TRY(page_change(q, r, "link", work_link, &x, location, f));
    *out = x.done;
    return OK;
}
