#include "law/engine.h"

/* The day of entry into force: for each condition, the first day at whose end it is met. */

bool law_tree_has(const law_entry *entry, law_on on) {
    if (entry->on == on) return true;
    for (size_t i = 0; i < entry->first_of_count; i++)
        if (law_tree_has(&entry->first_of[i], on)) return true;
    for (size_t i = 0; i < entry->both_count; i++)
        if (law_tree_has(&entry->both[i], on)) return true;
    return false;
}

/* What happens to a party on the way: it has done what the condition asks (or no more: withdrawn,
 * ceased to exist), or takes part and has still to do it. */
enum { DONE = 0, UNDONE = 1, AWAITED = 2, CAME = 3 };

typedef struct {
    engine *e;
    const law_entry *c;
    uint64_t *events;
    size_t event_count;
    int32_t *inside;      /* by member: above 0 while it has done it */
    uint8_t *listed;      /* by member: in c->parties */
    uint8_t *groups;      /* by group and member: in including[group].of */
    size_t *group_count;  /* of those inside */
    int64_t *weights;     /* by member */
    size_t listed_needed; /* SIZE_MAX: one of them has done nothing at all */
    size_t done, waiting, listed_done;
    int64_t weight;
    size_t done_before; /* at the end of the day before */
} sweep;

static code sweep_lists(sweep *s) {
    engine *e = s->e;
    size_t n = e->member_count;
    s->inside = arena_array(e->a, n + 1, sizeof *s->inside);
    s->listed = arena_array(e->a, s->c->party_count ? n + 1 : 1, 1);
    s->groups = arena_array(e->a, s->c->including_count + 1, s->c->including_count ? n + 1 : 1);
    s->group_count = arena_array(e->a, s->c->including_count + 1, sizeof *s->group_count);
    s->weights = arena_array(e->a, s->c->weight_count ? n + 1 : 1, sizeof *s->weights);
    if (!s->inside || !s->listed || !s->groups || !s->group_count || !s->weights)
        return fault_set(e->f, NOMEM, NULL, "not enough memory");
    uint32_t at;
    for (size_t i = 0; i < s->c->party_count; i++) {
        if (!law_member_find(e, s->c->parties[i], &at)) {
            s->listed_needed = SIZE_MAX;
            break;
        }
        s->listed_needed += !s->listed[at];
        s->listed[at] = 1;
    }
    for (size_t g = 0; g < s->c->including_count; g++)
        for (size_t i = 0; i < s->c->including[g].of_count; i++)
            if (law_member_find(e, s->c->including[g].of[i], &at)) s->groups[g * (n + 1) + at] = 1;
    for (size_t i = 0; i < s->c->weight_count; i++)
        if (law_member_find(e, s->c->weights[i].party, &at))
            s->weights[at] = s->c->weights[i].billionths;
    return OK;
}

static void event(sweep *s, day d, uint32_t m, uint32_t kind) {
    if (d != DAY_OPEN) s->events[s->event_count++] = law_key(d, m << 2 | kind);
}

static code sweep_events(sweep *s) {
    engine *e = s->e;
    s->events = arena_array(e->a, 2 * (e->lives.n + e->member_count) + 1, sizeof *s->events);
    if (!s->events) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    for (uint32_t i = 0; i < e->member_count; i++) {
        const member *m = &e->members[i];
        const life *l = m->life_count ? &e->lives.p[m->life_first] : NULL;
        day came = m->life_count ? l[0].from : DAY_OPEN;
        if (came > m->gone) came = m->gone;
        if (m->first_act < came) {
            event(s, m->first_act, i, AWAITED);
            event(s, came, i, CAME);
        }
        for (size_t k = 0; k < m->life_count; k++) {
            day off = l[k].off < m->gone ? l[k].off : m->gone;
            if (l[k].from >= off) continue;
            event(s, l[k].from, i, DONE);
            event(s, off, i, UNDONE);
        }
    }
    law_sort(s->events, s->event_count);
    return OK;
}

/* A member comes in (or goes): the sums follow. */
static void count_member(sweep *s, uint32_t m, bool in) {
    size_t n = s->e->member_count, one = in ? 1 : SIZE_MAX;
    s->done += one;
    if (s->c->party_count && s->listed[m]) s->listed_done += one;
    for (size_t g = 0; g < s->c->including_count; g++)
        if (s->groups[g * (n + 1) + m]) s->group_count[g] += one;
    if (s->c->weight_count) s->weight += in ? s->weights[m] : -s->weights[m];
}

