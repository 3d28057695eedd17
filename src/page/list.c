#include "page/list_csv.h"
#include "page/pages.h"

#include "base/word_take.h"
#include "base/words.h"

/* The lists of records of one family, with filters as a plain form. */

static const struct {
    const char *path, *heading, *unfit, *none;
} families[RECORD_COUNT] = {
    [RECORD_INSTRUMENT] = {"/instruments", "Instruments", "No instrument fits.",
                           "Treaties, agreements, memoranda, roadmaps: none yet."},
    [RECORD_ENGAGEMENT] = {"/engagements", "Engagements", "No visit, talks or forum fits.",
                           "Visits, talks, forums, sessions of commissions: none yet."},
    [RECORD_COMMITMENT] = {"/commitments", "Commitments", "No promise fits.",
                           "Who promised what, by when, and what came of it: none yet."},
    [RECORD_POSITION] = {"/positions", "Positions", "No position fits.",
                         "What states support, oppose or call for: nothing yet."},
    [RECORD_MEMBERSHIP] = {"/memberships", "Memberships", "No membership fits.",
                           "Who joined and left which organisation: nothing yet."},
    [RECORD_RELATION] = {"/relations", "Relations", "No event of diplomatic relations fits.",
                         "Relations established, raised, broken off: nothing yet."},
};

static void put_choice_start(view *v, const char *name, const char *label) {
    buf *b = v->out;
    MARK(b, "<p><label for=\"");
    buf_put_z(b, name);
    MARK(b, "\">");
    buf_put_z(b, label);
    MARK(b, "</label><select id=\"");
    buf_put_z(b, name);
    MARK(b, "\" name=\"");
    buf_put_z(b, name);
    MARK(b, "\"><option value=\"\">any</option>");
}

static void put_choice(view *v, const char *value, str chosen) {
    buf *b = v->out;
    MARK(b, "<option value=\"");
    buf_put_z(b, value);
    MARK(b, "\"");
    if (str_eq_z(chosen, value)) MARK(b, " selected");
    MARK(b, ">");
    html_text(b, words_of(v->arena, str_of(value)));
    MARK(b, "</option>");
}

static void put_text_filter(view *v, const char *name, const char *label, const char *type) {
    buf *b = v->out;
    MARK(b, "<p><label for=\"");
    buf_put_z(b, name);
    MARK(b, "\">");
    buf_put_z(b, label);
    MARK(b, "</label><input dir=\"auto\" id=\"");
    buf_put_z(b, name);
    MARK(b, "\" name=\"");
    buf_put_z(b, name);
    MARK(b, "\" type=\"");
    buf_put_z(b, type);
    MARK(b, "\"");
    html_attribute(b, "value", request_value(v->request, name));
    MARK(b, "></p>");
}

static void put_filters(view *v, record family) {
    static const char *const statuses[] = {"in_force",  "not_in_force", "provisional",
                                           "signatory", "contracting",  "suspended",
                                           "ended"};
    const request *q = v->request;
    buf *b = v->out;
    MARK(b, "<form class=\"filters\" aria-label=\"Filters\">");
    put_text_filter(v, "q", "Words", "search");
    put_text_filter(v, "state", "State", "text");
    put_text_filter(v, "other", "and", "text");
    put_choice_start(v, "kind", "Kind");
    for (kind k = KIND_NONE + 1; k < KIND_COUNT; k++)
        if (kind_record(k) == family) put_choice(v, kind_name(k), request_value(q, "kind"));
    MARK(b, "</select></p>");
    put_choice_start(v, "sector", "Sector");
    for (sector s = 0; s < SECTOR_COUNT; s++)
        put_choice(v, sector_name(s), request_value(q, "sector"));
    MARK(b, "</select></p>");
    if (family == RECORD_INSTRUMENT) {
        put_choice_start(v, "act", "Act");
        for (fact_act a = ACT_NONE + 1; a < ACT_COUNT; a++)
            put_choice(v, act_name(a), request_value(q, "act"));
        MARK(b, "</select></p>");
        put_choice_start(v, "status", "Status");
        for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
            put_choice(v, statuses[i], request_value(q, "status"));
        MARK(b, "</select></p>");
        put_text_filter(v, "on", "on", "date");
    }
    put_text_filter(v, "year", "Year", "text");
    MARK(b, "<p><button>Show</button></p></form>\n");
}

