#include "base/utf8.h"
#include "text/html.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* Any UTF-8 is a page: an answer comes, and it is clean UTF-8 without what nobody sees. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    str markup = {(const char *)bytes, n};
    if (utf8_bad_at(markup) != SIZE_MAX) return 0;
    arena *a = arena_new((size_t)64 << 20);
    html_page page;
    fault f = {.code = OK};
    if (a && html_read(a, markup, &page, &f) == OK) {
        if (utf8_bad_at(page.text) != SIZE_MAX || utf8_bad_at(page.title) != SIZE_MAX) abort();
        if (utf8_bad_at(page.address) != SIZE_MAX || utf8_bad_at(page.language) != SIZE_MAX)
            abort();
        if (page.published.n && page.published.n != 10) abort();
        for (size_t i = 0; i < page.text.n; i++)
            if ((unsigned char)page.text.p[i] < ' ' && page.text.p[i] != '\n') abort();
        if (str_find(page.text, S("\n\n\n"), 0) != SIZE_MAX) abort();
        if (str_find(page.text, S("  "), 0) != SIZE_MAX) abort();
    } else if (a && f.code != INVALID && f.code != NOMEM) {
        abort();
    }
    arena_free(a);
    return 0;
}
