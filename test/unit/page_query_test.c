#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/api.h"
#include "base/asset.h"
#include "exchange/register.h"
#include "exchange/wipo.h"
#include "page/page_site.h"
#include "page/pages.h"
#include "query_plan.h"
#include "store/feed_token.h"
#include "store_fixture.h"

/* Every page and every answer of the data interface, with every parameter alone and with every
 * other: all the queries that readers can cause, and the plan of each. */

static page_site *site_of_sample;
static char token[FEED_TOKEN_TEXT];

static code import_all(change *c, fault *f) {
    const char *path;
    str text;
    imported n = {0};
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; asset_at("data/sample/", i, &path, &text); i++) {
            if (!str_ends(str_of(path), S(".ndjson"))) continue;
            TRY(pass ? register_import_links(c, text, path, &n, f)
                     : register_import(c, text, path, &n, f));
        }
    wipo_imported treaties = {0};
    return wipo_import(c, asset_find("data/wipo/membership.csv"), "membership.csv", &treaties, f);
}

static int open_site(void **state) {
    const route_table api = {api_rows, api_row_count};
    if (fixture_open(state) != 0) return -1;
    CHANGE("import", import_all(&c, f));
    return page_site_open(fixture_path, &api, 1, &site_of_sample, &fixture_fault) == OK ? 0 : -1;
}

static int close_site(void **state) {
    page_site_close(site_of_sample);
    return fixture_close(state);
}

static const struct {
    const char *name, *values[6];
} parameters[] = {
    {"on", {"2020-01-01"}},
    {"state", {"PAK"}},
    {"other", {"BLR"}},
    {"a", {"PAK"}},
    {"b", {"BLR"}},
    {"pair", {"BLR,PAK"}},
    {"states", {"BLR,PAK,KAZ"}},
    {"owner", {"PAK"}},
    {"kind", {"visit", "agreement"}},
    {"sector", {"trade"}},
    {"year", {"2024"}},
    {"q", {"trade", "trea"}},
    {"status", {"in_force", "suspended", "signatory"}},
    {"act", {"signed", "ratified"}},
    {"is", {"late", "done", "unknown"}},
    {"silent", {"1"}},
    {"missing", {"1"}},
    {"session", {"1"}},
    {"promise", {"1"}},
    {"under", {"1"}},
    {"moved_by", {"1"}},
    {"at", {"2"}},
    {"by", {"pair", "state", "sector", "year", "kind"}},
    {"show", {"late", "all", "waiting", "organisation", "agency"}},
    {"sort", {"-consent"}},
    {"party", {"pak"}},
    {"holds", {"in_force"}},
    {"month", {"2024-11"}},
    {"in", {"instrument", "actor"}},
    {"part", {"results"}},
    {"edit", {"1"}},
    {"format", {"csv"}},
    {"record", {"instrument", "commitment"}},
    {"modality", {"planned"}},
    {"limit", {"5"}},
    {"done", {"undone"}},
    {"until", {"2026-12-31"}},
    {"address", {"https://example.org/"}},
};
enum { PARAMETERS = sizeof parameters / sizeof *parameters, ROUTES_MOST = 128 };

static bool seen[ROUTES_MOST]; /* of the pages, then of the data interface: answered with 200 */

static void mark(const route *row) {
    if (row >= page_rows && row < page_rows + page_row_count) seen[row - page_rows] = true;
    if (row >= api_rows && row < api_rows + api_row_count)
        seen[page_row_count + (size_t)(row - api_rows)] = true;
}

/* Asks, goes where it leads, and once on to the next page. Gives the last status. */
static int ask(const char *target, int depth) {
    arena *a = arena_new((size_t)64 << 20);
    request q = {.arena = a,
                 .method = METHOD_GET,
                 .target = str_of(target),
                 .host = S("localhost"),
                 .today = day_of(2026, 3, 1),
                 .trusted = true};
    response r;
    char next[512] = "";
    site_answer(&site_of_sample->site, &q, &r);
    int status = r.status;
    if (status < 400) mark(q.route);
    if (status >= 400 && !strchr(target, 63)) print_message("%s: %d\n", target, status);
    assert_true(status < 500);
    str body = buf_str(&r.body);
    size_t at = str_find(body, S("rel=\"next\" href=\""), 0);
    if (r.location.n)
        snprintf(next, sizeof next, STR_FMT, STR_ARG(r.location));
    else if (at != SIZE_MAX && depth == 0) {
        size_t from = at + 17, end = str_find(body, S("\""), from), n = 0;
        n = (size_t)snprintf(next, sizeof next, "%.*s", (int)strcspn(target, "?"), target);
        for (size_t i = from; i < end && n + 1 < sizeof next; i++) {
            if (str_starts(str_slice(body, i, end), S("&amp;"))) {
                next[n++] = '&';
                i += 4;
            } else {
                next[n++] = body.p[i];
            }
        }
        next[n] = '\0';
    }
    response_reset(&r);
    arena_free(a);
    return *next && depth < 3 ? ask(next, depth + 1) : status;
}

