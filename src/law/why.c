#include "law/status.h"

/* The sentences. Each names the act, its day, the count and the rule. */

typedef struct {
    buf *out;
    const law_instrument *in;
    const law_interval *i;
    law_names names;
} teller;

static void put_day(buf *out, day d) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    civil c = day_civil(d);
    buf_put_int(out, c.day);
    buf_put_char(out, ' ');
    buf_put_z(out, months[c.month - 1]);
    buf_put_char(out, ' ');
    buf_put_int(out, c.year);
}

static void put_date(buf *out, const law_date *d) {
    if (d->first == d->last && !d->marked)
        put_day(out, d->last);
    else
        buf_put(out, d->text);
}

static void put_start(const teller *t) {
    char text[32];
    if (t->i->from_first == t->i->from) {
        put_day(t->out, t->i->from);
        return;
    }
    law_from_text(t->i, text);
    buf_put_z(t->out, text);
    buf_put_z(t->out, " (not known to the day)");
}

static void put_name(const teller *t, str party) {
    buf_put(t->out, t->names.name ? t->names.name(t->names.context, party) : party);
}

static void put_article(const teller *t, str article) {
    if (!article.n) return;
    buf_put_z(t->out, ", article ");
    buf_put(t->out, article);
}

static const law_act *key_act(const teller *t) {
    return t->i->key_act < 0 ? NULL : &t->in->acts[t->i->key_act];
}

static const char *noun(law_do act) {
    static const char *const nouns[LAW_DO_COUNT] = {
        [LAW_SIGN] = "signature",
        [LAW_SIGN_DEFINITIVELY] = "definitive signature",
        [LAW_INITIAL] = "initialling",
        [LAW_RATIFY] = "ratification",
        [LAW_ACCEPT] = "acceptance",
        [LAW_APPROVE] = "approval",
        [LAW_ACCEDE] = "accession",
        [LAW_SUCCEED] = "notification of succession",
        [LAW_NOTIFY] = "notification",
        [LAW_EXCHANGE] = "exchange of instruments",
        [LAW_APPLY_PROVISIONALLY] = "declaration of provisional application",
        [LAW_END_PROVISIONAL] = "end of provisional application",
        [LAW_WITHDRAW] = "notice of withdrawal",
        [LAW_CANCEL_WITHDRAWAL] = "cancelled withdrawal",
        [LAW_SUSPEND] = "suspension",
        [LAW_RESUME] = "resumption",
        [LAW_TERMINATE] = "termination",
        [LAW_SUPERSEDE] = "supersession",
        [LAW_RESERVE] = "reservation",
        [LAW_OBJECT] = "objection",
        [LAW_DECLARE] = "declaration",
        [LAW_REGISTER] = "registration",
    };
    return nouns[act];
}

/* "accession of 31 March 2010" */
static void put_act(const teller *t, const law_act *act) {
    buf_put_z(t->out, noun(act->act));
    buf_put_z(t->out, " of ");
    put_date(t->out, &act->on);
}

/* "by Denmark's notice of withdrawal of 3 May 2004", without a name where all did it */
static void put_by(const teller *t, const law_act *act) {
    buf_put_z(t->out, " by ");
    if (act->party.n) {
        put_name(t, act->party);
        buf_put_z(t->out, "'s ");
    } else {
        buf_put_z(t->out, "the ");
    }
    put_act(t, act);
}

/* "; three months after it, the month being shorter" */
static void put_counting(const teller *t, const law_counting *c, day base, day start) {
    char words[96];
    bool counts = c->after.months || c->after.days;
    law_period_words(c->after, words);
    if (c->month_start && counts)
        buf_printf(t->out, "; the first day of the month after the end of %s from it", words);
    else if (c->month_start)
        buf_put_z(t->out, "; the first day of the month after it");
    else if (counts)
        buf_printf(t->out, "; %s after it", words);
    bool by_month = c->after.months && !c->after.days && !c->month_start;
    bool exact = base != DAY_NONE && base != DAY_OPEN && start != DAY_OPEN;
    if (by_month && exact && start == law_day_add(base, c->after, c->next_day) &&
        day_civil(start).day != day_civil(base).day)
        buf_put_z(t->out, ", the month being shorter");
    if (c->not_before.text.p && start == c->not_before.last) {
        buf_put_z(t->out, ", but not before ");
        put_date(t->out, &c->not_before);
    }
}

static const char *ordinal_end(size_t n) {
    if (n % 100 >= 11 && n % 100 <= 13) return "th";
    return n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
}

