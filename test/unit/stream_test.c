#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/jnode.h"
#include "cmd/stream.h"
#include "cmd/stream_record.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Records ---- */

static code parse(const char *line, char *copy, stream_record *r, fault *f) {
    size_t n = strlen(line);
    memcpy(copy, line, n);
    *f = (fault){.code = OK};
    return stream_record_parse(copy, n, r, f);
}

static void expect_record(const char *line, const char *id, const char *text, const char *date) {
    char copy[512];
    stream_record r;
    fault f;
    if (parse(line, copy, &r, &f) != OK) fail_msg("%s: %s", line, f.message);
    assert_true(str_eq_z(r.id, id));
    assert_true(str_eq_z(r.text, text));
    assert_true(str_eq_z(r.date, date));
}

static void expect_bad(const char *line, const char *id, const char *because) {
    char copy[512];
    stream_record r;
    fault f;
    assert_int_equal(parse(line, copy, &r, &f), INVALID);
    if (!strstr(f.message, because))
        fail_msg("%s: \"%s\" does not say \"%s\"", line, f.message, because);
    assert_true(str_eq_z(r.id, id));
}

static void records_are_read_with_any_members_beside(void **unused) {
    (void)unused;
    expect_record("{\"id\":1,\"text\":\"a\"}", "1", "a", "");
    expect_record(" { \"text\" : \"\" , \"date\":null, \"id\" : \"x\\n\" } ", "\"x\\n\"", "", "");
    expect_record("{\"a\":[1,{\"b\":[]},{},\"\\u00e9\"],\"text\":\"t\",\"date\":\"2024\","
                  "\"z\":{\"k\":-1.5e+3,\"l\":true},\"id\":-0.5}",
                  "-0.5", "t", "2024");
    expect_record("{\"text\":\"no id\"}", "", "no id", "");
    expect_record("{\"t\\u0065xt\":\"a\"}", "", "a", "");
}

static void escapes_are_undone(void **unused) {
    (void)unused;
    expect_record("{\"text\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t \\u0041\\u00fc\\u20AC\\ud83d\\ude00\"}",
                  "", "\"\\/\b\f\n\r\t Aü€😀", "");
    expect_record("{\"text\":\"\\ud83d \\ude00 \\ud83d\\u0041\"}", "",
                  "\xEF\xBF\xBD \xEF\xBF\xBD "
                  "\xEF\xBF\xBD"
                  "A",
                  "");
}

static void bad_records_say_what_is_wrong_and_where(void **unused) {
    (void)unused;
    expect_bad("", "", "not a JSON object at byte 0");
    expect_bad("[1]", "", "not a JSON object at byte 0");
    expect_bad("{\"id\":1}", "1", "there is no text");
    expect_bad("{\"id\":1,\"text\":5}", "1", "text is no string at byte 15");
    expect_bad("{\"id\":1,\"text\":null}", "1", "text is no string");
    expect_bad("{\"id\":1,\"id\":2,\"text\":\"\"}", "1", "a second id");
    expect_bad("{\"text\":\"a\",\"text\":\"b\"}", "", "a second text");
    expect_bad("{\"id\":true,\"text\":\"a\"}", "", "id is neither");
    expect_bad("{\"id\":1,\"text\":\"a\",\"date\":7}", "1", "date is no string");
    expect_bad("{\"id\":1,\"text\":\"a", "1", "without its end");
    expect_bad("{\"id\":1,\"text\":\"a\\x\"}", "1", "bad escape");
    expect_bad("{\"id\":1,\"text\":\"a\tb\"}", "1", "control character");
    expect_bad("{\"id\":1,\"text\":\"a\"", "1", "'}' is missing");
    expect_bad("{\"id\":1,\"text\":\"a\",}", "1", "a string is missing");
    expect_bad("{\"id\":1,\"text\":\"a\"}}", "1", "after the object");
    expect_bad("{\"id\":1,\"x\":[1 2]}", "1", "',' or a closing bracket");
    expect_bad("{\"id\":1,\"x\":01}", "1", "missing");
    expect_bad("{\"id\":1,\"x\":{\"a\"}}", "1", "':' is missing");
    expect_bad("{\"id\":1,\"text\":\"\xFF\"}", "", "byte 0xff at byte 16");
    char deep[200] = "{\"x\":";
    for (int i = 0; i < 100; i++) strncat(deep, "[", 2);
    expect_bad(deep, "", "nested too deep");
}

/* ---- Streams ---- */

typedef struct {
    int fd;
    const char *bytes;
    size_t n;
} pump;

static void *push(void *context) {
    pump *p = context;
    size_t at = 0;
    while (at < p->n) {
        ssize_t n = write(p->fd, p->bytes + at, p->n - at);
        if (n <= 0) break;
        at += (size_t)n;
    }
    close(p->fd);
    return NULL;
}

typedef struct {
    int fd;
    buf got;
} sink;

static void *pull(void *context) {
    sink *s = context;
    char chunk[4096];
    ssize_t n;
    while ((n = read(s->fd, chunk, sizeof chunk)) > 0) buf_put(&s->got, (str){chunk, (size_t)n});
    return NULL;
}

