#ifndef READ_FIXTURE_H
#define READ_FIXTURE_H

#include "base/buf.h"
#include "read/read.h"

#include <string.h>

/* For tests of the reader: English, opened once for the tests of a file, and an arena that holds
 * what was read last. cmocka's headers stand before this one. */

static language *english;
static arena *memory;

static inline int english_open(void **state) {
    (void)state;
    memory = arena_new(16 << 20);
    return memory && language_open("en", &english, NULL) == OK ? 0 : -1;
}

static inline int english_close(void **state) {
    (void)state;
    language_close(english);
    arena_free(memory);
    return 0;
}

/* The facts of a text that appeared on a day (empty: not known), until the next is read. */
static inline size_t facts_of(str text, const char *published, fact **facts) {
    size_t count;
    assert_int_equal(read_document(memory, english, text, str_of(published), facts, &count, NULL),
                     OK);
    return count;
}

typedef struct {
    const char *text, *found;
} read_example;

/* Writes what a test asks of the facts; evidence that starts before `from` is of the opening. */
typedef void teller(buf *out, const fact *facts, size_t count, size_t from);

/* Reads each example after the same opening and compares what is told of its facts; all that differ
 * are printed. */
static inline void examples_give(const read_example *examples, size_t count, const char *opening,
                                 const char *published, teller *tell) {
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) {
        fact *facts;
        buf found;
        buf_init(&found, 1 << 16);
        arena_reset(memory);
        str text = str_format(memory, "%s%s", opening, examples[i].text);
        size_t n = facts_of(text, published, &facts);
        tell(&found, facts, n, strlen(opening));
        if (!str_eq_z(buf_str(&found), examples[i].found)) {
            print_message("  \"%s\" gives '" STR_FMT "', not '%s'\n", examples[i].text,
                          STR_ARG(buf_str(&found)), examples[i].found);
            failed++;
        }
        buf_reset(&found);
    }
    assert_int_equal(failed, 0);
}

/* "CHL,MDA" */
static inline void put_states(buf *out, const fact *x) {
    for (size_t i = 0; i < x->state_count; i++)
        buf_printf(out, "%s" STR_FMT, i ? "," : "", STR_ARG(x->states[i]));
}

#endif
