#include "law/terms_read.h"

#include "law/clause_value.h"
#include "law/terms_found.h"

#include <string.h>

#define SIDES_MOST 6  /* conditions joined by "or" */
#define CUTS_MOST  16 /* places tried for them in a sentence */

/* Walks the sentences: which clauses open in each, where each one's words begin and end, and what
 * the rules find there. doc/clauses.md has the picture. */

typedef struct {
    clause_kind kind;
    const clause_rule *rule;
    clause_match match;
} opening;

typedef struct {
    arena *a;
    clause_text text;
    law_proposal *out;
    law_evidence *evidence;
    size_t evidence_capacity;
    uint32_t active_article[CLAUSE_COUNT]; /* where a clause of that kind was last open, and ... */
    bool active[CLAUSE_COUNT];             /* ... whether any was */
    fault *f;
} reading;

static code search(reading *r, const clause_rule *rule, uint32_t from, uint32_t to, clause_match *m,
                   bool *found) {
    code c = clause_search(r->a, &r->text, rule, from, to, m);
    *found = c == OK;
    if (c == NOMEM) return fault_set(r->f, NOMEM, "text", "no memory for the search");
    return OK;
}

/* Whether any rule of that role and kind matches in [from, to), and, with `over`, overlaps it. */
static code any(reading *r, clause_role role, clause_kind kind, uint32_t from, uint32_t to,
                const clause_span *over, bool *out) {
    *out = false;
    for (size_t i = 0; i < clause_rule_count(r->text.language) && !*out; i++) {
        const clause_rule *rule = clause_rule_at(r->text.language, i);
        if (rule->role != role || rule->kind != kind) continue;
        clause_match m = {0};
        bool found = true;
        for (uint32_t at = from; at < to; at = m.whole.from + 1) {
            TRY(search(r, rule, at, to, &m, &found));
            if (!found) break;
            *out = !over || (m.whole.from < over->to && over->from < m.whole.to);
            if (*out) break;
        }
    }
    return OK;
}

/* A clause of that kind is under way in this article: by its title or an earlier sentence. */
static code under_way(reading *r, clause_kind kind, const clause_sentence *s, bool *out) {
    *out = r->active[kind] && r->active_article[kind] == s->article_number;
    if (*out || s->title_from == s->title_to) return OK;
    return any(r, RULE_TITLE, kind, s->title_from, s->title_to, NULL, out);
}

/* The first place where a clause of `kind` opens in the sentence and nothing bars it. */
static code find_opening(reading *r, clause_kind kind, const clause_sentence *s, opening *out,
                         bool *found) {
    bool vetoed = false, going = false;
    *found = false;
    TRY(under_way(r, kind, s, &going));
    for (size_t i = 0; i < clause_rule_count(r->text.language); i++) {
        const clause_rule *rule = clause_rule_at(r->text.language, i);
        bool may = rule->role == RULE_OPEN || (rule->role == RULE_FOLLOW && going);
        if (rule->kind != kind || !may) continue;
        for (uint32_t at = s->from; at < s->to;) {
            clause_match m;
            bool here = false, barred = false;
            TRY(search(r, rule, at, s->to, &m, &here));
            if (!here) break;
            at = m.whole.from + 1;
            TRY(any(r, RULE_BAR, kind, s->from, s->to, &m.whole, &barred));
            if (barred) continue;
            /* Where a rule says so, the clause opens at a part of what it matched. */
            clause_span part = m.captures['o' - 'a'];
            if (part.from < part.to) m.whole = part;
            if (!*found || m.whole.from < out->match.whole.from) *out = (opening){kind, rule, m};
            *found = true;
            break;
        }
    }
    if (!*found) return OK;
    TRY(any(r, RULE_VETO, kind, s->from, s->to, NULL, &vetoed));
    *found = !vetoed;
    return OK;
}

static bool overlap(clause_span a, clause_span b) {
    return a.from < b.to && b.from < a.to;
}

/* Clauses whose words can be taken for one another's: each has its stretch of the sentence. */
static bool has_stretch(clause_kind k) {
    return k <= CLAUSE_WITHDRAW;
}

