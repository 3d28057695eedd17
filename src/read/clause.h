#ifndef READ_CLAUSE_H
#define READ_CLAUSE_H

#include "read/row.h"

/* What the files of the clauses share (clause.c, subject.c, doer.c, governor.c). Numbers are of
 * reading.chunks, of the verb at hand where they are called `i`; -1: none. */

enum { MOST_STEPS = 32 }; /* to the left; what stands farther off does not belong together */

static inline chunk *at(const reading *r, int32_t i) {
    return &r->chunks[i];
}

/* subject.c: the noun phrase that is the subject of the verb, walking left over prepositional
 * phrases and what stands between commas. */
int32_t subject_before(reading *r, int32_t i);
/* The first actor of the sentence that hangs on no preposition. */
int32_t main_subject(reading *r);
/* The document or event right before, "of" its subject: "the Treaty of Peace signed". */
int32_t thing_before(reading *r, int32_t i);

/* doer.c: a verb with a subject of its own: who does it, and what it depends on after "that". */
void stand_alone(reading *r, int32_t i, int32_t subject);
/* "The meeting adopted a plan of action", "the Committee agreed to", "the declaration condemned":
 * whether its sides do what a meeting or a joint text does with the verb `c`. */
bool speaks_for_sides(const reading *r, int32_t subject, const chunk *c);

/* governor.c: what a verb or noun does to what depends on it. */
effect effect_of(const reading *r, const chunk *c);
/* Whether `b` may go on with `a` after "and". */
bool same_form(const chunk *a, const chunk *b);
/* The verb before, where the verb follows it after "and" or a comma. */
int32_t coordinate_before(reading *r, int32_t i);
/* "were negotiated and finally signed by both": the passive before. */
int32_t passive_before(reading *r, int32_t i);
/* What the verb depends on: a verb or noun right before it, or before "that". */
int32_t governor_before(reading *r, int32_t i);
/* "agreed that both sides will ...": the verb before "that", of the subject after it. */
int32_t that_governor(reading *r, int32_t subject);
/* The next verb to the left in the sentence. */
int32_t verb_before(reading *r, int32_t i);
/* The status of a verb that depends on nothing. */
status own_status(const chunk *c);
/* Takes doer, subject and status from what the verb depends on, from the verb that it goes on with.
 */
void depend(reading *r, int32_t i, int32_t g);
void follow(reading *r, int32_t i, int32_t before);

#endif
