#include "read/load.h"

#include <stdio.h>

/* Rows of words: what they can be, and their forms. */

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_NONE] = "-",
    [ROLE_DET] = "det",
    [ROLE_POSS] = "poss",
    [ROLE_OWN] = "own",
    [ROLE_OF] = "of",
    [ROLE_TO] = "to",
    [ROLE_WITH] = "with",
    [ROLE_BETWEEN] = "between",
    [ROLE_BY] = "by",
    [ROLE_FOR] = "for",
    [ROLE_IN] = "in",
    [ROLE_FROM] = "from",
    [ROLE_UNDER] = "under",
    [ROLE_ON] = "on",
    [ROLE_PREP] = "prep",
    [ROLE_AND] = "and",
    [ROLE_OR] = "or",
    [ROLE_BUT] = "but",
    [ROLE_THAT] = "that",
    [ROLE_REL] = "rel",
    [ROLE_SUB] = "sub",
    [ROLE_IF] = "if",
    [ROLE_WILL] = "will",
    [ROLE_WOULD] = "would",
    [ROLE_MAY] = "may",
    [ROLE_SHOULD] = "should",
    [ROLE_BE] = "be",
    [ROLE_HAVE] = "have",
    [ROLE_DO] = "do",
    [ROLE_NOT] = "not",
    [ROLE_ADV] = "adv",
    [ROLE_ADJ] = "adj",
    [ROLE_WE] = "we",
    [ROLE_THEY] = "they",
    [ROLE_HE] = "he",
    [ROLE_IT] = "it",
    [ROLE_BOTH] = "both",
    [ROLE_NUMBER] = "number",
    [ROLE_COMMA] = "comma",
    [ROLE_SEMI] = "semi",
    [ROLE_COLON] = "colon",
    [ROLE_STOP] = "stop",
    [ROLE_QUOTE] = "quote",
    [ROLE_OPEN] = "open",
    [ROLE_CLOSE] = "close",
    [ROLE_DASH] = "dash",
    [ROLE_HYPHEN] = "hyphen",
    [ROLE_BULLET] = "bullet",
    [ROLE_MONEY] = "money",
    [ROLE_TITLE] = "title",
    [ROLE_PARTICLE] = "particle",
    [ROLE_ABBREVIATION] = "abbreviation",
    [ROLE_HEREAFTER] = "hereafter",
    [ROLE_MINUTE] = "minute",
};

static const char *const calendar_names[CAL_COUNT] = {
    [CAL_NONE] = "-",        [CAL_MONTH] = "month",         [CAL_WEEKDAY] = "weekday",
    [CAL_TODAY] = "today",   [CAL_YESTERDAY] = "yesterday", [CAL_TOMORROW] = "tomorrow",
    [CAL_THIS] = "this",     [CAL_LAST] = "last",           [CAL_NEXT] = "next",
    [CAL_YEAR] = "year",     [CAL_MONTHS] = "months",       [CAL_WEEK] = "week",
    [CAL_SEASON] = "season", [CAL_QUARTER] = "quarter",     [CAL_ORDINAL] = "ordinal",
    [CAL_DAY] = "day",
};

static const char *const effect_names[EFFECT_COUNT] = {"-",     "commit", "plan",
                                                       "carry", "block",  "say"};

/* words.tsv, "bare": which little words the language leaves unsaid. */
static code bare_row(row *r) {
    str list = r->fields[2], word;
    while (str_next(&list, ' ', &word)) {
        if (str_eq(word, S("of")))
            r->l->bare_of = true;
        else if (str_eq(word, S("to")))
            r->l->bare_to = true;
        else if (str_eq(word, S("the")))
            r->l->bare_the = true;
        else if (word.n)
            return fault_set(r->f, INVALID, NULL, "'" STR_FMT "': of, to and the can be unsaid",
                             STR_ARG(word));
    }
    return OK;
}

/* words.tsv: role, value, words. A calendar word has the value its month or weekday; a number its
 * number. */
