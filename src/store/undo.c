/* The last decision taken back, row by row, from what its entry kept. */
#include "store/entry.h"

#include "store/commitment_plan.h"
#include "store/instrument.h"
#include "store/record_read.h"
#include "store/record_spec.h"

#include <string.h>

static code run_id(db *d, const char *sql, int64_t id, fault *f) {
    query *q = db_query(d, sql, f);
    bind_int(q, 1, id);
    return query_run(q);
}

static code record_unmake(change *c, int64_t id, fault *f) {
    TRY(run_id(c->d, "DELETE FROM record_party WHERE record_id = $1", id, f));
    TRY(run_id(c->d, "DELETE FROM record_sector WHERE record_id = $1", id, f));
    TRY(run_id(c->d, "DELETE FROM membership WHERE id = $1", id, f));
    TRY(change_touched(c, id, f));
    return record_hide(c->d, c->a, id, c->at, f);
}

/* An actor that something else names by now stays. */
static code actor_unmake(change *c, int64_t id, fault *f) {
    fault quiet = {.code = OK};
    code result = run_id(c->d, "DELETE FROM actor WHERE id = $1", id, &quiet);
    if (result == CONFLICT) return OK;
    if (result != OK) return fault_set(f, result, NULL, "%s", quiet.message);
    return run_id(c->d, "DELETE FROM search WHERE rowid = $1 * 4", id, f);
}

static const struct {
    const char *table, *sql;
} unmakes[] = {
    {"evidence", "DELETE FROM evidence WHERE id = $1"},
    {"claim", "DELETE FROM claim WHERE id = $1"},
    {"link", "DELETE FROM link WHERE id = $1"},
    {"progress", "DELETE FROM progress WHERE id = $1"},
    {"minutes", "DELETE FROM minutes WHERE id = $1"},
    {"plan", "DELETE FROM plan WHERE commitment_id = $1 AND version = "
             "(SELECT max(version) FROM plan WHERE commitment_id = $1)"},
};

static code unmake(change *c, str table, int64_t id, fault *f) {
    if (str_eq_z(table, "record")) return record_unmake(c, id, f);
    if (str_eq_z(table, "actor")) return actor_unmake(c, id, f);
    if (str_eq_z(table, "act")) return act_unmake(c, id, NULL, f);
    if (str_eq_z(table, "actor_name"))
        return run_id(c->d,
                      "DELETE FROM actor_name WHERE id = $1 AND kind IN ('alias', 'abbreviation')",
                      id, f);
    if (str_eq_z(table, "draft")) { /* it does not wait any more before it goes: the tally */
        TRY(run_id(c->d, "UPDATE draft SET state = 'rejected' WHERE id = $1", id, f));
        return run_id(c->d, "DELETE FROM draft WHERE id = $1", id, f);
    }
    for (size_t i = 0; i < sizeof unmakes / sizeof *unmakes; i++)
        if (str_eq_z(table, unmakes[i].table)) return run_id(c->d, unmakes[i].sql, id, f);
    return fault_set(f, CONFLICT, NULL, "the log names a table that this program does not know");
}

static code record_restore(change *c, int64_t id, str before, fault *f) {
    const jnode *tree;
    record_spec s;
    TRY(jnode_parse(c->a, before, &tree, f));
    spec_init(&s);
    TRY(spec_patch(c->a, &s, tree, NULL, NULL, f));
    TRY(record_rewrite(c, id, &s, f));
    return claims_hold(c, id, &s, f);
}

static code draft_restore(change *c, int64_t id, str before, fault *f) {
    query *q = db_query(c->d,
                        "UPDATE draft SET state = $2 ->> 'state', edited = $2 ->> 'edited', "
                        "proposal = $2 ->> 'proposal', target_id = $2 ->> 'target', "
                        "record_id = $2 ->> 'record', decided_at = $2 ->> 'at' WHERE id = $1",
                        f);
    bind_int(q, 1, id);
    bind_str(q, 2, before);
    return query_run(q);
}

