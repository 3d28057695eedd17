#include "page/pages.h"
#include "page/review.h"

#include "store/front.h"

static void put_big_search(view *v) {
    MARK(v->out, "<form class=\"search\" action=\"/search\" role=\"search\">"
                 "<label for=\"q\">Search the register</label><div class=\"line\">"
                 "<input dir=\"auto\" id=\"q\" name=\"q\" type=\"search\" "
                 "placeholder=\"extradition, Belarus, "
                 "customs ...\"><button>Search</button></div></form>\n");
}

static void put_number(view *v, int64_t n, const char *path, const char *one, const char *many) {
    buf *b = v->out;
    MARK(b, "<li><a href=\"");
    buf_put_z(b, path);
    MARK(b, "\"><strong>");
    html_int(b, n);
    MARK(b, "</strong> ");
    buf_put_z(b, n == 1 ? one : many);
    MARK(b, "</a></li>");
}

static void put_counts(view *v, const register_counts *c) {
    MARK(v->out, "<ul class=\"counts\">");
    put_number(v, c->records[RECORD_INSTRUMENT], "/instruments", "instrument", "instruments");
    put_number(v, c->records[RECORD_ENGAGEMENT], "/engagements", "engagement", "engagements");
    put_number(v, c->records[RECORD_COMMITMENT], "/commitments", "commitment", "commitments");
    put_number(v, c->records[RECORD_POSITION], "/positions", "position", "positions");
    put_number(v, c->records[RECORD_MEMBERSHIP], "/memberships", "membership", "memberships");
    put_number(v, c->records[RECORD_RELATION], "/relations", "relation", "relations");
    put_number(v, c->states, "/states", "state", "states");
    put_number(v, c->sources, "/sources", "source", "sources");
    MARK(v->out, "</ul>\n");
}

static void put_paste_box(view *v) {
    MARK(v->out, "<section id=\"paste\"><h2><label for=\"text\">Read a document</label></h2>\n");
    form_open(v, S("/add"), true);
    MARK(v->out,
         "<p><textarea dir=\"auto\" id=\"text\" name=\"text\" rows=\"5\" required "
         "placeholder=\"Paste a "
         "communiqué or a news story here\"></textarea></p><p><input type=\"file\" name=\"file\" "
         "aria-label=\"Dropped file\" hidden> <button class=\"accept\">Read it</button> <a "
         "href=\"/add\">with its address and date, or a file</a></p>"
         "</form></section>\n");
}

static code put_main(view *v, const front *x, fault *f) {
    static const records_look look = {.family = true};
    MARK(v->out, "<section id=\"newest\"><h2>Newest</h2>\n");
    if (!x->newest.count)
        part_empty(v, S("The register is empty. Paste a communiqué: what it says is offered to you "
                        "fact by fact, and what you accept stands here."));
    TRY(part_records(v, x->newest.items, x->newest.count, &look, f));
    MARK(v->out, "</section>\n");
    return OK;
}

static code put_side(view *v, const front *x, fault *f) {
    put_paste_box(v);
    if (x->waiting.count) {
        MARK(v->out, "<section id=\"waiting\"><h2>Waiting for review</h2>\n");
        part_sources(v, x->waiting.items, x->waiting.count);
        MARK(v->out, "</section>\n");
    }
    if (x->late.count) {
        MARK(v->out, "<section id=\"late\"><h2><a href=\"/due?show=late\">Late</a></h2>\n");
        TRY(part_due_list(v, x->late.items, x->late.count, f));
        MARK(v->out, "</section>\n");
    }
    MARK(v->out, "<section id=\"soon\"><h2><a href=\"/due\">Due soon</a></h2>\n");
    if (!x->soon.count) part_empty(v, S("Nothing is due in the next 90 days."));
    TRY(part_due_list(v, x->soon.items, x->soon.count, f));
    MARK(v->out, "</section>\n");
    return OK;
}

code page_front(request *q, response *r, fault *f) {
    front x;
    TRY(front_find(q->arena, q->worker, q->today, 90, 10, &x, f));
    const page_head head = {.title = S("depositary"),
                            .section = "/",
                            .no_heading = true,
                            .no_search = true,
                            .script = "add.js"};
    view v = view_open(q, r, &head);
    MARK(v.out, "<h1>What states agree, and whether they keep it</h1>\n");
    put_big_search(&v);
    put_counts(&v, &x.counts);
    MARK(v.out, "<div class=\"halves\"><div>\n");
    TRY(put_main(&v, &x, f));
    MARK(v.out, "</div><div>\n");
    TRY(put_side(&v, &x, f));
    MARK(v.out, "</div></div>\n");
    view_close(&v);
    return OK;
}
