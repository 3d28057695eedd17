/* Actors as read. */
#include "store/actor.h"

#include "store/names.h"

#include <stdio.h>

static const char *const kinds[ACTOR_KIND_COUNT] = {"state", "organisation", "agency", "company",
                                                    "person"};

const char *actor_kind_name(actor_kind k) {
    return kinds[k];
}

bool actor_kind_of(str name, actor_kind *out) {
    for (int i = 0; i < ACTOR_KIND_COUNT; i++) {
        if (!str_eq_z(name, kinds[i])) continue;
        *out = (actor_kind)i;
        return true;
    }
    return false;
}

/* id, kind, code, name in columns at, at + 1, ... */
static void ref_read(arena *a, query *q, int at, actor_ref *out) {
    *out = (actor_ref){.id = column_int(q, at),
                       .code = column_copy(a, q, at + 2),
                       .name = column_copy(a, q, at + 3)};
    actor_kind_of(column_str(q, at + 1), &out->kind);
}

static code one(arena *a, query *q, actor_ref *out, fault *f) {
    actor_ref ref = {0};
    bool found = query_row(q);
    if (found) ref_read(a, q, 0, &ref);
    TRY(query_end(q));
    if (!found) return NOTFOUND;
    if (arena_failed(a)) return fault_set(f, NOMEM, NULL, "not enough memory");
    *out = ref;
    return OK;
}

code actor_ref_find(arena *a, db *d, int64_t id, actor_ref *out, fault *f) {
    query *q = db_query(d, "SELECT id, kind, code, name FROM actor WHERE id = $1", f);
    bind_int(q, 1, id);
    code result = one(a, q, out, f);
    return result == NOTFOUND ? fault_set(f, NOTFOUND, NULL, "no actor %lld", (long long)id)
                              : result;
}

static code find_code(arena *a, db *d, str code_, actor_ref *out, fault *f) {
    query *q = db_query(d, "SELECT id, kind, code, name FROM actor WHERE code = $1", f);
    bind_str(q, 1, code_);
    return one(a, q, out, f);
}

static str upper(arena *a, str s) {
    char *p = arena_alloc(a, s.n + 1);
    if (!p) return (str){0};
    for (size_t i = 0; i < s.n; i++)
        p[i] = s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 32) : s.p[i];
    return (str){p, s.n};
}

code actor_find_code(arena *a, db *d, str code_, actor_ref *out, fault *f) {
    code result = find_code(a, d, code_, out, f);
    if (result == NOTFOUND) {
        str capitals = upper(a, code_);
        if (!capitals.p) return fault_set(f, NOMEM, NULL, "not enough memory");
        result = find_code(a, d, capitals, out, f);
    }
    if (result == NOTFOUND)
        return fault_set(f, NOTFOUND, NULL, "no state or organisation has the code " STR_FMT,
                         STR_ARG(code_));
    return result;
}

