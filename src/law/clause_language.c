#include "law/clause_inside.h"

#include <stdio.h>
#include <string.h>

/* Reads lang/LL/clauses.tsv: its words, macros and rules. */

#define COLUMNS     5
#define MACROS_MOST 256

typedef struct {
    arena *a;
    clause_language *l;
    clause_macro macros[MACROS_MOST];
    size_t macro_count;
    const char *name;
    char place[128];
    fault *f;
} loader;

static const char *const kind_names[CLAUSE_COUNT] = {
    "entry", "join",       "provisional", "duration",  "withdraw",
    "lapse", "depositary", "languages",   "signature", "reservations"};

const char *clause_kind_name(clause_kind k) {
    return kind_names[k];
}

uint16_t clause_word_find(const clause_language *l, str lower) {
    for (uint64_t h = str_hash(lower);; h++) {
        uint16_t id = l->table[h % TABLE_SIZE];
        if (id == 0 || str_eq(l->words[id].text, lower)) return id;
    }
}

uint16_t clause_intern(arena *a, clause_language *l, str lower) {
    uint16_t found = clause_word_find(l, lower);
    if (found != 0) return found;
    if (l->word_count >= CLAUSE_WORDS_MOST) return 0;
    str copy = str_copy(a, lower);
    if (!copy.p) return 0;
    uint64_t h = str_hash(lower);
    while (l->table[h % TABLE_SIZE] != 0) h++;
    uint16_t id = (uint16_t)l->word_count++;
    l->words[id] = (clause_word){.text = copy, .number = -1};
    l->table[h % TABLE_SIZE] = id;
    return id;
}

static const struct {
    const char *name;
    unsigned flag;
} flag_names[] = {
    {"noun", WORD_NOUN},       {"near", WORD_NEAR},       {"the", WORD_THE},
    {"it", WORD_IT},           {"heading", WORD_HEADING}, {"abbreviation", WORD_ABBREVIATION},
    {"joiner", WORD_JOINER},   {"filler", WORD_FILLER},   {"and", WORD_AND},
    {"listing", WORD_LISTING}, {"plain", WORD_PLAIN},     {"suffix", WORD_SUFFIX},
};

/* Words that carry a value: `number twenty 20`, `unit months M`, `language french fr`. */
static code valued(loader *in, str kind, clause_word *w, str text) {
    int64_t n = 0;
    if (str_eq_z(kind, "unit")) {
        if (text.n != 1 || !strchr("DWMY", *text.p))
            return fault_set(in->f, INVALID, in->place, "a unit is one of D W M Y");
        w->unit = *text.p;
        return OK;
    }
    if (str_eq_z(kind, "language")) {
        w->tag = text;
        return text.n > 0 ? OK : fault_set(in->f, INVALID, in->place, "a language needs its code");
    }
    if (!str_int(text, &n) || n < 0 || n > 1000000)
        return fault_set(in->f, INVALID, in->place, "'" STR_FMT "' is no number up to a million",
                         STR_ARG(text));
    if (str_eq_z(kind, "month"))
        w->month = (uint8_t)(n % 13);
    else
        w->number = (int32_t)n, w->ordinal = str_eq_z(kind, "ordinal");
    return OK;
}

static bool is_valued(str kind) {
    return str_eq_z(kind, "number") || str_eq_z(kind, "ordinal") || str_eq_z(kind, "unit") ||
           str_eq_z(kind, "month") || str_eq_z(kind, "language");
}

/* A line of words: KIND, words separated by spaces, the value. */
static code words(loader *in, str kind, str list, str text) {
    unsigned flag = 0;
    for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; i++)
        if (str_eq_z(kind, flag_names[i].name)) flag = flag_names[i].flag;
    if (flag == 0 && !is_valued(kind))
        return fault_set(in->f, INVALID, in->place, "unknown kind of line '" STR_FMT "'",
                         STR_ARG(kind));
    str part;
    while (str_next(&list, ' ', &part)) {
        if (part.n == 0) continue;
        uint16_t id = clause_intern(in->a, in->l, part);
        if (id == 0)
            return fault_set(in->f, NOMEM, in->place, "more than %d words", CLAUSE_WORDS_MOST);
        clause_word *w = in->l->words + id;
        w->flags |= (uint16_t)flag;
        if (flag == 0) TRY(valued(in, kind, w, text));
    }
    return OK;
}

