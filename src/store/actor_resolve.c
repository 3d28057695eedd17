/* The actor that a name means: under another spelling found, else made. */
#include "store/actor.h"

#include "store/names.h"

typedef struct {
    str name, abbreviation; /* as written */
    str folded, skeleton;
    actor_kind kind;
    int64_t state; /* 0: not known */
    const int64_t *sides;
    size_t side_count;
} wanted;

static code nomem(fault *f) {
    return fault_set(f, NOMEM, NULL, "not enough memory");
}

code actor_resolve_code(change *c, str written, int64_t *out, fault *f) {
    actor_ref ref;
    fault quiet = {.code = OK};
    code result = actor_find_code(c->a, c->d, str_trim(written), &ref, &quiet);
    if (result == OK) {
        *out = ref.id;
        return OK;
    }
    if (result != NOTFOUND) return fault_set(f, result, NULL, "%s", quiet.message);
    if (str_trim(written).n == 0) return fault_set(f, INVALID, "states", "an empty code");
    quiet = (fault){.code = OK};
    result = actor_lookup(c->a, c->d, written, &ref, &quiet);
    if (result == OK) {
        *out = ref.id;
        return OK;
    }
    if (result != NOTFOUND) return fault_set(f, result, "states", "%s", quiet.message);
    query *q =
        db_query(c->d, "INSERT INTO actor(kind, code, name) VALUES ('organisation', $1, $1)", f);
    bind_str(q, 1, str_trim(written));
    TRY(query_run(q));
    int64_t id = db_inserted(c->d);
    TRY(change_made(c, "actor", id, f));
    TRY(actor_name_add(c, id, str_trim(written), "name", "", f));
    *out = id;
    return actor_index(c->d, id, f);
}

code actor_name_add(change *c, int64_t id, str name, const char *kind, const char *language,
                    fault *f) {
    str folded = name_fold(c->a, name);
    str skeleton = folded.p ? name_skeleton(c->a, folded) : (str){0};
    if (!skeleton.p) return nomem(f);
    if (folded.n == 0) return OK;
    query *q = db_query(c->d,
                        "INSERT OR IGNORE INTO actor_name(actor_id, name, folded, skeleton, kind, "
                        "language) VALUES ($1, $2, $3, $4, $5, $6)",
                        f);
    bind_int(q, 1, id);
    bind_str(q, 2, name);
    bind_str(q, 3, folded);
    bind_str(q, 4, skeleton);
    bind_z(q, 5, kind);
    bind_z(q, 6, language);
    TRY(query_run(q));
    if (db_changed(c->d) == 0) return OK;
    return change_made(c, "actor_name", db_inserted(c->d), f);
}

code actor_index(db *d, int64_t id, fault *f) {
    query *q = db_query(d, "DELETE FROM search WHERE rowid = $1 * 4", f);
    bind_int(q, 1, id);
    TRY(query_run(q));
    q = db_query(d,
                 "INSERT INTO search(rowid, title, body, family) SELECT a.id * 4, a.name, "
                 "ifnull(a.code || ' ', '') || (SELECT group_concat(name, '; ') FROM actor_name "
                 "WHERE actor_id = a.id), 'actor' FROM actor a WHERE a.id = $1",
                 f);
    bind_int(q, 1, id);
    return query_run(q);
}

/* Whether one of the state's names or adjectives stands as words in the folded name. */
static code names_state(db *d, int64_t state, str folded, arena *a, bool *out, fault *f) {
    str padded = str_format(a, " " STR_FMT " ", STR_ARG(folded));
    if (!padded.p) return nomem(f);
    query *q = db_query(d,
                        "SELECT 1 FROM actor_name WHERE actor_id = $1 AND length(folded) > 2 "
                        "AND (instr($2, ' ' || folded || ' ') > 0 "
                        "OR instr($2, ' ' || folded || 's ') > 0) LIMIT 1",
                        f);
    bind_int(q, 1, state);
    bind_str(q, 2, padded);
    *out = query_row(q);
    return query_end(q);
}

static code state_of_name(change *c, wanted *w, fault *f) {
    for (size_t i = 0; i < w->side_count; i++) {
        bool named = false;
        TRY(names_state(c->d, w->sides[i], w->folded, c->a, &named, f));
        if (!named) continue;
        if (w->state) { /* both are named: it belongs to neither alone */
            w->state = 0;
            return OK;
        }
        w->state = w->sides[i];
    }
    return OK;
}

