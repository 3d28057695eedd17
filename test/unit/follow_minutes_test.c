/* Which sentences of minutes report on which promise, and how far they say it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "follow/minutes.h"

#include <stdio.h>
#include <string.h>

static const char *const promised[] = {
    "Publish a list of goods for preferential trade",
    "Launch two ferries between Oslo and Turku",
    "Agreement on the recognition of driving licences",
    "Train 40 teachers of sign language",
    "Joint centre for herring research",
};
enum { PROMISED = sizeof promised / sizeof *promised };

typedef struct {
    const char *text, *reports; /* "0 completed; 2 limited" */
} example;

static const example examples[] = {
    {"The list of goods for preferential trade was published in May.", "0 completed"},
    {"The list of goods has not yet been published.", ""},
    {"The list of goods will be published by December.", ""},
    {"The list of goods for preferential trade is to be published next year.", ""},
    {"Drafting of the list of preferential goods continues.", "0 limited"},
    {"Work on the two ferries between Oslo and Turku has not begun.", "1 not_started"},
    {"The ferries between Oslo and Turku were largely completed.", "1 substantial"},
    {"The ferries from Oslo to Turku have been partially introduced.", "1 limited"},
    {"The agreement on the recognition of driving licences is being negotiated.", "2 limited"},
    {"The parties signed the agreement on recognition of driving licences.", "2 completed"},
    {"The sides noted the plan to train 40 teachers of sign language. This has been completed.",
     "3 completed"},
    {"The sides noted the plan to train 40 teachers of sign language. They toured the port. It was "
     "opened in 1990.",
     ""},
    {"The joint centre for herring research was cancelled.", "4 dropped"},
    {"1. Joint centre for herring research - established\n2. List of goods, preferential trade - "
     "under way\n",
     "4 completed; 0 limited"},
    {"The joint centre for herring research was under way in May. In June the joint centre for "
     "herring research was opened.",
     "4 completed"},
    {"The Minister opened the meeting and thanked the hosts. The agenda was adopted.", ""},
    {"", ""},
};

/* The same in Russian: sentences of our own. */
static const char *const promised_in_russian[] = {
    "Опубликовать перечень товаров для преференциальной торговли",
    "Открыть паромную линию между Турку и Мурманском",
    "Соглашение о признании водительских прав",
    "Обучение 40 учителей жестового языка",
    "Центр исследований сельди",
};

static const example examples_in_russian[] = {
    {"Перечень товаров для преференциальной торговли опубликован в мае.", "0 completed"},
    {"Стороны опубликовали перечень товаров преференциальной торговли.", "0 completed"},
    {"Перечень товаров преференциальной торговли пока не опубликован.", ""},
    {"Перечень преференциальных товаров будет опубликован к декабрю.", ""},
    {"Стороны намерены опубликовать перечень преференциальных товаров к маю.", ""},
    {"Продолжается подготовка перечня преференциальных товаров.", "0 limited"},
    {"ПЕРЕЧЕНЬ ПРЕФЕРЕНЦИАЛЬНЫХ ТОВАРОВ УТВЕРЖДЁН.", "0 completed"},
    {"Работы на паромной линии между Мурманском и Турку не начаты.", "1 not_started"},
    {"Паромная линия из Турку в Мурманск в основном построена.", "1 substantial"},
    {"Паромную линию Турку - Мурманск открыли лишь частично.", "1 limited"},
    {"Соглашение о признании водительских прав согласовывается.", "2 limited"},
    {"Министры подписали соглашение о взаимном признании водительских прав.", "2 completed"},
    {"Стороны отметили обучение 40 учителей жестового языка. Оно завершено.", "3 completed"},
    {"Проект центра исследований сельди отменён.", "4 dropped"},
    {"1. Центр исследования сельди - создан\n2. Перечень товаров, преференциальная торговля - "
     "дорабатывается\n",
     "4 completed; 0 substantial"},
    {"Министр открыл заседание и поблагодарил хозяев. Повестка дня принята.", ""},
    {"The list of goods was published.", ""},
};

