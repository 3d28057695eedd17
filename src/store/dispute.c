/* One thing told in two ways by sources that do not depend on each other. */
#include "store/dispute.h"

#include "store/claim.h"
#include "store/link.h"
#include "store/match_inside.h"
#include "store/names.h"
#include "store/record_read.h"

/* The first report of a record; and whether this source, or the one that it copies, is among those
 * that tell of it: a document does not contradict itself. */
static code reports_of(db *d, arena *a, const record_row *r, const telling *t, str *first,
                       bool *own, fault *f) {
    *first = S("");
    *own = false;
    int64_t mine = t->copy_of ? t->copy_of : t->source_id;
    query *q = db_query(d,
                        "SELECT ifnull(s.copy_of, s.id), s.published FROM evidence e "
                        "JOIN source s ON s.id = e.source_id WHERE e.record_id = $1",
                        f);
    bind_int(q, 1, r->id);
    while (query_row(q)) {
        str told = column_str(q, 1);
        *own |= column_int(q, 0) == mine;
        if (told.n && (!first->n || str_cmp(told, *first) < 0)) *first = column_copy(a, q, 1);
    }
    return query_end(q);
}

follow_telling telling_of_spec(const record_spec *s, str published) {
    return (follow_telling){s->family, s->kind, s->act, s->modality, s->count, s->date, published};
}

code dispute_reason(arena *a, db *d, const record_spec *s, const telling *t, const record_row *r,
                    str *reason, fault *f) {
    follow_telling here = telling_of_spec(s, t->published);
    follow_telling there = {r->family, r->kind, r->act, r->modality, r->count, r->date, S("")};
    bool own;
    *reason = S("");
    if (r->withdrawn || !follow_dispute_may(&here, &there) || !states_equal(s, r)) return OK;
    TRY(reports_of(d, a, r, t, &there.published, &own, f));
    if (own) return OK;
    *reason = follow_dispute(a, &here, &there, titles_like(a, s->title, r->title));
    return reason->p ? OK : out_of_memory(f);
}

static code are_linked(db *d, int64_t x, int64_t y, bool *out, fault *f) {
    query *q = db_query(d,
                        "SELECT 1 FROM link WHERE from_id = $1 AND to_id = $2 UNION ALL "
                        "SELECT 1 FROM link WHERE from_id = $2 AND to_id = $1",
                        f);
    bind_int(q, 1, x);
    bind_int(q, 2, y);
    *out = query_row(q);
    return query_end(q);
}

code disputes_propose(change *c, int64_t id, const telling *t, fault *f) {
    record_spec s;
    int64_t *ids, link;
    size_t count;
    TRY(spec_load(c->a, c->d, id, &s, f));
    if (s.state_count == 0) return OK;
    TRY(match_candidates(c->a, c->d, &s, &ids, &count, f));
    for (size_t i = 0; i < count; i++) {
        record_row r;
        str reason;
        bool linked;
        if (ids[i] == id) continue;
        TRY(record_find(c->a, c->d, ids[i], DAY_NONE, &r, f));
        TRY(dispute_reason(c->a, c->d, &s, t, &r, &reason, f));
        if (!reason.n) continue;
        TRY(are_linked(c->d, id, ids[i], &linked, f));
        if (!linked)
            TRY(link_add(c, id, ids[i], LINK_CONTRADICTS, LINK_PROPOSED, reason, &link, f));
    }
    return OK;
}
