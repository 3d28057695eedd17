#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/fold.h"
#include "store/names.h"
#include "store/search_words.h"
#include "store/signature.h"

#include <string.h>

static arena *a;

static int set(void **state) {
    (void)state;
    a = arena_new((size_t)64 << 20);
    return a ? 0 : -1;
}

static int unset(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static void folding_keeps_letters_and_digits_only(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"Soglashéniye  (No. 5)", "soglasheniye no 5"},
        {"KYRGYZSTAN’s", "kyrgyzstans"},
        {"Łukašenka", "lukasenka"},
        {"STRAßE", "strasse"},
        {"ﬁnal — act", "final act"},
        {"Белоруссия, Ёлки", "белоруссия елки"},
        {"\xff\xfe", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str out = fold_text(a, str_of(cases[i][0]));
        if (!str_eq_z(out, cases[i][1])) print_message(STR_FMT "\n", STR_ARG(out));
        assert_true(str_eq_z(out, cases[i][1]));
    }
}

static void the_letter_that_grows_most_fits(void **state) {
    (void)state;
    buf b;
    buf_init(&b, 0);
    for (int i = 0; i < 3000; i++) buf_put_z(&b, "\xef\xb7\xba"); /* U+FDFA: 18 letters */
    str out = fold_text(a, buf_str(&b));
    assert_non_null(out.p);
    assert_true(out.n > b.n);
    buf_reset(&b);
}

static void distance_counts_slips_of_the_pen(void **state) {
    (void)state;
    assert_int_equal(fold_distance(S("shehbaz"), S("shahbaz"), 3), 1);
    assert_int_equal(fold_distance(S("abcd"), S("abdc"), 3), 1);
    assert_int_equal(fold_distance(S("abc"), S(""), 5), 3);
    assert_int_equal(fold_distance(S("kitten"), S("sitting"), 5), 3);
    assert_int_equal(fold_distance(S("kitten"), S("sitting"), 1), 2);
}

static bool same(const char *x, const char *y) {
    str fx = name_fold(a, str_of(x)), fy = name_fold(a, str_of(y));
    return str_eq(name_skeleton(a, fx), name_skeleton(a, fy)) && name_alike(a, fx, fy);
}

static void spellings_of_one_name_are_alike_and_other_names_are_not(void **state) {
    (void)state;
    static const char *const alike[][2] = {
        {"Beltamozhservice", "Beltamozh service"},
        {"Beltamozhservice", "Beltamoz Service"},
        {"Shehbaz Sharif", "Shahbaz Sharif"},
        {"Alexander Lukashenko", "Aleksandr Lukashenko"},
        {"Lukashenko", "Lukashenka"},
        {"National Logistics Corporation", "National Logistic Corporation"},
        {"OJSC \"Amkodor\"", "Amkodor"},
        {"Fauji Foods Limited", "Fauji Foods Ltd."},
    };
    static const char *const other[][2] = {
        {"Bank of Punjab", "Bank of Pakistan"},
        {"Ministry of Health", "Ministry of Trade"},
        {"School No 5", "School No 6"},
        {"Belarusbank", "Belagroprombank"},
        {"Minsk Tractor Works", "Minsk Motor Works"},
        {"Karim", "Kerimov"},
        {"Ali", "Ala"},
        {"Bellakt", "Belcut"},
    };
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
        if (!same(alike[i][0], alike[i][1])) print_message("%s\n", alike[i][1]);
        assert_true(same(alike[i][0], alike[i][1]));
    }
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        if (same(other[i][0], other[i][1])) print_message("%s\n", other[i][1]);
        assert_false(same(other[i][0], other[i][1]));
    }
}

static void an_abbreviation_in_brackets_is_split_off(void **state) {
    (void)state;
    str short_name;
    str name = name_split(S("National Logistics Corporation (NLC)"), &short_name);
    assert_true(str_eq_z(name, "National Logistics Corporation"));
    assert_true(str_eq_z(short_name, "NLC"));
    static const char *const whole[] = {"Works (former)",   "(NLC)", "Bank", "A (B",
                                        "Plant (in Minsk)", ""};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        name = name_split(str_of(whole[i]), &short_name);
        assert_true(str_eq_z(name, whole[i]));
        assert_int_equal(short_name.n, 0);
    }
}

