#ifndef LAW_MISSING_H
#define LAW_MISSING_H

#include "law/status.h"

/* law_missing - what an instrument that is not in force on `on` waits for, as one sentence without
 * a full stop: "signed 26 November 2024; ratification of Pakistan missing".
 *
 * Only what was certainly done by that day counts. sides[0..n) are those that are to take part;
 * whoever has done something belongs to them too. Appends nothing where the instrument is in force,
 * or over, on that day. Where all has been done and only time must pass, says from when. Pure;
 * allocates from `a`. NOMEM. */
code law_missing(arena *a, const law_instrument *in, const str *sides, size_t side_count, day on,
                 law_names names, buf *out, fault *f);

#endif
