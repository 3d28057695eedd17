#include "cmd/scope.h"

#include "cmd/desk.h"

static code actor_named(arena *a, db *d, str word, int64_t *out, fault *f) {
    actor_ref who;
    TRY(actor_lookup(a, d, str_trim(word), &who, f));
    *out = who.id;
    return OK;
}

static code pair_take(arena *a, db *d, str pair, followed_filter *w, fault *f) {
    size_t comma = str_find(pair, S(","), 0);
    if (comma == SIZE_MAX)
        return fault_set(f, INVALID, "--pair", "two states with a comma between, such as BLR,PAK");
    TRY(actor_named(a, d, str_slice(pair, 0, comma), &w->state, f));
    TRY(actor_named(a, d, str_slice(pair, comma + 1, pair.n), &w->other, f));
    if (w->state == w->other)
        return fault_set(f, INVALID, "--pair", "a pair is of two different states");
    return OK;
}

code scope_take(arena *a, db *d, const char *pair, const char *state, const char *owner,
                const char *roadmap, followed_filter *out, fault *f) {
    followed_filter w = FOLLOWED_ANY;
    if ((pair != NULL) + (state != NULL) + (owner != NULL) + (roadmap != NULL) > 1)
        return fault_set(f, INVALID, NULL, "one of --pair, --state, --owner, --roadmap at a time");
    if (pair) TRY(pair_take(a, d, str_of(pair), &w, f));
    if (state) TRY(actor_named(a, d, str_of(state), &w.state, f));
    if (owner) TRY(actor_named(a, d, str_of(owner), &w.owner, f));
    if (roadmap) TRY(desk_id(roadmap, &w.parent, f));
    *out = w;
    return OK;
}
