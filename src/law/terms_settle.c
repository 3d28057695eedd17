#include "law/terms_found.h"

#include "law/clause_value.h"

#include <string.h>

/* From the fields of a clause to terms. */

#define LIST_MOST 64

static law_period months(int64_t n) {
    return (law_period){.months = (int32_t)n, .given = true};
}

static law_counting counting(const law_found *from) {
    law_counting c = {0};
    if (from->has[FOUND_AFTER]) c.after = from->period[FOUND_AFTER];
    if (from->has[FOUND_AFTER_MONTH] && from->number[FOUND_AFTER_MONTH] > 0)
        c.after = months(from->number[FOUND_AFTER_MONTH]);
    c.month_start = from->has[FOUND_MONTH_START];
    if (from->has[FOUND_NOT_BEFORE]) c.not_before = from->date[FOUND_NOT_BEFORE];
    return c;
}

/* The "and" before the last name of a list whose last comma stands before `from`: the first that
 * "the" follows, else the first; none where the stretch begins with it, or the list has none. */
static uint32_t last_and(const clause_text *t, uint32_t from, uint32_t to) {
    uint32_t first = to;
    if (clause_is_and(t, from)) return to;
    for (uint32_t i = from + 1; i + 1 < to; i++) {
        if (!clause_is_and(t, i)) continue;
        if (!t->tokens[i + 1].capital) return i;
        if (first == to) first = i;
    }
    return first;
}

/* "France, the United Kingdom of Great Britain and Northern Ireland, and Italy": cut at commas, and
 * in the last stretch at the "and" of the list. */
static code names(arena *a, const clause_text *t, clause_span s, const str **out, size_t *count) {
    str *list = arena_array(a, LIST_MOST, sizeof *list);
    if (!list) return NOMEM;
    size_t n = 0;
    uint32_t from = s.from, last = s.from;
    for (uint32_t i = s.from + 1; i < s.to; i++)
        if (t->tokens[i].marks & MARK_COMMA) last = i;
    uint32_t joint = last_and(t, last, s.to);
    for (uint32_t i = s.from + 1; i <= s.to && n < LIST_MOST; i++) {
        if (i < s.to && i != joint && !(t->tokens[i].marks & MARK_COMMA)) continue;
        while (from < i && !t->tokens[from].capital) from++;
        if (from < i) {
            list[n] = clause_words(a, t, (clause_span){from, i});
            if (!list[n++].p) return NOMEM;
        }
        from = i;
    }
    *out = list;
    *count = n;
    return OK;
}

/* The condition of one clause, or of one side of an "or": *out stays as it is where nothing can be
 * made of it. */
static code one_condition(arena *a, const clause_text *t, const law_found *from, law_entry *out) {
    static const struct {
        const char *name;
        law_on on;
    } ons[] = {{"signature", LAW_ON_SIGNATURE},         {"date", LAW_ON_DATE},
               {"consents", LAW_ON_CONSENTS},           {"all", LAW_ON_ALL},
               {"notifications", LAW_ON_NOTIFICATIONS}, {"exchange", LAW_ON_EXCHANGE},
               {"agreement", LAW_ON_AGREEMENT}};
    law_entry e = {.counting = counting(from)};
    for (size_t i = 0; i < sizeof ons / sizeof *ons; i++)
        if (str_eq_z(from->word[FOUND_ON], ons[i].name)) e.on = ons[i].on;
    if (!law_found_is_condition(from)) return OK;
    if (e.on == LAW_ON_DATE) e.date = from->date[FOUND_DATE];
    if (e.on == LAW_ON_CONSENTS) {
        e.count = (size_t)from->number[FOUND_COUNT];
        if (!e.counting.after.given && !e.counting.month_start)
            e.counting.after.given = true; /* P0D: the day of the deposit itself */
    }
    if (from->has[FOUND_SHARE]) e.at_least_billionths = from->number[FOUND_SHARE] * 10000000;
    if (from->has[FOUND_INCLUDING] && e.on == LAW_ON_CONSENTS) {
        law_including *in = arena_alloc(a, sizeof *in);
        if (!in) return NOMEM;
        TRY(names(a, t, from->span[FOUND_INCLUDING], &in->of, &in->of_count));
        in->count = in->of_count;
        e.including = in;
        e.including_count = in->count > 0;
    }
    /* "Norland, Westmark and three other States"; the depositaries: see law_proposal_finish. */
    if (from->has[FOUND_OTHERS] && e.on == LAW_ON_CONSENTS)
        e.count =
            (size_t)from->number[FOUND_OTHERS] + (e.including_count > 0 ? e.including->count : 0);
    if (from->has[FOUND_PARTIES])
        TRY(names(a, t, from->span[FOUND_PARTIES], &e.parties, &e.party_count));
    *out = e;
    return OK;
}

