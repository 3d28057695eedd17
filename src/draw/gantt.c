/* A row is a label over its bars, so that the drawing fits a telephone as it fits a desk. */
#include "draw/gantt.h"

#include "draw/svg.h"

#include <stdio.h>
#include <string.h>

enum { TOP = 22, ROW = 40, BAR = 12, LABEL_MOST = 46 };

static void time_take(svg_time *t, day d, bool *any) {
    if (d == DAY_NONE || d == DAY_OPEN) return;
    if (!*any || d < t->first) t->first = d;
    if (!*any || d > t->last) t->last = d;
    *any = true;
}

static svg_time time_of(const gantt *g) {
    svg_time t = {0, 0};
    bool any = false;
    for (size_t i = 0; i < g->row_count; i++) {
        const gantt_row *r = &g->rows[i];
        time_take(&t, r->start, &any);
        time_take(&t, r->due, &any);
        time_take(&t, r->base_start, &any);
        time_take(&t, r->base_due, &any);
    }
    time_take(&t, g->today, &any);
    if (!any || t.last - t.first < 60) t.last = t.first + 60;
    return t;
}

static void put_rect(buf *b, const char *class, const char *more, double x1, double x2, int y,
                     int height) {
    buf_printf(b, "<rect class=\"%s\" %s x=\"", class, more);
    svg_percent(b, x1);
    buf_printf(b, "\" y=\"%d\" width=\"", y);
    svg_percent(b, x2 > x1 + 0.4 ? x2 - x1 : 0.4);
    buf_printf(b, "\" height=\"%d\"/>", height);
}

/* A lozenge: a nested svg carries the percent, the path the pixels. */
static void put_milestone(buf *b, const char *class, const char *more, double x, int y) {
    buf_put_z(b, "<svg overflow=\"visible\" x=\"");
    svg_percent(b, x);
    buf_printf(b, "\" y=\"%d\"><path class=\"%s\" %s d=\"M0-8 8 0 0 8-8 0Z\"/></svg>", y, class,
               more);
}

static void put_baseline(buf *b, const svg_time *t, const gantt_row *r, int y) {
    static const char outline[] = "fill=\"none\" stroke=\"currentColor\" stroke-dasharray=\"3 2\"";
    if (r->base_due == DAY_NONE || r->base_due == DAY_OPEN) return;
    double end = svg_at(t, r->base_due);
    if (r->base_start == DAY_NONE)
        put_milestone(b, "draw-base", outline, end, y + BAR / 2);
    else
        put_rect(b, "draw-base", outline, svg_at(t, r->base_start), end, y - 3, BAR + 6);
}

static void put_bar(buf *b, const gantt *g, const svg_time *t, const gantt_row *r, int y) {
    char class[64], hatch[96];
    bool late = strcmp(r->state, "late") == 0;
    snprintf(class, sizeof class, "draw-bar%s%s%s", r->state[0] != '\0' ? " is-" : "", r->state,
             late ? " draw-late" : "");
    snprintf(hatch, sizeof hatch, "fill=\"url(#%s-hatch)\"", g->head.id);
    if (r->due == DAY_OPEN || r->due == DAY_NONE) return;
    double end = svg_at(t, r->due);
    if (r->start == DAY_NONE) {
        put_milestone(b, class, "fill-opacity=\"0.6\"", end, y + BAR / 2);
        if (late) put_milestone(b, "draw-hatch", hatch, end, y + BAR / 2);
        return;
    }
    int height = r->heading ? BAR / 3 : BAR;
    double start = svg_at(t, r->start), width = end > start ? end - start : 0;
    put_rect(b, class, "fill-opacity=\"0.4\"", start, end, y, height);
    if (r->credit > 0)
        put_rect(b, "draw-credit", "fill-opacity=\"0.7\"", start,
                 start + width * (r->credit < 100 ? r->credit : 100) / 100, y, height);
    if (late) put_rect(b, "draw-hatch", hatch, start, end, y, height);
}

static void put_row(buf *b, const gantt *g, const svg_time *t, const gantt_row *r, int y) {
    buf title;
    buf_init(&title, 0);
    buf_put(&title, r->label);
    if (r->note.n > 0) {
        buf_put_z(&title, ": ");
        buf_put(&title, r->note);
    }
    svg_link_open(b, r->address, buf_str(&title));
    svg_text(b, r->heading ? "draw-text draw-heading" : "draw-text", 1, r->depth * 12, y + 14,
             "start", r->label, LABEL_MOST);
    put_baseline(b, t, r, y + 22);
    put_bar(b, g, t, r, y + 22);
    svg_link_close(b, r->address);
    if (title.code != OK) b->code = title.code;
    buf_reset(&title);
}

void draw_gantt(buf *out, const gantt *g) {
    svg_time t = time_of(g);
    int bottom = TOP + (int)g->row_count * ROW + 4;
    svg_open(out, &g->head, "draw-gantt", 0, bottom);
    buf_printf(out,
               "<defs><pattern id=\"%s-hatch\" width=\"6\" height=\"6\" "
               "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path "
               "class=\"draw-hatch-line\" stroke=\"currentColor\" stroke-width=\"2\" "
               "d=\"M0 0V6\"/></pattern></defs>\n",
               g->head.id);
    svg_ticks(out, &t, TOP - 4, bottom);
    for (size_t i = 0; i < g->row_count; i++) put_row(out, g, &t, &g->rows[i], TOP + (int)i * ROW);
    if (g->today != DAY_NONE) {
        buf_put_z(out,
                  "<line class=\"draw-today\" stroke=\"currentColor\" stroke-width=\"2\" x1=\"");
        svg_percent(out, svg_at(&t, g->today));
        buf_put_z(out, "\" x2=\"");
        svg_percent(out, svg_at(&t, g->today));
        buf_printf(out, "\" y1=\"%d\" y2=\"%d\"/>\n", TOP - 4, bottom);
    }
    svg_close(out);
}
