#include "store/match.h"

#include "store/match_inside.h"
#include "store/names.h"
#include "store/record_read.h"

enum { CANDIDATES_MOST = 300 };
static const double sure = 0.7;

typedef struct {
    arena *a;
    db *d;
    const record_spec *s;
    const telling *t;
    str quote;
} asked;

/* One common word of many is chance. */
double titles_like(arena *a, str x, str y) {
    size_t common;
    if (!name_says(a, x) || !name_says(a, y)) return -1;
    double like = name_common(a, x, y, &common);
    return common < 2 && like < 0.99 ? like / 2 : like;
}

static bool side(const record_party *p) {
    return p->role != ROLE_BODY && p->role != ROLE_CONCERNED;
}

bool states_equal(const record_spec *s, const record_row *r) {
    size_t sides = 0, found = 0;
    for (size_t i = 0; i < r->party_count; i++) {
        if (!side(&r->parties[i])) continue;
        sides++;
        for (size_t k = 0; k < s->state_count; k++)
            found += str_eq(s->states[k], r->parties[i].actor.code);
    }
    /* One of two that names more sides may still be the same thing, told in more detail. */
    bool all = found == s->state_count && found == sides;
    return all || (found >= 2 && (found == s->state_count || found == sides));
}

static code body_known(const asked *q, str written, const record_party *p, bool *out, fault *f) {
    str abbreviation;
    str name = name_fold(q->a, name_split(written, &abbreviation));
    str other =
        name_fold(q->a, name_split(p->as_written.n ? p->as_written : p->actor.name, &abbreviation));
    if (!name.p || !other.p) return out_of_memory(f);
    str x = name_skeleton(q->a, name), y = name_skeleton(q->a, other);
    if (!x.p || !y.p) return out_of_memory(f);
    *out = str_eq(name, other) || (x.n >= 4 && str_eq(x, y) && name_alike(q->a, name, other));
    if (*out) return OK;
    query *known =
        db_query(q->d, "SELECT 1 FROM actor_name WHERE actor_id = $1 AND folded = $2", f);
    bind_int(known, 1, p->actor.id);
    bind_str(known, 2, name);
    *out = query_row(known);
    return query_end(known);
}

/* Bodies in common, and how many each names. */
static code bodies_compare(const asked *q, const record_row *r, size_t *common, size_t *theirs,
                           fault *f) {
    *common = *theirs = 0;
    for (size_t i = 0; i < r->party_count; i++) {
        if (r->parties[i].role != ROLE_BODY) continue;
        ++*theirs;
        for (size_t k = 0; k < q->s->party_count; k++) {
            bool same = false;
            TRY(body_known(q, q->s->parties[k], &r->parties[i], &same, f));
            *common += same;
        }
    }
    return OK;
}

static double sectors_likeness(sector_set x, sector_set y) {
    if (!x || !y) return 0;
    return (double)__builtin_popcount(x & y) / __builtin_popcount(x | y);
}

static code period_of(const asked *q, int64_t id, str *out, fault *f) {
    query *p = db_query(q->d, "SELECT period FROM instrument WHERE id = $1", f);
    bind_int(p, 1, id);
    *out = query_row(p) ? column_copy(q->a, p, 0) : S("");
    return query_end(p);
}

/* An undated event of a document that appeared within two weeks after it. */
static bool told_soon(const asked *q, const record_row *r) {
    edtf said, was;
    if (q->s->date.n || edtf_parse(q->t->published, &said, NULL) != OK ||
        edtf_parse(r->date, &was, NULL) != OK || was.precision == EDTF_YEAR)
        return false;
    return said.first >= was.first && said.first <= was.last + 14;
}

static double group_score(const record_spec *s, const record_row *r, follow_when w) {
    if (w == WHEN_UNKNOWN || w == WHEN_DIFFERS) return 0;
    if (s->count < 1 || r->count < 1)
        return w == WHEN_AGREES && s->kind == r->kind &&
                       sectors_likeness(s->sectors, r->sectors) >= 0.5
                   ? 0.7
                   : 0;
    double less = (double)(s->count < r->count ? s->count : r->count);
    double more = (double)(s->count < r->count ? r->count : s->count);
    return w == WHEN_AGREES && less / more >= 0.8 ? 0.8 : 0; /* 15 or 16, not 7 and 37 */
}

