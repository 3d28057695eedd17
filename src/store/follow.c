/* From rows to what follow/state.h judges. Plans, reports and links are read as three streams in
 * order of their promise, for one promise as for a hundred thousand. */
#include "store/follow.h"

#include "base/buf.h"
#include "store/record_read.h"

bool followed_of(const record_row *row, followed *out) {
    bool promised = row->family == RECORD_COMMITMENT;
    bool planned = row->modality == MODALITY_PLANNED &&
                   (row->family == RECORD_ENGAGEMENT || row->family == RECORD_INSTRUMENT);
    if (!promised && !planned) return false;
    /* The date of a negotiation is when it was reported, and not when it has to end. */
    bool negotiated = row->act == ACT_NEGOTIATED;
    *out = (followed){.id = row->id,
                      .modality = row->modality,
                      .due = promised     ? row->due
                             : negotiated ? S("")
                                          : row->date,
                      .date = row->date};
    return true;
}

/* What is known of one promise while its rows come in; the arrays are used again for the next. */
typedef struct {
    follow_plan *plans;
    follow_report *reports;
    follow_link *links;
    size_t plan_count, plan_room, report_count, report_room, link_count, link_room;
} known;

static const char sql_plans[] =
    "SELECT p.commitment_id, p.version, p.due, s.published FROM plan p LEFT JOIN source s "
    "ON s.id = p.source_id WHERE p.commitment_id BETWEEN $1 AND $2 "
    "ORDER BY p.commitment_id, p.version";
static const char sql_reports[] =
    "SELECT p.commitment_id, p.id, p.on_date, p.score, p.source_id FROM progress p "
    "WHERE p.commitment_id BETWEEN $1 AND $2 ORDER BY p.commitment_id, p.on_first, p.id";
static const char sql_ties[] =
    "SELECT l.to_id, l.from_id, l.kind, r.date FROM link l JOIN record r ON r.id = l.from_id "
    "WHERE l.to_id BETWEEN $1 AND $2 AND l.state = 'confirmed' AND l.kind IN ('fulfils', "
    "'partly_fulfils', 'contradicts', 'supersedes') AND r.withdrawn_at IS NULL "
    "ORDER BY l.to_id, l.kind, l.from_id";

/* Three streams that stand at their next row. */
typedef struct {
    query *plans, *reports, *ties;
    bool plan, report, tie;
} streams;

static bool plan_take(arena *a, query *q, known *k) {
    follow_plan *grown = arena_grow(a, k->plans, k->plan_count, &k->plan_room, sizeof *grown);
    edtf said;
    if (!grown) return false;
    k->plans = grown;
    grown[k->plan_count++] = (follow_plan){
        .version = (int)column_int(q, 1),
        .due = column_copy(a, q, 2),
        .set_on = edtf_parse(column_str(q, 3), &said, NULL) == OK ? said.first : DAY_NONE};
    return true;
}

static bool report_take(arena *a, query *q, known *k) {
    follow_report *grown =
        arena_grow(a, k->reports, k->report_count, &k->report_room, sizeof *grown);
    if (!grown) return false;
    k->reports = grown;
    follow_report *r = &grown[k->report_count++];
    *r = (follow_report){
        .id = column_int(q, 1), .on = column_copy(a, q, 2), .evidence = !column_null(q, 4)};
    follow_score_of(column_str(q, 3), &r->score);
    return true;
}

static follow_link_kind tie_of(str word) {
    if (str_eq(word, S("partly_fulfils"))) return TIE_PARTLY;
    if (str_eq(word, S("contradicts"))) return TIE_CONTRADICTS;
    return str_eq(word, S("supersedes")) ? TIE_SUPERSEDED_BY : TIE_FULFILS;
}

static bool tie_take(arena *a, query *q, known *k) {
    follow_link *grown = arena_grow(a, k->links, k->link_count, &k->link_room, sizeof *grown);
    if (!grown) return false;
    k->links = grown;
    grown[k->link_count++] = (follow_link){.record_id = column_int(q, 1),
                                           .kind = tie_of(column_str(q, 2)),
                                           .on = column_copy(a, q, 3)};
    return true;
}

static bool rows_of(arena *a, query *q, bool *stands, int64_t id,
                    bool (*take)(arena *a, query *q, known *k), known *k) {
    while (*stands && column_int(q, 0) < id) *stands = query_row(q);
    while (*stands && column_int(q, 0) == id) {
        if (!take(a, q, k)) return false;
        *stands = query_row(q);
    }
    return true;
}

typedef struct {
    bool (*call)(void *context, followed *p, const follow_commitment *c);
    void *context;
} receiver;

static bool tell(followed *p, const known *k, const receiver *to) {
    follow_plan only = {.due = p->due, .set_on = DAY_NONE};
    follow_report told = {.on = p->date, .score = SCORE_COMPLETED, .evidence = true};
    follow_commitment c = {.id = p->id,
                           .plans = k->plan_count ? k->plans : &only,
                           .plan_count = k->plan_count ? k->plan_count : 1,
                           .reports = k->reports,
                           .report_count = k->report_count,
                           .links = k->links,
                           .link_count = k->link_count};
    if (p->modality == MODALITY_DONE && !k->report_count) {
        c.reports = &told;
        c.report_count = 1;
    }
    return to->call(to->context, p, &c);
}

