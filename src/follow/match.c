/* Candidates by actor, the best for each promise, and the sentence that says why. */
#include "follow/match.h"

#include "base/buf.h"
#include "follow/match_item.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 8, NEAR_POINTS = 15 };

typedef struct {
    str actor;
    size_t fact;
} by_actor;

typedef struct {
    size_t promise, fact;
    match_points points;
} candidate;

typedef struct {
    arena *arena;
    match_side *promises, *facts;
    size_t promise_count, fact_count;
    by_actor *index;
    size_t index_count;
    size_t *tried; /* by fact: 1 + the last promise that it was weighed against */
    match_stems stems;
    double *weights; /* by stem, in all items */
    double *local;   /* the same among the deeds that the promise at hand is weighed against */
    uint32_t *near;  /* in how many of them */
    candidate *candidates;
    size_t count, capacity;
} matching;

static code no_memory(fault *f) {
    return fault_set(f, NOMEM, NULL, "no memory for matching");
}

static int by_actor_order(const void *a, const void *b) {
    const by_actor *x = a, *y = b;
    int order = str_cmp(x->actor, y->actor);
    return order != 0 ? order : (x->fact > y->fact) - (x->fact < y->fact);
}

static code index_make(matching *m, fault *f) {
    size_t total = 0;
    for (size_t i = 0; i < m->fact_count; i++) total += m->facts[i].from->actor_count;
    m->index = arena_array(m->arena, total + 1, sizeof *m->index);
    m->tried = arena_array(m->arena, m->fact_count + 1, sizeof *m->tried);
    if (m->index == NULL || m->tried == NULL) return no_memory(f);
    for (size_t i = 0; i < m->fact_count; i++)
        for (size_t k = 0; k < m->facts[i].from->actor_count; k++)
            m->index[m->index_count++] = (by_actor){m->facts[i].from->actors[k], i};
    qsort(m->index, m->index_count, sizeof *m->index, by_actor_order);
    return OK;
}

/* The run of the index that holds an actor's facts. */
static void index_find(const matching *m, str actor, size_t *first, size_t *last) {
    size_t low = 0, high = m->index_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(m->index[middle].actor, actor) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (low < m->index_count && str_eq(m->index[low].actor, actor)) low++;
    *last = low;
}

/* Rarer words say more; in a handful of items all say the same. */
static code weights_make(matching *m, fault *f) {
    size_t items = m->promise_count + m->fact_count;
    m->weights = arena_array(m->arena, m->stems.count + 1, sizeof *m->weights);
    m->local = arena_array(m->arena, m->stems.count + 1, sizeof *m->local);
    m->near = arena_array(m->arena, m->stems.count + 1, sizeof *m->near);
    if (m->weights == NULL || m->local == NULL || m->near == NULL) return no_memory(f);
    for (size_t i = 0; i < m->stems.count; i++) {
        double share = (double)m->stems.seen_in[i] / (double)items;
        m->weights[i] = items < FEW ? 1 : fmax(log((1 + 1.0 / (double)items) / share), 0.05);
        m->local[i] = m->weights[i];
    }
    return OK;
}

/* What nearly every deed of an actor says (its own name, above all) tells none from another. */
static void weights_localize(matching *m, size_t first, size_t last, bool set) {
    double deeds = (double)(last - first);
    if (last - first < FEW) return;
    for (size_t k = first; k < last; k++) {
        const match_item *d = &m->facts[m->index[k].fact].item;
        for (size_t i = 0; i < d->stem_count; i++) m->near[d->stems[i]] += set;
    }
    for (size_t k = first; k < last; k++) {
        const match_item *d = &m->facts[m->index[k].fact].item;
        for (size_t i = 0; i < d->stem_count; i++) {
            uint32_t stem = d->stems[i];
            double here = fmax(log((1 + 1 / deeds) * deeds / fmax(m->near[stem], 1)), 0.05);
            m->local[stem] = set ? fmin(m->weights[stem], here) : m->weights[stem];
        }
    }
    for (size_t k = first; !set && k < last; k++) {
        const match_item *d = &m->facts[m->index[k].fact].item;
        for (size_t i = 0; i < d->stem_count; i++) m->near[d->stems[i]] = 0;
    }
}

