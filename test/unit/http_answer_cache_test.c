#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/site.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

/* A site whose pages tell how often they were made, and in which state of the data. */

static int made, data;

static code page(request *q, response *r, fault *f) {
    (void)f;
    buf_printf(&r->body, "made %d of %d by %s or %s.", ++made, data, q->session.token,
               q->session.token);
    return OK;
}

static code wrong(request *q, response *r, fault *f) {
    (void)q, (void)r;
    made++;
    return fault_set(f, NOTFOUND, NULL, "not there");
}

static code passing(request *q, response *r, fault *f) {
    (void)q, (void)f;
    made++;
    r->cache = CACHE_NONE;
    buf_put_z(&r->body, "for once");
    return OK;
}

static code large(request *q, response *r, fault *f) {
    (void)f;
    made++;
    for (int i = 0; i < 4000; i++) buf_put(&r->body, q->target);
    return OK;
}

static code lines(request *q, response *r, fault *f);
static const route rows[] = {
    {METHOD_GET, "/page", MAY_READ, page, "a page", {{.name = "n"}}},
    {METHOD_POST, "/page", MAY_WRITE, page, "changes", {{.name = "n"}}},
    {METHOD_GET, "/edit", MAY_WRITE, page, "a form", {{0}}},
    {METHOD_GET, "/lines", MAY_READ, lines, "packs well", {{0}}},
    {METHOD_GET, "/wrong", MAY_READ, wrong, "fails", {{0}}},
    {METHOD_GET, "/passing", MAY_READ, passing, "not to be kept", {{0}}},
    {METHOD_GET, "/large", MAY_READ, large, "large", {{.name = "n"}}},
};
static const route_table table = {rows, sizeof rows / sizeof *rows};

static bool state_of(void *opened, hash *out) {
    (void)opened;
    *out = (hash){{(unsigned char)data}};
    return data >= 0;
}

static site here;
static arena *memory;
static response answer_;

static int set_up(void **state) {
    (void)state;
    here = (site){.tables = &table,
                  .table_count = 1,
                  .arena_bytes = (size_t)1 << 20,
                  .body_bytes = (size_t)1 << 20,
                  .upload_bytes = (size_t)1 << 20,
                  .state = state_of,
                  .cache = answer_cache_new((size_t)1 << 20),
                  .token = "0123456789abcdef0123456789abcdef0123456789a"};
    memory = arena_new(here.arena_bytes);
    made = data = 0;
    return memory && here.cache ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    response_reset(&answer_);
    answer_cache_free(here.cache);
    arena_free(memory);
    return 0;
}

static request get(const char *target) {
    return (request){.arena = memory,
                     .method = METHOD_GET,
                     .target = str_of(target),
                     .host = S("127.0.0.1:8080")};
}

static int ask(request *q) {
    response_reset(&answer_);
    site_answer(&here, q, &answer_);
    return answer_.status;
}

static void ask_for(const char *target) {
    request q = get(target);
    ask(&q);
}

static void the_same_page_is_made_once_while_the_data_is_the_same(void **state) {
    (void)state;
    ask_for("/page");
    ask_for("/page");
    assert_int_equal(made, 1);
    assert_true(str_starts(buf_str(&answer_.body), S("made 1 of 0")));
    assert_string_equal(answer_.type, "text/html; charset=utf-8");
}

static void another_state_of_the_data_address_host_or_day_is_another_page(void **state) {
    (void)state;
    ask_for("/page");
    data = 1;
    ask_for("/page");
    assert_true(str_starts(buf_str(&answer_.body), S("made 2 of 1")));
    ask_for("/page?n=1");
    assert_int_equal(made, 3);
    request q = get("/page");
    q.host = S("localhost");
    ask(&q);
    assert_int_equal(made, 4);
    q = get("/page");
    q.today = 20000;
    ask(&q);
    assert_int_equal(made, 5);
    data = 0; /* the older state again, as after a change that was taken back with its entry */
    ask_for("/page");
    assert_true(str_starts(buf_str(&answer_.body), S("made 1 of 0")));
}

static void a_page_is_the_same_bytes_for_all_and_holds_the_token_of_this_server(void **state) {
    (void)state;
    request first = get("/page"), second = get("/page");
    second.cookie = S(GUARD_COOKIE "=another");
    ask(&first);
    ask(&second);
    assert_int_equal(made, 1);
    char wanted[200];
    snprintf(wanted, sizeof wanted, "made 1 of 0 by %s or %s.", here.token, here.token);
    assert_true(str_eq_z(buf_str(&answer_.body), wanted));
}

static void a_kept_page_has_the_tag_that_it_had_when_it_was_made(void **state) {
    (void)state;
    char tag[64];
    ask_for("/page");
    snprintf(tag, sizeof tag, "%s", answer_.etag);
    request again = get("/page");
    again.if_none_match = str_of(tag);
    assert_int_equal(ask(&again), 304);
    assert_int_equal(made, 1);
}

static void a_page_with_the_token_of_a_server_before_is_sent_anew(void **state) {
    (void)state;
    char tag[64];
    ask_for("/page");
    snprintf(tag, sizeof tag, "%s", answer_.etag);
    answer_cache_free(here.cache);
    here.cache = answer_cache_new((size_t)1 << 20);
    here.token[0] ^= 1;
    made = 0;
    request again = get("/page");
    again.if_none_match = str_of(tag);
    assert_int_equal(ask(&again), 200);
    assert_non_null(memmem(answer_.body.p, answer_.body.n, here.token, strlen(here.token)));
}