static code restore(change *c, str table, int64_t id, str before, fault *f) {
    if (str_eq_z(table, "record")) return record_restore(c, id, before, f);
    if (str_eq_z(table, "draft")) return draft_restore(c, id, before, f);
    if (str_eq_z(table, "act")) return act_restore(c, id, before, f);
    if (str_eq_z(table, "terms")) return terms_put(c, id, before, f);
    if (str_eq_z(table, "record_withdrawn")) {
        TRY(change_touched(c, id, f));
        return record_hide(c->d, c->a, id, S(""), f);
    }
    if (str_eq_z(table, "report_offer")) {
        query *o = db_query(
            c->d, "UPDATE report_offer SET state = $2, progress_id = NULL WHERE id = $1", f);
        bind_int(o, 1, id);
        bind_str(o, 2, before);
        return query_run(o);
    }
    if (!str_eq_z(table, "link"))
        return fault_set(f, CONFLICT, NULL,
                         "the log names a table that this program does not know");
    query *q = db_query(c->d, "UPDATE link SET state = $2 WHERE id = $1", f);
    bind_int(q, 1, id);
    bind_str(q, 2, before);
    return query_run(q);
}

static code row_undo(change *c, const jnode *row, fault *f) {
    const jnode *table = row->first, *id = table ? table->next : NULL;
    if (!id || table->type != JNODE_STRING || id->type != JNODE_INT)
        return fault_set(f, CONFLICT, NULL, "the entry does not say what it changed");
    if (!id->next) return unmake(c, table->string, id->integer, f);
    return restore(c, table->string, id->integer, id->next->string, f);
}

static bool is_actor(const jnode *row) {
    return row->first && str_eq_z(row->first->string, "actor");
}

/* What is derived follows: statuses, scores, the index. */
static code derive(change *c, int64_t entry_id, fault *f) {
    query *q = db_query(c->d, "SELECT record_id FROM entry_record WHERE entry_id = $1", f);
    bind_int(q, 1, entry_id);
    int64_t *ids;
    size_t n;
    TRY(ids_read(c->a, q, &ids, &n, f));
    for (size_t i = 0; i < n; i++) {
        TRY(change_touched(c, ids[i], f));
        TRY(status_rebuild(c->d, c->a, ids[i], f));
        TRY(commitment_close(c->d, ids[i], f));
        TRY(record_index(c->d, c->a, ids[i], f));
    }
    return OK;
}

static const char sql_last[] =
    "SELECT e.id, e.before FROM entry e WHERE e.action IN ('accept', 'reject', 'edit', 'withdraw', "
    "'link', 'act', 'terms', 'progress', 'plan') AND NOT EXISTS (SELECT 1 FROM entry u "
    "WHERE u.undoes = e.id) ORDER BY e.id DESC LIMIT 1";

code entry_undo(change *c, int64_t *undone, fault *f) {
    query *q = db_query(c->d, sql_last, f);
    bool found = query_row(q);
    int64_t id = found ? column_int(q, 0) : 0;
    str before = found ? column_copy(c->a, q, 1) : S("");
    TRY(query_end(q));
    if (!found) return fault_set(f, NOTFOUND, NULL, "there is nothing to undo");
    if (!before.p) return out_of_memory(f);
    const jnode *tree = NULL, *rows;
    if (before.n) TRY(jnode_parse(c->a, before, &tree, f));
    rows = jnode_field(tree, "rows");
    size_t n = rows ? rows->count : 0;
    const jnode **in_order = arena_array(c->a, n + 1, sizeof *in_order);
    if (!in_order) return out_of_memory(f);
    size_t k = 0;
    for (const jnode *row = n ? rows->first : NULL; row; row = row->next) in_order[k++] = row;
    /* Actors go last: until everything is as it was, something may still name them. */
    for (size_t i = k; i > 0; i--)
        if (!is_actor(in_order[i - 1])) TRY(row_undo(c, in_order[i - 1], f));
    for (size_t i = k; i > 0; i--)
        if (is_actor(in_order[i - 1])) TRY(row_undo(c, in_order[i - 1], f));
    TRY(derive(c, id, f));
    c->undoes = id;
    c->row_count = 0; /* an undo is not undone: the decision is taken anew */
    change_about(c, "entry", id, (str){0}, (str){0});
    *undone = id;
    return OK;
}
