#include "text/lexicon.h"

#include <stdlib.h>
#include <string.h>

/* Two open-addressed tables: hash of a word to its number, (node, word) to the next node. The node
 * of a phrase's first word has the word's own number, so that step needs no look-up. */

typedef struct {
    uint64_t key; /* 0: free */
    uint32_t value;
} cell;

typedef struct {
    cell *cells;
    size_t mask, count;
} table;

/* A table as it is looked things up in: half the size, so that the words of a language stay in the
 * nearer caches, and with one place for each key, so that no look-up has a branch to foretell. A
 * key's group has a seed, tried out until the keys of the group fall on places of their own. Of
 * the hash 32 bits are kept beside the place: a stranger's word is taken for one of the language
 * with a chance of one in a million millions, and then only misread. */
typedef struct {
    uint32_t tag; /* 0: free */
    uint32_t value;
} slot;

typedef struct {
    slot *slots;
    uint16_t *seeds;
    size_t mask, group_mask;
} compact;

typedef struct {
    uint32_t phrase; /* ends here; 0: none */
    uint32_t next;   /* a bit for each word that longer phrases go on with; 0: there are none */
} node;

struct lexicon {
    table words, steps;             /* while it is built */
    compact word_index, step_index; /* once it is sealed */
    uint32_t marks[128];            /* words of one ASCII mark, by the mark */
    node *nodes;                    /* [1 .. word numbers and further nodes] */
    size_t node_count, node_capacity;
    uint32_t phrase_count;
    tokens scratch;
};

static size_t place_of(uint64_t key, size_t mask) {
    return (size_t)(key ^ (key >> 32)) & mask;
}

static cell *cell_find(const table *t, uint64_t key) {
    size_t i = place_of(key, t->mask);
    while (t->cells[i].key && t->cells[i].key != key) i = (i + 1) & t->mask;
    return &t->cells[i];
}

static bool table_init(table *t, size_t size) {
    t->cells = calloc(size, sizeof *t->cells);
    t->mask = size - 1;
    t->count = 0;
    return t->cells != NULL;
}

static bool table_put(table *t, uint64_t key, uint32_t value) {
    if (t->count * 2 > t->mask) {
        table bigger;
        if (!table_init(&bigger, (t->mask + 1) * 2)) return false;
        for (size_t i = 0; i <= t->mask; i++) {
            if (t->cells[i].key) *cell_find(&bigger, t->cells[i].key) = t->cells[i];
        }
        bigger.count = t->count;
        free(t->cells);
        *t = bigger;
    }
    *cell_find(t, key) = (cell){key, value};
    t->count++;
    return true;
}

static inline uint32_t tag_of(uint64_t key) {
    return (uint32_t)(key >> 32) | 1;
}

static inline size_t seeded_place(const compact *x, uint64_t key, uint16_t seed) {
    uint64_t mixed = (key ^ seed) * 0xD6E8FEB86659FD93u;
    return (size_t)(mixed >> 32) & x->mask;
}

static inline size_t group_of(const compact *x, uint64_t key) {
    return (size_t)(key >> 40) & x->group_mask;
}

static inline slot *slot_of(const compact *x, uint64_t key) {
    return &x->slots[seeded_place(x, key, x->seeds[group_of(x, key)])];
}

static inline uint32_t index_find(const compact *x, uint64_t key) {
    const slot *s = slot_of(x, key);
    return s->tag == tag_of(key) ? s->value : 0;
}

static void index_reset(compact *x) {
    free(x->slots);
    free(x->seeds);
    *x = (compact){0};
}

/* Finds the seed of a group; false where there is none. */
static bool group_place(compact *x, const cell *const *group, size_t count) {
    for (uint32_t seed = 0; seed <= UINT16_MAX; seed++) {
        size_t placed = 0;
        for (; placed < count; placed++) {
            uint64_t key = group[placed]->key;
            slot *s = &x->slots[seeded_place(x, key, (uint16_t)seed)];
            if (s->tag) break;
            *s = (slot){tag_of(key), group[placed]->value};
        }
        if (placed == count) {
            x->seeds[group_of(x, group[0]->key)] = (uint16_t)seed;
            return true;
        }
        while (placed-- > 0)
            x->slots[seeded_place(x, group[placed]->key, (uint16_t)seed)] = (slot){0};
    }
    return false;
}

/* Groups in the order of their size: the largest find their places while most are free. */
static bool groups_place(compact *x, const cell *const *sorted, const uint32_t *first) {
    size_t most = 0;
    for (size_t g = 0; g <= x->group_mask; g++)
        if (first[g + 1] - first[g] > most) most = first[g + 1] - first[g];
    for (size_t size = most; size > 0; size--)
        for (size_t g = 0; g <= x->group_mask; g++)
            if (first[g + 1] - first[g] == size && !group_place(x, &sorted[first[g]], size))
                return false;
    return true;
}

/* False without memory, and where two keys would be one: then the table itself is looked up in. */
static bool index_make(compact *x, const table *t) {
    enum { KEYS_A_GROUP = 4 };
    size_t groups = 1;
    while (groups * KEYS_A_GROUP < t->count) groups *= 2;
    x->mask = t->mask;
    x->group_mask = groups - 1;
    x->slots = calloc(t->mask + 1, sizeof *x->slots);
    x->seeds = calloc(groups, sizeof *x->seeds);
    const cell **sorted = malloc((t->count + 1) * sizeof *sorted);
    uint32_t *first = calloc(groups + 2, sizeof *first);
    bool made = x->slots && x->seeds && sorted && first;
    if (made) {
        for (size_t k = 0; k <= t->mask; k++)
            if (t->cells[k].key) first[group_of(x, t->cells[k].key) + 2]++;
        for (size_t g = 2; g < groups + 2; g++) first[g] += first[g - 1];
        for (size_t k = 0; k <= t->mask; k++)
            if (t->cells[k].key) sorted[first[group_of(x, t->cells[k].key) + 1]++] = &t->cells[k];
        made = groups_place(x, sorted, first);
    }
    free(sorted);
    free(first);
    if (!made) index_reset(x);
    return made;
}

