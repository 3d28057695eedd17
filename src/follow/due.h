#ifndef FOLLOW_DUE_H
#define FOLLOW_DUE_H

#include "base/date.h"
#include "follow/vocabulary.h"

/* Due words: "before the end of the year", "within two weeks", "by mid-March", counted from the day
 * of the source. The forms are rows of lang/XX/due.tsv, each with an example that is run. */

typedef struct {
    str due;           /* EDTF, in the arena */
    day first, last;   /* DAY_OPEN as last: no end is set ("at the earliest") */
    size_t start, end; /* the wording: bytes of the text */
    size_t line;       /* of the form in due.tsv */
} follow_due;

/* follow_due_find - every due wording of `text`, in order, none inside another.
 *
 * `said` is the day of the source, as EDTF; where it is partial the answer covers all that it can
 * mean. Empty: only wordings that need no such day are found ("by the end of 2025", which is then
 * open to the left). INVALID: `said` is not EDTF. NOMEM. Linear in the length of the text. */
code follow_due_find(arena *a, const follow_words *l, str text, str said, follow_due **out,
                     size_t *count, fault *f);

/* follow_due_best - the one of them that says when a promise made on `said` is due: the first that
 * is not over before it and has an end, else the first without an end. Null: none. */
const follow_due *follow_due_best(const follow_due *all, size_t count, str said);

/* follow_days_text - the shortest EDTF of the days first..last ("2025", "2025-02", "2025-02-03",
 * "2025-02-03/2025-03-01"); DAY_NONE and DAY_OPEN give "..". out holds 32 bytes. */
void follow_days_text(day first, day last, char out[32]);

#endif
