#include "api/api.h"
#include "api/write.h"

#include "page/standing.h"
#include "page/terms.h"
#include "page/write.h"

/* Acts and final clauses: what was recorded, and recording by programs. */

static void write_act(jout *j, const act_row *a) {
    jout_open(j, '{');
    jout_pair_int(j, "id", a->id);
    jout_key(j, "party");
    if (a->party.id)
        jout_str(j, a->party.code.n ? a->party.code : a->party.name);
    else
        jout_null(j);
    jout_pair_str(j, "act", a->act);
    jout_pair_str(j, "on", a->on);
    jout_pair_str(j, "effect", a->effect.n ? a->effect : (str){NULL, 0});
    write_reference(j, "by", a->by_id);
    jout_pair_str(j, "note", a->note);
    write_reference(j, "source", a->source.id);
    if (a->reported.n) jout_pair_str(j, a->passed_over ? "ignored" : "odd", a->reported);
    jout_close(j, '}');
}

code api_acts(request *q, response *r, fault *f) {
    int64_t id;
    instrument i;
    jout j;
    TRY(answer_id(q, &id, f));
    TRY(instrument_find(q->arena, q->worker, id, q->today, &i, f));
    answer_begin(r, &j);
    jout_pair_int(&j, "instrument", id);
    jout_pair_str(&j, "title", i.row.label);
    jout_key(&j, "terms");
    if (i.terms.n)
        jout_raw(&j, i.terms);
    else
        jout_null(&j);
    jout_key(&j, "acts");
    jout_open(&j, '[');
    for (size_t k = 0; k < i.act_count; k++) write_act(&j, &i.acts[k]);
    jout_close(&j, ']');
    answer_end(r, &j);
    return OK;
}

typedef struct {
    int64_t instrument_id, act_id;
    act_words words;
    terms_words terms;
    bool known;
} asked;

static code work_add(change *c, void *context, fault *f) {
    asked *x = context;
    return act_record(c, x->instrument_id, &x->words, &x->act_id, &x->known, f);
}

code api_act_add(request *q, response *r, fault *f) {
    asked x = {0};
    jout j;
    TRY(answer_id(q, &x.instrument_id, f));
    TRY(act_words_of(q, &x.words, f));
    TRY(page_change(q, r, "act", work_add, &x, S("/"), f));
    answer_begin(r, &j);
    jout_pair_int(&j, "act", x.act_id);
    jout_pair_int(&j, "instrument", x.instrument_id);
    jout_pair_bool(&j, "known", x.known);
    answer_end(r, &j);
    return OK;
}

static code work_remove(change *c, void *context, fault *f) {
    const asked *x = context;
    return act_remove(c, x->act_id, f);
}

code api_act_remove(request *q, response *r, fault *f) {
    asked x = {0};
    jout j;
    TRY(answer_id(q, &x.act_id, f));
    TRY(page_change(q, r, "act", work_remove, &x, S("/"), f));
    answer_begin(r, &j);
    jout_pair_int(&j, "act", x.act_id);
    jout_pair_bool(&j, "removed", true);
    answer_end(r, &j);
    return OK;
}

static code work_terms(change *c, void *context, fault *f) {
    asked *x = context;
    TRY(terms_record(c, x->instrument_id, &x->terms, f));
    x->known = c->idle;
    return OK;
}

code api_terms(request *q, response *r, fault *f) {
    asked x = {0};
    jout j;
    TRY(answer_id(q, &x.instrument_id, f));
    x.terms.terms = str_trim(request_value(q, "terms"));
    x.terms.text = request_value(q, "text");
    x.terms.address = str_trim(request_value(q, "address"));
    TRY(page_change(q, r, "terms", work_terms, &x, S("/"), f));
    answer_begin(r, &j);
    jout_pair_int(&j, "instrument", x.instrument_id);
    jout_pair_bool(&j, "known", x.known);
    answer_end(r, &j);
    return OK;
}

code api_terms_propose(request *q, response *r, fault *f) {
    law_proposal p;
    str terms, text = request_value(q, "text");
    jout j;
    if (!str_trim(text).n) return fault_set(f, INVALID, "text", "the treaty's text is wanted");
    TRY(terms_propose(q->arena, text, &p, &terms, f));
    r->type = "application/json";
    jout_init(&j, &r->body);
    law_proposal_print(&j, &p, text);
    buf_put_char(&r->body, '\n');
    return OK;
}
