#include "base/utf8.h"
#include "law/clause_inside.h"

#include <string.h>

/* A text to tokens and sentences. Punctuation is no token: it stands as marks on the token after
 * it, so that a pattern need not say where a drafter put commas and brackets. */

#define TEXT_MOST     (64u << 20)
#define WORD_MOST     48
#define SENTENCE_MOST 1200 /* tokens; a longer one is cut: lists that never end */
#define TITLE_MOST    14

typedef struct {
    arena *a;
    const clause_language *l;
    str text;
    clause_token *tokens;
    size_t count, capacity;
    uint8_t marks;
    fault *f;
} scanner;

static bool is_upper(uint32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

static bool is_letter(uint32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
    return c != UTF8_BAD && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) &&
           !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xFF00 && c <= 0xFF0F);
}

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

static uint32_t peek(str s, size_t at, size_t *width) {
    uint32_t point = 0;
    *width = at < s.n ? utf8_decode(s, at, &point) : 0;
    return at < s.n ? point : 0;
}

static code push(scanner *in, clause_token t) {
    clause_token *grown =
        arena_grow(in->a, in->tokens, in->count, &in->capacity, sizeof *in->tokens);
    if (!grown) return fault_set(in->f, NOMEM, "text", "no memory for its words");
    in->tokens = grown;
    t.marks = in->marks;
    in->marks = 0;
    in->tokens[in->count++] = t;
    return OK;
}

/* Lower case of ASCII and of Latin-1 letters; longer words than fit are unknown anyway. */
static size_t lower(str s, char out[WORD_MOST]) {
    if (s.n > WORD_MOST) return 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 'A' && c <= 'Z') c = (unsigned char)(c + 32);
        if (i > 0 && (unsigned char)s.p[i - 1] == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97)
            c = (unsigned char)(c + 32);
        out[i] = (char)c;
    }
    return s.n;
}

/* A word that the language does not know but that is two known ones run together ("dateof", as
 * texts taken from scans have them): where to cut it; 0: not so. */
static size_t cut_at(const clause_language *l, str word) {
    for (size_t i = word.n - 2; i >= 2 && word.n >= 5; i--) {
        if (clause_word_find(l, str_slice(word, 0, i)) == 0) continue;
        if (clause_word_find(l, str_slice(word, i, word.n)) != 0) return i;
    }
    return 0;
}

static code push_word(scanner *in, size_t start, size_t end) {
    char small[WORD_MOST];
    str word = {small, lower(str_slice(in->text, start, end), small)};
    size_t width = 0;
    clause_token t = {.start = (uint32_t)start, .end = (uint32_t)end, .number = -1};
    t.capital = is_upper(peek(in->text, start, &width));
    t.word = word.n > 0 ? clause_word_find(in->l, word) : 0;
    if (t.word == 0 && word.n >= 5) {
        size_t cut = cut_at(in->l, word);
        if (cut != 0) {
            t.end = (uint32_t)(start + cut);
            t.word = clause_word_find(in->l, str_slice(word, 0, cut));
            TRY(push(in, t));
            t = (clause_token){
                .start = (uint32_t)(start + cut), .end = (uint32_t)end, .number = -1};
            t.word = clause_word_find(in->l, str_slice(word, cut, word.n));
        }
    }
    return push(in, t);
}

/* The end of the letters from `at`. A small letter before a capital parts two words ("StateParty"),
 * unless the language knows the whole ("MoU"). */
static size_t letters_end(const scanner *in, size_t at) {
    size_t width = 0, parted = 0, start = at;
    bool was_small = false;
    for (uint32_t c; at < in->text.n && is_letter(c = peek(in->text, at, &width)); at += width) {
        if (was_small && is_upper(c) && parted == 0) parted = at;
        was_small = c < 0x80 && c >= 'a';
    }
    if (parted == 0) return at;
    char small[WORD_MOST];
    str whole = {small, lower(str_slice(in->text, start, at), small)};
    return whole.n > 0 && clause_word_find(in->l, whole) != 0 ? at : parted;
}