static int64_t one_of(const char *segment) {
    query *q = db_query(fixture_db,
                        "SELECT coalesce((SELECT min(id) FROM record WHERE family = $1), "
                        "(SELECT min(id) FROM actor WHERE $1 = 'body' AND kind = 'agency'), "
                        "(SELECT max(id) FROM source WHERE $1 = 'source'), 1)",
                        &fixture_fault);
    bind_z(q, 1, segment);
    int64_t id = query_row(q) ? column_int(q, 0) : 0;
    assert_int_equal(query_end(q), OK);
    return id;
}

/* The path of a route with something that is there in each of its places. */
static void fill(char out[256], const route *row) {
    const struct {
        const char *place, *value;
    } words[] = {
        {"{party}", "PAK"},
        {"{code}", "PAK"},
        {"{a}", "BLR"},
        {"{b}", "PAK"},
        {"{token}", token},
        {"{tag}", site_of_sample->asset_tag},
        {"{name}", strncmp(row->path, "/asset/", 7) == 0 ? "style.css" : "trade"},
    };
    char segment[32] = "";
    size_t n = 0;
    sscanf(row->path, strncmp(row->path, "/api/", 5) == 0 ? "/api/%31[a-z]" : "/%31[a-z]", segment);
    for (const char *p = row->path; *p && n < 200;) {
        if (*p != '{') {
            out[n++] = *p++;
            continue;
        }
        size_t length = strcspn(p, "}") + 1;
        const char *value = NULL;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (strncmp(p, words[i].place, length) == 0) value = words[i].value;
        if (value)
            n += (size_t)snprintf(out + n, 200 - n, "%s", value);
        else
            n += (size_t)snprintf(out + n, 200 - n, "%lld", (long long)one_of(segment));
        p += length;
    }
    out[n] = '\0';
}

static size_t values_of(const char *name) {
    for (size_t i = 0; i < PARAMETERS; i++)
        if (strcmp(parameters[i].name, name) == 0) return i;
    return PARAMETERS;
}

static void ask_all(const route *row) {
    char path[256], target[512];
    fill(path, row);
    ask(path, 0);
    for (int i = 0; i < PARAMETERS_MOST && row->parameters[i].name; i++) {
        size_t x = values_of(row->parameters[i].name);
        if (strcmp(row->parameters[i].name, "after") == 0) continue; /* by the link to it */
        if (x == PARAMETERS)
            print_message("%s: no value for %s\n", row->path, row->parameters[i].name);
        assert_true(x < PARAMETERS);
        for (size_t k = 0; k < 6 && parameters[x].values[k]; k++) {
            snprintf(target, sizeof target, "%s?%s=%s", path, parameters[x].name,
                     parameters[x].values[k]);
            ask(target, 0);
            for (int j = i + 1; j < PARAMETERS_MOST && row->parameters[j].name; j++) {
                size_t y = values_of(row->parameters[j].name);
                if (y == PARAMETERS) continue;
                snprintf(target, sizeof target, "%s?%s=%s&%s=%s", path, parameters[x].name,
                         parameters[x].values[k], parameters[y].name, parameters[y].values[0]);
                ask(target, 1);
            }
        }
    }
}

