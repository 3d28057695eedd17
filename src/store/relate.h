#ifndef STORE_RELATE_H
#define STORE_RELATE_H

#include "store/link.h"

/* relate - links between a record and the others that this source tells of: a member of a group to
 * the group, what was signed or promised to the encounter where it was, an invitation to the visit
 * that it leads to. Order of acceptance does not matter. */
code relate(change *c, int64_t record_id, int64_t source_id, fault *f);

#endif