static code word(scanner *in, size_t *at) {
    size_t start = *at, end = letters_end(in, start), width = 0;
    *at = end;
    TRY(push_word(in, start, end));
    /* "Party's", "months'": what follows the apostrophe is no word of its own. */
    uint32_t c = peek(in->text, end, &width);
    if (c != '\'' && c != 0x2019) return OK;
    size_t after = end + width, next = 0;
    uint32_t s = peek(in->text, after, &next);
    if (s == 's' && !is_letter(peek(in->text, after + 1, &next)))
        *at = after + 1;
    else if (!is_letter(s))
        *at = after;
    return OK;
}

/* "60", "1,000,000", "60th". */
static code number(scanner *in, size_t *at) {
    size_t start = *at, end = start, width = 0;
    int64_t n = 0;
    for (; end < in->text.n; end++) {
        char c = in->text.p[end];
        bool group = (c == ',' || c == '.') && end + 1 < in->text.n && end > start &&
                     is_digit((unsigned char)in->text.p[end + 1]);
        if (group && c == '.') n = INT32_MAX; /* 12.5 and 1.1.2020 are no counts */
        if (!is_digit((unsigned char)c) && !group) break;
        if (is_digit((unsigned char)c) && n < INT32_MAX) n = n * 10 + (c - '0');
    }
    clause_token t = {.start = (uint32_t)start, .digits = true};
    t.number = n >= INT32_MAX ? -1 : (int32_t)n;
    if (is_letter(peek(in->text, end, &width))) {
        char small[WORD_MOST];
        size_t tail = letters_end(in, end);
        str suffix = {small, lower(str_slice(in->text, end, tail), small)};
        uint16_t id = suffix.n > 0 ? clause_word_find(in->l, suffix) : 0;
        t.ordinal = id != 0 && (in->l->words[id].flags & WORD_SUFFIX);
        if (t.ordinal) end = tail;
    }
    t.end = (uint32_t)end;
    *at = end;
    return push(in, t);
}

static void mark(scanner *in, uint32_t c) {
    switch (c) {
    case ',': in->marks |= MARK_COMMA; break;
    case '.':
    case '!':
    case '?': in->marks |= MARK_STOP; break;
    case ':':
    case ';':
    case 0x2013:
    case 0x2014: in->marks |= MARK_COLON; break;
    case '(':
    case ')':
    case '[':
    case ']': in->marks |= MARK_PAREN; break;
    case '\n': in->marks |= in->marks & MARK_LINE ? MARK_BLANK : MARK_LINE; break;
    case '\f': in->marks |= MARK_LINE | MARK_BLANK; break;
    case '"':
    case 0x201C:
    case 0x201D: in->marks |= MARK_QUOTE; break;
    default: break;
    }
}

static code scan(scanner *in) {
    size_t at = 0, width = 0;
    while (at < in->text.n) {
        uint32_t c = peek(in->text, at, &width);
        if (is_letter(c)) {
            TRY(word(in, &at));
        } else if (is_digit(c)) {
            TRY(number(in, &at));
        } else {
            mark(in, c);
            at += width;
        }
    }
    return OK;
}

/* --- sentences --------------------------------------------------------------------------- */

typedef struct {
    scanner *in;
    clause_sentence *list;
    size_t count, capacity;
    str article, paragraph;
    uint32_t article_number, title_from, title_to;
} cutter;

static unsigned flags_of(const scanner *in, size_t i) {
    return i < in->count ? in->l->words[in->tokens[i].word].flags : 0;
}

/* Marks before token i; past the last one, as after a blank line. */
static unsigned marks_at(const scanner *in, size_t i) {
    return i < in->count ? in->tokens[i].marks : MARK_STOP | MARK_LINE | MARK_BLANK;
}

static str token_text(const scanner *in, size_t i) {
    return str_slice(in->text, in->tokens[i].start, in->tokens[i].end);
}

