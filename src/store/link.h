#ifndef STORE_LINK_H
#define STORE_LINK_H

#include "store/record.h"

/* Fact to fact, read "from KIND to": the visit leads_to the agreement; the memorandum is member_of
 * the group; the agreement is outcome_of the forum. */

typedef enum {
    LINK_FULFILS,
    LINK_PARTLY_FULFILS,
    LINK_CONTRADICTS,
    LINK_SAME_AS,
    LINK_IMPLEMENTS,
    LINK_FOLLOWS_UP,
    LINK_AMENDS,
    LINK_SUPERSEDES,
    LINK_MADE_UNDER,
    LINK_OUTCOME_OF,
    LINK_MEMBER_OF,
    LINK_LEADS_TO,
    LINK_KIND_COUNT
} link_kind;

typedef enum { LINK_PROPOSED, LINK_CONFIRMED, LINK_REFUSED, LINK_STATE_COUNT } link_state;

const char *link_kind_name(link_kind k);
bool link_kind_of(str name, link_kind *out);
const char *link_state_name(link_state s);
bool link_state_of(str name, link_state *out);

typedef struct {
    int64_t id;
    link_kind kind;
    bool outgoing; /* this record is the "from" side */
    link_state state;
    str reason;
    record_row other;
} link_row;

/* record_links - of a record, both ways, by kind; refused ones are left out. `on`: day of status.
 */
code record_links(arena *a, db *d, int64_t record_id, day on, link_row **out, size_t *count,
                  fault *f);

/* record_members - the records that are member_of a group. */
code record_members(arena *a, db *d, int64_t group_id, day on, record_row **out, size_t *count,
                    fault *f);

/* link_add - makes it, or changes the state of the one that is there. INVALID: to itself. */
code link_add(change *c, int64_t from, int64_t to, link_kind k, link_state s, str reason,
              int64_t *id, fault *f);

/* link_decide - confirm or refuse a proposed one. NOTFOUND. */
code link_decide(change *c, int64_t id, link_state s, fault *f);

#endif
