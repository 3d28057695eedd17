#include "page/page_site.h"
#include "page/pages.h"
#include "page/refused.h"
#include "page/view.h"

#include "base/asset.h"
#include "base/jout.h"

#include <string.h>

/* Pages that need no register: help, assets, and what went wrong. */

static void put_row(view *v, const route *row) {
    buf *b = v->out;
    if (row->method == METHOD_POST)
        MARK(b, "<dt><code>POST ");
    else
        MARK(b, "<dt><code>");
    buf_put_z(b, row->path);
    MARK(b, "</code></dt><dd>");
    html_text(b, str_of(row->help));
    for (size_t i = 0; i < PARAMETERS_MOST && row->parameters[i].name; i++) {
        MARK(b, "<br><code>");
        buf_put_z(b, row->parameters[i].name);
        MARK(b, "</code> <span class=\"meta\">");
        html_text(b, str_of(row->parameters[i].help));
        MARK(b, "</span>");
    }
    MARK(b, "</dd>\n");
}

code page_help(request *q, response *r, fault *f) {
    (void)f;
    const page_head head = {.title = S("Help"), .section = "/help"};
    view v = view_open(q, r, &head);
    buf *b = v.out;
    MARK(b,
         "<p>A depositary is the office that keeps a treaty, receives what states do under it, and "
         "tells everyone where things stand. This program is that office for every agreement, and "
         "for every promise made beside them.</p>\n"
         "<h2>How a fact enters</h2>\n<ol class=\"steps\"><li><a href=\"/add\">Add</a> a document: "
         "paste its text, or choose its file.</li><li>What it says stands beside its text as "
         "drafts. Accept, correct or reject each; nothing that was merely read enters the register "
         "by itself.</li><li>A fact that is known already gets the document as one more source. "
         "Where sources differ, all they say is kept, and the record shows which value it "
         "holds.</li></ol>\n"
         "<h2>Keys, while reviewing</h2>\n<dl class=\"facts\"><div><dt><kbd>j</kbd> <kbd>k</kbd>"
         "</dt><dd>next draft, previous draft</dd></div><div><dt><kbd>a</kbd></dt><dd>accept it"
         "</dd></div><div><dt><kbd>r</kbd></dt><dd>reject it</dd></div><div><dt><kbd>e</kbd></dt>"
         "<dd>correct it</dd></div><div><dt><kbd>u</kbd></dt><dd>undo the last decision</dd></div>"
         "<div><dt><kbd>m</kbd></dt><dd>merge it with a record</dd></div><div><dt><kbd>s</kbd></dt>"
         "<dd>split it in two</dd></div><div><dt><kbd>x</kbd> <kbd>X</kbd></dt><dd>choose it, "
         "choose all</dd></div><div><dt><kbd>A</kbd> <kbd>R</kbd></dt><dd>accept, reject the chosen"
         "</dd></div><div><dt><kbd>f</kbd></dt><dd>a fact from the selected text</dd></div><div>"
         "<dt><kbd>n</kbd></dt><dd>the next document</dd></div><div><dt><kbd>Esc</kbd></dt><dd>"
         "leave the form of a draft as it was</dd></div>"
         "</dl>\n<h2>Dates</h2>\n<p>Dates are kept as exactly as the source gives them, and no "
         "more: "
         "<code>2024-11-26</code> is a day, <code>2024-11</code> a month, <code>2025/2027</code> a "
         "period, <code>2015-05~</code> about a month (EDTF, ISO 8601-2).</p>\n"
         "<h2>All addresses</h2>\n<dl class=\"routes\">\n");
    for (size_t t = 0; t < q->site->table_count; t++)
        for (size_t i = 0; i < q->site->tables[t].count; i++)
            if (q->site->tables[t].rows[i].help) put_row(&v, &q->site->tables[t].rows[i]);
    MARK(b, "</dl>\n");
    view_close(&v);
    return OK;
}

