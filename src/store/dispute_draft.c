/* What the drafts of a document contradict, shown before a person decides on them. */
#include "store/dispute.h"

#include "base/jout.h"
#include "store/claim.h"
#include "store/match_inside.h"
#include "store/record_read.h"

#include <string.h>

enum { EACH_MOST = 3, ALL_MOST = DISPUTES_SHOWN_MOST, WINDOW_DAYS = 1500 };

/* A draft that may contradict something, as the record that it would become. */
typedef struct {
    size_t draft, group;
    int64_t target; /* the record that it would join; 0: none */
    record_spec spec;
    follow_telling telling;
} waiting;

/* Drafts of one family and the same first two states: they have the same candidates. */
typedef struct {
    record family;
    str one, two; /* two.p null: one state only */
    int64_t first, last;
    bool undated; /* one of them has no day: any day will do */
} group;

typedef struct {
    size_t group;
    record_row row; /* id, family, kind, act, modality, count, date, title, label; then parties */
    str published;  /* the first report */
    bool own;       /* this document tells of it */
    bool ready;     /* of the last three */
} rival;

typedef struct {
    size_t waiting, rival;
    bool joins; /* it is the record that the draft would join */
    str reason;
} pairing;

typedef struct {
    arena *a;
    db *d;
    const source_ref *source;
    waiting *waits;
    size_t wait_count;
    group *groups;
    size_t group_count;
    rival *rivals;
    size_t rival_count, rival_capacity;
    pairing *pairs;
    size_t pair_count, pair_capacity;
} asked;

static void group_of(asked *q, waiting *w) {
    const record_spec *s = &w->spec;
    str two = s->state_count > 1 ? s->states[1] : (str){0};
    edtf when;
    bool dated = s->date.n && edtf_parse(s->date, &when, NULL) == OK && when.first != DAY_NONE &&
                 when.last != DAY_OPEN;
    size_t i = 0;
    while (i < q->group_count &&
           !(q->groups[i].family == s->family && str_eq(q->groups[i].one, s->states[0]) &&
             str_eq(q->groups[i].two, two)))
        i++;
    if (i == q->group_count)
        q->groups[q->group_count++] = (group){.family = s->family,
                                              .one = s->states[0],
                                              .two = two,
                                              .first = INT32_MAX,
                                              .last = INT32_MIN};
    group *g = &q->groups[i];
    g->undated |= !dated;
    if (dated && when.first - (int64_t)WINDOW_DAYS < g->first) g->first = when.first - WINDOW_DAYS;
    if (dated && when.last + (int64_t)WINDOW_DAYS > g->last) g->last = when.last + WINDOW_DAYS;
    w->group = i;
}

static code waits_make(asked *q, const draft_row *drafts, size_t count, fault *f) {
    const telling t = {.source_id = q->source->id,
                       .copy_of = q->source->copy_of,
                       .text = S(""),
                       .published = q->source->published,
                       .pair = {S(""), S("")}};
    q->waits = arena_array(q->a, count + 1, sizeof *q->waits);
    q->groups = arena_array(q->a, count + 1, sizeof *q->groups);
    if (!q->waits || !q->groups) return out_of_memory(f);
    for (size_t i = 0; i < count; i++) {
        const draft_row *x = &drafts[i];
        bool event = x->fact.record == RECORD_INSTRUMENT || x->fact.record == RECORD_ENGAGEMENT;
        if (x->state != DRAFT_WAITING || !event || !x->fact.state_count) continue;
        waiting *w = &q->waits[q->wait_count++];
        *w = (waiting){.draft = i, .target = x->same ? x->target_id : 0};
        TRY(fact_spec(q->a, &x->fact, &t, &w->spec, f));
        w->telling = telling_of_spec(&w->spec, t.published);
        group_of(q, w);
    }
    return OK;
}

/* The candidates of match.c, of all groups at once; those without a day stand apart in the index.
 */
