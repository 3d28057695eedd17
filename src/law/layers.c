#include "law/engine.h"

/* From lives and stretches to intervals: on each day on which something begins or ends, the
 * strongest of what holds is the status. */

enum { /* what happens, in the order of one day */
       AT_OFF_DUE,
       AT_SIGN,
       AT_OFF,
       AT_SHOWN,
       AT_BOUND,
       AT_UNBOUND,
       AT_APPLY,
       AT_APPLIED,
       AT_SUSPEND,
       AT_RESUME,
       AT_SUSPEND_ALL,
       AT_RESUME_ALL
};

enum { WHAT_SHIFT = 28, REF_MASK = 0x0fffffff };

typedef struct {
    law_interval *p;
    size_t n, capacity;
} intervals;

typedef struct {
    engine *e;
    const member *m; /* null: the instrument */
    intervals *out;
    size_t first; /* of its own in out */
    uint64_t *keys;
    size_t count, capacity;
    day cut;
    /* what holds */
    const life *contracting, *bound, *ended; /* null: none */
    const stretch *applying, *applied, *suspending, *suspended_all, *resumed;
    uint32_t signature; /* deed; NOBODY: none */
    uint32_t contracting_count, bound_count, applying_count;
} layer;

static code put(layer *y, day d, uint32_t what, size_t ref) {
    if (d >= y->cut) return OK;
    uint64_t *keys = arena_grow(y->e->a, y->keys, y->count, &y->capacity, sizeof *keys);
    if (!keys) return fault_set(y->e->f, NOMEM, NULL, "not enough memory");
    y->keys = keys;
    keys[y->count++] = law_key(d, what << WHAT_SHIFT | (uint32_t)ref);
    return OK;
}

static code put_life(layer *y, size_t at) {
    const engine *e = y->e;
    const life *l = &e->lives.p[at];
    if (l->shown < l->off) TRY(put(y, l->shown, AT_SHOWN, at));
    if (l->bound < l->off) TRY(put(y, l->bound, AT_BOUND, at));
    if (l->off == DAY_OPEN) return OK;
    day off = l->off > l->shown || l->bound < l->off ? l->off : l->shown;
    bool due = e->deeds[l->withdraw].on != off;
    TRY(put(y, off, due ? AT_OFF_DUE : AT_OFF, at));
    return l->bound < l->off ? put(y, l->off, AT_UNBOUND, at) : OK;
}

static code put_stretches(layer *y, const stretches *list, size_t first, size_t count,
                          uint32_t begins) {
    for (size_t i = first; i < first + count; i++) {
        if (list->p[i].from >= list->p[i].to) continue;
        TRY(put(y, list->p[i].from, begins, i));
        TRY(put(y, list->p[i].to, begins + 1, i));
    }
    return OK;
}

static void happen(layer *y, uint64_t key) {
    const engine *e = y->e;
    uint32_t what = (uint32_t)key >> WHAT_SHIFT, ref = (uint32_t)key & REF_MASK;
    bool of_life = what <= AT_UNBOUND && what != AT_SIGN;
    const life *l = of_life ? &e->lives.p[ref] : NULL;
    switch (what) {
    case AT_SIGN: y->signature = ref, y->ended = NULL; return;
    case AT_OFF_DUE:
    case AT_OFF:
        y->signature = NOBODY, y->ended = l;
        y->contracting_count -= l->shown < l->off;
        return;
    case AT_SHOWN: y->contracting = l, y->contracting_count++; return;
    case AT_BOUND: y->bound = l, y->bound_count++; return;
    case AT_UNBOUND: y->bound_count--; return;
    case AT_APPLY: y->applying = &e->provisional.p[ref], y->applying_count++; return;
    case AT_APPLIED: y->applied = &e->provisional.p[ref], y->applying_count--; return;
    case AT_SUSPEND: y->suspending = &e->suspended.p[ref]; return;
    case AT_RESUME: y->resumed = &e->suspended.p[ref], y->suspending = NULL; return;
    case AT_SUSPEND_ALL: y->suspended_all = &e->suspended_all.p[ref]; return;
    default: y->resumed = &e->suspended_all.p[ref], y->suspended_all = NULL; return;
    }
}

