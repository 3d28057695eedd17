#include "api/api.h"
#include "api/write.h"
#include "base/word_take.h"

#include "store/search.h"
#include "store/source.h"
#include "store/standing.h"

static code filter_of(request *q, record_filter *out, fault *f) {
    record_filter x = RECORD_ANY;
    actor_ref who;
    str word;
    int64_t year;
    x.words = str_trim(request_value(q, "q"));
    x.status = request_value(q, "status");
    if ((word = request_value(q, "record")).n) TRY(record_take("record", word, &x.family, f));
    if ((word = request_value(q, "kind")).n) TRY(kind_take("kind", word, RECORD_COUNT, &x.kind, f));
    if ((word = request_value(q, "sector")).n) TRY(sector_take("sector", word, &x.sector, f));
    if ((word = str_trim(request_value(q, "state"))).n) {
        TRY(actor_lookup(q->arena, q->worker, word, &who, f));
        x.state = who.id;
    }
    if ((word = str_trim(request_value(q, "other"))).n) {
        TRY(actor_lookup(q->arena, q->worker, word, &who, f));
        x.other = who.id;
    }
    TRY(request_int(q, "year", 0, &year, f));
    if (year < 0 || year > 9999) return fault_set(f, INVALID, "year", "a year has four digits");
    x.year = (int)year;
    TRY(request_day(q, "on", q->today, &x.on, f));
    *out = x;
    return OK;
}

static void write_page(jout *j, const record_page *page) {
    jout_key(j, "records");
    jout_open(j, '[');
    for (size_t i = 0; i < page->count; i++) write_record(j, &page->items[i]);
    jout_close(j, ']');
    jout_pair_str(j, "next", page->next.n ? page->next : (str){0});
}

code api_records(request *q, response *r, fault *f) {
    record_filter filter;
    record_page page;
    int64_t limit;
    jout j;
    TRY(filter_of(q, &filter, f));
    TRY(answer_limit(q, &limit, f));
    TRY(record_browse(q->arena, q->worker, &filter, request_value(q, "after"), (size_t)limit, &page,
                      f));
    answer_begin(r, &j);
    write_page(&j, &page);
    answer_end(r, &j);
    return OK;
}

