#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/language.h"

#include <stdio.h>

/* The examples that stand beside the patterns are run: each must give the fact its row promises. */

static bool gives(const fact *facts, size_t count, const frame *f) {
    for (size_t i = 0; i < count; i++) {
        if (facts[i].record != f->record || facts[i].act != f->act) continue;
        if (f->kind && facts[i].kind != f->kind) continue;
        return true;
    }
    return false;
}

static int failing_examples(const char *code_of_language) {
    fault f = {0};
    language *l;
    assert_int_equal(language_open(code_of_language, &l, &f), OK);
    arena *a = arena_new(64 << 20);
    int failed = 0;
    assert_true(l->frame_count > 0);
    for (size_t i = 0; i < l->frame_count; i++) {
        const frame *row = &l->frames[i];
        fact *facts;
        size_t count;
        arena_reset(a);
        assert_int_equal(read_document(a, l, row->example, S(""), &facts, &count, &f), OK);
        if (gives(facts, count, row)) continue;
        print_message("  %.*s: no such fact in \"%.*s\"\n", STR_ARG(row->name),
                      STR_ARG(row->example));
        failed++;
    }
    arena_free(a);
    language_close(l);
    return failed;
}

static void every_frame_reads_its_example(void **state) {
    (void)state;
    assert_int_equal(failing_examples("en"), 0);
}

static void every_russian_frame_reads_its_example(void **state) {
    (void)state;
    assert_int_equal(failing_examples("ru"), 0);
}

static void an_unknown_language_is_not_found(void **state) {
    (void)state;
    fault f = {0};
    language *l;
    assert_int_equal(language_open("xx", &l, &f), NOTFOUND);
    assert_true(f.message[0] != 0);
}

static void a_date_that_is_none_is_refused(void **state) {
    (void)state;
    fault f = {0};
    language *l;
    fact *facts;
    size_t count;
    assert_int_equal(language_open("en", &l, &f), OK);
    arena *a = arena_new(1 << 20);
    assert_int_equal(read_document(a, l, S("A text."), S("soon"), &facts, &count, &f), INVALID);
    fault_clear(&f);
    assert_int_equal(read_document(a, l, S(""), S("2024-11-26"), &facts, &count, &f), OK);
    assert_int_equal(count, 0);
    arena_free(a);
    language_close(l);
}

static void a_full_arena_is_no_memory_and_never_a_crash(void **state) {
    (void)state;
    language *l;
    fault f = {0};
    assert_int_equal(language_open("en", &l, &f), OK);
    str text = S("The President of France visited Japan on 3 May 2020 and signed two agreements.");
    code c = NOMEM;
    for (size_t limit = 0; c == NOMEM && limit < 1 << 22; limit += 8192) {
        fact *facts;
        size_t count;
        arena *a = arena_new(limit);
        c = read_document(a, l, text, S(""), &facts, &count, NULL);
        assert_true(c == OK || c == NOMEM);
        arena_free(a);
    }
    assert_int_equal(c, OK);
    language_close(l);
}

/* `add` closes the language before the facts are kept: they must not point into it. */
static void facts_outlive_the_language(void **state) {
    (void)state;
    language *l;
    arena *a = arena_new(1 << 20);
    fact *facts;
    size_t count;
    assert_int_equal(language_open("en", &l, NULL), OK);
    assert_int_equal(read_document(a, l, S("Norway and Finland signed a treaty on salmon."), S(""),
                                   &facts, &count, NULL),
                     OK);
    language_close(l);
    assert_int_equal(count, 1);
    assert_int_equal(facts[0].state_count, 2);
    assert_true(str_eq(facts[0].states[0], S("FIN")));
    assert_true(str_eq(facts[0].states[1], S("NOR")));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_frame_reads_its_example),
        cmocka_unit_test(every_russian_frame_reads_its_example),
        cmocka_unit_test(facts_outlive_the_language),
        cmocka_unit_test(an_unknown_language_is_not_found),
        cmocka_unit_test(a_date_that_is_none_is_refused),
        cmocka_unit_test(a_full_arena_is_no_memory_and_never_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