static code sides_make(matching *m, const follow_words *words, const follow_item *from,
                       size_t count, bool (*takes)(const follow_item *), match_side **out,
                       size_t *kept, fault *f) {
    match_side *sides = arena_array(m->arena, count + 1, sizeof *sides);
    size_t n = 0;
    if (sides == NULL) return no_memory(f);
    for (size_t i = 0; i < count; i++) {
        if (!takes(&from[i]) || from[i].actor_count == 0) continue;
        sides[n].from = &from[i];
        TRY(match_item_read(m->arena, words, &from[i], &m->stems, &sides[n].item, f));
        const match_item *item = &sides[n].item;
        bool promise = takes == follow_is_promise;
        bool is =
            promise ? !item->denial && !item->to_come
                    : item->denial || item->replan || (follow_is_deed(&from[i]) && !item->to_come);
        n += is;
    }
    *out = sides;
    *kept = n;
    return OK;
}

static code pair_try(matching *m, size_t promise, size_t fact, fault *f) {
    candidate c = {.promise = promise, .fact = fact};
    if (m->tried[fact] == promise + 1) return OK;
    m->tried[fact] = promise + 1;
    if (!match_weigh(&m->promises[promise], &m->facts[fact], &m->stems, m->local, &c.points))
        return OK;
    candidate *grown = arena_grow(m->arena, m->candidates, m->count, &m->capacity, sizeof *grown);
    if (grown == NULL) return no_memory(f);
    m->candidates = grown;
    grown[m->count++] = c;
    return OK;
}

static bool any_new(const matching *m, size_t first, size_t last) {
    while (first < last && m->facts[m->index[first].fact].from->old) first++;
    return first < last;
}

static code run_try(matching *m, size_t promise, size_t first, size_t last, bool only_new,
                    fault *f) {
    for (size_t k = first; k < last; k++)
        if (!only_new || !m->facts[m->index[k].fact].from->old)
            TRY(pair_try(m, promise, m->index[k].fact, f));
    return OK;
}

/* Of one or two sides all must be there: the rarer one's facts are enough. */
static code actors_try(matching *m, size_t promise, bool only_new, fault *f) {
    const follow_item *p = m->promises[promise].from;
    bool all_needed = p->actor_count <= 2;
    size_t first = 0, last = m->index_count;
    for (size_t i = 0; i < p->actor_count; i++) {
        size_t a, b;
        index_find(m, p->actors[i], &a, &b);
        if (!all_needed) TRY(run_try(m, promise, a, b, only_new, f));
        if (i > 0 && b - a >= last - first) continue;
        first = a;
        last = b;
    }
    if (!all_needed || (only_new && !any_new(m, first, last))) return OK;
    weights_localize(m, first, last, true);
    TRY(run_try(m, promise, first, last, only_new, f));
    weights_localize(m, first, last, false);
    return OK;
}

/* An old promise is weighed against what is new, and only where some of it may be its own, against
 * all: another may be the better one. */
static code candidates_find(matching *m, size_t promise, fault *f) {
    size_t before = m->count;
    if (m->promises[promise].from->old) {
        TRY(actors_try(m, promise, true, f));
        if (m->count == before) return OK;
    }
    return actors_try(m, promise, false, f);
}

/* By promise, then by points, then by day: the order of the answer. */
static int candidate_order(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->promise != y->promise) return x->promise < y->promise ? -1 : 1;
    if (x->points.points != y->points.points) return x->points.points > y->points.points ? -1 : 1;
    day a_first = x->points.deed.first, b_first = y->points.deed.first;
    if (a_first != b_first) return a_first < b_first ? -1 : 1;
    return (x->fact > y->fact) - (x->fact < y->fact);
}

static const char *thing_of(const follow_item *item) {
    return item->kind != KIND_NONE ? kind_name(item->kind) : record_name(item->family);
}

static void put_actors(buf *b, const follow_item *p) {
    for (size_t i = 0; i < p->actor_count; i++)
        buf_printf(b, "%s" STR_FMT, i > 0 ? ", " : "", STR_ARG(p->actors[i]));
}

static void put_days(buf *b, const match_side *p, const match_side *d, const match_points *w) {
    str due = p->from->due.n > 0 ? p->from->due : p->from->date;
    if (w->purpose == FOR_EFFECT) {
        if (due.n > 0) buf_printf(b, "; %s " STR_FMT, act_name(p->from->act), STR_ARG(due));
        buf_printf(b, ", %s", act_name(d->from->act));
    } else {
        if (p->from->source_date.n > 0)
            buf_printf(b, "; promised " STR_FMT, STR_ARG(p->from->source_date));
        if (due.n > 0)
            buf_printf(b, "%s for " STR_FMT, p->from->source_date.n > 0 ? "" : "; promised",
                       STR_ARG(due));
        bool moved = d->item.saying.moved;
        str to =
            moved && w->denial && d->item.when.first > d->item.said.last ? d->from->date : S("");
        buf_put_z(b, w->denial                      ? to.n > 0 ? ", put off to"
                                                      : moved  ? ", put off, said"
                                                               : ", not carried out, said"
                     : w->kind == TIE_SUPERSEDED_BY ? ", now planned for"
                                                    : ", done");
        if (to.n > 0) buf_printf(b, " " STR_FMT ", said", STR_ARG(to));
    }
    bool dated = d->from->date.n > 0 && (!w->denial || d->from->source_date.n == 0);
    str day_text = dated ? d->from->date : d->from->source_date;
    if (day_text.n > 0) buf_printf(b, " " STR_FMT, STR_ARG(day_text));
    if (w->days_late > 0)
        buf_printf(b, ", %d day%s late", w->days_late, w->days_late == 1 ? "" : "s");
}

