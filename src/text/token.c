#include "text/token.h"

#include "text/lexicon.h"

#include "base/utf8.h"

#include <stdlib.h>

enum { CLASS_MARK, CLASS_SPACE, CLASS_LOWER, CLASS_UPPER, CLASS_DIGIT, CLASS_WIDE };

/* What an ASCII byte is; bytes from 128 on are CLASS_WIDE and decoded. */
static const unsigned char classes[256] = {
    [0 ... 32] = CLASS_SPACE,    ['0' ... '9'] = CLASS_DIGIT, ['A' ... 'Z'] = CLASS_UPPER,
    ['a' ... 'z'] = CLASS_LOWER, [127] = CLASS_SPACE,         [128 ... 255] = CLASS_WIDE,
};

static const uint64_t hash_start = 14695981039346656037u, hash_prime = 1099511628211u;

static uint64_t mix(uint64_t hash, uint64_t c) {
    return (hash ^ c) * hash_prime;
}

/* Upper case to lower for Latin, Greek and Cyrillic: enough for the lexicon's languages. */
static uint32_t fold(uint32_t c) {
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

static unsigned class_of(uint32_t c) {
    if (c == UTF8_BAD || c == 0xA0 || c == 0xAD || c == 0xFEFF || c == 0x3000) return CLASS_SPACE;
    if (c >= 0x2000 && c <= 0x200F) return CLASS_SPACE;
    if (c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060) return CLASS_SPACE;
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA ? CLASS_LOWER : CLASS_MARK;
    if (c == 0xD7 || c == 0xF7) return CLASS_MARK;
    if (c >= 0x2010 && c <= 0x2BFF) return CLASS_MARK;
    if (c >= 0x3001 && c <= 0x303F) return CLASS_MARK;
    if (c >= 0xE000 && c <= 0xF8FF) return CLASS_MARK;
    if (c >= 0xFF01 && c <= 0xFF0F) return CLASS_MARK;
    return fold(c) != c ? CLASS_UPPER : CLASS_LOWER;
}

/* One character: its class, code point and width. */
typedef struct {
    uint32_t point;
    unsigned width, class;
} character;

static inline character look(str text, size_t at) {
    unsigned char byte = (unsigned char)text.p[at];
    character c = {byte, 1, classes[byte]};
    if (c.class != CLASS_WIDE) return c;
    c.width = (unsigned)utf8_decode(text, at, &c.point);
    c.class = class_of(c.point);
    return c;
}

static bool is_letter(unsigned class) {
    return class == CLASS_LOWER || class == CLASS_UPPER;
}

static bool is_apostrophe(uint32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x02BC;
}

static uint64_t mix_point(uint64_t hash, uint32_t c) {
    return c < 128 ? mix(hash, c) : mix(mix(hash, c & 0xFF), c >> 8);
}

uint64_t tokens_hash(str word) {
    uint64_t hash = hash_start;
    for (size_t at = 0; at < word.n;) {
        uint32_t c;
        at += utf8_decode(word, at, &c);
        if (is_apostrophe(c)) c = '\'';
        if (c >= 'A' && c <= 'Z') c += 32;
        hash = mix_point(hash, fold(c));
    }
    return hash;
}

/* Whether the apostrophe at `at` ends the word: it is followed by one s and no letter more, or by
 * no letter at all. */
static bool ends_word(str text, size_t at, unsigned width) {
    size_t next = at + width;
    if (next >= text.n) return true;
    character c = look(text, next);
    if (!is_letter(c.class)) return true;
    if (c.point != 's' && c.point != 'S') return false;
    next += c.width;
    return next >= text.n || !is_letter(look(text, next).class);
}

/* "U.S", "H.E.", "p.m.": the dot after a single letter that a single letter follows; and the last
 * dot of such a word. */
static bool joins_dot(str text, size_t start, size_t at, bool dotted) {
    bool single = at - start == 1 || (dotted && text.p[at - 2] == '.');
    if (!single) return false;
    if (at + 1 >= text.n) return dotted;
    character c = look(text, at + 1);
    if (!is_letter(c.class)) return dotted;
    size_t after = at + 1 + c.width;
    return after >= text.n || !is_letter(look(text, after).class);
}

typedef struct {
    size_t end;
    uint64_t hash;
    unsigned flags;
} run;

static run word_run(str text, size_t start, character c) {
    uint64_t hash = hash_start;
    size_t at = start, letters = 0, upper = 0;
    bool dotted = false, first_upper = c.class == CLASS_UPPER;
    while (at < text.n && at - start < TOKEN_MOST_BYTES) {
        unsigned char byte = (unsigned char)text.p[at];
        if (classes[byte] == CLASS_LOWER) {
            hash = mix(hash, byte);
            letters++, at++;
            continue;
        }
        c = look(text, at);
        if (c.class == CLASS_UPPER) {
            hash = mix_point(hash, c.point < 128 ? c.point + 32 : fold(c.point));
            letters++, upper++;
        } else if (c.class == CLASS_LOWER || c.class == CLASS_DIGIT) {
            hash = mix_point(hash, c.point);
            letters++, upper += c.class == CLASS_DIGIT;
        } else if (is_apostrophe(c.point) && !ends_word(text, at, c.width)) {
            hash = mix(hash, '\'');
        } else if (c.point == '.' && joins_dot(text, start, at, dotted)) {
            hash = mix(hash, '.');
            dotted = true;
        } else {
            break;
        }
        at += c.width;
    }
    unsigned flags = first_upper ? TOKEN_CAPITAL : 0;
    if (first_upper && letters > 1 && upper == letters) flags |= TOKEN_CAPITALS;
    return (run){at, hash, flags};
}

static run number_run(str text, size_t start) {
    uint64_t hash = hash_start;
    size_t at = start;
    while (at < text.n && at - start < TOKEN_MOST_BYTES) {
        character c = look(text, at);
        bool joint = (c.point == '.' || c.point == ',') && at + 1 < text.n &&
                     classes[(unsigned char)text.p[at + 1]] == CLASS_DIGIT;
        if (c.class == CLASS_UPPER && c.point < 128)
            hash = mix(hash, c.point + 32);
        else if (c.class == CLASS_DIGIT || is_letter(c.class) || joint)
            hash = mix_point(hash, fold(c.point));
        else
            break;
        at += c.width;
    }
    return (run){at, hash, 0};
}

/* "'s" as a token of its own, right after a word. */
static bool possessive(str text, size_t at, character c, run *out) {
    if (!is_apostrophe(c.point) || at + c.width >= text.n) return false;
    char s = text.p[at + c.width];
    size_t end = at + c.width + 1;
    if (s != 's' && s != 'S') return false;
    if (end < text.n && is_letter(look(text, end).class)) return false;
    *out = (run){end, mix(mix(hash_start, '\''), 's'), 0};
    return true;
}

static token *push(tokens *out) {
    if (out->count == out->capacity) {
        size_t more = out->capacity ? out->capacity * 2 : 4096;
        token *grown = realloc(out->items, more * sizeof *grown);
        if (!grown) return NULL;
        out->items = grown;
        out->capacity = more;
    }
    return &out->items[out->count++];
}

void tokens_reset(tokens *t) {
    free(t->items);
    *t = (tokens){0};
}

/* Passes over white space; returns the flags that it gives the next token. */
static unsigned skip_space(str text, size_t *at) {
    unsigned lines = 0, any = 0;
    while (*at < text.n) {
        character c = look(text, *at);
        if (c.class != CLASS_SPACE) break;
        any = TOKEN_SPACE;
        if (c.point == '\n' || c.point == '\f' || c.point == 0x2028) lines++;
        if (c.point == 0x2029) lines += 2;
        *at += c.width;
    }
    if (lines) any |= TOKEN_LINE;
    if (lines > 1) any |= TOKEN_PARAGRAPH;
    return any;
}

code tokens_read(str text, const lexicon *words, tokens *out, fault *f) {
    if (text.n >= UINT32_MAX)
        return fault_set(f, INVALID, "text", "a document of 4 GB or more: cut it in parts");
    unsigned before = TOKEN_SPACE | TOKEN_LINE | TOKEN_PARAGRAPH;
    for (size_t at = 0;; before = 0) {
        before |= skip_space(text, &at);
        if (at >= text.n) return OK;
        character c = look(text, at);
        token_kind kind = TOKEN_WORD;
        run r;
        if (is_letter(c.class)) {
            r = word_run(text, at, c);
        } else if (c.class == CLASS_DIGIT) {
            r = number_run(text, at);
            kind = TOKEN_NUMBER;
        } else if ((at == 0 || !(before & TOKEN_SPACE)) && possessive(text, at, c, &r)) {
            kind = TOKEN_MARK;
        } else {
            uint32_t mark = is_apostrophe(c.point) ? '\'' : c.point;
            r = (run){at + c.width, mix_point(hash_start, mark), 0};
            kind = TOKEN_MARK;
        }
        token *t = push(out);
        if (!t) return fault_set(f, NOMEM, "text", "no memory for the words of the document");
        *t = (token){.start = (uint32_t)at,
                     .length = (uint16_t)(r.end - at),
                     .kind = (uint8_t)kind,
                     .flags = (uint8_t)(r.flags | before),
                     .word = words ? lexicon_word(words, r.hash) : 0};
        at = r.end;
    }
}
