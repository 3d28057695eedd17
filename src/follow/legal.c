/* The law engine says what holds; this looks for what does not yet, or will not for long. */
#include "follow/legal.h"

#include "base/buf.h"

#include <assert.h>
#include <stdlib.h>

const follow_legal_rules follow_legal_usual = {365, 730, 365};

static const char *const kind_names[LEGAL_COUNT] = {"ratify", "notify", "notice", "ends",
                                                    "negotiate"};

const char *follow_legal_name(follow_legal_kind k) {
    assert(k < LEGAL_COUNT);
    return kind_names[k];
}

typedef struct {
    arena *arena;
    const law_instrument *in;
    const law_result *result;
    day today;
    const follow_legal_rules *rules;
    law_names names;
    follow_legal *items;
    size_t count, capacity;
    fault *fault;
} finding;

static code no_memory(fault *f) {
    return fault_set(f, NOMEM, NULL, "no memory for what is due");
}

static str name_of(const finding *x, str party) {
    return x->names.name != NULL ? x->names.name(x->names.context, party) : party;
}

static code item_add(finding *x, follow_legal item) {
    follow_legal *grown = arena_grow(x->arena, x->items, x->count, &x->capacity, sizeof *grown);
    if (grown == NULL || item.reason.p == NULL) return no_memory(x->fault);
    item.overdue = item.day < x->today;
    x->items = grown;
    grown[x->count++] = item;
    return OK;
}

static const law_interval *interval_on(const finding *x, str party, day d) {
    for (size_t i = 0; i < x->result->count; i++) {
        const law_interval *v = &x->result->intervals[i];
        if (str_eq(v->party, party) && v->from <= d && d < v->to) return v;
    }
    return NULL;
}

/* The words for a number of days: whole years where there is one, else months. */
static str time_words(arena *a, int days) {
    int years = days / 365, months = days / 30;
    if (years > 0) return str_format(a, "%d year%s", years, years == 1 ? "" : "s");
    if (months > 0) return str_format(a, "%d month%s", months, months == 1 ? "" : "s");
    return str_format(a, "%d day%s", days, days == 1 ? "" : "s");
}

/* Signed, and nothing since: of every party whose status today is that of a signatory. */
static code find_unratified(finding *x) {
    for (size_t i = 0; i < x->result->count; i++) {
        const law_interval *v = &x->result->intervals[i];
        if (v->status != STATUS_SIGNATORY || v->from > x->today || v->to <= x->today) continue;
        int waited = x->today - v->from;
        if (v->party.n == 0 || waited < x->rules->unratified_days) continue;
        char signed_on[32];
        law_from_text(v, signed_on);
        str party = name_of(x, v->party), time = time_words(x->arena, waited);
        if (time.p == NULL) return no_memory(x->fault);
        TRY(item_add(
            x, (follow_legal){.kind = LEGAL_RATIFY,
                              .party = v->party,
                              .day = v->from + x->rules->unratified_days,
                              .since = v->from,
                              .act = v->key_act,
                              .reason = str_format(x->arena,
                                                   STR_FMT " signed on %s and has not "
                                                           "consented to be bound since: " STR_FMT,
                                                   STR_ARG(party), signed_on, STR_ARG(time))}));
    }
    return OK;
}

static bool is_consent(const finding *x, const law_act *act) {
    switch (act->act) {
    case LAW_RATIFY:
    case LAW_ACCEPT:
    case LAW_APPROVE:
    case LAW_ACCEDE:
    case LAW_SIGN_DEFINITIVELY: return true;
    case LAW_NOTIFY: return x->in->terms.entry.on == LAW_ON_NOTIFICATIONS;
    default: return false;
    }
}

static int64_t consent_of(const finding *x, str party) {
    for (size_t i = 0; i < x->in->act_count; i++) {
        const law_act *act = &x->in->acts[i];
        if (act->void_ || act->on.text.p == NULL || act->on.last > x->today) continue;
        if (str_eq(act->party, party) && is_consent(x, act)) return (int64_t)i;
    }
    return -1;
}