static void write_names(jout *j, const actor *a) {
    jout_key(j, "names");
    jout_open(j, '[');
    for (size_t i = 0; i < a->name_count; i++) {
        jout_open(j, '{');
        jout_pair_str(j, "name", a->names[i].name);
        jout_pair_str(j, "language", a->names[i].language.n ? a->names[i].language : (str){0});
        jout_pair_str(j, "kind", a->names[i].kind);
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

code api_body(request *q, response *r, fault *f) {
    actor a;
    record_filter filter = RECORD_ANY;
    record_page page;
    int64_t limit;
    jout j;
    TRY(answer_id(q, &filter.state, f));
    TRY(answer_limit(q, &limit, f));
    TRY(actor_find(q->arena, q->worker, filter.state, &a, f));
    filter.on = q->today;
    TRY(record_browse(q->arena, q->worker, &filter, request_value(q, "after"), (size_t)limit, &page,
                      f));
    answer_begin(r, &j);
    jout_key(&j, "body");
    write_actor(&j, &a.ref);
    jout_key(&j, "of");
    if (a.state.id)
        write_actor(&j, &a.state);
    else
        jout_null(&j);
    write_names(&j, &a);
    jout_pair_str(&j, "exists_from", a.exists_from.n ? a.exists_from : (str){0});
    jout_pair_str(&j, "exists_to", a.exists_to.n ? a.exists_to : (str){0});
    write_page(&j, &page);
    answer_end(r, &j);
    return OK;
}

static void write_evidence(jout *j, const evidence_row *e) {
    jout_open(j, '{');
    jout_key(j, "source");
    write_source(j, &e->source);
    if (e->end > e->start) {
        jout_pair_int(j, "start", (int64_t)e->start);
        jout_pair_int(j, "end", (int64_t)e->end);
        jout_pair_str(j, "text", e->text);
    }
    jout_close(j, '}');
}

static void write_claim(jout *j, const claim_row *c) {
    jout_open(j, '{');
    jout_pair_str(j, "field", c->field);
    jout_pair_str(j, "value", c->value);
    jout_pair_bool(j, "held", c->held);
    jout_pair_bool(j, "disagrees", c->disagrees);
    write_reference(j, "source", c->source.id);
    jout_close(j, '}');
}

code api_record(request *q, response *r, fault *f) {
    int64_t id;
    record_row row;
    evidence_row *e;
    claim_row *c;
    size_t e_count, c_count;
    day on;
    jout j;
    TRY(answer_id(q, &id, f));
    TRY(request_day(q, "on", q->today, &on, f));
    TRY(record_find(q->arena, q->worker, id, on, &row, f));
    TRY(record_evidence(q->arena, q->worker, id, &e, &e_count, f));
    TRY(record_claims(q->arena, q->worker, id, &c, &c_count, f));
    answer_begin(r, &j);
    jout_key(&j, "record");
    write_record(&j, &row);
    jout_key(&j, "evidence");
    jout_open(&j, '[');
    for (size_t i = 0; i < e_count; i++) write_evidence(&j, &e[i]);
    jout_close(&j, ']');
    jout_key(&j, "claims");
    jout_open(&j, '[');
    for (size_t i = 0; i < c_count; i++) write_claim(&j, &c[i]);
    jout_close(&j, ']');
    answer_end(r, &j);
    return OK;
}

static void write_interval(jout *j, const status_row *s) {
    char from[32], to[32];
    status_from_text(s, from);
    status_to_text(s, to);
    jout_open(j, '{');
    jout_key(j, "party");
    if (s->party.id)
        jout_str(j, s->party.code.n ? s->party.code : s->party.name);
    else
        jout_null(j);
    jout_pair_str(j, "status", s->status);
    jout_pair_str(j, "from", str_of(from));
    jout_pair_str(j, "to", *to ? str_of(to) : (str){0});
    jout_pair_str(j, "why", s->why);
    jout_pair_bool(j, "uncertain", s->uncertain);
    jout_key(j, "acts");
    jout_raw(j, s->acts);
    jout_close(j, '}');
}

/* Without a day every interval; with one, those that hold on it. */
code api_status(request *q, response *r, fault *f) {
    int64_t id;
    day on;
    instrument i;
    jout j;
    TRY(answer_id(q, &id, f));
    TRY(request_day(q, "on", DAY_NONE, &on, f));
    TRY(instrument_find(q->arena, q->worker, id, on == DAY_NONE ? q->today : on, &i, f));
    answer_begin(r, &j);
    jout_pair_int(&j, "instrument", id);
    jout_pair_str(&j, "title", i.row.label);
    jout_key(&j, "intervals");
    jout_open(&j, '[');
    for (size_t k = 0; k < i.status_count; k++) {
        const status_row *s = &i.statuses[k];
        if (on == DAY_NONE || (s->from <= on && on < s->to)) write_interval(&j, s);
    }
    jout_close(&j, ']');
    answer_end(r, &j);
    return OK;
}

static void write_hit(jout *j, const hit *h) {
    jout_open(j, '{');
    if (h->type == HIT_RECORD) {
        jout_key(j, "record");
        write_record(j, &h->record);
    } else if (h->type == HIT_SOURCE) {
        jout_key(j, "source");
        write_source(j, &h->source);
    } else {
        jout_key(j, "actor");
        write_actor(j, &h->actor);
    }
    jout_pair_str(j, "snippet", h->body.text);
    jout_close(j, '}');
}

code api_search(request *q, response *r, fault *f) {
    hit_page page;
    jout j;
    TRY(search(q->arena, q->worker, request_value(q, "q"), request_value(q, "in"), false, q->today,
               request_value(q, "after"), 50, &page, f));
    answer_begin(r, &j);
    jout_key(&j, "hits");
    jout_open(&j, '[');
    for (size_t i = 0; i < page.count; i++) write_hit(&j, &page.items[i]);
    jout_close(&j, ']');
    jout_pair_str(&j, "next", page.next.n ? page.next : (str){0});
    answer_end(r, &j);
    return OK;
}

code api_source(request *q, response *r, fault *f) {
    int64_t id;
    source_page s;
    jout j;
    TRY(answer_id(q, &id, f));
    TRY(source_find(q->arena, q->worker, id, &s, f));
    answer_begin(r, &j);
    jout_key(&j, "source");
    write_source(&j, &s.ref);
    jout_pair_str(&j, "form", s.form);
    jout_pair_str(&j, "text", s.text);
    jout_key(&j, "records");
    jout_open(&j, '[');
    for (size_t i = 0; i < s.record_count; i++) write_record(&j, &s.records[i]);
    jout_close(&j, ']');
    answer_end(r, &j);
    return OK;
}
