#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

/* UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */

#define UTF8_BAD UINT32_MAX

/* utf8_decode - the code point at byte `at` (at < s.n). Returns its width in bytes, at least 1;
 * *point is UTF8_BAD for a byte that starts no valid character (width 1). */
size_t utf8_decode(str s, size_t at, uint32_t *point);

/* utf8_encode - writes 1 to 4 bytes, returns how many. point must be a scalar value. */
size_t utf8_encode(uint32_t point, char out[4]);

/* utf8_bad_at - byte offset of the first byte that is not valid UTF-8; SIZE_MAX when all is well.
 */
size_t utf8_bad_at(str s);

/* utf8_length - number of code points (bad bytes count one each). */
size_t utf8_length(str s);

/* utf8_lower - upper case to lower for Latin, Greek and Cyrillic: enough for the languages whose
 * words are at hand. As wide in bytes as it was. */
uint32_t utf8_lower(uint32_t c);

#endif
