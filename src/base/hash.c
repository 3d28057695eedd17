#include "base/hash.h"

#include <sodium.h>
#include <stdlib.h>

/* sodium_init only chooses the fastest implementation and opens the source of random bytes; it may
 * be called by any thread any number of times. It fails only where the system has no randomness. */
static void ready(void) {
    if (sodium_init() < 0) abort();
}

void hash_of(str bytes, hash *out) {
    ready();
    crypto_generichash(out->b, sizeof out->b, (const unsigned char *)bytes.p, bytes.n, NULL, 0);
}

void hmac_sha256(str key, str first, str second, hash *out) {
    crypto_auth_hmacsha256_state state;
    ready();
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)key.p, key.n);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)first.p, first.n);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)second.p, second.n);
    crypto_auth_hmacsha256_final(&state, out->b);
    sodium_memzero(&state, sizeof state);
}

void hash_hex(const hash *h, char out[2 * HASH_BYTES + 1]) {
    sodium_bin2hex(out, 2 * HASH_BYTES + 1, h->b, sizeof h->b);
}

bool hash_eq(const hash *a, const hash *b) {
    return secret_eq(a->b, b->b, sizeof a->b);
}

void secret_fill(void *out, size_t n) {
    ready();
    randombytes_buf(out, n);
}

void secret_text(char out[SECRET_TEXT + 1]) {
    unsigned char bytes[32];
    secret_fill(bytes, sizeof bytes);
    sodium_bin2base64(out, SECRET_TEXT + 1, bytes, 32, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
}

void secret_wipe(void *p, size_t n) {
    sodium_memzero(p, n);
}

bool secret_eq(const void *a, const void *b, size_t n) {
    return sodium_memcmp(a, b, n) == 0;
}