code words_row(row *r) {
    size_t which = ROLE_NONE, cal = CAL_NONE;
    int64_t value = 0;
    str list = r->fields[2], word;
    fault ignored = {0};
    row quiet = *r;
    quiet.f = &ignored;
    if (str_eq(r->fields[0], S("bare"))) return bare_row(r);
    if (index_of(&quiet, calendar_names, CAL_COUNT, r->fields[0], &cal) != OK)
        TRY(index_of(r, role_names, ROLE_COUNT, r->fields[0], &which));
    if (!no_value(r->fields[1]) && (!str_int(r->fields[1], &value) || value < 0 || value > 255))
        return fault_set(r->f, INVALID, NULL, "'" STR_FMT "' is no number up to 255",
                         STR_ARG(r->fields[1]));
    while (str_next(&list, ' ', &word)) {
        if (word.n == 0) continue;
        char spaced[128];
        snprintf(spaced, sizeof spaced, STR_FMT, STR_ARG(word));
        for (char *p = spaced; *p; p++)
            if (*p == '_') *p = ' ';
        entry *e;
        TRY(entry_at(r, str_of(spaced), &e));
        if (cal) {
            e->calendar = (uint8_t)cal;
            e->calendar_value = (uint8_t)value;
        } else {
            /* The first row of a word holds: "no" is no number before it is short for one. */
            if (e->role && e->role != (uint8_t)which) continue;
            e->role = (uint8_t)which;
            e->number = (uint8_t)value;
        }
    }
    return OK;
}

code inflect_row(row *r) {
    return inflections_rule(r->forms, r->fields, r->count, r->f);
}

code irregular_row(row *r) {
    return inflections_irregular(r->forms, r->fields, r->count, r->f);
}

/* "travelled|traveled to" stands for both spellings. */
static code verb_form(row *r, str form, uint16_t number, unsigned which) {
    entry *e;
    size_t bar = str_find(form, S("|"), 0);
    if (bar < form.n) {
        size_t space = str_find(form, S(" "), bar);
        str rest = str_slice(form, space < form.n ? space : form.n, form.n);
        str first = str_slice(form, 0, bar);
        str second = str_slice(form, bar + 1, form.n - rest.n);
        arena *a = r->l->arena;
        str both[] = {str_format(a, STR_FMT STR_FMT, STR_ARG(first), STR_ARG(rest)),
                      str_format(a, STR_FMT STR_FMT, STR_ARG(second), STR_ARG(rest))};
        for (int i = 0; i < 2; i++) {
            if (!both[i].p) return NOMEM;
            TRY(verb_form(r, both[i], number, which));
        }
        return OK;
    }
    TRY(entry_at(r, form, &e));
    if (!e->verb) e->verb = number;
    if (e->verb == number) e->forms |= (uint8_t)which;
    return OK;
}

/* verbs.tsv: class, content, effect, verbs */
code verbs_row(row *r) {
    language *l = r->l;
    verb v = {0};
    size_t how = 0;
    str list = r->fields[3], lemma;
    TRY(class_add(r, r->fields[0], &v.class));
    if (!no_value(r->fields[1]) && !kind_of(r->fields[1], &v.content))
        return fault_set(r->f, INVALID, NULL, "'" STR_FMT "' is no kind", STR_ARG(r->fields[1]));
    TRY(index_of(r, effect_names, EFFECT_COUNT, r->fields[2].n ? r->fields[2] : S("-"), &how));
    v.effect = (effect)how;
    verb *grown =
        arena_grow(l->arena, l->verbs, l->verb_count, &l->verb_capacity, sizeof *l->verbs);
    if (!grown) return NOMEM;
    l->verbs = grown;
    l->verbs[l->verb_count] = v;
    uint16_t number = (uint16_t)l->verb_count++;
    while (str_next(&list, ';', &lemma)) {
        lemma = str_trim(lemma);
        if (lemma.n == 0) continue;
        if (lemma.p[0] == '=') { /* a predicate that does not inflect: "ready" */
            TRY(verb_form(r, str_slice(lemma, 1, lemma.n), number, FORM_PART));
            continue;
        }
        if (lemma.p[0] == '>') { /* a future of its own */
            TRY(verb_form(r, str_slice(lemma, 1, lemma.n), number, FORM_FUTURE));
            continue;
        }
        verb_forms forms;
        TRY(inflections_verb(r->forms, l->arena, lemma, &forms, r->f));
        TRY(verb_form(r, lemma, number, FORM_BASE));
        TRY(verb_form(r, forms.s, number, FORM_S));
        TRY(verb_form(r, forms.past, number, FORM_PAST));
        TRY(verb_form(r, forms.participle, number, FORM_PART));
        TRY(verb_form(r, forms.ing, number, FORM_ING));
    }
    return OK;
}

