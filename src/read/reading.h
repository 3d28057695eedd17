#ifndef READ_READING_H
#define READ_READING_H

#include "read/chunk.h"
#include "read/item.h"
#include "read/language.h"

#include "base/date.h"

/* What the stages of one reading hand to each other: items, sentences, names, chunks, drafts. */

typedef struct {
    fact f;
    actors who;
    uint32_t first, last; /* items of the evidence */
    uint32_t sentence;
    uint32_t person;          /* item of a name: whom they met; 0: not told */
    uint32_t head, head_last; /* items of the noun phrase that names the thing; equal: none */
    bool definite, keep, title, plural;
    bool nameless; /* the head is a person or place, no name of the thing */
    bool stranger; /* nobody who acts for a state does it */
    bool listed;   /* a line of a list of documents */
    uint32_t party_capacity;
    unsigned names; /* actors that the evidence names, up to two */
    const frame *frame;
} draft;

typedef struct reading {
    arena *a;
    const language *l;
    str text;
    tokens tokens;
    item *items;
    size_t item_count;
    sentence *sentences;
    size_t sentence_count;
    struct person *persons; /* person.h */
    uint64_t *person_keys;  /* of each, tokens_hash of a word of the name; 0: free */
    size_t person_slots;    /* a power of two */
    uint64_t person_bits;   /* of the words in it */
    unsigned sides_told;    /* "the two sides" and the like */
    uint32_t *counts;       /* mentions by actor */
    actors many;            /* a row of three states or more at the start or the end */
    bool many_again;        /* the row stands there twice */
    actors pair, all;       /* who the document is about; everybody with a part in it */
    actors home;            /* whose document it is, as far as one can tell */
    actors last_he, last_they;
    actors last_it;              /* the state or body that did the last sentence */
    actors organ;                /* the organisation whose bodies it tells of: "the Council" */
    bool spoken;                 /* its heading says whose speech it is */
    bool first_person;           /* somebody speaks of himself */
    actors now;                  /* of a speech about several partners: the two of this sentence */
    day published;               /* DAY_NONE: not known */
    char today[16];              /* the same as EDTF */
    bool dateline, day_sure;     /* which its dateline says; that or who gave it */
    bool rough;                  /* only its month or year is known */
    str month;                   /* "1963-09": of a dateline without a day */
    str signed_on;               /* when the text itself was signed, where it ends so */
    int8_t tense;                /* of what is being dated: -1 done, 1 planned, 0 not told */
    struct dated_span dates[16]; /* read before; none ends at item 0 */
    chunk *chunks;               /* of the sentence at hand */
    size_t chunk_count, chunk_capacity;
    uint32_t at;       /* the sentence at hand */
    bool in_quote;     /* the sentence at hand starts between quotation marks */
    actors quoting;    /* who was quoted last */
    bool private;      /* the sentence at hand is of sport, the stage, a court, a firm */
    uint16_t last_doc; /* the noun of a document that the sentence before told of; 0: none */
    draft *drafts;
    size_t draft_count, draft_capacity;
    actors lead_by; /* of the lead-in of a list */
    uint8_t lead_state;
    const frame *lead_stance;            /* of a lead-in that takes a stance; null: none */
    bool lead_open, lead_spent, results; /* a list of results was announced */
    uint32_t listed; /* number + 1 of the draft whose documents the lines name; 0: none */
} reading;

static inline const entry *item_entry(const reading *r, const item *i) {
    return &r->l->entries[i->phrase];
}

/* The role of an item; a word that may also be a name counts as the name where it is written so. */
static inline role item_role(const reading *r, size_t i) {
    return (role)r->items[i].role;
}

/* The actor that item i names; 0: none. */
static inline uint16_t name_of(const reading *r, size_t i) {
    return r->items[i].name;
}

/* actors.c */
/* "Moscow" where the text is of the Soviet Union and names no Russia: of the state of that day. */
void seats_of_former(reading *r);
actors actors_one(const reading *r, uint16_t id);
actors actors_merge(reading *r, actors a, actors b);
/* With the states of those groups that act through theirs ("the Baltic states"). */
actors actors_members(reading *r, actors who);
static inline actors actors_join(reading *r, actors a, actors b) {
    return !b.count ? a : !a.count ? b : actors_merge(r, a, b);
}
bool actors_overlap(actors a, actors b);
bool actors_same(actors a, actors b);
bool actors_within(actors a, actors all);

/* read.c: tokens to items. sentence.c: items to sentences. */
code items_make(reading *r);
code sentences_find(reading *r);

/* names.c, mention.c */
/* The actor that an item which may name one (ITEM_ACTOR) does name, written as it is; 0: none. */
uint16_t name_written(const reading *r, const item *x);
code names_learn(reading *r);
bool mention_here(reading *r, size_t i, size_t end, mention *out);
static inline bool mention_at(reading *r, size_t i, size_t end, mention *out) {
    size_t word = i;
    while (word < end && r->items[word].role == ROLE_DET) word++;
    return word < end && (r->items[word].flags & ITEM_MENTION) && mention_here(r, i, end, out);
}

/* partner.c: the side of who speaks, and with whom it is at the sentence at hand */
void speaker_learn(reading *r);
void partner_note(reading *r);
void quote_note(reading *r, const sentence *s);
actors pair_now(const reading *r); /* "the two sides" */
actors we_now(const reading *r);   /* "we" */

/* ground.c: of the sentence at hand */
bool is_stranger(const reading *r, int32_t subject);
bool is_fair(const reading *r, const chunk *object, int32_t subject);
bool is_private(const reading *r, const sentence *s);

/* chunk.c, clause.c, assert.c, merge.c, when.c */
code chunks_make(reading *r, const sentence *s);
void clauses_link(reading *r, const sentence *s);
code facts_assert(reading *r, const sentence *s);
code drafts_merge(reading *r, fact **facts, size_t *count);
str date_within(reading *r, uint32_t first, uint32_t last);
str term_within(reading *r, uint32_t first, uint32_t last); /* of a programme: its years */
bool date_ahead(const reading *r, str date);                /* after the day of the document */
void document_date(reading *r);                             /* dateline.c */
str day_of_document(reading *r); /* of a text that is itself the document, where it is sure */
bool date_here(const reading *r, size_t i, size_t end);
static inline bool date_at(const reading *r, size_t i, size_t end) { /* whether "3 May" starts */
    const item *x = &r->items[i];
    bool may = x->kind == TOKEN_NUMBER || x->calendar == CAL_MONTH;
    return may && date_here(r, i, end);
}
sector_set sectors_within(const reading *r, uint32_t first, uint32_t last);

#endif
