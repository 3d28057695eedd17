#include "store/names.h"

#include <string.h>

static const char *const legal_forms[] = {
    "ltd", "limited", "llc", "ojsc", "jsc", "pjsc", "cjsc", "inc", "plc", "gmbh", "pvt",  "private",
    "sa",  "ag",      "ooo", "oao",  "zao", "llp",  "spa",  "bv",  "nv",  "srl",  "sarl", "fze"};
/* Words that tell no title from another. */
static const char *const small_words[] = {"the",
                                          "of",
                                          "on",
                                          "and",
                                          "in",
                                          "between",
                                          "for",
                                          "to",
                                          "a",
                                          "an",
                                          "with",
                                          "by",
                                          "at",
                                          "its",
                                          "their",
                                          "this",
                                          "that",
                                          "from",
                                          "new",
                                          "critical",
                                          "important",
                                          "government",
                                          "republic",
                                          "field",
                                          "joint",
                                          "official",
                                          "state",
                                          "mou",
                                          "mous",
                                          "mu",
                                          "agreement",
                                          "memorandum",
                                          "memoranda",
                                          "understanding",
                                          "treaty",
                                          "treatie",
                                          "treaties",
                                          "protocol",
                                          "programme",
                                          "program",
                                          "plan",
                                          "roadmap",
                                          "statement",
                                          "declaration",
                                          "communique",
                                          "contract",
                                          "letter",
                                          "document",
                                          "accord",
                                          "visit",
                                          "session",
                                          "meeting",
                                          "talk",
                                          "talks",
                                          "call",
                                          "summit",
                                          "ceremony",
                                          "signing",
                                          "signed",
                                          "forum",
                                          "business",
                                          "commission",
                                          "invitation",
                                          "cooperation",
                                          "bilateral",
                                          "side",
                                          "country",
                                          "countries",
                                          "comprehensive",
                                          "period"};

static bool among(str word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_eq_z(word, list[i])) return true;
    return false;
}

#define AMONG(word, list) among(word, list, sizeof(list) / sizeof *(list))

static str first_word(str s) {
    size_t space = str_find(s, S(" "), 0);
    return space == SIZE_MAX ? s : str_slice(s, 0, space);
}

static str last_word(str s) {
    size_t at = s.n;
    while (at > 0 && s.p[at - 1] != ' ') at--;
    return str_slice(s, at, s.n);
}

str name_fold(arena *a, str name) {
    str s = fold_text(a, name);
    if (!s.p) return s;
    if (str_starts(s, S("the ")) && s.n > 4) s = str_slice(s, 4, s.n);
    for (;;) {
        str word = last_word(s);
        if (word.n == s.n || !AMONG(word, legal_forms)) break;
        s.n -= word.n + 1;
    }
    for (;;) {
        str word = first_word(s);
        if (word.n == s.n || !AMONG(word, legal_forms)) break;
        s = str_slice(s, word.n + 1, s.n);
    }
    return s;
}

/* One folded letter group as the skeleton writes it; *used bytes of it are consumed. */
static const char *sound(str s, size_t at, size_t *used) {
    static const struct {
        const char *from, *to;
    } groups[] = {{"kh", "h"}, {"zh", "z"}, {"ph", "f"}, {"ts", "c"},   {"tz", "c"},
                  {"ck", "k"}, {"sz", "s"}, {"cz", "c"}, {"sch", "sh"}, {"gh", "g"}};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (!str_starts(str_slice(s, at, s.n), str_of(groups[i].from))) continue;
        *used = strlen(groups[i].from);
        return groups[i].to;
    }
    *used = 1;
    switch (s.p[at]) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
    case 'j':
    case 'w':
    case 'h':
    case ' ': return "";
    case 'x': return "ks";
    case 'q': return "k";
    default: return NULL; /* itself */
    }
}

