#include "text/html_tree.h"

#include "text/html.h"

#include <gumbo.h>
#include <setjmp.h>
#include <string.h>
#include <time.h>

static const struct {
    unsigned char stand, tag;
} elements[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_P] = {STAND_PARAGRAPH, HTML_OTHER},
    [GUMBO_TAG_H1] = {STAND_PARAGRAPH, HTML_H1},
    [GUMBO_TAG_H2] = {STAND_PARAGRAPH, HTML_OTHER},
    [GUMBO_TAG_H3] = {STAND_PARAGRAPH, HTML_OTHER},
    [GUMBO_TAG_H4] = {STAND_PARAGRAPH, HTML_OTHER},
    [GUMBO_TAG_H5] = {STAND_PARAGRAPH, HTML_OTHER},
    [GUMBO_TAG_H6] = {STAND_PARAGRAPH, HTML_OTHER},
    [GUMBO_TAG_UL] = {STAND_PARAGRAPH, HTML_OTHER},
    [GUMBO_TAG_OL] = {STAND_PARAGRAPH, HTML_OL},
    [GUMBO_TAG_DL] = {STAND_PARAGRAPH, HTML_OTHER},
    [GUMBO_TAG_TABLE] = {STAND_PARAGRAPH, HTML_TABLE},
    [GUMBO_TAG_BLOCKQUOTE] = {STAND_PARAGRAPH, HTML_OTHER},
    [GUMBO_TAG_PRE] = {STAND_PARAGRAPH, HTML_PRE},
    [GUMBO_TAG_FIGURE] = {STAND_PARAGRAPH, HTML_OTHER},
    [GUMBO_TAG_SECTION] = {STAND_PARAGRAPH, HTML_OTHER},
    [GUMBO_TAG_ARTICLE] = {STAND_PARAGRAPH, HTML_ARTICLE},
    [GUMBO_TAG_MAIN] = {STAND_PARAGRAPH, HTML_MAIN},
    [GUMBO_TAG_HEADER] = {STAND_PARAGRAPH, HTML_HEADER},
    [GUMBO_TAG_HR] = {STAND_PARAGRAPH, HTML_OTHER},
    [GUMBO_TAG_DIV] = {STAND_LINE, HTML_DIV},
    [GUMBO_TAG_DT] = {STAND_LINE, HTML_OTHER},
    [GUMBO_TAG_DD] = {STAND_LINE, HTML_OTHER},
    [GUMBO_TAG_TR] = {STAND_LINE, HTML_OTHER},
    [GUMBO_TAG_CAPTION] = {STAND_LINE, HTML_OTHER},
    [GUMBO_TAG_FIGCAPTION] = {STAND_LINE, HTML_OTHER},
    [GUMBO_TAG_ADDRESS] = {STAND_LINE, HTML_OTHER},
    [GUMBO_TAG_SUMMARY] = {STAND_LINE, HTML_OTHER},
    [GUMBO_TAG_DETAILS] = {STAND_LINE, HTML_OTHER},
    [GUMBO_TAG_FORM] = {STAND_LINE, HTML_OTHER},
    [GUMBO_TAG_FIELDSET] = {STAND_LINE, HTML_OTHER},
    [GUMBO_TAG_CENTER] = {STAND_LINE, HTML_OTHER},
    [GUMBO_TAG_BR] = {STAND_BREAK, HTML_OTHER},
    [GUMBO_TAG_LI] = {STAND_ITEM, HTML_OTHER},
    [GUMBO_TAG_TD] = {STAND_CELL, HTML_OTHER},
    [GUMBO_TAG_TH] = {STAND_CELL, HTML_OTHER},
    [GUMBO_TAG_HEAD] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_SCRIPT] = {STAND_SKIPPED, HTML_SCRIPT},
    [GUMBO_TAG_STYLE] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_NOSCRIPT] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_NAV] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_ASIDE] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_FOOTER] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_TEMPLATE] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_IFRAME] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_OBJECT] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_EMBED] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_AUDIO] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_VIDEO] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_CANVAS] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_SVG] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_MATH] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_BUTTON] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_SELECT] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_TEXTAREA] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_INPUT] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_DATALIST] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_PROGRESS] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_METER] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_NOFRAMES] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_RP] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_RT] = {STAND_SKIPPED, HTML_OTHER},
    [GUMBO_TAG_HTML] = {STAND_INLINE, HTML_HTML},
    [GUMBO_TAG_BODY] = {STAND_INLINE, HTML_BODY},
    [GUMBO_TAG_META] = {STAND_INLINE, HTML_META},
    [GUMBO_TAG_TITLE] = {STAND_INLINE, HTML_TITLE},
    [GUMBO_TAG_LINK] = {STAND_INLINE, HTML_LINK},
    [GUMBO_TAG_TIME] = {STAND_INLINE, HTML_TIME},
    [GUMBO_TAG_Q] = {STAND_INLINE, HTML_Q},
    [GUMBO_TAG_SUP] = {STAND_INLINE, HTML_SUP},
};

