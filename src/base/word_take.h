#ifndef BASE_WORD_TAKE_H
#define BASE_WORD_TAKE_H

#include "base/fault.h"
#include "base/words.h"

/* A word of words.h that somebody gave: in an option, a field, an address. INVALID at `place` where
 * it is none: the message has all that it could have been. The empty word is KIND_NONE, ACT_NONE.
 */
code record_take(const char *place, str word, record *out, fault *f);
/* `of`: of this record only; RECORD_COUNT: of any. */
code kind_take(const char *place, str word, record of, kind *out, fault *f);
code act_take(const char *place, str word, fact_act *out, fault *f);
code modality_take(const char *place, str word, modality *out, fault *f);
code sector_take(const char *place, str word, sector *out, fault *f);

/* "trade, investment ... or humanitarian": what may stand there, for messages of other forms. */
enum { SECTOR_LIST_BYTES = 400 };
void sector_list(char out[SECTOR_LIST_BYTES]);

#endif
