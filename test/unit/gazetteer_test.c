#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/asset.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The tables under data/gazetteer: their form, and that a name without "?" has one owner. */

enum { STATE_COLUMNS = 10, ORGANISATION_COLUMNS = 6, MOST_NAMES = 8192 };

typedef struct {
    str name, owner;
    bool weak;
} entry;

typedef struct {
    entry of[MOST_NAMES];
    size_t count;
} names;

static names all;

/* The columns of the next line; false at the end. Fails on a wrong number of columns. */
static bool next_row(str *rest, size_t columns, str *cell) {
    str line;
    if (!rest->n || !str_next(rest, '\n', &line)) return false;
    if (!line.n) return false;
    for (size_t i = 0; i < columns; i++) {
        if (!str_next(&line, '\t', &cell[i])) cell[i] = S("");
        assert_true(str_eq(cell[i], str_trim(cell[i])));
    }
    assert_int_equal(line.n, 0);
    return true;
}

static void add(str name, str owner) {
    assert_true(all.count < MOST_NAMES);
    bool weak = str_ends(name, S("?"));
    if (weak) name.n--;
    assert_true(name.n > 0);
    all.of[all.count++] = (entry){name, owner, weak};
}

static void add_list(str list, str owner) {
    str member;
    if (!list.n) return;
    while (str_next(&list, ';', &member)) {
        if (!member.n || !str_eq(member, str_trim(member)))
            fail_msg("%.*s: an empty or padded member", STR_ARG(owner));
        add(member, owner);
    }
}

static int by_name(const void *a, const void *b) {
    return str_cmp(((const entry *)a)->name, ((const entry *)b)->name);
}

static void check_owners(void) {
    qsort(all.of, all.count, sizeof *all.of, by_name);
    for (size_t i = 1; i < all.count; i++) {
        const entry *x = &all.of[i - 1], *y = &all.of[i];
        if (str_eq(x->name, y->name) && !str_eq(x->owner, y->owner) && !(x->weak && y->weak))
            fail_msg("\"%.*s\" stands under %.*s and %.*s without a ?", STR_ARG(x->name),
                     STR_ARG(x->owner), STR_ARG(y->owner));
    }
}

static str table(const char *path, const char *header) {
    str t = asset_find(path);
    assert_non_null(t.p);
    assert_true(utf8_bad_at(t) == SIZE_MAX);
    assert_true(str_ends(t, S("\n")));
    assert_true(str_find(t, S("’"), 0) == SIZE_MAX);
    assert_true(str_find(t, S("\r"), 0) == SIZE_MAX);
    str line;
    str_next(&t, '\n', &line);
    assert_true(str_eq_z(line, header));
    return t;
}

static str states(void) {
    return table("data/gazetteer/states.tsv",
                 "code\tname\tofficial\tadjectives\tpeople\tseats\taliases\tfrom\tto\tsuccessors");
}

static str organisations(void) {
    return table("data/gazetteer/organisations.tsv", "short\tname\taliases\tkind\tside\tmembers");
}

static bool state_is(str code) {
    str rest = states(), cell[STATE_COLUMNS];
    while (next_row(&rest, STATE_COLUMNS, cell))
        if (str_eq(cell[0], code)) return true;
    return false;
}

static bool owned_by(const char *name, const char *owner) {
    for (size_t i = 0; i < all.count; i++)
        if (str_eq_z(all.of[i].name, name) && str_eq_z(all.of[i].owner, owner)) return true;
    return false;
}

static void collect_states(void) {
    all.count = 0;
    str rest = states(), cell[STATE_COLUMNS];
    while (next_row(&rest, STATE_COLUMNS, cell)) {
        add(cell[1], cell[0]);
        add(cell[2], cell[0]);
        for (int i = 3; i <= 6; i++) add_list(cell[i], cell[0]);
    }
}

