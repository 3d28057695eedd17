#include "law/clause_inside.h"

#include <string.h>

/* The machine that runs a pattern's steps. A pair of step and token that failed once fails again
 * whatever was captured, so it is noted and not tried twice: time is steps times tokens. */

typedef struct {
    const clause_text *t;
    const clause_rule *r;
    uint32_t from, to;
    uint8_t *failed; /* a bit a pair */
    uint32_t saved[52];
    bool within_not; /* there a pair may succeed and yet be asked again */
} machine;

static bool tried(machine *m, uint32_t step, uint32_t at) {
    if (m->within_not) return false;
    size_t bit = (size_t)step * (m->to - m->from + 1) + (at - m->from);
    bool was = m->failed[bit / 8] >> bit % 8 & 1;
    m->failed[bit / 8] |= (uint8_t)(1u << bit % 8);
    return was;
}

static uint32_t value_at(const machine *m, clause_value v, uint32_t at) {
    int64_t n = 0;
    char unit = 0;
    int year = 0, month = 0, day_of_month = 0;
    switch (v) {
    case VALUE_COUNT: return clause_count_at(m->t, at, m->to, &n);
    case VALUE_ORDINAL: return clause_ordinal_at(m->t, at, m->to, &n);
    case VALUE_PERIOD: return clause_period_at(m->t, at, m->to, &n, &unit);
    case VALUE_DAY: return clause_day_at(m->t, at, m->to, &n);
    case VALUE_DATE: return clause_date_at(m->t, at, m->to, &year, &month, &day_of_month);
    case VALUE_WHEN: return clause_when_at(m->t, at, m->to, &year, &month, &day_of_month);
    case VALUE_OWN: return clause_own_at(m->t, at, m->to);
    case VALUE_NAME: return clause_name_at(m->t, at, m->to);
    case VALUE_NAMES: return clause_names_at(m->t, at, m->to);
    case VALUE_LANGUAGES: return clause_languages_at(m->t, at, m->to);
    case VALUE_KINDS: break;
    }
    return 0;
}

/* Whether a mark that parts clauses stands before the token, or the sentence ends here. */
static bool marked(const machine *m, uint32_t at) {
    return at >= m->to ||
           (m->t->tokens[at].marks & (MARK_COMMA | MARK_COLON | MARK_PAREN | MARK_STOP));
}

/* Recursion is as deep as the pattern has choices and captures, not as the text is long. */
static bool run(machine *m, uint32_t step, uint32_t at, uint32_t *end) {
    for (;;) {
        if (tried(m, step, at)) return false;
        const clause_step *s = m->r->steps + step;
        switch ((clause_op)s->op) {
        case STEP_WORD:
            if (at >= m->to || m->t->tokens[at].word != s->x) return false;
            at++, step++;
            break;
        case STEP_ANY:
            if (at >= m->to) return false;
            at++, step++;
            break;
        case STEP_SPLIT:
            if (run(m, s->x, at, end)) return true;
            step = s->y;
            break;
        case STEP_JUMP: step = s->x; break;
        case STEP_SAVE: {
            uint32_t old = m->saved[s->x];
            m->saved[s->x] = at;
            if (run(m, step + 1, at, end)) return true;
            m->saved[s->x] = old;
            return false;
        }
        case STEP_VALUE: {
            uint32_t width = value_at(m, (clause_value)s->x, at);
            if (width == 0) return false;
            at += width, step++;
            break;
        }
        case STEP_NOT: {
            uint32_t ignored = 0;
            bool outer = m->within_not;
            m->within_not = true;
            bool matches = run(m, step + 1, at, &ignored);
            m->within_not = outer;
            if (matches) return false;
            step = s->y;
            break;
        }
        case STEP_START:
            if (at != m->from) return false;
            step++;
            break;
        case STEP_END:
            if (at != m->to) return false;
            step++;
            break;
        case STEP_MARK:
            if (!marked(m, at)) return false;
            step++;
            break;
        case STEP_DONE: *end = at; return true;
        }
    }
}

static bool may_begin(const clause_rule *r, const clause_text *t, uint32_t at, uint32_t to) {
    if (!r->first) return true;
    if (at >= to) return false;
    uint16_t word = t->tokens[at].word;
    return r->first[word / 8] >> word % 8 & 1;
}

static uint8_t *scratch(arena *a, clause_scratch *s, size_t size) {
    if (size > s->size) {
        uint8_t *bits = arena_alloc(a, 2 * size);
        if (!bits) return NULL;
        *s = (clause_scratch){bits, 2 * size};
    }
    memset(s->bits, 0, size);
    return s->bits;
}

code clause_search(arena *a, const clause_text *t, const clause_rule *r, uint32_t from, uint32_t to,
                   clause_match *out) {
    machine m = {.t = t, .r = r, .from = from, .to = to};
    for (uint32_t at = from; at <= to; at++) {
        if (!may_begin(r, t, at, to)) continue;
        if (!m.failed) m.failed = scratch(a, t->scratch, r->step_count * (to - from + 1) / 8 + 1);
        if (!m.failed) return NOMEM;
        memset(m.saved, 0xFF, sizeof m.saved);
        uint32_t end = 0;
        if (!run(&m, 0, at, &end)) continue;
        *out = (clause_match){.whole = {at, end}};
        for (int i = 0; i < 26; i++)
            if (m.saved[2 * i + 1] != UINT32_MAX)
                out->captures[i] = (clause_span){m.saved[2 * i], m.saved[2 * i + 1]};
        return OK;
    }
    return NOTFOUND;
}
