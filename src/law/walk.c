#include "law/engine.h"

/* One party through its acts, in order of days. What is already due takes effect before the acts
 * of a day: a consent on the day on which a withdrawal takes effect is a new one. */

typedef struct {
    engine *e;
    member *m;
    bool lives_only;
    size_t life_first, provisional_first, suspended_first;
    day reach; /* no life but the last goes on after it */
} walker;

#define NOTE(w, at, ignored, ...)                                                                  \
    do {                                                                                           \
        if (!(w)->lives_only) TRY(law_note_deed((w)->e, at, ignored, __VA_ARGS__));                \
    } while (0)

day law_effective(const deed *d) {
    return d->effect == DAY_NONE ? d->on : d->effect;
}

/* Consent by itself, whatever becomes of the instrument. */
static bool consents_at_once(const engine *e, const deed *d) {
    bool states = e->signs_state && d->act == LAW_SIGN && d->effect != DAY_NONE;
    return states || DO(d->act) & e->consent_acts;
}

bool law_consents(const engine *e, const deed *d) {
    return consents_at_once(e, d) || (e->signs_bind && DO(d->act) & DO_SIGNS);
}

day law_sign_day(const engine *e, const deed *d) {
    return law_consents(e, d) ? d->on : law_effective(d);
}

static life *last_life(const walker *w) {
    return w->e->lives.n > w->life_first ? &w->e->lives.p[w->e->lives.n - 1] : NULL;
}

static life *life_before(const walker *w) {
    return w->e->lives.n > w->life_first + 1 ? &w->e->lives.p[w->e->lives.n - 2] : NULL;
}

static life *current_life(const walker *w, day d) {
    life *l = last_life(w);
    return l && d < l->off ? l : NULL;
}

/* The life during which the party is bound on `d`; null: none. Several can run, by notices that
 * have not taken effect and consents after them; before `reach` at most. */
static const life *bound_life(const walker *w, day d) {
    const life *l = last_life(w);
    if (l && l->bound <= d && d < l->off) return l;
    for (size_t k = w->e->lives.n; d < w->reach && k > w->life_first; k--) {
        l = &w->e->lives.p[k - 1];
        if (l->bound <= d && d < l->off) return l;
    }
    return NULL;
}

/* The day of succession: 1978 Convention, articles 18 and 23. DAY_NONE: not known. */
static day succession_day(const walker *w) {
    const law_party *p = w->m->known;
    if (!p || !p->predecessor.n) return DAY_NONE;
    if (p->from.text.p) return law_side(w->e, &p->from);
    for (size_t i = 0; i < w->e->in->party_count; i++) {
        const law_party *q = &w->e->in->parties[i];
        if (str_eq(q->code, p->predecessor) && q->to.text.p) return law_side(w->e, &q->to) + 1;
    }
    return DAY_NONE;
}

static void bind_by_terms(const engine *e, life *l) {
    const entering *enter = &e->enter;
    l->counted_from = DAY_NONE;
    l->bound = enter->entry;
    l->how = WHY_ENTRY_COUNTED;
    if (enter->entry == DAY_OPEN || l->from <= enter->reached) return;
    l->how = WHY_JOINED;
    l->counted_from = l->from;
    /* Absent: the day of consent, VCLT 24(3). */
    day d = e->in->terms.join.given ? law_count(e, l->from, &e->in->terms.join.counting) : l->from;
    if (d > l->bound) l->bound = d;
}

static void bind_successor(const walker *w, life *l) {
    day born = succession_day(w);
    l->how = WHY_SUCCEEDED;
    l->counted_from = born;
    if (born != DAY_NONE && born < l->shown) l->shown = born;
    l->bound = w->e->enter.entry > l->shown ? w->e->enter.entry : l->shown;
}