#define RIVAL_COLUMNS                                                                              \
    "k.n, r.id, r.family, r.kind, r.act, r.modality, ifnull(r.count, -1), r.date, r.title, "       \
    "r.label "
#define RIVALS_OF(days)                                                                            \
    "SELECT " RIVAL_COLUMNS "FROM asked k CROSS JOIN actor x ON x.code = k.one "                   \
    "CROSS JOIN record_party p ON p.actor_id = x.id AND p.family = k.family AND " days             \
    " AND p.role <> 'concerned' CROSS JOIN record r ON r.id = p.record_id "                        \
    "WHERE r.withdrawn_at IS NULL AND (k.two IS NULL OR EXISTS (SELECT 1 FROM record_party o "     \
    "JOIN actor b ON b.id = o.actor_id WHERE o.record_id = p.record_id AND b.code = k.two)) "

static const char sql_rivals[] =
    "WITH asked AS MATERIALIZED (SELECT key AS n, json_extract(value, '$[0]') AS family, "
    "json_extract(value, '$[1]') AS one, json_extract(value, '$[2]') AS two, "
    "json_extract(value, '$[3]') AS first, json_extract(value, '$[4]') AS last "
    "FROM json_each($1)) " RIVALS_OF("p.sort_day BETWEEN k.first AND k.last") "UNION " RIVALS_OF(
        "p.sort_day = -2147483647 AND k.first > -2147483647") "ORDER BY 1, 2 DESC LIMIT 1500";

static str groups_json(asked *q) {
    buf b;
    jout j;
    buf_init(&b, 0);
    jout_init(&j, &b);
    jout_open(&j, '[');
    for (size_t i = 0; i < q->group_count; i++) {
        const group *g = &q->groups[i];
        jout_open(&j, '[');
        jout_str(&j, str_of(record_name(g->family)));
        jout_str(&j, g->one);
        if (g->two.p)
            jout_str(&j, g->two);
        else
            jout_null(&j);
        jout_int(&j, g->undated ? -2147483647 : g->first);
        jout_int(&j, g->undated ? INT32_MAX : g->last);
        jout_close(&j, ']');
    }
    jout_close(&j, ']');
    str made = b.code == OK ? str_copy(q->a, buf_str(&b)) : (str){0};
    buf_reset(&b);
    return made;
}

static code rivals_find(asked *q, fault *f) {
    str groups = groups_json(q);
    if (!groups.p) return out_of_memory(f);
    query *s = db_query(q->d, sql_rivals, f);
    bind_str(s, 1, groups);
    while (query_row(s)) {
        rival *grown =
            arena_grow(q->a, q->rivals, q->rival_count, &q->rival_capacity, sizeof *grown);
        if (!grown) break;
        q->rivals = grown;
        rival *r = &grown[q->rival_count++];
        *r = (rival){.group = (size_t)column_int(s, 0), .published = S("")};
        r->row.id = column_int(s, 1);
        record_of(column_str(s, 2), &r->row.family);
        kind_of(column_str(s, 3), &r->row.kind);
        act_of(column_str(s, 4), &r->row.act);
        modality_of(column_str(s, 5), &r->row.modality);
        r->row.count = column_int(s, 6);
        r->row.date = column_copy(q->a, s, 7);
        r->row.title = column_copy(q->a, s, 8);
        r->row.label = column_copy(q->a, s, 9);
    }
    TRY(query_end(s));
    return arena_failed(q->a) ? out_of_memory(f) : OK;
}

static follow_telling telling_of_rival(const rival *r) {
    const record_row *x = &r->row;
    return (follow_telling){x->family, x->kind, x->act,      x->modality,
                            x->count,  x->date, r->published};
}

