#include "read/reading.h"

/* One document through all stages. */

/* An item as its entry has it, of `length` tokens from token `at` on. */
static inline void item_fill(const reading *r, item *x, uint32_t phrase, size_t at, size_t length) {
    const entry *e = &r->l->entries[phrase];
    const token *t = &r->tokens.items[at];
    unsigned flags = t->flags | e->traits | (t->kind == TOKEN_NUMBER ? ITEM_DATED : 0u);
    if (flags & TOKEN_CAPITAL) flags |= ITEM_MENTION;
    x->token = (uint32_t)at;
    x->phrase = phrase;
    x->length = (uint16_t)length;
    x->flags = (uint16_t)flags;
    x->name = 0;
    x->class = e->class;
    x->noun = e->noun;
    x->role = e->role;
    x->forms = e->forms;
    x->calendar = e->calendar;
    x->kind = t->kind;
    if (flags & ITEM_ACTOR && (x->name = name_written(r, x)) != 0) {
        x->flags |= ITEM_MENTION;
        if (x->role == ROLE_WE) x->role = ROLE_NONE; /* "US", not "us" */
    } else if ((flags & TOKEN_CAPITAL) && (flags & ITEM_NAMING) && t->kind == TOKEN_WORD &&
               length == 1) {
        x->flags |= ITEM_PROPER;
    }
}

code items_make(reading *r) {
    r->items = arena_room(r->a, r->tokens.count + 1, sizeof *r->items);
    if (!r->items) return NOMEM;
    item *next = r->items;
    for (size_t i = 0; i < r->tokens.count;) {
        size_t length;
        uint32_t phrase =
            lexicon_match(r->l->lexicon, &r->tokens.items[i], r->tokens.count - i, &length);
        item_fill(r, next++, phrase, i, length);
        i += length;
    }
    r->item_count = (size_t)(next - r->items);
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
