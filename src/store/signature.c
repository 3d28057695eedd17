#include "store/signature.h"

#include "base/fold.h"

#include <string.h>

enum { SHINGLE = 5, PIECE = 32768 };

typedef struct {
    signature *out;
    uint64_t window[SHINGLE];
    size_t words;
    uint64_t chain[4]; /* running hash of all words */
} state;

/* splitmix64: every bit of the input reaches every bit of the output. */
static uint64_t mix(uint64_t x) {
    x ^= x >> 30;
    x *= UINT64_C(0xbf58476d1ce4e5b9);
    x ^= x >> 27;
    x *= UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

static void word_take(state *s, str word) {
    uint64_t h = mix(str_hash(word) + word.n);
    for (int i = 0; i < 4; i++) s->chain[i] = mix(s->chain[i] * 3 + h + (uint64_t)i);
    s->window[s->words++ % SHINGLE] = h;
    if (s->words < SHINGLE) return;
    uint64_t shingle = 0;
    for (size_t i = 0; i < SHINGLE; i++)
        shingle = mix(shingle * 5 + s->window[(s->words + i) % SHINGLE]);
    s->out->shingles++;
    /* Two independent halves give as many permutations as wanted (Kirsch, Mitzenmacher 2006). */
    uint32_t a = (uint32_t)(shingle >> 32), b = (uint32_t)shingle | 1;
    for (uint32_t i = 0; i < SIGNATURE_VALUES; i++) {
        uint32_t v = a + i * b;
        v ^= v >> 15;
        v *= UINT32_C(0x2c1b3c6d);
        v ^= v >> 12;
        if (v < s->out->v[i]) s->out->v[i] = v;
    }
}

static bool space_at(str s, size_t i) {
    return (unsigned char)s.p[i] <= ' ';
}

code signature_of(str text, signature *out, fault *f) {
    arena *scratch = arena_new((size_t)PIECE * 16);
    if (!scratch) return fault_set(f, NOMEM, NULL, "not enough memory");
    memset(out, 0, sizeof *out);
    memset(out->v, 0xff, sizeof out->v);
    state s = {.out = out};
    code result = OK;
    for (size_t at = 0; at < text.n && result == OK;) {
        size_t end = at + PIECE < text.n ? at + PIECE : text.n;
        size_t cut = end;
        if (end < text.n)
            while (cut > at && !space_at(text, cut - 1)) cut--;
        if (cut == at) cut = end; /* one endless word */
        arena_reset(scratch);
        str rest = fold_text(scratch, str_slice(text, at, cut)), word;
        if (!rest.p) result = fault_set(f, NOMEM, NULL, "not enough memory");
        while (rest.p && str_next(&rest, ' ', &word))
            if (word.n) word_take(&s, word);
        at = cut;
    }
    arena_free(scratch);
    if (result != OK) return result;
    hash_of((str){(const char *)s.chain, sizeof s.chain}, &out->words);
    enum { ROWS = SIGNATURE_VALUES / SIGNATURE_BANDS };
    for (size_t b = 0; b < SIGNATURE_BANDS; b++) {
        uint64_t h = b + 1;
        for (size_t i = 0; i < ROWS; i++) h = mix(h * 7 + out->v[b * ROWS + i]);
        out->bands[b] = (int64_t)h;
    }
    return OK;
}

double signature_likeness(const uint32_t *a, const uint32_t *b) {
    int same = 0;
    for (size_t i = 0; i < SIGNATURE_VALUES; i++) same += a[i] == b[i];
    return (double)same / (double)SIGNATURE_VALUES;
}
