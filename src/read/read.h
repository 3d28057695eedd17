#ifndef READ_READ_H
#define READ_READ_H

#include "base/fact.h"
#include "base/fault.h"

/* From the text of one document to the facts that doc/reading.md defines. */

/* language - the words and patterns of one language, compiled. Immutable once open: any number of
 * threads may read with it at the same time. */
typedef struct language language;

/* language_open - "en" from the files in the binary (lang/en/), or the path of such a folder (it
 * holds a '/'). NOTFOUND: no such language. INVALID: a row of its files is wrong; the place is
 * "file:line". The caller closes it. */
code language_open(const char *code_or_folder, language **out, fault *f);
void language_close(language *l); /* null is fine */

/* read_document - the facts of one document, in order of their first evidence.
 *
 * `text` is UTF-8 (bad bytes are passed over, never an error) and borrowed: the facts point into
 * it and into `a`. `published` is the day the document appeared, as EDTF ("2024-11-26"), or empty:
 * "today", weekdays and dates without a year count from it, else from a dateline of the text.
 * Evidence spans are byte offsets into `text` on character boundaries.
 * On OK *facts and *count are set (an empty text: none). NOMEM when the arena is full. INVALID when
 * `published` is neither empty nor EDTF. Linear in the length of the text. */
code read_document(arena *a, const language *l, str text, str published, fact **facts,
                   size_t *count, fault *f);

#endif
