#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"

/* file_read - a whole file, at most `limit_bytes`, appended to *out. "-" is standard input.
 * NOTFOUND, DENIED or IO as the system said; INVALID for a directory or a file past the limit (the
 * message names the limit). *out is unchanged on failure. */
code file_read(const char *path, size_t limit_bytes, buf *out, fault *f);

/* file_write - replaces `path` in one step: a temporary file beside it, fsync, rename. IO or
 * DENIED; what was there before is then untouched. */
code file_write(const char *path, str bytes, fault *f);

#endif
