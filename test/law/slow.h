#ifndef TEST_LAW_SLOW_H
#define TEST_LAW_SLOW_H

#include "law/status.h"

/* A second implementation of the rules in doc/law.md, slow and obvious: it asks of each day by
 * itself what holds on it. It shares no code with the engine but the structs and the numbering of
 * days; it knows exact days only, at most SLOW_PARTIES parties and SLOW_DAYS days. */

enum { SLOW_PARTIES = 6, SLOW_DAYS = 1000, SLOW_NOTHING = 99 };

typedef struct {
    day first; /* day 0 */
    str codes[SLOW_PARTIES];
    int party_count;
    /* by party (the last row: the instrument) and day: a law_status_word or SLOW_NOTHING */
    unsigned char status[SLOW_PARTIES + 1][SLOW_DAYS];
} slow_result;

/* Days from `first` on. No act may be before it, nor an effect. */
void slow_status(const law_instrument *in, day first, slow_result *out);

#endif
