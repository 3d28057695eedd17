#include "base/buf.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

void buf_init(buf *b, size_t limit_bytes) {
    *b = (buf){.limit = limit_bytes};
}

void buf_reset(buf *b) {
    free(b->p);
    *b = (buf){.limit = b->limit};
}

void buf_clear(buf *b) {
    b->n = 0;
    b->code = OK;
}

str buf_str(const buf *b) {
    return (str){b->p ? b->p : "", b->n};
}

char *buf_grow(buf *b, size_t more) {
    if (b->code != OK) return NULL;
    if (more > SIZE_MAX / 4 || (b->limit && more > b->limit - b->n)) goto failed;
    if (b->capacity - b->n < more) {
        size_t capacity = b->capacity ? b->capacity * 2 : 256;
        while (capacity - b->n < more) capacity *= 2;
        char *p = realloc(b->p, capacity);
        if (!p) goto failed;
        b->p = p;
        b->capacity = capacity;
    }
    return b->p + b->n;
failed:
    b->code = NOMEM;
    return NULL;
}

void buf_put_z(buf *b, const char *z) {
    buf_put(b, str_of(z));
}

void buf_put_int(buf *b, int64_t v) {
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (v < 0) digits[--at] = '-';
    buf_put(b, (str){digits + at, sizeof digits - at});
}

void buf_printf(buf *b, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *p = n >= 0 ? buf_reserve(b, (size_t)n + 1) : NULL;
    if (p) {
        vsnprintf(p, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

/* Whether one of eight bytes is a control character, '"', '\\' or no ASCII at all: what JSON may
 * not have as it is. A byte is found by the high bit that a subtraction borrows. */
static bool any_special(uint64_t word) {
    const uint64_t ones = 0x0101010101010101u, high = ones * 0x80;
    uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
    uint64_t found = (word - ones * 0x20) | (quote - ones) | (slash - ones) | word;
    return found & high;
}

/* The first byte from `i` on that JSON may not have as it is; s.n: none. */
static size_t json_special(str s, size_t i) {
    uint64_t word;
    for (; s.n - i >= sizeof word; i += sizeof word) {
        memcpy(&word, s.p + i, sizeof word);
        if (any_special(word)) break;
    }
    while (i < s.n && (unsigned char)s.p[i] >= 0x20 && (unsigned char)s.p[i] < 0x80 &&
           s.p[i] != '"' && s.p[i] != '\\')
        i++;
    return i;
}

/* Whether nothing in it needs replacing, as in most strings. The last piece overlaps the one
 * before.
 */
static bool json_plain(str s) {
    uint64_t word;
#ifdef __SSE2__
    if (s.n >= 16) {
        __m128i found = _mm_setzero_si128();
        for (size_t i = 0; i < s.n; i += 16) {
            __m128i bytes = _mm_loadu_si128((const __m128i *)(s.p + (i < s.n - 16 ? i : s.n - 16)));
            __m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)); /* signed: no ASCII too */
            __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
            __m128i slash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
            found = _mm_or_si128(found, _mm_or_si128(low, _mm_or_si128(quote, slash)));
        }
        return _mm_movemask_epi8(found) == 0;
    }
#endif
    if (s.n < sizeof word) return json_special(s, 0) == s.n;
    for (size_t i = 0; i < s.n; i += sizeof word) {
        memcpy(&word, s.p + (i < s.n - sizeof word ? i : s.n - sizeof word), sizeof word);
        if (any_special(word)) return json_special(s, 0) == s.n; /* it also finds what is none */
    }
    return true;
}

static size_t html_special(str s, size_t i) {
    while (i < s.n && (unsigned char)s.p[i] >= 0x20 && (unsigned char)s.p[i] < 0x7f &&
           s.p[i] != '&' && s.p[i] != '<' && s.p[i] != '>' && s.p[i] != '"' && s.p[i] != '\'')
        i++;
    return i;
}

/* Copies runs of plain bytes whole; `next` finds the byte that may need a replacement, and
 * `replacement` says what stands for it, or null to keep it. */
static void put_escaped(buf *b, str s, size_t (*next)(str, size_t),
                        const char *(*replacement)(unsigned char, char[8])) {
    size_t from = 0;
    for (size_t i = next(s, 0); i < s.n; i = next(s, i)) {
        unsigned char c = (unsigned char)s.p[i];
        char space[8];
        const char *r = NULL;
        size_t width = 1;
        if (c < 0x80) {
            r = replacement(c, space);
        } else {
            uint32_t point;
            width = utf8_decode(s, i, &point);
            if (point == UTF8_BAD) r = "\xEF\xBF\xBD";
        }
        if (r) {
            buf_put(b, str_slice(s, from, i));
            buf_put_z(b, r);
            from = i + width;
        }
        i += width;
    }
    buf_put(b, str_slice(s, from, s.n));
}

static const char *html_replacement(unsigned char c, char space[8]) {
    (void)space;
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\t':
    case '\n':
    case '\r': return NULL;
    default: return c < 0x20 || c == 0x7f ? "\xEF\xBF\xBD" : NULL;
    }
}

void buf_put_html(buf *b, str s) {
    put_escaped(b, s, html_special, html_replacement);
}

static const char *json_replacement(unsigned char c, char space[8]) {
    static const char hex[] = "0123456789abcdef";
    switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default:
        if (c >= 0x20) return NULL;
        memcpy(space, "\\u00", 4);
        space[4] = hex[c >> 4];
        space[5] = hex[c & 15];
        space[6] = '\0';
        return space;
    }
}

void buf_put_json(buf *b, str s) {
    if (json_plain(s)) {
        char *p = buf_reserve(b, s.n + 2);
        if (!p) return;
        p[0] = '"';
        if (s.n) memcpy(p + 1, s.p, s.n);
        p[s.n + 1] = '"';
        b->n += s.n + 2;
        return;
    }
    buf_put_char(b, '"');
    put_escaped(b, s, json_special, json_replacement);
    buf_put_char(b, '"');
}

void buf_put_url(buf *b, str s) {
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            buf_put_char(b, (char)c);
        } else {
            char escaped[3] = {'%', hex[c >> 4], hex[c & 15]};
            buf_put(b, (str){escaped, 3});
        }
    }
}

void buf_put_csv(buf *b, str s) {
    bool plain = true;
    for (size_t i = 0; i < s.n && plain; i++)
        plain = s.p[i] != '"' && s.p[i] != ',' && s.p[i] != '\n' && s.p[i] != '\r';
    if (plain) {
        buf_put(b, s);
        return;
    }
    buf_put_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') buf_put_char(b, '"');
        buf_put_char(b, s.p[i]);
    }
    buf_put_char(b, '"');
}