static code set_acts(engine *e, law_interval *i, uint32_t a, uint32_t b) {
    uint32_t *acts = arena_array(e->a, 2, sizeof *acts);
    if (!acts) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    size_t n = 0;
    if (a != NOBODY) acts[n++] = e->deeds[a].index;
    if (b != NOBODY && b != a) acts[n++] = e->deeds[b].index;
    if (n == 2 && acts[0] > acts[1]) {
        uint32_t first = acts[1];
        acts[1] = acts[0], acts[0] = first;
    }
    i->acts = acts;
    i->act_count = n;
    return OK;
}

static int64_t act_of_deed(const engine *e, uint32_t at) {
    return at == NOBODY ? -1 : (int64_t)e->deeds[at].index;
}

static law_interval *last_of(const layer *y) {
    return y->out->n > y->first ? &y->out->p[y->out->n - 1] : NULL;
}

/* The next interval of this party, or nothing where the status goes on. What began on the same day
 * gives way. */
static code add(layer *y, day d, law_status_word status, law_why_rule why, uint32_t at,
                uint32_t with) {
    intervals *out = y->out;
    if (last_of(y) && last_of(y)->from == d && last_of(y)->status != status) out->n--;
    law_interval *last = last_of(y);
    if (last && last->status == status) {
        last->to = last->to_first = DAY_OPEN;
        return OK;
    }
    if (last) last->to = last->to_first = d;
    law_interval *p = arena_grow(y->e->a, out->p, out->n, &out->capacity, sizeof *p);
    if (!p) return fault_set(y->e->f, NOMEM, NULL, "not enough memory");
    out->p = p;
    law_interval *i = &p[out->n++];
    *i = (law_interval){.party = y->m ? y->m->code : S(""),
                        .status = status,
                        .from = d,
                        .from_first = d,
                        .to = DAY_OPEN,
                        .to_first = DAY_OPEN,
                        .why = why,
                        .key_act = act_of_deed(y->e, at),
                        .base_day = DAY_NONE};
    return set_acts(y->e, i, at, with);
}

/* Whether the last interval has just been added, by this rule. */
static bool fresh(const layer *y, day d, law_why_rule why) {
    return last_of(y)->from == d && last_of(y)->why == why;
}

static code add_bound(layer *y, day d) {
    const engine *e = y->e;
    const life *l = y->bound;
    if (l->how != WHY_ENTRY_COUNTED) {
        TRY(add(y, d, STATUS_IN_FORCE, l->how, l->consent, NOBODY));
        if (fresh(y, d, l->how)) last_of(y)->base_day = l->counted_from;
        return OK;
    }
    TRY(add(y, d, STATUS_IN_FORCE, l->how, l->consent, e->enter.key));
    if (!fresh(y, d, l->how)) return OK;
    law_interval *i = last_of(y);
    i->base_day = e->enter.reached;
    i->number = e->enter.number;
    i->condition = e->enter.condition;
    return OK;
}

static uint32_t ended_by(const stretch *s) {
    return s->end;
}

/* What holds at the end of the day `d`. */
static code settle(layer *y, day d) {
    bool was = y->out->n > y->first;
    law_status_word before = was ? last_of(y)->status : STATUS_COUNT;
    bool over = before == STATUS_PROVISIONAL && y->applied;
    if (y->bound_count) {
        const stretch *s = y->suspending ? y->suspending : y->suspended_all;
        if (s) return add(y, d, STATUS_SUSPENDED, WHY_SUSPENDED, s->begin, NOBODY);
        if (before == STATUS_SUSPENDED && y->resumed)
            return add(y, d, STATUS_IN_FORCE, WHY_RESUMED, ended_by(y->resumed), NOBODY);
        return add_bound(y, d);
    }
    if (y->applying_count) {
        bool by_act = y->e->deeds[y->applying->begin].act == LAW_APPLY_PROVISIONALLY;
        return add(y, d, STATUS_PROVISIONAL, by_act ? WHY_PROVISIONAL_ACT : WHY_PROVISIONAL_TERMS,
                   y->applying->begin, NOBODY);
    }
    if (y->contracting_count)
        return add(y, d, STATUS_CONTRACTING, over ? WHY_PROVISIONAL_OVER : WHY_CONSENTED,
                   over ? y->applied->end : y->contracting->consent, y->contracting->consent);
    if (y->signature != NOBODY)
        return add(y, d, STATUS_SIGNATORY, over ? WHY_PROVISIONAL_OVER : WHY_SIGNED,
                   over ? y->applied->end : y->signature, y->signature);
    if (y->ended) return add(y, d, STATUS_ENDED, y->ended->why_off, y->ended->withdraw, NOBODY);
    return was ? add(y, d, STATUS_ENDED, WHY_PROVISIONAL_OVER,
                     y->applied ? y->applied->end : NOBODY, NOBODY)
               : OK;
}

