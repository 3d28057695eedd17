#include "read/when.h"

#include <string.h>

/* Dates in a span of items, as EDTF: full and partial days, periods, and words that count from the
 * day of the document. */

enum { TURN_MONTHS = 8, PAST_MONTHS = 3, HALF = 4 };

static const entry *at(const reading *r, size_t i) {
    return item_entry(r, &r->items[i]);
}

bool number_at(const reading *r, size_t i, size_t end, int64_t *n) {
    if (i >= end || r->items[i].kind != TOKEN_NUMBER) return false;
    str s = token_text(r->text, &r->tokens.items[r->items[i].token]);
    size_t digits = 0;
    int64_t value = 0;
    for (; digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9'; digits++)
        value = digits < 4 ? value * 10 + (s.p[digits] - '0') : value;
    if (digits == 0 || digits > 4 || s.n - digits > 2 || (s.n > digits && s.p[digits] == '.'))
        return false;
    *n = value;
    return true;
}

static bool is_year(int64_t n) {
    return n >= 1800 && n <= 2100;
}

/* "may" and "march" are words as well; in scripts other than Latin months are written small. */
static bool looks_like_month(const reading *r, size_t i) {
    const token *t = &r->tokens.items[r->items[i].token];
    return (r->items[i].flags & TOKEN_CAPITAL) || (unsigned char)r->text.p[t->start] >= 0xD0;
}

static int month_at(const reading *r, size_t i, size_t end) {
    if (i >= end || r->items[i].calendar != CAL_MONTH || !looks_like_month(r, i)) return 0;
    return at(r, i)->calendar_value;
}

static bool skip_role(const reading *r, size_t *i, size_t end, role x) {
    if (*i >= end || item_role(r, *i) != x) return false;
    ++*i;
    return true;
}

/* "last", "this", "next": the step from the year of the document; false for other words. */
static bool step_at(const reading *r, size_t i, size_t end, int *step) {
    if (i >= end) return false;
    calendar what = (calendar)at(r, i)->calendar;
    *step = what == CAL_LAST ? -1 : what == CAL_NEXT ? 1 : 0;
    return what == CAL_LAST || what == CAL_NEXT || what == CAL_THIS;
}

static void take_year(const reading *r, size_t *i, size_t end, partial *p) {
    size_t k = *i;
    int64_t n;
    int step;
    if (r->published != DAY_NONE && step_at(r, k, end, &step) && k + 1 < end &&
        at(r, k + 1)->calendar == CAL_YEAR) { /* "May last year" */
        p->year = day_civil(r->published).year + step;
        *i = k + 2;
        return;
    }
    if (!skip_role(r, &k, end, ROLE_COMMA) && p->day) skip_role(r, &k, end, ROLE_STOP);
    skip_role(r, &k, end, ROLE_OF);
    if (!number_at(r, k, end, &n) || !is_year(n)) return;
    p->year = (int)n;
    *i = k + 1;
}

/* "26 October 2016", "October 26, 2016", "26th of October", "October 2016"; *i moves past it. */
bool day_month(const reading *r, size_t *i, size_t end, partial *p) {
    int64_t n;
    size_t k = *i;
    *p = (partial){0};
    if (number_at(r, k, end, &n) && n >= 1 && n <= 31) {
        k++;
        if (k < end && at(r, k)->calendar == CAL_DAY) k++; /* "this 4th day of May" */
        skip_role(r, &k, end, ROLE_OF);
        p->month = month_at(r, k, end);
        if (!p->month) return false;
        p->day = (int)n;
        k++;
    } else {
        p->month = month_at(r, k, end);
        if (!p->month) return false;
        k++;
        if (skip_role(r, &k, end, ROLE_STOP)) {
        }
        if (number_at(r, k, end, &n) && n >= 1 && n <= 31) {
            p->day = (int)n;
            k++;
        }
    }
    take_year(r, &k, end, p);
    *i = k;
    return true;
}

bool is_range_mark(const reading *r, size_t i, size_t end) {
    if (i >= end) return false;
    role x = item_role(r, i);
    bool until = (x == ROLE_PREP || x == ROLE_SUB) && at(r, i)->number == 1;
    return x == ROLE_HYPHEN || x == ROLE_DASH || x == ROLE_TO || x == ROLE_AND || until;
}

/* The year of a day or month without one: what is done lies behind the day of the document, what is
 * planned mostly before it, and else it is the nearest. */
static void fill_year(const reading *r, partial *p) {
    if (p->year || r->published == DAY_NONE) return;
    civil c = day_civil(r->published);
    p->year = c.year;
    if (!p->month) return;
    int ahead = p->month - c.month;
    bool past = ahead > 0 || (ahead == 0 && p->day > c.day);
    if (r->tense < 0 ? past : ahead > TURN_MONTHS) p->year--; /* "28 December" in January */
    if (r->tense >= 0 && -ahead > (r->tense > 0 ? PAST_MONTHS : TURN_MONTHS)) p->year++;
}

/* Years have four digits here. Nearly every sentence of a chronicle has a date, so that printf
 * would cost as much as a stage of the reading. */
str format_partial(reading *r, partial p) {
    if (p.year <= 0 || p.year > 9999) return S("");
    int parts[] = {p.year / 100, p.year % 100, p.month, p.day};
    size_t count = !p.month ? 2 : p.day && day_exists(p.year, p.month, p.day) ? 4 : 3, n = 0;
    char *out = arena_alloc(r->a, sizeof "2016-10-26");
    if (!out) return S("");
    for (size_t i = 0; i < count; i++) {
        if (i > 1) out[n++] = '-';
        out[n++] = (char)('0' + parts[i] / 10);
        out[n++] = (char)('0' + parts[i] % 10);
    }
    return (str){out, n};
}

/* "x/y" */
static str joined(reading *r, str x, str y) {
    char *out = arena_room(r->a, x.n + 1 + y.n, 1);
    if (!out) return S("");
    memcpy(out, x.p, x.n);
    out[x.n] = '/';
    memcpy(out + x.n + 1, y.p, y.n);
    return (str){out, x.n + 1 + y.n};
}

static str format_range(reading *r, partial a, partial b) {
    fill_year(r, &b);
    if (!a.year) a.year = b.year;
    if (!a.month) a.month = b.month;
    str x = format_partial(r, a), y = format_partial(r, b);
    if (!x.n || !y.n) return S("");
    return joined(r, x, y);
}

/* "25 to 27 October 2016", "October 25-27", "28 October to 2 November" */
static bool range(reading *r, size_t i, size_t end, str *out) {
    partial a = {0}, b;
    int64_t n, m;
    size_t k = i;
    if (number_at(r, k, end, &n) && n >= 1 && n <= 31 && is_range_mark(r, k + 1, end)) {
        k += 2;
        if (!number_at(r, k, end, &m) || !day_month(r, &k, end, &b)) return false;
        a.day = (int)n;
        *out = format_range(r, a, b);
        return out->n > 0;
    }
    if (!day_month(r, &k, end, &a) || !a.day || !is_range_mark(r, k, end)) return false;
    k++;
    size_t after = k;
    if (day_month(r, &after, end, &b) && b.day) {
        if (a.year && !b.year) return false;
        *out = format_range(r, a, b);
        return out->n > 0;
    }
    if (!number_at(r, k, end, &m) || m < 1 || m > 31) return false;
    b = (partial){a.year, a.month, (int)m};
    k++;
    take_year(r, &k, end, &b);
    a.year = b.year;
    *out = format_range(r, a, b);
    return out->n > 0;
}

/* "2026-2030", "2026/30", "2026-27" */
static bool years(reading *r, size_t i, size_t end, str *out) {
    int64_t a, b;
    if (!number_at(r, i, end, &a) || !is_year(a)) return false;
    bool marked = is_range_mark(r, i + 1, end) && item_role(r, i + 1) != ROLE_AND;
    if (i + 1 < end && r->text.p[r->tokens.items[r->items[i + 1].token].start] == '/')
        marked = true;
    bool told = marked && number_at(r, i + 2, end, &b);
    if (told && b > a % 100 && b < 100 && b - a % 100 <= 20) b += a / 100 * 100;
    if (told && is_year(b) && b > a) {
        *out = format_range(r, (partial){.year = (int)a}, (partial){.year = (int)b});
        return true;
    }
    *out = format_partial(r, (partial){.year = (int)a});
    return true;
}

/* "2022-02-12", "12.02.2022" */
bool date_in_digits(reading *r, size_t i, size_t end, str *out) {
    int64_t part[3];
    str s = token_text(r->text, &r->tokens.items[r->items[i].token]), piece;
    size_t n = 0;
    if (s.n >= 8 && s.n <= 10) {
        while (n < 3 && str_next(&s, '.', &piece))
            if (!str_int(piece, &part[n++])) return false;
        if (n != 3 || s.n) return false;
        int64_t swap = part[0];
        part[0] = part[2];
        part[2] = swap;
    } else {
        for (; n < 3; n++) {
            size_t k = i + 2 * n;
            if (!number_at(r, k, end, &part[n])) return false;
            if (n && item_role(r, k - 1) != ROLE_HYPHEN) return false;
        }
    }
    if (!is_year(part[0]) || !day_exists((int)part[0], (int)part[1], (int)part[2])) return false;
    *out = format_partial(r, (partial){(int)part[0], (int)part[1], (int)part[2]});
    return true;
}

/* "last June": the last one before the document. */
static bool step_month(reading *r, size_t i, size_t end, int step, str *out) {
    partial p;
    size_t k = i + 1;
    if (!day_month(r, &k, end, &p) || p.day || p.year) return false;
    civil c = day_civil(r->published);
    p.year = c.year;
    if (step < 0 && p.month >= c.month) p.year--;
    if (step > 0 && p.month <= c.month) p.year++;
    *out = format_partial(r, p);
    return true;
}

/* "the first quarter of 2025", "the second half of next year", "spring 2025" */
static bool part_of_year(reading *r, size_t i, size_t end, str *out) {
    bool season = at(r, i)->calendar == CAL_SEASON;
    size_t k = i + 1;
    partial p = {0};
    skip_role(r, &k, end, ROLE_OF);
    take_year(r, &k, end, &p);
    bool told = i > 0 && (at(r, i - 1)->calendar || item_role(r, i - 1) == ROLE_IN ||
                          (i > 1 && item_role(r, i - 2) == ROLE_IN));
    if (!p.year && (!told || r->published == DAY_NONE)) return false;
    int step = 0;
    if (!p.year && i > 0) step_at(r, i - 1, end, &step);
    if (!p.year) p.year = day_civil(r->published).year + (season ? step : 0);
    int which = at(r, i)->calendar_value;
    int months = which > HALF ? 6 : 3, first = which > HALF ? which - HALF : which;
    if (season)
        *out = format_partial(r, p);
    else
        *out = str_format(r->a, "%04d-%02d/%04d-%02d", p.year, (first - 1) * months + 1, p.year,
                          first * months);
    return true;
}

/* "a three-day visit from 10 May", "on 10 May for a three-day visit": the days it lasts; 1 where
 * it is not told so. */
static int days_long(const reading *r, size_t first, size_t last, bool from) {
    for (size_t i = first; i + 1 < last; i++) {
        int64_t n = at(r, i)->number;
        if (!n && !number_at(r, i, last, &n)) continue;
        size_t k = i + 1;
        skip_role(r, &k, last, ROLE_HYPHEN);
        if (k >= last || at(r, k)->calendar != CAL_DAY || n < 2 || n > 31) continue;
        bool ahead =
            i > first + 1 && item_role(r, i - 1) == ROLE_DET && item_role(r, i - 2) == ROLE_FOR;
        if (from || ahead) return (int)n;
    }
    return 1;
}

static str with_length(reading *r, partial p, size_t i, size_t first, size_t last) {
    str one = format_partial(r, p);
    if (!p.day || !one.n) return one;
    int days = days_long(r, first, last, i > first && item_role(r, i - 1) == ROLE_FROM);
    if (days < 2) return one;
    char text[16];
    day_format(day_of(p.year, p.month, p.day) + days - 1, text);
    return joined(r, one, str_of(text));
}

/* "Met on Monday", "will meet on Monday", "last Monday", "next Monday": of the nearest in time. */
static day day_of_week(const reading *r, size_t i) {
    day d = r->published;
    int back = (day_weekday(d) - (at(r, i)->calendar_value - 1) + 7) % 7, step = 0;
    if (i > 0) step_at(r, i - 1, i, &step);
    if (step < 0 && back == 0) return d - 7;
    bool ahead = step > 0 || (step == 0 && r->tense > 0);
    if (ahead && (back || step > 0)) return d + 7 - back;
    return d - back;
}

/* "Tomorrow, Tuesday, 22 September", "on Friday (May 3)": the day beside one that counts from the
 * day of the document; *i moves to it. */
static bool told_beside(const reading *r, size_t *i, size_t end) {
    enum { NEAR = 5 };
    for (size_t k = *i + 1; k < end && k < *i + NEAR; k++) {
        role x = item_role(r, k);
        partial p;
        size_t after = k;
        if (day_month(r, &after, end, &p) && p.day) {
            *i = k;
            return true;
        }
        bool joins = x == ROLE_COMMA || x == ROLE_OPEN || x == ROLE_DET || x == ROLE_ON ||
                     at(r, k)->calendar == CAL_WEEKDAY;
        if (!joins) return false;
    }
    return false;
}

/* "today", "yesterday", "this year", "next month", "on Monday" */
static bool relative(reading *r, size_t i, size_t end, str *out) {
    calendar what = (calendar)at(r, i)->calendar;
    if (what == CAL_QUARTER || what == CAL_SEASON) return part_of_year(r, i, end, out);
    if (r->published == DAY_NONE) return false;
    if (r->rough && what >= CAL_WEEKDAY && what <= CAL_TOMORROW) return false;
    day d = r->published;
    civil c = day_civil(d);
    char text[16];
    if (what == CAL_YESTERDAY) d--;
    if (what == CAL_TOMORROW) d++;
    if (what == CAL_WEEKDAY) {
        if (!(r->items[i].flags & TOKEN_CAPITAL)) return false;
        d = day_of_week(r, i);
    }
    if (what == CAL_TODAY || what == CAL_YESTERDAY || what == CAL_TOMORROW || what == CAL_WEEKDAY) {
        day_format(d, text);
        *out = str_copy(r->a, str_of(text));
        return true;
    }
    int step;
    if (!step_at(r, i, end, &step) || i + 1 >= end) return false;
    if (step_month(r, i, end, step, out)) return true;
    calendar unit = (calendar)at(r, i + 1)->calendar;
    if (unit == CAL_YEAR) {
        *out = str_format(r->a, "%04d", c.year + step);
    } else if (unit == CAL_MONTHS) {
        int months = c.year * 12 + c.month - 1 + step;
        *out = str_format(r->a, "%04d-%02d", months / 12, months % 12 + 1);
    } else {
        return false;
    }
    return true;
}

/* "A five-year plan starting in 2017": from its first year to its last, which may lie ahead of the
 * day on which it was signed. */
str term_within(reading *r, uint32_t first, uint32_t last) {
    int8_t tense = r->tense;
    r->tense = 0;
    str date = date_within(r, first, last);
    r->tense = tense;
    int64_t year;
    if (date.n != 4 || !str_int(date, &year)) return date;
    for (size_t i = first; i + 1 < last; i++) {
        int64_t n = at(r, i)->number;
        if (!n && !number_at(r, i, last, &n)) continue;
        size_t k = i + 1;
        skip_role(r, &k, last, ROLE_HYPHEN);
        if (k < last && k > i + 1 && at(r, k)->calendar == CAL_YEAR && n > 1 && n < 31)
            return str_format(r->a, STR_FMT "/%d", STR_ARG(date), (int)(year + n - 1));
    }
    return date;
}

/* The first or the last part of a date is before (-1), in (0) or after (1) the day of the document;
 * the first part and a day known roughly by their months, for datelines are of here and there. */
static int beside_today(const reading *r, str date, bool last) {
    size_t n = 0, rough = sizeof "2016-10" - 1;
    size_t slash = last ? str_find(date, S("/"), 0) : date.n;
    if (slash < date.n) date = (str){date.p + slash + 1, date.n - slash - 1};
    while (n < date.n && n < 10 && date.p[n] != '/') n++;
    if ((r->rough || !last) && n > rough) n = rough;
    int order = n ? memcmp(date.p, r->today, n) : 0;
    return (order > 0) - (order < 0);
}

/* What is planned does not lie behind the day of the document, what is done not before it. */
static bool out_of_time(const reading *r, str date) {
    if (r->published == DAY_NONE || !r->tense || (!r->day_sure && !r->rough)) return false;
    if (r->tense > 0) return beside_today(r, date, true) < 0;
    return beside_today(r, date, false) > 0;
}

typedef struct {
    str date;
    bool whole;  /* it has a day, or is a period */
    bool filled; /* its year is not said */
} told_date;

/* The date that starts at *i, which moves to its last item; empty: none. */
static told_date date_from(reading *r, size_t *i, uint32_t first, uint32_t last) {
    told_date found = {.whole = true};
    partial p;
    bool counted = at(r, *i)->calendar >= CAL_WEEKDAY && at(r, *i)->calendar <= CAL_TOMORROW;
    if (counted) told_beside(r, i, last);
    size_t k = *i;
    if (r->items[k].kind == TOKEN_NUMBER && date_in_digits(r, k, last, &found.date)) return found;
    if (range(r, k, last, &found.date)) return found;
    if (day_month(r, &k, last, &p)) {
        found.filled = !p.year;
        fill_year(r, &p);
        found.date = with_length(r, p, *i, first, last);
        found.whole = p.day;
        *i = k - 1;
        return found;
    }
    if (relative(r, k, last, &found.date)) return found;
    found.whole = false;
    if (!years(r, k, last, &found.date)) found.date = S("");
    return found;
}

/* The last item of the date at i: "28 April to 2 May 2014". */
static size_t date_over(const reading *r, size_t i, size_t last) {
    while (i + 1 < last && ((r->items[i + 1].flags & ITEM_DATED) || is_range_mark(r, i + 1, last)))
        i++;
    return i;
}

static str date_read(reading *r, uint32_t first, uint32_t last) {
    str weak = {0};
    if (last > first + 200) last = first + 200;
    for (size_t i = first; i < last; i++) {
        if (!(r->items[i].flags & ITEM_DATED)) continue;
        told_date found = date_from(r, &i, first, last);
        bool out = found.date.n && !found.filled && out_of_time(r, found.date);
        if (out) i = date_over(r, i, last);
        if (out || !found.date.n) continue;
        bool month = found.date.n == sizeof "2016-10" - 1;
        if (found.whole || (month && !weak.n)) return found.date;
        if (!weak.n) weak = found.date;
    }
    return weak;
}

/* Several facts of a sentence ask for the same spans. */
str date_within(reading *r, uint32_t first, uint32_t last) {
    bool dated = false;
    for (uint32_t i = first; i < last && !dated; i++) dated = r->items[i].flags & ITEM_DATED;
    if (!dated) return S("");
    size_t place = (first * 5 + last) % (sizeof r->dates / sizeof *r->dates);
    struct dated_span *d = &r->dates[place];
    if (d->first != first || d->last != last || d->tense != r->tense)
        *d = (struct dated_span){first, last, r->tense, date_read(r, first, last)};
    return d->date;
}

bool date_here(const reading *r, size_t i, size_t end) {
    partial p;
    return day_month(r, &i, end, &p) && p.day;
}

bool date_ahead(const reading *r, str date) {
    if (r->published == DAY_NONE || !date.n) return false;
    size_t n = 0;
    while (n < date.n && n < 10 && date.p[n] != '/') n++;
    return memcmp(date.p, r->today, n) > 0;
}
