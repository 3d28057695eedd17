#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/draft.h"

#include <stdio.h>

enum { DATABASE, SOURCE };

static const option options[] = {
    DESK_DB_OPTION,
    {"--source", "N", "every waiting draft of a source", NULL},
};

static code work(change *c, void *context, fault *f) {
    const arguments *given = context;
    int64_t id;
    if (given->values[SOURCE]) {
        size_t count;
        TRY(desk_id(given->values[SOURCE], &id, f));
        TRY(draft_reject_all(c, id, &count, f));
        printf("%zu rejected\n", count);
        return OK;
    }
    for (int i = 0; i < given->word_count; i++) {
        TRY(desk_id(given->words[i], &id, f));
        TRY(draft_reject(c, id, f));
        printf("draft %lld: rejected\n", (long long)id);
    }
    return OK;
}

static code run(const arguments *given, fault *f) {
    if ((given->values[SOURCE] != NULL) == (given->word_count > 0))
        return fault_set(f, INVALID, NULL, "give the numbers of drafts, or --source N");
    arguments copy = *given;
    return desk_alter(given->values[DATABASE], "reject", work, &copy, f);
}

const command command_reject = {
    .name = "reject",
    .usage = "DRAFT... | --source N",
    .summary = "refuse drafts",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .most_words = -1,
    .run = run,
};
