#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "exchange/register.h"
#include "page/page_site.h"
#include "store_fixture.h"

/* Answers are kept while the register is the same: pages of the whole site over a register that is
 * changed, by the site itself and by another program. */

static page_site *site_here;

static const char lines[] =
    "{\"source\":\"s\",\"title\":\"A gazette\",\"published\":\"2030-06-01\"}\n"
    "{\"ref\":\"p\",\"record\":\"commitment\",\"kind\":\"deliver\",\"modality\":\"planned\","
    "\"states\":[\"NOR\",\"FIN\"],\"content\":\"ferries\",\"due\":\"2030-03\",\"date\":\"2030-01-"
    "10\",\"sectors\":[\"transport\"]}\n";
static const char more[] =
    "{\"ref\":\"q\",\"record\":\"commitment\",\"kind\":\"deliver\",\"modality\":\"planned\","
    "\"states\":[\"NOR\",\"FIN\"],\"content\":\"tugs\",\"due\":\"2030-04\",\"date\":\"2030-01-"
    "10\",\"sectors\":[\"transport\"]}\n";

static void import(const char *text) {
    imported n = {0};
    CHANGE("import", register_import(&c, str_of(text), "test", &n, f));
}

static int open_site(void **state) {
    if (fixture_open(state) != 0) return -1;
    import(lines);
    return page_site_open(fixture_path, NULL, 0, &site_here, &fixture_fault) == OK ? 0 : -1;
}

static int close_site(void **state) {
    page_site_close(site_here);
    return fixture_close(state);
}

/* What a page says, made or lent. */
static hash page_of(const char *path, bool borrows) {
    arena *a = arena_new((size_t)64 << 20);
    request q = {.arena = a,
                 .method = METHOD_GET,
                 .target = str_of(path),
                 .host = S("localhost"),
                 .borrows = borrows,
                 .today = day_of(2030, 5, 1),
                 .trusted = true};
    response r;
    hash h;
    site_answer(&site_here->site, &q, &r);
    assert_int_equal(r.status, 200);
    response_own(&r);
    hash_of(buf_str(&r.body), &h);
    response_reset(&r);
    arena_free(a);
    return h;
}

static void post(const char *path, const char *form) {
    arena *a = arena_new((size_t)64 << 20);
    request q = {.arena = a,
                 .method = METHOD_POST,
                 .target = str_of(path),
                 .host = S("localhost"),
                 .content_type = S("application/x-www-form-urlencoded"),
                 .body = str_of(form),
                 .today = day_of(2030, 5, 1),
                 .trusted = true};
    response r;
    site_answer(&site_here->site, &q, &r);
    assert_int_equal(r.status, 303);
    response_reset(&r);
    arena_free(a);
}

static const char *const paths[] = {"/",
                                    "/commitments",
                                    "/due?show=all",
                                    "/due?show=late&state=NOR",
                                    "/scorecard",
                                    "/scorecard?by=sector",
                                    "/state/NOR",
                                    "/pair/NOR/FIN",
                                    "/calendar.ics",
                                    "/log"};
enum { PATHS = sizeof paths / sizeof *paths };

static void read_all(hash out[PATHS]) {
    for (int i = 0; i < PATHS; i++) {
        out[i] = page_of(paths[i], false);
        hash again = page_of(paths[i], false), lent = page_of(paths[i], true);
        assert_true(hash_eq(&again, &out[i]));
        assert_true(hash_eq(&lent, &out[i]));
    }
}

static void expect_changed(hash before[PATHS]) {
    for (int i = 0; i < PATHS; i++) {
        hash now = page_of(paths[i], i % 2);
        if (hash_eq(&now, &before[i])) print_message("%s is as it was\n", paths[i]);
        assert_false(hash_eq(&now, &before[i]));
    }
}

static void pages_change_with_a_change_by_the_site(void **state) {
    (void)state;
    hash before[PATHS];
    char path[64];
    int64_t id = fixture_number("SELECT id FROM record WHERE ref = 'p'");
    read_all(before);
    snprintf(path, sizeof path, "/commitment/%lld/progress", (long long)id);
    post(path, "on=2030-04-20&score=completed&source=1");
    expect_changed(before);
    read_all(before); /* and are kept anew */
}

static void pages_change_with_a_change_by_another_program(void **state) {
    (void)state;
    hash before[PATHS];
    read_all(before);
    import(more);
    expect_changed(before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_site, close_site)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(pages_change_with_a_change_by_the_site),
        TEST(pages_change_with_a_change_by_another_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
