/* Forms are tried at every word; the longest that fits is taken. */
#include "follow/due.h"

#include "follow/due_form.h"
#include "follow/tokens.h"

#include <stdio.h>

/* What the slots of a form have caught; 0: nothing. */
typedef struct {
    int number, unit, month, year, last_year, day, ordinal, part;
} caught;

typedef struct {
    day first, last;
} days;

enum { UNIT_DAY = 1, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, UNIT_QUARTER };
enum { LEAST_YEAR = 1900, GREATEST_YEAR = 2200, MOST_UNITS = 200 };

static bool caught_word(const follow_words *l, follow_class class, const follow_token *t,
                        int *out) {
    double v;
    if (t->number || !follow_word_is(l, class, t->word, &v)) return false;
    *out = (int)v;
    return true;
}

static bool caught_number(const follow_token *t, int least, int most, int *out) {
    if (!t->number || t->value < least || t->value > most || t->value != (int)t->value)
        return false;
    *out = (int)t->value;
    return true;
}

static bool is_ordinal(const follow_words *l, const follow_token *t) {
    return t->word.n == 0 || follow_word_is(l, LEX_TAIL, t->word, NULL);
}

static bool slot_takes(const follow_words *l, const due_element *e, const follow_token *t,
                       caught *c) {
    switch (e->slot) {
    case SLOT_WORDS:
        for (size_t i = 0; !t->number && i < e->word_count; i++)
            if (str_eq(t->word, e->words[i])) return true;
        return false;
    case SLOT_NUMBER:
        return caught_word(l, LEX_NUMBER, t, &c->number) ||
               (t->word.n == 0 && caught_number(t, 1, MOST_UNITS, &c->number));
    case SLOT_UNIT: return caught_word(l, LEX_UNIT, t, &c->unit);
    case SLOT_MONTH: return caught_word(l, LEX_MONTH, t, &c->month);
    case SLOT_YEAR: return t->word.n == 0 && caught_number(t, LEAST_YEAR, GREATEST_YEAR, &c->year);
    case SLOT_LAST_YEAR:
        if (t->word.n > 0) return false;
        if (caught_number(t, LEAST_YEAR, GREATEST_YEAR, &c->last_year))
            return c->last_year >= c->year;
        if (!caught_number(t, 1, 99, &c->last_year)) return false;
        c->last_year += c->year - c->year % 100;
        return c->last_year > c->year;
    case SLOT_DAY: return is_ordinal(l, t) && caught_number(t, 1, 31, &c->day);
    case SLOT_ORDINAL:
        return caught_word(l, LEX_ORDINAL, t, &c->ordinal) ||
               (t->word.n > 0 && is_ordinal(l, t) && caught_number(t, 1, 53, &c->ordinal));
    case SLOT_PART: return caught_word(l, LEX_PART, t, &c->part);
    default: return false;
    }
}

/* The number of words that the form takes from `at`; 0: it does not fit. An optional element is
 * taken wherever it fits, but for one that the next needed element would take: patterns have none.
 */
static size_t form_fits(const follow_words *l, const due_form *form, const follow_token *tokens,
                        size_t count, size_t at, caught *c) {
    size_t i = at;
    for (size_t k = 0; k < form->element_count; k++) {
        const due_element *e = &form->elements[k];
        bool room = i < count && (i == at || !tokens[i].gap);
        if (room && slot_takes(l, e, &tokens[i], c))
            i++;
        else if (!e->optional)
            return 0;
    }
    return i - at;
}

static day month_last(int year, int month) {
    return day_of(year, month, days_in_month(year, month));
}

static days month_days(int year, int month) {
    return (days){day_of(year, month, 1), month_last(year, month)};
}

/* A month or a day without a year is the next one that is not over on `from`. */
static bool given_days(const caught *c, due_span span, day from, days *out) {
    int year = c->year > 0 ? c->year : day_civil(from).year;
    if (span == SPAN_YEAR) {
        *out = (days){day_of(year, 1, 1), day_of(c->last_year > 0 ? c->last_year : year, 12, 31)};
        return true;
    }
    if (c->month == 0) return false;
    if (c->year == 0 && span == SPAN_MONTH && month_last(year, c->month) < from) year++;
    if (span == SPAN_MONTH) {
        *out = month_days(year, c->month);
        return true;
    }
    if (span != SPAN_DAY || c->day == 0) return false;
    if (c->year == 0 && day_exists(year, c->month, c->day) && day_of(year, c->month, c->day) < from)
        year++;
    if (!day_exists(year, c->month, c->day)) return false;
    out->first = out->last = day_of(year, c->month, c->day);
    return true;
}

