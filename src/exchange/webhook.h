#ifndef EXCHANGE_WEBHOOK_H
#define EXCHANGE_WEBHOOK_H

#include "base/buf.h"
#include "store/hook.h"

/* An entry of the log as a signed message to a program elsewhere (doc/webhooks.md). */

enum { WEBHOOK_SECRET_LEAST = 16, WEBHOOK_LEASE_SECONDS = 60, WEBHOOK_WAIT_MOST = 6 * 3600 };

/* webhook_secret - the key in a file, without the line end after it. INVALID: shorter than 16
 * bytes. DENIED: others may read the file. Else as file_read. The caller resets *out. */
code webhook_secret(const char *path, buf *out, fault *f);

/* webhook_body - the JSON of an event. `register_name`: feed_name. */
void webhook_body(buf *out, const char *register_name, const hook_event *e);

/* webhook_signature - "t=SECONDS,v1=HEX": HMAC-SHA256 with the secret over the seconds, a full stop
 * and the body. */
void webhook_signature(char out[128], str secret, int64_t at, str body);

/* What a round did. */
typedef struct {
    size_t delivered, failed;
} webhook_round;

/* webhook_wait - seconds until the next try after so many failures in a row: `first`, doubled each
 * time, up to six hours. */
int64_t webhook_wait(int64_t failures, int64_t first);

/* webhook_deliver - one round: each hook is told what waits for it, in order, until something
 * fails. `first_wait`: seconds before the first retry. `anyway`: also hooks that wait for theirs.
 * `scratch` is reset. `tell` (may be null) hears of each delivery; an empty error is a success.
 * Fails only where the register does: what a receiver does is noted with its hook. */
code webhook_deliver(arena *scratch, db *d, int64_t first_wait, bool anyway,
                     void (*tell)(int64_t hook_id, int64_t entry_id, const char *error),
                     webhook_round *out, fault *f);

#endif
