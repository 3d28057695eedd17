#include "page/view.h"

#include "base/asset.h"
#include "page/page_site.h"

#include <string.h>

static const struct {
    const char *path, *name;
} menu[] = {
    {"/instruments", "Instruments"}, {"/engagements", "Engagements"},
    {"/commitments", "Commitments"}, {"/states", "States"},
    {"/sources", "Sources"},         {"/add", "Add"},
};

void asset_address(buf *b, const request *q, const char *path) {
    const page_site *k = page_site_of(q);
    MARK(b, "/asset/");
    buf_put_z(b, k ? k->asset_tag : "0");
    MARK(b, "/");
    html_path(b, str_of(path));
}

static void head(view *v, const page_head *h) {
    buf *b = v->out;
    MARK(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    html_text(b, h->title);
    if (!str_eq(h->title, S("depositary"))) MARK(b, " - depositary");
    MARK(b, "</title>\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"");
    asset_address(b, v->request, "icon.svg");
    MARK(b, "\">\n<link rel=\"stylesheet\" href=\"");
    asset_address(b, v->request, "style.css");
    MARK(b, "\">\n");
    if (h->script) {
        MARK(b, "<script defer src=\"");
        asset_address(b, v->request, h->script);
        MARK(b, "\"></script>\n");
    }
    MARK(b, "</head>\n");
}

static void put_menu(view *v, const char *section) {
    buf *b = v->out;
    MARK(b, "<nav aria-label=\"Main\"><ul>");
    for (size_t i = 0; i < sizeof menu / sizeof *menu; i++) {
        MARK(b, "<li><a href=\"");
        buf_put_z(b, menu[i].path);
        MARK(b, "\"");
        if (strcmp(section, menu[i].path) == 0) MARK(b, " aria-current=\"true\"");
        MARK(b, ">");
        buf_put_z(b, menu[i].name);
        MARK(b, "</a></li>");
    }
    MARK(b, "</ul></nav>");
}

static void banner(view *v, const page_head *h) {
    buf *b = v->out;
    str words = request_value(v->request, "q");
    MARK(b,
         "<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header class=\"top\">"
         "<div class=\"bar\"><a class=\"brand\" href=\"/\">depositary</a>");
    put_menu(v, h->section);
    if (!h->no_search) {
        MARK(b,
             "<form class=\"find\" action=\"/search\" role=\"search\">"
             "<label class=\"unseen\" for=\"find\">Search the register</label>"
             "<input dir=\"auto\" id=\"find\" type=\"search\" name=\"q\" placeholder=\"Search\"");
        html_attribute(b, "value", words);
        MARK(b, "><button>Search</button></form>");
    }
    MARK(b, "</div></header>\n");
}

view view_open(request *q, response *r, const page_head *h) {
    view v = {.out = &r->body, .arena = q->arena, .request = q, .db = q->worker};
    head(&v, h);
    banner(&v, h);
    if (h->wide)
        MARK(v.out, "<main id=\"main\" class=\"wide\" tabindex=\"-1\">\n");
    else
        MARK(v.out, "<main id=\"main\" tabindex=\"-1\">\n");
    part_flash(&v);
    if (!h->no_heading) {
        MARK(v.out, "<h1>");
        html_name(v.out, h->title);
        MARK(v.out, "</h1>\n");
    }
    return v;
}

void view_close(view *v) {
    MARK(v->out, "</main>\n<footer><ul><li><a href=\"/help\">Help</a></li><li><a href=\"/log\">"
                 "Log of changes</a></li><li><a href=\"/api/openapi.json\">Data</a></li></ul>"
                 "<p>Every fact leads to its sentence in its source.</p></footer>\n</body>\n"
                 "</html>\n");
}

void form_open(view *v, str action, bool upload) {
    buf *b = v->out;
    MARK(b, "<form method=\"post\" action=\"");
    html_text(b, action);
    MARK(b, "\"");
    if (upload) MARK(b, " enctype=\"multipart/form-data\"");
    MARK(b, "><input type=\"hidden\" name=\"token\" value=\"");
    buf_put_z(b, v->request->session.token);
    MARK(b, "\">");
}

void form_button(view *v, str action, str label, str about) {
    buf *b = v->out;
    form_open(v, action, false);
    MARK(b, "<button>");
    html_text(b, label);
    if (about.n) {
        MARK(b, "<span class=\"unseen\"> ");
        html_text(b, about);
        MARK(b, "</span>");
    }
    MARK(b, "</button></form>");
}

/* Words that a redirect may carry, and nothing else: an address cannot put words into our mouth. */
static const struct {
    const char *word, *text;
} done[] = {
    {"accepted", "Accepted: the fact is in the register."},
    {"joined", "Accepted: the register knew this fact already, and has this source for it now."},
    {"accepted-all", "All waiting drafts were accepted."},
    {"accepted-chosen", "The chosen drafts were accepted."},
    {"rejected-chosen", "The chosen drafts were rejected."},
    {"split", "The draft was made two: correct each of them."},
    {"fact", "The fact waits as a draft: correct it, then accept it."},
    {"nothing-waits", "Nothing waits for review any more."},
    {"rejected", "Rejected: the draft will not enter the register."},
    {"rejected-all", "All waiting drafts were rejected."},
    {"edited", "The draft was corrected."},
    {"corrected", "The record was corrected; what its sources say stays beside it."},
    {"reported", "The report was added."},
    {"promise", "The promise was changed."},
    {"refused-report", "The report was refused; the promise stands as it did."},
    {"replanned", "The new plan holds; the first one stays beside it."},
    {"confirmed", "Confirmed: the link counts now."},
    {"refused", "Refused: it will not be proposed again."},
    {"undone", "The last decision was taken back."},
    {"act-added", "The act was recorded, and the statuses follow."},
    {"act-known", "This act is recorded already; nothing was changed."},
    {"act-removed", "The act was taken off, and the statuses follow."},
    {"terms-saved", "The final clauses were saved, and the statuses follow."},
    {"terms-known", "These are its final clauses already; nothing was changed."},
    {"added", "The document was added. What it says waits below for your decision."},
    {"known", "This very document is here already; nothing was added."},
    {"copy",
     "This is a copy of a document that is here already; what it says is compared with it."},
};

void part_flash(view *v) {
    str word = request_value(v->request, "done");
    for (size_t i = 0; i < sizeof done / sizeof *done; i++) {
        if (!str_eq_z(word, done[i].word)) continue;
        MARK(v->out, "<p class=\"flash\" role=\"status\">");
        buf_put_z(v->out, done[i].text);
        MARK(v->out, "</p>\n");
    }
}
