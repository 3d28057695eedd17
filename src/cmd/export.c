#include "cmd/command.h"
#include "cmd/desk.h"
#include "exchange/register.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const option options[] = {DESK_DB_OPTION};

static code put(void *context, str line, fault *f) {
    if (fwrite(line.p, 1, line.n, context) == line.n) return OK;
    return fault_set(f, IO, "standard output", "cannot write: %s", strerror(errno));
}

static code write_all(desk *k, const arguments *given, fault *f) {
    (void)given;
    return register_export(k->d, put, stdout, f);
}

static code run(const arguments *given, fault *f) {
    if (!str_eq_z(str_of(given->words[0]), "register"))
        return fault_set(f, INVALID, given->words[0], "no such format; there is register");
    return desk_show(given->values[0], write_all, given, f);
}

const command command_export = {
    .name = "export",
    .usage = "KIND",
    .summary = "write the records on standard output",
    .details = "register  NDJSON, as `import register` takes it",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 1,
    .most_words = 1,
    .run = run,
};
