#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read/read.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Text built to make a reader slow: none may take more than three times the processor time of as
 * much ordinary text. READ_SHARE_MB sets how much (2; the bar is meant for 10). */

static language *english;
static size_t bytes_wanted;
static double fair_seconds;

static str repeated(buf *b, const char *piece) {
    buf_clear(b);
    while (b->n < bytes_wanted) buf_put_z(b, piece);
    return buf_str(b);
}

static str numbered(buf *b, const char *format) {
    buf_clear(b);
    for (unsigned i = 0; b->n < bytes_wanted; i++) {
        char line[256];
        /* Letters, so that each is a name of its own. */
        char name[8] = {(char)('A' + i % 26), (char)('a' + i / 26 % 26), (char)('a' + i / 676 % 26),
                        (char)('a' + i / 17576 % 26), 0};
        snprintf(line, sizeof line, format, name, name);
        buf_put_z(b, line);
    }
    return buf_str(b);
}

static double seconds_to_read(str text) {
    struct timespec from, to;
    arena *a = arena_new((size_t)4 << 30);
    fact *facts;
    size_t count;
    assert_non_null(a);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
    assert_int_equal(read_document(a, english, text, S("2024-11-26"), &facts, &count, NULL), OK);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
    arena_free(a);
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

/* Sanitizers weigh every access, so names, which are looked up, cost more beside plain words; a
 * square of the length would still stand out. */
#ifdef __SANITIZE_ADDRESS__
static const double most_shares = 8;
#else
static const double most_shares = 3;
#endif

static void expect_share(const char *what, str text) {
    double took = DBL_MAX;
    for (int tries = 0; tries < 3 && took > most_shares * fair_seconds; tries++) {
        double again = seconds_to_read(text) * (double)bytes_wanted / (double)text.n;
        if (again < took) took = again; /* others compute too: the best of three */
    }
    if (took > most_shares * fair_seconds)
        fail_msg("%s: %.3f s where ordinary text takes %.3f s", what, took, fair_seconds);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static void text_without_full_stops_takes_its_share(void **unused) {
    (void)unused;
    buf b;
    buf_init(&b, 0);
    expect_share("no full stop",
                 repeated(&b, "the President of Chile and the Prime Minister of "
                              "Kenya signed a memorandum on trade in Nairobi and "));
    expect_share("one token", repeated(&b, "a"));
    expect_share("one capital token", repeated(&b, "Aa"));
    expect_share("one line of spaces", repeated(&b, " "));
    buf_reset(&b);
}

static void punctuation_without_end_takes_its_share(void **unused) {
    (void)unused;
    static const char *const pieces[] = {",", "trade, ", "\"\xE2\x80\x9C(", "'\"",    "(", ". ",
                                         "-", "a\n",     "\xE2\x80\x99s ",  "; and ", "\n"};
    buf b;
    buf_init(&b, 0);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        expect_share(pieces[i], repeated(&b, pieces[i]));
    buf_clear(&b);
    for (size_t i = 0; i < bytes_wanted / 12; i++) buf_put_z(&b, "\xE2\x80\x9C(");
    buf_put_z(&b, "signed");
    for (size_t i = 0; i < bytes_wanted / 12; i++) buf_put_z(&b, ")\xE2\x80\x9D");
    expect_share("nested quotes", buf_str(&b));
    buf_reset(&b);
}

static void one_word_over_and_over_takes_its_share(void **unused) {
    (void)unused;
    static const char *const pieces[] = {"signed ",
                                         "the agreement of ",
                                         "Republic of ",
                                         "Belarus, Pakistan and ",
                                         "3 May 2021 ",
                                         "agreed to ",
                                         "15 ",
                                         "1,234,567 ",
                                         "Chile Kenya Oman Peru ",
                                         "He said it. ",
                                         "of the visit of the "};
    buf b;
    buf_init(&b, 0);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        expect_share(pieces[i], repeated(&b, pieces[i]));
    buf_reset(&b);
}

static void one_fact_with_many_mentions_takes_its_share(void **unused) {
    (void)unused;
    buf b;
    buf_init(&b, 0);
    expect_share("one treaty", repeated(&b, "Chile and Kenya signed the treaty on extradition in "
                                            "Nairobi. "));
    expect_share("treaties of many names",
                 numbered(&b, "Chile and Kenya signed the Agreement on %s with the %s Company. "));
    expect_share("many persons", numbered(&b, "Foreign Minister %s of Kenya met Ms %s. "));
    expect_share("many bodies", numbered(&b, "The Ministry of %s of Kenya and %s Group signed. "));
    buf_reset(&b);
}

#pragma GCC diagnostic pop

static int ready(void **unused) {
    (void)unused;
    const char *megabytes = getenv("READ_SHARE_MB");
    bytes_wanted = (megabytes ? strtoul(megabytes, NULL, 10) : 2) * 1000000;
    if (language_open("en", &english, NULL) != OK) return -1;
    static const char *const ordinary[] = {
        "The President of Morocco arrived in Lisbon on 3 May 2021 for an official visit. ",
        "During the talks the sides discussed trade, tourism and vocational training. ",
        "The Government of Portugal and the Government of Morocco signed an agreement on air "
        "services, and their railways a contract. ",
        "The weather was mild, and crowds lined the avenue that leads to the old harbour.\n\n",
        "Both countries agreed to establish a joint working group by the end of the year. ",
        "\"We have known each other for a long time,\" the minister said, \"and it shows.\" "};
    buf b;
    buf_init(&b, 0);
    for (size_t i = 0; b.n < bytes_wanted; i++)
        buf_put_z(&b, ordinary[i * i % 7 % (sizeof ordinary / sizeof *ordinary)]);
    fair_seconds = seconds_to_read(buf_str(&b));
    buf_reset(&b);
    return 0;
}

static int done(void **unused) {
    (void)unused;
    language_close(english);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_without_full_stops_takes_its_share),
        cmocka_unit_test(punctuation_without_end_takes_its_share),
        cmocka_unit_test(one_word_over_and_over_takes_its_share),
        cmocka_unit_test(one_fact_with_many_mentions_takes_its_share),
    };
    return cmocka_run_group_tests(tests, ready, done);
}
