#ifndef LAW_PERIOD_H
#define LAW_PERIOD_H

#include "base/date.h"

/* Periods and how a day is counted from another. Conventions and sources: doc/law.md. */

/* An ISO 8601 duration of years, months, weeks and days ("P3M", "P1Y6M", "P0D"). */
typedef struct {
    int32_t months; /* years are twelve of them */
    int32_t days;   /* weeks are seven of them */
    bool given;
} law_period;

/* law_period_parse - INVALID with the reason: form, or more than 9999 years. */
code law_period_parse(str s, law_period *out, fault *f);

/* law_period_format - "P3M", "P1Y", "P12M" (months are kept unless they make whole years and were
 * more than twelve), "P30D"; a period that is not given gives "". */
void law_period_format(law_period p, char out[32]);

/* law_period_words - "three months", "30 days", "1 year and 10 days" for a sentence. */
void law_period_words(law_period p, char out[96]);

/* law_day_add - the months first, then the days. Where the month is too short: its last day, or
 * with `next_day` the first day of the next. DAY_NONE and DAY_OPEN stay; past the year 9999 the
 * answer is DAY_OPEN. */
day law_day_add(day d, law_period p, bool next_day);

/* law_period_sum - `a` and `times_b` times `b`, to be counted as one from one day, so that periods
 * that begin on a 31st do not drift. */
law_period law_period_sum(law_period a, law_period b, int32_t times_b);

day law_month_after(day d); /* the first day of the month after the one that `d` is in */
day law_year_after(day d);  /* 1 January of the year after */

#endif
