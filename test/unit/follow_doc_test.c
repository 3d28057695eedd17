/* The tables of doc/follow.md are the test: every row is an example with its answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "follow/legal.h"
#include "follow/match.h"
#include "follow/session.h"
#include "follow/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CELLS = 8, MOST_ITEMS = 8 };

static size_t cells_of(str line, str *cells) {
    size_t n = 0;
    str rest = str_slice(line, 1, line.n);
    while (n < MOST_CELLS && rest.n > 0 && str_next(&rest, '|', &cells[n])) {
        cells[n] = str_trim(cells[n]);
        n++;
    }
    return n;
}

typedef struct {
    follow_plan plans[MOST_ITEMS];
    follow_report reports[MOST_ITEMS];
    follow_link links[MOST_ITEMS];
    follow_commitment c;
} example;

static day day_read(str s) {
    day d;
    assert_int_equal(day_parse(s, &d, NULL), OK);
    return d;
}

static void item_read(example *e, str item) {
    static const char *const kinds[] = {"fulfils", "partly", "contradicts", "superseded"};
    str word, rest = str_trim(item), date = {0};
    assert_true(str_next(&rest, ' ', &word));
    bool claimed = str_eq(word, S("claimed"));
    if (claimed) assert_true(str_next(&rest, ' ', &word));
    follow_score score;
    if (follow_score_of(word, &score)) {
        follow_report *r = &e->reports[e->c.report_count];
        *r = (follow_report){100 + (int64_t)e->c.report_count, rest, score, !claimed};
        e->c.report_count++;
        return;
    }
    if (str_eq(word, S("replanned"))) {
        assert_true(str_next(&rest, ' ', &date));
        follow_plan *p = &e->plans[e->c.plan_count];
        *p = (follow_plan){(int)e->c.plan_count, date, day_read(rest)};
        e->c.plan_count++;
        return;
    }
    for (int i = 0; i < 4; i++) {
        if (!str_eq_z(word, kinds[i])) continue;
        str number;
        int64_t id;
        assert_true(str_next(&rest, ' ', &number));
        assert_true(str_int(number, &id));
        e->links[e->c.link_count++] = (follow_link){id, (follow_link_kind)i, rest};
        return;
    }
    fail_msg("doc/follow.md: what is \"" STR_FMT "\"", STR_ARG(item));
}

static void example_read(example *e, str due, str known) {
    memset(e, 0, sizeof *e);
    e->plans[0] = (follow_plan){0, due, DAY_NONE};
    e->c =
        (follow_commitment){.id = 1, .plans = e->plans, .reports = e->reports, .links = e->links};
    e->c.plan_count = 1;
    str item;
    while (known.n > 0 && str_next(&known, ';', &item)) item_read(e, item);
}

static void the_states_are_as_documented(void **state) {
    (void)state;
    arena *a = arena_new((size_t)1 << 20);
    buf page;
    buf_init(&page, 0);
    assert_int_equal(file_read("doc/follow.md", (size_t)1 << 20, &page, NULL), OK);
    str rest = buf_str(&page), line;
    size_t rows = 0, seen[FOLLOW_STATE_COUNT] = {0};
    while (str_next(&rest, '\n', &line)) {
        str cells[MOST_CELLS];
        follow_status expected;
        if (!str_starts(line, S("|")) || cells_of(line, cells) != 5) continue;
        if (!follow_status_of(cells[3], &expected)) continue;
        example e;
        follow_verdict v;
        example_read(&e, cells[0], cells[1]);
        follow_state(a, &e.c, day_read(cells[2]), &follow_usual, &v);
        if (v.state != expected || !str_eq(v.reason, cells[4]))
            fail_msg(STR_FMT "\n  gives %s: " STR_FMT, STR_ARG(line), follow_status_name(v.state),
                     STR_ARG(v.reason));
        seen[v.state]++;
        rows++;
    }
    assert_true(rows >= 30);
    for (int i = 0; i < FOLLOW_STATE_COUNT; i++) assert_true(seen[i] > 0);
    buf_reset(&page);
    arena_free(a);
}

/* "commission planned NOR,FIN; said 2030-01-10: the sixth session" */
static follow_item matched_item(arena *a, str cell) {
    follow_item item = {.count = -1};
    size_t colon = str_find(cell, S(": "), 0);
    assert_true(colon != SIZE_MAX);
    item.text = str_slice(cell, colon + 2, cell.n);
    str rest = str_slice(cell, 0, colon), part, word;
    assert_true(str_next(&rest, ';', &part));
    while (part.n > 0 && str_next(&part, ' ', &word)) {
        if (kind_of(word, &item.kind) || act_of(word, &item.act) ||
            modality_of(word, &item.modality))
            continue;
        str *actors = arena_array(a, 4, sizeof *actors);
        while (word.n > 0 && str_next(&word, ',', &actors[item.actor_count])) item.actor_count++;
        item.actors = actors;
    }
    item.family = kind_record(item.kind);
    while (rest.n > 0 && str_next(&rest, ';', &part)) {
        str value = str_trim(part), key;
        assert_true(str_next(&value, ' ', &key));
        if (str_eq(key, S("said")))
            item.source_date = value;
        else if (str_eq(key, S("date")))
            item.date = value;
        else if (str_eq(key, S("due")))
            item.due = value;
        else if (str_eq(key, S("in")))
            item.host = value;
        else if (str_eq(key, S("count")))
            assert_true(str_int(value, &item.count));
        else if (str_eq(key, S("sectors")))
            assert_true(sectors_parse(value, &item.sectors));
        else
            fail_msg("doc/follow.md: what is \"" STR_FMT "\"", STR_ARG(key));
    }
    return item;
}

