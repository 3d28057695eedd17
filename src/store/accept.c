/* A person takes a draft: the record is made, or the one that it is gets another source. */
#include "store/claim.h"
#include "store/dispute.h"
#include "store/draft.h"
#include "store/instrument.h"
#include "store/match.h"
#include "store/proposal.h"
#include "store/record_read.h"
#include "store/relate.h"

#include <stdio.h>

/* What a further source adds to a record: fields that were empty, a date said more exactly, a later
 * stage. What contradicts stays a claim. True where something changed. */
static bool text_merge(const char *field, str *held, str given) {
    if (given.n == 0) return false;
    value_relation r = held->n ? values_relate(field, *held, given) : VALUES_FINER;
    if (r != VALUES_FINER) return false;
    *held = given;
    return true;
}

static code parties_merge(arena *a, record_spec *held, const record_spec *given, bool *changed,
                          fault *f) {
    str *all = arena_array(a, held->party_count + given->party_count + 1, sizeof *all);
    if (!all) return out_of_memory(f);
    size_t n = 0;
    for (; n < held->party_count; n++) all[n] = held->parties[n];
    for (size_t i = 0; i < given->party_count; i++) {
        bool again = false;
        for (size_t k = 0; k < n; k++) again = again || str_eq_nocase(all[k], given->parties[i]);
        if (again) continue;
        all[n++] = given->parties[i];
        *changed = true;
    }
    held->parties = all;
    held->party_count = n;
    return OK;
}

static code merge(arena *a, record_spec *held, const record_spec *given, bool *changed, fault *f) {
    *changed = false;
    *changed |= text_merge("title", &held->title, given->title);
    *changed |= text_merge("date", &held->date, given->date);
    *changed |= text_merge("period", &held->period, given->period);
    *changed |= text_merge("due", &held->due, given->due);
    *changed |= text_merge("content", &held->content, given->content);
    if (held->count < 0 && given->count >= 0) {
        held->count = given->count;
        *changed = true;
    }
    if (act_rank(given->act) > act_rank(held->act)) {
        held->act = given->act;
        *changed = true;
    }
    if (held->modality == MODALITY_PLANNED && given->modality == MODALITY_DONE) {
        held->modality = MODALITY_DONE;
        *changed = true;
    }
    if (given->sectors & ~held->sectors) {
        held->sectors |= given->sectors;
        *changed = true;
    }
    return parties_merge(a, held, given, changed, f);
}

static code join(change *c, int64_t id, const record_spec *given, const telling *t, fault *f) {
    record_spec held;
    str before;
    bool changed;
    TRY(spec_load(c->a, c->d, id, &held, f));
    if (held.family != given->family)
        return fault_set(f, CONFLICT, NULL, "the draft is a %s, record %lld a %s",
                         record_name(given->family), (long long)id, record_name(held.family));
    TRY(spec_text(c->a, &held, &before, f));
    TRY(merge(c->a, &held, given, &changed, f));
    if (changed) {
        TRY(change_altered(c, "record", id, before, f));
        TRY(record_rewrite(c, id, &held, f));
    }
    TRY(claims_put(c, id, t->source_id, given, &held, f));
    if (changed) TRY(claims_hold(c, id, &held, f));
    return change_touched(c, id, f);
}

/* The acts of the law that a report of a dated act amounts to. A cabinet's approval or an exchange
 * of copies binds nobody and gives none; neither does what companies sign. */
static const char *law_word(fact_act act) {
    switch (act) {
    case ACT_SIGNED: return "sign";
    case ACT_INITIALLED: return "initial";
    case ACT_RATIFIED: return "ratify";
    case ACT_TERMINATED: return "terminate";
    case ACT_IN_FORCE: return "accept";
    default: return NULL;
    }
}

/* In force as reported, with no terms known: the day is what the parties agreed on. */
static code terms_suppose(change *c, int64_t id, fault *f) {
    query *q = db_query(c->d, "SELECT ifnull(terms, '') FROM instrument WHERE id = $1", f);
    bind_int(q, 1, id);
    bool known = query_row(q) && column_str(q, 0).n > 0;
    TRY(query_end(q));
    return known ? OK : instrument_terms(c, id, S("{\"entry\":{\"on\":\"agreement\"}}"), f);
}

static code acts_make(change *c, int64_t id, const record_spec *s, const telling *t, fault *f) {
    const char *word = law_word(s->act);
    edtf when;
    if (!word || s->modality != MODALITY_DONE || s->party_count || s->count > 1 ||
        s->kind == KIND_MIXED || edtf_parse(s->date, &when, NULL) != OK ||
        when.precision == EDTF_INTERVAL)
        return OK;
    new_act act = {.act = str_of(word), .on = s->date, .source_id = t->source_id, .note = S("")};
    if (s->act == ACT_IN_FORCE) {
        /* Reported, not deposited: the stated day of effect holds, whatever the terms say. */
        act.effect = s->date;
        act.note = S("entry into force as reported; the form of consent is not known");
        TRY(terms_suppose(c, id, f));
    }
    int64_t unused;
    if (s->act == ACT_TERMINATED) return act_add(c, id, &act, &unused, f);
    for (size_t i = 0; i < s->state_count; i++) {
        TRY(actor_resolve_code(c, s->states[i], &act.party, f));
        TRY(act_put(c, id, &act, &unused, f));
    }
    return status_rebuild(c->d, c->a, id, f);
}