static code push_life(walker *w, uint32_t at) {
    engine *e = w->e;
    const deed *d = &e->deeds[at];
    day before = current_life(w, d->on) ? current_life(w, d->on)->off : DAY_NONE;
    if (before > w->reach) w->reach = before;
    life *p = arena_grow(e->a, e->lives.p, e->lives.n, &e->lives.capacity, sizeof *p);
    if (!p) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    e->lives.p = p;
    life *l = &p[e->lives.n++];
    *l = (life){.consent = at, .withdraw = NOBODY, .from = d->on, .shown = d->on, .off = DAY_OPEN};
    if (!consents_at_once(e, d) && e->enter.entry > l->shown) l->shown = e->enter.entry;
    if (d->effect != DAY_NONE) {
        l->bound = d->effect;
        l->how = WHY_STATED;
    } else if (d->act == LAW_SUCCEED) {
        bind_successor(w, l);
    } else {
        bind_by_terms(e, l);
    }
    /* A new consent while a notice runs: bound anew when it has run out. */
    if (l->how != WHY_STATED && before != DAY_NONE && l->bound < before) l->bound = before;
    return OK;
}

/* A consent after a signature that binds only once the instrument is in force: it makes a status at
 * once. */
static void show_life(const walker *w, uint32_t at, life *l) {
    const deed *d = &w->e->deeds[at];
    day born = d->act == LAW_SUCCEED ? succession_day(w) : DAY_NONE;
    l->shown = born != DAY_NONE && born < d->on ? born : d->on;
    l->consent = at;
    if (d->effect == DAY_NONE) return;
    l->bound = d->effect;
    l->how = WHY_STATED;
}

/* Two of the depositary's entries for one party. As a rule the first counts. */
static code second_consent(walker *w, uint32_t at, life *l) {
    const deed *d = &w->e->deeds[at];
    if (l->shown > d->on && consents_at_once(w->e, d)) {
        show_life(w, at, l);
        return OK;
    }
    /* While entry into force is sought, the first alone counts: a later one must not move it. */
    if (d->act == LAW_EXCHANGE || w->lives_only) return OK;
    if (d->effect != DAY_NONE && d->on < l->bound) {
        l->bound = d->effect;
        l->how = WHY_STATED;
        l->consent = at;
        return OK;
    }
    if (l->how == WHY_JOINED && d->on == l->bound && l->bound > l->from) {
        NOTE(w, l->consent, false,
             "followed, on the day on which it would have bound, by another "
             "consent, which takes its place");
        l->from = d->on;
        bind_by_terms(w->e, l);
        l->consent = at;
        return OK;
    }
    char day_text[16];
    day_format(l->from, day_text);
    NOTE(w, at, true, "a second consent: " STR_FMT " had consented on %s already",
         STR_ARG(w->m->code), day_text);
    return OK;
}

static code step_consent(walker *w, uint32_t at) {
    const deed *d = &w->e->deeds[at];
    life *l = current_life(w, d->on);
    if (l && l->withdraw == NOBODY) return second_consent(w, at, l);
    TRY(push_life(w, at));
    l = last_life(w);
    bool early = d->effect != DAY_NONE && d->effect < w->e->enter.entry;
    if (early) NOTE(w, at, false, "its stated effect is earlier than the entry into force");
    return OK;
}

/* The end of the running period, or of a later one for which the notice is in time. */
static day period_end(const engine *e, day base, day on) {
    const law_duration *t = &e->in->terms.duration;
    day told = law_day_add(on, t->notice, t->next_day);
    if (told <= on) told = on + 1;
    if (told == DAY_OPEN) return DAY_OPEN;
    if (t->through.text.p) base = law_first_period_end(t, base);
    double length = t->renew.months * 30.436875 + t->renew.days;
    double guess = ((double)told - base - t->term.months * 30.436875 - t->term.days) / length - 3;
    int32_t k = guess > 0 ? (int32_t)guess : 0;
    while (law_day_add(base, law_period_sum(t->term, t->renew, k), t->next_day) < told) k++;
    return law_day_add(base, law_period_sum(t->term, t->renew, k), t->next_day);
}

