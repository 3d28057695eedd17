#include "text/html.h"

#include "base/buf.h"
#include "text/document.h"
#include "text/html_about.h"
#include "text/html_text.h"

/* A page as text. Its tree: html_tree.c; what of it is text: html_text.c; what it says of itself:
 * html_about.c. Here: where the story stands, the innermost main or article that holds most of the
 * text. */

enum { CANDIDATES = 256, LEAST_STORY_BYTES = 200 };

typedef struct {
    size_t bytes; /* of text so far */
    struct {
        const html_node *node;
        size_t bytes;
    } found[CANDIDATES];
    size_t count;
} measure;

static bool is_candidate(const html_node *node) {
    static const char *const main_role[] = {"main", NULL};
    static const char *const body[] = {"articleBody", NULL};
    return html_is(node, HTML_MAIN) || html_is(node, HTML_ARTICLE) ||
           html_has_word(html_attribute(node, "role"), main_role) ||
           html_has_word(html_attribute(node, "itemprop"), body);
}

static bool measure_enter(void *context, html_frame *here, html_frame *parent) {
    (void)parent;
    measure *m = context;
    if (html_holds_text(here->node)) {
        if (!html_is_space(here->node)) m->bytes += html_text(here->node).n;
        return false;
    }
    if (!html_is_element(here->node) || html_skipped(here->node)) return false;
    here->mark = m->bytes;
    return true;
}

static void measure_leave(void *context, html_frame *here) {
    measure *m = context;
    if (m->count == CANDIDATES || !is_candidate(here->node)) return;
    m->found[m->count].node = here->node;
    m->found[m->count++].bytes = m->bytes - here->mark;
}

static const html_node *story_of(arena *memory, const html_node *root) {
    measure *m = arena_alloc(memory, sizeof *m);
    if (!m) return root;
    html_visitor v = {measure_enter, measure_leave, m, memory};
    if (!html_walk(&v, root)) return root;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < m->count; i++) {
        bool enough = m->found[i].bytes >= LEAST_STORY_BYTES && m->found[i].bytes * 2 >= m->bytes;
        if (enough && (best == SIZE_MAX || m->found[i].bytes < m->found[best].bytes)) best = i;
    }
    return best == SIZE_MAX ? root : m->found[best].node;
}

static code render_page(arena *a, arena *memory, const html_node *root, html_page *out, fault *f) {
    const html_node *h1;
    bool met = false;
    buf text;
    buf_init(&text, DOCUMENT_BYTES_MAX);
    bool fine = html_about(a, memory, root, out, &h1);
    const html_node *story = story_of(memory, root);
    fine = fine && html_render(&text, memory, story, h1, &met);
    str head = S("");
    if (fine && h1 && !met) head = html_line(a, memory, h1);
    const char *apart = head.n && text.n ? "\n\n" : "";
    out->text =
        str_format(a, STR_FMT "%s" STR_FMT "\n", STR_ARG(head), apart, STR_ARG(buf_str(&text)));
    fine = fine && text.code == OK && out->text.p && !arena_failed(a);
    buf_reset(&text);
    return fine ? OK : fault_set(f, NOMEM, NULL, "not enough memory for the text of the page");
}

code html_read(arena *a, str bytes, html_page *out, fault *f) {
    html_page page = {.text = S("")};
    const html_node *root;
    /* Pages were seen to take up to 55 times their bytes. */
    size_t limit = ((size_t)32 << 20) + 80 * bytes.n;
    arena *memory = arena_new(limit < HTML_MEMORY_MAX ? limit : HTML_MEMORY_MAX);
    if (!memory) return fault_set(f, NOMEM, NULL, "not enough memory to read the page");
    code result = html_parse(memory, bytes, &root, f);
    if (result == OK) result = render_page(a, memory, root, &page, f);
    if (result == OK) *out = page;
    arena_free(memory);
    return result;
}
