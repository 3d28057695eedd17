#ifndef READ_MAKER_H
#define READ_MAKER_H

#include "read/reading.h"

#include <assert.h>
#include <string.h>

/* What the files of the chunks share (chunk.c, verb_group.c, noun_phrase.c): where the making of
 * the chunks of a sentence stands. Numbers are of reading.items. */

/* What stands before an item, as far as it tells whether the item is a verb. */
typedef enum {
    AFTER_START,
    AFTER_COMMA,
    AFTER_AND,
    AFTER_PREP,
    AFTER_TO,
    AFTER_VERB,
    AFTER_DET,
    AFTER_NOUN,
    AFTER_ACTOR,
    AFTER_ACTORS,
    AFTER_REL,
    AFTER_GOVERNOR,
    AFTER_OBJECT
} context;

typedef struct {
    reading *r;
    size_t start, at, end;
    bool title;
    context before;
    unsigned last_form; /* of the verb group before: for coordination */
    bool owner_next;    /* the noun phrase ended where its owner begins, with no word between */
} maker;

/* In pieces: compilers clear what is longer with an instruction that takes long to begin, and there
 * is a chunk for every other word. */
static inline void blank_out(chunk *c) {
    enum { PIECE = 64 };
    static_assert(sizeof *c > PIECE && sizeof *c <= 2 * PIECE, "a piece and a rest");
    memset(c, 0, PIECE);
    memset((char *)c + PIECE, 0, sizeof *c - PIECE);
    c->governor = c->subject = -1;
    c->number = -1;
}

static inline const entry *at(const maker *m, size_t i) {
    return item_entry(m->r, &m->r->items[i]);
}

static inline role role_at(const maker *m, size_t i) {
    return i < m->end ? item_role(m->r, i) : ROLE_STOP;
}

static inline bool capital(const maker *m, size_t i) {
    return m->r->items[i].flags & TOKEN_CAPITAL;
}

/* A new chunk of one item; null without memory. The chunks before may have moved. */
chunk *chunk_add(reading *r, size_t first, chunk_type type);
/* Whether the last word of the phrase at item i has the role: "agreed to". */
bool ends_in(const maker *m, size_t i, role what);

static inline bool is_aux(role x) {
    return x == ROLE_WILL || x == ROLE_WOULD || x == ROLE_MAY || x == ROLE_SHOULD || x == ROLE_BE ||
           x == ROLE_HAVE || x == ROLE_DO;
}

/* Whether a verb group may begin at an item: most words are told apart by this look. */
static inline bool may_be_verb(const item *x) {
    role k = (role)x->role;
    return x->forms || k == ROLE_TO || k == ROLE_NOT || k == ROLE_ADV || is_aux(k);
}

/* verb_group.c: whether item i, seen after `before`, is a verb, and in which form (0: no). */
unsigned verb_form_here(const maker *m, size_t i, context before);
static inline unsigned verb_form_at(const maker *m, size_t i, context before) {
    return m->r->items[i].forms && !name_of(m->r, i) ? verb_form_here(m, i, before) : 0;
}

/* A verb group at `m->at`; false when there is none. */
bool verb_group_at(maker *m);
static inline bool verb_group(maker *m) {
    bool may = m->before == AFTER_GOVERNOR || may_be_verb(&m->r->items[m->at]);
    return may && verb_group_at(m);
}

/* noun_phrase.c: a noun phrase at `m->at`; false when there is none. */
bool noun_phrase(maker *m);

#endif
