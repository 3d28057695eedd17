#include "text/html.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/document.h"
#include "text/published.h"

#include <gumbo.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How elements stand in the text. Whatever is not listed runs along in its line. */
enum { INLINE, LINE, PARAGRAPH, SKIPPED, BREAK, ITEM, CELL };

static const unsigned char display[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_P] = PARAGRAPH,       [GUMBO_TAG_H1] = PARAGRAPH,
    [GUMBO_TAG_H2] = PARAGRAPH,      [GUMBO_TAG_H3] = PARAGRAPH,
    [GUMBO_TAG_H4] = PARAGRAPH,      [GUMBO_TAG_H5] = PARAGRAPH,
    [GUMBO_TAG_H6] = PARAGRAPH,      [GUMBO_TAG_UL] = PARAGRAPH,
    [GUMBO_TAG_OL] = PARAGRAPH,      [GUMBO_TAG_DL] = PARAGRAPH,
    [GUMBO_TAG_TABLE] = PARAGRAPH,   [GUMBO_TAG_BLOCKQUOTE] = PARAGRAPH,
    [GUMBO_TAG_PRE] = PARAGRAPH,     [GUMBO_TAG_FIGURE] = PARAGRAPH,
    [GUMBO_TAG_SECTION] = PARAGRAPH, [GUMBO_TAG_ARTICLE] = PARAGRAPH,
    [GUMBO_TAG_MAIN] = PARAGRAPH,    [GUMBO_TAG_HEADER] = PARAGRAPH,
    [GUMBO_TAG_HR] = PARAGRAPH,      [GUMBO_TAG_DIV] = LINE,
    [GUMBO_TAG_DT] = LINE,           [GUMBO_TAG_DD] = LINE,
    [GUMBO_TAG_TR] = LINE,           [GUMBO_TAG_CAPTION] = LINE,
    [GUMBO_TAG_FIGCAPTION] = LINE,   [GUMBO_TAG_ADDRESS] = LINE,
    [GUMBO_TAG_SUMMARY] = LINE,      [GUMBO_TAG_DETAILS] = LINE,
    [GUMBO_TAG_FORM] = LINE,         [GUMBO_TAG_FIELDSET] = LINE,
    [GUMBO_TAG_CENTER] = LINE,       [GUMBO_TAG_BR] = BREAK,
    [GUMBO_TAG_LI] = ITEM,           [GUMBO_TAG_TD] = CELL,
    [GUMBO_TAG_TH] = CELL,           [GUMBO_TAG_HEAD] = SKIPPED,
    [GUMBO_TAG_SCRIPT] = SKIPPED,    [GUMBO_TAG_STYLE] = SKIPPED,
    [GUMBO_TAG_NOSCRIPT] = SKIPPED,  [GUMBO_TAG_NAV] = SKIPPED,
    [GUMBO_TAG_ASIDE] = SKIPPED,     [GUMBO_TAG_FOOTER] = SKIPPED,
    [GUMBO_TAG_TEMPLATE] = SKIPPED,  [GUMBO_TAG_IFRAME] = SKIPPED,
    [GUMBO_TAG_OBJECT] = SKIPPED,    [GUMBO_TAG_EMBED] = SKIPPED,
    [GUMBO_TAG_AUDIO] = SKIPPED,     [GUMBO_TAG_VIDEO] = SKIPPED,
    [GUMBO_TAG_CANVAS] = SKIPPED,    [GUMBO_TAG_SVG] = SKIPPED,
    [GUMBO_TAG_MATH] = SKIPPED,      [GUMBO_TAG_BUTTON] = SKIPPED,
    [GUMBO_TAG_SELECT] = SKIPPED,    [GUMBO_TAG_TEXTAREA] = SKIPPED,
    [GUMBO_TAG_INPUT] = SKIPPED,     [GUMBO_TAG_DATALIST] = SKIPPED,
    [GUMBO_TAG_PROGRESS] = SKIPPED,  [GUMBO_TAG_METER] = SKIPPED,
    [GUMBO_TAG_NOFRAMES] = SKIPPED,  [GUMBO_TAG_RP] = SKIPPED,
    [GUMBO_TAG_RT] = SKIPPED,
};

