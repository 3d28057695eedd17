#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/gzip.h"
#include "http/site.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* A site of four pages, asked without a socket. */

static int changes;

static code hello(request *q, response *r, fault *f) {
    (void)f;
    buf_put_z(&r->body, "hello ");
    buf_put(&r->body, request_value(q, "name"));
    return OK;
}

static code thing(request *q, response *r, fault *f) {
    if (str_eq(request_path_value(q, 0), S("none")))
        return fault_set(f, NOTFOUND, NULL, "there is no such thing");
    buf_put(&r->body, request_path_value(q, 0));
    return OK;
}

static code change_it(request *q, response *r, fault *f) {
    (void)q, (void)f;
    changes++;
    respond_see_other(r, S("/"));
    return OK;
}

static code broken(request *q, response *r, fault *f) {
    (void)q, (void)r;
    return fault_set(f, DB, "secret.db", "a table that nobody should hear of");
}

static code large(request *q, response *r, fault *f) {
    (void)q, (void)f;
    for (int i = 0; i < 500; i++) buf_put_z(&r->body, "all work and no play ");
    return OK;
}

static code greedy(request *q, response *r, fault *f) {
    (void)r, (void)f;
    arena_alloc(q->arena, (size_t)1 << 30);
    return OK;
}

static const route rows[] = {
    {METHOD_GET,
     "/",
     MAY_READ,
     hello,
     "hello",
     {{.name = "name"}, {.name = "day", .type = PARAMETER_DAY}, {.name = "many", .many = true}}},
    {METHOD_GET, "/thing/{id}", MAY_READ, thing, "a thing", {{0}}},
    {METHOD_GET, "/broken", MAY_READ, broken, "fails", {{0}}},
    {METHOD_GET, "/large", MAY_READ, large, "large", {{0}}},
    {METHOD_GET, "/greedy", MAY_READ, greedy, "wants too much", {{0}}},
    {METHOD_POST, "/change", MAY_WRITE, change_it, "changes", {{.name = "a"}}},
};
static const route_table table = {rows, sizeof rows / sizeof *rows};
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
                  .token = "0123456789abcdef0123456789abcdef0123456789a"};
    memory = arena_new(here.arena_bytes);
    changes = 0;
    return memory ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    response_reset(&answer_);
    arena_free(memory);
    return 0;
}

static request get(const char *target) {
    return (request){.arena = memory,
                     .method = METHOD_GET,
                     .target = str_of(target),
                     .host = S("127.0.0.1:8080")};
}

static int ask(request q) {
    response_reset(&answer_);
    site_answer(&here, &q, &answer_);
    return answer_.status;
}

static bool says(const char *words) {
    return str_find(buf_str(&answer_.body), str_of(words), 0) != SIZE_MAX;
}

static void a_page_is_answered_with_its_parameters(void **state) {
    (void)state;
    assert_int_equal(ask(get("/?name=world")), 200);
    assert_true(says("hello world"));
    assert_int_equal(ask(get("/thing/a%20b")), 200);
    assert_true(says("a b"));
}

static void what_is_not_there_is_404_and_another_method_405(void **state) {
    (void)state;
    assert_int_equal(ask(get("/nowhere")), 404);
    assert_int_equal(ask(get("/thing/")), 404);
    assert_int_equal(ask(get("/thing/none")), 404);
    assert_int_equal(ask(get("/change")), 405);
    assert_true(str_eq(answer_.allow, S("POST")));
    request q = get("/");
    q.method = METHOD_OTHER;
    assert_int_equal(ask(q), 405);
}

static void unknown_repeated_and_wrong_parameters_are_refused(void **state) {
    (void)state;
    assert_int_equal(ask(get("/?nmae=x")), 400);
    assert_true(says("nmae") && says("name, day, many"));
    assert_int_equal(ask(get("/?name=1&name=2")), 400);
    assert_int_equal(ask(get("/?many=1&many=2")), 200);
    assert_int_equal(ask(get("/?day=2024-02-30")), 400);
    assert_int_equal(ask(get("/thing/1?x=1")), 400);
    assert_int_equal(ask(get("/?name=%zz")), 400);
}

static void other_hosts_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"",
                                      "evil.example",
                                      "evil.example:8080",
                                      "127.0.0.1.evil.example",
                                      "localhost.evil.example:80",
                                      "127.0.0.1:port",
                                      "127.0.0.1:99999",
                                      "[::1",
                                      "[::1]x",
                                      "0.0.0.0:8080",
                                      "127.0.0.1@evil.example"};
    static const char *const good[] = {"localhost",      "LOCALHOST:80", "127.0.0.1",
                                       "127.0.0.1:8080", "[::1]",        "[::1]:8080"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        request q = get("/");
        q.host = str_of(bad[i]);
        assert_int_equal(ask(q), 403);
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        request q = get("/");
        q.host = str_of(good[i]);
        assert_int_equal(ask(q), 200);
    }
    request q = get("/");
    q.host = (str){0};
    assert_int_equal(ask(q), 403);
}