static language *english;
static pthread_mutex_t large = PTHREAD_MUTEX_INITIALIZER;

/* What a stream answers; the complaints go to `errors` where it is not null. */
static buf answers_to(str input, unsigned jobs, stream_counts *counts, buf *errors) {
    int in[2], out[2];
    pthread_t pusher, puller;
    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    pump p = {in[1], input.p, input.n};
    sink s = {.fd = out[0]};
    buf_init(&s.got, 0);
    pthread_create(&pusher, NULL, push, &p);
    pthread_create(&puller, NULL, pull, &s);
    char *told = NULL;
    size_t told_n = 0;
    FILE *e = open_memstream(&told, &told_n);
    stream_options o = {.language = english, .jobs = jobs};
    fault f = {.code = OK};
    code result = stream_run(&o, in[0], out[1], e, counts, &f);
    close(out[1]);
    pthread_join(pusher, NULL);
    pthread_join(puller, NULL);
    close(in[0]);
    close(out[0]);
    fclose(e);
    if (errors) buf_put(errors, (str){told, told_n});
    free(told);
    if (result != OK) fail_msg("%s", f.message);
    return s.got;
}

static void answers_keep_the_order_of_the_records(void **unused) {
    (void)unused;
    buf in;
    buf_init(&in, 0);
    for (int i = 0; i < 3000; i++) {
        buf_printf(&in, "{\"id\":%d,\"text\":\"", i);
        for (int k = 0; k < i * 7919 % 97; k++) buf_put_z(&in, "The sides signed an agreement. ");
        buf_put_z(&in, "\"}\n");
    }
    for (unsigned jobs = 1; jobs <= 5; jobs += 2) {
        stream_counts counts;
        buf out = answers_to(buf_str(&in), jobs, &counts, NULL);
        assert_int_equal(counts.records, 3000);
        assert_int_equal(counts.bad, 0);
        str rest = buf_str(&out), line;
        for (int i = 0; i < 3000; i++) {
            char start[40];
            snprintf(start, sizeof start, "{\"id\":%d,\"facts\":[", i);
            assert_true(str_next(&rest, '\n', &line));
            assert_true(str_starts(line, str_of(start)));
        }
        assert_int_equal(rest.n, 0);
        buf_reset(&out);
    }
    buf_reset(&in);
}

static void every_answer_is_json(void **unused) {
    (void)unused;
    str in = S("{\"id\":\"a\\\"b\",\"text\":\"x\"}\n{\"id\":\"c\",\"text\":1}\nnonsense\n");
    stream_counts counts;
    buf out = answers_to(in, 1, &counts, NULL);
    str rest = buf_str(&out), line;
    arena *a = arena_new(1 << 20);
    for (int i = 0; i < 3; i++) {
        const jnode *root;
        assert_true(str_next(&rest, '\n', &line));
        assert_int_equal(jnode_parse(a, line, &root, NULL), OK);
        if (i == 0) assert_true(str_eq(jnode_str(root, "id"), S("a\"b")));
        assert_int_equal(jnode_field(root, "error") != NULL, i > 0);
    }
    arena_free(a);
    buf_reset(&out);
}

static void bad_records_are_told_by_line_and_passed_over(void **unused) {
    (void)unused;
    str in = S("{\"id\":1,\"text\":\"a\"}\r\n\n{\"id\":2}\n   \n{\"id\":3,\"text\":\"a\","
               "\"date\":\"soon\"}\n{\"id\":4,\"text\":\"a\",\"date\":\"2024-11-26T08:00Z\"}");
    stream_counts counts;
    buf errors;
    buf_init(&errors, 0);
    buf out = answers_to(in, 2, &counts, &errors);
    assert_int_equal(counts.records, 4);
    assert_int_equal(counts.bad, 2);
    assert_true(str_eq(buf_str(&out),
                       S("{\"id\":1,\"facts\":[]}\n{\"id\":2,\"error\":\"there is no text\"}\n"
                         "{\"id\":3,\"error\":\"the date is none: \\\"soon\\\" (2024-11-26, "
                         "say)\"}\n{\"id\":4,\"facts\":[]}\n")));
    assert_true(str_eq(buf_str(&errors),
                       S("depositary read: line 3: there is no text\n"
                         "depositary read: line 5: the date is none: \"soon\" (2024-11-26, "
                         "say)\n")));
    buf_reset(&out);
    buf_reset(&errors);
}

static void a_line_past_the_limit_is_a_bad_record_with_its_id(void **unused) {
    (void)unused;
    buf in;
    buf_init(&in, 0);
    buf_put_z(&in, "{\"id\":\"long\",\"text\":\"");
    for (size_t i = 0; i < 3 * STREAM_LINE_MAX / 8; i++) buf_put_z(&in, "signed. ");
    buf_put_z(&in, "\"}\n{\"id\":2,\"text\":\"a\"}\n");
    stream_counts counts;
    buf out = answers_to(buf_str(&in), 1, &counts, NULL);
    assert_int_equal(counts.bad, 1);
    assert_true(str_starts(buf_str(&out), S("{\"id\":\"long\",\"error\":\"the line is longer")));
    assert_true(str_ends(buf_str(&out), S("\n{\"id\":2,\"facts\":[]}\n")));
    buf_reset(&out);
    buf_reset(&in);
}