/* ---- Parsing within bounds. Gumbo cannot be told to stop, so its allocator leaves by longjmp: all
 * that it holds is in `memory`, freed as a whole, and no frame of ours lies between. ---- */

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

/* ---- Walking, without recursion: pages nest as deep as they like. ---- */

typedef struct {
    const GumboNode *node;
    unsigned next; /* the child to visit next */
    int number;    /* ol: of the last item */
    size_t mark;   /* the visitor's */
} frame;

typedef struct {
    bool (*enter)(void *context, frame *here, frame *parent); /* whether to visit its children */
    void (*leave)(void *context, frame *here);                /* may be null */
    void *context;
    arena *memory;
} visitor;

static const GumboVector *children_of(const GumboNode *node) {
    return &node->v.element.children;
}

static bool is_element(const GumboNode *node) {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static bool is_tag(const GumboNode *node, GumboTag tag) {
    return is_element(node) && node->v.element.tag == tag;
}

/* False without memory. */
static bool walk(const visitor *v, const GumboNode *root) {
    size_t depth = 0, capacity = 0;
    frame *stack = arena_grow(v->memory, NULL, 0, &capacity, sizeof *stack);
    if (!stack) return false;
    stack[0] = (frame){.node = root};
    if (!v->enter(v->context, &stack[0], NULL) || !is_element(root)) return true;
    for (;;) {
        frame *top = &stack[depth];
        const GumboVector *children = children_of(top->node);
        if (top->next == children->length) {
            if (v->leave) v->leave(v->context, top);
            if (depth-- == 0) return true;
            continue;
        }
        const GumboNode *child = children->data[top->next++];
        frame *grown = arena_grow(v->memory, stack, depth + 1, &capacity, sizeof *stack);
        if (!grown) return false;
        stack = grown;
        stack[depth + 1] = (frame){.node = child};
        if (v->enter(v->context, &stack[depth + 1], &stack[depth]) && is_element(child)) depth++;
    }
}

static str attribute(const GumboNode *node, const char *name) {
    const GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found ? str_trim(str_of(found->value)) : S("");
}

static bool has_word(str list, const char *const *words) {
    str word;
    while (str_next(&list, ' ', &word))
        for (const char *const *w = words; *w; w++)
            if (str_eq_nocase(word, str_of(*w))) return true;
    return false;
}

static bool style_hides(str style) {
    char packed[256];
    size_t n = 0;
    for (size_t i = 0; i < style.n && n < sizeof packed; i++)
        if (style.p[i] != ' ') packed[n++] = style.p[i];
    str s = {packed, n};
    return str_find(s, S("display:none"), 0) != SIZE_MAX ||
           str_find(s, S("visibility:hidden"), 0) != SIZE_MAX;
}

static bool is_hidden(const GumboNode *node) {
    static const char *const roles[] = {"navigation",    "banner",  "contentinfo", "search",
                                        "menu",          "menubar", "dialog",      "alertdialog",
                                        "complementary", NULL};
    static const char *const classes[] = {"sr-only", "visually-hidden", "screen-reader-text", NULL};
    if (node->v.element.attributes.length == 0) return false;
    return gumbo_get_attribute(&node->v.element.attributes, "hidden") ||
           str_eq_nocase(attribute(node, "aria-hidden"), S("true")) ||
           style_hides(attribute(node, "style")) || has_word(attribute(node, "role"), roles) ||
           has_word(attribute(node, "class"), classes);
}

/* The page's own header (with its menus and slogans) stands in body or one div below it. */
static bool is_page_header(const GumboNode *node) {
    if (!is_tag(node, GUMBO_TAG_HEADER)) return false;
    const GumboNode *up = node->parent;
    if (up && is_tag(up, GUMBO_TAG_DIV)) up = up->parent;
    return up && is_tag(up, GUMBO_TAG_BODY);
}

/* "[1]", "[note 2]": a reference to a footnote. */
static bool is_reference(const GumboNode *node) {
    if (!is_tag(node, GUMBO_TAG_SUP)) return false;
    for (int i = 0; i < 4 && is_element(node); i++) {
        if (children_of(node)->length == 0) return false;
        node = children_of(node)->data[0];
    }
    return node->type == GUMBO_NODE_TEXT && node->v.text.text[0] == '[';
}

static bool is_skipped(const GumboNode *node) {
    return node->type == GUMBO_NODE_TEMPLATE ||
           node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML ||
           display[node->v.element.tag] == SKIPPED || is_hidden(node) || is_page_header(node) ||
           is_reference(node);
}

static bool holds_text(const GumboNode *node) {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
           node->type == GUMBO_NODE_CDATA;
}

/* ---- Rendering ---- */

typedef struct {
    buf *out;
    int breaks;        /* line breaks owed before the next character, at most 2 */
    bool space, cell;  /* a space, " | " owed */
    int marker;        /* of an item, owed: -1 a bullet, else its number; 0: none */
    size_t line_start; /* of the line being written */
    unsigned pre, items,
        flat;            /* how deep in pre, in items, in cells whose blocks stay in their line */
    const GumboNode *h1; /* the page's first h1, and whether it was met */
    bool met_h1;
} renderer;

static void owe_breaks(renderer *r, int count) {
    if (r->flat) {
        r->space = true;
    } else if (!r->marker) {
        if (r->items && count > 1) count = 1;
        if (r->breaks < count) r->breaks = count;
    }
}

static void pay(renderer *r) {
    buf *out = r->out;
    if (out->n && r->breaks) {
        for (int i = 0; i < r->breaks; i++) buf_put_char(out, '\n');
        r->line_start = out->n;
    } else if (r->cell && out->n > r->line_start) {
        buf_put(out, S(" | "));
    } else if (r->space && out->n > r->line_start) {
        buf_put_char(out, ' ');
    }
    if (r->marker > 0) buf_printf(out, "%d. ", r->marker);
    if (r->marker < 0) buf_put(out, S("- "));
    r->breaks = r->marker = 0;
    r->space = r->cell = false;
}

/* Spaces that are no plain ones, and characters that nobody sees. */
static bool is_other_space(uint32_t c) {
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
           c == 0x3000 || c == 0x2028 || c == 0x2029 || c == 0x85;
}

static bool is_invisible(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

static void put_character(renderer *r, str s, size_t at, size_t width, uint32_t point) {
    if (point == ' ' || (point >= '\t' && point <= '\r') || is_other_space(point)) {
        if (r->pre && point == '\n')
            r->breaks += r->breaks < 2;
        else
            r->space = true;
    } else if (!is_invisible(point)) {
        pay(r);
        buf_put(r->out, str_slice(s, at, at + width));
    }
}

static void put_text(renderer *r, str s) {
    size_t i = 0;
    while (i < s.n) {
        size_t from = i;
        while (i < s.n && s.p[i] > ' ' && s.p[i] < 0x7F) i++;
        if (i > from) {
            pay(r);
            buf_put(r->out, str_slice(s, from, i));
            continue;
        }
        uint32_t point;
        size_t width = utf8_decode(s, i, &point);
        put_character(r, s, i, width, point);
        i += width;
    }
}

static void owe_marker(renderer *r, frame *list) {
    owe_breaks(r, 1);
    r->marker = -1;
    if (!list || !is_tag(list->node, GUMBO_TAG_OL)) return;
    if (list->number < INT32_MAX) list->number++;
    r->marker = list->number;
}

/* A cell with more than one block or a few breaks in it is layout, not data: its blocks keep their
 * lines. */
static bool is_flat_cell(const GumboNode *cell) {
    unsigned blocks = 0, breaks = 0;
    for (unsigned i = 0; i < children_of(cell)->length; i++) {
        const GumboNode *child = children_of(cell)->data[i];
        if (!is_element(child)) continue;
        int how = display[child->v.element.tag];
        if (how == PARAGRAPH || how == LINE) blocks++;
        breaks += how == BREAK;
        if (blocks > 1 || breaks > 3 || is_tag(child, GUMBO_TAG_TABLE)) return false;
    }
    return true;
}

static void open_element(renderer *r, frame *here, frame *parent) {
    const GumboNode *node = here->node;
    switch (display[node->v.element.tag]) {
    case PARAGRAPH: owe_breaks(r, 2); break;
    case LINE: owe_breaks(r, 1); break;
    case BREAK: owe_breaks(r, r->breaks + 1 > 2 ? 2 : r->breaks + 1); break;
    case ITEM:
        owe_marker(r, parent);
        r->items++;
        break;
    case CELL:
        r->cell = true;
        here->mark = r->flat == 0 && is_flat_cell(node);
        r->flat += here->mark != 0;
        break;
    default: break;
    }
    if (is_tag(node, GUMBO_TAG_PRE)) r->pre++;
    if (is_tag(node, GUMBO_TAG_Q)) put_text(r, S("“"));
    int64_t start;
    if (is_tag(node, GUMBO_TAG_OL) && str_int(attribute(node, "start"), &start) && start > 0 &&
        start < INT32_MAX)
        here->number = (int)start - 1;
}

static bool render_enter(void *context, frame *here, frame *parent) {
    renderer *r = context;
    const GumboNode *node = here->node;
    if (holds_text(node)) {
        put_text(r, str_of(node->v.text.text));
        return false;
    }
    if (!is_element(node) || is_skipped(node)) return false;
    r->met_h1 |= node == r->h1;
    open_element(r, here, parent);
    return true;
}

static void render_leave(void *context, frame *here) {
    renderer *r = context;
    const GumboNode *node = here->node;
    if (is_tag(node, GUMBO_TAG_Q)) {
        r->space = false;
        put_text(r, S("”"));
    }
    if (is_tag(node, GUMBO_TAG_PRE)) r->pre--;
    switch (display[node->v.element.tag]) {
    case PARAGRAPH: owe_breaks(r, 2); break;
    case ITEM:
        r->marker = 0; /* an item with nothing in it gets none */
        r->items--;
        owe_breaks(r, 1);
        break;
    case LINE: owe_breaks(r, 1); break;
    case CELL: r->flat -= here->mark != 0; break;
    default: break;
    }
}

static bool render(renderer *r, arena *memory, const GumboNode *root) {
    visitor v = {render_enter, render_leave, r, memory};
    return walk(&v, root);
}

/* ---- Where the story stands: the innermost main or article that holds most of the text ---- */

enum { CANDIDATES = 256, LEAST_STORY_BYTES = 200 };

typedef struct {
    size_t bytes; /* of text so far */
    struct {
        const GumboNode *node;
        size_t bytes;
    } found[CANDIDATES];
    size_t count;
} measure;

static bool is_candidate(const GumboNode *node) {
    static const char *const main_role[] = {"main", NULL};
    static const char *const body[] = {"articleBody", NULL};
    return is_tag(node, GUMBO_TAG_MAIN) || is_tag(node, GUMBO_TAG_ARTICLE) ||
           has_word(attribute(node, "role"), main_role) ||
           has_word(attribute(node, "itemprop"), body);
}

static bool measure_enter(void *context, frame *here, frame *parent) {
    (void)parent;
    measure *m = context;
    if (holds_text(here->node)) {
        if (here->node->type != GUMBO_NODE_WHITESPACE) m->bytes += strlen(here->node->v.text.text);
        return false;
    }
    if (!is_element(here->node) || is_skipped(here->node)) return false;
    here->mark = m->bytes;
    return true;
}

static void measure_leave(void *context, frame *here) {
    measure *m = context;
    if (m->count == CANDIDATES || !is_candidate(here->node)) return;
    m->found[m->count].node = here->node;
    m->found[m->count++].bytes = m->bytes - here->mark;
}

static const GumboNode *story_of(arena *memory, const GumboNode *root) {
    measure *m = arena_alloc(memory, sizeof *m);
    if (!m) return root;
    visitor v = {measure_enter, measure_leave, m, memory};
    if (!walk(&v, root)) return root;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < m->count; i++) {
        bool enough = m->found[i].bytes >= LEAST_STORY_BYTES && m->found[i].bytes * 2 >= m->bytes;
        if (enough && (best == SIZE_MAX || m->found[i].bytes < m->found[best].bytes)) best = i;
    }
    return best == SIZE_MAX ? root : m->found[best].node;
}

/* ---- What the page says of itself ---- */

typedef struct {
    arena *a;      /* of the caller */
    arena *memory; /* of the parse */
    html_page *page;
    str og_title, title, og_address;
    str dates[4]; /* by trust: meta, JSON-LD, itemprop, time */
    const GumboNode *h1;
} about;

static str text_of(const about *m, const GumboNode *node) {
    buf out;
    buf_init(&out, 4096);
    renderer r = {.out = &out, .flat = 1};
    str text = S("");
    if (render(&r, m->memory, node) && out.code == OK) text = str_copy(m->a, buf_str(&out));
    buf_reset(&out);
    return text;
}

/* A copy with white space collapsed. */
static str clean(const about *m, str s) {
    buf out;
    buf_init(&out, 4096);
    renderer r = {.out = &out, .flat = 1};
    put_text(&r, s);
    str copy = out.code == OK ? str_copy(m->a, buf_str(&out)) : S("");
    buf_reset(&out);
    return copy;
}

static void note_date(about *m, int trust, str written) {
    if (!m->dates[trust].n) m->dates[trust] = published_day(m->a, written);
}

static void note_meta(about *m, const GumboNode *node) {
    static const char *const dates[] = {"article:published_time",
                                        "datepublished",
                                        "pubdate",
                                        "publishdate",
                                        "publish-date",
                                        "publish_date",
                                        "dc.date",
                                        "dc.date.issued",
                                        "dcterms.date",
                                        "dcterms.issued",
                                        "dcterms.created",
                                        "date",
                                        "sailthru.date",
                                        "parsely-pub-date",
                                        NULL};
    str name = attribute(node, "property");
    if (!name.n) name = attribute(node, "name");
    if (!name.n) name = attribute(node, "itemprop");
    str content = attribute(node, "content");
    if (str_eq_nocase(name, S("og:title")) && !m->og_title.n) m->og_title = clean(m, content);
    if (str_eq_nocase(name, S("og:url")) && !m->og_address.n) m->og_address = content;
    if (has_word(name, dates)) note_date(m, 0, content);
}

static bool is_web(str address) {
    for (size_t i = 0; i < address.n; i++)
        if ((unsigned char)address.p[i] <= ' ' || address.p[i] == 0x7F) return false;
    return str_starts(address, S("https://")) || str_starts(address, S("http://"));
}

static void note_script(about *m, const GumboNode *node) {
    if (!str_eq_nocase(attribute(node, "type"), S("application/ld+json")) || m->dates[1].n) return;
    if (children_of(node)->length == 0) return;
    const GumboNode *text = children_of(node)->data[0];
    if (holds_text(text)) m->dates[1] = published_json(m->memory, str_of(text->v.text.text));
}

static void note_time(about *m, const GumboNode *node) {
    static const char *const published[] = {"datePublished", NULL};
    str when = attribute(node, "datetime");
    if (has_word(attribute(node, "itemprop"), published))
        note_date(m, 2, when.n ? when : attribute(node, "content"));
    else if (is_tag(node, GUMBO_TAG_TIME))
        note_date(m, 3, when);
}

static str language_tag(arena *a, str written) {
    size_t n = 0;
    while (n < written.n && (written.p[n] | 0x20) >= 'a' && (written.p[n] | 0x20) <= 'z') n++;
    if (n < 2 || n > 3) return S("");
    str copy = str_copy(a, str_slice(written, 0, n));
    for (size_t i = 0; i < copy.n; i++) ((char *)(uintptr_t)copy.p)[i] |= 0x20;
    return copy.p ? copy : S("");
}

static bool about_enter(void *context, frame *here, frame *parent) {
    (void)parent;
    about *m = context;
    const GumboNode *node = here->node;
    if (!is_element(node) || node->type == GUMBO_NODE_TEMPLATE ||
        node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
        return false;
    switch (node->v.element.tag) {
    case GUMBO_TAG_HTML: m->page->language = language_tag(m->a, attribute(node, "lang")); break;
    case GUMBO_TAG_META: note_meta(m, node); break;
    case GUMBO_TAG_SCRIPT: note_script(m, node); break;
    case GUMBO_TAG_TITLE:
        if (!m->title.n && children_of(node)->length && holds_text(children_of(node)->data[0]))
            m->title =
                clean(m, str_of(((const GumboNode *)children_of(node)->data[0])->v.text.text));
        break;
    case GUMBO_TAG_LINK:
        if (str_eq_nocase(attribute(node, "rel"), S("canonical")) && !m->page->address.n &&
            is_web(attribute(node, "href")))
            m->page->address = str_copy(m->a, attribute(node, "href"));
        break;
    case GUMBO_TAG_H1:
        if (!m->h1 && !is_hidden(node)) m->h1 = node;
        break;
    default: break;
    }
    note_time(m, node);
    return true;
}

static bool read_about(about *m, const GumboNode *root) {
    visitor v = {about_enter, NULL, m, m->memory};
    if (!walk(&v, root)) return false;
    html_page *page = m->page;
    page->title = m->og_title;
    if (!page->title.n && m->h1) page->title = text_of(m, m->h1);
    if (!page->title.n) page->title = m->title;
    for (size_t i = 0; i < 4 && !page->published.n; i++)
        page->published = str_copy(m->a, m->dates[i]);
    if (!page->address.n && is_web(m->og_address)) page->address = str_copy(m->a, m->og_address);
    return true;
}

static code render_page(arena *a, arena *memory, const GumboNode *root, html_page *out, fault *f) {
    about m = {.a = a, .memory = memory, .page = out};
    buf text;
    buf_init(&text, DOCUMENT_BYTES_MAX);
    bool fine = read_about(&m, root);
    renderer r = {.out = &text, .h1 = m.h1};
    const GumboNode *story = story_of(memory, root);
    fine = fine && render(&r, memory, story);
    str head = S("");
    if (fine && m.h1 && !r.met_h1) head = text_of(&m, m.h1);
    const char *apart = head.n && text.n ? "\n\n" : "";
    out->text =
        str_format(a, STR_FMT "%s" STR_FMT "\n", STR_ARG(head), apart, STR_ARG(buf_str(&text)));
    fine = fine && text.code == OK && out->text.p && !arena_failed(a);
    buf_reset(&text);
    return fine ? OK : fault_set(f, NOMEM, NULL, "not enough memory for the text of the page");
}

code html_read(arena *a, str bytes, html_page *out, fault *f) {
    code result = NOMEM;
    html_page page = {.text = S("")};
    /* Pages were seen to take up to 55 times their bytes. */
    size_t limit = ((size_t)32 << 20) + 80 * bytes.n;
    arena *memory = arena_new(limit < HTML_MEMORY_MAX ? limit : HTML_MEMORY_MAX);
    bounds *b = memory ? arena_alloc(memory, sizeof *b) : NULL;
    if (!b) {
        fault_set(f, NOMEM, NULL, "not enough memory to read the page");
        goto done;
    }
    b->memory = memory;
    str fair = with_fair_references(memory, bytes);
    const GumboOutput *parsed = fair.p || !bytes.n ? parse(b, fair) : NULL;
    if (!parsed) {
        result = fault_set(f, INVALID, NULL,
                           "its markup is too large or nests too deep to be read as a page");
        goto done;
    }
    result = render_page(a, memory, parsed->root, &page, f);
    if (result == OK) *out = page;
done:
    arena_free(memory);
    return result;
}
