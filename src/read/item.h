#ifndef READ_ITEM_H
#define READ_ITEM_H

#include "base/str.h"

/* A phrase of the lexicon, or one token that it does not know. What is asked of every item time and
 * again is copied from its entry: one line of the cache instead of a walk through the language. */
typedef struct {
    uint32_t token;
    uint32_t phrase; /* 0: unknown */
    uint16_t length; /* tokens */
    uint16_t flags;  /* of the first token, and those below */
    uint16_t name;   /* the actor that it names as it is written here; 0: none */
    uint16_t class;  /* of its noun */
    uint16_t noun;
    uint8_t role, forms, calendar;
    uint8_t kind; /* of the first token */
} item;

/* In item.flags behind those of the first token; those from ITEM_DATED on, but for what the text
 * adds to them, are known with the word (entry.traits). */
enum {
    ITEM_OFFICE = 256,   /* part of somebody's title */
    ITEM_PROPER = 512,   /* a capitalised word of which a name may be made */
    ITEM_DATED = 1024,   /* a number or a word of the calendar */
    ITEM_SECTORS = 2048, /* a word of some sector */
    ITEM_ACTOR = 4096,   /* a word that may name an actor */
    ITEM_MENTION = 8192, /* a mention may begin with it, perhaps behind an article */
    ITEM_NAMING = 16384  /* with a capital and alone it may be part of a name */
};

/* The date of a span of items, as it was read for what is told in that tense. */
struct dated_span {
    uint32_t first, last;
    int8_t tense;
    str date;
};

typedef struct {
    uint32_t first, last; /* items */
    uint32_t lead;        /* number + 1 of the sentence that a list item hangs on; 0: none */
    uint32_t inside;      /* the same of a further sentence in such an item */
    bool bullet, numbered, title, quoted;
} sentence;

#endif
