#include "law/slow.h"

#include "law/slow_calendar.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LIVES = 16, SPANS = 16, ACTS = 64 };

static int most(int a, int b) {
    return a > b ? a : b;
}

typedef struct {
    int on, effect; /* effect NEVER: none stated */
    int party;      /* -1: all */
    law_do act;
    int number;
    bool out;
} thing; /* that was done */

typedef struct {
    int from, shown, bound, off, withdrawn_on;
    bool joined, withdrawn, stated;
} bond;

typedef struct {
    int from, to;
    int bond;
} span_of_days;

typedef struct {
    bond bonds[LIVES];
    int bond_count;
    span_of_days applied[SPANS], suspended[SPANS];
    int applied_count, suspended_count;
    int signs[ACTS], sign_count;
} story;

typedef struct {
    const law_instrument *in;
    const law_terms *t;
    slow_result *r;
    thing things[ACTS];
    int count;
    int born[SLOW_PARTIES], gone[SLOW_PARTIES], succession[SLOW_PARTIES];
    int entry, reached;
    bool binding; /* signatures, from `entry` on */
    story stories[SLOW_PARTIES];
    span_of_days whole[SPANS];
    int whole_count;
    int end;
} world;

static int day_in(const world *w, const law_date *d) {
    return d->text.p ? d->first - w->r->first : NEVER;
}

static int counted(const world *w, int from, const law_counting *c) {
    int d = plus(from, c->after, c->next_day);
    if (c->month_start) d = next_month(d);
    return c->not_before.text.p ? most(d, day_in(w, &c->not_before)) : d;
}

static int order_of_day(law_do act) {
    switch (act) {
    case LAW_SIGN:
    case LAW_INITIAL: return 0;
    case LAW_SIGN_DEFINITIVELY: return 1;
    case LAW_RATIFY:
    case LAW_ACCEPT:
    case LAW_APPROVE:
    case LAW_ACCEDE:
    case LAW_SUCCEED:
    case LAW_NOTIFY:
    case LAW_EXCHANGE: return 2;
    case LAW_APPLY_PROVISIONALLY: return 3;
    case LAW_SUSPEND: return 4;
    case LAW_RESUME: return 5;
    case LAW_END_PROVISIONAL: return 6;
    case LAW_WITHDRAW: return 7;
    case LAW_CANCEL_WITHDRAWAL: return 8;
    default: return 9;
    }
}

static int by_time(const void *a, const void *b) {
    const thing *x = a, *y = b;
    if (x->on != y->on) return x->on - y->on;
    if (order_of_day(x->act) != order_of_day(y->act))
        return order_of_day(x->act) - order_of_day(y->act);
    if (x->act != y->act) return (int)x->act - (int)y->act;
    int ex = x->effect == NEVER ? -1 : x->effect, ey = y->effect == NEVER ? -1 : y->effect;
    return ex != ey ? ex - ey : x->number - y->number;
}

static int party_number(world *w, str party) {
    for (int i = 0; i < w->r->party_count; i++)
        if (str_eq(w->r->codes[i], party)) return i;
    return -1;
}

static bool is_ratification(law_do a) {
    return a == LAW_RATIFY || a == LAW_ACCEPT || a == LAW_APPROVE;
}

static bool is_consent(law_do a) {
    return is_ratification(a) || a == LAW_SIGN_DEFINITIVELY || a == LAW_ACCEDE;
}

static bool is_signature(law_do a) {
    return a == LAW_SIGN || a == LAW_SIGN_DEFINITIVELY;
}

static bool takes_part(law_do a) {
    return is_consent(a) || is_signature(a) || a == LAW_INITIAL || a == LAW_SUCCEED ||
           a == LAW_NOTIFY || a == LAW_EXCHANGE || a == LAW_APPLY_PROVISIONALLY;
}

/* Takes part by the end of day d, all by itself or in an exchange that names it. */
static bool came_by(const world *w, int party, int d) {
    for (int i = 0; i < w->count; i++)
        if (!w->things[i].out && w->things[i].party == party && w->things[i].on <= d &&
            takes_part(w->things[i].act))
            return true;
    return false;
}

static bool has(const law_entry *c, law_on on) {
    if (c->on == on) return true;
    for (size_t i = 0; i < c->first_of_count; i++)
        if (has(&c->first_of[i], on)) return true;
    for (size_t i = 0; i < c->both_count; i++)
        if (has(&c->both[i], on)) return true;
    return false;
}

