/* Reports on promises, and new plans for them. */
#include "store/commitment.h"

#include "follow/state.h"
#include "store/commitment_plan.h"
#include "store/measure.h"
#include "store/record_spec.h"

code commitment_close(db *d, int64_t id, fault *f) {
    query *q =
        db_query(d,
                 "UPDATE commitment SET score = ifnull((SELECT p.score FROM progress p WHERE "
                 "p.commitment_id = $1 AND p.source_id IS NOT NULL ORDER BY p.on_first DESC, p.id "
                 "DESC LIMIT 1), '') WHERE id = $1",
                 f);
    bind_int(q, 1, id);
    TRY(query_run(q));
    q = db_query(d,
                 "UPDATE commitment SET closed = score IN ('completed', 'dropped') OR "
                 "EXISTS (SELECT 1 FROM link l WHERE l.to_id = $1 AND l.kind IN ('fulfils', "
                 "'supersedes') AND "
                 "l.state = 'confirmed') OR EXISTS (SELECT 1 FROM record r WHERE r.id = $1 AND "
                 "r.modality = 'done') WHERE id = $1",
                 f);
    bind_int(q, 1, id);
    return query_run(q);
}

static code day_first(const char *field, str date, day *out, fault *f) {
    edtf e;
    fault why = {.code = OK};
    if (edtf_parse(date, &e, &why) != OK) return fault_set(f, INVALID, field, "%s", why.message);
    *out = e.first;
    return OK;
}

static code there(db *d, int64_t id, fault *f) {
    query *q = db_query(d,
                        "SELECT 1 FROM commitment c JOIN record r ON r.id = c.id "
                        "WHERE c.id = $1 AND r.withdrawn_at IS NULL",
                        f);
    bind_int(q, 1, id);
    bool found = query_row(q);
    TRY(query_end(q));
    return found ? OK : fault_set(f, NOTFOUND, NULL, "no commitment %lld", (long long)id);
}

static code span_check(db *d, const new_progress *what, fault *f) {
    if (what->end == 0) return OK;
    query *q = db_query(d, "SELECT length(CAST(text AS BLOB)) FROM source WHERE id = $1", f);
    bind_id(q, 1, what->source_id);
    int64_t size = query_row(q) ? column_int(q, 0) : -1;
    TRY(query_end(q));
    if (what->start < what->end && (int64_t)what->end <= size) return OK;
    return fault_set(f, INVALID, "evidence", "lies outside the text of the source");
}

/* The words that a person copied from the source, as the span that they are. */
static code sentence_find(change *c, new_progress *what, fault *f) {
    if (what->sentence.n == 0) return OK;
    if (what->source_id == 0)
        return fault_set(f, INVALID, "sentence", "name the source that says it as well");
    query *q = db_query(c->d, "SELECT text FROM source WHERE id = $1", f);
    bind_int(q, 1, what->source_id);
    size_t at = query_row(q) ? str_find(column_str(q, 0), what->sentence, 0) : SIZE_MAX;
    TRY(query_end(q));
    if (at == SIZE_MAX)
        return fault_set(f, INVALID, "sentence",
                         "these words do not stand in that source; copy them from its page");
    what->start = at;
    what->end = at + what->sentence.n;
    return OK;
}

/* A number is held against the promised one: there has to be one. */
static code value_check(change *c, int64_t id, const new_progress *what, fault *f) {
    bool measured;
    measure_row m;
    if (!what->has_value) return OK;
    TRY(measure_find(c->a, c->d, id, &measured, &m, f));
    if (measured) return OK;
    return fault_set(f, INVALID, "value",
                     "no number was promised; enter its target and unit first");
}

code progress_add(change *c, int64_t commitment_id, const new_progress *given, int64_t *id,
                  fault *f) {
    new_progress report = *given;
    const new_progress *what = &report;
    follow_score score;
    if (!what->score.n)
        return fault_set(f, INVALID, "score",
                         "say how far it is: not started, limited, substantial, completed or "
                         "dropped");
    if (!follow_score_of(what->score, &score) || score == SCORE_NONE)
        return fault_set(f, INVALID, "score",
                         "must be not_started, limited, substantial, completed or dropped");
    day first = DAY_NONE;
    TRY(day_first("on", what->on, &first, f));
    TRY(there(c->d, commitment_id, f));
    TRY(sentence_find(c, &report, f));
    TRY(span_check(c->d, what, f));
    TRY(value_check(c, commitment_id, what, f));
    query *q = db_query(c->d,
                        "INSERT INTO progress(commitment_id, on_date, on_first, score, "
                        "reporter_id, note, source_id, start_byte, end_byte, value) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                        f);
    bind_int(q, 1, commitment_id);
    bind_str(q, 2, what->on);
    bind_day(q, 3, first);
    bind_str(q, 4, what->score);
    bind_id(q, 5, what->reporter);
    bind_str(q, 6, what->note.p ? what->note : S(""));
    bind_id(q, 7, what->source_id);
    if (what->end) bind_int(q, 8, (int64_t)what->start);
    if (what->end) bind_int(q, 9, (int64_t)what->end);
    if (what->has_value) bind_real(q, 10, what->value);
    TRY(query_run(q));
    *id = db_inserted(c->d);
    TRY(change_made(c, "progress", *id, f));
    TRY(change_touched(c, commitment_id, f));
    return commitment_close(c->d, commitment_id, f);
}

code plan_put(change *c, int64_t id, int64_t version, str start, str due, str reason,
              int64_t source_id, fault *f) {
    query *q = db_query(
        c->d,
        "INSERT OR IGNORE INTO plan(commitment_id, version, start, due, reason, source_id) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        f);
    bind_int(q, 1, id);
    bind_int(q, 2, version);
    bind_str(q, 3, start.p ? start : S(""));
    bind_str(q, 4, due.p ? due : S(""));
    bind_str(q, 5, reason.p ? reason : S(""));
    bind_id(q, 6, source_id);
    TRY(query_run(q));
    return change_made(c, "plan", id, f);
}

code commitment_replan(change *c, int64_t id, str start, str due, str reason, int64_t source_id,
                       fault *f) {
    return commitment_replan_as(c, id, start, due, S(""), reason, source_id, f);
}

code commitment_replan_as(change *c, int64_t id, str start, str due, str words, str reason,
                          int64_t source_id, fault *f) {
    day unused;
    record_spec now;
    str before;
    if (start.n) TRY(day_first("start", start, &unused, f));
    if (due.n) TRY(day_first("due", due, &unused, f));
    TRY(there(c->d, id, f));
    TRY(spec_load(c->a, c->d, id, &now, f));
    query *q =
        db_query(c->d, "SELECT ifnull(max(version), -1) FROM plan WHERE commitment_id = $1", f);
    bind_int(q, 1, id);
    int64_t newest = query_row(q) ? column_int(q, 0) : -1;
    TRY(query_end(q));
    /* What was due before anybody planned anew is the baseline. */
    if (newest < 0 && now.due.n && !str_eq(now.due, due))
        TRY(plan_put(c, id, newest = 0, S(""), now.due, S(""), 0, f));
    TRY(plan_put(c, id, newest + 1, start, due, reason, source_id, f));
    TRY(spec_text(c->a, &now, &before, f));
    TRY(change_altered(c, "record", id, before, f));
    if (!str_eq(now.due, due) || words.n) now.due_words = words;
    now.due = due;
    return record_rewrite(c, id, &now, f);
}
