#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "base/fold.h"

/* Names as the register compares them. */

/* name_fold - folded, without "the", legal forms at either end (Ltd, LLC, OJSC ...).
 * "OJSC “Beltamozhservice”" gives "beltamozhservice". Null pointer on NOMEM. */
str name_fold(arena *a, str name);

/* name_skeleton - of a folded name: its consonants, blind to usual differences of transliteration
 * (kh h, zh z, x ks, y i, doubled letters, plural s) and to spaces. */
str name_skeleton(arena *a, str folded);

/* name_split - "National Logistics Corporation (NLC)": the name and the abbreviation in brackets
 * after it; *abbreviation is empty where there is none. Borrowed. */
str name_split(str written, str *abbreviation);

/* name_alike - whether two folded names with the same skeleton are spellings of one name. */
bool name_alike(arena *a, str folded, str other);

/* name_likeness - share of common words, 0 to 1, of two titles: folded, without small words. */
double name_likeness(arena *a, str one, str other);
double name_common(arena *a, str one, str other, size_t *common); /* and how many those are */

/* name_says - whether a title has a word that tells it from others: not "the signed agreement". */
bool name_says(arena *a, str title);

#endif