/* "the 12th consent was Mongolia's, deposited 28 September 2007" */
static void put_completing(const teller *t, const law_act *act) {
    const law_entry *c = t->i->condition;
    switch (c->on) {
    case LAW_ON_SIGNATURE: buf_put_z(t->out, "the last signature was "); break;
    case LAW_ON_NOTIFICATIONS: buf_put_z(t->out, "the last notification was "); break;
    case LAW_ON_ALL: buf_put_z(t->out, "the last consent needed was "); break;
    default: buf_printf(t->out, "the %zu%s consent was ", t->i->number, ordinal_end(t->i->number));
    }
    put_name(t, act->party);
    buf_put_z(t->out, c->on == LAW_ON_SIGNATURE       ? "'s, of "
                      : c->on == LAW_ON_NOTIFICATIONS ? "'s, received "
                                                      : "'s, deposited ");
    put_date(t->out, &act->on);
}

/* What brought the instrument into force; `act` is the one that met the condition, or null. */
static void put_entry(const teller *t, const law_act *act) {
    const law_entry *c = t->i->condition;
    bool stated = act && act->effect.text.p && c->on != LAW_ON_CONSENTS;
    if (c->on == LAW_ON_DATE) {
        buf_put_z(t->out, "the date that its terms fix");
    } else if (c->on == LAW_ON_AGREEMENT && act) {
        buf_put_z(t->out, "the day that the parties agreed, stated with the ");
        put_act(t, act);
        stated = false;
    } else if (c->on == LAW_ON_EXCHANGE && act) {
        buf_put_z(t->out, "instruments were exchanged on ");
        put_date(t->out, &act->on);
    } else if (act) {
        put_completing(t, act);
    } else {
        buf_put_z(t->out, "its conditions were met on ");
        put_day(t->out, t->i->base_day);
    }
    if (stated)
        buf_put_z(t->out, "; the day of effect stated with it");
    else if (c->on != LAW_ON_AGREEMENT)
        put_counting(t, &c->counting, t->i->base_day, t->i->from);
    put_article(t, c->article);
}

/* The act of the entry among the two that a party's start rests on. */
static const law_act *entry_act(const teller *t) {
    for (size_t k = 0; k < t->i->act_count; k++)
        if (t->i->acts[k] != t->i->key_act) return &t->in->acts[t->i->acts[k]];
    return key_act(t);
}

static void tell_counted(const teller *t) {
    const law_act *own = key_act(t), *met = entry_act(t);
    buf_put_z(t->out, "in force since ");
    put_start(t);
    buf_put_z(t->out, ", with the instrument: ");
    put_act(t, own);
    bool by_none = t->i->condition->on == LAW_ON_DATE || t->i->condition->on == LAW_ON_NONE;
    if (by_none || met != own || t->i->act_count == 1) {
        buf_put_z(t->out, "; ");
        put_entry(t, by_none ? NULL : met);
    }
}

static void tell_joined(const teller *t) {
    const law_join *join = &t->in->terms.join;
    buf_put_z(t->out, "in force since ");
    put_start(t);
    buf_put_z(t->out, ": joined by ");
    put_act(t, key_act(t));
    day counted = join->given
                      ? law_day_add(t->i->base_day, join->counting.after, join->counting.next_day)
                      : t->i->base_day;
    if (!join->given)
        buf_put_z(t->out, "; bound from that day, VCLT 24(3)");
    else
        put_counting(t, &join->counting, t->i->base_day, t->i->from);
    if (counted != DAY_NONE && counted < t->i->from && !join->counting.month_start)
        buf_put_z(t->out, ", but not before the instrument is in force");
    put_article(t, join->article);
}

static void tell_succeeded(const teller *t) {
    buf_put_z(t->out, "in force since ");
    put_start(t);
    buf_put_z(t->out, ": succession, by ");
    put_act(t, key_act(t));
    if (t->i->base_day == DAY_NONE) return;
    buf_put_z(t->out, ", from the day of succession, ");
    put_day(t->out, t->i->base_day);
    if (t->i->base_day < t->i->from)
        buf_put_z(t->out, ", but not before the instrument is in force");
}

static void tell_withdrawn(const teller *t) {
    const law_act *act = key_act(t);
    const law_withdrawal *w = &t->in->terms.withdraw;
    char words[96];
    buf_put_z(t->out, "withdrawn");
    put_by(t, act);
    law_period_words(w->notice, words);
    if (act->effect.text.p)
        buf_put_z(t->out, "; the day of effect stated with it");
    else if (!w->given)
        buf_put_z(t->out, "; twelve months after it, VCLT 56(2)");
    else if (w->notice.given)
        buf_printf(t->out, "; %s after it", words);
    if (!act->effect.text.p && w->year_end) buf_put_z(t->out, ", at the end of the calendar year");
    if (!act->effect.text.p && w->month_start) buf_put_z(t->out, ", from the next month on");
    if (w->given) put_article(t, w->article);
    if (!str_eq(act->party, t->i->party))
        buf_put_z(t->out, "; a bilateral instrument ends for both");
}