/* Parsing within bounds. Gumbo cannot be told to stop, so its allocator leaves by longjmp: all
 * that it holds is in `memory`, freed as a whole, and no frame of ours lies between. */

typedef struct {
    arena *memory;
    jmp_buf out;
    const char *stack;
    unsigned calls;
    time_t deadline;
} bounds;

enum { STACK_BYTES = 192 * 1024, CALLS_BETWEEN_LOOKS = 1024 };

static time_t seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* Gumbo frees a tree by recursion: a deep one would overrun the stack. */
static void check_stack(bounds *b) {
    const char *here = __builtin_frame_address(0);
    size_t depth = here < b->stack ? (size_t)(b->stack - here) : (size_t)(here - b->stack);
    if (depth > STACK_BYTES) longjmp(b->out, 1);
}

static void *bounded_alloc(void *context, size_t size) {
    bounds *b = context;
    if (++b->calls % CALLS_BETWEEN_LOOKS == 0 && seconds_now() > b->deadline) longjmp(b->out, 1);
    void *p = arena_alloc(b->memory, size);
    if (!p) longjmp(b->out, 1);
    return p;
}

static void bounded_free(void *context, void *p) {
    (void)p;
    check_stack(context);
}

enum { CHARACTER_MAX = 0x10FFFF };

/* Where the digits of the character reference "&#..." at `at` end. *number is exact up to
 * CHARACTER_MAX. */
static size_t reference_end(str s, size_t at, unsigned *base, uint32_t *number) {
    size_t i = at + 2;
    *base = i < s.n && (s.p[i] | 0x20) == 'x' ? 16 : 10;
    *number = 0;
    for (i += *base == 16; i < s.n; i++) {
        int digit = s.p[i] >= '0' && s.p[i] <= '9' ? s.p[i] - '0'
                    : *base == 16 && (s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'f'
                        ? (s.p[i] | 0x20) - 'a' + 10
                        : -1;
        if (digit < 0) break;
        if (*number <= CHARACTER_MAX) *number = *number * *base + (uint32_t)digit;
    }
    return i;
}

/* The parser adds up the number of a reference in an int: one too great comes round to some lone
 * byte, or to a NUL that ends the text. HTML has U+FFFD for it, so its digits are made to say so,
 * in a copy (null without memory); a page without such a number is not copied. */
static str with_fair_references(arena *memory, str s) {
    char *copy = NULL;
    for (size_t at = 0; (at = str_find(s, S("&#"), at)) != SIZE_MAX; at += 2) {
        unsigned base;
        uint32_t number;
        size_t end = reference_end(s, at, &base, &number);
        if (number <= CHARACTER_MAX) continue;
        if (!copy) {
            copy = arena_alloc(memory, s.n);
            if (!copy) return (str){NULL, 0};
            memcpy(copy, s.p, s.n);
        }
        const char *instead = base == 16 ? "FFFD" : "65533";
        size_t from = at + 2 + (base == 16), width = strlen(instead);
        memset(copy + from, '0', end - from - width);
        memcpy(copy + end - width, instead, width);
    }
    return copy ? (str){copy, s.n} : s;
}

static const GumboOutput *parse(bounds *b, str bytes) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = bounded_alloc;
    options.deallocator = bounded_free;
    options.userdata = b;
    options.max_errors = 0;
    b->stack = __builtin_frame_address(0);
    b->deadline = seconds_now() + HTML_SECONDS_MAX;
    if (setjmp(b->out)) return NULL;
    return gumbo_parse_with_options(&options, bytes.p, bytes.n);
}

