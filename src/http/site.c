#include "http/site.h"

#include "http/gzip.h"

#include <stdio.h>
#include <string.h>

/* Nothing inline, nothing from elsewhere, no frames; forms go to this site only. */
#define POLICY                                                                                     \
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "   \
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/* An address with a secret in it is logged as the route has it. */
static void log_fault(const request *q, const fault *f) {
    bool secret = q->route && strstr(q->route->path, "{token}");
    str path = secret ? str_of(q->route->path) : q->path;
    fprintf(stderr, "request %llu: %.*s: %s: %s%s%s\n", (unsigned long long)q->number,
            (int)(path.n < 200 ? path.n : 200), path.p ? path.p : "", fault_text(f->code), f->place,
            *f->place ? ": " : "", f->message);
}

/* What people may read of a fault: of IO, DB and NOMEM a number under which the log has the rest.
 */
static fault shown_fault(const request *q, const fault *f) {
    if (f->code != IO && f->code != DB && f->code != NOMEM) return *f;
    log_fault(q, f);
    fault shown = {.code = f->code};
    snprintf(shown.message, sizeof shown.message,
             "something went wrong here; the log has the cause under request number %llu",
             (unsigned long long)q->number);
    return shown;
}

static void fail(const site *s, request *q, response *r, int status, const fault *f) {
    response_clear(r);
    r->is_gzip = false;
    r->status = status;
    r->cache = CACHE_NONE;
    r->type = "text/html; charset=utf-8";
    r->location = r->disposition = S("");
    fault shown = shown_fault(q, f);
    if (s->render_fault) s->render_fault(q, r, &shown);
    if (s->render_fault && r->body.code == OK) return;
    buf_clear(&r->body);
    r->type = "text/plain; charset=utf-8";
    buf_printf(&r->body, "%s%s%s\n", shown.place, *shown.place ? ": " : "", shown.message);
}

static code parse(request *q, fault *f) {
    size_t mark = str_find(q->target, S("?"), 0);
    TRY(url_decode(q->arena, str_slice(q->target, 0, mark), &q->path, f));
    if (!str_starts(q->path, S("/")))
        return fault_set(f, INVALID, "address", "an address starts with a slash");
    if (mark != SIZE_MAX)
        TRY(form_parse_query(q->arena, str_slice(q->target, mark + 1, q->target.n), &q->query, f));
    return OK;
}

static code run(const site *s, request *q, response *r, fault *f) {
    void *opened = NULL;
    if (s->open) TRY(s->open(s->context, q->route, &opened, f));
    hash state, key;
    bool keeps = s->cache && s->state && q->method == METHOD_GET &&
                 q->route->permission == MAY_READ && s->state(opened, &state);
    if (keeps) answer_key(q, &state, &key);
    code result = OK;
    bool made = !keeps || !answer_take(s->cache, &key, q, r);
    if (made) {
        q->worker = opened;
        result = q->route->answer(q, r, f);
        q->worker = NULL;
    }
    if (s->close) s->close(s->context, opened);
    if (made && keeps && result == OK && !arena_failed(q->arena)) answer_keep(s->cache, &key, r);
    if (result == OK && arena_failed(q->arena))
        result = fault_set(f, NOMEM, NULL, "the arena of the request is used up");
    if (result == OK && r->body.code != OK)
        result = fault_set(f, NOMEM, NULL, "the answer is larger than %zu bytes", s->body_bytes);
    return result;
}

static code answer(const site *s, request *q, response *r, int *status, fault *f) {
    *status = 0;
    if (!q->trusted) TRY(guard_host(q, f));
    TRY(parse(q, f));
    if (q->method == METHOD_OTHER) {
        *status = 405;
        r->allow = S("GET, HEAD, POST");
        return fault_set(f, DENIED, NULL, "this method is not answered here");
    }
    code found = route_find(s->tables, s->table_count, q, &r->allow, f);
    if (found == DENIED) *status = 405;
    TRY(found);
    if (q->method == METHOD_POST) {
        TRY(form_parse_body(q->arena, q->content_type, q->body, &q->form, f));
        TRY(guard_change(q, f));
    }
    if (q->route->permission == MAY_WRITE && !q->session.may_write)
        return fault_set(f, DENIED, NULL, "you may read here, but not change anything");
    TRY(route_check(q->route, q, f));
    return run(s, q, r, f);
}

