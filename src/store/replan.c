#include "store/replan.h"

#include "follow/due.h"
#include "store/commitment.h"
#include "store/record_read.h"

static code said_of(change *c, int64_t source_id, day today, str *out, fault *f) {
    char text[16];
    day_format(today, text);
    *out = S("");
    if (source_id) {
        query *q = db_query(c->d, "SELECT published FROM source WHERE id = $1", f);
        bind_int(q, 1, source_id);
        if (query_row(q)) *out = column_copy(c->a, q, 0);
        TRY(query_end(q));
    }
    if (!out->n) *out = str_copy(c->a, str_of(text));
    return out->p ? OK : out_of_memory(f);
}

static code words_resolve(change *c, replan *x, day today, fault *f) {
    follow_words *words;
    follow_due *all;
    size_t n;
    str said;
    TRY(said_of(c, x->source_id, today, &said, f));
    TRY(follow_words_open(c->a, "en", &words, f));
    TRY(follow_due_find(c->a, words, x->due, said, &all, &n, f));
    const follow_due *best = follow_due_best(all, n, said);
    if (!best || best->last == DAY_OPEN)
        return fault_set(
            f, INVALID, "due",
            "must be a date (2025, 2025-09, 2025-09-30) or words with a last day, such "
            "as \"within two weeks\"");
    x->words = x->due;
    x->due = best->due;
    return OK;
}

code replan_take(change *c, int64_t id, replan *x, day today, fault *f) {
    x->words = S("");
    if (x->due.n && !edtf_is(x->due)) TRY(words_resolve(c, x, today, f));
    return commitment_replan_as(c, id, S(""), x->due, x->words, x->reason, x->source_id, f);
}
