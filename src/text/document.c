#include "text/document.h"

#include "base/utf8.h"
#include "text/charset.h"
#include "text/html.h"
#include "text/pdf.h"

#include <string.h>

/* First bytes of what people send by mistake, and what to tell them. */
static const struct {
    const char *bytes;
    size_t width;
    const char *what;
} magics[] = {
    {"PK\x03\x04", 4, "an archive or an office document (docx, odt, zip)"},
    {"\xD0\xCF\x11\xE0", 4, "an old office document (doc, xls)"},
    {"{\\rtf", 5, "a rich text document (rtf)"},
    {"%!PS", 4, "a PostScript file"},
    {"\x1F\x8B", 2, "a gzip archive"},
    {"BZh", 3, "a bzip2 archive"},
    {"\xFD"
     "7zXZ",
     5, "an xz archive"},
    {"7z\xBC\xAF", 4, "a 7z archive"},
    {"\x89PNG", 4, "a picture (png)"},
    {"\xFF\xD8\xFF", 3, "a picture (jpeg)"},
    {"GIF8", 4, "a picture (gif)"},
    {"II*\0", 4, "a picture (tiff)"},
    {"MM\0*", 4, "a picture (tiff)"},
    {"RIFF", 4, "a sound, film or picture (riff)"},
    {"\x7F"
     "ELF",
     4, "a program"},
    {"SQLite format 3", 16, "an SQLite database"},
};

static code refuse_binary(str bytes, const char *name, fault *f) {
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (bytes.n >= magics[i].width && memcmp(bytes.p, magics[i].bytes, magics[i].width) == 0)
            return fault_set(f, INVALID, name, "it is %s: give it as text, HTML or PDF",
                             magics[i].what);
    const char *nul = memchr(bytes.p, 0, bytes.n);
    if (nul)
        return fault_set(f, INVALID, name,
                         "it is binary (a NUL at byte %zu): give it as text, HTML or PDF",
                         (size_t)(nul - bytes.p));
    size_t controls = 0, looked = bytes.n < 65536 ? bytes.n : 65536;
    for (size_t i = 0; i < looked; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        controls += (c < 0x20 && !(c >= '\t' && c <= '\r')) || c == 0x7F;
    }
    if (controls * 20 > looked)
        return fault_set(f, INVALID, name,
                         "it is binary (%zu control characters in its first %zu bytes): give it "
                         "as text, HTML or PDF",
                         controls, looked);
    return OK;
}

/* Telling a page from its first bytes. */

static bool starts_nocase(str s, const char *prefix) {
    str p = str_of(prefix);
    return s.n >= p.n && str_eq_nocase(str_slice(s, 0, p.n), p);
}

/* Whether bytes without a byte order mark begin like a page. */
static bool html_is(str bytes) {
    static const char *const starts[] = {
        "<!doctype html", "<html", "<head", "<body", "<title", "<meta",  "<article", "<main",
        "<section",       "<div",  "<p>",   "<p ",   "<h1",    "<table", "<ul",      "<script",
    };
    str s = str_trim(str_slice(bytes, 0, 65536));
    for (;;) {
        const char *end = starts_nocase(s, "<!--")    ? "-->"
                          : starts_nocase(s, "<?xml") ? "?>"
                                                      : NULL;
        size_t at = end ? str_find(s, str_of(end), 0) : SIZE_MAX;
        if (at == SIZE_MAX) break;
        s = str_trim(str_slice(s, at + strlen(end), s.n));
    }
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (starts_nocase(s, starts[i])) return true;
    return false;
}

/* The encoding that the first 2,048 bytes declare; empty: none. */
static str html_charset(str bytes) {
    str head = str_slice(bytes, 0, 2048);
    for (size_t i = 0; i + 8 < head.n; i++) {
        str at = str_slice(head, i, head.n);
        if (!starts_nocase(at, "charset=")) continue;
        at = str_slice(at, 8, at.n);
        while (at.n && (at.p[0] == '"' || at.p[0] == '\'' || at.p[0] == ' ')) at.p++, at.n--;
        size_t n = 0;
        while (n < at.n && !strchr("\"' ;/>", at.p[n])) n++;
        return str_slice(at, 0, n);
    }
    return S("");
}

