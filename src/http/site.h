#ifndef HTTP_SITE_H
#define HTTP_SITE_H

#include "http/answer_cache.h"
#include "http/guard.h"
#include "http/route.h"

/* A site: its routes, and how a worker gets at its data. site_answer is the whole of HTTP but for
 * the socket: the server and `depositary get` both call it. */

typedef struct site {
    const route_table *tables;
    size_t table_count;
    void *context;
    char token[SECRET_TEXT + 1]; /* of its forms: a secret of this run of the server */
    size_t arena_bytes;          /* most that one request may take */
    size_t body_bytes;           /* most that an answer may hold */
    size_t upload_bytes;         /* most that a request's body may hold */
    /* Before and after the function of a route; `opened` is what the functions find in q->worker.
     * Both may be null. */
    code (*open)(void *context, const route *row, void **opened, fault *f);
    void (*close)(void *context, void *opened);
    /* What the data is that `opened` reads: two states never share it. False: nothing is kept. Both
     * may be null: then each answer is made anew. */
    bool (*state)(void *opened, hash *out);
    answer_cache *cache;
    /* Fills r->body with a page about what went wrong (r->status is set), for the kind of client
     * that asked. Runs without q->worker. */
    void (*render_fault)(request *q, response *r, const fault *f);
} site;

/* site_answer - the answer to a request of which arena, method, target, headers and body are
 * filled in: checks Host, parses, finds the route, checks parameters, origin and token, runs it,
 * makes the error page where it failed, then ETag and 304, compression, cookie. Never fails: *r is
 * always an answer. The caller resets *r. */
void site_answer(const site *s, request *q, response *r);

/* site_refuse - an answer made before site_answer could be called: 413, 431, 503 and the like. */
void site_refuse(const site *s, request *q, response *r, int status, const char *message);

/* The headers of an answer, one call each, in a fixed order. */
void site_headers(const response *r, void (*each)(void *context, const char *name, str value),
                  void *context);

#endif
