#include "law/clause_inside.h"

#include <string.h>

/* Patterns to steps. The grammar (doc/clauses.md):
 *   pattern  = choice
 *   choice   = row *( "|" row )              only within parentheses
 *   row      = *( atom [ "?" ] )
 *   atom     = word | "@" macro | "#" value | "(" choice ")" | "<" letter ":" row ">"
 *            | "!" atom | ".." [ digits ] | "..." | "^" | "$" | ","
 * Steps are those of a backtracking machine; the search remembers where it failed. */

#define STEPS_MOST 3000
#define DEPTH_MOST 24

typedef struct {
    arena *a;
    clause_language *language;
    const clause_macro *macros;
    size_t macro_count;
    clause_step *steps;
    size_t count;
    const char *place;
    fault *f;
    bool within_not;
} compiler;

static const struct {
    const char *name;
    clause_value value;
} value_names[] = {
    {"count", VALUE_COUNT},   {"ordinal", VALUE_ORDINAL},
    {"period", VALUE_PERIOD}, {"day", VALUE_DAY},
    {"date", VALUE_DATE},     {"when", VALUE_WHEN},
    {"own", VALUE_OWN},       {"name", VALUE_NAME},
    {"names", VALUE_NAMES},   {"languages", VALUE_LANGUAGES},
};

static code emit(compiler *c, clause_op op, size_t x, size_t y) {
    if (c->count >= STEPS_MOST)
        return fault_set(c->f, INVALID, c->place, "the pattern is longer than %d steps",
                         STEPS_MOST);
    c->steps[c->count++] = (clause_step){(uint16_t)op, (uint16_t)x, (uint16_t)y};
    return OK;
}

/* Makes room for one step at `at`: what stood there and after moves on, with its targets. */
static code insert(compiler *c, size_t at, clause_op op) {
    TRY(emit(c, STEP_DONE, 0, 0));
    memmove(c->steps + at + 1, c->steps + at, (c->count - at - 1) * sizeof *c->steps);
    for (size_t i = at + 1; i < c->count; i++) {
        clause_step *s = c->steps + i;
        if (s->op == STEP_SPLIT || s->op == STEP_JUMP || s->op == STEP_NOT) {
            if (s->op != STEP_NOT && s->x >= at) s->x++;
            if (s->y >= at) s->y++;
        }
    }
    c->steps[at] = (clause_step){(uint16_t)op, 0, 0};
    return OK;
}

static bool is_letter(char ch) {
    return (ch >= 'a' && ch <= 'z') || (unsigned char)ch >= 0x80;
}

static bool is_name(char ch) {
    return is_letter(ch) || ch == '_' || (ch >= '0' && ch <= '9');
}

static str take(str *rest, bool (*of)(char)) {
    size_t n = 0;
    while (n < rest->n && of(rest->p[n])) n++;
    str s = str_slice(*rest, 0, n);
    *rest = str_slice(*rest, n, rest->n);
    return s;
}

static bool eat(str *rest, str what) {
    if (!str_starts(*rest, what)) return false;
    *rest = str_slice(*rest, what.n, rest->n);
    return true;
}

static code row(compiler *c, str *rest, int depth);

static code choice(compiler *c, str *rest, int depth) {
    size_t at = c->count;
    TRY(row(c, rest, depth));
    if (eat(rest, S("|"))) {
        /* SPLIT this, next; this; JUMP end; next ... end */
        TRY(insert(c, at, STEP_SPLIT));
        size_t jump = c->count;
        TRY(emit(c, STEP_JUMP, 0, 0));
        c->steps[at].x = (uint16_t)(at + 1);
        c->steps[at].y = (uint16_t)c->count;
        TRY(choice(c, rest, depth));
        c->steps[jump].x = (uint16_t)c->count;
    }
    return OK;
}

