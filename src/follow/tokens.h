#ifndef FOLLOW_TOKENS_H
#define FOLLOW_TOKENS_H

#include "base/fault.h"
#include "base/str.h"

/* Text to words and numbers, for due words and for matching. */

typedef struct {
    str word;     /* lower case (ASCII letters); of a number with letters only these: "th", "bn" */
    bool number;  /* starts with digits: `value` holds them, with 2,700 and 1.5 understood */
    double value; /* else 0 */
    bool gap;     /* a sentence, clause or line of a list ended before it */
    size_t start, end; /* bytes of the text */
} follow_token;

/* follow_tokens - the words of `text` in order, in `a`. Apostrophes inside a word are dropped
 * ("weeks' time" is weeks, time; "year's" is years); other punctuation parts words, so that
 * "mid-March" is two; currency signs are words of their own. NOMEM. */
code follow_tokens(arena *a, str text, follow_token **out, size_t *count, fault *f);

#endif
