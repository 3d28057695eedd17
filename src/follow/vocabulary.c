/* The tables of a language, read into one hash table of words and an array of due forms. */
#include "follow/vocabulary.h"

#include "base/asset.h"
#include "follow/due_form.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    str word;
    uint32_t class;
    double value;
} entry;

struct follow_words {
    entry *entries;
    size_t entry_count, entry_capacity;
    size_t *slots; /* open addressing: 1 + index of an entry, 0 empty */
    size_t slot_count;
    due_form *forms;
    size_t form_count, form_capacity;
    follow_ending *endings;
    size_t ending_count, ending_capacity;
    follow_names *names;
};

static const char *const class_names[LEX_CLASS_COUNT] = {
    "month",   "number",   "ordinal", "tail",     "unit",    "part",  "stop",
    "same",    "role",     "scale",   "currency", "counted", "named", "reports",
    "ahead",   "effect",   "goal",    "raise",    "travel",  "hosts", "moved",
    "dropped", "negation", "happens", "future",   "begun",   "thing", "progress"};

enum { MAX_COLUMNS = 6 };

static bool value_parse(str s, double *out) {
    char text[32];
    if (s.n == 0 || s.n >= sizeof text) return false;
    snprintf(text, sizeof text, STR_FMT, STR_ARG(s));
    char *end;
    *out = strtod(text, &end);
    return *end == '\0';
}

static code words_add(arena *a, follow_words *l, follow_class class, str value, str words,
                      const char *place, fault *f) {
    double number;
    if (!value_parse(value, &number))
        return fault_set(f, INVALID, place,
                         "the second column must be a number, not \"" STR_FMT "\"", STR_ARG(value));
    str word;
    while (str_next(&words, '|', &word)) {
        if (word.n == 0) return fault_set(f, INVALID, place, "an empty word");
        entry *grown = arena_grow(a, l->entries, l->entry_count, &l->entry_capacity, sizeof *grown);
        if (grown == NULL)
            return fault_set(f, NOMEM, place, "no memory for the words of a language");
        l->entries = grown;
        grown[l->entry_count++] = (entry){word, (uint32_t) class, number};
    }
    return OK;
}

static code form_add(arena *a, follow_words *l, const str *columns, size_t line, const char *place,
                     fault *f) {
    due_form *grown = arena_grow(a, l->forms, l->form_count, &l->form_capacity, sizeof *grown);
    if (grown == NULL) return fault_set(f, NOMEM, place, "no memory for the forms of a language");
    l->forms = grown;
    due_form *form = &grown[l->form_count];
    TRY(due_form_parse(a, columns[1], columns[2], place, form, f));
    form->example = columns[3];
    form->said = columns[4];
    form->due = columns[5];
    form->line = line;
    l->form_count++;
    return OK;
}

static code ending_add(arena *a, follow_words *l, const str *columns, const char *place, fault *f) {
    follow_ending *grown =
        arena_grow(a, l->endings, l->ending_count, &l->ending_capacity, sizeof *grown);
    if (grown == NULL) return fault_set(f, NOMEM, place, "no memory for the endings of a language");
    l->endings = grown;
    grown[l->ending_count++] = (follow_ending){columns[1], columns[2]};
    return OK;
}

static code row_add(arena *a, follow_words *l, str line, size_t number, const char *place,
                    fault *f) {
    str columns[MAX_COLUMNS], rest = line;
    size_t n = 0;
    while (n < MAX_COLUMNS && str_next(&rest, '\t', &columns[n])) n++;
    if (rest.p != NULL && rest.n > 0)
        return fault_set(f, INVALID, place, "more than %d columns", MAX_COLUMNS);
    if (str_eq(columns[0], S("form"))) {
        if (n == 6) return form_add(a, l, columns, number, place, f);
        return fault_set(f, INVALID, place,
                         "a form has 6 columns: form, pattern, rule, example, said, due");
    }
    if (n != 3) return fault_set(f, INVALID, place, "%zu columns where 3 are right", n);
    if (str_eq(columns[0], S("ending"))) return ending_add(a, l, columns, place, f);
    for (int i = 0; i < LEX_CLASS_COUNT; i++)
        if (str_eq_z(columns[0], class_names[i]))
            return words_add(a, l, (follow_class)i, columns[1], columns[2], place, f);
    return fault_set(f, INVALID, place, "no row is called \"" STR_FMT "\"", STR_ARG(columns[0]));
}

