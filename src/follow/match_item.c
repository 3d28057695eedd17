/* From an item's words to what can be compared: stems, roles, ordinals, periods, figures, days. */
#include "follow/match_item.h"

#include "follow/tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEAST_NUMBER = 12,
    FIRST_YEAR = 1900,
    LAST_YEAR = 2200,
    COUNTED_REACH = 4,
    GOAL_REACH = 5,
    RAISE_REACH = 8,
    PART_REACH = 8
};

static bool word_is(const follow_words *w, follow_class class, const follow_token *t) {
    return !t->number && follow_word_is(w, class, t->word, NULL);
}

static code stem_number(arena *a, match_stems *s, str stem, str word, uint32_t *out, fault *f) {
    if (2 * (s->count + 1) > s->slot_count) {
        size_t slot_count = s->slot_count > 0 ? 2 * s->slot_count : 1024;
        uint32_t *slots = arena_array(a, slot_count, sizeof *slots);
        if (slots == NULL)
            return fault_set(f, NOMEM, NULL, "no memory for the words of the promises");
        for (size_t i = 0; i < s->count; i++) {
            size_t at = str_hash(s->stems[i]) & (slot_count - 1);
            while (slots[at] != 0) at = (at + 1) & (slot_count - 1);
            slots[at] = (uint32_t)i + 1;
        }
        s->slots = slots;
        s->slot_count = slot_count;
    }
    size_t at = str_hash(stem) & (s->slot_count - 1);
    for (; s->slots[at] != 0; at = (at + 1) & (s->slot_count - 1)) {
        if (!str_eq(s->stems[s->slots[at] - 1], stem)) continue;
        *out = s->slots[at] - 1;
        return OK;
    }
    str *names = arena_grow(a, s->stems, s->count, &s->capacity, sizeof *names);
    if (names != NULL) s->stems = names;
    str *words = arena_grow(a, s->words, s->count, &s->word_capacity, sizeof *words);
    if (words != NULL) s->words = words;
    uint32_t *seen = arena_grow(a, s->seen_in, s->count, &s->seen_capacity, sizeof *seen);
    if (seen != NULL) s->seen_in = seen;
    bool *is_name = arena_grow(a, s->is_name, s->count, &s->name_capacity, sizeof *is_name);
    if (is_name != NULL) s->is_name = is_name;
    if (names == NULL || words == NULL || seen == NULL || is_name == NULL)
        return fault_set(f, NOMEM, NULL, "no memory for the words of the promises");
    s->stems[s->count] = stem;
    s->words[s->count] = word;
    s->seen_in[s->count] = 0;
    s->is_name[s->count] = false;
    s->slots[at] = (uint32_t)s->count + 1;
    *out = (uint32_t)s->count++;
    return OK;
}

/* A word that tells this matter from others: no stop word, number, month or kind of document. */
static bool tells(const follow_words *w, const follow_token *t) {
    static const follow_class dull[] = {LEX_STOP,  LEX_NAMED,   LEX_MONTH, LEX_NUMBER,
                                        LEX_SCALE, LEX_ORDINAL, LEX_UNIT,  LEX_CURRENCY};
    if (t->number || t->word.n < 2) return false;
    for (size_t i = 0; i < sizeof dull / sizeof *dull; i++)
        if (word_is(w, dull[i], t)) return false;
    return true;
}

/* Like words have one stem: "=4". */
static str stem_of(arena *a, const follow_words *w, str word) {
    double group;
    str stem = follow_stem(a, w, word);
    if (follow_word_is(w, LEX_SAME, word, &group) || follow_word_is(w, LEX_SAME, stem, &group))
        return str_format(a, "=%d", (int)group);
    return stem;
}

