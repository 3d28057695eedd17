#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/asset.h"
#include "exchange/acts.h"
#include "exchange/register.h"
#include "exchange/wipo.h"
#include "store/follow_legal.h"
#include "store/standing.h"
#include "store_fixture.h"

/* Statuses follow what is recorded, in the same change, whichever way it came or went. */

static const char lines[] =
    "{\"record\":\"instrument\",\"ref\":\"one\",\"kind\":\"treaty\",\"title\":\"Treaty on "
    "extradition\",\"states\":[\"BLR\",\"PAK\"],\"date\":\"2024-11-26\",\"terms\":{\"entry\":{"
    "\"on\":\"consents\",\"count\":2}},\"acts\":[{\"party\":\"BLR\",\"act\":\"sign\",\"on\":\"2024-"
    "11-26\"},{\"party\":\"PAK\",\"act\":\"sign\",\"on\":\"2024-11-26\"}]}\n"
    "{\"record\":\"instrument\",\"ref\":\"two\",\"kind\":\"agreement\",\"title\":\"Agreement on "
    "visas\",\"states\":[\"BLR\",\"PAK\"],\"date\":\"2001-02-03\",\"terms\":{\"entry\":{\"on\":"
    "\"notifications\",\"after\":\"P1M\"},\"duration\":{\"term\":\"P5Y\",\"renew\":\"P5Y\","
    "\"notice\":\"P6M\"}},\"acts\":[{\"party\":\"BLR\",\"act\":\"notify\",\"on\":\"2001-05-01\"},"
    "{\"party\":\"PAK\",\"act\":\"notify\",\"on\":\"2001-06-01\"}]}\n"
    "{\"record\":\"instrument\",\"ref\":\"three\",\"kind\":\"agreement\",\"title\":\"Agreement on "
    "visas for drivers\",\"states\":[\"BLR\",\"PAK\"],\"date\":\"1994\",\"terms\":{\"entry\":{"
    "\"on\":\"signature\"}},\"acts\":[{\"party\":\"BLR\",\"act\":\"sign\",\"on\":\"1994\"},"
    "{\"party\":\"PAK\",\"act\":"
    "\"sign\",\"on\":\"1994-03\"},{\"act\":\"supersede\",\"on\":\"2020-01-01\",\"by\":\"two\"}]}\n";

enum { ONE = 1, TWO, THREE };

static int open_register(void **state) {
    if (fixture_open(state) != 0) return -1;
    imported n = {0};
    CHANGE("import", register_import(&c, str_of(lines), "lines", &n, f));
    CHANGE("import", register_import_links(&c, str_of(lines), "lines", &n, f));
    return n.records == 3 ? 0 : -1;
}

static int64_t party(const char *code_) {
    actor_ref ref;
    assert_int_equal(actor_find_code(fixture_arena, fixture_db, str_of(code_), &ref, NULL), OK);
    return ref.id;
}

static str own(int64_t id, day on) {
    record_row row;
    assert_int_equal(record_find(fixture_arena, fixture_db, id, on, &row, NULL), OK);
    return row.status;
}

static str waits(int64_t id, day on) {
    str out;
    assert_int_equal(instrument_missing(fixture_arena, fixture_db, id, on, &out, NULL), OK);
    return out;
}

static void undo(void) {
    int64_t undone;
    CHANGE("undo", entry_undo(&c, &undone, f));
}

/* Every status and mark of the register as one text. */
static str all_statuses(void) {
    buf out;
    buf_init(&out, 0);
    query *q = db_query(
        fixture_db,
        "SELECT id || ' ' || status || ' ' || from_day || ' ' || ifnull(to_day, '-') || ' ' || "
        "ifnull(from_first, '-') || ' ' || why || ' ' || acts FROM status UNION ALL SELECT id || "
        "reported || passed_over FROM act UNION ALL SELECT instrument_id || kind || party_id || "
        "day || every || phase FROM legal_due",
        NULL);
    while (query_row(q)) {
        buf_put(&out, column_str(q, 0));
        buf_put_char(&out, '\n');
    }
    assert_int_equal(query_end(q), OK);
    str copy = str_copy(fixture_arena, buf_str(&out));
    buf_reset(&out);
    return copy;
}

