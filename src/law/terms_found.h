#ifndef LAW_TERMS_FOUND_H
#define LAW_TERMS_FOUND_H

#include "law/terms_read.h"

/* What the rules found in one clause of one sentence, field by field, before it becomes terms. */

typedef enum {
    FOUND_ON,           /* a word: signature, date, consents ... */
    FOUND_COUNT,        /* of consents */
    FOUND_OTHERS,       /* count: besides those that are named */
    FOUND_DEPOSITARIES, /* flag: the depositaries are among those named */
    FOUND_EITHER,       /* a word: and, first_of */
    FOUND_OTHERWISE, /* text of an "or ... whichever is later": unread, unless both sides were read
                      */
    FOUND_APART,     /* flag: this side of an "or" is counted by itself ... */
    FOUND_SHARED,    /* flag: ... unless all are counted from "the later of" them */
    FOUND_AFTER,     /* period */
    FOUND_AFTER_MONTH, /* "third month following": an ordinal, one less is the period in months */
    FOUND_MONTH_START, /* flag */
    FOUND_SAME_DAY,    /* flag: on the day of the event itself */
    FOUND_NOT_BEFORE,  /* date */
    FOUND_DATE,        /* date */
    FOUND_INCLUDING,   /* names */
    FOUND_PARTIES,     /* names */
    FOUND_SHARE,       /* per cent */
    FOUND_TERM,        /* period */
    FOUND_THROUGH,     /* date, or month, or year: the last */
    FOUND_RENEW,       /* period */
    FOUND_RENEW_SAME,  /* flag: by periods equal to the term */
    FOUND_NOTICE,      /* period */
    FOUND_EARLIEST,    /* period: no withdrawal before it is over */
    FOUND_NO_NOTICE_BEFORE, /* period: no notice of it before it is over */
    FOUND_YEAR_END,         /* flag */
    FOUND_INDEFINITE,       /* flag */
    FOUND_INDEFINITE_AFTER, /* flag: without limit once the term is over */
    FOUND_FROM,             /* a word: signature, date */
    FOUND_BELOW,            /* count */
    FOUND_DEPOSITARY,       /* text: designated */
    FOUND_DEPOSITED,        /* text: with whom instruments are deposited */
    FOUND_ARCHIVED,         /* text: with whom the original is deposited */
    FOUND_LANGUAGES,        /* languages */
    FOUND_PLACE,            /* text */
    FOUND_OPENS,            /* date */
    FOUND_CLOSES,           /* date */
    FOUND_ALLOWED,          /* a word: none, allowed, limited */
    FOUND_UNREAD,           /* text: said, and terms have no form for it */
    FOUND_FIELDS
} found_field;

typedef struct law_found law_found;
struct law_found {
    clause_kind kind;
    bool has[FOUND_FIELDS];
    int64_t number[FOUND_FIELDS];
    law_period period[FOUND_FIELDS];
    law_date date[FOUND_FIELDS];
    str word[FOUND_FIELDS];
    clause_span span[FOUND_FIELDS];
    const law_found *sides; /* of FOUND_EITHER: two at least */
    size_t side_count;
};

/* Whether an entry condition is whole: it has all that its form needs. */
bool law_found_is_condition(const law_found *f);

/* law_found_take - the gifts of a rule that matched; a field that is set already stays. False in
 * *all where a value could not be read or is impossible (nothing is taken then). */
code law_found_take(arena *a, const clause_text *t, const clause_rule *r, const clause_match *m,
                    law_found *to, bool *all, fault *f);

/* law_found_settle - puts it into the proposal; what is there already stays. *used: whether it
 * gave anything. `article` is the label of its sentence. */
code law_found_settle(arena *a, const clause_text *t, const law_found *from, str article,
                      law_proposal *to, bool *used, fault *f);

/* law_proposal_finish - once all sentences are read: what hangs on two clauses. NOMEM. */
code law_proposal_finish(arena *a, law_proposal *p, fault *f);

const char *law_found_name(found_field f);

#endif
