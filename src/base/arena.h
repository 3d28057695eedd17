#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

/* Memory that lives as long as one request, one command or one test, freed in one place. */

typedef struct arena arena;

/* arena_new - an empty arena that hands out at most `limit_bytes` (rounded up to its alignment).
 * Null when there is no memory. The caller frees it with arena_free. */
arena *arena_new(size_t limit_bytes);
void arena_free(arena *a); /* null is fine */

/* arena_alloc - `size` zeroed bytes, aligned for any type; null past the limit or without memory.
 * A failure is remembered: arena_failed tells whether any allocation since the start failed. */
void *arena_alloc(arena *a, size_t size);

/* arena_array - count * size zeroed bytes; null also when the product overflows. */
void *arena_array(arena *a, size_t count, size_t size);

/* arena_room - the same, not zeroed: for what is filled at once. */
void *arena_room(arena *a, size_t count, size_t size);

/* arena_grow - an array of `size`-byte elements with room for at least count + 1.
 * Returns `items` where it still fits; else a copy twice as large (the old one stays in the arena).
 * *capacity is updated. Null on failure; `items` stays valid. */
void *arena_grow_more(arena *a, void *items, size_t count, size_t *capacity, size_t size);
static inline void *arena_grow(arena *a, void *items, size_t count, size_t *capacity, size_t size) {
    return count < *capacity ? items : arena_grow_more(a, items, count, capacity, size);
}

bool arena_failed(const arena *a);
size_t arena_used(const arena *a); /* bytes handed out */

/* arena_reset - forget everything handed out; keeps one block, so a loop does not go back to
 * malloc. */
void arena_reset(arena *a);

#endif