static void names_of_actors_stand_in_what_is_missing(void **state) {
    (void)state;
    new_act ratify = {.party = party("BLR"), .act = S("ratify"), .on = S("2025-03-03")};
    int64_t id;
    assert_true(str_eq(waits(ONE, day_of(2024, 12, 1)),
                       S("signed 26 November 2024; ratification of Belarus and Pakistan missing")));
    CHANGE("act", act_add(&c, ONE, &ratify, &id, f));
    assert_true(str_eq(waits(ONE, day_of(2026, 1, 1)),
                       S("signed 26 November 2024; ratified by Belarus 3 March 2025; "
                         "ratification of Pakistan missing")));
    ratify.party = party("PAK");
    CHANGE("act", act_add(&c, ONE, &ratify, &id, f));
    assert_true(str_eq_z(own(ONE, day_of(2025, 3, 3)), "in_force"));
    assert_int_equal(waits(ONE, day_of(2026, 1, 1)).n, 0);
    undo();
    undo();
    assert_true(str_eq_z(own(ONE, day_of(2026, 1, 1)), "not_in_force"));
}

static void an_act_taken_off_and_brought_back_leaves_all_as_it_was(void **state) {
    (void)state;
    str before = all_statuses();
    int64_t id = fixture_number("SELECT id FROM act WHERE instrument_id = 2 AND on_date LIKE "
                                "'2001-06%'");
    assert_true(str_eq_z(own(TWO, day_of(2010, 1, 1)), "in_force"));
    CHANGE("act", act_remove(&c, id, f));
    assert_true(str_eq_z(own(TWO, day_of(2010, 1, 1)), "not_in_force"));
    undo();
    assert_true(str_eq(all_statuses(), before));
}

static void whoever_acted_by_mistake_takes_part_no_more(void **state) {
    (void)state;
    static const char taking[] = "SELECT count(*) FROM record_party p JOIN actor a ON a.id = "
                                 "p.actor_id WHERE p.record_id = 1 AND a.code = 'FRA'";
    new_act accede = {.party = party("FRA"), .act = S("accede"), .on = S("2025")};
    int64_t id;
    CHANGE("act", act_add(&c, ONE, &accede, &id, f));
    assert_int_equal(fixture_number(taking), 1);
    CHANGE("act", act_remove(&c, id, f));
    assert_int_equal(fixture_number(taking), 0);
    undo();
    assert_int_equal(fixture_number(taking), 1);
    undo();
    assert_int_equal(fixture_number(taking), 0);
}

static void refuse(str terms, const char *place) {
    change c;
    fault f = {0};
    assert_int_equal(change_begin(&c, fixture_db, fixture_arena, "terms", S("x"), &f), OK);
    assert_int_equal(instrument_terms(&c, ONE, terms, &f), INVALID);
    assert_non_null(strstr(f.place, place));
    change_rollback(&c);
}

static void terms_are_checked_saved_and_taken_back(void **state) {
    (void)state;
    str before = all_statuses();
    refuse(S("{\"entry\":{\"on\":\"date\"}}"), "terms.entry");
    refuse(S("[1]"), "terms");
    refuse(S("{\"entry\""), "");
    CHANGE("terms", instrument_terms(&c, ONE, S("{\"entry\":{\"on\":\"signature\"}}"), f));
    assert_true(str_eq_z(own(ONE, day_of(2024, 11, 26)), "in_force"));
    int64_t entries = fixture_number("SELECT count(*) FROM entry");
    CHANGE("terms", instrument_terms(&c, ONE, S(" {\"entry\":{\"on\":\"signature\"}} "), f));
    assert_int_equal(fixture_number("SELECT count(*) FROM entry"), entries);
    undo();
    assert_true(str_eq(all_statuses(), before));
    law_notes notes = {0};
    assert_int_equal(terms_check(fixture_arena, S("{\"lapse\":3}"), &notes, NULL), OK);
    assert_int_equal(notes.count, 1);
}