/* All openings of a sentence, by place. An entry that is part of a joining clause ("for each State
 * ... it shall enter into force") or of a provisional one is none. */
static code find_openings(reading *r, const clause_sentence *s, opening list[CLAUSE_COUNT],
                          size_t *count) {
    size_t n = 0;
    for (int k = 0; k < CLAUSE_COUNT; k++) {
        opening o;
        bool found = false;
        TRY(find_opening(r, (clause_kind)k, s, &o, &found));
        if (!found) continue;
        size_t at = n++;
        for (; at > 0 && list[at - 1].match.whole.from > o.match.whole.from; at--)
            list[at] = list[at - 1];
        list[at] = o;
    }
    for (size_t i = 0; i < n; i++) {
        bool drop = false;
        for (size_t k = 0; k < n; k++)
            drop |= list[i].kind == CLAUSE_ENTRY &&
                    (list[k].kind == CLAUSE_JOIN || list[k].kind == CLAUSE_PROVISIONAL) &&
                    overlap(list[i].match.whole, list[k].match.whole);
        if (!drop) continue;
        memmove(list + i, list + i + 1, (n - i - 1) * sizeof *list);
        n--, i--;
    }
    *count = n;
    return OK;
}

static code take(reading *r, const clause_rule *rule, const clause_match *m, law_found *to) {
    bool all = false;
    return law_found_take(r->a, &r->text, rule, m, to, &all, r->f);
}

/* The parts of a clause within [from, to). Where clauses have no stretch of their own, the rules
 * that open them count as parts too, in their order: the more telling stand first. */
static code find_parts(reading *r, clause_kind kind, uint32_t from, uint32_t to, law_found *out) {
    for (size_t i = 0; i < clause_rule_count(r->text.language) && from < to; i++) {
        const clause_rule *rule = clause_rule_at(r->text.language, i);
        bool part = rule->role == RULE_PART || (rule->role == RULE_OPEN && !has_stretch(kind));
        if (!part || rule->kind != kind) continue;
        clause_match m;
        bool found = false;
        TRY(search(r, rule, from, to, &m, &found));
        if (found) TRY(take(r, rule, &m, out));
    }
    return OK;
}

static str label(arena *a, const clause_sentence *s) {
    if (s->article.n == 0) return s->paragraph;
    if (s->paragraph.n == 0) return s->article;
    return str_format(a, STR_FMT "(" STR_FMT ")", STR_ARG(s->article), STR_ARG(s->paragraph));
}

static code note_evidence(reading *r, const clause_sentence *s, const law_found *found) {
    str gives = {"", 0};
    for (int i = 0; i < FOUND_FIELDS; i++) {
        if (!found->has[i]) continue;
        gives = str_format(r->a, STR_FMT "%s%s", STR_ARG(gives), gives.n > 0 ? " " : "",
                           law_found_name((found_field)i));
        if (!gives.p) return fault_set(r->f, NOMEM, "text", "no memory for the evidence");
    }
    law_evidence *grown =
        arena_grow(r->a, r->evidence, r->out->evidence_count, &r->evidence_capacity, sizeof *grown);
    if (!grown) return fault_set(r->f, NOMEM, "text", "no memory for the evidence");
    r->evidence = grown;
    r->evidence[r->out->evidence_count++] = (law_evidence){.kind = found->kind,
                                                           .gives = gives,
                                                           .start = s->start,
                                                           .end = s->end,
                                                           .article = s->article,
                                                           .paragraph = s->paragraph};
    return OK;
}

/* Whether the fields answer the clause's main question, so that the words before its opening need
 * not be looked at. */
static bool answered(const law_found *f) {
    switch (f->kind) {
    case CLAUSE_ENTRY: return f->has[FOUND_ON];
    case CLAUSE_PROVISIONAL: return f->has[FOUND_FROM];
    case CLAUSE_DURATION: return f->has[FOUND_TERM];
    case CLAUSE_JOIN: return f->has[FOUND_AFTER] || f->has[FOUND_AFTER_MONTH];
    case CLAUSE_WITHDRAW: return f->has[FOUND_NOTICE];
    default: return false;
    }
}