/* The sectors that the parts of a longer phrase name: "trade" in "trade agreement". */
static code inner_sectors(row *r, str phrase, sector_set *out) {
    tokens t = {0};
    code c = tokens_read(phrase, r->l->lexicon, &t, r->f);
    for (size_t i = 0; c == OK && i < t.count && t.count > 1; i++) {
        size_t length;
        size_t most = t.count - i - (i == 0 ? 1 : 0); /* not the whole */
        uint32_t n = lexicon_match(r->l->lexicon, t.items + i, most, &length);
        if (n) *out |= r->l->entries[n].sectors;
        if (n) i += length - 1;
    }
    tokens_reset(&t);
    return c;
}

static code noun_form(row *r, str form, uint16_t number) {
    entry *e;
    sector_set inner = 0;
    TRY(entry_at(r, form, &e));
    if (!e->noun) e->noun = number;
    uint16_t class = r->l->nouns[number].class;
    if (!e->sectors && (class == CLASS_DOC || class == CLASS_EVENT))
        TRY(inner_sectors(r, form, &inner));
    e = &r->l->entries[r->number];
    e->sectors |= inner;
    return OK;
}

/* nouns.tsv: class, kind, effect, nouns. "memorandum|memoranda" gives the plural; "=word" has
 * none. */
code nouns_row(row *r) {
    language *l = r->l;
    noun n = {0};
    size_t how = 0;
    str list = r->fields[3], lemma;
    TRY(class_add(r, r->fields[0], &n.class));
    if (!no_value(r->fields[1]) && !kind_of(r->fields[1], &n.kind))
        return fault_set(r->f, INVALID, NULL, "'" STR_FMT "' is no kind", STR_ARG(r->fields[1]));
    TRY(index_of(r, effect_names, EFFECT_COUNT, r->fields[2].n ? r->fields[2] : S("-"), &how));
    n.effect = (effect)how;
    n.named = str_eq(r->fields[4], S("named"));
    for (int i = 0; i < 2; i++) { /* singular, plural */
        noun *grown =
            arena_grow(l->arena, l->nouns, l->noun_count, &l->noun_capacity, sizeof *l->nouns);
        if (!grown) return NOMEM;
        l->nouns = grown;
        n.plural = i == 1;
        l->nouns[l->noun_count++] = n;
    }
    uint16_t number = (uint16_t)(l->noun_count - 2);
    while (str_next(&list, ';', &lemma)) {
        lemma = str_trim(lemma);
        if (lemma.n == 0) continue;
        size_t bar = str_find(lemma, S("|"), 0);
        if (lemma.p[0] == '=') {
            TRY(noun_form(r, str_slice(lemma, 1, lemma.n), number));
        } else if (bar != SIZE_MAX) {
            TRY(noun_form(r, str_slice(lemma, 0, bar), number));
            TRY(noun_form(r, str_slice(lemma, bar + 1, lemma.n), (uint16_t)(number + 1)));
        } else {
            str plural;
            TRY(inflections_plural(r->forms, l->arena, lemma, &plural, r->f));
            TRY(noun_form(r, lemma, number));
            TRY(noun_form(r, plural, (uint16_t)(number + 1)));
        }
    }
    return OK;
}

/* A longer phrase without a noun sense takes that of its last word: "Artemis accords". */
static code inherit_noun(row *r, str phrase) {
    language *l = r->l;
    uint32_t number = r->number;
    tokens t = {0};
    size_t length;
    code c = tokens_read(phrase, l->lexicon, &t, r->f);
    if (c == OK && t.count > 1 && !l->entries[number].noun) {
        uint32_t n = lexicon_match(l->lexicon, &t.items[t.count - 1], 1, &length);
        l->entries[number].noun = l->entries[n].noun;
    }
    tokens_reset(&t);
    return c;
}

/* sectors.tsv: sector, phrases; nouns take their plural too */
code sectors_row(row *r) {
    sector_set set;
    str list = r->fields[1], phrase;
    if (!sectors_parse(r->fields[0], &set))
        return fault_set(r->f, INVALID, NULL, "'" STR_FMT "' is no sector", STR_ARG(r->fields[0]));
    while (str_next(&list, ';', &phrase)) {
        phrase = str_trim(phrase);
        if (phrase.n == 0) continue;
        entry *e;
        bool single = phrase.p[0] == '=';
        if (single) phrase = str_slice(phrase, 1, phrase.n);
        TRY(entry_at(r, phrase, &e));
        e->sectors |= set;
        TRY(inherit_noun(r, phrase));
        if (single) continue;
        str plural;
        TRY(inflections_plural(r->forms, r->l->arena, phrase, &plural, r->f));
        TRY(entry_at(r, plural, &e));
        e->sectors |= set;
    }
    return OK;
}
