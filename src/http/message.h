#ifndef HTTP_MESSAGE_H
#define HTTP_MESSAGE_H

#include "base/buf.h"
#include "base/date.h"
#include "base/hash.h"
#include "http/form.h"

/* A request and its response, as the functions behind the routes see them. Neither knows of
 * sockets: `depositary get` makes them by hand. */

typedef enum { METHOD_GET, METHOD_HEAD, METHOD_POST, METHOD_OTHER } method;

/* Who asks. */
typedef struct {
    char token[SECRET_TEXT + 1]; /* what a form must send back */
    bool has_cookie;
    str who; /* for the log of changes; empty: the system's user */
    bool may_write;
} session;

#define PATH_VALUES_MOST 4

typedef struct request {
    arena *arena;
    method method;
    str target;                        /* as sent: "/search?q=x" */
    str path;                          /* decoded, without the query */
    str path_values[PATH_VALUES_MOST]; /* what the {names} of the route stood for */
    field_list query, form;
    str body, content_type;
    /* Headers that matter; .p null: not sent. */
    str host, origin, fetch_site, cookie, if_none_match, accept_encoding;
    bool trusted; /* made by this program itself: Host, Origin and token are not asked for */
    bool borrows; /* whoever asks takes r->lent, where an answer is kept, for r->body */
    session session;
    void *worker; /* what the site's worker_open made: this worker's connections */
    const struct site *site;
    const struct route *route; /* null: none fits */
    day today;
    uint64_t number; /* of this run of the server */
} request;

/* How long a copy of the answer may be kept. */
typedef enum {
    CACHE_CHECK,   /* kept by this browser only, asked about each time (ETag) */
    CACHE_NONE,    /* not kept */
    CACHE_FOREVER, /* under this address these bytes will never change */
} cache;

/* The bytes of an answer where they are kept, until release(owner). */
typedef struct {
    str bytes; /* empty: there are none */
    void (*release)(void *owner);
    void *owner;
} loan;

#define ETAG_TEXT 40 /* with its quotes and the NUL */

typedef struct {
    int status;
    buf body;
    loan lent;        /* in place of the body, and only for a request that borrows */
    const char *type; /* a constant: "text/html; charset=utf-8" */
    cache cache;
    str location;    /* of a redirect: a path of this site */
    str disposition; /* Content-Disposition; empty: none */
    str allow;       /* of 405 */
    bool is_gzip;
    char etag[ETAG_TEXT]; /* empty: none */
    bool sets_cookie;
    const char *policy; /* Content-Security-Policy of this answer */
} response;

/* Values that a request gives, query first, then form; empty where it was not given. */
str request_value(const request *q, const char *name);
bool request_has(const request *q, const char *name); /* given, even if empty */
const field *request_field(const request *q, const char *name);
str request_path_value(const request *q, size_t i);

/* request_int, request_day - `fallback` where it was not given or is empty. INVALID names it. */
code request_int(const request *q, const char *name, int64_t fallback, int64_t *out, fault *f);
code request_day(const request *q, const char *name, day fallback, day *out, fault *f);

/* respond_see_other - after a change: the client fetches `path` (303). */
void respond_see_other(response *r, str path);
/* respond_moved - the address of this page is `path` (301). */
void respond_moved(response *r, str path);

void response_init(response *r, size_t limit_bytes);
void response_tag(response *r);   /* the tag of its body, where it has none */
void response_own(response *r);   /* what is lent, copied, becomes the body */
void response_clear(response *r); /* empties the body and gives back what is lent */
void response_reset(response *r); /* the same, and frees */

#endif