/* Not every language has all tables: it lacks what the missing one gives. */
static code table_read(arena *a, follow_words *l, const char *language, const char *name,
                       bool wanted, fault *f) {
    char path[64], place[96];
    snprintf(path, sizeof path, "lang/%s/%s.tsv", language, name);
    str text = asset_find(path), line;
    if (text.p == NULL && !wanted) return OK;
    if (text.p == NULL)
        return fault_set(f, NOTFOUND, path, "no words of the language \"%s\" are at hand",
                         language);
    for (size_t number = 1; text.n > 0 && str_next(&text, '\n', &line); number++) {
        if (line.n == 0 || line.p[0] == '#') continue;
        snprintf(place, sizeof place, "%s:%zu", path, number);
        TRY(row_add(a, l, line, number, place, f));
    }
    return OK;
}

static size_t slot_start(const follow_words *l, follow_class class, str word) {
    return (size_t)(str_hash(word) + (uint64_t) class * 0x9e3779b97f4a7c15u) & (l->slot_count - 1);
}

static const entry *entry_find(const follow_words *l, follow_class class, str word) {
    for (size_t i = slot_start(l, class, word); l->slots[i] != 0;
         i = (i + 1) & (l->slot_count - 1)) {
        const entry *e = &l->entries[l->slots[i] - 1];
        if (e->class == (uint32_t) class && str_eq(e->word, word)) return e;
    }
    return NULL;
}

static code slots_make(arena *a, follow_words *l, fault *f) {
    l->slot_count = 64;
    while (l->slot_count < 2 * l->entry_count + 2) l->slot_count *= 2;
    l->slots = arena_array(a, l->slot_count, sizeof *l->slots);
    if (l->slots == NULL) return fault_set(f, NOMEM, NULL, "no memory for the words of a language");
    for (size_t i = 0; i < l->entry_count; i++) {
        const entry *e = &l->entries[i];
        if (entry_find(l, (follow_class)e->class, e->word) != NULL)
            return fault_set(f, INVALID, class_names[e->class],
                             "\"" STR_FMT "\" stands there twice", STR_ARG(e->word));
        size_t at = slot_start(l, (follow_class)e->class, e->word);
        while (l->slots[at] != 0) at = (at + 1) & (l->slot_count - 1);
        l->slots[at] = i + 1;
    }
    return OK;
}

code follow_words_open(arena *a, const char *language, follow_words **out, fault *f) {
    follow_words *l = arena_alloc(a, sizeof *l);
    if (l == NULL) return fault_set(f, NOMEM, NULL, "no memory for the words of a language");
    char least[64];
    snprintf(least, sizeof least, "lang/%s/match.tsv", language);
    TRY(table_read(a, l, language, "due", asset_find(least).p == NULL, f));
    TRY(table_read(a, l, language, "match", true, f));
    TRY(table_read(a, l, language, "minutes", false, f));
    TRY(slots_make(a, l, f));
    TRY(follow_names_open(a, language, &l->names, f));
    *out = l;
    return OK;
}

bool follow_word_is(const follow_words *l, follow_class class, str word, double *value) {
    const entry *e = entry_find(l, class, word);
    if (e == NULL) return false;
    if (value != NULL) *value = e->value;
    return true;
}

bool follow_phrase_is(const follow_words *l, follow_class class, const follow_token *t, size_t n,
                      size_t at, double *value) {
    char both[64];
    if (t[at].number) return false;
    if (follow_word_is(l, class, t[at].word, value)) return true;
    if (at + 1 >= n || t[at + 1].number || t[at + 1].gap ||
        t[at].word.n + t[at + 1].word.n + 1 >= sizeof both)
        return false;
    int length = snprintf(both, sizeof both, STR_FMT "_" STR_FMT, STR_ARG(t[at].word),
                          STR_ARG(t[at + 1].word));
    return follow_word_is(l, class, (str){both, (size_t)length}, value);
}

const follow_names *follow_names_of(const follow_words *l) {
    return l->names;
}

str follow_word_first(const follow_words *l, follow_class class, double value) {
    for (size_t i = 0; i < l->entry_count; i++) {
        const entry *e = &l->entries[i];
        if (e->class == (uint32_t) class && e->value == value) return e->word;
    }
    return (str){"", 0};
}

/* The first row whose ending is there, and leaves a stem of at least three bytes, is taken; a row
 * that takes nothing off protects its ending from the rows below it. */
str follow_stem(arena *a, const follow_words *l, str word) {
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < l->ending_count; i++) {
            const follow_ending *e = &l->endings[i];
            if (!str_ends(word, e->ending) || word.n < e->ending.n + 3) continue;
            if (str_eq(e->ending, e->instead)) return word;
            str stem = str_slice(word, 0, word.n - e->ending.n);
            word = e->instead.n == 0
                       ? stem
                       : str_format(a, STR_FMT STR_FMT, STR_ARG(stem), STR_ARG(e->instead));
            break;
        }
    }
    return word;
}

const due_form *follow_forms(const follow_words *l, size_t *count) {
    *count = l->form_count;
    return l->forms;
}
