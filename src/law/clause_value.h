#ifndef LAW_CLAUSE_VALUE_H
#define LAW_CLAUSE_VALUE_H

#include "law/clause.h"

/* Values of what a pattern captured. Each takes tokens from `at`, before `to`, and returns how
 * many; 0: there is none. */

uint32_t clause_count_at(const clause_text *t, uint32_t at, uint32_t to, int64_t *out);
uint32_t clause_ordinal_at(const clause_text *t, uint32_t at, uint32_t to, int64_t *out);
/* "three months": a number and 'D', 'W', 'M' or 'Y' */
uint32_t clause_period_at(const clause_text *t, uint32_t at, uint32_t to, int64_t *n, char *unit);
/* "thirtieth day" */
uint32_t clause_day_at(const clause_text *t, uint32_t at, uint32_t to, int64_t *n);
uint32_t clause_date_at(const clause_text *t, uint32_t at, uint32_t to, int *year, int *month,
                        int *day_of_month);
/* the same, or "June 2030" (no day: 0), or "2030" (no month: 0) */
uint32_t clause_when_at(const clause_text *t, uint32_t at, uint32_t to, int *year, int *month,
                        int *day_of_month);
bool clause_is_and(const clause_text *t, uint32_t at);
uint32_t clause_language_at(const clause_text *t, uint32_t at, uint32_t to, str *tag);

/* "this Convention", and "it" where that stands for it */
uint32_t clause_own_at(const clause_text *t, uint32_t at, uint32_t to);

/* The words of the text as written, white space and line breaks as single spaces. */
str clause_words(arena *a, const clause_text *t, clause_span s);

#endif
