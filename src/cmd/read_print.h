#ifndef CMD_READ_PRINT_H
#define CMD_READ_PRINT_H

#include "base/buf.h"
#include "base/fact.h"

/* What was read, for people. `name` is the file's. */

/* read_print_table - a line a fact, its columns aligned, and below each its first evidence wrapped
 * to `width` characters (40 to 400). */
void read_print_table(buf *out, const char *name, str text, const fact *facts, size_t count,
                      size_t width);

/* read_print_page - a page of its own: the text with every piece of evidence marked, beside the
 * facts it gave, each leading to its place. `title` may be empty. NOMEM is in out->code. */
void read_print_page(arena *a, buf *out, const char *name, str title, str text, const fact *facts,
                     size_t count);

/* read_print_say - "instrument, memorandum, signed (planned)". */
void read_print_say(buf *out, const fact *x);

#endif
