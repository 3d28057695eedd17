/* Small dossiers of several pairs (test/follow/NAME/): texts read and accepted in order of their
 * days, and what the register proposes held against gold.tsv, which was written first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/read.h"
#include "store/proposal.h"
#include "store/record_read.h"
#include "store_fixture.h"

#include <dirent.h>

enum { MOST_TEXTS = 32, MOST_ROWS = 64 };

typedef struct {
    str chain, sides[4], proposal; /* promise's text and words, the fact's */
    bool found;
} gold_row;

static str text_of[MOST_TEXTS]; /* by number of the source */
static gold_row gold[MOST_ROWS];
static size_t gold_count, all_made, all_right, all_asked, all_found;

static str slurp(const char *path) {
    buf b;
    buf_init(&b, 0);
    if (file_read(path, (size_t)1 << 20, &b, &fixture_fault) != OK)
        fail_msg("cannot read %s", path);
    str text = str_copy(fixture_arena, buf_str(&b));
    buf_reset(&b);
    return text;
}

static int by_name(const void *a, const void *b) {
    return str_cmp(*(const str *)a, *(const str *)b);
}

static size_t texts_of(const char *folder, str *names) {
    DIR *d = opendir(folder);
    size_t n = 0;
    assert_non_null(d);
    for (const struct dirent *e = readdir(d); e != NULL; e = readdir(d)) {
        str name = str_of(e->d_name);
        if (!str_ends(name, S(".txt"))) continue;
        assert_true(n < MOST_TEXTS);
        names[n++] = str_copy(fixture_arena, str_slice(name, 0, name.n - 4));
    }
    closedir(d);
    qsort(names, n, sizeof *names, by_name);
    return n;
}

static void add_texts(const language *l, const char *folder) {
    str names[MOST_TEXTS];
    size_t n = texts_of(folder, names);
    memset(text_of, 0, sizeof text_of);
    assert_true(n >= 6);
    for (size_t i = 0; i < n; i++) {
        str text =
            slurp(str_format(fixture_arena, "%s/" STR_FMT ".txt", folder, STR_ARG(names[i])).p);
        new_source what = {.bytes = text, .text = text, .form = S("text"), .published = names[i]};
        fact *facts;
        size_t count, taken;
        source_added added;
        assert_int_equal(
            read_document(fixture_arena, l, text, names[i], &facts, &count, &fixture_fault), OK);
        CHANGE("add", source_add(&c, &what, facts, count, &added, f));
        assert_true(added.id < MOST_TEXTS);
        text_of[added.id] = names[i];
        CHANGE("accept", draft_accept_all(&c, added.id, 0, &taken, f));
    }
}

static void gold_read(const char *folder) {
    str rest = slurp(str_format(fixture_arena, "%s/gold.tsv", folder).p), row;
    gold_count = 0;
    while (rest.n > 0 && str_next(&rest, '\n', &row)) {
        if (row.n == 0 || row.p[0] == '#' || str_starts(row, S("chain"))) continue;
        assert_true(gold_count < MOST_ROWS);
        gold_row *g = &gold[gold_count++];
        *g = (gold_row){0};
        assert_true(str_next(&row, '\t', &g->chain));
        for (size_t i = 0; i < 4; i++) assert_true(str_next(&row, '\t', &g->sides[i]));
        assert_true(str_next(&row, '\t', &g->proposal));
        g->proposal = str_trim(g->proposal);
    }
}

static bool is_side(int64_t id, str text, str words, bool print) {
    evidence_row *e;
    size_t n;
    bool is = false;
    assert_int_equal(record_evidence(fixture_arena, fixture_db, id, &e, &n, &fixture_fault), OK);
    for (size_t i = 0; i < n; i++) {
        str said = str_format(fixture_arena, STR_FMT STR_FMT STR_FMT, STR_ARG(e[i].before),
                              STR_ARG(e[i].text), STR_ARG(e[i].after));
        if (print && i < 2)
            print_message("        " STR_FMT ": " STR_FMT "\n", STR_ARG(text_of[e[i].source.id]),
                          STR_ARG(said));
        is = is || (str_eq(text_of[e[i].source.id], text) && str_find(said, words, 0) != SIZE_MAX);
    }
    return is;
}

static bool is_proposal(str word, link_kind k) {
    if (str_eq(word, S("replans"))) return k == LINK_CONTRADICTS || k == LINK_SUPERSEDES;
    if (str_eq(word, S("partly"))) return k == LINK_PARTLY_FULFILS;
    return k == (str_eq(word, S("contradicts")) ? LINK_CONTRADICTS : LINK_FULFILS);
}

/* Marks the rows that say it; whether any does. */
static bool judge(const proposal *p) {
    bool right = false;
    for (size_t i = 0; i < gold_count; i++) {
        gold_row *g = &gold[i];
        if (!is_proposal(g->proposal, p->kind)) continue;
        if (!is_side(p->promise.id, g->sides[0], g->sides[1], false) ||
            !is_side(p->deed.id, g->sides[2], g->sides[3], false))
            continue;
        g->found = right = true;
    }
    return right;
}