static days running_days(due_span span, int ahead, day from) {
    civil d = day_civil(from);
    int months = d.year * 12 + d.month - 1;
    switch (span) {
    case SPAN_DAY: return (days){from + ahead, from + ahead};
    case SPAN_WEEK: {
        day monday = from - day_weekday(from) + 7 * ahead;
        return (days){monday, monday + 6};
    }
    case SPAN_MONTH: months += ahead; return month_days(months / 12, months % 12 + 1);
    case SPAN_QUARTER:
        months = (months / 3 + ahead) * 3;
        return (days){day_of(months / 12, months % 12 + 1, 1),
                      month_last(months / 12, months % 12 + 3)};
    default: return (days){day_of(d.year + ahead, 1, 1), day_of(d.year + ahead, 12, 31)};
    }
}

/* Thirds: of a month the days 1-10, 11-20, 21-end; of a year four months each. */
static days third_of(days whole, due_span span, int part) {
    civil c = day_civil(whole.first);
    if (span == SPAN_YEAR)
        return (days){day_of(c.year, part * 4 - 3, 1), month_last(c.year, part * 4)};
    if (span == SPAN_MONTH)
        return (days){whole.first + (part - 1) * 10,
                      part == 3 ? whole.last : whole.first + part * 10 - 1};
    return whole;
}

static bool cut_days(const caught *c, const due_rule *rule, days *d) {
    civil at = day_civil(d->first);
    switch (rule->cut) {
    case CUT_FIRST_HALF:
    case CUT_SECOND_HALF: {
        bool first = rule->cut == CUT_FIRST_HALF;
        if (rule->span == SPAN_YEAR)
            *d = first ? (days){d->first, month_last(at.year, 6)}
                       : (days){day_of(at.year, 7, 1), d->last};
        else
            *d = first ? (days){d->first, d->first + 14} : (days){d->first + 15, d->last};
        return true;
    }
    case CUT_PART: *d = third_of(*d, rule->span, c->part > 0 ? c->part : 2); return true;
    case CUT_ORDINAL_WEEK:
        if (c->ordinal < 1 || c->ordinal > 4) return false;
        *d = (days){d->first + 7 * (c->ordinal - 1), d->first + 7 * c->ordinal - 1};
        return true;
    case CUT_ORDINAL_QUARTER:
        if (c->ordinal < 1 || c->ordinal > 4) return false;
        *d = (days){day_of(at.year, 3 * c->ordinal - 2, 1), month_last(at.year, 3 * c->ordinal)};
        return true;
    default: return true;
    }
}

static bool period_days(const caught *c, const due_rule *rule, day from, days *out) {
    if (rule->which == WHICH_GIVEN) {
        if (!given_days(c, rule->span, from, out)) return false;
    } else {
        *out = running_days(rule->span, rule->which == WHICH_NEXT, from);
    }
    return cut_days(c, rule, out);
}

static day units_after(const caught *c, day from) {
    int n = c->number > 0 ? c->number : 1;
    civil d = day_civil(from);
    switch (c->unit) {
    case UNIT_DAY: return from + n;
    case UNIT_WEEK: return from + 7 * n;
    case UNIT_MONTH: break;
    case UNIT_QUARTER: n *= 3; break;
    default: n *= 12;
    }
    int months = d.year * 12 + d.month - 1 + n, year = months / 12, month = months % 12 + 1;
    int last = days_in_month(year, month);
    return day_of(year, month, d.day < last ? d.day : last);
}

/* The years that a calendar can hold after anything is added: see MOST_UNITS. */
static bool far_off(const edtf *said) {
    return said->first != DAY_NONE && said->last != DAY_OPEN &&
           (day_civil(said->first).year < LEAST_YEAR || day_civil(said->last).year > GREATEST_YEAR);
}

static bool resolve(const due_form *form, const caught *c, const edtf *said, days *out) {
    const due_rule *r = &form->rule;
    bool known = said->first != DAY_NONE && said->last != DAY_OPEN;
    bool self = r->which == WHICH_GIVEN && c->year > 0;
    if (!known && (!self || r->op > DUE_FROM)) return false;
    if (r->op == DUE_OPEN) {
        *out = (days){said->first, DAY_OPEN};
        return true;
    }
    if (r->op == DUE_WITHIN || r->op == DUE_AFTER) {
        if (c->unit == 0) return false;
        out->last = units_after(c, said->last);
        out->first = r->op == DUE_WITHIN ? said->first : units_after(c, said->first);
        return true;
    }
    days early, late;
    day from = known ? said->first : day_of(c->year, 1, 1), to = known ? said->last : from;
    if (!period_days(c, r, from, &early) || !period_days(c, r, to, &late)) return false;
    switch (r->op) {
    case DUE_IN: *out = (days){early.first, late.last}; break;
    case DUE_FROM: *out = (days){early.first, DAY_OPEN}; break;
    case DUE_UNTIL: *out = (days){known ? said->first : DAY_NONE, late.last}; break;
    default: *out = (days){known ? said->first : DAY_NONE, late.first - 1};
    }
    /* "by the end of 2019", said in 2020: no promise can be due before it was made. */
    if (out->first != DAY_NONE && out->first > out->last) out->first = out->last;
    return true;
}

