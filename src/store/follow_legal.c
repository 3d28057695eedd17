/* What is due under the law: its days are kept as rows beside the status, its sentences are made
 * anew for the day that is asked about. */
#include "store/follow_legal.h"

#include "store/record_read.h"
#include "store/status_material.h"

#include <stdlib.h>

enum {
    TERMS_MOST = 40,    /* of a term renewed by days, the periods whose notices are kept ahead */
    WINDOW_MOST = 1200, /* months */
    FAR_AHEAD = 365 * 200
};

static int waiting_days(follow_legal_kind k) {
    if (k == LEGAL_RATIFY || k == LEGAL_NOTIFY) return follow_legal_usual.unratified_days;
    return k == LEGAL_NEGOTIATE ? follow_legal_usual.negotiating_days : 0;
}

static int64_t month_of(day d) {
    civil c = day_civil(d);
    return (int64_t)c.year * 12 + c.month - 1;
}

static code row_write(db *d, int64_t id, material *m, const follow_legal *item, int64_t every,
                      fault *f) {
    const named *party = item->party.n ? material_party(m, item->party) : NULL;
    if (item->party.n && !party) return OK; /* named by the terms only: no actor of the register */
    day on = item->day + waiting_days(item->kind);
    query *q =
        db_query(d,
                 "INSERT OR IGNORE INTO legal_due(instrument_id, kind, party_id, day, every, "
                 "phase) VALUES ($1, $2, $3, $4, $5, $6)",
                 f);
    bind_int(q, 1, id);
    bind_z(q, 2, follow_legal_name(item->kind));
    bind_int(q, 3, party ? party->id : 0);
    bind_int(q, 4, on);
    bind_int(q, 5, every);
    bind_int(q, 6, every ? month_of(on) % every : 0);
    return query_run(q);
}

/* From when on all is known: the last act, or the entry into force that follows from it. */
static day last_known(const material *m, const law_result *result) {
    day last = m->negotiating_since;
    for (size_t i = 0; i < m->in.act_count; i++) {
        const law_act *act = &m->in.acts[i];
        if (act->void_ || !act->on.text.n || act->on.last == DAY_OPEN) continue;
        if (act->on.last > last) last = act->on.last;
    }
    for (size_t i = 0; i < result->count && !result->intervals[i].party.n; i++)
        if (result->intervals[i].status == STATUS_IN_FORCE && result->intervals[i].from > last)
            last = result->intervals[i].from;
    return last;
}

/* A term renewed by months has its notice in months that far apart: one row says it for ever. */
code legal_rebuild(db *d, arena *a, int64_t id, material *m, const law_result *result, fault *f) {
    static const follow_legal_rules all = {0, 0, FAR_AHEAD};
    const law_period *renew = &m->in.terms.duration.renew;
    int64_t every = renew->months > 0 && renew->days == 0 ? renew->months : 0;
    day at = last_known(m, result);
    for (int period = 0; at != DAY_NONE && period < TERMS_MOST; period++) {
        follow_legal *items;
        size_t n;
        day next = DAY_NONE;
        TRY(follow_legal_due(a, &m->in, result, m->negotiating_since, at, &all, material_names(m),
                             &items, &n, f));
        for (size_t i = 0; i < n; i++) {
            bool again = items[i].kind == LEGAL_NOTICE && every;
            if (items[i].kind == LEGAL_NOTICE && !every) next = items[i].day + 1;
            TRY(row_write(d, id, m, &items[i], again ? every : 0, f));
        }
        at = next;
    }
    return OK;
}

/* A memorandum or a plan of action whose clauses are not known holds by its signature, or binds
 * nobody: nothing says that it waits for a ratification. */
static bool needs_ratifying(kind k, const law_instrument *in) {
    if (in->terms.entry.on != LAW_ON_NONE) return true;
    return k == KIND_TREATY || k == KIND_AGREEMENT || k == KIND_PROTOCOL;
}

static code kind_find(db *d, int64_t id, kind *out, fault *f) {
    query *q = db_query(d, "SELECT kind FROM record WHERE id = $1", f);
    bind_int(q, 1, id);
    bool found = query_row(q) && kind_of(column_str(q, 0), out);
    TRY(query_end(q));
    return found ? OK : fault_set(f, NOTFOUND, NULL, "no record %lld", (long long)id);
}