static size_t examples_fail(const char *language, const char *const *promises, const example *all,
                            size_t count) {
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        arena *a = arena_new((size_t)8 << 20);
        follow_words *words;
        minutes_action actions[PROMISED];
        minutes_report *reports;
        size_t n;
        char got[200] = "";
        for (size_t k = 0; k < PROMISED; k++)
            actions[k] = (minutes_action){(int64_t)k + 1, str_of(promises[k])};
        assert_int_equal(follow_words_open(a, language, &words, NULL), OK);
        assert_int_equal(
            follow_minutes(a, words, str_of(all[i].text), actions, PROMISED, &reports, &n, NULL),
            OK);
        for (size_t k = 0; k < n; k++) {
            size_t at = strlen(got);
            snprintf(got + at, sizeof got - at, "%s%zu %s", k ? "; " : "", reports[k].action,
                     follow_score_name(reports[k].score));
            assert_true(reports[k].start < reports[k].end);
            assert_true(reports[k].end <= strlen(all[i].text));
        }
        if (strcmp(got, all[i].reports) != 0) {
            print_message("%s\n  gives \"%s\", wanted \"%s\"\n", all[i].text, got, all[i].reports);
            wrong++;
        }
        arena_free(a);
    }
    return wrong;
}

static void sentences_report_on_the_promise_that_they_speak_of(void **state) {
    (void)state;
    size_t count = sizeof examples / sizeof *examples;
    assert_int_equal(examples_fail("en", promised, examples, count), 0);
}

static void sentences_in_russian_do_so_too(void **state) {
    (void)state;
    size_t count = sizeof examples_in_russian / sizeof *examples_in_russian;
    assert_int_equal(examples_fail("ru", promised_in_russian, examples_in_russian, count), 0);
}

static void two_promises_of_the_same_words_get_no_report(void **state) {
    (void)state;
    arena *a = arena_new((size_t)8 << 20);
    follow_words *words;
    const minutes_action actions[] = {{1, S("A ferry between two ports")},
                                      {2, S("Ferry between the ports")}};
    minutes_report *reports;
    size_t n;
    assert_int_equal(follow_words_open(a, "en", &words, NULL), OK);
    assert_int_equal(follow_minutes(a, words, S("The ferry between the ports was launched."),
                                    actions, 2, &reports, &n, NULL),
                     OK);
    assert_int_equal(n, 0);
    arena_free(a);
}

static void the_sentence_is_the_evidence(void **state) {
    (void)state;
    arena *a = arena_new((size_t)8 << 20);
    follow_words *words;
    const minutes_action action = {1, S("A list of goods")};
    const str text = S("They met. The list of goods, they said, was published in May. All left.");
    minutes_report *reports;
    size_t n;
    assert_int_equal(follow_words_open(a, "en", &words, NULL), OK);
    assert_int_equal(follow_minutes(a, words, text, &action, 1, &reports, &n, NULL), OK);
    assert_int_equal(n, 1);
    assert_true(str_eq_z(str_slice(text, reports[0].start, reports[0].end),
                         "The list of goods, they said, was published in May"));
    arena_free(a);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    arena *kept = arena_new((size_t)8 << 20);
    follow_words *words;
    const minutes_action action = {1, S("A list of goods")};
    minutes_report *reports;
    size_t n, failed = 0;
    code last = NOMEM;
    assert_int_equal(follow_words_open(kept, "en", &words, NULL), OK);
    for (size_t limit = 0; last != OK && limit < 1 << 20; limit += 512) {
        arena *a = arena_new(limit);
        fault f = {.code = OK};
        last = follow_minutes(a, words, S("The list of goods was published."), &action, 1, &reports,
                              &n, &f);
        assert_true(last == OK || (last == NOMEM && *f.message));
        failed += last != OK;
        arena_free(a);
    }
    assert_int_equal(last, OK);
    assert_true(failed > 0);
    arena_free(kept);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_report_on_the_promise_that_they_speak_of),
        cmocka_unit_test(sentences_in_russian_do_so_too),
        cmocka_unit_test(two_promises_of_the_same_words_get_no_report),
        cmocka_unit_test(the_sentence_is_the_evidence),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests_name("follow_minutes", tests, NULL, NULL);
}
