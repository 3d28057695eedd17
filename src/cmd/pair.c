#include "cmd/brief.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/follow.h"
#include "store/front.h"
#include "store/standing.h"

#include <stdio.h>

enum { DATABASE, ON, BRIEF, PDF };

static const option options[] = {
    DESK_DB_OPTION,
    {"--on", "DAY", "as of that day (else today)", NULL},
    {"--brief", NULL, "the brief as a page of HTML that needs nothing beside it", NULL},
    {"--pdf", "FILE", "the brief as PDF, through Chromium", NULL},
};

static void print_row(const record_row *r) {
    printf("%6lld  %-10.10s ", (long long)r->id, record_when(r).n ? record_when(r).p : "");
    desk_print(stdout, r->label, 90);
    if (r->act != ACT_NONE) printf("  [%s]", act_name(r->act));
    if (r->status.n) printf("  " STR_FMT, STR_ARG(r->status));
    if (r->disagrees) fputs("  sources disagree", stdout);
    putchar('\n');
}

/* By where they stand between the two; of what is pending, what is missing. */
static void print_instruments(const pair_page *p, const pair_standing *all) {
    static const char *const heads[BETWEEN_COUNT] = {
        [BETWEEN_IN_FORCE] = "in force",
        [BETWEEN_PENDING] = "pending",
        [BETWEEN_ENDED] = "ended or suspended",
        [BETWEEN_UNKNOWN] = "without a legal status",
    };
    size_t count = p->of[RECORD_INSTRUMENT].count;
    for (int which = 0; which < BETWEEN_COUNT; which++) {
        size_t n = 0;
        for (size_t i = 0; i < count; i++) {
            if ((int)all[i].between != which) continue;
            if (n++ == 0) printf("\ninstruments, %s\n", heads[which]);
            print_row(all[i].row);
            if (!all[i].missing.n) continue;
            fputs("        ", stdout);
            desk_print(stdout, all[i].missing, 0);
            putchar('\n');
        }
    }
    if (p->of[RECORD_INSTRUMENT].next.n) puts("        and more");
}

static void print_page(const pair_page *p, const pair_standing *all) {
    static const char *const heads[RECORD_COUNT] = {"instruments", "engagements", "commitments",
                                                    "positions",   "memberships", "relations"};
    desk_print(stdout, p->a.name, 0);
    fputs(" and ", stdout);
    desk_print(stdout, p->b.name, 0);
    putchar('\n');
    print_instruments(p, all);
    for (int i = 0; i < RECORD_COUNT; i++) {
        if (p->of[i].count == 0 || i == RECORD_INSTRUMENT) continue;
        printf("\n%s\n", heads[i]);
        for (size_t k = 0; k < p->of[i].count; k++) print_row(&p->of[i].items[k]);
        if (p->of[i].next.n) puts("        and more");
    }
}

/* What is past its day, with where it stands: no word of it is not the same as not done. */
static code print_late(desk *k, const pair_page *p, day on, fault *f) {
    followed_filter w = FOLLOWED_ANY;
    str after = S("");
    size_t total = 0;
    w.state = p->a.id;
    w.other = p->b.id;
    do {
        promise_page page;
        TRY(promise_due(k->a, k->d, &w, DAY_NONE, on - 1, on, after, 200, &page, f));
        if (page.count && !total) puts("\nlate");
        for (size_t i = 0; i < page.count; i++) {
            const promise_row *x = &page.items[i];
            str reason;
            TRY(follow_reason_named(k->a, &x->verdict, &reason, f));
            printf("%6lld  %-10s " STR_FMT "  ", (long long)x->row.id,
                   follow_status_name(x->verdict.state), STR_ARG(x->due));
            desk_print(stdout, x->row.label, 90);
            fputs("\n        ", stdout);
            desk_print(stdout, reason, 0);
            putchar('\n');
        }
        total += page.count;
        after = page.next;
    } while (after.n);
    return OK;
}

static code show(desk *k, const arguments *given, fault *f) {
    actor_ref a, b;
    pair_page page;
    pair_standing *all;
    day on = desk_today();
    TRY(desk_day("--on", given->values[ON], &on, f));
    TRY(actor_lookup(k->a, k->d, str_of(given->words[0]), &a, f));
    TRY(actor_lookup(k->a, k->d, str_of(given->words[1]), &b, f));
    TRY(pair_find(k->a, k->d, a.code, b.code, on, &page, f));
    const record_page *made = &page.of[RECORD_INSTRUMENT];
    TRY(standing_between(k->a, k->d, a.id, b.id, made->items, made->count, on, &all, f));
    print_page(&page, all);
    return print_late(k, &page, on, f);
}

static code run(const arguments *given, fault *f) {
    if (given->values[BRIEF] || given->values[PDF])
        return brief_print(given->values[DATABASE], given->words[0], given->words[1],
                           given->values[ON], given->values[PDF], f);
    return desk_show(given->values[DATABASE], show, given, f);
}

const command command_pair = {
    .name = "pair",
    .usage = "STATE STATE [options]",
    .summary = "everything between two states (codes or names)",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 2,
    .most_words = 2,
    .run = run,
};
