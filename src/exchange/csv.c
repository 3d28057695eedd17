#include "exchange/csv.h"

#include "base/buf.h"

#include <csv.h>
#include <stdio.h>
#include <string.h>

enum { FIELDS_MOST = 64 };

typedef struct {
    buf text;
    size_t ends[FIELDS_MOST];
    size_t count, number;
    size_t line, row_line; /* being read; where the record begins */
    const char *name;
    code (*each)(void *, size_t, const str *, size_t, fault *);
    void *context;
    code code;
    fault *f;
} reading;

static code wrong_at(reading *r, size_t line, const fault *why) {
    char place[128];
    snprintf(place, sizeof place, "%.100s:%zu", r->name, line);
    return fault_set(r->f, why->code, place, "%s%s%s", why->place, *why->place ? ": " : "",
                     why->message);
}

static code wrong(reading *r, const char *what) {
    fault why = {.code = OK};
    fault_set(&why, INVALID, NULL, "%s", what);
    return wrong_at(r, r->row_line ? r->row_line : r->line, &why);
}

static void field_end(void *bytes, size_t n, void *context) {
    reading *r = context;
    if (r->code != OK) return;
    if (r->count == FIELDS_MOST) {
        r->code = wrong(r, "more than 64 fields");
        return;
    }
    buf_put(&r->text, (str){bytes, n});
    r->ends[r->count++] = r->text.n;
}

static void row_end(int ch, void *context) {
    reading *r = context;
    (void)ch;
    if (r->code != OK) return;
    str fields[FIELDS_MOST];
    size_t start = 0;
    for (size_t i = 0; i < r->count; i++) {
        fields[i] = str_slice(r->text.n ? buf_str(&r->text) : S(""), start, r->ends[i]);
        start = r->ends[i];
    }
    r->number++;
    fault own = {.code = OK};
    bool blank = r->number > 1 && r->count == 1 && fields[0].n == 0;
    if (r->text.code != OK)
        r->code = fault_set(r->f, NOMEM, NULL, "not enough memory");
    else if (!blank && r->each(r->context, r->number, fields, r->count, &own) != OK)
        r->code = wrong_at(r, r->row_line, &own);
    buf_clear(&r->text);
    r->count = r->row_line = 0;
}

/* A line with its end: LF, CRLF, or CR alone. The parser is given one at a time, and so knows where
 * it stands. */
static size_t line_bytes(str text, size_t from) {
    size_t i = from;
    while (i < text.n && text.p[i] != '\n' && text.p[i] != '\r') i++;
    if (i < text.n && text.p[i] == '\r' && i + 1 < text.n && text.p[i + 1] == '\n') i++;
    return i - from + (i < text.n);
}

static bool is_blank(str line) {
    for (size_t i = 0; i < line.n; i++)
        if (!memchr(" \t\r\n", line.p[i], 4)) return false;
    return true;
}

code csv_each(str text, const char *name,
              code (*each)(void *context, size_t number, const str *fields, size_t count, fault *f),
              void *context, fault *f) {
    struct csv_parser parser;
    reading r = {.name = name, .each = each, .context = context, .f = f, .line = 1};
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return fault_set(f, NOMEM, NULL, "not enough memory");
    buf_init(&r.text, 0);
    for (size_t at = 0, n; at < text.n && r.code == OK; at += n, r.line++) {
        n = line_bytes(text, at);
        if (!r.row_line && !is_blank(str_slice(text, at, at + n))) r.row_line = r.line;
        if (csv_parse(&parser, text.p + at, n, field_end, row_end, &r) != n && r.code == OK)
            r.code = wrong(&r, "not CSV: a quote in the wrong place");
    }
    if (r.code == OK && csv_fini(&parser, field_end, row_end, &r) != 0 && r.code == OK)
        r.code = wrong(&r, "a quote is opened and never closed");
    csv_free(&parser);
    buf_reset(&r.text);
    return r.code;
}
