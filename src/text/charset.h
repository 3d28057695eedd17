#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "base/fault.h"
#include "base/str.h"

/* The few encodings besides UTF-8 in which texts still arrive. */

typedef enum {
    CHARSET_UNKNOWN, /* a label that is none of those below */
    CHARSET_UTF8,
    CHARSET_UTF16LE,
    CHARSET_UTF16BE,
    CHARSET_WINDOWS_1251,
    CHARSET_WINDOWS_1252 /* also what a page means by iso-8859-1 and us-ascii (WHATWG Encoding) */
} charset;

/* charset_of - by its label ("utf-8", "ISO-8859-1", "cp1251"), in any case. */
charset charset_of(str label);

/* charset_mark - by a byte order mark at the start; its length to *width (0: none, and
 * CHARSET_UNKNOWN). */
charset charset_mark(str bytes, size_t *width);

/* charset_decode - bytes without their mark, as UTF-8 in `a`. For CHARSET_UTF8 and _UNKNOWN:
 * `bytes` itself. INVALID: half a surrogate pair, or an odd number of bytes (UTF-16); bytes that
 * Windows-125x leaves undefined become U+FFFD. NOMEM. */
code charset_decode(arena *a, str bytes, charset from, str *out, fault *f);

#endif
