/* Drawings against their golden files (test/golden/draw/). DEPOSITARY_ACCEPT=1 (make accept)
 * rewrites them; the reviewer reads the difference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "draw/bars.h"
#include "draw/gantt.h"
#include "draw/map.h"
#include "draw/matrix.h"
#include "draw/timeline.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every tag is closed in order, and nothing that a strict policy forbids is in it. */
static void well_formed(str s) {
    str open[32];
    size_t depth = 0;
    assert_int_equal(str_find(s, S("style="), 0), SIZE_MAX);
    assert_int_equal(str_find(s, S("<script"), 0), SIZE_MAX);
    assert_int_equal(str_find(s, S("nan"), 0), SIZE_MAX);
    for (size_t at = str_find(s, S("<"), 0); at != SIZE_MAX; at = str_find(s, S("<"), at + 1)) {
        size_t end = str_find(s, S(">"), at), name = at + 1;
        assert_true(end != SIZE_MAX);
        bool closing = s.p[name] == '/', alone = s.p[end - 1] == '/';
        if (closing) name++;
        size_t stop = name;
        while (s.p[stop] >= 'a' && s.p[stop] <= 'z') stop++;
        str tag = str_slice(s, name, stop);
        if (alone) continue;
        if (!closing) {
            assert_true(depth < 32);
            open[depth++] = tag;
            continue;
        }
        assert_true(depth > 0 && str_eq(open[--depth], tag));
    }
    assert_int_equal(depth, 0);
}

static void golden(const char *name, buf *b) {
    char path[96];
    buf expected;
    snprintf(path, sizeof path, "test/golden/draw/%s.svg", name);
    assert_int_equal(b->code, OK);
    well_formed(buf_str(b));
    if (getenv("DEPOSITARY_ACCEPT") != NULL)
        assert_int_equal(file_write(path, buf_str(b), NULL), OK);
    buf_init(&expected, 0);
    assert_int_equal(file_read(path, (size_t)4 << 20, &expected, NULL), OK);
    str made = buf_str(b), held = buf_str(&expected);
    size_t i = 0;
    while (i < made.n && i < held.n && made.p[i] == held.p[i]) i++;
    if (!str_eq(made, held))
        fail_msg("%s differs at byte %zu: \"" STR_FMT "\"", path, i,
                 STR_ARG(str_slice(made, i, i + 60)));
    buf_reset(&expected);
    buf_reset(b);
}

static void a_timeline_with_lanes(void **state) {
    (void)state;
    str lanes[] = {S("Visits"), S("Sessions"), S("Documents")};
    timeline_event events[] = {
        {day_of(2028, 5, 28), day_of(2028, 5, 29), 0, "visit", false, S("First visit"), S("/e/1"),
         S("2028-05-28/2028-05-29: First visit")},
        {day_of(2028, 8, 10), day_of(2028, 8, 10), 0, "visit", false, S("A premier's visit"),
         S("/e/2"), S("")},
        {day_of(2030, 3, 1), day_of(2030, 3, 2), 1, "commission", false, S("Fourth session"),
         S("/e/3"), S("")},
        {day_of(2033, 1, 12), day_of(2033, 1, 13), 1, "commission", false, S("Sixth session"),
         S("/e/4"), S("")},
        {day_of(2033, 1, 20), day_of(2033, 1, 20), 1, "talks", false, S("Talks a week later"),
         S(""), S("")},
        {day_of(2033, 1, 27), day_of(2033, 1, 27), 1, "talks", false, S("And again"), S(""), S("")},
        {day_of(2034, 11, 26), day_of(2034, 11, 26), 2, "roadmap", false,
         S("Roadmap 2035-2037 & <fifteen> \"others\""), S("/i/5?a=1&b=2"), S("")},
        {day_of(2035, 1, 1), day_of(2037, 12, 31), 2, "programme", true, S("Term"), S(""), S("")},
        {DAY_NONE, DAY_NONE, 2, "letter", true, S("never drawn"), S(""), S("")},
        {day_of(2035, 1, 1), day_of(2035, 1, 1), 9, "letter", true, S("no such lane"), S(""),
         S("")},
    };
    timeline t = {
        {"tl", S("Norway and Finland, 2028 to 2037"), S("Ten engagements in three lanes")},
        lanes,
        3,
        events,
        10,
        day_of(2035, 6, 1)};
    arena *a = arena_new((size_t)1 << 20);
    buf b;
    buf_init(&b, 0);
    draw_timeline(a, &b, &t);
    assert_int_equal(str_find(buf_str(&b), S("never drawn"), 0), SIZE_MAX);
    golden("timeline", &b);
    arena_free(a);
}

