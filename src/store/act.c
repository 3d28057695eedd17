/* What parties did, as recorded; the status follows in the same transaction. */
#include "store/instrument.h"

#include "law/status.h"
#include "store/record_spec.h"

bool act_word_known(str word) {
    law_do unused;
    return law_do_of(word, &unused);
}

static code date_check(const char *place, str date, day *first, fault *f) {
    edtf e;
    fault why = {.code = OK};
    *first = DAY_NONE;
    if (date.n == 0) return OK;
    if (edtf_parse(date, &e, &why) != OK) return fault_set(f, INVALID, place, "%s", why.message);
    *first = e.first;
    return OK;
}

static code instrument_there(db *d, int64_t id, fault *f) {
    query *q = db_query(d, "SELECT 1 FROM instrument WHERE id = $1", f);
    bind_int(q, 1, id);
    bool found = query_row(q);
    TRY(query_end(q));
    return found ? OK : fault_set(f, NOTFOUND, NULL, "no instrument %lld", (long long)id);
}

static code act_there(db *d, int64_t instrument_id, const new_act *w, int64_t *id, fault *f) {
    query *q = db_query(d,
                        "SELECT id FROM act WHERE instrument_id = $1 AND party_id IS $2 "
                        "AND act = $3 AND on_date = $4 AND effect = $5",
                        f);
    bind_int(q, 1, instrument_id);
    bind_id(q, 2, w->party);
    bind_str(q, 3, w->act);
    bind_str(q, 4, w->on.p ? w->on : S(""));
    bind_str(q, 5, w->effect.p ? w->effect : S(""));
    *id = query_row(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

/* Whoever acts under an instrument takes part in it. */
static code participant_add(change *c, int64_t instrument_id, int64_t party, fault *f) {
    if (!party) return OK;
    query *q = db_query(c->d,
                        "INSERT OR IGNORE INTO record_party(record_id, actor_id, role, family, "
                        "sort_day) SELECT $1, $2, 'participant', family, sort_day FROM record "
                        "WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM record_party "
                        "WHERE record_id = $1 AND actor_id = $2 AND role <> 'concerned')",
                        f);
    bind_int(q, 1, instrument_id);
    bind_int(q, 2, party);
    return query_run(q);
}

code act_put(change *c, int64_t instrument_id, const new_act *w, int64_t *id, fault *f) {
    day first, unused;
    if (!act_word_known(w->act))
        return fault_set(f, INVALID, "act", STR_FMT " is no act (doc/law.md lists them)",
                         STR_ARG(w->act));
    TRY(date_check("on", w->on, &first, f));
    TRY(date_check("effect", w->effect, &unused, f));
    TRY(act_there(c->d, instrument_id, w, id, f));
    if (*id) return OK;
    query *q = db_query(c->d,
                        "INSERT INTO act(instrument_id, party_id, act, on_date, on_first, effect, "
                        "by_id, source_id, note, ordinal) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
                        "$9, (SELECT count(*) FROM act WHERE instrument_id = $1 "
                        "AND party_id IS $2))",
                        f);
    bind_int(q, 1, instrument_id);
    bind_id(q, 2, w->party);
    bind_str(q, 3, w->act);
    bind_str(q, 4, w->on.p ? w->on : S(""));
    bind_day(q, 5, first);
    bind_str(q, 6, w->effect.p ? w->effect : S(""));
    bind_id(q, 7, w->by_id);
    bind_id(q, 8, w->source_id);
    bind_str(q, 9, w->note.p ? w->note : S(""));
    TRY(query_run(q));
    *id = db_inserted(c->d);
    TRY(change_made(c, "act", *id, f));
    TRY(change_touched(c, instrument_id, f));
    return participant_add(c, instrument_id, w->party, f);
}

code act_add(change *c, int64_t instrument_id, const new_act *what, int64_t *id, fault *f) {
    TRY(instrument_there(c->d, instrument_id, f));
    TRY(act_put(c, instrument_id, what, id, f));
    if (!c->subject_id) change_about(c, "record", instrument_id, (str){0}, (str){0});
    return status_rebuild(c->d, c->a, instrument_id, f);
}

static const char sql_act_text[] =
    "SELECT instrument_id, json_array(instrument_id, party_id, act, on_date, on_first, effect, "
    "by_id, source_id, note, ordinal) FROM act WHERE id = $1";

code act_remove(change *c, int64_t act_id, fault *f) {
    query *q = db_query(c->d, sql_act_text, f);
    bind_int(q, 1, act_id);
    bool found = query_row(q);
    int64_t instrument_id = found ? column_int(q, 0) : 0;
    str before = found ? column_copy(c->a, q, 1) : S("");
    TRY(query_end(q));
    if (!found) return fault_set(f, NOTFOUND, NULL, "no act %lld", (long long)act_id);
    TRY(change_altered(c, "act", act_id, before, f));
    change_about(c, "record", instrument_id, before, (str){0});
    TRY(change_touched(c, instrument_id, f));
    q = db_query(c->d, "DELETE FROM act WHERE id = $1", f);
    bind_int(q, 1, act_id);
    TRY(query_run(q));
    return status_rebuild(c->d, c->a, instrument_id, f);
}

code instrument_terms(change *c, int64_t id, str terms, fault *f) {
    record_spec now;
    str before;
    TRY(instrument_there(c->d, id, f));
    TRY(spec_load(c->a, c->d, id, &now, f));
    if (terms.n) {
        const jnode *tree;
        law_terms unused;
        TRY(jnode_parse(c->a, terms, &tree, f));
        TRY(law_terms_parse(c->a, tree, &unused, NULL, f));
    }
    TRY(spec_text(c->a, &now, &before, f));
    TRY(change_altered(c, "record", id, before, f));
    change_about(c, "record", id, now.terms, terms);
    now.terms = terms;
    TRY(record_rewrite(c, id, &now, f));
    return status_rebuild(c->d, c->a, id, f);
}
