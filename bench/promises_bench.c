/* Promises of the large register (bench/register.c): all of them judged for a day, from their rows,
 * with and without their sentences; the due page as a server answers it, each answer made anew. */
#include "bench.h"

#include "page/page_site.h"
#include "store/follow.h"

#include <stdio.h>

enum { ROUNDS = 5, ASKED = 40 };

static fault failed;

/* Seconds for a hundred thousand; *count is how many there are. */
static double judge(db *d, bool reasons, size_t *count) {
    const followed_filter any = FOLLOWED_ANY;
    double figures[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        followed *items;
        arena *a = arena_new((size_t)1 << 30);
        double start = bench_now();
        bench_must(db_begin_read(d, &failed), &failed, "read");
        bench_must(promise_ids(a, d, &any, &items, count, &failed), &failed, "promises");
        bench_must(follow_judge(a, d, items, *count, day_of(2025, 3, 1) + i, reasons, &failed),
                   &failed, "judge");
        db_end(d);
        figures[i] = (bench_now() - start) * 1e5 / (double)*count;
        arena_free(a);
    }
    return bench_median(figures, ROUNDS);
}

/* Each time another day, so that no answer is kept. */
static double ask(page_site *k, const char *path) {
    double figures[ASKED];
    for (int i = 0; i < ASKED; i++) {
        arena *a = arena_new(k->site.arena_bytes);
        request q = {.arena = a,
                     .method = METHOD_GET,
                     .target = str_of(path),
                     .host = S("localhost"),
                     .today = day_of(2025, 3, 1) + i,
                     .trusted = true};
        response r;
        double start = bench_now();
        site_answer(&k->site, &q, &r);
        figures[i] = (bench_now() - start) * 1e3;
        if (r.status != 200) fprintf(stderr, "%s: status %d\n", path, r.status);
        response_reset(&r);
        arena_free(a);
    }
    return bench_median(figures, ASKED);
}

int main(int count, char **words) {
    const char *file = count > 1 ? words[1] : "build/bench/register.db";
    static const char *const paths[] = {"/due", "/due?show=late", "/due?state=DEU"};
    enum { OF_ALL = 2 }; /* the others have no target of their own: a state with much to it */
    db *d;
    page_site *k;
    size_t n;
    bench_must(db_open(file, DB_WRITE, &d, &failed), &failed, file);
    double bare = judge(d, false, &n), told = judge(d, true, &n);
    printf("promises: %zu judged; 100,000 in %.3f s, with their sentences in %.3f s\n", n, bare,
           told);
    bench_row("100,000 promises judged anew, with sentences", "from their rows", told, " s",
              BENCH_AT_MOST, 1);
    db_close(d);
    bench_must(page_site_open(file, NULL, 0, &k, &failed), &failed, file);
    double slowest = 0;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        double ms = ask(k, paths[i]);
        printf("  %-20s %.2f ms\n", paths[i], ms);
        if (i < OF_ALL && ms > slowest) slowest = ms;
    }
    bench_row("the due page", "100,000 promises, answers made anew", slowest, " ms", BENCH_AT_MOST,
              20);
    page_site_close(k);
    return 0;
}
