#ifndef PAGE_MARKUP_H
#define PAGE_MARKUP_H

#include "base/str.h"

/* Tags of a page that this program wrote: attributes in double quotes, text escaped. */

typedef struct {
    str name;
    size_t start, end; /* from "<" to after ">" */
    bool closes;       /* "</name>" */
} tag;

/* tag_next - the first tag at or after `from`; false: there is none. Doctypes are passed over. */
bool tag_next(str html, size_t from, tag *out);

/* tag_close - the closing tag of that name at or after `from`. */
bool tag_close(str html, size_t from, const char *name, tag *out);

typedef struct {
    str value;         /* as written: escaped; empty where it has none */
    size_t start, end; /* with the blank before it */
} attribute;

bool attribute_find(str html, const tag *t, const char *name, attribute *out);

/* attribute_is - it is there and has that value (as written). */
bool attribute_is(str html, const tag *t, const char *name, str value);

/* markup_text - a value as written, read: "&amp;" is "&". Null pointer on NOMEM. */
str markup_text(arena *a, str written);

#endif
