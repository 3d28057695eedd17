#ifndef STORE_SIGNATURE_H
#define STORE_SIGNATURE_H

#include "base/fault.h"
#include "base/hash.h"

/* What a text is recognised by when it comes again in another dress: MinHash over its shingles of
 * five words (Broder 1997). Case, accents, punctuation and layout do not count. */

enum { SIGNATURE_VALUES = 64, SIGNATURE_BANDS = 16 };

typedef struct {
    uint32_t v[SIGNATURE_VALUES];
    hash words; /* of all words in order: equal texts */
    int64_t bands[SIGNATURE_BANDS];
    size_t shingles; /* 0: fewer than five words, nothing to compare */
} signature;

/* signature_of - in time and memory of the text's length at most. NOMEM. */
code signature_of(str text, signature *out, fault *f);

/* signature_likeness - estimate of the share of common shingles, 0 to 1. */
double signature_likeness(const uint32_t *a, const uint32_t *b);

#endif
