#ifndef DRAW_MAP_H
#define DRAW_MAP_H

#include "draw/draw.h"

/* The world in Equal Earth, an equal-area projection (Savric, Patterson, Jenny 2018), one path a
 * state. Outlines: data/map/countries.tsv (Natural Earth). */

typedef struct {
    str code;          /* alpha-3 */
    int step;          /* 0 to 5: class draw-v0 ... */
    str address, note; /* may be empty; note: for its title, after the name */
} map_state;

typedef struct {
    draw_head head;
    const map_state *states; /* any order; states without an outline are passed over */
    size_t state_count;
    str centre; /* code of the state that the map is about: class draw-centre; may be empty */
} world_map;

/* draw_map - INVALID: a row of the outlines is wrong (a fault of the program's files). */
code draw_map(buf *out, const world_map *m, fault *f);

/* map_has - whether a state has an outline or a dot. */
bool map_has(str code);

/* map_project - degrees to the unit of the drawing: x 0 to 1000, y 0 to 487, north up. */
void map_project(double longitude, double latitude, double *x, double *y);

#endif
