#ifndef BASE_ASSET_H
#define BASE_ASSET_H

#include "base/str.h"

/* Files that are part of the binary: lang/, data/, web/ and the migrations, under their path in the
 * source tree
 * ("lang/en/verbs.tsv", "src/store/sql/0001.sql"). The table is made by tools/embed. */

typedef struct {
    const char *path;
    const char *bytes;
    const char *end;
} asset;

/* asset_find - its bytes; .p is null where there is none of that path. Lives as long as the
 * program. */
str asset_find(const char *path);

/* asset_at - the i-th asset whose path starts with `prefix`, in order of path; false past the last.
 */
bool asset_at(const char *prefix, size_t i, const char **path, str *bytes);

extern const asset asset_table[]; /* sorted by path; made at build time */
extern const size_t asset_count;

#endif
