#include "cmd/read_print.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

void read_print_say(buf *out, const fact *x) {
    buf_put_z(out, record_name(x->record));
    if (x->kind != KIND_NONE) buf_printf(out, ", %s", kind_name(x->kind));
    if (x->act != ACT_NONE) buf_printf(out, ", %s", act_name(x->act));
    if (x->modality == MODALITY_PLANNED) buf_put(out, S(" (planned)"));
}

static void put_list(buf *out, const str *items, size_t count, const char *between) {
    for (size_t i = 0; i < count; i++) {
        if (i) buf_put_z(out, between);
        buf_put(out, items[i]);
    }
}

static void put_sectors(buf *out, sector_set sectors) {
    bool any = false;
    for (unsigned i = 0; i < SECTOR_COUNT; i++) {
        if (!(sectors & (sector_set)1 << i)) continue;
        if (any) buf_put(out, S(", "));
        buf_put_z(out, sector_name((sector)i));
        any = true;
    }
}

/* ---- The table ---- */

enum { SAYS, STATES, SECTORS, COUNT, DATE, COLUMNS };

static void put_cell(buf *out, const fact *x, int column) {
    switch (column) {
    case SAYS: read_print_say(out, x); break;
    case STATES: put_list(out, x->states, x->state_count, ", "); break;
    case SECTORS: put_sectors(out, x->sectors); break;
    case COUNT:
        if (x->count >= 0) buf_put_int(out, x->count);
        break;
    case DATE: buf_put(out, x->date); break;
    default: break;
    }
}

static size_t cell_width(buf *scratch, const fact *x, int column) {
    buf_clear(scratch);
    put_cell(scratch, x, column);
    return utf8_length(buf_str(scratch));
}

static void put_spaces(buf *out, size_t n) {
    while (n--) buf_put_char(out, ' ');
}

/* Words of `s`, white space collapsed, in lines of `width` characters after `indent` spaces. */
static void put_wrapped(buf *out, str s, size_t indent, size_t width) {
    size_t column = width;
    while ((s = str_trim(s)).n) {
        size_t n = 0;
        while (n < s.n && !strchr(" \t\r\n\v\f", s.p[n])) n++;
        if (n == 0) n = 1; /* a NUL: strchr finds its own end */
        str word = str_slice(s, 0, n);
        size_t characters = utf8_length(word);
        if (column + 1 + characters > width) {
            if (column != width || out->n == 0 || out->p[out->n - 1] != '\n')
                buf_put_char(out, '\n');
            put_spaces(out, indent);
            column = indent;
        } else {
            buf_put_char(out, ' ');
            column++;
        }
        buf_put(out, word);
        column += characters;
        s = str_slice(s, n, s.n);
    }
    buf_put_char(out, '\n');
}

static void put_row(buf *out, buf *scratch, const fact *x, size_t number,
                    const size_t widths[COLUMNS]) {
    buf_printf(out, "%4zu  ", number);
    int last = COLUMNS - 1;
    while (last > 0 && cell_width(scratch, x, last) == 0) last--;
    for (int c = 0; c <= last; c++) {
        if (!widths[c]) continue;
        put_cell(out, x, c);
        size_t w = cell_width(scratch, x, c); /* eight states are wider than their column */
        if (c < last) put_spaces(out, (w < widths[c] ? widths[c] - w : 0) + 2);
    }
    buf_put_char(out, '\n');
}

void read_print_table(buf *out, const char *name, str text, const fact *facts, size_t count,
                      size_t width) {
    static const size_t most[COLUMNS] = {60, 40, 60, 12, 24};
    size_t widths[COLUMNS] = {0};
    buf scratch;
    buf_init(&scratch, 0);
    for (size_t i = 0; i < count; i++)
        for (int c = 0; c < COLUMNS; c++) {
            size_t w = cell_width(&scratch, &facts[i], c);
            if (w > widths[c] && w <= most[c]) widths[c] = w;
        }
    buf_printf(out, "%s: %zu fact%s\n", name, count, count == 1 ? "" : "s");
    for (size_t i = 0; i < count; i++) {
        const fact *x = &facts[i];
        put_row(out, &scratch, x, i + 1, widths);
        if (x->title.n) put_wrapped(out, x->title, 6, width);
        if (x->party_count) {
            buf_clear(&scratch);
            buf_put(&scratch, S("between: "));
            put_list(&scratch, x->parties, x->party_count, "; ");
            put_wrapped(out, buf_str(&scratch), 6, width);
        }
        if (x->evidence_count)
            put_wrapped(out, str_slice(text, x->evidence[0].start, x->evidence[0].end), 8, width);
    }
    buf_reset(&scratch);
}

