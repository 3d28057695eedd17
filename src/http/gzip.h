#ifndef HTTP_GZIP_H
#define HTTP_GZIP_H

#include "base/buf.h"

/* gzip_put - `plain` compressed (RFC 1952), appended to *out. False: no memory, *out's error is
 * set. */
bool gzip_put(buf *out, str plain);

/* A text with holes, packed once and filled many times: what fills a hole stands unpacked between
 * the runs of the packed bytes, and the check sum is put together from those of the parts. */
typedef struct {
    size_t end; /* in the packed bytes: of this run, and of the head of the hole after it */
    unsigned long crc, step;
} gzip_run;

/* gzip_put_runs - `plain` compressed but for `count` holes of `hole_bytes` (fewer than 64 K) at
 * `holes`, in rising order; runs[0..count] tell where the fillings go. The trailer is not there.
 * False: no memory. */
bool gzip_put_runs(buf *out, str plain, const uint32_t *holes, size_t count, size_t hole_bytes,
                   gzip_run *runs);

/* gzip_trailer - the last bytes of such a text of `plain_bytes`, each hole filled with `filling`.
 */
#define GZIP_TRAILER_BYTES 8
void gzip_trailer(const gzip_run *runs, size_t count, str filling, size_t plain_bytes,
                  unsigned char out[GZIP_TRAILER_BYTES]);

/* gzip_worth - whether an answer of this type and size is sent packed to whoever takes it. */
bool gzip_worth(const char *type, size_t bytes);

/* gzip_accepted - whether an Accept-Encoding header (.p null: none) takes gzip: named, or "*", and
 * not with q=0. */
bool gzip_accepted(str header);

#endif