/* The sides: named by the terms, else whoever has done anything. */
static code sides_find(finding *x, const str **out, size_t *count) {
    const law_entry *entry = &x->in->terms.entry;
    if (entry->party_count > 0) {
        *out = entry->parties;
        *count = entry->party_count;
        return OK;
    }
    str *sides = arena_array(x->arena, x->in->act_count + 1, sizeof *sides);
    size_t n = 0;
    if (sides == NULL) return no_memory(x->fault);
    for (size_t i = 0; i < x->in->act_count; i++) {
        str party = x->in->acts[i].party;
        bool known = party.n == 0 || x->in->acts[i].void_;
        for (size_t k = 0; k < n && !known; k++) known = str_eq(sides[k], party);
        if (!known) sides[n++] = party;
    }
    *out = sides;
    *count = n;
    return OK;
}

/* Of two sides one has notified (ratified, ...) and the other's turn it is. */
static code find_missing(finding *x) {
    const str *sides = NULL;
    size_t count = 0;
    law_on on = x->in->terms.entry.on;
    bool needs_all = on == LAW_ON_NOTIFICATIONS || on == LAW_ON_ALL ||
                     (on == LAW_ON_CONSENTS && x->in->terms.entry.count == 2);
    const law_interval *whole = interval_on(x, S(""), x->today);
    if (!needs_all || (whole != NULL && whole->status != STATUS_NOT_IN_FORCE &&
                       whole->status != STATUS_PROVISIONAL))
        return OK;
    TRY(sides_find(x, &sides, &count));
    int64_t first = -1; /* the latest of those who have: since then the others are waited for */
    size_t done = 0;
    str who = S("");
    for (size_t i = 0; i < count; i++) {
        int64_t act = consent_of(x, sides[i]);
        if (act < 0) continue;
        done++;
        if (first >= 0 && x->in->acts[act].on.last < x->in->acts[first].on.last) continue;
        first = act;
        who = sides[i];
    }
    for (size_t i = 0; first >= 0 && done < count && i < count; i++) {
        const law_act *act = &x->in->acts[first];
        if (consent_of(x, sides[i]) >= 0) continue;
        const char *did = on == LAW_ON_NOTIFICATIONS ? "notified" : "consented";
        str missing = name_of(x, sides[i]), other = name_of(x, who);
        TRY(item_add(x,
                     (follow_legal){.kind = LEGAL_NOTIFY,
                                    .party = sides[i],
                                    .day = act->on.last + x->rules->unratified_days,
                                    .since = act->on.last,
                                    .act = first,
                                    .reason = str_format(x->arena,
                                                         STR_FMT " %s on " STR_FMT "; " STR_FMT
                                                                 " has not, and it is not in force",
                                                         STR_ARG(other), did, STR_ARG(act->on.text),
                                                         STR_ARG(missing))}));
    }
    return OK;
}

/* The last day on which a notice is still in time: counted forward, as the law engine counts. */
static day notice_last(const law_duration *d, day end) {
    day last = end - d->notice.days - (day)(d->notice.months * 30.4) + 4;
    while (law_day_add(last, d->notice, d->next_day) > end) last--;
    while (law_day_add(last + 1, d->notice, d->next_day) <= end) last++;
    return last;
}

static day in_force_since(const finding *x) {
    for (size_t i = 0; i < x->result->count; i++) {
        const law_interval *v = &x->result->intervals[i];
        if (v->party.n == 0 && v->status == STATUS_IN_FORCE) return v->from;
    }
    return DAY_NONE;
}

enum { MOST_TERMS = 2000 };

static code find_notice(finding *x) {
    const law_duration *d = &x->in->terms.duration;
    const law_interval *now = interval_on(x, S(""), x->today);
    day start = in_force_since(x);
    if (!d->given || !d->renew.given || now == NULL || now->status != STATUS_IN_FORCE) return OK;
    if (start == DAY_NONE || !d->notice.given) return OK;
    for (int times = 0; times < MOST_TERMS; times++) {
        day end = law_day_add(start, law_period_sum(d->term, d->renew, times), d->next_day);
        if (end == DAY_OPEN) return OK;
        if (end <= x->today) continue;
        day last = notice_last(d, end);
        if (last < x->today) continue; /* this period runs on: the next one's notice is asked */
        if (last - x->today > x->rules->ahead_days || now->to <= end) return OK;
        char by[16], ends[16], renewed[32];
        day_format(last, by);
        day_format(end, ends);
        law_period_format(d->renew, renewed);
        return item_add(x, (follow_legal){.kind = LEGAL_NOTICE,
                                          .day = last,
                                          .since = start,
                                          .act = -1,
                                          .reason = str_format(
                                              x->arena,
                                              "its term ends on %s and is renewed by %s unless "
                                              "notice is given by %s",
                                              ends, renewed, by)});
    }
    return OK;
}