static bool name_ends(const char *name, const char *ending) {
    str n = str_of(name), e = str_of(ending);
    return n.n > e.n && str_eq_nocase(str_slice(n, n.n - e.n, n.n), e);
}

/* Declared by the page or by a mark, the bytes become UTF-8; `skipped` is what stood before `body`
 * in the file. */
static code to_utf8(arena *a, str body, size_t skipped, charset from, const char *name, str *out,
                    fault *f) {
    fault inner = {0};
    if (charset_decode(a, body, from, out, &inner) != OK)
        return fault_set(f, inner.code, name, "%s", inner.message);
    size_t bad = utf8_bad_at(*out);
    if (bad != SIZE_MAX)
        return fault_set(f, INVALID, name,
                         "it is not valid UTF-8: byte 0x%02x at offset %zu; convert it to UTF-8 "
                         "first (iconv -f WINDOWS-1252 -t UTF-8, say)",
                         (unsigned char)out->p[bad], bad + skipped);
    return OK;
}

static code read_html(arena *a, str bytes, size_t skipped, charset from, const char *name,
                      document *out, fault *f) {
    /* A page that is valid UTF-8 is UTF-8, whatever it declares: other text hardly ever is. */
    if (from == CHARSET_UNKNOWN && utf8_bad_at(bytes) != SIZE_MAX) {
        charset declared = charset_of(html_charset(bytes));
        if (declared == CHARSET_WINDOWS_1251 || declared == CHARSET_WINDOWS_1252) from = declared;
    }
    str utf8;
    TRY(to_utf8(a, bytes, skipped, from, name, &utf8, f));
    html_page page;
    fault inner = {0};
    code result = html_read(a, utf8, &page, &inner);
    if (result != OK) return fault_set(f, result, name, "%s", inner.message);
    *out = (document){.form = DOCUMENT_HTML,
                      .text = page.text,
                      .title = page.title,
                      .published = page.published,
                      .address = page.address,
                      .language = page.language};
    return OK;
}

static code read_pdf(arena *a, str bytes, const char *name, document *out, fault *f) {
    fault inner = {0};
    code result = pdf_text(a, bytes, &pdf_limits_default, &out->text, &inner);
    if (result != OK) return fault_set(f, result, name, "%s", inner.message);
    out->form = DOCUMENT_PDF;
    return OK;
}

static code read_text_or_html(arena *a, str bytes, const char *name, document *out, fault *f) {
    size_t skipped;
    charset mark = charset_mark(bytes, &skipped);
    str body = str_slice(bytes, skipped, bytes.n);
    bool wide = mark == CHARSET_UTF16LE || mark == CHARSET_UTF16BE;
    if (!wide) TRY(refuse_binary(bytes, name, f));
    str text = body;
    if (wide) {
        TRY(to_utf8(a, body, skipped, mark, name, &text, f));
        TRY(refuse_binary(text, name, f));
        mark = CHARSET_UTF8;
    }
    bool page = html_is(text) || name_ends(name, ".html") || name_ends(name, ".htm") ||
                name_ends(name, ".xhtml");
    if (page) return read_html(a, text, skipped, mark, name, out, f);
    out->form = DOCUMENT_TEXT;
    return to_utf8(a, text, skipped, CHARSET_UTF8, name, &out->text, f);
}