static void what_the_law_passes_over_is_kept_with_its_reason(void **state) {
    (void)state;
    new_act leave = {.party = party("FRA"), .act = S("withdraw"), .on = S("2025-01-01")};
    new_act open_start = {.party = party("FRA"), .act = S("sign"), .on = S("../2025")};
    new_act whose = {.act = S("ratify"), .on = S("2025-01-01")};
    new_act dayless = {.party = party("FRA"), .act = S("sign")};
    int64_t id;
    CHANGE("act", act_add(&c, ONE, &leave, &id, f));
    CHANGE("act", act_add(&c, ONE, &open_start, &id, f));
    CHANGE("act", act_add(&c, ONE, &whose, &id, f));
    CHANGE("act", act_add(&c, ONE, &dayless, &id, f));
    instrument i;
    assert_int_equal(instrument_find(fixture_arena, fixture_db, ONE, day_of(2026, 1, 1), &i, NULL),
                     OK);
    size_t over = 0;
    for (size_t k = 0; k < i.act_count; k++) {
        over += i.acts[k].passed_over;
        assert_int_equal(i.acts[k].passed_over, i.acts[k].reported.n > 0);
        if (str_eq_z(i.acts[k].act, "withdraw"))
            assert_non_null(strstr(i.acts[k].reported.p, "party"));
    }
    assert_int_equal(over, 4);
    for (int k = 0; k < 4; k++) undo();
}

static void a_start_known_to_the_year_is_kept_as_such(void **state) {
    (void)state;
    instrument i;
    char text[32];
    assert_int_equal(
        instrument_find(fixture_arena, fixture_db, THREE, day_of(1994, 12, 31), &i, NULL), OK);
    bool found = false;
    for (size_t k = 0; k < i.status_count; k++) {
        const status_row *s = &i.statuses[k];
        if (s->party.id || !str_eq_z(s->status, "in_force")) continue;
        found = true;
        status_from_text(s, text);
        assert_string_equal(text, "1994-03-01/1994-12-31");
        assert_true(s->uncertain);
        status_to_text(s, text);
        assert_string_equal(text, "2020-01-01");
    }
    assert_true(found);
    for (size_t k = 0; k < i.status_count; k++)
        if (str_eq_z(i.statuses[k].status, "ended"))
            assert_non_null(strstr(i.statuses[k].why.p, "superseded by Agreement on visas"));
}

static void all_at_once_gives_the_same_as_one_by_one(void **state) {
    (void)state;
    wipo_imported w = {0};
    CHANGE("import",
           wipo_import(&c, asset_find("data/wipo/membership.csv"), "membership.csv", &w, f));
    str before = all_statuses();
    status_rebuilt n;
    CHANGE("rebuild", status_rebuild_all(c.d, &n, f));
    assert_true(n.intervals > 1000);
    assert_int_equal(n.intervals, fixture_number("SELECT count(*) FROM status"));
    assert_true(str_eq(all_statuses(), before));
}

static code note(void *context, const standing *s, fault *f) {
    (void)f;
    buf_printf(context, "%lld:" STR_FMT ":" STR_FMT " ", (long long)s->instrument_id,
               STR_ARG(s->row.party.code), STR_ARG(s->row.status));
    return OK;
}

static void the_register_is_asked_by_party_by_instrument_by_both_and_whole(void **state) {
    (void)state;
    buf out;
    day on = day_of(2002, 1, 1);
    buf_init(&out, 0);
    assert_int_equal(standing_each(fixture_db, party("PAK"), TWO, on, note, &out, NULL), OK);
    assert_true(str_eq(buf_str(&out), S("2:PAK:in_force ")));
    buf_clear(&out);
    assert_int_equal(standing_each(fixture_db, 0, TWO, on, note, &out, NULL), OK);
    assert_true(str_eq(buf_str(&out), S("2::in_force 2:BLR:in_force 2:PAK:in_force ")));
    buf_clear(&out);
    assert_int_equal(standing_each(fixture_db, party("BLR"), 0, on, note, &out, NULL), OK);
    assert_true(str_starts(buf_str(&out), S("2:BLR:in_force 3:BLR:in_force ")));
    buf_clear(&out);
    assert_int_equal(standing_each(fixture_db, 0, 0, on, note, &out, NULL), OK);
    assert_true(str_find(buf_str(&out), S("3:PAK:in_force"), 0) != SIZE_MAX);
    buf_reset(&out);
}

