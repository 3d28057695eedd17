#include "law/period.h"

#include <stdio.h>

enum { MOST_YEARS = 9999 };

static code not_period(str s, const char *why, fault *f) {
    return fault_set(f, INVALID, NULL,
                     "\"%.*s\" is not a period: %s; write P3M, P30D, P1Y6M or P0D",
                     (int)(s.n < 40 ? s.n : 40), s.p ? s.p : "", why);
}

/* The designators come in this order, each once. */
static int unit_rank(char c) {
    switch (c) {
    case 'Y': return 1;
    case 'M': return 2;
    case 'W': return 3;
    case 'D': return 4;
    default: return 0;
    }
}

code law_period_parse(str s, law_period *out, fault *f) {
    if (s.n < 3 || s.p[0] != 'P') return not_period(s, "unknown form", f);
    int64_t months = 0, days = 0;
    int last_rank = 0;
    for (size_t i = 1; i < s.n;) {
        int64_t v = 0;
        size_t start = i;
        while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && i - start < 8)
            v = v * 10 + (s.p[i++] - '0');
        int rank = i < s.n && i > start ? unit_rank(s.p[i]) : 0;
        if (rank <= last_rank) return not_period(s, "unknown form", f);
        last_rank = rank;
        i++;
        if (rank <= 2)
            months += v * (rank == 1 ? 12 : 1);
        else
            days += v * (rank == 3 ? 7 : 1);
    }
    if (months > MOST_YEARS * 12 || days > MOST_YEARS * 366)
        return not_period(s, "longer than 9999 years", f);
    *out = (law_period){.months = (int32_t)months, .days = (int32_t)days, .given = true};
    return OK;
}

void law_period_format(law_period p, char out[32]) {
    out[0] = '\0';
    if (!p.given) return;
    bool years = p.months > 12 && p.months % 12 == 0;
    int n = snprintf(out, 32, "P");
    if (p.months)
        n += snprintf(out + n, 32 - (size_t)n, years ? "%dY" : "%dM",
                      years ? p.months / 12 : p.months);
    if (p.days || !p.months) snprintf(out + n, 32 - (size_t)n, "%dD", p.days);
}

/* Small numbers are written out, as clauses do. */
static int count_words(char *out, size_t room, int32_t n, const char *unit) {
    static const char *const small[] = {"no",    "one",   "two",  "three", "four",   "five",  "six",
                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    const char *plural = n == 1 ? "" : "s";
    return n <= 12 ? snprintf(out, room, "%s %s%s", small[n], unit, plural)
                   : snprintf(out, room, "%d %s%s", n, unit, plural);
}

void law_period_words(law_period p, char out[96]) {
    int n = 0;
    bool years = p.months > 12 && p.months % 12 == 0;
    if (p.months)
        n = count_words(out, 96, years ? p.months / 12 : p.months, years ? "year" : "month");
    if (p.months && p.days) n += snprintf(out + n, 96 - (size_t)n, " and ");
    if (p.days || !p.months) count_words(out + n, 96 - (size_t)n, p.days, "day");
}

day law_day_add(day d, law_period p, bool next_day) {
    if (d == DAY_NONE || d == DAY_OPEN) return d;
    int64_t sum = d;
    if (p.months) {
        civil c = day_civil(d);
        int month = c.month - 1 + p.months;
        int year = c.year + month / 12;
        month = month % 12 + 1;
        if (year > 9999) return DAY_OPEN;
        int most = days_in_month(year, month);
        if (c.day <= most)
            sum = day_of(year, month, c.day);
        else
            sum = day_of(year, month, most) + (next_day ? 1 : 0);
    }
    sum += p.days;
    return sum > day_of(9999, 12, 31) ? DAY_OPEN : (day)sum;
}

/* Saturates: what is past every day stays past it. */
static int32_t times_add(int32_t a, int32_t b, int32_t times) {
    int64_t sum = a + (int64_t)b * times;
    return sum > 100000000 ? 100000000 : (int32_t)sum;
}

law_period law_period_sum(law_period a, law_period b, int32_t times_b) {
    return (law_period){.months = times_add(a.months, b.months, times_b),
                        .days = times_add(a.days, b.days, times_b),
                        .given = true};
}

day law_month_after(day d) {
    if (d == DAY_NONE || d == DAY_OPEN) return d;
    civil c = day_civil(d);
    if (c.year == 9999 && c.month == 12) return DAY_OPEN;
    return c.month == 12 ? day_of(c.year + 1, 1, 1) : day_of(c.year, c.month + 1, 1);
}

day law_year_after(day d) {
    if (d == DAY_NONE || d == DAY_OPEN) return d;
    civil c = day_civil(d);
    return c.year == 9999 ? DAY_OPEN : day_of(c.year + 1, 1, 1);
}
