#ifndef HTTP_GUARD_H
#define HTTP_GUARD_H

#include "http/message.h"

/* What keeps web pages of others out of a register on one's own machine. A browser sends requests
 * to 127.0.0.1 for any page that asks; so the Host must be one of ours (DNS rebinding), and a
 * change must come from a page of ours (Origin, Fetch Metadata), with a cookie that requests from
 * other sites do not carry (SameSite=Strict), and with a token that only a page of ours knows: a
 * secret of this run of the server. There are no accounts: whoever reads our pages has the same
 * rights, so the token is the same for all of them, and their pages are the same bytes. The cookie
 * tells nobody from another; its value is of no account. */

#define GUARD_COOKIE     "depositary_session"
#define GUARD_SET_COOKIE GUARD_COOKIE "=1; Path=/; HttpOnly; SameSite=Strict"
#define GUARD_TOKEN      "token" /* the field of a form */

/* guard_host - the request was sent to localhost, 127.0.0.1 or [::1], any port. DENIED. */
code guard_host(const request *q, fault *f);

/* guard_session - fills q->session: from its cookie, and with the token of this server. */
void guard_session(request *q, const char token[SECRET_TEXT + 1]);

/* guard_change - Origin and Sec-Fetch-Site are of this site (at least one was sent, and none says
 * otherwise), the cookie is there, and the form has the token; takes the token out of the form.
 * DENIED says which. */
code guard_change(request *q, fault *f);

#endif
