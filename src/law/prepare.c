#include "law/engine.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

day law_side(const engine *e, const law_date *d) {
    return !d->text.p ? DAY_NONE : e->late ? d->last : d->first;
}

day law_count(const engine *e, day from, const law_counting *c) {
    day d = law_day_add(from, c->after, c->next_day);
    if (c->month_start) d = law_month_after(d);
    day least = law_side(e, &c->not_before);
    return d < least ? least : d;
}

code law_note_deed(engine *e, uint32_t deed_at, bool ignored, const char *format, ...) {
    deed *d = &e->deeds[deed_at];
    if (!e->notes || d->noted) return OK;
    char text[256];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    d->noted = true;
    law_note note = {.act = d->index, .ignored = ignored, .reason = str_copy(e->a, str_of(text))};
    return law_note_add(e->a, e->notes, note, e->f);
}

/* Sorting: DAY_NONE is the least key, DAY_OPEN the greatest. */

uint64_t law_key(day d, uint32_t low) {
    return (uint64_t)((uint32_t)d ^ 0x80000000U) << 32 | low;
}

day law_key_day(uint64_t key) {
    return (day)((uint32_t)(key >> 32) ^ 0x80000000U);
}

static int by_number(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

enum { FEW = 24 }; /* below this, insertion beats qsort's calls */

void law_sort(uint64_t *keys, size_t count) {
    if (count > FEW) {
        qsort(keys, count, sizeof *keys, by_number);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        uint64_t k = keys[i];
        size_t j = i;
        for (; j && keys[j - 1] > k; j--) keys[j] = keys[j - 1];
        keys[j] = k;
    }
}

/* On one day: signatures, then consents, then what rests on them. */
static int rank(law_do act) {
    static const int ranks[LAW_DO_COUNT] = {
        [LAW_SIGN] = 0,
        [LAW_INITIAL] = 0,
        [LAW_SIGN_DEFINITIVELY] = 1,
        [LAW_RATIFY] = 2,
        [LAW_ACCEPT] = 2,
        [LAW_APPROVE] = 2,
        [LAW_ACCEDE] = 2,
        [LAW_SUCCEED] = 2,
        [LAW_NOTIFY] = 2,
        [LAW_EXCHANGE] = 2,
        [LAW_APPLY_PROVISIONALLY] = 3,
        [LAW_SUSPEND] = 4,
        [LAW_RESUME] = 5,
        [LAW_END_PROVISIONAL] = 6,
        [LAW_WITHDRAW] = 7,
        [LAW_CANCEL_WITHDRAWAL] = 8,
        [LAW_TERMINATE] = 9,
        [LAW_SUPERSEDE] = 9,
        [LAW_RESERVE] = 10,
        [LAW_OBJECT] = 10,
        [LAW_DECLARE] = 10,
        [LAW_REGISTER] = 10,
    };
    return ranks[act];
}

static int by_day(const void *a, const void *b) {
    const deed *x = a, *y = b;
    if (x->on != y->on) return x->on < y->on ? -1 : 1;
    int rx = rank(x->act), ry = rank(y->act);
    if (rx != ry) return rx - ry;
    if (x->act != y->act) return (int)x->act - (int)y->act;
    if (x->effect != y->effect) return x->effect < y->effect ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void sort_deeds(deed *d, size_t count) {
    if (count > FEW) {
        qsort(d, count, sizeof *d, by_day);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        if (by_day(&d[i - 1], &d[i]) <= 0) continue;
        deed moved = d[i];
        size_t j = i;
        for (; j && by_day(&d[j - 1], &moved) > 0; j--) d[j] = d[j - 1];
        d[j] = moved;
    }
}

/* Codes to numbers: an open-addressed table, then the codes in order. */
typedef struct {
    uint32_t *slots; /* number + 1; 0: free */
    size_t mask;
    str *codes;
    uint32_t count;
} roll;

static uint32_t enrol(roll *r, str party) {
    size_t at = str_hash(party) & r->mask;
    for (; r->slots[at]; at = (at + 1) & r->mask)
        if (str_eq(r->codes[r->slots[at] - 1], party)) return r->slots[at] - 1;
    r->codes[r->count] = party;
    r->slots[at] = ++r->count;
    return r->count - 1;
}

typedef struct {
    str code;
    uint32_t was;
} ranked;

static int by_code(const void *a, const void *b) {
    return str_cmp(((const ranked *)a)->code, ((const ranked *)b)->code);
}

/* The members by code; numbers[i] is the new number of what was enrolled i-th. */
static code rank_members(engine *e, const roll *r, uint32_t **numbers) {
    ranked *list = arena_array(e->a, r->count + 1, sizeof *list);
    *numbers = arena_array(e->a, r->count + 1, sizeof **numbers);
    e->members = arena_array(e->a, r->count + 1, sizeof *e->members);
    if (!list || !*numbers || !e->members) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    for (uint32_t i = 0; i < r->count; i++) list[i] = (ranked){r->codes[i], i};
    qsort(list, r->count, sizeof *list, by_code);
    for (uint32_t i = 0; i < r->count; i++) {
        (*numbers)[list[i].was] = i;
        e->members[i] = (member){.code = list[i].code,
                                 .born = DAY_NONE,
                                 .gone = DAY_OPEN,
                                 .first_act = DAY_OPEN,
                                 .open_act = DAY_OPEN};
    }
    e->member_count = r->count;
    return OK;
}

bool law_member_find(const engine *e, str party, uint32_t *out) {
    uint32_t low = 0, high = e->member_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = str_cmp(e->members[middle].code, party);
        if (order == 0) {
            *out = middle;
            return true;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static code enrol_all(engine *e, uint32_t *who, uint32_t **numbers) {
    const law_instrument *in = e->in;
    size_t most = in->act_count, size = 16;
    for (size_t i = 0; i < in->act_count; i++) most += in->acts[i].other_count;
    while (size < most * 2) size *= 2;
    roll r = {.slots = arena_array(e->a, size, sizeof *r.slots),
              .mask = size - 1,
              .codes = arena_array(e->a, most + 1, sizeof *r.codes)};
    if (!r.slots || !r.codes) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < in->act_count; i++) {
        const law_act *act = &in->acts[i];
        if (act->void_) continue;
        who[i] = act->party.n ? enrol(&r, act->party) : NOBODY;
        for (size_t k = 0; k < act->other_count; k++) enrol(&r, act->others[k]);
    }
    return rank_members(e, &r, numbers);
}

/* The deeds, each in its member's run. */
static code place_deeds(engine *e) {
    const law_instrument *in = e->in;
    uint32_t *who = arena_array(e->a, in->act_count + 1, sizeof *who), *numbers = NULL;
    e->deeds = arena_array(e->a, in->act_count + 1, sizeof *e->deeds);
    if (!who || !e->deeds) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    TRY(enrol_all(e, who, &numbers));
    for (size_t i = 0; i < in->act_count; i++) {
        if (in->acts[i].void_) continue;
        e->deed_count++;
        if (who[i] == NOBODY) continue;
        who[i] = numbers[who[i]];
        e->members[who[i]].count++;
    }
    for (uint32_t m = 0; m < e->member_count; m++) {
        e->members[m].first = e->loose;
        e->loose += e->members[m].count;
        e->members[m].count = 0;
    }
    uint32_t loose = e->loose;
    for (size_t i = 0; i < in->act_count; i++) {
        const law_act *act = &in->acts[i];
        if (act->void_) continue;
        member *m = who[i] == NOBODY ? NULL : &e->members[who[i]];
        e->deeds[m ? m->first + m->count++ : loose++] = (deed){.index = (uint32_t)i,
                                                               .who = who[i],
                                                               .on = law_side(e, &act->on),
                                                               .effect = law_side(e, &act->effect),
                                                               .act = act->act};
    }
    for (uint32_t m = 0; m < e->member_count; m++)
        sort_deeds(e->deeds + e->members[m].first, e->members[m].count);
    sort_deeds(e->deeds + e->loose, e->deed_count - e->loose);
    return OK;
}

static void know_members(engine *e) {
    static const law_period one = {.days = 1, .given = true};
    for (size_t i = 0; i < e->in->party_count; i++) {
        const law_party *p = &e->in->parties[i];
        uint32_t at;
        if (!law_member_find(e, p->code, &at)) continue;
        member *m = &e->members[at];
        m->known = p;
        if (p->from.text.p) m->born = law_side(e, &p->from);
        if (p->to.text.p) m->gone = law_day_add(law_side(e, &p->to), one, false);
    }
}

/* Acts that cannot have been: out, by what is certain of partial dates. */
static code sift_deed(engine *e, const member *m, uint32_t at, bool signed_before) {
    deed *d = &e->deeds[at];
    const law_date *on = &e->in->acts[d->index].on;
    const law_date *adopted = &e->in->adopted;
    d->out = true;
    if (adopted->text.p && on->last < adopted->first)
        return law_note_deed(e, at, true, "before the adoption of the text on " STR_FMT,
                             STR_ARG(adopted->text));
    if (m && m->known && m->known->from.text.p && on->last < m->known->from.first)
        return law_note_deed(e, at, true, STR_FMT " did not exist before " STR_FMT,
                             STR_ARG(m->code), STR_ARG(m->known->from.text));
    if (m && m->known && m->known->to.text.p && on->first > m->known->to.last)
        return law_note_deed(e, at, true, STR_FMT " had ceased to exist on " STR_FMT,
                             STR_ARG(m->code), STR_ARG(m->known->to.text));
    if (e->in->terms.signature_required && DO(d->act) & DO_RATIFIES && !signed_before)
        return law_note_deed(e, at, true, "%s without signature, which these terms require",
                             law_do_name(d->act));
    d->out = false;
    return OK;
}

static code sift(engine *e) {
    for (uint32_t i = 0; i < e->member_count; i++) {
        member *m = &e->members[i];
        bool signed_before = false;
        for (uint32_t at = m->first; at < m->first + m->count; at++) {
            deed *d = &e->deeds[at];
            TRY(sift_deed(e, m, at, signed_before));
            if (d->out) continue;
            signed_before = signed_before || DO(d->act) & DO_SIGNS;
            if (DO(d->act) & DO_TAKES_PART && d->on < m->first_act) m->first_act = d->on;
            bool opens = d->act == LAW_ACCEDE || d->act == LAW_SUCCEED;
            if (opens && d->on < m->open_act) m->open_act = d->on;
        }
    }
    for (uint32_t at = e->loose; at < e->deed_count; at++) TRY(sift_deed(e, NULL, at, true));
    return OK;
}

/* The exchanges by day; those whom they name take part. */
static code list_exchanges(engine *e) {
    uint32_t count = 0;
    for (uint32_t at = 0; at < e->deed_count; at++)
        count += !e->deeds[at].out && e->deeds[at].act == LAW_EXCHANGE;
    if (!count) return OK;
    uint64_t *keys = arena_array(e->a, count, sizeof *keys);
    e->exchanges = arena_array(e->a, count, sizeof *e->exchanges);
    if (!keys || !e->exchanges) return fault_set(e->f, NOMEM, NULL, "not enough memory");
    for (uint32_t at = 0; at < e->deed_count; at++) {
        const deed *d = &e->deeds[at];
        if (d->out || d->act != LAW_EXCHANGE) continue;
        keys[e->exchange_count++] = law_key(d->on, at);
        const law_act *act = &e->in->acts[d->index];
        for (size_t k = 0; k < act->other_count; k++) {
            uint32_t other;
            if (!law_member_find(e, act->others[k], &other)) continue;
            if (d->on < e->members[other].first_act) e->members[other].first_act = d->on;
        }
    }
    law_sort(keys, count);
    for (uint32_t i = 0; i < count; i++) e->exchanges[i] = (uint32_t)keys[i];
    return OK;
}

/* When there were two sides, and when more. */
static void count_sides(engine *e) {
    day first = DAY_OPEN;
    e->second = e->third = e->opened = DAY_OPEN;
    for (uint32_t i = 0; i < e->member_count; i++) {
        day d = e->members[i].first_act;
        if (d < first) {
            e->third = e->second, e->second = first, first = d;
        } else if (d < e->second) {
            e->third = e->second, e->second = d;
        } else if (d < e->third) {
            e->third = d;
        }
        if (e->members[i].open_act < e->opened) e->opened = e->members[i].open_act;
    }
}

code law_prepare(engine *e) {
    TRY(place_deeds(e));
    know_members(e);
    TRY(sift(e));
    TRY(list_exchanges(e));
    count_sides(e);
    return OK;
}
