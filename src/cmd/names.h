#ifndef CMD_NAMES_H
#define CMD_NAMES_H

#include "base/arena.h"
#include "law/status.h"

/* Codes of states to names for sentences: the short names of data/gazetteer/states.tsv. */

typedef struct state_names state_names;

/* state_names_load - in `a`; the names are part of the program. NOMEM. */
code state_names_load(arena *a, const state_names **out, fault *f);

/* The short name; `party` itself where the gazetteer has none. */
str state_name(const state_names *n, str party);

/* As law_why takes it; lives as long as `n`. */
law_names state_names_for_law(const state_names *n);

#endif
