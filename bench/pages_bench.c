/* Pages of the large register (bench/register.c), every address of the site map among them, each of
 * them cold: a process of its own would have no more. A site is opened for each one anew: its
 * connection, no statement prepared, no answer kept, nothing in the database's cache; only the
 * system's own cache of the file is warm. Each is asked three times so, and the quickest counts:
 * what other programs on the machine take is not the page's. The addresses are the heaviest that
 * there are: the state and the pair with most records, the convention with most parties, the
 * longest lists, and where a list goes on, its next page too. With a second word, that address
 * alone; BENCH_ALL=1 prints all of them. */
#include "bench.h"

#include "api/api.h"
#include "page/page_site.h"
#include "page/pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATHS_MOST = 200, PAGE_MS = 100, PAGE_KB = 300, ROUNDS = 3, WORST = 10 };

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
    int64_t largest, two, promise, meeting, document, body;
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
    c.body = number_of(d, "SELECT coalesce((SELECT min(id) FROM actor WHERE kind = 'agency'), "
                          "(SELECT min(id) FROM actor WHERE kind = 'organisation'))");
    db_close(d);
    return c;
}

/* $x, $y: the pair; $l, $t: the instrument with most parties, one of two; $c, $e, $s, $b: a
 * promise, an encounter, a document, a body. */
static const char *const patterns[] = {
    "/",
    "/instruments",
    "/instruments?status=in_force",
    "/instruments?status=suspended",
    "/instruments?status=ended&on=1960-01-01",
    "/instruments?status=in_force&on=1955-01-01",
    "/instruments?state=$x",
    "/instruments?state=$x&other=$y",
    "/instruments?sector=space",
    "/instruments?sector=trade&year=1977",
    "/instruments?act=ratified",
    "/instruments?kind=treaty&state=$x&status=in_force",
    "/instruments?q=customs",
    "/instruments?q=agreement&state=$x",
    "/instrument/$l",
    "/instrument/$l?on=1980-01-01",
    "/instrument/$l?sort=-signed",
    "/instrument/$l?holds=in_force",
    "/instrument/$t",
    "/instrument/$l/parties.csv",
    "/instrument/$l/map",
    "/instrument/$l/map?on=1970-01-01",
    "/instrument/$l/terms",
    "/instrument/$l/party/$x",
    "/engagements",
    "/engagements?state=$x&year=2001",
    "/engagements?state=$x&other=$y",
    "/engagement/$e",
    "/commitments",
    "/commitments?state=$x",
    "/commitments?sector=health&state=$y",
    "/commitment/$c",
    "/positions",
    "/memberships",
    "/relations",
    "/record/$l",
    "/record/$l/csv",
    "/due",
    "/due?show=late",
    "/due?show=all",
    "/due?state=$x",
    "/due?show=late&state=$x",
    "/due?show=all&state=$x",
    "/due?show=all&state=$x&other=$y",
    "/due?is=kept&sector=health",
    "/due?silent=1&year=2001",
    "/scorecard",
    "/scorecard?by=state",
    "/scorecard?by=sector",
    "/scorecard?by=year",
    "/scorecard?by=kind",
    "/scorecard?by=pair&state=$x",
    "/scorecard?by=sector&state=$x&other=$y",
    "/scorecard?by=state&sector=health",
    "/calendar.ics",
    "/calendar.ics?state=$x",
    "/calendar.ics?pair=$x,$y",
    "/changes.atom",
    "/proposals",
    "/states",
    "/states?show=all",
    "/states?show=organisation",
    "/state/$x",
    "/state/$y",
    "/state/$x/status",
    "/state/$x/status?status=signatory",
    "/state/$x/status?on=1975-06-30",
    "/body/$b",
    "/pair",
    "/pair/$x/$y",
    "/pair/$y/$x?on=1975-06-30",
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
    "/matrix?sector=trade",
    "/sector/trade",
    "/sources",
    "/sources?show=waiting",
    "/source/$s",
    "/source/$s/original",
    "/search",
    "/search?q=customs",
    "/search?q=trade+$x",
    "/search?q=%22mutual+assistance%22&in=instrument",
    "/search?q=agr&part=results",
    "/review",
    "/add",
    "/log",
    "/help",
    "/api/records?record=instrument",
    "/api/records?record=instrument&state=$x&other=$y",
    "/api/records?record=commitment&state=$x",
    "/api/record/$l",
    "/api/instrument/$l/status",
    "/api/instrument/$l/acts",
    "/api/commitment/$c",
    "/api/promises",
    "/api/promises?state=$x",
    "/api/promises?is=late",
    "/api/proposals",
    "/api/reports",
    "/api/search?q=customs",
    "/api/source/$s",
    "/api/openapi.json",
};

/* Of the site map but not asked: what needs something that this register does not have, or is a
 * file of the program's own. */
static const char *const left_out[] = {
    "/feed/{token}/calendar.ics",
    "/asset/{tag}/{name}",
    "/draft/{id}",
    "/draft/{id}/merge",
    "/position/{id}",
    "/membership/{id}",
    "/relation/{id}",
};

static bool row_asked[200];

static void mark_asked(const route *row) {
    if (row >= page_rows && row < page_rows + page_row_count) row_asked[row - page_rows] = true;
    if (row >= api_rows && row < api_rows + api_row_count)
        row_asked[page_row_count + (size_t)(row - api_rows)] = true;
}