static code evidence_write(change *c, int64_t id, const draft_row *row, fault *f) {
    for (size_t i = 0; i < row->fact.evidence_count; i++)
        TRY(evidence_put(c, id, row->source_id, row->fact.evidence[i], (int64_t)i, row->id, f));
    if (row->fact.evidence_count == 0)
        TRY(evidence_put(c, id, row->source_id, (span){0, 0}, 0, row->id, f));
    return OK;
}

static code take(change *c, const draft_row *row, const telling *t, int64_t target, accepted *out,
                 fault *f) {
    record_spec s;
    double score;
    if (row->state != DRAFT_WAITING)
        return fault_set(f, CONFLICT, NULL, "draft %lld was %s already", (long long)row->id,
                         draft_state_name(row->state));
    TRY(fact_spec(c->a, &row->fact, t, &s, f));
    if (target < 0)
        TRY(match_find(c->a, c->d, &s, t, fact_quote(&row->fact, t->text), &target, &score, f));
    int64_t id = target;
    if (target) {
        TRY(join(c, id, &s, t, f));
    } else {
        TRY(record_make(c, &s, &id, f));
        TRY(claims_put(c, id, t->source_id, &s, &s, f));
    }
    TRY(evidence_write(c, id, row, f));
    if (s.family == RECORD_INSTRUMENT) TRY(acts_make(c, id, &s, t, f));
    TRY(record_index(c->d, c->a, id, f));
    TRY(draft_decide(c, row, DRAFT_ACCEPTED, id, f));
    *out = (accepted){id, target != 0};
    return OK;
}

/* One of several cannot be taken: which, why, and how it stands with all of them. */
static code among_all(code result, const draft_row *row, const fault *own, fault *f) {
    char place[64];
    bool theirs = result == INVALID || result == CONFLICT || result == NOTFOUND;
    if (result == OK) return OK;
    if (!theirs) return fault_set(f, result, own->place, "%s", own->message);
    snprintf(place, sizeof place, "draft[%lld]", (long long)row->id);
    return fault_set(f, result, place,
                     "draft %lld (%s) was refused: %s%s%s; so nothing was changed, and the "
                     "others stand as they did",
                     (long long)row->id, kind_name(row->fact.kind), own->place,
                     *own->place ? ": " : "", own->message);
}

code draft_accept_chosen(change *c, const int64_t *ids, size_t count, fault *f) {
    for (size_t i = 0; i < count; i++) {
        draft_row row;
        accepted unused;
        fault own = {.code = OK};
        TRY(draft_find(c->a, c->d, ids[i], &row, f));
        TRY(among_all(draft_accept(c, ids[i], -1, &unused, &own), &row, &own, f));
    }
    return OK;
}

code draft_reject_chosen(change *c, const int64_t *ids, size_t count, fault *f) {
    for (size_t i = 0; i < count; i++) {
        draft_row row;
        fault own = {.code = OK};
        TRY(draft_find(c->a, c->d, ids[i], &row, f));
        TRY(among_all(draft_reject(c, ids[i], &own), &row, &own, f));
    }
    return OK;
}

code draft_accept(change *c, int64_t id, int64_t target, accepted *out, fault *f) {
    draft_row row;
    telling t;
    size_t made;
    TRY(draft_find(c->a, c->d, id, &row, f));
    TRY(telling_find(c->a, c->d, row.source_id, &t, f));
    TRY(take(c, &row, &t, target, out, f));
    if (!out->joined) TRY(disputes_propose(c, out->record_id, &t, f));
    TRY(relate(c, out->record_id, row.source_id, f));
    TRY(propose(c, &out->record_id, 1, &made, f));
    change_about(c, "record", out->record_id, (str){0}, (str){0});
    return OK;
}

static code accept_of(change *c, int64_t source_id, double confidence, size_t *count, fault *f) {
    draft_row *rows;
    size_t n;
    telling t;
    TRY(telling_find(c->a, c->d, source_id, &t, f));
    TRY(draft_list(c->a, c->d, source_id, DRAFT_WAITING, &rows, &n, f));
    int64_t *made = arena_array(c->a, n + 1, sizeof *made);
    if (!made) return out_of_memory(f);
    size_t taken = 0;
    for (size_t i = 0; i < n; i++) {
        accepted out;
        if (rows[i].fact.confidence < confidence) continue;
        fault own = {.code = OK};
        TRY(among_all(take(c, &rows[i], &t, -1, &out, &own), &rows[i], &own, f));
        if (!out.joined) TRY(disputes_propose(c, out.record_id, &t, f));
        made[taken++] = out.record_id;
    }
    /* Links when all is there: the best occasion of a document may be told of last. */
    size_t proposed;
    for (size_t i = 0; i < taken; i++) TRY(relate(c, made[i], source_id, f));
    *count += taken;
    return propose(c, made, taken, &proposed, f);
}

code draft_accept_all(change *c, int64_t source_id, double confidence, size_t *count, fault *f) {
    *count = 0;
    change_about(c, "source", source_id, (str){0}, (str){0});
    if (source_id) return accept_of(c, source_id, confidence, count, f);
    query *q = db_query(
        c->d, "SELECT DISTINCT source_id FROM draft WHERE state = 'waiting' ORDER BY source_id", f);
    int64_t *ids;
    size_t n;
    TRY(ids_read(c->a, q, &ids, &n, f));
    for (size_t i = 0; i < n; i++) TRY(accept_of(c, ids[i], confidence, count, f));
    return OK;
}
