#ifndef EXCHANGE_ROADMAP_TABLE_H
#define EXCHANGE_ROADMAP_TABLE_H

#include "follow/vocabulary.h"
#include "store/roadmap.h"

/* A roadmap as a table: cells parted by tabs (as a spreadsheet is pasted), by "|" (as text tables
 * are written), commas or semicolons (RFC 4180); what parts the first row parts all. The first row
 * names the columns, in any order and by several names each: action (wanted), milestone, pillar,
 * owner (semicolons between several), start, due, weight, target and measure ("1000000 USD"), unit,
 * baseline. A column of row numbers is passed over. */

typedef struct {
    size_t line; /* of the text, from 1 */
    new_action action;
    str due_given; /* the cell, where the day was worked out from its words */
    str wrong;     /* what is wrong with the line, with its column; empty: nothing */
} roadmap_line;

typedef struct {
    char separator;
    roadmap_line *lines;
    size_t count, wrong; /* lines; those of them with something wrong */
} roadmap_table;

/* roadmap_table_read - `said`: the day that "within two weeks" counts from (EDTF; may be empty).
 * Days may be EDTF, 31.12.2025, or words ("by the end of 2025"). INVALID: no table at all, or a
 * first row that does not name the columns; the place is "line N". What is wrong in a line stands
 * there. Pure. */
code roadmap_table_read(arena *a, const follow_words *words, str text, str said, roadmap_table *out,
                        fault *f);

#endif
