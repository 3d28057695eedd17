#ifndef DRAW_GANTT_H
#define DRAW_GANTT_H

#include "draw/draw.h"

/* A roadmap: every action a row with its baseline (outline) and present plan (bar). */

typedef struct {
    str label, address; /* address may be empty */
    int depth;          /* 0: a pillar or an action without one; 1: an action of a pillar */
    bool heading;       /* a pillar: its bar is thin */
    day start, due; /* present plan; start DAY_NONE: a milestone on `due`; due DAY_OPEN: no day */
    day base_start, base_due; /* baseline; base_due DAY_NONE: none, or the same */
    int credit;               /* hundredths carried out */
    const char *state;        /* "late", "done", ...: the class is-STATE; "late" is hatched */
    str note;                 /* for the title of the row: the reason */
} gantt_row;

typedef struct {
    draw_head head;
    const gantt_row *rows;
    size_t row_count;
    day today; /* DAY_NONE: no line */
} gantt;

void draw_gantt(buf *out, const gantt *g);

#endif