static code instrument_score(const asked *q, const record_row *r, double *out, fault *f) {
    const record_spec *s = q->s;
    follow_when w = follow_dates_compare(s->date, r->date, 3);
    bool further = s->act != r->act;
    /* A plan to sign and the signature are two: the plan is a promise, and is followed. */
    fact_act planned = s->modality == MODALITY_PLANNED ? s->act : r->act;
    bool effect = planned == ACT_IN_FORCE || planned == ACT_RATIFIED || planned == ACT_APPROVED;
    if (s->modality != r->modality && !effect) return OK;
    if (w == WHEN_DIFFERS && !further) return OK;
    if (follow_counts_many(s->kind, s->count) != follow_counts_many(r->kind, r->count)) return OK;
    if (follow_counts_many(s->kind, s->count)) {
        *out = group_score(s, r, w);
        return OK;
    }
    size_t common, theirs;
    TRY(bodies_compare(q, r, &common, &theirs, f));
    if (s->party_count && theirs && !common) return OK;
    double named = titles_like(q->a, s->title, r->title);
    bool bodies = common && (named < 0 || named >= 0.2);
    str period;
    TRY(period_of(q, r->id, &period, f));
    bool term = s->period.n && period.n && str_eq(s->period, period) &&
                (s->kind == KIND_ROADMAP || s->kind == KIND_PROGRAMME);
    if (s->period.n && period.n && !term) return OK;
    /* Joint statements are many and named alike. */
    if (s->kind == KIND_STATEMENT && w != WHEN_AGREES && w != WHEN_NEAR && !told_soon(q, r))
        return OK;
    bool strong = named >= 0.5 || term || (bodies && w != WHEN_DIFFERS && s->kind == r->kind);
    if (strong && (s->kind == r->kind || named >= 0.5 || term))
        *out = 0.85 + 0.1 * (named > 0 ? named : 0) + (w == WHEN_AGREES ? 0.05 : 0);
    else if (named < 0 && !s->party_count && !theirs && w == WHEN_AGREES && s->kind == r->kind &&
             !further && sectors_likeness(s->sectors, r->sectors) >= 0.5)
        *out = 0.75;
    return OK;
}

static double engagement_score(const asked *q, const record_row *r) {
    const record_spec *s = q->s;
    if (s->modality != r->modality) return 0;
    follow_when w = follow_dates_compare(s->date, r->date, 1);
    bool happened = s->modality == MODALITY_DONE && told_soon(q, r);
    if (w == WHEN_DIFFERS || (w == WHEN_UNKNOWN && !happened)) return 0;
    double named = titles_like(q->a, s->title, r->title);
    /* Many talk on one day; there is one visit. */
    if (s->kind == KIND_TALKS || s->kind == KIND_CALL)
        return named >= 0.5 && w == WHEN_AGREES ? 0.8 : 0;
    if (w == WHEN_VAGUE && !happened && named < 0.5) return 0;
    if (named >= 0 && named < 0.1 && w != WHEN_AGREES) return 0;
    return w == WHEN_AGREES ? 0.85 : 0.75;
}

static double said_score(const asked *q, const record_row *r) {
    follow_when w = follow_dates_compare(q->s->date, r->date, 30);
    if (w == WHEN_DIFFERS || q->s->modality != r->modality) return 0;
    double words = name_likeness(q->a, q->s->content, r->content);
    double title = r->title.n ? name_likeness(q->a, q->s->content, r->title) : 0;
    return words >= 0.6 || title >= 0.6 ? 0.8 : 0;
}

static double relation_score(const asked *q, const record_row *r) {
    follow_when w = follow_dates_compare(q->s->date, r->date, 366);
    if (q->s->kind == KIND_ESTABLISHED) return w == WHEN_DIFFERS ? 0 : 0.8;
    return w == WHEN_AGREES || (w == WHEN_UNKNOWN && told_soon(q, r)) ? 0.8 : 0;
}

/* The same words in a copy: the likeness of what both quote. */
static code copy_score(const asked *q, const record_row *r, double *out, fault *f) {
    query *e = db_query(q->d,
                        "SELECT substr(CAST(s.text AS BLOB), e.start_byte + 1, "
                        "e.end_byte - e.start_byte) FROM evidence e JOIN source s "
                        "ON s.id = e.source_id WHERE e.record_id = $1 AND e.source_id = $2 "
                        "AND e.end_byte > 0",
                        f);
    bind_int(e, 1, r->id);
    bind_int(e, 2, q->t->copy_of);
    str mine = fold_text(q->a, q->quote);
    double best = 0;
    while (mine.p && query_row(e)) {
        str theirs = fold_text(q->a, column_blob(e, 0));
        if (!theirs.p) break;
        double like = str_eq(mine, theirs) ? 1 : name_likeness(q->a, mine, theirs);
        if (like > best) best = like;
    }
    TRY(query_end(e));
    if (arena_failed(q->a)) return out_of_memory(f);
    if (best < 0.6) return OK;
    /* Several facts may rest on one sentence: what else they have in common decides. */
    const record_spec *s = q->s;
    double same = (s->kind == r->kind) + (s->act == r->act) + (s->modality == r->modality) +
                  (s->count == r->count) + str_eq(s->title, r->title) + (s->sectors == r->sectors);
    *out = 0.4 + 0.4 * best + 0.2 * same / 6;
    return OK;
}

