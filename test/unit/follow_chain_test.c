/* The sample's chains: what the matcher proposes from what a person found in the sample texts, from
 * the figures they report, and from the sample register, against test/follow/chains.tsv. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/jnode.h"
#include "follow/due.h"
#include "follow/match.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ITEMS = 2000, MOST_ROWS = 200, COLUMNS = 11 };

typedef struct {
    str chain, promise_ref, promise_text, promise_kinds, fact_ref, fact_text, fact_kinds, kind;
    bool found;
} gold_row;

static arena *a;
static follow_words *words;
static follow_item items[MOST_ITEMS];
static str refs[MOST_ITEMS], texts[MOST_ITEMS]; /* where each item comes from */
static size_t item_count;
static gold_row gold[MOST_ROWS];
static size_t gold_count;

static str slurp(const char *path) {
    buf b;
    buf_init(&b, 0);
    if (file_read(path, (size_t)16 << 20, &b, NULL) != OK) return (str){NULL, 0};
    str copy = str_copy(a, buf_str(&b));
    buf_reset(&b);
    return copy;
}

static size_t columns_of(str line, str *columns, size_t most) {
    size_t n = 0;
    for (size_t i = 0; i < most; i++) columns[i] = S("");
    while (n < most && str_next(&line, '\t', &columns[n])) n++;
    return n;
}

static str first_of(str value) {
    str part;
    return str_next(&value, '|', &part) ? part : value;
}

static const str *actors_of(str list, size_t *count) {
    str *actors = arena_array(a, 64, sizeof *actors);
    *count = 0;
    while (list.n > 0 && *count < 64 && str_next(&list, ',', &actors[*count])) (*count)++;
    return actors;
}

static void item_add(follow_item item, str ref, str text) {
    assert_true(item_count < MOST_ITEMS);
    item.id = (int64_t)item_count + 1;
    if (item.due.n == 0 && item.family == RECORD_COMMITMENT) item.due = item.date;
    items[item_count] = item;
    refs[item_count] = ref;
    texts[item_count++] = text;
}

static void text_facts(str name, str published) {
    char path[160];
    snprintf(path, sizeof path, "test/reading/sample/" STR_FMT ".tsv",
             STR_ARG(str_slice(name, 0, name.n - 4)));
    str rest = slurp(path), line;
    if (rest.p == NULL) return;
    const str *actors = NULL;
    size_t actor_count = 0;
    str_next(&rest, '\n', &line);
    while (rest.n > 0 && str_next(&rest, '\n', &line)) {
        str c[COLUMNS];
        follow_item item = {.count = -1, .source_date = published};
        if (columns_of(line, c, COLUMNS) < COLUMNS) continue;
        assert_true(record_of(c[1], &item.family));
        assert_true(kind_of(first_of(c[2]), &item.kind));
        assert_true(act_of(first_of(c[3]), &item.act));
        assert_true(modality_of(first_of(c[4]), &item.modality));
        item.actors = actors_of(c[5], &item.actor_count);
        if (c[7].n > 0) assert_true(sectors_parse(c[7], &item.sectors));
        if (c[8].n > 0) assert_true(str_int(c[8], &item.count));
        item.date = c[9];
        item.text = c[10];
        if (item.actor_count > actor_count) {
            actors = item.actors;
            actor_count = item.actor_count;
        }
        item_add(item, S("-"), name);
    }
    snprintf(path, sizeof path, "data/sample/texts/" STR_FMT, STR_ARG(name));
    follow_item *reports;
    size_t n;
    assert_int_equal(
        follow_reports(a, words, slurp(path), published, actors, actor_count, &reports, &n, NULL),
        OK);
    for (size_t i = 0; i < n; i++) item_add(reports[i], S("-"), name);
}

static void texts_read(void) {
    str rest = slurp("data/sample/texts/index.tsv"), line;
    assert_non_null(rest.p);
    str_next(&rest, '\n', &line);
    while (rest.n > 0 && str_next(&rest, '\n', &line)) {
        str c[3];
        columns_of(line, c, 3);
        if (c[0].n > 4) text_facts(c[0], c[1]);
    }
}

static const jnode *line_parse(str line) {
    const jnode *node;
    assert_int_equal(jnode_parse(a, line, &node, NULL), OK);
    return node;
}

static str source_day(str sources, const jnode *fact) {
    const jnode *list = jnode_field(fact, "sources");
    if (list == NULL || list->first == NULL) return S("");
    str key = jnode_str(list->first, "key"), line;
    while (sources.n > 0 && str_next(&sources, '\n', &line)) {
        if (line.n == 0) continue;
        const jnode *source = line_parse(line);
        if (str_eq(jnode_str(source, "source"), key)) return jnode_str(source, "published");
    }
    return S("");
}

