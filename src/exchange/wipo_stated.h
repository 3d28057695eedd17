#ifndef EXCHANGE_WIPO_STATED_H
#define EXCHANGE_WIPO_STATED_H

#include "base/fault.h"
#include "base/str.h"

/* A published day of entry into force that follows from the treaty's clauses needs no statement:
 * the register computes it and can say why. Only a day that does not follow is kept as stated. */

typedef struct {
    str party; /* its code */
    int64_t party_id;
    const char *act; /* a word of the law */
    str on;          /* EDTF */
    str effect;      /* EDTF, as published; empty: none */
} wipo_row;

/* wipo_stated - empties `effect` of the rows of one treaty whose published day the law engine finds
 * by itself, given the rows that stay. Terms are JSON as in doc/law.md; without terms (empty)
 * nothing changes. Pure but for `a`. INVALID: the terms cannot be read. NOMEM. */
code wipo_stated(arena *a, str terms, wipo_row *rows, size_t count, fault *f);

#endif
