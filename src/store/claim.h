#ifndef STORE_CLAIM_H
#define STORE_CLAIM_H

#include "store/record_spec.h"

/* How two values of one field relate. */
typedef enum {
    VALUES_EQUAL,
    VALUES_FINER,   /* the second is the first, said more exactly (2024-11, 2024-11-26) */
    VALUES_COARSER, /* the other way round */
    VALUES_LATER,   /* the second is a later stage (negotiated, signed) */
    VALUES_EARLIER,
    VALUES_DIFFERENT /* they contradict each other */
} value_relation;

/* values_relate - `field` as in claim.field. Empty values are never passed. */
value_relation values_relate(const char *field, str held, str other);

/* The claimable fields of a spec as text: i from 0, false past the last; *value is empty where it
 * says nothing. */
bool spec_claim(arena *a, const record_spec *s, size_t i, const char **field, str *value);

/* claim_disputes - whether what a source (0: an editor) says of a field cannot stand beside what
 * the record holds: another value, or of a document an earlier stage in a report that appeared
 * after the day of the held one ("yet to be signed", a week after it was signed). */
code claim_disputes(db *d, int64_t source_id, const char *field, const record_spec *held, str holds,
                    str value, bool *out, fault *f);

/* claim_differs - the same of a source of that day (EDTF; empty: not known). Pure. */
bool claim_differs(const char *field, const record_spec *held, str holds, str value, str published);

/* dates_relate - of two EDTF dates. */
value_relation dates_relate(str held, str other);

/* act_rank - how far an instrument has come by an act; the furthest act is the one held. */
int act_rank(fact_act act);

#endif