code html_parse(arena *memory, str bytes, const html_node **root, fault *f) {
    bounds *b = arena_alloc(memory, sizeof *b);
    if (!b) return fault_set(f, NOMEM, NULL, "not enough memory to read the page");
    b->memory = memory;
    str fair = with_fair_references(memory, bytes);
    const GumboOutput *parsed = fair.p || !bytes.n ? parse(b, fair) : NULL;
    if (!parsed)
        return fault_set(f, INVALID, NULL,
                         "its markup is too large or nests too deep to be read as a page");
    *root = parsed->root;
    return OK;
}

static const GumboVector *children_of(const GumboNode *node) {
    return &node->v.element.children;
}

bool html_is_element(const html_node *node) {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

bool html_is_template(const html_node *node) {
    return node->type == GUMBO_NODE_TEMPLATE;
}

bool html_is_foreign(const html_node *node) {
    return node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML;
}

html_tag html_tag_of(const html_node *node) {
    return (html_tag)elements[node->v.element.tag].tag;
}

html_stand html_stand_of(const html_node *node) {
    return (html_stand)elements[node->v.element.tag].stand;
}

bool html_is(const html_node *node, html_tag tag) {
    return html_is_element(node) && html_tag_of(node) == tag;
}

bool html_has_attributes(const html_node *node) {
    return node->v.element.attributes.length > 0;
}

bool html_has_attribute(const html_node *node, const char *name) {
    return gumbo_get_attribute(&node->v.element.attributes, name) != NULL;
}

str html_attribute(const html_node *node, const char *name) {
    const GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found ? str_trim(str_of(found->value)) : S("");
}

bool html_has_word(str list, const char *const *words) {
    str word;
    while (str_next(&list, ' ', &word))
        for (const char *const *w = words; *w; w++)
            if (str_eq_nocase(word, str_of(*w))) return true;
    return false;
}

unsigned html_children(const html_node *node) {
    return children_of(node)->length;
}

const html_node *html_child(const html_node *node, unsigned i) {
    return children_of(node)->data[i];
}

const html_node *html_parent(const html_node *node) {
    return node->parent;
}

bool html_holds_text(const html_node *node) {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
           node->type == GUMBO_NODE_CDATA;
}

bool html_is_space(const html_node *node) {
    return node->type == GUMBO_NODE_WHITESPACE;
}

str html_text(const html_node *node) {
    return str_of(node->v.text.text);
}

bool html_walk(const html_visitor *v, const html_node *root) {
    size_t depth = 0, capacity = 0;
    html_frame *stack = arena_grow(v->memory, NULL, 0, &capacity, sizeof *stack);
    if (!stack) return false;
    stack[0] = (html_frame){.node = root};
    if (!v->enter(v->context, &stack[0], NULL) || !html_is_element(root)) return true;
    for (;;) {
        html_frame *top = &stack[depth];
        if (top->next == children_of(top->node)->length) {
            if (v->leave) v->leave(v->context, top);
            if (depth-- == 0) return true;
            continue;
        }
        const html_node *child = children_of(top->node)->data[top->next++];
        html_frame *grown = arena_grow(v->memory, stack, depth + 1, &capacity, sizeof *stack);
        if (!grown) return false;
        stack = grown;
        stack[depth + 1] = (html_frame){.node = child};
        if (v->enter(v->context, &stack[depth + 1], &stack[depth]) && html_is_element(child))
            depth++;
    }
}