str name_skeleton(arena *a, str folded) {
    char *out = arena_array(a, folded.n + 1, 2);
    if (!out) return (str){0};
    size_t n = 0, word = 0;
    for (size_t at = 0; at < folded.n;) {
        size_t used;
        const char *as = sound(folded, at, &used);
        if (folded.p[at] == ' ') word = at + 1;
        bool last = at + 1 == folded.n || folded.p[at + 1] == ' ';
        bool plural = last && folded.p[at] == 's' && at - word >= 6 && folded.p[at - 1] != 's';
        const char self[2] = {folded.p[at], 0};
        if (!as) as = self;
        if (at == 0 && !*as && folded.p[0] != ' ') as = self; /* the first letter always counts */
        for (; *as && !plural; as++)
            if (n == 0 || out[n - 1] != *as) out[n++] = *as;
        at += used;
    }
    return (str){out, n};
}

str name_split(str written, str *abbreviation) {
    *abbreviation = S("");
    str s = str_trim(written);
    if (s.n < 4 || s.p[s.n - 1] != ')') return s;
    size_t open = s.n - 1;
    while (open > 0 && s.p[open] != '(') open--;
    str inside = str_trim(str_slice(s, open + 1, s.n - 1));
    str name = str_trim(str_slice(s, 0, open));
    if (name.n == 0 || inside.n < 2 || inside.n > 16) return s;
    size_t capitals = 0;
    for (size_t i = 0; i < inside.n; i++) {
        if (inside.p[i] == ' ') return s;
        if ((inside.p[i] >= 'A' && inside.p[i] <= 'Z') || (unsigned char)inside.p[i] >= 0x80)
            capitals++;
    }
    if (capitals < 2) return s;
    *abbreviation = inside;
    return name;
}

static str unspaced(arena *a, str s) {
    char *out = arena_alloc(a, s.n + 1);
    if (!out) return (str){0};
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ') out[n++] = s.p[i];
    return (str){out, n};
}

/* Digits tell names apart that are otherwise spelled alike: "School No 5", "School No 6". */
static bool digits_equal(str x, str y) {
    size_t i = 0, j = 0;
    for (;;) {
        while (i < x.n && (x.p[i] < '0' || x.p[i] > '9')) i++;
        while (j < y.n && (y.p[j] < '0' || y.p[j] > '9')) j++;
        if (i == x.n || j == y.n) return i == x.n && j == y.n;
        if (x.p[i++] != y.p[j++]) return false;
    }
}

bool name_alike(arena *a, str folded, str other) {
    str x = unspaced(a, folded), y = unspaced(a, other);
    if (!x.p || !y.p || !digits_equal(x, y)) return false;
    size_t shorter = x.n < y.n ? x.n : y.n;
    if (shorter < 6) return str_eq(x, y);
    return fold_distance(x, y, 1 + shorter / 8) <= 1 + shorter / 8;
}

enum { TITLE_WORDS = 40 };

static size_t words_of(str folded, str out[TITLE_WORDS]) {
    size_t count = 0;
    str rest = folded, word;
    while (count < TITLE_WORDS && str_next(&rest, ' ', &word)) {
        if (word.n == 0 || AMONG(word, small_words)) continue;
        if (word.n > 4 && word.p[word.n - 1] == 's') word.n--; /* plural */
        bool again = false;
        for (size_t i = 0; i < count; i++) again = again || str_eq(out[i], word);
        if (!again) out[count++] = word;
    }
    return count;
}

double name_likeness(arena *a, str one, str other) {
    size_t common;
    return name_common(a, one, other, &common);
}

double name_common(arena *a, str one, str other, size_t *common) {
    str x[TITLE_WORDS], y[TITLE_WORDS];
    str fx = fold_text(a, one), fy = fold_text(a, other);
    *common = 0;
    if (!fx.p || !fy.p) return 0;
    size_t nx = words_of(fx, x), ny = words_of(fy, y), both = 0;
    if (nx == 0 || ny == 0) return 0;
    for (size_t i = 0; i < nx; i++)
        for (size_t j = 0; j < ny; j++)
            if (str_eq(x[i], y[j])) both++;
    *common = both;
    return (double)both / (double)(nx + ny - both);
}

bool name_says(arena *a, str title) {
    str words[TITLE_WORDS], folded = fold_text(a, title);
    return folded.p && words_of(folded, words) > 0;
}
