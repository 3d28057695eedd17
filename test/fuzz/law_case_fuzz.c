#include "law/status.h"

#include <stdint.h>
#include <stdlib.h>

/* A line of treaties as `status --cases` reads it: whatever it says, every answer holds together,
 * every reason can be told, and what the terms print parses again. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const law_instrument *in, const law_result *r) {
    buf text;
    buf_init(&text, 0);
    for (size_t i = 0; i < r->count; i++) {
        const law_interval *x = &r->intervals[i];
        if (x->from >= x->to || x->from_first > x->from) abort();
        if (i && str_eq(x[-1].party, x->party) && x[-1].to != x->from) abort();
        for (size_t k = 0; k < x->act_count; k++)
            if (x->acts[k] >= in->act_count) abort();
        buf_clear(&text);
        law_why(&text, in, x, (law_names){0});
        if (!text.n) abort();
    }
    buf_reset(&text);
}

static void print_and_parse(arena *a, const law_terms *terms) {
    buf text;
    jout j;
    const jnode *root;
    law_terms again;
    buf_init(&text, 0);
    jout_init(&j, &text);
    law_terms_print(&j, terms);
    if (jnode_parse(a, buf_str(&text), &root, NULL) == OK &&
        law_terms_parse(a, root, &again, NULL, NULL) == INVALID)
        abort();
    buf_reset(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena *a = arena_new((size_t)32 << 20);
    const jnode *root;
    law_instrument in;
    law_result r;
    law_notes notes = {0};
    if (!a) return 0;
    if (jnode_parse(a, (str){(const char *)data, size}, &root, NULL) == OK &&
        law_instrument_parse(a, root, &in, &notes, NULL) == OK) {
        print_and_parse(a, &in.terms);
        if (law_status(a, &in, &r, NULL) == OK) check(&in, &r);
    }
    arena_free(a);
    return 0;
}