static void the_matches_are_as_documented(void **state) {
    (void)state;
    static const char *const answers[] = {"fulfils", "partly", "contradicts", "superseded"};
    arena *a = arena_new((size_t)64 << 20);
    follow_words *words;
    buf page;
    buf_init(&page, 0);
    assert_int_equal(follow_words_open(a, "en", &words, NULL), OK);
    assert_int_equal(file_read("doc/follow.md", (size_t)1 << 20, &page, NULL), OK);
    str rest = buf_str(&page), line;
    size_t rows = 0, wrong = 0;
    while (str_next(&rest, '\n', &line)) {
        str cells[MOST_CELLS];
        if (!str_starts(line, S("|")) || cells_of(line, cells) != 3) continue;
        if (str_starts(cells[0], S("{")) || str_find(cells[0], S(": "), 0) == SIZE_MAX) continue;
        follow_item promise = matched_item(a, cells[0]), deed = matched_item(a, cells[1]);
        follow_proposal *found;
        size_t n;
        assert_int_equal(follow_match(a, words, &promise, 1, &deed, 1, &found, &n, NULL), OK);
        str got = n > 0 ? str_of(answers[found[0].kind]) : S("-");
        rows++;
        if (str_eq(got, cells[2])) continue;
        wrong++;
        print_message(STR_FMT "\n  gives " STR_FMT " (" STR_FMT ")\n", STR_ARG(line), STR_ARG(got),
                      n > 0 ? (int)found[0].reason.n : 0, n > 0 ? found[0].reason.p : "");
    }
    assert_true(rows >= 20);
    assert_int_equal(wrong, 0);
    buf_reset(&page);
    arena_free(a);
}

/* How the table of points begins its rows, and whose points stand in each, in order. */
static const char *const points_rows[][2] = {
    {"the same kind of encounter", "ENCOUNTER"},
    {"talks promised", "ENCOUNTER_NEAR"},
    {"the same kind of document", "PAPER PAPER_NEAR"},
    {"a kind that is signed seldom", "PAPER_RARE"},
    {"a later act", "EFFECT"},
    {"a commitment of the same kind", "TASK TASK_NEAR"},
    {"a number in the same unit", "FIGURE"},
    {"said not to have come about", "DENIAL DENIAL_TASK"},
    {"and for the very time", "OF_THEN"},
    {"a later plan of the same encounter", "ENCOUNTER+REPLAN"},
    {"membership", "MEMBER"},
    {"the same actors", "ACTORS"},
    {"it concerns whom", "OTHERS"},
    {"like words", "WORDS WORDS_ENCOUNTER"},
    {"no like word", "NO_WORDS NO_WORDS_ENCOUNTER"},
    {"sectors shared", "SECTORS OTHER_SECTORS"},
    {"the same ordinal", "ORDINAL"},
    {"the same period", "PERIOD NO_PERIOD"},
    {"the same host country", "HOST"},
    {"the same office travels", "ROLE OTHER_ROLE"},
    {"in time", "IN_TIME"},
    {"up to a year late", "LATE_YEAR LATE_YEARS LATE_LONG"},
    {"half a year before", "EARLY"},
    {"a partial date", "UNSURE"},
};
enum { POINTS_ROWS = sizeof points_rows / sizeof *points_rows };

