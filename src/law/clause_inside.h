#ifndef LAW_CLAUSE_INSIDE_H
#define LAW_CLAUSE_INSIDE_H

#include "law/clause_value.h"

/* What the files of the pattern machine share. */

#define CLAUSE_WORDS_MOST 2048

enum {
    WORD_NOUN = 1,     /* what an instrument can call itself: "convention" */
    WORD_NEAR = 2,     /* points at itself: "this", "present" */
    WORD_THE = 4,      /* points at what was named: "the" */
    WORD_IT = 8,       /* "it" */
    WORD_HEADING = 16, /* begins a heading: "article" */
    WORD_ABBREVIATION = 32,
    WORD_JOINER = 64,    /* small words inside a name: "of", "and" */
    WORD_FILLER = 128,   /* between a number and its unit: "calendar" */
    WORD_AND = 256,      /* inside a number: "hundred and one" */
    WORD_PLAIN = 512,    /* known whole: never cut in two */
    WORD_LITERAL = 1024, /* stands in a pattern */
    WORD_SUFFIX = 2048,  /* makes digits an ordinal: "th" */
    WORD_LISTING = 4096  /* between the names of languages: "in English and in French" */
};

typedef struct {
    str text;
    uint16_t flags;
    int32_t number; /* -1: none */
    bool ordinal;
    char unit; /* D W M Y; 0: none */
    uint8_t month;
    str tag; /* of a language: "en" */
} clause_word;

struct clause_language {
    clause_word *words; /* [0] is the unknown word */
    size_t word_count;
    uint16_t *table; /* open addressing, by str_hash */
    clause_rule *rules;
    size_t rule_count, rule_capacity;
    clause_step *scratch; /* for the compiler */
};

typedef enum {
    STEP_WORD,
    STEP_ANY,
    STEP_SPLIT, /* x first, then y */
    STEP_JUMP,
    STEP_SAVE,
    STEP_VALUE, /* x: a clause_value */
    STEP_NOT,   /* what follows must not match here; y: where to go on */
    STEP_START,
    STEP_END,
    STEP_MARK, /* a mark stands before this token */
    STEP_DONE
} clause_op;

typedef enum {
    VALUE_COUNT,
    VALUE_ORDINAL,
    VALUE_PERIOD,
    VALUE_DAY, /* "thirtieth day" */
    VALUE_DATE,
    VALUE_WHEN, /* a date, a month of a year, a year */
    VALUE_OWN,
    VALUE_NAME,
    VALUE_NAMES,
    VALUE_LANGUAGES,
    VALUE_KINDS
} clause_value;

struct clause_step {
    uint16_t op, x, y;
};

#define TABLE_SIZE 8192

/* clause_word_find - its number; 0: unknown. `lower` is in lower case. */
uint16_t clause_word_find(const clause_language *l, str lower);

/* clause_compile - a pattern to steps. `macros` has the texts of the language's macros. */
typedef struct {
    str name, pattern;
} clause_macro;
code clause_compile(arena *a, clause_language *l, const clause_macro *macros, size_t macro_count,
                    const char *place, clause_rule *r, fault *f);

/* clause_intern - adds a word; 0 when the table is full or memory ends. */
uint16_t clause_intern(arena *a, clause_language *l, str lower);

uint32_t clause_name_at(const clause_text *t, uint32_t at, uint32_t to);
uint32_t clause_names_at(const clause_text *t, uint32_t at, uint32_t to);
uint32_t clause_languages_at(const clause_text *t, uint32_t at, uint32_t to);

#endif
