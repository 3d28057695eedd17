/* With whom a state has records, and how many: a heavy one has a hundred thousand rows to count,
 * for which the database's own grouping would sort them. */
#include "store/partner.h"

#include "store/record_read.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t id, last, records; /* last: the record counted last */
    day newest;
} tallied;

/* Open addressing by number; an empty cell has the id 0. */
typedef struct {
    tallied *cells;
    size_t room, used;
} table;

static tallied *cell_of(const table *t, int64_t id) {
    size_t at = (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 20) & (t->room - 1);
    while (t->cells[at].id && t->cells[at].id != id) at = (at + 1) & (t->room - 1);
    return &t->cells[at];
}

static bool table_grow(arena *a, table *t) {
    table larger = {.room = t->room ? t->room * 2 : 512, .used = t->used};
    larger.cells = arena_array(a, larger.room, sizeof *larger.cells);
    if (!larger.cells) return false;
    for (size_t i = 0; i < t->room; i++)
        if (t->cells[i].id) *cell_of(&larger, t->cells[i].id) = t->cells[i];
    *t = larger;
    return true;
}

static bool row_count(arena *a, table *t, const partner_row *row) {
    if (t->used * 2 >= t->room && !table_grow(a, t)) return false;
    tallied *cell = cell_of(t, row->actor);
    if (!cell->id) {
        *cell = (tallied){.id = row->actor, .newest = row->on};
        t->used++;
    }
    if (cell->last != row->record) cell->records++;
    cell->last = row->record;
    if (row->on > cell->newest) cell->newest = row->on;
    return true;
}

static int by_count(const void *a, const void *b) {
    const partner *x = a, *y = b;
    if (x->records != y->records) return x->records > y->records ? -1 : 1;
    return str_cmp(x->other.name, y->other.name);
}

typedef struct {
    partner_row *rows;
    size_t count, room;
} row_list;

/* "174s,12d,9o" */
static bool rows_add(arena *a, row_list *l, int64_t id_of_record, day on, str actors, int64_t self,
                     const char *parts) {
    int64_t id = 0;
    for (size_t i = 0; i < actors.n; i++) {
        char c = actors.p[i];
        if (c >= '0' && c <= '9') {
            id = id * 10 + (c - '0');
            continue;
        }
        if (c != ',' && id != self && strchr(parts, c)) {
            partner_row *grown = arena_grow(a, l->rows, l->count, &l->room, sizeof *grown);
            if (!grown) return false;
            l->rows = grown;
            grown[l->count++] = (partner_row){id, id_of_record, on};
        }
        id = 0;
    }
    return true;
}

code partner_rows_read(arena *a, db *d, query *q, int64_t self, const char *parts,
                       partner_row **out, size_t *count, fault *f) {
    withdrawn_set gone = {0};
    row_list l = {0};
    int64_t last = 0;
    bool memory = true;
    code result = withdrawn_read(a, d, &gone, f);
    while (result == OK && memory && query_row(q)) {
        int64_t here = column_int(q, 0);
        if (here == last || withdrawn_has(&gone, here)) continue;
        last = here;
        memory = rows_add(a, &l, here, column_day(q, 1, DAY_NONE), column_str(q, 2), self, parts);
    }
    code ended = query_end(q);
    if (result != OK) return result;
    if (ended != OK) return ended;
    if (!memory) return out_of_memory(f);
    *out = l.rows;
    *count = l.count;
    return OK;
}

code partners_count(arena *a, db *d, const partner_row *rows, size_t row_total, partner **out,
                    size_t *count, fault *f) {
    enum { PARTNERS_MOST = 300 };
    table t = {0};
    bool memory = true;
    for (size_t i = 0; memory && i < row_total; i++) memory = row_count(a, &t, &rows[i]);
    partner *items = arena_array(a, t.used + 1, sizeof *items);
    size_t n = 0;
    if (!memory || !items) return out_of_memory(f);
    for (size_t i = 0; i < t.room; i++) {
        const tallied *cell = &t.cells[i];
        if (!cell->id) continue;
        items[n] = (partner){.records = cell->records, .newest = cell->newest};
        TRY(actor_ref_find(a, d, cell->id, &items[n].other, f));
        n += items[n].other.kind == ACTOR_STATE;
    }
    if (n) qsort(items, n, sizeof *items, by_count);
    *out = items;
    *count = n < PARTNERS_MOST ? n : PARTNERS_MOST;
    return OK;
}
