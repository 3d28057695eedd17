/* A record read back into a spec: what edits start from and undo returns to. */
#include "store/record_spec.h"

#include <math.h>

static double real_or_nan(query *q, int i) {
    return column_null(q, i) ? NAN : column_real(q, i);
}

static const char sql_load[] =
    "SELECT r.family, r.kind, r.modality, ifnull(r.ref, ''), r.title, r.content, r.place, r.date, "
    "r.note, ifnull(r.count, -1), r.act, i.binding, i.languages, i.registration, i.address, "
    "i.adopted, i.period, i.terms, d.name, c.due, c.due_words, c.pillar, c.measure_unit, "
    "c.measure_value, c.measure_baseline, c.measure_target, c.weight, "
    "iif(p.id IS NULL, NULL, ifnull(p.ref, 'record-' || p.id)), m.member_to, "
    "ifnull(c.sessions, i.sessions) "
    "FROM record r LEFT JOIN instrument i ON i.id = r.id LEFT JOIN actor d "
    "ON d.id = i.depositary_id LEFT JOIN commitment c ON c.id = r.id "
    "LEFT JOIN record p ON p.id = c.parent_id LEFT JOIN membership m ON m.id = r.id "
    "WHERE r.id = $1";

static void row_load(arena *a, query *q, record_spec *s) {
    record_of(column_str(q, 0), &s->family);
    kind_of(column_str(q, 1), &s->kind);
    modality_of(column_str(q, 2), &s->modality);
    str *texts[] = {&s->ref, &s->title, &s->content, &s->place, &s->date, &s->note};
    for (int i = 0; i < 6; i++) *texts[i] = column_copy(a, q, 3 + i);
    s->count = column_int(q, 9);
    act_of(column_str(q, 10), &s->act);
    str *more[] = {&s->binding, &s->languages, &s->registration, &s->address,
                   &s->adopted, &s->period,    &s->terms,        &s->depositary,
                   &s->due,     &s->due_words, &s->pillar,       &s->measure_unit};
    for (int i = 0; i < 12; i++) *more[i] = column_copy(a, q, 11 + i);
    s->measure_value = real_or_nan(q, 23);
    s->measure_baseline = real_or_nan(q, 24);
    s->measure_target = real_or_nan(q, 25);
    s->weight = real_or_nan(q, 26);
    s->parent = column_copy(a, q, 27);
    s->member_to = column_copy(a, q, 28);
    s->sessions = column_copy(a, q, 29);
}

static const char sql_parties[] =
    "SELECT p.role, iif(a.kind = 'person' AND p.role IN ('owner', 'beneficiary'), 'person: ', '') "
    "|| iif(p.as_written <> '', p.as_written, ifnull(a.code, a.name)) "
    "FROM record_party p JOIN actor a ON a.id = p.actor_id WHERE p.record_id = $1 "
    "ORDER BY ifnull(a.code, a.name)";

static code parties_load(arena *a, db *d, int64_t id, record_spec *s, fault *f) {
    enum { LISTS = 5 };
    static const unsigned char lists_of[ROLE_COUNT] = {
        [ROLE_BODY] = 1, [ROLE_CONCERNED] = 2, [ROLE_OWNER] = 3, [ROLE_BENEFICIARY] = 4};
    size_t room[LISTS] = {0};
    str **lists[LISTS] = {&s->states, &s->parties, &s->concerned, &s->owners, &s->beneficiaries};
    size_t *counts[LISTS] = {&s->state_count, &s->party_count, &s->concerned_count, &s->owner_count,
                             &s->beneficiary_count};
    query *q = db_query(d, sql_parties, f);
    bind_int(q, 1, id);
    bool full = false;
    while (!full && query_row(q)) {
        role r = ROLE_SIDE;
        role_of(column_str(q, 0), &r);
        int to = lists_of[r];
        str *grown = arena_grow(a, *lists[to], *counts[to], &room[to], sizeof **lists[to]);
        str text = column_copy(a, q, 1);
        full = !grown || !text.p;
        if (full) break;
        *lists[to] = grown;
        grown[(*counts[to])++] = text;
    }
    TRY(query_end(q));
    return full ? fault_set(f, NOMEM, NULL, "not enough memory") : OK;
}

code spec_load(arena *a, db *d, int64_t id, record_spec *out, fault *f) {
    record_spec s;
    spec_init(&s);
    query *q = db_query(d, sql_load, f);
    bind_int(q, 1, id);
    bool found = query_row(q);
    if (found) row_load(a, q, &s);
    TRY(query_end(q));
    if (!found) return fault_set(f, NOTFOUND, NULL, "no record %lld", (long long)id);
    TRY(parties_load(a, d, id, &s, f));
    q = db_query(d, "SELECT sector FROM record_sector WHERE record_id = $1", f);
    bind_int(q, 1, id);
    while (query_row(q)) {
        sector one;
        if (sector_of(column_str(q, 0), &one)) s.sectors |= (sector_set)1 << one;
    }
    TRY(query_end(q));
    if (arena_failed(a)) return fault_set(f, NOMEM, NULL, "not enough memory");
    *out = s;
    return OK;
}
