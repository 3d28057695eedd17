#ifndef READ_LOAD_H
#define READ_LOAD_H

#include "read/inflect.h"
#include "read/language.h"

/* What the files that take the rows of a language share: load.c cuts a file into rows and gives
 * each to the function of its file. The fields of a row are cut at tabs, lists in a field at ';'.
 */

enum { MOST_FIELDS = 12 };

typedef struct {
    language *l;
    inflections *forms;
    fault *f;
    str fields[MOST_FIELDS]; /* those that the row has not are empty */
    size_t count;
    uint32_t number; /* of the last entry asked for */
} row;

/* One row; INVALID says what is wrong with it, not where. */
typedef code row_take(row *r);

/* load_words.c: words and what they can be. */
row_take words_row, inflect_row, irregular_row, verbs_row, nouns_row, sectors_row;
/* load_names.c: who is called how. */
row_take names_row, states_row, organisations_row;
/* load_frames.c: what a word asserts, and how sure that is. */
row_take frames_row, confidence_row;

/* Whether a field says nothing: empty, or "-". */
bool no_value(str s);
/* The number of a word among names[0..count); INVALID where it is none of them. */
code index_of(const row *r, const char *const *names, size_t count, str word, size_t *out);
/* The number of a class, a new one where the name is new. */
code class_add(row *r, str name, uint16_t *out);
/* The entry of a phrase, made where there is none; valid until the next is asked for. */
code entry_at(row *r, str phrase, entry **out);

#endif
