#ifndef EXCHANGE_CSV_H
#define EXCHANGE_CSV_H

#include "base/fault.h"
#include "base/str.h"

/* csv_each - every record of a CSV text (RFC 4180) to `each`, with its number from 1 (the header is
 * the first) and its fields, borrowed for the call; after the first, blank ones are passed over.
 * Stops with the code of `each`, or INVALID where a quote is not closed. Records of more than 64
 * fields are INVALID. The place of a fault is "name:line", where the record begins; that of `each`
 * stands before its message. */
code csv_each(str text, const char *name,
              code (*each)(void *context, size_t number, const str *fields, size_t count, fault *f),
              void *context, fault *f);

#endif
