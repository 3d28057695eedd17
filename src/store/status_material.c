/* Rows to what the law engine takes. */
#include "store/status_material.h"

#include "store/record_read.h"

enum { TERMS_SLOTS = 256 };

/* The parties by id; and the terms read lately by their text, for most are one of a few. */
struct material_cache {
    arena *a;
    named *actors;
    size_t actor_count;
    struct {
        str text;
        law_terms terms;
    } slots[TERMS_SLOTS];
};

material_cache *material_cache_new(arena *a, db *d, fault *f) {
    query *q = db_query(d, "SELECT max(id) FROM actor", f);
    size_t most = query_row(q) ? (size_t)column_int(q, 0) : 0;
    if (query_end(q) != OK) return NULL;
    material_cache *c = arena_alloc(a, sizeof *c);
    named *actors = arena_array(a, most + 1, sizeof *actors);
    if (!c || !actors) {
        out_of_memory(f);
        return NULL;
    }
    *c = (material_cache){.a = a, .actors = actors, .actor_count = most + 1};
    return c;
}

/* A party stands in the law by its code; bodies without one by their number. */
static code actor_read(arena *a, db *d, int64_t id, named *out, fault *f) {
    query *q = db_query(d, "SELECT code, name, exists_to FROM actor WHERE id = $1", f);
    bind_int(q, 1, id);
    *out = (named){.id = id, .code = S(""), .name = S(""), .until = S("")};
    if (query_row(q))
        *out = (named){id, column_copy(a, q, 0), column_copy(a, q, 1), column_copy(a, q, 2)};
    if (out->code.n == 0) out->code = str_format(a, "#%lld", (long long)id);
    TRY(query_end(q));
    return arena_failed(a) ? out_of_memory(f) : OK;
}

static code actor_known(db *d, material_cache *cache, arena *a, int64_t id, named *out, fault *f) {
    if (!cache || id <= 0 || (size_t)id >= cache->actor_count) return actor_read(a, d, id, out, f);
    named *kept = &cache->actors[id];
    if (!kept->id) TRY(actor_read(cache->a, d, id, kept, f));
    *out = *kept;
    return OK;
}

/* Acts come party by party: each is of the party before, or of a new one. */
static code party_note(arena *a, db *d, material_cache *cache, material *m, int64_t id, str *out,
                       fault *f) {
    *out = S("");
    if (id == 0) return OK;
    if (m->party_count == 0 || m->parties[m->party_count - 1].id != id) {
        named *grown = arena_grow(a, m->parties, m->party_count, &m->party_capacity, sizeof *grown);
        if (!grown) return out_of_memory(f);
        m->parties = grown;
        TRY(actor_known(d, cache, a, id, &grown[m->party_count], f));
        m->party_count++;
    }
    *out = m->parties[m->party_count - 1].code;
    return OK;
}

/* A date that the law cannot count with makes the act void, not the whole. */
static bool date_read(str text, law_date *out) {
    *out = (law_date){0};
    return text.n == 0 || law_date_parse(text, out, NULL) == OK;
}

static code successor_find(arena *a, db *d, int64_t id, str *out, fault *f) {
    if (!id) return OK;
    query *q = db_query(d, "SELECT label FROM record WHERE id = $1", f);
    bind_int(q, 1, id);
    if (query_row(q)) *out = column_copy(a, q, 0);
    return query_end(q);
}

static const char sql_acts[] =
    "SELECT id, party_id, act, on_date, effect, by_id, reported, passed_over FROM act "
    "WHERE instrument_id = $1 ORDER BY party_id, on_first, ordinal";

