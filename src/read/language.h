#ifndef READ_LANGUAGE_H
#define READ_LANGUAGE_H

#include "base/arena.h"
#include "base/words.h"
#include "read/inflect.h"
#include "read/read.h"
#include "text/lexicon.h"

/* A language as compiled from its folder. What the words mean is data; the code knows the roles
 * below, which every language has in some form. The form of the files: lang/README.md. */

/* Grammatical roles of words and marks (words.tsv). */
typedef enum {
    ROLE_NONE,
    ROLE_DET,
    ROLE_POSS,
    ROLE_OWN, /* the; 's; their */
    ROLE_OF,
    ROLE_TO,
    ROLE_WITH,
    ROLE_BETWEEN,
    ROLE_BY,
    ROLE_FOR,
    ROLE_IN,
    ROLE_FROM,
    ROLE_UNDER,
    ROLE_ON,
    ROLE_PREP,
    ROLE_AND,
    ROLE_OR,
    ROLE_BUT,
    ROLE_THAT,
    ROLE_REL,
    ROLE_SUB,
    ROLE_IF,
    ROLE_WILL,
    ROLE_WOULD,
    ROLE_MAY,
    ROLE_SHOULD,
    ROLE_BE,
    ROLE_HAVE,
    ROLE_DO,
    ROLE_NOT,
    ROLE_ADV,
    ROLE_ADJ,
    ROLE_WE,
    ROLE_THEY,
    ROLE_HE,
    ROLE_IT,
    ROLE_BOTH,
    ROLE_NUMBER,
    ROLE_COMMA,
    ROLE_SEMI,
    ROLE_COLON,
    ROLE_STOP,
    ROLE_QUOTE,
    ROLE_OPEN,
    ROLE_CLOSE,
    ROLE_DASH,
    ROLE_HYPHEN,
    ROLE_BULLET,
    ROLE_MONEY,
    ROLE_TITLE,
    ROLE_PARTICLE,
    ROLE_ABBREVIATION,
    ROLE_HEREAFTER,
    ROLE_MINUTE,
    ROLE_COUNT
} role;

/* Calendar words (words.tsv, role "month" ...). */
typedef enum {
    CAL_NONE,
    CAL_MONTH,
    CAL_WEEKDAY,
    CAL_TODAY,
    CAL_YESTERDAY,
    CAL_TOMORROW,
    CAL_THIS,
    CAL_LAST,
    CAL_NEXT,
    CAL_YEAR,
    CAL_MONTHS,
    CAL_WEEK,
    CAL_SEASON,
    CAL_QUARTER,
    CAL_ORDINAL,
    CAL_DAY,
    CAL_COUNT
} calendar;

enum { FORM_BASE = 1, FORM_S = 2, FORM_PAST = 4, FORM_PART = 8, FORM_ING = 16 };

/* What a governor does to the verb or clause that depends on it (verbs.tsv, nouns.tsv). */
typedef enum effect {
    EFFECT_NONE,
    EFFECT_COMMIT,
    EFFECT_PLAN,
    EFFECT_CARRY,
    EFFECT_BLOCK,
    EFFECT_SAY,
    EFFECT_COUNT
} effect;

/* Classes that the code itself asks for; the rest come from the data. */
enum {
    CLASS_NONE,
    CLASS_DOC,
    CLASS_EVENT,
    CLASS_OFFICE,
    CLASS_AGENCY,
    CLASS_SIDE,
    CLASS_COMPANY,
    CLASS_GENERIC,
    CLASS_ORG,
    CLASS_ACTOR,
    CLASS_TOPIC,
    CLASS_BILATERAL,
    CLASS_PROVIDES,
    CLASS_FOREIGN,
    CLASS_KNOWN
};

typedef enum { NAME_NAME, NAME_ADJECTIVE, NAME_PEOPLE, NAME_SEAT, NAME_PERSON } name_role;

typedef struct {
    str code, name;
    bool organisation, side, group;
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
} noun;

/* All that one phrase can be. */
typedef struct {
    uint8_t role, calendar, calendar_value, forms;
    uint16_t verb, noun, actor;
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
    uint32_t *frame_first; /* by class; frames of class c are [first[c], first[c + 1]) */
};

/* language_class - the number of a class by name, or CLASS_NONE. */
uint16_t language_class(const language *l, str name);

/* load.c: the rows of one file; its name says which. */
code load_rows(language *l, inflections *forms, const char *path, str bytes, fault *f);

#endif
