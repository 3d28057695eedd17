#include "law/engine.h"

/* How an instrument ends, or is suspended, as a whole. */

static bool tree_is_open(const law_entry *c) {
    if (c->on == LAW_ON_CONSENTS && (c->count > 2 || c->weight_count)) return true;
    if (c->party_count > 2) return true;
    for (size_t i = 0; i < c->first_of_count; i++)
        if (tree_is_open(&c->first_of[i])) return true;
    for (size_t i = 0; i < c->both_count; i++)
        if (tree_is_open(&c->both[i])) return true;
    return false;
}

bool law_two_sided(const engine *e, day d) {
    const law_terms *t = &e->in->terms;
    if (t->bilateral != LAW_UNSAID) return t->bilateral == LAW_YES;
    if (t->join.given || t->lapse_below || tree_is_open(&t->entry)) return false;
    return e->second <= d && d < e->third && d < e->opened;
}

static bool is_side(const engine *e, const deed *d) {
    return d->who == NOBODY || e->members[d->who].first_act <= d->on;
}

/* A candidate for the end: the earliest holds, of two on one day the one that comes first here. */
static void may_end(engine *e, day d, law_why_rule why, uint32_t at, str party) {
    if (d >= e->end) return;
    e->end = d;
    e->end_why = why;
    e->end_deed = at;
    e->end_party = party;
}

static code end_by_acts(engine *e) {
    for (uint32_t at = 0; at < e->deed_count; at++) {
        const deed *d = &e->deeds[at];
        if (d->out || (d->act != LAW_TERMINATE && d->act != LAW_SUPERSEDE)) continue;
        if (!is_side(e, d)) {
            TRY(law_note_deed(e, at, true, STR_FMT " is not a party",
                              STR_ARG(e->members[d->who].code)));
            continue;
        }
        may_end(e, law_effective(d), d->act == LAW_TERMINATE ? WHY_TERMINATED : WHY_SUPERSEDED, at,
                S(""));
    }
    return OK;
}

/* "Until 2030" and "until 31 December 2030" both take in that last day: the European Convention on
 * the Calculation of Time-Limits, article 3(1), has a time run to the midnight that ends it. */
day law_first_period_end(const law_duration *t, day from) {
    static const law_period one = {.days = 1, .given = true};
    if (t->through.text.p) return law_day_add(t->through.last, one, false);
    return law_day_add(from, t->term, t->next_day);
}

static void end_by_term(engine *e) {
    const law_duration *t = &e->in->terms.duration;
    if (!t->given || t->renew.given || e->enter.entry == DAY_OPEN) return;
    day d = law_first_period_end(t, e->enter.entry);
    may_end(e, d > e->enter.entry ? d : e->enter.entry, WHY_EXPIRED, NOBODY, S(""));
}

static day life_end(const member *m, const life *l) {
    return l->off < m->gone ? l->off : m->gone;
}

/* A bilateral instrument ends for both when one withdraws, or is no more. */
static void end_by_one(engine *e) {
    for (uint32_t i = 0; i < e->member_count; i++) {
        const member *m = &e->members[i];
        for (size_t k = m->life_first; k < m->life_first + m->life_count; k++) {
            const life *l = &e->lives.p[k];
            day d = life_end(m, l);
            if (d == DAY_OPEN || l->bound >= d || !law_two_sided(e, d)) continue;
            if (l->off <= m->gone)
                may_end(e, d, l->why_off, l->withdraw, m->code);
            else
                may_end(e, d, WHY_STATE_ENDED, NOBODY, m->code);
        }
    }
}

typedef struct {
    uint64_t *keys; /* day; member << 1 | comes in */
    size_t count;
    int32_t *inside;
} tally;

static code tally_parties(engine *e, tally *t) {
    t->keys = arena_array(e->a, 2 * e->lives.n + 1, sizeof *t->keys);
    t->inside = arena_array(e->a, e->member_count + 1, sizeof *t->inside);
    if (!t->keys || !t->inside) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    for (uint32_t i = 0; i < e->member_count; i++) {
        const member *m = &e->members[i];
        for (size_t k = m->life_first; k < m->life_first + m->life_count; k++) {
            day to = life_end(m, &e->lives.p[k]);
            if (e->lives.p[k].bound >= to) continue;
            t->keys[t->count++] = law_key(e->lives.p[k].bound, i << 1 | 1);
            if (to != DAY_OPEN) t->keys[t->count++] = law_key(to, i << 1);
        }
    }
    law_sort(t->keys, t->count);
    return OK;
}

