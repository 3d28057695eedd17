#include "bench.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double bench_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void bench_must(code c, const fault *f, const char *what) {
    if (c == OK) return;
    fprintf(stderr, "%s: %s %s\n", what, f->place, f->message);
    exit(1);
}

void bench_row(const char *work, const char *beside, double figure, const char *unit,
               bench_side side, double target) {
    const char *words = side == BENCH_AT_MOST ? "at most" : "at least";
    bool met = side == BENCH_AT_MOST ? figure <= target : figure >= target;
    printf("%s: %.2f%s (%s %g%s)%s\n", work, figure, unit, words, target, unit,
           met ? "" : ", missed");
    const char *path = getenv("BENCH_TABLE");
    FILE *table = path ? fopen(path, "a") : NULL;
    if (!table) return;
    fprintf(table, "%s\t%s\t%.2f%s\t%s %g%s\t%s\n", work, beside, figure, unit, words, target, unit,
            met ? "met" : "MISSED");
    fclose(table);
}

static int order(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(double *figures, int n) {
    qsort(figures, (size_t)n, sizeof *figures, order);
    return figures[n / 2];
}
