#ifndef READ_LANGUAGE_H
#define READ_LANGUAGE_H

#include "base/arena.h"
#include "base/words.h"
#include "read/confidence.h"
#include "read/inflect.h"
#include "read/read.h"
#include "read/roles.h"
#include "text/lexicon.h"

/* A language as compiled from its folder. What the words mean is data; the code knows the roles
 * below, which every language has in some form. The form of the files: lang/README.md. */

typedef enum { NAME_NAME, NAME_ADJECTIVE, NAME_PEOPLE, NAME_SEAT, NAME_PERSON } name_role;

typedef struct {
    str code, name;
    bool organisation, side, group;
    str successors;                  /* codes with ';' of a state that ceased */
    uint16_t *members, member_count; /* of a group that acts through its states, in order */
} actor;

typedef struct {
    uint16_t class;
    kind content; /* of a commitment to do it; KIND_NONE: none */
    effect effect;
} verb;

typedef struct {
    uint16_t class;
    kind kind;
    effect effect;
    bool plural;
    bool named; /* the name of one document: "Paris Agreement" */
} noun;

/* All that one phrase can be. */
typedef struct {
    uint16_t class, noun; /* class: the noun's, from when the language is whole */
    uint8_t role, forms, calendar, calendar_value;
    uint16_t verb, actor;
    uint16_t traits;           /* flags of item.h that all its items have, likewise */
    uint8_t name_role, number; /* number: the value of "two", "third" */
    bool weak, capital, capitals;
    sector_set sectors;
} entry;

typedef enum { VOICE_ANY, VOICE_ACTIVE, VOICE_PASSIVE, VOICE_NOMINAL } voice;

enum {
    SIDE_SUBJECT = 1,
    SIDE_OBJECT = 2,
    SIDE_BY = 4,
    SIDE_WITH = 8,
    SIDE_BETWEEN = 16,
    SIDE_OF = 32,
    SIDE_TO = 64,
    SIDE_IN = 128,
    SIDE_PAIR = 256,
    SIDE_TWO = 512
};

/* A row of frames.tsv: what a verb or noun of a class asserts. */
typedef struct {
    str name, example;
    uint16_t trigger;
    voice voice;
    uint16_t object;  /* class that must follow (passive: precede); CLASS_NONE: anything */
    kind object_kind; /* KIND_NONE: any */
    bool object_free; /* "-": no object is looked for */
    record record;
    kind kind; /* KIND_NONE: the object's */
    fact_act act;
    int modality; /* -1: the verb's */
    unsigned sides;
    double confidence;
    size_t order; /* of the file: the first that fits wins */
} frame;

struct language {
    arena *arena;
    lexicon *lexicon;
    entry *entries; /* by phrase number */
    size_t entry_capacity;
    actor *actors; /* [1 .. actor_count) */
    size_t actor_count, actor_capacity;
    uint16_t *numbers; /* numbers[i] == i: sets of one actor point here */
    verb *verbs;
    size_t verb_count, verb_capacity;
    noun *nouns;
    size_t noun_count, noun_capacity;
    str *classes;
    size_t class_count, class_capacity;
    frame *frames; /* sorted by trigger */
    size_t frame_count, frame_capacity;
    /* What stays unsaid: "соглашение [of] России", "намерены [to] подписать", articles. */
    bool bare_of, bare_to, bare_the;
    uint32_t *frame_first; /* by class; frames of class c are [first[c], first[c + 1]) */
    confidence_weights weights;
};

/* language_class - the number of a class by name, or CLASS_NONE. */
uint16_t language_class(const language *l, str name);

/* language_stance - the first frame of a class that tells of a position; null: none. */
const frame *language_stance(const language *l, uint16_t class);

/* load.c: the rows of one file; its name says which. */
code load_rows(language *l, inflections *forms, const char *path, str bytes, fault *f);

#endif
