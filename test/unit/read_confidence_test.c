#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read/confidence.h"
#include "read/read.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const fact signing = {
    .record = RECORD_INSTRUMENT, .kind = KIND_TREATY, .act = ACT_SIGNED, .count = -1, .told = 0.8};

static code take(confidence_weights *w, const char *what, const char *word, const char *weight,
                 fault *f) {
    return confidence_take(w, str_of(what), str_of(word), str_of(weight), f);
}

static void a_language_without_weights_leaves_what_the_frame_tells(void **unused) {
    (void)unused;
    confidence_weights w = {.fitted = false};
    assert_true(fabs(confidence_weigh(&w, &signing) - 0.8) < 1e-9);
}

static void the_weights_of_what_a_fact_is_are_summed(void **unused) {
    (void)unused;
    confidence_weights w = {.fitted = false};
    assert_int_equal(take(&w, "told", "-", "100", NULL), OK);
    assert_true(fabs(confidence_weigh(&w, &signing) - 0.8) < 1e-9);
    /* odds of 4 to 1, times e: 10.87 to 1; then back by as much */
    assert_int_equal(take(&w, "kind", "treaty", "100", NULL), OK);
    assert_true(fabs(confidence_weigh(&w, &signing) - 0.92) < 1e-9);
    assert_int_equal(take(&w, "clue", "no sector", "-100", NULL), OK);
    fact x = signing;
    x.clues = (uint32_t)1 << CLUE_SECTORLESS;
    assert_true(fabs(confidence_weigh(&w, &x) - 0.8) < 1e-9);
    assert_int_equal(take(&w, "base", "-", "1000", NULL), OK);
    assert_true(fabs(confidence_weigh(&w, &x) - 0.98) < 1e-9); /* never certain */
}

static void a_row_that_weighs_nothing_is_refused(void **unused) {
    (void)unused;
    confidence_weights w = {.fitted = false};
    fault f = {.code = OK};
    assert_int_equal(take(&w, "clue", "luck", "10", &f), INVALID);
    assert_string_equal(f.message, "nothing is weighed by 'clue luck'");
    assert_int_equal(take(&w, "moon", "full", "10", NULL), INVALID);
    assert_int_equal(take(&w, "kind", "treaty", "lots", NULL), INVALID);
    assert_int_equal(take(&w, "kind", "treaty", "1001", NULL), INVALID);
    assert_false(w.fitted);
}

static double confidence_of(const char *text) {
    language *l;
    fact *facts;
    size_t count;
    arena *a = arena_new((size_t)16 << 20);
    assert_int_equal(language_open("en", &l, NULL), OK);
    assert_int_equal(read_document(a, l, str_of(text), S("2024-11-26"), &facts, &count, NULL), OK);
    assert_int_equal(count, 1);
    double found = facts[0].confidence;
    arena_free(a);
    language_close(l);
    return found;
}

static void what_is_told_plainly_is_surer_than_what_is_told_by_the_way(void **unused) {
    (void)unused;
    double plain = confidence_of("Chile and Kenya signed an agreement on fisheries in Nairobi.");
    double passing = confidence_of(
        "Speaking long after the evening session to reporters who had waited in the rain since the "
        "early morning beside the old gate of the harbour, the President of Chile recalled, among "
        "many other things which need not concern us here, that the visit to Kenya had gone well.");
    assert_true(plain > passing);
    assert_true(plain >= 0.5 && plain <= 0.98);
}

/* What the calibration promises: on documents that the weights were not fitted on, of the facts at
 * 0.8 about 80% are right, within 0.1 in each band with enough facts. */
static void on_the_half_not_fitted_as_many_are_right_as_is_stated(void **unused) {
    (void)unused;
    buf report;
    char piece[4096];
    buf_init(&report, 0);
    FILE *f = popen("tools/calibrate --check 2>&1", "r");
    assert_non_null(f);
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;) buf_put(&report, (str){piece, n});
    int status = pclose(f);
    if (status != 0) print_message("%.*s", (int)report.n, report.p);
    assert_int_equal(status, 0);
    assert_true(str_find(buf_str(&report), S("expected calibration error"), 0) != SIZE_MAX);
    buf_reset(&report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_without_weights_leaves_what_the_frame_tells),
        cmocka_unit_test(the_weights_of_what_a_fact_is_are_summed),
        cmocka_unit_test(a_row_that_weighs_nothing_is_refused),
        cmocka_unit_test(what_is_told_plainly_is_surer_than_what_is_told_by_the_way),
        cmocka_unit_test(on_the_half_not_fitted_as_many_are_right_as_is_stated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
