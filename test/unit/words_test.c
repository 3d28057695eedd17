/* The words of facts stand in doc/reading.md as the program knows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/word_take.h"

static buf doc;

static int read_doc(void **state) {
    (void)state;
    buf_init(&doc, 0);
    return file_read("doc/reading.md", (size_t)1 << 20, &doc, NULL) == OK ? 0 : -1;
}

static int free_doc(void **state) {
    (void)state;
    buf_reset(&doc);
    return 0;
}

static void put_word(buf *line, const char *word) {
    size_t n = line->n;
    bool first = n == 0 || line->p[n - 1] == ' ';
    buf_printf(line, "%s`%s`", first ? "" : ", ", word);
}

static void stands(buf *line) {
    assert_int_equal(line->code, OK);
    if (str_find(buf_str(&doc), buf_str(line), 0) == SIZE_MAX)
        fail_msg("doc/reading.md does not have: " STR_FMT, STR_ARG(buf_str(line)));
    buf_reset(line);
}

static void each_record_is_told_with_its_kinds(void **state) {
    (void)state;
    for (record r = 0; r < RECORD_COUNT; r++) {
        buf line = {.n = 0};
        buf_printf(&line, "\n| `%s` | ", record_name(r));
        for (kind k = KIND_NONE + 1; k < KIND_COUNT; k++)
            if (kind_record(k) == r) put_word(&line, kind_name(k));
        buf_put_z(&line, " |\n");
        stands(&line);
    }
}

static void acts_modalities_and_sectors_are_told(void **state) {
    (void)state;
    buf line = {.n = 0};
    buf_put_z(&line, "\nActs: ");
    for (fact_act a = ACT_NONE + 1; a < ACT_COUNT; a++) put_word(&line, act_name(a));
    stands(&line);
    buf_put_z(&line, "\nSectors: ");
    for (sector s = 0; s < SECTOR_COUNT; s++) put_word(&line, sector_name(s));
    buf_put_z(&line, ".\n");
    stands(&line);
    buf_printf(&line, "| `%s` or `%s` |", modality_name(MODALITY_DONE),
               modality_name(MODALITY_PLANNED));
    stands(&line);
}

/* "a, b or c" has all words of a list, in their order, and none more. */
static void lists(const fault *f, const char *const *words, size_t n) {
    buf all = {.n = 0};
    buf_put_z(&all, "must be ");
    for (size_t i = 0; i < n; i++)
        buf_printf(&all, "%s%s", i == 0 ? "" : i + 1 == n ? " or " : ", ", words[i]);
    assert_string_equal(f->place, "here");
    assert_true(str_eq_z(buf_str(&all), f->message));
    buf_reset(&all);
}

static void a_word_that_is_none_is_answered_with_those_there_are(void **state) {
    (void)state;
    const char *words[KIND_COUNT];
    size_t n = 0;
    fault f = {.code = OK};
    sector s;
    assert_int_equal(sector_take("here", S("fish"), &s, &f), INVALID);
    for (n = 0; n < SECTOR_COUNT; n++) words[n] = sector_name((sector)n);
    lists(&f, words, n);
    char list[SECTOR_LIST_BYTES];
    sector_list(list);
    assert_true(str_eq(str_of(list), str_of(f.message + strlen("must be "))));

    for (record r = 0; r <= RECORD_COUNT; r++) { /* of each, and of any */
        kind k;
        fault_clear(&f);
        n = 0;
        assert_int_equal(kind_take("here", S("pact"), r, &k, &f), INVALID);
        for (k = KIND_NONE + 1; k < KIND_COUNT; k++)
            if (r == RECORD_COUNT || kind_record(k) == r) words[n++] = kind_name(k);
        lists(&f, words, n);
    }

    fact_act a;
    fault_clear(&f);
    assert_int_equal(act_take("here", S("waved"), &a, &f), INVALID);
    for (n = 0; n + 1 < ACT_COUNT; n++) words[n] = act_name((fact_act)(n + 1));
    lists(&f, words, n);

    record r;
    fault_clear(&f);
    assert_int_equal(record_take("here", S("fact"), &r, &f), INVALID);
    for (n = 0; n < RECORD_COUNT; n++) words[n] = record_name((record)n);
    lists(&f, words, n);

    modality m;
    fault_clear(&f);
    assert_int_equal(modality_take("here", S("maybe"), &m, &f), INVALID);
    assert_string_equal(f.message, "must be done or planned");
}

static void a_kind_of_another_record_is_none_of_this(void **state) {
    (void)state;
    kind k = KIND_NONE;
    fault f = {.code = OK};
    assert_int_equal(kind_take("kind", S("visit"), RECORD_ENGAGEMENT, &k, &f), OK);
    assert_int_equal(k, KIND_VISIT);
    assert_int_equal(kind_take("kind", S("visit"), RECORD_COUNT, &k, &f), OK);
    assert_int_equal(kind_take("kind", S("treaty"), RECORD_ENGAGEMENT, &k, &f), INVALID);
    assert_int_equal(k, KIND_VISIT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_record_is_told_with_its_kinds),
        cmocka_unit_test(acts_modalities_and_sectors_are_told),
        cmocka_unit_test(a_word_that_is_none_is_answered_with_those_there_are),
        cmocka_unit_test(a_kind_of_another_record_is_none_of_this),
    };
    return cmocka_run_group_tests(tests, read_doc, free_doc);
}