static bool many_sided(const law_entry *c) {
    if (c->on == LAW_ON_CONSENTS && (c->count > 2 || c->weight_count)) return true;
    if (c->party_count > 2) return true;
    for (size_t i = 0; i < c->first_of_count; i++)
        if (many_sided(&c->first_of[i])) return true;
    for (size_t i = 0; i < c->both_count; i++)
        if (many_sided(&c->both[i])) return true;
    return false;
}

static bool bilateral_on(const world *w, int d) {
    int sides = 0;
    if (w->t->bilateral != LAW_UNSAID) return w->t->bilateral == LAW_YES;
    if (w->t->join.given || w->t->lapse_below || many_sided(&w->t->entry)) return false;
    for (int p = 0; p < w->r->party_count; p++) sides += came_by(w, p, d);
    for (int i = 0; i < w->count; i++) {
        const thing *a = &w->things[i];
        if (!a->out && a->on <= d && (a->act == LAW_ACCEDE || a->act == LAW_SUCCEED)) return false;
    }
    return sides == 2;
}

/* The rule by which a consent of day `on` binds. */
static void bind(const world *w, int party, const thing *a, bond *b) {
    b->joined = false;
    b->stated = a->effect != NEVER;
    if (b->stated) {
        b->bound = a->effect;
    } else if (a->act == LAW_SUCCEED) {
        int s = w->succession[party];
        if (s != NEVER && s < b->shown) b->shown = s;
        b->bound = most(w->entry, b->shown);
    } else if (w->entry == NEVER || a->on <= w->reached) {
        b->bound = w->entry;
    } else {
        b->joined = true;
        b->bound =
            most(w->entry, w->t->join.given ? counted(w, a->on, &w->t->join.counting) : a->on);
    }
}

static int renewal_end(const world *w, int base, int on) {
    const law_duration *t = &w->t->duration;
    for (int k = 0;; k++) {
        law_period p = {.months = t->term.months + k * t->renew.months,
                        .days = t->term.days + k * t->renew.days};
        if (t->through.text.p) base = day_in(w, &t->through) + 1;
        int end = plus(base, p, t->next_day);
        if (end > on && plus(on, t->notice, t->next_day) <= end) return end;
    }
}

static void withdraw(const world *w, const thing *a, bond *b) {
    const law_withdrawal *t = &w->t->withdraw;
    static const law_period year = {.months = 12};
    int d;
    if (a->effect != NEVER) {
        d = most(a->effect, b->from);
    } else if (a->on < b->bound) {
        d = a->on;
    } else if (t->given) {
        int received = a->on;
        if (t->notice_from.given)
            received = most(received, plus(b->bound, t->notice_from, t->next_day));
        d = plus(received, t->notice, t->next_day);
        if (t->month_start) d = next_month(d);
        if (t->year_end) d = next_year(d);
        if (t->not_before.given) d = most(d, plus(b->bound, t->not_before, t->next_day));
        if (t->not_before_date.text.p) d = most(d, day_in(w, &t->not_before_date));
    } else if (w->t->duration.given) {
        if (!w->t->duration.renew.given) return;
        d = renewal_end(w, w->entry <= a->on ? w->entry : b->bound, a->on);
    } else {
        d = plus(a->on, year, w->t->next_day);
    }
    b->withdrawn = true;
    b->withdrawn_on = a->on;
    b->off = d;
}

/* Which acts are consent, while the terms are asked about one condition, or about all. */
typedef struct {
    bool sign, notify, exchange, succeed;
    bool seeking; /* the day of entry into force */
    bool states;  /* a signature with an effect, under a date or an agreement */
} asked;

static bool consents(const world *w, const thing *a, asked q) {
    if (is_consent(a->act) || (q.sign && a->act == LAW_SIGN)) return true;
    if (w->binding && is_signature(a->act)) return true;
    if (q.states && a->act == LAW_SIGN && a->effect != NEVER) return true;
    return (q.notify && a->act == LAW_NOTIFY) || (q.exchange && a->act == LAW_EXCHANGE) ||
           (q.succeed && a->act == LAW_SUCCEED);
}

