#include "law/parse.h"
#include "law/status.h"

static const char *const do_names[LAW_DO_COUNT] = {
    [LAW_SIGN] = "sign",
    [LAW_SIGN_DEFINITIVELY] = "sign_definitively",
    [LAW_INITIAL] = "initial",
    [LAW_RATIFY] = "ratify",
    [LAW_ACCEPT] = "accept",
    [LAW_APPROVE] = "approve",
    [LAW_ACCEDE] = "accede",
    [LAW_SUCCEED] = "succeed",
    [LAW_NOTIFY] = "notify",
    [LAW_EXCHANGE] = "exchange",
    [LAW_APPLY_PROVISIONALLY] = "apply_provisionally",
    [LAW_END_PROVISIONAL] = "end_provisional",
    [LAW_WITHDRAW] = "withdraw",
    [LAW_CANCEL_WITHDRAWAL] = "cancel_withdrawal",
    [LAW_SUSPEND] = "suspend",
    [LAW_RESUME] = "resume",
    [LAW_TERMINATE] = "terminate",
    [LAW_SUPERSEDE] = "supersede",
    [LAW_RESERVE] = "reserve",
    [LAW_OBJECT] = "object",
    [LAW_DECLARE] = "declare",
    [LAW_REGISTER] = "register",
};

static const char *const status_names[STATUS_COUNT] = {
    [STATUS_NOT_IN_FORCE] = "not_in_force",
    [STATUS_SIGNATORY] = "signatory",
    [STATUS_CONTRACTING] = "contracting",
    [STATUS_PROVISIONAL] = "provisional",
    [STATUS_IN_FORCE] = "in_force",
    [STATUS_SUSPENDED] = "suspended",
    [STATUS_ENDED] = "ended",
};

const char *law_do_name(law_do act) {
    return do_names[act];
}

bool law_do_of(str word, law_do *out) {
    for (int i = 0; i < LAW_DO_COUNT; i++)
        if (str_eq_z(word, do_names[i])) {
            *out = (law_do)i;
            return true;
        }
    return false;
}

const char *law_status_name(law_status_word s) {
    return status_names[s];
}

bool law_status_of(str word, law_status_word *out) {
    for (int i = 0; i < STATUS_COUNT; i++)
        if (str_eq_z(word, status_names[i])) {
            *out = (law_status_word)i;
            return true;
        }
    return false;
}

bool law_do_needs_party(law_do act) {
    return act != LAW_EXCHANGE && act != LAW_SUSPEND && act != LAW_RESUME && act != LAW_TERMINATE &&
           act != LAW_SUPERSEDE && act != LAW_REGISTER;
}

static code read_party(law_reader *r, const jnode *n, law_act *act) {
    const jnode *party = jnode_field(n, "party");
    if (party && party->type == JNODE_ARRAY && act->act == LAW_EXCHANGE)
        return law_read_strings(r, n, S(""), "party", &act->others, &act->other_count);
    TRY(law_read_text(r, n, S(""), "party", &act->party));
    if (!act->party.n && law_do_needs_party(act->act))
        return law_read_wrong(r, S(""), "party", "it does not say whose act it is");
    return OK;
}

/* The fields of one act; a failure is about this act only. */
static code read_act(law_reader *r, const jnode *n, law_act *act) {
    if (n->type != JNODE_OBJECT) return law_read_wrong(r, S(""), "", "an act must be an object");
    str word = {NULL, 0};
    TRY(law_read_text(r, n, S(""), "act", &word));
    if (!word.p) return law_read_wrong(r, S(""), "act", "it does not say what was done");
    if (!law_do_of(word, &act->act))
        return fault_set(r->f, INVALID, "act", "there is no act \"%.*s\"",
                         (int)(word.n < 40 ? word.n : 40), word.p);
    TRY(read_party(r, n, act));
    TRY(law_read_date(r, n, S(""), "on", &act->on));
    TRY(law_read_text(r, n, S(""), "by", &act->by));
    fault effect = {.code = OK};
    law_reader own = {.a = r->a, .f = &effect};
    code result = law_read_date(&own, n, S(""), "effect", &act->effect);
    if (result != OK) return fault_set(r->f, result, effect.place, "%s", effect.message);
    if (!act->on.text.p) act->on = act->effect; /* known by its effect alone */
    if (!act->on.text.p) return law_read_wrong(r, S(""), "on", "it does not say on which day");
    return OK;
}

static code note_act(law_reader *r, size_t index, bool ignored, str reason) {
    if (!r->notes) return OK;
    law_note note = {.act = (int64_t)index, .ignored = ignored, .reason = reason};
    return law_note_add(r->a, r->notes, note, r->f);
}

