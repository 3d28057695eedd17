/* Pages of the large register (bench/register.c), each of them cold: a connection of its own,
 * nothing prepared, nothing in the database's cache; only the system's own file cache is warm. The
 * addresses are the heaviest that there are: the state and the pair with most records, the
 * convention with most parties, the longest lists. With a second word, that address alone. */
#include "bench.h"

#include "api/api.h"
#include "page/page_site.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATHS_MOST = 80, PAGE_MS = 100, PAGE_KB = 300 };

static fault failed;

static int64_t number_of(db *d, const char *sql) {
    query *q = db_query(d, sql, &failed);
    int64_t n = query_row(q) ? column_int(q, 0) : 0;
    bench_must(query_end(q), &failed, "numbers");
    return n;
}

static void word_of(db *d, const char *sql, int64_t n, char out[16]) {
    query *q = db_query(d, sql, &failed);
    bind_int(q, 1, n);
    str s = query_row(q) ? column_str(q, 0) : S("");
    snprintf(out, 16, STR_FMT, STR_ARG(s));
    bench_must(query_end(q), &failed, "words");
}

static const char sql_busiest[] =
    "SELECT actor_id FROM record_party GROUP BY actor_id ORDER BY count(*) DESC LIMIT 1";
static const char sql_partner[] =
    "SELECT a.code FROM record_party p JOIN record_party o ON o.record_id = p.record_id AND "
    "o.actor_id <> p.actor_id JOIN actor a ON a.id = o.actor_id WHERE p.actor_id = $1 AND "
    "a.kind = 'state' GROUP BY o.actor_id ORDER BY count(*) DESC LIMIT 1";

typedef struct {
    char x[16], y[16]; /* codes of the pair with most records */
    int64_t largest, two, promise, meeting, document;
} chosen;

static chosen choose(const char *path) {
    chosen c;
    db *d;
    bench_must(db_open(path, DB_WRITE, &d, &failed), &failed, path);
    int64_t busiest = number_of(d, sql_busiest);
    word_of(d, "SELECT code FROM actor WHERE id = $1", busiest, c.x);
    word_of(d, sql_partner, busiest, c.y);
    c.largest = number_of(d, "SELECT instrument_id FROM act GROUP BY 1 ORDER BY count(*) DESC");
    c.two = number_of(d, "SELECT instrument_id FROM act GROUP BY 1 ORDER BY count(*) LIMIT 1");
    c.promise = number_of(d, "SELECT max(commitment_id) FROM progress");
    c.meeting = number_of(d, "SELECT max(id) FROM engagement");
    c.document = number_of(d, "SELECT id FROM source ORDER BY length(text) DESC LIMIT 1");
    db_close(d);
    return c;
}

/* $x, $y: the pair; $l, $t: the instrument with most parties, one of two; $c, $e, $s: a promise, an
 * encounter, a document. */
static const char *const patterns[] = {
    "/",
    "/instruments",
    "/instruments?status=in_force",
    "/instruments?status=suspended",
    "/instruments?status=ended&on=1960-01-01",
    "/instruments?state=$x",
    "/instruments?state=$x&other=$y",
    "/instruments?sector=space",
    "/instruments?sector=trade&year=1977",
    "/instruments?act=ratified",
    "/instruments?kind=treaty&state=$x&status=in_force",
    "/instrument/$l",
    "/instrument/$t",
    "/instrument/$l/map",
    "/engagements",
    "/engagements?state=$x&year=2001",
    "/engagement/$e",
    "/commitments",
    "/commitments?sector=health&state=$y",
    "/commitment/$c",
    "/due",
    "/due?show=late",
    "/due?show=all&state=$x",
    "/due?show=all&state=$x&other=$y",
    "/scorecard",
    "/scorecard?by=state",
    "/scorecard?by=sector",
    "/scorecard?by=pair&state=$x",
    "/calendar.ics",
    "/changes.atom",
    "/proposals",
    "/states",
    "/states?show=all",
    "/state/$x",
    "/state/$x/status",
    "/state/$x/status?status=signatory",
    "/pair/$x/$y",
    "/pair/$x/$y/brief",
    "/calendar",
    "/calendar?month=2001-05&state=$x",
    "/map",
    "/map?state=$x",
    "/map?state=$x&on=1975-06-30",
    "/sectors",
    "/sectors?state=$x",
    "/matrix",
    "/matrix?state=$x",
    "/instruments?status=in_force&on=1955-01-01",
    "/sector/trade",
    "/sources",
    "/sources?show=waiting",
    "/source/$s",
    "/search?q=customs",
    "/search?q=trade+$x",
    "/search?q=%22mutual+assistance%22&in=instrument",
    "/log",
    "/help",
    "/api/records?record=instrument",
};