static bool mine(const world *w, const thing *a, int party, asked q) {
    if (a->out) return false;
    if (a->act == LAW_EXCHANGE && q.exchange) return came_by(w, party, a->on);
    return a->party == party;
}

static void tell_consent(const world *w, const thing *a, int party, asked q, story *s) {
    bond *b = s->bond_count ? &s->bonds[s->bond_count - 1] : NULL;
    bool going = b && a->on < b->off;
    if (going && !b->withdrawn && b->shown > a->on && consents(&(world){.t = w->t}, a, q)) {
        int s_day = a->act == LAW_SUCCEED ? w->succession[party] : NEVER;
        b->shown = s_day < a->on ? s_day : a->on;
        if (a->effect != NEVER) b->bound = a->effect, b->stated = true, b->joined = false;
        return;
    }
    if (going && !b->withdrawn) {
        if (a->act == LAW_EXCHANGE || q.seeking) return;
        if (a->effect != NEVER && a->on < b->bound) {
            b->bound = a->effect, b->stated = true, b->joined = false;
        } else if (b->joined && a->on == b->bound && b->bound > b->from) {
            b->from = a->on;
            int shown = b->shown;
            thing plain = *a;
            plain.effect = NEVER;
            if (plain.act == LAW_SUCCEED) plain.act = LAW_ACCEDE;
            bind(w, party, &plain, b);
            b->shown = shown;
        }
        return;
    }
    int before = going ? b->off : -NEVER;
    assert(s->bond_count < LIVES);
    b = &s->bonds[s->bond_count++];
    *b = (bond){.from = a->on, .shown = a->on, .off = NEVER};
    bool by_itself = !consents(&(world){.t = w->t}, a, q);
    if (by_itself) b->shown = most(b->shown, w->entry);
    bind(w, party, a, b);
    if (!b->stated) b->bound = most(b->bound, before);
}

static bool bound_on(const story *s, int d) {
    for (int i = 0; i < s->bond_count; i++)
        if (s->bonds[i].bound <= d && d < s->bonds[i].off) return true;
    return false;
}

static span_of_days *applying(story *s, int d) {
    span_of_days *x = s->applied_count ? &s->applied[s->applied_count - 1] : NULL;
    if (!x || x->to <= d) return NULL;
    for (int i = 0; i < s->bond_count; i++)
        if (s->bonds[i].off > x->from && s->bonds[i].off <= d) return NULL;
    return x;
}

static void tell_withdrawal(const world *w, const thing *a, story *s) {
    bond *b = s->bond_count ? &s->bonds[s->bond_count - 1] : NULL;
    if (b && b->off <= a->on) b = NULL;
    span_of_days *x = applying(s, a->on);
    if (!b && x) x->to = most(x->from, a->effect == NEVER ? a->on : a->effect);
    if (!b || b->withdrawn) return;
    withdraw(w, a, b);
    int n = s->bond_count;
    if (n > 1 && b->off <= b->bound && a->on < b->bound && s->bonds[n - 2].off > a->on)
        s->bond_count--; /* a second consent, taken back while the first runs out */
}

static void tell_cancelling(const thing *a, story *s) {
    int n = s->bond_count, d = a->effect == NEVER ? a->on : a->effect;
    if (n > 1 && !s->bonds[n - 1].withdrawn && s->bonds[n - 2].off > d) n = --s->bond_count;
    if (!n || !s->bonds[n - 1].withdrawn || s->bonds[n - 1].off <= d) return;
    s->bonds[n - 1].withdrawn = false;
    s->bonds[n - 1].off = NEVER;
}

static void tell_suspension(const world *w, const thing *a, story *s) {
    if (bilateral_on(w, a->on)) return;
    span_of_days *x = s->suspended_count ? &s->suspended[s->suspended_count - 1] : NULL;
    if (x && (x->to <= a->on || s->bonds[x->bond].off <= a->on)) x = NULL;
    if (a->act == LAW_RESUME) {
        if (x) x->to = a->on;
        return;
    }
    if (x || !bound_on(s, a->on)) return;
    int i = s->bond_count - 1;
    while (!(s->bonds[i].bound <= a->on && a->on < s->bonds[i].off)) i--;
    s->suspended[s->suspended_count++] = (span_of_days){a->on, NEVER, i};
}

