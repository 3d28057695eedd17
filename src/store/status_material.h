#ifndef STORE_STATUS_MATERIAL_H
#define STORE_STATUS_MATERIAL_H

#include "follow/legal.h"
#include "store/db.h"

/* An instrument as the law engine takes it, read from its rows. */

typedef struct {
    int64_t id;
    str code, name;
} named;

typedef struct {
    law_instrument in;
    int64_t *act_ids;
    day negotiating_since; /* DAY_NONE: it is not being negotiated */
    named *parties;
    size_t party_count, party_capacity, act_capacity, id_capacity;
} material;

code material_find(arena *a, db *d, int64_t id, material *out, fault *f);
const named *material_party(const material *m, str code_); /* null: none */
law_names material_names(material *m);

/* legal_rebuild - the days on which something is due under the law, anew from acts and terms. They
 * need no clock: what is shown on a day is worked out again from these (legal_browse). */
code legal_rebuild(db *d, arena *a, int64_t instrument_id, material *m, const law_result *result,
                   fault *f);

#endif
