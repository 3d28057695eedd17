#include "page/pair.h"

#include "draw/timeline.h"

/* A pair at one look: by sector, and on an axis of time. */

enum { COLUMNS = 6, TIMELINE_DAYS = 12 * 365 };

static void count_row(int64_t of[SECTOR_COUNT][COLUMNS], const record_row *row, int column) {
    for (sector s = 0; s < SECTOR_COUNT; s++)
        if (row->sectors & (sector_set)1 << s) of[s][column]++;
}

static int promise_column(const follow_verdict *x) {
    if (!x) return -1;
    switch (x->state) {
    case FOLLOW_LATE: return 4;
    case FOLLOW_DONE:
    case FOLLOW_DONE_LATE: return 5;
    case FOLLOW_DROPPED:
    case FOLLOW_SUPERSEDED: return -1;
    default: return 3;
    }
}

static code count_sectors(view *v, const pair_page *p, const pair_standing *all,
                          int64_t of[SECTOR_COUNT][COLUMNS], fault *f) {
    const record_page *made = &p->of[RECORD_INSTRUMENT], *met = &p->of[RECORD_ENGAGEMENT],
                      *said = &p->of[RECORD_COMMITMENT];
    const follow_verdict **verdicts;
    for (size_t i = 0; i < made->count; i++) {
        count_row(of, &made->items[i], 0);
        if (all[i].between == BETWEEN_IN_FORCE) count_row(of, &made->items[i], 1);
    }
    for (size_t i = 0; i < met->count; i++) count_row(of, &met->items[i], 2);
    TRY(promise_verdicts(v, said->items, said->count, &verdicts, f));
    for (size_t i = 0; i < said->count; i++) {
        int column = promise_column(verdicts[i]);
        if (column >= 0) count_row(of, &said->items[i], column);
    }
    return OK;
}

static void put_cell(view *v, const pair_page *p, sector s, int column, int64_t n, int64_t most) {
    static const char *const lists[COLUMNS] = {"/instruments", "/instruments", "/engagements",
                                               "/commitments", "/due",         "/commitments"};
    buf *b = v->out;
    MARK(b, "<td class=\"step v");
    html_int(b, draw_step(n, most));
    MARK(b, "\">");
    if (n) {
        MARK(b, "<a href=\"");
        buf_put_z(b, lists[column]);
        MARK(b, "?state=");
        html_path(b, p->a.code);
        MARK(b, "&amp;other=");
        html_path(b, p->b.code);
        MARK(b, "&amp;sector=");
        buf_put_z(b, sector_name(s));
        if (column == 1) MARK(b, "&amp;status=in_force");
        if (column == 4) MARK(b, "&amp;show=late");
        MARK(b, "\">");
        html_int(b, n);
        MARK(b, "</a>");
    }
    MARK(b, "</td>");
}

code section_sectors(view *v, const pair_page *p, const pair_standing *all, fault *f) {
    int64_t of[SECTOR_COUNT][COLUMNS] = {{0}}, most = 0;
    buf *b = v->out;
    TRY(count_sectors(v, p, all, of, f));
    for (sector s = 0; s < SECTOR_COUNT; s++)
        for (int k = 0; k < COLUMNS; k++)
            if (of[s][k] > most) most = of[s][k];
    if (!most) return OK;
    MARK(b, "<section id=\"sectors\"><h2>By sector</h2>\n<div class=\"scroll\" tabindex=\"0\" "
            "role=\"region\" aria-label=\"Counts by sector\"><table class=\"grid\"><thead><tr>"
            "<th scope=\"col\">Sector</th><th scope=\"col\">Instruments</th><th scope=\"col\">In "
            "force</th><th scope=\"col\">Engagements</th><th scope=\"col\">Promises open</th>"
            "<th scope=\"col\">Late</th><th scope=\"col\">Kept</th></tr></thead><tbody>\n");
    for (sector s = 0; s < SECTOR_COUNT; s++) {
        int64_t sum = 0;
        for (int k = 0; k < COLUMNS; k++) sum += of[s][k];
        if (!sum) continue;
        MARK(b, "<tr><th scope=\"row\">");
        buf_put_z(b, sector_name(s));
        MARK(b, "</th>");
        for (int k = 0; k < COLUMNS; k++) put_cell(v, p, s, k, of[s][k], most);
        MARK(b, "</tr>\n");
    }
    MARK(b, "</tbody></table></div></section>\n");
    return OK;
}

/* The day that a drawing shows: of a vague date its first. */
static bool to_event(view *v, const record_row *row, size_t lane, timeline_event *out) {
    day last = row->last == DAY_OPEN ? row->first : row->last;
    if (row->first == DAY_NONE || last < v->request->today - TIMELINE_DAYS) return false;
    *out = (timeline_event){.first = row->first,
                            .last = last,
                            .lane = lane,
                            .kind = kind_name(row->kind),
                            .planned = row->modality == MODALITY_PLANNED,
                            .label = row->label,
                            .address = record_address(v->arena, row->family, row->id, row->label),
                            .note = row->date};
    return true;
}

/* Of what is due, its last day. */
static bool to_due(view *v, const due_row *x, timeline_event *out) {
    edtf when;
    if (edtf_parse(x->due, &when, NULL) != OK || when.last == DAY_OPEN) return false;
    if (when.last < v->request->today - TIMELINE_DAYS) return false;
    *out = (timeline_event){.first = when.last,
                            .last = when.last,
                            .lane = 1,
                            .kind = kind_name(x->row.kind),
                            .planned = true,
                            .label = x->row.label,
                            .address =
                                record_address(v->arena, x->row.family, x->row.id, x->row.label),
                            .note = x->due};
    return true;
}

void section_timeline(view *v, const record_page *met, const due_page *const *due, size_t count) {
    const str lanes[] = {S("Engagements"), S("Due")};
    size_t n = 0, most = met->count;
    for (size_t i = 0; i < count; i++) most += due[i]->count;
    timeline_event *events = arena_array(v->arena, most + 1, sizeof *events);
    if (!events) return;
    for (size_t k = 0; k < met->count; k++) n += to_event(v, &met->items[k], 0, &events[n]);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < due[i]->count; k++) n += to_due(v, &due[i]->items[k], &events[n]);
    if (n < 2) return;
    const timeline t = {.head = {.id = "timeline-drawing",
                                 .title = S("Encounters and what is due, in time"),
                                 .description = S("Each mark leads to its record; the lists on "
                                                  "this page and behind its links hold the same.")},
                        .lanes = lanes,
                        .lane_count = 2,
                        .events = events,
                        .event_count = n,
                        .today = v->request->today};
    MARK(v->out, "<section id=\"timeline\"><h2>");
    if (met->next.n)
        MARK(v->out, "The latest encounters");
    else
        MARK(v->out, "The last twelve years");
    MARK(v->out, "</h2>\n<div class=\"drawing\">");
    draw_timeline(v->arena, v->out, &t);
    MARK(v->out, "</div></section>\n");
}
