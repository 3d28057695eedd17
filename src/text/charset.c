#include "text/charset.h"

#include "base/utf8.h"

/* 0x80 to 0x9F of Windows-1252; the rest is Latin-1. 0: not assigned. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* 0x80 to 0xBF of Windows-1251; 0xC0 to 0xFF are U+0410 to U+044F. */
static const uint16_t windows_1251[64] = {
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409,
    0x2039, 0x040A, 0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0,      0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0,
    0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB,
    0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6,
    0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
};

static const struct {
    const char *label;
    charset is;
} labels[] = {
    {"utf-8", CHARSET_UTF8},
    {"utf8", CHARSET_UTF8},
    {"unicode-1-1-utf-8", CHARSET_UTF8},
    {"utf-16", CHARSET_UTF16LE},
    {"utf-16le", CHARSET_UTF16LE},
    {"utf-16be", CHARSET_UTF16BE},
    {"windows-1251", CHARSET_WINDOWS_1251},
    {"cp1251", CHARSET_WINDOWS_1251},
    {"x-cp1251", CHARSET_WINDOWS_1251},
    {"windows-1252", CHARSET_WINDOWS_1252},
    {"cp1252", CHARSET_WINDOWS_1252},
    {"iso-8859-1", CHARSET_WINDOWS_1252},
    {"iso8859-1", CHARSET_WINDOWS_1252},
    {"latin1", CHARSET_WINDOWS_1252},
    {"us-ascii", CHARSET_WINDOWS_1252},
    {"ascii", CHARSET_WINDOWS_1252},
};

charset charset_of(str label) {
    label = str_trim(label);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (str_eq_nocase(label, str_of(labels[i].label))) return labels[i].is;
    return CHARSET_UNKNOWN;
}

charset charset_mark(str bytes, size_t *width) {
    *width = 0;
    if (str_starts(bytes, S("\xEF\xBB\xBF"))) return *width = 3, CHARSET_UTF8;
    if (str_starts(bytes, S("\xFF\xFE"))) return *width = 2, CHARSET_UTF16LE;
    if (str_starts(bytes, S("\xFE\xFF"))) return *width = 2, CHARSET_UTF16BE;
    return CHARSET_UNKNOWN;
}

static uint32_t single_byte(unsigned char byte, charset from) {
    if (byte < 0x80) return byte;
    uint32_t point;
    if (from == CHARSET_WINDOWS_1252)
        point = byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
    else
        point = byte < 0xC0 ? windows_1251[byte - 0x80] : 0x0410u + byte - 0xC0u;
    return point ? point : 0xFFFD;
}

static code decode_single(arena *a, str bytes, charset from, str *out, fault *f) {
    char *p = arena_array(a, bytes.n + 1, 3);
    if (!p) return fault_set(f, NOMEM, NULL, "not enough memory to convert the text");
    size_t n = 0;
    for (size_t i = 0; i < bytes.n; i++)
        n += utf8_encode(single_byte((unsigned char)bytes.p[i], from), p + n);
    *out = (str){p, n};
    return OK;
}

static uint32_t unit16(str bytes, size_t at, charset from) {
    uint32_t x = (unsigned char)bytes.p[at], y = (unsigned char)bytes.p[at + 1];
    return from == CHARSET_UTF16LE ? y << 8 | x : x << 8 | y;
}

static code decode_utf16(arena *a, str bytes, charset from, str *out, fault *f) {
    if (bytes.n % 2)
        return fault_set(f, INVALID, NULL,
                         "UTF-16 with an odd number of bytes: the file is cut off or damaged");
    char *p = arena_array(a, bytes.n / 2 + 1, 3);
    if (!p) return fault_set(f, NOMEM, NULL, "not enough memory to convert the text");
    size_t n = 0;
    for (size_t i = 0; i < bytes.n; i += 2) {
        uint32_t point = unit16(bytes, i, from);
        if (point >= 0xD800 && point < 0xE000) {
            uint32_t low = i + 2 < bytes.n ? unit16(bytes, i + 2, from) : 0;
            if (point >= 0xDC00 || low < 0xDC00 || low >= 0xE000)
                return fault_set(f, INVALID, NULL, "not valid UTF-16: half a character at byte %zu",
                                 i);
            point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        n += utf8_encode(point, p + n);
    }
    *out = (str){p, n};
    return OK;
}

code charset_decode(arena *a, str bytes, charset from, str *out, fault *f) {
    switch (from) {
    case CHARSET_UTF16LE:
    case CHARSET_UTF16BE: return decode_utf16(a, bytes, from, out, f);
    case CHARSET_WINDOWS_1251:
    case CHARSET_WINDOWS_1252: return decode_single(a, bytes, from, out, f);
    case CHARSET_UNKNOWN:
    case CHARSET_UTF8: break;
    }
    *out = bytes;
    return OK;
}
