#include "base/word_take.h"
#include "page/pages.h"
#include "page/view.h"

#include "draw/matrix.h"
#include "store/matrix.h"

#include <stdlib.h>

/* Instruments in two directions: states by states, and a state's partners by sector. A table whose
 * cells are shaded by number and lead to their lists; the drawing of it for print and for slides is
 * folded away. */

static void put_cell(view *v, const matrix_cell *c, int64_t most) {
    buf *b = v->out;
    MARK(b, "<td class=\"step v");
    html_int(b, draw_step(c->count, most));
    MARK(b, "\">");
    if (c->count) {
        MARK(b, "<a href=\"");
        html_text(b, c->address);
        MARK(b, "\">");
        html_int(b, c->count);
        MARK(b, "</a>");
    }
    MARK(b, "</td>");
}

/* Without the links, which the table has. */
static void put_drawing(view *v, const matrix *m) {
    size_t n = m->row_count * m->column_count;
    matrix plain = *m;
    matrix_cell *cells = arena_array(v->arena, n, sizeof *cells);
    if (!cells) return;
    for (size_t i = 0; i < n; i++) cells[i].count = m->cells[i].count;
    plain.cells = cells;
    draw_matrix(v->out, &plain);
}

static void put_table(view *v, const matrix *m, const str *row_addresses) {
    buf *b = v->out;
    int64_t most = 0;
    for (size_t i = 0; i < m->row_count * m->column_count; i++)
        if (m->cells[i].count > most) most = m->cells[i].count;
    MARK(b, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Matrix\"><table "
            "class=\"grid crossed\"><thead><tr><td></td>");
    for (size_t k = 0; k < m->column_count; k++) {
        MARK(b, "<th scope=\"col\"><span>");
        html_name(b, m->columns[k]);
        MARK(b, "</span></th>");
    }
    MARK(b, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < m->row_count; i++) {
        MARK(b, "<tr><th scope=\"row\"><a href=\"");
        html_text(b, row_addresses[i]);
        MARK(b, "\">");
        html_name(b, m->rows[i]);
        MARK(b, "</a></th>");
        for (size_t k = 0; k < m->column_count; k++)
            put_cell(v, &m->cells[i * m->column_count + k], most);
        MARK(b, "</tr>\n");
    }
    MARK(b, "</tbody></table></div>\n<details><summary>The same as a drawing</summary><div "
            "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Drawing\">");
    put_drawing(v, m);
    MARK(b, "</div></details>\n");
}

static str list_address(view *v, str state, str other, str in) {
    str and_other = other.n ? str_format(v->arena, "&other=" STR_FMT, STR_ARG(other)) : S("");
    str and_sector = in.n ? str_format(v->arena, "&sector=" STR_FMT, STR_ARG(in)) : S("");
    return str_format(v->arena, "/instruments?state=" STR_FMT STR_FMT STR_FMT, STR_ARG(state),
                      STR_ARG(and_other), STR_ARG(and_sector));
}

static void put_forms(view *v, str states, str sector_word) {
    MARK(v->out, "<form class=\"filters\" action=\"/matrix\"><p class=\"broad\"><label "
                 "for=\"states\">States, commas between</label><input id=\"states\" "
                 "name=\"states\"");
    html_attribute(v->out, "value", states);
    MARK(v->out, "></p><p><label for=\"sector\">Sector</label><select id=\"sector\" "
                 "name=\"sector\"><option value=\"\">any</option>");
    for (sector s = 0; s < SECTOR_COUNT; s++) {
        MARK(v->out, "<option");
        if (str_eq_z(sector_word, sector_name(s))) MARK(v->out, " selected");
        MARK(v->out, ">");
        buf_put_z(v->out, sector_name(s));
        MARK(v->out, "</option>");
    }
    MARK(v->out, "</select></p><p><button>Show</button></p></form>\n");
}

static code put_states(view *v, const actor_ref *who, size_t n, sector only, fault *f) {
    str in = only == SECTOR_COUNT ? S("") : str_of(sector_name(only));
    str names[MATRIX_STATES_MOST], codes[MATRIX_STATES_MOST], addresses[MATRIX_STATES_MOST];
    int64_t of[MATRIX_STATES_MOST * MATRIX_STATES_MOST];
    matrix_cell cells[MATRIX_STATES_MOST * MATRIX_STATES_MOST];
    TRY(matrix_states(v->arena, v->db, who, n, only, of, f));
    for (size_t i = 0; i < n; i++) {
        names[i] = who[i].name;
        codes[i] = who[i].code;
        addresses[i] = actor_address(v->arena, &who[i]);
        for (size_t k = 0; k < n; k++) {
            matrix_cell *c = &cells[i * n + k];
            *c = (matrix_cell){.count = i == k ? 0 : of[i * n + k]};
            if (c->count) c->address = list_address(v, who[i].code, who[k].code, in);
        }
    }
    const matrix m = {.head = {.id = "matrix-drawing",
                               .title = S("Instruments of each two states"),
                               .description = S("The darker, the more.")},
                      .rows = names,
                      .columns = codes,
                      .row_count = n,
                      .column_count = n,
                      .cells = cells};
    put_table(v, &m, addresses);
    return OK;
}