static void cookie_read(void *context, const char *name, str value) {
    if (strcmp(name, "Set-Cookie") == 0)
        snprintf(context, 256, "x=1; %.*s", (int)str_find(value, S(";"), 0), value.p);
}

/* The cookie and the token of our pages, as a browser would hold them. */
static request post(char cookie[256], char form[256]) {
    request first = get("/");
    response r;
    site_answer(&here, &first, &r);
    site_headers(&r, cookie_read, cookie);
    snprintf(form, 256, "a=1&token=%s", first.session.token);
    response_reset(&r);
    return (request){.arena = memory,
                     .method = METHOD_POST,
                     .target = S("/change"),
                     .host = S("127.0.0.1:8080"),
                     .origin = S("http://127.0.0.1:8080"),
                     .fetch_site = S("same-origin"),
                     .content_type = S("application/x-www-form-urlencoded"),
                     .cookie = str_of(cookie),
                     .body = str_of(form)};
}

static void a_change_from_our_page_is_made(void **state) {
    (void)state;
    char cookie[256], form[256];
    request q = post(cookie, form);
    assert_int_equal(ask(q), 303);
    assert_int_equal(changes, 1);
    q.fetch_site = (str){0}; /* an older browser */
    assert_int_equal(ask(q), 303);
    q.fetch_site = S("same-origin");
    q.origin = (str){0};
    assert_int_equal(ask(q), 303);
    assert_int_equal(changes, 3);
}

static void a_change_from_elsewhere_is_refused(void **state) {
    (void)state;
    char cookie[256], form[256];
    const request good = post(cookie, form);
    static const char *const origins[] = {"http://evil.example",        "null",
                                          "http://127.0.0.1:3000",      "http://localhost:8080",
                                          "file://127.0.0.1:8080",      "127.0.0.1:8080",
                                          "http://127.0.0.1:8080.evil", ""};
    static const char *const sites[] = {"cross-site", "same-site", "none", ""};
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
        request q = good;
        q.origin = str_of(origins[i]);
        q.fetch_site = (str){0};
        assert_int_equal(ask(q), 403);
    }
    for (size_t i = 0; i < sizeof sites / sizeof *sites; i++) {
        request q = good;
        q.fetch_site = str_of(sites[i]);
        assert_int_equal(ask(q), 403);
    }
    request q = good;
    q.origin = q.fetch_site = (str){0};
    assert_int_equal(ask(q), 403);
    q = good;
    q.host = S("evil.example");
    q.origin = S("http://evil.example");
    assert_int_equal(ask(q), 403);
    assert_int_equal(changes, 0);
}

static void a_change_needs_the_cookie_and_the_token_of_our_pages(void **state) {
    (void)state;
    static const char *const cookies[] = {
        "", "x=1", GUARD_COOKIE, GUARD_COOKIE "=", "x" GUARD_COOKIE "=1", GUARD_COOKIE "x=1"};
    char cookie[256], form[256], forged[256];
    const request good = post(cookie, form);
    request q = good;
    q.body = S("a=1");
    assert_int_equal(ask(q), 403);
    q.body = S("a=1&token=");
    assert_int_equal(ask(q), 403);
    q.body = str_slice(good.body, 0, good.body.n - 1); /* the beginning of it */
    assert_int_equal(ask(q), 403);
    for (size_t i = 0; i < SECRET_TEXT; i++) {
        snprintf(forged, sizeof forged, "%s", form);
        forged[good.body.n - 1 - i] ^= 1;
        q.body = str_of(forged);
        assert_int_equal(ask(q), 403);
    }
    q = good;
    q.cookie = (str){0};
    assert_int_equal(ask(q), 403);
    for (size_t i = 0; i < sizeof cookies / sizeof *cookies; i++) {
        q.cookie = str_of(cookies[i]);
        assert_int_equal(ask(q), 403);
    }
    here.token[0] ^= 1; /* the server was started anew */
    assert_int_equal(ask(good), 403);
    assert_true(says("load its page again"));
    assert_int_equal(changes, 0);
}

static void the_cookie_is_set_once_and_kept_from_scripts_and_other_sites(void **state) {
    (void)state;
    assert_int_equal(ask(get("/")), 200);
    assert_true(answer_.sets_cookie);
    assert_non_null(strstr(GUARD_SET_COOKIE, "; HttpOnly; SameSite=Strict"));
    request q = get("/");
    q.cookie = S("x=1; " GUARD_COOKIE "=1");
    assert_int_equal(ask(q), 200);
    assert_false(answer_.sets_cookie);
}

static void what_the_database_said_stays_in_the_log(void **state) {
    (void)state;
    request q = get("/broken");
    q.number = 4711;
    assert_int_equal(ask(q), 500);
    assert_false(says("secret.db"));
    assert_false(says("nobody"));
    assert_true(says("4711"));
}

