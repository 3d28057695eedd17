#ifndef EXCHANGE_DIGEST_H
#define EXCHANGE_DIGEST_H

#include "base/buf.h"
#include "store/digest.h"

/* digest_text - a digest as plain text: lines of at most 76 characters but for addresses, each
 * thing with its reason and, where `site` ("https://example.org") is not empty, the address of its
 * page. What stands in the register cannot make a line of its own look like ours: control
 * characters become spaces. */
void digest_text(buf *out, const digest *x, str about, str site, day since, day today);

/* digest_subject - "Belarus and Pakistan: 3 late, 2 due, 5 changed, 1 to decide". */
void digest_subject(buf *out, const digest *x, str about);

bool digest_is_empty(const digest *x);

#endif
