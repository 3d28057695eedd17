#ifndef PAGE_HTML_H
#define PAGE_HTML_H

#include "base/buf.h"

/* HTML into a buf through two kinds of calls. MARK takes a string literal, and only that: anything
 * else does not compile. Data goes through the others, which escape. */

#define MARK(b, literal) buf_put((b), S(literal))

static inline void html_text(buf *b, str s) {
    buf_put_html(b, s);
}

/* html_runs_along - a text that cannot turn the line it stands in, nor be turned by it (Unicode
 * Standard Annex 9): it begins with a letter that runs to the right, ends with one or with a digit,
 * and has no character in it of a script that may run to the left, nor a mark that turns. */
bool html_runs_along(str s);

/* html_name - a text of the register inside a line: whichever way it runs, what stands beside it
 * stays in place. A paragraph of its own is MARKed dir="auto" instead. */
void html_name(buf *b, str s);

static inline void html_int(buf *b, int64_t v) {
    buf_put_int(b, v);
}

/* html_path - a segment of an address or a value of its query, inside an attribute. */
static inline void html_path(buf *b, str s) {
    buf_put_url(b, s);
}

/* html_attribute - ` name="value"`; nothing where the value is empty. `name` is a literal. */
#define html_attribute(b, name, value)                                                             \
    do {                                                                                           \
        if ((value).n) {                                                                           \
            MARK(b, " " name "=\"");                                                               \
            html_text(b, value);                                                                   \
            MARK(b, "\"");                                                                         \
        }                                                                                          \
    } while (0)

#endif
