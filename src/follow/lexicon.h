#ifndef FOLLOW_LEXICON_H
#define FOLLOW_LEXICON_H

#include "base/fault.h"
#include "base/str.h"

/* The words that following needs to know in one language, read from its tables:
 * lang/XX/due.tsv and lang/XX/match.tsv. Their form is documented at the head of each. */

typedef enum {
    LEX_MONTH,    /* 1 to 12 */
    LEX_NUMBER,   /* "two": 2 */
    LEX_ORDINAL,  /* "second": 2 */
    LEX_TAIL,     /* letters that make a number an ordinal: 2nd */
    LEX_UNIT,     /* days 1, weeks 2, months 3, years 4, quarters 5 (due_unit) */
    LEX_PART,     /* early 1, middle 2, late 3 */
    LEX_STOP,     /* says nothing about the matter */
    LEX_SAME,     /* value: number of its group of like words */
    LEX_ROLE,     /* value: rank group of an office (head of state, of government, ...) */
    LEX_SCALE,    /* "million": 1e6 */
    LEX_CURRENCY, /* value: number of its currency */
    LEX_CLASS_COUNT
} lexicon_class;

typedef struct lexicon_form lexicon_form; /* a due wording, compiled: due.c */
typedef struct {
    str ending, instead;
} lexicon_ending;

typedef struct lexicon lexicon;

/* lexicon_open - "en" from the files in the binary. NOTFOUND: no such language. INVALID: a row is
 * wrong; the place is "file:line". Lives in `a`; immutable, so threads may share it. */
code lexicon_open(arena *a, const char *language, lexicon **out, fault *f);

/* lexicon_word - whether `word` (lower case) is of a class, and its value. */
bool lexicon_word(const lexicon *l, lexicon_class class, str word, double *value);

/* lexicon_stem - the word without its ending, by the rows `ending` of the table; in `a`. */
str lexicon_stem(arena *a, const lexicon *l, str word);

const lexicon_form *lexicon_forms(const lexicon *l, size_t *count);

#endif