static code note_unknown(law_reader *r, const jnode *n, size_t index) {
    static const char *const keys[] = {"party", "act",  "on",     "effect",
                                       "by",    "note", "source", NULL};
    law_notes found = {0};
    law_reader own = {.a = r->a, .notes = &found, .f = r->f};
    TRY(law_read_known(&own, n, S(""), keys));
    for (size_t i = 0; i < found.count; i++) {
        str reason =
            str_format(r->a, "there is no such field: " STR_FMT, STR_ARG(found.items[i].place));
        TRY(note_act(r, index, false, reason));
    }
    return OK;
}

static code read_acts(law_reader *r, const jnode *list, law_instrument *out) {
    out->acts = arena_array(r->a, list->count + 1, sizeof *out->acts);
    if (!out->acts) return fault_set(r->f, NOMEM, NULL, "not enough memory for the acts");
    for (const jnode *n = list->first; n; n = n->next) {
        size_t index = out->act_count++;
        law_act *act = &out->acts[index];
        fault bad = {.code = OK};
        law_reader own = {.a = r->a, .notes = r->notes, .f = &bad};
        code result = read_act(&own, n, act);
        if (result == NOMEM) return fault_set(r->f, NOMEM, NULL, "%s", bad.message);
        if (result == OK && n->type == JNODE_OBJECT) TRY(note_unknown(r, n, index));
        if (result == OK) continue;
        act->void_ = true;
        str reason = str_format(r->a, "%s%s%s", bad.place, *bad.place ? ": " : "", bad.message);
        TRY(note_act(r, index, true, reason));
    }
    return OK;
}

static code read_exists(law_reader *r, const jnode *n, str path, law_party *out) {
    const jnode *exists = jnode_field(n, "exists");
    if (!exists || exists->type == JNODE_NULL) return OK;
    if (exists->type != JNODE_ARRAY || exists->count < 1 || exists->count > 2)
        return law_read_wrong(r, path, "exists", "this must be [first day, last day or null]");
    law_date *ends[] = {&out->from, &out->to};
    int i = 0;
    for (const jnode *e = exists->first; e; e = e->next, i++) {
        fault cause = {.code = OK};
        if (e->type == JNODE_NULL) continue;
        if (e->type != JNODE_STRING || law_date_parse(e->string, ends[i], &cause) != OK)
            return law_read_wrong(r, path, "exists",
                                  *cause.message ? cause.message : "this must be a date");
    }
    if (out->from.text.p && out->to.text.p && out->to.last < out->from.first)
        return law_read_wrong(r, path, "exists", "it ends before it begins");
    return OK;
}

static code read_parties(law_reader *r, const jnode *map, law_instrument *out) {
    static const char *const keys[] = {"exists", "predecessor", "name", NULL};
    if (!map || map->type == JNODE_NULL) return OK;
    if (map->type != JNODE_OBJECT)
        return law_read_wrong(r, S("parties"), "", "this must map codes to what is known of them");
    out->parties = arena_array(r->a, map->count + 1, sizeof *out->parties);
    if (!out->parties) return fault_set(r->f, NOMEM, NULL, "not enough memory for the parties");
    for (const jnode *n = map->first; n; n = n->next) {
        str path = str_format(r->a, "parties." STR_FMT, STR_ARG(n->key));
        if (!path.p) return fault_set(r->f, NOMEM, NULL, "not enough memory");
        if (n->type != JNODE_OBJECT) return law_read_wrong(r, path, "", "this must be an object");
        law_party *party = &out->parties[out->party_count++];
        party->code = n->key;
        TRY(law_read_known(r, n, path, keys));
        TRY(read_exists(r, n, path, party));
        TRY(law_read_text(r, n, path, "predecessor", &party->predecessor));
    }
    return OK;
}

code law_instrument_parse(arena *a, const jnode *from, law_instrument *out, law_notes *notes,
                          fault *f) {
    static const char *const keys[] = {"instrument", "title",  "terms",     "acts", "parties",
                                       "adopted",    "expect", "irregular", NULL};
    law_reader r = {.a = a, .notes = notes, .f = f};
    law_instrument in = {0};
    if (!from || from->type != JNODE_OBJECT)
        return fault_set(f, INVALID, NULL, "an instrument must be an object");
    TRY(law_read_known(&r, from, S(""), keys));
    TRY(law_read_text(&r, from, S(""), "instrument", &in.id));
    if (!in.id.n) return law_read_wrong(&r, S(""), "instrument", "it does not say which one it is");
    TRY(law_read_text(&r, from, S(""), "title", &in.title));
    TRY(law_read_date(&r, from, S(""), "adopted", &in.adopted));
    const jnode *terms = jnode_field(from, "terms"), *acts = jnode_field(from, "acts");
    if (terms && terms->type != JNODE_NULL) TRY(law_terms_parse(a, terms, &in.terms, notes, f));
    TRY(read_parties(&r, jnode_field(from, "parties"), &in));
    if (acts && acts->type != JNODE_ARRAY)
        return law_read_wrong(&r, S("acts"), "", "this must be a list of acts");
    if (acts) TRY(read_acts(&r, acts, &in));
    *out = in;
    return OK;
}
