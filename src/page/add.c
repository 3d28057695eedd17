#include "page/intake.h"
#include "page/page_site.h"
#include "page/pages.h"
#include "page/view.h"

#include "base/date_typed.h"
#include "store/source.h"
#include "text/document.h"

#include <string.h>

static void put_text_line(buf *b, const char *name, const char *label, const char *hint) {
    MARK(b, "<p><label for=\"");
    buf_put_z(b, name);
    MARK(b, "\">");
    buf_put_z(b, label);
    MARK(b, "</label><span class=\"hint\" id=\"");
    buf_put_z(b, name);
    MARK(b, "-hint\">");
    html_text(b, str_of(hint));
    MARK(b, "</span><input dir=\"auto\" id=\"");
    buf_put_z(b, name);
    MARK(b, "\" name=\"");
    buf_put_z(b, name);
    MARK(b, "\" aria-describedby=\"");
    buf_put_z(b, name);
    MARK(b, "-hint\"></p>\n");
}

void intake_fields(buf *b) {
    MARK(b,
         "<p><label for=\"text\">Its text</label><textarea dir=\"auto\" id=\"text\" name=\"text\" "
         "rows=\"12\"></textarea></p>\n<p><label for=\"file\">or a file, chosen or dropped here: "
         "text, HTML, PDF"
         "</label><input id=\"file\" name=\"file\" type=\"file\" accept=\".txt,.html,.htm,"
         ".pdf,text/plain,text/html,application/pdf\"></p>\n");
    put_text_line(b, "published", "Day it was published",
                  "2024-11-26; \"today\" and \"next month\" in the text count from it");
    put_text_line(b, "address", "Address", "Where it can be read: https://...");
    put_text_line(b, "publisher", "Publisher", "Ministry, agency, newspaper");
    put_text_line(b, "title", "Title", "Empty: the document's own, where it has one");
}

code page_add(request *q, response *r, fault *f) {
    (void)f;
    const page_head head = {.title = S("Add a document"), .section = "/add", .script = "add.js"};
    view v = view_open(q, r, &head);
    MARK(v.out,
         "<p>A communiqué, a press release, a joint statement, a news story. What it says is "
         "read into drafts; none enters the register before you accept it.</p>\n");
    form_open(&v, S("/add"), true);
    intake_fields(v.out);
    MARK(v.out, "<p><button class=\"accept\">Read it</button></p></form>\n");
    view_close(&v);
    return OK;
}

static str given_or(const request *q, const char *name, str fallback) {
    str value = str_trim(request_value(q, name));
    return value.n ? value : fallback;
}

/* What a text calls itself: a first line that is no sentence, with the next where it goes on there:
 * "JOINT STATEMENT / on the visit of ..."; empty: it has no such line. */
static str headline(arena *a, str text) {
    enum { LONGEST = 160 };
    str rest = str_trim(text), first = S(""), next = S("");
    if (!str_next(&rest, '\n', &first) || !str_trim(rest).n) return S("");
    first = str_trim(first);
    str_next(&rest, '\n', &next);
    next = str_trim(next);
    bool goes_on = next.n && next.p[0] >= 'a' && next.p[0] <= 'z';
    str all = goes_on ? str_format(a, STR_FMT " " STR_FMT, STR_ARG(first), STR_ARG(next)) : first;
    char last = all.n ? all.p[all.n - 1] : '.';
    bool says = all.n <= LONGEST && !memchr(".;:,!?", last, 6) && !(last >= '0' && last <= '9');
    return says ? all : S("");
}

code intake_read(request *q, intake *in, fault *f) {
    const page_site *k = page_site_of(q);
    const field *file = form_find(&q->form, "file");
    fault own = {.code = OK};
    bool has_file = file && file->value.n;
    str text = request_value(q, "text"), bytes = has_file ? file->value : text;
    const char *name = has_file ? str_z(q->arena, file->file_name) : NULL;
    if (has_file && str_trim(text).n)
        return fault_set(f, INVALID, "text", "give a text or a file, not both");
    if (!has_file && !str_trim(text).n)
        return fault_set(f, INVALID, "text",
                         "nothing to read: paste the text of the document, or choose its file");
    TRY(fault_place(f, document_read(q->arena, bytes, name, &in->doc, &own),
                    has_file ? "file" : "text", &own));
    str published = date_typed(q->arena, given_or(q, "published", in->doc.published));
    if (published.n && !edtf_is(published))
        return fault_set(f, INVALID, "published",
                         "a date is wanted as 2024-11-26, or 2024-11 where the day is not known");
    str address = given_or(q, "address", in->doc.address);
    if (address.n && !str_starts(address, S("http://")) && !str_starts(address, S("https://")))
        return fault_set(f, INVALID, "address", "an address starts with http:// or https://");
    str title = in->doc.title.n ? in->doc.title : headline(q->arena, in->doc.text);
    in->source = (new_source){.bytes = bytes,
                              .text = in->doc.text,
                              .form = str_of(document_form_name(in->doc.form)),
                              .address = address,
                              .publisher = given_or(q, "publisher", S("")),
                              .title = given_or(q, "title", title),
                              .published = published,
                              .language = in->doc.language};
    return read_document(q->arena, k->language, in->doc.text, published, &in->facts,
                         &in->fact_count, f);
}

static code keep(request *q, const intake *in, source_added *out, fault *f) {
    page_site *k = page_site_of(q);
    db *d = pool_writer(k->pool);
    change c;
    code result = change_begin(&c, d, q->arena, "add", q->session.who, f);
    if (result == OK) {
        result = source_add(&c, &in->source, in->facts, in->fact_count, out, f);
        if (result == OK && !out->known)
            result = change_commit(&c, f);
        else
            change_rollback(&c);
    }
    pool_writer_return(k->pool);
    return result;
}

code post_add(request *q, response *r, fault *f) {
    intake in = {0};
    source_added added;
    TRY(intake_read(q, &in, f));
    TRY(keep(q, &in, &added, f));
    const char *done = added.known ? "known" : added.copy_of ? "copy" : "added";
    str to = str_format(q->arena, "/source/%lld?done=%s", (long long)added.id, done);
    if (!to.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    respond_see_other(r, to);
    return OK;
}
