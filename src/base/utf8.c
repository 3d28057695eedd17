#include "base/utf8.h"

#include <string.h>

size_t utf8_decode(str s, size_t at, uint32_t *point) {
    const unsigned char *p = (const unsigned char *)s.p + at;
    size_t left = s.n - at, width;
    uint32_t v, least;
    *point = UTF8_BAD;
    if (p[0] < 0x80) {
        *point = p[0];
        return 1;
    }
    if (p[0] >= 0xC2 && p[0] <= 0xDF)
        width = 2, v = p[0] & 0x1Fu, least = 0x80;
    else if ((p[0] & 0xF0) == 0xE0)
        width = 3, v = p[0] & 0x0Fu, least = 0x800;
    else if (p[0] >= 0xF0 && p[0] <= 0xF4)
        width = 4, v = p[0] & 0x07u, least = 0x10000;
    else
        return 1;
    if (left < width) return 1;
    for (size_t i = 1; i < width; i++) {
        if ((p[i] & 0xC0) != 0x80) return 1;
        v = v << 6 | (p[i] & 0x3Fu);
    }
    if (v < least || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF)) return 1;
    *point = v;
    return width;
}

size_t utf8_encode(uint32_t point, char out[4]) {
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    size_t width = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = width - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (point & 0x3F));
        point >>= 6;
    }
    out[0] = (char)(lead[width] | point);
    return width;
}

size_t utf8_bad_at(str s) {
    for (size_t i = 0; i < s.n;) {
        /* Most text is ASCII: eight bytes at a time. */
        uint64_t word;
        if (s.n - i >= sizeof word) {
            memcpy(&word, s.p + i, sizeof word);
            if (!(word & 0x8080808080808080u)) {
                i += sizeof word;
                continue;
            }
        }
        uint32_t point;
        size_t width = utf8_decode(s, i, &point);
        if (point == UTF8_BAD) return i;
        i += width;
    }
    return SIZE_MAX;
}

size_t utf8_length(str s) {
    size_t n = 0;
    uint32_t point;
    for (size_t i = 0; i < s.n; i += utf8_decode(s, i, &point)) n++;
    return n;
}

uint32_t utf8_lower(uint32_t c) {
    if (c < 0xC0) return c;
    if (c <= 0xDE) return c == 0xD7 ? c : c + 32;
    if (c >= 0x100 && c <= 0x17E) {
        bool odd_upper = (c >= 0x139 && c <= 0x148) || c >= 0x179;
        return (c & 1) == (odd_upper ? 1u : 0u) && c != 0x131 && c != 0x138 ? c + 1 : c;
    }
    if (c >= 0x391 && c <= 0x3A9) return c + 32;
    if (c >= 0x410 && c <= 0x42F) return c + 32;
    if (c >= 0x400 && c <= 0x40F) return c + 80;
    return c;
}