static bool counts(const law_counting *c) {
    return c->after.given || c->month_start;
}

/* One side and a fixed day, whichever is later: that side, but not before the day. */
static bool only_not_before(const law_entry *sides, size_t count, law_entry *out) {
    if (count != 2) return false;
    for (size_t i = 0; i < 2; i++) {
        const law_entry *fixed = sides + i, *other = sides + 1 - i;
        if (fixed->on != LAW_ON_DATE || counts(&fixed->counting)) continue;
        if (other->on == LAW_ON_DATE || other->counting.not_before.text.p) return false;
        *out = *other;
        out->counting.not_before = fixed->date;
        return true;
    }
    return false;
}

/* "Thirty days after A or B": both are counted so. "A, or thirty days after B": each by itself. */
static law_counting shared_counting(const law_found *sides, size_t count) {
    bool shared = sides[0].has[FOUND_SHARED];
    law_counting first = counting(sides);
    for (size_t i = 1; i < count; i++) {
        law_counting own = counting(sides + i);
        if (counts(&own) || (sides[i].has[FOUND_APART] && !shared)) return (law_counting){0};
    }
    first.not_before = (law_date){0};
    return first;
}

static code conditions(arena *a, const clause_text *t, const law_found *from, law_entry *out) {
    law_entry *sides = arena_array(a, from->side_count, sizeof *sides);
    law_found *bare = arena_array(a, from->side_count, sizeof *bare);
    if (!sides || !bare) return NOMEM;
    law_counting shared = shared_counting(from->sides, from->side_count);
    for (size_t i = 0; i < from->side_count; i++) {
        bare[i] = from->sides[i];
        if (counts(&shared))
            bare[i].has[FOUND_AFTER] = bare[i].has[FOUND_AFTER_MONTH] =
                bare[i].has[FOUND_MONTH_START] = false;
        TRY(one_condition(a, t, bare + i, sides + i));
    }
    bool later = str_eq_z(from->word[FOUND_EITHER], "and");
    if (later && !counts(&shared) && only_not_before(sides, from->side_count, out)) return OK;
    law_entry e = {.counting = shared};
    if (later)
        e.both = sides, e.both_count = from->side_count;
    else
        e.first_of = sides, e.first_of_count = from->side_count;
    *out = e;
    return OK;
}

static bool has_entry(const law_entry *e) {
    return e->on != LAW_ON_NONE || e->both_count > 0 || e->first_of_count > 0;
}

static code settle_entry(arena *a, const clause_text *t, const law_found *from, law_entry *to,
                         bool *used) {
    if (!from->has[FOUND_ON] || has_entry(to)) return OK;
    TRY(from->side_count > 1 ? conditions(a, t, from, to) : one_condition(a, t, from, to));
    *used = has_entry(to);
    return OK;
}

static void settle_duration(const law_found *from, str article, law_proposal *to, bool *used) {
    law_duration *d = &to->terms.duration;
    if (from->has[FOUND_INDEFINITE] && !to->indefinite.p && !d->given) {
        to->indefinite = S("indefinite");
        *used = true;
    }
    if ((from->has[FOUND_TERM] || from->has[FOUND_THROUGH]) && !d->given) {
        if (from->has[FOUND_TERM])
            d->term = from->period[FOUND_TERM];
        else
            d->through = from->date[FOUND_THROUGH];
        d->given = *used = true;
        d->article = article;
    }
    if (!d->given) return;
    if (from->has[FOUND_RENEW] && !d->renew.given)
        d->renew = from->period[FOUND_RENEW], *used = true;
    if (from->has[FOUND_RENEW_SAME] && d->term.given && !d->renew.given)
        d->renew = d->term, *used = true;
    if (from->has[FOUND_NOTICE] && !d->notice.given)
        d->notice = from->period[FOUND_NOTICE], *used = true;
    if (from->has[FOUND_INDEFINITE_AFTER] && !to->indefinite.p) {
        to->indefinite = S("indefinite after the term");
        *used = true;
    }
}

static void settle_withdraw(const law_found *from, str article, law_withdrawal *w, bool *used) {
    bool gives = false;
    if (from->has[FOUND_NOTICE] && !w->notice.given)
        w->notice = from->period[FOUND_NOTICE], gives = true;
    if (from->has[FOUND_AFTER_MONTH] && !w->notice.given)
        w->notice = months(from->number[FOUND_AFTER_MONTH]), gives = true;
    if (from->has[FOUND_EARLIEST] && !w->not_before.given)
        w->not_before = from->period[FOUND_EARLIEST], gives = true;
    if (from->has[FOUND_NO_NOTICE_BEFORE] && !w->notice_from.given) {
        w->notice_from = from->period[FOUND_NO_NOTICE_BEFORE];
        if (!w->not_before.given) w->not_before = w->notice_from;
        gives = true;
    }
    if (from->has[FOUND_MONTH_START]) w->month_start = gives = true;
    if (from->has[FOUND_YEAR_END]) w->year_end = gives = true;
    if (gives && !w->given) w->article = article;
    w->given = w->given || gives;
    *used = *used || gives;
}

