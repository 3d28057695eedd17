#include "exchange/roadmap_cells.h"

#include <stdio.h>
#include <string.h>

static code wrong_at(size_t line, const char *what, fault *f) {
    char place[32];
    snprintf(place, sizeof place, "line %zu", line);
    return fault_set(f, INVALID, place, "%s", what);
}

/* The separator that the first row has most of, outside quotes; tabs before all others. */
code table_open(table_rows *t, str text, fault *f) {
    static const char marks[] = "\t|;,";
    size_t seen[4] = {0};
    if (!text.n) return fault_set(f, INVALID, "line 1", "the table is empty");
    if (str_starts(text, S("\xef\xbb\xbf"))) text = str_slice(text, 3, text.n);
    size_t lines = 1, from = 0;
    for (size_t i = 0; i < text.n && strchr(" \t\r\n", text.p[i]); i++)
        if (text.p[i] == '\n') {
            lines++;
            from = i + 1;
        }
    text = str_slice(text, from, text.n);
    if (!str_trim(text).n) return fault_set(f, INVALID, "line 1", "the table is empty");
    bool quoted = false;
    for (size_t i = 0; i < text.n && text.p[i] != '\n'; i++) {
        const char *mark = text.p[i] ? strchr(marks, text.p[i]) : NULL;
        if (text.p[i] == '"') quoted = !quoted;
        if (mark && !quoted) seen[mark - marks]++;
    }
    size_t best = 3;
    for (size_t k = 3; k-- > 0;)
        if (seen[k] && (k == 0 || seen[k] >= seen[best])) best = k;
    *t = (table_rows){.rest = text, .separator = marks[best], .next = lines};
    return OK;
}

static bool is_rule(str line) {
    bool any = false;
    for (size_t i = 0; i < line.n; i++) {
        if (!strchr("-=:+| \t\r", line.p[i])) return false;
        any = any || line.p[i] == '-' || line.p[i] == '=';
    }
    return any;
}

static bool is_blank(const table_rows *t) {
    for (size_t i = 0; i < t->count; i++)
        if (t->cells[i].n) return false;
    return true;
}

/* Where the cell that begins with a quote at `at` ends: after the quote that closes it; SIZE_MAX:
 * none does. */
static size_t quote_end(str s, size_t at, char separator) {
    for (size_t i = at + 1; i < s.n; i++) {
        if (s.p[i] != '"') continue;
        if (i + 1 < s.n && s.p[i + 1] == '"') {
            i++;
            continue;
        }
        size_t after = i + 1;
        while (after < s.n && (s.p[after] == ' ' || s.p[after] == '\r')) after++;
        if (after == s.n || s.p[after] == '\n' || s.p[after] == separator) return i + 1;
    }
    return SIZE_MAX;
}

/* The text between quotes, each pair of them one. */
static str unquoted(arena *a, str s) {
    char *p = arena_array(a, s.n + 1, 1);
    size_t n = 0;
    if (!p) return (str){0};
    for (size_t i = 0; i < s.n; i++) {
        p[n++] = s.p[i];
        if (s.p[i] == '"' && i + 1 < s.n && s.p[i + 1] == '"') i++;
    }
    return (str){p, n};
}

static code cell_put(table_rows *t, str cell, fault *f) {
    if (!cell.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    if (t->count == CELLS_MOST) return wrong_at(t->line, "more than 64 cells", f);
    t->cells[t->count++] = str_trim(cell);
    return OK;
}

static code row_read(arena *a, table_rows *t, fault *f) {
    str s = t->rest;
    size_t at = 0;
    t->line = t->next++;
    t->count = 0;
    for (;;) {
        size_t start = at;
        while (start < s.n && s.p[start] == ' ') start++;
        bool quote = start < s.n && s.p[start] == '"';
        size_t end = quote ? quote_end(s, start, t->separator) : SIZE_MAX;
        if (quote && end == SIZE_MAX && (t->separator == ',' || t->separator == ';'))
            return wrong_at(t->line, "a quote is opened and not closed", f);
        if (end != SIZE_MAX) {
            TRY(cell_put(t, unquoted(a, str_slice(s, start + 1, end - 1)), f));
            for (size_t i = start; i < end; i++) t->next += s.p[i] == '\n';
            at = end;
            while (at < s.n && s.p[at] != t->separator && s.p[at] != '\n') at++;
        } else {
            while (at < s.n && s.p[at] != t->separator && s.p[at] != '\n') at++;
            TRY(cell_put(t, str_slice(s, start < at ? start : at, at), f));
        }
        bool last = at >= s.n || s.p[at] == '\n';
        at += at < s.n;
        if (last) break;
    }
    t->rest = str_slice(s, at, s.n);
    return OK;
}

/* "| a | b |": nothing stands before the first and after the last. */
static void outer_off(table_rows *t, str line) {
    if (t->separator != '|') return;
    line = str_trim(line);
    if (t->count && line.n && line.p[0] == '|') {
        t->count--;
        memmove(t->cells, t->cells + 1, t->count * sizeof *t->cells);
    }
    if (t->count && line.n > 1 && line.p[line.n - 1] == '|') t->count--;
}

code table_next(arena *a, table_rows *t, bool *more, fault *f) {
    *more = false;
    while (t->rest.n) {
        size_t end = str_find(t->rest, S("\n"), 0);
        str line = str_slice(t->rest, 0, end == SIZE_MAX ? t->rest.n : end);
        bool rule = is_rule(line);
        if (rule) {
            t->rest = str_slice(t->rest, line.n + (end != SIZE_MAX), t->rest.n);
            t->next++;
            continue;
        }
        TRY(row_read(a, t, f));
        outer_off(t, line);
        if (is_blank(t)) continue;
        *more = true;
        return OK;
    }
    return OK;
}
