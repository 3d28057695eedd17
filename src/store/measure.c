/* Promised numbers: the target, and the latest value that a source tells. */
#include "store/measure.h"

#include "follow/match.h"
#include "store/record_read.h"

#include <math.h>

/* The words of a promise or deed: its best sentence, else what it says. */
#define SAID                                                                                       \
    "ifnull((SELECT CAST(substr(CAST(s.text AS BLOB), e.start_byte + 1, e.end_byte - "             \
    "e.start_byte) AS TEXT) FROM evidence e JOIN source s ON s.id = e.source_id "                  \
    "WHERE e.record_id = r.id AND e.end_byte > 0 ORDER BY e.ordinal, e.id LIMIT 1), "              \
    "iif(r.content <> '', r.content, r.title)) "

static const char sql_own[] =
    "SELECT c.measure_value, c.measure_unit, c.measure_baseline, c.measure_target, r.date, " SAID
    "FROM commitment c JOIN record r ON r.id = c.id WHERE c.id = $1";
static const char sql_reported[] =
    "SELECT p.value, p.on_date, p.id FROM progress p WHERE p.commitment_id = $1 "
    "AND p.value IS NOT NULL AND p.source_id IS NOT NULL ORDER BY p.on_first DESC, p.id DESC "
    "LIMIT 1";
static const char sql_deeds[] =
    "SELECT ifnull(c.measure_value, c.measure_target), c.measure_unit, r.date, r.id, " SAID
    "FROM link l JOIN record r ON r.id = l.from_id JOIN commitment c ON c.id = r.id "
    "WHERE l.to_id = $1 AND l.state = 'confirmed' "
    "AND l.kind IN ('fulfils', 'partly_fulfils', 'contradicts') AND r.withdrawn_at IS NULL "
    "ORDER BY ifnull(r.date_last, -1000000) DESC, r.id DESC";

static double real_of(query *q, int i) {
    return column_null(q, i) ? NAN : column_real(q, i);
}

/* The one figure of a text with a unit; of a unit, the first. */
static code figure_find(arena *a, const follow_words *words, str text, str unit, bool *found,
                        follow_figure *out, fault *f) {
    follow_figure *all;
    size_t n, fit = 0;
    *found = false;
    TRY(follow_figures(a, words, text, &all, &n, f));
    for (size_t i = 0; i < n; i++) {
        if (unit.n && !str_eq(all[i].unit, unit)) continue;
        if (fit++ == 0) *out = all[i];
    }
    *found = unit.n ? fit > 0 : fit == 1;
    return OK;
}

typedef struct {
    double value;
    str said, date;
    int64_t id;
    bool open; /* its value is looked for in its words */
} telling;

static code deeds_read(arena *a, db *d, int64_t id, str unit, telling *out, size_t most, size_t *n,
                       fault *f) {
    query *q = db_query(d, sql_deeds, f);
    bind_int(q, 1, id);
    while (*n < most && query_row(q)) {
        double v = real_of(q, 0);
        if (!isnan(v) && !str_eq_nocase(column_str(q, 1), unit)) continue;
        out[(*n)++] = (telling){.value = v,
                                .date = column_copy(a, q, 2),
                                .id = column_int(q, 3),
                                .said = column_copy(a, q, 4),
                                .open = isnan(v)};
    }
    return query_end(q);
}

/* The latest deed that tells the number. */
static code deed_find(arena *a, db *d, int64_t id, const follow_words *words, str unit,
                      measure_row *m, fault *f) {
    enum { MOST = 50 };
    telling *all = arena_array(a, MOST, sizeof *all);
    size_t n = 0;
    if (!all) return out_of_memory(f);
    TRY(deeds_read(a, d, id, unit, all, MOST, &n, f));
    for (size_t i = 0; i < n; i++) {
        follow_figure x;
        bool found = !all[i].open;
        if (all[i].open && words) TRY(figure_find(a, words, all[i].said, unit, &found, &x, f));
        if (!found) continue;
        m->latest = all[i].open ? x.value : all[i].value;
        m->latest_on = all[i].date;
        m->latest_record = all[i].id;
        return OK;
    }
    return OK;
}

static day last_of(str date) {
    edtf e;
    return edtf_parse(date, &e, NULL) == OK ? e.last : DAY_NONE;
}

static code report_find(arena *a, db *d, int64_t id, measure_row *m, fault *f) {
    query *q = db_query(d, sql_reported, f);
    bind_int(q, 1, id);
    if (query_row(q)) {
        str on = column_copy(a, q, 1);
        if (!m->latest_record || last_of(on) >= last_of(m->latest_on)) {
            m->latest = column_real(q, 0);
            m->latest_on = on;
            m->latest_report = column_int(q, 2);
            m->latest_record = 0;
        }
    }
    return query_end(q);
}

static void share_work_out(measure_row *m) {
    double from = isnan(m->baseline) ? 0 : m->baseline;
    if (isnan(m->target) || isnan(m->latest) || m->target == from) return;
    m->share = (m->latest - from) / (m->target - from);
}

code measure_find(arena *a, db *d, int64_t id, bool *has, measure_row *out, fault *f) {
    measure_row m = {.baseline = NAN, .target = NAN, .latest = NAN, .share = NAN, .unit = S("")};
    double entered = NAN;
    str said = S(""), date = S("");
    query *q = db_query(d, sql_own, f);
    bind_int(q, 1, id);
    if (query_row(q)) {
        entered = real_of(q, 0);
        m.unit = column_copy(a, q, 1);
        m.baseline = real_of(q, 2);
        m.target = real_of(q, 3);
        date = column_copy(a, q, 4);
        said = column_copy(a, q, 5);
    }
    TRY(query_end(q));
    bool given = !isnan(entered) || !isnan(m.target);
    *has = false;
    *out = m;
    if (!given && !said.n) return OK;
    follow_words *words = NULL;
    follow_figure x;
    bool found = false;
    TRY(follow_words_open(a, "en", &words, f));
    if (!given) {
        TRY(figure_find(a, words, said, S(""), &found, &x, f));
        if (!found || x.unit.n < 3 || x.unit.p[0] < 'A' || x.unit.p[0] > 'Z') return OK;
        m.target = x.value; /* a sum of money: other figures in a sentence are many things */
        m.unit = x.unit;
        m.target_said = true;
    }
    TRY(deed_find(a, d, id, words, m.unit, &m, f));
    TRY(report_find(a, d, id, &m, f));
    if (isnan(m.latest)) {
        m.latest = entered;
        m.latest_on = isnan(entered) ? S("") : date;
    }
    share_work_out(&m);
    *has = true;
    *out = m;
    return OK;
}