static int number_order(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* The words that a name of one of its sides takes: they stand in all that is said between them. */
static size_t side_words(const follow_words *w, const follow_item *from, str text,
                         const follow_token *t, size_t n, size_t at) {
    follow_name name;
    if (!follow_name_at(follow_names_of(w), text, t, n, at, &name)) return 0;
    for (size_t i = 0; i < from->actor_count && !name.town; i++)
        if (str_eq(from->actors[i], name.code)) return name.words;
    return 0;
}

static code stems_read(arena *a, const follow_words *w, const follow_item *from, str text,
                       match_stems *stems, const uint32_t **out, size_t *out_count, fault *f) {
    follow_token *t;
    size_t n;
    TRY(follow_tokens(a, text, &t, &n, f));
    uint32_t *numbers = arena_array(a, n + 1, sizeof *numbers);
    size_t count = 0, kept = 0;
    if (numbers == NULL) return fault_set(f, NOMEM, NULL, "no memory for the words of a promise");
    for (size_t i = 0, names = 0; i < n; i++) {
        if (names == 0) names = side_words(w, from, text, t, n, i);
        bool named = names > 0 && names-- > 0;
        if (!tells(w, &t[i])) continue;
        str stem = stem_of(a, w, t[i].word);
        if (stem.p == NULL)
            return fault_set(f, NOMEM, NULL, "no memory for the words of a promise");
        TRY(stem_number(a, stems, stem, t[i].word, &numbers[count], f));
        stems->is_name[numbers[count]] = stems->is_name[numbers[count]] || named;
        count++;
    }
    qsort(numbers, count, sizeof *numbers, number_order);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && numbers[kept - 1] == numbers[i]) continue;
        stems->seen_in[numbers[i]]++;
        numbers[kept++] = numbers[i];
    }
    *out = numbers;
    *out_count = kept;
    return OK;
}

static int ordinal_value(const follow_words *w, const follow_token *t) {
    double v = 0;
    if (!t->number) return follow_word_is(w, LEX_ORDINAL, t->word, &v) ? (int)v : 0;
    bool ordinal = follow_word_is(w, LEX_TAIL, t->word, NULL) && t->value < 1000;
    return ordinal ? (int)t->value : 0;
}

/* "the eighth session", "8th joint meeting": an ordinal with what it counts soon after it. */
int match_ordinal(const follow_words *w, const follow_token *t, size_t n) {
    for (size_t i = 0; i < n; i++) {
        int value = ordinal_value(w, &t[i]);
        if (value == 0) continue;
        for (size_t k = i + 1; k < n && k <= i + COUNTED_REACH && !t[k].gap; k++)
            if (word_is(w, LEX_COUNTED, &t[k])) return value;
    }
    return 0;
}

static bool year_of(const follow_token *t, int *out) {
    if (!t->number || t->word.n > 0 || t->end - t->start != 4 || t->value < (double)FIRST_YEAR ||
        t->value > (double)LAST_YEAR)
        return false; /* "2,000" is none */
    *out = (int)t->value;
    return true;
}

/* Two years with nothing but a dash or one short word between them, the second later. */
static void period_read(const follow_token *t, size_t n, match_item *out) {
    int first, last;
    for (size_t i = 0; i + 1 < n; i++) {
        if (!year_of(&t[i], &first)) continue;
        const follow_token *next = &t[i + 1];
        if (!next->number && next->word.n <= 3 && i + 2 < n) next = &t[i + 2];
        if (next->number && next->word.n == 0 && next->value < 100)
            last = first - first % 100 + (int)next->value;
        else if (!year_of(next, &last))
            continue;
        if (last <= first || last - first > 20 || next->start - t[i].end > 12) continue;
        out->period_first = first;
        out->period_last = last;
        return;
    }
}

static str currency_name(arena *a, const follow_words *w, double number) {
    str word = follow_word_first(w, LEX_CURRENCY, number);
    char *name = arena_alloc(a, word.n + 1);
    if (name == NULL) return (str){NULL, 0};
    for (size_t i = 0; i < word.n; i++)
        name[i] = word.p[i] >= 'a' && word.p[i] <= 'z' ? (char)(word.p[i] - 'a' + 'A') : word.p[i];
    return (str){name, word.n};
}

/* Scale words after a number: "1 billion", "1bn"; the index after them. */
static size_t scale_read(const follow_words *w, const follow_token *t, size_t n, size_t at,
                         double *value) {
    double scale;
    if (t[at].word.n > 0 && follow_word_is(w, LEX_SCALE, t[at].word, &scale)) *value *= scale;
    size_t i = at + 1;
    while (i < n && !t[i].gap && !t[i].number && follow_word_is(w, LEX_SCALE, t[i].word, &scale)) {
        *value *= scale;
        i++;
    }
    return i;
}