static int never_asked(void) {
    int missed = 0;
    for (size_t i = 0; i < page_row_count + api_row_count; i++) {
        const route *row = i < page_row_count ? &page_rows[i] : &api_rows[i - page_row_count];
        bool known = row->method != METHOD_GET || row_asked[i];
        for (size_t k = 0; k < sizeof left_out / sizeof *left_out; k++)
            known |= strcmp(left_out[k], row->path) == 0;
        if (!known) printf("  never asked: %s\n", row->path), missed++;
    }
    return missed;
}

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
                     : *p == 'b' ? c->body
                                 : c->document;
        n +=
            (size_t)(*p == 'x' || *p == 'y' ? snprintf(out + n, room, "%s", *p == 'x' ? c->x : c->y)
                                            : snprintf(out + n, room, "%lld", (long long)id));
    }
    out[n] = '\0';
}

typedef struct {
    char target[400];
    double ms, cpu_ms; /* by the clock; of this thread's own work */
    size_t bytes;
    int status;
} asked;

/* Where the list goes on, as an address of its own; empty: nowhere. */
static void next_of(str body, const char *target, char out[400]) {
    size_t at = str_find(body, S("rel=\"next\" href=\""), 0);
    *out = '\0';
    if (at == SIZE_MAX) return;
    size_t from = at + 17, end = str_find(body, S("\""), from), n = 0;
    if (body.p[from] == '?')
        n = (size_t)snprintf(out, 200, "%.*s", (int)strcspn(target, "?"), target);
    for (size_t i = from; i < end && n < 398; i++) {
        out[n++] = body.p[i];
        if (str_starts(str_slice(body, i, end), S("&amp;"))) i += 4;
    }
    out[n] = '\0';
}

static double own_work(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void ask_once(page_site *k, asked *out, char moved[400], char next[400]) {
    arena *a = arena_new(k->site.arena_bytes);
    request q = {.arena = a,
                 .method = METHOD_GET,
                 .target = str_of(out->target),
                 .host = S("localhost"),
                 .today = day_of(2025, 3, 1),
                 .trusted = true};
    response r;
    double start = bench_now(), work = own_work();
    site_answer(&k->site, &q, &r);
    out->ms = (bench_now() - start) * 1e3;
    out->cpu_ms = own_work() - work;
    out->bytes = r.body.n;
    out->status = r.status;
    if (r.status < 400 && q.route) mark_asked(q.route);
    snprintf(moved, 400, STR_FMT, STR_ARG(r.location));
    next_of(buf_str(&r.body), out->target, next);
    response_reset(&r);
    arena_free(a);
}

/* Each time on a site opened for it alone. */
static asked ask(const char *file, const char *target, char next[400]) {
    const route_table api = {api_rows, api_row_count};
    asked got = {0}, best = {.ms = 1e9};
    char moved[400];
    page_site *k;
    snprintf(got.target, sizeof got.target, "%s", target);
    for (int i = 0; i < ROUNDS; i++) {
        bench_must(page_site_open(file, &api, 1, &k, &failed), &failed, file);
        ask_once(k, &got, moved, next);
        page_site_close(k);
        if (*moved) { /* the same again, where it is */
            snprintf(got.target, sizeof got.target, "%s", moved);
            i = -1;
        } else if (got.ms < best.ms) {
            best = got;
        }
    }
    return best;
}

static int by_ms(const void *a, const void *b) {
    const asked *x = a, *y = b;
    return x->ms < y->ms ? 1 : x->ms > y->ms ? -1 : 0;
}

static int by_bytes(const void *a, const void *b) {
    const asked *x = a, *y = b;
    return x->bytes < y->bytes ? 1 : x->bytes > y->bytes ? -1 : 0;
}

static void print_worst(const asked *all, int n) {
    for (int i = 0; i < n; i++)
        printf("  %-60.60s %3d %8.2f ms, %8.2f of work %8.1f KB\n", all[i].target, all[i].status,
               all[i].ms, all[i].cpu_ms, (double)all[i].bytes / 1e3);
}

/* What shows nothing, of which the register has nothing, is an answer too. */
static int ask_all(const char *file, asked *all, int *n) {
    char target[160], next[400], unused[400];
    int wrong = 0;
    chosen c = choose(file);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        fill(target, patterns[i], &c);
        all[(*n)++] = ask(file, target, next);
        if (*next) all[(*n)++] = ask(file, next, unused);
    }
    for (int i = 0; i < *n; i++) {
        if (all[i].status < 400) continue;
        printf("  %s: status %d\n", all[i].target, all[i].status);
        wrong++;
    }
    return wrong + never_asked();
}

int main(int count, char **words) {
    const char *file = count > 1 ? words[1] : "build/bench/register.db";
    static asked all[PATHS_MOST];
    double ms[PATHS_MOST];
    char next[400];
    int n = 0;
    if (count > 2) {
        asked one = ask(file, words[2], next);
        print_worst(&one, 1);
        return 0;
    }
    int wrong = ask_all(file, all, &n);
    for (int i = 0; i < n; i++) ms[i] = all[i].ms;
    qsort(all, (size_t)n, sizeof *all, by_ms);
    printf("pages: %d addresses, median %.2f ms cold; the slowest:\n", n, bench_median(ms, n));
    print_worst(all, getenv("BENCH_ALL") ? n : WORST);
    bench_row("slowest page, cold", all[0].target, all[0].ms, " ms", BENCH_AT_MOST, PAGE_MS);
    qsort(all, (size_t)n, sizeof *all, by_bytes);
    printf("pages: the largest:\n");
    print_worst(all, WORST);
    bench_row("largest page", all[0].target, (double)all[0].bytes / 1e3, " KB", BENCH_AT_MOST,
              PAGE_KB);
    return wrong > 0;
}
