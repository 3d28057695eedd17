#include "cmd/command.h"
#include "cmd/desk.h"

#include <stdio.h>

static const option options[] = {DESK_DB_OPTION};

static code run(const arguments *given, fault *f) {
    desk k;
    TRY(desk_open(&k, given->values[0], DB_READ, f));
    code result = db_copy_to(k.d, given->words[0], f);
    if (result == OK) printf("%s: a copy of %s\n", given->words[0], db_path(k.d));
    desk_close(&k);
    return result;
}

const command command_backup = {
    .name = "backup",
    .usage = "FILE",
    .summary = "copy the register, also while it is served",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 1,
    .most_words = 1,
    .run = run,
};