static void fill(char out[160], const char *pattern, const chosen *c) {
    size_t n = 0;
    for (const char *p = pattern; *p && n < 150; p++) {
        size_t room = 160 - n;
        if (*p != '$') {
            out[n++] = *p;
            continue;
        }
        int64_t id = *++p == 'l' ? c->largest
                     : *p == 't' ? c->two
                     : *p == 'c' ? c->promise
                     : *p == 'e' ? c->meeting
                                 : c->document;
        n +=
            (size_t)(*p == 'x' || *p == 'y' ? snprintf(out + n, room, "%s", *p == 'x' ? c->x : c->y)
                                            : snprintf(out + n, room, "%lld", (long long)id));
    }
    out[n] = '\0';
}

typedef struct {
    double ms;
    size_t bytes;
    int status;
} asked;

static void ask_once(page_site *k, const char *target, asked *out, char moved[160]) {
    arena *a = arena_new(k->site.arena_bytes);
    request q = {.arena = a,
                 .method = METHOD_GET,
                 .target = str_of(target),
                 .host = S("localhost"),
                 .today = day_of(2025, 3, 1),
                 .trusted = true};
    response r;
    double start = bench_now();
    site_answer(&k->site, &q, &r);
    *out = (asked){(bench_now() - start) * 1e3, r.body.n, r.status};
    snprintf(moved, 160, STR_FMT, STR_ARG(r.location));
    response_reset(&r);
    arena_free(a);
}

/* The same page on a site opened for it alone. */
static asked ask(const char *file, const char *target) {
    const route_table api = {api_rows, api_row_count};
    asked got = {0};
    char moved[160], first[160];
    page_site *k;
    snprintf(first, sizeof first, "%s", target);
    for (int i = 0; i < 2; i++) {
        bench_must(page_site_open(file, &api, 1, &k, &failed), &failed, file);
        ask_once(k, first, &got, moved);
        page_site_close(k);
        if (!*moved) break;
        snprintf(first, sizeof first, "%s", moved);
    }
    return got;
}

int main(int count, char **words) {
    const char *file = count > 1 ? words[1] : "build/bench/register.db";
    char slowest[160] = "", largest[160] = "", target[160];
    double most_ms = 0, most_kb = 0, counts_ms = 0, all[PATHS_MOST];
    if (count > 2) {
        asked one = ask(file, words[2]);
        printf("%d %.2f ms %zu bytes\n", one.status, one.ms, one.bytes);
        return 0;
    }
    int n = 0, wrong = 0;
    chosen c = choose(file);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        fill(target, patterns[i], &c);
        asked got = ask(file, target);
        double kb = (double)got.bytes / 1e3;
        if (got.status != 200) wrong++;
        if (got.status != 200 || got.ms > PAGE_MS || kb > PAGE_KB || getenv("BENCH_ALL"))
            printf("  %-50s %3d %8.2f ms %8.1f KB\n", target, got.status, got.ms, kb);
        if (strncmp(target, "/scorecard", 10) == 0 || strcmp(target, "/calendar.ics") == 0) {
            if (got.ms > counts_ms) counts_ms = got.ms;
            continue;
        }
        if (got.ms > most_ms) most_ms = got.ms, snprintf(slowest, sizeof slowest, "%s", target);
        if (kb > most_kb) most_kb = kb, snprintf(largest, sizeof largest, "%s", target);
        all[n++] = got.ms;
    }
    printf("pages: %d addresses, median %.2f ms cold; slowest %s, largest %s\n", n,
           bench_median(all, n), slowest, largest);
    bench_row("slowest page, cold", slowest, most_ms, " ms", BENCH_AT_MOST, PAGE_MS);
    bench_row("scorecards and the calendar feed, cold", "counts of every promise", counts_ms, " ms",
              BENCH_AT_MOST, PAGE_MS);
    bench_row("largest page", largest, most_kb, " KB", BENCH_AT_MOST, PAGE_KB);
    return wrong > 0;
}
