#ifndef READ_ASSERT_H
#define READ_ASSERT_H

#include "read/frame.h"

/* The parts of facts_assert, each in its file; indices are of reading.chunks. */

/* told_verb.c */
void assert_verb(reading *r, size_t i);

/* told_noun.c */
void assert_noun(reading *r, size_t i);
bool is_welcome(reading *r, size_t i);
bool is_negotiation(const reading *r, const chunk *c);

/* told_document.c: named documents that no verb took: they are referred to, or the title of the
 * document itself. */
void assert_document(reading *r, size_t i);

/* told_event.c: "the visit of A to B", where no verb told it. */
void assert_event(reading *r, size_t i);

/* remember.c: of the sentence that was told, for the next: who "he", "they" and "it" are; what "it"
 * may be; and the doer and status that the lead-in of a list leaves to its items. */
void remember(reading *r);
void remember_document(reading *r);
void open_list(reading *r, const sentence *s);

#endif
