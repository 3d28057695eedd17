#include "cmd/names.h"

#include "base/asset.h"

#include <stdlib.h>

typedef struct {
    str code, name;
} row;

struct state_names {
    row *rows; /* by code */
    size_t count;
};

static int by_code(const void *a, const void *b) {
    return str_cmp(((const row *)a)->code, ((const row *)b)->code);
}

code state_names_load(arena *a, const state_names **out, fault *f) {
    str rest = asset_find("data/gazetteer/states.tsv"), line;
    size_t lines = 1;
    for (size_t i = 0; i < rest.n; i++) lines += rest.p[i] == '\n';
    state_names *names = arena_alloc(a, sizeof *names);
    row *rows = arena_array(a, lines, sizeof *rows);
    if (!names || !rows) return fault_set(f, NOMEM, NULL, "no memory for the names of states");
    *names = (state_names){.rows = rows};
    str_next(&rest, '\n', &line); /* the names of the columns */
    while (str_next(&rest, '\n', &line)) {
        row r;
        if (!str_next(&line, '\t', &r.code) || !str_next(&line, '\t', &r.name)) continue;
        if (r.code.n > 0 && r.name.n > 0) rows[names->count++] = r;
    }
    qsort(rows, names->count, sizeof *rows, by_code);
    *out = names;
    return OK;
}

str state_name(const state_names *n, str party) {
    row key = {.code = party};
    const row *found = bsearch(&key, n->rows, n->count, sizeof *n->rows, by_code);
    return found ? found->name : party;
}

static str name_for_law(void *context, str party) {
    return state_name(context, party);
}

law_names state_names_for_law(const state_names *n) {
    return (law_names){.name = name_for_law, .context = (void *)(uintptr_t)n};
}