/* All that is due of one instrument on a day. Of its record the id only: most of what is looked at
 * is not shown, and a convention has hundreds of parties. */
static code of_instrument(arena *a, db *d, int64_t id, day today, day until, legal_row **out,
                          size_t *count, fault *f) {
    material m;
    law_result result = {0};
    follow_legal *items;
    size_t n;
    follow_legal_rules rules = follow_legal_usual;
    kind k = KIND_NONE;
    if (until > today && until - today > rules.ahead_days) rules.ahead_days = until - today;
    TRY(kind_find(d, id, &k, f));
    TRY(material_find(a, d, id, &m, f));
    if (m.in.act_count) TRY(law_status(a, &m.in, &result, f));
    TRY(follow_legal_due(a, &m.in, &result, m.negotiating_since, today, &rules, material_names(&m),
                         &items, &n, f));
    legal_row *rows = arena_array(a, n + 1, sizeof *rows);
    if (!rows) return out_of_memory(f);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const named *party = items[i].party.n ? material_party(&m, items[i].party) : NULL;
        if (items[i].kind == LEGAL_RATIFY && !needs_ratifying(k, &m.in)) continue;
        rows[kept++] = (legal_row){.kind = items[i].kind,
                                   .row = {.id = id},
                                   .day = items[i].day,
                                   .since = items[i].since,
                                   .overdue = items[i].overdue,
                                   .reason = items[i].reason};
        if (party) TRY(actor_ref_find(a, d, party->id, &rows[kept - 1].party, f));
    }
    *out = rows;
    *count = kept;
    return OK;
}

static code records_find(arena *a, db *d, legal_row *rows, size_t count, day today, fault *f) {
    for (size_t i = 0; i < count; i++)
        TRY(record_listed(a, d, rows[i].row.id, today, &rows[i].row, f));
    return OK;
}

code legal_of(arena *a, db *d, int64_t id, day today, legal_row **out, size_t *count, fault *f) {
    legal_row *rows;
    size_t n;
    TRY(of_instrument(a, d, id, today, today, &rows, &n, f));
    TRY(records_find(a, d, rows, n, today, f));
    *out = rows;
    *count = n;
    return OK;
}

#define LEGAL_REST                                                                                 \
    "AND ($3 IS NULL OR (l.party_id IN (0, $3, ifnull($4, 0)) AND EXISTS (SELECT 1 FROM "          \
    "record_party y WHERE y.record_id = l.instrument_id AND y.actor_id = $3))) "                   \
    "AND ($4 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE "                               \
    "y.record_id = l.instrument_id AND y.actor_id = $4)) "                                         \
    "AND ($5 IS NULL OR EXISTS (SELECT 1 FROM record_sector x WHERE "                              \
    "x.record_id = l.instrument_id AND x.sector = $5)) AND NOT " WITHDRAWN("l.instrument_id")
static const char sql_coming[] =
    "SELECT l.instrument_id, l.kind, l.party_id, l.day FROM "
    "legal_due l WHERE l.every = 0 AND l.day >= $1 AND l.day <= $2 AND l.kind IN "
    "('notice', 'ends', 'notify') " LEGAL_REST "ORDER BY l.day, l.instrument_id LIMIT $6";
static const char sql_past[] =
    "SELECT l.instrument_id, l.kind, l.party_id, l.day FROM legal_due l "
    "WHERE l.every = 0 AND l.day < $1 AND $2 IS NOT NULL AND l.kind IN "
    "('ratify', 'notify', 'negotiate') " LEGAL_REST "ORDER BY l.day DESC, l.instrument_id LIMIT $6";

/* Those that come again: for each period that there is, and each month looked at (and one more on
 * either side, for a short month may shift a notice given in days). A day is not known before the
 * law has been asked. */
