#ifndef TEXT_HTML_ABOUT_H
#define TEXT_HTML_ABOUT_H

#include "text/html.h"
#include "text/html_tree.h"

/* html_about - what a page says of itself: all of *page but its text, in `a`; and its first h1 that
 * is shown (null: none). False without memory. */
bool html_about(arena *a, arena *memory, const html_node *root, html_page *page,
                const html_node **h1);

#endif