static code sweep(layer *y) {
    law_sort(y->keys, y->count);
    for (size_t i = 0; i < y->count;) {
        day d = law_key_day(y->keys[i]);
        while (i < y->count && law_key_day(y->keys[i]) == d) happen(y, y->keys[i++]);
        TRY(settle(y, d));
    }
    return OK;
}

static code cut_off(layer *y) {
    const engine *e = y->e;
    if (y->out->n == y->first || y->cut == DAY_OPEN) return OK;
    if (y->m && y->m->gone <= e->end)
        return add(y, y->cut, STATUS_ENDED, WHY_STATE_ENDED, NOBODY, NOBODY);
    TRY(add(y, y->cut, STATUS_ENDED, e->end_why, e->end_deed, NOBODY));
    if (fresh(y, y->cut, e->end_why)) last_of(y)->number = e->end_number;
    return OK;
}

static code lay_member(layer *y) {
    engine *e = y->e;
    const member *m = y->m;
    y->cut = m->gone < e->end ? m->gone : e->end;
    for (uint32_t at = m->first; at < m->first + m->count; at++) {
        const deed *d = &e->deeds[at];
        if (!d->out && DO(d->act) & DO_SIGNS) TRY(put(y, law_sign_day(e, d), AT_SIGN, at));
    }
    for (size_t k = 0; k < m->life_count; k++) TRY(put_life(y, m->life_first + k));
    TRY(put_stretches(y, &e->provisional, m->provisional_first, m->provisional_count, AT_APPLY));
    TRY(put_stretches(y, &e->suspended, m->suspended_first, m->suspended_count, AT_SUSPEND));
    if (m->life_count)
        TRY(put_stretches(y, &e->suspended_all, 0, e->suspended_all.n, AT_SUSPEND_ALL));
    TRY(sweep(y));
    return cut_off(y);
}

/* The instrument. */

static day first_day(const engine *e, const intervals *parties) {
    day d = e->enter.entry;
    day adopted = law_side(e, &e->in->adopted);
    if (adopted != DAY_NONE && adopted < d) d = adopted;
    for (uint32_t at = 0; at < e->deed_count; at++)
        if (!e->deeds[at].out && e->deeds[at].on < d) d = e->deeds[at].on;
    for (size_t i = 0; i < parties->n; i++)
        if (parties->p[i].from < d) d = parties->p[i].from;
    return d < e->end ? d : e->end;
}

/* All consents that counted, and the act that decided. */
static code set_entry_acts(engine *e, law_interval *i) {
    uint64_t *keys = arena_array(e->a, e->lives.n + 1, sizeof *keys);
    uint32_t *acts = arena_array(e->a, e->lives.n + 1, sizeof *acts);
    if (!keys || !acts) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    size_t n = 0, kept = 0;
    for (size_t k = 0; k < e->lives.n; k++) {
        const life *l = &e->lives.p[k];
        bool counts = l->from <= e->enter.reached && e->enter.reached < l->off &&
                      (l->how == WHY_ENTRY_COUNTED || l->how == WHY_STATED);
        if (counts) keys[n++] = e->deeds[l->consent].index;
    }
    if (e->enter.key != NOBODY) keys[n++] = e->deeds[e->enter.key].index;
    law_sort(keys, n);
    for (size_t k = 0; k < n; k++)
        if (!kept || acts[kept - 1] != keys[k]) acts[kept++] = (uint32_t)keys[k];
    i->acts = acts;
    i->act_count = kept;
    return OK;
}

