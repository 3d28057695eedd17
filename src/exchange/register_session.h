#ifndef EXCHANGE_REGISTER_SESSION_H
#define EXCHANGE_REGISTER_SESSION_H

#include "base/jnode.h"
#include "base/jout.h"
#include "exchange/register_names.h"

/* What is tied to sessions beside records, as lines of a register in files (doc/data.md):
 * {"pair": [code, code], "sessions": words} and {"minutes": source, "session": ref, "reports":
 * [...]}. */

bool session_line_is(const jnode *line);

/* session_line_take - once all records are there. A pair that is tied already, and minutes that
 * are, stay as they are: *made false. INVALID, NOTFOUND. */
code session_line_take(change *c, const source_names *names, const jnode *line, bool *made,
                       fault *f);

/* session_lines_write - pairs, then minutes; `put` after each object written to `line`. */
code session_lines_write(db *d, buf *line, code (*put)(void *context, fault *f), void *context,
                         fault *f);

#endif
