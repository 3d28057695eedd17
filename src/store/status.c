/* Acts and terms to intervals: the law engine's answer, kept as rows. */
#include "law/status.h"

#include "store/instrument.h"
#include "store/record_read.h"
#include "store/status_material.h"

/* A party stands in the law by its code; bodies without one by their number. */
static str party_code(arena *a, int64_t id, str code_) {
    if (id == 0) return S("");
    return code_.n ? code_ : str_format(a, "#%lld", (long long)id);
}

static code party_note(arena *a, material *m, int64_t id, str code_, str name, fault *f) {
    if (id == 0) return OK;
    for (size_t i = m->party_count; i > 0; i--)
        if (m->parties[i - 1].id == id) return OK;
    named *grown = arena_grow(a, m->parties, m->party_count, &m->party_capacity, sizeof *grown);
    if (!grown) return out_of_memory(f);
    m->parties = grown;
    grown[m->party_count++] = (named){id, code_, name};
    return OK;
}

/* A date that the law cannot count with makes the act void, not the whole. */
static bool date_read(str text, law_date *out) {
    *out = (law_date){0};
    return text.n == 0 || law_date_parse(text, out, NULL) == OK;
}

static const char sql_acts[] =
    "SELECT t.id, t.party_id, a.code, a.name, t.act, t.on_date, t.effect, t.by_id FROM act t "
    "LEFT JOIN actor a ON a.id = t.party_id WHERE t.instrument_id = $1 "
    "ORDER BY t.party_id, t.on_first, t.ordinal";

static code act_read(arena *a, query *q, material *m, fault *f) {
    size_t n = m->in.act_count;
    law_act *acts = arena_grow(a, m->in.acts, n, &m->act_capacity, sizeof *acts);
    int64_t *ids = arena_grow(a, m->act_ids, n, &m->id_capacity, sizeof *ids);
    if (!acts || !ids) return out_of_memory(f);
    m->in.acts = acts;
    m->act_ids = ids;
    ids[n] = column_int(q, 0);
    int64_t party = column_int(q, 1);
    law_act *act = &acts[n];
    *act = (law_act){.party = party_code(a, party, column_copy(a, q, 2))};
    bool ok = law_do_of(column_str(q, 4), &act->act);
    ok = date_read(column_copy(a, q, 5), &act->on) && ok;
    ok = date_read(column_copy(a, q, 6), &act->effect) && ok;
    if (column_int(q, 7)) act->by = str_format(a, "%lld", (long long)column_int(q, 7));
    act->void_ = !ok;
    m->in.act_count++;
    return party_note(a, m, party, act->party, column_copy(a, q, 3), f);
}

static const char sql_instrument[] =
    "SELECT i.terms, i.adopted, iif(r.act = 'negotiated', r.date_first, NULL) FROM instrument i "
    "JOIN record r ON r.id = i.id WHERE i.id = $1";

static code ceased_find(arena *a, db *d, material *m, fault *f);

code material_find(arena *a, db *d, int64_t id, material *m, fault *f) {
    *m = (material){.negotiating_since = DAY_NONE};
    query *q = db_query(d, sql_acts, f);
    bind_int(q, 1, id);
    code result = OK;
    while (result == OK && query_row(q)) result = act_read(a, q, m, f);
    code ended = query_end(q);
    if (result != OK || ended != OK) return result != OK ? result : ended;
    q = db_query(d, sql_instrument, f);
    bind_int(q, 1, id);
    str terms = S(""), adopted = S("");
    if (query_row(q)) {
        terms = column_copy(a, q, 0);
        adopted = column_copy(a, q, 1);
        m->negotiating_since = column_day(q, 2, DAY_NONE);
    }
    TRY(query_end(q));
    date_read(adopted, &m->in.adopted);
    TRY(ceased_find(a, d, m, f));
    if (terms.n == 0) return OK;
    const jnode *tree;
    TRY(jnode_parse(a, terms, &tree, f));
    return law_terms_parse(a, tree, &m->in.terms, NULL, f);
}

/* States that are no more: their status ends with them. */
static code ceased_find(arena *a, db *d, material *m, fault *f) {
    law_party *ceased = arena_array(a, m->party_count + 1, sizeof *ceased);
    if (!ceased) return out_of_memory(f);
    for (size_t i = 0; i < m->party_count; i++) {
        query *q = db_query(d, "SELECT exists_to FROM actor WHERE id = $1 AND exists_to <> ''", f);
        bind_int(q, 1, m->parties[i].id);
        if (query_row(q)) {
            law_party *p = &ceased[m->in.party_count];
            *p = (law_party){.code = m->parties[i].code};
            if (date_read(column_copy(a, q, 0), &p->to)) m->in.party_count++;
        }
        TRY(query_end(q));
    }
    m->in.parties = ceased;
    return OK;
}

const named *material_party(const material *m, str code_) {
    for (size_t i = 0; i < m->party_count; i++)
        if (str_eq(m->parties[i].code, code_)) return &m->parties[i];
    return NULL;
}

static str name_of(void *context, str code_) {
    const named *p = material_party(context, code_);
    return p ? p->name : code_;
}

law_names material_names(material *m) {
    return (law_names){name_of, m};
}

static code interval_write(db *d, int64_t id, material *m, const law_interval *i, buf *text,
                           fault *f) {
    const named *party = i->party.n ? material_party(m, i->party) : NULL;
    if (i->party.n && !party) return OK; /* named by the terms only: did nothing */
    buf_clear(text);
    law_why(text, &m->in, i, material_names(m));
    size_t why = text->n;
    buf_put_char(text, '[');
    for (size_t k = 0; k < i->act_count; k++) {
        if (k) buf_put_char(text, ',');
        buf_put_int(text, m->act_ids[i->acts[k]]);
    }
    buf_put_char(text, ']');
    if (text->code != OK) return out_of_memory(f);
    query *q = db_query(d,
                        "INSERT INTO status(instrument_id, party_id, status, from_day, to_day, "
                        "uncertain, why, acts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                        f);
    bind_int(q, 1, id);
    bind_id(q, 2, party ? party->id : 0);
    bind_z(q, 3, law_status_name(i->status));
    bind_int(q, 4, i->from);
    bind_day(q, 5, i->to);
    bind_int(q, 6, i->uncertain);
    bind_str(q, 7, str_slice(buf_str(text), 0, why));
    bind_str(q, 8, str_slice(buf_str(text), why, text->n));
    return query_run(q);
}

code status_rebuild(db *d, arena *a, int64_t id, fault *f) {
    query *q = db_query(d, "DELETE FROM status WHERE instrument_id = $1", f);
    bind_int(q, 1, id);
    TRY(query_run(q));
    material m;
    law_result result = {0};
    TRY(material_find(a, d, id, &m, f));
    if (m.in.act_count) TRY(law_status(a, &m.in, &result, f));
    TRY(legal_rebuild(d, a, id, &m, &result, f));
    buf text;
    buf_init(&text, 0);
    code written = OK;
    for (size_t i = 0; i < result.count && written == OK; i++)
        written = interval_write(d, id, &m, &result.intervals[i], &text, f);
    buf_reset(&text);
    return written;
}
