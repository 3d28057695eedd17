#include "law/missing.h"

#include <string.h>

/* What a condition of entry into force still asks for. */

typedef struct {
    str code;
    const law_act *signed_by, *consented_by; /* null: not yet */
} side;

typedef struct {
    const law_instrument *in; /* as of the day */
    day on;
    law_names names;
    buf *out;
    side *sides;
    size_t count;
    bool exchanged;
} asking;

static void put_day(buf *out, day d) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    civil c = day_civil(d);
    buf_printf(out, "%d %s %d", c.day, months[c.month - 1], c.year);
}

static void put_date(buf *out, const law_date *d) {
    if (d->first == d->last && !d->marked)
        put_day(out, d->last);
    else
        buf_put(out, d->text);
}

static void put_name(const asking *q, str code_) {
    buf_put(q->out, q->names.name ? q->names.name(q->names.context, code_) : code_);
}

static bool is_consent(const law_terms *t, law_do act) {
    switch (act) {
    case LAW_SIGN_DEFINITIVELY:
    case LAW_RATIFY:
    case LAW_ACCEPT:
    case LAW_APPROVE:
    case LAW_ACCEDE: return true;
    case LAW_SUCCEED: return t->count_successions;
    default: return false;
    }
}

static side *side_of(asking *q, str code_) {
    if (!code_.n) return NULL;
    for (size_t i = 0; i < q->count; i++)
        if (str_eq(q->sides[i].code, code_)) return &q->sides[i];
    q->sides[q->count] = (side){.code = code_};
    return &q->sides[q->count++];
}

/* A copy of the instrument without what had not certainly been done by the day. */
static code as_of(arena *a, const law_instrument *in, day on, law_instrument *out, fault *f) {
    law_act *acts = arena_array(a, in->act_count + 1, sizeof *acts);
    if (!acts) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < in->act_count; i++) {
        acts[i] = in->acts[i];
        acts[i].void_ |= acts[i].on.last > on;
    }
    *out = *in;
    out->acts = acts;
    return OK;
}

static bool passed_over(const law_result *r, size_t act) {
    for (size_t i = 0; i < r->notes.count; i++)
        if (r->notes.items[i].act == (int64_t)act && r->notes.items[i].ignored) return true;
    return false;
}

/* Who has signed and consented; a notification is a consent where the terms ask for one. A notice
 * of withdrawal before entry into force takes the consent back. */
static void sides_note(asking *q, const law_result *r, const law_entry *entry) {
    for (size_t i = 0; i < q->in->act_count; i++) {
        const law_act *act = &q->in->acts[i];
        if (act->void_ || passed_over(r, i)) continue;
        if (act->act == LAW_EXCHANGE) q->exchanged = true;
        side *s = side_of(q, act->party);
        if (!s) continue;
        bool consent = is_consent(&q->in->terms, act->act) ||
                       (act->act == LAW_NOTIFY &&
                        (entry->on == LAW_ON_NOTIFICATIONS || entry->on == LAW_ON_NONE));
        if (act->act == LAW_SIGN || act->act == LAW_SIGN_DEFINITIVELY) s->signed_by = act;
        if (consent) s->consented_by = act;
        if (act->act == LAW_WITHDRAW) s->consented_by = NULL;
    }
}

static void put_list(const asking *q, const str *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i) buf_put_z(q->out, i + 1 == count ? " and " : ", ");
        put_name(q, names[i]);
    }
}

/* "ratification of Pakistan missing" of those without; false: nobody. `word`: what is wanted. */
static bool put_lacking(asking *q, const char *word, bool by_signature, const str *wanted,
                        size_t wanted_count, arena *a) {
    size_t n = 0, most = wanted ? wanted_count : q->count;
    str *lack = arena_array(a, most + 1, sizeof *lack);
    if (!lack) return false;
    for (size_t i = 0; i < most; i++) {
        const side *s = NULL;
        str code_ = wanted ? wanted[i] : q->sides[i].code;
        for (size_t k = 0; k < q->count; k++)
            if (str_eq(q->sides[k].code, code_)) s = &q->sides[k];
        bool has = s && (s->consented_by || (by_signature && s->signed_by));
        if (!has) lack[n++] = code_;
    }
    if (!n) return false;
    buf_put_z(q->out, word);
    buf_put_z(q->out, " of ");
    if (n > 12)
        buf_printf(q->out, "%zu parties", n);
    else
        put_list(q, lack, n);
    buf_put_z(q->out, " missing");
    return true;
}

