#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/entry.h"

#include <stdio.h>

static const option options[] = {DESK_DB_OPTION};

static code work(change *c, void *context, fault *f) {
    return entry_undo(c, context, f);
}

static code run(const arguments *given, fault *f) {
    desk k;
    int64_t steps = 1, undone;
    if (given->word_count) TRY(desk_id(given->words[0], &steps, f));
    TRY(desk_open(&k, given->values[0], DB_WRITE, f));
    code result = OK;
    for (int64_t i = 0; i < steps && result == OK; i++) {
        result = desk_change(&k, "undo", work, &undone, f);
        if (result == OK) printf("entry %lld taken back\n", (long long)undone);
    }
    desk_close(&k);
    return result;
}

const command command_undo = {
    .name = "undo",
    .usage = "[STEPS]",
    .summary = "take back the last decisions",
    .details =
        "STEPS decisions (accept, reject, edit ...), one where not given. What was taken back\n"
        "stays in the log, and that it was.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .most_words = 1,
    .run = run,
};
