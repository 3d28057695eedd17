/* A sorted array of names by their first word; the longest that fits is taken. */
#include "follow/names.h"

#include "base/asset.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_WORDS = 8, MOST_COLUMNS = 12, SHORT = 4 };

typedef enum { NAME_OTHER, NAME_COUNTRY, NAME_TOWN } name_type;

typedef struct {
    str words[MOST_WORDS];
    size_t count;
    str code;
    bool place, town;
    bool capitals; /* an abbreviation: "AU", not "au" */
} name;

struct follow_names {
    name *items;
    size_t count, capacity;
};

static code no_memory(fault *f) {
    return fault_set(f, NOMEM, NULL, "no memory for names");
}

static bool is_capital(char c) {
    return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xc0;
}

static bool all_capitals(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= 'a' && s.p[i] <= 'z') return false;
    return s.n > 0;
}

static code name_add(arena *a, follow_names *l, str written, str actor, name_type type, fault *f) {
    follow_token *t;
    size_t n, first = 0;
    TRY(follow_tokens(a, written, &t, &n, f));
    if (n > 1 && str_eq_z(t[0].word, "the")) first = 1;
    if (n == first || n - first > MOST_WORDS) return OK;
    name one = {.code = actor, .place = type != NAME_OTHER, .town = type == NAME_TOWN};
    for (size_t i = first; i < n; i++) {
        if (t[i].number) return OK;
        one.words[one.count++] = t[i].word;
    }
    one.capitals = one.count == 1 && written.n <= SHORT + 2 && all_capitals(written);
    name *grown = arena_grow(a, l->items, l->count, &l->capacity, sizeof *grown);
    if (grown == NULL) return no_memory(f);
    l->items = grown;
    grown[l->count++] = one;
    return OK;
}

/* "A;B?;C": weak names mean other things too, and are left out. */
static code names_add(arena *a, follow_names *l, str list, str actor, name_type type, fault *f) {
    str one;
    while (list.n > 0 && str_next(&list, ';', &one)) {
        one = str_trim(one);
        if (one.n == 0 || one.p[one.n - 1] == '?') continue;
        TRY(name_add(a, l, one, actor, type, f));
    }
    return OK;
}

/* code name official adjectives people seats aliases from to successors */
static code state_add(arena *a, follow_names *l, const str *v, fault *f) {
    TRY(names_add(a, l, v[1], v[0], NAME_COUNTRY, f));
    TRY(names_add(a, l, v[2], v[0], NAME_COUNTRY, f));
    TRY(names_add(a, l, v[3], v[0], NAME_OTHER, f));
    TRY(names_add(a, l, v[4], v[0], NAME_OTHER, f));
    TRY(names_add(a, l, v[5], v[0], NAME_TOWN, f));
    return names_add(a, l, v[6], v[0], NAME_COUNTRY, f);
}

/* short name aliases kind side */
static code organisation_add(arena *a, follow_names *l, const str *v, fault *f) {
    TRY(names_add(a, l, v[0], v[0], NAME_OTHER, f));
    TRY(names_add(a, l, v[1], v[0], NAME_OTHER, f));
    return names_add(a, l, v[2], v[0], NAME_OTHER, f);
}

/* code role names */
static code further_add(arena *a, follow_names *l, const str *v, fault *f) {
    name_type type = str_eq_z(v[1], "name")   ? NAME_COUNTRY
                     : str_eq_z(v[1], "seat") ? NAME_TOWN
                                              : NAME_OTHER;
    return names_add(a, l, v[2], v[0], type, f);
}

static code table_read(arena *a, follow_names *l, const char *path,
                       code (*add)(arena *, follow_names *, const str *, fault *), fault *f) {
    str text = asset_find(path), line;
    if (text.p == NULL) return fault_set(f, NOTFOUND, path, "no names are at hand");
    for (bool head = true; text.n > 0 && str_next(&text, '\n', &line);) {
        str v[MOST_COLUMNS], rest = line;
        size_t n = 0;
        if (line.n == 0 || line.p[0] == '#') continue;
        while (n < MOST_COLUMNS && str_next(&rest, '\t', &v[n])) n++;
        while (n < MOST_COLUMNS) v[n++] = S("");
        bool named = head && (str_eq_z(v[0], "code") || str_eq_z(v[0], "short"));
        head = false;
        if (!named) TRY(add(a, l, v, f));
    }
    return OK;
}

/* By first word, the longest first. */
static int name_order(const void *a, const void *b) {
    const name *x = a, *y = b;
    int order = str_cmp(x->words[0], y->words[0]);
    if (order != 0) return order;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return str_cmp(x->code, y->code);
}

code follow_names_open(arena *a, const char *language, follow_names **out, fault *f) {
    follow_names *l = arena_alloc(a, sizeof *l);
    char path[64];
    if (l == NULL) return no_memory(f);
    *l = (follow_names){0};
    snprintf(path, sizeof path, "lang/%s/names.tsv", language);
    TRY(table_read(a, l, "data/gazetteer/states.tsv", state_add, f));
    TRY(table_read(a, l, "data/gazetteer/organisations.tsv", organisation_add, f));
    TRY(table_read(a, l, path, further_add, f));
    if (l->count > 0) qsort(l->items, l->count, sizeof *l->items, name_order);
    *out = l;
    return OK;
}

static bool fits(const name *x, str text, const follow_token *t, size_t n, size_t at) {
    if (at + x->count > n) return false;
    for (size_t i = 0; i < x->count; i++) {
        const follow_token *k = &t[at + i];
        if (k->number || (i > 0 && k->gap)) return false;
        if (str_eq(k->word, x->words[i])) continue;
        /* "Pakistan's": the apostrophe is no part of the word as tokens have it */
        bool last = i + 1 == x->count;
        bool owner = last && str_eq(str_slice(k->word, 0, x->words[i].n), x->words[i]) &&
                     k->word.n == x->words[i].n + 1 && k->word.p[k->word.n - 1] == 's' &&
                     k->end > k->start + k->word.n;
        if (!owner) return false;
    }
    return !x->capitals || all_capitals(str_slice(text, t[at].start, t[at].start + 2));
}

bool follow_name_at(const follow_names *names, str text, const follow_token *t, size_t n, size_t at,
                    follow_name *out) {
    if (t[at].number || t[at].word.n == 0 || !is_capital(text.p[t[at].start])) return false;
    for (int owner = 0; owner < 2; owner++) {
        str first = owner ? str_slice(t[at].word, 0, t[at].word.n - 1) : t[at].word;
        size_t low = 0, high = names->count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (str_cmp(names->items[middle].words[0], first) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < names->count && str_eq(names->items[low].words[0], first); low++) {
            const name *x = &names->items[low];
            if (!fits(x, text, t, n, at)) continue;
            *out = (follow_name){x->code, x->count, x->place, x->town};
            return true;
        }
    }
    return false;
}
