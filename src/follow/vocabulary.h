#ifndef FOLLOW_VOCABULARY_H
#define FOLLOW_VOCABULARY_H

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
    LEX_COUNTED,  /* what is numbered: "the eighth session" */
    LEX_NAMED,    /* names a kind of document: "memorandum" says nothing of its matter */
    LEX_REPORTS,  /* verbs that report a figure: "came to 52 million" */
    LEX_AHEAD,    /* words that look ahead: a sentence with one of them reports nothing */
    LEX_EFFECT,   /* words of consent by both sides: "exchanged the instruments of ratification" */
    LEX_CLASS_COUNT
} follow_class;

typedef struct due_form due_form; /* a due wording, compiled: due.c */
typedef struct {
    str ending, instead;
} follow_ending;

typedef struct follow_words follow_words;

/* follow_words_open - "en" from the files in the binary. NOTFOUND: no such language. INVALID: a row
 * is wrong; the place is "file:line". Lives in `a`; immutable, so threads may share it. */
code follow_words_open(arena *a, const char *language, follow_words **out, fault *f);

/* follow_word_is - whether `word` (lower case) is of a class, and its value. */
bool follow_word_is(const follow_words *l, follow_class class, str word, double *value);

/* follow_word_first - the first word of the table with this class and value; empty: none. */
str follow_word_first(const follow_words *l, follow_class class, double value);

/* follow_stem - the word without its ending, by the rows `ending` of the table; in `a`. */
str follow_stem(arena *a, const follow_words *l, str word);

const due_form *follow_forms(const follow_words *l, size_t *count);

#endif