static code settle_text(arena *a, const clause_text *t, const law_found *from, found_field field,
                        str *to, bool *used) {
    if (!from->has[field] || to->p) return OK;
    *to = clause_words(a, t, from->span[field]);
    *used = true;
    return to->p ? OK : NOMEM;
}

static code settle_languages(arena *a, const clause_text *t, const law_found *from, law_terms *to,
                             bool *used) {
    if (!from->has[FOUND_LANGUAGES] || to->language_count > 0) return OK;
    clause_span s = from->span[FOUND_LANGUAGES];
    str *list = arena_array(a, LIST_MOST, sizeof *list), tag;
    if (!list) return NOMEM;
    size_t n = 0;
    for (uint32_t i = s.from; i < s.to && n < LIST_MOST; i++) {
        if (clause_language_at(t, i, s.to, &tag) == 0) continue;
        bool twice = false;
        for (size_t k = 0; k < n; k++) twice |= str_eq(list[k], tag);
        if (!twice) list[n++] = tag;
    }
    to->languages = list;
    to->language_count = n;
    *used = n > 0;
    return OK;
}

static void settle_signature(const law_found *from, law_proposal *to, bool *used) {
    if (from->has[FOUND_OPENS] && !to->signature.from.text.p)
        to->signature.from = from->date[FOUND_OPENS], *used = true;
    if (from->has[FOUND_CLOSES] &&
        (!to->signature.until.text.p || from->date[FOUND_CLOSES].last > to->signature.until.last))
        to->signature.until = from->date[FOUND_CLOSES], *used = true;
}

static code settle_unread(arena *a, const clause_text *t, const law_found *from, found_field field,
                          law_proposal *to) {
    if (!from->has[field]) return OK;
    clause_span s = from->span[field];
    law_unread *list = arena_array(a, to->unread_count + 1, sizeof *list);
    if (!list) return NOMEM;
    if (to->unread_count > 0) memcpy(list, to->unread, to->unread_count * sizeof *list);
    law_unread *u = list + to->unread_count;
    *u = (law_unread){.kind = from->kind,
                      .says = clause_words(a, t, s),
                      .start = t->tokens[s.from].start,
                      .end = t->tokens[s.to - 1].end};
    if (!u->says.p) return NOMEM;
    to->unread = list;
    to->unread_count++;
    return OK;
}

static code settle_condition(arena *a, const clause_text *t, const law_found *from, str article,
                             law_proposal *to, bool *used) {
    law_entry *entry = &to->terms.entry;
    TRY(settle_entry(a, t, from, entry, used));
    if (*used) entry->article = article;
    if (!*used && (has_entry(entry) || !from->has[FOUND_ON])) return OK;
    if (*used && from->has[FOUND_DEPOSITARIES] && entry->on == LAW_ON_CONSENTS) {
        to->rests_on_depositaries.asked = true;
        to->rests_on_depositaries.besides = from->has[FOUND_OTHERS];
        to->rests_on_depositaries.unread = from->has[FOUND_UNREAD] ? to->unread_count : SIZE_MAX;
    }
    *used = *used || from->has[FOUND_UNREAD]; /* its condition is all that is known */
    TRY(settle_unread(a, t, from, FOUND_UNREAD, to));
    return settle_unread(a, t, from, FOUND_OTHERWISE, to);
}

static void settle_join(const law_found *from, str article, law_join *to, bool *used) {
    if (to->given) return;
    to->counting = counting(from);
    if (from->has[FOUND_SAME_DAY] && !to->counting.month_start) to->counting.after.given = true;
    *used = to->given = to->counting.after.given || to->counting.month_start;
    if (*used) to->article = article;
}

static void settle_provisional(const law_found *from, str article, law_provisional *to,
                               bool *used) {
    if (to->given || !from->has[FOUND_FROM]) return;
    if (str_eq_z(from->word[FOUND_FROM], "date") && !from->has[FOUND_DATE]) return;
    *to = (law_provisional){.given = true,
                            .from_signature = str_eq_z(from->word[FOUND_FROM], "signature"),
                            .date = from->date[FOUND_DATE],
                            .article = article};
    *used = true;
}

static void settle_lapse(const law_found *from, str article, law_terms *to, bool *used) {
    if (!from->has[FOUND_BELOW] || to->lapse_below > 0) return;
    to->lapse_below = (size_t)from->number[FOUND_BELOW];
    to->lapse_article = article;
    *used = true;
}

