/* The two small notations of due.tsv: patterns and rules. */
#include "follow/due_form.h"

static const char *const slot_names[SLOT_COUNT] = {
    "", "<n>", "<unit>", "<month>", "<year>", "<year2>", "<day>", "<ordinal>", "<part>"};
static const char *const op_names[DUE_OP_COUNT] = {"in",     "until", "before", "from",
                                                   "within", "after", "open"};
static const char *const cut_names[CUT_COUNT] = {"",     "first-half",   "second-half",
                                                 "part", "ordinal-week", "ordinal-quarter"};
static const char *const span_names[SPAN_COUNT] = {"day", "week", "month", "quarter", "year"};
static const char *const which_names[WHICH_COUNT] = {"this", "next", "given"};

static bool name_of(str word, const char *const *names, int count, int *out) {
    for (int i = 0; i < count; i++) {
        if (names[i][0] == '\0' || !str_eq_z(word, names[i])) continue;
        *out = i;
        return true;
    }
    return false;
}

static code element_parse(arena *a, str word, const char *place, due_element *out, fault *f) {
    due_element e = {0};
    if (str_starts(word, S("[")) && str_ends(word, S("]"))) {
        e.optional = true;
        word = str_slice(word, 1, word.n - 1);
    }
    int slot = 0;
    if (str_starts(word, S("<"))) {
        if (!name_of(word, slot_names, SLOT_COUNT, &slot))
            return fault_set(f, INVALID, place, "no slot is called " STR_FMT, STR_ARG(word));
        e.slot = (due_slot)slot;
        *out = e;
        return OK;
    }
    str *words = NULL, part;
    size_t capacity = 0;
    while (str_next(&word, '|', &part)) {
        if (part.n == 0) return fault_set(f, INVALID, place, "an empty word in the pattern");
        str *grown = arena_grow(a, words, e.word_count, &capacity, sizeof *words);
        if (grown == NULL) return fault_set(f, NOMEM, place, "no memory for a pattern");
        words = grown;
        words[e.word_count++] = part;
    }
    e.words = words;
    *out = e;
    return OK;
}

static code rule_parse(str rule, const char *place, due_rule *out, fault *f) {
    due_rule r = {0};
    str word, rest = rule;
    int v = 0;
    bool has_span = false, has_which = false;
    if (!str_next(&rest, ' ', &word) || !name_of(word, op_names, DUE_OP_COUNT, &v))
        return fault_set(
            f, INVALID, place,
            "a rule starts with in, until, before, from, within, after or open, not " STR_FMT,
            STR_ARG(word));
    r.op = (due_op)v;
    while (rest.n > 0 && str_next(&rest, ' ', &word)) {
        if (!has_span && name_of(word, cut_names, CUT_COUNT, &v)) {
            r.cut = (due_cut)v;
        } else if (!has_span && name_of(word, span_names, SPAN_COUNT, &v)) {
            r.span = (due_span)v;
            has_span = true;
        } else if (has_span && !has_which && name_of(word, which_names, WHICH_COUNT, &v)) {
            r.which = (due_which)v;
            has_which = true;
        } else {
            return fault_set(f, INVALID, place,
                             "the rule has an unknown or misplaced word: " STR_FMT, STR_ARG(word));
        }
    }
    bool counted = r.op == DUE_WITHIN || r.op == DUE_AFTER || r.op == DUE_OPEN;
    if (counted == has_which || counted == has_span)
        return fault_set(f, INVALID, place, "%s",
                         counted ? "within, after and open take no period"
                                 : "in, until, before and from need a period: \"in year next\"");
    *out = r;
    return OK;
}

code due_form_parse(arena *a, str pattern, str rule, const char *place, due_form *out, fault *f) {
    due_form form = {0};
    due_element *elements = NULL;
    size_t capacity = 0;
    bool needed = false;
    str word;
    while (pattern.n > 0 && str_next(&pattern, ' ', &word)) {
        due_element *grown =
            arena_grow(a, elements, form.element_count, &capacity, sizeof *elements);
        if (grown == NULL) return fault_set(f, NOMEM, place, "no memory for a pattern");
        elements = grown;
        TRY(element_parse(a, word, place, &elements[form.element_count], f));
        needed = needed || !elements[form.element_count].optional;
        form.element_count++;
    }
    if (!needed)
        return fault_set(f, INVALID, place, "the pattern needs a word that is not optional");
    TRY(rule_parse(rule, place, &form.rule, f));
    form.elements = elements;
    *out = form;
    return OK;
}
