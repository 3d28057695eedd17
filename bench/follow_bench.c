/* follow_bench: 100,000 commitments of a year's plans, reports and links, evaluated for one day,
 * with their sentences; beside it a plain qsort of as many commitments by their due text. Then the
 * deeds of one day against 20,000 open promises of 500 pairs of states. */
#include "follow/match.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { COUNT = 100000, PLANS = 2, REPORTS = 3 };

typedef struct {
    char due[PLANS][16], on[REPORTS][16], deed[16];
    follow_plan plans[PLANS];
    follow_report reports[REPORTS];
    follow_link link;
} held;

static uint64_t seed = 7;

static unsigned random_below(unsigned n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % n;
}

static str random_date(char out[16]) {
    day_format(day_of(2024, 1, 1) + (day)random_below(900), out);
    if (random_below(3) == 0) out[7] = '\0';
    return str_of(out);
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int due_order(const void *a, const void *b) {
    return str_cmp(((const follow_commitment *)a)->plans[0].due,
                   ((const follow_commitment *)b)->plans[0].due);
}

enum { PROMISES = 20000, DEEDS = 100, STATES = 100 };

static int match_bench(arena *a) {
    static char codes[STATES][4], texts[PROMISES + DEEDS][80];
    static follow_item items[PROMISES + DEEDS];
    static str actors[PROMISES + DEEDS][2];
    follow_words *words;
    follow_proposal *found;
    size_t count;
    if (follow_words_open(a, "en", &words, NULL) != OK) return 1;
    for (size_t i = 0; i < STATES; i++) snprintf(codes[i], sizeof codes[i], "X%02zu", i);
    for (size_t i = 0; i < PROMISES + DEEDS; i++) {
        unsigned first = random_below(10), second = 10 + random_below(STATES / 2);
        actors[i][0] = str_of(codes[first]);
        actors[i][1] = str_of(codes[second]);
        snprintf(texts[i], sizeof texts[i], "the %uth session of the commission on matter %c%c",
                 4 + random_below(16), 'a' + (int)random_below(26), 'a' + (int)random_below(26));
        items[i] = (follow_item){.id = (int64_t)i + 1,
                                 .family = RECORD_ENGAGEMENT,
                                 .kind = KIND_COMMISSION,
                                 .modality = i < PROMISES ? MODALITY_PLANNED : MODALITY_DONE,
                                 .actors = actors[i],
                                 .actor_count = 2,
                                 .text = str_of(texts[i]),
                                 .date = i < PROMISES ? S("2025") : S("2025-03-01"),
                                 .source_date = S("2024-01-01")};
    }
    double start = seconds();
    if (follow_match(a, words, items, PROMISES, items + PROMISES, DEEDS, &found, &count, NULL) !=
        OK)
        return 1;
    printf("match: %d deeds against %d promises in %.3f s, %zu proposals\n", DEEDS, PROMISES,
           seconds() - start, count);
    return 0;
}

int main(void) {
    held *all = calloc(COUNT, sizeof *all);
    follow_commitment *c = calloc(COUNT, sizeof *c);
    arena *a = arena_new((size_t)256 << 20);
    if (all == NULL || c == NULL || a == NULL) return 1;
    for (size_t i = 0; i < COUNT; i++) {
        held *h = &all[i];
        for (int k = 0; k < PLANS; k++)
            h->plans[k] =
                (follow_plan){k, random_date(h->due[k]), k ? day_of(2024, 6, 1) : DAY_NONE};
        for (int k = 0; k < REPORTS; k++)
            h->reports[k] = (follow_report){
                k, random_date(h->on[k]), (follow_score)(1 + random_below(4)), random_below(3) > 0};
        h->link =
            (follow_link){(int64_t)i, (follow_link_kind)random_below(4), random_date(h->deed)};
        c[i] = (follow_commitment){
            (int64_t)i, h->plans, PLANS, h->reports, REPORTS, &h->link, random_below(3) == 0};
    }
    size_t counts[FOLLOW_STATE_COUNT] = {0};
    double start = seconds();
    for (size_t i = 0; i < COUNT; i++) {
        follow_verdict v;
        follow_state(a, &c[i], day_of(2025, 3, 1), &follow_usual, &v);
        counts[v.state]++;
    }
    double took = seconds() - start;
    start = seconds();
    qsort(c, COUNT, sizeof *c, due_order);
    double sorted = seconds() - start;
    printf("follow: %d commitments in %.3f s (limit 1 s), %.1f times a qsort of them (%.3f s)\n",
           COUNT, took, took / sorted, sorted);
    for (int i = 0; i < FOLLOW_STATE_COUNT; i++)
        printf("  %-10s %zu\n", follow_status_name((follow_status)i), counts[i]);
    int failed = match_bench(a);
    arena_free(a);
    free(c);
    free(all);
    return took < 1 && !failed ? 0 : 1;
}