static code gap(compiler *c, str *rest) {
    if (eat(rest, S("..."))) {
        if (c->within_not)
            return fault_set(c->f, INVALID, c->place, "a long gap within '!' is not allowed");
        size_t at = c->count;
        TRY(emit(c, STEP_SPLIT, at + 3, at + 1));
        TRY(emit(c, STEP_ANY, 0, 0));
        return emit(c, STEP_JUMP, at, 0);
    }
    *rest = str_slice(*rest, 2, rest->n);
    size_t most = 0;
    while (rest->n > 0 && *rest->p >= '0' && *rest->p <= '9' && most < 100) {
        most = most * 10 + (size_t)(*rest->p - '0');
        *rest = str_slice(*rest, 1, rest->n);
    }
    if (most == 0) most = 4;
    if (most > 99) return fault_set(c->f, INVALID, c->place, "a gap is at most ..99, or '...'");
    size_t end = c->count + 2 * most;
    for (size_t i = 0; i < most; i++) {
        TRY(emit(c, STEP_SPLIT, end, c->count + 1));
        TRY(emit(c, STEP_ANY, 0, 0));
    }
    return OK;
}

static code macro(compiler *c, str *rest, int depth) {
    str name = take(rest, is_name);
    for (size_t i = 0; i < c->macro_count; i++) {
        if (!str_eq(c->macros[i].name, name)) continue;
        str text = c->macros[i].pattern;
        TRY(choice(c, &text, depth + 1));
        if (text.n > 0)
            return fault_set(c->f, INVALID, c->place, "in @" STR_FMT ": cannot read '" STR_FMT "'",
                             STR_ARG(name), STR_ARG(text));
        return OK;
    }
    return fault_set(c->f, INVALID, c->place, "no macro @" STR_FMT " above this line",
                     STR_ARG(name));
}

static code value(compiler *c, str *rest) {
    str name = take(rest, is_name);
    for (size_t i = 0; i < sizeof value_names / sizeof *value_names; i++)
        if (str_eq_z(name, value_names[i].name))
            return emit(c, STEP_VALUE, value_names[i].value, 0);
    return fault_set(c->f, INVALID, c->place, "unknown value #" STR_FMT, STR_ARG(name));
}

static code capture(compiler *c, str *rest, int depth) {
    if (rest->n < 2 || rest->p[0] < 'a' || rest->p[0] > 'z' || rest->p[1] != ':')
        return fault_set(c->f, INVALID, c->place, "a capture is <letter:pattern>");
    size_t slot = 2 * (size_t)(rest->p[0] - 'a');
    *rest = str_slice(*rest, 2, rest->n);
    TRY(emit(c, STEP_SAVE, slot, 0));
    TRY(row(c, rest, depth + 1));
    if (!eat(rest, S(">"))) return fault_set(c->f, INVALID, c->place, "a capture lacks its '>'");
    return emit(c, STEP_SAVE, slot + 1, 0);
}

static code word(compiler *c, str *rest) {
    str text = take(rest, is_letter);
    if (text.n == 0)
        return fault_set(c->f, INVALID, c->place, "cannot read '" STR_FMT "' in the pattern",
                         STR_ARG(*rest));
    uint16_t id = clause_intern(c->a, c->language, text);
    if (id == 0) return fault_set(c->f, NOMEM, c->place, "more than %d words", CLAUSE_WORDS_MOST);
    c->language->words[id].flags |= WORD_LITERAL;
    return emit(c, STEP_WORD, id, 0);
}

