#ifndef STORE_STATUS_MATERIAL_H
#define STORE_STATUS_MATERIAL_H

#include "follow/legal.h"
#include "store/db.h"

/* An instrument as the law engine takes it, read from its rows. */

typedef struct {
    int64_t id;
    str code, name; /* the code in the law: a body without one is "#ID" */
    str until;      /* EDTF: its last day, where it is no more */
} named;

/* An act beside its row: what the last computation said of it. */
typedef struct {
    int64_t id;
    str reported;
    bool passed_over;
    const char *unfit; /* why the law cannot count with it: void_; else null */
} act_mark;

typedef struct {
    law_instrument in;
    act_mark *marks;       /* by act */
    day negotiating_since; /* DAY_NONE: it is not being negotiated */
    named *parties;        /* who did something, each once */
    size_t party_count, party_capacity, act_capacity, mark_capacity;
    size_t last; /* the party found last: intervals and reasons come party by party */
} material;

/* What many instruments have in common, for those who read one after the other. */
typedef struct material_cache material_cache;
material_cache *material_cache_new(arena *a, db *d, fault *f); /* null: failed */

/* material_find - acts, terms and what is known of the parties. An instrument that is not there has
 * no acts. INVALID: terms that cannot be read. NOMEM. */
code material_find(arena *a, db *d, int64_t instrument_id, material *out, fault *f);

/* The same of an instrument whose row is read already, by MATERIAL_COLUMNS of instrument i and
 * record r. */
#define MATERIAL_COLUMNS                                                                           \
    "i.id, i.terms, i.adopted, iif(r.act = 'negotiated', r.date_first, NULL) "                     \
    "FROM instrument i JOIN record r ON r.id = i.id "
code material_find_with(arena *a, db *d, material_cache *cache, query *row, material *out,
                        fault *f);

const named *material_party(material *m, str code_); /* null: none */

/* material_names - the actors' names, for law_why; lives as long as `m`. */
law_names material_names(material *m);

/* legal_rebuild - the days on which something is due under the law, from acts and terms; the caller
 * has deleted the old ones. They need no clock: what is shown on a day is worked out again from
 * these (legal_browse). */
code legal_rebuild(db *d, arena *a, int64_t instrument_id, material *m, const law_result *result,
                   fault *f);

#endif
