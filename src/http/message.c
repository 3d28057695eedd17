#include "http/message.h"

#include <stdio.h>

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

/* Weak, because the packed and the plain bytes share it. */
void response_tag(response *r) {
    if (*r->etag) return;
    char hex[2 * HASH_BYTES + 1];
    hash h;
    hash_of(buf_str(&r->body), &h);
    hash_hex(&h, hex);
    snprintf(r->etag, sizeof r->etag, "W/\"%.24s\"", hex);
}

static void give_back(response *r) {
    if (r->lent.release) r->lent.release(r->lent.owner);
    r->lent = (loan){0};
}

void response_own(response *r) {
    buf_put(&r->body, r->lent.bytes);
    give_back(r);
}

void response_clear(response *r) {
    give_back(r);
    buf_clear(&r->body);
}

void response_reset(response *r) {
    response_clear(r);
    buf_reset(&r->body);
}
