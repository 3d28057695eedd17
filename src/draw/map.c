/* Outlines are projected anew for every drawing: five thousand points take a millisecond. */
#include "draw/map.h"

#include "base/asset.h"
#include "draw/svg.h"

#include <math.h>

enum { WIDTH = 1000, HEIGHT = 487, DOT = 4 };

static const double A1 = 1.340264, A2 = -0.081106, A3 = 0.000893, A4 = 0.003796;

static const char outlines[] = "data/map/countries.tsv";

/* Equal Earth, equations 1 to 3 of the paper: a parametric latitude, then two polynomials. */
static void equal_earth(double longitude, double latitude, double *x, double *y) {
    double theta = asin(sqrt(3) / 2 * sin(latitude)), t2 = theta * theta, t6 = t2 * t2 * t2;
    *x = 2 * sqrt(3) * longitude * cos(theta) /
         (3 * (9 * A4 * t6 * t2 + 7 * A3 * t6 + 3 * A2 * t2 + A1));
    *y = theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2));
}

void map_project(double longitude, double latitude, double *x, double *y) {
    const double radian = acos(-1) / 180;
    double right, top, none, px, py;
    equal_earth(180 * radian, 0, &right, &none);
    equal_earth(0, 90 * radian, &none, &top);
    equal_earth(longitude * radian, latitude * radian, &px, &py);
    *x = (double)WIDTH / 2.0 * (1 + px / right);
    *y = (double)HEIGHT / 2.0 * (1 - py / top);
}

static bool point_next(str *rest, int *x, int *y) {
    str point, longitude;
    int64_t lon, lat;
    double px, py;
    if (!str_next(rest, ' ', &point) || !str_next(&point, ',', &longitude)) return false;
    if (!str_int(longitude, &lon) || !str_int(point, &lat)) return false;
    if (lon < -1800 || lon > 1800 || lat < -900 || lat > 900) return false;
    map_project((double)lon / 10, (double)lat / 10, &px, &py);
    *x = (int)lround(px * 10);
    *y = (int)lround(py * 10);
    return true;
}

/* Tenths of a unit, relative: a path of whole numbers, the drawing scaled by a tenth. */
static bool put_ring(buf *b, str ring) {
    int x = 0, y = 0, px = 0, py = 0;
    for (bool first = true; ring.n > 0; first = false) {
        if (!point_next(&ring, &x, &y)) return false;
        if (first)
            buf_printf(b, "M%d %dl", x, y);
        else if (x != px || y != py)
            buf_printf(b, y - py < 0 ? "%d%d " : "%d %d ", x - px, y - py);
        px = x;
        py = y;
    }
    buf_put_char(b, 'z');
    return true;
}

static bool put_shape(buf *b, str rings, const char *class) {
    if (str_find(rings, S(" "), 0) == SIZE_MAX) {
        int x, y;
        if (!point_next(&rings, &x, &y)) return false;
        buf_printf(b, "<circle class=\"draw-dot %s\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>", class, x, y,
                   DOT * 10);
        return true;
    }
    str ring;
    buf_printf(b, "<path class=\"%s\" d=\"", class);
    while (rings.n > 0 && str_next(&rings, ';', &ring))
        if (!put_ring(b, ring)) return false;
    buf_put_z(b, "\"/>");
    return true;
}

static const map_state *state_find(const world_map *m, str iso) {
    for (size_t i = 0; i < m->state_count; i++)
        if (str_eq(m->states[i].code, iso)) return &m->states[i];
    return NULL;
}

static bool put_state(buf *b, const world_map *m, str iso, str name, str rings) {
    static const char *const steps[] = {"draw-v0", "draw-v1", "draw-v2",
                                        "draw-v3", "draw-v4", "draw-v5"};
    static const char *const opacity[] = {"0.08", "0.25", "0.4", "0.55", "0.7", "0.9"};
    const map_state *s = state_find(m, iso);
    bool centre = m->centre.n > 0 && str_eq(iso, m->centre), step_known = false;
    const char *class = "draw-land";
    int step = 0;
    if (s != NULL && s->step >= 0 && s->step < DRAW_STEPS) {
        step = s->step;
        class = steps[step];
        step_known = true;
    }
    if (centre) class = "draw-centre";
    buf title;
    buf_init(&title, 0);
    buf_put(&title, name);
    if (s != NULL && s->note.n > 0) {
        buf_put_z(&title, ": ");
        buf_put(&title, s->note);
    }
    buf_printf(b, "<g fill-opacity=\"%s\">", centre ? "1" : opacity[step_known ? step : 0]);
    svg_link_open(b, s != NULL ? s->address : (str){"", 0}, buf_str(&title));
    bool right = put_shape(b, rings, class);
    svg_link_close(b, s != NULL ? s->address : (str){"", 0});
    buf_put_z(b, "</g>");
    if (title.code != OK) b->code = title.code;
    buf_reset(&title);
    return right;
}

static bool row_next(str *rest, size_t *line, str *iso, str *name, str *rings) {
    str row;
    while (rest->n > 0 && str_next(rest, '\n', &row)) {
        (*line)++;
        if (row.n == 0 || row.p[0] == '#') continue;
        return str_next(&row, '\t', iso) && str_next(&row, '\t', name) && (*rings = row, row.n > 0);
    }
    return false;
}

bool map_has(str iso) {
    str rest = asset_find(outlines), found, name, rings;
    size_t line = 0;
    while (row_next(&rest, &line, &found, &name, &rings))
        if (str_eq(found, iso)) return true;
    return false;
}

/* The edge of the world: the two outer meridians and the poles between them. */
static void put_sea(buf *b) {
    double x, y;
    buf_put_z(b, "<path class=\"draw-sea\" fill=\"none\" d=\"");
    for (int side = -1; side <= 1; side += 2)
        for (int step = -18; step <= 18; step++) {
            map_project(180.0 * side, side * step * 5.0, &x, &y);
            buf_printf(b, "%c%d %d", side < 0 && step == -18 ? 'M' : 'L', (int)lround(x * 10),
                       (int)lround(y * 10));
        }
    buf_put_z(b, "z\"/>\n");
}

code draw_map(buf *out, const world_map *m, fault *f) {
    str rest = asset_find(outlines), iso, name, rings;
    size_t line = 0;
    if (rest.p == NULL)
        return fault_set(f, NOTFOUND, outlines, "the outlines are not in the program");
    svg_open(out, &m->head, "draw-map", WIDTH, HEIGHT);
    buf_put_z(out, "<g transform=\"scale(.1)\" fill-rule=\"evenodd\" stroke=\"currentColor\" "
                   "stroke-width=\"4\" stroke-opacity=\"0.5\">\n");
    put_sea(out);
    while (row_next(&rest, &line, &iso, &name, &rings))
        if (!put_state(out, m, iso, name, rings))
            return fault_set(f, INVALID, outlines,
                             "line %zu: points are longitude,latitude in tenths", line);
    buf_put_z(out, "</g>\n");
    svg_close(out);
    return OK;
}