static void put_through(const teller *t, const law_duration *d) {
    buf_put_z(t->out, "expired: it was to last through ");
    put_date(t->out, &d->through);
}

static void tell_duration(const teller *t) {
    const law_duration *d = &t->in->terms.duration;
    char words[96];
    law_period_words(d->term, words);
    if (t->i->why == WHY_EXPIRED) {
        if (d->through.text.p)
            put_through(t, d);
        else
            buf_printf(t->out, "expired: %s from entry into force", words);
    } else {
        buf_put_z(t->out, "expired at the end of a period: withdrawn from renewal");
        put_by(t, key_act(t));
    }
    put_article(t, d->article);
}

static void tell_end(const teller *t) {
    const law_act *act = key_act(t);
    buf_put_z(t->out, "ended on ");
    put_start(t);
    buf_put_z(t->out, ": ");
    switch (t->i->why) {
    case WHY_WITHDRAWN: tell_withdrawn(t); return;
    case WHY_CONSENT_WITHDRAWN:
        buf_put_z(t->out, "consent withdrawn");
        put_by(t, act);
        buf_put_z(t->out, ", before it was bound");
        return;
    case WHY_NOT_RENEWED:
    case WHY_EXPIRED: tell_duration(t); return;
    case WHY_TERMINATED:
        buf_put_z(t->out, "terminated by agreement, ");
        put_act(t, act);
        return;
    case WHY_SUPERSEDED:
        buf_put_z(t->out, "superseded by ");
        buf_put(t->out, act->by.n ? act->by : S("another instrument"));
        buf_put_z(t->out, ", ");
        put_act(t, act);
        return;
    case WHY_LAPSED:
        buf_printf(t->out, "lapsed: its parties fell to %zu, fewer than %zu", t->i->number,
                   t->in->terms.lapse_below);
        put_article(t, t->in->terms.lapse_article);
        return;
    case WHY_STATE_ENDED: buf_put_z(t->out, "succession: a party ceased to exist"); return;
    default: buf_put_z(t->out, "provisional application ended, and nothing else bound it"); return;
    }
}

static void tell_provisional(const teller *t) {
    buf_put_z(t->out, "applied provisionally since ");
    put_start(t);
    buf_put_z(t->out,
              t->i->why == WHY_PROVISIONAL_TERMS ? ": by its terms, after the " : ": by the ");
    put_act(t, key_act(t));
    if (t->i->why == WHY_PROVISIONAL_TERMS) put_article(t, t->in->terms.provisional.article);
}

/* "signatory since 4 May 2001: signature of 4 May 2001" */
static void tell_plain(const teller *t) {
    static const char *const openings[STATUS_COUNT] = {
        [STATUS_NOT_IN_FORCE] = "not in force since ",
        [STATUS_SIGNATORY] = "signatory since ",
        [STATUS_CONTRACTING] = "contracting, not yet bound, since ",
        [STATUS_PROVISIONAL] = "applied provisionally since ",
        [STATUS_IN_FORCE] = "in force since ",
        [STATUS_SUSPENDED] = "suspended since ",
        [STATUS_ENDED] = "ended on ",
    };
    buf_put_z(t->out, openings[t->i->status]);
    put_start(t);
    if (t->i->why == WHY_PROVISIONAL_OVER) buf_put_z(t->out, ": provisional application over");
    const law_act *act = key_act(t);
    if (!act) return;
    buf_put_z(t->out, t->i->why == WHY_STATED             ? ": the day of effect stated with the "
                      : t->i->why == WHY_PROVISIONAL_OVER ? ", "
                                                          : ": ");
    put_act(t, act);
}

void law_why(buf *out, const law_instrument *in, const law_interval *i, law_names names) {
    teller t = {out, in, i, names};
    switch (i->why) {
    case WHY_FIRST_ACT:
        buf_put_z(out, law_entry_unsaid(&in->terms.entry)
                           ? "not yet in force: nothing is known of its terms of entry into force"
                           : "not yet in force: the conditions of its terms are not met");
        return;
    case WHY_ENTRY:
        buf_put_z(out, "in force since ");
        put_start(&t);
        buf_put_z(out, ": ");
        put_entry(&t, key_act(&t));
        return;
    case WHY_ENTRY_COUNTED: tell_counted(&t); return;
    case WHY_JOINED: tell_joined(&t); return;
    case WHY_SUCCEEDED: tell_succeeded(&t); return;
    case WHY_PROVISIONAL_TERMS:
    case WHY_PROVISIONAL_ACT: tell_provisional(&t); return;
    default: break;
    }
    if (i->status == STATUS_ENDED)
        tell_end(&t);
    else
        tell_plain(&t);
}
