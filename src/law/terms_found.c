#include "law/terms_found.h"

#include <stdio.h>
#include <string.h>

/* From the captures of a rule to fields, and from the fields of a clause to terms. */

#define LIST_MOST    64
#define PARTIES_MOST 300 /* more is a year or a tonnage, not a number of parties */

typedef enum { AS_FLAG, AS_WORD, AS_COUNT, AS_MONTHS, AS_PERIOD, AS_DATE, AS_SPAN } found_form;

static const struct {
    const char *name;
    found_form form;
} fields[FOUND_FIELDS] = {
    [FOUND_ON] = {"on", AS_WORD},
    [FOUND_COUNT] = {"count", AS_COUNT},
    [FOUND_AFTER] = {"after", AS_PERIOD},
    [FOUND_AFTER_MONTH] = {"after_month", AS_MONTHS},
    [FOUND_MONTH_START] = {"month_start", AS_FLAG},
    [FOUND_SAME_DAY] = {"same_day", AS_FLAG},
    [FOUND_NOT_BEFORE] = {"not_before", AS_DATE},
    [FOUND_DATE] = {"date", AS_DATE},
    [FOUND_INCLUDING] = {"including", AS_SPAN},
    [FOUND_PARTIES] = {"parties", AS_SPAN},
    [FOUND_SHARE] = {"share", AS_COUNT},
    [FOUND_TERM] = {"term", AS_PERIOD},
    [FOUND_RENEW] = {"renew", AS_PERIOD},
    [FOUND_RENEW_SAME] = {"renew_same", AS_FLAG},
    [FOUND_NOTICE] = {"notice", AS_PERIOD},
    [FOUND_EARLIEST] = {"earliest", AS_PERIOD},
    [FOUND_NO_NOTICE_BEFORE] = {"no_notice_before", AS_PERIOD},
    [FOUND_YEAR_END] = {"year_end", AS_FLAG},
    [FOUND_INDEFINITE] = {"indefinite", AS_FLAG},
    [FOUND_INDEFINITE_AFTER] = {"indefinite_after", AS_FLAG},
    [FOUND_FROM] = {"from", AS_WORD},
    [FOUND_BELOW] = {"below", AS_COUNT},
    [FOUND_DEPOSITARY] = {"depositary", AS_SPAN},
    [FOUND_DEPOSITED] = {"deposited", AS_SPAN},
    [FOUND_ARCHIVED] = {"archived", AS_SPAN},
    [FOUND_LANGUAGES] = {"languages", AS_SPAN},
    [FOUND_PLACE] = {"place", AS_SPAN},
    [FOUND_OPENS] = {"opens", AS_DATE},
    [FOUND_CLOSES] = {"closes", AS_DATE},
    [FOUND_ALLOWED] = {"allowed", AS_WORD},
    [FOUND_UNREAD] = {"unread", AS_SPAN},
};

const char *law_found_name(found_field f) {
    return fields[f].name;
}

static bool field_of(str name, found_field *out) {
    for (int i = 0; i < FOUND_FIELDS; i++)
        if (str_eq_z(name, fields[i].name)) {
            *out = (found_field)i;
            return true;
        }
    return false;
}

static bool to_period(int64_t n, char unit, law_period *out) {
    if (n < 0 || n > 1200) return false;
    *out = (law_period){.given = true};
    switch (unit) {
    case 'D': out->days = (int32_t)n; return true;
    case 'W': out->days = (int32_t)(7 * n); return true;
    case 'M': out->months = (int32_t)n; return true;
    case 'Y': out->months = (int32_t)(12 * n); return true;
    default: return false;
    }
}

static bool read_date(arena *a, const clause_text *t, clause_span s, law_date *out) {
    int year = 0, month = 0, day_of_month = 0;
    if (clause_date_at(t, s.from, s.to, &year, &month, &day_of_month) == 0) return false;
    if (!day_exists(year, month, day_of_month)) return false;
    day d = day_of(year, month, day_of_month);
    char text[16];
    day_format(d, text);
    *out = (law_date){.first = d, .last = d, .text = str_copy(a, str_of(text))};
    return out->text.p != NULL;
}

static bool read_period(const clause_text *t, clause_span s, law_period *out) {
    int64_t n = 0;
    char unit = 0;
    if (clause_period_at(t, s.from, s.to, &n, &unit) > 0) return to_period(n, unit, out);
    if (clause_day_at(t, s.from, s.to, &n) > 0) return to_period(n, 'D', out);
    return false;
}

