#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/asset.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/jnode.h"
#include "base/jout.h"
#include "base/utf8.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void assert_text(str s, const char *wanted) {
    assert_int_equal(s.n, strlen(wanted));
    assert_memory_equal(s.p, wanted, s.n);
}

static void the_first_fault_is_the_one_that_is_kept(void **state) {
    (void)state;
    fault f = {.code = OK};
    assert_int_equal(fault_set(&f, INVALID, "here", "first %d", 1), INVALID);
    assert_int_equal(fault_set(&f, IO, "there", "second"), IO);
    assert_int_equal(f.code, INVALID);
    assert_string_equal(f.place, "here");
    assert_string_equal(f.message, "first 1");
    assert_int_equal(fault_set(NULL, DB, NULL, "nobody listens"), DB);
    fault_clear(&f);
    assert_int_equal(f.code, OK);
}

static void every_code_has_its_statuses(void **state) {
    (void)state;
    for (code c = OK; c <= DB; c++) {
        assert_true(fault_text(c)[0]);
        assert_true((fault_exit_status(c) == 0) == (c == OK));
        assert_true(fault_http_status(c) >= 200);
    }
}

static void an_arena_stops_at_its_limit_and_says_so(void **state) {
    (void)state;
    arena *a = arena_new(1024);
    assert_non_null(arena_alloc(a, 1000));
    assert_null(arena_alloc(a, 100));
    assert_true(arena_failed(a));
    arena_reset(a);
    assert_false(arena_failed(a));
    unsigned char *p = arena_array(a, 10, 100);
    for (int i = 0; i < 1000; i++) assert_int_equal(p[i], 0);
    assert_null(arena_array(a, SIZE_MAX / 2, 4));
    assert_null(arena_alloc(a, SIZE_MAX));
    arena_free(a);
    arena_free(NULL);
}

static void an_array_grows_and_keeps_what_it_held(void **state) {
    (void)state;
    arena *a = arena_new(1 << 20);
    int *items = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++) {
        items = arena_grow(a, items, (size_t)i, &capacity, sizeof *items);
        assert_non_null(items);
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++) assert_int_equal(items[i], i);
    arena_free(a);
}

static void text_is_cut_found_and_compared(void **state) {
    (void)state;
    str rest = S("a;;b"), part;
    assert_true(str_next(&rest, ';', &part));
    assert_text(part, "a");
    assert_true(str_next(&rest, ';', &part));
    assert_text(part, "");
    assert_true(str_next(&rest, ';', &part));
    assert_text(part, "b");
    assert_false(str_next(&rest, ';', &part));
    assert_int_equal(str_find(S("depositary"), S("sit"), 0), 4);
    assert_int_equal(str_find(S("depositary"), S("sit"), 5), SIZE_MAX);
    assert_text(str_trim(S(" \t a b \n")), "a b");
    assert_true(str_eq_nocase(S("TreaTy"), S("treaty")));
    assert_true(str_cmp(S("ab"), S("abc")) < 0);
    int64_t v;
    assert_true(str_int(S("-42"), &v) && v == -42);
    assert_false(str_int(S("9223372036854775808"), &v));
    assert_false(str_int(S("4x"), &v));
    assert_false(str_int(S("-"), &v));
}

static void escapers_know_their_context(void **state) {
    (void)state;
    buf b;
    buf_init(&b, 0);
    buf_put_html(&b, S("<a href=\"x\">'&\x01\xff</a>"));
    assert_text(buf_str(&b),
                "&lt;a href=&quot;x&quot;&gt;&#39;&amp;\xEF\xBF\xBD\xEF\xBF\xBD&lt;/a&gt;");
    buf_clear(&b);
    buf_put_json(&b, S("a\"\\\n\x02\xc3\xa9\xff"));
    assert_text(buf_str(&b), "\"a\\\"\\\\\\n\\u0002\xc3\xa9\xEF\xBF\xBD\"");
    buf_clear(&b);
    buf_put_url(&b, S("a b/\xc3\xa9~"));
    assert_text(buf_str(&b), "a%20b%2F%C3%A9~");
    buf_clear(&b);
    buf_put_csv(&b, S("say \"yes\", now"));
    assert_text(buf_str(&b), "\"say \"\"yes\"\", now\"");
    buf_reset(&b);
}

