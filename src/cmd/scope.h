#ifndef CMD_SCOPE_H
#define CMD_SCOPE_H

#include "store/follow.h"

/* scope_pair - the two of an option --pair A,B: codes or names. INVALID, NOTFOUND, CONFLICT. */
code scope_pair(arena *a, db *d, const char *pair, actor_ref *one, actor_ref *other, fault *f);

/* scope_take - the options --pair A,B, --state, --owner and --roadmap, any of them null, as a
 * filter. INVALID: more than one was given, or a pair that is none. NOTFOUND: nobody of that name.
 */
code scope_take(arena *a, db *d, const char *pair, const char *state, const char *owner,
                const char *roadmap, followed_filter *out, fault *f);

#endif