static code act_read(arena *a, db *d, material_cache *cache, query *q, material *m, fault *f) {
    size_t n = m->in.act_count;
    law_act *acts = arena_grow(a, m->in.acts, n, &m->act_capacity, sizeof *acts);
    act_mark *marks = arena_grow(a, m->marks, n, &m->mark_capacity, sizeof *marks);
    if (!acts || !marks) return out_of_memory(f);
    m->in.acts = acts;
    m->marks = marks;
    marks[n] = (act_mark){.id = column_int(q, 0),
                          .reported = column_copy(a, q, 6),
                          .passed_over = column_int(q, 7) != 0};
    law_act *act = &acts[n];
    *act = (law_act){.by = S("")};
    TRY(party_note(a, d, cache, m, column_int(q, 1), &act->party, f));
    const char *unfit = law_do_of(column_str(q, 2), &act->act) ? NULL : "the law knows no such act";
    if (!date_read(column_copy(a, q, 3), &act->on) ||
        !date_read(column_copy(a, q, 4), &act->effect))
        unfit = "a date of it cannot be counted with";
    if (!act->on.text.p) act->on = act->effect; /* known by its effect alone */
    if (!unfit && !act->on.text.p) unfit = "its day is not known";
    if (!unfit && !act->party.n && law_do_needs_party(act->act))
        unfit = "it does not say whose act it is";
    act->void_ = unfit != NULL;
    m->marks[n].unfit = unfit;
    TRY(successor_find(a, d, column_int(q, 5), &act->by, f));
    m->in.act_count++;
    return OK;
}

/* States that are no more: their status ends with them. */
static code ceased_find(arena *a, material *m, fault *f) {
    for (size_t i = 0; i < m->party_count; i++) {
        if (m->parties[i].until.n == 0) continue;
        if (!m->in.parties)
            m->in.parties = arena_array(a, m->party_count - i, sizeof *m->in.parties);
        if (!m->in.parties) return out_of_memory(f);
        law_party *p = &m->in.parties[m->in.party_count];
        *p = (law_party){.code = m->parties[i].code};
        if (date_read(m->parties[i].until, &p->to)) m->in.party_count++;
    }
    return OK;
}

static code terms_read(arena *a, str text, law_terms *out, fault *f) {
    const jnode *tree;
    TRY(jnode_parse(a, text, &tree, f));
    return law_terms_parse(a, tree, out, NULL, f);
}

/* Terms that are read often are read once; they live in the cache's arena. */
static code terms_known(material_cache *cache, arena *a, str text, law_terms *out, fault *f) {
    if (!cache) return terms_read(a, text, out, f);
    size_t slot = str_hash(text) % TERMS_SLOTS;
    if (!str_eq(cache->slots[slot].text, text)) {
        if (arena_used(cache->a) > (size_t)64 << 20) return terms_read(a, text, out, f);
        str kept = str_copy(cache->a, text);
        if (!kept.p) return out_of_memory(f);
        TRY(terms_read(cache->a, text, &cache->slots[slot].terms, f));
        cache->slots[slot].text = kept;
    }
    *out = cache->slots[slot].terms;
    return OK;
}

code material_find_with(arena *a, db *d, material_cache *cache, query *row, material *out,
                        fault *f) {
    material m = {.negotiating_since = column_day(row, 3, DAY_NONE)};
    query *q = db_query(d, sql_acts, f);
    bind_int(q, 1, column_int(row, 0));
    code result = OK;
    while (result == OK && query_row(q)) result = act_read(a, d, cache, q, &m, f);
    code ended = query_end(q);
    if (result != OK || ended != OK) return result != OK ? result : ended;
    TRY(ceased_find(a, &m, f));
    date_read(column_copy(a, row, 2), &m.in.adopted);
    str terms = column_str(row, 1);
    if (terms.n) TRY(terms_known(cache, a, terms, &m.in.terms, f));
    if (arena_failed(a)) return out_of_memory(f);
    *out = m;
    return OK;
}

code material_find(arena *a, db *d, int64_t instrument_id, material *out, fault *f) {
    material m = {.negotiating_since = DAY_NONE};
    query *q = db_query(d, "SELECT " MATERIAL_COLUMNS "WHERE i.id = $1", f);
    bind_int(q, 1, instrument_id);
    code result = query_row(q) ? material_find_with(a, d, NULL, q, &m, f) : OK;
    code ended = query_end(q);
    if (result != OK || ended != OK) return result != OK ? result : ended;
    *out = m;
    return OK;
}

const named *material_party(material *m, str code_) {
    for (size_t i = 0; i < m->party_count; i++) {
        size_t at = (m->last + i) % m->party_count;
        if (!str_eq(m->parties[at].code, code_)) continue;
        m->last = at;
        return &m->parties[at];
    }
    return NULL;
}

static str name_of(void *context, str code_) {
    const named *p = material_party(context, code_);
    return p ? p->name : code_;
}

law_names material_names(material *m) {
    return (law_names){name_of, m};
}
