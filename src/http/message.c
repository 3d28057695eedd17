#include "http/message.h"

#include <string.h>

const field *request_field(const request *q, const char *name) {
    const field *found = form_find(&q->query, name);
    return found ? found : form_find(&q->form, name);
}

str request_value(const request *q, const char *name) {
    const field *found = request_field(q, name);
    return found && !found->is_file ? found->value : S("");
}

bool request_has(const request *q, const char *name) {
    return request_field(q, name) != NULL;
}

str request_path_value(const request *q, size_t i) {
    return i < PATH_VALUES_MOST ? q->path_values[i] : S("");
}

code request_int(const request *q, const char *name, int64_t fallback, int64_t *out, fault *f) {
    str value = str_trim(request_value(q, name));
    if (!value.n) {
        *out = fallback;
        return OK;
    }
    if (!str_int(value, out)) return fault_set(f, INVALID, name, "a whole number is wanted here");
    return OK;
}

code request_day(const request *q, const char *name, day fallback, day *out, fault *f) {
    str value = str_trim(request_value(q, name));
    if (!value.n) {
        *out = fallback;
        return OK;
    }
    fault why = {.code = OK};
    if (day_parse(value, out, &why) != OK) return fault_set(f, INVALID, name, "%s", why.message);
    return OK;
}

void respond_see_other(response *r, str path) {
    r->status = 303;
    r->location = path;
}

void respond_moved(response *r, str path) {
    r->status = 301;
    r->location = path;
}

void response_init(response *r, size_t limit_bytes) {
    *r = (response){.status = 200, .type = "text/html; charset=utf-8"};
    buf_init(&r->body, limit_bytes);
}

void response_join(response *r) {
    pieces all = r->pieces;
    if (!all.count) return;
    char *p = buf_reserve(&r->body, all.bytes);
    for (size_t i = 0; p && i < all.count; i++) {
        memcpy(p, all.items[i].p, all.items[i].n);
        p += all.items[i].n;
    }
    if (p) r->body.n += all.bytes;
    all.release(all.owner);
    r->pieces = (pieces){0};
}

void response_clear(response *r) {
    if (r->pieces.release) r->pieces.release(r->pieces.owner);
    r->pieces = (pieces){0};
    buf_clear(&r->body);
}

void response_reset(response *r) {
    response_clear(r);
    buf_reset(&r->body);
}
