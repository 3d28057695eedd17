#ifndef FOLLOW_NAMES_H
#define FOLLOW_NAMES_H

#include "follow/tokens.h"

/* Names of states, their towns and leaders, and of organisations, as tokens show them: who travels
 * where, and whom a sentence is about. From data/gazetteer and lang/XX/names.tsv. */

typedef struct follow_names follow_names;

typedef struct {
    str code;     /* "VNM", "AU" */
    size_t words; /* tokens that it takes */
    bool place;   /* a country or town, not an adjective, people or person */
    bool town;
} follow_name;

/* follow_names_open - the names of a language, in `a`. NOTFOUND, NOMEM. */
code follow_names_open(arena *a, const char *language, follow_names **out, fault *f);

/* follow_name_at - the longest name that starts at token `at`; false: none does. `text` is what the
 * tokens were made from: a name starts with a capital there, and an abbreviation has nothing else.
 */
bool follow_name_at(const follow_names *names, str text, const follow_token *t, size_t n, size_t at,
                    follow_name *out);

#endif