static bool figure_at(arena *a, const follow_words *w, const follow_token *t, size_t n, size_t at,
                      follow_figure *out) {
    double value, currency;
    if (t[at].number)
        value = t[at].value;
    else if (!follow_word_is(w, LEX_NUMBER, t[at].word, &value))
        return false;
    bool bare = t[at].number && t[at].word.n == 0;
    if (t[at].number && !bare && !follow_word_is(w, LEX_SCALE, t[at].word, NULL)) return false;
    size_t after = scale_read(w, t, n, at, &value);
    bool scaled = after > at + 1 || (t[at].number && !bare);
    *out = (follow_figure){.value = value, .start = t[at].start, .end = t[after - 1].end};
    if (at > 0 && !t[at].gap && !t[at - 1].number &&
        follow_word_is(w, LEX_CURRENCY, t[at - 1].word, &currency)) {
        out->unit = currency_name(a, w, currency);
        out->start = t[at - 1].start;
        return true;
    }
    /* "billion US dollars": one word may stand between. */
    for (size_t i = after; i < n && i < after + 2 && !t[i].gap; i++) {
        if (t[i].number || !follow_word_is(w, LEX_CURRENCY, t[i].word, &currency)) continue;
        out->unit = currency_name(a, w, currency);
        out->end = t[i].end;
        return true;
    }
    int year;
    if (after >= n || t[after].gap || t[after].number || !tells(w, &t[after])) return false;
    if (!scaled && (value <= (double)LEAST_NUMBER || !t[at].number || year_of(&t[at], &year)))
        return false;
    out->unit = stem_of(a, w, t[after].word);
    out->end = t[after].end;
    return true;
}

code follow_figures(arena *a, const follow_words *words, str text, follow_figure **out,
                    size_t *count, fault *f) {
    follow_token *t;
    size_t n, found = 0, capacity = 0;
    follow_figure *figures = NULL, one;
    TRY(follow_tokens(a, text, &t, &n, f));
    for (size_t i = 0; i < n; i++) {
        if (!figure_at(a, words, t, n, i, &one)) continue;
        follow_figure *grown = arena_grow(a, figures, found, &capacity, sizeof *figures);
        if (grown == NULL) return fault_set(f, NOMEM, NULL, "no memory for figures");
        figures = grown;
        figures[found++] = one;
        while (i + 1 < n && t[i + 1].end <= one.end) i++;
    }
    if (arena_failed(a)) return fault_set(f, NOMEM, NULL, "no memory for figures");
    *out = figures;
    *count = found;
    return OK;
}

/* The unit as figures have it: "USD" and "dollars" are the same. */
static str unit_of(arena *a, const follow_words *w, str unit) {
    follow_token *t;
    size_t n;
    double currency;
    if (follow_tokens(a, unit, &t, &n, NULL) != OK) return (str){NULL, 0};
    for (size_t i = 0; i < n; i++)
        if (follow_word_is(w, LEX_CURRENCY, t[i].word, &currency))
            return currency_name(a, w, currency);
    return n > 0 ? stem_of(a, w, t[n - 1].word) : S("");
}

static bool aimed_at(const follow_words *w, const follow_token *t, size_t n, size_t start) {
    size_t at = 0, back = 1;
    while (at < n && t[at].start < start) at++;
    for (; back <= GOAL_REACH && back <= at && !t[at - back + 1].gap; back++)
        if (word_is(w, LEX_GOAL, &t[at - back])) return true;
    bool leads = at > 0 && !t[at].gap &&
                 (str_eq_z(t[at - 1].word, "to") || word_is(w, LEX_RAISE, &t[at - 1]));
    for (back = 1; leads && back <= RAISE_REACH && back <= at && !t[at - back + 1].gap; back++)
        if (word_is(w, LEX_RAISE, &t[at - back])) return true;
    return false;
}

const follow_figure *match_aimed(const follow_words *words, const follow_token *t, size_t n,
                                 const follow_figure *figures, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (aimed_at(words, t, n, figures[i].start)) return &figures[i];
    return NULL;
}

static bool is_of(const follow_token *t, size_t at) {
    return at > 0 && str_eq_z(t[at - 1].word, "of") && !t[at].gap;
}

/* Of a whole the part that is told beside it; false: the figure is no whole. */
static bool part_read(const follow_token *t, size_t n, size_t at, double *value) {
    size_t of = at;
    int year;
    if (of > 0 && !t[of].gap &&
        (str_eq_z(t[of - 1].word, "the") || str_eq_z(t[of - 1].word, "these")))
        of--;
    if (!is_of(t, of)) return false;
    *value = 0;
    if (of > 1 && t[of - 2].number && t[of - 2].value < t[at].value) {
        *value = t[of - 2].value; /* "2,000 of the 10,000" */
        return true;
    }
    for (size_t k = at + 1; k < n && k < at + PART_REACH && !t[k].gap; k++) {
        if (!t[k].number || year_of(&t[k], &year) || t[k].value >= t[at].value) continue;
        *value = t[k].value; /* "of the 10,000 tractors only 2,000": no year, unless "only 2,000" */
        return true;
    }
    return false;
}