static void a_buf_past_its_limit_stays_failed(void **state) {
    (void)state;
    buf b;
    buf_init(&b, 8);
    buf_put(&b, S("12345678"));
    assert_int_equal(b.code, OK);
    buf_put_char(&b, '9');
    assert_int_equal(b.code, NOMEM);
    buf_put(&b, S("x"));
    assert_int_equal(b.n, 8);
    buf_reset(&b);
}

static void bad_utf8_is_found_where_it_is(void **state) {
    (void)state;
    assert_int_equal(utf8_bad_at(S("plain text of some length, accord\xc3\xa9")), SIZE_MAX);
    assert_int_equal(utf8_bad_at(S("0123456789\xff")), 10);
    assert_int_equal(utf8_bad_at(S("ab\xc0\xaf")), 2);         /* overlong */
    assert_int_equal(utf8_bad_at(S("ab\xed\xa0\x80")), 2);     /* surrogate */
    assert_int_equal(utf8_bad_at(S("ab\xf4\x90\x80\x80")), 2); /* past U+10FFFF */
    assert_int_equal(utf8_bad_at(S("ab\xe2\x82")), 2);         /* cut short */
    for (uint32_t point = 0; point <= 0x10FFFF; point += 7) {
        if (point >= 0xD800 && point <= 0xDFFF) continue;
        char bytes[4];
        uint32_t again;
        size_t width = utf8_encode(point, bytes);
        assert_int_equal(utf8_decode((str){bytes, width}, 0, &again), width);
        assert_int_equal(again, point);
    }
}

static void json_goes_out_and_comes_in(void **state) {
    (void)state;
    buf b;
    buf_init(&b, 0);
    jout j;
    jout_init(&j, &b);
    jout_open(&j, '{');
    jout_pair_str(&j, "title", S("A \"treaty\""));
    jout_pair_str(&j, "date", (str){NULL, 0});
    jout_key(&j, "states");
    jout_open(&j, '[');
    jout_str(&j, S("BLR"));
    jout_str(&j, S("PAK"));
    jout_close(&j, ']');
    jout_pair_int(&j, "count", 15);
    jout_pair_bool(&j, "held", true);
    jout_close(&j, '}');
    assert_text(buf_str(&b),
                "{\"title\":\"A \\\"treaty\\\"\",\"date\":null,\"states\":[\"BLR\",\"PAK\"],"
                "\"count\":15,\"held\":true}");
    arena *a = arena_new(1 << 16);
    const jnode *n;
    assert_int_equal(jnode_parse(a, buf_str(&b), &n, NULL), OK);
    int64_t count;
    assert_text(jnode_str(n, "title"), "A \"treaty\"");
    assert_true(jnode_int(n, "count", &count) && count == 15);
    assert_true(jnode_true(n, "held"));
    assert_int_equal(jnode_field(n, "states")->count, 2);
    assert_null(jnode_str(n, "count").p);
    assert_null(jnode_field(NULL, "x"));
    arena_free(a);
    buf_reset(&b);
}

static void what_is_no_json_is_refused_with_its_place(void **state) {
    (void)state;
    arena *a = arena_new(1 << 16);
    const jnode *n = NULL;
    fault f = {.code = OK};
    assert_int_equal(jnode_parse(a, S("{\"a\":1,\n\"a\":2}"), &n, &f), INVALID);
    assert_non_null(strstr(f.place, "line 2"));
    assert_int_equal(jnode_parse(a, S(""), &n, NULL), INVALID);
    char deep[400];
    memset(deep, '[', 200);
    memset(deep + 200, ']', 200);
    assert_int_equal(jnode_parse(a, (str){deep, 400}, &n, NULL), INVALID);
    assert_null(n);
    arena_free(a);
}

