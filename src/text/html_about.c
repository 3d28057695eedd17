#include "text/html_about.h"

#include "text/html_text.h"
#include "text/published.h"

/* What a page says of itself: meta, JSON-LD, itemprop, its headings. */

typedef struct {
    arena *a;      /* of the caller */
    arena *memory; /* of the parse */
    html_page *page;
    str og_title, title, og_address;
    str dates[4]; /* by trust: meta, JSON-LD, itemprop, time */
    const html_node *h1;
} about;

static void note_date(about *m, int trust, str written) {
    if (!m->dates[trust].n) m->dates[trust] = published_day(m->a, written);
}

static void note_meta(about *m, const html_node *node) {
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
    str name = html_attribute(node, "property");
    if (!name.n) name = html_attribute(node, "name");
    if (!name.n) name = html_attribute(node, "itemprop");
    str content = html_attribute(node, "content");
    if (str_eq_nocase(name, S("og:title")) && !m->og_title.n)
        m->og_title = html_clean(m->a, content);
    if (str_eq_nocase(name, S("og:url")) && !m->og_address.n) m->og_address = content;
    if (html_has_word(name, dates)) note_date(m, 0, content);
}

static bool is_web(str address) {
    for (size_t i = 0; i < address.n; i++)
        if ((unsigned char)address.p[i] <= ' ' || address.p[i] == 0x7F) return false;
    return str_starts(address, S("https://")) || str_starts(address, S("http://"));
}

static void note_script(about *m, const html_node *node) {
    if (!str_eq_nocase(html_attribute(node, "type"), S("application/ld+json")) || m->dates[1].n)
        return;
    if (html_children(node) == 0) return;
    const html_node *text = html_child(node, 0);
    if (html_holds_text(text)) m->dates[1] = published_json(m->memory, html_text(text));
}

static void note_time(about *m, const html_node *node) {
    static const char *const published[] = {"datePublished", NULL};
    str when = html_attribute(node, "datetime");
    if (html_has_word(html_attribute(node, "itemprop"), published))
        note_date(m, 2, when.n ? when : html_attribute(node, "content"));
    else if (html_is(node, HTML_TIME))
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

static bool about_enter(void *context, html_frame *here, html_frame *parent) {
    (void)parent;
    about *m = context;
    const html_node *node = here->node;
    if (!html_is_element(node) || html_is_template(node) || html_is_foreign(node)) return false;
    switch (html_tag_of(node)) {
    case HTML_HTML: m->page->language = language_tag(m->a, html_attribute(node, "lang")); break;
    case HTML_META: note_meta(m, node); break;
    case HTML_SCRIPT: note_script(m, node); break;
    case HTML_TITLE:
        if (!m->title.n && html_children(node) && html_holds_text(html_child(node, 0)))
            m->title = html_clean(m->a, html_text(html_child(node, 0)));
        break;
    case HTML_LINK:
        if (str_eq_nocase(html_attribute(node, "rel"), S("canonical")) && !m->page->address.n &&
            is_web(html_attribute(node, "href")))
            m->page->address = str_copy(m->a, html_attribute(node, "href"));
        break;
    case HTML_H1:
        if (!m->h1 && !html_hidden(node)) m->h1 = node;
        break;
    default: break;
    }
    note_time(m, node);
    return true;
}

bool html_about(arena *a, arena *memory, const html_node *root, html_page *page,
                const html_node **h1) {
    about m = {.a = a, .memory = memory, .page = page};
    html_visitor v = {about_enter, NULL, &m, memory};
    *h1 = NULL;
    if (!html_walk(&v, root)) return false;
    page->title = m.og_title;
    if (!page->title.n && m.h1) page->title = html_line(a, memory, m.h1);
    if (!page->title.n) page->title = m.title;
    for (size_t i = 0; i < 4 && !page->published.n; i++) page->published = str_copy(a, m.dates[i]);
    if (!page->address.n && is_web(m.og_address)) page->address = str_copy(a, m.og_address);
    *h1 = m.h1;
    return true;
}
