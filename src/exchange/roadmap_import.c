#include "exchange/roadmap_import.h"

#include <stdio.h>

/* Words in a table count from the day of what it stands under. */
static code table_of(arena *a, db *d, int64_t under, str text, roadmap_table *out, fault *f) {
    follow_words *words;
    record_row row;
    TRY(record_find(a, d, under, DAY_NONE, &row, f));
    TRY(follow_words_open(a, "en", &words, f));
    return roadmap_table_read(a, words, text, row.date, out, f);
}

/* The first wrong line whole, of the others the numbers. */
static code wrong_tell(const roadmap_table *t, const char *name, fault *f) {
    char place[128], others[200] = "";
    size_t first = 0, n = 0;
    while (!t->lines[first].wrong.n) first++;
    for (size_t i = first + 1; i < t->count && n + 24 < sizeof others; i++) {
        if (!t->lines[i].wrong.n) continue;
        n += (size_t)snprintf(others + n, sizeof others - n, "%s%zu", n ? ", " : "",
                              t->lines[i].line);
    }
    snprintf(place, sizeof place, "%.100s:%zu", name, t->lines[first].line);
    return fault_set(f, INVALID, place, STR_FMT "%s%s", STR_ARG(t->lines[first].wrong),
                     n ? "; wrong as well: line " : "", others);
}

code roadmap_import(change *c, int64_t under, str text, const char *name, roadmap_imported *out,
                    fault *f) {
    roadmap_table t;
    fault own = {.code = OK};
    code read = table_of(c->a, c->d, under, text, &t, &own);
    if (read != OK) {
        char place[128];
        str at = str_of(own.place);
        bool line = str_starts(at, S("line "));
        snprintf(place, sizeof place, "%.100s%s" STR_FMT, name, line ? ":" : "",
                 STR_ARG(line ? str_slice(at, 5, at.n) : S("")));
        return fault_set(f, read, place, "%s", own.message);
    }
    if (t.wrong) return wrong_tell(&t, name, f);
    for (size_t i = 0; i < t.count; i++) {
        int64_t id;
        action_result done;
        TRY(roadmap_add(c, under, &t.lines[i].action, &id, &done, f));
        out->actions += done == ACTION_ADDED;
        out->known += done == ACTION_KNOWN;
        out->replanned += done == ACTION_REPLANNED;
    }
    return OK;
}

code roadmap_preview(arena *a, db *d, int64_t under, str text, roadmap_table *out,
                     action_result **results, fault *f) {
    TRY(table_of(a, d, under, text, out, f));
    *results = arena_array(a, out->count + 1, sizeof **results);
    if (!*results) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < out->count; i++) {
        const new_action *x = &out->lines[i].action;
        int64_t id = 0, above = under;
        str due = S("");
        if (x->milestone.n) TRY(roadmap_known(d, under, x->action, &above, &due, a, f));
        if (above)
            TRY(roadmap_known(d, above, x->milestone.n ? x->milestone : x->action, &id, &due, a,
                              f));
        bool moved = id && x->due.n && !str_eq(x->due, due);
        (*results)[i] = !id ? ACTION_ADDED : moved ? ACTION_REPLANNED : ACTION_KNOWN;
    }
    return OK;
}
