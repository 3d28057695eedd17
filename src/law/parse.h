#ifndef LAW_PARSE_H
#define LAW_PARSE_H

#include "law/terms.h"

/* Reading fields with their path, shared by terms and instruments. Internal to src/law. */

typedef struct {
    arena *a;
    law_notes *notes; /* may be null */
    fault *f;
} law_reader;

/* "terms.entry" and "after" to "terms.entry.after"; the null str on NOMEM. */
str law_path(law_reader *r, str path, const char *key);

code law_read_wrong(law_reader *r, str path, const char *key, const char *wanted);

/* law_read_known - notes every member of `object` that is not in `keys` (ends with null). */
code law_read_known(law_reader *r, const jnode *object, str path, const char *const *keys);

/* Each leaves *out alone where the field is absent or null; INVALID for another type. */
code law_read_text(law_reader *r, const jnode *object, str path, const char *key, str *out);
code law_read_yes(law_reader *r, const jnode *object, str path, const char *key, bool *out);
code law_read_count(law_reader *r, const jnode *object, str path, const char *key, size_t *out);
code law_read_period(law_reader *r, const jnode *object, str path, const char *key,
                     law_period *out);
code law_read_date(law_reader *r, const jnode *object, str path, const char *key, law_date *out);
code law_read_strings(law_reader *r, const jnode *object, str path, const char *key,
                      const str **out, size_t *count);

#endif