/* One gift into `to`; false where the value cannot be read. */
static bool take(arena *a, const clause_text *t, const clause_gift *g, const clause_match *m,
                 found_field field, law_found *to) {
    clause_span s = g->capture ? m->captures[g->capture - 'a'] : (clause_span){0};
    int64_t n = 0;
    if (g->capture && s.from == s.to) return true; /* an optional part that was not there */
    switch (fields[field].form) {
    case AS_FLAG: break;
    case AS_WORD: to->word[field] = g->literal; break;
    case AS_COUNT:
        if (!g->capture && str_int(g->literal, &n)) break;
        if (clause_ordinal_at(t, s.from, s.to, &n) == 0 &&
            clause_count_at(t, s.from, s.to, &n) == 0)
            return false;
        if (n < 1 || n > PARTIES_MOST) return false;
        break;
    case AS_MONTHS:
        if (clause_ordinal_at(t, s.from, s.to, &n) == 0 || n < 1) return false;
        n--;
        break;
    case AS_PERIOD:
        if (!g->capture) {
            fault ignored = {0};
            if (law_period_parse(g->literal, &to->period[field], &ignored) != OK) return false;
        } else if (!read_period(t, s, &to->period[field])) {
            return false;
        }
        break;
    case AS_DATE:
        if (!read_date(a, t, s, &to->date[field])) return false;
        break;
    case AS_SPAN: to->span[field] = s; break;
    }
    to->number[field] = n;
    to->has[field] = true;
    return true;
}

code law_found_take(arena *a, const clause_text *t, const clause_rule *r, const clause_match *m,
                    law_found *to, bool *all, fault *f) {
    law_found *next = arena_alloc(a, sizeof *next);
    if (!next) return fault_set(f, NOMEM, "text", "no memory for what its clauses say");
    *next = *to;
    *all = false;
    for (size_t i = 0; i < r->gift_count; i++) {
        found_field field;
        if (!field_of(r->gifts[i].field, &field))
            return fault_set(f, INVALID, "clauses.tsv",
                             "line %u gives an unknown field '" STR_FMT "'", r->line,
                             STR_ARG(r->gifts[i].field));
        if (to->has[field]) continue;
        if (!take(a, t, r->gifts + i, m, field, next)) return OK;
    }
    *to = *next;
    *all = true;
    return OK;
}

/* --- to terms ------------------------------------------------------------------------------- */