/* "Ministry of Health" is another body in every state: without a state of its own it is the one
 * that stood beside the same states before. */
static code shares_state(db *d, int64_t actor_id, const wanted *w, bool *out, fault *f) {
    *out = false;
    for (size_t i = 0; i < w->side_count && !*out; i++) {
        query *q = db_query(d,
                            "SELECT 1 FROM record_party b JOIN record_party s "
                            "ON s.record_id = b.record_id WHERE b.actor_id = $1 "
                            "AND s.actor_id = $2 AND s.role <> 'concerned' LIMIT 1",
                            f);
        bind_int(q, 1, actor_id);
        bind_int(q, 2, w->sides[i]);
        *out = query_row(q);
        TRY(query_end(q));
    }
    return OK;
}

static code fits(db *d, int64_t id, actor_kind kind, int64_t state, const wanted *w, bool *out,
                 fault *f) {
    *out = false;
    if (kind == ACTOR_STATE) return OK;
    if ((kind == ACTOR_PERSON) != (w->kind == ACTOR_PERSON)) return OK;
    if (state && w->state) {
        *out = state == w->state;
        return OK;
    }
    if (kind == ACTOR_ORGANISATION || w->side_count == 0) {
        *out = true;
        return OK;
    }
    if (state) { /* known as a body of one of the sides */
        for (size_t i = 0; i < w->side_count; i++) *out = *out || w->sides[i] == state;
        return OK;
    }
    if (kind != ACTOR_AGENCY) {
        *out = true;
        return OK;
    }
    return shares_state(d, id, w, out, f);
}

enum { CANDIDATES = 16 };

typedef struct {
    int64_t id, state;
    actor_kind kind;
    str folded;
} candidate;

static code candidates(change *c, const char *sql, str key, candidate *out, size_t *count,
                       fault *f) {
    query *q = db_query(c->d, sql, f);
    bind_str(q, 1, key);
    *count = 0;
    while (*count < CANDIDATES && query_row(q)) {
        candidate *k = &out[(*count)++];
        *k = (candidate){.id = column_int(q, 0), .state = column_int(q, 2)};
        actor_kind_of(column_str(q, 1), &k->kind);
        k->folded = column_copy(c->a, q, 3);
    }
    return query_end(q);
}

static const char sql_same[] =
    "SELECT a.id, a.kind, a.state_id, n.folded FROM actor_name n JOIN actor a ON a.id = n.actor_id "
    "WHERE n.folded = $1 AND a.kind <> 'state' ORDER BY a.id LIMIT 16";
static const char sql_alike[] =
    "SELECT a.id, a.kind, a.state_id, n.folded FROM actor_name n JOIN actor a ON a.id = n.actor_id "
    "WHERE n.skeleton = $1 AND a.kind IN ('company', 'agency', 'organisation', 'person') "
    "ORDER BY a.id LIMIT 16";

static code search_names(change *c, const wanted *w, int64_t *out, fault *f) {
    candidate found[CANDIDATES];
    size_t count;
    bool fit;
    TRY(candidates(c, sql_same, w->folded, found, &count, f));
    for (size_t i = 0; i < count; i++) {
        TRY(fits(c->d, found[i].id, found[i].kind, found[i].state, w, &fit, f));
        if (fit) {
            *out = found[i].id;
            return OK;
        }
    }
    if (w->skeleton.n < 4) return OK; /* too little to go by */
    TRY(candidates(c, sql_alike, w->skeleton, found, &count, f));
    for (size_t i = 0; i < count; i++) {
        if (!found[i].folded.p || !name_alike(c->a, w->folded, found[i].folded)) continue;
        TRY(fits(c->d, found[i].id, found[i].kind, found[i].state, w, &fit, f));
        if (fit) {
            *out = found[i].id;
            return OK;
        }
    }
    return OK;
}