/* What the engine knows to end: of a party only where the instrument itself goes on. */
static code find_ends(finding *x) {
    day whole_end = DAY_OPEN;
    for (size_t i = 0; i < x->result->count; i++) {
        const law_interval *v = &x->result->intervals[i];
        if (v->status != STATUS_ENDED || v->from <= x->today) continue;
        if (v->from - x->today > x->rules->ahead_days) continue;
        if (v->party.n == 0) whole_end = v->from;
        if (v->party.n > 0 && v->from == whole_end) continue;
        buf why;
        char on[16];
        buf_init(&why, 0);
        law_why(&why, x->in, v, x->names);
        day_format(v->from, on);
        str who = v->party.n > 0 ? name_of(x, v->party) : S("it");
        str reason = str_format(x->arena, STR_FMT "%s on %s: " STR_FMT, STR_ARG(who),
                                v->party.n > 0 ? " is no longer bound" : " ends", on,
                                STR_ARG(buf_str(&why)));
        code made = why.code;
        buf_reset(&why);
        if (made != OK) return no_memory(x->fault);
        TRY(item_add(x, (follow_legal){.kind = LEGAL_ENDS,
                                       .party = v->party,
                                       .day = v->from,
                                       .since = DAY_NONE,
                                       .act = v->key_act,
                                       .reason = reason}));
    }
    return OK;
}

static code find_negotiation(finding *x, day since) {
    if (since == DAY_NONE || x->today - since < x->rules->negotiating_days) return OK;
    for (size_t i = 0; i < x->in->act_count; i++) {
        const law_act *act = &x->in->acts[i];
        if (!act->void_ && act->on.text.p != NULL && act->on.first <= x->today) return OK;
    }
    char from[16];
    day_format(since, from);
    str time = time_words(x->arena, x->today - since);
    if (time.p == NULL) return no_memory(x->fault);
    return item_add(x, (follow_legal){.kind = LEGAL_NEGOTIATE,
                                      .day = since + x->rules->negotiating_days,
                                      .since = since,
                                      .act = -1,
                                      .reason = str_format(x->arena,
                                                           "under negotiation since %s, " STR_FMT
                                                           ", and not signed",
                                                           from, STR_ARG(time))});
}

static int item_order(const void *a, const void *b) {
    const follow_legal *x = a, *y = b;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return str_cmp(x->party, y->party);
}

/* Who is asked to notify need not be told as well that it has not ratified. */
static void drop_doubles(finding *x) {
    size_t kept = 0;
    for (size_t i = 0; i < x->count; i++) {
        bool told = false;
        for (size_t k = 0; k < x->count && x->items[i].kind == LEGAL_RATIFY; k++)
            told = told || (x->items[k].kind == LEGAL_NOTIFY &&
                            str_eq(x->items[k].party, x->items[i].party));
        if (!told) x->items[kept++] = x->items[i];
    }
    x->count = kept;
}

code follow_legal_due(arena *a, const law_instrument *in, const law_result *result,
                      day negotiating_since, day today, const follow_legal_rules *rules,
                      law_names names, follow_legal **out, size_t *count, fault *f) {
    finding x = {.arena = a, .in = in, .result = result, .today = today, .rules = rules};
    x.names = names;
    x.fault = f;
    TRY(find_missing(&x));
    TRY(find_unratified(&x));
    TRY(find_notice(&x));
    TRY(find_ends(&x));
    TRY(find_negotiation(&x, negotiating_since));
    drop_doubles(&x);
    if (x.count > 0) qsort(x.items, x.count, sizeof *x.items, item_order);
    *out = x.items;
    *count = x.count;
    return OK;
}
