#include "text/token.h"

#include "text/lexicon.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { CLASS_MARK, CLASS_SPACE, CLASS_LOWER, CLASS_UPPER, CLASS_DIGIT, CLASS_WIDE };

/* What an ASCII byte is; bytes from 128 on are CLASS_WIDE and decoded. */
static const unsigned char classes[256] = {
    [0 ... 32] = CLASS_SPACE,    ['0' ... '9'] = CLASS_DIGIT, ['A' ... 'Z'] = CLASS_UPPER,
    ['a' ... 'z'] = CLASS_LOWER, [127] = CLASS_SPACE,         [128 ... 255] = CLASS_WIDE,
};

/* A hash of folded bytes, eight to a multiplication: a word costs one or two of them. */
typedef struct {
    uint64_t hash, rest;
    unsigned bits; /* of `rest` that are filled, always less than 64 */
} mixer;

static inline uint64_t stirred(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

/* The `count` (1 to 8) lowest bytes of `bytes`; the others are zero. */
static inline void mix_bytes(mixer *m, uint64_t bytes, unsigned count) {
    unsigned bits = m->bits;
    m->rest |= bytes << bits;
    m->bits += 8 * count;
    if (m->bits < 64) return;
    m->hash = stirred(m->hash, m->rest);
    m->rest = bits ? bytes >> (64 - bits) : 0;
    m->bits -= 64;
}

static inline void mix(mixer *m, uint64_t c) {
    mix_bytes(m, c, 1);
}

static inline uint64_t mixed(mixer m) {
    return m.bits ? stirred(m.hash, m.rest) : m.hash;
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
    return utf8_lower(c) != c ? CLASS_UPPER : CLASS_LOWER;
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

/* As UTF-8 has it, so that no two words share their bytes. */
static void mix_point(mixer *m, uint32_t c) {
    if (c < 0x80) {
        mix(m, c);
        return;
    }
    if (c >= 0x10000) mix(m, 0xF0 | c >> 18);
    if (c >= 0x800) mix(m, 0x80 | (c >> 12 & 0x3F));
    mix(m, 0x80 | (c >> 6 & 0x3F));
    mix(m, 0x80 | (c & 0x3F));
}

uint64_t tokens_hash(str word) {
    mixer m = {0};
    for (size_t at = 0; at < word.n;) {
        uint32_t c;
        at += utf8_decode(word, at, &c);
        if (is_apostrophe(c)) c = '\'';
        if (c >= 'A' && c <= 'Z') c += 32;
        mix_point(&m, utf8_lower(c));
    }
    return mixed(m);
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

/* Of eight bytes, the high bit of each that is no lower-case ASCII letter. A byte of `from` has its
 * high bit set where it is 'a' or more, one of `past` where it is more than 'z'. */
static inline uint64_t not_lower(uint64_t word) {
    const uint64_t ones = 0x0101010101010101u, high = ones * 0x80;
    uint64_t low = word & ~high, from = low + ones * (0x80 - 'a'), past = low + ones * (0x7F - 'z');
    return ~(from & ~past & ~word) & high;
}

/* How many letters stand before the first byte that is none. */
static inline unsigned lower_letters(uint64_t word) {
    uint64_t others = not_lower(word);
    return others ? (unsigned)__builtin_ctzll(others) / 8 : 8;
}

/* The first of eight bytes is the lowest. */
static inline uint64_t eight_bytes(const char *p) {
    uint64_t word;
    memcpy(&word, p, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* Passes over lower-case letters, eight at a time. Returns where they end. */
static inline size_t mix_lower(str text, size_t at, size_t end, mixer *m) {
    while (end - at >= 8) {
        uint64_t word = eight_bytes(text.p + at);
        unsigned n = lower_letters(word);
        if (n == 0) return at;
        mix_bytes(m, n < 8 ? word & (((uint64_t)1 << 8 * n) - 1) : word, n);
        at += n;
        if (n < 8) return at;
    }
    for (; at < end && classes[(unsigned char)text.p[at]] == CLASS_LOWER; at++)
        mix(m, (unsigned char)text.p[at]);
    return at;
}

/* The word that goes on at `at` behind `letters` small letters, all mixed. Kept apart, so that the
 * usual word has the registers to itself. */
__attribute__((noinline)) static run word_rest(str text, size_t start, size_t letters, mixer m) {
    size_t at = start + letters, upper = 0;
    size_t end = text.n - start < TOKEN_MOST_BYTES ? text.n : start + TOKEN_MOST_BYTES;
    bool dotted = false, first_upper = look(text, start).class == CLASS_UPPER;
    while (at < end) {
        size_t after = mix_lower(text, at, end, &m);
        letters += after - at;
        at = after;
        if (at >= end) break;
        character c = look(text, at);
        if (c.class == CLASS_UPPER) {
            mix_point(&m, c.point < 128 ? c.point + 32 : utf8_lower(c.point));
            letters++, upper++;
        } else if (c.class == CLASS_LOWER || c.class == CLASS_DIGIT) {
            mix_point(&m, c.point);
            letters++, upper += c.class == CLASS_DIGIT;
        } else if (is_apostrophe(c.point) && !ends_word(text, at, c.width)) {
            mix(&m, '\'');
        } else if (c.point == '.' && joins_dot(text, start, at, dotted)) {
            mix(&m, '.');
            dotted = true;
        } else {
            break;
        }
        at += c.width;
    }
    unsigned flags = first_upper ? TOKEN_CAPITAL : 0;
    if (first_upper && letters > 1 && upper == letters) flags |= TOKEN_CAPITALS;
    return (run){at, mixed(m), flags};
}

/* Whether an ASCII byte ends every word: a space or a mark, but for the apostrophe and the dot. */
static const bool ending[256] = {
    [0 ... '&'] = true,   ['(' ... '-'] = true, ['/'] = true,
    [':' ... '@'] = true, ['[' ... '`'] = true, ['{' ... 127] = true,
};

/* Sixteen bytes of text, those before the first that is no lower-case letter; the others are zero.
 * `capital`: the first byte is a capital, which counts as small. */
typedef struct {
    uint64_t low, high;
    unsigned count; /* of the letters; 16: none is known to end them */
} letters;

#ifdef __SSE2__
static inline letters letters_at(const char *p, bool capital) {
    static const unsigned char masks[32] = {
        [0 ... 15] = 0xFF, /* and sixteen zeros */
    };
    __m128i bytes = _mm_loadu_si128((const __m128i *)p);
    bytes = _mm_or_si128(bytes, _mm_cvtsi32_si128(capital ? 0x20 : 0));
    __m128i low = _mm_cmpgt_epi8(_mm_set1_epi8('a'), bytes), /* signed: all that is no ASCII too */
        past = _mm_cmpgt_epi8(bytes, _mm_set1_epi8('z'));
    unsigned others = (unsigned)_mm_movemask_epi8(_mm_or_si128(low, past)) | 0x10000;
    unsigned count = (unsigned)__builtin_ctz(others);
    bytes = _mm_and_si128(bytes, _mm_loadu_si128((const __m128i *)(masks + 16 - count)));
    return (letters){(uint64_t)_mm_cvtsi128_si64(bytes),
                     (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(bytes, bytes)), count};
}
#else
/* A mask of the bytes before the first that not_lower marks: of all where there is none. */
static inline uint64_t letters_before(uint64_t others) {
    return ((others & (0 - others)) >> 7) - 1;
}

static inline letters letters_at(const char *p, bool capital) {
    uint64_t low = eight_bytes(p) | (capital ? 0x20 : 0), high = eight_bytes(p + 8);
    uint64_t end_low = not_lower(low), end_high = not_lower(high);
    uint64_t longer = (uint64_t)(end_low != 0) - 1; /* all ones where it goes on in `high` */
    unsigned count = end_low    ? (unsigned)__builtin_ctzll(end_low) / 8
                     : end_high ? (unsigned)__builtin_ctzll(end_high) / 8 + 8
                                : 16;
    return (letters){low & letters_before(end_low), high & letters_before(end_high) & longer,
                     count};
}
#endif

/* Most words are up to fifteen small letters, perhaps behind a capital, and then a space or a
 * comma. Those are read without a branch on their length, which nobody can foretell; their hash is
 * what mix_bytes would make of them. False for other words, and near the end of the text. */
static inline bool plain_word(str text, size_t start, bool capital, run *out) {
    enum { READ = 16 };
    if (text.n - start <= READ) return false;
    letters word = letters_at(text.p + start, capital);
    if (word.count == READ) return false;
    size_t at = start + word.count;
    unsigned char next = (unsigned char)text.p[at];
    if (!ending[next] && (next != '.' || word.count == 1)) return false;
    uint64_t first = stirred(0, word.low), second = stirred(first, word.high);
    uint64_t both = (uint64_t)(word.high == 0) - 1;
    *out = (run){at, first ^ ((first ^ second) & both), capital ? TOKEN_CAPITAL : 0};
    return true;
}

static run word_run(str text, size_t start, character c) {
    mixer m = {0};
    size_t end = text.n - start < TOKEN_MOST_BYTES ? text.n : start + TOKEN_MOST_BYTES, at = start;
    if (c.class == CLASS_UPPER) return word_rest(text, start, 0, m);
    at = mix_lower(text, at, end, &m);
    return word_rest(text, start, at - start, m);
}

static run number_run(str text, size_t start) {
    mixer m = {0};
    size_t at = start;
    while (at < text.n && at - start < TOKEN_MOST_BYTES) {
        character c = look(text, at);
        bool joint = (c.point == '.' || c.point == ',') && at + 1 < text.n &&
                     classes[(unsigned char)text.p[at + 1]] == CLASS_DIGIT;
        if (c.class == CLASS_UPPER && c.point < 128)
            mix(&m, c.point + 32);
        else if (c.class == CLASS_DIGIT || is_letter(c.class) || joint)
            mix_point(&m, utf8_lower(c.point));
        else
            break;
        at += c.width;
    }
    return (run){at, mixed(m), 0};
}

/* "'s" as a token of its own, right after a word. */
static bool possessive(str text, size_t at, character c, run *out) {
    if (!is_apostrophe(c.point) || at + c.width >= text.n) return false;
    char s = text.p[at + c.width];
    size_t end = at + c.width + 1;
    if (s != 's' && s != 'S') return false;
    if (end < text.n && is_letter(look(text, end).class)) return false;
    *out = (run){end, tokens_hash((str){"'s", 2}), 0};
    return true;
}

static bool grow(tokens *out) {
    size_t more = out->capacity ? out->capacity * 2 : 4096;
    token *grown = realloc(out->items, more * sizeof *grown);
    if (!grown) return false;
    out->items = grown;
    out->capacity = more;
    return true;
}

void tokens_reset(tokens *t) {
    free(t->items);
    *t = (tokens){0};
}

/* Passes over white space; returns the flags that it gives the next token. */
static unsigned skip_space(str text, size_t *at) {
    unsigned lines = 0, any = 0;
    if (*at + 1 < text.n && text.p[*at] == ' ') { /* one, as between most words */
        unsigned next = classes[(unsigned char)text.p[*at + 1]];
        ++*at;
        any = TOKEN_SPACE;
        if (next != CLASS_SPACE && next != CLASS_WIDE) return any;
    }
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

/* A mark that no hash was made of. */
static uint32_t mark_word(const lexicon *words, uint32_t c) {
    mixer m = {0};
    if (is_apostrophe(c)) c = '\'';
    if (c < 128) return lexicon_mark(words, (unsigned char)c);
    mix_point(&m, c);
    return lexicon_word(words, mixed(m));
}

/* Words wait for a few others before they are looked up, so that what memory holds of them is on
 * its way meanwhile. */
enum { WAITING = 16 };

typedef struct {
    const lexicon *words;
    uint64_t hashes[WAITING];
    token *places[WAITING];
    size_t count;
} waiting;

static void look_up(waiting *w) {
    for (size_t i = 0; i < w->count; i++) w->places[i]->word = lexicon_word(w->words, w->hashes[i]);
    w->count = 0;
}

static inline void await_word(waiting *w, uint64_t hash, token *place) {
    lexicon_expect(w->words, hash);
    w->hashes[w->count] = hash;
    w->places[w->count++] = place;
    if (w->count == WAITING) look_up(w);
}

/* The token that starts at `at`, with the character c; `joined`: right after another. */
static run next_run(str text, size_t at, character c, bool joined, token_kind *kind) {
    run r;
    *kind = is_letter(c.class) ? TOKEN_WORD : c.class == CLASS_DIGIT ? TOKEN_NUMBER : TOKEN_MARK;
    if (*kind == TOKEN_WORD) return word_run(text, at, c);
    if (*kind == TOKEN_NUMBER) return number_run(text, at);
    return joined && possessive(text, at, c, &r) ? r : (run){at + c.width, 0, 0};
}

code tokens_read(str text, const lexicon *words, tokens *out, fault *f) {
    if (text.n >= UINT32_MAX)
        return fault_set(f, INVALID, "text", "a document of 4 GB or more: cut it in parts");
    waiting w = {.words = words};
    unsigned before = TOKEN_SPACE | TOKEN_LINE | TOKEN_PARAGRAPH;
    for (size_t at = 0;; before = 0) {
        before |= skip_space(text, &at);
        if (at >= text.n) break;
        if (out->count == out->capacity) {
            look_up(&w); /* the tokens move */
            if (!grow(out))
                return fault_set(f, NOMEM, "text", "no memory for the words of the document");
        }
        token_kind kind = TOKEN_WORD;
        unsigned class = classes[(unsigned char)text.p[at]];
        run r;
        token *t = &out->items[out->count++];
        t->word = 0;
        if ((class != CLASS_LOWER && class != CLASS_UPPER) ||
            !plain_word(text, at, class == CLASS_UPPER, &r)) {
            character c = look(text, at);
            r = next_run(text, at, c, at == 0 || !(before & TOKEN_SPACE), &kind);
            if (words && !r.hash) t->word = mark_word(words, c.point);
        }
        t->start = (uint32_t)at;
        t->length = (uint16_t)(r.end - at);
        t->kind = (uint8_t)kind;
        t->flags = (uint8_t)(r.flags | before);
        if (words && r.hash) await_word(&w, r.hash, t);
        at = r.end;
    }
    look_up(&w);
    return OK;
}
