#include "base/buf.h"
#include "base/utf8.h"
#include "text/pdf.h"

#include <stdlib.h>
#include <string.h>

/* Lines as a page shows them to paragraphs as they were written. */

typedef struct {
    str text;       /* trimmed, not empty */
    unsigned width; /* characters */
    unsigned page;
    bool after_blank, dropped;
} line;

typedef struct {
    uint64_t *slots; /* open addressing; 0: free */
    size_t mask;
} hash_set;

typedef struct {
    arena *a;
    line *lines;
    size_t count, capacity;
    unsigned pages;
    unsigned full;       /* characters of a line that runs to the right margin */
    hash_set hyphenated; /* words that have their hyphen within a line */
} layout;

/* The last two are what Word's symbol fonts leave behind. */
static const char *const bullets[] = {
    "•", "▪", "●", "◦", "■", "–", "-", "*", "\xEF\x82\xB7", "\xEF\x82\xA7", NULL};

static size_t slots_for(size_t items) {
    size_t size = 64;
    while (size < items * 2) size *= 2;
    return size;
}

static bool set_init(arena *a, hash_set *set, size_t items) {
    size_t size = slots_for(items);
    set->slots = arena_array(a, size, sizeof *set->slots);
    set->mask = size - 1;
    return set->slots != NULL;
}

static size_t set_slot(const hash_set *set, uint64_t key) {
    size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & set->mask;
    while (set->slots[i] && set->slots[i] != key) i = (i + 1) & set->mask;
    return i;
}

static bool is_word_byte(char c) {
    return (unsigned char)c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* ---- Lines ---- */

static bool add_line(layout *l, str text, unsigned page, bool after_blank) {
    line *grown = arena_grow(l->a, l->lines, l->count, &l->capacity, sizeof *l->lines);
    if (!grown) return false;
    l->lines = grown;
    l->lines[l->count++] = (line){.text = text,
                                  .width = (unsigned)utf8_length(text),
                                  .page = page,
                                  .after_blank = after_blank};
    return true;
}

static bool split_lines(layout *l, str raw) {
    str page, text;
    while (str_next(&raw, '\f', &page)) {
        bool blank = false;
        while (str_next(&page, '\n', &text)) {
            text = str_trim(text);
            if (text.n && !add_line(l, text, l->pages, blank)) return false;
            blank = text.n == 0;
        }
        l->pages++;
    }
    return true;
}

/* ---- Heads, feet and page numbers: within two lines of a page's top or bottom ---- */

static uint64_t shape_hash(str text) {
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = is_digit(text.p[i]) ? '#' : (unsigned char)text.p[i];
        if (c == '#' && i && is_digit(text.p[i - 1])) continue;
        h = (h ^ c) * 0x100000001b3u;
    }
    return h ? h : 1;
}

/* "12", "- 12 -", "Page 3 of 7", "3/7", "xii". */
static bool is_page_number(str text) {
    size_t digits = 0, others = 0, roman = 0;
    if (text.n >= 5 && str_eq_nocase(str_slice(text, 0, 5), S("page ")))
        text = str_slice(text, 5, text.n);
    if (text.n > 16) return false;
    for (size_t i = 0; i < text.n; i++) {
        if (is_digit(text.p[i]))
            digits++;
        else if (memchr("ivxlc", text.p[i], 5))
            roman++;
        else if (!memchr("-/ |of\xE2\x80\x93\x94", text.p[i], 9))
            others++;
    }
    return others == 0 && (digits ? digits <= 8 && roman == 0 : roman > 0 && roman == text.n);
}

static bool near_edge(const layout *l, size_t i) {
    size_t before = 0, after = 0;
    while (before < 2 && i > before && l->lines[i - before - 1].page == l->lines[i].page) before++;
    while (after < 2 && i + after + 1 < l->count &&
           l->lines[i + after + 1].page == l->lines[i].page)
        after++;
    return before < 2 || after < 2;
}

static bool drop_furniture(layout *l) {
    hash_set shapes;
    size_t size = slots_for(l->count);
    unsigned *seen = arena_array(l->a, size, sizeof *seen);
    unsigned *last_page = arena_array(l->a, size, sizeof *last_page);
    if (!seen || !last_page || !set_init(l->a, &shapes, l->count)) return false;
    for (size_t i = 0; i < l->count; i++) {
        if (!near_edge(l, i)) continue;
        uint64_t h = shape_hash(l->lines[i].text);
        size_t slot = set_slot(&shapes, h);
        shapes.slots[slot] = h;
        if (last_page[slot] == l->lines[i].page + 1) continue;
        last_page[slot] = l->lines[i].page + 1;
        seen[slot]++;
    }
    for (size_t i = 0; i < l->count; i++) {
        if (!near_edge(l, i)) continue;
        unsigned times = seen[set_slot(&shapes, shape_hash(l->lines[i].text))];
        bool repeated = times >= 3 && times * 3 >= l->pages;
        l->lines[i].dropped = repeated || is_page_number(l->lines[i].text);
    }
    return true;
}

