#ifndef FOLLOW_MINUTES_H
#define FOLLOW_MINUTES_H

#include "follow/state.h"
#include "follow/vocabulary.h"

/* Minutes of a session: which of its sentences report on which open promise, and how far it says
 * that is. Offers only: a person accepts each. Rules and words: lang/en/minutes.tsv, doc/follow.md.
 */

typedef struct {
    int64_t id;
    str text; /* its title and what it says */
} minutes_action;

typedef struct {
    size_t action;
    follow_score score;
    size_t start, end; /* the sentence, and the one after it where only that tells: bytes */
    str reason;        /* one sentence without a full stop, in the arena */
} minutes_report;

/* follow_minutes - at most one report of each sentence, and one of each action: the last that
 * tells. A sentence speaks of the action of whose words (rare ones among the actions weigh more) it
 * has at least half; of two alike, of neither. What is still to come is no report. In order of the
 * text. NOMEM. Linear in the text times the actions. */
code follow_minutes(arena *a, const follow_words *words, str text, const minutes_action *actions,
                    size_t count, minutes_report **out, size_t *found, fault *f);

#endif