static code atom(compiler *c, str *rest, int depth) {
    if (depth > DEPTH_MOST)
        return fault_set(c->f, INVALID, c->place, "nested deeper than %d", DEPTH_MOST);
    if (str_starts(*rest, S(".."))) return gap(c, rest);
    if (eat(rest, S("@"))) return macro(c, rest, depth);
    if (eat(rest, S("#"))) return value(c, rest);
    if (eat(rest, S("<"))) return capture(c, rest, depth);
    if (eat(rest, S("^"))) return emit(c, STEP_START, 0, 0);
    if (eat(rest, S("$"))) return emit(c, STEP_END, 0, 0);
    if (eat(rest, S(","))) return emit(c, STEP_MARK, 0, 0);
    if (eat(rest, S("("))) {
        TRY(choice(c, rest, depth + 1));
        if (!eat(rest, S(")"))) return fault_set(c->f, INVALID, c->place, "a ')' is missing");
        return OK;
    }
    if (eat(rest, S("!"))) {
        size_t at = c->count;
        bool outer = c->within_not;
        TRY(emit(c, STEP_NOT, 0, 0));
        c->within_not = true;
        TRY(atom(c, rest, depth + 1));
        c->within_not = outer;
        TRY(emit(c, STEP_DONE, 0, 0));
        c->steps[at].y = (uint16_t)c->count;
        return OK;
    }
    return word(c, rest);
}

static code row(compiler *c, str *rest, int depth) {
    for (;;) {
        while (eat(rest, S(" "))) {
        }
        if (rest->n == 0 || *rest->p == '|' || *rest->p == ')' || *rest->p == '>') return OK;
        size_t at = c->count;
        TRY(atom(c, rest, depth));
        if (eat(rest, S("?"))) {
            TRY(insert(c, at, STEP_SPLIT));
            c->steps[at].x = (uint16_t)(at + 1);
            c->steps[at].y = (uint16_t)c->count;
        }
    }
}

/* The words a match can begin with; null when it can begin with anything. */
static code first_words(arena *a, const compiler *c, const uint8_t **out) {
    uint8_t *set = arena_alloc(a, CLAUSE_WORDS_MOST / 8);
    uint8_t *seen = arena_alloc(a, c->count + 1);
    uint16_t *open = arena_array(a, c->count + 1, sizeof *open);
    if (!set || !seen || !open) return NOMEM;
    size_t n = 0;
    *out = NULL;
    open[n++] = 0, seen[0] = 1;
    while (n > 0) {
        uint16_t at = open[--n];
        const clause_step *s = c->steps + at;
        uint16_t next[2] = {(uint16_t)(at + 1), UINT16_MAX};
        switch ((clause_op)s->op) {
        case STEP_WORD: set[s->x / 8] |= (uint8_t)(1u << s->x % 8); continue;
        case STEP_SPLIT: next[0] = s->x, next[1] = s->y; break;
        case STEP_JUMP: next[0] = s->x; break;
        case STEP_NOT: next[0] = s->y; break;
        case STEP_SAVE:
        case STEP_START:
        case STEP_MARK: break;
        default: return OK;
        }
        for (int i = 0; i < 2; i++)
            if (next[i] != UINT16_MAX && !seen[next[i]]) seen[next[i]] = 1, open[n++] = next[i];
    }
    *out = set;
    return OK;
}

code clause_compile(arena *a, clause_language *l, const clause_macro *macros, size_t macro_count,
                    const char *place, clause_rule *r, fault *f) {
    compiler c = {.a = a,
                  .language = l,
                  .macros = macros,
                  .macro_count = macro_count,
                  .place = place,
                  .f = f};
    if (!l->scratch) l->scratch = arena_array(a, STEPS_MOST, sizeof *l->scratch);
    if (!l->scratch) return fault_set(f, NOMEM, place, "no memory");
    c.steps = l->scratch;
    str rest = r->pattern;
    TRY(row(&c, &rest, 0));
    if (rest.n > 0)
        return fault_set(f, INVALID, place, "cannot read '" STR_FMT "' in the pattern",
                         STR_ARG(rest));
    TRY(emit(&c, STEP_DONE, 0, 0));
    clause_step *kept = arena_array(a, c.count, sizeof *kept);
    if (!kept) return fault_set(f, NOMEM, place, "no memory");
    memcpy(kept, c.steps, c.count * sizeof *kept);
    r->steps = kept;
    r->step_count = c.count;
    return first_words(a, &c, &r->first);
}
