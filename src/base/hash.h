#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

/* Hashes that are stored, and secrets: BLAKE2b (RFC 7693) and random bytes. */

#define HASH_BYTES 32

typedef struct {
    unsigned char b[HASH_BYTES];
} hash;

/* hash_of - BLAKE2b-256 of the bytes. */
void hash_of(str bytes, hash *out);

/* hmac_sha256 - HMAC-SHA256 (RFC 2104) of two texts, one after the other; a key of any length. */
void hmac_sha256(str key, str first, str second, hash *out);

void hash_hex(const hash *h, char out[2 * HASH_BYTES + 1]); /* lower case, NUL-terminated */
bool hash_eq(const hash *a, const hash *b);                 /* in constant time */

/* secret_fill - n unpredictable bytes. */
void secret_fill(void *out, size_t n);

#define SECRET_TEXT 43 /* 32 bytes in base64url (RFC 4648), without padding */

/* secret_text - 32 unpredictable bytes as text, NUL-terminated. */
void secret_text(char out[SECRET_TEXT + 1]);

void secret_wipe(void *p, size_t n); /* zeroes, whatever the compiler thinks of it */

/* secret_eq - equality of n bytes in a time that does not tell where they differ. */
bool secret_eq(const void *a, const void *b, size_t n);

#endif
