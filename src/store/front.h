#ifndef STORE_FRONT_H
#define STORE_FRONT_H

#include "store/commitment.h"
#include "store/source.h"

/* Bundles of the pages that show many families at once. */

typedef struct {
    int64_t records[RECORD_COUNT];
    int64_t states, organisations, bodies; /* actors that some record names */
    int64_t sources, waiting;
} register_counts;

/* front_counts - one pass over indexes; exact. */
code front_counts(db *d, register_counts *out, fault *f);

typedef struct {
    register_counts counts;
    record_page newest;  /* by the time they were recorded */
    due_page late, soon; /* open: past, and within `days` */
    source_list waiting; /* sources with drafts that wait */
} front;

code front_find(arena *a, db *d, day today, int days, size_t limit, front *out, fault *f);

/* A state: counts by family, and what pairs it has. */
typedef struct {
    actor_ref other;
    int64_t records;
    day newest;
} partner;

typedef struct {
    actor actor;
    int64_t records[RECORD_COUNT];
    partner *partners; /* states with which it has records of its own, most first */
    size_t partner_count;
    due_page late, soon;
    record_page newest; /* by date */
    record_row *memberships;
    size_t membership_count;
} state_page;

/* state_find - `code`: alpha-3 or an organisation's short name. NOTFOUND. */
code state_find(arena *a, db *d, str code, day today, state_page *out, fault *f);

/* Two states: everything that names both. Each list is sorted by date, newest first, at most 70.
 */
typedef struct {
    actor_ref a, b;
    record_page of[RECORD_COUNT]; /* by family; row.status is of the day asked for */
    due_page late, soon, open;    /* commitments */
    record_row *shared;           /* organisations' memberships that both have */
    size_t shared_count;
} pair_page;

code pair_find(arena *a, db *d, str code_a, str code_b, day today, pair_page *out, fault *f);

#endif