static day denounced(const engine *e, const life *l, day on) {
    const law_withdrawal *t = &e->in->terms.withdraw;
    day received = on, least = law_side(e, &t->not_before_date);
    day earliest = law_day_add(l->bound, t->notice_from, t->next_day);
    if (t->notice_from.given && earliest > received) received = earliest;
    day d = law_day_add(received, t->notice, t->next_day);
    if (t->month_start) d = law_month_after(d);
    if (t->year_end) d = law_year_after(d);
    if (t->not_before.given) {
        day after = law_day_add(l->bound, t->not_before, t->next_day);
        if (after > least) least = after;
    }
    return d < least ? least : d;
}

/* Sets the end of a life by a withdrawal; leaves it open where the act has no effect. */
static code end_life(walker *w, uint32_t at, life *l) {
    engine *e = w->e;
    const deed *d = &e->deeds[at];
    const law_terms *t = &e->in->terms;
    static const law_period year = {.months = 12, .given = true};
    l->why_off = d->on < l->bound ? WHY_CONSENT_WITHDRAWN : WHY_WITHDRAWN;
    if (d->effect != DAY_NONE) {
        l->off = d->effect > l->from ? d->effect : l->from;
    } else if (d->on < l->bound) {
        l->off = d->on;
    } else if (t->withdraw.given) {
        l->off = denounced(e, l, d->on);
    } else if (t->duration.given && !t->duration.renew.given) {
        NOTE(w, at, true, "these terms run for a fixed time and know no denunciation");
        return OK;
    } else if (t->duration.given) {
        l->off = period_end(e, e->enter.entry <= d->on ? e->enter.entry : l->bound, d->on);
        l->why_off = WHY_NOT_RENEWED;
    } else {
        NOTE(w, at, false, "these terms know no withdrawal: twelve months' notice, VCLT 56(2)");
        l->off = law_day_add(d->on, year, t->next_day);
    }
    if (l->off != DAY_OPEN) l->withdraw = at;
    return OK;
}

static stretch *last_stretch(const stretches *list, size_t first) {
    return list->n > first ? &list->p[list->n - 1] : NULL;
}

static code push_stretch(engine *e, stretches *list, stretch s) {
    stretch *p = arena_grow(e->a, list->p, list->n, &list->capacity, sizeof *p);
    if (!p) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    list->p = p;
    p[list->n++] = s;
    return OK;
}

/* The provisional application that runs on `d`; a withdrawal has ended it. */
static stretch *applying(const walker *w, day d) {
    stretch *s = last_stretch(&w->e->provisional, w->provisional_first);
    if (!s || s->to <= d) return NULL;
    for (size_t k = w->e->lives.n; k > w->life_first; k--) {
        const life *l = &w->e->lives.p[k - 1];
        if (s->from < l->off && l->off <= d) return NULL;
    }
    return s;
}

/* Forgets the last life. A suspension to come that was of it is of the one before. */
static void drop_life(walker *w) {
    size_t last = --w->e->lives.n;
    for (size_t i = w->e->suspended.n; i > w->suspended_first; i--) {
        if (w->e->suspended.p[i - 1].life < last) return;
        w->e->suspended.p[i - 1].life = last - 1;
    }
}

static code step_withdraw(walker *w, uint32_t at) {
    const deed *d = &w->e->deeds[at];
    life *l = current_life(w, d->on);
    stretch *s = applying(w, d->on);
    if (!l && s) {
        NOTE(w, at, false,
             "by one that is no party: it ends the provisional application, VCLT "
             "25(2)");
        s->to = law_effective(d) > s->from ? law_effective(d) : s->from;
        s->end = at;
        return OK;
    }
    if (!l) {
        NOTE(w, at, true, "a withdrawal by " STR_FMT ", which %s", STR_ARG(w->m->code),
             last_life(w) ? "had ceased to be a party" : "is not a party");
        return OK;
    }
    if (l->withdraw != NOBODY) {
        NOTE(w, at, true, "a second notice of withdrawal while the first runs");
        return OK;
    }
    TRY(end_life(w, at, l));
    /* A new consent taken back while the first notice runs: only that runs on. */
    const life *before = life_before(w);
    bool unbound = l->off <= l->bound && d->on < l->bound;
    if (before && unbound && d->on < before->off) drop_life(w);
    return OK;
}

