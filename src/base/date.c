#include "base/date.h"

#include <stdio.h>
#include <time.h>

/* Days from civil and back: the era is 400 years from 1 March 0000, so the leap day comes last. */

day day_of(int year, int month, int day_of_month) {
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day_of_month - 1;
    int day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097 + day_of_era - 719468;
}

civil day_civil(day d) {
    int z = d + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int of_era = z - era * 146097;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int m = (5 * of_year + 2) / 153;
    civil c = {.day = of_year - (153 * m + 2) / 5 + 1, .month = m < 10 ? m + 3 : m - 9};
    c.year = year + era * 400 + (c.month <= 2);
    return c;
}

int days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool day_exists(int year, int month, int day_of_month) {
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day_of_month >= 1 &&
           day_of_month <= days_in_month(year, month);
}

int day_weekday(day d) {
    return ((d + 3) % 7 + 7) % 7;
}

day day_today(void) {
    time_t now = time(NULL);
    struct tm here;
    localtime_r(&now, &here);
    return day_of(here.tm_year + 1900, here.tm_mon + 1, here.tm_mday);
}

void instant_format(int64_t seconds, char out[24]) {
    time_t t = (time_t)seconds;
    struct tm utc;
    gmtime_r(&t, &utc);
    strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

static bool digits(str s, size_t from, size_t count, int *out) {
    if (s.n < from + count) return false;
    int v = 0;
    for (size_t i = from; i < from + count; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *out = v;
    return true;
}

code day_parse(str s, day *out, fault *f) {
    int y, m, d;
    if (s.n != 10 || !digits(s, 0, 4, &y) || s.p[4] != '-' || !digits(s, 5, 2, &m) ||
        s.p[7] != '-' || !digits(s, 8, 2, &d))
        return fault_set(f, INVALID, NULL, "\"%.*s\" is not a day: write YYYY-MM-DD",
                         (int)(s.n < 40 ? s.n : 40), s.p);
    if (!day_exists(y, m, d))
        return fault_set(f, INVALID, NULL, "there is no day " STR_FMT, STR_ARG(s));
    *out = day_of(y, m, d);
    return OK;
}

void day_format(day d, char out[16]) {
    out[0] = '\0';
    if (d == DAY_NONE || d == DAY_OPEN) return;
    civil c = day_civil(d);
    snprintf(out, 16, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static code not_edtf(str s, const char *why, fault *f) {
    return fault_set(f, INVALID, NULL,
                     "\"%.*s\" is not a date: %s; write 2024, 2024-11, 2024-11-26 or a period "
                     "2025/2027",
                     (int)(s.n < 60 ? s.n : 60), s.p, why);
}

/* One date without an interval. `whole` is what the message shows. */
static code part_parse(str s, str whole, edtf *out, fault *f) {
    *out = (edtf){.first = DAY_NONE, .last = DAY_OPEN};
    if (s.n && (s.p[s.n - 1] == '?' || s.p[s.n - 1] == '~' || s.p[s.n - 1] == '%')) {
        char mark = s.p[--s.n];
        out->uncertain = mark != '~';
        out->approximate = mark != '?';
    }
    int y, m = 0, d = 0;
    bool form = digits(s, 0, 4, &y) && y > 0;
    if (form && s.n > 4) form = s.p[4] == '-' && digits(s, 5, 2, &m);
    if (form && s.n > 7) form = s.p[7] == '-' && digits(s, 8, 2, &d);
    if (!form || (s.n != 4 && s.n != 7 && s.n != 10)) return not_edtf(whole, "unknown form", f);
    if (s.n >= 7 && (m < 1 || m > 12)) return not_edtf(whole, "there is no such month", f);
    if (s.n == 10 && !day_exists(y, m, d)) return not_edtf(whole, "there is no such day", f);
    out->precision = s.n == 4 ? EDTF_YEAR : s.n == 7 ? EDTF_MONTH : EDTF_DAY;
    if (!m)
        out->first = day_of(y, 1, 1), out->last = day_of(y, 12, 31);
    else if (!d)
        out->first = day_of(y, m, 1), out->last = day_of(y, m, days_in_month(y, m));
    else
        out->first = out->last = day_of(y, m, d);
    return OK;
}

code edtf_parse(str s, edtf *out, fault *f) {
    size_t slash = str_find(s, S("/"), 0);
    edtf result;
    if (slash == SIZE_MAX) {
        TRY(part_parse(s, s, &result, f));
        *out = result;
        return OK;
    }
    str from = str_slice(s, 0, slash), to = str_slice(s, slash + 1, s.n);
    bool open_from = str_eq(from, S("..")) || from.n == 0,
         open_to = str_eq(to, S("..")) || to.n == 0;
    if (open_from && open_to) return not_edtf(s, "a period needs an end", f);
    edtf a = {.first = DAY_NONE}, b = {.last = DAY_OPEN};
    if (!open_from) TRY(part_parse(from, s, &a, f));
    if (!open_to) TRY(part_parse(to, s, &b, f));
    if (!open_from && !open_to && b.last < a.first) return not_edtf(s, "the period runs back", f);
    *out = (edtf){.precision = EDTF_INTERVAL,
                  .first = a.first,
                  .last = b.last,
                  .uncertain = a.uncertain || b.uncertain,
                  .approximate = a.approximate || b.approximate};
    return OK;
}

bool edtf_is(str s) {
    edtf e;
    return edtf_parse(s, &e, NULL) == OK;
}
