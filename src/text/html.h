#ifndef TEXT_HTML_H
#define TEXT_HTML_H

#include "base/fault.h"
#include "base/str.h"

/* A page as readable text. */

typedef struct {
    str text;
    str title;     /* og:title, else the first h1, else title */
    str published; /* article:published_time, datePublished of JSON-LD or itemprop, time: the day */
    str address;   /* rel=canonical, else og:url */
    str language;  /* lang of html, two or three letters in lower case */
} html_page;

/* html_read - the text of the page that a reader would read, in `a`.
 *
 * `bytes` is valid UTF-8. Paragraphs and headings are set off by a blank line, other blocks and br
 * by a line break; "- " or "1. " starts a list item; a row of a table is a line with " | " between
 * cells. White space is collapsed, entities are decoded, invisible characters dropped. Left out:
 * scripts, styles, navigation, forms' controls, side notes, headers and footers of the page, what
 * is hidden, references like [1]. Where main, article or articleBody holds most of the text, only
 * that counts, with the first h1 before it.
 *
 * Linear in the page. INVALID: the markup needs more memory than a page of its size does
 * (or HTML_MEMORY_MAX), or HTML_SECONDS_MAX: nesting without end. NOMEM. */
code html_read(arena *a, str bytes, html_page *out, fault *f);

#define HTML_MEMORY_MAX  ((size_t)1 << 30)
#define HTML_SECONDS_MAX 20

#endif
