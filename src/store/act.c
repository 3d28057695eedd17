/* What parties did, as recorded; the status follows in the same transaction. */
#include "store/instrument.h"

#include "law/status.h"

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

static code source_there(db *d, int64_t id, fault *f) {
    if (!id) return OK;
    query *q = db_query(d, "SELECT 1 FROM source WHERE id = $1", f);
    bind_int(q, 1, id);
    bool found = query_row(q);
    TRY(query_end(q));
    return found ? OK : fault_set(f, NOTFOUND, "source", "no source %lld", (long long)id);
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
    TRY(source_there(c->d, w->source_id, f));
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
    "by_id, source_id, note, ordinal), party_id FROM act WHERE id = $1";

/* Whoever took part by its acts alone (participant_add) does so no more once none is left. Of a
 * convention with many, who takes part is said by its record as well. */
static code participant_drop(change *c, int64_t instrument_id, int64_t party, fault *f) {
    query *q = db_query(c->d,
                        "DELETE FROM record_party WHERE record_id = $1 AND actor_id = $2 "
                        "AND role = 'participant' AND NOT EXISTS (SELECT 1 FROM act "
                        "WHERE instrument_id = $1 AND party_id = $2) AND EXISTS (SELECT 1 FROM "
                        "record_party WHERE record_id = $1 AND role = 'side')",
                        f);
    bind_int(q, 1, instrument_id);
    bind_int(q, 2, party);
    return query_run(q);
}

code act_unmake(change *c, int64_t act_id, int64_t *instrument_id, fault *f) {
    query *q = db_query(c->d, "DELETE FROM act WHERE id = $1 RETURNING instrument_id, party_id", f);
    bind_int(q, 1, act_id);
    bool found = query_row(q);
    int64_t id = found ? column_int(q, 0) : 0, party = found ? column_int(q, 1) : 0;
    TRY(query_run(q));
    if (instrument_id) *instrument_id = id;
    return found && party ? participant_drop(c, id, party, f) : OK;
}

code act_restore(change *c, int64_t act_id, str before, fault *f) {
    query *q = db_query(c->d,
                        "INSERT INTO act(id, instrument_id, party_id, act, on_date, on_first, "
                        "effect, by_id, source_id, note, ordinal) VALUES ($1, $2 ->> 0, $2 ->> 1, "
                        "$2 ->> 2, $2 ->> 3, $2 ->> 4, $2 ->> 5, $2 ->> 6, $2 ->> 7, $2 ->> 8, "
                        "$2 ->> 9) RETURNING instrument_id, party_id",
                        f);
    bind_int(q, 1, act_id);
    bind_str(q, 2, before);
    bool made = query_row(q);
    int64_t id = made ? column_int(q, 0) : 0, party = made ? column_int(q, 1) : 0;
    TRY(query_run(q));
    return participant_add(c, id, party, f);
}

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
    TRY(act_unmake(c, act_id, NULL, f));
    return status_rebuild(c->d, c->a, instrument_id, f);
}

code terms_put(change *c, int64_t id, str terms, fault *f) {
    query *q = db_query(c->d, "UPDATE instrument SET terms = $2 WHERE id = $1", f);
    bind_int(q, 1, id);
    if (terms.n) bind_str(q, 2, terms);
    TRY(query_run(q));
    return change_touched(c, id, f);
}

code terms_check(arena *a, str terms, law_notes *notes, fault *f) {
    const jnode *tree;
    law_terms unused;
    if (!terms.n) return OK;
    TRY(jnode_parse(a, terms, &tree, f));
    if (tree->type != JNODE_OBJECT)
        return fault_set(f, INVALID, "terms",
                         "must be one JSON object, such as "
                         "{\"entry\": {\"on\": \"signature\"}}");
    return law_terms_parse(a, tree, &unused, notes, f);
}

code instrument_terms(change *c, int64_t id, str terms, fault *f) {
    terms = str_trim(terms);
    TRY(instrument_there(c->d, id, f));
    TRY(terms_check(c->a, terms, NULL, f));
    query *q = db_query(c->d, "SELECT terms FROM instrument WHERE id = $1", f);
    bind_int(q, 1, id);
    str before = query_row(q) ? column_copy(c->a, q, 0) : S("");
    TRY(query_end(q));
    if (str_eq(before, terms)) {
        c->idle = true;
        return OK;
    }
    TRY(change_altered(c, "terms", id, before, f));
    change_about(c, "record", id, before, terms);
    TRY(terms_put(c, id, terms, f));
    return status_rebuild(c->d, c->a, id, f);
}