void follow_days_text(day first, day last, char out[32]) {
    char a[16] = "..", b[16] = "..";
    if (first != DAY_NONE) day_format(first, a);
    if (last != DAY_OPEN) day_format(last, b);
    if (first == DAY_NONE || last == DAY_OPEN) {
        snprintf(out, 32, "%s/%s", a, b);
        return;
    }
    civil f = day_civil(first), l = day_civil(last);
    bool month_end = f.day == 1 && l.day == days_in_month(l.year, l.month);
    if (first == last)
        snprintf(out, 32, "%s", a);
    else if (month_end && f.month == 1 && l.month == 12)
        snprintf(out, 32, f.year == l.year ? "%.4s" : "%.4s/%.4s", a, b);
    else if (month_end)
        snprintf(out, 32, f.year == l.year && f.month == l.month ? "%.7s" : "%.7s/%.7s", a, b);
    else
        snprintf(out, 32, "%s/%s", a, b);
}

static bool due_at(const follow_words *l, const follow_token *tokens, size_t count, size_t at,
                   const edtf *said, follow_due *out, size_t *taken) {
    size_t form_count;
    const due_form *forms = follow_forms(l, &form_count);
    bool found = false;
    *taken = 0;
    for (size_t i = 0; i < form_count; i++) {
        caught c = {0};
        days d;
        size_t n = form_fits(l, &forms[i], tokens, count, at, &c);
        if (n <= *taken || !resolve(&forms[i], &c, said, &d)) continue;
        *out = (follow_due){.first = d.first,
                            .last = d.last,
                            .start = tokens[at].start,
                            .end = tokens[at + n - 1].end,
                            .line = forms[i].line};
        *taken = n;
        found = true;
    }
    return found;
}

/* "Duties may be lowered" names no month: by itself a month has its capital letter. */
static bool is_verb(const follow_words *l, str text, const follow_token *t, size_t taken) {
    char first = text.p[t->start];
    return taken == 1 && first >= 'a' && first <= 'z' &&
           follow_word_is(l, LEX_MONTH, t->word, NULL);
}

code follow_due_find(arena *a, const follow_words *l, str text, str said, follow_due **out,
                     size_t *count, fault *f) {
    edtf when = {EDTF_INTERVAL, DAY_NONE, DAY_OPEN, false, false};
    follow_token *tokens;
    size_t token_count, n = 0, capacity = 0;
    follow_due *found = NULL;
    if (said.n > 0) TRY(edtf_parse(said, &when, f));
    if (far_off(&when))
        return fault_set(f, INVALID, NULL, "due words are counted from the years %d to %d",
                         LEAST_YEAR, GREATEST_YEAR);
    TRY(follow_tokens(a, text, &tokens, &token_count, f));
    for (size_t i = 0; i < token_count;) {
        follow_due due;
        size_t taken;
        if (!due_at(l, tokens, token_count, i, &when, &due, &taken) ||
            is_verb(l, text, &tokens[i], taken)) {
            i++;
            continue;
        }
        char days_text[32];
        follow_days_text(due.first, due.last, days_text);
        due.due = str_copy(a, str_of(days_text));
        follow_due *grown = arena_grow(a, found, n, &capacity, sizeof *found);
        if (grown == NULL || due.due.p == NULL)
            return fault_set(f, NOMEM, NULL, "no memory for due words");
        found = grown;
        found[n++] = due;
        i += taken;
    }
    *out = found;
    *count = n;
    return OK;
}

const follow_due *follow_due_best(const follow_due *all, size_t count, str said) {
    edtf when = {EDTF_INTERVAL, DAY_NONE, DAY_OPEN, false, false};
    const follow_due *open = NULL;
    if (said.n > 0 && edtf_parse(said, &when, NULL) != OK) return NULL;
    for (size_t i = 0; i < count; i++) {
        if (all[i].last == DAY_OPEN) {
            if (open == NULL) open = &all[i];
        } else if (when.first == DAY_NONE || all[i].last >= when.first) {
            return &all[i];
        }
    }
    return open;
}