static const char *consent_word(const asking *q) {
    for (size_t i = 0; i < q->count; i++)
        if (q->sides[i].signed_by && !q->sides[i].consented_by) return "ratification";
    return "consent";
}

static bool put_including(asking *q, const law_entry *c, bool any) {
    for (size_t g = 0; g < c->including_count; g++) {
        const law_including *group = &c->including[g];
        size_t have = 0;
        for (size_t i = 0; i < group->of_count; i++)
            for (size_t k = 0; k < q->count; k++)
                have += str_eq(q->sides[k].code, group->of[i]) && q->sides[k].consented_by;
        if (have >= group->count) continue;
        buf_put_z(q->out, any ? "; " : "");
        any = true;
        if (group->count < group->of_count)
            buf_printf(q->out, "%zu more of ", group->count - have);
        else
            buf_put_z(q->out, "the consent of ");
        put_list(q, group->of, group->of_count);
        buf_put_z(q->out, " among them");
    }
    return any;
}

static bool put_share(asking *q, const law_entry *c, bool any) {
    int64_t sum = 0;
    if (!c->at_least_billionths) return any;
    for (size_t i = 0; i < c->weight_count; i++)
        for (size_t k = 0; k < q->count; k++)
            if (str_eq(q->sides[k].code, c->weights[i].party) && q->sides[k].consented_by)
                sum += c->weights[i].billionths;
    if (sum >= c->at_least_billionths) return any;
    buf_printf(q->out, "%sa share of %.2f%% where %.2f%% are needed", any ? "; " : "",
               (double)sum / 1e7, (double)c->at_least_billionths / 1e7);
    return true;
}

/* Where the number is that of the sides, those that lack are named; else they are counted. */
static bool put_consents(asking *q, const law_entry *c, arena *a) {
    size_t have = 0;
    for (size_t i = 0; i < q->count; i++) have += q->sides[i].consented_by != NULL;
    bool any = have < c->count;
    if (any && q->count <= c->count && q->count <= 12 && q->count > 1) {
        any = put_lacking(q, consent_word(q), false, NULL, 0, a);
        size_t others = c->count - q->count;
        if (others)
            buf_printf(q->out, "%s%zu of others%s", any ? "; consent of " : "consent of ", others,
                       " missing");
        any = any || others;
    } else if (any) {
        buf_printf(q->out, "%zu of %zu consents are there", have, c->count);
    }
    any = put_including(q, c, any);
    return put_share(q, c, any);
}

static bool put_condition(asking *q, const law_entry *c, arena *a);

static bool put_parts(asking *q, const law_entry *parts, size_t count, const char *between,
                      bool any, arena *a) {
    for (size_t i = 0; i < count; i++) {
        size_t mark = q->out->n;
        if (any) buf_put_z(q->out, between);
        if (put_condition(q, &parts[i], a))
            any = true;
        else
            q->out->n = mark;
    }
    return any;
}

static bool put_own(asking *q, const law_entry *c, arena *a) {
    const str *wanted = c->party_count ? c->parties : NULL;
    switch (c->on) {
    case LAW_ON_SIGNATURE: return put_lacking(q, "signature", true, wanted, c->party_count, a);
    case LAW_ON_NOTIFICATIONS:
        return put_lacking(q, "notification", false, wanted, c->party_count, a);
    case LAW_ON_ALL: return put_lacking(q, consent_word(q), false, wanted, c->party_count, a);
    case LAW_ON_CONSENTS: return put_consents(q, c, a);
    case LAW_ON_EXCHANGE:
        if (q->exchanged) return false;
        if (put_lacking(q, "ratification", false, NULL, 0, a)) buf_put_z(q->out, "; ");
        buf_put_z(q->out, "exchange of the instruments of ratification missing");
        return true;
    case LAW_ON_DATE:
        if (c->date.last <= q->on) return false;
        buf_put_z(q->out, "it enters into force on ");
        put_date(q->out, &c->date);
        return true;
    case LAW_ON_AGREEMENT: buf_put_z(q->out, "no day has been agreed and stated"); return true;
    default: return false;
    }
}

static bool put_condition(asking *q, const law_entry *c, arena *a) {
    bool any = put_own(q, c, a);
    any = put_parts(q, c->first_of, c->first_of_count, ", or ", any, a);
    return put_parts(q, c->both, c->both_count, "; ", any, a);
}

