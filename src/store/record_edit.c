/* Corrections by a person: the sources keep their claims, the editor's is held. */
#include "store/claim.h"
#include "store/instrument.h"

#include <string.h>

/* The held value of a field is `value` now; the others differ from it or not. */
static code hold(change *c, int64_t id, const char *field, const record_spec *held, str value,
                 fault *f) {
    query *q = db_query(
        c->d,
        "SELECT id, value, ifnull(source_id, 0) FROM claim WHERE record_id = $1 AND field = $2", f);
    bind_int(q, 1, id);
    bind_z(q, 2, field);
    code result = OK;
    while (result == OK && query_row(q)) {
        str other = column_str(q, 1);
        bool differs;
        result = claim_disputes(c->d, column_int(q, 2), field, held, value, other, &differs, f);
        if (result != OK) break;
        query *u = db_query(c->d, "UPDATE claim SET held = $2, differs = $3 WHERE id = $1", f);
        bind_int(u, 1, column_int(q, 0));
        bind_int(u, 2, str_eq(value, other));
        bind_int(u, 3, differs);
        result = query_run(u);
    }
    code ended = query_end(q);
    return result != OK ? result : ended;
}

code claims_hold(change *c, int64_t id, const record_spec *s, fault *f) {
    const char *field;
    str value;
    for (size_t i = 0; spec_claim(c->a, s, i, &field, &value); i++) {
        if (!value.p) return fault_set(f, NOMEM, NULL, "not enough memory");
        TRY(hold(c, id, field, s, value, f));
    }
    return OK;
}

static code live(db *d, int64_t id, fault *f) {
    query *q = db_query(d, "SELECT withdrawn_at IS NOT NULL FROM record WHERE id = $1", f);
    bind_int(q, 1, id);
    bool found = query_row(q), gone = found && column_int(q, 0);
    TRY(query_end(q));
    if (!found) return fault_set(f, NOTFOUND, NULL, "no record %lld", (long long)id);
    if (gone) return fault_set(f, CONFLICT, NULL, "record %lld was withdrawn", (long long)id);
    return OK;
}

code record_edit(change *c, int64_t id, str patch, fault *f) {
    static const char *const fixed[] = {"ref", NULL};
    const jnode *object;
    record_spec before, after;
    str text;
    TRY(live(c->d, id, f));
    TRY(jnode_parse(c->a, patch, &object, f));
    TRY(spec_load(c->a, c->d, id, &before, f));
    after = before;
    TRY(spec_patch(c->a, &after, object, fixed, NULL, f));
    if (after.family != before.family)
        return fault_set(f, INVALID, "record", "stays %s; withdraw it and make another",
                         record_name(before.family));
    TRY(spec_check(&after, NULL, f));
    TRY(spec_text(c->a, &before, &text, f));
    TRY(change_altered(c, "record", id, text, f));
    change_about(c, "record", id, (str){0}, str_copy(c->a, patch));
    TRY(record_rewrite(c, id, &after, f));
    const char *field;
    str was, is;
    for (size_t i = 0; spec_claim(c->a, &after, i, &field, &is); i++) {
        spec_claim(c->a, &before, i, &field, &was);
        if (!str_eq(was, is) && is.n) TRY(claim_put(c, id, 0, field, is, true, false, f));
    }
    TRY(claims_hold(c, id, &after, f));
    return after.family == RECORD_INSTRUMENT ? status_rebuild(c->d, c->a, id, f) : OK;
}

code record_withdraw(change *c, int64_t id, fault *f) {
    TRY(live(c->d, id, f));
    TRY(change_altered(c, "record_withdrawn", id, S("null"), f));
    change_about(c, "record", id, (str){0}, (str){0});
    TRY(change_touched(c, id, f));
    return record_hide(c->d, c->a, id, c->at, f);
}

code record_hide(db *d, arena *a, int64_t id, str at, fault *f) {
    query *q = db_query(d, "UPDATE record SET withdrawn_at = $2 WHERE id = $1", f);
    bind_int(q, 1, id);
    if (at.n) bind_str(q, 2, at);
    TRY(query_run(q));
    return record_index(d, a, id, f);
}
