#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read_fixture.h"

/* Lists of documents under a sentence or heading that says what happened to them. */

static size_t instruments(str text, const fact **found) {
    fact *facts;
    size_t n = 0;
    arena_reset(memory);
    size_t count = facts_of(text, "", &facts);
    for (size_t i = 0; i < count; i++)
        if (facts[i].record == RECORD_INSTRUMENT) found[n++] = &facts[i];
    return n;
}

static void each_line_under_documents_signed_is_a_fact(void **state) {
    (void)state;
    const fact *found[32];
    size_t n = instruments(S("The President of France visited Japan on 3 May 2020. The ministers "
                             "of France and Japan signed the following documents:\n\n"
                             "1. Agreement on Fisheries\n\n"
                             "2. Memorandum of Understanding on Health\n\n"
                             "3. Programme of Cooperation in Culture for 2020-2023\n\n"
                             "The visit ended with a dinner.\n"),
                           found);
    assert_int_equal(n, 3);
    assert_int_equal(found[0]->kind, KIND_AGREEMENT);
    assert_int_equal(found[1]->kind, KIND_MEMORANDUM);
    assert_int_equal(found[2]->kind, KIND_PROGRAMME);
    assert_true(str_eq(found[2]->date, S("2020/2023")));
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(found[i]->act, ACT_SIGNED);
        assert_int_equal(found[i]->state_count, 2);
    }
}

static void a_group_with_a_number_stays_beside_its_members(void **state) {
    (void)state;
    const fact *found[32];
    size_t n = instruments(S("France and Japan signed 7 documents, among them:\n"
                             "- Protocol on Customs\n- Letter of Intent on Rail\n"),
                           found);
    assert_int_equal(n, 3);
    assert_int_equal(found[0]->count, 7);
    assert_int_equal(found[1]->kind, KIND_PROTOCOL);
    assert_int_equal(found[2]->kind, KIND_LETTER);
}

/* Words of a name that look like verbs, names that begin with a small part of a programme, and
 * lines of one field: each line is a fact. */
static void lines_of_one_field_stay_apart(void **state) {
    (void)state;
    const fact *found[32];
    size_t n = instruments(S("The presidents of France and Japan also witnessed an exchange of the "
                             "following intergovernmental documents:\n\n"
                             "- Comprehensive program of economic cooperation for 2026/30;\n\n"
                             "- Agreement to arrange cooperation in transit by rail;\n\n"
                             "- Agreement on cooperation in rail transit security;\n\n"
                             "- MoU on storm forecast capacity between the two weather offices.\n"),
                           found);
    assert_int_equal(n, 4);
    assert_true(str_eq(found[0]->date, S("2026/2030")));
    for (size_t i = 0; i < n; i++) assert_int_equal(found[i]->act, ACT_EXCHANGED);
}

static void documents_signed_and_exchanged_are_one_group(void **state) {
    (void)state;
    const fact *found[32];
    size_t n = instruments(S("France and Japan signed five memorandums of understanding. The "
                             "presidents of France and Japan witnessed the signing and exchange "
                             "of the agreements in Lyon.\n"),
                           found);
    assert_int_equal(n, 1);
    assert_int_equal(found[0]->count, 5);
    assert_int_equal(found[0]->act, ACT_SIGNED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_under_documents_signed_is_a_fact),
        cmocka_unit_test(a_group_with_a_number_stays_beside_its_members),
        cmocka_unit_test(lines_of_one_field_stay_apart),
        cmocka_unit_test(documents_signed_and_exchanged_are_one_group),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
