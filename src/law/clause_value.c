#include "law/clause_inside.h"

#include <string.h>

/* Values in a sentence: numbers, periods, days, dates, names, languages, the instrument itself. */

static const clause_word *word_at(const clause_text *t, uint32_t at) {
    return t->language->words + t->tokens[at].word;
}

static unsigned flags_at(const clause_text *t, uint32_t at) {
    return word_at(t, at)->flags;
}

/* A number in words from `at`, cardinal, its last word ordinal if `ordinal`: "one hundred and
 * twenty-fifth". Units after tens, tens after hundreds, as every language of the table does. */
static uint32_t words_number(const clause_text *t, uint32_t at, uint32_t to, bool ordinal,
                             int64_t *out) {
    int64_t total = 0, group = 0;
    uint32_t i = at;
    bool last_small = false;
    for (; i < to; i++) {
        const clause_word *w = word_at(t, i);
        if (w->number < 0 && i > at && (w->flags & WORD_AND) && group % 100 == 0 && i + 1 < to &&
            (group > 0 || total > 0) && word_at(t, i + 1)->number >= 0)
            continue;
        if (w->number < 0 || t->tokens[i].digits) break;
        if (w->ordinal && !ordinal) break;
        if (w->number >= 1000)
            total += (group > 0 ? group : 1) * w->number, group = 0, last_small = false;
        else if (w->number == 100)
            group = (group > 0 ? group : 1) * 100, last_small = false;
        else if (w->number >= 20) {
            if (group % 100 != 0) break;
            group += w->number, last_small = false;
        } else {
            if (last_small || (group % 100 != 0 && (group % 10 != 0 || w->number > 9))) break;
            group += w->number, last_small = true;
        }
        if (total > 1000000) return 0;
        if (w->ordinal) {
            i++;
            *out = total + group;
            return i - at;
        }
    }
    if (ordinal || i == at) return 0;
    *out = total + group;
    return i - at;
}

/* One way of writing a number: words or digits. */
static uint32_t number_at(const clause_text *t, uint32_t at, uint32_t to, bool ordinal,
                          int64_t *out) {
    if (at >= to) return 0;
    const clause_token *k = t->tokens + at;
    if (!k->digits) return words_number(t, at, to, ordinal, out);
    if (k->number < 0 || k->ordinal != ordinal) return 0;
    *out = k->number;
    return 1;
}

/* The same number again, as in "thirty (30)", "30 (thirty)", "thirtieth (30th)". */
static uint32_t again_at(const clause_text *t, uint32_t at, uint32_t to, int64_t n) {
    int64_t same = -1;
    uint32_t width = number_at(t, at, to, false, &same);
    if (width > 0 && same == n) return width;
    width = number_at(t, at, to, true, &same);
    return width > 0 && same == n ? width : 0;
}

uint32_t clause_count_at(const clause_text *t, uint32_t at, uint32_t to, int64_t *out) {
    uint32_t width = number_at(t, at, to, false, out);
    return width > 0 ? width + again_at(t, at + width, to, *out) : 0;
}

uint32_t clause_ordinal_at(const clause_text *t, uint32_t at, uint32_t to, int64_t *out) {
    uint32_t width = number_at(t, at, to, true, out);
    return width > 0 ? width + again_at(t, at + width, to, *out) : 0;
}

bool clause_is_and(const clause_text *t, uint32_t at) {
    return flags_at(t, at) & WORD_AND;
}

static uint32_t fillers(const clause_text *t, uint32_t at, uint32_t to) {
    uint32_t i = at;
    while (i < to && (flags_at(t, i) & WORD_FILLER)) i++;
    return i - at;
}

uint32_t clause_period_at(const clause_text *t, uint32_t at, uint32_t to, int64_t *n, char *unit) {
    int64_t count = 0;
    uint32_t width = clause_count_at(t, at, to, &count);
    if (width == 0) return 0;
    width += fillers(t, at + width, to);
    if (at + width >= to || word_at(t, at + width)->unit == 0) return 0;
    *n = count;
    *unit = word_at(t, at + width)->unit;
    return width + 1;
}

