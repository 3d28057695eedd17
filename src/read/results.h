#ifndef READ_RESULTS_H
#define READ_RESULTS_H

#include "read/frame.h"

/* Lists of results that name no doer: "announced the following initiatives:". */

/* Notes whether the sentence announces such a list; opens it where the sentence is its lead-in. */
void results_note(reading *r, const sentence *s);
bool results_lead(reading *r, const sentence *s);
/* Whether the sentence is a line of one; whether such a line, or the item of a list, whose first
 * phrase stands at `i` gives something: "15 million dollars for". */
bool is_result(const reading *r, const sentence *s);
bool result_gives(const reading *r, size_t i);
/* label.c: who gives what goes to one of the two in [1, end): the other; else nobody. */
actors giver(reading *r, size_t end);

#endif
