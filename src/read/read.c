#include "read/reading.h"

/* One document through all stages. */

code items_make(reading *r) {
    r->items = arena_room(r->a, r->tokens.count + 1, sizeof *r->items);
    if (!r->items) return NOMEM;
    for (size_t i = 0; i < r->tokens.count;) {
        size_t length;
        uint32_t phrase =
            lexicon_match(r->l->lexicon, &r->tokens.items[i], r->tokens.count - i, &length);
        const entry *e = &r->l->entries[phrase];
        item *x = &r->items[r->item_count++];
        *x = (item){.token = (uint32_t)i,
                    .phrase = phrase,
                    .length = (uint16_t)length,
                    .flags = r->tokens.items[i].flags,
                    .role = e->role,
                    .forms = e->forms};
        name_item(r, x);
        if (x->name && x->role == ROLE_WE) x->role = ROLE_NONE; /* "US", not "us" */
        i += length;
    }
    return OK;
}

static code read_stages(reading *r, fact **facts, size_t *count, fault *f) {
    TRY(tokens_read(r->text, r->l->lexicon, &r->tokens, f));
    if (r->tokens.count == 0) {
        *facts = NULL;
        *count = 0;
        return OK;
    }
    TRY(items_make(r));
    TRY(sentences_find(r));
    document_date(r);
    seats_of_former(r);
    TRY(names_learn(r));
    speaker_learn(r);
    for (size_t i = 0; i < r->sentence_count; i++) {
        r->at = (uint32_t)i;
        TRY(chunks_make(r, &r->sentences[i]));
        partner_note(r);
        quote_note(r, &r->sentences[i]);
        clauses_link(r, &r->sentences[i]);
        TRY(facts_assert(r, &r->sentences[i]));
    }
    return drafts_merge(r, facts, count);
}

code read_document(arena *a, const language *l, str text, str published, fact **facts,
                   size_t *count, fault *f) {
    reading r = {.a = a, .l = l, .text = text, .published = DAY_NONE};
    edtf when;
    if (published.n) {
        fault wrong = {0};
        if (edtf_parse(published, &when, &wrong) != OK)
            return fault_set(f, INVALID, "date", "'" STR_FMT "': %s", STR_ARG(published),
                             wrong.message);
        if (when.precision == EDTF_DAY) r.published = when.first;
    }
    code c = read_stages(&r, facts, count, f);
    tokens_reset(&r.tokens);
    if (c == NOMEM)
        return fault_set(f, NOMEM, "text", "the document needs more memory than allowed");
    return c;
}
