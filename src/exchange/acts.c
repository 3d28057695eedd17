#include "exchange/acts.h"

#include "exchange/csv.h"
#include "store/standing.h"

enum { INSTRUMENT, PARTY, ACT, ON, EFFECT, BY, NOTE, COLUMNS };

static const char *const columns[COLUMNS] = {"instrument", "party", "act", "on",
                                             "effect",     "by",    "note"};

typedef struct {
    change *c;
    int at[COLUMNS]; /* -1: the file has no such column */
    size_t width;
    int64_t *touched;
    size_t touched_count, touched_capacity;
    str last_words; /* the instrument of the line before: most lines are about the same */
    int64_t last_id;
    acts_imported *out;
} reading;

static code header_take(reading *r, const str *fields, size_t count, fault *f) {
    for (int k = 0; k < COLUMNS; k++) r->at[k] = -1;
    for (size_t i = 0; i < count; i++) {
        int k = 0;
        while (k < COLUMNS && !str_eq_z(str_trim(fields[i]), columns[k])) k++;
        if (k == COLUMNS || r->at[k] >= 0)
            return fault_set(f, INVALID, NULL,
                             "the column \"%.*s\" is %s; there are instrument, party, act, on, "
                             "effect, by, note",
                             STR_ARG(str_slice(fields[i], 0, 40)),
                             k == COLUMNS ? "not known" : "there twice");
        r->at[k] = (int)i;
    }
    for (int k = INSTRUMENT; k <= ON; k++)
        if (r->at[k] < 0)
            return fault_set(f, INVALID, NULL, "the column \"%s\" is missing", columns[k]);
    r->width = count;
    return OK;
}

static str value_of(const reading *r, const str *fields, int column) {
    return r->at[column] < 0 ? S("") : str_trim(fields[r->at[column]]);
}

/* The failure of a column: its name stands before what is wrong. */
static code column_fault(code result, int column, const fault *own, fault *f) {
    return fault_set(f, result, NULL, "%s: %s", columns[column], own->message);
}

static code instrument_of(reading *r, str words, int column, int64_t *out, fault *f) {
    fault own = {.code = OK};
    code result = instrument_lookup(r->c->a, r->c->d, words, out, &own);
    return result == OK ? OK : column_fault(result, column, &own, f);
}

static code party_of(reading *r, str words, int64_t *out, fault *f) {
    actor_ref ref;
    fault own = {.code = OK};
    *out = 0;
    if (!words.n) return OK;
    code result = actor_lookup(r->c->a, r->c->d, words, &ref, &own);
    if (result != OK) return column_fault(result, PARTY, &own, f);
    *out = ref.id;
    return OK;
}

static code touch(reading *r, int64_t id, fault *f) {
    /* Lines about one instrument stand together as a rule; a second rebuild does no harm. */
    for (size_t i = r->touched_count, seen = 0; i > 0 && seen < 64; i--, seen++)
        if (r->touched[i - 1] == id) return OK;
    int64_t *grown =
        arena_grow(r->c->a, r->touched, r->touched_count, &r->touched_capacity, sizeof *r->touched);
    if (!grown) return fault_set(f, NOMEM, NULL, "not enough memory");
    r->touched = grown;
    grown[r->touched_count++] = id;
    return OK;
}

static code row_take(reading *r, const str *fields, fault *f) {
    str words = value_of(r, fields, INSTRUMENT), by = value_of(r, fields, BY);
    new_act act = {.act = value_of(r, fields, ACT),
                   .on = value_of(r, fields, ON),
                   .effect = value_of(r, fields, EFFECT),
                   .note = value_of(r, fields, NOTE)};
    int64_t id;
    if (!str_eq(words, r->last_words) || !r->last_id) {
        TRY(instrument_of(r, words, INSTRUMENT, &r->last_id, f));
        r->last_words = str_copy(r->c->a, words);
    }
    TRY(party_of(r, value_of(r, fields, PARTY), &act.party, f));
    if (by.n) TRY(instrument_of(r, by, BY, &act.by_id, f));
    size_t rows = r->c->row_count;
    TRY(act_put(r->c, r->last_id, &act, &id, f));
    if (r->c->row_count == rows) {
        r->out->known++;
        return OK;
    }
    r->out->acts++;
    return touch(r, r->last_id, f);
}

static code row_each(void *context, size_t number, const str *fields, size_t count, fault *f) {
    reading *r = context;
    if (number == 1) return header_take(r, fields, count, f);
    if (count != r->width)
        return fault_set(f, INVALID, NULL, "%zu fields where the header has %zu", count, r->width);
    return row_take(r, fields, f);
}

code acts_import(change *c, str csv, const char *name, acts_imported *out, fault *f) {
    reading r = {.c = c, .out = out};
    TRY(csv_each(csv, name, row_each, &r, f));
    if (!r.width) return fault_set(f, INVALID, name, "the file is empty; it needs a header");
    for (size_t i = 0; i < r.touched_count; i++) TRY(status_rebuild(c->d, c->a, r.touched[i], f));
    out->instruments += r.touched_count;
    return OK;
}
