/* What calendars and feed readers fetch. */
#include "page/pages.h"
#include "page/promise.h"

#include "exchange/atom.h"
#include "exchange/ical.h"
#include "store/feed_token.h"

/* The pages' scheme is not known behind a proxy: addresses in feeds are those of the host that was
 * asked, by https but for the loopback. */
static str site_of(request *q) {
    if (!q->host.n) return S("");
    bool local = str_starts(q->host, S("127.")) || str_starts(q->host, S("localhost")) ||
                 str_starts(q->host, S("[::1]"));
    str address = str_format(q->arena, "%s://" STR_FMT, local ? "http" : "https", STR_ARG(q->host));
    return address.p ? address : S("");
}

static str name_of(request *q) {
    str pair = request_value(q, "pair"), state = request_value(q, "state");
    str about = pair.n ? pair : state.n ? state : request_value(q, "owner");
    if (!about.n) return S("depositary: what is due");
    str name = str_format(q->arena, "depositary: what is due, " STR_FMT, STR_ARG(about));
    return name.p ? name : S("depositary");
}

code page_calendar(request *q, response *r, fault *f) {
    followed_filter w;
    feed_event *events;
    size_t n;
    TRY(promise_filter(q, &w, f));
    TRY(feed_events(q->arena, q->worker, &w, q->today, &events, &n, f));
    r->type = "text/calendar; charset=utf-8";
    return ical_write(&r->body, name_of(q), site_of(q), events, n, f);
}

/* What the token in the address shows, and what the feed is called. */
static code private_find(request *q, str *name, feed_event **events, size_t *count, fault *f) {
    followed_filter w;
    TRY(feed_token_open(q->arena, q->worker, request_path_value(q, 0), &w, name, f));
    TRY(feed_events(q->arena, q->worker, &w, q->today, events, count, f));
    if (name->n) *name = str_format(q->arena, "depositary: " STR_FMT, STR_ARG(*name));
    if (!name->n) *name = S("depositary: what is due");
    return OK;
}

code page_calendar_private(request *q, response *r, fault *f) {
    feed_event *events;
    size_t n;
    str name;
    TRY(private_find(q, &name, &events, &n, f));
    r->type = "text/calendar; charset=utf-8";
    return ical_write(&r->body, name, site_of(q), events, n, f);
}

code page_due_private(request *q, response *r, fault *f) {
    feed_event *events;
    size_t n;
    str name;
    char called[17];
    TRY(private_find(q, &name, &events, &n, f));
    TRY(feed_name(q->worker, called, f));
    r->type = "application/atom+xml; charset=utf-8";
    atom_write_due(&r->body, name, called, site_of(q), events, n);
    return OK;
}

code page_changes(request *q, response *r, fault *f) {
    entry_page entries;
    char name[17];
    TRY(feed_name(q->worker, name, f));
    TRY(entry_browse(q->arena, q->worker, 0, S(""), 50, &entries, f));
    r->type = "application/atom+xml; charset=utf-8";
    atom_write(&r->body, S("depositary: changes to the register"), name, site_of(q),
               S("/changes.atom"), &entries);
    return OK;
}
