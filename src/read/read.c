#include "read/read.h"

#include "base/asset.h"
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct language {
    char name[64];
};

code language_open(const char *code_or_folder, language **out, fault *f) {
    if (!strchr(code_or_folder, '/')) {
        char prefix[64];
        const char *path;
        str bytes;
        if (strlen(code_or_folder) > 8)
            return fault_set(f, NOTFOUND, code_or_folder, "there is no such language");
        snprintf(prefix, sizeof prefix, "lang/%s/", code_or_folder);
        if (!asset_at(prefix, 0, &path, &bytes))
            return fault_set(f, NOTFOUND, code_or_folder, "there is no such language");
    }
    language *l = calloc(1, sizeof *l);
    if (!l) return fault_set(f, NOMEM, code_or_folder, "no memory");
    *out = l;
    return OK;
}

void language_close(language *l) {
    free(l);
}

code read_document(arena *a, const language *l, str text, str published, fact **facts,
                   size_t *count, fault *f) {
    (void)a, (void)l, (void)text;
    if (published.n && !edtf_is(published))
        return fault_set(f, INVALID, "date", "'" STR_FMT "' is no date", STR_ARG(published));
    *facts = NULL;
    *count = 0;
    return OK;
}