code actor_lookup(arena *a, db *d, str words, actor_ref *out, fault *f) {
    fault quiet = {.code = OK};
    code result = actor_find_code(a, d, str_trim(words), out, &quiet);
    if (result != NOTFOUND) return fault_set(f, result, NULL, "%s", quiet.message);
    str folded = name_fold(a, words);
    if (!folded.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    query *q = db_query(d,
                        "SELECT DISTINCT a.id, a.kind, a.code, a.name FROM actor_name n "
                        "JOIN actor a ON a.id = n.actor_id WHERE n.folded = $1 "
                        "ORDER BY a.kind = 'state' DESC, a.id LIMIT 4",
                        f);
    bind_str(q, 1, folded);
    actor_ref found[4];
    size_t count = 0;
    while (count < 4 && query_row(q)) ref_read(a, q, 0, &found[count++]);
    TRY(query_end(q));
    if (count == 0)
        return fault_set(f, NOTFOUND, NULL, "nobody is called " STR_FMT, STR_ARG(words));
    if (arena_failed(a)) return fault_set(f, NOMEM, NULL, "not enough memory");
    bool clear = count == 1 || (found[0].kind == ACTOR_STATE && found[1].kind != ACTOR_STATE);
    if (!clear)
        return fault_set(f, CONFLICT, NULL,
                         "several are called " STR_FMT ": " STR_FMT " (" STR_FMT "), " STR_FMT
                         " (" STR_FMT ")",
                         STR_ARG(words), STR_ARG(found[0].name), STR_ARG(found[0].code),
                         STR_ARG(found[1].name), STR_ARG(found[1].code));
    *out = found[0];
    return OK;
}

static code names_find(arena *a, db *d, int64_t id, actor *out, fault *f) {
    size_t capacity = 0;
    query *q = db_query(
        d, "SELECT name, language, kind FROM actor_name WHERE actor_id = $1 ORDER BY id", f);
    bind_int(q, 1, id);
    while (query_row(q)) {
        actor_name *grown =
            arena_grow(a, out->names, out->name_count, &capacity, sizeof *out->names);
        if (!grown) break;
        out->names = grown;
        grown[out->name_count++] =
            (actor_name){column_copy(a, q, 0), column_copy(a, q, 1), column_copy(a, q, 2)};
    }
    return query_end(q);
}

code actor_find(arena *a, db *d, int64_t id, actor *out, fault *f) {
    actor found = {0};
    query *q = db_query(d,
                        "SELECT a.id, a.kind, a.code, a.name, s.id, s.kind, s.code, s.name, "
                        "a.exists_from, a.exists_to, a.note "
                        "FROM actor a LEFT JOIN actor s ON s.id = a.state_id WHERE a.id = $1",
                        f);
    bind_int(q, 1, id);
    bool there = query_row(q);
    if (there) {
        ref_read(a, q, 0, &found.ref);
        ref_read(a, q, 4, &found.state);
        found.exists_from = column_copy(a, q, 8);
        found.exists_to = column_copy(a, q, 9);
        found.note = column_copy(a, q, 10);
    }
    TRY(query_end(q));
    if (!there) return fault_set(f, NOTFOUND, NULL, "no actor %lld", (long long)id);
    TRY(names_find(a, d, id, &found, f));
    if (arena_failed(a)) return fault_set(f, NOMEM, NULL, "not enough memory");
    *out = found;
    return OK;
}

/* A key is "ID:NAME": names may hold anything, ids do not. */
static bool key_parse(str after, int64_t *id, str *name) {
    size_t colon = str_find(after, S(":"), 0);
    if (colon == SIZE_MAX) return false;
    *name = str_slice(after, colon + 1, after.n);
    return str_int(str_slice(after, 0, colon), id);
}

#define BROWSE_TAIL                                                                                \
    "AND ($4 IS NULL OR a.state_id = $4) AND ($5 = 0 OR EXISTS (SELECT 1 FROM record_party p "     \
    "WHERE p.actor_id = a.id)) ORDER BY a.name, a.id LIMIT $6"
static const char sql_browse_kind[] =
    "SELECT a.id, a.kind, a.code, a.name FROM actor a "
    "WHERE a.kind = $1 AND (a.name, a.id) > ($2, $3) " BROWSE_TAIL;
static const char sql_browse[] = "SELECT a.id, a.kind, a.code, a.name FROM actor a "
                                 "WHERE (a.name, a.id) > ($2, $3) " BROWSE_TAIL;

code actor_browse(arena *a, db *d, actor_kind kind, int64_t state_id, bool used, str after,
                  size_t limit, actor_page *out, fault *f) {
    int64_t last_id = 0;
    str last_name = S("");
    if (after.n && !key_parse(after, &last_id, &last_name))
        return fault_set(f, INVALID, "after", "no key of this list");
    if (limit == 0 || limit > 500) limit = 500;
    actor_page page = {.items = arena_array(a, limit, sizeof *page.items), .next = S("")};
    if (!page.items) return fault_set(f, NOMEM, NULL, "not enough memory");
    query *q = db_query(d, kind == ACTOR_KIND_COUNT ? sql_browse : sql_browse_kind, f);
    if (kind != ACTOR_KIND_COUNT) bind_z(q, 1, kinds[kind]);
    bind_str(q, 2, last_name);
    bind_int(q, 3, last_id);
    bind_id(q, 4, state_id);
    bind_int(q, 5, used);
    bind_int(q, 6, (int64_t)limit + 1);
    bool more = false;
    while (query_row(q)) {
        more = page.count == limit;
        if (more) break;
        ref_read(a, q, 0, &page.items[page.count++]);
    }
    TRY(query_end(q));
    if (more)
        page.next = str_format(a, "%lld:" STR_FMT, (long long)page.items[limit - 1].id,
                               STR_ARG(page.items[limit - 1].name));
    if (arena_failed(a)) return fault_set(f, NOMEM, NULL, "not enough memory");
    *out = page;
    return OK;
}
