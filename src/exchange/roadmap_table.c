#include "exchange/roadmap_table.h"

#include "base/fold.h"
#include "exchange/roadmap_cells.h"
#include "follow/due.h"
#include "store/field_patch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    PILLAR,
    ACTION,
    MILESTONE,
    OWNER,
    START,
    DUE,
    WEIGHT,
    TARGET,
    UNIT,
    BASELINE,
    NUMBER,
    COLUMNS
};

/* Names of each column, the first as messages give it. */
static const char *const names[COLUMNS][14] = {
    [PILLAR] = {"pillar", "area", "direction", "section", "priority", "chapter", "theme"},
    [ACTION] = {"action", "activity", "task", "commitment", "title", "name", "what", "item",
                "description"},
    [MILESTONE] = {"milestone", "step", "stage", "sub action"},
    [OWNER] = {"owner", "owners", "responsible", "responsible body", "responsible party",
               "responsible agency", "responsible ministry", "executor", "lead", "lead agency",
               "agency", "who"},
    [START] = {"start", "start date", "from", "begin", "beginning"},
    [DUE] = {"due", "due date", "deadline", "end", "end date", "until", "finish", "time frame",
             "timeframe", "by", "date", "when", "term"},
    [WEIGHT] = {"weight", "share"},
    [TARGET] = {"measure", "target", "measure target"},
    [UNIT] = {"unit", "measure unit"},
    [BASELINE] = {"baseline", "measure baseline"},
    [NUMBER] = {"no", "nr", "number", "n", "", "id"},
};

typedef struct {
    arena *a;
    const follow_words *words;
    str said;
    int at[COLUMNS]; /* which cell of a row; -1: not given */
    size_t columns;
} reading;

static code wrong_header(const table_rows *t, str what, const char *why, fault *f) {
    char place[32];
    snprintf(place, sizeof place, "line %zu", t->line);
    return fault_set(f, INVALID, place, "\"" STR_FMT "\": %s", STR_ARG(what), why);
}

static int column_of(str folded) {
    for (int i = 0; i < COLUMNS; i++)
        for (size_t k = 0; k < sizeof names[i] / sizeof *names[i] && names[i][k]; k++)
            if (str_eq_z(folded, names[i][k])) return i;
    return COLUMNS;
}

static code header_take(reading *r, const table_rows *t, fault *f) {
    for (int i = 0; i < COLUMNS; i++) r->at[i] = -1;
    for (size_t k = 0; k < t->count; k++) {
        str folded = fold_text(r->a, t->cells[k]);
        if (!folded.p) return fault_set(f, NOMEM, NULL, "not enough memory");
        int column = column_of(folded);
        if (column == COLUMNS)
            return wrong_header(t, t->cells[k],
                                "no column of a roadmap; there are action, milestone, pillar, "
                                "owner, start, due, weight, target, unit, baseline",
                                f);
        if (column != NUMBER && r->at[column] >= 0)
            return wrong_header(t, t->cells[k], "this column stands twice", f);
        r->at[column] = (int)k;
    }
    r->columns = t->count;
    if (r->at[ACTION] >= 0) return OK;
    return wrong_header(t, S("action"), "this column is wanted; the first row names the columns",
                        f);
}

/* "31.12.2025" and "31/12/2025"; of 3/4/2025 nobody can tell which is the month. */
static bool day_numeric(arena *a, str text, str *out, bool *unclear) {
    int parts[3] = {0}, k = 0, digits = 0;
    char mark = 0;
    *unclear = false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c >= '0' && c <= '9' && digits++ < 4) {
            parts[k] = parts[k] * 10 + (c - '0');
        } else if ((c == '.' || c == '/') && k < 2 && digits && (!mark || mark == c)) {
            mark = c;
            k++;
            digits = 0;
        } else {
            return false;
        }
    }
    if (k != 2 || digits != 4) return false;
    *unclear = mark == '/' && parts[0] <= 12 && parts[1] <= 12 && parts[0] != parts[1];
    bool month_first = mark == '/' && parts[1] > 12;
    int d = parts[month_first ? 1 : 0], m = parts[month_first ? 0 : 1];
    if (m < 1 || m > 12 || d < 1 || d > days_in_month(parts[2], m)) return false;
    *out = str_format(a, "%04d-%02d-%02d", parts[2], m, d);
    return out->p != NULL;
}

/* A cell with a day as EDTF; *words: it was worked out. Null: *wrong says why. */
static code day_take(reading *r, str cell, const char *column, str *out, bool *words, str *wrong,
                     fault *f) {
    bool unclear;
    follow_due *all;
    size_t n;
    *words = false;
    *out = cell;
    if (!cell.n || edtf_is(cell)) return OK;
    *words = true;
    if (day_numeric(r->a, cell, out, &unclear) && !unclear) return OK;
    TRY(follow_due_find(r->a, r->words, cell, r->said, &all, &n, f));
    const follow_due *best = follow_due_best(all, n, r->said);
    if (best && best->last != DAY_OPEN && !unclear) { /* "soon" is no deadline */
        *out = best->due;
        return OK;
    }
    *wrong = str_format(r->a,
                        "%s: \"" STR_FMT "\" is no day; write 2025-12-31, 2025-12, 2025, "
                        "31.12.2025 or words such as \"by the end of 2025\"",
                        column, STR_ARG(str_slice(cell, 0, cell.n < 60 ? cell.n : 60)));
    return wrong->p ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
}

