#include "page/pages.h"
#include "page/view.h"

#include "store/search.h"

static void put_snippet(view *v, const snippet *s) {
    buf *b = v->out;
    size_t at = 0;
    for (size_t i = 0; i < s->mark_count; i++) {
        if (s->marks[i].start < at || s->marks[i].end > s->text.n) continue;
        html_text(b, str_slice(s->text, at, s->marks[i].start));
        MARK(b, "<b>");
        html_text(b, str_slice(s->text, s->marks[i].start, s->marks[i].end));
        MARK(b, "</b>");
        at = s->marks[i].end;
    }
    html_text(b, str_slice(s->text, at, s->text.n));
}

/* The title with the words that were asked for marked; false where what was searched is not what
 * is shown, and nothing is written then. */
static bool put_title(view *v, const snippet *s, str shown, str address) {
    buf *b = v->out;
    if (!s->mark_count || !str_eq(s->text, shown)) return false;
    MARK(b, "<a class=\"what\" href=\"");
    html_text(b, address);
    bool along = html_runs_along(shown);
    MARK(b, "\">");
    if (!along) MARK(b, "<bdi>");
    put_snippet(v, s);
    if (!along) MARK(b, "</bdi>");
    MARK(b, "</a>");
    return true;
}

static void put_hit(view *v, const hit *h, const evidence_row *quote) {
    buf *b = v->out;
    MARK(b, "<li><span class=\"when\">");
    if (h->type == HIT_RECORD) {
        part_date(v, record_when(&h->record));
    } else if (h->type == HIT_SOURCE) {
        part_date(v, h->source.published);
    } else {
        buf_put_z(b, actor_kind_name(h->actor.kind));
    }
    MARK(b, "</span><div class=\"about\">");
    if (h->type == HIT_RECORD) {
        const record_row *x = &h->record;
        if (!put_title(v, &h->title, x->label,
                       record_address(v->arena, x->family, x->id, x->label)))
            part_record_link(v, x);
        MARK(b, "<p class=\"meta\">");
        buf_put_z(b, record_name(h->record.family));
        MARK(b, ": ");
        part_kind(v, &h->record);
        if (h->record.party_count) MARK(b, "; ");
        part_parties(v, &h->record);
        part_sectors(v, h->record.sectors);
        MARK(b, "</p>");
    } else if (h->type == HIT_SOURCE) {
        part_source_link(v, &h->source);
    } else {
        if (!put_title(v, &h->title, h->actor.name, actor_address(v->arena, &h->actor)))
            part_actor(v, &h->actor);
    }
    /* Where the title alone has the words, the start of the text says nothing about them. */
    if (h->body.text.n && (h->body.mark_count || !h->title.mark_count)) {
        MARK(b, "<p class=\"snippet\" dir=\"auto\">");
        put_snippet(v, &h->body);
        MARK(b, "</p>");
    }
    if (quote->id) part_sentence(v, quote);
    MARK(b, "</div>");
    if (h->type == HIT_RECORD && h->record.status.n) {
        MARK(b, "<span class=\"state\">");
        part_status(v, h->record.status);
        MARK(b, "</span>");
    }
    MARK(b, "</li>\n");
}

static code put_hits(view *v, const hit_page *page, fault *f) {
    if (!page->count) return OK;
    evidence_row *quotes;
    int64_t *ids = arena_array(v->arena, page->count, sizeof *ids);
    if (!ids) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < page->count; i++)
        ids[i] = page->items[i].type == HIT_RECORD ? page->items[i].id : 0;
    TRY(record_quotes(v->arena, v->db, ids, page->count, &quotes, f));
    MARK(v->out, "<ol class=\"records\">\n");
    for (size_t i = 0; i < page->count; i++) put_hit(v, &page->items[i], &quotes[i]);
    MARK(v->out, "</ol>\n");
    return OK;
}

