#include "api/write.h"

void answer_begin(response *r, jout *j) {
    r->status = 200;
    r->location = S("");
    r->type = "application/json";
    jout_init(j, &r->body);
    jout_open(j, '{');
}

void answer_end(response *r, jout *j) {
    jout_close(j, '}');
    buf_put_char(&r->body, '\n');
}

code answer_id(const request *q, int64_t *out, fault *f) {
    if (str_int(request_path_value(q, 0), out) && *out > 0) return OK;
    return fault_set(f, NOTFOUND, NULL, "a number is wanted in this place of the address");
}

code answer_limit(const request *q, int64_t *out, fault *f) {
    int64_t limit;
    TRY(request_int(q, "limit", 100, &limit, f));
    if (limit < 1 || limit > 500) return fault_set(f, INVALID, "limit", "1 to 500 is wanted");
    *out = limit;
    return OK;
}

void write_reference(jout *j, const char *key, int64_t id) {
    jout_key(j, key);
    if (id)
        jout_int(j, id);
    else
        jout_null(j);
}

void write_actor(jout *j, const actor_ref *a) {
    jout_open(j, '{');
    jout_pair_int(j, "id", a->id);
    jout_pair_str(j, "kind", str_of(actor_kind_name(a->kind)));
    jout_pair_str(j, "code", a->code.n ? a->code : (str){0});
    jout_pair_str(j, "name", a->name);
    jout_close(j, '}');
}

void write_source(jout *j, const source_ref *s) {
    jout_open(j, '{');
    jout_pair_int(j, "id", s->id);
    jout_pair_str(j, "title", s->title);
    jout_pair_str(j, "publisher", s->publisher);
    jout_pair_str(j, "address", s->address);
    jout_pair_str(j, "published", s->published);
    write_reference(j, "copy_of", s->copy_of);
    jout_close(j, '}');
}

static void write_parties(jout *j, const record_row *row) {
    jout_key(j, "parties");
    jout_open(j, '[');
    for (size_t i = 0; i < row->party_count; i++) {
        jout_open(j, '{');
        jout_key(j, "actor");
        write_actor(j, &row->parties[i].actor);
        jout_pair_str(j, "role", str_of(role_name(row->parties[i].role)));
        jout_pair_str(j, "as_written", row->parties[i].as_written);
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

void write_record(jout *j, const record_row *row) {
    jout_open(j, '{');
    jout_pair_int(j, "id", row->id);
    jout_pair_str(j, "record", str_of(record_name(row->family)));
    jout_pair_str(j, "kind", str_of(kind_name(row->kind)));
    jout_pair_str(j, "act", str_of(act_name(row->act)));
    jout_pair_str(j, "modality", str_of(modality_name(row->modality)));
    jout_pair_str(j, "title", row->title);
    jout_pair_str(j, "label", row->label);
    jout_pair_str(j, "content", row->content);
    jout_pair_str(j, "date", row->date);
    jout_pair_str(j, "place", row->place);
    jout_key(j, "count");
    if (row->count >= 0)
        jout_int(j, row->count);
    else
        jout_null(j);
    write_parties(j, row);
    jout_key(j, "sectors");
    jout_open(j, '[');
    for (sector s = 0; s < SECTOR_COUNT; s++)
        if (row->sectors & (sector_set)1 << s) jout_str(j, str_of(sector_name(s)));
    jout_close(j, ']');
    jout_pair_int(j, "sources", row->source_count);
    jout_pair_bool(j, "disagrees", row->disagrees);
    jout_pair_str(j, "status", row->status.n ? row->status : (str){0});
    jout_pair_bool(j, "withdrawn", row->withdrawn);
    jout_close(j, '}');
}
