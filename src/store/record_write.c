/* A record's row, its family's row, parties, sectors and place in the index: written from a spec.
 */
#include "store/record_spec.h"

#include "store/record_read.h"

#include "store/commitment_plan.h"
#include "store/instrument.h"

#include <math.h>
#include <string.h>

typedef struct {
    int64_t id;
    role role;
    str as_written;
} member;

typedef struct {
    member *items;
    size_t count;
    actor_ref *sides;
    size_t side_count;
} members;

static code nomem(fault *f) {
    return fault_set(f, NOMEM, NULL, "not enough memory");
}

/* Those of a convention take part in it; only the few sides of an agreement are partners by it. */
enum { SIDES_MOST = 12 };

static role side_role(record family, size_t i, size_t count) {
    if (family == RECORD_INSTRUMENT && count > SIDES_MOST) return ROLE_PARTICIPANT;
    switch (family) {
    case RECORD_COMMITMENT: return ROLE_DEBTOR;
    case RECORD_MEMBERSHIP: return i == 0 ? ROLE_MEMBER : ROLE_ORGANISATION;
    default: return ROLE_SIDE;
    }
}

static void member_add(members *m, int64_t id, role r, str as_written) {
    for (size_t i = 0; i < m->count; i++)
        if (m->items[i].id == id && (m->items[i].role == r || r == ROLE_CONCERNED)) return;
    m->items[m->count++] = (member){id, r, as_written};
}

/* "person: Jane Doe": what a name alone does not tell. */
static bool is_person(str *name) {
    size_t colon = str_find(*name, S(":"), 0);
    if (colon == SIZE_MAX || !str_eq_nocase(str_trim(str_slice(*name, 0, colon)), S("person")))
        return false;
    *name = str_trim(str_slice(*name, colon + 1, name->n));
    return name->n > 0;
}

/* Bodies by their names; states and organisations by their codes as well. */
static code bodies_find(change *c, const record_spec *s, const str *names, size_t count, role r,
                        const int64_t *sides, members *m, fault *f) {
    for (size_t i = 0; i < count; i++) {
        int64_t id = 0;
        actor_ref known;
        fault quiet = {.code = OK};
        str name = names[i];
        bool person = r != ROLE_BODY && is_person(&name);
        bool coded = r != ROLE_BODY && !person &&
                     actor_lookup(c->a, c->d, name, &known, &quiet) == OK && known.code.n;
        actor_kind guess = person ? ACTOR_PERSON : actor_kind_guess(c->a, name);
        if (coded)
            id = known.id;
        else
            TRY(actor_resolve(c, name, guess, sides, s->state_count, &id, f));
        member_add(m, id, r, coded ? S("") : name);
    }
    return OK;
}

/* Who takes part: codes and names to actors. A membership's states come sorted; the organisation is
 * the one that is no state. */
static code members_find(change *c, const record_spec *s, members *m, fault *f) {
    size_t most = s->state_count + s->party_count + s->concerned_count + s->owner_count +
                  s->beneficiary_count;
    *m = (members){.items = arena_array(c->a, most + 1, sizeof *m->items),
                   .sides = arena_array(c->a, s->state_count + 1, sizeof *m->sides)};
    int64_t *ids = arena_array(c->a, s->state_count + 1, sizeof *ids);
    if (!m->items || !m->sides || !ids) return nomem(f);
    for (size_t i = 0; i < s->state_count; i++) {
        TRY(actor_resolve_code(c, s->states[i], &ids[i], f));
        TRY(actor_ref_find(c->a, c->d, ids[i], &m->sides[i], f));
    }
    m->side_count = s->state_count;
    if (s->family == RECORD_MEMBERSHIP && m->sides[0].kind != ACTOR_STATE) {
        for (size_t i = 1; i < s->state_count; i++) {
            if (m->sides[i].kind != ACTOR_STATE) continue;
            int64_t id = ids[0];
            ids[0] = ids[i];
            ids[i] = id;
            break;
        }
    }
    for (size_t i = 0; i < s->state_count; i++)
        member_add(m, ids[i], side_role(s->family, i, s->state_count), S(""));
    TRY(bodies_find(c, s, s->parties, s->party_count, ROLE_BODY, ids, m, f));
    TRY(bodies_find(c, s, s->owners, s->owner_count, ROLE_OWNER, ids, m, f));
    TRY(bodies_find(c, s, s->beneficiaries, s->beneficiary_count, ROLE_BENEFICIARY, ids, m, f));
    for (size_t i = 0; i < s->concerned_count; i++) {
        int64_t id;
        TRY(actor_resolve_code(c, s->concerned[i], &id, f));
        bool side = false;
        for (size_t k = 0; k < m->count; k++) side = side || m->items[k].id == id;
        if (!side) member_add(m, id, ROLE_CONCERNED, S(""));
    }
    return OK;
}

