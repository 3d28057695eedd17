#ifndef BASE_FACT_H
#define BASE_FACT_H

#include "base/words.h"

/* A span of a text: byte offsets, `end` not included. */
typedef struct {
    size_t start, end;
} span;

/* A fact as read. All text is borrowed: from the document, or from the arena it was read into. */
typedef struct {
    record record;
    kind kind;
    fact_act act; /* instruments only */
    modality modality;
    str *states; /* alpha-3 codes and short names of organisations, sorted, none twice */
    size_t state_count;
    str *parties; /* as written */
    size_t party_count;
    sector_set sectors;
    int64_t count;  /* -1: none given */
    str date;       /* EDTF; empty: none supported by the document */
    str title;      /* the instrument's or event's name as written; empty: none */
    span *evidence; /* the best first, then the other mentions in order of the text */
    size_t evidence_count;
    double confidence; /* 0 to 1 */
    double told;    /* what that was weighed from: the confidence of the frame and its mentions, */
    uint32_t clues; /* and the clues of read/confidence.h, a bit each */
} fact;

#endif
