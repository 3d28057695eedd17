#ifndef DRAW_DRAW_H
#define DRAW_DRAW_H

#include "base/buf.h"
#include "base/date.h"

/* Drawings as SVG, for pages: what all of them share, and the classes that a style sheet may use.
 *
 * No inline style and no script: classes and presentation attributes only, so that a strict content
 * security policy holds. Without a style sheet a drawing is black on white and can be read. Every
 * drawing has role="group" (its marks are links), a title and a description; the table beside it is
 * the page's. All text is escaped. Memory: the buf's sticky error; a drawing that failed is cut
 * short.
 *
 * Time lines, Gantt charts and bars take the width of their box (x in percent); their text keeps
 * its size, so one drawing serves telephone and desk from 320 px up. Matrices have a fixed size
 * (put them in a box that scrolls), maps scale as a whole.
 *
 * Classes
 *   draw, draw-timeline, draw-gantt, draw-matrix, draw-map, draw-bars, draw-spark   the svg element
 *   draw-text    text        draw-small   ticks and notes       draw-wide   text to hide below 900
 * px draw-line    axis        draw-grid    ticks                 draw-today  the line of today
 *   draw-bar     present plan, also done-part of a bar (draw-credit)   draw-base   baseline outline
 *   draw-late    late: a second colour, and over it draw-hatch, lines that need no colour to be
 * seen draw-mark    an event or milestone; with kind-visit, kind-commission, ... is-done, is-late,
 * ...   the state of a commitment (follow/state.h's names), on bars and marks draw-v0 ... draw-v5
 * six steps of a value: 0 none, 5 most (cells, states on the map) draw-land    a state without a
 * value      draw-sea    the map's ground     draw-dot   small state Colours by currentColor where
 * nothing else is said: dark and light need no second drawing. */

enum { DRAW_STEPS = 6 };

/* Every drawing's head. `id` must be unique in the page (letters, digits, -). */
typedef struct {
    const char *id;
    str title, description;
} draw_head;

/* draw_step - 0 for nothing, else 1 to 5: fifths of `most`. */
int draw_step(int64_t value, int64_t most);

#endif