/* Which of the three it is goes by rank: see law_proposal_finish. */
static code settle_depositary(arena *a, const clause_text *t, const law_found *from,
                              law_proposal *to, bool *used) {
    law_terms *terms = &to->terms;
    if (from->has[FOUND_DEPOSITARY] && !terms->depositary.p)
        TRY(names(a, t, from->span[FOUND_DEPOSITARY], &to->depositaries, &to->depositary_count));
    TRY(settle_text(a, t, from, FOUND_DEPOSITARY, &terms->depositary, used));
    TRY(settle_text(a, t, from, FOUND_DEPOSITED, &to->deposited, used));
    return settle_text(a, t, from, FOUND_ARCHIVED, &to->archived, used);
}

static code settle(arena *a, const clause_text *t, const law_found *from, str article,
                   law_proposal *to, bool *used) {
    law_terms *terms = &to->terms;
    switch (from->kind) {
    case CLAUSE_ENTRY: return settle_condition(a, t, from, article, to, used);
    case CLAUSE_JOIN: settle_join(from, article, &terms->join, used); return OK;
    case CLAUSE_PROVISIONAL:
        settle_provisional(from, article, &terms->provisional, used);
        return OK;
    case CLAUSE_DURATION:
        settle_duration(from, article, to, used);
        *used = *used || from->has[FOUND_UNREAD];
        return settle_unread(a, t, from, FOUND_UNREAD, to);
    case CLAUSE_WITHDRAW: settle_withdraw(from, article, &terms->withdraw, used); return OK;
    case CLAUSE_LAPSE: settle_lapse(from, article, terms, used); return OK;
    case CLAUSE_LANGUAGES: return settle_languages(a, t, from, terms, used);
    case CLAUSE_SIGNATURE:
        settle_signature(from, to, used);
        return settle_text(a, t, from, FOUND_PLACE, &to->signature.place, used);
    case CLAUSE_RESERVATIONS:
        if (!from->has[FOUND_ALLOWED] || to->reservations.p) return OK;
        to->reservations = from->word[FOUND_ALLOWED];
        *used = true;
        return OK;
    case CLAUSE_DEPOSITARY: return settle_depositary(a, t, from, to, used);
    case CLAUSE_COUNT: break;
    }
    return OK;
}

code law_found_settle(arena *a, const clause_text *t, const law_found *from, str article,
                      law_proposal *to, bool *used, fault *f) {
    *used = false;
    if (settle(a, t, from, article, to, used) != OK)
        return fault_set(f, NOMEM, "text", "no memory for what its clauses say");
    return OK;
}

/* "Ratification by the Depositary Governments and forty other States", once it is known who the
 * depositaries are; until then the words stay unread. */
static code add_depositaries(arena *a, law_proposal *p) {
    law_entry *e = &p->terms.entry;
    if (!p->rests_on_depositaries.asked || p->depositary_count == 0) return OK;
    law_including *in = arena_alloc(a, sizeof *in);
    law_unread *left = arena_array(a, p->unread_count + 1, sizeof *left);
    if (!in || !left) return NOMEM;
    size_t n = 0;
    for (size_t i = 0; i < p->unread_count; i++)
        if (i != p->rests_on_depositaries.unread) left[n++] = p->unread[i];
    p->unread = left;
    p->unread_count = n;
    *in = (law_including){p->depositary_count, p->depositaries, p->depositary_count};
    e->including = in;
    e->including_count = 1;
    if (p->rests_on_depositaries.besides) e->count += p->depositary_count;
    return OK;
}

static code finish_duration(arena *a, law_proposal *p) {
    law_duration *d = &p->terms.duration;
    law_withdrawal *w = &p->terms.withdraw;
    if (!d->given || d->renew.given || !p->indefinite.p) return OK;
    /* Ten years, and after them until a notice: no end of its own, but none before ten years. */
    if (w->given && d->term.given && !w->not_before.given) w->not_before = d->term;
    if (w->given && d->through.text.p && !w->not_before_date.text.p) {
        char text[16];
        day_format(d->through.last + 1, text);
        str copy = str_copy(a, str_of(text));
        if (!copy.p) return NOMEM;
        day next = d->through.last + 1;
        w->not_before_date = (law_date){.first = next, .last = next, .text = copy};
    }
    *d = (law_duration){0};
    return OK;
}

code law_proposal_finish(arena *a, law_proposal *p, fault *f) {
    if (finish_duration(a, p) != OK || add_depositaries(a, p) != OK)
        return fault_set(f, NOMEM, "text", "no memory for what its clauses say");
    if (!p->terms.depositary.p) p->terms.depositary = p->deposited;
    if (!p->terms.depositary.p) p->terms.depositary = p->archived;
    return OK;
}