/* Where one record tells of both, the later document added an act to the instrument: it needs no
 * link, and its status says what came of it. */
static void acts_judge(void) {
    query *q = db_query(fixture_db,
                        "SELECT DISTINCT e.record_id FROM evidence e JOIN act a ON "
                        "a.instrument_id = e.record_id JOIN source s ON s.id = a.source_id "
                        "WHERE s.id <> e.source_id",
                        &fixture_fault);
    int64_t *ids;
    size_t n;
    assert_int_equal(ids_read(fixture_arena, q, &ids, &n, &fixture_fault), OK);
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < gold_count; i++)
            gold[i].found =
                gold[i].found || (is_side(ids[k], gold[i].sides[0], gold[i].sides[1], false) &&
                                  is_side(ids[k], gold[i].sides[2], gold[i].sides[3], false));
}

/* Chains are numbered from 1; a chain is found where any of its rows is. */
static void chains_count(size_t *asked, size_t *found) {
    *asked = *found = 0;
    for (int64_t chain = 1;; chain++) {
        bool any = false, came = false;
        for (size_t i = 0; i < gold_count; i++) {
            int64_t number;
            if (!str_int(gold[i].chain, &number) || number != chain) continue;
            any = true;
            came = came || gold[i].found;
        }
        if (!any) return;
        ++*asked;
        *found += came;
        if (!came) print_message("    not proposed: chain %lld\n", (long long)chain);
    }
}

static void measure(const char *folder) {
    proposal_page page;
    size_t right = 0, made = 0, asked, found;
    gold_read(folder);
    assert_int_equal(
        proposal_browse(fixture_arena, fixture_db, 0, DAY_NONE, S(""), 500, &page, &fixture_fault),
        OK);
    for (size_t i = 0; i < page.count; i++) {
        const proposal *p = &page.items[i];
        if (str_starts(p->reason, S("one event"))) continue; /* sources that disagree */
        bool is = judge(p);
        made++;
        right += is;
        if (is) continue;
        print_message("    wrong: %s: " STR_FMT "\n", link_kind_name(p->kind), STR_ARG(p->reason));
        is_side(p->promise.id, S("-"), S("-"), true);
        is_side(p->deed.id, S("-"), S("-"), true);
    }
    acts_judge();
    chains_count(&asked, &found);
    print_message("%s: %zu of %zu chains, %zu of %zu proposals right\n", folder, found, asked,
                  right, page.count);
    all_made += made;
    all_right += right;
    all_asked += asked;
    all_found += found;
}

static void dossier(const char *name) {
    language *l;
    assert_int_equal(language_open("en", &l, &fixture_fault), OK);
    const char *folder = str_format(fixture_arena, "test/follow/%s", name).p;
    add_texts(l, folder);
    measure(folder);
    language_close(l);
}

static void promises_of_two_asian_states_are_followed(void **state) {
    (void)state;
    dossier("vietnam-sri-lanka");
}

static void promises_of_a_union_and_a_state_are_followed(void **state) {
    (void)state;
    dossier("turkiye-african-union");
}

static void promises_across_the_gulf_are_followed(void **state) {
    (void)state;
    dossier("qatar-slovenia");
}

static void promises_across_an_ocean_are_followed(void **state) {
    (void)state;
    dossier("chile-indonesia");
}

static void promises_of_two_neighbours_are_followed(void **state) {
    (void)state;
    dossier("ethiopia-kenya");
}

static void promises_of_far_states_are_followed(void **state) {
    (void)state;
    dossier("mongolia-poland");
}

static void promises_of_two_continents_are_followed(void **state) {
    (void)state;
    dossier("brazil-nigeria");
}

static void promises_over_an_ocean_and_a_coup_are_followed(void **state) {
    (void)state;
    dossier("peru-thailand");
}

static void four_of_five_come_out_and_four_of_five_are_right(void **state) {
    (void)state;
    print_message("all: %zu of %zu chains, %zu of %zu proposals right\n", all_found, all_asked,
                  all_right, all_made);
    assert_true(all_found * 10 >= all_asked * 8);
    assert_true(all_right * 10 >= all_made * 8);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(promises_of_two_asian_states_are_followed),
        TEST(promises_of_a_union_and_a_state_are_followed),
        TEST(promises_across_the_gulf_are_followed),
        TEST(promises_across_an_ocean_are_followed),
        TEST(promises_of_two_neighbours_are_followed),
        TEST(promises_of_far_states_are_followed),
        TEST(promises_of_two_continents_are_followed),
        TEST(promises_over_an_ocean_and_a_coup_are_followed),
        cmocka_unit_test(four_of_five_come_out_and_four_of_five_are_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
