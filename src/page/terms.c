#include "page/terms.h"
#include "page/page_site.h"
#include "page/pages.h"
#include "page/sections.h"
#include "page/write.h"

#include "base/asset.h"
#include "law/terms_read.h"
#include "store/instrument.h"
#include "store/record_spec.h"
#include "store/source.h"
#include "text/document.h"

/* Final clauses: edited as JSON, or proposed from a treaty's text and accepted with its clauses. */

static void put_field(view *v, str terms, size_t rows) {
    buf *b = v->out;
    MARK(b, "<p><label for=\"terms\">Terms</label><span class=\"hint\" id=\"terms-hint\">One JSON "
            "object: entry, join, provisional, duration, withdraw, lapse_below ...; empty: not "
            "known</span><textarea id=\"terms\" name=\"terms\" class=\"code\" spellcheck=\"false\" "
            "aria-describedby=\"terms-hint\" rows=\"");
    html_int(b, (int64_t)rows);
    MARK(b, "\">\n");
    html_text(b, terms);
    MARK(b, "</textarea></p>\n");
}

static void put_text_form(view *v, int64_t id) {
    buf *b = v->out;
    str action = str_format(v->arena, "/instrument/%lld/terms/propose", (long long)id);
    MARK(b, "<section><h2>From the treaty's text</h2>\n<p>Paste the text, or at least its final "
            "clauses. What they say is proposed, each with its sentence; nothing is saved "
            "before you accept it.</p>\n");
    form_open(v, action, true);
    MARK(b,
         "<p><label for=\"text\">Its text</label><textarea dir=\"auto\" id=\"text\" name=\"text\" "
         "rows=\"8\"></textarea></p>\n<p><label for=\"file\">or a file: text, HTML, PDF"
         "</label><input id=\"file\" name=\"file\" type=\"file\" accept=\".txt,.html,.htm,"
         ".pdf,text/plain,text/html,application/pdf\"></p>\n"
         "<p><button>Propose terms</button></p></form></section>\n");
}

static void put_notes(view *v, const law_notes *notes) {
    buf *b = v->out;
    if (!notes->count) return;
    MARK(b, "<ul class=\"reason\">");
    for (size_t i = 0; i < notes->count; i++) {
        MARK(b, "<li><code>");
        html_text(b, notes->items[i].place);
        MARK(b, "</code>: ");
        html_text(b, notes->items[i].reason);
        MARK(b, "</li>");
    }
    MARK(b, "</ul>\n");
}

/* One member of the outermost object a line: short enough to read, and to correct. */
static str laid_out(arena *a, str terms) {
    buf b;
    int depth = 0;
    bool quoted = false;
    buf_init(&b, 0);
    for (size_t i = 0; i < terms.n; i++) {
        char c = terms.p[i];
        if (c == '\n') return terms; /* as a person wrote it */
        if (quoted && c == '\\' && i + 1 < terms.n) {
            buf_put(&b, str_slice(terms, i, i + 2));
            i++;
            continue;
        }
        if (c == '"') quoted = !quoted;
        if (!quoted && (c == '}' || c == ']')) depth--;
        if (!quoted && depth == 0 && c == '}') buf_put_char(&b, '\n');
        buf_put_char(&b, c);
        if (!quoted && (c == '{' || c == '[')) depth++;
        if (!quoted && depth == 1 && (c == ',' || (c == '{' && i == 0))) buf_put_z(&b, "\n  ");
    }
    str out = b.code == OK ? str_copy(a, buf_str(&b)) : terms;
    buf_reset(&b);
    return out.p ? out : terms;
}

