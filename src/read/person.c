#include "read/person.h"

enum {
    LEAST_SLOTS = 64,
    MOST_SLOTS = 4096,
    MOST_PROBES = 32 /* a document with more persons than the table holds leaves the rest out */
};

bool persons_init(reading *r) {
    r->person_slots = LEAST_SLOTS; /* a short document has a small table, which is soon zeroed */
    while (r->person_slots < MOST_SLOTS && r->person_slots < r->item_count) r->person_slots *= 2;
    r->person_keys = arena_array(r->a, r->person_slots, sizeof *r->person_keys);
    r->persons = arena_room(r->a, r->person_slots, sizeof *r->persons);
    return r->person_keys && r->persons;
}

/* The place of a key, or the free one where it would be; the number of places: there is none. */
static size_t person_find(const reading *r, uint64_t key) {
    size_t mask = r->person_slots - 1, i = (size_t)(key ^ (key >> 29)) & mask;
    for (size_t tries = 0; tries < MOST_PROBES; tries++, i = (i + 1) & mask)
        if (!r->person_keys[i] || r->person_keys[i] == key) return i;
    return r->person_slots;
}

static uint64_t item_key(const reading *r, size_t i) {
    const token *t = &r->tokens.items[r->items[i].token];
    uint64_t key = tokens_hash(token_text(r->text, t));
    return key ? key : 1;
}

/* A bit by first and last letter, without regard to case: most words are no part of a name, which
 * this tells without their hash. */
static uint64_t word_bit(const reading *r, const item *x) {
    str word = token_text(r->text, &r->tokens.items[x->token]);
    unsigned first = (unsigned char)word.p[0], last = (unsigned char)word.p[word.n - 1];
    return (uint64_t)1 << ((first * 7 + (last < 0x80 ? last | 0x20 : 0)) & 63);
}

const struct person *person_at(const reading *r, size_t i) {
    const item *x = &r->items[i];
    if (!(x->flags & TOKEN_CAPITAL) || x->length != 1) return NULL;
    if (!(r->person_bits & word_bit(r, x))) return NULL;
    size_t place = person_find(r, item_key(r, i));
    return place < r->person_slots && r->person_keys[place] ? &r->persons[place] : NULL;
}

actors person_known(const reading *r, size_t i) {
    const struct person *p = person_at(r, i);
    return p ? p->who : (actors){0};
}

void learn_word(reading *r, size_t i, actors who, bool guessed) {
    if (r->items[i].length != 1 || !(r->items[i].flags & TOKEN_CAPITAL)) return;
    if (r->tokens.items[r->items[i].token].length < 2) return;
    uint64_t key = item_key(r, i);
    size_t place = person_find(r, key);
    if (place == r->person_slots) return;
    r->person_bits |= word_bit(r, &r->items[i]);
    struct person *p = &r->persons[place];
    if (!r->person_keys[place])
        *p = (struct person){who, guessed};
    else if (!actors_same(p->who, who))
        p->who = (actors){0};
    r->person_keys[place] = key;
}