static void json_without_memory_is_refused_at_every_step(void **state) {
    (void)state;
    const jnode *n = NULL;
    code result = NOMEM;
    for (size_t limit = 0; result != OK; limit += 16) {
        assert_true(limit < 4096);
        arena *a = arena_new(limit);
        result = jnode_parse(a, S("{\"a\":[1,2.5,\"x\",null,true]}"), &n, NULL);
        assert_true(result == OK || result == NOMEM);
        arena_free(a);
    }
}

static void the_words_of_the_field_go_both_ways(void **state) {
    (void)state;
    for (kind k = KIND_NONE; k < KIND_COUNT; k++) {
        kind again;
        assert_true(kind_of(str_of(kind_name(k)), &again));
        assert_int_equal(again, k);
    }
    for (unsigned i = 0; i < SECTOR_COUNT; i++) {
        sector again;
        assert_true(sector_of(str_of(sector_name((sector)i)), &again) && again == i);
    }
    fact_act a;
    record r;
    modality m;
    assert_true(act_of(S("in_force"), &a) && a == ACT_IN_FORCE);
    assert_true(record_of(S("membership"), &r) && r == RECORD_MEMBERSHIP);
    assert_true(modality_of(S("planned"), &m) && m == MODALITY_PLANNED);
    assert_false(act_of(S("forgotten"), &a));
    assert_int_equal(kind_record(KIND_FORUM), RECORD_ENGAGEMENT);
    sector_set set;
    assert_true(sectors_parse(S("trade, health;space"), &set));
    assert_int_equal(set, 1u << SECTOR_TRADE | 1u << SECTOR_HEALTH | 1u << SECTOR_SPACE);
    assert_false(sectors_parse(S("trade, gossip"), &set));
}

static void a_file_is_replaced_whole_or_not_at_all(void **state) {
    (void)state;
    char path[] = "/tmp/depositary_base_XXXXXX";
    close(mkstemp(path));
    assert_int_equal(file_write(path, S("one"), NULL), OK);
    assert_int_equal(file_write(path, S("two two"), NULL), OK);
    buf b;
    buf_init(&b, 0);
    fault f = {.code = OK};
    assert_int_equal(file_read(path, 3, &b, &f), INVALID);
    assert_int_equal(b.n, 0);
    assert_int_equal(file_read(path, 100, &b, NULL), OK);
    assert_text(buf_str(&b), "two two");
    assert_int_equal(file_read("/nonexistent/file", 100, &b, NULL), NOTFOUND);
    assert_int_equal(file_read("/tmp", 100, &b, NULL), INVALID);
    assert_int_equal(file_write("/nonexistent/file", S("x"), NULL), NOTFOUND);
    buf_reset(&b);
    unlink(path);
}

static void assets_are_found_by_their_path(void **state) {
    (void)state;
    const char *path;
    str bytes;
    size_t n = 0;
    while (asset_at("", n, &path, &bytes)) {
        str found = asset_find(path);
        assert_ptr_equal(found.p, bytes.p);
        n++;
    }
    assert_int_equal(n, asset_count);
    assert_null(asset_find("lang/en/nothing").p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_fault_is_the_one_that_is_kept),
        cmocka_unit_test(every_code_has_its_statuses),
        cmocka_unit_test(an_arena_stops_at_its_limit_and_says_so),
        cmocka_unit_test(an_array_grows_and_keeps_what_it_held),
        cmocka_unit_test(text_is_cut_found_and_compared),
        cmocka_unit_test(escapers_know_their_context),
        cmocka_unit_test(a_buf_past_its_limit_stays_failed),
        cmocka_unit_test(bad_utf8_is_found_where_it_is),
        cmocka_unit_test(json_goes_out_and_comes_in),
        cmocka_unit_test(what_is_no_json_is_refused_with_its_place),
        cmocka_unit_test(json_without_memory_is_refused_at_every_step),
        cmocka_unit_test(the_words_of_the_field_go_both_ways),
        cmocka_unit_test(a_file_is_replaced_whole_or_not_at_all),
        cmocka_unit_test(assets_are_found_by_their_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
