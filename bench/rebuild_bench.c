#include "store/instrument.h"
#include "store/record_read.h"
#include "store/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* How long it takes to derive every status of a register of 100,000 instruments and a million acts
 * anew, rows and indexes written and committed; beside it, one instrument of each size by itself.
 */

enum { INSTRUMENTS = 100000, STATES = 190 };

static fault failed;

static void must(code c, const char *what) {
    if (c == OK) return;
    fprintf(stderr, "rebuild: %s: %s %s\n", what, failed.place, failed.message);
    exit(1);
}

static uint64_t state = 88172645463325252ULL;

static uint32_t draw(uint32_t below) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return (uint32_t)((state >> 16) % below);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void instrument_insert(db *d, int64_t id, const char *terms) {
    query *q = db_query(d,
                        "INSERT INTO record(id, family, kind, modality, title, label, date, "
                        "sort_day, created_at) VALUES ($1, 'instrument', 'agreement', 'done', '', "
                        "'An agreement', '', 0, '2024-01-01T00:00:00Z')",
                        &failed);
    bind_int(q, 1, id);
    must(query_run(q), "record");
    q = db_query(d, "INSERT INTO instrument(id, terms) VALUES ($1, $2)", &failed);
    bind_int(q, 1, id);
    bind_z(q, 2, terms);
    must(query_run(q), "instrument");
}

static size_t act_count;

static void act_insert(db *d, int64_t id, int64_t party, const char *what, day on) {
    char text[16];
    day_format(on, text);
    query *q = db_query(d,
                        "INSERT INTO act(instrument_id, party_id, act, on_date, on_first, ordinal) "
                        "VALUES ($1, $2, $3, $4, $5, 0)",
                        &failed);
    bind_int(q, 1, id);
    bind_int(q, 2, party);
    bind_z(q, 3, what);
    bind_z(q, 4, text);
    bind_int(q, 5, on);
    must(query_run(q), "act");
    act_count++;
}

/* Nine in ten are of two states, most others of a region; one in a hundred is of the whole world,
 * where some leave again. */
static void instrument_draw(db *d, int64_t id, const int64_t *parties) {
    static const char *const two[] = {
        "{\"entry\":{\"on\":\"notifications\",\"after\":\"P30D\"}}",
        "{\"entry\":{\"on\":\"exchange\"},\"withdraw\":{\"notice\":\"P6M\"}}",
        "{\"entry\":{\"on\":\"consents\",\"count\":2},\"duration\":{\"term\":\"P5Y\",\"renew\":"
        "\"P5Y\",\"notice\":\"P6M\"}}"};
    uint32_t size = draw(100);
    day base = day_of(1950, 1, 1) + (day)draw(20000);
    uint32_t n = size < 90 ? 2 : size < 99 ? 10 + draw(15) : 120 + draw(70);
    char many[200];
    snprintf(many, sizeof many,
             "{\"entry\":{\"on\":\"consents\",\"count\":%u,\"after\":\"P3M\"},\"join\":{\"after\":"
             "\"P3M\"},\"withdraw\":{\"notice\":\"P12M\"}}",
             n / 3 + 1);
    uint32_t form = draw(3), first = draw(STATES);
    instrument_insert(d, id, n == 2 ? two[form] : many);
    for (uint32_t i = 0; i < n; i++) {
        int64_t party = parties[(first + i) % STATES];
        day on = base + (day)draw(n == 2 ? 1 : 700);
        act_insert(d, id, party, "sign", on);
        on += (day)draw(3000);
        act_insert(d, id, party, n == 2 && form < 2 ? "notify" : "ratify", on);
        if (n > 2 && draw(100) < 3) act_insert(d, id, party, "withdraw", on + 4000);
    }
}

static db *register_make(const char *path) {
    db *d;
    int64_t parties[STATES];
    size_t n = 0;
    must(register_open(path, &d, &failed), "register");
    query *q = db_query(d, "SELECT id FROM actor WHERE kind = 'state' LIMIT 190", &failed);
    while (query_row(q)) parties[n++] = column_int(q, 0);
    must(query_end(q), "states");
    if (n < STATES) exit(1);
    must(db_begin(d, &failed), "begin");
    for (int64_t id = 1; id <= INSTRUMENTS; id++) instrument_draw(d, id, parties);
    must(db_commit(d, &failed), "commit");
    return d;
}

/* One instrument in a transaction of its own, as after a change by hand. */
static double time_one(db *d, int64_t id) {
    arena *a = arena_new((size_t)64 << 20);
    double start = now();
    must(db_begin(d, &failed), "begin");
    must(status_rebuild(d, a, id, &failed), "one");
    must(db_commit(d, &failed), "commit");
    double took = now() - start;
    arena_free(a);
    return took;
}

static int64_t instrument_of_size(db *d, bool large) {
    query *q = db_query(d,
                        "SELECT instrument_id FROM act GROUP BY instrument_id ORDER BY "
                        "iif($1, -count(*), count(*)) LIMIT 1",
                        &failed);
    bind_int(q, 1, large);
    int64_t id = query_row(q) ? column_int(q, 0) : 0;
    must(query_end(q), "size");
    return id;
}

int main(void) {
    char folder[] = "/tmp/depositary-bench-XXXXXX", path[64];
    status_rebuilt n;
    if (!mkdtemp(folder)) return 1;
    snprintf(path, sizeof path, "%s/r.db", folder);
    db *d = register_make(path);
    double best = 1e9;
    for (int round = 0; round < 2; round++) {
        double start = now();
        must(db_begin(d, &failed), "begin");
        must(status_rebuild_all(d, &n, &failed), "rebuild");
        must(db_commit(d, &failed), "commit");
        double took = now() - start;
        if (took < best) best = took;
    }
    printf("rebuild: %zu instruments, %zu acts, %zu intervals: %.2f s (at most 5)\n", n.instruments,
           act_count, n.intervals, best);
    printf("rebuild: one of two parties %.2f ms, the largest %.2f ms, each committed\n",
           time_one(d, instrument_of_size(d, false)) * 1e3,
           time_one(d, instrument_of_size(d, true)) * 1e3);
    db_close(d);
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        char side[80];
        snprintf(side, sizeof side, "%s%s", path, ends[i]);
        unlink(side);
    }
    return rmdir(folder);
}