/* "BLR, PAK" or names; a state named twice is shown once. */
static code states_read(request *q, str text, actor_ref *out, size_t *count, fault *f) {
    str rest = text, word;
    size_t n = 0;
    while (rest.n && str_next(&rest, ',', &word)) {
        actor_ref who;
        bool again = false;
        word = str_trim(word);
        if (!word.n) continue;
        TRY(actor_lookup(q->arena, q->worker, word, &who, f));
        if (!who.code.n)
            return fault_set(f, INVALID, "states", STR_FMT " is no state or organisation",
                             STR_ARG(word));
        for (size_t i = 0; i < n; i++) again |= out[i].id == who.id;
        if (again) continue;
        if (n == MATRIX_STATES_MOST)
            return fault_set(f, INVALID, "states", "at most %d states fit", MATRIX_STATES_MOST);
        out[n++] = who;
    }
    *count = n;
    return OK;
}

static code states_page(request *q, response *r, fault *f) {
    actor_ref given[MATRIX_STATES_MOST], *who = given;
    size_t n = 0;
    sector only = SECTOR_COUNT;
    str text = str_trim(request_value(q, "states")), word = request_value(q, "sector");
    if (word.n) TRY(sector_take("sector", word, &only, f));
    if (text.n)
        TRY(states_read(q, text, given, &n, f));
    else
        TRY(matrix_latest(q->arena, q->worker, 12, &who, &n, f));
    const page_head head = {.title = S("States by states"), .section = "/states", .wide = true};
    view v = view_open(q, r, &head);
    put_forms(&v, text, word);
    MARK(v.out, "<p class=\"meta\">Instruments that each two of them have a part in");
    if (!text.n) MARK(v.out, "; these are the states of the latest records");
    MARK(v.out, ". Of one state by sector: the matrix on its own page.</p>\n");
    if (n > 1)
        TRY(put_states(&v, who, n, only, f));
    else
        part_empty(&v, S("Name two states or more, by code or name: BLR, PAK, Kazakhstan."));
    view_close(&v);
    return OK;
}

static code put_partners(view *v, const actor_ref *who, fault *f) {
    matrix_of_state of;
    str columns[SECTOR_COUNT], rows[MATRIX_PARTNERS_MOST], addresses[MATRIX_PARTNERS_MOST];
    sector shown[SECTOR_COUNT];
    size_t n = 0;
    TRY(matrix_sectors(v->arena, v->db, who->id, &of, f));
    for (sector s = 0; s < SECTOR_COUNT; s++) {
        int64_t sum = 0;
        for (size_t i = 0; i < of.count; i++) sum += of.of[i][s];
        if (!sum) continue;
        columns[n] = str_of(sector_name(s));
        shown[n++] = s;
    }
    if (!n) {
        part_teach(v, S("No instrument of it with another state has a sector yet."));
        return OK;
    }
    matrix_cell *cells = arena_array(v->arena, of.count * n, sizeof *cells);
    if (!cells) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < of.count; i++) {
        const actor_ref *other = &of.partners[i].other;
        rows[i] = other->name;
        addresses[i] = str_format(v->arena, "/pair/" STR_FMT "/" STR_FMT, STR_ARG(who->code),
                                  STR_ARG(other->code));
        for (size_t k = 0; k < n; k++) {
            matrix_cell *c = &cells[i * n + k];
            c->count = of.of[i][shown[k]];
            if (c->count) c->address = list_address(v, who->code, other->code, columns[k]);
        }
    }
    const matrix m = {.head = {.id = "matrix-drawing",
                               .title = S("Instruments by partner and sector"),
                               .description = S("The darker, the more.")},
                      .rows = rows,
                      .columns = columns,
                      .row_count = of.count,
                      .column_count = n,
                      .cells = cells};
    put_table(v, &m, addresses);
    return OK;
}

static code partners_page(request *q, response *r, str state, fault *f) {
    actor_ref who;
    if (request_value(q, "states").n || request_value(q, "sector").n)
        return fault_set(f, INVALID, "state", "a state by sector, or states by states: not both");
    TRY(actor_lookup(q->arena, q->worker, state, &who, f));
    if (!who.code.n) return fault_set(f, INVALID, "state", "a state or organisation is wanted");
    const page_head head = {
        .title = str_format(q->arena, STR_FMT ": with whom, by sector", STR_ARG(who.name)),
        .section = "/states",
        .wide = true};
    view v = view_open(q, r, &head);
    MARK(v.out, "<p class=\"meta\">Instruments of ");
    part_actor(&v, &who);
    MARK(v.out, " with the ");
    html_int(v.out, MATRIX_PARTNERS_MOST);
    MARK(v.out, " states with which it has most, by sector: one may have several. <a "
                "href=\"/matrix\">States by states"
                "</a></p>\n");
    TRY(put_partners(&v, &who, f));
    view_close(&v);
    return OK;
}

code page_matrix(request *q, response *r, fault *f) {
    str state = str_trim(request_value(q, "state"));
    return state.n ? partners_page(q, r, state, f) : states_page(q, r, f);
}