static void take(sweep *s, uint64_t key) {
    uint32_t m = (uint32_t)key >> 2, kind = (uint32_t)key & 3;
    if (kind == AWAITED) s->waiting++;
    if (kind == CAME) s->waiting--;
    if (kind == DONE && ++s->inside[m] == 1) count_member(s, m, true);
    if (kind == UNDONE && --s->inside[m] == 0) count_member(s, m, false);
}

static bool met(const sweep *s) {
    const law_entry *c = s->c;
    if (!s->done) return false;
    if (c->on == LAW_ON_CONSENTS || c->count) {
        if (s->done < c->count) return false;
    } else if (c->party_count) {
        if (s->listed_done != s->listed_needed) return false;
    } else if (s->waiting || s->done < 2) {
        return false;
    }
    for (size_t g = 0; g < c->including_count; g++)
        if (s->group_count[g] < c->including[g].count) return false;
    return !c->weight_count || s->weight >= c->at_least_billionths;
}

/* Which consent met it: of those of that day, by code, the one that made up the number. */
static void find_key(const sweep *s, entering *out) {
    const engine *e = s->e;
    size_t wanted = s->c->count > s->done_before ? s->c->count - s->done_before : SIZE_MAX;
    for (uint32_t i = 0; i < e->member_count && wanted; i++) {
        const member *m = &e->members[i];
        for (size_t k = m->life_first; k < m->life_first + m->life_count; k++) {
            if (e->lives.p[k].from != out->reached || e->lives.p[k].off <= out->reached) continue;
            out->key = e->lives.p[k].consent;
            wanted--;
            break;
        }
    }
    out->number = s->c->count && s->done_before < s->c->count ? s->c->count : s->done;
}

/* Where every side is needed, a stated effect of the act that completes it, or a later one of
 * another's, is that of the whole. */
static void state_effect(const sweep *s, entering *out) {
    const engine *e = s->e;
    day latest = DAY_NONE;
    for (size_t k = 0; k < e->lives.n; k++) {
        const life *l = &e->lives.p[k];
        const deed *d = &e->deeds[l->consent];
        if (l->from > out->reached || l->off <= out->reached || d->effect == DAY_NONE) continue;
        if (d->effect < out->reached && l->from != out->reached) continue;
        if (latest != DAY_NONE && d->effect <= latest) continue;
        latest = d->effect;
        out->key = l->consent;
    }
    if (latest == DAY_NONE) return;
    out->entry = latest;
    out->stated = true;
}

static code enter_by_consents(engine *e, const law_entry *c, entering *out) {
    e->consent_acts = DO_CONSENTS;
    if (e->in->terms.count_successions) e->consent_acts |= DO(LAW_SUCCEED);
    if (c->on == LAW_ON_NOTIFICATIONS) e->consent_acts |= DO(LAW_NOTIFY);
    if (c->on == LAW_ON_SIGNATURE) e->consent_acts |= DO_SIGNS;
    e->lives.n = 0;
    for (uint32_t i = 0; i < e->member_count; i++) TRY(law_walk(e, &e->members[i], true));
    sweep s = {.e = e, .c = c};
    TRY(sweep_lists(&s));
    TRY(sweep_events(&s));
    for (size_t i = 0; i < s.event_count;) {
        day d = law_key_day(s.events[i]);
        s.done_before = s.done;
        while (i < s.event_count && law_key_day(s.events[i]) == d) take(&s, s.events[i++]);
        if (!met(&s)) continue;
        out->reached = d;
        out->entry = law_count(e, d, &c->counting);
        find_key(&s, out);
        if (c->on != LAW_ON_CONSENTS) state_effect(&s, out);
        return OK;
    }
    return OK;
}

static void enter_by_agreement(const engine *e, entering *out) {
    uint32_t acts =
        (DO_TAKES_PART & ~(DO(LAW_APPLY_PROVISIONALLY) | DO(LAW_INITIAL))) & ~DO(LAW_SUCCEED);
    for (uint32_t at = 0; at < e->deed_count; at++) {
        const deed *d = &e->deeds[at];
        if (d->out || !(DO(d->act) & acts) || d->effect == DAY_NONE) continue;
        bool earlier = d->effect < out->entry ||
                       (d->effect == out->entry && d->index < e->deeds[out->key].index);
        if (!earlier) continue;
        out->entry = out->reached = d->effect;
        out->key = at;
        out->stated = true;
    }
}

