#include "law/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How many acts a second become statuses on one core, beside a plain qsort of the same acts. */

enum { TREATIES = 4000, PARTIES = 180, ROUNDS = 5 };

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

static law_date date_of(arena *a, day d) {
    char text[16];
    law_date out = {0};
    day_format(d, text);
    if (law_date_parse(str_copy(a, str_of(text)), &out, NULL) != OK) abort();
    return out;
}

/* A multilateral treaty: most sign and ratify, some accede, a few withdraw or come back. */
static void draw_treaty(arena *a, const str *codes, law_instrument *in) {
    uint32_t parties = 20 + draw(PARTIES - 20);
    day base = day_of(1950, 1, 1) + (day)draw(20000);
    *in = (law_instrument){.id = S("bench")};
    in->terms.entry.on = LAW_ON_CONSENTS;
    in->terms.entry.count = 5 + draw(30);
    in->terms.entry.counting.after = (law_period){.months = 3, .given = true};
    in->terms.join.given = true;
    in->terms.join.counting = in->terms.entry.counting;
    in->terms.withdraw.given = true;
    in->terms.withdraw.notice = (law_period){.months = 12, .given = true};
    in->acts = arena_array(a, parties * 4, sizeof *in->acts);
    for (uint32_t i = 0; i < parties; i++) {
        str who = codes[draw(PARTIES)];
        day on = base + (day)draw(700);
        bool signs = draw(100) < 60;
        if (signs) in->acts[in->act_count++] = (law_act){.party = who, .on = date_of(a, on)};
        on += (day)draw(6000);
        law_do how = signs ? LAW_RATIFY : LAW_ACCEDE;
        in->acts[in->act_count++] = (law_act){.party = who, .act = how, .on = date_of(a, on)};
        if (draw(100) >= 3) continue;
        on += 400 + (day)draw(2000);
        in->acts[in->act_count++] =
            (law_act){.party = who, .act = LAW_WITHDRAW, .on = date_of(a, on)};
    }
    for (size_t i = in->act_count; i > 1; i--) {
        size_t k = draw((uint32_t)i);
        law_act moved = in->acts[k];
        in->acts[k] = in->acts[i - 1], in->acts[i - 1] = moved;
    }
}

static int by_party_and_day(const void *a, const void *b) {
    const law_act *x = a, *y = b;
    int order = str_cmp(x->party, y->party);
    return order ? order : (x->on.first > y->on.first) - (x->on.first < y->on.first);
}

static double time_engine(const law_instrument *treaties, size_t *intervals) {
    arena *a = arena_new((size_t)256 << 20);
    double start = now();
    for (int i = 0; i < TREATIES; i++) {
        law_result r;
        arena_reset(a);
        if (law_status(a, &treaties[i], &r, NULL) != OK) abort();
        *intervals += r.count;
    }
    double took = now() - start;
    arena_free(a);
    return took;
}

static double time_qsort(const law_instrument *treaties, law_act *copy, size_t most) {
    double start = now();
    size_t n = 0;
    for (int i = 0; i < TREATIES; i++) {
        if (n + treaties[i].act_count > most) abort();
        memcpy(copy + n, treaties[i].acts, treaties[i].act_count * sizeof *copy);
        qsort(copy + n, treaties[i].act_count, sizeof *copy, by_party_and_day);
        n += treaties[i].act_count;
    }
    return now() - start;
}

static double least(double a, double b) {
    return a < b ? a : b;
}

int main(void) {
    arena *a = arena_new((size_t)1 << 30);
    law_instrument *treaties = arena_array(a, TREATIES, sizeof *treaties);
    str codes[PARTIES];
    size_t acts = 0, intervals = 0;
    for (int i = 0; i < PARTIES; i++)
        codes[i] = str_format(a, "%c%c%c", 'A' + i % 26, 'A' + i / 26, 'A' + i * 7 % 26);
    for (int i = 0; i < TREATIES; i++) {
        draw_treaty(a, codes, &treaties[i]);
        acts += treaties[i].act_count;
    }
    law_act *copy = arena_array(a, acts, sizeof *copy);
    if (!copy) return 1;
    double engine = 1e9, sorted = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        intervals = 0;
        engine = least(engine, time_engine(treaties, &intervals));
        sorted = least(sorted, time_qsort(treaties, copy, acts));
    }
    printf("law: %d treaties, %zu acts, %zu intervals\n", TREATIES, acts, intervals);
    printf("law: %.2f million acts/s (at least 2)\n", (double)acts / engine * 1e-6);
    printf("law: %.2f times a qsort of the same acts, %.0f ms (at most 5)\n", engine / sorted,
           sorted * 1e3);
    arena_free(a);
    return 0;
}
