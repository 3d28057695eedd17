/* Drafts as read; corrections and refusals. */
#include "store/draft.h"

#include "store/draft_fact.h"
#include "store/match.h"
#include "store/record_read.h"

static const char *const states[DRAFT_STATE_COUNT] = {"waiting", "accepted", "rejected"};

const char *draft_state_name(draft_state s) {
    return states[s];
}

bool draft_state_of(str name, draft_state *out) {
    for (int i = 0; i < DRAFT_STATE_COUNT; i++) {
        if (!str_eq_z(name, states[i])) continue;
        *out = (draft_state)i;
        return true;
    }
    return false;
}

#define DRAFT_COLUMNS                                                                              \
    "SELECT d.id, d.source_id, ifnull(d.edited, d.fact), d.edited IS NOT NULL, d.state, "          \
    "d.proposal, d.target_id, t.label, d.record_id, d.confidence FROM draft d "                    \
    "LEFT JOIN record t ON t.id = d.target_id "
static const char sql_find[] = DRAFT_COLUMNS "WHERE d.id = $1";
static const char sql_of_source[] =
    DRAFT_COLUMNS "WHERE d.source_id = $1 AND ($2 IS NULL OR d.state = $2) ORDER BY d.ordinal";
static const char sql_of_state[] =
    DRAFT_COLUMNS "WHERE d.state = $2 ORDER BY d.source_id, d.ordinal LIMIT 1000";
static const char sql_all[] = DRAFT_COLUMNS "WHERE d.id > $1 ORDER BY d.id LIMIT 1000";

static code row_read(arena *a, query *q, draft_row *out, fault *f) {
    *out = (draft_row){.id = column_int(q, 0),
                       .source_id = column_int(q, 1),
                       .edited = column_int(q, 3) != 0,
                       .same = str_eq_z(column_str(q, 5), "same"),
                       .target_id = column_int(q, 6),
                       .target_label = column_copy(a, q, 7),
                       .record_id = column_int(q, 8),
                       .quote = S("")};
    draft_state_of(column_str(q, 4), &out->state);
    double confidence = column_real(q, 9);
    TRY(fact_parse(a, column_str(q, 2), &out->fact, f));
    out->fact.confidence = confidence;
    return OK;
}

static code quote_find(arena *a, db *d, draft_row *row, fault *f) {
    if (row->fact.evidence_count == 0) return OK;
    span s = row->fact.evidence[0];
    query *q =
        db_query(d, "SELECT substr(CAST(text AS BLOB), $2 + 1, $3) FROM source WHERE id = $1", f);
    bind_int(q, 1, row->source_id);
    bind_int(q, 2, (int64_t)s.start);
    bind_int(q, 3, (int64_t)(s.end - s.start));
    if (query_row(q) && column_blob(q, 0).n) row->quote = str_copy(a, column_blob(q, 0));
    TRY(query_end(q));
    return row->quote.p ? OK : out_of_memory(f);
}

code draft_find(arena *a, db *d, int64_t id, draft_row *out, fault *f) {
    draft_row row;
    query *q = db_query(d, sql_find, f);
    bind_int(q, 1, id);
    bool found = query_row(q);
    code result = found ? row_read(a, q, &row, f) : OK;
    code ended = query_end(q);
    if (result != OK || ended != OK) return result != OK ? result : ended;
    if (!found) return fault_set(f, NOTFOUND, NULL, "no draft %lld", (long long)id);
    TRY(quote_find(a, d, &row, f));
    if (arena_failed(a)) return out_of_memory(f);
    *out = row;
    return OK;
}