/* The same search within one kind of thing, as links. */
static void put_tabs(view *v, str words, str in) {
    static const char *const names[] = {"",           "instrument", "engagement",
                                        "commitment", "position",   "membership",
                                        "relation",   "actor",      "source"};
    buf *b = v->out;
    MARK(b, "<p class=\"tabs\">");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *shown = *names[i] ? names[i] : "all";
        if (str_eq_z(in, names[i])) {
            MARK(b, "<strong>");
            buf_put_z(b, shown);
            MARK(b, "</strong> ");
            continue;
        }
        MARK(b, "<a href=\"/search?q=");
        html_path(b, words);
        if (*names[i]) {
            MARK(b, "&amp;in=");
            buf_put_z(b, names[i]);
        }
        MARK(b, "\">");
        buf_put_z(b, shown);
        MARK(b, "</a> ");
    }
    MARK(b, "</p>\n");
}

/* How many, in what order; and where the rest is. What a script shows while one types is not the
 * whole answer. */
static void put_count(view *v, const hit_page *page, bool typing) {
    buf *b = v->out;
    bool more = page->next.n || page->newest;
    MARK(b, "<p class=\"meta\" id=\"count\">");
    if (page->newest) {
        MARK(b, "Many fit; these are the newest. Enter shows the best first.");
    } else if (page->count) {
        html_int(b, (int64_t)page->count);
        if (more && typing)
            MARK(b, " shown, the best first. Enter shows all.");
        else if (more)
            MARK(b, " on this page, the best first.");
        else
            MARK(b, " found, the best first.");
    } else {
        MARK(b, "Nothing found.");
    }
    MARK(b, "</p>\n");
}

/* Of one family there is a list with further filters: by state, kind, sector, year. */
static void put_narrow(view *v, str words, str in) {
    record family;
    buf *b = v->out;
    if (!record_of(in, &family)) return;
    MARK(b, "<p class=\"meta\"><a href=\"/");
    html_text(b, in);
    MARK(b, "s?q=");
    html_path(b, words);
    MARK(b, "\">The same by date, to be narrowed by state, kind, sector and year</a></p>\n");
}

static code put_results(view *v, str words, str in, const hit_page *page, bool typing, fault *f) {
    if (!words.n) {
        part_empty(v, S("Search the names of states and bodies, titles, what was promised, and "
                        "the full text of every source. Endings and accents do not matter."));
        return OK;
    }
    put_tabs(v, words, in);
    put_count(v, page, typing);
    if (!page->count)
        part_empty(v, S("Nothing has all these words. Try fewer, or another form of them."));
    else
        put_narrow(v, words, in);
    TRY(put_hits(v, page, f));
    if (!typing) part_pager(v, page->next);
    return OK;
}

static void put_box(view *v, str words, str in) {
    MARK(v->out, "<form class=\"search\" role=\"search\"><label for=\"q\">Words, \"a phrase\", "
                 "-without</label><div class=\"line\"><input dir=\"auto\" id=\"q\" name=\"q\" "
                 "type=\"search\" "
                 "autocomplete=\"off\" aria-controls=\"results\"");
    html_attribute(v->out, "value", words);
    MARK(v->out, ">");
    if (in.n) {
        MARK(v->out, "<input type=\"hidden\" name=\"in\"");
        html_attribute(v->out, "value", in);
        MARK(v->out, ">");
    }
    MARK(v->out, "<button>Search</button></div></form>\n<p class=\"unseen\" role=\"status\" "
                 "id=\"said\"></p>\n");
}

/* With part=results it is what search.js puts in the place of the results while one types. */
code page_search(request *q, response *r, fault *f) {
    str words = str_trim(request_value(q, "q")), in = request_value(q, "in");
    str part = request_value(q, "part");
    bool typing = part.n > 0;
    hit_page page = {0};
    if (typing && !str_eq(part, S("results")))
        return fault_set(f, INVALID, "part", "results is wanted, or nothing");
    if (words.n)
        TRY(search(q->arena, q->worker, words, in, typing, q->today, request_value(q, "after"),
                   typing ? 15 : 30, &page, f));
    if (typing) {
        view v = {.out = &r->body, .arena = q->arena, .request = q, .db = q->worker};
        return put_results(&v, words, in, &page, typing, f);
    }
    const page_head head = {
        .title = S("Search"), .section = "/search", .no_search = true, .script = "search.js"};
    view v = view_open(q, r, &head);
    put_box(&v, words, in);
    MARK(v.out, "<div id=\"results\">\n");
    TRY(put_results(&v, words, in, &page, typing, f));
    MARK(v.out, "</div>\n");
    view_close(&v);
    return OK;
}