static bool is_roman(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("IVXLCDM", s.p[i])) return false;
    return s.n > 0;
}

/* A heading at token i ("Article 27", "ARTICLE XXVI.", "Article One"): how many tokens its label
 * takes; 0: none. Headings stand at the start of a line, or after a sentence in texts that lost
 * their lines; there the label must be followed by a capital or a number. */
static uint32_t heading_at(const scanner *in, size_t i) {
    if (!(flags_of(in, i) & WORD_HEADING) || !in->tokens[i].capital || i + 1 >= in->count) return 0;
    unsigned before = i == 0 ? MARK_LINE : in->tokens[i].marks;
    if (!(before & (MARK_LINE | MARK_BLANK | MARK_STOP))) return 0;
    const clause_token *label = in->tokens + i + 1;
    if (label->marks & (MARK_STOP | MARK_COMMA | MARK_BLANK)) return 0;
    bool number = label->digits || is_roman(token_text(in, i + 1)) ||
                  (label->capital && in->l->words[label->word].number >= 0);
    if (!number) return 0;
    unsigned after = marks_at(in, i + 2);
    if (after & (MARK_LINE | MARK_BLANK)) return 2;
    if (after & MARK_COMMA) return 0;
    if (!in->tokens[i + 2].capital && !in->tokens[i + 2].digits) return 0;
    return 2;
}

/* The title that follows a heading's label at `from`: to the end of that line, or of the next one
 * when the label stands alone. Short, and not a sentence. Returns where it ends. */
static size_t title_end(const scanner *in, size_t from) {
    size_t i = from;
    if (i >= in->count || in->tokens[i].digits || !in->tokens[i].capital) return from;
    for (i = from + 1; i < in->count && i - from <= TITLE_MOST; i++)
        if (in->tokens[i].marks & (MARK_LINE | MARK_BLANK)) break;
    bool sentence = marks_at(in, i) & (MARK_STOP | MARK_COMMA | MARK_COLON);
    if (i - from > TITLE_MOST || sentence) return from;
    bool blank = marks_at(in, i) & MARK_BLANK;
    bool new_start = i >= in->count || in->tokens[i].capital || in->tokens[i].digits;
    return blank || new_start ? i : from;
}

static bool ends_before(const scanner *in, size_t i, size_t from) {
    const clause_token *t = in->tokens + i;
    if (heading_at(in, i) > 0) return true;
    bool start = t->capital || t->digits;
    bool hangs =
        (flags_of(in, i - 1) & (WORD_JOINER | WORD_THE)) != 0; /* "at the", and a page ends */
    if ((t->marks & MARK_BLANK) && !(t->marks & MARK_COMMA) && start && !hangs) return true;
    if (!(t->marks & MARK_STOP)) {
        /* A numbered paragraph on a line of its own. */
        return (t->marks & MARK_LINE) && t->digits && (marks_at(in, i + 1) & MARK_STOP) &&
               i + 1 < in->count && in->tokens[i + 1].capital;
    }
    if (!start && !(t->marks & (MARK_LINE | MARK_QUOTE | MARK_PAREN))) return false;
    if (i - from == 1 && in->tokens[from].digits) return false; /* "2. This ..." */
    if (flags_of(in, i - 1) & WORD_ABBREVIATION) return false;
    str last = token_text(in, i - 1);
    bool initial = last.n == 1 && in->tokens[i - 1].capital && !(t->marks & MARK_LINE);
    return !initial;
}

