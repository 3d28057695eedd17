#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The gold documents, where they are at hand: the reader must not fall below what it reached. */

static const double loose_floor = 0.77, strict_floor = 0.705;

static void the_gold_documents_are_read_as_well_as_before(void **state) {
    (void)state;
    char line[1024], last[1024] = "";
    double loose = 0, strict = 0;
    bool skipped = false, bad_spans = false;
    FILE *f = popen("test/reading/score 2>&1", "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        if (strstr(line, "skipped")) skipped = true;
        if (strstr(line, "BAD SPANS")) bad_spans = true;
        snprintf(last, sizeof last, "%s", line);
    }
    assert_int_equal(pclose(f), 0);
    if (skipped) skip();
    assert_false(bad_spans);
    const char *a = strstr(last, "F1 "), *b = a ? strstr(a + 3, "F1 ") : NULL;
    assert_non_null(b);
    loose = strtod(a + 3, NULL);
    strict = strtod(b + 3, NULL);
    if (loose < loose_floor || strict < strict_floor) print_message("%s", last);
    assert_true(loose >= loose_floor);
    assert_true(strict >= strict_floor);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_gold_documents_are_read_as_well_as_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
