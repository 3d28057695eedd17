#ifndef FOLLOW_SAYING_H
#define FOLLOW_SAYING_H

#include "follow/vocabulary.h"

/* What a sentence says of a journey, and whether it says that a thing did not come about. Used by
 * the match*.c only. */

typedef struct {
    str host, guest; /* codes: whose country the journey goes to, who travels; empty: not told */
    str held_in;     /* the first country that "in" or "to" leads to */
    uint32_t roles;  /* of who travels: bit 1 << role */
    bool denies;     /* something was not held, signed, reached; was put off, called off */
    bool affirms;    /* something else in it came about */
    bool moved;      /* it was put off: another day may be named */
    bool never;      /* will not come about: told of what lies ahead */
    bool come;       /* "at the invitation of": who was invited has come */
    uint32_t things; /* bit 1 << number of LEX_THING */
} follow_saying;

/* follow_saying_read - of the tokens first..last of a text. Names none: only words are looked at.
 */
void follow_saying_read(const follow_words *words, str text, const follow_token *t, size_t n,
                        follow_saying *out);

#endif