/* "thirtieth day": as a period, thirty days. */
uint32_t clause_day_at(const clause_text *t, uint32_t at, uint32_t to, int64_t *n) {
    uint32_t width = clause_ordinal_at(t, at, to, n);
    if (width > 0) width += fillers(t, at + width, to);
    if (width == 0 || at + width >= to || word_at(t, at + width)->unit != 'D') return 0;
    return width + 1;
}

static uint32_t year_at(const clause_text *t, uint32_t at, uint32_t to, int *year) {
    int64_t n = 0;
    uint32_t width = number_at(t, at, to, false, &n);
    if (width == 0 || n < 1500 || n > 2999) return 0;
    *year = (int)n;
    return width;
}

/* "30 March 2007", "30th of March, 2007", "March 30, 2007", "twelfth day of August 1949". */
uint32_t clause_date_at(const clause_text *t, uint32_t at, uint32_t to, int *year, int *month,
                        int *day_of_month) {
    int64_t d = 0;
    uint32_t i = at;
    if (at >= to) return 0;
    if (word_at(t, i)->month != 0) {
        *month = word_at(t, i)->month;
        i++;
        uint32_t width = number_at(t, i, to, false, &d);
        if (width == 0) width = number_at(t, i, to, true, &d);
        if (width == 0) return 0;
        i += width;
    } else {
        uint32_t width = number_at(t, i, to, false, &d);
        if (width == 0) width = number_at(t, i, to, true, &d);
        if (width == 0) return 0;
        i += width;
        if (i < to && word_at(t, i)->unit == 'D') i++;
        if (i < to && (flags_at(t, i) & WORD_JOINER)) i++;
        if (i >= to || word_at(t, i)->month == 0) return 0;
        *month = word_at(t, i)->month;
        i++;
    }
    if (i < to && (flags_at(t, i) & WORD_JOINER)) i++;
    uint32_t width = year_at(t, i, to, year);
    if (width == 0 || d < 1 || d > 31) return 0;
    *day_of_month = (int)d;
    return i + width - at;
}

uint32_t clause_when_at(const clause_text *t, uint32_t at, uint32_t to, int *year, int *month,
                        int *day_of_month) {
    uint32_t width = clause_date_at(t, at, to, year, month, day_of_month);
    if (width > 0 || at >= to) return width;
    uint32_t i = at;
    *day_of_month = 0;
    *month = word_at(t, i)->month;
    if (*month != 0) i++;
    if (*month != 0 && i < to && (flags_at(t, i) & WORD_JOINER)) i++;
    if (*month == 0 && !t->tokens[i].digits) return 0; /* a year alone is written in digits */
    width = year_at(t, i, to, year);
    return width > 0 ? i + width - at : 0;
}

uint32_t clause_language_at(const clause_text *t, uint32_t at, uint32_t to, str *tag) {
    if (at >= to || word_at(t, at)->tag.n == 0) return 0;
    *tag = word_at(t, at)->tag;
    return 1;
}

/* "the English, French and the Russian": names of languages with joiners between. */
uint32_t clause_languages_at(const clause_text *t, uint32_t at, uint32_t to) {
    uint32_t end = at;
    for (uint32_t i = at; i < to && i - end <= 3; i++) {
        if (word_at(t, i)->tag.n > 0)
            end = i + 1;
        else if (end == at || !(flags_at(t, i) & (WORD_JOINER | WORD_THE | WORD_LISTING)))
            break;
    }
    return end - at;
}

static bool own_noun(const clause_text *t, uint32_t at, bool named) {
    uint16_t word = t->tokens[at].word;
    if (!(flags_at(t, at) & WORD_NOUN)) return false;
    return !named || !t->own_nouns || (t->own_nouns[word / 8] >> word % 8 & 1);
}

