/* The words of facts stand in doc/reading.md as the program knows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/words.h"

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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_record_is_told_with_its_kinds),
        cmocka_unit_test(acts_modalities_and_sectors_are_told),
    };
    return cmocka_run_group_tests(tests, read_doc, free_doc);
}