static void instruments_are_found_by_number_ref_and_title(void **state) {
    (void)state;
    static const struct {
        const char *words;
        code result;
        int64_t id;
    } asked[] = {
        {"2", OK, TWO},
        {"two", OK, TWO},
        {"treaty on EXTRADITION", OK, ONE},
        {"extradition", OK, ONE},
        {"Agreement on visas", OK, TWO},
        {"visas", CONFLICT, 0},
        {"77", NOTFOUND, 0},
        {"fisheries", NOTFOUND, 0},
        {"  ", INVALID, 0},
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        int64_t id = 0;
        fault f = {0};
        code result = instrument_lookup(fixture_arena, fixture_db, str_of(asked[i].words), &id, &f);
        if (result != asked[i].result) print_message("%s: %s\n", asked[i].words, f.message);
        assert_int_equal(result, asked[i].result);
        if (result == OK) assert_int_equal(id, asked[i].id);
        if (result == CONFLICT) assert_non_null(strstr(f.message, "2 ("));
    }
}

static void a_table_of_acts_comes_in_once_and_goes_as_one(void **state) {
    (void)state;
    static const char csv[] = "party,instrument,on,act,effect\n"
                              "Belarus,one,2025-03-03,ratify,\n"
                              "pak,Treaty on extradition,2025-05-05,ratify,2025-06-01\n";
    str before = all_statuses();
    acts_imported n = {0}, again = {0};
    CHANGE("act", acts_import(&c, str_of(csv), "a.csv", &n, f));
    assert_int_equal(n.acts, 2);
    assert_int_equal(n.instruments, 1);
    assert_true(str_eq_z(own(ONE, day_of(2025, 5, 5)), "in_force"));
    CHANGE("act", (acts_import(&c, str_of(csv), "a.csv", &again, f)));
    assert_int_equal(again.acts, 0);
    assert_int_equal(again.known, 2);
    undo();
    undo();
    assert_true(str_eq(all_statuses(), before));
}

static void a_bad_line_of_acts_is_named(void **state) {
    (void)state;
    static const struct {
        const char *csv, *place, *says;
        code result;
    } bad[] = {
        {"", "f", "empty", INVALID},
        {"instrument,party,act\n", "f:1", "\"on\" is missing", INVALID},
        {"instrument,party,act,on,colour\n", "f:1", "colour", INVALID},
        {"instrument,party,act,on,on\n", "f:1", "twice", INVALID},
        {"instrument,party,act,on\none,BLR,ratify\n", "f:2", "3 fields", INVALID},
        {"instrument,party,act,on\none,BLR,ratify,2025-02-30\n", "f:2", "on: ", INVALID},
        {"instrument,party,act,on\none,BLR,ratify,2025\none,BLR,wave,2025\n", "f:3", "wave",
         INVALID},
        {"instrument,party,act,on\none,Atlantis,ratify,2025\n", "f:2", "party: nobody", NOTFOUND},
        {"instrument,party,act,on\nnone,BLR,ratify,2025\n", "f:2", "instrument: ", NOTFOUND},
        {"instrument,party,act,on\nvisas,BLR,ratify,2025\n", "f:2", "several", CONFLICT},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        change c;
        fault f = {0};
        acts_imported n = {0};
        assert_int_equal(change_begin(&c, fixture_db, fixture_arena, "act", S("x"), &f), OK);
        code result = acts_import(&c, str_of(bad[i].csv), "f", &n, &f);
        change_rollback(&c);
        if (result != bad[i].result || !strstr(f.message, bad[i].says))
            print_message("%zu: %s: %s\n", i, f.place, f.message);
        assert_int_equal(result, bad[i].result);
        assert_string_equal(f.place, bad[i].place);
        assert_non_null(strstr(f.message, bad[i].says));
    }
}

