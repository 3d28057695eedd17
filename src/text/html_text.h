#ifndef TEXT_HTML_TEXT_H
#define TEXT_HTML_TEXT_H

#include "base/buf.h"
#include "text/html_tree.h"

/* A part of a page as text: what html.h says of its lines. */

/* Whether the page hides the element from everybody, or from those who see it. */
bool html_hidden(const html_node *node);
/* Whether an element is left out of the text: hidden, no prose, a reference like [1]. */
bool html_skipped(const html_node *node);

/* html_render - the text of what is below `root`, into `out`; *met (may be null) is set where
 * `sought` was among it. False without memory. */
bool html_render(buf *out, arena *memory, const html_node *root, const html_node *sought,
                 bool *met);

/* The text of an element, in `a`, in one line. Empty without memory. */
str html_line(arena *a, arena *memory, const html_node *node);
/* A copy with white space collapsed. Empty without memory. */
str html_clean(arena *a, str s);

#endif