static void states_have_unique_sorted_codes_and_the_form_of_the_readme(void **unused) {
    (void)unused;
    str rest = states(), cell[STATE_COLUMNS], last = S("");
    size_t count = 0, ceased = 0;
    while (next_row(&rest, STATE_COLUMNS, cell)) {
        assert_int_equal(cell[0].n, 3);
        assert_true(str_cmp(last, cell[0]) < 0);
        assert_true(cell[1].n && cell[2].n);
        int64_t from = 0, to = 9999;
        if (cell[7].n) assert_true(str_int(cell[7], &from));
        if (cell[8].n) assert_true(str_int(cell[8], &to));
        assert_true(from < to);
        assert_int_equal(cell[8].n > 0, cell[9].n > 0);
        ceased += cell[8].n > 0;
        last = cell[0];
        count++;
    }
    assert_true(count >= 195 + 3 + ceased);
    assert_true(ceased >= 8);
}

static void every_successor_is_a_state_of_the_table(void **unused) {
    (void)unused;
    str rest = states(), cell[STATE_COLUMNS], code;
    while (next_row(&rest, STATE_COLUMNS, cell))
        while (cell[9].n && str_next(&cell[9], ';', &code))
            if (!state_is(code) || str_eq(code, cell[0]))
                fail_msg("%.*s: successor %.*s", STR_ARG(cell[0]), STR_ARG(code));
}

static void no_two_states_share_a_name_that_is_not_marked_weak(void **unused) {
    (void)unused;
    collect_states();
    check_owners();
}

static void states_are_known_by_their_other_names(void **unused) {
    (void)unused;
    collect_states();
    static const char *const known[][2] = {
        {"Turkey", "TUR"},
        {"Türkiye", "TUR"},
        {"Viet Nam", "VNM"},
        {"Vietnam", "VNM"},
        {"Ivory Coast", "CIV"},
        {"Cote d'Ivoire", "CIV"},
        {"Swaziland", "SWZ"},
        {"Burma", "MMR"},
        {"Lao PDR", "LAO"},
        {"DPRK", "PRK"},
        {"ROK", "KOR"},
        {"UAE", "ARE"},
        {"U.S.", "USA"},
        {"UK", "GBR"},
        {"DRC", "COD"},
        {"Zaire", "COD"},
        {"Macedonia", "MKD"},
        {"Cape Verde", "CPV"},
        {"Czech Republic", "CZE"},
        {"Holy See", "VAT"},
        {"Vatican", "VAT"},
        {"Hong Kong, China", "HKG"},
        {"Macau", "MAC"},
        {"USSR", "SUN"},
        {"Kosova", "XKX"},
        {"Palestinian", "PSE"},
        {"Kyrgyz Republic", "KGZ"},
        {"Belarusian", "BLR"},
        {"Dutch", "NLD"},
        {"Kremlin", "RUS"},
        {"Ceylon", "LKA"},
        {"East Timor", "TLS"},
        {"Persia", "IRN"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!owned_by(known[i][0], known[i][1]))
            fail_msg("%s should be a name of %s", known[i][0], known[i][1]);
}

static void organisations_are_sorted_complete_and_never_named_like_a_state_code(void **unused) {
    (void)unused;
    all.count = 0;
    str rest = organisations(), cell[ORGANISATION_COLUMNS], last = S("");
    size_t count = 0;
    while (next_row(&rest, ORGANISATION_COLUMNS, cell)) {
        assert_true(str_cmp(last, cell[0]) < 0);
        assert_true(cell[1].n && cell[3].n);
        assert_true(str_eq(cell[4], S("0")) || str_eq(cell[4], S("1")));
        assert_false(state_is(cell[0]));
        for (str codes = cell[5], code, before = S(""); codes.n && str_next(&codes, ';', &code);
             before = code) {
            assert_true(state_is(code));
            assert_true(str_cmp(before, code) < 0);
        }
        add(cell[0], cell[0]);
        add(cell[1], cell[0]);
        add_list(cell[2], cell[0]);
        last = cell[0];
        count++;
    }
    assert_true(count >= 200);
    check_owners();
    assert_true(owned_by("European Union", "EU"));
    assert_true(owned_by("Shanghai Cooperation Organization", "SCO"));
    assert_true(owned_by("United Nations", "UN"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_have_unique_sorted_codes_and_the_form_of_the_readme),
        cmocka_unit_test(every_successor_is_a_state_of_the_table),
        cmocka_unit_test(no_two_states_share_a_name_that_is_not_marked_weak),
        cmocka_unit_test(states_are_known_by_their_other_names),
        cmocka_unit_test(organisations_are_sorted_complete_and_never_named_like_a_state_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