static const plan_exempt exempt[] = {
    {"SELECT c.id, 0, 0, c.sessions FROM commitment c", "SCAN p",
     "the pairs that are tied to sessions: a person ties each"},
    {"SELECT name, count FROM tally", "SCAN tally", "a row a family: a dozen, kept by triggers"},
    {"SELECT hash FROM entry ORDER BY id DESC LIMIT 1", "SCAN entry",
     "the last row, by its number"},
    {"SELECT r.id FROM record r INDEXED BY record_withdrawn", "SCAN r USING INDEX record_withdrawn",
     "only what was withdrawn is in that index"},
    {"SELECT p.actor_id FROM (SELECT id FROM record WHERE withdrawn_at IS NULL ORDER BY id DESC "
     "LIMIT 400) r",
     "SCAN record USING INDEX record_newest", "the 400 newest; only what they give is sorted"},
    {"SELECT hash FROM entry ORDER BY id LIMIT 1", "SCAN entry", "the first row, by its number"},
    {"SELECT x.id, x.steps, x.states, x.sectors, x.kind, x.year FROM (SELECT record_id AS id "
     "FROM record_party",
     "SCAN r USING INDEX record_planned", "only what is planned is in that index"},
    {"SELECT x.id, x.steps, x.states, x.sectors, x.kind, x.year FROM (SELECT p.record_id AS id "
     "FROM record_party p CROSS JOIN record_party y",
     "SCAN r USING INDEX record_planned", "the same, of two"},
    {"SELECT r.id FROM record r INDEXED BY record_planned WHERE r.modality = 'planned' AND "
     "r.family "
     "IN ('engagement', 'instrument') AND r.withdrawn_at IS NULL ORDER BY r.id",
     "SCAN r USING INDEX record_planned", "only what is planned is in that index"},
    {"SELECT seq FROM sqlite_sequence", "SCAN sqlite_sequence",
     "a row for each table that never uses a number twice"},
    {"SELECT 1 FROM course_stale LIMIT 1", "SCAN course_stale",
     "the first row; empty but within a change"},
    {"SELECT x.id, x.steps, x.states, x.sectors, x.kind, x.year FROM course x", "SCAN x",
     "all promises are counted, a narrow row each: a hundred thousand in some 50 ms"},
};

/* A document with drafts that wait, by the form that adds it. */
static void add_document(void) {
    arena *a = arena_new((size_t)256 << 20);
    request q = {.arena = a,
                 .method = METHOD_POST,
                 .target = S("/add"),
                 .host = S("localhost"),
                 .content_type = S("application/x-www-form-urlencoded"),
                 .body = S("text=Nepal+and+Peru+signed+an+agreement+on+tourism+in+Lima+on+5+May+"
                           "2025.&published=2025-05-06"),
                 .today = day_of(2026, 3, 1),
                 .trusted = true};
    response r;
    site_answer(&site_of_sample->site, &q, &r);
    assert_int_equal(r.status, 303);
    response_reset(&r);
    arena_free(a);
}

static bool told(const char *sql) {
    plan p = plan_of(fixture_arena, fixture_db, sql, &fixture_fault);
    bool any = false;
    for (size_t i = 0; i < p.count; i++) any |= plan_reads_all(&p, p.lines[i], sql);
    return any;
}

static void what_reads_a_table_as_a_whole_is_told(void **state) {
    (void)state;
    assert_true(told("SELECT id FROM record WHERE note = 'x'"));
    assert_true(told("SELECT id FROM record r WHERE note = 'search' LIMIT 5"));
    assert_true(told("SELECT name FROM actor ORDER BY name"));
    assert_true(told("SELECT name FROM actor GROUP BY name ORDER BY count(*) LIMIT 5"));
    assert_true(told("SELECT rowid FROM search"));
    assert_true(told("WITH w(id) AS (SELECT id FROM act) SELECT count(*) FROM w"));
    assert_false(told("SELECT name FROM actor ORDER BY name LIMIT 5"));
    assert_false(told("SELECT id FROM record WHERE id = 7"));
    assert_false(told("SELECT rowid FROM search WHERE search MATCH 'x' ORDER BY rank LIMIT 5"));
    assert_false(told("SELECT value FROM json_each('[1]')"));
}

static void no_page_reads_a_table_as_a_whole(void **state) {
    (void)state;
    db *d;
    size_t missed = 0;
    followed_filter scope = FOLLOWED_ANY;
    int64_t id;
    scope.state = 1;
    add_document();
    CHANGE("feed", feed_token_new(&c, S("a calendar"), &scope, token, &id, f));
    for (size_t i = 0; i < page_row_count; i++)
        if (page_rows[i].method == METHOD_GET) ask_all(&page_rows[i]);
    for (size_t i = 0; i < api_row_count; i++)
        if (api_rows[i].method == METHOD_GET) ask_all(&api_rows[i]);
    ask("/instrument/171?sort=-signed", 0);
    for (size_t i = 0; i < page_row_count + api_row_count; i++) {
        const route *row = i < page_row_count ? &page_rows[i] : &api_rows[i - page_row_count];
        if (row->method != METHOD_GET || seen[i]) continue;
        print_message("never answered: %s\n", row->path);
        missed++;
    }
    assert_int_equal(pool_reader(site_of_sample->pool, &d, &fixture_fault), OK);
    size_t bad =
        plans_check(fixture_arena, d, exempt, sizeof exempt / sizeof *exempt, 100, &fixture_fault);
    pool_return(site_of_sample->pool, d);
    assert_int_equal(missed, 0);
    assert_int_equal(bad, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_reads_a_table_as_a_whole_is_told, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(no_page_reads_a_table_as_a_whole, open_site, close_site),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