code draft_list(arena *a, db *d, int64_t source_id, draft_state state, draft_row **out,
                size_t *count, fault *f) {
    draft_row *rows = NULL;
    size_t n = 0, capacity = 0;
    bool any = state == DRAFT_STATE_COUNT;
    query *q = db_query(d, source_id ? sql_of_source : any ? sql_all : sql_of_state, f);
    if (source_id || any) bind_int(q, 1, source_id);
    if (!any) bind_z(q, 2, states[state]);
    code result = OK;
    while (result == OK && query_row(q)) {
        draft_row *grown = arena_grow(a, rows, n, &capacity, sizeof *rows);
        if (!grown) {
            result = out_of_memory(f);
            break;
        }
        rows = grown;
        result = row_read(a, q, &rows[n], f);
        if (result == OK) n++;
    }
    code ended = query_end(q);
    if (result != OK || ended != OK) return result != OK ? result : ended;
    for (size_t i = 0; i < n; i++) TRY(quote_find(a, d, &rows[i], f));
    if (arena_failed(a)) return out_of_memory(f);
    *out = rows;
    *count = n;
    return OK;
}

/* The draft as it stood, for undo: state, edited, target, record, proposal, decided_at. */
static code draft_kept(change *c, int64_t id, fault *f) {
    query *q = db_query(c->d,
                        "SELECT json_object('state', state, 'edited', edited, 'proposal', "
                        "proposal, 'target', target_id, 'record', record_id, 'at', decided_at) "
                        "FROM draft WHERE id = $1",
                        f);
    bind_int(q, 1, id);
    str before = query_row(q) ? column_copy(c->a, q, 0) : S("");
    TRY(query_end(q));
    return change_altered(c, "draft", id, before, f);
}

code draft_decide(change *c, const draft_row *row, draft_state to, int64_t record_id, fault *f) {
    TRY(draft_kept(c, row->id, f));
    query *q = db_query(
        c->d, "UPDATE draft SET state = $2, record_id = $3, decided_at = $4 WHERE id = $1", f);
    bind_int(q, 1, row->id);
    bind_z(q, 2, states[to]);
    bind_id(q, 3, record_id);
    bind_str(q, 4, c->at);
    return query_run(q);
}

static code waiting(const draft_row *row, fault *f) {
    if (row->state == DRAFT_WAITING) return OK;
    return fault_set(f, CONFLICT, NULL, "draft %lld was %s already; `undo` takes that back",
                     (long long)row->id, states[row->state]);
}

code draft_edit(change *c, int64_t id, str patch, fault *f) {
    draft_row row;
    const jnode *object;
    telling t;
    record_spec s;
    int64_t target;
    double score;
    TRY(draft_find(c->a, c->d, id, &row, f));
    TRY(waiting(&row, f));
    TRY(jnode_parse(c->a, patch, &object, f));
    TRY(fact_patch(c->a, &row.fact, object, f));
    TRY(draft_kept(c, id, f));
    TRY(telling_find(c->a, c->d, row.source_id, &t, f));
    TRY(fact_spec(c->a, &row.fact, &t, &s, f));
    TRY(match_find(c->a, c->d, &s, &t, row.quote, &target, &score, f));
    buf b;
    buf_init(&b, 0);
    jout j;
    jout_init(&j, &b);
    fact_print(&j, &row.fact);
    query *q = db_query(
        c->d, "UPDATE draft SET edited = $2, proposal = $3, target_id = $4 WHERE id = $1", f);
    bind_int(q, 1, id);
    bind_str(q, 2, buf_str(&b));
    bind_z(q, 3, target ? "same" : "new");
    bind_id(q, 4, target);
    code result = query_run(q);
    if (b.code != OK) result = out_of_memory(f);
    buf_reset(&b);
    change_about(c, "draft", id, (str){0}, str_copy(c->a, patch));
    return result;
}

code draft_reject(change *c, int64_t id, fault *f) {
    draft_row row;
    TRY(draft_find(c->a, c->d, id, &row, f));
    TRY(waiting(&row, f));
    change_about(c, "draft", id, (str){0}, (str){0});
    return draft_decide(c, &row, DRAFT_REJECTED, 0, f);
}

code draft_reject_all(change *c, int64_t source_id, size_t *count, fault *f) {
    draft_row *rows;
    TRY(draft_list(c->a, c->d, source_id, DRAFT_WAITING, &rows, count, f));
    for (size_t i = 0; i < *count; i++) TRY(draft_decide(c, &rows[i], DRAFT_REJECTED, 0, f));
    change_about(c, "source", source_id, (str){0}, (str){0});
    return OK;
}
