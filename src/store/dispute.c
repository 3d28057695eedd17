/* One thing told in two ways by sources that do not depend on each other. */
#include "store/dispute.h"

#include "store/claim.h"
#include "store/link.h"
#include "store/match_inside.h"
#include "store/names.h"
#include "store/record_read.h"

typedef struct {
    arena *a;
    const record_spec *s;
    const telling *t;
    const record_row *r;
    str published; /* the first report of r; empty: not known */
} pair_told;

/* Days between two dates that are told to the day; -1: not so. */
static int64_t days_apart(str x, str y) {
    edtf a, b;
    if (edtf_parse(x, &a, NULL) != OK || edtf_parse(y, &b, NULL) != OK) return -1;
    if (a.precision != EDTF_DAY || b.precision != EDTF_DAY) return -1;
    return a.first > b.first ? (int64_t)a.first - b.first : (int64_t)b.first - a.first;
}

static bool is_after(str x, str y) {
    edtf a, b;
    return edtf_parse(x, &a, NULL) == OK && edtf_parse(y, &b, NULL) == OK && a.first > b.last;
}

static const char *thing(record family) {
    return family == RECORD_INSTRUMENT ? "document" : "event";
}

/* "7 agreements" may be among "15 agreements and memoranda"; 15 are not among 7. */
static bool may_be_among(kind part, int64_t few, kind whole, int64_t many) {
    return whole == KIND_MIXED && part != KIND_MIXED && few < many;
}

/* "signed 15 documents", "signed 7": on one day, by the same. */
static str counts_differ(const pair_told *p) {
    const record_spec *s = p->s;
    const record_row *r = p->r;
    bool both = s->count > 1 && r->count > 1 && s->count != r->count;
    if (!both || s->modality != r->modality || may_be_among(s->kind, s->count, r->kind, r->count) ||
        may_be_among(r->kind, r->count, s->kind, s->count))
        return S("");
    if (dates_compare(s->date, r->date, 0) != WHEN_AGREES) return S("");
    return str_format(p->a, "of one day: %lld here, %lld there", (long long)s->count,
                      (long long)r->count);
}

/* Done by a day, and still to come in what was told after that day. */
static str stages_differ(const pair_told *p) {
    const record_spec *s = p->s;
    const record_row *r = p->r;
    bool here = s->modality == MODALITY_DONE && r->modality == MODALITY_PLANNED;
    bool there = s->modality == MODALITY_PLANNED && r->modality == MODALITY_DONE;
    if (here && p->published.n && is_after(p->published, s->date))
        return str_format(p->a, "done on " STR_FMT " here, still to come in a report of " STR_FMT,
                          STR_ARG(s->date), STR_ARG(p->published));
    if (there && p->t->published.n && is_after(p->t->published, r->date))
        return str_format(p->a,
                          "still to come in this report of " STR_FMT ", done on " STR_FMT " there",
                          STR_ARG(p->t->published), STR_ARG(r->date));
    return S("");
}

static str days_differ(const pair_told *p, int64_t most) {
    int64_t apart = days_apart(p->s->date, p->r->date);
    if (p->s->modality != p->r->modality || apart <= 0 || apart > most) return S("");
    return str_format(p->a, "one %s with two dates: " STR_FMT " here, " STR_FMT " there",
                      thing(p->s->family), STR_ARG(p->s->date), STR_ARG(p->r->date));
}

/* Programmes are renewed and sessions come again: a year later it is another one. */
enum { SIGNING_DAYS = 92, EVENT_DAYS = 10, VISIT_DAYS = 3, REPORT_DAYS = 7 };

static str instruments_differ(const pair_told *p) {
    const record_spec *s = p->s;
    const record_row *r = p->r;
    bool many = counts_many(s->kind, s->count);
    if (many != counts_many(r->kind, r->count) || s->act != r->act) return S("");
    if (many) return counts_differ(p);
    if (s->kind != r->kind || titles_like(p->a, s->title, r->title) < 0.8) return S("");
    str stage = stages_differ(p);
    bool again = s->kind == KIND_STATEMENT || s->kind == KIND_CONTRACT; /* many of one name */
    return stage.n || again ? stage : days_differ(p, SIGNING_DAYS);
}

static str engagements_differ(const pair_told *p) {
    const record_spec *s = p->s;
    double named = titles_like(p->a, s->title, p->r->title);
    int64_t reports = days_apart(p->t->published, p->published);
    if (s->kind == KIND_VISIT && named < 0) /* reported in the same days */
        return reports >= 0 && reports <= REPORT_DAYS ? days_differ(p, VISIT_DAYS) : S("");
    bool talk = s->kind == KIND_TALKS || s->kind == KIND_CALL || s->kind == KIND_INVITATION;
    if (talk || named < 0.6 || s->kind != p->r->kind) return S("");
    str stage = stages_differ(p);
    return stage.n ? stage : days_differ(p, EVENT_DAYS);
}

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

code dispute_reason(arena *a, db *d, const record_spec *s, const telling *t, const record_row *r,
                    str *reason, fault *f) {
    pair_told p = {a, s, t, r, S("")};
    bool own;
    *reason = S("");
    if (r->withdrawn || r->family != s->family || !kinds_alike(s->kind, r->kind) ||
        !states_equal(s, r))
        return OK;
    if (s->family != RECORD_INSTRUMENT && s->family != RECORD_ENGAGEMENT) return OK;
    TRY(reports_of(d, a, r, t, &p.published, &own, f));
    if (own) return OK;
    *reason = s->family == RECORD_INSTRUMENT ? instruments_differ(&p) : engagements_differ(&p);
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
