#ifndef BASE_FAULT_H
#define BASE_FAULT_H

/* Errors: a code that the program decides on, and a fault that a person reads. */

typedef enum {
    OK = 0,
    NOMEM,    /* no memory, or an arena's limit was reached */
    INVALID,  /* the input is wrong; the message says what, where and what would be right */
    NOTFOUND, /* what was asked for is not there */
    CONFLICT, /* it contradicts what is there, or somebody else changed it first */
    DENIED,   /* the caller may not */
    IO,       /* the system refused: file, socket, child process */
    DB        /* the database refused, or is not ours, or is newer than this program */
} code;

typedef struct {
    code code;
    char place[128];   /* "file.ndjson:12", "acts[3]", an option; may be empty */
    char message[512]; /* one sentence without a full stop, for people */
} fault;

/* fault_set - note the first failure and return its code.
 * A fault that is already set keeps what it says: the first failure is the cause.
 * `f` may be null (the caller wants the code only). `place` may be null. */
code fault_set(fault *f, code c, const char *place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* fault_place - hands on `own`, the failure of a call that checked one field, under the name of
 * that field; what `own` gives as its place is said before its message. Returns `result`. */
code fault_place(fault *f, code result, const char *place, const fault *own);

void fault_clear(fault *f);

/* fault_text - the name of a code as used in JSON and logs: "invalid", "notfound", ... */
const char *fault_text(code c);

/* The one place that maps codes to exit status and HTTP status. */
int fault_exit_status(code c);
int fault_http_status(code c);

/* TRY - leave the function with the code of a call that failed. Only where nothing is to be
 * released. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        code try_code = (call);                                                                    \
        if (try_code != OK) return try_code;                                                       \
    } while (0)

#endif