static void register_fact(const jnode *d, str sources) {
    follow_item item = {.count = -1};
    assert_true(record_of(jnode_str(d, "record"), &item.family));
    assert_true(kind_of(jnode_str(d, "kind"), &item.kind));
    str act = jnode_str(d, "act");
    if (act.n > 0) assert_true(act_of(act, &item.act));
    assert_true(modality_of(jnode_str(d, "modality"), &item.modality));
    str *actors = arena_array(a, 64, sizeof *actors);
    for (const jnode *s = jnode_field(d, "states")->first; s != NULL; s = s->next)
        actors[item.actor_count++] = s->string;
    item.actors = actors;
    const jnode *sectors = jnode_field(d, "sectors");
    for (const jnode *s = sectors != NULL ? sectors->first : NULL; s != NULL; s = s->next) {
        sector one;
        assert_true(sector_of(s->string, &one));
        item.sectors |= 1u << one;
    }
    item.title = jnode_str(d, "title");
    item.text = jnode_str(d, "content");
    item.date = jnode_str(d, "date");
    item.due = jnode_str(d, "due");
    jnode_int(d, "count", &item.count);
    const jnode *measure = jnode_field(d, "measure");
    int64_t target;
    if (measure != NULL && jnode_int(measure, "target", &target)) {
        item.measured = true;
        item.measure = (double)target;
        item.unit = jnode_str(measure, "unit");
    }
    item.source_date = source_day(sources, d);
    item_add(item, jnode_str(d, "ref"), S("-"));
}

static void register_read(void) {
    static const char *const files[] = {"data/sample/register-belarus.ndjson",
                                        "data/sample/register-kazakhstan.ndjson",
                                        "data/sample/register-uzbekistan.ndjson"};
    str sources = slurp("data/sample/sources.ndjson"), line;
    for (size_t i = 0; i < 3; i++) {
        str rest = slurp(files[i]);
        assert_non_null(rest.p);
        while (rest.n > 0 && str_next(&rest, '\n', &line))
            if (line.n > 0) register_fact(line_parse(line), sources);
    }
}

static void gold_read(void) {
    str rest = slurp("test/follow/chains.tsv"), line;
    assert_non_null(rest.p);
    while (rest.n > 0 && str_next(&rest, '\n', &line)) {
        str c[8];
        if (str_starts(line, S("#")) || str_starts(line, S("chain\t"))) continue;
        if (columns_of(line, c, 8) < 8) continue;
        assert_true(gold_count < MOST_ROWS);
        gold[gold_count++] = (gold_row){c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], false};
    }
}

static int setup(void **state) {
    (void)state;
    a = arena_new((size_t)512 << 20);
    if (follow_words_open(a, "en", &words, NULL) != OK) return -1;
    gold_read();
    texts_read();
    register_read();
    return 0;
}

static int teardown(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static bool one_of(str value, str list) {
    str part;
    while (list.n > 0 && str_next(&list, '|', &part))
        if (part.n > 1 && str_eq(part, value)) return true;
    return false;
}

static bool side_fits(size_t item, str ref, str from, str kinds) {
    if (!one_of(str_of(kind_name(items[item].kind)), kinds)) return false;
    return (ref.n > 1 && str_eq(refs[item], ref)) || one_of(texts[item], from);
}

static bool right(const follow_proposal *p) {
    static const char *const kinds[] = {"carries_out", "partly", "contradicts"};
    bool any = false;
    for (size_t i = 0; i < gold_count; i++) {
        gold_row *g = &gold[i];
        if (!str_eq_z(g->kind, kinds[p->kind])) continue;
        if (!side_fits(p->promise, g->promise_ref, g->promise_text, g->promise_kinds)) continue;
        if (!side_fits(p->fact, g->fact_ref, g->fact_text, g->fact_kinds)) continue;
        g->found = any = true;
    }
    return any;
}

static str name_of(size_t item) {
    return refs[item].n > 1 ? refs[item] : texts[item];
}

static void the_seven_chains_come_out_and_four_of_five_proposals_are_right(void **state) {
    (void)state;
    follow_proposal *p;
    size_t n, hits = 0;
    assert_true(item_count > 200);
    assert_int_equal(follow_match(a, words, items, item_count, items, item_count, &p, &n, NULL),
                     OK);
    for (size_t i = 0; i < n; i++) {
        bool ok = right(&p[i]);
        hits += ok;
        if (getenv("FOLLOW_SHOW") != NULL)
            print_message("%s %.2f " STR_FMT " -> " STR_FMT " kind %d: " STR_FMT "\n",
                          ok ? "+" : "-", p[i].score, STR_ARG(name_of(p[i].promise)),
                          STR_ARG(name_of(p[i].fact)), (int)p[i].kind, STR_ARG(p[i].reason));
    }
    bool chains[8] = {false};
    size_t found = 0;
    for (size_t i = 0; i < gold_count; i++) {
        int64_t chain;
        found += gold[i].found;
        if (str_int(gold[i].chain, &chain) && chain < 8 && gold[i].found) chains[chain] = true;
        if (getenv("FOLLOW_SHOW") != NULL && !gold[i].found)
            print_message("missing " STR_FMT " / " STR_FMT " -> " STR_FMT " / " STR_FMT "\n",
                          STR_ARG(gold[i].promise_ref), STR_ARG(gold[i].promise_text),
                          STR_ARG(gold[i].fact_ref), STR_ARG(gold[i].fact_text));
    }
    print_message("%zu proposals, %zu right (%.0f%%); %zu of %zu gold rows found\n", n, hits,
                  100.0 * (double)hits / (double)n, found, gold_count);
    for (int i = 1; i <= 7; i++)
        if (!chains[i]) fail_msg("chain %d of test/follow/chains.tsv was not proposed", i);
    assert_true(5 * hits >= 4 * n);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_seven_chains_come_out_and_four_of_five_proposals_are_right),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