/* The withdrawal that took effect on `d`; NOBODY where a state ceased to exist. */
static uint32_t withdrawal_on(const engine *e, day d) {
    for (size_t k = 0; k < e->lives.n; k++)
        if (e->lives.p[k].off == d && e->lives.p[k].bound < d) return e->lives.p[k].withdraw;
    return NOBODY;
}

static code end_by_lapse(engine *e) {
    size_t least = e->in->terms.lapse_below, parties = 0;
    if (!least) return OK;
    tally t = {0};
    TRY(tally_parties(e, &t));
    for (size_t i = 0; i < t.count;) {
        day d = law_key_day(t.keys[i]);
        size_t parties_before = parties;
        for (; i < t.count && law_key_day(t.keys[i]) == d; i++) {
            int32_t *inside = &t.inside[(uint32_t)t.keys[i] >> 1];
            if ((uint32_t)t.keys[i] & 1)
                parties += ++*inside == 1;
            else
                parties -= --*inside == 0;
        }
        if (d >= e->end) return OK;
        if (parties >= least || parties_before < least) continue;
        may_end(e, d, WHY_LAPSED, withdrawal_on(e, d), S(""));
        e->end_number = parties;
    }
    return OK;
}

/* Suspensions of the whole: by nobody in particular, or by a side of a bilateral instrument. */
static code list_suspensions(engine *e, uint64_t **keys, size_t *count) {
    *keys = NULL;
    for (uint32_t at = 0; at < e->deed_count; at++) {
        const deed *d = &e->deeds[at];
        if (d->out || (d->act != LAW_SUSPEND && d->act != LAW_RESUME)) continue;
        if (d->who != NOBODY && !law_two_sided(e, law_effective(d))) continue;
        if (!is_side(e, d)) {
            TRY(law_note_deed(e, at, true, STR_FMT " is not a party",
                              STR_ARG(e->members[d->who].code)));
            continue;
        }
        if (!*keys) *keys = arena_array(e->a, e->deed_count - at, sizeof **keys);
        if (!*keys) return fault_set(e->f, NOMEM, NULL, "not enough memory");
        uint32_t resumes = d->act == LAW_RESUME ? 0x80000000U : 0;
        (*keys)[(*count)++] = law_key(d->on, resumes | at);
    }
    return OK;
}

static code suspend_all(engine *e, uint32_t at, size_t most) {
    const deed *d = &e->deeds[at];
    stretches *list = &e->suspended_all;
    day from = law_effective(d);
    if (!list->p) list->p = arena_array(e->a, most, sizeof *list->p);
    if (!list->p) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    stretch *s = list->n ? &list->p[list->n - 1] : NULL;
    bool open = s && s->to > from;
    if (d->act == LAW_RESUME) {
        if (!open) return law_note_deed(e, at, true, "there is no suspension to end");
        s->to = from > s->from ? from : s->from;
        s->end = at;
        return OK;
    }
    if (open) return law_note_deed(e, at, true, "it is suspended already");
    if (from < e->enter.entry) return law_note_deed(e, at, true, "it is not in force on that day");
    list->p[list->n++] = (stretch){.from = from, .to = DAY_OPEN, .begin = at, .end = NOBODY};
    return OK;
}

/* What was done after the end, and is not the end itself, had no effect. */
static code note_late(engine *e) {
    if (e->end == DAY_OPEN || !e->notes) return OK;
    for (uint32_t at = 0; at < e->deed_count; at++) {
        const deed *d = &e->deeds[at];
        if (d->out || at == e->end_deed || DO(d->act) & DO_RECORDS) continue;
        if (d->on >= e->end && law_effective(d) >= e->end)
            TRY(law_note_deed(e, at, true, "the instrument had ended"));
    }
    return OK;
}

code law_end(engine *e) {
    e->end = DAY_OPEN;
    e->end_deed = NOBODY;
    for (uint32_t i = 0; i < e->member_count; i++) TRY(law_walk(e, &e->members[i], false));
    uint64_t *keys;
    size_t count = 0;
    TRY(list_suspensions(e, &keys, &count));
    if (count) law_sort(keys, count);
    for (size_t i = 0; i < count; i++) TRY(suspend_all(e, (uint32_t)keys[i] & 0x7fffffffU, count));
    TRY(end_by_acts(e));
    end_by_term(e);
    end_by_one(e);
    TRY(end_by_lapse(e));
    return note_late(e);
}