static code list_filter(request *q, record family, record_filter *out, fault *f) {
    record_filter filter = RECORD_ANY;
    actor_ref who;
    str word;
    int64_t year;
    filter.family = family;
    filter.words = str_trim(request_value(q, "q"));
    filter.status = request_value(q, "status");
    if ((word = str_trim(request_value(q, "state"))).n) {
        TRY(actor_lookup(q->arena, q->worker, word, &who, f));
        filter.state = who.id;
    }
    if ((word = str_trim(request_value(q, "other"))).n) {
        TRY(actor_lookup(q->arena, q->worker, word, &who, f));
        filter.other = who.id;
    }
    if ((word = request_value(q, "kind")).n)
        TRY(kind_take("kind", word, RECORD_COUNT, &filter.kind, f));
    if ((word = request_value(q, "act")).n) TRY(act_take("act", word, &filter.act, f));
    if ((word = request_value(q, "sector")).n) TRY(sector_take("sector", word, &filter.sector, f));
    TRY(request_int(q, "year", 0, &year, f));
    if (year < 0 || year > 9999) return fault_set(f, INVALID, "year", "a year has four digits");
    filter.year = (int)year;
    TRY(request_day(q, "on", q->today, &filter.on, f));
    *out = filter;
    return OK;
}

static bool filtered(const request *q) {
    for (size_t i = 0; i < q->query.count; i++)
        if (q->query.items[i].value.n) return true;
    return false;
}

static code list_page(request *q, response *r, record family, fault *f) {
    record_filter filter;
    record_page page;
    TRY(list_filter(q, family, &filter, f));
    if (str_eq(request_value(q, "format"), S("csv"))) return list_csv(q, r, &filter, f);
    if (request_value(q, "format").n)
        return fault_set(f, INVALID, "format", "csv is wanted, or nothing");
    TRY(record_browse(q->arena, q->worker, &filter, request_value(q, "after"), 50, &page, f));
    const page_head head = {.title = str_of(families[family].heading),
                            .section = families[family].path};
    view v = view_open(q, r, &head);
    if (family == RECORD_COMMITMENT)
        MARK(v.out, "<p class=\"tabs\"><strong>All</strong> <a href=\"/due\">Due</a> "
                    "<a href=\"/due?show=late\">Late</a></p>\n");
    if (family == RECORD_ENGAGEMENT)
        MARK(v.out, "<p class=\"tabs\"><strong>List</strong> <a href=\"/calendar\">Calendar</a>"
                    "</p>\n");
    if (family == RECORD_INSTRUMENT)
        MARK(v.out, "<p class=\"tabs\"><strong>List</strong> <a href=\"/sectors\">Sectors</a> "
                    "<a href=\"/map\">Map</a></p>\n");
    put_filters(&v, family);
    static const records_look look = {0};
    if (!page.count && filtered(q))
        part_empty(&v, str_format(q->arena, "%s Take a filter away, or widen it.",
                                  families[family].unfit));
    else if (!page.count)
        part_teach(&v, str_of(families[family].none));
    TRY(part_records(&v, page.items, page.count, &look, f));
    part_pager(&v, page.next);
    if (page.count) part_list_downloads(&v, family);
    view_close(&v);
    return OK;
}

code page_instruments(request *q, response *r, fault *f) {
    return list_page(q, r, RECORD_INSTRUMENT, f);
}
code page_engagements(request *q, response *r, fault *f) {
    return list_page(q, r, RECORD_ENGAGEMENT, f);
}
code page_commitments(request *q, response *r, fault *f) {
    return list_page(q, r, RECORD_COMMITMENT, f);
}
code page_positions(request *q, response *r, fault *f) {
    return list_page(q, r, RECORD_POSITION, f);
}
code page_memberships(request *q, response *r, fault *f) {
    return list_page(q, r, RECORD_MEMBERSHIP, f);
}
code page_relations(request *q, response *r, fault *f) {
    return list_page(q, r, RECORD_RELATION, f);
}
