/* Search in the large register (bench/register.c), beside two bare FTS5 queries of the same words
 * on the same table and connection: one that gives the best twenty with marked title and snippet,
 * as ours must, and one that gives their numbers and ranks alone. */
#include "bench.h"

#include "store/db_sqlite.h"
#include "store/search.h"

#include <stdio.h>
#include <stdlib.h>

enum { LIMIT = 20, ROUNDS = 7, FOUND_MS = 50 };

static fault failed;

static const struct {
    const char *typed, *match;
} queries[] = {
    {"extradition", "\"extradition\""},
    {"customs", "\"customs\""},
    {"convention", "\"convention\""},
    {"veterinary", "\"veterinary\""},
    {"moncosil", "\"moncosil\""},
    {"customs data", "\"customs\" AND \"data\""},
    {"trade cooperation", "\"trade\" AND \"cooperation\""},
    {"outer space", "\"outer\" AND \"space\""},
    {"criminal matters", "\"criminal\" AND \"matters\""},
    {"public health", "\"public\" AND \"health\""},
    {"treaty extradition", "\"treaty\" AND \"extradition\""},
    {"student exchange", "\"student\" AND \"exchange\""},
    {"protocol air services", "\"protocol\" AND \"air\" AND \"services\""},
    {"agreement social security", "\"agreement\" AND \"social\" AND \"security\""},
    {"\"double taxation\"", "\"double taxation\""},
    {"visas -treaty", "\"visas\" NOT \"treaty\""},
};
enum { QUERIES = sizeof queries / sizeof *queries };

static const char sql_marked[] =
    "SELECT rowid, rank, highlight(search, 0, '<', '>'), snippet(search, 1, '<', '>', '…', 28) "
    "FROM search WHERE search MATCH ?1 ORDER BY rank LIMIT 20";
static const char sql_ranked[] =
    "SELECT rowid, rank FROM search WHERE search MATCH ?1 ORDER BY rank LIMIT 20";

static double bare(db *d, const char *sql, const char *match, size_t *hits) {
    sqlite3_stmt *s;
    size_t bytes = 0;
    if (sqlite3_prepare_v2(d->handle, sql, -1, &s, NULL) != SQLITE_OK) exit(1);
    double start = bench_now();
    sqlite3_bind_text(s, 1, match, -1, NULL);
    for (*hits = 0; sqlite3_step(s) == SQLITE_ROW; ++*hits)
        for (int i = 0; i < sqlite3_column_count(s); i++)
            bytes += sqlite3_column_text(s, i) ? (size_t)sqlite3_column_bytes(s, i) : 0;
    double took = bench_now() - start;
    sqlite3_finalize(s);
    if (*hits && !bytes) exit(1);
    return took;
}

static double ours(db *d, const char *typed, size_t *hits) {
    arena *a = arena_new((size_t)64 << 20);
    hit_page page;
    double start = bench_now();
    bench_must(
        search(a, d, str_of(typed), S(""), false, day_of(2025, 3, 1), S(""), LIMIT, &page, &failed),
        &failed, typed);
    double took = bench_now() - start;
    *hits = page.count;
    arena_free(a);
    return took;
}

int main(int count, char **words) {
    const char *file = count > 1 ? words[1] : "build/bench/register.db";
    double we[QUERIES], marked[QUERIES], ranked[QUERIES], ratios[QUERIES];
    db *d;
    bench_must(db_open(file, DB_WRITE, &d, &failed), &failed, file);
    for (int i = 0; i < QUERIES; i++) {
        double mine[ROUNDS], with_marks[ROUNDS], ranks[ROUNDS];
        size_t found, hits;
        for (int k = 0; k < ROUNDS; k++) {
            ranks[k] = bare(d, sql_ranked, queries[i].match, &hits);
            with_marks[k] = bare(d, sql_marked, queries[i].match, &hits);
            mine[k] = ours(d, queries[i].typed, &found);
        }
        if (!hits || !found) { /* how fast nothing is found is no figure */
            fprintf(stderr, "search: nothing found for %s\n", queries[i].typed);
            return 1;
        }
        we[i] = bench_median(mine, ROUNDS) * 1e3;
        marked[i] = bench_median(with_marks, ROUNDS) * 1e3;
        ranked[i] = bench_median(ranks, ROUNDS) * 1e3;
        ratios[i] = we[i] / marked[i];
        printf("search: %-28s %7.2f ms, bare %7.2f ms: %.2f; ranks alone %7.2f ms: %.2f\n",
               queries[i].typed, we[i], marked[i], ratios[i], ranked[i], we[i] / ranked[i]);
    }
    db_close(d);
    static const char with_marks[] = "the bare FTS5 query with highlight and snippet";
    double mine = bench_median(we, QUERIES);
    bench_median(ratios, QUERIES); /* puts them in order */
    bench_row("search, p50", with_marks, mine / bench_median(marked, QUERIES), " times",
              BENCH_AT_MOST, 1.3);
    bench_row("search, p50", "the bare FTS5 query, rowid and rank alone",
              mine / bench_median(ranked, QUERIES), " times", BENCH_AT_MOST, 1.3);
    bench_row("search, worst ratio of a query", with_marks, ratios[QUERIES - 1], " times",
              BENCH_AT_MOST, 1.3);
    bench_row("search, slowest of all", "-", we[QUERIES - 1], " ms", BENCH_AT_MOST, FOUND_MS);
    return 0;
}
