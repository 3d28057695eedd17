#include "http/answer_cache.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4096, TOKENS_MOST = 256, BODY_MOST = 512 << 10 };

typedef struct {
    hash key, digest; /* digest: of the body without its tokens */
    unsigned users;   /* who copies from it now, and the slot itself */
    size_t n, token_count;
    const char *type, *policy;
    cache cache;
    uint32_t tokens[TOKENS_MOST]; /* where they stood */
    char body[];
} kept;

struct answer_cache {
    pthread_mutex_t lock;
    size_t used, most, hand;
    kept *slots[SLOTS];
};

answer_cache *answer_cache_new(size_t bytes) {
    answer_cache *c = calloc(1, sizeof *c);
    if (!c) return NULL;
    pthread_mutex_init(&c->lock, NULL);
    c->most = bytes;
    return c;
}

void answer_cache_free(answer_cache *c) {
    if (!c) return;
    for (size_t i = 0; i < SLOTS; i++) free(c->slots[i]);
    pthread_mutex_destroy(&c->lock);
    free(c);
}

void answer_key(const request *q, const hash *state, hash *out) {
    struct {
        hash state, target, host;
        int64_t today, rights;
    } parts = {.state = *state, .today = q->today, .rights = q->session.may_write};
    hash_of(q->target, &parts.target);
    hash_of(q->host.p ? q->host : S(""), &parts.host);
    hash_of((str){(const char *)&parts, sizeof parts}, out);
}

static kept **slot_of(answer_cache *c, const hash *key) {
    uint16_t at;
    memcpy(&at, key->b, sizeof at);
    return &c->slots[at % SLOTS];
}

/* Under the lock. */
static void release(kept *k) {
    if (--k->users == 0) free(k);
}

static void slot_empty(answer_cache *c, kept **slot) {
    if (!*slot) return;
    c->used -= (*slot)->n + sizeof **slot;
    release(*slot);
    *slot = NULL;
}

/* A new tag for each session that reads its own token in the page. Weak, because the packed and the
 * plain bytes share it. */
static void tag(const kept *k, const request *q, response *r) {
    hash both[2] = {k->digest}, h = k->digest;
    char hex[2 * HASH_BYTES + 1];
    if (k->token_count) {
        hash_of((str){q->session.token, SESSION_TEXT}, &both[1]);
        hash_of((str){(const char *)both, sizeof both}, &h);
    }
    hash_hex(&h, hex);
    snprintf(r->etag, sizeof r->etag, "W/\"%.24s\"", hex);
}

static void copy_out(const kept *k, const request *q, response *r) {
    char *p = buf_reserve(&r->body, k->n);
    if (!p) return;
    memcpy(p, k->body, k->n);
    for (size_t i = 0; i < k->token_count; i++)
        memcpy(p + k->tokens[i], q->session.token, SESSION_TEXT);
    r->body.n += k->n;
    r->type = k->type;
    r->policy = k->policy;
    r->cache = k->cache;
    tag(k, q, r);
}

bool answer_take(answer_cache *c, const hash *key, const request *q, response *r) {
    if (!c) return false;
    pthread_mutex_lock(&c->lock);
    kept *k = *slot_of(c, key);
    if (k && memcmp(&k->key, key, sizeof *key) != 0) k = NULL;
    if (k) k->users++;
    pthread_mutex_unlock(&c->lock);
    if (!k) return false;
    copy_out(k, q, r);
    pthread_mutex_lock(&c->lock);
    release(k);
    pthread_mutex_unlock(&c->lock);
    return true;
}

/* Every place of the session's token; false where there are too many. */
static bool tokens_take_out(kept *k, const char *token) {
    const char *from = k->body;
    size_t left = k->n;
    char *at;
    while ((at = memmem(from, left, token, SESSION_TEXT))) {
        if (k->token_count == TOKENS_MOST) return false;
        k->tokens[k->token_count++] = (uint32_t)(at - k->body);
        memset(at, ' ', SESSION_TEXT);
        from = at + SESSION_TEXT;
        left = k->n - (size_t)(from - k->body);
    }
    return true;
}

static kept *kept_new(const hash *key, const request *q, const response *r) {
    kept *k = malloc(sizeof *k + r->body.n);
    if (!k) return NULL;
    *k = (kept){.key = *key,
                .users = 1,
                .n = r->body.n,
                .type = r->type,
                .policy = r->policy,
                .cache = r->cache};
    memcpy(k->body, r->body.p, k->n);
    if (!tokens_take_out(k, q->session.token)) {
        free(k);
        return NULL;
    }
    hash_of((str){k->body, k->n}, &k->digest);
    return k;
}

void answer_keep(answer_cache *c, const hash *key, const request *q, response *r) {
    if (!c || r->status != 200 || r->cache == CACHE_NONE || r->location.n || r->disposition.n ||
        r->body.code != OK || !r->body.n || r->body.n > BODY_MOST)
        return;
    kept *k = kept_new(key, q, r);
    if (!k) return;
    tag(k, q, r);
    size_t size = k->n + sizeof *k;
    pthread_mutex_lock(&c->lock);
    kept **slot = slot_of(c, key);
    slot_empty(c, slot);
    for (size_t i = 0; i < SLOTS && c->used + size > c->most; i++, c->hand++)
        slot_empty(c, &c->slots[c->hand % SLOTS]);
    if (c->used + size <= c->most) {
        *slot = k;
        c->used += size;
        k = NULL;
    }
    pthread_mutex_unlock(&c->lock);
    free(k);
}