/* What a stronger finding leaves without meaning. */
static void tidy(law_found *f) {
    if (!str_eq_z(f->word[FOUND_ON], "all")) f->has[FOUND_PARTIES] = false;
    if (f->kind == CLAUSE_ENTRY && !str_eq_z(f->word[FOUND_ON], "date")) f->has[FOUND_DATE] = false;
    if (str_eq_z(f->word[FOUND_ON], "date") && f->has[FOUND_DATE] && f->has[FOUND_NOT_BEFORE] &&
        f->date[FOUND_DATE].first == f->date[FOUND_NOT_BEFORE].first)
        f->has[FOUND_NOT_BEFORE] = false; /* the same words, taken for both */
    /* "Norland and three other States": read, unless it is not said who the named ones are. */
    if (f->has[FOUND_OTHERS] && f->has[FOUND_UNREAD] && !f->has[FOUND_DEPOSITARIES] &&
        overlap(f->span[FOUND_OTHERS], f->span[FOUND_UNREAD]))
        f->has[FOUND_UNREAD] = false;
    if (f->has[FOUND_DEPOSITARIES] && f->has[FOUND_OTHERS]) f->has[FOUND_INCLUDING] = false;
    if (f->has[FOUND_AFTER] || f->has[FOUND_AFTER_MONTH]) f->has[FOUND_SAME_DAY] = false;
}

/* One side of an "or": its parts. Whether they make a condition that differs from `other`. */
static code read_side(reading *r, uint32_t from, uint32_t to, law_found *out, bool *whole) {
    *out = (law_found){.kind = CLAUSE_ENTRY};
    TRY(find_parts(r, CLAUSE_ENTRY, from, to, out));
    tidy(out);
    *whole = law_found_is_condition(out) && !str_eq_z(out->word[FOUND_ON], "agreement");
    return OK;
}

static bool same_condition(const law_found *a, const law_found *b) {
    return str_eq(a->word[FOUND_ON], b->word[FOUND_ON]) && !a->has[FOUND_DATE] &&
           !a->has[FOUND_PARTIES] && !b->has[FOUND_PARTIES] &&
           a->number[FOUND_COUNT] == b->number[FOUND_COUNT];
}

/* The sides of one rule's conditions in [from, to): it says where the second begins (j), and the
 * third (k) ...; a cut holds where both what is before and what is after it make a condition. */
static code cut_sides(reading *r, const clause_rule *rule, uint32_t from, uint32_t to,
                      law_found *sides, size_t *count) {
    uint32_t start = from, at = from;
    size_t n = 0;
    for (size_t tries = 0; tries < CUTS_MOST && at < to; tries++) {
        clause_match m;
        bool found = false;
        TRY(search(r, rule, at, to, &m, &found));
        if (!found) break;
        at = m.whole.from + 1;
        for (int letter = 'j'; letter <= 'm' && n + 2 <= SIDES_MOST; letter++) {
            clause_span joint = m.captures[letter - 'a'];
            bool before = false, after = false;
            if (joint.from >= joint.to || joint.from <= start) continue;
            at = joint.to;
            TRY(read_side(r, start, joint.from, sides + n, &before));
            TRY(read_side(r, joint.from, to, sides + n + 1, &after));
            if (!before || !after || same_condition(sides + n, sides + n + 1)) continue;
            start = joint.from;
            n++;
        }
    }
    bool last = false;
    if (n > 0) TRY(read_side(r, start, to, sides + n, &last));
    *count = last ? n + 1 : 0;
    return OK;
}

/* Conditions of which either, or each, is to be met: found->sides. */
static code read_either(reading *r, uint32_t from, uint32_t to, law_found *found) {
    law_found *sides = NULL;
    for (size_t i = 0; i < clause_rule_count(r->text.language) && from < to; i++) {
        const clause_rule *rule = clause_rule_at(r->text.language, i);
        if (rule->role != RULE_EITHER || rule->kind != found->kind) continue;
        clause_match m;
        bool may = false;
        TRY(search(r, rule, from, to, &m, &may));
        if (!may) continue;
        if (!sides) sides = arena_array(r->a, SIDES_MOST, sizeof *sides);
        if (!sides) return fault_set(r->f, NOMEM, "text", "no memory for its conditions");
        size_t count = 0;
        TRY(cut_sides(r, rule, from, to, sides, &count));
        if (count < 2) continue;
        TRY(take(r, rule, &m, found));
        found->sides = sides;
        found->side_count = count;
        return OK;
    }
    return OK;
}

