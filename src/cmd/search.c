#include "store/search.h"
#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/desk.h"

#include <stdio.h>

enum { DATABASE, KIND, LIMIT, AFTER };

static const option options[] = {
    DESK_DB_OPTION,
    {"--kind", "KIND", "actor, source, instrument, engagement, commitment ... only", NULL},
    {"--limit", "N", "at most so many (up to 100)", "20"},
    {"--after", "KEY", "go on where the last list ended", ""},
};

static void print_hit(const hit *h) {
    switch (h->type) {
    case HIT_ACTOR:
        printf("%-10s %6lld  ", actor_kind_name(h->actor.kind), (long long)h->id);
        break;
    case HIT_RECORD:
        printf("%-10s %6lld  ", record_name(h->record.family), (long long)h->id);
        break;
    case HIT_SOURCE: printf("%-10s %6lld  ", "source", (long long)h->id); break;
    }
    desk_print(stdout, h->title.text, 100);
    fputs("\n                   ", stdout);
    desk_print(stdout, h->body.text, 160);
    putchar('\n');
}

static code kind_check(const char *word, fault *f) {
    record unused;
    str s = str_of(word);
    if (!s.n || str_eq(s, S("actor")) || str_eq(s, S("source")) || record_of(s, &unused)) return OK;
    return fault_set(f, INVALID, "--kind",
                     "must be actor, source, instrument, engagement, commitment, position, "
                     "membership or relation");
}

static code find(desk *k, const arguments *given, fault *f) {
    int64_t limit;
    hit_page page;
    TRY(option_number("--limit", given->values[LIMIT], 1, 100, &limit, f));
    TRY(kind_check(given->values[KIND], f));
    buf words;
    buf_init(&words, 0);
    for (int i = 0; i < given->word_count; i++) {
        if (i) buf_put_char(&words, ' ');
        buf_put_z(&words, given->words[i]);
    }
    code result = search(k->a, k->d, buf_str(&words), str_of(given->values[KIND]), false,
                         desk_today(), str_of(given->values[AFTER]), (size_t)limit, &page, f);
    buf_reset(&words);
    if (result != OK) return result;
    for (size_t i = 0; i < page.count; i++) print_hit(&page.items[i]);
    if (page.count == 0) puts("nothing found");
    if (page.next.n) printf("more: --after " STR_FMT "\n", STR_ARG(page.next));
    return OK;
}

static code run(const arguments *given, fault *f) {
    return desk_show(given->values[DATABASE], find, given, f);
}

const command command_search = {
    .name = "search",
    .usage = "WORDS... [options]",
    .summary = "find records, sources and actors by their words",
    .details = "All words must occur; \"a phrase\" in quotes; -word must not occur (after --).",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 1,
    .most_words = -1,
    .run = run,
};
