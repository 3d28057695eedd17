#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/draft.h"

#include <stdio.h>
#include <stdlib.h>

enum { DATABASE, SOURCE, ALL, ABOVE, AS };

static const option options[] = {
    DESK_DB_OPTION,
    {"--source", "N", "every waiting draft of a source", NULL},
    {"--all", NULL, "every waiting draft", NULL},
    {"--above", "CONFIDENCE", "of these, those read with at least that confidence (0 to 1)", NULL},
    {"--as", "RECORD", "the draft is that record; `new`: it is none that is there", NULL},
};

typedef struct {
    const arguments *given;
    int64_t source, target;
    double above;
} wanted;

static code one(change *c, const wanted *w, const char *word, fault *f) {
    int64_t id;
    accepted out;
    TRY(desk_id(word, &id, f));
    TRY(draft_accept(c, id, w->target, &out, f));
    printf("draft %lld: %s record %lld\n", (long long)id, out.joined ? "joined" : "made",
           (long long)out.record_id);
    return OK;
}

static code work(change *c, void *context, fault *f) {
    const wanted *w = context;
    if (w->given->word_count == 0) {
        size_t count;
        TRY(draft_accept_all(c, w->source, w->above, &count, f));
        printf("%zu accepted\n", count);
        return OK;
    }
    for (int i = 0; i < w->given->word_count; i++) TRY(one(c, w, w->given->words[i], f));
    return OK;
}

static code options_take(const arguments *given, wanted *w, fault *f) {
    bool many = given->values[SOURCE] || given->values[ALL];
    if (many == (given->word_count > 0))
        return fault_set(f, INVALID, NULL, "give the numbers of drafts, or --source N, or --all");
    if (given->values[SOURCE]) TRY(desk_id(given->values[SOURCE], &w->source, f));
    if (given->values[ABOVE]) TRY(desk_share("--above", given->values[ABOVE], &w->above, f));
    w->target = -1;
    if (!given->values[AS]) return OK;
    if (many) return fault_set(f, INVALID, "--as", "goes with the number of one draft");
    if (str_eq_z(str_of(given->values[AS]), "new")) {
        w->target = 0;
        return OK;
    }
    return desk_id(given->values[AS], &w->target, f);
}

static code run(const arguments *given, fault *f) {
    wanted w = {.given = given};
    TRY(options_take(given, &w, f));
    return desk_alter(given->values[DATABASE], "accept", work, &w, f);
}

const command command_accept = {
    .name = "accept",
    .usage = "DRAFT... | --source N | --all [options]",
    .summary = "take drafts into the register",
    .details =
        "A draft makes a record, or gives the record that it is one more source. All drafts\n"
        "of one call are taken together or not at all, and one `undo` takes them back.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .most_words = -1,
    .run = run,
};
