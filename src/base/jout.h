#ifndef BASE_JOUT_H
#define BASE_JOUT_H

#include "base/buf.h"

/* JSON out: a writer over a buf that puts the commas. Keys are names of the program (but see
 * jout_key_str). Nesting up to 32 levels and matching brackets are asserted. */
typedef struct {
    buf *out;
    unsigned depth;
    uint32_t has_items; /* one bit a level */
    bool after_key;
} jout;

void jout_init(jout *j, buf *out);
void jout_open(jout *j, char bracket);  /* '{' or '[' */
void jout_close(jout *j, char bracket); /* '}' or ']' */
void jout_key(jout *j, const char *key);
void jout_key_str(jout *j, str key); /* where the names are data: a map from party to share */
void jout_str(jout *j, str s);       /* .p null writes null */
void jout_int(jout *j, int64_t v);
void jout_real(jout *j, double v);  /* six significant digits; null where not finite */
void jout_exact(jout *j, double v); /* all that it takes to read the same number again */

void jout_fixed(jout *j, int64_t v, unsigned decimals); /* v / 10^decimals, every digit of it */
void jout_bool(jout *j, bool v);
void jout_null(jout *j);
void jout_raw(jout *j, str json); /* a value that is JSON already */

/* Key and value in one. */
void jout_pair_str(jout *j, const char *key, str s);
void jout_pair_int(jout *j, const char *key, int64_t v);
void jout_pair_bool(jout *j, const char *key, bool v);

#endif
