#ifndef TEXT_HTML_TREE_H
#define TEXT_HTML_TREE_H

#include "base/fault.h"
#include "base/str.h"

/* The tree of a page, as its parser (Gumbo) makes it; it lives in the arena that it was parsed in.
 */

typedef struct GumboInternalNode html_node;

/* How elements stand in the text. Whatever is not listed runs along in its line. */
typedef enum {
    STAND_INLINE,
    STAND_LINE,
    STAND_PARAGRAPH,
    STAND_SKIPPED,
    STAND_BREAK,
    STAND_ITEM,
    STAND_CELL
} html_stand;

/* The elements that are asked for by name. */
typedef enum {
    HTML_OTHER,
    HTML_HTML,
    HTML_BODY,
    HTML_META,
    HTML_SCRIPT,
    HTML_TITLE,
    HTML_LINK,
    HTML_H1,
    HTML_HEADER,
    HTML_DIV,
    HTML_MAIN,
    HTML_ARTICLE,
    HTML_TIME,
    HTML_OL,
    HTML_TABLE,
    HTML_PRE,
    HTML_Q,
    HTML_SUP
} html_tag;

/* html_parse - the root of the tree of a page, all of it in `memory`.
 *
 * INVALID: the markup needs more than `memory` has, or HTML_SECONDS_MAX: nesting without end.
 * NOMEM: not even a beginning could be made. */
code html_parse(arena *memory, str bytes, const html_node **root, fault *f);

bool html_is_element(const html_node *node); /* or a template */
bool html_is_template(const html_node *node);
bool html_is_foreign(const html_node *node); /* an element of SVG or MathML */
bool html_is(const html_node *node, html_tag tag);
html_tag html_tag_of(const html_node *node); /* of an element, as are the next two */
html_stand html_stand_of(const html_node *node);
bool html_has_attributes(const html_node *node);
/* Trimmed; empty where there is none. */
str html_attribute(const html_node *node, const char *name);
bool html_has_attribute(const html_node *node, const char *name);
/* Whether one of the words, which end with a null, is in a list with spaces between. */
bool html_has_word(str list, const char *const *words);

unsigned html_children(const html_node *node); /* of an element */
const html_node *html_child(const html_node *node, unsigned i);
const html_node *html_parent(const html_node *node); /* null: the root has none */

bool html_holds_text(const html_node *node);
bool html_is_space(const html_node *node); /* text that is only white space */
str html_text(const html_node *node);      /* of one that holds text */

/* Walking, without recursion: pages nest as deep as they like. */
typedef struct {
    const html_node *node;
    unsigned next; /* the child to visit next */
    int number;    /* ol: of the last item */
    size_t mark;   /* the visitor's */
} html_frame;

typedef struct {
    bool (*enter)(void *context, html_frame *here, html_frame *parent); /* into its children? */
    void (*leave)(void *context, html_frame *here);                     /* may be null */
    void *context;
    arena *memory;
} html_visitor;

/* False without memory. */
bool html_walk(const html_visitor *v, const html_node *root);

#endif
