#include "cmd/command.h"

#include <stdio.h>

static code run(const arguments *given, fault *f) {
    (void)given, (void)f;
    puts("depositary " DEPOSITARY_VERSION);
    return OK;
}

const command command_version = {
    .name = "version",
    .usage = "",
    .summary = "print the version",
    .run = run,
};
