#ifndef BASE_JNODE_H
#define BASE_JNODE_H

#include "base/fault.h"
#include "base/str.h"

/* JSON in: a tree in an arena. (The names keep clear of those of the library below.) */

typedef enum {
    JNODE_NULL,
    JNODE_BOOL,
    JNODE_INT,
    JNODE_REAL,
    JNODE_STRING,
    JNODE_ARRAY,
    JNODE_OBJECT
} jnode_type;

typedef struct jnode jnode;
struct jnode {
    jnode_type type;
    str key;    /* its name, where it is a member of an object */
    str string; /* JNODE_STRING */
    int64_t integer;
    double real; /* JNODE_REAL; of JNODE_INT its value too */
    bool boolean;
    size_t count; /* elements or members */
    const jnode *first, *next;
};

/* jnode_parse - one JSON text (RFC 8259). Copies everything: `text` may go away.
 * INVALID: not JSON, a key twice in one object, deeper than 64 levels; the place says line and
 * column. NOMEM. */
code jnode_parse(arena *a, str text, const jnode **out, fault *f);

/* Fields of an object. `object` may be null or of another type: then nothing is found. */
const jnode *jnode_field(const jnode *object, const char *key); /* null: absent */
str jnode_str(const jnode *object, const char *key);            /* .p null: absent or no string */
bool jnode_int(const jnode *object, const char *key, int64_t *out);
bool jnode_true(const jnode *object, const char *key); /* present and true */

#endif