/* Those of which the facts alone leave it open. */
static code pairs_make(asked *q, fault *f) {
    for (size_t i = 0; i < q->wait_count; i++) {
        const waiting *w = &q->waits[i];
        for (size_t k = 0; k < q->rival_count; k++) {
            const rival *r = &q->rivals[k];
            follow_telling there = telling_of_rival(r);
            bool joins = r->row.id == w->target;
            if (r->group != w->group || (w->target && !joins)) continue;
            if (!joins && !follow_dispute_may(&w->telling, &there)) continue;
            pairing *grown =
                arena_grow(q->a, q->pairs, q->pair_count, &q->pair_capacity, sizeof *grown);
            if (!grown) return out_of_memory(f);
            q->pairs = grown;
            grown[q->pair_count++] = (pairing){.waiting = i, .rival = k, .joins = joins};
        }
    }
    return OK;
}

static str ids_json(asked *q) {
    buf b;
    buf_init(&b, 0);
    buf_put_char(&b, '[');
    for (size_t i = 0; i < q->pair_count; i++) {
        rival *r = &q->rivals[q->pairs[i].rival];
        if (r->ready) continue;
        r->ready = true;
        if (b.n > 1) buf_put_char(&b, ',');
        buf_put_int(&b, r->row.id);
    }
    buf_put_char(&b, ']');
    str made = b.code == OK ? str_copy(q->a, buf_str(&b)) : (str){0};
    buf_reset(&b);
    return made;
}

static const char sql_sides[] =
    "SELECT p.record_id, ifnull(a.code, ''), p.role FROM (SELECT DISTINCT value FROM "
    "json_each($1)) k "
    "CROSS JOIN record_party p ON p.record_id = k.value CROSS JOIN actor a ON a.id = p.actor_id";
static const char sql_reports[] =
    "SELECT e.record_id, ifnull(min(nullif(s.published, '')), ''), "
    "max(ifnull(s.copy_of, s.id) = $2) FROM (SELECT DISTINCT value FROM json_each($1)) k "
    "CROSS JOIN evidence e ON e.record_id = k.value CROSS JOIN source s ON s.id = e.source_id "
    "GROUP BY e.record_id";

/* A record may stand in several groups. */
static rival *rival_next(asked *q, int64_t id, size_t *from) {
    for (size_t i = *from; i < q->rival_count; i++) {
        if (q->rivals[i].row.id != id || !q->rivals[i].ready) continue;
        *from = i + 1;
        return &q->rivals[i];
    }
    return NULL;
}

static code side_add(asked *q, record_row *row, str code_, role as, fault *f) {
    enum { SIDES_MOST = 256 }; /* of more it is no two-sided thing */
    if (row->party_count >= SIDES_MOST) return OK;
    if (!row->parties) row->parties = arena_array(q->a, SIDES_MOST, sizeof *row->parties);
    if (!row->parties) return out_of_memory(f);
    row->parties[row->party_count++] = (record_party){.actor = {.code = code_}, .role = as};
    return OK;
}

static code sides_find(asked *q, str ids, fault *f) {
    query *s = db_query(q->d, sql_sides, f);
    code result = OK;
    bind_str(s, 1, ids);
    while (result == OK && query_row(s)) {
        role as = ROLE_SIDE;
        size_t from = 0;
        int64_t id = column_int(s, 0);
        str code_ = column_copy(q->a, s, 1);
        role_of(column_str(s, 2), &as);
        if (as == ROLE_BODY || as == ROLE_CONCERNED) continue;
        for (rival *r = rival_next(q, id, &from); r && result == OK; r = rival_next(q, id, &from))
            result = side_add(q, &r->row, code_, as, f);
    }
    code ended = query_end(s);
    return result != OK ? result : ended;
}

static code reports_find(asked *q, str ids, fault *f) {
    query *s = db_query(q->d, sql_reports, f);
    bind_str(s, 1, ids);
    bind_int(s, 2, q->source->copy_of ? q->source->copy_of : q->source->id);
    while (query_row(s)) {
        size_t from = 0;
        int64_t id = column_int(s, 0);
        str published = column_copy(q->a, s, 1);
        bool own = column_int(s, 2) != 0;
        for (rival *r = rival_next(q, id, &from); r; r = rival_next(q, id, &from)) {
            r->published = published;
            r->own = own;
        }
    }
    return query_end(s);
}

