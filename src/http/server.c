#include "http/server.h"

#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* One open connection. Each step of a request has a deadline, looked at once a second: a client
 * that sends a byte now and then is not idle, but late. */
typedef struct connection connection;
struct connection {
    connection *previous, *next;
    int socket;
    _Atomic time_t deadline;
};

typedef struct {
    const site *site;
    const server_options *options;
    pthread_mutex_t mutex; /* guards the list */
    connection *first;
    atomic_uint_fast64_t requests;
} server;

/* One request while it comes in. */
typedef struct {
    server *server;
    char *target;
    buf body;
    bool started, refused;
} exchange;

static time_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

static void set_deadline(struct MHD_Connection *c, unsigned seconds) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    connection *known = info ? info->socket_context : NULL;
    if (known) known->deadline = now() + (time_t)seconds;
}

static void connection_opened(server *s, struct MHD_Connection *c, void **context) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    connection *made = info ? calloc(1, sizeof *made) : NULL;
    if (!made) return; /* then only the idle limit of the library watches it */
    made->socket = info->connect_fd;
    made->deadline = now() + (time_t)s->options->head_seconds;
    pthread_mutex_lock(&s->mutex);
    made->next = s->first;
    if (s->first) s->first->previous = made;
    s->first = made;
    pthread_mutex_unlock(&s->mutex);
    *context = made;
}

static void connection_closed(server *s, connection *gone) {
    if (!gone) return;
    pthread_mutex_lock(&s->mutex);
    if (gone->previous)
        gone->previous->next = gone->next;
    else
        s->first = gone->next;
    if (gone->next) gone->next->previous = gone->previous;
    pthread_mutex_unlock(&s->mutex);
    free(gone);
}

static void on_connection(void *context, struct MHD_Connection *c, void **socket_context,
                          enum MHD_ConnectionNotificationCode what) {
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
        connection_opened(context, c, socket_context);
    else
        connection_closed(context, *socket_context);
}

/* The library is told of a closed connection before the socket's number can be used again, so under
 * the mutex every socket in the list is the one it was. */
static void cut_late_ones(server *s) {
    time_t present = now();
    pthread_mutex_lock(&s->mutex);
    for (connection *c = s->first; c; c = c->next)
        if (c->deadline < present) shutdown(c->socket, SHUT_RDWR);
    pthread_mutex_unlock(&s->mutex);
}

static void *on_target(void *context, const char *target, struct MHD_Connection *c) {
    (void)c;
    exchange *e = calloc(1, sizeof *e);
    if (!e) return NULL;
    e->server = context;
    e->target = strdup(target);
    buf_init(&e->body, e->server->site->upload_bytes);
    return e;
}

static void on_completed(void *context, struct MHD_Connection *c, void **request_context,
                         enum MHD_RequestTerminationCode why) {
    (void)why;
    server *s = context;
    exchange *e = *request_context;
    set_deadline(c, s->options->head_seconds);
    if (!e) return;
    buf_reset(&e->body);
    free(e->target);
    free(e);
    *request_context = NULL;
}

/* Addresses are decoded by the site, which tells what is wrong with them. */
static size_t leave_escaped(void *context, struct MHD_Connection *c, char *s) {
    (void)context, (void)c;
    return strlen(s);
}

static str header(struct MHD_Connection *c, const char *name) {
    const char *value = MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
    return value ? str_of(value) : (str){0};
}

static method method_of(const char *name) {
    if (strcmp(name, "GET") == 0) return METHOD_GET;
    if (strcmp(name, "HEAD") == 0) return METHOD_HEAD;
    if (strcmp(name, "POST") == 0) return METHOD_POST;
    return METHOD_OTHER;
}

static void put_header(void *context, const char *name, str value) {
    struct MHD_Response *r = context;
    char line[1024];
    size_t n = value.n < sizeof line ? value.n : sizeof line - 1;
    for (size_t i = 0; i < n; i++) { /* no header out of a header */
        unsigned char c = (unsigned char)value.p[i];
        line[i] = c < ' ' || c == 0x7f ? '?' : value.p[i];
    }
    line[n] = '\0';
    MHD_add_response_header(r, name, line);
}

/* Of bytes in one place the library sends head and body in one call. */
static struct MHD_Response *response_of_lent(response *r) {
    struct MHD_Response *m = MHD_create_response_from_buffer_with_free_callback_cls(
        r->lent.bytes.n, (void *)(uintptr_t)r->lent.bytes.p, r->lent.release, r->lent.owner);
    if (m) r->lent = (loan){0}; /* theirs now */
    return m;
}

