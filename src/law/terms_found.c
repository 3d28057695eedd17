#include "law/terms_found.h"

#include "law/clause_value.h"

#include <stdio.h>
#include <string.h>

/* From the captures of a rule to fields. What becomes of the fields: terms_settle.c. */

#define MONTHS_MOST  1200
#define PARTIES_MOST 300 /* more is a year or a tonnage, not a number of parties */

typedef enum { AS_FLAG, AS_WORD, AS_COUNT, AS_MONTHS, AS_PERIOD, AS_DATE, AS_SPAN } found_form;

static const struct {
    const char *name;
    found_form form;
} fields[FOUND_FIELDS] = {
    [FOUND_ON] = {"on", AS_WORD},
    [FOUND_COUNT] = {"count", AS_COUNT},
    [FOUND_OTHERS] = {"others", AS_COUNT},
    [FOUND_DEPOSITARIES] = {"depositaries", AS_FLAG},
    [FOUND_EITHER] = {"either", AS_WORD},
    [FOUND_OTHERWISE] = {"otherwise", AS_SPAN},
    [FOUND_APART] = {"apart", AS_FLAG},
    [FOUND_SHARED] = {"shared", AS_FLAG},
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
    [FOUND_THROUGH] = {"through", AS_DATE},
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
    if (n < 0 || n > MONTHS_MOST) return false;
    *out = (law_period){.given = true};
    switch (unit) {
    case 'D': out->days = (int32_t)n; return true;
    case 'W': out->days = (int32_t)(7 * n); return true;
    case 'M': out->months = (int32_t)n; return true;
    case 'Y': out->months = (int32_t)(12 * n); return true;
    default: return false;
    }
}

/* A day, a month or a year. */
static bool read_date(arena *a, const clause_text *t, clause_span s, law_date *out) {
    int year = 0, month = 0, day_of_month = 0;
    char text[16];
    fault ignored = {0};
    if (clause_when_at(t, s.from, s.to, &year, &month, &day_of_month) == 0) return false;
    if (day_of_month > 0 && !day_exists(year, month, day_of_month)) return false;
    if (day_of_month > 0)
        day_format(day_of(year, month, day_of_month), text);
    else if (month > 0)
        snprintf(text, sizeof text, "%04d-%02d", year % 10000, month % 100);
    else
        snprintf(text, sizeof text, "%04d", year % 10000);
    str copy = str_copy(a, str_of(text));
    return copy.p && law_date_parse(copy, out, &ignored) == OK;
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
        if (clause_ordinal_at(t, s.from, s.to, &n) == 0 || n < 1 || n > MONTHS_MOST) return false;
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
    case AS_SPAN: break;
    }
    to->span[field] = s;
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

bool law_found_is_condition(const law_found *f) {
    if (!f->has[FOUND_ON]) return false;
    if (str_eq_z(f->word[FOUND_ON], "date")) return f->has[FOUND_DATE];
    if (!str_eq_z(f->word[FOUND_ON], "consents")) return true;
    return f->has[FOUND_COUNT] || f->has[FOUND_OTHERS] || f->has[FOUND_INCLUDING];
}
