#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include "base/fault.h"
#include "text/token.h"

/* The word automaton: every word of a language as a number, and its phrases as a tree of those
 * numbers. A phrase carries a number of its own, which the owner's tables hang on. Built once,
 * then only read: any number of threads may match with it. */

/* lexicon_new - empty; null without memory. */
lexicon *lexicon_new(void);
void lexicon_free(lexicon *l); /* null is fine */

/* lexicon_add - the number (from 1, in order of arrival) of a phrase, new or known; it is cut into
 * words as tokens_read does. INVALID when it has no word. */
code lexicon_add(lexicon *l, str phrase, uint32_t *number, fault *f);

/* lexicon_seal - makes looking up faster, when all has been added; what is added later opens it
 * again. Without memory nothing changes. */
void lexicon_seal(lexicon *l);

uint32_t lexicon_count(const lexicon *l); /* phrases */

/* lexicon_word - the number of a word by tokens_hash; 0: none. */
uint32_t lexicon_word(const lexicon *l, uint64_t hash);

/* lexicon_expect - tells the memory that lexicon_word will be asked for soon. */
void lexicon_expect(const lexicon *l, uint64_t hash);

/* lexicon_mark - the number of a word that is one ASCII mark; 0: none. */
uint32_t lexicon_mark(const lexicon *l, unsigned char mark);

/* lexicon_match - the longest phrase that starts at items[0], of at most `most` tokens; 0 where
 * there is none. *length is its number of tokens. */
uint32_t lexicon_match(const lexicon *l, const token *items, size_t most, size_t *length);

#endif