typedef struct {
    day first, last, sort;
} days;

static days days_of(str date) {
    days d = {DAY_NONE, DAY_NONE, INT32_MIN + 1};
    edtf e;
    if (date.n == 0 || edtf_parse(date, &e, NULL) != OK) return d;
    d.first = e.first;
    d.last = e.last;
    if (e.first != DAY_NONE)
        d.sort = e.first;
    else if (e.last != DAY_OPEN)
        d.sort = e.last;
    return d;
}

static code parties_write(change *c, int64_t id, const record_spec *s, const members *m, day sort,
                          fault *f) {
    for (size_t i = 0; i < m->count; i++) {
        query *q = db_query(c->d,
                            "INSERT OR IGNORE INTO record_party(record_id, actor_id, role, "
                            "as_written, family, sort_day) VALUES ($1, $2, $3, $4, $5, $6)",
                            f);
        bind_int(q, 1, id);
        bind_int(q, 2, m->items[i].id);
        bind_z(q, 3, role_name(m->items[i].role));
        bind_str(q, 4, m->items[i].as_written);
        bind_z(q, 5, record_name(s->family));
        bind_int(q, 6, sort);
        TRY(query_run(q));
    }
    for (int i = 0; i < SECTOR_COUNT; i++) {
        if (!(s->sectors >> i & 1)) continue;
        query *q = db_query(c->d,
                            "INSERT INTO record_sector(record_id, sector, family, sort_day) "
                            "VALUES ($1, $2, $3, $4)",
                            f);
        bind_int(q, 1, id);
        bind_z(q, 2, sector_name((sector)i));
        bind_z(q, 3, record_name(s->family));
        bind_int(q, 4, sort);
        TRY(query_run(q));
    }
    return OK;
}

static code instrument_write(change *c, int64_t id, const record_spec *s, fault *f) {
    int64_t depositary = 0;
    if (s->depositary.n)
        TRY(actor_resolve(c, s->depositary, ACTOR_ORGANISATION, NULL, 0, &depositary, f));
    query *q = db_query(c->d,
                        "INSERT INTO instrument(id, binding, languages, depositary_id, "
                        "registration, address, adopted, period, terms, sessions) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
                        "ON CONFLICT(id) DO UPDATE SET binding = $2, languages = $3, "
                        "depositary_id = $4, registration = $5, address = $6, adopted = $7, "
                        "period = $8, terms = $9, sessions = $10",
                        f);
    bind_int(q, 1, id);
    bind_str(q, 2, s->binding.n ? s->binding : S("unknown"));
    bind_str(q, 3, s->languages);
    bind_id(q, 4, depositary);
    bind_str(q, 5, s->registration);
    bind_str(q, 6, s->address);
    bind_str(q, 7, s->adopted);
    bind_str(q, 8, s->period);
    if (s->terms.n) bind_str(q, 9, s->terms);
    bind_str(q, 10, s->sessions);
    TRY(query_run(q));
    /* A negotiation has no acts that would bring the status up to date. */
    return s->act == ACT_NEGOTIATED ? status_rebuild(c->d, c->a, id, f) : OK;
}

