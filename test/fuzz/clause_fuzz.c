#include "base/asset.h"
#include "law/terms_read.h"

#include <stdlib.h>

/* Any bytes as a treaty's text: no crash, and every piece of evidence lies within the text. The
 * first byte chooses whether the bytes are a text or a language of their own. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    arena *a = arena_new(64u << 20);
    if (!a) return 0;
    str rest = {(const char *)data + 1, size - 1};
    str tsv = data[0] % 8 == 0 ? rest : asset_find("lang/en/clauses.tsv");
    str text = data[0] % 8 == 0 ? S("This Pact shall enter into force on 1 May 2030.") : rest;
    const clause_language *l = NULL;
    law_proposal p;
    if (clause_language_load(a, tsv, "fuzz", &l, NULL) == OK &&
        law_terms_propose(a, l, text, &p, NULL) == OK)
        for (size_t i = 0; i < p.evidence_count; i++)
            if (p.evidence[i].end > text.n || p.evidence[i].start > p.evidence[i].end) abort();
    arena_free(a);
    return 0;
}
