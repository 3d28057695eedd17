/* Drafts that a person makes: a fact that reading missed, and one draft made two. */
#include "store/draft.h"

#include "base/hash.h"
#include "store/draft_fact.h"
#include "store/record_read.h"

/* Its place among the others: after the last that begins no later in the text. */
static const char sql_insert[] =
    "INSERT INTO draft(source_id, ordinal, fact, fact_hash, state, proposal, confidence) "
    "SELECT $1, ifnull((SELECT max(ordinal) FROM draft WHERE source_id = $1 AND "
    "ifnull(edited, fact) ->> '$.evidence[0].start' <= $2), 0), $3, $4, 'waiting', 'new', 1.0 "
    "WHERE NOT EXISTS (SELECT 1 FROM draft WHERE source_id = $1 AND fact_hash = $4)";

/* `salt`: what makes it another draft than one of the same fact; 0: nothing. */
static code insert(change *c, int64_t source_id, const fact *one, int64_t salt, int64_t *id,
                   fault *f) {
    buf b;
    hash h;
    jout j;
    buf_init(&b, 0);
    jout_init(&j, &b);
    fact_print(&j, one);
    size_t n = b.n;
    if (salt) buf_put_int(&b, salt);
    hash_of(b.code == OK ? buf_str(&b) : S(""), &h);
    query *q = db_query(c->d, sql_insert, f);
    bind_int(q, 1, source_id);
    bind_int(q, 2, one->evidence_count ? (int64_t)one->evidence[0].start : 0);
    bind_str(q, 3, str_slice(buf_str(&b), 0, n));
    bind_blob(q, 4, (str){(const char *)h.b, HASH_BYTES});
    code result = query_run(q);
    if (b.code != OK) result = out_of_memory(f);
    buf_reset(&b);
    if (result != OK) return result;
    if (!db_changed(c->d))
        return fault_set(f, CONFLICT, "words", "this very fact is a draft of the source already");
    *id = db_inserted(c->d);
    change_about(c, "source", source_id, (str){0}, (str){0});
    return change_made(c, "draft", *id, f);
}

code draft_queue(change *c, int64_t source_id, const fact *one, int64_t *id, fault *f) {
    telling t;
    TRY(telling_find(c->a, c->d, source_id, &t, f));
    if (!one->evidence_count || one->evidence[0].start >= one->evidence[0].end ||
        one->evidence[0].end > t.text.n)
        return fault_set(f, INVALID, "words", "a fact rests on words of the text");
    return insert(c, source_id, one, 0, id, f);
}

code draft_split(change *c, int64_t id, int64_t *copy, fault *f) {
    draft_row row;
    int64_t newest = 0;
    TRY(draft_find(c->a, c->d, id, &row, f));
    if (row.state != DRAFT_WAITING)
        return fault_set(f, CONFLICT, NULL, "draft %lld was decided upon; undo that first",
                         (long long)id);
    query *q = db_query(c->d, "SELECT max(id) FROM draft", f);
    if (query_row(q)) newest = column_int(q, 0);
    TRY(query_end(q));
    return insert(c, row.source_id, &row.fact, newest, copy, f);
}

code draft_next_source(db *d, int64_t after, int64_t *out, fault *f) {
    *out = 0;
    query *q = db_query(d,
                        "SELECT source_id FROM draft WHERE state = 'waiting' AND source_id > $1 "
                        "ORDER BY source_id LIMIT 1",
                        f);
    bind_int(q, 1, after);
    if (query_row(q)) *out = column_int(q, 0);
    TRY(query_end(q));
    return *out || !after ? OK : draft_next_source(d, 0, out, f);
}
