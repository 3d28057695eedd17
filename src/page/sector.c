#include "page/pages.h"
#include "page/sector_table.h"

#include "draw/draw.h"

/* Sectors: counts of all, and the newest of each. */

static void put_count(view *v, sector s, record k, int64_t n, int64_t most, str state) {
    buf *b = v->out;
    MARK(b, "<td class=\"step v");
    html_int(b, draw_step(n, most));
    MARK(b, "\">");
    if (n) {
        MARK(b, "<a href=\"/");
        buf_put_z(b, record_name(k));
        MARK(b, "s?sector=");
        buf_put_z(b, sector_name(s));
        if (state.n) {
            MARK(b, "&amp;state=");
            html_path(b, state);
        }
        MARK(b, "\">");
        html_int(b, n);
        MARK(b, "</a>");
    }
    MARK(b, "</td>");
}

void sector_table(view *v, int64_t of[SECTOR_COUNT][RECORD_COUNT], str state) {
    buf *b = v->out;
    int64_t most = 0, families[RECORD_COUNT] = {0}, sectors[SECTOR_COUNT] = {0};
    for (sector s = 0; s < SECTOR_COUNT; s++)
        for (record k = 0; k < RECORD_COUNT; k++) {
            families[k] += of[s][k];
            sectors[s] += of[s][k];
            if (of[s][k] > most) most = of[s][k];
        }
    MARK(b, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Counts by sector\">"
            "<table class=\"grid\"><thead><tr><th scope=\"col\">Sector</th>");
    for (record k = 0; k < RECORD_COUNT; k++) {
        if (state.n && !families[k]) continue;
        MARK(b, "<th scope=\"col\">");
        buf_put_z(b, record_name(k));
        MARK(b, "s</th>");
    }
    MARK(b, "</tr></thead><tbody>\n");
    for (sector s = 0; s < SECTOR_COUNT; s++) {
        if (state.n && !sectors[s]) continue;
        MARK(b, "<tr><th scope=\"row\"><a href=\"/sector/");
        buf_put_z(b, sector_name(s));
        MARK(b, "\">");
        html_text(b, words_of(v->arena, str_of(sector_name(s))));
        MARK(b, "</a></th>");
        for (record k = 0; k < RECORD_COUNT; k++)
            if (!state.n || families[k]) put_count(v, s, k, of[s][k], most, state);
        MARK(b, "</tr>\n");
    }
    MARK(b, "</tbody></table></div>\n");
}

code page_sectors(request *q, response *r, fault *f) {
    int64_t of[SECTOR_COUNT][RECORD_COUNT];
    actor_ref who = {0};
    str state = str_trim(request_value(q, "state"));
    if (state.n) {
        TRY(actor_lookup(q->arena, q->worker, state, &who, f));
        if (!who.code.n) return fault_set(f, INVALID, "state", "a state or organisation is wanted");
        TRY(world_state_sectors(q->arena, q->worker, who.id, of, f));
    } else {
        TRY(world_sectors(q->worker, of, f));
    }
    const page_head head = {
        .title =
            state.n ? str_format(q->arena, STR_FMT " by sector", STR_ARG(who.name)) : S("Sectors"),
        .section = state.n ? "/states" : "/instruments"};
    view v = view_open(q, r, &head);
    if (state.n) {
        MARK(v.out, "<p class=\"meta\">");
        part_actor(&v, &who);
        MARK(v.out, "; <a href=\"/matrix?state=");
        html_path(v.out, who.code);
        MARK(v.out, "\">with whom, by sector</a></p>\n");
    }
    int64_t total = 0;
    for (sector s = 0; s < SECTOR_COUNT; s++)
        for (record k = 0; k < RECORD_COUNT; k++) total += of[s][k];
    if (!total) part_teach(&v, S("Nothing in the register has a sector yet."));
    sector_table(&v, of, who.code);
    view_close(&v);
    return OK;
}

static code put_sector_family(view *v, sector s, record family, fault *f) {
    static const records_look look = {0};
    record_page page;
    record_filter filter = RECORD_ANY;
    filter.sector = s;
    filter.family = family;
    filter.on = v->request->today;
    TRY(record_browse(v->arena, v->db, &filter, S(""), 15, &page, f));
    if (!page.count) return OK;
    buf *b = v->out;
    MARK(b, "<section><h2>");
    buf_put_z(b, record_name(family));
    MARK(b, "s</h2>\n");
    TRY(part_records(v, page.items, page.count, &look, f));
    if (page.next.n) {
        MARK(b, "<p class=\"pager\"><a href=\"/");
        buf_put_z(b, record_name(family));
        MARK(b, "s?sector=");
        buf_put_z(b, sector_name(s));
        MARK(b, "\">All ");
        buf_put_z(b, record_name(family));
        MARK(b, "s of this sector</a></p>\n");
    }
    MARK(b, "</section>\n");
    return OK;
}

code page_sector(request *q, response *r, fault *f) {
    sector s;
    if (!sector_of(request_path_value(q, 0), &s))
        return fault_set(f, NOTFOUND, "sector",
                         "there is no sector of this name; /sectors has them");
    const page_head head = {.title = str_format(q->arena, "Sector: %s", sector_name(s)),
                            .section = "/instruments"};
    view v = view_open(q, r, &head);
    size_t before = v.out->n;
    for (record k = 0; k < RECORD_COUNT; k++) TRY(put_sector_family(&v, s, k, f));
    if (v.out->n == before) part_teach(&v, S("The register holds nothing of this sector yet."));
    view_close(&v);
    return OK;
}