static void faults_forms_changes_and_what_browsers_may_not_keep_are_made_anew(void **state) {
    (void)state;
    static const char *const targets[] = {"/wrong", "/passing", "/edit"};
    for (int i = 0; i < 3; i++) {
        made = 0;
        ask_for(targets[i]);
        ask_for(targets[i]);
        assert_int_equal(made, 2);
    }
    made = 0;
    request q = get("/page");
    q.method = METHOD_HEAD;
    ask(&q);
    ask(&q);
    assert_int_equal(made, 2);
}

static void a_state_that_is_not_known_keeps_nothing(void **state) {
    (void)state;
    data = -1;
    ask_for("/page");
    ask_for("/page");
    assert_int_equal(made, 2);
}

static void what_is_older_makes_room(void **state) {
    (void)state;
    char target[40];
    for (int i = 0; i < 200; i++) { /* of 48 KB each, in a cache of 1 MB */
        snprintf(target, sizeof target, "/large?n=%d", i);
        char *kept = arena_alloc(memory, 40);
        memcpy(kept, target, sizeof target);
        ask_for(kept);
        ask_for(kept);
        assert_int_equal(made, i + 1);
    }
    ask_for("/large?n=0");
    assert_int_equal(made, 201);
}

static void read_all(char out[60000]) {
    response_own(&answer_);
    assert_true(answer_.body.n < 60000);
    memcpy(out, answer_.body.p, answer_.body.n);
    out[answer_.body.n] = '\0';
}

static code lines(request *q, response *r, fault *f) {
    (void)f;
    made++;
    for (int i = 0; i < 300; i++)
        buf_printf(&r->body, "line %d of a page that packs well, whatever stands in it; ", i * i);
    buf_put_z(&r->body, q->session.token);
    return OK;
}

static void unpack(const char *from, size_t n, char *out, size_t room) {
    z_stream z = {.next_in = (Bytef *)(uintptr_t)from,
                  .avail_in = (uInt)n,
                  .next_out = (Bytef *)out,
                  .avail_out = (uInt)room - 1};
    assert_int_equal(inflateInit2(&z, MAX_WBITS + 16), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END); /* the check sum too is right */
    assert_int_equal(z.avail_in, 0);
    out[z.total_out] = '\0';
    inflateEnd(&z);
}

static void a_lent_page_plain_or_packed_is_the_page(void **state) {
    (void)state;
    static char wanted[60000], got[60000], unpacked[60000];
    static const char *const targets[] = {"/lines", "/page"};
    for (int i = 0; i < 2; i++) {
        ask_for(targets[i]);
        read_all(wanted);
        for (int round = 0; round < 6; round++) { /* packed once, sent three times */
            request q = get(targets[i]);
            q.borrows = round / 2 != 1;
            if (round % 2) q.accept_encoding = S("gzip");
            ask(&q);
            bool is_gzip = answer_.is_gzip;
            assert_int_equal(is_gzip, round % 2 && i == 0);
            assert_int_equal(answer_.lent.bytes.n != 0, q.borrows);
            read_all(got);
            if (is_gzip) unpack(got, answer_.body.n, unpacked, sizeof unpacked);
            assert_string_equal(is_gzip ? unpacked : got, wanted);
        }
    }
    assert_int_equal(made, 2);
}

static void what_is_lent_outlives_the_place_that_it_was_kept_in(void **state) {
    (void)state;
    static char wanted[60000], got[60000], unpacked[60000];
    ask_for("/lines");
    read_all(wanted);
    response lent[2];
    for (int packed = 0; packed < 2; packed++) {
        request q = get("/lines");
        q.borrows = true;
        if (packed) q.accept_encoding = S("gzip");
        ask(&q);
        assert_true(answer_.lent.bytes.n > 0);
        lent[packed] = answer_;
        response_init(&answer_, here.body_bytes);
    }
    for (int i = 0; i < 50; i++) { /* all of the cache is others' now */
        char *target = arena_alloc(memory, 40);
        snprintf(target, 40, "/large?n=%d", i);
        ask_for(target);
    }
    for (int packed = 0; packed < 2; packed++) {
        response_reset(&answer_);
        answer_ = lent[packed];
        read_all(got);
        if (packed) unpack(got, answer_.body.n, unpacked, sizeof unpacked);
        assert_string_equal(packed ? unpacked : got, wanted);
    }
}

static void a_lent_page_that_the_browser_has_is_not_sent(void **state) {
    (void)state;
    char tag[64];
    ask_for("/lines");
    snprintf(tag, sizeof tag, "%s", answer_.etag);
    request q = get("/lines");
    q.borrows = true;
    q.if_none_match = str_of(tag);
    assert_int_equal(ask(&q), 304);
    assert_int_equal(answer_.lent.bytes.n, 0);
    assert_int_equal(answer_.body.n, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_same_page_is_made_once_while_the_data_is_the_same),
        TEST(another_state_of_the_data_address_host_or_day_is_another_page),
        TEST(a_page_is_the_same_bytes_for_all_and_holds_the_token_of_this_server),
        TEST(a_kept_page_has_the_tag_that_it_had_when_it_was_made),
        TEST(a_page_with_the_token_of_a_server_before_is_sent_anew),
        TEST(faults_forms_changes_and_what_browsers_may_not_keep_are_made_anew),
        TEST(a_state_that_is_not_known_keeps_nothing),
        TEST(what_is_older_makes_room),
        TEST(a_lent_page_plain_or_packed_is_the_page),
        TEST(what_is_lent_outlives_the_place_that_it_was_kept_in),
        TEST(a_lent_page_that_the_browser_has_is_not_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
