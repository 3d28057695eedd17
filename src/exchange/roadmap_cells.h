#ifndef EXCHANGE_ROADMAP_CELLS_H
#define EXCHANGE_ROADMAP_CELLS_H

#include "base/fault.h"
#include "base/str.h"

/* Rows and cells of a table in text, whatever parts its cells. */

enum { CELLS_MOST = 64 };

typedef struct {
    str rest;
    char separator;
    size_t next; /* number of the line at which `rest` begins */
    /* the row that was read */
    size_t line;
    str cells[CELLS_MOST]; /* trimmed; in the arena where quotes were taken off */
    size_t count;
} table_rows;

/* table_open - finds what parts the cells of the first row. INVALID: the text is empty. */
code table_open(table_rows *t, str text, fault *f);

/* table_next - the next row that is neither blank nor a rule ("|---|---|"); *more false: there is
 * none. INVALID: a quote that is not closed, more than 64 cells; the place is "line N". */
code table_next(arena *a, table_rows *t, bool *more, fault *f);

#endif
