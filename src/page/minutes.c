#include "page/minutes.h"

#include "page/intake.h"
#include "page/pages.h"
#include "page/sections.h"
#include "page/write.h"

enum { SHOWN_MOST = 200 };

static void put_offer(view *v, const offer_row *o) {
    buf *b = v->out;
    const evidence_row said = {
        .id = o->id, .source = o->source, .start = o->start, .end = o->end, .text = o->text};
    MARK(b, "<li><span class=\"when\">");
    part_date(v, o->on);
    MARK(b, "</span><div class=\"about\">");
    part_record_link(v, &o->promise);
    MARK(b, " <strong>");
    html_text(b, words_of(v->arena, o->score));
    MARK(b, "</strong>");
    part_sentence(v, &said);
    MARK(b, "<p class=\"reason\">");
    html_name(b, o->reason);
    MARK(b, "</p>");
    if (o->state == OFFER_WAITING) {
        str accept = str_format(v->arena, "/report/%lld/accept", (long long)o->id);
        str refuse = str_format(v->arena, "/report/%lld/refuse", (long long)o->id);
        form_button(v, accept.p ? accept : S(""), S("Accept the report"), o->promise.label);
        form_button(v, refuse.p ? refuse : S(""), S("Refuse"), o->promise.label);
    }
    MARK(b, "</div><span class=\"state\">");
    buf_put_z(b, offer_state_name(o->state));
    MARK(b, "</span></li>\n");
}

static void put_offers(view *v, const offer_row *rows, size_t n) {
    if (!n) return;
    MARK(v->out, "<ol class=\"records\">\n");
    for (size_t i = 0; i < n; i++) put_offer(v, &rows[i]);
    MARK(v->out, "</ol>\n");
}

code section_offers(view *v, int64_t promise_id, fault *f) {
    offer_row *rows;
    size_t n;
    TRY(offer_browse(v->arena, v->db, 0, promise_id, OFFER_WAITING, SHOWN_MOST, &rows, &n, f));
    if (!n) return OK;
    MARK(v->out, "<h3 id=\"offers\">Read in minutes, to be accepted or refused</h3>\n");
    put_offers(v, rows, n);
    return OK;
}

static void put_form(view *v, int64_t session_id) {
    str action = str_format(v->arena, "/engagement/%lld/minutes", (long long)session_id);
    MARK(v->out,
         "<details id=\"add-minutes\"><summary>Add its minutes</summary>\n"
         "<p class=\"hint\">They are kept as a source of this session and read into drafts; "
         "each sentence that reports on an open promise is offered as a report.</p>\n");
    form_open(v, action.p ? action : S(""), true);
    intake_fields(v->out);
    MARK(v->out, "<p><button class=\"accept\">Add the minutes</button></p></form></details>\n");
}

code section_minutes(view *v, int64_t session_id, fault *f) {
    source_ref *sources;
    offer_row *rows;
    size_t count, n;
    TRY(minutes_of(v->arena, v->db, session_id, &sources, &count, f));
    TRY(offer_browse(v->arena, v->db, session_id, 0, OFFER_STATE_COUNT, SHOWN_MOST, &rows, &n, f));
    MARK(v->out, "<section id=\"minutes\"><h2>Minutes</h2>\n");
    for (size_t i = 0; i < count; i++) {
        MARK(v->out, "<p>");
        part_source_link(v, &sources[i]);
        MARK(v->out, "</p>\n");
    }
    if (!count) part_empty(v, S("No minutes are kept of it."));
    if (count && !n) part_empty(v, S("No sentence of them reports on an open promise."));
    put_offers(v, rows, n);
    put_form(v, session_id);
    MARK(v->out, "</section>\n");
    return OK;
}

typedef struct {
    int64_t id;
    bool accept;
    intake in;
    minutes_written done;
} asked;

static code work_minutes(change *c, void *context, fault *f) {
    asked *x = context;
    source_added added;
    TRY(source_add(c, &x->in.source, x->in.facts, x->in.fact_count, &added, f));
    x->done.source_id = added.id;
    x->done.drafts = added.draft_count;
    change_about(c, "source", added.id, (str){0}, (str){0});
    return minutes_add(c, x->id, added.id, &x->done.offers, f);
}

code minutes_take(request *q, response *r, str location, minutes_written *out, fault *f) {
    asked x = {0};
    TRY(record_id_of(request_path_value(q, 0), &x.id, f));
    TRY(intake_read(q, &x.in, f));
    TRY(page_change(q, r, "minutes", work_minutes, &x, location, f));
    *out = x.done;
    return OK;
}

static code work_offer(change *c, void *context, fault *f) {
    asked *x = context;
    return offer_decide(c, x->id, x->accept, &x->done.promise_id, &x->done.progress_id, f);
}

code offer_answer(request *q, response *r, bool accept, str location, minutes_written *out,
                  fault *f) {
    asked x = {.accept = accept};
    if (!str_int(request_path_value(q, 0), &x.id))
        return fault_set(f, NOTFOUND, NULL, "an offered report has a number");
    TRY(page_change(q, r, "progress", work_offer, &x, location, f));
    *out = x.done;
    return OK;
}

code post_minutes(request *q, response *r, fault *f) {
    minutes_written done;
    int64_t id;
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    str to = str_format(q->arena, "/record/%lld", (long long)id);
    return to.p ? minutes_take(q, r, to, &done, f) : fault_set(f, NOMEM, NULL, "not enough memory");
}

static code answered(request *q, response *r, bool accept, fault *f) {
    minutes_written done;
    TRY(offer_answer(q, r, accept, S("/"), &done, f));
    str to = str_format(q->arena, "/commitment/%lld?done=%s", (long long)done.promise_id,
                        accept ? "reported" : "refused-report");
    if (!to.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    respond_see_other(r, to);
    return OK;
}

code post_report_accept(request *q, response *r, fault *f) {
    return answered(q, r, true, f);
}

code post_report_refuse(request *q, response *r, fault *f) {
    return answered(q, r, false, f);
}
