#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/site.h"

/* A site on a socket, until SIGTERM or SIGINT. */

typedef struct {
    const char *listen; /* "127.0.0.1:8080", "[::1]:8080", "localhost:0" (0: any free port) */
    unsigned threads;   /* 0: one a processor, at least 2 */
    unsigned connections_most;
    unsigned
        head_seconds; /* a client's time to send a request's head, also the next on a kept one */
    unsigned body_seconds; /* then its body */
    unsigned send_seconds; /* then to take the answer */
    /* Called once when requests are answered; `address` is "http://127.0.0.1:8080/". */
    void (*ready)(void *context, const char *address);
    void *context;
} server_options;

/* server_run - serves until SIGTERM or SIGINT, then lets what runs finish. To be called from the
 * main thread before it makes others: the two signals are blocked in it from then on.
 * DENIED: `listen` is not on the loopback. INVALID: it is no address. IO: the system refused
 * (the port is taken ...). */
code server_run(const site *s, const server_options *o, fault *f);

#endif
