#ifndef TEXT_TOKEN_H
#define TEXT_TOKEN_H

#include "base/fault.h"
#include "base/str.h"

/* Text to tokens: words, numbers and single marks, with their bytes. No language is known here. */

typedef enum { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK } token_kind;

enum {
    TOKEN_CAPITAL = 1,   /* the first letter is upper case */
    TOKEN_CAPITALS = 2,  /* two letters or more, all upper case */
    TOKEN_SPACE = 4,     /* white space, or the start of the text, before it */
    TOKEN_LINE = 8,      /* the first of a line */
    TOKEN_PARAGRAPH = 16 /* the first after a blank line, or of the text */
};

/* 12 bytes: a document of 10 MB has some two million of them. */
typedef struct {
    uint32_t start;
    uint32_t word; /* lexicon_word's number of the folded form; 0: not in the lexicon */
    uint16_t length;
    uint8_t kind, flags;
} token;

/* Growing memory of one reading: kept between documents by who reads many. */
typedef struct {
    token *items;
    size_t count, capacity;
} tokens;

enum { TOKEN_MOST_BYTES = 1000 }; /* a longer run of letters is cut into several tokens */

typedef struct lexicon lexicon;

/* tokens_read - appends the tokens of `text` (less than 4 GB) to *out, with the numbers of `words`
 * (null: all 0). What makes a token:
 *   letters, with apostrophes inside them: O'Brien; but 's at the end is a token of its own
 *   letters with dots between single ones: U.S., H.E
 *   digits, with . or , inside, and letters after: 1,500  15th  4.5
 *   any other character that is no space
 * Bytes that are not UTF-8 are passed over like spaces. NOMEM only. */
code tokens_read(str text, const lexicon *words, tokens *out, fault *f);
void tokens_reset(tokens *t); /* frees */

/* tokens_hash - the hash of a word without regard to case, as the lexicon uses it. */
uint64_t tokens_hash(str word);

static inline str token_text(str text, const token *t) {
    return (str){text.p + t->start, t->length};
}

static inline uint32_t token_end(const token *t) {
    return t->start + t->length;
}

#endif