code page_terms(request *q, response *r, fault *f) {
    int64_t id;
    instrument i;
    record_row row;
    law_notes notes = {0};
    TRY(record_id_of(request_path_value(q, 0), &id, f));
    TRY(instrument_find(q->arena, q->worker, id, q->today, &i, f));
    TRY(terms_check(q->arena, i.terms, &notes, f));
    row = i.row;
    const page_head head = {.title = S("Final clauses"), .section = "/instruments"};
    view v = view_open(q, r, &head);
    MARK(v.out, "<p>Of ");
    part_record_link(&v, &row);
    MARK(v.out, ". Statuses are derived from them and from the acts, on saving.</p>\n");
    put_notes(&v, &notes);
    form_open(&v, str_format(q->arena, "/instrument/%lld/terms", (long long)id), false);
    put_field(&v, laid_out(q->arena, i.terms), 10);
    MARK(v.out, "<p><button class=\"accept\">Save</button> <a href=\"");
    html_text(v.out, record_address(q->arena, RECORD_INSTRUMENT, id, row.label));
    MARK(v.out, "\">Cancel</a></p></form>\n");
    put_text_form(&v, id);
    view_close(&v);
    return OK;
}

static code language_find(arena *a, const clause_language **out, fault *f) {
    str tsv = asset_find("lang/en/clauses.tsv");
    return clause_language_load(a, tsv, "lang/en/clauses.tsv", out, f);
}

/* The document stays as a source, its clauses as evidence of this instrument. */
static code clauses_keep(change *c, int64_t id, const terms_words *w, fault *f) {
    const clause_language *l;
    law_proposal p;
    source_added added;
    record_row row;
    TRY(record_find(c->a, c->d, id, DAY_NONE, &row, f));
    TRY(language_find(c->a, &l, f));
    TRY(law_terms_propose(c->a, l, w->text, &p, f));
    new_source s = {.bytes = w->text,
                    .text = w->text,
                    .form = S("text"),
                    .address = w->address,
                    .title = str_format(c->a, "Text: " STR_FMT, STR_ARG(row.label)),
                    .publisher = S(""),
                    .published = S(""),
                    .language = S("en"),
                    .note = S("")};
    TRY(source_add(c, &s, NULL, 0, &added, f));
    c->idle = false;
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < p.evidence_count; i++) {
        if (p.evidence[i].start == last) continue;
        last = p.evidence[i].start;
        span where = {p.evidence[i].start, p.evidence[i].end};
        TRY(evidence_put(c, id, added.id, where, (int64_t)i, 0, f));
    }
    return record_index(c->d, c->a, id, f);
}

code terms_record(change *c, int64_t id, const terms_words *w, fault *f) {
    size_t rows = c->row_count;
    TRY(instrument_terms(c, id, w->terms, f));
    if (!w->text.n) return OK;
    bool idle = c->idle;
    TRY(clauses_keep(c, id, w, f));
    c->idle = idle && c->row_count == rows;
    change_about(c, "record", id, (str){0}, (str){0});
    return OK;
}

typedef struct {
    int64_t id;
    terms_words words;
    bool same;
} saving;

static code work_save(change *c, void *context, fault *f) {
    saving *x = context;
    TRY(terms_record(c, x->id, &x->words, f));
    x->same = c->idle;
    return OK;
}

code post_terms(request *q, response *r, fault *f) {
    saving x = {0};
    TRY(record_id_of(request_path_value(q, 0), &x.id, f));
    x.words = (terms_words){.terms = str_trim(request_value(q, "terms")),
                            .address = str_trim(request_value(q, "address"))};
    if (request_value(q, "keep").n) x.words.text = request_value(q, "text");
    TRY(page_change(q, r, "terms", work_save, &x, S(""), f));
    str to = str_format(q->arena, "/instrument/%lld?done=%s#acts", (long long)x.id,
                        x.same ? "terms-known" : "terms-saved");
    r->location = to.p ? to : S("/instruments");
    return OK;
}