/* "signed 26 November 2024; ratified by Belarus 3 March 2025" of two; of many their number. */
static bool put_signed(const asking *q) {
    const law_act *first = NULL;
    size_t n = 0;
    bool same = true;
    for (size_t i = 0; i < q->count; i++) {
        const law_act *s = q->sides[i].signed_by;
        if (!s) continue;
        if (!first) first = s;
        same = same && str_eq(s->on.text, first->on.text);
        n++;
    }
    if (!n) return false;
    buf_put_z(q->out, "signed ");
    if (same && (n > 1 || q->count == 1)) {
        put_date(q->out, &first->on);
    } else if (n > 3) {
        buf_printf(q->out, "by %zu", n);
    } else {
        for (size_t i = 0, k = 0; i < q->count; i++) {
            if (!q->sides[i].signed_by) continue;
            buf_put_z(q->out, k++ ? ", by " : "by ");
            put_name(q, q->sides[i].code);
            buf_put_z(q->out, " ");
            put_date(q->out, &q->sides[i].signed_by->on);
        }
    }
    return true;
}

static bool put_consented(const asking *q, bool any) {
    static const char *const words[LAW_DO_COUNT] = {
        [LAW_SIGN_DEFINITIVELY] = "signed definitively",
        [LAW_RATIFY] = "ratified",
        [LAW_ACCEPT] = "accepted",
        [LAW_APPROVE] = "approved",
        [LAW_ACCEDE] = "acceded to",
        [LAW_SUCCEED] = "succeeded to",
        [LAW_NOTIFY] = "notified",
    };
    for (size_t i = 0; q->count <= 3 && i < q->count; i++) {
        const law_act *c = q->sides[i].consented_by;
        if (!c || !words[c->act]) continue;
        buf_put_z(q->out, any ? "; " : "");
        buf_printf(q->out, "%s by ", words[c->act]);
        put_name(q, q->sides[i].code);
        buf_put_z(q->out, " ");
        put_date(q->out, &c->on);
        any = true;
    }
    return any;
}

/* Without terms: where one side has ratified, the other is awaited. */
static void put_unsaid(asking *q, arena *a) {
    bool begun = false;
    for (size_t i = 0; i < q->count; i++) begun |= q->sides[i].consented_by != NULL;
    if (begun && put_lacking(q, consent_word(q), false, NULL, 0, a)) return;
    buf_put_z(q->out, "its final clauses are not recorded, so that nothing says when it binds");
}

static const law_interval *own_on(const law_result *r, day on) {
    for (size_t i = 0; i < r->count && !r->intervals[i].party.n; i++)
        if (r->intervals[i].from <= on && on < r->intervals[i].to) return &r->intervals[i];
    return NULL;
}

static const law_interval *own_after(const law_result *r, day on) {
    for (size_t i = 0; i < r->count && !r->intervals[i].party.n; i++)
        if (r->intervals[i].from > on && r->intervals[i].status == STATUS_IN_FORCE)
            return &r->intervals[i];
    return NULL;
}

code law_missing(arena *a, const law_instrument *in, const str *sides, size_t side_count, day on,
                 law_names names, buf *out, fault *f) {
    law_instrument now;
    law_result r;
    asking q = {.in = &now, .on = on, .names = names, .out = out};
    TRY(as_of(a, in, on, &now, f));
    TRY(law_status(a, &now, &r, f));
    const law_interval *own = own_on(&r, on), *coming = own_after(&r, on);
    if (own && own->status != STATUS_NOT_IN_FORCE && own->status != STATUS_PROVISIONAL) return OK;
    q.sides = arena_array(a, side_count + in->act_count + 1, sizeof *q.sides);
    if (!q.sides) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < side_count; i++) side_of(&q, sides[i]);
    const law_entry *entry = &now.terms.entry;
    sides_note(&q, &r, entry);
    bool any = put_signed(&q);
    any = put_consented(&q, any);
    if (any) buf_put_z(out, "; ");
    size_t mark = out->n;
    if (coming) {
        buf_put_z(out, "in force from ");
        put_day(out, coming->from);
    } else if (law_entry_unsaid(entry)) {
        put_unsaid(&q, a);
    } else if (!put_condition(&q, entry, a)) {
        out->n = mark;
        buf_put_z(out, "the conditions of its terms are not met");
    }
    return out->code == OK ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
}
