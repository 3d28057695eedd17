#ifndef READ_WHEN_H
#define READ_WHEN_H

#include "read/reading.h"

/* What the files of the dates share (when.c, dateline.c); `i` and `end` are items. */

typedef struct {
    int year, month, day; /* 0: not said */
} partial;

/* A number of up to four digits, perhaps with the two letters of an ordinal: "2016", "26th". */
bool number_at(const reading *r, size_t i, size_t end, int64_t *n);
/* "26 October 2016", "October 26, 2016", "26th day of October", "October"; *i moves past it. */
bool day_month(const reading *r, size_t *i, size_t end, partial *p);
/* "2022-02-12", "12.02.2022" */
bool date_in_digits(reading *r, size_t i, size_t end, str *out);
/* "to", "until", "and", a dash between two days */
bool is_range_mark(const reading *r, size_t i, size_t end);
/* As EDTF; empty where no year is said. */
str format_partial(reading *r, partial p);

#endif