/* "on=consents count=$n month_start" */
static code gifts(loader *in, clause_rule *r, str text) {
    clause_gift *list = arena_array(in->a, 16, sizeof *list);
    if (!list) return fault_set(in->f, NOMEM, in->place, "no memory");
    str part, rest = text;
    size_t n = 0;
    while (str_next(&rest, ' ', &part)) {
        if (part.n == 0) continue;
        if (n == 16) return fault_set(in->f, INVALID, in->place, "more than 16 gifts");
        size_t equal = str_find(part, S("="), 0);
        clause_gift *g = list + n++;
        if (equal == SIZE_MAX) {
            g->field = part;
            continue;
        }
        g->field = str_slice(part, 0, equal);
        g->literal = str_slice(part, equal + 1, part.n);
        if (!str_starts(g->literal, S("$"))) continue;
        if (g->literal.n != 2 || g->literal.p[1] < 'a' || g->literal.p[1] > 'z')
            return fault_set(in->f, INVALID, in->place, "after '=' a word, or $ and a letter");
        g->capture = g->literal.p[1];
    }
    r->gifts = list;
    r->gift_count = n;
    return OK;
}

static code rule(loader *in, clause_role role, unsigned line, const str column[COLUMNS]) {
    clause_rule r = {.role = role, .line = line, .pattern = column[2], .example = column[4]};
    r.kind = CLAUSE_COUNT;
    for (int k = 0; k < CLAUSE_COUNT; k++)
        if (str_eq_z(column[1], kind_names[k])) r.kind = (clause_kind)k;
    if (r.kind == CLAUSE_COUNT)
        return fault_set(in->f, INVALID, in->place, "unknown clause '" STR_FMT "'",
                         STR_ARG(column[1]));
    if (r.pattern.n == 0) return fault_set(in->f, INVALID, in->place, "the pattern is missing");
    if (r.example.n == 0) return fault_set(in->f, INVALID, in->place, "the example is missing");
    TRY(gifts(in, &r, column[3]));
    TRY(clause_compile(in->a, in->l, in->macros, in->macro_count, in->place, &r, in->f));
    clause_rule *grown =
        arena_grow(in->a, in->l->rules, in->l->rule_count, &in->l->rule_capacity, sizeof r);
    if (!grown) return fault_set(in->f, NOMEM, in->place, "no memory");
    in->l->rules = grown;
    in->l->rules[in->l->rule_count++] = r;
    return OK;
}

static code read_line(loader *in, str line, unsigned number) {
    static const char *const roles[] = {"open", "follow", "title", "veto", "bar", "part", "either"};
    str column[COLUMNS] = {{0}};
    for (size_t i = 0; i < COLUMNS; i++)
        if (!str_next(&line, '\t', &column[i])) break;
    for (size_t i = 0; i < COLUMNS; i++) column[i] = str_trim(column[i]);
    if (str_eq_z(column[0], "macro")) {
        if (in->macro_count == MACROS_MOST)
            return fault_set(in->f, INVALID, in->place, "more than %d macros", MACROS_MOST);
        in->macros[in->macro_count++] = (clause_macro){column[1], column[2]};
        return OK;
    }
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (str_eq_z(column[0], roles[i])) return rule(in, (clause_role)i, number, column);
    return words(in, column[0], column[1], column[2]);
}

code clause_language_load(arena *a, str tsv, const char *name, const clause_language **out,
                          fault *f) {
    loader *in = arena_alloc(a, sizeof *in);
    clause_language *l = arena_alloc(a, sizeof *l);
    if (!in || !l) return fault_set(f, NOMEM, name, "no memory");
    l->words = arena_array(a, CLAUSE_WORDS_MOST, sizeof *l->words);
    l->table = arena_array(a, TABLE_SIZE, sizeof *l->table);
    if (!l->words || !l->table) return fault_set(f, NOMEM, name, "no memory");
    l->words[0].number = -1;
    l->word_count = 1;
    in->a = a, in->l = l, in->name = name, in->f = f;
    str line, rest = tsv;
    for (unsigned number = 1; str_next(&rest, '\n', &line); number++) {
        if (str_trim(line).n == 0 || str_starts(line, S("#"))) continue;
        snprintf(in->place, sizeof in->place, "%s:%u", name, number);
        TRY(read_line(in, line, number));
    }
    *out = l;
    return OK;
}

size_t clause_rule_count(const clause_language *l) {
    return l->rule_count;
}

const clause_rule *clause_rule_at(const clause_language *l, size_t i) {
    return l->rules + i;
}
