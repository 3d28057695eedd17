#include "read/load.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* The files of a language as rows, each for the function of its file (load.h). */

code index_of(const row *r, const char *const *names, size_t count, str word, size_t *out) {
    for (size_t i = 0; i < count; i++) {
        if (!names[i] || !str_eq_z(word, names[i])) continue;
        *out = i;
        return OK;
    }
    return fault_set(r->f, INVALID, NULL, "'" STR_FMT "' is not known here", STR_ARG(word));
}

bool no_value(str s) {
    return s.n == 0 || str_eq(s, S("-"));
}

uint16_t language_class(const language *l, str name) {
    for (size_t i = 0; i < l->class_count; i++)
        if (str_eq(l->classes[i], name)) return (uint16_t)i;
    return CLASS_NONE;
}

code class_add(row *r, str name, uint16_t *out) {
    language *l = r->l;
    if (no_value(name)) {
        *out = CLASS_NONE;
        return OK;
    }
    *out = language_class(l, name);
    if (*out != CLASS_NONE) return OK;
    if (l->class_count >= 1000) return fault_set(r->f, INVALID, NULL, "more than 1000 classes");
    str *grown =
        arena_grow(l->arena, l->classes, l->class_count, &l->class_capacity, sizeof *l->classes);
    if (!grown) return NOMEM;
    l->classes = grown;
    l->classes[l->class_count] = str_copy(l->arena, name);
    *out = (uint16_t)l->class_count++;
    return OK;
}

code entry_at(row *r, str phrase, entry **out) {
    language *l = r->l;
    uint32_t n;
    TRY(lexicon_add(l->lexicon, phrase, &n, r->f));
    while (n >= l->entry_capacity) {
        entry *grown = arena_grow(l->arena, l->entries, l->entry_capacity, &l->entry_capacity,
                                  sizeof *l->entries);
        if (!grown) return NOMEM;
        l->entries = grown;
    }
    *out = &l->entries[n];
    r->number = n;
    return OK;
}

static const struct {
    const char *file;
    size_t least;
    row_take *row;
} readers[] = {
    {"words.tsv", 3, words_row},           {"inflect.tsv", 4, inflect_row},
    {"irregular.tsv", 2, irregular_row},   {"verbs.tsv", 4, verbs_row},
    {"nouns.tsv", 4, nouns_row},           {"sectors.tsv", 2, sectors_row},
    {"names.tsv", 3, names_row},           {"frames.tsv", 11, frames_row},
    {"states.tsv", 10, states_row},        {"organisations.tsv", 6, organisations_row},
    {"confidence.tsv", 3, confidence_row},
};

code load_rows(language *l, inflections *forms, const char *path, str bytes, fault *f) {
    const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;
    size_t which = 0, line = 0, readers_count = sizeof readers / sizeof *readers;
    while (which < readers_count && strcmp(readers[which].file, file) != 0) which++;
    assert(which < readers_count);
    str text;
    while (str_next(&bytes, '\n', &text)) {
        fault inner = {0};
        row r = {.l = l, .forms = forms, .f = &inner};
        line++;
        if (text.n && text.p[text.n - 1] == '\r') text.n--;
        if (text.n == 0 || text.p[0] == '#') continue;
        while (r.count < MOST_FIELDS && str_next(&text, '\t', &r.fields[r.count])) r.count++;
        for (size_t i = r.count; i < MOST_FIELDS; i++) r.fields[i] = S("");
        char place[128];
        snprintf(place, sizeof place, "%.100s:%zu", path, line);
        if (r.count < readers[which].least)
            return fault_set(f, INVALID, place, "%zu fields, there should be %zu", r.count,
                             readers[which].least);
        code c = readers[which].row(&r);
        if (c == NOMEM) return fault_set(f, NOMEM, place, "no memory for the language");
        if (c != OK) return fault_set(f, c, place, "%s", inner.message);
    }
    return OK;
}
