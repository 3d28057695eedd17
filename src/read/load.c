#include "read/language.h"

#include "read/inflect.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* The rows of a language's files. Each file has its row function; the fields of a row are cut at
 * tabs, lists in a field at ';'. */

enum { MOST_FIELDS = 12 };

typedef struct {
    language *l;
    inflections *forms;
    fault *f;
    str fields[MOST_FIELDS];
    size_t count;
    uint32_t number; /* of the last entry asked for */
} row;

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

static const char *const side_names[] = {"subject", "object", "by", "with", "between",
                                         "of",      "to",     "in", "pair", "two"};

static code index_of(const row *r, const char *const *names, size_t count, str word, size_t *out) {
    for (size_t i = 0; i < count; i++) {
        if (!names[i] || !str_eq_z(word, names[i])) continue;
        *out = i;
        return OK;
    }
    return fault_set(r->f, INVALID, NULL, "'" STR_FMT "' is not known here", STR_ARG(word));
}

static bool no_value(str s) {
    return s.n == 0 || str_eq(s, S("-"));
}

uint16_t language_class(const language *l, str name) {
    for (size_t i = 0; i < l->class_count; i++)
        if (str_eq(l->classes[i], name)) return (uint16_t)i;
    return CLASS_NONE;
}

static code class_add(row *r, str name, uint16_t *out) {
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

static code entry_at(row *r, str phrase, entry **out) {
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
static code words_row(row *r) {
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

static code inflect_row(row *r) {
    return inflections_rule(r->forms, r->fields, r->count, r->f);
}

static code irregular_row(row *r) {
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
static code verbs_row(row *r) {
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
static code nouns_row(row *r) {
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
static code sectors_row(row *r) {
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

static bool upper_first(str s) {
    uint32_t c;
    utf8_decode(s, 0, &c);
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x410 && c <= 0x42F);
}

static bool all_upper(str s) {
    size_t upper = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= 'a' && s.p[i] <= 'z') return false;
        if ((unsigned char)s.p[i] >= 128) return false;
        upper += s.p[i] >= 'A' && s.p[i] <= 'Z';
    }
    return upper >= 2;
}

static code names_add(row *r, uint16_t number, name_role as, str list) {
    str name;
    while (list.n && str_next(&list, ';', &name)) {
        name = str_trim(name);
        if (name.n == 0) continue;
        bool weak = name.p[name.n - 1] == '?';
        if (weak) name.n--;
        entry *e;
        TRY(entry_at(r, name, &e));
        if (e->actor && !(e->weak && !weak)) continue; /* the first, or the one that is not weak */
        e->actor = number;
        e->name_role = (uint8_t)as;
        e->weak = weak;
        e->capital = upper_first(name);
        e->capitals = all_upper(name);
    }
    return OK;
}

static code actor_add(row *r, str code_name, str name, bool organisation, bool side,
                      uint16_t *number) {
    language *l = r->l;
    for (size_t i = 1; i < l->actor_count; i++) {
        if (!str_eq(l->actors[i].code, code_name)) continue;
        *number = (uint16_t)i;
        l->actors[i].organisation |= organisation;
        return OK;
    }
    actor *grown =
        arena_grow(l->arena, l->actors, l->actor_count, &l->actor_capacity, sizeof *l->actors);
    if (!grown || l->actor_count >= UINT16_MAX) return NOMEM;
    l->actors = grown;
    l->actors[l->actor_count] = (actor){.code = str_copy(l->arena, code_name),
                                        .name = str_copy(l->arena, name),
                                        .organisation = organisation,
                                        .side = side};
    *number = (uint16_t)l->actor_count++;
    return OK;
}

/* data/gazetteer/states.tsv */
static code states_row(row *r) {
    uint16_t n;
    if (str_eq(r->fields[0], S("code"))) return OK;
    TRY(actor_add(r, r->fields[0], r->fields[1], false, true, &n));
    r->l->actors[n].successors = str_copy(r->l->arena, r->fields[9]);
    TRY(names_add(r, n, NAME_NAME, r->fields[1]));
    TRY(names_add(r, n, NAME_NAME, r->fields[2]));
    TRY(names_add(r, n, NAME_ADJECTIVE, r->fields[3]));
    TRY(names_add(r, n, NAME_PEOPLE, r->fields[4]));
    TRY(names_add(r, n, NAME_SEAT, r->fields[5]));
    return names_add(r, n, NAME_NAME, r->fields[6]);
}

/* data/gazetteer/organisations.tsv */
static code organisations_row(row *r) {
    uint16_t n;
    if (str_eq(r->fields[0], S("short"))) return OK;
    TRY(actor_add(r, r->fields[0], r->fields[1], true, str_eq(r->fields[4], S("1")), &n));
    r->l->actors[n].group = str_eq(r->fields[3], S("group"));
    TRY(names_add(r, n, NAME_NAME, r->fields[0]));
    TRY(names_add(r, n, NAME_NAME, r->fields[1]));
    return names_add(r, n, NAME_NAME, r->fields[2]);
}

/* names.tsv: code, role (name adjective people seat person), names */
static code names_row(row *r) {
    static const char *const roles[] = {"name", "adjective", "people", "seat", "person"};
    uint16_t n;
    size_t as = 0;
    TRY(index_of(r, roles, 5, r->fields[1], &as));
    TRY(actor_add(r, r->fields[0], r->fields[0], false, true, &n));
    return names_add(r, n, (name_role)as, r->fields[2]);
}

static code sides_of(row *r, str list, unsigned *out) {
    str side;
    *out = 0;
    while (str_next(&list, ',', &side)) {
        size_t i = 0;
        if (no_value(side)) continue;
        TRY(index_of(r, side_names, sizeof side_names / sizeof *side_names, side, &i));
        *out |= 1u << i;
    }
    return OK;
}

static code frame_words(row *r, frame *fr) {
    const str *w = r->fields;
    static const char *const voices[] = {"any", "active", "passive", "nominal"};
    size_t voice_index = 0;
    TRY(index_of(r, voices, 4, w[2], &voice_index));
    fr->voice = (voice)voice_index;
    str object = w[3], object_kind = {0};
    size_t colon = str_find(object, S(":"), 0);
    if (colon != SIZE_MAX) {
        object_kind = str_slice(object, colon + 1, object.n);
        object.n = colon;
    }
    fr->object_free = str_eq(object, S("-"));
    if (!str_eq(object, S("any"))) TRY(class_add(r, object, &fr->object));
    if (object_kind.n && !kind_of(object_kind, &fr->object_kind))
        return fault_set(r->f, INVALID, NULL, "no kind of object");
    if (!record_of(w[4], &fr->record)) return fault_set(r->f, INVALID, NULL, "no record");
    if (!str_eq(w[5], S("object")) && !kind_of(w[5], &fr->kind))
        return fault_set(r->f, INVALID, NULL, "no kind");
    if (!no_value(w[6]) && !act_of(w[6], &fr->act)) return fault_set(r->f, INVALID, NULL, "no act");
    modality m = MODALITY_DONE;
    if (!str_eq(w[7], S("verb")) && !modality_of(w[7], &m))
        return fault_set(r->f, INVALID, NULL, "no modality: done, planned or verb");
    fr->modality = str_eq(w[7], S("verb")) ? -1 : (int)m;
    return sides_of(r, w[8], &fr->sides);
}

/* frames.tsv: name, trigger, voice, object, record, kind, act, modality, sides, confidence (in
 * hundredths), example */
static code frames_row(row *r) {
    language *l = r->l;
    frame fr = {0};
    int64_t hundredths;
    if (r->count != 11) return fault_set(r->f, INVALID, NULL, "a frame has 11 fields");
    TRY(class_add(r, r->fields[1], &fr.trigger));
    TRY(frame_words(r, &fr));
    if (!str_int(r->fields[9], &hundredths) || hundredths < 0 || hundredths > 100)
        return fault_set(r->f, INVALID, NULL, "the confidence is 0 to 100");
    fr.confidence = (double)hundredths / 100;
    fr.name = str_copy(l->arena, r->fields[0]);
    fr.example = str_copy(l->arena, r->fields[10]);
    frame *grown =
        arena_grow(l->arena, l->frames, l->frame_count, &l->frame_capacity, sizeof *l->frames);
    if (!grown) return NOMEM;
    l->frames = grown;
    l->frames[l->frame_count++] = fr;
    return OK;
}

/* confidence.tsv: what, word, weight (in hundredths) */
static code confidence_row(row *r) {
    return confidence_take(&r->l->weights, r->fields[0], r->fields[1], r->fields[2], r->f);
}

static const struct {
    const char *file;
    size_t least;
    code (*row)(row *r);
} readers[] = {
    {"words.tsv", 3, words_row},           {"inflect.tsv", 4, inflect_row},
    {"irregular.tsv", 2, irregular_row},   {"verbs.tsv", 4, verbs_row},
    {"nouns.tsv", 4, nouns_row},           {"sectors.tsv", 2, sectors_row},
    {"names.tsv", 3, names_row},           {"frames.tsv", 11, frames_row},
    {"states.tsv", 10, states_row},        {"organisations.tsv", 5, organisations_row},
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
