#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, FIRST_BLOCK_BYTES = 64 * 1024, MOST_BLOCK_BYTES = 4 * 1024 * 1024 };

typedef struct block {
    struct block *next;
    size_t size, used;
    _Alignas(ALIGNMENT) unsigned char bytes[];
} block;

struct arena {
    block *blocks; /* newest first */
    size_t limit, used;
    bool failed;
};

arena *arena_new(size_t limit_bytes) {
    arena *a = calloc(1, sizeof *a);
    if (a) a->limit = limit_bytes;
    return a;
}

static void blocks_free(block *b) {
    while (b) {
        block *next = b->next;
        free(b);
        b = next;
    }
}

void arena_free(arena *a) {
    if (!a) return;
    blocks_free(a->blocks);
    free(a);
}

static block *block_add(arena *a, size_t need) {
    size_t size = a->blocks ? a->blocks->size * 2 : FIRST_BLOCK_BYTES;
    if (size > MOST_BLOCK_BYTES) size = MOST_BLOCK_BYTES;
    if (size < need) size = need;
    block *b = malloc(sizeof *b + size);
    if (!b) return NULL;
    b->size = size;
    b->used = 0;
    b->next = a->blocks;
    a->blocks = b;
    return b;
}

/* The bytes as they are. */
static inline void *take(arena *a, size_t size) {
    if (size > SIZE_MAX / 2) goto failed;
    size_t need = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (need == 0) need = ALIGNMENT;
    if (need > a->limit - a->used) goto failed;
    block *b = a->blocks;
    if (!b || b->size - b->used < need) b = block_add(a, need);
    if (!b) goto failed;
    void *p = b->bytes + b->used;
    b->used += need;
    a->used += need;
    return p;
failed:
    a->failed = true;
    return NULL;
}

void *arena_alloc(arena *a, size_t size) {
    void *p = take(a, size);
    return p ? memset(p, 0, size) : NULL;
}

void *arena_room(arena *a, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) {
        a->failed = true;
        return NULL;
    }
    return take(a, count * size);
}

void *arena_array(arena *a, size_t count, size_t size) {
    void *p = arena_room(a, count, size);
    return p ? memset(p, 0, count * size) : NULL;
}

void *arena_grow_more(arena *a, void *items, size_t count, size_t *capacity, size_t size) {
    size_t more = *capacity ? *capacity * 2 : 8;
    char *grown = arena_room(a, more, size);
    if (!grown) return NULL;
    if (count) memcpy(grown, items, count * size);
    memset(grown + count * size, 0, (more - count) * size);
    *capacity = more;
    return grown;
}

bool arena_failed(const arena *a) {
    return a->failed;
}

size_t arena_used(const arena *a) {
    return a->used;
}

void arena_reset(arena *a) {
    if (a->blocks) {
        blocks_free(a->blocks->next);
        a->blocks->next = NULL;
        a->blocks->used = 0;
    }
    a->used = 0;
    a->failed = false;
}
