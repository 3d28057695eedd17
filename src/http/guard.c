#include "http/guard.h"

#include "base/hash.h"

#include <string.h>

/* "localhost:8080" to "localhost"; "[::1]:80" to "[::1]". Empty where the port is none. */
static str host_name(str host) {
    size_t end = host.n;
    if (host.n && host.p[0] == '[') {
        end = str_find(host, S("]"), 0);
        if (end == SIZE_MAX) return S("");
        end++;
    } else {
        size_t colon = str_find(host, S(":"), 0);
        if (colon != SIZE_MAX) end = colon;
    }
    if (end < host.n) {
        str port = str_slice(host, end + 1, host.n);
        int64_t number;
        if (host.p[end] != ':' || !str_int(port, &number) || number < 1 || number > 65535)
            return S("");
    }
    return str_slice(host, 0, end);
}

code guard_host(const request *q, fault *f) {
    str name = host_name(q->host);
    if (str_eq_nocase(name, S("localhost")) || str_eq(name, S("127.0.0.1")) ||
        str_eq(name, S("[::1]")))
        return OK;
    return fault_set(f, DENIED, "Host",
                     "this register answers to localhost, 127.0.0.1 and [::1] only; open it under "
                     "one of these names");
}

static bool has_cookie(str cookies, str name) {
    str part;
    while (str_next(&cookies, ';', &part)) {
        part = str_trim(part);
        if (str_starts(part, name) && part.n > name.n + 1 && part.p[name.n] == '=') return true;
    }
    return false;
}

void guard_session(request *q, const char token[SECRET_TEXT + 1]) {
    q->session.has_cookie = has_cookie(q->cookie, S(GUARD_COOKIE));
    memcpy(q->session.token, token, sizeof q->session.token);
}

static code check_origin(const request *q, fault *f) {
    if (!q->origin.p && !q->fetch_site.p)
        return fault_set(f, DENIED, "Origin",
                         "a change must say where it comes from; send Origin: http://%.*s",
                         STR_ARG(q->host));
    if (q->fetch_site.p && !str_eq(q->fetch_site, S("same-origin")))
        return fault_set(f, DENIED, "Sec-Fetch-Site", "a page of another site may change nothing");
    if (!q->origin.p) return OK;
    str rest = q->origin;
    if (str_starts(rest, S("http://")))
        rest = str_slice(rest, 7, rest.n);
    else if (str_starts(rest, S("https://")))
        rest = str_slice(rest, 8, rest.n);
    if (rest.n != q->origin.n && str_eq_nocase(rest, q->host)) return OK;
    return fault_set(f, DENIED, "Origin", "a page of another site may change nothing");
}

static str take_token(field_list *form) {
    str token = S("");
    size_t kept = 0;
    for (size_t i = 0; i < form->count; i++) {
        if (str_eq(form->items[i].name, S(GUARD_TOKEN)))
            token = form->items[i].value;
        else
            form->items[kept++] = form->items[i];
    }
    form->count = kept;
    return token;
}

code guard_change(request *q, fault *f) {
    str token = take_token(&q->form);
    if (q->trusted) return OK;
    TRY(check_origin(q, f));
    if (!token.n)
        return fault_set(f, DENIED, GUARD_TOKEN, "the form has no token; send it from its page");
    if (!q->session.has_cookie || token.n != SECRET_TEXT ||
        !secret_eq(token.p, q->session.token, SECRET_TEXT))
        return fault_set(f, DENIED, GUARD_TOKEN,
                         "the form came without the cookie of its page, or is from before the "
                         "server was started; load its page again and send it once more");
    return OK;
}
