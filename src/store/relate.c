#include "store/relate.h"

#include "store/record_read.h"

static bool is_side(const record_party *p) {
    return p->role != ROLE_BODY && p->role != ROLE_CONCERNED;
}

static bool has_company(const record_row *r) {
    for (size_t i = 0; i < r->party_count; i++)
        if (r->parties[i].role == ROLE_BODY && r->parties[i].actor.kind == ACTOR_COMPANY)
            return true;
    return false;
}

/* Whether every side of x is one of y. */
static bool sides_within(const record_row *x, const record_row *y) {
    bool any = false;
    for (size_t i = 0; i < x->party_count; i++) {
        if (!is_side(&x->parties[i])) continue;
        bool found = false;
        for (size_t k = 0; k < y->party_count && !found; k++)
            found = is_side(&y->parties[k]) && y->parties[k].actor.id == x->parties[i].actor.id;
        if (!found) return false;
        any = true;
    }
    return any;
}

/* A day of slack: what is signed at a visit is often dated by the report of it. */
static bool dates_meet(const record_row *x, const record_row *y) {
    if (x->date.n == 0 || y->date.n == 0) return true;
    if (x->first == DAY_NONE || y->first == DAY_NONE || x->last == DAY_OPEN || y->last == DAY_OPEN)
        return true;
    return x->first <= y->last + 1 && y->first <= x->last + 1;
}

static bool is_group(const record_row *r) {
    return r->family == RECORD_INSTRUMENT && (r->kind == KIND_MIXED || r->count > 1);
}

static bool signed_now(const record_row *r) {
    return r->family == RECORD_INSTRUMENT && r->modality == MODALITY_DONE &&
           (r->act == ACT_SIGNED || r->act == ACT_INITIALLED || r->act == ACT_EXCHANGED);
}

static bool is_member(const record_row *x, const record_row *g) {
    return is_group(g) && signed_now(g) && signed_now(x) && !is_group(x) &&
           x->kind != KIND_STATEMENT && x->kind != KIND_CONTRACT && !has_company(x) &&
           sides_within(x, g) && sides_within(g, x) && dates_meet(x, g);
}

/* How well an encounter fits as the place where x came about; 0: not at all. */
static int occasion(const record_row *x, const record_row *e) {
    bool promise = x->family == RECORD_COMMITMENT && x->modality == MODALITY_PLANNED;
    if (e->family != RECORD_ENGAGEMENT || e->modality != MODALITY_DONE) return 0;
    if ((!signed_now(x) && !promise) || !sides_within(x, e)) return 0;
    if (!promise && !dates_meet(x, e)) return 0;
    bool business = has_company(x);
    switch (e->kind) {
    case KIND_FORUM: return business ? 9 : promise ? 0 : 1;
    case KIND_VISIT: return 8;
    case KIND_SUMMIT: return 7;
    case KIND_COMMISSION: return 6;
    case KIND_CEREMONY: return promise ? 0 : 5;
    case KIND_TALKS: return 4;
    case KIND_CALL: return promise ? 3 : 0;
    default: return 0;
    }
}

static code put(change *c, const record_row *from, const record_row *to, link_kind k,
                const char *reason, fault *f) {
    int64_t id;
    return link_add(c, from->id, to->id, k, LINK_CONFIRMED, str_of(reason), &id, f);
}

/* The best occasion of x among the records of the source. */
static code place(change *c, const record_row *x, const record_row *all, size_t count, fault *f) {
    const record_row *best = NULL;
    for (size_t i = 0; i < count; i++) {
        int fit = occasion(x, &all[i]);
        if (fit && (!best || fit > occasion(x, best))) best = &all[i];
    }
    if (!best) return OK;
    return put(c, x, best, LINK_OUTCOME_OF, "told of this encounter by the same source", f);
}

static code leads(change *c, const record_row *x, const record_row *y, fault *f) {
    bool invited = x->kind == KIND_INVITATION && y->kind == KIND_VISIT &&
                   y->modality == MODALITY_PLANNED && sides_within(x, y);
    if (!invited) return OK;
    return put(c, x, y, LINK_LEADS_TO, "the visit that the invitation is to", f);
}

/* The largest group that x can belong to: two agreements on science are not where a treaty on
 * extradition belongs when fifteen documents are told of as well. */
static code member(change *c, const record_row *x, const record_row *all, size_t count, fault *f) {
    const record_row *best = NULL;
    for (size_t i = 0; i < count; i++)
        if (all[i].id != x->id && is_member(x, &all[i]) && (!best || all[i].count > best->count))
            best = &all[i];
    if (!best) return OK;
    return put(c, x, best, LINK_MEMBER_OF, "described by itself beside the group", f);
}

static const char sql_told[] =
    "SELECT DISTINCT e.record_id FROM evidence e JOIN record r ON r.id = e.record_id "
    "WHERE e.source_id = $1 AND r.family IN ('instrument', 'engagement', 'commitment') "
    "AND r.withdrawn_at IS NULL ORDER BY e.record_id LIMIT 400";

code relate(change *c, int64_t record_id, int64_t source_id, fault *f) {
    query *q = db_query(c->d, sql_told, f);
    bind_int(q, 1, source_id);
    int64_t *ids;
    size_t n, count;
    record_row *all, self;
    TRY(ids_read(c->a, q, &ids, &n, f));
    TRY(rows_find(c->a, c->d, ids, n, DAY_NONE, &all, &count, f));
    TRY(record_find(c->a, c->d, record_id, DAY_NONE, &self, f));
    for (size_t i = 0; i < count; i++) {
        if (all[i].id == record_id) continue;
        if (is_member(&all[i], &self)) TRY(member(c, &all[i], all, count, f));
        TRY(leads(c, &self, &all[i], f));
        TRY(leads(c, &all[i], &self, f));
        if (self.family == RECORD_ENGAGEMENT && occasion(&all[i], &self))
            TRY(place(c, &all[i], all, count, f));
    }
    TRY(member(c, &self, all, count, f));
    return place(c, &self, all, count, f);
}
