/* What each source says of a field, beside what the record holds. */
#include "store/claim.h"

#include <string.h>

value_relation dates_relate(str held, str other) {
    edtf x, y;
    if (str_eq(held, other)) return VALUES_EQUAL;
    if (edtf_parse(held, &x, NULL) != OK || edtf_parse(other, &y, NULL) != OK)
        return VALUES_DIFFERENT;
    bool inside = y.first >= x.first && y.last <= x.last;
    bool outside = x.first >= y.first && x.last <= y.last;
    if (inside && outside) return VALUES_EQUAL;
    return inside ? VALUES_FINER : outside ? VALUES_COARSER : VALUES_DIFFERENT;
}

int act_rank(fact_act act) {
    switch (act) {
    case ACT_NONE:
    case ACT_EXISTING: return 0;
    case ACT_NEGOTIATED: return 1;
    case ACT_INITIALLED: return 2;
    case ACT_SIGNED: return 3;
    case ACT_EXCHANGED: return 4;
    case ACT_APPROVED: return 5;
    case ACT_RATIFIED: return 6;
    case ACT_IN_FORCE: return 7;
    case ACT_EXTENDED:
    case ACT_AMENDED: return 8;
    case ACT_TERMINATED: return 9;
    default: return 0;
    }
}

static value_relation acts_relate(str held, str other) {
    fact_act x = ACT_NONE, y = ACT_NONE;
    act_of(held, &x);
    act_of(other, &y);
    if (x == y) return VALUES_EQUAL;
    return act_rank(y) > act_rank(x) ? VALUES_LATER : VALUES_EARLIER;
}

value_relation values_relate(const char *field, str held, str other) {
    if (str_eq(held, other)) return VALUES_EQUAL;
    if (strcmp(field, "date") == 0 || strcmp(field, "due") == 0 || strcmp(field, "period") == 0)
        return dates_relate(held, other);
    if (strcmp(field, "act") == 0) return acts_relate(held, other);
    if (strcmp(field, "modality") == 0)
        return str_eq(other, S("done")) ? VALUES_LATER : VALUES_EARLIER;
    if (strcmp(field, "title") == 0) return VALUES_EARLIER; /* one thing has many names */
    return VALUES_DIFFERENT;
}

bool spec_claim(arena *a, const record_spec *s, size_t i, const char **field, str *value) {
    *value = S("");
    switch (i) {
    case 0:
        *field = "kind";
        *value = str_of(kind_name(s->kind));
        return true;
    case 1:
        *field = "act";
        *value = str_of(act_name(s->act));
        return true;
    case 2:
        *field = "modality";
        *value = str_of(modality_name(s->modality));
        return true;
    case 3:
        *field = "title";
        *value = s->title;
        return true;
    case 4:
        *field = "date";
        /* When a promise was made is mostly when it was reported: reports of two days agree. */
        if (s->family != RECORD_COMMITMENT || s->modality == MODALITY_DONE) *value = s->date;
        return true;
    case 5:
        *field = "count";
        if (s->count >= 0) *value = str_format(a, "%lld", (long long)s->count);
        return true;
    case 6:
        *field = "period";
        *value = s->period;
        return true;
    case 7:
        *field = "due";
        *value = s->due;
        return true;
    default: return false;
    }
}

code claim_put(change *c, int64_t record_id, int64_t source_id, const char *field, str value,
               bool held, bool differs, fault *f) {
    query *q = db_query(c->d,
                        "INSERT OR IGNORE INTO claim(record_id, source_id, field, value, held, "
                        "differs) VALUES ($1, $2, $3, $4, $5, $6)",
                        f);
    bind_int(q, 1, record_id);
    bind_id(q, 2, source_id);
    bind_z(q, 3, field);
    bind_str(q, 4, value);
    bind_int(q, 5, held);
    bind_int(q, 6, differs);
    TRY(query_run(q));
    if (db_changed(c->d) == 0) return OK;
    return change_made(c, "claim", db_inserted(c->d), f);
}

/* Not done yet; a document that is merely mentioned says nothing of its stage. */
static bool is_unfinished(const char *field, str value) {
    if (strcmp(field, "modality") == 0) return str_eq(value, S("planned"));
    return strcmp(field, "act") == 0 &&
           (str_eq(value, S("negotiated")) || str_eq(value, S("initialled")));
}

bool claim_differs(const char *field, const record_spec *held, str holds, str value,
                   str published) {
    edtf told, was;
    value_relation r = holds.n && value.n ? values_relate(field, holds, value) : VALUES_EQUAL;
    if (r != VALUES_EARLIER || held->family != RECORD_INSTRUMENT || !is_unfinished(field, value) ||
        is_unfinished(field, holds))
        return r == VALUES_DIFFERENT;
    return edtf_parse(held->date, &was, NULL) == OK && edtf_parse(published, &told, NULL) == OK &&
           told.first > was.last;
}

code claim_disputes(db *d, int64_t source_id, const char *field, const record_spec *held, str holds,
                    str value, bool *out, fault *f) {
    value_relation r = holds.n && value.n ? values_relate(field, holds, value) : VALUES_EQUAL;
    *out = r == VALUES_DIFFERENT;
    if (r != VALUES_EARLIER) return OK;
    query *q = db_query(d, "SELECT published FROM source WHERE id = $1", f);
    bind_int(q, 1, source_id);
    if (query_row(q)) *out = claim_differs(field, held, holds, value, column_str(q, 0));
    return query_end(q);
}

code claims_put(change *c, int64_t record_id, int64_t source_id, const record_spec *s,
                const record_spec *held, fault *f) {
    const char *field;
    str value, holds;
    for (size_t i = 0; spec_claim(c->a, s, i, &field, &value); i++) {
        if (!value.p) return fault_set(f, NOMEM, NULL, "not enough memory");
        if (value.n == 0) continue;
        bool disputes;
        spec_claim(c->a, held, i, &field, &holds);
        TRY(claim_disputes(c->d, source_id, field, held, holds, value, &disputes, f));
        TRY(claim_put(c, record_id, source_id, field, value, str_eq(holds, value), disputes, f));
    }
    return OK;
}

code evidence_put(change *c, int64_t record_id, int64_t source_id, span where, int64_t ordinal,
                  int64_t draft_id, fault *f) {
    query *q = db_query(c->d,
                        "INSERT OR IGNORE INTO evidence(record_id, source_id, start_byte, "
                        "end_byte, ordinal, draft_id) VALUES ($1, $2, $3, $4, $5, $6)",
                        f);
    bind_int(q, 1, record_id);
    bind_int(q, 2, source_id);
    bind_int(q, 3, (int64_t)where.start);
    bind_int(q, 4, (int64_t)where.end);
    bind_int(q, 5, ordinal);
    bind_id(q, 6, draft_id);
    TRY(query_run(q));
    if (db_changed(c->d) == 0) return OK;
    return change_made(c, "evidence", db_inserted(c->d), f);
}