static void tell_terms(const world *w, const thing *a, asked q, story *s) {
    const law_provisional *t = &w->t->provisional;
    if (t->given && !s->applied_count) {
        bool begins = is_signature(a->act) || (!t->from_signature && consents(w, a, q));
        int from = a->on;
        if (a->act == LAW_SIGN && !consents(w, a, q) && a->effect != NEVER) from = a->effect;
        if (!t->from_signature) from = most(from, day_in(w, &t->date));
        int to = day_in(w, &t->until);
        if (begins && from < to) s->applied[s->applied_count++] = (span_of_days){from, to, 0};
    }
}

static void tell_applying(const thing *a, story *s) {
    span_of_days *x = applying(s, a->on);
    if (a->act == LAW_END_PROVISIONAL && x) x->to = most(a->on, x->from);
    if (a->act == LAW_APPLY_PROVISIONALLY && !x && !bound_on(s, a->on))
        s->applied[s->applied_count++] = (span_of_days){a->on, NEVER, 0};
}

static void tell(const world *w, int party, asked q, story *s) {
    memset(s, 0, sizeof *s);
    for (int d = 0; d < SLOW_DAYS; d++)
        for (int i = 0; i < w->count && w->things[i].on <= d; i++) {
            const thing *a = &w->things[i];
            if (a->on != d || !mine(w, a, party, q)) continue;
            if (is_signature(a->act))
                s->signs[s->sign_count++] =
                    consents(w, a, q) || a->effect == NEVER ? a->on : a->effect;
            if (consents(w, a, q)) tell_consent(w, a, party, q, s);
            tell_terms(w, a, q, s);
            if (a->party != party) continue;
            tell_applying(a, s);
            if (a->act == LAW_WITHDRAW) tell_withdrawal(w, a, s);
            if (a->act == LAW_CANCEL_WITHDRAWAL) tell_cancelling(a, s);
            if (a->act == LAW_SUSPEND || a->act == LAW_RESUME) tell_suspension(w, a, s);
        }
}

/* Entry into force. */

static bool consenting(const world *w, const story *s, int party, int d) {
    if (d >= w->gone[party]) return false;
    for (int i = 0; i < s->bond_count; i++)
        if (s->bonds[i].from <= d && d < s->bonds[i].off) return true;
    return false;
}

static bool met_on(world *w, const law_entry *c, const story *s, int d) {
    size_t done = 0, waiting = 0, listed = 0, needed = 0;
    int64_t weight = 0;
    bool in[SLOW_PARTIES];
    for (int p = 0; p < w->r->party_count; p++) {
        in[p] = consenting(w, &s[p], p, d);
        done += in[p];
        bool ever = s[p].bond_count && s[p].bonds[0].from <= d;
        waiting += !ever && came_by(w, p, d) && d < w->gone[p];
        for (size_t i = 0; i < c->weight_count; i++)
            if (in[p] && str_eq(c->weights[i].party, w->r->codes[p]))
                weight += c->weights[i].billionths;
    }
    for (size_t i = 0; i < c->party_count; i++) {
        int p = party_number(w, c->parties[i]);
        needed++;
        listed += p >= 0 && in[p];
    }
    if (!done) return false;
    if (c->on == LAW_ON_CONSENTS || c->count) {
        if (done < c->count) return false;
    } else if (c->party_count ? listed < needed : waiting > 0 || done < 2) {
        return false;
    }
    for (size_t g = 0; g < c->including_count; g++) {
        size_t found = 0;
        for (size_t i = 0; i < c->including[g].of_count; i++) {
            int p = party_number(w, c->including[g].of[i]);
            found += p >= 0 && in[p];
        }
        if (found < c->including[g].count) return false;
    }
    return !c->weight_count || weight >= c->at_least_billionths;
}

static int effect_stated(const world *w, const story *s, int d) {
    int latest = NEVER;
    for (int p = 0; p < w->r->party_count; p++)
        for (int k = 0; k < s[p].bond_count; k++) {
            const bond *b = &s[p].bonds[k];
            if (!b->stated || b->from > d || b->off <= d) continue;
            if (b->bound < d && b->from != d) continue;
            if (latest == NEVER || b->bound > latest) latest = b->bound;
        }
    return latest;
}

