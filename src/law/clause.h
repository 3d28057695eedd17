#ifndef LAW_CLAUSE_H
#define LAW_CLAUSE_H

#include "base/fault.h"
#include "base/str.h"

/* The pattern machine under terms_read.h: a language of clauses, a text cut into sentences, and
 * the search of a pattern in a sentence. No word of any language stands in its code: all come from
 * lang/LL/clauses.tsv (form and meaning: doc/clauses.md). */

/* What a clause is about. */
typedef enum {
    CLAUSE_ENTRY,
    CLAUSE_JOIN,
    CLAUSE_PROVISIONAL,
    CLAUSE_DURATION,
    CLAUSE_WITHDRAW,
    CLAUSE_LAPSE,
    CLAUSE_DEPOSITARY,
    CLAUSE_LANGUAGES,
    CLAUSE_SIGNATURE,
    CLAUSE_RESERVATIONS,
    CLAUSE_COUNT
} clause_kind;

const char *clause_kind_name(clause_kind k);

/* What a rule does: see doc/clauses.md. */
typedef enum {
    RULE_OPEN,
    RULE_FOLLOW,
    RULE_TITLE,
    RULE_VETO,
    RULE_BAR,
    RULE_PART,
    RULE_EITHER
} clause_role;

/* One assignment of a rule: `count=$n`, `on=signature`, `month_start`. */
typedef struct {
    str field;
    char capture; /* 'a' to 'z': the value is what this captured; 0: `literal` */
    str literal;  /* may be empty */
} clause_gift;

typedef struct clause_step clause_step;

typedef struct {
    clause_role role;
    clause_kind kind;
    unsigned line; /* in the language's file */
    str pattern, example;
    const clause_gift *gifts;
    size_t gift_count;
    const clause_step *steps;
    size_t step_count;
    const uint8_t *first; /* words it can begin with, a bit each; null: anything */
} clause_rule;

typedef struct clause_language clause_language;

/* clause_language_load - reads a clauses.tsv. `name` is for messages. The language lives in `a`
 * and keeps slices of `tsv`: that must live as long.
 * INVALID: a line that is not of the documented form; the place says which. NOMEM. */
code clause_language_load(arena *a, str tsv, const char *name, const clause_language **out,
                          fault *f);

size_t clause_rule_count(const clause_language *l);
const clause_rule *clause_rule_at(const clause_language *l, size_t i);

/* --- a text ----------------------------------------------------------------------------- */

typedef struct {
    uint32_t start, end; /* bytes of the text */
    uint16_t word;       /* its number in the language; 0: a word the language does not know */
    uint8_t marks;       /* what stood between it and the token before: MARK_... */
    bool capital;        /* begins with a capital */
    bool digits;
    bool ordinal;   /* "60th" */
    int32_t number; /* of digits; -1 where it is none, or too large */
} clause_token;

enum {
    MARK_COMMA = 1,
    MARK_STOP = 2,
    MARK_COLON = 4, /* colon, semicolon, dash */
    MARK_PAREN = 8,
    MARK_LINE = 16,
    MARK_BLANK = 32, /* an empty line */
    MARK_QUOTE = 64
};

typedef struct {
    uint32_t from, to;       /* tokens, without the number of the paragraph */
    uint32_t start, end;     /* bytes */
    str article, paragraph;  /* "27", "1"; empty where there is none */
    uint32_t article_number; /* counts headings: tells sentences of one article from another's */
    uint32_t title_from, title_to; /* tokens of the article's title */
} clause_sentence;

/* What the search notes while it runs; kept from one search to the next. */
typedef struct {
    uint8_t *bits;
    size_t size;
} clause_scratch;

typedef struct {
    const clause_language *language;
    str text;
    const clause_token *tokens;
    size_t token_count;
    const clause_sentence *sentences;
    size_t sentence_count;
    const uint8_t *own_nouns; /* a bit a word: what the text calls itself */
    clause_scratch *scratch;
    bool it_is_own; /* set by the caller: whether "it" stands for the instrument now */
} clause_text;

/* clause_text_read - tokens and sentences of `text` (at most 64 MB; INVALID past that). */
code clause_text_read(arena *a, const clause_language *l, str text, clause_text *out, fault *f);

/* --- the search --------------------------------------------------------------------------- */

typedef struct {
    uint32_t from, to; /* tokens; from == to: nothing captured */
} clause_span;

typedef struct {
    clause_span whole;
    clause_span captures[26];
} clause_match;

/* clause_search - the first place in tokens [from, to) where the rule's pattern matches.
 * Time is at most steps times tokens. NOTFOUND; NOMEM. */
code clause_search(arena *a, const clause_text *t, const clause_rule *r, uint32_t from, uint32_t to,
                   clause_match *out);

#endif