/* The words that both have, the rarest first, three at most. */
static void put_words(buf *b, const matching *m, const match_side *p, const match_side *d) {
    uint32_t best[3];
    size_t n = 0;
    for (size_t i = 0, k = 0; i < p->item.stem_count && k < d->item.stem_count;) {
        uint32_t x = p->item.stems[i], y = d->item.stems[k];
        if (x < y) {
            i++;
        } else if (x > y) {
            k++;
        } else {
            i++;
            k++;
            if (m->stems.stems[x].p[0] == '=') continue; /* a group of like words has no name */
            size_t at = n < 3 ? n : 3;
            while (at > 0 && m->weights[x] > m->weights[best[at - 1]]) at--;
            if (at == 3) continue;
            for (size_t j = n < 2 ? n : 2; j > at; j--) best[j] = best[j - 1];
            best[at] = x;
            if (n < 3) n++;
        }
    }
    for (size_t i = 0; i < n; i++)
        buf_printf(b, "%s" STR_FMT, i == 0 ? "; both speak of " : ", ",
                   STR_ARG(m->stems.words[best[i]]));
}

static const char *article(const char *thing) {
    return *thing && strchr("aeiou", *thing) ? "an" : "a";
}

/* 1000000000 as "1 billion": as people write it. */
static void put_amount(buf *b, double value) {
    static const struct {
        double scale;
        const char *name;
    } scales[] = {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (value < scales[i].scale) continue;
        buf_printf(b, "%.6g%s", value / scales[i].scale, scales[i].name);
        return;
    }
    buf_printf(b, "%.15g", value);
}

/* "640 million of 1 billion USD, which is 64 %, 360 million short, ". */
static void put_figures(buf *b, const match_item *promised, const match_item *reported) {
    put_amount(b, reported->measure);
    buf_put_z(b, " of ");
    put_amount(b, promised->measure);
    bool currency =
        promised->unit.n == 3 && promised->unit.p[0] >= 'A' && promised->unit.p[0] <= 'Z';
    if (currency) buf_printf(b, " " STR_FMT, STR_ARG(promised->unit));
    buf_printf(b, ", which is %.0f %%", floor(100 * reported->measure / promised->measure));
    if (reported->measure < promised->measure) {
        buf_put_z(b, ", ");
        put_amount(b, promised->measure - reported->measure);
        buf_put_z(b, " short");
    }
    buf_put_z(b, ", ");
}

static str reason_make(const matching *m, const candidate *c) {
    const match_side *p = &m->promises[c->promise], *d = &m->facts[c->fact];
    const match_points *w = &c->points;
    buf b;
    buf_init(&b, 0);
    if (w->figure)
        put_figures(&b, &p->item, &d->item);
    else if (w->denial)
        buf_printf(&b, "%s is said not to have come about, ", thing_of(p->from));
    else if (str_eq_z(str_of(thing_of(p->from)), thing_of(d->from)))
        buf_printf(&b, "both %s %s of ", article(thing_of(p->from)), thing_of(p->from));
    else
        buf_printf(&b, "%s %s for %s %s of ", article(thing_of(d->from)), thing_of(d->from),
                   article(thing_of(p->from)), thing_of(p->from));
    put_actors(&b, p->from);
    if (w->same_ordinal) buf_printf(&b, ", both number %d", p->item.ordinal);
    if (w->same_period)
        buf_printf(&b, ", both for %d-%d", p->item.period_first, p->item.period_last);
    if (w->host.n > 0) buf_printf(&b, ", both in " STR_FMT, STR_ARG(w->host));
    put_days(&b, p, d, w);
    put_words(&b, m, p, d);
    str made = b.code == OK ? str_copy(m->arena, buf_str(&b)) : (str){NULL, 0};
    buf_reset(&b);
    return made;
}

/* How many days an event may have been on; one that is only told has no day of its own. */
static day spread_of(const matching *m, const candidate *c) {
    const edtf *e = &c->points.deed;
    if (m->facts[c->fact].item.when.first == DAY_NONE) return DAY_OPEN;
    return e->first == DAY_NONE || e->last == DAY_OPEN ? DAY_OPEN : e->last - e->first;
}