static query *stream(db *d, const char *sql, int64_t first, int64_t last, bool *stands, fault *f) {
    query *q = db_query(d, sql, f);
    bind_int(q, 1, first);
    bind_int(q, 2, last);
    *stands = query_row(q);
    return q;
}

static code run_each(arena *a, db *d, followed *items, size_t count, const receiver *to, fault *f) {
    streams s;
    known k = {0};
    int64_t first = items[0].id, last = items[count - 1].id;
    s.plans = stream(d, sql_plans, first, last, &s.plan, f);
    s.reports = stream(d, sql_reports, first, last, &s.report, f);
    s.ties = stream(d, sql_ties, first, last, &s.tie, f);
    bool memory = true;
    for (size_t i = 0; i < count && memory; i++) {
        k.plan_count = k.report_count = k.link_count = 0;
        memory = rows_of(a, s.plans, &s.plan, items[i].id, plan_take, &k) &&
                 rows_of(a, s.reports, &s.report, items[i].id, report_take, &k) &&
                 rows_of(a, s.ties, &s.tie, items[i].id, tie_take, &k) && tell(&items[i], &k, to);
    }
    code ended[] = {query_end(s.plans), query_end(s.reports), query_end(s.ties)};
    for (int i = 0; i < 3; i++)
        if (ended[i] != OK) return ended[i];
    return memory && !arena_failed(a) ? OK : out_of_memory(f);
}

code follow_each(arena *a, db *d, followed *items, size_t count,
                 bool (*each)(void *context, followed *p, const follow_commitment *c),
                 void *context, fault *f) {
    enum { FEW = 1000, APART = 8 };
    const receiver to = {each, context};
    if (!count) return OK;
    bool near = items[count - 1].id - items[0].id < (int64_t)count * APART;
    if (count > FEW || near) return run_each(a, d, items, count, &to, f);
    for (size_t i = 0; i < count; i++) TRY(run_each(a, d, &items[i], 1, &to, f));
    return OK;
}

typedef struct {
    arena *reasons; /* null: none are wanted */
    day today;
} judging;

static bool judge(void *context, followed *p, const follow_commitment *c) {
    const judging *j = context;
    follow_state(j->reasons, c, j->today, &follow_usual, &p->verdict);
    return true;
}

/* The records that the sentence names, by what they are called. */
static code labels_read(arena *a, db *d, follow_verdict *x, fault *f) {
    for (size_t i = 0; i < x->rests_on_count; i++) {
        if (x->rests_on_report[i]) continue;
        query *q = db_query(d, "SELECT label FROM record WHERE id = $1", f);
        bind_int(q, 1, x->rests_on[i]);
        if (query_row(q)) x->rests_on_label[i] = column_copy(a, q, 0);
        TRY(query_end(q));
    }
    return arena_failed(a) ? out_of_memory(f) : OK;
}

code follow_judge(arena *a, db *d, followed *items, size_t count, day today, bool reasons,
                  fault *f) {
    judging j = {reasons ? a : NULL, today};
    TRY(follow_each(a, d, items, count, judge, &j, f));
    for (size_t i = 0; reasons && i < count; i++) TRY(labels_read(a, d, &items[i].verdict, f));
    return OK;
}

code follow_reason_named(arena *a, const follow_verdict *x, str *out, fault *f) {
    str rest = x->reason, before;
    size_t i;
    buf b;
    buf_init(&b, 0);
    while (follow_reason_next(x, &rest, &before, &i)) {
        buf_put(&b, before);
        buf_printf(&b, "record %lld", (long long)x->rests_on[i]);
        if (x->rests_on_label[i].n) buf_printf(&b, " (" STR_FMT ")", STR_ARG(x->rests_on_label[i]));
    }
    buf_put(&b, rest);
    *out = b.code == OK ? str_copy(a, buf_str(&b)) : (str){0};
    buf_reset(&b);
    return out->p || !x->reason.n ? OK : out_of_memory(f);
}

bool follow_reason_next(const follow_verdict *x, str *rest, str *before, size_t *which) {
    static const char word[] = "record ";
    size_t start = 0;
    for (;;) {
        size_t at = str_find(*rest, S("record "), start), end = at + sizeof word - 1;
        int64_t id;
        if (at == SIZE_MAX) return false;
        size_t from = end;
        while (end < rest->n && rest->p[end] >= '0' && rest->p[end] <= '9') end++;
        start = end;
        if (!str_int(str_slice(*rest, from, end), &id)) continue;
        for (size_t i = 0; i < x->rests_on_count; i++) {
            if (x->rests_on_report[i] || x->rests_on[i] != id) continue;
            *before = str_slice(*rest, 0, at);
            *rest = str_slice(*rest, end, rest->n);
            *which = i;
            return true;
        }
    }
}

code follow_judge_row(arena *a, db *d, const record_row *row, day today, bool *is_promise,
                      follow_verdict *out, fault *f) {
    followed one;
    *is_promise = followed_of(row, &one);
    if (!*is_promise) return OK;
    TRY(follow_judge(a, d, &one, 1, today, true, f));
    *out = one.verdict;
    return OK;
}