static void a_gantt_with_baseline_and_late_bars(void **state) {
    (void)state;
    gantt_row rows[] = {
        {S("Trade"), S(""), 0, true, day_of(2031, 1, 1), day_of(2033, 12, 31), DAY_NONE, DAY_NONE,
         40, "under_way", S("2 of 5 done")},
        {S("Lower duties on 100 goods"), S("/c/1"), 1, false, day_of(2031, 1, 1),
         day_of(2032, 3, 31), day_of(2031, 1, 1), day_of(2031, 9, 30), 33, "late",
         S("past its day: due 2032-03")},
        {S("Open a trade house"), S("/c/2"), 1, false, day_of(2031, 4, 1), day_of(2031, 12, 31),
         DAY_NONE, DAY_NONE, 100, "done", S("")},
        {S("Ninth session of the commission"), S("/c/3"), 1, false, DAY_NONE, day_of(2032, 9, 15),
         DAY_NONE, day_of(2032, 3, 15), 0, "open", S("")},
        {S("A milestone that is late"), S(""), 1, false, DAY_NONE, day_of(2032, 1, 15), DAY_NONE,
         DAY_NONE, 0, "late", S("")},
        {S("An action whose name is far too long to be shown in one line of a telephone"), S(""), 0,
         false, day_of(2032, 1, 1), day_of(2033, 6, 30), DAY_NONE, DAY_NONE, 0, "due_soon", S("")},
        {S("No day is set"), S(""), 0, false, DAY_NONE, DAY_OPEN, DAY_NONE, DAY_NONE, 0, "unknown",
         S("")},
    };
    gantt g = {
        {"g", S("Roadmap 2031-2033"), S("Seven rows; two are late")}, rows, 7, day_of(2032, 6, 1)};
    buf b;
    buf_init(&b, 0);
    draw_gantt(&b, &g);
    golden("gantt", &b);
}

static void a_matrix_of_states_and_sectors(void **state) {
    (void)state;
    str rows[] = {S("Finland"), S("Iceland"), S("Saint Vincent and the Grenadines")};
    str columns[] = {S("trade"), S("energy"), S("transport"), S("humanitarian")};
    matrix_cell cells[12] = {{12, S("/p?x=1&y=2")},
                             {3, S("")},
                             {0, S("")},
                             {1, S("")},
                             {5, S("")},
                             {0, S("")},
                             {7, S("")},
                             {0, S("")},
                             {0, S("")},
                             {1, S("")},
                             {2, S("")},
                             {120, S("")}};
    matrix m = {
        {"m", S("Norway by sector"), S("Instruments in force")}, rows, columns, 3, 4, cells};
    buf b;
    buf_init(&b, 0);
    draw_matrix(&b, &m);
    golden("matrix", &b);
}

static void a_map_of_the_world(void **state) {
    (void)state;
    map_state states[] = {{S("FIN"), 5, S("/pair/NOR/FIN"), S("12 agreements")},
                          {S("ISL"), 2, S("/pair/NOR/ISL"), S("5 agreements")},
                          {S("BRA"), 1, S("/pair/NOR/BRA"), S("1 agreement")},
                          {S("TUV"), 3, S("/pair/NOR/TUV"), S("7 agreements")},
                          {S("ZZZ"), 3, S(""), S("")}};
    world_map m = {
        {"w", S("Norway's agreements"), S("By state, on 1 January 2031")}, states, 5, S("NOR")};
    buf b;
    buf_init(&b, 0);
    assert_int_equal(draw_map(&b, &m, NULL), OK);
    assert_true(b.n < 90000);
    golden("map", &b);
}

static void bars_by_year_and_a_spark(void **state) {
    (void)state;
    bars_year years[] = {
        {2028, 5, 0, S("/y/2028")}, {2029, 9, 2, S("")}, {2031, 3, 3, S("")}, {2032, 0, 0, S("")}};
    bars chart = {{"b", S("Promises by year"), S("17, of which 5 late")}, years, 4};
    buf b;
    buf_init(&b, 0);
    draw_bars(&b, &chart);
    golden("bars", &b);
    draw_spark(&b, &chart);
    golden("spark", &b);
}