static void enter_by_exchange(const engine *e, const law_entry *c, entering *out) {
    if (!e->exchange_count) return;
    out->key = e->exchanges[0];
    const deed *d = &e->deeds[out->key];
    out->reached = d->on;
    out->stated = d->effect != DAY_NONE;
    out->entry = out->stated ? d->effect : law_count(e, d->on, &c->counting);
}

static code enter_by(engine *e, const law_entry *c, entering *out);

/* This one's own condition. */
static code enter_alone(engine *e, const law_entry *c, entering *out) {
    switch (c->on) {
    case LAW_ON_DATE:
        out->reached = law_side(e, &c->date);
        out->entry = law_count(e, out->reached, &c->counting);
        return OK;
    case LAW_ON_AGREEMENT: enter_by_agreement(e, out); return OK;
    case LAW_ON_EXCHANGE: enter_by_exchange(e, c, out); return OK;
    case LAW_ON_NONE: return OK;
    default: return enter_by_consents(e, c, out);
    }
}

static entering never(const law_entry *c) {
    return (entering){.entry = DAY_OPEN, .reached = DAY_NONE, .condition = c, .key = NOBODY};
}

/* Of several met on the same day, the one that was reached later lets more consents count. */
static bool before(const entering *a, const entering *b) {
    return a->entry < b->entry || (a->entry == b->entry && a->reached > b->reached);
}

static code enter_by(engine *e, const law_entry *c, entering *out) {
    entering best = never(c);
    TRY(enter_alone(e, c, &best));
    bool any = c->on != LAW_ON_NONE;
    for (size_t i = 0; i < c->first_of_count; i++, any = true) {
        entering other = never(&c->first_of[i]);
        TRY(enter_by(e, &c->first_of[i], &other));
        if (!any || before(&other, &best)) best = other;
    }
    for (size_t i = 0; i < c->both_count; i++, any = true) {
        entering other = never(&c->both[i]);
        TRY(enter_by(e, &c->both[i], &other));
        day reached = other.reached > best.reached ? other.reached : best.reached;
        if (!any || other.entry > best.entry) best = other;
        if (any) best.reached = reached;
    }
    if (c->on == LAW_ON_NONE && best.entry != DAY_OPEN)
        best.entry = law_count(e, best.entry, &c->counting);
    *out = best;
    return OK;
}

/* Under a date or an agreement, a signature is consent unless somebody has ratified or the like by
 * then: the instrument then asks for no more (VCLT 12). */
static bool signatures_bind(const engine *e) {
    const entering *n = &e->enter;
    if (n->entry == DAY_OPEN) return false;
    if (n->condition->on != LAW_ON_DATE && n->condition->on != LAW_ON_AGREEMENT) return false;
    uint32_t more = DO_RATIFIES | DO(LAW_ACCEDE) | DO(LAW_NOTIFY);
    for (uint32_t at = 0; at < e->deed_count; at++)
        if (!e->deeds[at].out && DO(e->deeds[at].act) & more && e->deeds[at].on <= n->reached)
            return false;
    return true;
}

code law_enter(engine *e) {
    const law_entry *c = &e->in->terms.entry;
    entering found = never(c);
    e->enter = never(c);
    TRY(enter_by(e, c, &found));
    e->consent_acts = DO_CONSENTS | DO(LAW_SUCCEED);
    if (law_tree_has(c, LAW_ON_NOTIFICATIONS)) e->consent_acts |= DO(LAW_NOTIFY);
    if (law_tree_has(c, LAW_ON_SIGNATURE)) e->consent_acts |= DO_SIGNS;
    if (law_tree_has(c, LAW_ON_EXCHANGE)) e->consent_acts |= DO(LAW_EXCHANGE);
    e->lives.n = 0;
    e->enter = found;
    e->signs_bind = signatures_bind(e);
    e->signs_state = law_tree_has(c, LAW_ON_AGREEMENT) || law_tree_has(c, LAW_ON_DATE);
    return OK;
}