static void ask_sides(world *w, const law_entry *c, int *entry, int *reached) {
    asked q = {.sign = c->on == LAW_ON_SIGNATURE,
               .notify = c->on == LAW_ON_NOTIFICATIONS,
               .succeed = w->t->count_successions,
               .seeking = true};
    story s[SLOW_PARTIES];
    for (int p = 0; p < w->r->party_count; p++) tell(w, p, q, &s[p]);
    for (int d = 0; d < SLOW_DAYS; d++) {
        if (!met_on(w, c, s, d)) continue;
        *reached = d;
        *entry = counted(w, d, &c->counting);
        int stated = c->on == LAW_ON_CONSENTS ? NEVER : effect_stated(w, s, d);
        if (stated != NEVER) *entry = stated;
        return;
    }
}

static void ask_alone(world *w, const law_entry *c, int *entry, int *reached) {
    if (c->on == LAW_ON_DATE) {
        *reached = day_in(w, &c->date);
        *entry = counted(w, *reached, &c->counting);
        return;
    }
    if (c->on != LAW_ON_AGREEMENT && c->on != LAW_ON_EXCHANGE) {
        ask_sides(w, c, entry, reached);
        return;
    }
    for (int i = 0; i < w->count; i++) {
        const thing *a = &w->things[i];
        if (a->out) continue;
        if (c->on == LAW_ON_EXCHANGE) {
            if (a->act != LAW_EXCHANGE) continue;
            *reached = a->on;
            *entry = a->effect != NEVER ? a->effect : counted(w, a->on, &c->counting);
            return;
        }
        bool states = is_consent(a->act) || is_signature(a->act) || a->act == LAW_NOTIFY ||
                      a->act == LAW_EXCHANGE;
        if (states && a->effect < *entry) *entry = *reached = a->effect;
    }
}

static law_on ask(world *w, const law_entry *c, int *entry, int *reached) {
    law_on decided = c->on;
    bool any = c->on != LAW_ON_NONE;
    *entry = NEVER, *reached = -NEVER;
    if (any) ask_alone(w, c, entry, reached);
    for (size_t i = 0; i < c->first_of_count; i++, any = true) {
        int e, r;
        law_on on = ask(w, &c->first_of[i], &e, &r);
        if (any && (e > *entry || (e == *entry && r <= *reached))) continue;
        *entry = e, *reached = r, decided = on;
    }
    for (size_t i = 0; i < c->both_count; i++, any = true) {
        int e, r;
        law_on on = ask(w, &c->both[i], &e, &r);
        if (!any || e > *entry) *entry = e, decided = on;
        *reached = any ? most(*reached, r) : r;
    }
    if (c->on == LAW_ON_NONE && *entry != NEVER) *entry = counted(w, *entry, &c->counting);
    return decided;
}

/* A day. */

static int status_of_party(const world *w, int p, int d) {
    const story *s = &w->stories[p];
    bool contracting = false, ended = false, due = false, applied = false, was_applied = false;
    int last_off = -1;
    if (bound_on(s, d)) {
        for (int i = 0; i < s->suspended_count; i++) {
            const span_of_days *x = &s->suspended[i];
            if (x->from <= d && d < x->to && d < s->bonds[x->bond].off) return STATUS_SUSPENDED;
        }
        for (int i = 0; i < w->whole_count; i++)
            if (w->whole[i].from <= d && d < w->whole[i].to) return STATUS_SUSPENDED;
        return STATUS_IN_FORCE;
    }
    for (int i = 0; i < s->applied_count; i++) {
        const span_of_days *x = &s->applied[i];
        int to = x->to;
        for (int k = s->bond_count - 1; k >= 0; k--)
            if (s->bonds[k].off > x->from && s->bonds[k].off < to) to = s->bonds[k].off;
        if (x->from <= d && d < to) applied = true;
        if (x->from < to && x->from <= d) was_applied = true;
    }
    if (applied) return STATUS_PROVISIONAL;
    for (int i = 0; i < s->bond_count; i++) {
        const bond *b = &s->bonds[i];
        if (b->shown <= d && d < b->off) contracting = true;
        int off = b->bound < b->off ? b->off : most(b->off, b->shown);
        if (b->off == NEVER || off > d) continue;
        ended = true;
        if (off >= last_off) due = b->withdrawn_on != off;
        last_off = most(last_off, off);
    }
    if (contracting) return STATUS_CONTRACTING;
    for (int i = 0; i < s->sign_count; i++)
        if (s->signs[i] <= d &&
            (!ended || s->signs[i] > last_off || (due && s->signs[i] == last_off)))
            return STATUS_SIGNATORY;
    return ended || was_applied ? STATUS_ENDED : SLOW_NOTHING;
}

