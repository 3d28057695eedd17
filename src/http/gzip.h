#ifndef HTTP_GZIP_H
#define HTTP_GZIP_H

#include "base/buf.h"

/* Pages of 30 KB come with QUICK to within 4 % of SMALL in half of its time; what is packed once
 * for many has the time. */
typedef enum { GZIP_QUICK = 4, GZIP_SMALL = 6 } gzip_level;

/* gzip_put - `plain` compressed (RFC 1952), appended to *out. False: no memory, *out's error is
 * set. */
bool gzip_put(buf *out, str plain, gzip_level level);

/* gzip_worth - whether an answer of this type and size is sent packed to whoever takes it. */
bool gzip_worth(const char *type, size_t bytes);

/* gzip_accepted - whether an Accept-Encoding header (.p null: none) takes gzip: named, or "*", and
 * not with q=0. */
bool gzip_accepted(str header);

#endif
