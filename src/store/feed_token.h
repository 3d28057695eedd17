#ifndef STORE_FEED_TOKEN_H
#define STORE_FEED_TOKEN_H

#include "base/hash.h"
#include "store/change.h"
#include "store/follow.h"

/* Feeds of one's own: a secret opens one feed and nothing else, until it is revoked. What the
 * register keeps is its hash. */

/* "17-" and the secret, as it stands in addresses. */
#define FEED_TOKEN_TEXT (20 + 1 + SECRET_TEXT + 1)

typedef struct {
    int64_t id;
    str name, scope; /* "Belarus and Pakistan", "owner: Ministry of Sport", "all that is due" */
    str created_at, revoked_at; /* revoked_at empty: it works */
} feed_token;

/* feed_token_new - a token for the promises of the filter's state, other, owner and parent. The
 * text in `out` is nowhere kept. NOTFOUND: the parent is no record. */
code feed_token_new(change *c, str name, const followed_filter *scope, char out[FEED_TOKEN_TEXT],
                    int64_t *id, fault *f);

/* feed_token_open - what a token shows, compared in constant time. NOTFOUND: there is no such
 * token, or it was revoked; the message does not tell which. */
code feed_token_open(arena *a, db *d, str text, followed_filter *scope, str *name, fault *f);

/* feed_token_revoke - NOTFOUND: no such token, or it was revoked before. */
code feed_token_revoke(change *c, int64_t id, fault *f);

/* feed_token_each - all, oldest first. */
code feed_token_each(arena *a, db *d, feed_token **out, size_t *count, fault *f);

#endif