/* ---- Where paragraphs end ---- */

static int by_width(const void *a, const void *b) {
    unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
    return x < y ? -1 : x > y;
}

/* The width that nine of ten lines do not exceed: the column's, for prose. */
static bool find_full(layout *l) {
    unsigned *widths = arena_array(l->a, l->count + 1, sizeof *widths);
    if (!widths) return false;
    size_t n = 0;
    for (size_t i = 0; i < l->count; i++)
        if (!l->lines[i].dropped) widths[n++] = l->lines[i].width;
    if (n) qsort(widths, n, sizeof *widths, by_width);
    l->full = n ? widths[n - 1 - n / 10] : 0;
    return true;
}

static str without_quotes(str s) {
    static const char *const closing[] = {"\"", "'", ")", "]", "”", "’", "»", NULL};
    for (const char *const *q = closing; *q; q++)
        if (str_ends(s, str_of(*q))) return without_quotes(str_slice(s, 0, s.n - strlen(*q)));
    return s;
}

static bool ends_sentence(str s) {
    s = without_quotes(s);
    return s.n && strchr(".!?:;", s.p[s.n - 1]) != NULL;
}

static bool starts_lower(str s) {
    if (!s.n) return false;
    if (s.p[0] >= 'a' && s.p[0] <= 'z') return true;
    /* Cyrillic а to п, р to ё; accented Latin small letters. */
    unsigned char a = (unsigned char)s.p[0], b = s.n > 1 ? (unsigned char)s.p[1] : 0;
    return (a == 0xD0 && b >= 0xB0) || (a == 0xD1 && b < 0xA0) || (a == 0xC3 && b >= 0x9F);
}

/* The width of the bullet that the line starts with or is; 0: none. */
static size_t bullet_width(str s) {
    for (const char *const *b = bullets; *b; b++) {
        size_t width = strlen(*b);
        if (str_starts(s, str_of(*b)) && (s.n == width || s.p[width] == ' ')) return width;
    }
    return 0;
}

/* "1. ", "12) ", "a) ", "(iv) ", but not "A. Smith". */
static bool starts_number(str s) {
    size_t i = s.n && s.p[0] == '(', from = i;
    while (i < s.n && is_digit(s.p[i]) && i - from < 3) i++;
    if (i == from)
        while (i < s.n && s.p[i] >= 'a' && s.p[i] <= 'z' && i - from < 4) i++;
    if (i == from || i + 1 >= s.n || s.p[i + 1] != ' ') return false;
    return s.p[i] == ')' || (s.p[i] == '.' && is_digit(s.p[from]));
}

typedef enum { JOINED, NEW_LINE, NEW_PARAGRAPH } join;

static join how_to_join(const layout *l, const line *before, const line *here) {
    bool apart = here->after_blank || here->page != before->page;
    bool ended = ends_sentence(before->text);
    bool is_full = before->width * 4 >= l->full * 3;
    /* A dash may also stand in a sentence. */
    if (bullet_width(here->text) && (!str_starts(here->text, S("–")) || apart || ended || !is_full))
        return NEW_LINE;
    if (bullet_width(before->text) == before->text.n) return JOINED;
    if (starts_number(here->text) && (apart || ended || !is_full)) return NEW_LINE;
    if (starts_lower(here->text) && !ended && (is_full || !apart)) return JOINED;
    if (apart) return ended || !is_full ? NEW_PARAGRAPH : JOINED;
    if (ended && before->width * 8 < l->full * 7) return NEW_PARAGRAPH;
    return before->width * 2 < l->full ? NEW_LINE : JOINED;
}

/* ---- Hyphens ---- */

static uint64_t word_hash(str before, str after) {
    return (str_hash(before) * 31 + str_hash(after)) | 1;
}

static str last_word(str s) {
    size_t from = s.n;
    while (from && is_word_byte(s.p[from - 1])) from--;
    return str_slice(s, from, s.n);
}

static str first_word(str s) {
    size_t n = 0;
    while (n < s.n && is_word_byte(s.p[n])) n++;
    return str_slice(s, 0, n);
}

