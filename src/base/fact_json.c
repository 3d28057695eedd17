#include "base/fact_json.h"

#include <assert.h>
#include <string.h>

/* The members of a fact are always the same, and a tenth of the time of a reading goes into writing
 * them: so their names are written as they stand, with the comma before and the quotes. */

/* Room in the buffer, written to from its start; a null `p`: there is none. */
typedef struct {
    char *p;
} pen;

static inline void write_bytes(pen *w, str s) {
    memcpy(w->p, s.p, s.n);
    w->p += s.n;
}

/* A word of the program, in which nothing needs escaping; the empty one is null. */
static inline void write_word(pen *w, str name, const char *word) {
    write_bytes(w, name);
    if (!*word) {
        write_bytes(w, S("null"));
        return;
    }
    *w->p++ = '"';
    w->p = stpcpy(w->p, word);
    *w->p++ = '"';
}

static void write_int(pen *w, uint64_t v) {
    char digits[24];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + v % 10);
    while (v /= 10);
    write_bytes(w, (str){digits + at, sizeof digits - at});
}

enum { MOST_WORD = 32, MOST_NUMBER = 24 };

static void put_text(buf *b, str name, str text) {
    buf_put(b, name);
    if (text.n)
        buf_put_json(b, text);
    else
        buf_put(b, S("null"));
}

static void put_list(buf *b, str name, const str *items, size_t count) {
    buf_put(b, name);
    for (size_t i = 0; i < count; i++) {
        if (i) buf_put_char(b, ',');
        buf_put_json(b, items[i]);
    }
    buf_put_char(b, ']');
}

static void put_kind(buf *b, const fact *x) {
    pen w = {buf_reserve(b, 4 * (MOST_WORD + sizeof ",\"modality\":"))};
    if (!w.p) return;
    write_word(&w, S("\"record\":"), record_name(x->record));
    write_word(&w, S(",\"kind\":"), kind_name(x->kind));
    write_word(&w, S(",\"act\":"), act_name(x->act));
    write_word(&w, S(",\"modality\":"), modality_name(x->modality));
    b->n = (size_t)(w.p - b->p);
}

static void put_sectors(buf *b, const fact *x) {
    pen w = {buf_reserve(b, (size_t)SECTOR_COUNT * MOST_WORD)};
    if (!w.p) return;
    write_bytes(&w, S(",\"sectors\":["));
    for (sector_set rest = x->sectors; rest; rest &= rest - 1) {
        write_word(&w, S(""), sector_name((sector)__builtin_ctzll(rest)));
        *w.p++ = ',';
    }
    if (x->sectors) w.p--;
    write_bytes(&w, S("],\"count\":"));
    if (x->count >= 0)
        write_int(&w, (uint64_t)x->count);
    else
        write_bytes(&w, S("null"));
    b->n = (size_t)(w.p - b->p);
}

static void put_evidence(buf *b, const fact *x, str text) {
    buf_put(b, S(",\"evidence\":["));
    for (size_t i = 0; i < x->evidence_count; i++) {
        span s = x->evidence[i];
        assert(s.start <= s.end && s.end <= text.n);
        pen w = {buf_reserve(b, sizeof ",{\"start\":,\"end\":,\"text\":" + 2 * MOST_NUMBER)};
        if (!w.p) return;
        write_bytes(&w, i ? S(",{\"start\":") : S("{\"start\":"));
        write_int(&w, s.start);
        write_bytes(&w, S(",\"end\":"));
        write_int(&w, s.end);
        write_bytes(&w, S(",\"text\":"));
        b->n = (size_t)(w.p - b->p);
        buf_put_json(b, str_slice(text, s.start, s.end));
        buf_put_char(b, '}');
    }
    buf_put_char(b, ']');
}

void fact_json(jout *j, const fact *x, str text, str source) {
    buf *b = j->out;
    jout_open(j, '{');
    if (source.p) {
        jout_pair_str(j, "source", source);
        buf_put_char(b, ',');
    }
    put_kind(b, x);
    put_list(b, S(",\"states\":["), x->states, x->state_count);
    put_list(b, S(",\"parties\":["), x->parties, x->party_count);
    put_sectors(b, x);
    put_text(b, S(",\"date\":"), x->date);
    put_text(b, S(",\"title\":"), x->title);
    buf_put(b, S(",\"confidence\":"));
    j->after_key = true;
    jout_real(j, x->confidence);
    put_evidence(b, x, text);
    jout_close(j, '}');
}
