/* Minutes of sessions and the reports that they offer, as data. */
#include "api/api.h"
#include "api/write.h"

#include "page/minutes.h"

static void write_offer(jout *j, const offer_row *o) {
    jout_open(j, '{');
    jout_pair_int(j, "id", o->id);
    jout_pair_int(j, "session", o->session_id);
    jout_key(j, "promise");
    write_record(j, &o->promise);
    jout_pair_str(j, "on", o->on);
    jout_pair_str(j, "score", o->score);
    jout_pair_str(j, "state", str_of(offer_state_name(o->state)));
    jout_pair_str(j, "reason", o->reason);
    jout_pair_int(j, "source", o->source.id);
    jout_pair_int(j, "start", (int64_t)o->start);
    jout_pair_int(j, "end", (int64_t)o->end);
    jout_pair_str(j, "sentence", o->text);
    jout_close(j, '}');
}

code api_offers(request *q, response *r, fault *f) {
    int64_t held, promise;
    offer_row *rows;
    size_t n;
    jout j;
    TRY(request_int(q, "session", 0, &held, f));
    TRY(request_int(q, "promise", 0, &promise, f));
    TRY(offer_browse(q->arena, q->worker, held, promise,
                     held || promise ? OFFER_STATE_COUNT : OFFER_WAITING, 500, &rows, &n, f));
    answer_begin(r, &j);
    jout_key(&j, "offers");
    jout_open(&j, '[');
    for (size_t i = 0; i < n; i++) write_offer(&j, &rows[i]);
    jout_close(&j, ']');
    answer_end(r, &j);
    return OK;
}

code api_minutes(request *q, response *r, fault *f) {
    minutes_written done;
    jout j;
    TRY(minutes_take(q, r, S("/"), &done, f));
    answer_begin(r, &j);
    jout_pair_int(&j, "source", done.source_id);
    jout_pair_int(&j, "drafts", (int64_t)done.drafts);
    jout_pair_int(&j, "offers", (int64_t)done.offers);
    answer_end(r, &j);
    return OK;
}

static code decide(request *q, response *r, bool accept, fault *f) {
    minutes_written done;
    jout j;
    TRY(offer_answer(q, r, accept, S("/"), &done, f));
    answer_begin(r, &j);
    jout_pair_int(&j, "promise", done.promise_id);
    jout_pair_str(&j, "decided", accept ? S("accepted") : S("refused"));
    if (accept) jout_pair_int(&j, "report", done.progress_id);
    answer_end(r, &j);
    return OK;
}

code api_report_accept(request *q, response *r, fault *f) {
    return decide(q, r, true, f);
}

code api_report_refuse(request *q, response *r, fault *f) {
    return decide(q, r, false, f);
}