static code add(cutter *c, size_t from, size_t to) {
    const scanner *in = c->in;
    if (from >= to) return OK;
    const clause_token *first = in->tokens + from;
    size_t body = from;
    bool numbered = first->digits && to - from > 1 && first->number >= 0 && !first->ordinal &&
                    (first[1].marks & (MARK_STOP | MARK_PAREN));
    if (numbered) c->paragraph = token_text(in, from), body++;
    clause_sentence s = {.from = (uint32_t)body,
                         .to = (uint32_t)to,
                         .start = in->tokens[body].start,
                         .end = in->tokens[to - 1].end,
                         .article = c->article,
                         .paragraph = c->paragraph,
                         .article_number = c->article_number,
                         .title_from = c->title_from,
                         .title_to = c->title_to};
    if (s.end < in->text.n && in->text.p[s.end] == '.') s.end++;
    clause_sentence *grown = arena_grow(in->a, c->list, c->count, &c->capacity, sizeof *c->list);
    if (!grown) return fault_set(in->f, NOMEM, "text", "no memory for its sentences");
    c->list = grown;
    c->list[c->count++] = s;
    return OK;
}

/* A numbered line that is a title ("7. Entry into force"): memoranda have these for articles. */
static bool numbered_title(const scanner *in, size_t from, size_t to) {
    return in->tokens[from].digits && !in->tokens[from].ordinal && to - from >= 2 &&
           to - from <= 8 && (in->tokens[from + 1].marks & MARK_STOP) &&
           in->tokens[from + 1].capital && !(marks_at(in, to) & MARK_STOP) &&
           (marks_at(in, to) & MARK_LINE);
}

static void open_article(cutter *c, str label, size_t title_from, size_t title_to) {
    c->article = label;
    c->paragraph = (str){0};
    c->article_number++;
    c->title_from = (uint32_t)title_from;
    c->title_to = (uint32_t)title_to;
}

static code cut(cutter *c) {
    const scanner *in = c->in;
    bool has_articles = false;
    size_t from = 0;
    while (from < in->count) {
        uint32_t label = heading_at(in, from);
        if (label > 0) {
            size_t title = from + label, end = title_end(in, title);
            open_article(c, token_text(in, from + 1), title, end);
            has_articles = true;
            from = end;
            continue;
        }
        size_t to = from + 1;
        while (to < in->count && to - from < SENTENCE_MOST && !ends_before(in, to, from)) to++;
        if (!has_articles && numbered_title(in, from, to))
            open_article(c, token_text(in, from), from + 1, to);
        else
            TRY(add(c, from, to));
        from = to;
    }
    return OK;
}

/* What the text calls itself: the nouns that stand after "this" and "the present". */
static code find_own(const scanner *in, const uint8_t **out) {
    uint8_t *set = arena_alloc(in->a, CLAUSE_WORDS_MOST / 8);
    if (!set) return fault_set(in->f, NOMEM, "text", "no memory");
    bool any = false;
    for (size_t i = 0; i + 1 < in->count; i++) {
        if (!(flags_of(in, i) & WORD_NEAR)) continue;
        for (size_t j = i + 1; j < in->count && j <= i + 4; j++) {
            unsigned f = flags_of(in, j);
            if (f & WORD_NOUN)
                set[in->tokens[j].word / 8] |= (uint8_t)(1u << in->tokens[j].word % 8);
            if (f & WORD_NOUN) any = true;
            if (!in->tokens[j].capital || (f & WORD_NOUN)) break;
        }
    }
    *out = any ? set : NULL;
    return OK;
}

code clause_text_read(arena *a, const clause_language *l, str text, clause_text *out, fault *f) {
    if (text.n > TEXT_MOST)
        return fault_set(f, INVALID, "text", "longer than %u MB", TEXT_MOST >> 20);
    scanner in = {.a = a, .l = l, .text = text, .f = f};
    TRY(scan(&in));
    cutter c = {.in = &in};
    TRY(cut(&c));
    const uint8_t *own = NULL;
    TRY(find_own(&in, &own));
    clause_scratch *scratch = arena_alloc(a, sizeof *scratch);
    if (!scratch) return fault_set(f, NOMEM, "text", "no memory");
    *out = (clause_text){.scratch = scratch,
                         .language = l,
                         .text = text,
                         .tokens = in.tokens,
                         .token_count = in.count,
                         .sentences = c.list,
                         .sentence_count = c.count,
                         .own_nouns = own};
    return OK;
}
