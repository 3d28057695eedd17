#include "exchange/wipo_stated.h"

#include "law/status.h"

enum { MOST_ROUNDS = 4 };

static code act_of_row(const wipo_row *row, bool stated, law_act *out, fault *f) {
    *out = (law_act){.party = row->party};
    if (!law_do_of(str_of(row->act), &out->act))
        return fault_set(f, INVALID, "act", "%s is no act", row->act);
    if (row->on.n) TRY(law_date_parse(row->on, &out->on, f));
    if (stated && row->effect.n) TRY(law_date_parse(row->effect, &out->effect, f));
    return OK;
}

/* The first day on which the instrument is in force for the party; DAY_NONE: never. */
static day first_in_force(const law_result *result, str party) {
    for (size_t i = 0; i < result->count; i++) {
        const law_interval *v = &result->intervals[i];
        if (v->status == STATUS_IN_FORCE && str_eq(v->party, party)) return v->from;
    }
    return DAY_NONE;
}

static bool follows(const law_result *result, const wipo_row *row) {
    day published;
    return day_parse(row->effect, &published, NULL) == OK &&
           first_in_force(result, row->party) == published;
}

/* A day that must be stated may move those of others (it may be among the consents that count), so
 * the computation is repeated with what is stated until nothing more needs to be. */
code wipo_stated(arena *a, str terms, wipo_row *rows, size_t count, fault *f) {
    const jnode *tree;
    law_instrument in = {.id = S("wipo"), .act_count = count};
    bool *stated = arena_array(a, count + 1, sizeof *stated);
    in.acts = arena_array(a, count + 1, sizeof *in.acts);
    if (!stated || !in.acts) return fault_set(f, NOMEM, NULL, "not enough memory");
    if (!terms.n) return OK;
    TRY(jnode_parse(a, terms, &tree, f));
    TRY(law_terms_parse(a, tree, &in.terms, NULL, f));
    bool changed = true;
    for (int round = 0; changed && round < MOST_ROUNDS; round++) {
        law_result result;
        changed = false;
        for (size_t i = 0; i < count; i++) TRY(act_of_row(&rows[i], stated[i], &in.acts[i], f));
        TRY(law_status(a, &in, &result, f));
        for (size_t i = 0; i < count; i++) {
            if (stated[i] || !rows[i].effect.n || follows(&result, &rows[i])) continue;
            stated[i] = changed = true;
        }
    }
    for (size_t i = 0; i < count; i++)
        if (!stated[i]) rows[i].effect = S("");
    return OK;
}
