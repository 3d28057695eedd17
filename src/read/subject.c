#include "read/clause.h"

/* The noun phrase of which a verb tells. */

static bool is_day(reading *r, const chunk *c) {
    uint8_t what = item_entry(r, &r->items[c->first])->calendar;
    return c->last == c->first + 1 && what >= CAL_WEEKDAY && what <= CAL_TOMORROW;
}

/* "May 3rd, 2016": the year after a comma. */
static bool is_year_of_day(reading *r, int32_t k) {
    const chunk *c = at(r, k), *month = at(r, k - 2);
    if (c->last != c->first + 1 || at(r, k - 1)->type != CHUNK_COMMA || month->type != CHUNK_NOUN ||
        r->tokens.items[r->items[c->first].token].kind != TOKEN_NUMBER)
        return false;
    for (uint32_t n = month->first; n < month->last; n++)
        if (item_entry(r, &r->items[n])->calendar == CAL_MONTH) return true;
    return false;
}

/* Whether the verb at `k` only tells which document is meant, of which the verb at `i` then tells
 * something: "the MoU seeking closer ties was signed". */
static bool describes(reading *r, int32_t k, int32_t i) {
    if (k < 1 || at(r, k)->type != CHUNK_VERB || at(r, k)->finite || !at(r, i)->finite)
        return false;
    return at(r, k - 1)->type == CHUNK_NOUN && at(r, k - 1)->class == CLASS_DOC &&
           (at(r, k)->infinitive || (at(r, k)->form & FORM_ING));
}

/* Before ", which ...," that ends with the comma at `k`: what it tells of; -1: no such clause. */
static int32_t before_relative(reading *r, int32_t k) {
    for (int32_t n = k - 1; n > 1 && k - n < 12; n--) {
        const chunk *c = at(r, n);
        if (c->type == CHUNK_REL)
            return at(r, n - 1)->type == CHUNK_COMMA && at(r, n - 2)->type == CHUNK_NOUN ? n - 2
                                                                                         : -1;
        if (c->type == CHUNK_COMMA || c->type == CHUNK_BREAK || c->type == CHUNK_THAT) return -1;
    }
    return -1;
}

/* A step to the left in search of the subject gives where to look next; one of these where there is
 * nothing more to look for. */
enum { NO_SUBJECT = -1, IS_SUBJECT = -2 };

/* "A, which signed": the noun before. */
static int32_t before_which(reading *r, int32_t k) {
    return k > 0 && at(r, k - 1)->type == CHUNK_COMMA ? k - 2 : k - 1;
}

/* Over what ends with the comma at `k`. */
static int32_t before_insertion(reading *r, int32_t k) {
    int32_t open = k - 1;
    if (open > 1 && at(r, open)->class == CLASS_ACTOR && row_start(r, open) < open)
        return open; /* "A, B and C, having met, signed" */
    while (open >= 0 && k - open < 14 && at(r, open)->type != CHUNK_COMMA &&
           at(r, open)->type != CHUNK_BREAK &&
           !(at(r, open)->type == CHUNK_VERB && at(r, open)->finite))
        open--;
    if (open > 0 && at(r, open)->type == CHUNK_COMMA) return open - 1; /* "A, for its part, will" */
    return before_relative(r, k); /* "the pact, which was to expire in May, will" */
}

/* Of the noun phrase at `k`, seen from the verb at `i`, with "which" between where `relative`. */
static int32_t try_noun(reading *r, int32_t k, int32_t i, bool relative) {
    const chunk *c = at(r, k);
    if (k > 3 && is_year_of_day(r, k)) return k - 2; /* "on 3 May, 2016 handed over" */
    if (k > 0 && is_day(r, c)) return k - 1;         /* "the President today pledged" */
    if (relative && c->class == CLASS_DOC)
        return IS_SUBJECT; /* "a security of data treaty, which" */
    int32_t head = row_start(r, k);
    if (head < 1) return IS_SUBJECT;
    const chunk *before = at(r, head - 1);
    if (before->type == CHUNK_PREP) {
        if (head < k && c->class == CLASS_ACTOR && c->mention == MENTION_OFFICE &&
            at(r, head)->mention != MENTION_OFFICE)
            return IS_SUBJECT; /* "the Member of the Bureau and Foreign Minister X" */
        bool starts = head == 1 || at(r, head - 2)->type == CHUNK_COMMA;
        if (starts && c->number > 1 && before->role == ROLE_PREP && c->class != CLASS_NONE)
            return IS_SUBJECT; /* "Over 20 documents were signed" */
        return head - 2;
    }
    /* "the agreement to avoid double taxation was" */
    return describes(r, head - 1, i) ? head - 2 : IS_SUBJECT;
}

int32_t subject_before(reading *r, int32_t i) {
    int32_t k = i - 1;
    bool relative = false;
    for (int steps = 0; k >= 0 && steps < MOST_STEPS; steps++) {
        const chunk *c = at(r, k);
        int32_t next = k - 1;
        switch ((chunk_type)c->type) {
        case CHUNK_BREAK:
        case CHUNK_SUB:
        case CHUNK_THAT:
        case CHUNK_AND: return NO_SUBJECT;
        case CHUNK_REL:
            relative = true;
            next = before_which(r, k);
            break;
        case CHUNK_COMMA: next = before_insertion(r, k); break;
        case CHUNK_VERB:
            if (c->finite) return NO_SUBJECT;
            break; /* a participle that belongs to the noun before */
        case CHUNK_NOUN: next = try_noun(r, k, i, relative); break;
        case CHUNK_PREP:
        case CHUNK_OTHER:
            if (c->role == ROLE_IT) return NO_SUBJECT;
        }
        if (next == IS_SUBJECT) return k;
        k = next;
    }
    return NO_SUBJECT;
}

int32_t main_subject(reading *r) {
    for (size_t k = 0; k < r->chunk_count; k++)
        if (at(r, (int32_t)k)->type == CHUNK_NOUN && at(r, (int32_t)k)->class == CLASS_ACTOR &&
            (k == 0 || at(r, (int32_t)k - 1)->type != CHUNK_PREP))
            return (int32_t)k;
    return -1;
}

int32_t thing_before(reading *r, int32_t i) {
    int32_t k = i - 1;
    size_t next = (size_t)i + 1; /* "the treaty, signed in May, ..." */
    bool aside = next < r->chunk_count &&
                 (at(r, (int32_t)next)->type == CHUNK_PREP ||
                  item_entry(r, &r->items[at(r, (int32_t)next)->first])->calendar == CAL_LAST);
    aside &= k > 0 && at(r, k)->type == CHUNK_COMMA && (at(r, i)->form & FORM_PART);
    if (aside) k--;
    for (int steps = 0; k >= 0 && steps < 4 && at(r, k)->type == CHUNK_NOUN; steps++, k -= 2) {
        if (at(r, k)->class == CLASS_DOC || (at(r, k)->class == CLASS_EVENT && !aside)) return k;
        if (aside) k = row_start(r, k); /* "the treaty between A and B on X, signed in May" */
        if (k < 2 || at(r, k - 1)->type != CHUNK_PREP) return -1;
        if (at(r, k)->class == CLASS_ACTOR && (!aside || at(r, k - 1)->role != ROLE_BETWEEN))
            return -1;
    }
    return -1;
}
