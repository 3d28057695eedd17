#ifndef FOLLOW_MATCH_H
#define FOLLOW_MATCH_H

#include "base/words.h"
#include "follow/state.h"
#include "follow/vocabulary.h"

/* Matching: which new fact carries out, in part or whole, or contradicts which open promise.
 * Proposals only: a person confirms. Rules and the table of points: doc/follow.md. */

/* A record as matching sees it. Empty text and zeroes: not known. */
typedef struct {
    int64_t id;
    record family;
    kind kind;
    fact_act act;
    modality modality;
    const str *actors; /* codes of states and organisations */
    size_t actor_count;
    const str *others; /* whom it is promised to or concerns besides: not asked for, and telling */
    size_t other_count;
    sector_set sectors;
    str title; /* the name, where it has one */
    str text;  /* content, or the sentences it was read from */
    str date;  /* EDTF: when it happened, or is planned to */
    str due;   /* EDTF: of a commitment; goes before `date` */
    str host;  /* actor code: whose country a visit or session is in, or an invitation is to */
    str source_date; /* EDTF: when it was said */
    int64_t count;   /* documents in it; not above 0: unknown */
    bool measured;   /* measure and unit are given; else they are looked for in title and text */
    double measure;
    str unit; /* "USD", "tractors" */
    bool old; /* compared before: no two old ones are proposed, nor all of them weighed */
} follow_item;

typedef struct {
    size_t promise, fact;  /* indices */
    follow_link_kind kind; /* TIE_SUPERSEDED_BY: the "fact" is a new plan of the same */
    double score;          /* 0 to 1 */
    str reason;            /* one sentence without a full stop, in the arena */
} follow_proposal;

enum { FOLLOW_LEAST_SCORE = 60 }; /* hundredths: what scores less is not proposed */

/* follow_is_promise - whether something can carry it out: a commitment not done yet, a planned
 * encounter, an invitation, an instrument announced, or signed and without effect so far. */
bool follow_is_promise(const follow_item *item);
bool follow_is_deed(const follow_item *item); /* done, and able to carry something out */

/* follow_is_word - a deed, or a plan whose words may take another back: "has been moved to May". */
bool follow_is_word(const follow_item *item);

/* follow_match - proposals, by promise, the best first.
 *
 * Items that are no promise, or no deed, are passed over, so one list may be given as both. What
 * says that a thing was not held, was put off or called off is no deed whatever its kind: it
 * contradicts a promise, and a plan that names another day takes an older one's place. A promise
 * gets one proposal that fulfils it at most (the best; of equals the earliest), one figure against
 * it, and any number in part or against. Dates that are not EDTF count as not given. NOMEM. Pure.
 * The cost grows with the pairs of promise and deed that share the promise's rarest actor. */
code follow_match(arena *a, const follow_words *words, const follow_item *promises,
                  size_t promise_count, const follow_item *facts, size_t fact_count,
                  follow_proposal **out, size_t *count, fault *f);

/* A figure with its unit in a text: "USD 1bn", "2,700 tractors". */
typedef struct {
    double value;
    str unit; /* of money the code of the currency; else the stem of the noun, or "=4" of like words
               */
    size_t start, end;
} follow_figure;

/* follow_figures - every amount of money and every number above 12 with a noun, in order. Years,
 * ordinals and dates are none. NOMEM. */
code follow_figures(arena *a, const follow_words *words, str text, follow_figure **out,
                    size_t *count, fault *f);

/* follow_told - what the sentences of a source say that can bear on a promise and is no reader's
 * fact, as deeds: a figure that is reported (deliver, measured), a thing that came about ("the
 * first flight landed"), or did not ("no session was held", "was put off"): both `other`; and the
 * sums of trade that are aimed at ("set a target of one billion"), planned. With the
 * date that the sentence names (a period not after `published`), and the sentence as text. The
 * actors are those that the sentence names, or whom the text is mostly about. NOMEM, INVALID as
 * follow_due_find. */
code follow_told(arena *a, const follow_words *words, str text, str published, follow_item **out,
                 size_t *count, fault *f);

/* follow_sentence - the sentence (or sentences) of `text` that the bytes start..end stand in. A
 * fact's evidence is often a few words: give matching what this returns. */
str follow_sentence(str text, size_t start, size_t end);

#endif
