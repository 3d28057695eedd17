#include "read/inflect.h"

enum { MOST_RULES = 64, MOST_HEADS = 32, SLOTS = 1024 };

typedef struct {
    str suffix;
    size_t strip;
    str endings[4];
} rule;

typedef struct {
    str lemma, forms[4];
} irregular;

struct inflections {
    arena *a;
    rule verbs[MOST_RULES], nouns[MOST_RULES];
    size_t verb_count, noun_count, head_count;
    str heads[MOST_HEADS];
    irregular odd[SLOTS]; /* open addressed by lemma */
    size_t odd_count;
};

inflections *inflections_new(arena *a) {
    inflections *r = arena_alloc(a, sizeof *r);
    if (r) r->a = a;
    return r;
}

code inflections_rule(inflections *r, const str *fields, size_t count, fault *f) {
    if (str_eq(fields[0], S("head"))) {
        str list = fields[3], word;
        while (str_next(&list, ' ', &word) && r->head_count < MOST_HEADS)
            r->heads[r->head_count++] = str_copy(r->a, word);
        return OK;
    }
    bool is_verb = str_eq(fields[0], S("verb"));
    size_t *n = is_verb ? &r->verb_count : &r->noun_count;
    int64_t strip;
    if (!is_verb && !str_eq(fields[0], S("noun")))
        return fault_set(f, INVALID, NULL, "a rule is for a verb, a noun or heads");
    if (*n >= MOST_RULES) return fault_set(f, INVALID, NULL, "more than %d rules", MOST_RULES);
    if (!str_int(fields[2], &strip) || strip < 0 || (size_t)strip > fields[1].n)
        return fault_set(f, INVALID, NULL,
                         "the third field is the number of bytes of the suffix to strip");
    rule *x = is_verb ? &r->verbs[*n] : &r->nouns[*n];
    *x = (rule){.suffix = str_copy(r->a, fields[1]), .strip = (size_t)strip};
    for (size_t i = 0; i < 4 && i + 3 < count; i++) x->endings[i] = str_copy(r->a, fields[i + 3]);
    ++*n;
    return OK;
}

static irregular *odd_find(inflections *r, str lemma) {
    size_t i = str_hash(lemma) % SLOTS;
    while (r->odd[i].lemma.n && !str_eq(r->odd[i].lemma, lemma)) i = (i + 1) % SLOTS;
    return &r->odd[i];
}

code inflections_irregular(inflections *r, const str *fields, size_t count, fault *f) {
    if (r->odd_count >= SLOTS / 2)
        return fault_set(f, INVALID, NULL, "more than %d irregular words", SLOTS / 2);
    irregular *x = odd_find(r, fields[0]);
    if (!x->lemma.n) r->odd_count++;
    x->lemma = str_copy(r->a, fields[0]);
    for (size_t i = 0; i < 4 && i + 1 < count; i++) x->forms[i] = str_copy(r->a, fields[i + 1]);
    return OK;
}

static const rule *fitting(const rule *rules, size_t count, str word) {
    const rule *best = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!str_ends(word, rules[i].suffix) || rules[i].strip > word.n) continue;
        if (!best || rules[i].suffix.n > best->suffix.n) best = &rules[i];
    }
    return best;
}

/* before + word with the rule's or the irregular ending `which` + after */
static str form(inflections *r, arena *a, str before, str word, str after, const rule *x,
                size_t which) {
    irregular *odd = odd_find(r, word);
    if (odd->lemma.n && odd->forms[which].n)
        return str_format(a, STR_FMT STR_FMT STR_FMT, STR_ARG(before), STR_ARG(odd->forms[which]),
                          STR_ARG(after));
    return str_format(a, STR_FMT STR_FMT STR_FMT STR_FMT, STR_ARG(before), (int)(word.n - x->strip),
                      word.p, STR_ARG(x->endings[which]), STR_ARG(after));
}

code inflections_verb(inflections *r, arena *a, str lemma, verb_forms *out, fault *f) {
    size_t space = str_find(lemma, S(" "), 0);
    str word = str_slice(lemma, 0, space), after = str_slice(lemma, space, lemma.n);
    const rule *x = fitting(r->verbs, r->verb_count, word);
    if (!x) return fault_set(f, INVALID, NULL, "no rule for the verb '" STR_FMT "'", STR_ARG(word));
    *out = (verb_forms){form(r, a, S(""), word, after, x, 0), form(r, a, S(""), word, after, x, 1),
                        form(r, a, S(""), word, after, x, 2), form(r, a, S(""), word, after, x, 3)};
    return out->ing.p ? OK : NOMEM;
}

static bool is_head_end(const inflections *r, str word) {
    for (size_t i = 0; i < r->head_count; i++)
        if (str_eq(r->heads[i], word)) return true;
    return false;
}

code inflections_plural(inflections *r, arena *a, str noun, str *out, fault *f) {
    str rest = noun, word, head = noun;
    bool first = true;
    while (str_next(&rest, ' ', &word)) {
        if (!first && is_head_end(r, word)) break;
        head = word;
        first = false;
    }
    str before = {noun.p, (size_t)(head.p - noun.p)};
    str after = {head.p + head.n, noun.n - (size_t)(head.p - noun.p) - head.n};
    const rule *x = fitting(r->nouns, r->noun_count, head);
    if (!x) return fault_set(f, INVALID, NULL, "no rule for the noun '" STR_FMT "'", STR_ARG(head));
    *out = form(r, a, before, head, after, x, 0);
    return out->p ? OK : NOMEM;
}