static code number_find(query *q, str name, int64_t *id) {
    int64_t number = 0;
    str rest = str_starts(name, S("record-")) ? str_slice(name, 7, name.n) : S("");
    size_t dash = str_find(rest, S("-"), 0);
    if (!str_int(dash == SIZE_MAX ? rest : str_slice(rest, 0, dash), &number)) number = 0;
    bind_str(q, 1, name);
    bind_int(q, 2, number);
    *id = query_row(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

code record_named(db *d, str name, int64_t *id, fault *f) {
    query *q = db_query(d,
                        "SELECT id FROM record WHERE ref = $1 UNION ALL SELECT r.id FROM record r "
                        "WHERE r.id = $2 AND r.ref IS NULL AND " RECORD_NAME("r") " = $1",
                        f);
    return number_find(q, name, id);
}

/* In this register "record-12" is enough for one that no file has named. */
static code record_ref_id(db *d, str ref, int64_t *out, fault *f) {
    *out = 0;
    if (ref.n == 0) return OK;
    TRY(record_named(d, ref, out, f));
    if (*out) return OK;
    query *q = db_query(d,
                        "SELECT id FROM record WHERE id = $2 AND ref IS NULL AND 'record-' || id = "
                        "$1",
                        f);
    TRY(number_find(q, ref, out));
    if (*out) return OK;
    return fault_set(f, INVALID, "parent", "no record is called " STR_FMT, STR_ARG(ref));
}

/* A promise is no part of itself, nor of its own parts. */
static code parent_check(db *d, int64_t id, int64_t parent, fault *f) {
    if (!parent) return OK;
    query *q = db_query(d,
                        "WITH RECURSIVE above(id) AS (SELECT $1 UNION SELECT c.parent_id FROM "
                        "above t CROSS JOIN commitment c ON c.id = t.id WHERE c.parent_id IS NOT "
                        "NULL) SELECT 1 FROM above WHERE id = $2",
                        f);
    bind_int(q, 1, parent);
    bind_int(q, 2, id);
    bool circle = query_row(q);
    TRY(query_end(q));
    return circle ? fault_set(f, INVALID, "parent", "record %lld is this promise or a part of it",
                              (long long)parent)
                  : OK;
}

static code commitment_write(change *c, int64_t id, const record_spec *s, fault *f) {
    int64_t parent;
    TRY(record_ref_id(c->d, s->parent, &parent, f));
    TRY(parent_check(c->d, id, parent, f));
    days due = days_of(s->due);
    query *q = db_query(
        c->d,
        "INSERT INTO commitment(id, due, due_first, due_last, due_words, measure_value, "
        "measure_unit, measure_baseline, measure_target, parent_id, pillar, weight, sessions) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
        "ON CONFLICT(id) DO UPDATE SET due = $2, due_first = $3, due_last = $4, due_words = $5, "
        "measure_value = $6, measure_unit = $7, measure_baseline = $8, measure_target = $9, "
        "parent_id = $10, pillar = $11, weight = $12, sessions = $13",
        f);
    bind_int(q, 1, id);
    bind_str(q, 2, s->due);
    bind_day(q, 3, due.first);
    bind_day(q, 4, due.last);
    bind_str(q, 5, s->due_words);
    bind_real(q, 6, s->measure_value);
    bind_str(q, 7, s->measure_unit);
    bind_real(q, 8, s->measure_baseline);
    bind_real(q, 9, s->measure_target);
    bind_id(q, 10, parent);
    bind_str(q, 11, s->pillar);
    bind_real(q, 12, s->weight);
    bind_str(q, 13, s->sessions);
    TRY(query_run(q));
    return commitment_close(c->d, id, f);
}

static code membership_write(change *c, int64_t id, const record_spec *s, const members *m,
                             fault *f) {
    query *q = db_query(c->d,
                        "INSERT INTO membership(id, member_id, organisation_id, member_from, "
                        "member_to) VALUES ($1, $2, $3, $4, $5) "
                        "ON CONFLICT(id) DO UPDATE SET member_id = $2, organisation_id = $3, "
                        "member_from = $4, member_to = $5",
                        f);
    bind_int(q, 1, id);
    bind_int(q, 2, m->items[0].id);
    bind_int(q, 3, m->items[1].id);
    bind_str(q, 4, s->kind == KIND_JOINED ? s->date : S(""));
    bind_str(q, 5, s->kind == KIND_LEFT ? s->date : s->member_to);
    return query_run(q);
}

static code family_write(change *c, int64_t id, const record_spec *s, const members *m, fault *f) {
    query *q;
    switch (s->family) {
    case RECORD_INSTRUMENT: return instrument_write(c, id, s, f);
    case RECORD_COMMITMENT: return commitment_write(c, id, s, f);
    case RECORD_MEMBERSHIP: return membership_write(c, id, s, m, f);
    case RECORD_ENGAGEMENT:
        q = db_query(c->d, "INSERT OR IGNORE INTO engagement(id) VALUES ($1)", f);
        bind_int(q, 1, id);
        return query_run(q);
    default: return OK;
    }
}

static void row_bind(query *q, const record_spec *s, str label, const days *when) {
    bind_z(q, 1, record_name(s->family));
    bind_z(q, 2, kind_name(s->kind));
    bind_z(q, 3, modality_name(s->modality));
    bind_str(q, 4, s->title);
    bind_str(q, 5, label);
    bind_str(q, 6, s->content);
    bind_str(q, 7, s->place);
    bind_str(q, 8, s->date);
    bind_day(q, 9, when->first);
    bind_day(q, 10, when->last);
    bind_int(q, 11, when->sort);
    if (s->count >= 0) bind_int(q, 12, s->count);
    bind_str(q, 13, s->note);
    bind_z(q, 14, act_name(s->act));
}

code record_make(change *c, const record_spec *s, int64_t *id, fault *f) {
    TRY(spec_check(s, NULL, f));
    members m;
    TRY(members_find(c, s, &m, f));
    str label = record_label(c->a, s, m.sides, m.side_count);
    if (!label.p) return nomem(f);
    days when = days_of(s->date);
    query *q = db_query(c->d,
                        "INSERT INTO record(family, kind, modality, title, label, content, place, "
                        "date, date_first, date_last, sort_day, count, note, act, created_at, ref, "
                        "identity) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
                        "$14, $15, $16, iif($16 IS NULL, lower(hex(randomblob(5))), ''))",
                        f);
    row_bind(q, s, label, &when);
    bind_str(q, 15, c->at);
    if (s->ref.n) bind_str(q, 16, s->ref);
    TRY(query_run(q));
    int64_t made = db_inserted(c->d);
    TRY(family_write(c, made, s, &m, f));
    TRY(parties_write(c, made, s, &m, when.sort, f));
    TRY(change_made(c, "record", made, f));
    TRY(change_touched(c, made, f));
    *id = made;
    return OK;
}

static code delete_of(db *d, const char *sql, int64_t id, fault *f) {
    query *q = db_query(d, sql, f);
    bind_int(q, 1, id);
    return query_run(q);
}

code record_rewrite(change *c, int64_t id, const record_spec *s, fault *f) {
    TRY(spec_check(s, NULL, f));
    members m;
    TRY(members_find(c, s, &m, f));
    str label = record_label(c->a, s, m.sides, m.side_count);
    if (!label.p) return nomem(f);
    days when = days_of(s->date);
    query *q = db_query(c->d,
                        "UPDATE record SET family = $1, kind = $2, modality = $3, title = $4, "
                        "label = $5, content = $6, place = $7, date = $8, date_first = $9, "
                        "date_last = $10, sort_day = $11, count = $12, note = $13, act = $14 "
                        "WHERE id = $15",
                        f);
    row_bind(q, s, label, &when);
    bind_int(q, 15, id);
    TRY(query_run(q));
    TRY(delete_of(c->d, "DELETE FROM record_party WHERE record_id = $1", id, f));
    TRY(delete_of(c->d, "DELETE FROM record_sector WHERE record_id = $1", id, f));
    TRY(family_write(c, id, s, &m, f));
    TRY(parties_write(c, id, s, &m, when.sort, f));
    TRY(change_touched(c, id, f));
    return record_index(c->d, c->a, id, f);
}

static code gather(db *d, const char *sql, int64_t id, buf *out, fault *f) {
    query *q = db_query(d, sql, f);
    bind_int(q, 1, id);
    while (query_row(q)) {
        buf_put(out, column_str(q, 0));
        buf_put_z(out, " \n");
    }
    return query_end(q);
}

static code index_write(db *d, int64_t id, str title, str body, str family, fault *f) {
    query *q = db_query(
        d, "INSERT OR REPLACE INTO search(rowid, title, body, family) VALUES ($1, $2, $3, $4)", f);
    bind_int(q, 1, id * 4 + 1);
    bind_str(q, 2, title);
    bind_str(q, 3, body);
    bind_str(q, 4, family);
    return query_run(q);
}

static const char sql_said[] =
    "SELECT substr(CAST(s.text AS BLOB), e.start_byte + 1, e.end_byte - e.start_byte) "
    "FROM evidence e JOIN source s ON s.id = e.source_id "
    "WHERE e.record_id = $1 AND e.end_byte > 0 ORDER BY e.ordinal, e.id LIMIT 8";
static const char sql_called[] =
    "SELECT iif(p.as_written <> '', p.as_written, a.name) FROM record_party p "
    "JOIN actor a ON a.id = p.actor_id WHERE p.record_id = $1 AND p.role <> 'concerned' LIMIT 20";

static code index_put(db *d, arena *a, int64_t id, fault *f) {
    query *q = db_query(d,
                        "SELECT label, family, content, place, note FROM record "
                        "WHERE id = $1 AND withdrawn_at IS NULL",
                        f);
    bind_int(q, 1, id);
    if (!query_row(q)) return query_end(q);
    str label = column_copy(a, q, 0), family = column_copy(a, q, 1);
    buf body;
    buf_init(&body, 0);
    for (int i = 2; i < 5; i++) {
        buf_put(&body, column_str(q, i));
        if (column_str(q, i).n) buf_put_z(&body, " \n");
    }
    code result = query_end(q);
    if (result == OK) result = gather(d, sql_called, id, &body, f);
    if (result == OK) result = gather(d, sql_said, id, &body, f);
    if (result == OK && (body.code != OK || !label.p || !family.p)) result = nomem(f);
    if (result == OK)
        result = index_write(d, id, label, body.n ? buf_str(&body) : S(""), family, f);
    buf_reset(&body);
    return result;
}

code record_index(db *d, arena *a, int64_t id, fault *f) {
    TRY(delete_of(d, "DELETE FROM search WHERE rowid = $1 * 4 + 1", id, f));
    return index_put(d, a, id, f);
}

code records_index(db *d, int64_t above, fault *f) {
    arena *all = arena_new((size_t)256 << 20), *one = arena_new((size_t)64 << 20);
    int64_t *ids = NULL;
    size_t n = 0;
    query *q = db_query(d, "SELECT id FROM record WHERE id > $1 ORDER BY id", f);
    bind_int(q, 1, above);
    code result = ids_read(all, q, &ids, &n, f);
    for (size_t i = 0; i < n && result == OK; i++) {
        arena_reset(one);
        result = index_put(d, one, ids[i], f);
    }
    arena_free(one);
    arena_free(all);
    return result;
}
