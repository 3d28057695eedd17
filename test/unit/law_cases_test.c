#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "law/status.h"

#include <stdio.h>
#include <stdlib.h>

/* Real treaties and the days that their depositaries published: law/cases/treaties.ndjson of the
 * shared folder (../shared, or DEPOSITARY_SHARED). Without it the test says so and skips. */

static void start_of(const law_result *r, str party, char out[32]) {
    out[0] = '\0';
    for (size_t i = 0; i < r->count && !*out; i++)
        if (str_eq(r->intervals[i].party, party) && r->intervals[i].status == STATUS_IN_FORCE)
            law_from_text(&r->intervals[i], out);
}

static bool is_irregular(const jnode *root, str party) {
    const jnode *list = jnode_field(root, "irregular");
    for (const jnode *n = list ? list->first : NULL; n; n = n->next)
        if (str_eq(n->string, party)) return true;
    return false;
}

typedef struct {
    size_t treaties, days, wrong;
} score;

static void one_treaty(arena *a, str line, score *s) {
    const jnode *root;
    law_instrument in;
    law_result r;
    char got[32];
    assert_int_equal(jnode_parse(a, line, &root, NULL), OK);
    assert_int_equal(law_instrument_parse(a, root, &in, NULL, NULL), OK);
    assert_int_equal(law_status(a, &in, &r, NULL), OK);
    const jnode *expect = jnode_field(root, "expect"), *parties = jnode_field(expect, "parties");
    start_of(&r, S(""), got);
    s->treaties++;
    if (!str_eq_z(jnode_str(expect, "in_force"), got)) {
        print_error(STR_FMT " in force on %s\n", STR_ARG(in.id), got);
        fail();
    }
    for (const jnode *n = parties ? parties->first : NULL; n; n = n->next) {
        if (is_irregular(root, n->key)) continue;
        start_of(&r, n->key, got);
        s->days++;
        if (str_eq_z(n->string, got)) continue;
        s->wrong++;
        print_message(STR_FMT ", " STR_FMT ": %s, published " STR_FMT "\n", STR_ARG(in.id),
                      STR_ARG(n->key), got, STR_ARG(n->string));
    }
}

static void published_days_of_real_treaties_come_out(void **unused) {
    (void)unused;
    const char *shared = getenv("DEPOSITARY_SHARED");
    char path[1024];
    snprintf(path, sizeof path, "%s/law/cases/treaties.ndjson", shared ? shared : "../shared");
    buf file;
    buf_init(&file, 0);
    if (file_read(path, (size_t)64 << 20, &file, NULL) != OK) {
        print_message("SKIPPED: %s is not there (set DEPOSITARY_SHARED)\n", path);
        buf_reset(&file);
        skip();
    }
    arena *a = arena_new((size_t)64 << 20);
    score s = {0};
    str rest = buf_str(&file), line;
    while (rest.n && str_next(&rest, '\n', &line)) {
        if (!line.n) continue;
        arena_reset(a);
        one_treaty(a, line, &s);
    }
    print_message("%zu treaties, %zu days of parties, %zu differ\n", s.treaties, s.days, s.wrong);
    assert_true(s.treaties > 0 && s.wrong * 500 <= s.days); /* 99.8 of 100 */
    arena_free(a);
    buf_reset(&file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_days_of_real_treaties_come_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
