#include "draw/bars.h"

#include "draw/svg.h"

enum {
    TOP = 18,
    TALL = 120,
    SPARK_WIDTH = 100,
    SPARK_TALL = 20,
    MOST_YEARS = 400,
    MOST_LABELS = 8
};

static int64_t most_of(const bars *b) {
    int64_t most = 1;
    for (size_t i = 0; i < b->year_count; i++)
        if (b->years[i].count > most) most = b->years[i].count;
    return most;
}

static int years_of(const bars *b) {
    if (b->year_count == 0) return 1;
    int n = b->years[b->year_count - 1].year - b->years[0].year + 1;
    return n < 1 ? 1 : n > MOST_YEARS ? MOST_YEARS : n;
}

static void put_bar(buf *out, const char *class, const char *more, double x, double width,
                    double top, double height) {
    buf_printf(out, "<rect class=\"%s\"%s x=\"", class, more);
    svg_percent(out, x);
    buf_put_z(out, "\" width=\"");
    svg_percent(out, width);
    buf_printf(out, "\" y=\"%.1f\" height=\"%.1f\"/>", top, height);
}

static void put_year(buf *out, const bars *b, const bars_year *y, int first, int years,
                     int64_t most) {
    double width = 100.0 / years, x = width * (y->year - first);
    double height = (double)TALL * (double)y->count / (double)most;
    buf title, hatch;
    buf_init(&title, 0);
    buf_init(&hatch, 0);
    buf_printf(&title, "%d: %lld", y->year, (long long)y->count);
    svg_link_open(out, y->address, buf_str(&title));
    put_bar(out, "draw-bar", " fill-opacity=\"0.5\"", x + width * 0.1, width * 0.8,
            TOP + TALL - height, height);
    if (y->late > 0) {
        double late =
            (double)TALL * (double)(y->late < y->count ? y->late : y->count) / (double)most;
        put_bar(out, "draw-late", " fill-opacity=\"0.5\"", x + width * 0.1, width * 0.8,
                TOP + TALL - late, late);
        buf_printf(&hatch, " fill=\"url(#%s-hatch)\"", b->head.id);
        buf_put_char(&hatch, '\0');
        put_bar(out, "draw-hatch", hatch.code == OK ? hatch.p : "", x + width * 0.1, width * 0.8,
                TOP + TALL - late, late);
    }
    if (years <= 2 * MOST_LABELS) {
        buf_clear(&title);
        buf_put_int(&title, y->count);
        svg_text(out, years <= MOST_LABELS ? "draw-small" : "draw-small draw-wide", x + width / 2,
                 0, TOP + TALL - (int)height - 4, "middle", buf_str(&title), 12);
    }
    svg_link_close(out, y->address);
    if (title.code != OK) out->code = title.code;
    buf_reset(&title);
    buf_reset(&hatch);
}

void draw_bars(buf *out, const bars *b) {
    int years = years_of(b), first = b->year_count > 0 ? b->years[0].year : 0;
    int64_t most = most_of(b);
    svg_open(out, &b->head, "draw-bars", 0, TOP + TALL + 22);
    buf_printf(out,
               "<defs><pattern id=\"%s-hatch\" width=\"6\" height=\"6\" "
               "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path "
               "class=\"draw-hatch-line\" stroke=\"currentColor\" stroke-width=\"2\" "
               "d=\"M0 0V6\"/></pattern></defs>\n",
               b->head.id);
    buf_printf(out,
               "<line class=\"draw-line\" stroke=\"currentColor\" x1=\"0\" x2=\"100%%\" y1=\"%d\" "
               "y2=\"%d\"/>\n",
               TOP + TALL, TOP + TALL);
    for (size_t i = 0; i < b->year_count; i++) {
        int at = b->years[i].year - first;
        if (at < 0 || at >= years) continue;
        put_year(out, b, &b->years[i], first, years, most);
    }
    int step = (years + MOST_LABELS - 1) / MOST_LABELS;
    for (int i = 0; b->year_count > 0 && i < years; i += step) {
        buf_printf(out, "<text class=\"draw-small\" y=\"%d\" text-anchor=\"middle\" x=\"",
                   TOP + TALL + 16);
        svg_percent(out, 100.0 / years * (i + 0.5));
        buf_printf(out, "\">%d</text>\n", first + i);
    }
    svg_close(out);
}

void draw_spark(buf *out, const bars *b) {
    int years = years_of(b), first = b->year_count > 0 ? b->years[0].year : 0;
    int64_t most = most_of(b);
    double width = (double)SPARK_WIDTH / years;
    svg_open(out, &b->head, "draw-spark", SPARK_WIDTH, SPARK_TALL);
    buf_put_z(out, "<path class=\"draw-bar\" d=\"");
    for (size_t i = 0; i < b->year_count; i++) {
        int at = b->years[i].year - first;
        double height = (double)SPARK_TALL * (double)b->years[i].count / (double)most;
        if (at < 0 || at >= years || height <= 0) continue;
        buf_printf(out, "M%.1f %dv%.1fh%.1fv%.1fz", at * width, SPARK_TALL, -height, width * 0.8,
                   height);
    }
    buf_put_z(out, "\"/>\n");
    svg_close(out);
}