static void put_clauses(view *v, const law_proposal *p, str text) {
    buf *b = v->out;
    MARK(b, "<section id=\"clauses\"><h2>What says so</h2>\n");
    for (size_t i = 0; i < p->evidence_count; i++) {
        const law_evidence *e = &p->evidence[i];
        MARK(b, "<figure class=\"quote\"><blockquote><p>");
        html_text(b, str_slice(text, e->start, e->end));
        MARK(b, "</p></blockquote><figcaption>");
        if (e->article.n) {
            MARK(b, "article ");
            html_text(b, e->article);
            if (e->paragraph.n) {
                MARK(b, "(");
                html_text(b, e->paragraph);
                MARK(b, ")");
            }
            MARK(b, ": ");
        }
        buf_put_z(b, clause_kind_name(e->kind));
        MARK(b, ": <code>");
        html_text(b, e->gives);
        MARK(b, "</code></figcaption></figure>\n");
    }
    if (p->unread_count) MARK(b, "<h3>Said, but without a form in the terms</h3>\n<ul>");
    for (size_t i = 0; i < p->unread_count; i++) {
        MARK(b, "<li>");
        buf_put_z(b, clause_kind_name(p->unread[i].kind));
        MARK(b, ": <q>");
        html_text(b, p->unread[i].says);
        MARK(b, "</q></li>");
    }
    if (p->unread_count) MARK(b, "</ul>\n");
    MARK(b, "</section>\n");
}

typedef struct {
    int64_t id;
    str text, address;
    law_proposal proposal;
    str terms;
} proposing;

static code page_proposal(request *q, response *r, void *context, fault *f) {
    proposing *x = context;
    record_row row;
    TRY(record_find(q->arena, q->worker, x->id, q->today, &row, f));
    const page_head head = {.title = S("Proposed terms"), .section = "/instruments"};
    view v = view_open(q, r, &head);
    buf *b = v.out;
    MARK(b, "<p>For ");
    part_record_link(&v, &row);
    MARK(b, ". Correct what is wrong, then accept.</p>\n");
    if (!x->proposal.evidence_count) part_empty(&v, S("No final clause was found in this text."));
    form_open(&v, str_format(q->arena, "/instrument/%lld/terms", (long long)x->id), false);
    put_field(&v, laid_out(q->arena, x->terms), 8);
    MARK(b, "<input type=\"hidden\" name=\"address\" value=\"");
    html_text(b, x->address);
    MARK(b, "\"><textarea name=\"text\" hidden aria-label=\"Its text\">\n");
    html_text(b, x->text);
    MARK(b, "</textarea><p><label><input type=\"checkbox\" name=\"keep\" value=\"1\" checked> Keep "
            "the text as a source, and these clauses as evidence</label></p>"
            "<p><button class=\"accept\">Accept these terms</button> <a href=\"/instrument/");
    html_int(b, x->id);
    MARK(b, "/terms\">Cancel</a></p></form>\n");
    put_clauses(&v, &x->proposal, x->text);
    view_close(&v);
    return OK;
}

static code text_of_form(request *q, proposing *x, fault *f) {
    const field *file = request_field(q, "file");
    str bytes = request_value(q, "text");
    const char *name = NULL;
    document d;
    if (file && file->is_file && file->value.n) {
        bytes = file->value;
        name = str_z(q->arena, file->file_name);
    }
    if (!str_trim(bytes).n)
        return fault_set(f, INVALID, "text", "paste the text, or choose a file");
    fault own = {.code = OK};
    TRY(fault_place(f, document_read(q->arena, bytes, name, &d, &own), name ? "file" : "text",
                    &own));
    x->text = d.text;
    x->address = d.address;
    return OK;
}

code terms_propose(arena *a, str text, law_proposal *out, str *terms, fault *f) {
    const clause_language *l;
    buf b;
    jout j;
    TRY(language_find(a, &l, f));
    TRY(law_terms_propose(a, l, text, out, f));
    buf_init(&b, 0);
    jout_init(&j, &b);
    law_terms_print(&j, &out->terms);
    *terms = b.code == OK ? str_copy(a, buf_str(&b)) : (str){0};
    buf_reset(&b);
    return terms->p ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
}

code post_terms_propose(request *q, response *r, fault *f) {
    proposing x = {.address = S("")};
    TRY(record_id_of(request_path_value(q, 0), &x.id, f));
    TRY(text_of_form(q, &x, f));
    TRY(terms_propose(q->arena, x.text, &x.proposal, &x.terms, f));
    return page_answer(q, r, page_proposal, &x, f);
}
