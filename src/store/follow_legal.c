/* What is due under the law: its days are kept as rows beside the status, its sentences are made
 * anew for the day that is asked about. */
#include "store/follow_legal.h"

#include "store/record_read.h"
#include "store/status_material.h"

enum {
    TERMS_MOST = 40, /* periods of a term that renews itself, whose notices are kept ahead */
    FAR_AHEAD = 365 * 200
};

static code row_write(db *d, int64_t id, material *m, const follow_legal *item, day day_,
                      fault *f) {
    const named *party = item->party.n ? material_party(m, item->party) : NULL;
    if (item->party.n && !party) return OK; /* named by the terms only: no actor of the register */
    query *q = db_query(d,
                        "INSERT OR IGNORE INTO legal_due(instrument_id, kind, party_id, day) "
                        "VALUES ($1, $2, $3, $4)",
                        f);
    bind_int(q, 1, id);
    bind_z(q, 2, follow_legal_name(item->kind));
    bind_int(q, 3, party ? party->id : 0);
    bind_int(q, 4, day_);
    return query_run(q);
}

static day last_act(const material *m) {
    day last = m->negotiating_since;
    for (size_t i = 0; i < m->in.act_count; i++) {
        const law_act *act = &m->in.acts[i];
        if (act->void_ || !act->on.text.n || act->on.last == DAY_OPEN) continue;
        if (act->on.last > last) last = act->on.last;
    }
    return last;
}

static int waiting_days(follow_legal_kind k) {
    if (k == LEGAL_RATIFY || k == LEGAL_NOTIFY) return follow_legal_usual.unratified_days;
    return k == LEGAL_NEGOTIATE ? follow_legal_usual.negotiating_days : 0;
}

code legal_rebuild(db *d, arena *a, int64_t id, material *m, const law_result *result, fault *f) {
    static const follow_legal_rules all = {0, 0, FAR_AHEAD};
    query *q = db_query(d, "DELETE FROM legal_due WHERE instrument_id = $1", f);
    bind_int(q, 1, id);
    TRY(query_run(q));
    day at = last_act(m);
    for (int period = 0; at != DAY_NONE && period < TERMS_MOST; period++) {
        follow_legal *items;
        size_t n;
        day next = DAY_NONE;
        TRY(follow_legal_due(a, &m->in, result, m->negotiating_since, at, &all, material_names(m),
                             &items, &n, f));
        for (size_t i = 0; i < n; i++) {
            if (items[i].kind == LEGAL_NOTICE) next = items[i].day + 1;
            TRY(row_write(d, id, m, &items[i], items[i].day + waiting_days(items[i].kind), f));
        }
        at = next;
    }
    return OK;
}

/* A memorandum or a plan of action whose clauses are not known holds by its signature, or binds
 * nobody: nothing says that it waits for a ratification. */
static bool needs_ratifying(const record_row *row, const law_instrument *in) {
    if (in->terms.entry.on != LAW_ON_NONE) return true;
    return row->kind == KIND_TREATY || row->kind == KIND_AGREEMENT || row->kind == KIND_PROTOCOL;
}

/* All that is due of one instrument on a day. */
static code of_instrument(arena *a, db *d, int64_t id, day today, day until, legal_row **out,
                          size_t *count, fault *f) {
    material m;
    law_result result = {0};
    follow_legal *items;
    size_t n;
    follow_legal_rules rules = follow_legal_usual;
    record_row row;
    if (until > today && until - today > rules.ahead_days) rules.ahead_days = until - today;
    TRY(record_find(a, d, id, today, &row, f));
    TRY(material_find(a, d, id, &m, f));
    if (m.in.act_count) TRY(law_status(a, &m.in, &result, f));
    TRY(follow_legal_due(a, &m.in, &result, m.negotiating_since, today, &rules, material_names(&m),
                         &items, &n, f));
    legal_row *rows = arena_array(a, n + 1, sizeof *rows);
    if (!rows) return out_of_memory(f);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const named *party = items[i].party.n ? material_party(&m, items[i].party) : NULL;
        if (items[i].kind == LEGAL_RATIFY && !needs_ratifying(&row, &m.in)) continue;
        rows[kept++] = (legal_row){.kind = items[i].kind,
                                   .row = row,
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

code legal_of(arena *a, db *d, int64_t id, day today, legal_row **out, size_t *count, fault *f) {
    return of_instrument(a, d, id, today, today, out, count, f);
}

#define LEGAL_REST                                                                                 \
    "AND EXISTS (SELECT 1 FROM record r WHERE r.id = l.instrument_id AND r.withdrawn_at IS NULL) " \
    "AND ($3 IS NULL OR (l.party_id IN (0, $3, ifnull($4, 0)) AND EXISTS (SELECT 1 FROM "          \
    "record_party y WHERE y.record_id = l.instrument_id AND y.actor_id = $3))) "                   \
    "AND ($4 IS NULL OR EXISTS (SELECT 1 FROM record_party y WHERE "                               \
    "y.record_id = l.instrument_id AND y.actor_id = $4)) "                                         \
    "AND ($5 IS NULL OR EXISTS (SELECT 1 FROM record_sector x WHERE "                              \
    "x.record_id = l.instrument_id AND x.sector = $5)) "
static const char sql_coming[] =
    "SELECT l.instrument_id, l.kind, l.party_id, l.day FROM "
    "legal_due l WHERE l.day >= $1 AND l.day <= $2 AND l.kind IN "
    "('notice', 'ends', 'notify') " LEGAL_REST "ORDER BY l.day, l.instrument_id LIMIT $6";
static const char sql_past[] =
    "SELECT l.instrument_id, l.kind, l.party_id, l.day FROM legal_due l "
    "WHERE l.day < $1 AND $2 IS NOT NULL AND l.kind IN "
    "('ratify', 'notify', 'negotiate') " LEGAL_REST "ORDER BY l.day DESC, l.instrument_id LIMIT $6";

typedef struct {
    int64_t instrument, party;
    char kind[16];
    day day;
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
static const legal_row *row_of(const legal_key *k, const legal_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const legal_row *r = &rows[i];
        bool same = str_eq_z(str_of(k->kind), follow_legal_name(r->kind)) &&
                    r->party.id == k->party && r->day == k->day;
        if (same) return r;
    }
    return NULL;
}

code legal_browse(arena *a, db *d, const legal_filter *filter, day today, size_t limit,
                  legal_row **out, size_t *count, fault *f) {
    legal_key *keys = arena_array(a, 2 * limit + 1, sizeof *keys);
    legal_row *rows = arena_array(a, 2 * limit + 1, sizeof *rows), *of = NULL;
    size_t n = 0, kept = 0, of_count = 0;
    int64_t loaded = 0;
    if (!keys || !rows) return out_of_memory(f);
    if (!filter->late) TRY(keys_find(d, sql_coming, filter, today, limit, keys, &n, f));
    TRY(keys_find(d, sql_past, filter, today, limit, keys, &n, f));
    for (size_t i = 0; i < n; i++) {
        if (keys[i].instrument != loaded)
            TRY(of_instrument(a, d, keys[i].instrument, today, filter->until, &of, &of_count, f));
        loaded = keys[i].instrument;
        const legal_row *r = row_of(&keys[i], of, of_count);
        if (r) rows[kept++] = *r;
    }
    *out = rows;
    *count = kept;
    return OK;
}
