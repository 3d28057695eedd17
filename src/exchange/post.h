#ifndef EXCHANGE_POST_H
#define EXCHANGE_POST_H

#include "base/fault.h"
#include "base/str.h"

/* Sending bytes to an address that somebody set down (libcurl). */

/* post_check - an address that may be sent to: https, or http to this machine (localhost, 127.x,
 * [::1]); with a host, without user, password or fragment. INVALID. */
code post_check(str url, fault *f);

/* post_send - POST `body` with these header lines ("Name: value") and wait for the answer, 5
 * seconds for the connection and 20 in all. Goes to that address only: no redirection is followed,
 * no proxy asked, certificates are checked, and what is http goes to the loopback whatever the
 * name resolves to. *status is that of the answer; its body is not read beyond 64 KB. INVALID as
 * post_check. IO: there was no answer; the message says why, and does not name the address. */
code post_send(str url, const str *headers, size_t header_count, str body, int *status, fault *f);

#endif
