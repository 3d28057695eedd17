/* Secrets that open one feed each. */
#include "store/feed_token.h"

#include "store/record_read.h"

#include <stdio.h>
#include <string.h>

static const char sql_new[] =
    "INSERT INTO feed_token(hash, name, state_id, other_id, owner_id, under_id, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";

code feed_token_new(change *c, str name, const followed_filter *scope, char out[FEED_TOKEN_TEXT],
                    int64_t *id, fault *f) {
    char secret[SECRET_TEXT + 1];
    hash h;
    if (scope->parent) {
        record_row row;
        TRY(record_find(c->a, c->d, scope->parent, DAY_NONE, &row, f));
    }
    secret_text(secret);
    hash_of(str_of(secret), &h);
    query *q = db_query(c->d, sql_new, f);
    bind_blob(q, 1, (str){(const char *)h.b, sizeof h.b});
    bind_str(q, 2, name);
    bind_id(q, 3, scope->state);
    bind_id(q, 4, scope->other);
    bind_id(q, 5, scope->owner);
    bind_id(q, 6, scope->parent);
    bind_str(q, 7, c->at);
    TRY(query_run(q));
    *id = db_inserted(c->d);
    change_about(c, "feed_token", *id, (str){0}, (str){0});
    snprintf(out, FEED_TOKEN_TEXT, "%lld-%s", (long long)*id, secret);
    return OK;
}

static code closed(fault *f) {
    return fault_set(f, NOTFOUND, NULL, "there is no feed at this address, or not any more");
}

static const char sql_open[] = "SELECT hash, state_id, other_id, owner_id, under_id, name "
                               "FROM feed_token WHERE id = $1 AND revoked_at IS NULL";

code feed_token_open(arena *a, db *d, str text, followed_filter *scope, str *name, fault *f) {
    size_t dash = str_find(text, S("-"), 0);
    int64_t id;
    hash kept = {{0}}, given;
    followed_filter w = FOLLOWED_ANY;
    str called = S("");
    if (dash == SIZE_MAX || !str_int(str_slice(text, 0, dash), &id)) return closed(f);
    hash_of(str_slice(text, dash + 1, text.n), &given);
    query *q = db_query(d, sql_open, f);
    bind_int(q, 1, id);
    bool found = query_row(q);
    if (found) {
        str bytes = column_blob(q, 0);
        if (bytes.n == HASH_BYTES) memcpy(kept.b, bytes.p, HASH_BYTES);
        w.state = column_int(q, 1);
        w.other = column_int(q, 2);
        w.owner = column_int(q, 3);
        w.parent = column_int(q, 4);
        called = column_copy(a, q, 5);
    }
    TRY(query_end(q));
    if (!hash_eq(&kept, &given) || !found) return closed(f);
    if (!called.p) return out_of_memory(f);
    *scope = w;
    *name = called;
    return OK;
}

code feed_token_revoke(change *c, int64_t id, fault *f) {
    query *q = db_query(
        c->d, "UPDATE feed_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", f);
    bind_int(q, 1, id);
    bind_str(q, 2, c->at);
    TRY(query_run(q));
    if (db_changed(c->d) == 0)
        return fault_set(f, NOTFOUND, NULL, "no token %lld that works", (long long)id);
    change_about(c, "feed_token", id, (str){0}, S("revoked"));
    return OK;
}

static const char sql_each[] =
    "SELECT t.id, t.name, t.created_at, ifnull(t.revoked_at, ''), ifnull(s.name, ''), "
    "ifnull(o.name, ''), ifnull(w.name, ''), ifnull(r.label, '') FROM feed_token t "
    "LEFT JOIN actor s ON s.id = t.state_id LEFT JOIN actor o ON o.id = t.other_id "
    "LEFT JOIN actor w ON w.id = t.owner_id LEFT JOIN record r ON r.id = t.under_id "
    "ORDER BY t.id";

static str scope_words(arena *a, str state, str other, str owner, str under) {
    if (under.n) return str_format(a, "under: " STR_FMT, STR_ARG(under));
    if (owner.n) return str_format(a, "owner: " STR_FMT, STR_ARG(owner));
    if (state.n && other.n)
        return str_format(a, STR_FMT " and " STR_FMT, STR_ARG(state), STR_ARG(other));
    return state.n ? str_copy(a, state) : S("all that is due");
}

code feed_token_each(arena *a, db *d, feed_token **out, size_t *count, fault *f) {
    feed_token *items = NULL;
    size_t n = 0, capacity = 0;
    query *q = db_query(d, sql_each, f);
    while (query_row(q)) {
        feed_token *grown = arena_grow(a, items, n, &capacity, sizeof *grown);
        if (!grown) break;
        items = grown;
        items[n++] = (feed_token){.id = column_int(q, 0),
                                  .name = column_copy(a, q, 1),
                                  .created_at = column_copy(a, q, 2),
                                  .revoked_at = column_copy(a, q, 3),
                                  .scope = scope_words(a, column_str(q, 4), column_str(q, 5),
                                                       column_str(q, 6), column_str(q, 7))};
    }
    TRY(query_end(q));
    if (arena_failed(a)) return out_of_memory(f);
    *out = items;
    *count = n;
    return OK;
}
