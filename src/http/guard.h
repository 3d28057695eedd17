#ifndef HTTP_GUARD_H
#define HTTP_GUARD_H

#include "http/message.h"

/* What keeps web pages of others out of a register on one's own machine. A browser sends requests
 * to 127.0.0.1 for any page that asks; so the Host must be one of ours (DNS rebinding), a change
 * must come from a page of ours (Origin, Fetch Metadata), and carry a token that only such a page
 * knows (a session cookie that other sites' requests do not carry, SameSite=Strict). */

#define GUARD_SECRET_BYTES 32
#define GUARD_COOKIE       "depositary_session"
#define GUARD_TOKEN        "token" /* the field of a form */

/* guard_host - the request was sent to localhost, 127.0.0.1 or [::1], any port. DENIED. */
code guard_host(const request *q, fault *f);

/* guard_session - fills q->session from its cookie, or with a new one. */
void guard_session(request *q, const unsigned char secret[GUARD_SECRET_BYTES]);

/* guard_change - Origin and Sec-Fetch-Site are of this site (at least one was sent, and none says
 * otherwise), and the form has the token of its session; takes the token out of the form. DENIED
 * says which. */
code guard_change(request *q, fault *f);

/* guard_cookie - the Set-Cookie of a new session. */
void guard_cookie(const session *s, char out[128]);

#endif
