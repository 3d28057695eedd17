#ifndef FOLLOW_VOCABULARY_H
#define FOLLOW_VOCABULARY_H

#include "base/fault.h"
#include "base/str.h"
#include "follow/names.h"

/* The words that following needs to know in one language, read from its tables:
 * lang/XX/due.tsv and lang/XX/match.tsv, and the names of follow/names.h. Their form is documented
 * at the head of each. */

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
    LEX_GOAL,     /* a figure soon after it is aimed at, not reached: "against a target of" */
    LEX_RAISE,    /* verbs whose figure after "to" is aimed at: "raise trade to one billion" */
    LEX_TRAVEL,   /* journeys, nouns 1 and verbs 2, invitations 3 */
    LEX_HOSTS,    /* who does it is where the guests go */
    LEX_MOVED,    /* put off: another day is meant */
    LEX_DROPPED,  /* called off for good, or left undone */
    LEX_NEGATION, /* not 1, no 2, "yet to" and "failed to" 3 */
    LEX_HAPPENS,  /* what a thing does that comes about: past 1, else 0 */
    LEX_FUTURE,   /* will, shall, would */
    LEX_BEGUN,    /* verbs that tell of a thing come about which no table of kinds knows */
    LEX_THING,    /* value: number of the kind of thing (match_thing) */
    LEX_PROGRESS, /* of minutes: value as lang/XX/minutes.tsv has it */
    LEX_CLASS_COUNT
} follow_class;

typedef struct due_form due_form; /* a due wording, compiled: due.c */
typedef struct {
    str ending, instead;
} follow_ending;

typedef struct follow_words follow_words;

/* follow_words_open - "en" from the files in the binary; of them match.tsv is the least, and what
 * another gives a language may lack. NOTFOUND: no such language. INVALID: a row
 * is wrong; the place is "file:line". Lives in `a`; immutable, so threads may share it. */
code follow_words_open(arena *a, const char *language, follow_words **out, fault *f);

/* follow_word_is - whether `word` (lower case) is of a class, and its value. */
bool follow_word_is(const follow_words *l, follow_class class, str word, double *value);

/* follow_phrase_is - the same of a word, or of two as one row has them: "put_off". */
bool follow_phrase_is(const follow_words *l, follow_class class, const follow_token *t, size_t n,
                      size_t at, double *value);

const follow_names *follow_names_of(const follow_words *l);

/* follow_word_first - the first word of the table with this class and value; empty: none. */
str follow_word_first(const follow_words *l, follow_class class, double value);

/* follow_stem - the word without its ending, by the rows `ending` of the table; in `a`. */
str follow_stem(arena *a, const follow_words *l, str word);

const due_form *follow_forms(const follow_words *l, size_t *count);

#endif
