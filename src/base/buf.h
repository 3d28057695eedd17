#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/fault.h"
#include "base/str.h"

#include <string.h>

/* Growing text on the heap. The first failure sticks (buf.code) and later calls do nothing,
 * so that a template needs no error branch: look once, at the end. */
typedef struct {
    char *p;
    size_t n, capacity;
    size_t limit; /* most bytes it may hold; 0: no limit */
    code code;    /* OK or NOMEM */
} buf;

void buf_init(buf *b, size_t limit_bytes);
void buf_reset(buf *b);    /* frees; the buf is empty and usable again */
void buf_clear(buf *b);    /* empties, keeps the memory and the limit */
str buf_str(const buf *b); /* borrowed: valid until the next change */

/* buf_reserve - room for `more` bytes after the end, or null (sticky). The caller writes there and
 * adds to b->n. */
char *buf_grow(buf *b, size_t more); /* where there is none yet */
static inline char *buf_reserve(buf *b, size_t more) {
    bool room = b->code == OK && b->capacity - b->n >= more;
    return room && (!b->limit || more <= b->limit - b->n) ? b->p + b->n : buf_grow(b, more);
}

static inline void buf_put(buf *b, str s) {
    char *p = s.n ? buf_reserve(b, s.n) : NULL;
    if (!p) return;
    memcpy(p, s.p, s.n);
    b->n += s.n;
}
void buf_put_z(buf *b, const char *z);
static inline void buf_put_char(buf *b, char c) {
    char *p = buf_reserve(b, 1);
    if (!p) return;
    *p = c;
    b->n++;
}
void buf_put_int(buf *b, int64_t v);
void buf_printf(buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Escapers, named by context. Input that is not UTF-8 comes out with U+FFFD in place of bad bytes.
 */
void buf_put_html(buf *b, str s); /* text and quoted attribute values: & < > " ' */
void buf_put_url(buf *b, str s);  /* one path segment or query value: RFC 3986 unreserved kept */
void buf_put_json(buf *b, str s); /* a string with its quotes, RFC 8259 */
void buf_put_csv(buf *b, str s);  /* one field, quoted where RFC 4180 asks */

#endif