static code make(change *c, const wanted *w, int64_t *out, fault *f) {
    query *q = db_query(c->d, "INSERT INTO actor(kind, name, state_id) VALUES ($1, $2, $3)", f);
    bind_z(q, 1, actor_kind_name(w->kind));
    bind_str(q, 2, w->name);
    bind_id(q, 3, w->state);
    TRY(query_run(q));
    *out = db_inserted(c->d);
    return change_made(c, "actor", *out, f);
}

/* Named with its abbreviation before, now by the abbreviation alone, or the other way round. */
static code search_abbreviation(change *c, const wanted *w, int64_t *out, fault *f) {
    wanted by = *w;
    by.folded = name_fold(c->a, w->abbreviation);
    by.skeleton = S("");
    if (!by.folded.p) return nomem(f);
    candidate found[CANDIDATES];
    size_t count;
    TRY(candidates(c, sql_same, by.folded, found, &count, f));
    for (size_t i = 0; i < count; i++) {
        bool fit;
        TRY(fits(c->d, found[i].id, found[i].kind, found[i].state, &by, &fit, f));
        /* An abbreviation means many things: the names must have a word in common. */
        actor_ref ref;
        if (fit) TRY(actor_ref_find(c->a, c->d, found[i].id, &ref, f));
        if (!fit || (!str_eq_nocase(ref.name, w->abbreviation) &&
                     name_likeness(c->a, ref.name, w->name) < 0.3))
            continue;
        *out = found[i].id;
        return OK;
    }
    return OK;
}

code actor_resolve(change *c, str written, actor_kind kind, const int64_t *sides, size_t side_count,
                   int64_t *out, fault *f) {
    wanted w = {.kind = kind, .sides = sides, .side_count = side_count};
    w.name = name_split(written, &w.abbreviation);
    w.folded = name_fold(c->a, w.name);
    w.skeleton = w.folded.p ? name_skeleton(c->a, w.folded) : (str){0};
    if (!w.skeleton.p) return nomem(f);
    if (w.folded.n == 0) return fault_set(f, INVALID, "parties", "an empty name");
    TRY(state_of_name(c, &w, f));
    int64_t id = 0;
    TRY(search_names(c, &w, &id, f));
    if (!id && w.abbreviation.n) TRY(search_abbreviation(c, &w, &id, f));
    size_t rows = c->row_count;
    bool known = id != 0;
    if (!known) TRY(make(c, &w, &id, f));
    TRY(actor_name_add(c, id, w.name, known ? "alias" : "name", "", f));
    if (w.abbreviation.n) TRY(actor_name_add(c, id, w.abbreviation, "abbreviation", "", f));
    if (c->row_count != rows) TRY(actor_index(c->d, id, f));
    *out = id;
    return OK;
}

actor_kind actor_kind_guess(arena *a, str written) {
    static const struct {
        const char *word;
        actor_kind kind;
    } words[] = {
        {"ministry", ACTOR_AGENCY},
        {"ministries", ACTOR_AGENCY},
        {"department", ACTOR_AGENCY},
        {"agency", ACTOR_AGENCY},
        {"authority", ACTOR_AGENCY},
        {"committee", ACTOR_AGENCY},
        {"commission", ACTOR_AGENCY},
        {"parliament", ACTOR_AGENCY},
        {"senate", ACTOR_AGENCY},
        {"assembly", ACTOR_AGENCY},
        {"government", ACTOR_AGENCY},
        {"academy", ACTOR_AGENCY},
        {"university", ACTOR_AGENCY},
        {"institute", ACTOR_AGENCY},
        {"office", ACTOR_AGENCY},
        {"bureau", ACTOR_AGENCY},
        {"council", ACTOR_AGENCY},
        {"police", ACTOR_AGENCY},
        {"court", ACTOR_AGENCY},
        {"inspectorate", ACTOR_AGENCY},
        {"service", ACTOR_AGENCY},
        {"chamber", ACTOR_ORGANISATION},
        {"association", ACTOR_ORGANISATION},
        {"union", ACTOR_ORGANISATION},
        {"federation", ACTOR_ORGANISATION},
        {"organisation", ACTOR_ORGANISATION},
        {"organization", ACTOR_ORGANISATION},
    };
    str rest = fold_text(a, written), word;
    while (rest.p && str_next(&rest, ' ', &word))
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (str_eq_z(word, words[i].word)) return words[i].kind;
    return ACTOR_COMPANY;
}