static void a_notice_that_comes_again_is_found_in_any_year(void **state) {
    (void)state;
    /* In force since 1 July 2001 for five years each: notice by 1 January 2006, 2011, ... 2076. */
    static const int years[] = {2005, 2010, 2025, 2075};
    assert_int_equal(fixture_number("SELECT count(*) FROM legal_due WHERE instrument_id = 2 AND "
                                    "kind = 'notice'"),
                     1);
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        day today = day_of(years[i], 10, 1);
        legal_filter w = {.sector = SECTOR_COUNT, .until = today + 120};
        legal_row *rows;
        size_t n, found = 0;
        assert_int_equal(legal_browse(fixture_arena, fixture_db, &w, today, 50, &rows, &n, NULL),
                         OK);
        for (size_t k = 0; k < n; k++)
            if (rows[k].kind == LEGAL_NOTICE) {
                found++;
                assert_int_equal(rows[k].day, day_of(years[i] + 1, 1, 1));
            }
        assert_int_equal(found, 1);
        w.until = today + 20;
        assert_int_equal(legal_browse(fixture_arena, fixture_db, &w, today, 50, &rows, &n, NULL),
                         OK);
        for (size_t k = 0; k < n; k++) assert_int_not_equal(rows[k].kind, LEGAL_NOTICE);
    }
}

static void between_two_states_each_instrument_has_its_place(void **state) {
    (void)state;
    pair_page p;
    pair_standing *all;
    static const struct {
        int year;
        between one, two, three;
    } on[] = {
        {1990, BETWEEN_UNKNOWN, BETWEEN_UNKNOWN, BETWEEN_UNKNOWN},
        {2002, BETWEEN_UNKNOWN, BETWEEN_IN_FORCE, BETWEEN_IN_FORCE},
        {2025, BETWEEN_PENDING, BETWEEN_IN_FORCE, BETWEEN_ENDED},
    };
    for (size_t i = 0; i < sizeof on / sizeof *on; i++) {
        day d = day_of(on[i].year, 1, 1);
        assert_int_equal(pair_find(fixture_arena, fixture_db, S("BLR"), S("PAK"), d, &p, NULL), OK);
        const record_page *page = &p.of[RECORD_INSTRUMENT];
        assert_int_equal(page->count, 3);
        assert_int_equal(standing_between(fixture_arena, fixture_db, p.a.id, p.b.id, page->items,
                                          page->count, d, &all, NULL),
                         OK);
        for (size_t k = 0; k < 3; k++) {
            between wanted = all[k].row->id == ONE   ? on[i].one
                             : all[k].row->id == TWO ? on[i].two
                                                     : on[i].three;
            assert_int_equal(all[k].between, wanted);
            assert_int_equal(all[k].missing.n > 0, wanted == BETWEEN_PENDING);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_actors_stand_in_what_is_missing),
        cmocka_unit_test(an_act_taken_off_and_brought_back_leaves_all_as_it_was),
        cmocka_unit_test(whoever_acted_by_mistake_takes_part_no_more),
        cmocka_unit_test(terms_are_checked_saved_and_taken_back),
        cmocka_unit_test(what_the_law_passes_over_is_kept_with_its_reason),
        cmocka_unit_test(a_start_known_to_the_year_is_kept_as_such),
        cmocka_unit_test(the_register_is_asked_by_party_by_instrument_by_both_and_whole),
        cmocka_unit_test(instruments_are_found_by_number_ref_and_title),
        cmocka_unit_test(a_table_of_acts_comes_in_once_and_goes_as_one),
        cmocka_unit_test(a_bad_line_of_acts_is_named),
        cmocka_unit_test(a_notice_that_comes_again_is_found_in_any_year),
        cmocka_unit_test(between_two_states_each_instrument_has_its_place),
        cmocka_unit_test(all_at_once_gives_the_same_as_one_by_one),
    };
    return cmocka_run_group_tests(tests, open_register, fixture_close);
}