/* The same event may be told by several sources: of those about as good as the best and on days
 * that may be the same, the one that dates it best, then the one that told it first. */
static size_t best_telling(const matching *m, size_t first, size_t end) {
    const candidate *top = &m->candidates[first], *best = top;
    int top_points = top->points.points < 100 ? top->points.points : 100;
    const edtf *when = &top->points.deed;
    for (size_t i = first + 1; i < end; i++) {
        const candidate *c = &m->candidates[i];
        const match_side *d = &m->facts[c->fact], *b = &m->facts[best->fact];
        if (c->points.kind != TIE_FULFILS || c->points.points < top_points - NEAR_POINTS) continue;
        if (d->from->kind != m->facts[top->fact].from->kind) continue;
        if (c->points.deed.first > when->last || c->points.deed.last < when->first) continue;
        bool sooner = spread_of(m, c) == spread_of(m, best) && d->item.said.first != DAY_NONE &&
                      b->item.said.first != DAY_NONE && d->item.said.first < b->item.said.first;
        if (spread_of(m, c) < spread_of(m, best) || sooner) best = c;
    }
    return (size_t)(best - m->candidates);
}

static code proposal_add(const matching *m, size_t at, const follow_item *promises,
                         const follow_item *facts, follow_proposal *out, fault *f) {
    const candidate *c = &m->candidates[at];
    int points = c->points.points < 100 ? c->points.points : 100;
    *out = (follow_proposal){.promise = (size_t)(m->promises[c->promise].from - promises),
                             .fact = (size_t)(m->facts[c->fact].from - facts),
                             .kind = c->points.kind,
                             .score = points / 100.0,
                             .reason = reason_make(m, c)};
    return out->reason.p != NULL ? OK : no_memory(f);
}

/* One sentence may stand behind several records: its figure or denial is told once. */
static bool said_before(const matching *m, size_t first, size_t at) {
    const candidate *c = &m->candidates[at];
    if (!c->points.denial && !c->points.figure) return false;
    str text = m->facts[c->fact].from->text;
    for (size_t i = first; i < at; i++) {
        const candidate *b = &m->candidates[i];
        str other = m->facts[b->fact].from->text;
        if (b->points.denial &&
            (str_find(text, other, 0) != SIZE_MAX || str_find(other, text, 0) != SIZE_MAX))
            return true;
    }
    return false;
}

static bool both_old(const matching *m, size_t at) {
    const candidate *c = &m->candidates[at];
    return m->promises[c->promise].from->old && m->facts[c->fact].from->old;
}

static code proposals_make(matching *m, const follow_item *promises, const follow_item *facts,
                           follow_proposal **out, size_t *count, fault *f) {
    follow_proposal *made = arena_array(m->arena, m->count + 1, sizeof *made);
    size_t n = 0;
    if (made == NULL) return no_memory(f);
    if (m->count > 0) qsort(m->candidates, m->count, sizeof *m->candidates, candidate_order);
    for (size_t first = 0, end; first < m->count; first = end) {
        bool fulfilled = false, short_of = false;
        end = first;
        while (end < m->count && m->candidates[end].promise == m->candidates[first].promise) end++;
        for (size_t i = first; i < end; i++) {
            bool whole = m->candidates[i].points.kind == TIE_FULFILS;
            bool against =
                m->candidates[i].points.kind == TIE_CONTRADICTS && m->candidates[i].points.figure;
            if ((whole && fulfilled) || (against && short_of)) continue;
            if (said_before(m, first, i)) continue;
            size_t at = whole ? best_telling(m, i, end) : i;
            if (!both_old(m, at)) TRY(proposal_add(m, at, promises, facts, &made[n++], f));
            fulfilled = fulfilled || whole;
            short_of = short_of || against;
        }
    }
    *out = made;
    *count = n;
    return OK;
}

code follow_match(arena *a, const follow_words *words, const follow_item *promises,
                  size_t promise_count, const follow_item *facts, size_t fact_count,
                  follow_proposal **out, size_t *count, fault *f) {
    matching m = {.arena = a};
    TRY(sides_make(&m, words, promises, promise_count, follow_is_promise, &m.promises,
                   &m.promise_count, f));
    TRY(sides_make(&m, words, facts, fact_count, follow_is_word, &m.facts, &m.fact_count, f));
    TRY(index_make(&m, f));
    TRY(weights_make(&m, f));
    for (size_t i = 0; i < m.promise_count; i++) TRY(candidates_find(&m, i, f));
    return proposals_make(&m, promises, facts, out, count, f);
}
