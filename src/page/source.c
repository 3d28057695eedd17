#include "page/pages.h"
#include "page/review.h"
#include "page/sections.h"
#include "page/view.h"

#include "store/source.h"

#include <stdlib.h>
#include <string.h>

/* The text of a source with what was found in it marked, beside the drafts that wait. */

static int size_order(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

/* The places where a span starts or ends, in order, none twice, with both ends of the text. */
static size_t *cut_places(arena *a, const source_page *s, size_t *count) {
    size_t *cuts = arena_array(a, s->span_count * 2 + 2, sizeof *cuts), n = 0, kept = 0;
    if (!cuts) return NULL;
    cuts[n++] = 0;
    cuts[n++] = s->text.n;
    for (size_t i = 0; i < s->span_count; i++) {
        if (s->spans[i].end > s->text.n || s->spans[i].start >= s->spans[i].end) continue;
        cuts[n++] = s->spans[i].start;
        cuts[n++] = s->spans[i].end;
    }
    qsort(cuts, n, sizeof *cuts, size_order);
    for (size_t i = 0; i < n; i++)
        if (!kept || cuts[kept - 1] != cuts[i]) cuts[kept++] = cuts[i];
    *count = kept;
    return cuts;
}

static void put_span_target(buf *b, const source_span *s) {
    if (s->draft_id) {
        MARK(b, "#d");
        html_int(b, s->draft_id);
    } else {
        MARK(b, "/record/");
        html_int(b, s->record_id);
    }
}

static bool covers(const source_span *s, size_t from, size_t to) {
    return s->start <= from && s->end >= to && s->start < s->end;
}

/* One stretch of text under the same spans. It leads to the shortest of them: the most particular.
 */
static void put_stretch(view *v, const source_page *s, size_t low, size_t from, size_t to) {
    buf *b = v->out;
    const source_span *best = NULL;
    bool starts = false;
    for (size_t i = low; i < s->span_count && s->spans[i].start <= from; i++) {
        const source_span *x = &s->spans[i];
        if (!covers(x, from, to)) continue;
        starts |= x->start == from;
        if (!best || x->end - x->start < best->end - best->start) best = x;
    }
    if (!best) {
        html_text(b, str_slice(s->text, from, to));
        return;
    }
    MARK(b, "<mark class=\"");
    buf_put_z(b, record_name(best->family));
    if (starts) {
        MARK(b, "\" id=\"e");
        html_int(b, (int64_t)from);
    }
    MARK(b, "\" data-of=\"");
    for (size_t i = low; i < s->span_count && s->spans[i].start <= from; i++) {
        if (!covers(&s->spans[i], from, to) || !s->spans[i].draft_id) continue;
        MARK(b, "d");
        html_int(b, s->spans[i].draft_id);
        MARK(b, " ");
    }
    MARK(b, "\"><a href=\"");
    put_span_target(b, best);
    MARK(b, "\">");
    html_text(b, str_slice(s->text, from, to));
    MARK(b, "</a></mark>");
}

static code put_text(view *v, const source_page *s, fault *f) {
    size_t n = 0, low = 0;
    size_t *cuts = cut_places(v->arena, s, &n);
    if (!cuts) return fault_set(f, NOMEM, NULL, "the source has too many marks");
    MARK(v->out, "<section class=\"text\" aria-labelledby=\"text\"><h2 id=\"text\">Text</h2>\n"
                 "<div class=\"document\" tabindex=\"0\" dir=\"auto\"");
    html_attribute(v->out, "lang", s->language);
    MARK(v->out, ">");
    for (size_t i = 0; i + 1 < n; i++) {
        while (low < s->span_count && s->spans[low].end <= cuts[i]) low++;
        put_stretch(v, s, low, cuts[i], cuts[i + 1]);
    }
    MARK(v->out, "</div></section>\n");
    return OK;
}

static void put_origin(view *v, const source_page *s) {
    buf *b = v->out;
    MARK(b, "<p class=\"meta\">");
    if (s->ref.publisher.n) {
        html_name(b, s->ref.publisher);
        MARK(b, ", ");
    }
    if (s->ref.published.n) {
        part_date(v, s->ref.published);
        MARK(b, "; ");
    }
    if (str_starts(s->ref.address, S("http://")) || str_starts(s->ref.address, S("https://"))) {
        MARK(b, "<a rel=\"noreferrer\" href=\"");
        html_text(b, s->ref.address);
        MARK(b, "\">where it was published</a>; ");
    }
    MARK(b, "received ");
    part_instant(v, s->received_at);
    if (s->byte_count) {
        MARK(b, "; <a href=\"/source/");
        html_int(b, s->ref.id);
        MARK(b, "/original\">as received</a> (");
        html_text(b, s->form);
        MARK(b, ", ");
        html_int(b, s->byte_count);
        MARK(b, " bytes)");
    }
    MARK(b, "</p>\n");
    if (s->note.n) {
        MARK(b, "<p class=\"meta\" dir=\"auto\">");
        html_text(b, s->note);
        MARK(b, "</p>\n");
    }
    if (s->ref.copy_of) {
        MARK(b, "<p class=\"meta\">A copy of <a href=\"/source/");
        html_int(b, s->ref.copy_of);
        MARK(b, "\">another source</a>: it confirms nothing by itself.</p>\n");
    }
    for (size_t i = 0; i < s->copy_count; i++) {
        MARK(b, "<p class=\"meta\">Copy: ");
        part_source_link(v, &s->copies[i]);
        MARK(b, "</p>\n");
    }
}

static str title_of(arena *a, const source_ref *s) {
    if (s->title.n) return s->title;
    str made = str_format(a, "Source %lld", (long long)s->id);
    return made.p ? made : S("Source");
}

code page_source(request *q, response *r, fault *f) {
    int64_t id, edited;
    source_page s;
    if (!str_int(request_path_value(q, 0), &id))
        return fault_set(f, NOTFOUND, NULL, "a source has a number, such as /source/7");
    TRY(request_int(q, "edit", 0, &edited, f));
    TRY(source_find(q->arena, q->worker, id, &s, f));
    const page_head head = {.title = title_of(q->arena, &s.ref),
                            .section = "/sources",
                            .wide = s.text.n > 0,
                            .script = s.draft_count ? "review.js" : NULL};
    view v = view_open(q, r, &head);
    put_origin(&v, &s);
    if (s.text.n) MARK(v.out, "<div class=\"sides\">\n");
    if (s.text.n) TRY(put_text(&v, &s, f));
    if (s.draft_count) TRY(review_drafts(&v, &s, edited, f));
    if (!s.draft_count) {
        static const records_look look = {.family = true,
                                          .empty = {"No fact of the register rests on it.", 36}};
        MARK(v.out, "<section><h2>What it says</h2>\n");
        TRY(part_records(&v, s.records, s.record_count, &look, f));
        if (s.text.n) review_missed(&v, s.ref.id);
        MARK(v.out, "</section>\n");
    }
    if (s.text.n) MARK(v.out, "</div>\n");
    section_cite_source(&v, &s.ref, head.title);
    view_close(&v);
    return OK;
}

code page_source_original(request *q, response *r, fault *f) {
    int64_t id;
    str bytes, form;
    if (!str_int(request_path_value(q, 0), &id))
        return fault_set(f, NOTFOUND, NULL, "a source has a number, such as /source/7");
    TRY(source_bytes(q->arena, q->worker, id, &bytes, &form, f));
    const char *ending = str_eq(form, S("pdf")) ? "pdf" : str_eq(form, S("html")) ? "html" : "txt";
    /* Always a download: a page of strangers must not run under our name. */
    r->type = "application/octet-stream";
    r->disposition =
        str_format(q->arena, "attachment; filename=\"source-%lld.%s\"", (long long)id, ending);
    buf_put(&r->body, bytes);
    return OK;
}

static void put_source(view *v, const source_row *s) {
    buf *b = v->out;
    MARK(b, "<li><span class=\"when\">");
    part_date(v, s->ref.published);
    MARK(b, "</span><div class=\"about\">");
    part_source_link(v, &s->ref);
    MARK(b, "<p class=\"meta\">");
    html_text(b, s->form);
    if (s->accepted) {
        MARK(b, "; ");
        html_int(b, s->accepted);
        MARK(b, " accepted");
    }
    if (s->rejected) {
        MARK(b, "; ");
        html_int(b, s->rejected);
        MARK(b, " rejected");
    }
    if (s->ref.copy_of) MARK(b, "; a copy");
    MARK(b, "</p></div>");
    if (s->waiting) {
        MARK(b, "<span class=\"state\"><span class=\"status waiting\">");
        html_int(b, s->waiting);
        MARK(b, " waiting</span></span>");
    }
    MARK(b, "</li>\n");
}

void part_sources(view *v, const source_row *items, size_t count) {
    if (!count) return;
    MARK(v->out, "<ol class=\"records\">\n");
    for (size_t i = 0; i < count; i++) put_source(v, &items[i]);
    MARK(v->out, "</ol>\n");
}

code page_sources(request *q, response *r, fault *f) {
    source_list list;
    bool waiting = str_eq(request_value(q, "show"), S("waiting"));
    TRY(source_browse(q->arena, q->worker, waiting, request_value(q, "after"), 50, &list, f));
    const page_head head = {.title = S("Sources"), .section = "/sources"};
    view v = view_open(q, r, &head);
    if (waiting)
        MARK(v.out, "<p class=\"tabs\"><a href=\"/sources\">All</a> <strong>To review</strong> "
                    "<a href=\"/add\">Add a document</a></p>\n");
    else
        MARK(v.out, "<p class=\"tabs\"><strong>All</strong> <a href=\"/sources?show=waiting\">To "
                    "review</a> <a href=\"/add\">Add a document</a></p>\n");
    if (!list.count && waiting)
        part_empty(&v, S("Nothing waits for you. Documents that were added and not yet decided "
                         "upon stand here."));
    else if (!list.count)
        part_empty(&v, S("No document yet. Add a communiqué, a press release or a news story, and "
                         "what it says will be offered for review."));
    part_sources(&v, list.items, list.count);
    part_pager(&v, list.next);
    view_close(&v);
    return OK;
}
