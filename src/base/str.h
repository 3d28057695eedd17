#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Borrowed text: a pointer and a length in bytes. Never owns, need not end in a NUL byte. */
typedef struct {
    const char *p;
    size_t n;
} str;

#define S(literal) ((str){"" literal, sizeof(literal) - 1})
#define STR_FMT    "%.*s"
#define STR_ARG(s) (int)(s).n, (s).p

str str_of(const char *z); /* null gives the empty str */
bool str_eq(str a, str b);
bool str_eq_z(str a, const char *z);
bool str_eq_nocase(str a, str b); /* ASCII letters only */
int str_cmp(str a, str b);        /* bytewise; a prefix sorts first */
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);

/* str_find - byte offset of the first `needle` in `s` at or after `from`; SIZE_MAX where there is
 * none. */
size_t str_find(str s, str needle, size_t from);

str str_slice(str s, size_t from, size_t to); /* clamped to s */
str str_trim(str s);                          /* without ASCII white space at both ends */

/* str_next - cut the part before the next `separator` off *rest. False when nothing is left.
 * "a;;b" gives "a", "", "b". Start with *rest = the whole; an empty whole gives one empty part. */
bool str_next(str *rest, char separator, str *part);

/* str_int - a whole number, all of `s`, optional sign. False on anything else or overflow. */
bool str_int(str s, int64_t *out);

uint64_t str_hash(str s); /* FNV-1a, for tables in memory; not for strangers' keys, not stored */

str str_copy(arena *a, str s);                    /* null pointer on NOMEM; NUL-terminated */
const char *str_z(arena *a, str s);               /* NUL-terminated copy; null on NOMEM */
str str_format(arena *a, const char *format, ...) /* printf into the arena; null pointer on NOMEM */
    __attribute__((format(printf, 2, 3)));

#endif