/* ---- The page ---- */

typedef struct {
    size_t at;
    size_t fact;      /* its number, from 0 */
    bool ends, first; /* whether the piece ends here; whether it is the fact's best */
} edge;

static int by_place(const void *a, const void *b) {
    const edge *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->ends != y->ends) return x->ends ? -1 : 1;
    return x->fact < y->fact ? -1 : x->fact > y->fact;
}

static edge *edges_of(arena *a, const fact *facts, size_t count, size_t *edge_count) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++) n += 2 * facts[i].evidence_count;
    edge *edges = arena_array(a, n + 1, sizeof *edges);
    if (!edges) return NULL;
    *edge_count = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < facts[i].evidence_count; k++) {
            span s = facts[i].evidence[k];
            if (s.start >= s.end) continue;
            edges[(*edge_count)++] = (edge){s.start, i, false, k == 0};
            edges[(*edge_count)++] = (edge){s.end, i, true, false};
        }
    qsort(edges, *edge_count, sizeof *edges, by_place);
    return edges;
}

static void open_mark(buf *out, const fact *facts, const size_t *active, size_t active_count) {
    buf_put(out, S("<mark title=\""));
    for (size_t i = 0; i < active_count; i++) {
        buf_printf(out, "%s%zu: ", i ? "; " : "", active[i] + 1);
        read_print_say(out, &facts[active[i]]);
    }
    buf_put(out, S("\">"));
}

static void change_active(size_t *active, size_t *count, const edge *e) {
    if (!e->ends) {
        active[(*count)++] = e->fact;
        return;
    }
    for (size_t i = 0; i < *count; i++) {
        if (active[i] != e->fact) continue;
        memmove(active + i, active + i + 1, (*count - i - 1) * sizeof *active);
        --*count;
        return;
    }
}

static void put_marked(arena *a, buf *out, str text, const fact *facts, size_t count) {
    size_t edge_count = 0, active_count = 0, at = 0;
    edge *edges = edges_of(a, facts, count, &edge_count);
    size_t *active = edges ? arena_array(a, edge_count + 1, sizeof *active) : NULL;
    if (!active) {
        out->code = NOMEM;
        return;
    }
    for (size_t i = 0; i <= edge_count; i++) {
        size_t to = i < edge_count ? edges[i].at : text.n;
        if (to > at) {
            if (active_count) open_mark(out, facts, active, active_count);
            buf_put_html(out, str_slice(text, at, to));
            if (active_count) buf_put(out, S("</mark>"));
            at = to;
        }
        if (i == edge_count) break;
        if (edges[i].first) buf_printf(out, "<a id=\"f%zu\"></a>", edges[i].fact + 1);
        change_active(active, &active_count, &edges[i]);
    }
}

static void put_fact_row(buf *out, buf *scratch, const fact *x, size_t number) {
    buf_printf(out, "<tr><td><a href=\"#f%zu\">%zu</a>", number, number);
    for (int c = 0; c < COLUMNS; c++) {
        buf_clear(scratch);
        put_cell(scratch, x, c);
        buf_put(out, S("<td>"));
        buf_put_html(out, buf_str(scratch));
    }
    buf_printf(out, "<td>%.2f\n", x->confidence);
}

void read_print_page(arena *a, buf *out, const char *name, str title, str text, const fact *facts,
                     size_t count) {
    static const char head[] =
        "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<style>\n"
        "body{font:1rem/1.5 system-ui,sans-serif;margin:1rem auto;max-width:70rem;padding:0 1rem}\n"
        "table{border-collapse:collapse;font-size:.9rem}"
        "td,th{border-bottom:1px solid #ccc;padding:.2rem .6rem;text-align:left;"
        "vertical-align:top}\n"
        ".text{white-space:pre-wrap;max-width:45rem}mark{background:#fe9}\n</style>\n<title>";
    buf scratch;
    buf_init(&scratch, 0);
    str heading = title.n ? title : str_of(name);
    buf_put_z(out, head);
    buf_put_html(out, heading);
    buf_put(out, S("</title>\n<h1>"));
    buf_put_html(out, heading);
    buf_put(out, S("</h1>\n<table>\n<tr><th>#<th>Fact<th>Sides<th>Fields<th>Number<th>Date"
                   "<th>Confidence\n"));
    for (size_t i = 0; i < count; i++) put_fact_row(out, &scratch, &facts[i], i + 1);
    buf_put(out, S("</table>\n<div class=\"text\">"));
    put_marked(a, out, text, facts, count);
    buf_put(out, S("</div>\n"));
    buf_reset(&scratch);
}
