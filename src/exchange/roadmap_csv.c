#include "exchange/roadmap_csv.h"

#include "base/buf.h"
#include "exchange/csv.h"
#include "store/roadmap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { PILLAR, ACTION, OWNER, START, DUE, WEIGHT, MEASURE, COLUMNS };
static const char *const names[COLUMNS] = {"pillar", "action", "owner",  "start",
                                           "due",    "weight", "measure"};

typedef struct {
    change *c;
    int64_t under;
    const char *name;
    int at[COLUMNS]; /* which field of a row; -1: not given */
    size_t columns;
    roadmap_imported *out;
} reading;

static code header_take(reading *r, const str *fields, size_t count, fault *f) {
    for (int i = 0; i < COLUMNS; i++) r->at[i] = -1;
    for (size_t k = 0; k < count; k++) {
        int found = -1;
        for (int i = 0; i < COLUMNS; i++)
            if (str_eq_nocase(str_trim(fields[k]), str_of(names[i]))) found = i;
        if (found < 0)
            return fault_set(f, INVALID, str_z(r->c->a, fields[k]),
                             "no column of a roadmap; there are pillar, action, owner, start, due, "
                             "weight, measure");
        if (r->at[found] >= 0) return fault_set(f, INVALID, names[found], "stands twice");
        r->at[found] = (int)k;
    }
    r->columns = count;
    return r->at[ACTION] >= 0 ? OK : fault_set(f, INVALID, "action", "this column is wanted");
}

/* A number, with what follows it in *rest. */
static bool number_take(arena *a, str text, double *out, str *rest) {
    const char *z = str_z(a, text);
    char *end;
    if (!z) return false;
    *out = strtod(z, &end);
    if (end == z || !isfinite(*out)) return false;
    *rest = str_trim(str_copy(a, str_of(end)));
    return true;
}

static str field(const reading *r, const str *fields, int column) {
    return r->at[column] < 0 ? S("") : str_trim(fields[r->at[column]]);
}

static code row_take(reading *r, const str *fields, fault *f) {
    arena *a = r->c->a;
    str weight = field(r, fields, WEIGHT), measure = field(r, fields, MEASURE), rest;
    new_action x = {.pillar = field(r, fields, PILLAR),
                    .action = field(r, fields, ACTION),
                    .owner = field(r, fields, OWNER),
                    .start = field(r, fields, START),
                    .due = field(r, fields, DUE),
                    .measure = NAN,
                    .baseline = NAN,
                    .unit = S("")};
    int64_t id;
    bool known = false;
    if (weight.n && (!number_take(a, weight, &x.weight, &rest) || rest.n || x.weight <= 0))
        return fault_set(f, INVALID, "weight", "must be a number above 0");
    if (measure.n && !number_take(a, measure, &x.measure, &x.unit))
        return fault_set(f, INVALID, "measure", "must be a number and its unit: 1000000 USD");
    TRY(roadmap_add(r->c, r->under, &x, &id, &known, f));
    if (known)
        r->out->known++;
    else
        r->out->actions++;
    return OK;
}

static code row_each(void *context, size_t number, const str *fields, size_t count, fault *f) {
    reading *r = context;
    char place[128];
    fault own = {.code = OK};
    snprintf(place, sizeof place, "%.100s:%zu", r->name, number);
    bool blank = true;
    for (size_t i = 0; i < count; i++) blank = blank && str_trim(fields[i]).n == 0;
    if (blank && number > 1) return OK;
    if (number > 1 && count != r->columns)
        return fault_set(f, INVALID, place, "%zu fields where the header has %zu", count,
                         r->columns);
    code result = number == 1 ? header_take(r, fields, count, &own) : row_take(r, fields, &own);
    if (result == OK) return OK;
    return fault_set(f, result, place, "%s%s%s", own.place, *own.place ? ": " : "", own.message);
}

/* A pasted table as CSV: every cell quoted. */
static void tabs_to_csv(str text, buf *out) {
    str line;
    while (text.n > 0 && str_next(&text, '\n', &line)) {
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
        buf_put_char(out, '"');
        for (size_t i = 0; i < line.n; i++) {
            if (line.p[i] == '"') buf_put_char(out, '"');
            if (line.p[i] == '\t')
                buf_put(out, S("\",\""));
            else
                buf_put_char(out, line.p[i]);
        }
        buf_put(out, S("\"\n"));
    }
}

code roadmap_import(change *c, int64_t under, str text, const char *name, roadmap_imported *out,
                    fault *f) {
    reading r = {.c = c, .under = under, .name = name, .out = out};
    size_t line_end = str_find(text, S("\n"), 0), tab = str_find(text, S("\t"), 0);
    buf csv;
    if (!str_trim(text).n) return fault_set(f, INVALID, name, "the table is empty");
    if (str_starts(text, S("\xef\xbb\xbf"))) text = str_slice(text, 3, text.n);
    if (tab == SIZE_MAX || tab > line_end) return csv_each(text, name, row_each, &r, f);
    buf_init(&csv, 0);
    tabs_to_csv(text, &csv);
    code result = csv.code == OK ? csv_each(buf_str(&csv), name, row_each, &r, f)
                                 : fault_set(f, NOMEM, NULL, "not enough memory");
    buf_reset(&csv);
    return result;
}