static str cell_of(const reading *r, const table_rows *t, int column) {
    int at = r->at[column];
    return at < 0 || (size_t)at >= t->count ? S("") : t->cells[at];
}

/* "1000000 USD", "USD 1,000,000" or a number alone. */
static bool number_take(str text, double *out, str *unit) {
    size_t first = 0, last;
    while (first < text.n && !(text.p[first] >= '0' && text.p[first] <= '9') &&
           text.p[first] != '-')
        first++;
    last = first;
    while (last < text.n &&
           ((text.p[last] >= '0' && text.p[last] <= '9') ||
            (last == first && text.p[last] == '-') || text.p[last] == '.' || text.p[last] == ','))
        last++;
    str before = str_trim(str_slice(text, 0, first));
    str after = str_trim(str_slice(text, last, text.n));
    if (before.n && after.n) return false;
    *unit = before.n ? before : after;
    return str_real(str_slice(text, first, last), out);
}

static code numbers_take(reading *r, const table_rows *t, roadmap_line *x, fault *f) {
    str weight = cell_of(r, t, WEIGHT), target = cell_of(r, t, TARGET);
    str baseline = cell_of(r, t, BASELINE), unit = cell_of(r, t, UNIT), said = S(""), own = S("");
    new_action *w = &x->action;
    if (weight.n && (!number_take(weight, &w->weight, &own) || (own.n && !str_eq(own, S("%"))) ||
                     w->weight <= 0))
        x->wrong = S("weight: must be a number above 0");
    if (target.n && !number_take(target, &w->measure, &said))
        x->wrong = S("target: must be a number and perhaps its unit: 1000000 USD");
    if (baseline.n && !number_take(baseline, &w->baseline, &own))
        x->wrong = S("baseline: must be a number");
    if (unit.n && said.n && !str_eq_nocase(unit, said))
        x->wrong = S("unit: is not the one of the target");
    w->unit = unit.n ? unit : said;
    (void)f;
    return OK;
}

static code line_take(reading *r, const table_rows *t, roadmap_line *x, fault *f) {
    bool words = false, start_words = false;
    str due = cell_of(r, t, DUE);
    *x = (roadmap_line){.line = t->line, .due_given = S(""), .wrong = S("")};
    x->action = (new_action){.pillar = cell_of(r, t, PILLAR),
                             .action = cell_of(r, t, ACTION),
                             .milestone = cell_of(r, t, MILESTONE),
                             .owner = cell_of(r, t, OWNER),
                             .due_words = S(""),
                             .measure = NAN,
                             .baseline = NAN,
                             .unit = S("")};
    if (t->count != r->columns) {
        x->wrong = str_format(r->a, "%zu cells where the first row has %zu", t->count, r->columns);
        return x->wrong.p ? OK : fault_set(f, NOMEM, NULL, "not enough memory");
    }
    TRY(day_take(r, cell_of(r, t, START), "start", &x->action.start, &start_words, &x->wrong, f));
    TRY(day_take(r, due, "due", &x->action.due, &words, &x->wrong, f));
    if (words) x->due_given = x->action.due_words = due;
    if (!x->action.action.n) x->wrong = S("action: says what is to be done; it is empty");
    return numbers_take(r, t, x, f);
}

code roadmap_table_read(arena *a, const follow_words *words, str text, str said, roadmap_table *out,
                        fault *f) {
    enum { LINES_MOST = 5000 };
    reading r = {.a = a, .words = words, .said = said};
    roadmap_table found = {0};
    size_t room = 0;
    table_rows t;
    bool more;
    str action = S("");
    TRY(table_open(&t, text, f));
    TRY(table_next(a, &t, &more, f));
    if (!more) return fault_set(f, INVALID, "line 1", "the table is empty");
    TRY(header_take(&r, &t, f));
    for (;;) {
        TRY(table_next(a, &t, &more, f));
        if (!more) break;
        if (found.count == LINES_MOST)
            return fault_set(f, INVALID, "table", "more than 5000 lines; give it in parts");
        roadmap_line *grown = arena_grow(a, found.lines, found.count, &room, sizeof *grown);
        if (!grown) return fault_set(f, NOMEM, NULL, "not enough memory");
        found.lines = grown;
        /* Of an action with several milestones the cell is often filled in once. */
        if (r.at[MILESTONE] >= 0 && !cell_of(&r, &t, ACTION).n && cell_of(&r, &t, MILESTONE).n &&
            t.count == r.columns)
            t.cells[r.at[ACTION]] = action;
        TRY(line_take(&r, &t, &grown[found.count], f));
        action = grown[found.count].action.action;
        found.wrong += grown[found.count++].wrong.n > 0;
    }
    found.separator = t.separator;
    *out = found;
    return OK;
}