/* The value of POINTS_`name` in the two files that have them. */
static int points_of(str sources, str name) {
    char text[64];
    snprintf(text, sizeof text, " POINTS_" STR_FMT " = ", STR_ARG(name));
    size_t at = str_find(sources, str_of(text), 0);
    if (at == SIZE_MAX) fail_msg("there is no%s", text);
    return (int)strtol(sources.p + at + strlen(text), NULL, 10);
}

static int points_sum(str sources, str names) {
    int sum = 0;
    str name;
    while (str_next(&names, '+', &name)) sum += points_of(sources, name);
    return sum;
}

/* The numbers of a cell but for the zeroes that a range starts with. */
static void expect_points(str sources, str cell, str names) {
    str name;
    size_t at = 0;
    while (names.n > 0 && str_next(&names, ' ', &name)) {
        int value = 0;
        for (; at < cell.n && value == 0; at++)
            if (cell.p[at] == '-' || (cell.p[at] >= '0' && cell.p[at] <= '9')) {
                value = (int)strtol(cell.p + at, NULL, 10);
                while (at + 1 < cell.n && cell.p[at + 1] >= '0' && cell.p[at + 1] <= '9') at++;
            }
        if (value != points_sum(sources, name))
            fail_msg(STR_FMT " is %d, and documented as %d", STR_ARG(name),
                     points_sum(sources, name), value);
    }
    for (; at < cell.n; at++) assert_false(cell.p[at] >= '1' && cell.p[at] <= '9');
}

static size_t points_named(void) {
    size_t n = 0;
    for (size_t i = 0; i < POINTS_ROWS; i++)
        for (const char *p = points_rows[i][1]; *p; p++) n += *p == ' ' || *p == '+';
    return n + POINTS_ROWS - 1; /* the points of an encounter are named twice */
}

static void points_are_as_documented(void **state) {
    (void)state;
    buf page, sources;
    size_t seen = 0, defined = 0;
    buf_init(&page, 0);
    buf_init(&sources, 0);
    assert_int_equal(file_read("doc/follow.md", (size_t)1 << 20, &page, NULL), OK);
    assert_int_equal(file_read("src/follow/match_weigh.c", (size_t)1 << 20, &sources, NULL), OK);
    assert_int_equal(file_read("src/follow/match_time.c", (size_t)1 << 20, &sources, NULL), OK);
    buf_put_char(&sources, '\0');
    str code_text = buf_str(&sources), rest = buf_str(&page), line;
    bool inside = false;
    while (str_next(&rest, '\n', &line)) {
        str cells[MOST_CELLS];
        if (str_starts(line, S("| what | points |"))) inside = true;
        if (!str_starts(line, S("|"))) inside = inside && seen == 0;
        if (!inside || cells_of(line, cells) != 2 || str_starts(line, S("|---"))) continue;
        if (str_eq(cells[0], S("what"))) continue;
        assert_true(seen < POINTS_ROWS);
        if (!str_starts(cells[0], str_of(points_rows[seen][0])))
            fail_msg("\"" STR_FMT "\" where \"%s\" is known", STR_ARG(cells[0]),
                     points_rows[seen][0]);
        expect_points(code_text, cells[1], str_of(points_rows[seen++][1]));
    }
    for (size_t at = 0; (at = str_find(code_text, S(" POINTS_"), at)) != SIZE_MAX; at++) {
        size_t end = at + 8;
        while (code_text.p[end] == '_' || (code_text.p[end] >= 'A' && code_text.p[end] <= 'Z'))
            end++;
        defined += strncmp(code_text.p + end, " = ", 3) == 0;
    }
    assert_int_equal(seen, POINTS_ROWS);
    assert_int_equal(defined, points_named());
    buf_reset(&page);
    buf_reset(&sources);
}

