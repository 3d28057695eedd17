#include "http/answer_cache.h"

#include "http/gzip.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4096, BODY_MOST = 1 << 20 };

typedef struct {
    hash key;
    atomic_uint users; /* the slot, and who sends from it now */
    const char *type, *policy;
    cache cache;
    char etag[ETAG_TEXT];
    char *packed; /* null: nobody asked for it yet; written under the lock, once */
    size_t n, packed_n;
    char body[];
} kept;

struct answer_cache {
    pthread_mutex_t lock;
    size_t used, most, hand;
    kept *slots[SLOTS];
};

static void release(void *owner) {
    kept *k = owner;
    if (atomic_fetch_sub(&k->users, 1) != 1) return;
    free(k->packed);
    free(k);
}

answer_cache *answer_cache_new(size_t bytes) {
    answer_cache *c = calloc(1, sizeof *c);
    if (!c) return NULL;
    pthread_mutex_init(&c->lock, NULL);
    c->most = bytes;
    return c;
}

void answer_cache_free(answer_cache *c) {
    if (!c) return;
    for (size_t i = 0; i < SLOTS; i++)
        if (c->slots[i]) release(c->slots[i]);
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

static size_t size_of(const kept *k) {
    return sizeof *k + k->n + k->packed_n;
}

/* Under the lock. */
static void slot_empty(answer_cache *c, kept **slot) {
    if (!*slot) return;
    c->used -= size_of(*slot);
    release(*slot);
    *slot = NULL;
}

static str packed_as_it_is(answer_cache *c, const kept *k) {
    pthread_mutex_lock(&c->lock);
    str p = {k->packed, k->packed_n};
    pthread_mutex_unlock(&c->lock);
    return p;
}

/* Packed by the first who asks for it. Empty: there is no memory. Room is made for it when the next
 * answer is kept. */
static str packed_of(answer_cache *c, kept *k) {
    str p = packed_as_it_is(c, k);
    if (p.n) return p;
    buf b;
    buf_init(&b, 0);
    char *made = gzip_put(&b, (str){k->body, k->n}, GZIP_SMALL) ? malloc(b.n) : NULL;
    if (made) {
        memcpy(made, b.p, b.n);
        pthread_mutex_lock(&c->lock);
        if (!k->packed) {
            if (*slot_of(c, &k->key) == k) c->used += b.n;
            k->packed = made;
            k->packed_n = b.n;
            made = NULL;
        }
        pthread_mutex_unlock(&c->lock);
        free(made);
    }
    buf_reset(&b);
    return packed_as_it_is(c, k);
}

static kept *kept_find(answer_cache *c, const hash *key) {
    pthread_mutex_lock(&c->lock);
    kept *k = *slot_of(c, key);
    if (k && memcmp(&k->key, key, sizeof *key) != 0) k = NULL;
    if (k) atomic_fetch_add(&k->users, 1);
    pthread_mutex_unlock(&c->lock);
    return k;
}

bool answer_take(answer_cache *c, const hash *key, const request *q, response *r) {
    kept *k = c ? kept_find(c, key) : NULL;
    if (!k) return false;
    r->type = k->type;
    r->policy = k->policy;
    r->cache = k->cache;
    memcpy(r->etag, k->etag, sizeof r->etag);
    bool packs = gzip_worth(k->type, k->n) && gzip_accepted(q->accept_encoding);
    str bytes = packs ? packed_of(c, k) : (str){0};
    r->is_gzip = bytes.n != 0;
    r->lent = (loan){r->is_gzip ? bytes : (str){k->body, k->n}, release, k};
    return true;
}

static kept *kept_new(const hash *key, const response *r) {
    kept *k = malloc(sizeof *k + r->body.n);
    if (!k) return NULL;
    *k = (kept){
        .key = *key, .n = r->body.n, .type = r->type, .policy = r->policy, .cache = r->cache};
    atomic_init(&k->users, 1);
    memcpy(k->etag, r->etag, sizeof k->etag);
    memcpy(k->body, r->body.p, k->n);
    return k;
}

void answer_keep(answer_cache *c, const hash *key, response *r) {
    if (!c || r->status != 200 || r->cache == CACHE_NONE || r->location.n || r->disposition.n ||
        r->body.code != OK || !r->body.n || r->body.n > BODY_MOST)
        return;
    response_tag(r);
    kept *k = kept_new(key, r);
    if (!k) return;
    size_t size = size_of(k);
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
    if (k) release(k);
}
