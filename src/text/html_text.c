#include "text/html_text.h"

#include "base/utf8.h"

/* What of a page is its text, and how its lines stand. */

static bool style_hides(str style) {
    char packed[256];
    size_t n = 0;
    for (size_t i = 0; i < style.n && n < sizeof packed; i++)
        if (style.p[i] != ' ') packed[n++] = style.p[i];
    str s = {packed, n};
    return str_find(s, S("display:none"), 0) != SIZE_MAX ||
           str_find(s, S("visibility:hidden"), 0) != SIZE_MAX;
}

bool html_hidden(const html_node *node) {
    static const char *const roles[] = {"navigation",    "banner",  "contentinfo", "search",
                                        "menu",          "menubar", "dialog",      "alertdialog",
                                        "complementary", NULL};
    static const char *const classes[] = {"sr-only", "visually-hidden", "screen-reader-text", NULL};
    if (!html_has_attributes(node)) return false;
    return html_has_attribute(node, "hidden") ||
           str_eq_nocase(html_attribute(node, "aria-hidden"), S("true")) ||
           style_hides(html_attribute(node, "style")) ||
           html_has_word(html_attribute(node, "role"), roles) ||
           html_has_word(html_attribute(node, "class"), classes);
}

/* The page's own header (with its menus and slogans) stands in body or one div below it. */
static bool is_page_header(const html_node *node) {
    if (!html_is(node, HTML_HEADER)) return false;
    const html_node *up = html_parent(node);
    if (up && html_is(up, HTML_DIV)) up = html_parent(up);
    return up && html_is(up, HTML_BODY);
}

/* "[1]", "[note 2]": a reference to a footnote. */
static bool is_reference(const html_node *node) {
    if (!html_is(node, HTML_SUP)) return false;
    for (int i = 0; i < 4 && html_is_element(node); i++) {
        if (html_children(node) == 0) return false;
        node = html_child(node, 0);
    }
    return html_holds_text(node) && str_starts(html_text(node), S("["));
}

bool html_skipped(const html_node *node) {
    return html_is_template(node) || html_is_foreign(node) ||
           html_stand_of(node) == STAND_SKIPPED || html_hidden(node) || is_page_header(node) ||
           is_reference(node);
}

typedef struct {
    buf *out;
    int breaks;        /* line breaks owed before the next character, at most 2 */
    bool space, cell;  /* a space, " | " owed */
    int marker;        /* of an item, owed: -1 a bullet, else its number; 0: none */
    size_t line_start; /* of the line being written */
    unsigned pre, items,
        flat; /* how deep in pre, in items, in cells whose blocks stay in their line */
    const html_node *sought; /* whom the caller asks for, and whether it was met */
    bool met;
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

static void owe_marker(renderer *r, html_frame *list) {
    owe_breaks(r, 1);
    r->marker = -1;
    if (!list || !html_is(list->node, HTML_OL)) return;
    if (list->number < INT32_MAX) list->number++;
    r->marker = list->number;
}

/* A cell with more than one block or a few breaks in it is layout, not data: its blocks keep their
 * lines. */
static bool is_flat_cell(const html_node *cell) {
    unsigned blocks = 0, breaks = 0;
    for (unsigned i = 0; i < html_children(cell); i++) {
        const html_node *child = html_child(cell, i);
        if (!html_is_element(child)) continue;
        html_stand how = html_stand_of(child);
        if (how == STAND_PARAGRAPH || how == STAND_LINE) blocks++;
        breaks += how == STAND_BREAK;
        if (blocks > 1 || breaks > 3 || html_is(child, HTML_TABLE)) return false;
    }
    return true;
}

static void open_element(renderer *r, html_frame *here, html_frame *parent) {
    const html_node *node = here->node;
    switch (html_stand_of(node)) {
    case STAND_PARAGRAPH: owe_breaks(r, 2); break;
    case STAND_LINE: owe_breaks(r, 1); break;
    case STAND_BREAK: owe_breaks(r, r->breaks + 1 > 2 ? 2 : r->breaks + 1); break;
    case STAND_ITEM:
        owe_marker(r, parent);
        r->items++;
        break;
    case STAND_CELL:
        r->cell = true;
        here->mark = r->flat == 0 && is_flat_cell(node);
        r->flat += here->mark != 0;
        break;
    default: break;
    }
    if (html_is(node, HTML_PRE)) r->pre++;
    if (html_is(node, HTML_Q)) put_text(r, S("“"));
    int64_t start;
    if (html_is(node, HTML_OL) && str_int(html_attribute(node, "start"), &start) && start > 0 &&
        start < INT32_MAX)
        here->number = (int)start - 1;
}

static bool render_enter(void *context, html_frame *here, html_frame *parent) {
    renderer *r = context;
    const html_node *node = here->node;
    if (html_holds_text(node)) {
        put_text(r, html_text(node));
        return false;
    }
    if (!html_is_element(node) || html_skipped(node)) return false;
    r->met |= node == r->sought;
    open_element(r, here, parent);
    return true;
}

static void render_leave(void *context, html_frame *here) {
    renderer *r = context;
    const html_node *node = here->node;
    if (html_is(node, HTML_Q)) {
        r->space = false;
        put_text(r, S("”"));
    }
    if (html_is(node, HTML_PRE)) r->pre--;
    switch (html_stand_of(node)) {
    case STAND_PARAGRAPH: owe_breaks(r, 2); break;
    case STAND_ITEM:
        r->marker = 0; /* an item with nothing in it gets none */
        r->items--;
        owe_breaks(r, 1);
        break;
    case STAND_LINE: owe_breaks(r, 1); break;
    case STAND_CELL: r->flat -= here->mark != 0; break;
    default: break;
    }
}

static bool render(renderer *r, arena *memory, const html_node *root) {
    html_visitor v = {render_enter, render_leave, r, memory};
    return html_walk(&v, root);
}

bool html_render(buf *out, arena *memory, const html_node *root, const html_node *sought,
                 bool *met) {
    renderer r = {.out = out, .sought = sought};
    bool fine = render(&r, memory, root);
    if (met) *met = r.met;
    return fine;
}

str html_line(arena *a, arena *memory, const html_node *node) {
    buf out;
    buf_init(&out, 4096);
    renderer r = {.out = &out, .flat = 1};
    str text = S("");
    if (render(&r, memory, node) && out.code == OK) text = str_copy(a, buf_str(&out));
    buf_reset(&out);
    return text;
}

str html_clean(arena *a, str s) {
    buf out;
    buf_init(&out, 4096);
    renderer r = {.out = &out, .flat = 1};
    put_text(&r, s);
    str copy = out.code == OK ? str_copy(a, buf_str(&out)) : S("");
    buf_reset(&out);
    return copy;
}