/* The instrument speaking of itself: "this Convention", "the present Framework Agreement", "the
 * Convention" where the text calls itself a convention, "it" where that was its subject. */
uint32_t clause_own_at(const clause_text *t, uint32_t at, uint32_t to) {
    if (at >= to) return 0;
    unsigned f = flags_at(t, at);
    if (f & WORD_IT) return t->it_is_own ? 1 : 0;
    uint32_t i = at;
    bool near = false, the = false;
    for (; i < to && i - at < 3; i++) {
        f = flags_at(t, i);
        if (f & WORD_NEAR)
            near = true;
        else if (f & WORD_THE)
            the = true;
        else
            break;
    }
    if (!near && !the) return 0;
    /* Its noun, with capitalised words before it ("Additional Protocol"), all within reach. */
    for (uint32_t most = i + 4; i < to && i < most; i++) {
        if (own_noun(t, i, !near)) {
            i++;
            /* "Memorandum of Understanding" */
            if (i + 1 < to && (flags_at(t, i) & WORD_JOINER) && t->tokens[i + 1].capital &&
                (flags_at(t, i + 1) & WORD_NOUN))
                i += 2;
            else if (i < to && t->tokens[i].capital && (flags_at(t, i) & WORD_NOUN))
                i++;
            return i - at;
        }
        if (!t->tokens[i].capital) return 0;
    }
    return 0;
}

/* A run of capitalised words with small joiners inside: "Federal Ministry for Foreign Affairs of
 * Austria". Ends at punctuation, but for the hyphen. */
uint32_t clause_name_at(const clause_text *t, uint32_t at, uint32_t to) {
    uint32_t end = at;
    if (at < to && (flags_at(t, at) & WORD_THE)) return 0;
    for (uint32_t i = at; i < to; i++) {
        const clause_token *k = t->tokens + i;
        if (i > at && (k->marks & (MARK_COMMA | MARK_STOP | MARK_COLON | MARK_PAREN))) break;
        if (k->capital)
            end = i + 1;
        else if (i == at || !(flags_at(t, i) & (WORD_JOINER | WORD_THE)))
            break;
    }
    return end - at;
}

/* Names in a list: "France, the United Kingdom and the United States of America". */
uint32_t clause_names_at(const clause_text *t, uint32_t at, uint32_t to) {
    uint32_t end = at;
    if (at < to && !t->tokens[at].capital) return 0;
    for (uint32_t i = at; i < to; i++) {
        const clause_token *k = t->tokens + i;
        if (i > at && (k->marks & (MARK_STOP | MARK_COLON))) break;
        if (k->capital)
            end = i + 1;
        else if (!(flags_at(t, i) & (WORD_JOINER | WORD_THE | WORD_AND)))
            break;
    }
    return end - at;
}

str clause_words(arena *a, const clause_text *t, clause_span s) {
    if (s.from >= s.to) return (str){"", 0};
    str raw = str_slice(t->text, t->tokens[s.from].start, t->tokens[s.to - 1].end);
    char *out = arena_alloc(a, raw.n + (s.to - s.from) + 1);
    if (!out) return (str){0};
    size_t n = 0, base = t->tokens[s.from].start;
    uint32_t next = s.from;
    for (size_t i = 0; i < raw.n; i++) {
        while (next < s.to && t->tokens[next].start < base + i) next++;
        /* Two words run together, that the reading took apart. */
        bool parted = i > 0 && next < s.to && t->tokens[next].start == base + i &&
                      t->tokens[next - 1].end == base + i;
        bool space = strchr(" \t\r\n\f", raw.p[i]) != NULL && raw.p[i] != '\0';
        if (parted) out[n++] = ' ';
        if (space && (n == 0 || out[n - 1] == ' ' || out[n - 1] == '-')) continue;
        out[n++] = space ? ' ' : raw.p[i];
    }
    return (str){out, n};
}
