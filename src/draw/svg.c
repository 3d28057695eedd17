#include "draw/svg.h"

#include "base/utf8.h"

#include <stdio.h>

int draw_step(int64_t value, int64_t most) {
    if (value <= 0 || most <= 0) return 0;
    if (value >= most) return DRAW_STEPS - 1;
    int fifth = (int)(((double)value - 1) * (DRAW_STEPS - 1) / (double)most);
    return fifth < DRAW_STEPS - 1 ? 1 + fifth : DRAW_STEPS - 1;
}

void svg_open(buf *b, const draw_head *head, const char *class, int view_width, int height) {
    buf_printf(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"draw %s\" role=\"group\"",
               class);
    buf_printf(b, " aria-labelledby=\"%s-t %s-d\"", head->id, head->id);
    if (view_width > 0)
        buf_printf(b, " viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\"", view_width, height,
                   view_width, height);
    else
        buf_printf(b, " width=\"100%%\" height=\"%d\"", height);
    buf_printf(
        b,
        " font-family=\"sans-serif\" font-size=\"14\" fill=\"currentColor\">\n<title id=\"%s-t\">",
        head->id);
    buf_put_html(b, head->title);
    buf_printf(b, "</title><desc id=\"%s-d\">", head->id);
    buf_put_html(b, head->description);
    buf_put_z(b, "</desc>\n");
}

void svg_close(buf *b) {
    buf_put_z(b, "</svg>\n");
}

void svg_percent(buf *b, double v) {
    buf_printf(b, "%.2f%%", v);
}

void svg_link_open(buf *b, str address, str title) {
    if (address.n > 0) {
        buf_put_z(b, "<a href=\"");
        buf_put_html(b, address);
        buf_put_z(b, "\">");
    } else {
        buf_put_z(b, "<g>");
    }
    buf_put_z(b, "<title>");
    buf_put_html(b, title);
    buf_put_z(b, "</title>");
}

void svg_link_close(buf *b, str address) {
    buf_put_z(b, address.n > 0 ? "</a>\n" : "</g>\n");
}

void svg_cut(buf *b, str text, size_t most) {
    size_t at = 0, shown = 0;
    while (at < text.n && shown < most) {
        uint32_t point;
        at += utf8_decode(text, at, &point);
        shown++;
    }
    if (at >= text.n) {
        buf_put_html(b, text);
        return;
    }
    buf_put_html(b, str_trim(str_slice(text, 0, at)));
    buf_put_z(b, "\xe2\x80\xa6");
}

void svg_text(buf *b, const char *class, double x, int dx, int y, const char *anchor, str text,
              size_t most) {
    buf_printf(b, "<text class=\"%s\" x=\"", class);
    svg_percent(b, x);
    buf_printf(b, "\" y=\"%d\"", y);
    if (dx != 0) buf_printf(b, " dx=\"%d\"", dx);
    if (anchor[0] != 's') buf_printf(b, " text-anchor=\"%s\"", anchor);
    buf_put_char(b, '>');
    svg_cut(b, text, most);
    buf_put_z(b, "</text>");
}

enum { EDGE_PERCENT = 1, MOST_TICKS = 8 };

double svg_at(const svg_time *t, day d) {
    double span = (double)t->last - (double)t->first;
    if (d == DAY_NONE || d <= t->first || span <= 0) return EDGE_PERCENT;
    if (d >= t->last) return 100 - EDGE_PERCENT;
    return (double)EDGE_PERCENT +
           (100.0 - 2.0 * (double)EDGE_PERCENT) * ((double)d - (double)t->first) / span;
}

/* Months between ticks: the least of a list that keeps them to MOST_TICKS. */
static int tick_months(const svg_time *t) {
    static const int steps[] = {1, 3, 6, 12, 24, 60, 120, 240, 600, 1200};
    double months = ((double)t->last - (double)t->first) / 30.44;
    size_t n = sizeof steps / sizeof *steps;
    for (size_t i = 0; i < n; i++)
        if (months / steps[i] <= (double)MOST_TICKS) return steps[i];
    return 12000;
}

void svg_ticks(buf *b, const svg_time *t, int top, int bottom) {
    int step = tick_months(t);
    civil from = day_civil(t->first), to = day_civil(t->last);
    int first = (from.year * 12 + from.month - 1) / step * step;
    for (int m = first; m <= to.year * 12 + to.month - 1; m += step) {
        if (m < 12) continue;
        day d = day_of(m / 12, m % 12 + 1, 1);
        if (d < t->first) continue;
        double x = svg_at(t, d);
        char label[16];
        day_format(d, label);
        label[step % 12 == 0 ? 4 : 7] = '\0';
        buf_put_z(b,
                  "<line class=\"draw-grid\" stroke=\"currentColor\" stroke-opacity=\"0.2\" x1=\"");
        svg_percent(b, x);
        buf_put_z(b, "\" x2=\"");
        svg_percent(b, x);
        buf_printf(b, "\" y1=\"%d\" y2=\"%d\"/>", top, bottom);
        /* Every other label is for wide boxes only where they are long. */
        bool wide = step % 12 != 0 && (m / step) % 2 != 0;
        if (x < 92)
            svg_text(b, wide ? "draw-small draw-wide" : "draw-small", x, 3, top - 4, "start",
                     str_of(label), 16);
        buf_put_char(b, '\n');
    }
}