bool match_reached(const follow_words *words, const follow_token *t, size_t n,
                   const follow_figure *figures, size_t count, follow_figure *out) {
    const follow_figure *aimed = match_aimed(words, t, n, figures, count);
    for (size_t i = 0; i < count; i++) {
        if (&figures[i] == aimed) continue;
        size_t at = 0;
        double part;
        while (at + 1 < n && t[at].start < figures[i].start) at++;
        *out = figures[i];
        if (part_read(t, n, at, &part)) out->value = part;
        return true;
    }
    return false;
}

static code measure_read(arena *a, const follow_words *w, const follow_item *from, str text,
                         const follow_token *t, size_t token_count, match_item *out, fault *f) {
    follow_figure *figures;
    size_t n;
    if (from->measured) {
        out->measured = true;
        out->measure = from->measure;
        out->unit = unit_of(a, w, from->unit);
        return out->unit.p != NULL ? OK : fault_set(f, NOMEM, NULL, "no memory for a unit");
    }
    TRY(follow_figures(a, w, text, &figures, &n, f));
    if (n == 0) return OK;
    bool planned = from->modality == MODALITY_PLANNED;
    const follow_figure *aimed = match_aimed(w, t, token_count, figures, n);
    follow_figure one = aimed != NULL ? *aimed : figures[0];
    if (!planned) (void)match_reached(w, t, token_count, figures, n, &one);
    out->measured = true;
    out->measure = one.value;
    out->unit = one.unit;
    return OK;
}

static edtf date_of(str s) {
    edtf e = {EDTF_INTERVAL, DAY_NONE, DAY_OPEN, false, false};
    if (s.n == 0 || edtf_parse(s, &e, NULL) != OK)
        return (edtf){EDTF_INTERVAL, DAY_NONE, DAY_OPEN, false, false};
    return e;
}

/* The first of the sentences that it was read from says what it is; the others mention it. A deed
 * in another clause of it ("signed an agreement that has not been ratified") is one all the same.
 * What is told as done on a day to come is a plan. */
static code saying_read(arena *a, const follow_words *w, const follow_item *from, match_item *out,
                        fault *f) {
    follow_token *t;
    size_t n, end = str_find(from->text, S(" || "), 0);
    str text = from->text.n > 0 ? str_slice(from->text, 0, end) : from->title;
    TRY(follow_tokens(a, text, &t, &n, f));
    follow_saying *s = &out->saying;
    follow_saying_read(w, text, t, n, s);
    bool planned = from->modality == MODALITY_PLANNED;
    bool known = out->said.first != DAY_NONE && out->when.first != DAY_NONE;
    bool encounter = from->family == RECORD_ENGAGEMENT && from->kind != KIND_INVITATION;
    out->to_come = encounter && !planned && known && out->when.first > out->said.last;
    out->replan = encounter && known && (planned || (s->moved && out->to_come));
    out->denial = s->denies && (planned ? s->never : !s->affirms && !(out->to_come && s->moved));
    return OK;
}

code match_item_read(arena *a, const follow_words *words, const follow_item *from,
                     match_stems *stems, match_item *out, fault *f) {
    match_item item = {0};
    follow_token *t;
    size_t n;
    str text = from->title.n == 0 ? from->text
                                  : str_format(a, STR_FMT "\n\n" STR_FMT, STR_ARG(from->title),
                                               STR_ARG(from->text));
    if (text.n > 0 && text.p == NULL)
        return fault_set(f, NOMEM, NULL, "no memory for the words of a promise");
    TRY(follow_tokens(a, text, &t, &n, f));
    TRY(stems_read(a, words, from, from->title, stems, &item.title_stems, &item.title_stem_count,
                   f));
    TRY(stems_read(a, words, from, text, stems, &item.stems, &item.stem_count, f));
    item.ordinal = match_ordinal(words, t, n);
    period_read(t, n, &item);
    for (size_t i = 0; i < n; i++) item.effect = item.effect || word_is(words, LEX_EFFECT, &t[i]);
    TRY(measure_read(a, words, from, text, t, n, &item, f));
    item.said = date_of(from->source_date);
    item.when = date_of(from->due.n > 0 ? from->due : from->date);
    if (item.period_first == 0 && from->date.n > 0 && item.when.precision == EDTF_INTERVAL &&
        item.when.first != DAY_NONE && item.when.last != DAY_OPEN &&
        item.when.last - item.when.first > 366) {
        item.period_first = day_civil(item.when.first).year;
        item.period_last = day_civil(item.when.last).year;
    }
    TRY(saying_read(a, words, from, &item, f));
    *out = item;
    return OK;
}
