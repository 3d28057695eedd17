#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char *text;
    int exit_status;
    int http_status;
} codes[] = {
    [OK] = {"ok", 0, 200},
    [NOMEM] = {"nomem", 5, 500},
    [INVALID] = {"invalid", 2, 400},
    [NOTFOUND] = {"notfound", 3, 404},
    [CONFLICT] = {"conflict", 4, 409},
    [DENIED] = {"denied", 6, 403},
    [IO] = {"io", 7, 500},
    [DB] = {"db", 8, 500},
};

code fault_set(fault *f, code c, const char *place, const char *format, ...) {
    if (!f || f->code != OK) return c;
    f->code = c;
    snprintf(f->place, sizeof f->place, "%s", place ? place : "");
    va_list args;
    va_start(args, format);
    vsnprintf(f->message, sizeof f->message, format, args);
    va_end(args);
    return c;
}

void fault_clear(fault *f) {
    f->code = OK;
    f->place[0] = f->message[0] = '\0';
}

const char *fault_text(code c) {
    return codes[c].text;
}

int fault_exit_status(code c) {
    return codes[c].exit_status;
}

code fault_place(fault *f, code result, const char *place, const fault *own) {
    if (result == OK) return OK;
    return fault_set(f, result, place, "%s%s%s", own->place, *own->place ? ": " : "", own->message);
}

int fault_http_status(code c) {
    return codes[c].http_status;
}
