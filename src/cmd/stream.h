#ifndef CMD_STREAM_H
#define CMD_STREAM_H

#include "base/buf.h"
#include "read/read.h"

#include <pthread.h>
#include <stdio.h>

/* A stream of documents read in constant memory: NDJSON {"id","text","date"} in, {"id","facts"}
 * out, one line a record, in order. Blank lines are passed over. */

#define STREAM_LINE_MAX   ((size_t)1 << 20)  /* bytes of a line; a longer one is a bad record */
#define STREAM_SMALL_MAX  ((size_t)1 << 20)  /* memory of a job; enough for most records */
#define STREAM_LARGE_MAX  ((size_t)28 << 20) /* for one record at a time that needs more */
#define STREAM_FLIGHT_MAX ((size_t)1 << 20)  /* lines read and not yet answered, together */
#define STREAM_ANSWER_MAX ((size_t)8 << 20)  /* an answer */
#define STREAM_JOBS_MAX   16

typedef struct {
    const language *language;
    str published; /* EDTF, for records without a date; may be empty */
    unsigned jobs; /* 1 to STREAM_JOBS_MAX threads that read */
} stream_options;

/* stream_answer - the line (it is overwritten) of record `number`, answered into *out with a
 * newline.
 *
 * `a` is reset before it is used; a record for which it is too small is read again in
 * STREAM_LARGE_MAX of memory, by one thread at a time that holds `large`, so that what can be read
 * does not depend on the number of jobs.
 * A bad record is answered {"id","error"}, told on *errors as "line 12: why", and its code is
 * returned; a null id is written where it has none. */
code stream_answer(arena *a, pthread_mutex_t *large, const stream_options *options, char *line,
                   size_t n, size_t number, buf *out, buf *errors);

typedef struct {
    size_t records, bad;
} stream_counts;

/* stream_run - until the end of descriptor `in`; answers to descriptor `out`, complaints to
 * `errors`. Answers leave as soon as they can, so that a program at both ends can wait for each.
 *
 * Bad records do not fail the call. IO: cannot read or write (the first failure ends it). NOMEM. */
code stream_run(const stream_options *options, int in, int out, FILE *errors, stream_counts *counts,
                fault *f);

#endif