code document_read(arena *a, str bytes, const char *name, document *out, fault *f) {
    if (bytes.n == 0) return fault_set(f, INVALID, name, "it is empty");
    if (bytes.n > DOCUMENT_BYTES_MAX)
        return fault_set(f, INVALID, name, "it has %zu bytes: documents of up to %zu MB are read",
                         bytes.n, DOCUMENT_BYTES_MAX >> 20);
    document found = {.form = DOCUMENT_TEXT};
    if (pdf_is(bytes))
        TRY(read_pdf(a, bytes, name, &found, f));
    else if (name_ends(name, ".pdf"))
        return fault_set(f, INVALID, name, "it is called a PDF and is none: no %%PDF at its start");
    else
        TRY(read_text_or_html(a, bytes, name, &found, f));
    if (str_trim(found.text).n == 0) return fault_set(f, INVALID, name, "there is no text in it");
    if (found.text.n > DOCUMENT_BYTES_MAX)
        return fault_set(f, INVALID, name, "its text has %zu bytes: up to %zu MB are read",
                         found.text.n, DOCUMENT_BYTES_MAX >> 20);
    if (!found.language.n) found.language = document_language(found.text);
    str *fields[] = {&found.title, &found.published, &found.address, &found.language};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!fields[i]->p) *fields[i] = S("");
    *out = found;
    return OK;
}

const char *document_form_name(document_form form) {
    static const char *const names[] = {"text", "html", "pdf"};
    return names[form];
}

/* The language guess: the share of words that are among the most frequent of each language. */

static const struct {
    const char *code;
    const char *words; /* with a space before and after each */
} frequent[] = {
    {"en", " the of and to in for on with that by is was were has have will from at be its "},
    {"ru", " и в на с по о к из для что от до не это как его при между об также "},
    {"fr", " le la les des et du de un une que dans pour sur avec est au par aux entre ont "},
    {"es", " el la los las de del y en que un una para con por se al su entre como fue "},
    {"de",
     " der die das und den dem des ein eine zu mit für von auf im ist sich nicht auch werden "},
};

enum { LANGUAGES = sizeof frequent / sizeof *frequent, WORD_MAX = 24, WORDS_LOOKED_AT = 2000 };

static bool is_letter(unsigned char c) {
    return c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Lower case of ASCII and of the Cyrillic capitals U+0410 to U+042F, in place. */
static void to_lower(char *word, size_t n) {
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)word[i];
        if (c >= 'A' && c <= 'Z') word[i] = (char)(c | 0x20);
        if (c != 0xD0 || i + 1 >= n) continue;
        unsigned char d = (unsigned char)word[++i];
        if (d >= 0x90 && d < 0xA0) word[i] = (char)(d + 0x20);
        if (d >= 0xA0 && d < 0xB0) word[i - 1] = (char)0xD1, word[i] = (char)(d - 0x20);
    }
}

static void count_word(str word, unsigned hits[LANGUAGES]) {
    char spaced[WORD_MAX + 2];
    if (word.n > WORD_MAX) return;
    spaced[0] = ' ';
    memcpy(spaced + 1, word.p, word.n);
    spaced[word.n + 1] = ' ';
    to_lower(spaced + 1, word.n);
    for (size_t i = 0; i < LANGUAGES; i++) {
        str list = str_of(frequent[i].words);
        hits[i] += memmem(list.p, list.n, spaced, word.n + 2) != NULL;
    }
}

str document_language(str text) {
    unsigned hits[LANGUAGES] = {0}, words = 0;
    for (size_t i = 0; i < text.n && words < WORDS_LOOKED_AT;) {
        size_t from = i;
        while (i < text.n && is_letter((unsigned char)text.p[i])) i++;
        if (i == from) {
            i++;
            continue;
        }
        words++;
        count_word(str_slice(text, from, i), hits);
    }
    size_t best = 0;
    unsigned second = 0;
    for (size_t i = 1; i < LANGUAGES; i++)
        if (hits[i] > hits[best]) best = i;
    for (size_t i = 0; i < LANGUAGES; i++)
        if (i != best && hits[i] > second) second = hits[i];
    bool sure = hits[best] * 10 >= words && hits[best] > second + second / 4;
    return words && sure ? str_of(frequent[best].code) : S("");
}