static void an_unchanged_page_is_304(void **state) {
    (void)state;
    char tag[64], list[128];
    assert_int_equal(ask(get("/?name=a")), 200);
    snprintf(tag, sizeof tag, "%s", answer_.etag);
    request q = get("/?name=a");
    q.if_none_match = str_of(tag);
    assert_int_equal(ask(q), 304);
    assert_int_equal(answer_.body.n, 0);
    snprintf(list, sizeof list, "\"x\", %s", tag + 2); /* compared weakly */
    q.if_none_match = str_of(list);
    assert_int_equal(ask(q), 304);
    q = get("/?name=b");
    q.if_none_match = str_of(tag);
    assert_int_equal(ask(q), 200);
}

static void a_large_answer_is_packed_for_those_who_take_it(void **state) {
    (void)state;
    request q = get("/large");
    q.accept_encoding = S("br, gzip;q=0.8");
    assert_int_equal(ask(q), 200);
    assert_true(answer_.is_gzip);
    static char out[16384];
    z_stream z = {.next_in = (Bytef *)answer_.body.p,
                  .avail_in = (uInt)answer_.body.n,
                  .next_out = (Bytef *)out,
                  .avail_out = sizeof out};
    assert_int_equal(inflateInit2(&z, MAX_WBITS + 16), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(z.total_out, 500 * strlen("all work and no play "));
    assert_memory_equal(out, "all work and no play all", 24);
    inflateEnd(&z);
    q.accept_encoding = S("gzip;q=0, br");
    assert_int_equal(ask(q), 200);
    assert_false(answer_.is_gzip);
}

static void gzip_is_taken_where_it_is_accepted(void **state) {
    (void)state;
    assert_true(gzip_accepted(S("gzip")));
    assert_true(gzip_accepted(S("deflate, GZIP")));
    assert_true(gzip_accepted(S("*")));
    assert_false(gzip_accepted(S("*, gzip;q=0.0")));
    assert_false(gzip_accepted(S("identity")));
    assert_false(gzip_accepted(S("gzipped")));
    assert_false(gzip_accepted((str){0}));
}

static void find_header(void *context, const char *name, str value) {
    buf *b = context;
    buf_printf(b, "%s: %.*s\n", name, STR_ARG(value));
}

static void every_answer_has_the_headers_of_safety(void **state) {
    (void)state;
    static const char *const targets[] = {"/", "/nowhere", "/?x=1", "/broken", "/greedy"};
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        ask(get(targets[i]));
        buf headers;
        buf_init(&headers, 0);
        site_headers(&answer_, find_header, &headers);
        str all = buf_str(&headers);
        assert_true(str_find(all, S("default-src 'none'"), 0) != SIZE_MAX);
        assert_true(str_find(all, S("frame-ancestors 'none'"), 0) != SIZE_MAX);
        assert_true(str_find(all, S("unsafe-inline"), 0) == SIZE_MAX);
        assert_true(str_find(all, S("X-Content-Type-Options: nosniff"), 0) != SIZE_MAX);
        assert_true(str_find(all, S("Referrer-Policy: same-origin"), 0) != SIZE_MAX);
        assert_true(str_find(all, S("HttpOnly; SameSite=Strict"), 0) != SIZE_MAX);
        buf_reset(&headers);
    }
}

static void a_request_that_wants_too_much_memory_is_an_error(void **state) {
    (void)state;
    assert_int_equal(ask(get("/greedy")), 500);
    here.body_bytes = 1000;
    assert_int_equal(ask(get("/large")), 500);
}

static void a_refusal_is_a_page_too(void **state) {
    (void)state;
    request q = get("/");
    response_reset(&answer_);
    site_refuse(&here, &q, &answer_, 413, "this is too much");
    assert_int_equal(answer_.status, 413);
    assert_true(says("this is too much"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_page_is_answered_with_its_parameters),
        TEST(what_is_not_there_is_404_and_another_method_405),
        TEST(unknown_repeated_and_wrong_parameters_are_refused),
        TEST(other_hosts_are_refused),
        TEST(a_change_from_our_page_is_made),
        TEST(a_change_from_elsewhere_is_refused),
        TEST(a_change_needs_the_cookie_and_the_token_of_our_pages),
        TEST(the_cookie_is_set_once_and_kept_from_scripts_and_other_sites),
        TEST(what_the_database_said_stays_in_the_log),
        TEST(an_unchanged_page_is_304),
        TEST(a_large_answer_is_packed_for_those_who_take_it),
        TEST(gzip_is_taken_where_it_is_accepted),
        TEST(every_answer_has_the_headers_of_safety),
        TEST(a_request_that_wants_too_much_memory_is_an_error),
        TEST(a_refusal_is_a_page_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