static law_counting counting(const law_found *from) {
    law_counting c = {0};
    if (from->has[FOUND_AFTER]) c.after = from->period[FOUND_AFTER];
    if (from->has[FOUND_AFTER_MONTH] && from->number[FOUND_AFTER_MONTH] > 0)
        to_period(from->number[FOUND_AFTER_MONTH], 'M', &c.after);
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

static code settle_entry(arena *a, const clause_text *t, const law_found *from, law_entry *to,
                         bool *used) {
    static const struct {
        const char *name;
        law_on on;
    } ons[] = {{"signature", LAW_ON_SIGNATURE},         {"date", LAW_ON_DATE},
               {"consents", LAW_ON_CONSENTS},           {"all", LAW_ON_ALL},
               {"notifications", LAW_ON_NOTIFICATIONS}, {"exchange", LAW_ON_EXCHANGE},
               {"agreement", LAW_ON_AGREEMENT}};
    if (!from->has[FOUND_ON] || to->on != LAW_ON_NONE) return OK;
    law_entry e = {.counting = counting(from)};
    for (size_t i = 0; i < sizeof ons / sizeof *ons; i++)
        if (str_eq_z(from->word[FOUND_ON], ons[i].name)) e.on = ons[i].on;
    if (e.on == LAW_ON_DATE) e.date = from->date[FOUND_DATE];
    if (e.on == LAW_ON_DATE && !from->has[FOUND_DATE]) return OK;
    if (e.on == LAW_ON_CONSENTS) {
        e.count = (size_t)from->number[FOUND_COUNT];
        if (!from->has[FOUND_COUNT] && !from->has[FOUND_INCLUDING]) return OK;
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
    if (from->has[FOUND_PARTIES])
        TRY(names(a, t, from->span[FOUND_PARTIES], &e.parties, &e.party_count));
    *to = e;
    *used = true;
    return OK;
}

static void settle_duration(const law_found *from, str article, law_proposal *to, bool *used) {
    law_duration *d = &to->terms.duration;
    if (from->has[FOUND_INDEFINITE] && !to->indefinite.p && !d->given) {
        to->indefinite = S("indefinite");
        *used = true;
    }
    if (from->has[FOUND_TERM] && !d->given) {
        d->term = from->period[FOUND_TERM];
        d->given = *used = true;
        d->article = article;
    }
    if (!d->given) return;
    if (from->has[FOUND_RENEW] && !d->renew.given)
        d->renew = from->period[FOUND_RENEW], *used = true;
    if (from->has[FOUND_RENEW_SAME] && !d->renew.given) d->renew = d->term, *used = true;
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
        gives = to_period(from->number[FOUND_AFTER_MONTH], 'M', &w->notice);
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

static code settle_unread(arena *a, const clause_text *t, const law_found *from, law_proposal *to) {
    if (!from->has[FOUND_UNREAD]) return OK;
    clause_span s = from->span[FOUND_UNREAD];
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

static code settle(arena *a, const clause_text *t, const law_found *from, str article,
                   law_proposal *to, bool *used) {
    law_terms *terms = &to->terms;
    switch (from->kind) {
    case CLAUSE_ENTRY:
        TRY(settle_entry(a, t, from, &terms->entry, used));
        if (*used) terms->entry.article = article;
        if (!*used && (terms->entry.on != LAW_ON_NONE || !from->has[FOUND_ON])) return OK;
        *used = *used || from->has[FOUND_UNREAD]; /* its condition is all that is known */
        return settle_unread(a, t, from, to);
    case CLAUSE_JOIN:
        if (terms->join.given) return OK;
        terms->join.counting = counting(from);
        if (from->has[FOUND_SAME_DAY] && !terms->join.counting.month_start)
            terms->join.counting.after.given = true;
        *used = terms->join.given =
            terms->join.counting.after.given || terms->join.counting.month_start;
        if (*used) terms->join.article = article;
        return OK;
    case CLAUSE_PROVISIONAL:
        if (terms->provisional.given || !from->has[FOUND_FROM]) return OK;
        if (str_eq_z(from->word[FOUND_FROM], "date") && !from->has[FOUND_DATE]) return OK;
        terms->provisional =
            (law_provisional){.given = true,
                              .from_signature = str_eq_z(from->word[FOUND_FROM], "signature"),
                              .date = from->date[FOUND_DATE],
                              .article = article};
        *used = true;
        return OK;
    case CLAUSE_DURATION:
        settle_duration(from, article, to, used);
        *used = *used || from->has[FOUND_UNREAD];
        return settle_unread(a, t, from, to);
    case CLAUSE_WITHDRAW: settle_withdraw(from, article, &terms->withdraw, used); return OK;
    case CLAUSE_LAPSE:
        if (!from->has[FOUND_BELOW] || terms->lapse_below > 0) return OK;
        terms->lapse_below = (size_t)from->number[FOUND_BELOW];
        terms->lapse_article = article;
        *used = true;
        return OK;
    case CLAUSE_LANGUAGES: return settle_languages(a, t, from, terms, used);
    case CLAUSE_SIGNATURE:
        settle_signature(from, to, used);
        return settle_text(a, t, from, FOUND_PLACE, &to->signature.place, used);
    case CLAUSE_RESERVATIONS:
        if (!from->has[FOUND_ALLOWED] || to->reservations.p) return OK;
        to->reservations = from->word[FOUND_ALLOWED];
        *used = true;
        return OK;
    case CLAUSE_DEPOSITARY: /* by rank: see law_proposal_finish */
        TRY(settle_text(a, t, from, FOUND_DEPOSITARY, &terms->depositary, used));
        TRY(settle_text(a, t, from, FOUND_DEPOSITED, &to->deposited, used));
        return settle_text(a, t, from, FOUND_ARCHIVED, &to->archived, used);
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

void law_proposal_finish(law_proposal *p) {
    law_duration *d = &p->terms.duration;
    law_withdrawal *w = &p->terms.withdraw;
    /* Ten years, and after them until a notice: no end of its own, but none before ten years. */
    if (d->given && !d->renew.given && p->indefinite.p) {
        if (w->given && !w->not_before.given) w->not_before = d->term;
        *d = (law_duration){0};
    }
    if (!p->terms.depositary.p) p->terms.depositary = p->deposited;
    if (!p->terms.depositary.p) p->terms.depositary = p->archived;
}