static void suspend_whole(world *w) {
    for (int i = 0; i < w->count; i++) {
        const thing *a = &w->things[i];
        if (a->out || (a->act != LAW_SUSPEND && a->act != LAW_RESUME)) continue;
        if (a->party >= 0 && !(bilateral_on(w, a->on) && came_by(w, a->party, a->on))) continue;
        span_of_days *x = w->whole_count ? &w->whole[w->whole_count - 1] : NULL;
        if (x && x->to <= a->on) x = NULL;
        if (a->act == LAW_RESUME && x) x->to = a->on;
        if (a->act == LAW_SUSPEND && !x && a->on >= w->entry)
            w->whole[w->whole_count++] = (span_of_days){a->on, NEVER, 0};
    }
}

static bool ends_by_act(const world *w, int d) {
    for (int i = 0; i < w->count; i++) {
        const thing *a = &w->things[i];
        bool ends = a->act == LAW_TERMINATE || a->act == LAW_SUPERSEDE;
        int effect = a->effect == NEVER ? a->on : a->effect;
        if (!a->out && ends && effect == d && (a->party < 0 || came_by(w, a->party, a->on)))
            return true;
    }
    return false;
}

static bool ends_by_side(const world *w, int d) {
    if (!bilateral_on(w, d)) return false;
    for (int p = 0; p < w->r->party_count; p++)
        for (int i = 0; i < w->stories[p].bond_count; i++) {
            const bond *b = &w->stories[p].bonds[i];
            int to = b->off < w->gone[p] ? b->off : w->gone[p];
            if (to == d && b->bound < d) return true;
        }
    return false;
}

static size_t parties_on(const world *w, int d) {
    size_t n = 0;
    for (int p = 0; p < w->r->party_count; p++)
        n += d >= 0 && d < w->gone[p] && bound_on(&w->stories[p], d);
    return n;
}

static void find_end(world *w) {
    const law_duration *t = &w->t->duration;
    size_t least = w->t->lapse_below;
    for (w->end = 0; w->end < SLOW_DAYS; w->end++) {
        int d = w->end;
        if (ends_by_act(w, d) || ends_by_side(w, d)) return;
        if (t->given && !t->renew.given && w->entry < NEVER) {
            bool fixed = t->through.text.p != NULL;
            int last = fixed ? day_in(w, &t->through) + 1 : plus(w->entry, t->term, t->next_day);
            if (most(last, w->entry) == d) return;
        }
        if (least && parties_on(w, d) < least && parties_on(w, d - 1) >= least) return;
    }
    w->end = NEVER;
}

static void paint_parties(world *w) {
    for (int p = 0; p < w->r->party_count; p++) {
        bool seen = false;
        for (int d = 0; d < SLOW_DAYS; d++) {
            int s = status_of_party(w, p, d);
            if (d >= w->end || d >= w->gone[p]) s = seen ? STATUS_ENDED : SLOW_NOTHING;
            seen = seen || s != SLOW_NOTHING;
            w->r->status[p][d] = (unsigned char)s;
        }
    }
}

static void paint_whole(world *w) {
    int start = w->entry < NEVER ? w->entry : NEVER;
    unsigned char *row = w->r->status[SLOW_PARTIES];
    if (w->in->adopted.text.p && day_in(w, &w->in->adopted) < start)
        start = day_in(w, &w->in->adopted);
    for (int i = 0; i < w->count; i++)
        if (!w->things[i].out && w->things[i].on < start) start = w->things[i].on;
    for (int d = 0; d < SLOW_DAYS; d++) {
        bool provisional = false, any = d >= start;
        for (int p = 0; p < w->r->party_count; p++) {
            provisional = provisional || w->r->status[p][d] == STATUS_PROVISIONAL;
            any = any || w->r->status[p][d] != SLOW_NOTHING;
        }
        any = any || d >= w->end;
        int s = provisional ? STATUS_PROVISIONAL : STATUS_NOT_IN_FORCE;
        if (d >= w->entry) s = STATUS_IN_FORCE;
        for (int i = 0; i < w->whole_count; i++)
            if (d >= w->entry && w->whole[i].from <= d && d < w->whole[i].to) s = STATUS_SUSPENDED;
        if (d >= w->end) s = STATUS_ENDED;
        row[d] = (unsigned char)(any ? s : SLOW_NOTHING);
        if (any) start = 0;
    }
}

