#include "cmd/command.h"
#include "cmd/desk.h"
#include "store/entry.h"
#include "store/register.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { DATABASE, REPLACE };

static const option options[] = {
    DESK_DB_OPTION,
    {"--replace", NULL, "put the present register aside as FILE.before", NULL},
};

/* The present register out of the way: closed properly, so that all of it is in its file. */
static code put_aside(const char *path, fault *f) {
    char aside[4096];
    db *d;
    int n = snprintf(aside, sizeof aside, "%s.before", path);
    if (n < 0 || (size_t)n >= sizeof aside)
        return fault_set(f, INVALID, path, "the path is too long");
    if (access(aside, F_OK) == 0)
        return fault_set(f, CONFLICT, aside, "exists already; move it away first");
    TRY(db_open(path, DB_WRITE, &d, f));
    code result = db_begin(d, f); /* nobody else writes */
    if (result == OK) db_rollback(d);
    db_close(d);
    if (result != OK) return result;
    if (rename(path, aside) != 0) return fault_set(f, IO, path, "%s", strerror(errno));
    return OK;
}

static code run(const arguments *given, fault *f) {
    const char *path = register_path(given->values[DATABASE]);
    db *from;
    int64_t count;
    char head[65];
    TRY(db_open(given->words[0], DB_READ, &from, f));
    code result = db_check(from, f);
    if (result == OK) result = entry_verify(from, &count, head, f);
    if (result == OK && access(path, F_OK) == 0)
        result = given->values[REPLACE]
                     ? put_aside(path, f)
                     : fault_set(f, CONFLICT, path, "exists already; --replace puts it aside");
    if (result == OK) result = db_copy_to(from, path, f);
    if (result == OK) printf("%s: restored, %lld entries in its log\n", path, (long long)count);
    db_close(from);
    return result;
}

const command command_restore = {
    .name = "restore",
    .usage = "FILE [--replace]",
    .summary = "make the register from a backup, after checking it",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .least_words = 1,
    .most_words = 1,
    .run = run,
};
