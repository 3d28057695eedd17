#ifndef DRAW_MATRIX_H
#define DRAW_MATRIX_H

#include "draw/draw.h"

/* Counts in a grid: states by sectors, states by states. */

typedef struct {
    int64_t count;
    str address; /* may be empty */
} matrix_cell;

typedef struct {
    draw_head head;
    const str *rows, *columns;
    size_t row_count, column_count;
    const matrix_cell *cells; /* row by row */
} matrix;

/* As wide as 200 + 26 a column; a cell's class is its step of the greatest count, and the number
 * stands in it. Cells without a count are not drawn. */
void draw_matrix(buf *out, const matrix *m);

#endif