/* If-None-Match is a list of tags, compared weakly: without their W/ (RFC 9110, 13.1.2). */
static bool is_known(str header, str opaque_tag) {
    str item;
    while (str_next(&header, ',', &item)) {
        item = str_trim(item);
        if (str_starts(item, S("W/"))) item = str_slice(item, 2, item.n);
        if (str_eq(item, opaque_tag) || str_eq(item, S("*"))) return true;
    }
    return false;
}

static void tag(const request *q, response *r) {
    if (r->status != 200 || q->method == METHOD_POST || r->cache == CACHE_NONE) return;
    response_tag(r);
    if (!q->if_none_match.p || !is_known(q->if_none_match, str_of(r->etag + 2))) return;
    r->status = 304;
    r->is_gzip = false;
    response_clear(r);
}

/* Without memory for it the plain bytes are sent. */
static void compress(const request *q, response *r) {
    if (r->is_gzip || !gzip_worth(r->type, r->body.n) || !gzip_accepted(q->accept_encoding)) return;
    buf packed;
    buf_init(&packed, 0);
    if (!gzip_put(&packed, buf_str(&r->body), GZIP_QUICK)) {
        buf_reset(&packed);
        return;
    }
    packed.limit = r->body.limit;
    buf_reset(&r->body);
    r->body = packed;
    r->is_gzip = true;
}

static void finish(const request *q, response *r) {
    tag(q, r);
    if (!q->borrows) response_own(r);
    compress(q, r);
    r->sets_cookie = !q->session.has_cookie && r->cache != CACHE_FOREVER;
}

void site_answer(const site *s, request *q, response *r) {
    response_init(r, s->body_bytes);
    q->site = s;
    guard_session(q, s->token);
    q->session.may_write = true; /* loopback only: whoever is at this machine */
    fault f = {.code = OK};
    int status;
    code result = answer(s, q, r, &status, &f);
    if (result != OK) fail(s, q, r, status ? status : fault_http_status(result), &f);
    finish(q, r);
}

void site_refuse(const site *s, request *q, response *r, int status, const char *message) {
    response_init(r, s->body_bytes);
    q->site = s;
    fault f = {.code = OK};
    fault_set(&f, INVALID, NULL, "%s", message);
    fail(s, q, r, status, &f);
}

static const char *cache_words(cache c) {
    switch (c) {
    case CACHE_FOREVER: return "public, max-age=31536000, immutable";
    case CACHE_NONE: return "no-store";
    default: return "private, no-cache";
    }
}

void site_headers(const response *r, void (*each)(void *context, const char *name, str value),
                  void *context) {
    if (r->status != 304) each(context, "Content-Type", str_of(r->type));
    each(context, "Cache-Control", str_of(cache_words(r->cache)));
    if (*r->etag) each(context, "ETag", str_of(r->etag));
    if (r->is_gzip) each(context, "Content-Encoding", S("gzip"));
    each(context, "Vary", S("Accept-Encoding"));
    if (r->location.n) each(context, "Location", r->location);
    if (r->allow.n) each(context, "Allow", r->allow);
    if (r->disposition.n) each(context, "Content-Disposition", r->disposition);
    if (r->sets_cookie) each(context, "Set-Cookie", S(GUARD_SET_COOKIE));
    each(context, "Content-Security-Policy", str_of(r->policy ? r->policy : POLICY));
    each(context, "X-Content-Type-Options", S("nosniff"));
    /* not "no-referrer": browsers would then send "Origin: null" with our own forms */
    each(context, "Referrer-Policy", S("same-origin"));
    each(context, "Cross-Origin-Resource-Policy", S("same-origin"));
    each(context, "Cross-Origin-Opener-Policy", S("same-origin"));
    each(context, "Permissions-Policy", S("camera=(), geolocation=(), microphone=()"));
}
