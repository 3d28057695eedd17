#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

str str_of(const char *z) {
    return z ? (str){z, strlen(z)} : (str){"", 0};
}

bool str_eq(str a, str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_eq_z(str a, const char *z) {
    return str_eq(a, str_of(z));
}

static unsigned char lower(char c) {
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool str_eq_nocase(str a, str b) {
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i])) return false;
    return true;
}

int str_cmp(str a, str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    if (c) return c;
    return a.n < b.n ? -1 : a.n > b.n;
}

bool str_starts(str s, str prefix) {
    return s.n >= prefix.n && str_eq((str){s.p, prefix.n}, prefix);
}

bool str_ends(str s, str suffix) {
    return s.n >= suffix.n && str_eq((str){s.p + (s.n - suffix.n), suffix.n}, suffix);
}

size_t str_find(str s, str needle, size_t from) {
    if (from > s.n) return SIZE_MAX;
    if (needle.n == 0) return from;
    if (s.n - from < needle.n) return SIZE_MAX; /* also: memmem must not see a null pointer */
    const char *hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

str str_slice(str s, size_t from, size_t to) {
    if (to > s.n) to = s.n;
    if (from > to) from = to;
    return (str){s.p + from, to - from};
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

str str_trim(str s) {
    while (s.n && is_space(s.p[0])) s.p++, s.n--;
    while (s.n && is_space(s.p[s.n - 1])) s.n--;
    return s;
}

bool str_next(str *rest, char separator, str *part) {
    if (!rest->p) return false;
    const char *at = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
    if (at) {
        *part = (str){rest->p, (size_t)(at - rest->p)};
        rest->n -= part->n + 1;
        rest->p = at + 1;
    } else {
        *part = *rest;
        *rest = (str){NULL, 0};
    }
    return true;
}

bool str_int(str s, int64_t *out) {
    bool negative = s.n && s.p[0] == '-';
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
    if (i == s.n) return false;
    uint64_t v = 0;
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        if (__builtin_mul_overflow(v, 10u, &v)) return false;
        if (__builtin_add_overflow(v, (uint64_t)(s.p[i] - '0'), &v)) return false;
    }
    if (v > (uint64_t)INT64_MAX) return false;
    *out = negative ? -(int64_t)v : (int64_t)v;
    return true;
}

uint64_t str_hash(str s) {
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
    return h;
}

str str_copy(arena *a, str s) {
    char *p = arena_alloc(a, s.n + 1);
    if (!p) return (str){NULL, 0};
    if (s.n) memcpy(p, s.p, s.n);
    return (str){p, s.n};
}

const char *str_z(arena *a, str s) {
    return str_copy(a, s).p;
}

str str_format(arena *a, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *p = n >= 0 ? arena_alloc(a, (size_t)n + 1) : NULL;
    if (p) vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return p ? (str){p, (size_t)n} : (str){NULL, 0};
}
