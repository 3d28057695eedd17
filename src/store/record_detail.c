/* Where a record comes from: its sentences, and what each source claims. */
#include "store/record_read.h"

static const char sql_evidence[] =
    "SELECT e.id, e.start_byte, e.end_byte, e.draft_id, "
    "substr(CAST(s.text AS BLOB), e.start_byte + 1, e.end_byte - e.start_byte), "
    "substr(CAST(s.text AS BLOB), max(e.start_byte - 300, 0) + 1, min(e.start_byte, 300)), "
    "substr(CAST(s.text AS BLOB), e.end_byte + 1, 300), " SOURCE_COLUMNS
    " FROM evidence e JOIN source s ON s.id = e.source_id WHERE e.record_id = $1 "
    "ORDER BY e.source_id, e.ordinal, e.id";

static bool sentence_end(str s, size_t i) {
    char c = s.p[i];
    if (c == '\n') return true;
    return (c == '.' || c == '!' || c == '?') &&
           (i + 1 >= s.n || s.p[i + 1] == ' ' || s.p[i + 1] == '\n');
}

/* The rest of the sentence before a span: what follows the last sentence end. Empty where the
 * window holds none and did not begin at the text's beginning. */
static str lead(str window, bool from_start) {
    size_t at = window.n;
    while (at > 0 && !sentence_end(window, at - 1)) at--;
    if (at == 0 && !from_start) return S("");
    while (at < window.n && window.p[at] == ' ') at++;
    return str_slice(window, at, window.n);
}

static str tail(str span_text, str window) {
    if (span_text.n && sentence_end((str){span_text.p, span_text.n}, span_text.n - 1)) return S("");
    for (size_t i = 0; i < window.n; i++) {
        if (!sentence_end(window, i)) continue;
        return str_slice(window, 0, window.p[i] == '\n' ? i : i + 1);
    }
    return window.n < 300 ? window : S("");
}

static str kept(arena *a, str s) {
    return s.n ? str_copy(a, s) : S("");
}

code record_evidence(arena *a, db *d, int64_t id, evidence_row **out, size_t *count, fault *f) {
    evidence_row *rows = NULL;
    size_t n = 0, capacity = 0;
    query *q = db_query(d, sql_evidence, f);
    bind_int(q, 1, id);
    while (query_row(q)) {
        evidence_row *grown = arena_grow(a, rows, n, &capacity, sizeof *rows);
        if (!grown) break;
        rows = grown;
        evidence_row *r = &rows[n++];
        *r = (evidence_row){.id = column_int(q, 0),
                            .start = (size_t)column_int(q, 1),
                            .end = (size_t)column_int(q, 2),
                            .draft_id = column_int(q, 3),
                            .text = S(""),
                            .before = S(""),
                            .after = S("")};
        source_ref_read(a, q, 7, &r->source);
        if (r->end == 0) continue;
        r->text = kept(a, column_blob(q, 4));
        r->before = kept(a, lead(column_blob(q, 5), r->start <= 300));
        r->after = kept(a, tail(r->text, column_blob(q, 6)));
    }
    TRY(query_end(q));
    if (arena_failed(a)) return out_of_memory(f);
    *out = rows;
    *count = n;
    return OK;
}

/* The best of a record that has a place in its source, else the source that was cited. */
static const char sql_best[] =
    "SELECT id, source_id, start_byte, end_byte, draft_id FROM evidence WHERE record_id = $1 "
    "ORDER BY end_byte = 0, source_id, ordinal, id LIMIT 1";

static code best_find(db *d, int64_t id, evidence_row *out, fault *f) {
    query *q = db_query(d, sql_best, f);
    bind_int(q, 1, id);
    if (query_row(q)) {
        out->id = column_int(q, 0);
        out->source.id = column_int(q, 1);
        out->start = (size_t)column_int(q, 2);
        out->end = (size_t)column_int(q, 3);
        out->draft_id = column_int(q, 4);
    }
    return query_end(q);
}

static const char sql_cited[] = "SELECT " SOURCE_COLUMNS ", s.text FROM source s WHERE s.id = $1";

/* Every quote from rows[first].source, whose text is read once: lists often come from one. */
static code quotes_fill(arena *a, db *d, evidence_row *rows, size_t first, size_t count, fault *f) {
    source_ref ref = {0};
    int64_t wanted = rows[first].source.id;
    query *q = db_query(d, sql_cited, f);
    bind_int(q, 1, wanted);
    if (query_row(q)) {
        source_ref_read(a, q, 0, &ref);
        str text = column_str(q, SOURCE_COLUMN_COUNT);
        for (size_t i = first; i < count; i++) {
            evidence_row *r = &rows[i];
            if (r->source.id != wanted) continue;
            r->source = ref;
            if (r->start < r->end && r->end <= text.n)
                r->text = str_copy(a, str_slice(text, r->start, r->end));
        }
    }
    return query_end(q);
}

code record_quotes(arena *a, db *d, const int64_t *ids, size_t count, evidence_row **out,
                   fault *f) {
    evidence_row *rows = arena_array(a, count + 1, sizeof *rows);
    if (!rows) return out_of_memory(f);
    for (size_t i = 0; i < count; i++) {
        rows[i] = (evidence_row){.text = S(""), .before = S(""), .after = S("")};
        TRY(best_find(d, ids[i], &rows[i], f));
    }
    for (size_t i = 0; i < count; i++)
        if (rows[i].id && !rows[i].source.title.p) TRY(quotes_fill(a, d, rows, i, count, f));
    if (arena_failed(a)) return out_of_memory(f);
    *out = rows;
    return OK;
}

static const char sql_claims[] =
    "SELECT c.field, c.value, c.held, c.differs OR (c.held AND EXISTS (SELECT 1 FROM claim o "
    "WHERE o.record_id = c.record_id AND o.field = c.field AND o.differs = 1)), " SOURCE_COLUMNS
    " FROM claim c LEFT JOIN source s ON s.id = c.source_id WHERE c.record_id = $1 "
    "ORDER BY c.field, c.held DESC, c.value, c.id";

code record_claims(arena *a, db *d, int64_t id, claim_row **out, size_t *count, fault *f) {
    claim_row *rows = NULL;
    size_t n = 0, capacity = 0;
    query *q = db_query(d, sql_claims, f);
    bind_int(q, 1, id);
    while (query_row(q)) {
        claim_row *grown = arena_grow(a, rows, n, &capacity, sizeof *rows);
        if (!grown) break;
        rows = grown;
        claim_row *r = &rows[n++];
        *r = (claim_row){.field = column_copy(a, q, 0),
                         .value = column_copy(a, q, 1),
                         .held = column_int(q, 2) != 0,
                         .disagrees = column_int(q, 3) != 0};
        source_ref_read(a, q, 4, &r->source);
    }
    TRY(query_end(q));
    if (arena_failed(a)) return out_of_memory(f);
    *out = rows;
    *count = n;
    return OK;
}
