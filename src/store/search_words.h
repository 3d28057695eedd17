#ifndef STORE_SEARCH_WORDS_H
#define STORE_SEARCH_WORDS_H

#include "base/fault.h"
#include "base/str.h"

/* search_words - what a person typed as a query of the index: each word quoted, all wanted; "a
 * phrase" kept; -word not wanted; the last a prefix where `typing`: from three letters on;
 * a shorter one is left out where there are others. INVALID: no word in it, or only
 * words that are not wanted. */
code search_words(arena *a, str typed, bool typing, str *out, fault *f);

#endif
