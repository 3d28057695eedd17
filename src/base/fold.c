#include "base/fold.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { FOLD_MOST = 8 }; /* code points that one may become */

static bool kept(utf8proc_int32_t point) {
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return true;
    default: return false;
    }
}

/* Letters that have no decomposition but are written plainly elsewhere. */
static const char *plain(utf8proc_int32_t point) {
    switch (point) {
    case 0x142: return "l"; /* l with stroke */
    case 0xf8: return "o";  /* o with stroke */
    case 0x111: return "d"; /* d with stroke */
    case 0xe6: return "ae";
    case 0x153: return "oe";
    case 0x131: return "i"; /* dotless i */
    case 0xf0: return "d";
    case 0xfe: return "th";
    default: return NULL;
    }
}

static size_t put(char *out, utf8proc_int32_t point) {
    const char *z = plain(point);
    if (!z) return utf8_encode((uint32_t)point, out);
    size_t n = strlen(z);
    memcpy(out, z, n);
    return n;
}

str fold_text(arena *a, str s) {
    /* The worst growth of NFKD is 18 letters of 2 bytes for 3 bytes (U+FDFA). */
    char *out = arena_array(a, s.n + 1, 13);
    if (!out) return (str){0};
    size_t n = 0, at = 0;
    bool space = false;
    while (at < s.n) {
        uint32_t point;
        at += utf8_decode(s, at, &point);
        if (point == UTF8_BAD) continue;
        if (point == '\'' || point == 0x2019) continue; /* O'Brien, Kyrgyzstan's: one word */
        utf8proc_int32_t parts[FOLD_MOST + 12];
        int boundary = 0;
        utf8proc_ssize_t count = utf8proc_decompose_char(
            (utf8proc_int32_t)point, parts, FOLD_MOST + 12,
            UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK,
            &boundary);
        if (count > FOLD_MOST + 12) count = 0;
        bool any = false;
        for (utf8proc_ssize_t i = 0; i < count; i++) {
            if (!kept(parts[i])) continue;
            if (space && n) out[n++] = ' ';
            space = false;
            any = true;
            n += put(out + n, parts[i]);
        }
        utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)point);
        bool mark = c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_ME;
        if (!any && !mark) space = true;
    }
    return (str){out, n};
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

size_t fold_distance(str a, str b, size_t most) {
    enum { LONGEST = 120 };
    size_t apart = a.n > b.n ? a.n - b.n : b.n - a.n;
    if (apart > most) return most + 1;
    if (a.n > LONGEST || b.n > LONGEST) return str_eq(a, b) ? 0 : most + 1;
    unsigned char rows[3][LONGEST + 1];
    unsigned char *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b.n; j++) last[j] = (unsigned char)j;
    for (size_t i = 1; i <= a.n; i++) {
        now[0] = (unsigned char)i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t cost = a.p[i - 1] == b.p[j - 1] ? 0 : 1;
            size_t d = least(least(last[j] + 1u, now[j - 1] + 1u), last[j - 1] + cost);
            bool swapped = i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1];
            if (swapped) d = least(d, before[j - 2] + 1u);
            now[j] = (unsigned char)d;
        }
        unsigned char *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b.n] <= most ? last[b.n] : most + 1;
}