static code step_cancel(walker *w, uint32_t at) {
    day d = law_effective(&w->e->deeds[at]);
    life *l = last_life(w), *before = life_before(w);
    if (l && l->withdraw == NOBODY && before && d < before->off) {
        drop_life(w); /* consented anew while the notice ran: it simply stays */
        l = before;
    }
    if (l && l->withdraw != NOBODY && d < l->off) {
        l->withdraw = NOBODY;
        l->off = DAY_OPEN;
        return OK;
    }
    NOTE(w, at, true,
         l && l->withdraw != NOBODY ? "too late: the withdrawal had taken effect"
                                    : "there is no withdrawal to cancel");
    return OK;
}

static code step_provisional(walker *w, uint32_t at) {
    const deed *d = &w->e->deeds[at];
    stretch *s = applying(w, d->on);
    if (d->act == LAW_END_PROVISIONAL) {
        if (!s) {
            NOTE(w, at, true, "there is no provisional application to end");
            return OK;
        }
        s->to = law_effective(d) > s->from ? law_effective(d) : s->from;
        s->end = at;
        return OK;
    }
    if (s || bound_life(w, d->on)) {
        NOTE(w, at, true,
             s ? "it applies the instrument provisionally already" : "it is bound already");
        return OK;
    }
    stretch begun = {.from = law_effective(d), .to = DAY_OPEN, .begin = at, .end = NOBODY};
    return push_stretch(w->e, &w->e->provisional, begun);
}

/* Provisional application that the terms give to whoever signs (or, from a date, consents): once,
 * so that who has ended it does not begin again by ratifying. */
static code begin_by_terms(walker *w, uint32_t at) {
    const law_provisional *t = &w->e->in->terms.provisional;
    const deed *d = &w->e->deeds[at];
    if (!t->given || w->lives_only || last_stretch(&w->e->provisional, w->provisional_first))
        return OK;
    bool begins = DO(d->act) & DO_SIGNS || (!t->from_signature && law_consents(w->e, d));
    if (!begins) return OK;
    stretch s = {.from = law_sign_day(w->e, d), .to = DAY_OPEN, .begin = at, .end = NOBODY};
    if (!(DO(d->act) & DO_SIGNS)) s.from = d->on;
    if (!t->from_signature && s.from < law_side(w->e, &t->date)) s.from = law_side(w->e, &t->date);
    if (t->until.text.p) s.to = law_side(w->e, &t->until);
    return s.from < s.to ? push_stretch(w->e, &w->e->provisional, s) : OK;
}

static code step_suspend(walker *w, uint32_t at) {
    engine *e = w->e;
    day d = law_effective(&e->deeds[at]);
    if (law_two_sided(e, d)) return OK; /* the whole instrument: ending.c */
    stretch *s = last_stretch(&e->suspended, w->suspended_first);
    bool open = s && s->to > d && d < e->lives.p[s->life].off;
    if (e->deeds[at].act == LAW_RESUME) {
        if (!open) {
            NOTE(w, at, true, "there is no suspension to end");
            return OK;
        }
        s->to = d > s->from ? d : s->from;
        s->end = at;
        return OK;
    }
    const life *l = bound_life(w, d);
    if (open || !l) {
        NOTE(w, at, true, open ? "it is suspended already" : "it is not bound on that day");
        return OK;
    }
    stretch begun = {.from = d, .to = DAY_OPEN, .begin = at, .end = NOBODY};
    begun.life = (size_t)(l - e->lives.p);
    return push_stretch(e, &e->suspended, begun);
}

