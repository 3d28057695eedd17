#include "base/asset.h"
#include "law/terms_read.h"

#include <stdlib.h>

/* Any bytes as a treaty's text: no crash, and every piece of evidence lies within the text. The
 * first byte chooses whether the bytes are a text or a language of their own. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* English, loaded once: it is the same for every input. */
static const clause_language *english(void) {
    static const clause_language *l;
    static arena *a;
    if (l) return l;
    a = arena_new(64u << 20);
    if (!a || clause_language_load(a, asset_find("lang/en/clauses.tsv"), "en", &l, NULL) != OK)
        abort();
    return l;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    arena *a = arena_new(64u << 20);
    if (!a) return 0;
    str text = {(const char *)data + 1, size - 1};
    const clause_language *l = NULL;
    law_proposal p;
    code c = OK;
    if (data[0] % 8 == 0) {
        c = clause_language_load(a, text, "fuzz", &l, NULL);
        text = S("This Pact shall enter into force on 1 May 2030.");
    } else {
        l = english();
    }
    if (c == OK && law_terms_propose(a, l, text, &p, NULL) == OK)
        for (size_t i = 0; i < p.evidence_count; i++)
            if (p.evidence[i].end > text.n || p.evidence[i].start > p.evidence[i].end) abort();
    arena_free(a);
    return 0;
}
