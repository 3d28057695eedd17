#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include "base/str.h"

/* Text as comparison sees it. */

/* fold_text - lower case without accents, compatibility forms made plain (NFKD, marks stripped,
 * case folded); letters and digits kept, everything else one space between words.
 * "Soglashéniye  (No. 5)" gives "soglasheniye no 5". Bad bytes are dropped. Null pointer on NOMEM.
 */
str fold_text(arena *a, str s);

/* fold_distance - letters to insert, delete, replace or swap with a neighbour, counted up to
 * `most`; most + 1 where there are more. Bytes of folded text. */
size_t fold_distance(str a, str b, size_t most);

#endif
