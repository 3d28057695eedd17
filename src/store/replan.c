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

static const char sql_postponed[] =
    "SELECT r.id, r.label, r.date, r.modality, ifnull(s.id, 0), ifnull(s.published, '') "
    "FROM link l CROSS JOIN record r ON r.id = l.from_id "
    "LEFT JOIN evidence e ON e.id = (SELECT x.id FROM evidence x WHERE x.record_id = r.id "
    "ORDER BY x.ordinal, x.id LIMIT 1) LEFT JOIN source s ON s.id = e.source_id "
    "WHERE l.to_id = $1 AND l.kind = 'contradicts' AND l.state = 'confirmed' "
    "AND r.withdrawn_at IS NULL AND r.date <> '' AND ($2 IS NULL OR r.id = $2) ORDER BY r.id DESC";

/* Whether what was told (`published`, or as a plan) on a day names a later one, after the plan's.
 */
static bool is_moved(str to, str published, bool planned, str due) {
    edtf to_day, told, plan;
    if (edtf_parse(to, &to_day, NULL) != OK || to_day.last == DAY_OPEN) return false;
    bool ahead =
        published.n && edtf_parse(published, &told, NULL) == OK && to_day.first > told.last;
    if (!ahead && !planned) return false;
    return !due.n || edtf_parse(due, &plan, NULL) != OK || to_day.last > plan.last;
}

code postponement_find(arena *a, db *d, int64_t commitment_id, int64_t record_id, str due,
                       postponement *out, bool *found, fault *f) {
    query *q = db_query(d, sql_postponed, f);
    bind_int(q, 1, commitment_id);
    bind_id(q, 2, record_id);
    *found = false;
    while (!*found && query_row(q)) {
        bool planned = str_eq(column_str(q, 3), S("planned"));
        if (!is_moved(column_str(q, 2), column_str(q, 5), planned, due)) continue;
        *found = true;
        *out = (postponement){.record_id = column_int(q, 0),
                              .source_id = column_int(q, 4),
                              .label = column_copy(a, q, 1),
                              .due = column_copy(a, q, 2)};
    }
    TRY(query_end(q));
    return arena_failed(a) ? out_of_memory(f) : OK;
}
