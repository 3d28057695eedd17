/* Any bytes as a pasted roadmap: cells, columns, days, numbers. The first line is the day. */
#include "exchange/roadmap_table.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static arena *kept;
    static follow_words *words;
    if (words == NULL) {
        kept = arena_new((size_t)8 << 20);
        if (follow_words_open(kept, "en", &words, NULL) != OK) abort();
    }
    if (!size) return 0;
    arena *a = arena_new((size_t)64 << 20);
    str text = {(const char *)data, size}, said = {"", 0};
    roadmap_table t;
    fault f = {.code = OK};
    str_next(&text, '\n', &said);
    if (!edtf_is(said)) said = (str){"2025-01-10", 10};
    if (roadmap_table_read(a, words, text, said, &t, &f) == OK) {
        size_t wrong = 0, line = 0;
        for (size_t i = 0; i < t.count; i++) {
            const roadmap_line *x = &t.lines[i];
            if (x->line <= line) abort();
            line = x->line;
            wrong += x->wrong.n > 0;
            if (!x->wrong.n &&
                (!x->action.action.n || (x->action.due.n && !edtf_is(x->action.due))))
                abort();
        }
        if (wrong != t.wrong) abort();
    } else if (f.code != NOMEM && !*f.message) {
        abort();
    }
    arena_free(a);
    return 0;
}