static struct MHD_Response *response_of_body(response *r) {
    size_t n = r->body.n;
    struct MHD_Response *m = MHD_create_response_from_buffer(
        n, n ? r->body.p : "", n ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);
    if (!m) return NULL;
    if (n) r->body.p = NULL; /* theirs now */
    r->body.n = r->body.capacity = 0;
    return m;
}

static enum MHD_Result send_answer(struct MHD_Connection *c, response *r, bool close_after) {
    struct MHD_Response *m = r->lent.bytes.n ? response_of_lent(r) : response_of_body(r);
    response_reset(r);
    if (!m) return MHD_NO;
    site_headers(r, put_header, m);
    if (close_after) MHD_add_response_header(m, MHD_HTTP_HEADER_CONNECTION, "close");
    enum MHD_Result result = MHD_queue_response(c, (unsigned)r->status, m);
    MHD_destroy_response(m);
    return result;
}

static request make_request(exchange *e, struct MHD_Connection *c, const char *method_name) {
    return (request){
        .method = method_of(method_name),
        .target = str_of(e->target),
        .body = buf_str(&e->body),
        .content_type = header(c, MHD_HTTP_HEADER_CONTENT_TYPE),
        .host = header(c, MHD_HTTP_HEADER_HOST),
        .origin = header(c, MHD_HTTP_HEADER_ORIGIN),
        .fetch_site = header(c, "Sec-Fetch-Site"),
        .cookie = header(c, MHD_HTTP_HEADER_COOKIE),
        .if_none_match = header(c, MHD_HTTP_HEADER_IF_NONE_MATCH),
        .accept_encoding = header(c, MHD_HTTP_HEADER_ACCEPT_ENCODING),
        .borrows = true,
        .today = day_today(),
        .number = atomic_fetch_add(&e->server->requests, 1) + 1,
    };
}

/* status 0: the site answers; else it is refused with the message. */
static enum MHD_Result reply(exchange *e, struct MHD_Connection *c, const char *method_name,
                             int status, const char *message) {
    const site *s = e->server->site;
    request q = make_request(e, c, method_name);
    q.arena = arena_new(s->arena_bytes);
    if (!q.arena) return MHD_NO;
    response r;
    if (status)
        site_refuse(s, &q, &r, status, message);
    else
        site_answer(s, &q, &r);
    set_deadline(c, e->server->options->send_seconds);
    enum MHD_Result result = send_answer(c, &r, status != 0);
    arena_free(q.arena);
    return result;
}

/* The first call of a request: its head is here, its body is not. What would be refused anyway is
 * refused now, before its body is taken. */
static enum MHD_Result start(exchange *e, struct MHD_Connection *c, const char *method_name) {
    e->started = true;
    set_deadline(c, e->server->options->body_seconds);
    int64_t length;
    str given = header(c, MHD_HTTP_HEADER_CONTENT_LENGTH);
    bool has_length = str_int(given, &length);
    bool has_body = (has_length && length != 0) || header(c, MHD_HTTP_HEADER_TRANSFER_ENCODING).p;
    e->refused = true;
    if (has_length && (uint64_t)length > e->server->site->upload_bytes)
        return reply(e, c, method_name, 413,
                     "this is more than a request may hold; add large files with `depositary add`");
    if (has_body && method_of(method_name) != METHOD_POST)
        return reply(e, c, method_name, 400, "only POST may have a body");
    e->refused = false;
    return MHD_YES;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *c, const char *url,
                                  const char *method_name, const char *version,
                                  const char *upload_data, size_t *upload_size,
                                  void **request_context) {
    (void)context, (void)url, (void)version;
    exchange *e = *request_context;
    if (!e || !e->target) return MHD_NO; /* no memory: the connection is closed */
    if (!e->started) return start(e, c, method_name);
    if (*upload_size == 0) return e->refused ? MHD_YES : reply(e, c, method_name, 0, NULL);
    if (e->refused) {
        *upload_size = 0;
        return MHD_YES;
    }
    /* A body without a length that grows past the limit: nothing can be answered in its middle. */
    buf_put(&e->body, (str){upload_data, *upload_size});
    *upload_size = 0;
    return e->body.code == OK ? MHD_YES : MHD_NO;
}

static bool is_loopback(const struct sockaddr *a) {
    if (a->sa_family == AF_INET)
        return ntohl(((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr) >> 24 == 127;
    return a->sa_family == AF_INET6 &&
           IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)a)->sin6_addr);
}

