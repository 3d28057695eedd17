#include "base/fact_json.h"

#include <assert.h>

static str or_null(str s) {
    return s.n ? s : (str){NULL, 0};
}

static void put_list(jout *j, const char *key, const str *items, size_t count) {
    jout_key(j, key);
    jout_open(j, '[');
    for (size_t i = 0; i < count; i++) jout_str(j, items[i]);
    jout_close(j, ']');
}

static void put_sectors(jout *j, sector_set sectors) {
    jout_key(j, "sectors");
    jout_open(j, '[');
    for (unsigned i = 0; i < SECTOR_COUNT; i++)
        if (sectors & (sector_set)1 << i) jout_str(j, str_of(sector_name((sector)i)));
    jout_close(j, ']');
}

static void put_evidence(jout *j, const fact *x, str text) {
    jout_key(j, "evidence");
    jout_open(j, '[');
    for (size_t i = 0; i < x->evidence_count; i++) {
        span s = x->evidence[i];
        assert(s.start <= s.end && s.end <= text.n);
        jout_open(j, '{');
        jout_pair_int(j, "start", (int64_t)s.start);
        jout_pair_int(j, "end", (int64_t)s.end);
        jout_pair_str(j, "text", str_slice(text, s.start, s.end));
        jout_close(j, '}');
    }
    jout_close(j, ']');
}

void fact_json(jout *j, const fact *x, str text, str source) {
    jout_open(j, '{');
    if (source.p) jout_pair_str(j, "source", source);
    jout_pair_str(j, "record", str_of(record_name(x->record)));
    jout_pair_str(j, "kind", or_null(str_of(kind_name(x->kind))));
    jout_pair_str(j, "act", or_null(str_of(act_name(x->act))));
    jout_pair_str(j, "modality", str_of(modality_name(x->modality)));
    put_list(j, "states", x->states, x->state_count);
    put_list(j, "parties", x->parties, x->party_count);
    put_sectors(j, x->sectors);
    jout_key(j, "count");
    if (x->count >= 0)
        jout_int(j, x->count);
    else
        jout_null(j);
    jout_pair_str(j, "date", or_null(x->date));
    jout_pair_str(j, "title", or_null(x->title));
    jout_key(j, "confidence");
    jout_real(j, x->confidence);
    put_evidence(j, x, text);
    jout_close(j, '}');
}