static code from_source(db *d, int64_t record_id, int64_t source_id, bool *out, fault *f) {
    query *q =
        db_query(d, "SELECT 1 FROM evidence WHERE record_id = $1 AND source_id = $2 LIMIT 1", f);
    bind_int(q, 1, record_id);
    bind_int(q, 2, source_id);
    *out = query_row(q);
    return query_end(q);
}

static code score(const asked *q, const record_row *r, double *out, fault *f) {
    const record_spec *s = q->s;
    bool here, original = false;
    *out = 0;
    if (r->withdrawn || r->family != s->family || !states_equal(s, r)) return OK;
    TRY(from_source(q->d, r->id, q->t->source_id, &here, f));
    if (here) { /* a further act of the same instrument, or another thing */
        bool act = s->family == RECORD_INSTRUMENT && s->act != r->act && s->kind == r->kind &&
                   s->title.n && r->title.n && name_likeness(q->a, s->title, r->title) >= 0.6;
        *out = act ? 0.8 : 0;
        return OK;
    }
    if (q->t->copy_of) TRY(from_source(q->d, r->id, q->t->copy_of, &original, f));
    if (original) {
        TRY(copy_score(q, r, out, f));
        if (*out > 0) return OK;
    }
    if (!follow_kinds_alike(s->kind, r->kind)) return OK;
    switch (s->family) {
    case RECORD_INSTRUMENT: return instrument_score(q, r, out, f);
    case RECORD_ENGAGEMENT: *out = s->kind == r->kind ? engagement_score(q, r) : 0; return OK;
    case RECORD_COMMITMENT: *out = s->kind == r->kind ? said_score(q, r) : 0; return OK;
    case RECORD_POSITION: *out = said_score(q, r); return OK;
    case RECORD_MEMBERSHIP:
        *out = s->kind == r->kind && follow_dates_compare(s->date, r->date, 400) != WHEN_DIFFERS
                   ? 0.9
                   : 0;
        return OK;
    default: *out = s->kind == r->kind ? relation_score(q, r) : 0; return OK;
    }
}

static const char sql_candidates[] =
    "SELECT DISTINCT p.record_id FROM record_party p JOIN actor a ON a.id = p.actor_id "
    "WHERE a.code = $1 AND p.family = $2 AND p.role <> 'concerned' "
    "AND ($3 IS NULL OR p.sort_day BETWEEN $3 AND $4 OR p.sort_day = -2147483647) "
    "AND ($5 IS NULL OR EXISTS (SELECT 1 FROM record_party o JOIN actor b ON b.id = o.actor_id "
    "WHERE o.record_id = p.record_id AND b.code = $5)) ORDER BY p.record_id DESC LIMIT 300";

/* Programmes stand under their signing here and under their term there: years apart. */
enum { WINDOW_DAYS = 1500 };

code match_candidates(arena *a, db *d, const record_spec *s, int64_t **ids, size_t *count,
                      fault *f) {
    edtf e;
    query *c = db_query(d, sql_candidates, f);
    bind_str(c, 1, s->states[0]);
    bind_z(c, 2, record_name(s->family));
    if (s->date.n && edtf_parse(s->date, &e, NULL) == OK && e.first != DAY_NONE &&
        e.last != DAY_OPEN) {
        bind_int(c, 3, (int64_t)e.first - WINDOW_DAYS);
        bind_int(c, 4, (int64_t)e.last + WINDOW_DAYS);
    }
    if (s->state_count > 1) bind_str(c, 5, s->states[1]);
    return ids_read(a, c, ids, count, f);
}

code match_find(arena *a, db *d, const record_spec *s, const telling *t, str quote, int64_t *target,
                double *best, fault *f) {
    asked q = {a, d, s, t, quote};
    *target = 0;
    *best = 0;
    if (s->state_count == 0) return OK;
    int64_t *ids;
    size_t count;
    TRY(match_candidates(a, d, s, &ids, &count, f));
    for (size_t i = 0; i < count; i++) {
        record_row r;
        double points;
        TRY(record_find(a, d, ids[i], DAY_NONE, &r, f));
        TRY(score(&q, &r, &points, f));
        if (points < sure || points < *best) continue;
        if (points == *best && ids[i] > *target) continue; /* the older record */
        *best = points;
        *target = ids[i];
    }
    return OK;
}
