#ifndef READ_CHUNK_H
#define READ_CHUNK_H

#include <stdbool.h>
#include <stdint.h>

/* The parts of a sentence: names as mentioned, noun phrases, verb groups. */

/* A set of actors: sorted numbers of language.actors, none twice. Borrowed or in the arena. */
typedef struct {
    const uint16_t *ids;
    uint16_t count;
} actors;

typedef enum {
    MENTION_NONE,
    MENTION_STATE,
    MENTION_ADJECTIVE,
    MENTION_SEAT,
    MENTION_OFFICE,
    MENTION_AGENCY,
    MENTION_SIDE,
    MENTION_PRONOUN
} mention_kind;

typedef struct {
    actors who;
    uint8_t kind;
    bool plural, person, guessed;       /* guessed: the document never names the state here */
    bool homeless;                      /* nor anywhere, for this person */
    uint32_t last;                      /* item after it */
    uint32_t person_word;               /* item of the last word of a person's name; 0: none */
    uint32_t person_first, person_last; /* items of a person's name; equal: none */
} mention;

typedef enum {
    CHUNK_NOUN,
    CHUNK_VERB,
    CHUNK_PREP,
    CHUNK_AND,
    CHUNK_COMMA,
    CHUNK_THAT,
    CHUNK_REL,
    CHUNK_SUB,
    CHUNK_BREAK,
    CHUNK_OTHER
} chunk_type;

typedef enum {
    STATUS_DONE,
    STATUS_PLANNED,
    STATUS_COMMITTED,
    STATUS_PURPOSE,
    STATUS_BLOCKED
} status;

typedef struct {
    uint32_t first, last; /* items */
    uint32_t person;      /* mention.person_word */
    uint8_t type, role;
    /* noun */
    uint16_t noun, class; /* of the head */
    uint8_t mention;
    bool guessed, homeless;
    bool plural, owned, definite,
        negated; /* owned: `owner` holds the possessor, or `own` says which */
    uint8_t own;
    int64_t number;
    actors who, inside, owner;
    /* verb */
    uint16_t verb;
    uint8_t form, modal;
    bool be, have, not, infinitive, passive, finite;
    /* clause */
    int32_t governor, subject; /* chunks; -1: none */
    bool used;                 /* a frame took it as its object */
    bool session;              /* of the standing body that it names */
    uint8_t state;             /* status */
    actors by;                 /* who does it */
} chunk;

#endif