code page_log(request *q, response *r, fault *f) {
    entry_page page;
    TRY(entry_browse(q->arena, q->worker, 0, request_value(q, "after"), 60, &page, f));
    const page_head head = {.title = S("Log of changes"), .section = "/log"};
    view v = view_open(q, r, &head);
    MARK(v.out, "<p>Who changed what and when. Entries are added, never altered: each carries a "
                "hash over the one before. <code>depositary log verify</code> recomputes them."
                "</p>\n<ol class=\"log\">\n");
    for (size_t i = 0; i < page.count; i++) part_entry(&v, &page.items[i]);
    MARK(v.out, "</ol>\n");
    if (!page.count) part_teach(&v, S("Nothing was changed yet."));
    part_pager(&v, page.next);
    view_close(&v);
    return OK;
}

static const char *type_of(str name) {
    static const struct {
        const char *ending, *type;
    } types[] = {
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".txt", "text/plain; charset=utf-8"},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_ends(name, str_of(types[i].ending))) return types[i].type;
    return "application/octet-stream";
}

code page_asset(request *q, response *r, fault *f) {
    str name = request_path_value(q, 1);
    str path = str_format(q->arena, "web/" STR_FMT, STR_ARG(name));
    str bytes = path.p ? asset_find(path.p) : (str){0};
    if (!bytes.p) return fault_set(f, NOTFOUND, NULL, "there is no such file");
    buf_put(&r->body, bytes);
    r->type = type_of(name);
    /* Under the tag of another version the bytes are right today, but not for ever. */
    bool ours = str_eq_z(request_path_value(q, 0), page_site_of(q)->asset_tag);
    r->cache = ours ? CACHE_FOREVER : CACHE_CHECK;
    return OK;
}

static str heading_of(int status) {
    switch (status) {
    case 400: return S("This request cannot be understood");
    case 403: return S("This is refused");
    case 404: return S("Not found");
    case 405: return S("Not in this way");
    case 409: return S("This contradicts what is there");
    case 413: return S("Too large");
    default: return S("Something went wrong");
    }
}

static const char *advice_for(int status) {
    switch (status) {
    case 400: return "Go back, correct it and send it again; what you typed is still there.";
    case 403: return "Open the page anew and try again from there.";
    case 404: return "Search for it above, or look through the instruments, states and sources.";
    case 409: return "Load the page again to see how things stand, and decide anew.";
    case 413: return "Add large files with \"depositary add FILE\" instead.";
    case 405: return "";
    default: return "Try again. If it stays, tell whoever runs this register.";
    }
}

static void put_fault_json(response *r, const fault *f) {
    jout j;
    r->type = "application/json";
    jout_init(&j, &r->body);
    jout_open(&j, '{');
    jout_key(&j, "error");
    jout_open(&j, '{');
    jout_pair_str(&j, "code", str_of(fault_text(f->code)));
    jout_pair_str(&j, "place", str_of(f->place));
    jout_pair_str(&j, "message", str_of(f->message));
    jout_close(&j, '}');
    jout_close(&j, '}');
    buf_put_char(&r->body, '\n');
}

void page_fault(request *q, response *r, const fault *f) {
    if (str_starts(q->path, S("/api/"))) {
        put_fault_json(r, f);
        return;
    }
    if (page_refused(q, r, f)) return;
    const page_head head = {.title = heading_of(r->status), .section = ""};
    view v = view_open(q, r, &head);
    MARK(v.out, "<p class=\"lead\">");
    if (*f->place) {
        MARK(v.out, "<code>");
        html_text(v.out, str_of(f->place));
        MARK(v.out, "</code>: ");
    }
    html_text(v.out, str_of(*f->message ? f->message : fault_text(f->code)));
    MARK(v.out, ".</p>\n<p>");
    html_text(v.out, str_of(advice_for(r->status)));
    MARK(v.out, "</p>\n");
    view_close(&v);
}
