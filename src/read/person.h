#ifndef READ_PERSON_H
#define READ_PERSON_H

#include "read/reading.h"

/* What the files of names share: names.c over the whole document, mention.c at one place of it,
 * pair.c for whom it is about, person.c for the persons that it introduced. */

struct person {
    actors who;   /* none: several people share the word */
    bool guessed; /* that they are of the document's own state */
};

static inline uint16_t class_at(const reading *r, size_t i) {
    return r->items[i].class;
}

static inline bool is_proper(const reading *r, size_t i) {
    return r->items[i].flags & ITEM_PROPER;
}

bool persons_init(reading *r); /* false without memory */
/* The person one of whose names item i is; null: none, or not a word written as a name. */
const struct person *person_at(const reading *r, size_t i);
/* The state of that person; none where it is not known. */
actors person_known(const reading *r, size_t i);
/* That item i is one of the names of a person of `who`. */
void learn_word(reading *r, size_t i, actors who, bool guessed);

/* pair.c: the two that the document is about, and all with a part in it, from reading.counts: most
 * often named, earlier ones first where equal. `order` holds who is named, in that order, `rank`
 * has room for every actor. */
void find_pair(reading *r, const uint32_t *order, size_t order_count, uint32_t *rank);
/* "MALABO - ... in Malabo": a state that is only where it happened gives way to an organisation
 * that is named in one breath with the other side ("the African Union and Türkiye agreed"). */
void pair_correct(reading *r, actors joined, const uint32_t *venue);
/* Whose document it is: persons of whom it never says the state belong to the one of the pair whose
 * persons it introduces least, for a government does not introduce its own. */
void guess_home(reading *r, const uint32_t *introduced);

#endif
