#ifndef FOLLOW_DUE_FORM_H
#define FOLLOW_DUE_FORM_H

#include "follow/vocabulary.h"

/* A row `form` of due.tsv, compiled. Used by follow_words.c and due.c only. */

typedef enum {
    SLOT_WORDS, /* one of the element's words */
    SLOT_NUMBER,
    SLOT_UNIT,
    SLOT_MONTH,
    SLOT_YEAR,
    SLOT_LAST_YEAR, /* of a period: 2027 or 27 */
    SLOT_DAY,
    SLOT_ORDINAL,
    SLOT_PART,
    SLOT_COUNT
} due_slot;

typedef struct {
    due_slot slot;
    bool optional;
    const str *words;
    size_t word_count;
} due_element;

typedef enum {
    DUE_IN,     /* in the period */
    DUE_UNTIL,  /* from the source's date to the last day of the period */
    DUE_BEFORE, /* from the source's date to the day before the period */
    DUE_FROM,   /* from the first day of the period, no end */
    DUE_WITHIN, /* from the source's date, so many units on */
    DUE_AFTER,  /* on the day so many units after the source's date */
    DUE_OPEN,   /* from the source's date, no end */
    DUE_OP_COUNT
} due_op;

typedef enum { SPAN_DAY, SPAN_WEEK, SPAN_MONTH, SPAN_QUARTER, SPAN_YEAR, SPAN_COUNT } due_span;
typedef enum {
    CUT_NONE,
    CUT_FIRST_HALF,
    CUT_SECOND_HALF,
    CUT_PART,         /* a third, by SLOT_PART: early, middle, late */
    CUT_ORDINAL_WEEK, /* of a month: days 1-7, 8-14, 15-21, 22-28, by SLOT_ORDINAL */
    CUT_ORDINAL_QUARTER,
    CUT_COUNT
} due_cut;

typedef enum { WHICH_THIS, WHICH_NEXT, WHICH_GIVEN, WHICH_COUNT } due_which;

typedef struct {
    due_op op;
    due_cut cut;
    due_span span;
    due_which which;
} due_rule;

struct due_form {
    due_element *elements;
    size_t element_count;
    due_rule rule;
    str example, said, due; /* the row's own test */
    size_t line;
};

/* due_form_parse - pattern and rule of a row. INVALID with the reason; `place` names the row. */
code due_form_parse(arena *a, str pattern, str rule, const char *place, due_form *out, fault *f);

#endif
