/* One pass over the bytes. Bytes above 0x7f belong to words, but for a few signs. */
#include "follow/tokens.h"

#include "base/utf8.h"

#include <string.h>

enum { POINT_QUOTE = 0x2019, POINT_ELLIPSIS = 0x2026 };

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xc0 && c != UTF8_BAD && (c < 0x2000 || c > 0x2bff));
}

static bool is_currency(uint32_t c) {
    return c == '$' || c == 0xa3 || c == 0xa5 || (c >= 0x20a0 && c <= 0x20cf);
}

/* "2,700", "1.5", "12": the digits from `at`; a comma counts only before three digits. */
static size_t number_read(str s, size_t at, double *value) {
    double v = 0, scale = 0;
    size_t i = at;
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (is_digit((unsigned char)c)) {
            v = v * 10 + (c - '0');
            scale *= 10;
            continue;
        }
        bool more = i + 1 < s.n && is_digit((unsigned char)s.p[i + 1]);
        bool three = more && i + 3 < s.n && is_digit((unsigned char)s.p[i + 2]) &&
                     is_digit((unsigned char)s.p[i + 3]) &&
                     (i + 4 == s.n || !is_digit((unsigned char)s.p[i + 4]));
        if (c == ',' && three && scale == 0) continue;
        if (c != '.' || !more || scale != 0) break;
        scale = 1;
    }
    *value = scale > 1 ? v / scale : v;
    return i;
}

static void word_read(arena *a, str s, size_t at, follow_token *t) {
    size_t i = at, n = 0;
    while (i < s.n) {
        uint32_t c;
        size_t w = utf8_decode(s, i, &c);
        bool quote = (c == '\'' || c == POINT_QUOTE) && i > at;
        if (!is_letter(c) && !quote) break;
        if (!quote) n += w;
        i += w;
    }
    char *word = arena_alloc(a, n + 1);
    if (word != NULL) {
        size_t k = 0;
        for (size_t j = at; j < i;) {
            uint32_t c;
            size_t w = utf8_decode(s, j, &c);
            if (c != '\'' && c != POINT_QUOTE) {
                bool upper = c >= 'A' && c <= 'Z';
                k += utf8_encode(upper ? c - 'A' + 'a' : utf8_lower(c), word + k);
            }
            j += w;
        }
    }
    t->word = (str){word != NULL ? word : "", word != NULL ? n : 0};
    t->end = i;
}

/* A full stop parts sentences before a capital after white space; "Jan. 2025" and "No. 5" go on. */
static bool ends_sentence(str s, size_t at) {
    size_t i = at + 1;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '"')) i++;
    return i > at + 1 && i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z';
}

static bool is_gap(str s, size_t at, uint32_t c) {
    if (c == ';' || c == '!' || c == '?' || c == ':' || c == POINT_ELLIPSIS) return true;
    if (c == '.') return ends_sentence(s, at);
    return c == '\n' && at + 1 < s.n && s.p[at + 1] == '\n';
}

code follow_tokens(arena *a, str text, follow_token **out, size_t *count, fault *f) {
    follow_token *tokens = NULL;
    size_t n = 0, capacity = 0;
    bool gap = false;
    for (size_t i = 0; i < text.n;) {
        uint32_t c;
        size_t w = utf8_decode(text, i, &c);
        if (!is_digit(c) && !is_letter(c) && !is_currency(c)) {
            gap = gap || is_gap(text, i, c);
            i += w;
            continue;
        }
        follow_token t = {.start = i, .gap = gap, .end = i + w};
        if (is_currency(c)) {
            t.word = str_slice(text, i, i + w);
        } else {
            t.number = is_digit(c);
            size_t after = t.number ? number_read(text, i, &t.value) : i;
            word_read(a, text, after, &t);
        }
        follow_token *grown = arena_grow(a, tokens, n, &capacity, sizeof *tokens);
        if (grown == NULL) return fault_set(f, NOMEM, NULL, "no memory for the words of a text");
        tokens = grown;
        tokens[n++] = t;
        gap = false;
        i = t.end;
    }
    if (arena_failed(a)) return fault_set(f, NOMEM, NULL, "no memory for the words of a text");
    *out = tokens;
    *count = n;
    return OK;
}