void lexicon_seal(lexicon *l) {
    if (index_make(&l->word_index, &l->words) && index_make(&l->step_index, &l->steps)) return;
    index_reset(&l->word_index);
    index_reset(&l->step_index);
}

lexicon *lexicon_new(void) {
    lexicon *l = calloc(1, sizeof *l);
    if (!l) return NULL;
    l->node_count = 1; /* node 0 is that of the words that are not known */
    l->node_capacity = 8192;
    l->nodes = calloc(l->node_capacity, sizeof *l->nodes);
    if (!l->nodes || !table_init(&l->words, 1 << 14) || !table_init(&l->steps, 1 << 14)) {
        lexicon_free(l);
        return NULL;
    }
    return l;
}

void lexicon_free(lexicon *l) {
    if (!l) return;
    index_reset(&l->word_index);
    index_reset(&l->step_index);
    free(l->words.cells);
    free(l->steps.cells);
    free(l->nodes);
    tokens_reset(&l->scratch);
    free(l);
}

uint32_t lexicon_count(const lexicon *l) {
    return l->phrase_count;
}

uint32_t lexicon_word(const lexicon *l, uint64_t hash) {
    uint64_t key = hash ? hash : 1;
    return l->word_index.slots ? index_find(&l->word_index, key) : cell_find(&l->words, key)->value;
}

void lexicon_expect(const lexicon *l, uint64_t hash) {
    const compact *x = &l->word_index;
    if (x->slots) __builtin_prefetch(slot_of(x, hash ? hash : 1));
}

uint32_t lexicon_mark(const lexicon *l, unsigned char mark) {
    return l->marks[mark];
}

static uint64_t step_key(uint32_t from, uint32_t word) {
    uint64_t key = ((uint64_t)from << 32 | word) * 0x9E3779B97F4A7C15u;
    return key ? key : 1;
}

/* A new node's number; 0 without memory. */
static uint32_t node_add(lexicon *l) {
    if (l->node_count >= l->node_capacity) {
        size_t more = l->node_capacity * 2;
        node *grown = realloc(l->nodes, more * sizeof *grown);
        if (!grown) return 0;
        memset(grown + l->node_capacity, 0, (more - l->node_capacity) * sizeof *grown);
        l->nodes = grown;
        l->node_capacity = more;
    }
    return (uint32_t)l->node_count++;
}

static uint32_t word_node(lexicon *l, uint64_t hash) {
    uint64_t key = hash ? hash : 1;
    cell *c = cell_find(&l->words, key);
    if (c->key) return c->value;
    uint32_t n = node_add(l);
    if (!n || !table_put(&l->words, key, n)) return 0;
    return n;
}

/* Thirty-two kinds of words: most of those that follow are of none that goes on. */
static inline uint32_t word_kind(uint32_t word) {
    return (uint32_t)1 << (word * 0x9E3779B9u >> 27);
}

static uint32_t step_node(lexicon *l, uint32_t from, uint32_t word) {
    uint64_t key = step_key(from, word);
    cell *c = cell_find(&l->steps, key);
    if (c->key) return c->value;
    uint32_t n = node_add(l);
    if (!n || !table_put(&l->steps, key, n)) return 0;
    l->nodes[from].next |= word_kind(word);
    return n;
}

code lexicon_add(lexicon *l, str phrase, uint32_t *number, fault *f) {
    l->scratch.count = 0;
    TRY(tokens_read(phrase, NULL, &l->scratch, f));
    if (l->scratch.count == 0) return fault_set(f, INVALID, NULL, "a phrase without a word");
    uint32_t at = 0;
    index_reset(&l->word_index);
    index_reset(&l->step_index);
    for (size_t i = 0; i < l->scratch.count; i++) {
        str text = token_text(phrase, &l->scratch.items[i]);
        uint32_t word = word_node(l, tokens_hash(text));
        if (text.n == 1 && (unsigned char)*text.p < 128) l->marks[(unsigned char)*text.p] = word;
        at = !word ? 0 : i == 0 ? word : step_node(l, at, word);
        if (!at) return fault_set(f, NOMEM, NULL, "no memory for the words of the language");
    }
    if (!l->nodes[at].phrase) l->nodes[at].phrase = ++l->phrase_count;
    *number = l->nodes[at].phrase;
    return OK;
}

/* The phrase of several words that starts at items[0], of the word `at`, else the one of that word.
 */
__attribute__((noinline)) static uint32_t
match_on(const lexicon *l, uint32_t at, const token *items, size_t most, size_t *length) {
    uint32_t best = l->nodes[at].phrase;
    for (size_t i = 1; i < most && l->nodes[at].next & word_kind(items[i].word); i++) {
        uint64_t key = step_key(at, items[i].word);
        at = l->step_index.slots ? index_find(&l->step_index, key)
                                 : cell_find(&l->steps, key)->value;
        if (!at) break;
        if (!l->nodes[at].phrase) continue;
        best = l->nodes[at].phrase;
        *length = i + 1;
    }
    return best;
}

uint32_t lexicon_match(const lexicon *l, const token *items, size_t most, size_t *length) {
    uint32_t at = items[0].word;
    *length = 1;
    if (most > 1 && l->nodes[at].next & word_kind(items[1].word))
        return match_on(l, at, items, most, length);
    return l->nodes[at].phrase;
}