/* What joins a record is a claim beside its own: of the same thing, another day, number or stage.
 */
static str claims_differ(arena *a, const waiting *w, const record_row *r) {
    static const char *const told[] = {"date", "count", "act", "modality"};
    const char *field;
    str value, holds;
    record_spec held = w->spec; /* what else the two hold is alike here */
    held.family = r->family;
    held.act = r->act;
    held.modality = r->modality;
    held.count = r->count;
    held.date = r->date;
    for (size_t i = 0; spec_claim(a, &w->spec, i, &field, &value); i++) {
        bool looked_at = false;
        spec_claim(a, &held, i, &field, &holds);
        for (size_t k = 0; k < sizeof told / sizeof *told; k++)
            looked_at |= strcmp(field, told[k]) == 0;
        if (looked_at && claim_differs(field, &held, holds, value, w->telling.published))
            return str_format(a, "another %s: " STR_FMT " here, " STR_FMT " there", field,
                              STR_ARG(value), STR_ARG(holds));
    }
    return S("");
}

static code reasons_find(asked *q, fault *f) {
    for (size_t i = 0; i < q->pair_count; i++) {
        pairing *p = &q->pairs[i];
        const waiting *w = &q->waits[p->waiting];
        const rival *r = &q->rivals[p->rival];
        follow_telling there = telling_of_rival(r);
        p->reason = S("");
        if (p->joins) {
            p->reason = claims_differ(q->a, w, &r->row);
        } else if (!r->own && states_equal(&w->spec, &r->row)) {
            double titles = titles_like(q->a, w->spec.title, r->row.title);
            p->reason = follow_dispute(q->a, &w->telling, &there, titles);
        }
        if (!p->reason.p) return out_of_memory(f);
    }
    return arena_failed(q->a) ? out_of_memory(f) : OK;
}

static code disputes_keep(asked *q, draft_dispute **out, size_t *found, fault *f) {
    draft_dispute *kept = arena_array(q->a, ALL_MOST + 1, sizeof *kept);
    int64_t ids[ALL_MOST];
    evidence_row *said;
    size_t n = 0, of_draft = 0;
    if (!kept) return out_of_memory(f);
    for (size_t i = 0; i < q->pair_count && n < ALL_MOST; i++) {
        const pairing *p = &q->pairs[i];
        const record_row *r = &q->rivals[p->rival].row;
        size_t draft = q->waits[p->waiting].draft;
        if (!p->reason.n) continue;
        of_draft = n && kept[n - 1].draft == draft ? of_draft + 1 : 1;
        if (of_draft > EACH_MOST) continue;
        ids[n] = r->id;
        kept[n++] = (draft_dispute){.draft = draft,
                                    .record_id = r->id,
                                    .family = r->family,
                                    .label = r->label,
                                    .reason = p->reason};
    }
    TRY(record_quotes(q->a, q->d, ids, n, &said, f));
    for (size_t i = 0; i < n; i++) kept[i].said = said[i];
    *out = kept;
    *found = n;
    return OK;
}

code disputes_of_drafts(arena *a, db *d, const source_ref *source, const draft_row *drafts,
                        size_t count, draft_dispute **out, size_t *found, fault *f) {
    asked q = {.a = a, .d = d, .source = source};
    *out = NULL;
    *found = 0;
    TRY(waits_make(&q, drafts, count, f));
    if (!q.wait_count) return OK;
    TRY(rivals_find(&q, f));
    TRY(pairs_make(&q, f));
    if (!q.pair_count) return OK;
    str ids = ids_json(&q);
    if (!ids.p) return out_of_memory(f);
    TRY(sides_find(&q, ids, f));
    TRY(reports_find(&q, ids, f));
    TRY(reasons_find(&q, f));
    return disputes_keep(&q, out, found, f);
}
