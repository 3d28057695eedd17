#ifndef CMD_STATUS_REGISTER_H
#define CMD_STATUS_REGISTER_H

#include "cmd/command.h"
#include "cmd/desk.h"

/* The options of `status`. */
enum {
    STATUS_DB,
    STATUS_ON,
    STATUS_PARTY,
    STATUS_INSTRUMENT,
    STATUS_WHY,
    STATUS_JSON,
    STATUS_CASES,
    STATUS_REBUILD,
    STATUS_OPTIONS
};

/* status_register - lists what holds in the register, or derives it anew. */
code status_register(const arguments *given, fault *f);

#endif