static void titles_are_compared_by_the_words_that_tell(void **state) {
    (void)state;
    assert_true(name_likeness(a, S("Agreement on international road transport"),
                              S("the international road transport agreement")) > 0.99);
    assert_true(name_likeness(a, S("Roadmap of the corridor"), S("a roadmap")) < 0.01);
    assert_false(name_says(a, S("the signed agreement")));
    assert_true(name_says(a, S("an extradition treaty")));
}

static void what_people_type_becomes_a_query_that_cannot_be_wrong(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"road transport", "\"road\" AND \"transport\""},
        {"\"road transport\" -house", "\"road transport\" NOT \"house\""},
        {"say \"AND", "\"say\" AND \"AND\""},
        {"a*b(c", "\"a*b(c\""},
    };
    fault f = {0};
    str out;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(search_words(a, str_of(cases[i][0]), false, &out, &f), OK);
        if (!str_eq_z(out, cases[i][1])) print_message(STR_FMT "\n", STR_ARG(out));
        assert_true(str_eq_z(out, cases[i][1]));
    }
    assert_int_equal(search_words(a, S("trea"), true, &out, &f), OK);
    assert_true(str_eq_z(out, "\"trea\"*"));
    assert_int_equal(search_words(a, S("trade co"), true, &out, &f), OK);
    assert_true(str_eq(out, S("\"trade\""))); /* two letters do not count yet */
    assert_int_equal(search_words(a, S("co"), true, &out, &f), OK);
    assert_true(str_eq(out, S("\"co\""))); /* but where there is nothing else, as a word */
    assert_int_equal(search_words(a, S(" -a ... "), false, &out, &f), INVALID);
}

static str words(unsigned from, unsigned count) {
    buf b;
    buf_init(&b, 0);
    for (unsigned i = 0; i < count; i++) buf_printf(&b, "w%x ", (from + i) * 2654435761u >> 8);
    str out = str_copy(a, buf_str(&b));
    buf_reset(&b);
    return out;
}

static void near_copies_share_a_band_and_other_texts_do_not(void **state) {
    (void)state;
    signature one, dressed, half, other;
    fault f = {0};
    str text = words(0, 400);
    str again = str_format(a, "<b>\nHeadline\n%s\nRead more", text.p);
    assert_int_equal(signature_of(text, &one, &f), OK);
    assert_int_equal(signature_of(again, &dressed, &f), OK);
    assert_int_equal(signature_of(words(200, 400), &half, &f), OK);
    assert_int_equal(signature_of(words(5000, 400), &other, &f), OK);
    assert_true(signature_likeness(one.v, dressed.v) > 0.85);
    double third = signature_likeness(one.v, half.v); /* 200 of 600 shingles in common */
    assert_true(third > 0.1 && third < 0.6);
    assert_true(signature_likeness(one.v, other.v) < 0.05);
    size_t bands = 0, strange = 0;
    for (size_t i = 0; i < SIGNATURE_BANDS; i++) {
        bands += one.bands[i] == dressed.bands[i];
        strange += one.bands[i] == other.bands[i];
    }
    assert_true(bands >= 1);
    assert_int_equal(strange, 0);
    assert_false(hash_eq(&one.words, &dressed.words));
    str upper = str_copy(a, text);
    for (size_t i = 0; i < upper.n; i++)
        if (upper.p[i] == ' ') ((char *)(uintptr_t)upper.p)[i] = '\n';
    assert_int_equal(signature_of(upper, &dressed, &f), OK);
    assert_true(hash_eq(&one.words, &dressed.words));
    assert_int_equal(signature_of(S("four words are few"), &one, &f), OK);
    assert_int_equal(one.shingles, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folding_keeps_letters_and_digits_only),
        cmocka_unit_test(the_letter_that_grows_most_fits),
        cmocka_unit_test(distance_counts_slips_of_the_pen),
        cmocka_unit_test(spellings_of_one_name_are_alike_and_other_names_are_not),
        cmocka_unit_test(an_abbreviation_in_brackets_is_split_off),
        cmocka_unit_test(titles_are_compared_by_the_words_that_tell),
        cmocka_unit_test(what_people_type_becomes_a_query_that_cannot_be_wrong),
        cmocka_unit_test(near_copies_share_a_band_and_other_texts_do_not),
    };
    return cmocka_run_group_tests_name("store_names", tests, set, unset);
}