/* Notes, or where `words` is null counts, "long-term" and the like within the lines. */
static size_t each_hyphenated(const layout *l, hash_set *words) {
    size_t count = 0;
    for (size_t i = 0; i < l->count; i++) {
        str text = l->lines[i].text;
        for (size_t at = 1; at + 1 < text.n; at++) {
            if (text.p[at] != '-' || !is_word_byte(text.p[at - 1]) || !is_word_byte(text.p[at + 1]))
                continue;
            count++;
            if (!words) continue;
            uint64_t h = word_hash(last_word(str_slice(text, 0, at)),
                                   first_word(str_slice(text, at + 1, text.n)));
            words->slots[set_slot(words, h)] = h;
        }
    }
    return count;
}

static bool find_hyphenated(layout *l) {
    if (!set_init(l->a, &l->hyphenated, each_hyphenated(l, NULL))) return false;
    each_hyphenated(l, &l->hyphenated);
    return true;
}

/* ---- Writing ---- */

static void put_clean(buf *out, str s) {
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    bool space = false;
    for (size_t i = 0; i < s.n;) {
        uint32_t point;
        size_t width = utf8_decode(s, i, &point);
        if (point <= ' ' || point == 0xA0 || (point >= 0x2000 && point <= 0x200A) ||
            point == 0x202F) {
            space = true;
        } else if (point != 0xAD && point != UTF8_BAD && point != 0x200B && point != 0xFEFF) {
            if (space) buf_put_char(out, ' ');
            space = false;
            if (point >= 0xFB00 && point <= 0xFB06)
                buf_put_z(out, ligatures[point - 0xFB00]);
            else
                buf_put(out, str_slice(s, i, i + width));
        }
        i += width;
    }
}

/* Whether the line ends in a divided word, and how wide its hyphen is. */
static size_t hyphen_width(str s) {
    static const char *const hyphens[] = {"-", "\xC2\xAD", "‐", NULL};
    for (const char *const *h = hyphens; *h; h++) {
        size_t width = strlen(*h);
        if (s.n > width && str_ends(s, str_of(*h)) && is_word_byte(s.p[s.n - width - 1]))
            return width;
    }
    return 0;
}

/* All bullets come out as "-", as in a page. */
static void put_start(buf *out, str s) {
    size_t width = bullet_width(s);
    if (width) buf_put_char(out, '-');
    put_clean(out, str_slice(s, width, s.n));
}

static void put_joined(const layout *l, buf *out, str before, str here) {
    size_t width = bullet_width(before) == before.n ? 0 : hyphen_width(before);
    if (width == 0) {
        buf_put_char(out, ' ');
    } else if (starts_lower(here)) {
        uint64_t h = word_hash(last_word(str_slice(before, 0, before.n - width)), first_word(here));
        bool compound = l->hyphenated.slots[set_slot(&l->hyphenated, h)] == h;
        /* A soft hyphen was dropped as it was put. */
        if (!compound && !str_ends(before, S("\xC2\xAD"))) out->n -= width;
    }
    put_clean(out, here);
}

static void put_lines(const layout *l, buf *out) {
    static const char *const between[] = {[NEW_LINE] = "\n", [NEW_PARAGRAPH] = "\n\n"};
    const line *before = NULL;
    bool blank = false;
    for (size_t i = 0; i < l->count; i++) {
        line here = l->lines[i];
        blank |= here.after_blank;
        if (here.dropped) continue;
        here.after_blank = blank;
        blank = false;
        join how = before ? how_to_join(l, before, &here) : JOINED;
        if (!before) {
            put_start(out, here.text);
        } else if (how == JOINED) {
            put_joined(l, out, before->text, here.text);
        } else {
            buf_put_z(out, between[how]);
            put_start(out, here.text);
        }
        before = &l->lines[i];
    }
    if (before) buf_put_char(out, '\n');
}

code pdf_prose(arena *a, str raw, str *out, fault *f) {
    code result = NOMEM;
    arena *memory = arena_new(SIZE_MAX / 2);
    buf text;
    buf_init(&text, 0);
    layout l = {.a = memory};
    if (!memory || !split_lines(&l, raw) || !drop_furniture(&l) || !find_full(&l) ||
        !find_hyphenated(&l))
        goto done;
    put_lines(&l, &text);
    str made = str_copy(a, buf_str(&text));
    if (text.code != OK || !made.p) goto done;
    *out = made;
    result = OK;
done:
    if (result != OK)
        fault_set(f, result, NULL, "not enough memory to lay out the text of the PDF");
    buf_reset(&text);
    arena_free(memory);
    return result;
}
