/* Marks are set so that they do not cover each other at 320 pixels; labels, which only wide boxes
 * show, so that they do not at 900. */
#include "draw/timeline.h"

#include "draw/svg.h"

#include <stdlib.h>

enum { TOP = 22, HEAD = 20, ROW = 20, MOST_ROWS = 30, LABEL_MOST = 30 };
static const double NARROW = 320, WIDE = 900, MARK = 14, LETTER = 7.5;

typedef struct {
    const timeline_event *event;
    double x1, x2;
    int row;
    bool labelled;
} placed;

static int placed_order(const void *a, const void *b) {
    const placed *x = a, *y = b;
    if (x->event->lane != y->event->lane) return x->event->lane < y->event->lane ? -1 : 1;
    if (x->x1 != y->x1) return x->x1 < y->x1 ? -1 : 1;
    return (x->event > y->event) - (x->event < y->event);
}

static bool drawn(const timeline *t, const timeline_event *e) {
    return e->first != DAY_NONE && e->first != DAY_OPEN && e->lane < t->lane_count;
}

static svg_time time_of(const timeline *t) {
    svg_time span = {0, 0};
    bool any = false;
    for (size_t i = 0; i < t->event_count; i++) {
        const timeline_event *e = &t->events[i];
        if (!drawn(t, e)) continue;
        day last = e->last == DAY_OPEN || e->last == DAY_NONE ? e->first : e->last;
        if (!any || e->first < span.first) span.first = e->first;
        if (!any || last > span.last) span.last = last;
        any = true;
    }
    if (!any && t->today != DAY_NONE) span.first = span.last = t->today;
    if (t->today != DAY_NONE && any && t->today > span.last) span.last = t->today;
    if (span.last - span.first < 60) span.last = span.first + 60;
    return span;
}

/* The first row whose last mark ends before this one, in pixels of a narrow box. */
static int row_find(double *ends, double x1, double x2) {
    for (int r = 0; r < MOST_ROWS; r++) {
        if (ends[r] > x1 && r < MOST_ROWS - 1) continue;
        ends[r] = x2;
        return r;
    }
    return MOST_ROWS - 1;
}

/* A label needs its room before the next mark of the row. */
static void labels_place(placed *all, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t letters = all[i].event->label.n < LABEL_MOST ? all[i].event->label.n : LABEL_MOST;
        double end = all[i].x2 * WIDE / 100 + MARK + LETTER * (double)letters;
        bool room = end < WIDE;
        for (size_t k = i + 1; room && k < count && all[k].event->lane == all[i].event->lane; k++)
            if (all[k].row == all[i].row) room = all[k].x1 * WIDE / 100 - MARK / 2 > end;
        all[i].labelled = room;
    }
}

static void put_mark(buf *b, const placed *p, int y) {
    const timeline_event *e = p->event;
    const char *planned = e->planned ? " is-planned" : "";
    const char *more =
        e->planned ? " fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"" : "";
    double width = (p->x2 - p->x1) * NARROW / 100;
    svg_link_open(b, e->address, e->note.n > 0 ? e->note : e->label);
    if (width > MARK / 2) {
        buf_printf(b, "<rect class=\"draw-mark kind-%s%s\"%s rx=\"5\" x=\"", e->kind, planned,
                   more);
        svg_percent(b, p->x1);
        buf_printf(b, "\" y=\"%d\" width=\"", y - 5);
        svg_percent(b, p->x2 - p->x1);
        buf_put_z(b, "\" height=\"10\"/>");
    } else {
        buf_printf(b, "<circle class=\"draw-mark kind-%s%s\"%s r=\"5\" cx=\"", e->kind, planned,
                   more);
        svg_percent(b, p->x1);
        buf_printf(b, "\" cy=\"%d\"/>", y);
    }
    if (p->labelled)
        svg_text(b, "draw-small draw-wide", p->x2, 9, y + 4, "start", e->label, LABEL_MOST);
    svg_link_close(b, e->address);
}

static size_t events_place(const timeline *t, const svg_time *span, placed *all, int *rows) {
    size_t n = 0, lane = SIZE_MAX;
    double ends[MOST_ROWS];
    for (size_t i = 0; i < t->event_count; i++) {
        const timeline_event *e = &t->events[i];
        if (!drawn(t, e)) continue;
        double x1 = svg_at(span, e->first), x2 = e->last > e->first ? svg_at(span, e->last) : x1;
        all[n++] = (placed){.event = e, .x1 = x1, .x2 = x2};
    }
    qsort(all, n, sizeof *all, placed_order);
    for (size_t i = 0; i < n; i++) {
        if (all[i].event->lane != lane) {
            lane = all[i].event->lane;
            for (int r = 0; r < MOST_ROWS; r++) ends[r] = -MARK;
        }
        double x = all[i].x1 * NARROW / 100;
        all[i].row = row_find(ends, x - MARK / 2, all[i].x2 * NARROW / 100 + MARK / 2);
        if (all[i].row >= rows[lane]) rows[lane] = all[i].row + 1;
    }
    labels_place(all, n);
    return n;
}

void draw_timeline(arena *a, buf *out, const timeline *t) {
    svg_time span = time_of(t);
    placed *all = arena_array(a, t->event_count + 1, sizeof *all);
    int *rows = arena_array(a, t->lane_count + 1, sizeof *rows);
    int *tops = arena_array(a, t->lane_count + 1, sizeof *tops);
    if (all == NULL || rows == NULL || tops == NULL) {
        out->code = NOMEM;
        return;
    }
    size_t n = events_place(t, &span, all, rows);
    int y = TOP;
    for (size_t i = 0; i < t->lane_count; i++) {
        tops[i] = y;
        y += HEAD + (rows[i] > 0 ? rows[i] : 1) * ROW;
    }
    svg_open(out, &t->head, "draw-timeline", 0, y + 4);
    svg_ticks(out, &span, TOP - 4, y + 4);
    for (size_t i = 0; i < t->lane_count; i++) {
        buf_printf(out,
                   "<line class=\"draw-line\" stroke=\"currentColor\" stroke-opacity=\"0.4\" "
                   "x1=\"0\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>",
                   tops[i], tops[i]);
        svg_text(out, "draw-text draw-lane", 1, 0, tops[i] + 15, "start", t->lanes[i], LABEL_MOST);
        buf_put_char(out, '\n');
    }
    for (size_t i = 0; i < n; i++)
        put_mark(out, &all[i], tops[all[i].event->lane] + HEAD + all[i].row * ROW + ROW / 2);
    if (t->today != DAY_NONE) {
        buf_put_z(out,
                  "<line class=\"draw-today\" stroke=\"currentColor\" stroke-width=\"2\" x1=\"");
        svg_percent(out, svg_at(&span, t->today));
        buf_put_z(out, "\" x2=\"");
        svg_percent(out, svg_at(&span, t->today));
        buf_printf(out, "\" y1=\"%d\" y2=\"%d\"/>\n", TOP - 4, y + 4);
    }
    svg_close(out);
}
