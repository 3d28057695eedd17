#ifndef HTTP_GZIP_H
#define HTTP_GZIP_H

#include "base/buf.h"

/* gzip_put - `plain` compressed (RFC 1952), appended to *out. False: no memory, *out's error is
 * set. */
bool gzip_put(buf *out, str plain);

/* gzip_accepted - whether an Accept-Encoding header (.p null: none) takes gzip: named, or "*", and
 * not with q=0. */
bool gzip_accepted(str header);

#endif
