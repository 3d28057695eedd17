#ifndef DRAW_SVG_H
#define DRAW_SVG_H

#include "draw/draw.h"

/* Parts that the drawings are made of. Used within src/draw/ only. */

/* svg_open - the svg element with its title and description. view_width 0: as wide as its box. */
void svg_open(buf *b, const draw_head *head, const char *class, int view_width, int height);
void svg_close(buf *b);
void svg_percent(buf *b, double v);                 /* "12.34%" */
void svg_link_open(buf *b, str address, str title); /* no address: a group, still with its title */
void svg_link_close(buf *b, str address);
void svg_cut(buf *b, str text,
             size_t most); /* escaped, cut to so many characters with an ellipsis */

/* svg_text - at x (percent) + dx pixels, y pixels. anchor: "start", "middle", "end". */
void svg_text(buf *b, const char *class, double x, int dx, int y, const char *anchor, str text,
              size_t most);

/* A stretch of days laid over the width, from 1 to 99 percent. */
typedef struct {
    day first, last;
} svg_time;

double svg_at(const svg_time *t, day d); /* percent, clamped to the ends */

/* svg_ticks - grid lines and labels ("2024", "2024-07"), at most about eight, fewer when narrow. */
void svg_ticks(buf *b, const svg_time *t, int top, int bottom);

#endif
