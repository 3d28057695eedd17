#ifndef DRAW_BARS_H
#define DRAW_BARS_H

#include "draw/draw.h"

/* Counts by year: a bar chart, and a small one without words for a line of text. */

typedef struct {
    int year;
    int64_t count, late; /* late: the part of count to be hatched */
    str address;         /* may be empty */
} bars_year;

typedef struct {
    draw_head head;
    const bars_year *years; /* rising; years between that are not there are drawn empty */
    size_t year_count;
} bars;

void draw_bars(buf *out, const bars *b);
void draw_spark(buf *out, const bars *b); /* 100 by 20 pixels, no links, no labels */

#endif