static void empty_drawings_are_drawings(void **state) {
    (void)state;
    draw_head head = {"e", S("Nothing"), S("")};
    arena *a = arena_new((size_t)1 << 16);
    buf b;
    buf_init(&b, 0);
    draw_timeline(a, &b, &(timeline){.head = head, .today = DAY_NONE});
    draw_gantt(&b, &(gantt){.head = head, .today = DAY_NONE});
    draw_matrix(&b, &(matrix){.head = head});
    draw_bars(&b, &(bars){.head = head});
    draw_spark(&b, &(bars){.head = head});
    assert_int_equal(b.code, OK);
    well_formed(buf_str(&b));
    buf_reset(&b);
    arena_free(a);
}

static void hostile_text_is_escaped(void **state) {
    (void)state;
    gantt_row row = {S("</text><script>x</script>"),
                     S("\"><script>"),
                     0,
                     false,
                     DAY_NONE,
                     100,
                     DAY_NONE,
                     DAY_NONE,
                     0,
                     "open",
                     S("<b>&\xff")};
    gantt g = {{"h", S("<script>"), S("</desc>")}, &row, 1, 90};
    buf b;
    buf_init(&b, 0);
    draw_gantt(&b, &g);
    well_formed(buf_str(&b));
    buf_reset(&b);
}

static void a_drawing_that_finds_no_room_says_so(void **state) {
    (void)state;
    gantt_row row = {S("x"), S(""), 0, false, DAY_NONE, 100, DAY_NONE, DAY_NONE, 0, "open", S("")};
    buf b;
    buf_init(&b, 100);
    draw_gantt(&b, &(gantt){{"h", S("t"), S("d")}, &row, 1, 90});
    assert_int_equal(b.code, NOMEM);
    buf_reset(&b);
    arena *a = arena_new(0);
    draw_timeline(a, &b, &(timeline){.head = {"h", S("t"), S("d")}, .today = DAY_NONE});
    assert_int_equal(b.code, NOMEM);
    buf_reset(&b);
    arena_free(a);
}

/* The area of a small field of degrees, drawn: the same everywhere once divided by its true one. */
static void the_projection_keeps_areas(void **state) {
    (void)state;
    double first = 0;
    for (int latitude = -80; latitude <= 80; latitude += 20)
        for (int longitude = -170; longitude <= 170; longitude += 34) {
            double x0, y0, x1, y1, x2, y2, radian = acos(-1) / 180;
            map_project(longitude, latitude, &x0, &y0);
            map_project(longitude + 0.01, latitude, &x1, &y1);
            map_project(longitude, latitude + 0.01, &x2, &y2);
            double area =
                fabs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / cos(latitude * radian);
            if (first == 0) first = area;
            assert_true(fabs(area / first - 1) < 0.01);
        }
    double x, y;
    map_project(0, 0, &x, &y);
    assert_true(fabs(x - 500) < 1e-6 && fabs(y - 243.5) < 1e-6);
    map_project(180, 0, &x, &y);
    assert_true(fabs(x - 1000) < 1e-6);
}

static void small_states_have_a_dot(void **state) {
    (void)state;
    assert_true(map_has(S("TUV")) && map_has(S("NRU")) && map_has(S("SGP")) && map_has(S("FRA")));
    assert_false(map_has(S("ATA")) || map_has(S("")) || map_has(S("FR")));
}

static void steps_are_fifths(void **state) {
    (void)state;
    assert_int_equal(draw_step(0, 10), 0);
    assert_int_equal(draw_step(1, 10), 1);
    assert_int_equal(draw_step(10, 10), 5);
    assert_int_equal(draw_step(5, 10), 3);
    assert_int_equal(draw_step(-1, 10), 0);
    assert_int_equal(draw_step(3, 0), 0);
    assert_int_equal(draw_step(INT64_MAX - 1, INT64_MAX), 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_timeline_with_lanes),
        cmocka_unit_test(a_gantt_with_baseline_and_late_bars),
        cmocka_unit_test(a_matrix_of_states_and_sectors),
        cmocka_unit_test(a_map_of_the_world),
        cmocka_unit_test(bars_by_year_and_a_spark),
        cmocka_unit_test(empty_drawings_are_drawings),
        cmocka_unit_test(hostile_text_is_escaped),
        cmocka_unit_test(a_drawing_that_finds_no_room_says_so),
        cmocka_unit_test(the_projection_keeps_areas),
        cmocka_unit_test(small_states_have_a_dot),
        cmocka_unit_test(steps_are_fifths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
