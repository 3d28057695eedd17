#ifndef CMD_STREAM_RECORD_H
#define CMD_STREAM_RECORD_H

#include "base/buf.h"

/* One line of a stream: {"id": ..., "text": "...", "date": "..."} with any other members beside.
 *
 * A tree of the line (jnode.h) would take many times its bytes; a stream must run in constant
 * memory. So the line is scanned once, and only text and date are unescaped, in place. */

typedef struct {
    str id;   /* the JSON of it, a string or a number, as written; .p null: none */
    str text; /* .p null: none */
    str date; /* .p null: none or null */
} stream_record;

/* stream_record_parse - takes line->p[0..n) apart and overwrites it: the slices point into it.
 *
 * Lone surrogates become U+FFFD. INVALID: not one JSON object (RFC 8259), not UTF-8, nested deeper
 * than 64, id, text or date of another type or twice; the message says what and at which byte. Even
 * then *out holds the id where it was read before. */
code stream_record_parse(char *line, size_t n, stream_record *out, fault *f);

#endif
