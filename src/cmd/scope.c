#include "cmd/scope.h"

#include "cmd/desk.h"

#include <string.h>

code scope_pair(arena *a, db *d, const char *pair, actor_ref *one, actor_ref *other, fault *f) {
    const char *comma = strchr(pair, ',');
    str first = comma ? str_trim((str){pair, (size_t)(comma - pair)}) : S("");
    str second = comma ? str_trim(str_of(comma + 1)) : S("");
    if (!first.n || !second.n)
        return fault_set(f, INVALID, "--pair", "two states with a comma between, such as BLR,PAK");
    const char *words[] = {str_z(a, first), str_z(a, second)};
    if (!words[0] || !words[1]) return fault_set(f, NOMEM, NULL, "not enough memory");
    TRY(desk_actor(a, d, "--pair", words[0], one, f));
    TRY(desk_actor(a, d, "--pair", words[1], other, f));
    if (one->id == other->id)
        return fault_set(f, INVALID, "--pair", "a pair is of two different states");
    return OK;
}

code scope_take(arena *a, db *d, const char *pair, const char *state, const char *owner,
                const char *roadmap, followed_filter *out, fault *f) {
    followed_filter w = FOLLOWED_ANY;
    actor_ref one = {.id = 0}, other = one, body = one;
    if ((pair != NULL) + (state != NULL) + (owner != NULL) + (roadmap != NULL) > 1)
        return fault_set(f, INVALID, NULL, "one of --pair, --state, --owner, --roadmap at a time");
    if (pair) TRY(scope_pair(a, d, pair, &one, &other, f));
    TRY(desk_actor(a, d, "--state", state, &one, f));
    TRY(desk_actor(a, d, "--owner", owner, &body, f));
    if (roadmap) TRY(desk_id(roadmap, &w.parent, f));
    w.state = one.id;
    w.other = other.id;
    w.owner = body.id;
    *out = w;
    return OK;
}
