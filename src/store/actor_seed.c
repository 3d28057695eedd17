/* The actors that every register starts with: data/gazetteer. */
#include "store/actor.h"

#include "base/asset.h"

enum { COLUMNS_MOST = 12 };

static size_t columns(str line, str out[COLUMNS_MOST]) {
    size_t n = 0;
    str rest = line;
    while (n < COLUMNS_MOST && str_next(&rest, '\t', &out[n])) n++;
    for (size_t i = n; i < COLUMNS_MOST; i++) out[i] = S("");
    return n;
}

/* "A;B?;C": each strong name is added; weak ones mean other things too. */
static code names_add(change *c, int64_t id, str list, const char *kind, fault *f) {
    str rest = list, name;
    if (list.n == 0) return OK;
    while (str_next(&rest, ';', &name)) {
        name = str_trim(name);
        if (name.n == 0 || name.p[name.n - 1] == '?') continue;
        TRY(actor_name_add(c, id, name, kind, "en", f));
    }
    return OK;
}

static code actor_insert(change *c, const char *kind, str code_, str name, str from, str to,
                         int64_t *id, fault *f) {
    query *q = db_query(c->d,
                        "INSERT INTO actor(kind, code, name, exists_from, exists_to) "
                        "VALUES ($1, $2, $3, $4, $5)",
                        f);
    bind_z(q, 1, kind);
    bind_str(q, 2, code_);
    bind_str(q, 3, name);
    bind_str(q, 4, from);
    bind_str(q, 5, to);
    TRY(query_run(q));
    *id = db_inserted(c->d);
    TRY(actor_name_add(c, *id, name, "name", "en", f));
    return actor_name_add(c, *id, code_, "abbreviation", "", f);
}

/* code name official adjectives people seats aliases from to successors */
static code state_add(change *c, const str *v, fault *f) {
    int64_t id;
    TRY(actor_insert(c, "state", v[0], v[1], v[7], v[8], &id, f));
    TRY(names_add(c, id, v[2], "official", f));
    TRY(names_add(c, id, v[6], "alias", f));
    TRY(names_add(c, id, v[3], "adjective", f));
    return actor_index(c->d, id, f);
}

/* short name aliases kind side */
static code organisation_add(change *c, const str *v, fault *f) {
    int64_t id;
    TRY(actor_insert(c, "organisation", v[0], v[1], S(""), S(""), &id, f));
    TRY(names_add(c, id, v[2], "alias", f));
    return actor_index(c->d, id, f);
}

static code table_add(change *c, const char *path, code (*add)(change *, const str *, fault *),
                      fault *f) {
    str rest = asset_find(path), line, v[COLUMNS_MOST];
    if (!rest.p) return fault_set(f, NOTFOUND, path, "is missing from this program");
    bool head = true;
    while (str_next(&rest, '\n', &line)) {
        if (!head && line.n && columns(line, v) >= 2) TRY(add(c, v, f));
        head = false;
    }
    return OK;
}

code actor_seed(change *c, fault *f) {
    TRY(table_add(c, "data/gazetteer/states.tsv", state_add, f));
    TRY(table_add(c, "data/gazetteer/organisations.tsv", organisation_add, f));
    c->row_count = 0; /* a new register is not undone row by row */
    return OK;
}