static code read_clause(reading *r, const clause_sentence *s, const opening *list, size_t count,
                        size_t which) {
    const opening *o = list + which;
    law_found *found = arena_alloc(r->a, sizeof *found);
    if (!found) return fault_set(r->f, NOMEM, "text", "no memory for its clauses");
    found->kind = o->kind;
    uint32_t from = s->from, to = s->to;
    if (has_stretch(o->kind)) {
        TRY(take(r, o->rule, &o->match, found));
        for (size_t i = 0; i < count; i++) {
            if (!has_stretch(list[i].kind)) continue;
            if (i < which && list[i].match.whole.to <= o->match.whole.from)
                from = list[i].match.whole.to;
            if (i > which && list[i].match.whole.from >= o->match.whole.to &&
                list[i].match.whole.from < to)
                to = list[i].match.whole.from;
        }
        TRY(find_parts(r, o->kind, o->match.whole.from, to, found));
        if (!answered(found)) TRY(find_parts(r, o->kind, from, o->match.whole.from, found));
        TRY(read_either(r, o->match.whole.from, to, found));
        if (found->side_count == 0) TRY(read_either(r, from, o->match.whole.from, found));
        /* A condition before and its effect after may only be read together. */
        if (!answered(found)) TRY(find_parts(r, o->kind, from, to, found));
    } else {
        TRY(find_parts(r, o->kind, from, to, found));
    }
    tidy(found);
    if (found->side_count > 0 || found->has[FOUND_NOT_BEFORE])
        found->has[FOUND_OTHERWISE] = false; /* it was read */
    bool used = false;
    TRY(law_found_settle(r->a, &r->text, found, label(r->a, s), r->out, &used, r->f));
    return used ? note_evidence(r, s, found) : OK;
}

static bool speaks_of_itself(const reading *r, const clause_sentence *s) {
    bool own = false;
    for (uint32_t i = s->from; i < s->to && !own; i++) own = clause_own_at(&r->text, i, s->to) > 0;
    return own;
}

/* Whether "it" in the next sentence stands for the instrument: this one, of the same article, is
 * about it, and not about an amendment of it. */
static code remember_own(reading *r, const clause_sentence *s, size_t next) {
    bool vetoed = false;
    TRY(any(r, RULE_VETO, CLAUSE_ENTRY, s->from, s->to, NULL, &vetoed));
    bool same = next < r->text.sentence_count &&
                r->text.sentences[next].article_number == s->article_number;
    r->text.it_is_own = r->text.it_is_own && same && !vetoed;
    return OK;
}

static code read_sentence(reading *r, size_t at) {
    const clause_sentence *s = r->text.sentences + at;
    opening list[CLAUSE_COUNT];
    size_t count = 0;
    r->text.it_is_own = speaks_of_itself(r, s);
    TRY(find_openings(r, s, list, &count));
    for (size_t i = 0; i < count; i++) TRY(read_clause(r, s, list, count, i));
    for (size_t i = 0; i < count; i++) {
        r->active[list[i].kind] = true;
        r->active_article[list[i].kind] = s->article_number;
    }
    return remember_own(r, s, at + 1);
}

code law_terms_propose(arena *a, const clause_language *l, str text, law_proposal *out, fault *f) {
    law_proposal *draft = arena_alloc(a, sizeof *draft);
    reading *r = arena_alloc(a, sizeof *r);
    if (!draft || !r) return fault_set(f, NOMEM, "text", "no memory");
    *r = (reading){.a = a, .out = draft, .f = f};
    TRY(clause_text_read(a, l, text, &r->text, f));
    for (size_t i = 0; i < r->text.sentence_count; i++) TRY(read_sentence(r, i));
    draft->evidence = r->evidence;
    TRY(law_proposal_finish(a, draft, f));
    *out = *draft;
    return OK;
}
