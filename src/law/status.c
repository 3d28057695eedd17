#include "law/engine.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_ACTS = 1 << 24 };

static bool vague(const law_date *d) {
    return d->text.p && d->first != d->last;
}

static bool entry_is_vague(const law_entry *c) {
    if (vague(&c->date) || vague(&c->counting.not_before)) return true;
    for (size_t i = 0; i < c->first_of_count; i++)
        if (entry_is_vague(&c->first_of[i])) return true;
    for (size_t i = 0; i < c->both_count; i++)
        if (entry_is_vague(&c->both[i])) return true;
    return false;
}

/* Whether any date can be more than one day: then it takes two runs. */
static bool is_vague(const law_instrument *in) {
    const law_terms *t = &in->terms;
    if (vague(&in->adopted) || entry_is_vague(&t->entry) || vague(&t->join.counting.not_before) ||
        vague(&t->provisional.date) || vague(&t->provisional.until) ||
        vague(&t->withdraw.not_before_date))
        return true;
    for (size_t i = 0; i < in->party_count; i++)
        if (vague(&in->parties[i].from) || vague(&in->parties[i].to)) return true;
    for (size_t i = 0; i < in->act_count; i++)
        if (!in->acts[i].void_ && (vague(&in->acts[i].on) || vague(&in->acts[i].effect)))
            return true;
    return false;
}

static code run(arena *a, const law_instrument *in, bool late, law_notes *notes, law_result *out,
                fault *f) {
    engine e = {.a = a, .in = in, .f = f, .late = late, .notes = notes};
    TRY(law_prepare(&e));
    TRY(law_enter(&e));
    TRY(law_end(&e));
    return law_layers(&e, out);
}

/* One party's intervals in both runs: [from, to) of each list. */
typedef struct {
    size_t from, to;
} part;

static part next_part(const law_result *r, size_t from) {
    part p = {from, from};
    while (p.to < r->count && str_eq(r->intervals[p.to].party, r->intervals[from].party)) p.to++;
    return p;
}

static void widen(law_interval *i, day other) {
    i->from_first = other < i->from ? other : i->from;
    if (other > i->from) i->from = other;
}

/* The late run says what has certainly happened. Where the early run goes through the same
 * statuses, each start lies between the two; else each is matched with the same status there. */
static void merge_part(law_result *late, part l, const law_result *early, part p) {
    bool same = l.to - l.from == p.to - p.from;
    for (size_t i = 0; same && i < l.to - l.from; i++)
        same = late->intervals[l.from + i].status == early->intervals[p.from + i].status;
    size_t k = p.from;
    for (size_t i = l.from; i < l.to; i++) {
        law_interval *x = &late->intervals[i];
        size_t at = same ? p.from + (i - l.from) : k;
        while (!same && at < p.to && early->intervals[at].status != x->status) at++;
        if (at < p.to) {
            day other = early->intervals[at].from;
            if (same || other < x->from) widen(x, other);
            k = at + 1;
        }
        if (!same || x->from_first < x->from) x->uncertain = true;
    }
}

static void merge(law_result *late, const law_result *early) {
    size_t i = 0, k = 0;
    while (i < late->count) {
        part l = next_part(late, i), p = {k, k};
        if (k < early->count) p = next_part(early, k);
        bool whole = !late->intervals[i].party.n;
        int order = k >= early->count ? -1
                    : whole && early->intervals[k].party.n
                        ? -1
                        : str_cmp(late->intervals[i].party, early->intervals[k].party);
        if (order <= 0) {
            if (order < 0) p.to = p.from;
            merge_part(late, l, early, p);
            i = l.to;
        }
        if (order >= 0) k = p.to;
    }
}

/* After merging, each interval ends as the next begins; and what rests on a date marked as
 * uncertain is so. */
static void finish(const law_instrument *in, law_result *r) {
    for (size_t i = 0; i < r->count; i++) {
        law_interval *x = &r->intervals[i];
        const law_interval *next = i + 1 < r->count ? x + 1 : NULL;
        if (next && str_eq(next->party, x->party)) {
            x->to = next->from;
            x->to_first = next->from_first;
        }
        for (size_t k = 0; k < x->act_count && !x->uncertain; k++)
            x->uncertain = in->acts[x->acts[k]].on.marked || in->acts[x->acts[k]].effect.marked;
    }
}

/* The order within one run is that of its own days; a wider day must not come before the last. */
static void keep_order(law_result *r) {
    for (size_t i = 1; i < r->count; i++) {
        law_interval *x = &r->intervals[i];
        if (!str_eq(x->party, x[-1].party)) continue;
        if (x->from < x[-1].from) x->from = x[-1].from;
        if (x->from_first < x[-1].from_first) x->from_first = x[-1].from_first;
    }
}

static int by_act(const void *a, const void *b) {
    const law_note *x = a, *y = b;
    return x->act < y->act ? -1 : x->act > y->act;
}

code law_status(arena *a, const law_instrument *in, law_result *out, fault *f) {
    law_result late = {0}, early = {0};
    if (in->act_count > MOST_ACTS || in->party_count > MOST_ACTS)
        return fault_set(f, INVALID, "acts", "more than %d acts", MOST_ACTS);
    TRY(run(a, in, true, &late.notes, &late, f));
    if (is_vague(in)) {
        TRY(run(a, in, false, NULL, &early, f));
        merge(&late, &early);
        keep_order(&late);
    }
    finish(in, &late);
    if (late.notes.count > 1)
        qsort(late.notes.items, late.notes.count, sizeof *late.notes.items, by_act);
    *out = late;
    return OK;
}

/* A span of days as the year, the month or the period that it is. */
static void days_text(day first, day last, char out[32]) {
    char a[16], b[16];
    day_format(first, a);
    day_format(last, b);
    civil x = {0}, y = {0};
    bool spans = first != last && last != DAY_OPEN;
    if (spans) x = day_civil(first), y = day_civil(last);
    bool months =
        spans && x.day == 1 && y.day == days_in_month(y.year, y.month) && x.year == y.year;
    if (!spans)
        snprintf(out, 32, "%s", last == DAY_OPEN ? "" : b);
    else if (months && x.month == 1 && y.month == 12)
        snprintf(out, 32, "%.4s", a);
    else if (months && x.month == y.month)
        snprintf(out, 32, "%.7s", a);
    else
        snprintf(out, 32, "%s/%s", a, b);
}

void law_from_text(const law_interval *i, char out[32]) {
    days_text(i->from_first, i->from, out);
}

void law_to_text(const law_interval *i, char out[32]) {
    days_text(i->to_first, i->to, out);
}