static const char sql_again[] =
    "WITH RECURSIVE every(n) AS (SELECT min(every) FROM legal_due WHERE every > 0 UNION ALL "
    "SELECT (SELECT min(l.every) FROM legal_due l WHERE l.every > 0 AND l.every > every.n) "
    "FROM every WHERE every.n IS NOT NULL), "
    "month(n) AS (SELECT $7 UNION ALL SELECT n + 1 FROM month WHERE n < $8) "
    "SELECT DISTINCT l.instrument_id, l.kind, l.party_id, NULL FROM month CROSS JOIN every "
    "CROSS JOIN legal_due l ON l.every > 0 AND l.every = every.n AND l.phase = month.n % every.n "
    "WHERE l.day <= $2 AND $1 IS NOT NULL " LEGAL_REST "LIMIT $6";

typedef struct {
    int64_t instrument, party;
    char kind[16];
    day day; /* DAY_NONE: one that comes again */
} legal_key;

static code keys_find(db *d, const char *sql, const legal_filter *w, day today, size_t limit,
                      legal_key *out, size_t *count, fault *f) {
    query *q = db_query(d, sql, f);
    bind_int(q, 1, today);
    bind_int(q, 2, w->until);
    bind_id(q, 3, w->state);
    bind_id(q, 4, w->other);
    if (w->sector != SECTOR_COUNT) bind_z(q, 5, sector_name(w->sector));
    bind_int(q, 6, (int64_t)limit);
    if (sql == sql_again) {
        int64_t from = month_of(today) - 1, to = month_of(w->until) + 1;
        bind_int(q, 7, from);
        bind_int(q, 8, to < from + WINDOW_MOST ? to : from + WINDOW_MOST);
    }
    while (query_row(q)) {
        legal_key *k = &out[(*count)++];
        *k = (legal_key){.instrument = column_int(q, 0),
                         .party = column_int(q, 2),
                         .day = column_day(q, 3, DAY_NONE)};
        str word = column_str(q, 1);
        for (size_t i = 0; i < word.n && i + 1 < sizeof k->kind; i++) k->kind[i] = word.p[i];
    }
    return query_end(q);
}

/* The row of a key, where it still holds on that day. */
static const legal_row *row_of(const legal_key *k, const legal_row *rows, size_t count, day until) {
    for (size_t i = 0; i < count; i++) {
        const legal_row *r = &rows[i];
        bool same = str_eq_z(str_of(k->kind), follow_legal_name(r->kind)) &&
                    r->party.id == k->party &&
                    (r->day == k->day || (k->day == DAY_NONE && !r->overdue && r->day <= until));
        if (same) return r;
    }
    return NULL;
}

static int by_day(const void *x, const void *y) {
    const legal_row *a = x, *b = y;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    return (a->row.id > b->row.id) - (a->row.id < b->row.id);
}

static code rows_of_keys(arena *a, db *d, const legal_key *keys, size_t n, day today, day until,
                         legal_row *rows, size_t *kept, fault *f) {
    legal_row *of = NULL;
    size_t of_count = 0;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || keys[i].instrument != keys[i - 1].instrument)
            TRY(of_instrument(a, d, keys[i].instrument, today, until, &of, &of_count, f));
        const legal_row *r = row_of(&keys[i], of, of_count, until);
        if (r) rows[(*kept)++] = *r;
    }
    return OK;
}

code legal_browse(arena *a, db *d, const legal_filter *filter, day today, size_t limit,
                  legal_row **out, size_t *count, fault *f) {
    legal_key *keys = arena_array(a, 2 * limit + 1, sizeof *keys);
    legal_row *rows = arena_array(a, 3 * limit + 1, sizeof *rows);
    size_t n = 0, kept = 0;
    if (!keys || !rows) return out_of_memory(f);
    if (!filter->late) {
        TRY(keys_find(d, sql_coming, filter, today, limit, keys, &n, f));
        TRY(keys_find(d, sql_again, filter, today, limit, keys, &n, f));
        TRY(rows_of_keys(a, d, keys, n, today, filter->until, rows, &kept, f));
        qsort(rows, kept, sizeof *rows, by_day);
        if (kept > limit) kept = limit;
    }
    n = 0;
    TRY(keys_find(d, sql_past, filter, today, limit, keys, &n, f));
    TRY(rows_of_keys(a, d, keys, n, today, filter->until, rows, &kept, f));
    TRY(records_find(a, d, rows, kept, today, f));
    *out = rows;
    *count = kept;
    return OK;
}
