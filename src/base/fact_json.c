#include "base/fact_json.h"

#include <assert.h>
#include <string.h>

/* The members of a fact are always the same, and a tenth of the time of a reading goes into writing
 * them: so their names are written as they stand, with the comma before and the quotes. */

/* A word of the program, in which nothing needs escaping; the empty one is null. */
static void put_word(buf *b, str name, const char *word) {
    size_t n = strlen(word);
    char *p = buf_reserve(b, name.n + n + 4);
    if (!p) return;
    memcpy(p, name.p, name.n);
    p += name.n;
    if (n) {
        *p = '"';
        memcpy(p + 1, word, n);
        p[n + 1] = '"';
    } else {
        memcpy(p, "null", 4);
    }
    b->n += name.n + (n ? n + 2 : 4);
}

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

static void put_sectors(buf *b, sector_set sectors) {
    str before = S("");
    buf_put(b, S(",\"sectors\":["));
    for (unsigned i = 0; sectors >> i; i++) {
        if (!(sectors >> i & 1)) continue;
        put_word(b, before, sector_name((sector)i));
        before = S(",");
    }
    buf_put_char(b, ']');
}

static void put_evidence(buf *b, const fact *x, str text) {
    buf_put(b, S(",\"evidence\":["));
    for (size_t i = 0; i < x->evidence_count; i++) {
        span s = x->evidence[i];
        assert(s.start <= s.end && s.end <= text.n);
        buf_put(b, i ? S(",{\"start\":") : S("{\"start\":"));
        buf_put_int(b, (int64_t)s.start);
        buf_put(b, S(",\"end\":"));
        buf_put_int(b, (int64_t)s.end);
        buf_put(b, S(",\"text\":"));
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
    put_word(b, S("\"record\":"), record_name(x->record));
    put_word(b, S(",\"kind\":"), kind_name(x->kind));
    put_word(b, S(",\"act\":"), act_name(x->act));
    put_word(b, S(",\"modality\":"), modality_name(x->modality));
    put_list(b, S(",\"states\":["), x->states, x->state_count);
    put_list(b, S(",\"parties\":["), x->parties, x->party_count);
    put_sectors(b, x->sectors);
    buf_put(b, S(",\"count\":"));
    if (x->count >= 0)
        buf_put_int(b, x->count);
    else
        buf_put(b, S("null"));
    put_text(b, S(",\"date\":"), x->date);
    put_text(b, S(",\"title\":"), x->title);
    buf_put(b, S(",\"confidence\":"));
    j->after_key = true;
    jout_real(j, x->confidence);
    put_evidence(b, x, text);
    jout_close(j, '}');
}