static str legal_answer(arena *a, str instrument, day today) {
    const jnode *node;
    law_instrument in;
    law_notes notes = {0};
    law_result result;
    follow_legal *due;
    size_t n;
    buf b;
    buf_init(&b, 0);
    assert_int_equal(jnode_parse(a, instrument, &node, NULL), OK);
    assert_int_equal(law_instrument_parse(a, node, &in, &notes, NULL), OK);
    assert_int_equal(law_status(a, &in, &result, NULL), OK);
    assert_int_equal(follow_legal_due(a, &in, &result, DAY_NONE, today, &follow_legal_usual,
                                      (law_names){0}, &due, &n, NULL),
                     OK);
    for (size_t i = 0; i < n; i++) {
        char on[16];
        day_format(due[i].day, on);
        buf_printf(&b, "%s%s " STR_FMT " %s " STR_FMT, i > 0 ? "; " : "",
                   follow_legal_name(due[i].kind),
                   STR_ARG(due[i].party.n > 0 ? due[i].party : S("-")), on, STR_ARG(due[i].reason));
    }
    str answer = str_copy(a, n > 0 ? buf_str(&b) : S("-"));
    buf_reset(&b);
    return answer;
}

static void what_is_due_under_the_law_is_as_documented(void **state) {
    (void)state;
    arena *a = arena_new((size_t)64 << 20);
    buf page;
    buf_init(&page, 0);
    assert_int_equal(file_read("doc/follow.md", (size_t)1 << 20, &page, NULL), OK);
    str rest = buf_str(&page), line;
    size_t rows = 0;
    while (str_next(&rest, '\n', &line)) {
        str cells[MOST_CELLS];
        if (!str_starts(line, S("| {")) || cells_of(line, cells) != 3) continue;
        str got = legal_answer(a, cells[0], day_read(cells[1]));
        if (!str_eq(got, cells[2]))
            fail_msg(STR_FMT "\n  gives " STR_FMT, STR_ARG(line), STR_ARG(got));
        rows++;
    }
    assert_true(rows >= 7);
    buf_reset(&page);
    arena_free(a);
}

/* "held 2031-03-12; planned 2032-04" */
static size_t sessions_read(str cell, follow_session *out) {
    size_t n = 0;
    str item, word;
    while (cell.n > 0 && str_next(&cell, ';', &item)) {
        item = str_trim(item);
        assert_true(str_next(&item, ' ', &word));
        assert_true(str_eq(word, S("held")) || str_eq(word, S("planned")));
        out[n] = (follow_session){.id = (int64_t)n + 1,
                                  .on = str_trim(item),
                                  .held = str_eq(word, S("held")),
                                  .name = S("")};
        n++;
    }
    return n;
}

static void reports_before_sessions_are_as_documented(void **state) {
    (void)state;
    arena *a = arena_new((size_t)8 << 20);
    buf page;
    buf_init(&page, 0);
    assert_int_equal(file_read("doc/follow.md", (size_t)1 << 20, &page, NULL), OK);
    str rest = buf_str(&page), line;
    size_t rows = 0, seen[REPORT_STATE_COUNT] = {0};
    while (str_next(&rest, '\n', &line)) {
        str cells[MOST_CELLS], reports[MOST_ITEMS], item;
        follow_session given[MOST_ITEMS], *sessions;
        follow_report_due got;
        size_t kept, n = 0;
        if (!str_starts(line, S("|")) || cells_of(line, cells) != 6) continue;
        if (!str_starts(cells[0], S("held")) && !str_starts(cells[0], S("planned"))) continue;
        size_t count = sessions_read(cells[0], given);
        while (cells[2].n > 0 && str_next(&cells[2], ';', &item)) reports[n++] = str_trim(item);
        assert_int_equal(follow_sessions(a, given, count, &sessions, &kept, NULL), OK);
        assert_int_equal(follow_reporting(a, sessions, kept, cells[1], reports, n,
                                          day_read(cells[3]), REPORT_AHEAD_DAYS, &got, NULL),
                         OK);
        if (!str_eq_z(cells[4], follow_report_state_name(got.state)) ||
            !str_eq(cells[5], got.reason))
            fail_msg(STR_FMT "\n  gives %s: " STR_FMT, STR_ARG(line),
                     follow_report_state_name(got.state), STR_ARG(got.reason));
        seen[got.state]++;
        rows++;
    }
    assert_true(rows >= 15);
    for (int i = 0; i < REPORT_STATE_COUNT; i++) assert_true(seen[i] > 0);
    buf_reset(&page);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(points_are_as_documented),
                                       cmocka_unit_test(the_states_are_as_documented),
                                       cmocka_unit_test(the_matches_are_as_documented),
                                       cmocka_unit_test(what_is_due_under_the_law_is_as_documented),
                                       cmocka_unit_test(reports_before_sessions_are_as_documented)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