static code split_address(const char *listen, char host[128], const char **port, fault *f) {
    const char *colon = strrchr(listen, ':');
    int64_t number;
    size_t n = colon ? (size_t)(colon - listen) : 0;
    const char *from = listen;
    if (n >= 2 && *from == '[' && listen[n - 1] == ']') from++, n -= 2;
    if (!colon || n >= 128 || !str_int(str_of(colon + 1), &number) || number < 0 || number > 65535)
        return fault_set(f, INVALID, "--listen",
                         "an address and a port are wanted, such as 127.0.0.1:8080, not %s",
                         listen);
    snprintf(host, 128, "%.*s", (int)n, from);
    *port = colon + 1;
    return OK;
}

static code bind_and_listen(const struct addrinfo *a, const char *listen_at, int *out, fault *f) {
    int s = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (s < 0) return fault_set(f, IO, listen_at, "no socket: %s", strerror(errno));
    int on = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (a->ai_family == AF_INET6) setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (bind(s, a->ai_addr, a->ai_addrlen) == 0 && listen(s, 256) == 0) {
        *out = s;
        return OK;
    }
    int why = errno;
    close(s);
    if (why == EADDRINUSE)
        return fault_set(f, IO, listen_at,
                         "another program listens there; choose another port with --listen");
    return fault_set(f, IO, listen_at, "cannot listen there: %s", strerror(why));
}

static code open_socket(const char *listen_at, int *out, fault *f) {
    char host[128];
    const char *port = "";
    TRY(split_address(listen_at, host, &port, f));
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV | AI_PASSIVE},
                    *found = NULL;
    if (getaddrinfo(*host ? host : NULL, port, &hints, &found) != 0 || !found)
        return fault_set(f, INVALID, "--listen", "%s is no address of this machine", host);
    code result =
        is_loopback(found->ai_addr)
            ? bind_and_listen(found, listen_at, out, f)
            : fault_set(f, DENIED, "--listen",
                        "%s can be reached from other machines, and this version has no accounts "
                        "yet: anybody there could change the register; it listens on the loopback "
                        "only, such as 127.0.0.1:%s",
                        *host ? host : "every address", port);
    freeaddrinfo(found);
    return result;
}

static void announce(const server_options *o, int socket) {
    struct sockaddr_storage bound;
    socklen_t n = sizeof bound;
    char host[64], port[16], address[128];
    if (!o->ready || getsockname(socket, (struct sockaddr *)&bound, &n) != 0) return;
    if (getnameinfo((struct sockaddr *)&bound, n, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return;
    bool six = bound.ss_family == AF_INET6;
    snprintf(address, sizeof address, "http://%s%s%s:%s/", six ? "[" : "", host, six ? "]" : "",
             port);
    o->ready(o->context, address);
}

static unsigned thread_count(const server_options *o) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (o->threads > 1) return o->threads;
    return processors < 2 ? 2 : processors > 64 ? 64 : (unsigned)processors;
}

static struct MHD_Daemon *start_daemon(server *s, int socket) {
    const server_options *o = s->options;
    unsigned idle = o->head_seconds > o->body_seconds ? o->head_seconds : o->body_seconds;
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, on_request, s,
        MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_THREAD_POOL_SIZE, thread_count(o),
        MHD_OPTION_CONNECTION_LIMIT, o->connections_most, MHD_OPTION_CONNECTION_TIMEOUT, idle,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)65536, MHD_OPTION_NOTIFY_COMPLETED,
        on_completed, s, MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
        MHD_OPTION_URI_LOG_CALLBACK, on_target, s, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, s,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_END);
}

code server_run(const site *s, const server_options *o, fault *f) {
    server me = {.site = s, .options = o};
    int socket = -1;
    TRY(open_socket(o->listen, &socket, f));
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stop, NULL);
    signal(SIGPIPE, SIG_IGN);
    pthread_mutex_init(&me.mutex, NULL);
    atomic_init(&me.requests, 0);
    struct MHD_Daemon *d = start_daemon(&me, socket);
    if (!d) {
        close(socket);
        pthread_mutex_destroy(&me.mutex);
        return fault_set(f, IO, o->listen, "the server could not be started");
    }
    announce(o, socket);
    const struct timespec second = {.tv_sec = 1};
    while (sigtimedwait(&stop, NULL, &second) < 0) cut_late_ones(&me);
    MHD_stop_daemon(d); /* no new ones; what runs ends; closes the socket */
    pthread_mutex_destroy(&me.mutex);
    return OK;
}