/* The input as this file sees it. */

static void read_parties(world *w) {
    const law_instrument *in = w->in;
    for (size_t i = 0; i < in->act_count; i++) {
        str party = in->acts[i].party;
        if (!party.n || party_number(w, party) >= 0) continue;
        assert(w->r->party_count < SLOW_PARTIES);
        w->r->codes[w->r->party_count++] = party;
    }
    for (int p = 0; p < w->r->party_count; p++) {
        w->born[p] = -NEVER, w->gone[p] = w->succession[p] = NEVER;
        for (size_t i = 0; i < in->party_count; i++) {
            const law_party *x = &in->parties[i];
            if (!str_eq(x->code, w->r->codes[p])) continue;
            if (x->from.text.p) w->born[p] = day_in(w, &x->from);
            if (x->to.text.p) w->gone[p] = day_in(w, &x->to) + 1;
            if (x->predecessor.n && x->from.text.p) w->succession[p] = w->born[p];
            for (size_t k = 0; k < in->party_count && x->predecessor.n && !x->from.text.p; k++)
                if (str_eq(in->parties[k].code, x->predecessor) && in->parties[k].to.text.p)
                    w->succession[p] = day_in(w, &in->parties[k].to) + 1;
        }
    }
}

static void read_things(world *w) {
    for (size_t i = 0; i < w->in->act_count; i++) {
        const law_act *a = &w->in->acts[i];
        assert(w->count < ACTS);
        w->things[w->count++] = (thing){.on = day_in(w, &a->on),
                                        .effect = day_in(w, &a->effect),
                                        .party = a->party.n ? party_number(w, a->party) : -1,
                                        .act = a->act,
                                        .number = (int)i};
    }
    qsort(w->things, (size_t)w->count, sizeof w->things[0], by_time);
    for (int i = 0; i < w->count; i++) {
        thing *a = &w->things[i];
        bool signed_before = a->party < 0;
        for (int k = 0; k < i; k++)
            if (w->things[k].party == a->party && !w->things[k].out &&
                is_signature(w->things[k].act))
                signed_before = true;
        a->out = (w->in->adopted.text.p && a->on < day_in(w, &w->in->adopted)) ||
                 (a->party >= 0 && (a->on < w->born[a->party] || a->on >= w->gone[a->party])) ||
                 (w->t->signature_required && is_ratification(a->act) && !signed_before);
    }
}

void slow_status(const law_instrument *in, day first, slow_result *out) {
    static world w; /* large, and this is a test */
    if (!calendar[0].year) fill_calendar();
    memset(&w, 0, sizeof w);
    *out = (slow_result){.first = first};
    memset(out->status, SLOW_NOTHING, sizeof out->status);
    w.in = in, w.t = &in->terms, w.r = out;
    zero = first - 7305; /* 1 January 1990 */
    read_parties(&w);
    read_things(&w);
    w.entry = NEVER, w.reached = -NEVER;
    int entry, reached;
    law_on decided = ask(&w, &w.t->entry, &entry, &reached);
    w.entry = entry, w.reached = reached;
    w.binding = entry < NEVER && (decided == LAW_ON_DATE || decided == LAW_ON_AGREEMENT);
    for (int i = 0; i < w.count && w.binding; i++)
        if (!w.things[i].out && w.things[i].on <= reached &&
            (is_ratification(w.things[i].act) || w.things[i].act == LAW_ACCEDE ||
             w.things[i].act == LAW_NOTIFY))
            w.binding = false;
    asked q = {.sign = has(&w.t->entry, LAW_ON_SIGNATURE),
               .notify = has(&w.t->entry, LAW_ON_NOTIFICATIONS),
               .exchange = has(&w.t->entry, LAW_ON_EXCHANGE),
               .succeed = true,
               .states = has(&w.t->entry, LAW_ON_AGREEMENT) || has(&w.t->entry, LAW_ON_DATE)};
    for (int p = 0; p < out->party_count; p++) tell(&w, p, q, &w.stories[p]);
    suspend_whole(&w);
    find_end(&w);
    paint_parties(&w);
    paint_whole(&w);
}
