#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/words.h"
#include "read_fixture.h"

/* The sectors of the last fact of a text: what is named for it, not what only sounds like one. */

static const struct {
    const char *text, *sectors;
} examples[] = {
    {"France and Japan agreed to fight the illegal arms trade.", "security"},
    {"France and Japan called for the peaceful settlement of the border conflict in Chad in line "
     "with the law of the sea.",
     "security"},
    {"France and Japan stressed the importance of freedom of navigation and overflight.",
     "security"},
    {"France and Japan agreed to open new trade routes.", "trade,transport"},
    {"France and Japan agreed to build on pandemic preparedness.", "health"},
    {"France and Japan agreed to train English language teachers.", "education"},
    {"Joint Press Statement of France and Japan\n\nFrance and Japan signed it.", ""},
    /* what its sentence names elsewhere, else the heading over it */
    {"The two sides agreed to work together, so that the farmers of France and Japan prosper.",
     "agriculture"},
    {"Report\n\nFrance and Japan met in Lyon.\n\nTalks went on.\n\nCoal and Natural Gas\n\nFrance "
     "and Japan agreed to work together.",
     "energy"},
};

static str list_of(arena *a, sector_set set) {
    str list = S("");
    for (unsigned k = 0; k < 32; k++)
        if (set & (sector_set)1 << k)
            list = str_format(a, STR_FMT "%s%s", STR_ARG(list), list.n ? "," : "",
                              sector_name((sector)k));
    return list;
}

static void a_fact_has_the_sectors_that_are_named_for_it(void **state) {
    (void)state;
    int failed = 0;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        fact *facts;
        sector_set set = 0;
        arena_reset(memory);
        size_t count = facts_of(str_of(examples[i].text), "2023-06-30", &facts);
        assert_true(sectors_parse(str_of(examples[i].sectors), &set));
        if (count && facts[count - 1].sectors == set) continue;
        str found = count ? list_of(memory, facts[count - 1].sectors) : S("no fact");
        print_message("  \"%s\" is of '" STR_FMT "', not '%s'\n", examples[i].text, STR_ARG(found),
                      examples[i].sectors);
        failed++;
    }
    assert_int_equal(failed, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fact_has_the_sectors_that_are_named_for_it),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
