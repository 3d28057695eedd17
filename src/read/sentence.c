#include "read/reading.h"

/* Items to sentences: full stops that end one, headings, wrapped lines, numbered paragraphs, lists
 * with their lead-in. */

enum { MOST_ITEMS = 400, WRAP_BYTES = 60 };

static const token *first_token(const reading *r, size_t i) {
    return &r->tokens.items[r->items[i].token];
}

static const token *last_token(const reading *r, size_t i) {
    return &r->tokens.items[r->items[i].token + r->items[i].length - 1];
}

static bool is_number(const reading *r, size_t i) {
    return first_token(r, i)->kind == TOKEN_NUMBER;
}

/* Whether the stop at item i ends a sentence. */
static bool stop_ends(const reading *r, size_t i, size_t start) {
    if (i + 1 >= r->item_count) return true;
    const token *next = first_token(r, i + 1);
    role after = item_role(r, i + 1);
    if (!(next->flags & TOKEN_SPACE)) return after == ROLE_QUOTE || after == ROLE_CLOSE;
    if (r->text.p[first_token(r, i)->start] != '.') return true;
    if (i == start) return false;
    if (is_number(r, i - 1) && next->kind == TOKEN_NUMBER && next->length == 4 && i > start + 1 &&
        item_entry(r, &r->items[i - 2])->calendar == CAL_MONTH)
        return false; /* "August 12. 1971" */
    const token *before = last_token(r, i - 1);
    if (token_end(before) == first_token(r, i)->start) {
        if (item_role(r, i - 1) == ROLE_ABBREVIATION || item_role(r, i - 1) == ROLE_TITLE)
            return false;
        if (before->kind == TOKEN_WORD && before->length == 1 && (before->flags & TOKEN_CAPITAL))
            return false; /* an initial */
    }
    if (i - start == 1 && is_number(r, i - 1)) return false; /* "1." */
    return next->kind != TOKEN_WORD || (next->flags & TOKEN_CAPITAL) || after == ROLE_BULLET;
}

/* Whether a line break before item i only wraps a long line. */
static bool wraps(const reading *r, size_t i, size_t start) {
    const token *t = first_token(r, i), *before = last_token(r, i - 1);
    if (t->flags & TOKEN_PARAGRAPH) return false;
    size_t line = token_end(before);
    while (line > 0 && r->text.p[line - 1] != '\n' && token_end(before) - line < WRAP_BYTES) line--;
    if (token_end(before) - line < WRAP_BYTES && i - start < 6) return false;
    role x = item_role(r, i - 1), y = item_role(r, i);
    if (x == ROLE_COLON || x == ROLE_STOP || x == ROLE_SEMI || y == ROLE_BULLET) return false;
    if (y == ROLE_HYPHEN || y == ROLE_DASH) return false;
    return t->kind == TOKEN_WORD && !(t->flags & TOKEN_CAPITAL);
}

/* Passes over the number, letter or bullet at the start of a line. */
static bool skip_marker(const reading *r, size_t *i, size_t end) {
    size_t at = *i;
    role x = item_role(r, at);
    if (x == ROLE_BULLET || x == ROLE_HYPHEN || x == ROLE_DASH) {
        *i = at + 1;
        return true;
    }
    if (x == ROLE_OPEN) at++;
    if (at + 1 >= end) return false;
    const token *t = first_token(r, at);
    bool label = is_number(r, at) ? t->length <= 3 : t->kind == TOKEN_WORD && t->length <= 4;
    role y = item_role(r, at + 1);
    const token *next = first_token(r, at + 1);
    bool close = y == ROLE_CLOSE || (y == ROLE_STOP && !(next->flags & TOKEN_SPACE) &&
                                     (is_number(r, at) || t->length < 2));
    if (label && close) {
        *i = at + 2;
        return !is_number(r, at);
    }
    if (is_number(r, at) && t->length <= 2 && next->kind == TOKEN_WORD &&
        (next->flags & TOKEN_CAPITAL) && next->start > token_end(t) &&
        r->text.p[token_end(t)] == '\t')
        *i = at + 1;
    return false;
}

static code sentence_add(reading *r, size_t *capacity, size_t first, size_t last, bool line_start,
                         bool line_end) {
    sentence *grown =
        arena_grow(r->a, r->sentences, r->sentence_count, capacity, sizeof *r->sentences);
    if (!grown) return NOMEM;
    r->sentences = grown;
    sentence s = {0};
    size_t marker = first;
    if (line_start) s.bullet = skip_marker(r, &first, last);
    s.numbered = first > marker && !s.bullet;
    if (first >= last) return OK;
    s.first = (uint32_t)first;
    s.last = (uint32_t)last;
    role end = item_role(r, last - 1);
    s.title = line_start && line_end && end != ROLE_STOP && end != ROLE_COLON && last - first < 40;
    if (r->sentence_count) { /* a list hangs on the sentence that ends in a colon */
        const sentence *p = &r->sentences[r->sentence_count - 1];
        role p_end = item_role(r, p->last - 1);
        uint32_t open = p->lead ? p->lead : p->inside;
        if (p_end == ROLE_COLON)
            s.lead = (uint32_t)r->sentence_count;
        else if ((s.bullet || (s.numbered && p->numbered)) && open)
            s.lead = open;
        else if (!line_start)
            s.inside = open, s.numbered = p->numbered; /* an item may hold several sentences */
        else if (line_start && p->lead && (p_end == ROLE_SEMI || p_end == ROLE_AND))
            s.lead = p->lead;
    }
    if (s.lead) s.bullet = true;
    r->sentences[r->sentence_count++] = s;
    return OK;
}

code sentences_find(reading *r) {
    size_t start = 0, capacity = 0;
    bool line_start = true;
    for (size_t i = 0; i < r->item_count; i++) {
        role x = item_role(r, i);
        bool cut = false, line_cut = false;
        if (x == ROLE_STOP && stop_ends(r, i, start)) {
            while (i + 1 < r->item_count && !(first_token(r, i + 1)->flags & TOKEN_SPACE) &&
                   (item_role(r, i + 1) == ROLE_QUOTE || item_role(r, i + 1) == ROLE_CLOSE))
                i++;
            cut = true;
        }
        if (i - start >= MOST_ITEMS) cut = true;
        bool last = i + 1 == r->item_count;
        if (last || ((r->items[i + 1].flags & TOKEN_LINE) && !wraps(r, i + 1, start)))
            cut = line_cut = true;
        if (!cut) continue;
        TRY(sentence_add(r, &capacity, start, i + 1, line_start, line_cut));
        line_start = line_cut;
        start = i + 1;
    }
    return OK;
}