static void what_can_be_read_does_not_depend_on_the_number_of_jobs(void **unused) {
    (void)unused;
    buf in;
    buf_init(&in, 0);
    for (int i = 0; i < 6; i++) {
        buf_printf(&in, "{\"id\":%d,\"text\":\"", i);
        for (size_t k = 0; k < STREAM_LINE_MAX / 80; k++)
            buf_put_z(&in, "Chile and Kenya signed a treaty on trade in Nairobi on 3 May 2021. ");
        buf_put_z(&in, "\"}\n");
    }
    stream_counts counts;
    buf one = answers_to(buf_str(&in), 1, &counts, NULL);
    assert_int_equal(counts.bad, 0);
    buf many = answers_to(buf_str(&in), 12, &counts, NULL);
    assert_true(str_eq(buf_str(&one), buf_str(&many)));
    buf_reset(&one);
    buf_reset(&many);
    buf_reset(&in);
}

static void an_empty_stream_gives_an_empty_one(void **unused) {
    (void)unused;
    stream_counts counts;
    buf out = answers_to(S(""), 3, &counts, NULL);
    assert_int_equal(out.n, 0);
    assert_int_equal(counts.records, 0);
    buf_reset(&out);
}

/* A program that waits for each answer before it asks again must not wait for ever. */
static void each_record_is_answered_before_the_next_is_asked(void **unused) {
    (void)unused;
    int in[2], out[2];
    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    pid_t child = fork();
    if (child == 0) {
        close(in[1]);
        close(out[0]);
        stream_options o = {.language = english, .jobs = 2};
        stream_counts counts;
        _exit((int)stream_run(&o, in[0], out[1], stderr, &counts, NULL));
    }
    close(in[0]);
    close(out[1]);
    alarm(30);
    for (int i = 0; i < 20; i++) {
        char answer[200];
        size_t n = 0;
        assert_int_equal(write(in[1], "{\"id\":1,\"text\":\"a\"}\n", 20), 20);
        while (n == 0 || answer[n - 1] != '\n') {
            ssize_t got = read(out[0], answer + n, sizeof answer - n);
            assert_true(got > 0);
            n += (size_t)got;
        }
    }
    alarm(0);
    close(in[1]);
    close(out[0]);
}

static void a_descriptor_that_cannot_be_used_ends_the_stream(void **unused) {
    (void)unused;
    int in[2];
    stream_options o = {.language = english, .jobs = 1};
    stream_counts counts;
    fault f = {.code = OK};
    assert_int_equal(pipe(in), 0);
    assert_int_equal(write(in[1], "{\"id\":1,\"text\":\"a\"}\n", 20), 20);
    close(in[1]);
    assert_int_equal(stream_run(&o, in[0], -1, stderr, &counts, &f), IO);
    assert_string_equal(f.place, "standard output");
    close(in[0]);
    fault_clear(&f);
    assert_int_equal(stream_run(&o, -1, 1, stderr, &counts, &f), IO);
    assert_string_equal(f.place, "standard input");
}

static void a_record_that_needs_more_memory_is_answered_so(void **unused) {
    (void)unused;
    char line[] = "{\"id\":7,\"text\":\"Ruritania and Borduria signed a treaty.\"}";
    arena *a = arena_new(1 << 20);
    buf out, errors;
    buf_init(&out, 12); /* too small for any answer, so not even the error fits */
    buf_init(&errors, 0);
    stream_options o = {.language = english, .jobs = 1};
    assert_int_equal(stream_answer(a, &large, &o, line, sizeof line - 1, 3, &out, &errors), NOMEM);
    assert_true(str_starts(buf_str(&errors), S("line 3: it needs more memory")));
    buf_reset(&out);
    buf_reset(&errors);
    arena_free(a);
}

static int open_english(void **unused) {
    (void)unused;
    return (int)language_open("en", &english, NULL);
}

static int close_english(void **unused) {
    (void)unused;
    language_close(english);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_read_with_any_members_beside),
        cmocka_unit_test(escapes_are_undone),
        cmocka_unit_test(bad_records_say_what_is_wrong_and_where),
        cmocka_unit_test(answers_keep_the_order_of_the_records),
        cmocka_unit_test(every_answer_is_json),
        cmocka_unit_test(bad_records_are_told_by_line_and_passed_over),
        cmocka_unit_test(a_line_past_the_limit_is_a_bad_record_with_its_id),
        cmocka_unit_test(what_can_be_read_does_not_depend_on_the_number_of_jobs),
        cmocka_unit_test(an_empty_stream_gives_an_empty_one),
        cmocka_unit_test(each_record_is_answered_before_the_next_is_asked),
        cmocka_unit_test(a_descriptor_that_cannot_be_used_ends_the_stream),
        cmocka_unit_test(a_record_that_needs_more_memory_is_answered_so),
    };
    return cmocka_run_group_tests(tests, open_english, close_english);
}
