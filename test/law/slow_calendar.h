#ifndef TEST_LAW_SLOW_CALENDAR_H
#define TEST_LAW_SLOW_CALENDAR_H

#include "law/period.h"

/* The slow implementation's own calendar: days counted one by one. Days are ints from its day 0;
 * NEVER is past them all. */

enum { NEVER = 1000000, TABLE = 36500 };

/* The calendar: every day of a hundred years written down, one after another. */
static struct { int year, month, day; } calendar[TABLE];

static void fill_calendar(void) {
    int y = 1990, m = 1, d = 1;
    for (int i = 0; i < TABLE; i++) {
        calendar[i].year = y, calendar[i].month = m, calendar[i].day = d;
        int most = m == 2                                  ? (y % 4 == 0 ? 29 : 28)
                   : m == 4 || m == 6 || m == 9 || m == 11 ? 30
                                                           : 31;
        if (++d > most) d = 1, m++;
        if (m > 12) m = 1, y++;
    }
}

static int zero; /* the calendar's place of day 0 */

static int step_months(int from, int months, bool next_day) {
    int at = from + zero, wanted_day = calendar[at].day;
    int wanted = calendar[at].year * 12 + calendar[at].month + months;
    if (!months) return from;
    while (calendar[at].year * 12 + calendar[at].month < wanted) at++;
    while (calendar[at].day != wanted_day) {
        at++;
        if (calendar[at].day != 1) continue;
        return at - zero - (next_day ? 0 : 1); /* the month was too short */
    }
    return at - zero;
}

static int plus(int from, law_period p, bool next_day) {
    if (from >= NEVER) return NEVER;
    return step_months(from, p.months, next_day) + p.days;
}

static int next_month(int d) {
    do d++;
    while (calendar[d + zero].day != 1);
    return d;
}

static int next_year(int d) {
    do d++;
    while (calendar[d + zero].day != 1 || calendar[d + zero].month != 1);
    return d;
}

#endif