static code add_entry(layer *y, day d) {
    engine *e = y->e;
    TRY(add(y, d, STATUS_IN_FORCE, WHY_ENTRY, e->enter.key, NOBODY));
    if (!fresh(y, d, WHY_ENTRY)) return OK;
    law_interval *i = last_of(y);
    i->base_day = e->enter.reached;
    i->number = e->enter.number;
    i->condition = e->enter.condition;
    return set_entry_acts(e, i);
}

/* Before entry into force: provisional while anybody applies it so. */
static code lay_before(layer *y, const intervals *parties, day start) {
    engine *e = y->e;
    y->cut = e->enter.entry < e->end ? e->enter.entry : e->end;
    for (size_t i = 0; i < parties->n; i++) {
        const law_interval *p = &parties->p[i];
        if (p->status != STATUS_PROVISIONAL) continue;
        TRY(put(y, p->from, 0, i));
        TRY(put(y, p->to, 1, i));
    }
    law_sort(y->keys, y->count);
    size_t applying = 0;
    if (start < y->cut && (!y->count || law_key_day(y->keys[0]) > start))
        TRY(add(y, start, STATUS_NOT_IN_FORCE, WHY_FIRST_ACT, NOBODY, NOBODY));
    for (size_t i = 0; i < y->count;) {
        day d = law_key_day(y->keys[i]);
        const law_interval *p = NULL;
        for (; i < y->count && law_key_day(y->keys[i]) == d; i++) {
            p = &parties->p[(uint32_t)y->keys[i] & REF_MASK];
            applying += (uint32_t)y->keys[i] >> WHAT_SHIFT ? SIZE_MAX : 1;
        }
        if (!applying)
            TRY(add(y, d, STATUS_NOT_IN_FORCE, WHY_PROVISIONAL_OVER, NOBODY, NOBODY));
        else
            TRY(add(y, d, STATUS_PROVISIONAL, p->why, NOBODY, NOBODY));
        if (applying && last_of(y)->from == d) {
            last_of(y)->acts = p->acts;
            last_of(y)->act_count = p->act_count;
            last_of(y)->key_act = p->key_act;
        }
    }
    return OK;
}

static code lay_instrument(layer *y, const intervals *parties) {
    engine *e = y->e;
    day start = first_day(e, parties);
    if (start == DAY_OPEN) return OK;
    TRY(lay_before(y, parties, start));
    y->cut = e->end;
    if (e->enter.entry < e->end) {
        TRY(add_entry(y, e->enter.entry));
        for (size_t i = 0; i < e->suspended_all.n; i++) {
            const stretch *s = &e->suspended_all.p[i];
            if (s->from >= s->to || s->from >= e->end) continue;
            TRY(add(y, s->from, STATUS_SUSPENDED, WHY_SUSPENDED, s->begin, NOBODY));
            if (s->to < e->end) TRY(add(y, s->to, STATUS_IN_FORCE, WHY_RESUMED, s->end, NOBODY));
        }
    }
    if (y->out->n == y->first && start == e->end)
        return add(y, start, STATUS_ENDED, e->end_why, e->end_deed, NOBODY);
    return cut_off(y);
}

code law_layers(engine *e, law_result *out) {
    intervals parties = {0}, whole = {0};
    layer y = {0};
    for (uint32_t i = 0; i < e->member_count; i++) {
        uint64_t *keys = y.keys;
        y = (layer){.e = e,
                    .m = &e->members[i],
                    .out = &parties,
                    .first = parties.n,
                    .keys = keys,
                    .capacity = y.capacity,
                    .signature = NOBODY};
        TRY(lay_member(&y));
    }
    y = (layer){.e = e, .out = &whole, .keys = y.keys, .capacity = y.capacity};
    TRY(lay_instrument(&y, &parties));
    law_interval *all = arena_array(e->a, whole.n + parties.n + 1, sizeof *all);
    if (!all) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < whole.n; i++) all[i] = whole.p[i];
    for (size_t i = 0; i < parties.n; i++) all[whole.n + i] = parties.p[i];
    out->intervals = all;
    out->count = whole.n + parties.n;
    return OK;
}
