#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/fault.h"
#include "base/str.h"

/* Days of the proleptic Gregorian calendar as numbers, and partial dates in EDTF. */

/* day - days since 1970-01-01 (negative before). Years 0001 to 9999. */
typedef int32_t day;
#define DAY_NONE INT32_MIN /* no day known */
#define DAY_OPEN INT32_MAX /* after every day: an interval with no end */

typedef struct {
    int year, month, day; /* month and day from 1 */
} civil;

day day_of(int year, int month, int day_of_month); /* the day must exist: see day_exists */
civil day_civil(day d);
bool day_exists(int year, int month, int day_of_month);
int days_in_month(int year, int month);
int day_weekday(day d); /* 0 Monday ... 6 Sunday */

/* day_parse - "2024-11-26", nothing else. INVALID names what is wrong (form, or a day that does not
 * exist). */
code day_parse(str s, day *out, fault *f);

/* day_format - "2024-11-26" and a NUL into out; DAY_NONE and DAY_OPEN give "". */
void day_format(day d, char out[16]);

day day_today(void); /* by the machine's clock, where the machine stands */

/* instant_format - "2024-11-26T09:30:00Z" and a NUL, of seconds since 1970-01-01T00:00:00Z. */
void instant_format(int64_t seconds, char out[24]);

/* A partial date: EDTF (ISO 8601-2:2019) level 0, and of level 1 the open end ("2025/..",
 * "../2025") and the marks ? ~ % at the end. Kept as written; `first` and `last` are the days it
 * can mean, both included (DAY_NONE as first: open beginning; DAY_OPEN as last: open end). */
typedef enum { EDTF_YEAR, EDTF_MONTH, EDTF_DAY, EDTF_INTERVAL } edtf_precision;

typedef struct {
    edtf_precision precision;
    day first, last;
    bool uncertain, approximate; /* ? and ~ (% is both) */
} edtf;

/* edtf_parse - INVALID with the reason: form, month, day that does not exist, interval that runs
 * back. */
code edtf_parse(str s, edtf *out, fault *f);
bool edtf_is(str s); /* whether edtf_parse would take it */

#endif
