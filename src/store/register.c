#include "store/register.h"

#include "store/actor.h"

#include <stdlib.h>

const char *register_path(const char *given) {
    if (given && *given) return given;
    const char *set = getenv("DEPOSITARY_DB");
    return set && *set ? set : "depositary.db";
}

static code found(db *d, fault *f) {
    arena *a = arena_new((size_t)256 << 20);
    if (!a) return fault_set(f, NOMEM, NULL, "not enough memory");
    change c;
    code result = change_begin(&c, d, a, "found", S(""), f);
    if (result == OK) {
        result = actor_seed(&c, f);
        if (result == OK)
            result = change_commit(&c, f);
        else
            change_rollback(&c);
    }
    arena_free(a);
    return result;
}

code register_open(const char *path, db **out, fault *f) {
    db *d;
    TRY(db_open(path, DB_CREATE, &d, f));
    query *q = db_query(d, "SELECT 1 FROM entry LIMIT 1", f);
    bool founded = query_row(q);
    code result = query_end(q);
    if (result == OK && !founded) result = found(d, f);
    if (result != OK) {
        db_close(d);
        return result;
    }
    *out = d;
    return OK;
}