static code step(walker *w, uint32_t at) {
    const deed *d = &w->e->deeds[at];
    if (law_consents(w->e, d)) TRY(step_consent(w, at));
    if (!w->lives_only) TRY(begin_by_terms(w, at));
    switch (d->act) {
    case LAW_WITHDRAW: return step_withdraw(w, at);
    case LAW_CANCEL_WITHDRAWAL: return step_cancel(w, at);
    default: break;
    }
    if (w->lives_only) return OK;
    switch (d->act) {
    case LAW_APPLY_PROVISIONALLY:
    case LAW_END_PROVISIONAL: return step_provisional(w, at);
    case LAW_SUSPEND:
    case LAW_RESUME: return step_suspend(w, at);
    case LAW_NOTIFY:
    case LAW_EXCHANGE:
        if (!law_consents(w->e, d))
            NOTE(w, at, false, "under these terms %s is not consent to be bound",
                 d->act == LAW_NOTIFY ? "a notification" : "an exchange");
        return OK;
    default: return OK;
    }
}

static bool takes_part(const walker *w, uint32_t at) {
    const deed *d = &w->e->deeds[at];
    const law_act *act = &w->e->in->acts[d->index];
    if (d->on < w->m->first_act) return false;
    for (size_t i = 0; i < act->other_count; i++)
        if (str_eq(act->others[i], w->m->code)) return true;
    return act->other_count == 0;
}

static code step_exchange(walker *w, uint32_t at) {
    if (!takes_part(w, at)) return OK;
    TRY(step_consent(w, at));
    return begin_by_terms(w, at);
}

/* An exchange is an act of every side; on its day it comes after what a side did alone to consent.
 */
static bool comes_first(const deed *exchange, const deed *d) {
    if (exchange->on != d->on) return exchange->on < d->on;
    return !(DO(d->act) & (DO_TAKES_PART & ~DO(LAW_APPLY_PROVISIONALLY)));
}

/* Withdrawal ends provisional application: each stretch at the first end of a life after its start.
 * Stretches begin one after another; lives may end in another order, by stated effects. */
static code clip_provisional(walker *w) {
    engine *e = w->e;
    size_t count = e->lives.n - w->life_first, k = 0;
    if (e->provisional.n == w->provisional_first || !count) return OK;
    uint64_t *offs = arena_array(e->a, count, sizeof *offs);
    if (!offs) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < count; i++) offs[i] = law_key(e->lives.p[w->life_first + i].off, 0);
    law_sort(offs, count);
    for (size_t i = w->provisional_first; i < e->provisional.n; i++) {
        stretch *s = &e->provisional.p[i];
        while (k < count && law_key_day(offs[k]) <= s->from) k++;
        if (k < count && law_key_day(offs[k]) < s->to) s->to = law_key_day(offs[k]);
    }
    return OK;
}

/* And suspension, of the life that is suspended. */
static void clip_suspended(walker *w) {
    engine *e = w->e;
    for (size_t i = w->suspended_first; i < e->suspended.n; i++) {
        stretch *s = &e->suspended.p[i];
        if (e->lives.p[s->life].off < s->to) s->to = e->lives.p[s->life].off;
    }
}

code law_walk(engine *e, member *m, bool lives_only) {
    walker w = {e, m, lives_only, e->lives.n, e->provisional.n, e->suspended.n, DAY_NONE};
    uint32_t x = 0, x_count = e->consent_acts & DO(LAW_EXCHANGE) ? e->exchange_count : 0;
    for (uint32_t at = m->first; at < m->first + m->count; at++) {
        const deed *d = &e->deeds[at];
        if (d->out) continue;
        for (; x < x_count && comes_first(&e->deeds[e->exchanges[x]], d); x++)
            TRY(step_exchange(&w, e->exchanges[x]));
        if (x_count && d->act == LAW_EXCHANGE) continue;
        TRY(step(&w, at));
    }
    for (; x < x_count; x++) TRY(step_exchange(&w, e->exchanges[x]));
    m->life_first = w.life_first;
    m->life_count = e->lives.n - w.life_first;
    if (lives_only) return OK;
    TRY(clip_provisional(&w));
    clip_suspended(&w);
    m->provisional_first = w.provisional_first;
    m->provisional_count = e->provisional.n - w.provisional_first;
    m->suspended_first = w.suspended_first;
    m->suspended_count = e->suspended.n - w.suspended_first;
    return OK;
}
