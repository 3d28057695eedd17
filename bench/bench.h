#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include "base/fault.h"

/* What the timings share. */

double bench_now(void); /* seconds of a clock that only goes on */

/* bench_must - ends the program where something failed that is not what is measured. */
void bench_must(code c, const fault *f, const char *what);

/* bench_row - a line of the table at the end of `make bench`: a figure and what it should be at
 * most, or (at_least) at least. Also printed. The table is the file that BENCH_TABLE names. */
typedef enum { BENCH_AT_MOST, BENCH_AT_LEAST } bench_side;
void bench_row(const char *work, const char *beside, double figure, const char *unit,
               bench_side side, double target);

/* bench_median - of n figures, which it puts in order. */
double bench_median(double *figures, int n);

#endif
