#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read/read.h"

/* Russian is a start: signing, ratifying, visits, meetings, joining, in ordinary sentences. Each is
 * a document of its own here. */

static language *russian;

static void expect(const char *sentence, const char *facts) {
    arena *a = arena_new(16 << 20);
    fact *found;
    size_t count;
    fault f = {.code = OK};
    if (read_document(a, russian, str_of(sentence), S(""), &found, &count, &f) != OK)
        fail_msg("%s", f.message);
    buf b;
    buf_init(&b, 0);
    for (size_t i = 0; i < count; i++) {
        const fact *x = &found[i];
        if (i) buf_put(&b, S(" | "));
        buf_printf(&b, "%s %s %s %s", record_name(x->record), kind_name(x->kind), act_name(x->act),
                   modality_name(x->modality));
        for (size_t k = 0; k < x->state_count; k++)
            buf_printf(&b, "%s" STR_FMT, k ? "," : " ", STR_ARG(x->states[k]));
        if (x->date.n) buf_printf(&b, " " STR_FMT, STR_ARG(x->date));
    }
    if (!str_eq_z(buf_str(&b), facts)) fail_msg("%s\ngives %.*s", sentence, STR_ARG(buf_str(&b)));
    buf_reset(&b);
    arena_free(a);
}

static void signing_is_read_with_its_sides_and_day(void **unused) {
    (void)unused;
    expect("Беларусь и Пакистан подписали соглашение о торговле.",
           "instrument agreement signed done BLR,PAK");
    expect("Россия и Индия подписали договор 3 мая 2021 года.",
           "instrument treaty signed done IND,RUS 2021-05-03");
    expect("Россия подписала меморандум с Сербией.", "instrument memorandum signed done RUS,SRB");
    expect("Правительство Казахстана и правительство Китая подписали соглашение о транспорте.",
           "instrument agreement signed done CHN,KAZ");
    expect("Соглашение между Францией и Японией было подписано в Париже.",
           "instrument agreement signed done FRA,JPN");
}

static void what_was_not_signed_gives_nothing(void **unused) {
    (void)unused;
    expect("Россия и Индия не подписали договор.", "");
}

static void ratification_and_joining_are_read(void **unused) {
    (void)unused;
    expect("Казахстан ратифицировал конвенцию.", "instrument treaty ratified done KAZ");
    expect("Пакистан вступил в ШОС.", "membership joined  done PAK,SCO");
}

static void visits_and_meetings_are_read(void **unused) {
    (void)unused;
    expect("Президент Узбекистана посетил Турцию 3 марта 2022 года.",
           "engagement visit  done TUR,UZB 2022-03-03");
    expect("Президент Казахстана прибыл в Пакистан.", "engagement visit  done KAZ,PAK");
    expect("Министр иностранных дел России встретился с министром иностранных дел Индии.",
           "engagement talks  done IND,RUS");
}

static void text_without_facts_gives_none(void **unused) {
    (void)unused;
    expect("Погода в Минске стояла ясная, на улицах было много людей.", "");
    expect("Стороны высоко оценили уровень отношений.", "");
}

static int ready(void **unused) {
    (void)unused;
    fault f = {.code = OK};
    if (language_open("ru", &russian, &f) == OK) return 0;
    print_message("%s: %s\n", f.place, f.message);
    return -1;
}

static int done(void **unused) {
    (void)unused;
    language_close(russian);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signing_is_read_with_its_sides_and_day),
        cmocka_unit_test(what_was_not_signed_gives_nothing),
        cmocka_unit_test(ratification_and_joining_are_read),
        cmocka_unit_test(visits_and_meetings_are_read),
        cmocka_unit_test(text_without_facts_gives_none),
    };
    return cmocka_run_group_tests(tests, ready, done);
}
