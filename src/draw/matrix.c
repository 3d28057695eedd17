#include "draw/matrix.h"

#include "draw/svg.h"

enum { LEFT = 150, TOP = 110, CELL = 26, ROW_MOST = 16, COLUMN_MOST = 15 };

static void put_heads(buf *b, const matrix *m) {
    for (size_t i = 0; i < m->row_count; i++) {
        buf_printf(b, "<text class=\"draw-text\" x=\"%d\" y=\"%d\" text-anchor=\"end\">", LEFT - 6,
                   TOP + (int)i * CELL + 18);
        svg_cut(b, m->rows[i], ROW_MOST);
        buf_put_z(b, "</text>\n");
    }
    for (size_t i = 0; i < m->column_count; i++) {
        buf_printf(b, "<text class=\"draw-text\" transform=\"translate(%d %d)rotate(-60)\">",
                   LEFT + (int)i * CELL + 16, TOP - 6);
        svg_cut(b, m->columns[i], COLUMN_MOST);
        buf_put_z(b, "</text>\n");
    }
}

static void put_cell(buf *b, const matrix *m, size_t row, size_t column, int64_t most) {
    static const char *const opacity[DRAW_STEPS] = {"0", "0.1", "0.2", "0.3", "0.4", "0.5"};
    const matrix_cell *c = &m->cells[row * m->column_count + column];
    int x = LEFT + (int)column * CELL, y = TOP + (int)row * CELL, step = draw_step(c->count, most);
    buf title;
    if (c->count <= 0) return;
    buf_init(&title, 0);
    buf_put(&title, m->rows[row]);
    buf_put_z(&title, ", ");
    buf_put(&title, m->columns[column]);
    buf_printf(&title, ": %lld", (long long)c->count);
    svg_link_open(b, c->address, buf_str(&title));
    buf_printf(b,
               "<rect class=\"draw-v%d\" fill-opacity=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" "
               "height=\"%d\"/>",
               step, opacity[step], x + 1, y + 1, CELL - 2, CELL - 2);
    buf_printf(b,
               "<text class=\"draw-small\" font-size=\"11\" x=\"%d\" y=\"%d\" "
               "text-anchor=\"middle\">%lld</text>",
               x + CELL / 2, y + 17, (long long)c->count);
    svg_link_close(b, c->address);
    if (title.code != OK) b->code = title.code;
    buf_reset(&title);
}

void draw_matrix(buf *out, const matrix *m) {
    int width = LEFT + (int)m->column_count * CELL + 50,
        height = TOP + (int)m->row_count * CELL + 4;
    int64_t most = 0;
    for (size_t i = 0; i < m->row_count * m->column_count; i++)
        if (m->cells[i].count > most) most = m->cells[i].count;
    svg_open(out, &m->head, "draw-matrix", width, height);
    put_heads(out, m);
    for (size_t i = 0; i <= m->row_count; i++)
        buf_printf(out,
                   "<path class=\"draw-grid\" stroke=\"currentColor\" stroke-opacity=\"0.15\" "
                   "d=\"M%d %dH%d\"/>",
                   LEFT, TOP + (int)i * CELL, LEFT + (int)m->column_count * CELL);
    buf_put_char(out, '\n');
    for (size_t i = 0; i < m->row_count; i++)
        for (size_t k = 0; k < m->column_count; k++) put_cell(out, m, i, k, most);
    svg_close(out);
}
