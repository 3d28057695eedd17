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

static void documents_are_the_subject_too(void **unused) {
    (void)unused;
    expect("В Астане подписано соглашение между Беларусью и Казахстаном о транспорте.",
           "instrument agreement signed done BLR,KAZ");
    expect("Меморандум между Сербией и Узбекистаном будет подписан в Минске.",
           "instrument memorandum signed planned SRB,UZB");
    expect("Подписание соглашения между Индией и Россией запланировано на 2026 год.",
           "instrument agreement signed planned IND,RUS 2026");
    expect("Соглашение между Россией и Сербией вступило в силу 1 января 2024 года.",
           "instrument agreement in_force done RUS,SRB 2024-01-01");
    expect("Утверждена дорожная карта сотрудничества Беларуси и Узбекистана на 2024-2026 годы.",
           "instrument roadmap approved done BLR,UZB 2024/2026");
}

static void what_is_meant_or_will_be_is_planned(void **unused) {
    (void)unused;
    expect("Беларусь и Пакистан намерены подписать соглашение о торговле.",
           "instrument agreement signed planned BLR,PAK");
    expect("Россия и Иран подпишут договор в 2026 году.",
           "instrument treaty signed planned IRN,RUS 2026");
    expect("Премьер-министр Пакистана прибудет с визитом в Беларусь в апреле 2026 года.",
           "engagement visit  planned BLR,PAK 2026-04");
    expect("Президент Сербии посетит Республику Казахстан.", "engagement visit  planned KAZ,SRB");
}

static void encounters_have_their_owners_beside_them(void **unused) {
    (void)unused;
    expect("Официальный визит Президента Беларуси в Пакистан состоялся 10-11 апреля 2025 года.",
           "engagement visit  done BLR,PAK 2025-04-10/2025-04-11");
    expect("Седьмое заседание межправительственной комиссии Беларуси и Пакистана состоялось.",
           "engagement commission  done BLR,PAK");
    expect("Заседание белорусско-пакистанской комиссии пройдёт в феврале 2026 года.",
           "engagement commission  planned BLR,PAK 2026-02");
    expect("Телефонный разговор президента России с президентом Турции состоялся 5 мая 2024 года.",
           "engagement call  done RUS,TUR 2024-05-05");
    expect("Президент Турции провел переговоры с президентом Азербайджана.",
           "engagement talks  done AZE,TUR");
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
    expect("Команда Беларуси обыграла команду Сербии со счётом 3:1.", "");
    expect("Жители Казахстана заключили больше браков, чем год назад.", "");
    expect("Курс доллара вырос, а президент компании подал в отставку.", "");
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
        cmocka_unit_test(documents_are_the_subject_too),
        cmocka_unit_test(what_is_meant_or_will_be_is_planned),
        cmocka_unit_test(encounters_have_their_owners_beside_them),
        cmocka_unit_test(what_was_not_signed_gives_nothing),
        cmocka_unit_test(ratification_and_joining_are_read),
        cmocka_unit_test(visits_and_meetings_are_read),
        cmocka_unit_test(text_without_facts_gives_none),
    };
    return cmocka_run_group_tests(tests, ready, done);
}
