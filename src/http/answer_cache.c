#include "http/answer_cache.h"

#include "http/gzip.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4096, TOKENS_MOST = 256, BODY_MOST = 1 << 20 };
enum {
    LEND_FROM = 48 << 10
}; /* what is smaller goes out in one call with its head: that is more */

/* The same packed, without what stands in the places of the tokens. */
typedef struct {
    size_t n;
    gzip_run *runs; /* one more than there are tokens */
    char bytes[];
} packed;

typedef struct {
    hash key, digest; /* digest: of the body without its tokens */
    unsigned users;   /* who sends or copies from it now, and the slot itself */
    size_t n, token_count;
    const char *type, *policy;
    cache cache;
    packed *packed;               /* null: nobody asked for it yet; written under the lock, once */
    uint32_t tokens[TOKENS_MOST]; /* where they stood */
    char body[];
} kept;

struct answer_cache {
    pthread_mutex_t lock;
    size_t used, most, hand;
    kept *slots[SLOTS];
};

static void packed_free(packed *p) {
    if (p) free(p->runs);
    free(p);
}

static void kept_free(kept *k) {
    packed_free(k->packed);
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
        if (c->slots[i]) kept_free(c->slots[i]);
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
    return sizeof *k + k->n + (k->packed ? sizeof *k->packed + k->packed->n : 0);
}

/* Under the lock. */
static void release(kept *k) {
    if (--k->users == 0) kept_free(k);
}

static void slot_empty(answer_cache *c, kept **slot) {
    if (!*slot) return;
    c->used -= size_of(*slot);
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
}

static packed *packed_new(const kept *k) {
    buf b;
    buf_init(&b, 0);
    size_t count = k->token_count;
    gzip_run *runs = calloc(count + 1, sizeof *runs);
    bool good =
        runs && gzip_put_runs(&b, (str){k->body, k->n}, k->tokens, count, SESSION_TEXT, runs);
    packed *p = good ? malloc(sizeof *p + b.n) : NULL;
    if (p) {
        *p = (packed){b.n, runs};
        memcpy(p->bytes, b.p, b.n);
    } else {
        free(runs);
    }
    buf_reset(&b);
    return p;
}

/* Packed by the first who asks for it. Null: there is no memory. Room is made for it when the next
 * answer is kept. */
static const packed *packed_of(answer_cache *c, kept *k) {
    pthread_mutex_lock(&c->lock);
    packed *p = k->packed;
    pthread_mutex_unlock(&c->lock);
    if (p) return p;
    packed *made = packed_new(k);
    if (!made) return NULL;
    pthread_mutex_lock(&c->lock);
    if (!k->packed) {
        k->packed = made;
        if (*slot_of(c, &k->key) == k) c->used += sizeof *made + made->n;
        made = NULL;
    }
    p = k->packed;
    pthread_mutex_unlock(&c->lock);
    packed_free(made);
    return p;
}

/* What an answer that is lent needs for itself. */
typedef struct {
    answer_cache *cache;
    kept *kept;
    char token[SESSION_TEXT];
    unsigned char trailer[GZIP_TRAILER_BYTES];
    str items[];
} loan;

static void loan_end(void *owner) {
    loan *l = owner;
    answer_cache *c = l->cache;
    pthread_mutex_lock(&c->lock);
    release(l->kept);
    pthread_mutex_unlock(&c->lock);
    free(l);
}

static void lend_packed(loan *l, const packed *p, pieces *out) {
    const kept *k = l->kept;
    size_t from = 0;
    str token = {l->token, SESSION_TEXT};
    for (size_t i = 0; i <= k->token_count; i++) {
        l->items[out->count++] = (str){p->bytes + from, p->runs[i].end - from};
        if (i < k->token_count) l->items[out->count++] = token;
        from = p->runs[i].end;
    }
    gzip_trailer(p->runs, k->token_count, token, k->n, l->trailer);
    l->items[out->count++] = (str){(const char *)l->trailer, sizeof l->trailer};
    out->bytes = p->n + k->token_count * SESSION_TEXT + sizeof l->trailer;
}

static void lend_plain(loan *l, pieces *out) {
    const kept *k = l->kept;
    size_t from = 0;
    for (size_t i = 0; i < k->token_count; i++) {
        l->items[out->count++] = (str){k->body + from, k->tokens[i] - from};
        l->items[out->count++] = (str){l->token, SESSION_TEXT};
        from = k->tokens[i] + SESSION_TEXT;
    }
    l->items[out->count++] = (str){k->body + from, k->n - from};
    out->bytes = k->n;
}

/* The bytes are not copied: with those of a large page that took longer than all else. */
static bool lend(answer_cache *c, kept *k, const request *q, response *r) {
    const packed *p =
        gzip_worth(k->type, k->n) && gzip_accepted(q->accept_encoding) ? packed_of(c, k) : NULL;
    loan *l = malloc(sizeof *l + (2 * k->token_count + 2) * sizeof l->items[0]);
    if (!l) return false;
    l->cache = c;
    l->kept = k;
    memcpy(l->token, q->session.token, SESSION_TEXT);
    r->pieces = (pieces){.items = l->items, .release = loan_end, .owner = l};
    r->is_gzip = p != NULL;
    if (p)
        lend_packed(l, p, &r->pieces);
    else
        lend_plain(l, &r->pieces);
    return true;
}

bool answer_take(answer_cache *c, const hash *key, const request *q, response *r) {
    if (!c) return false;
    pthread_mutex_lock(&c->lock);
    kept *k = *slot_of(c, key);
    if (k && memcmp(&k->key, key, sizeof *key) != 0) k = NULL;
    if (k) k->users++;
    pthread_mutex_unlock(&c->lock);
    if (!k) return false;
    r->type = k->type;
    r->policy = k->policy;
    r->cache = k->cache;
    tag(k, q, r);
    if (q->by_pieces && lend(c, k, q, r)) {
        if (r->pieces.bytes < LEND_FROM) response_join(r);
        return true;
    }
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
    if (k) kept_free(k);
}
