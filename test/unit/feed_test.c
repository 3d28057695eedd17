/* Calendars through libical's own parser and its check of what RFC 5545 asks; the feed of changes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exchange/atom.h"
#include "exchange/ical.h"
#include "exchange/register.h"
#include "store_fixture.h"

#include <libical/ical.h>

static const char lines[] =
    "{\"ref\":\"p\",\"record\":\"commitment\",\"kind\":\"deliver\",\"modality\":\"planned\","
    "\"states\":[\"NOR\",\"FIN\"],\"title\":\"Ferries; docks, and a \\\\ quay of many words so "
    "that "
    "its line is far too long and has to be folded, Åland, Тромсё\",\"due\":\"2030-03\","
    "\"date\":\"2030-01-10\",\"sectors\":[\"transport\",\"trade\"]}\n"
    "{\"ref\":\"v\",\"record\":\"engagement\",\"kind\":\"visit\",\"modality\":\"planned\","
    "\"states\":[\"NOR\",\"FIN\"],\"date\":\"2030-05-03/2030-05-05\"}\n"
    "{\"ref\":\"u\",\"record\":\"instrument\",\"kind\":\"treaty\",\"act\":\"signed\",\"modality\":"
    "\"done\",\"states\":[\"NOR\",\"FIN\"],\"date\":\"2029-02-10\",\"terms\":{\"entry\":{\"on\":"
    "\"notifications\"}},\"acts\":[{\"party\":\"NOR\",\"act\":\"sign\",\"on\":\"2029-02-10\"},"
    "{\"party\":\"FIN\",\"act\":\"sign\",\"on\":\"2029-02-10\"}]}\n";

static const day today = 21990; /* 2030-03-17 */

static int open_lines(void **state) {
    if (fixture_open(state) != 0) return -1;
    imported n = {0};
    CHANGE("import", register_import(&c, str_of(lines), "test", &n, f));
    return 0;
}

static icalcomponent *calendar_now(void) {
    followed_filter any = FOLLOWED_ANY;
    feed_event *events;
    size_t n;
    buf out;
    buf_init(&out, 0);
    assert_int_equal(
        feed_events(fixture_arena, fixture_db, &any, today, &events, &n, &fixture_fault), OK);
    assert_int_equal(
        ical_write(&out, S("a, \"name\""), S("https://example.org"), events, n, &fixture_fault),
        OK);
    for (size_t i = 0, column = 0; i < out.n; i++) {
        column = out.p[i] == '\n' ? 0 : column + 1;
        assert_true(column <= 76); /* 75 bytes and the CR */
    }
    buf_put_char(&out, '\0');
    icalcomponent *calendar = icalparser_parse_string(out.p);
    buf_reset(&out);
    assert_non_null(calendar);
    assert_int_equal(icalcomponent_count_errors(calendar), 0);
    assert_true(icalrestriction_check(calendar));
    assert_int_equal(icalcomponent_count_errors(calendar), 0);
    return calendar;
}

static icalcomponent *event_of(icalcomponent *calendar, const char *uid_start) {
    icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT), *found;
    size_t n = 0;
    for (found = NULL; e; e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        if (strncmp(icalcomponent_get_uid(e), uid_start, strlen(uid_start)) != 0) continue;
        found = e;
        n++;
    }
    assert_int_equal(n, 1);
    return found;
}

static int64_t id_of(const char *ref) {
    return fixture_number(
        str_format(fixture_arena, "SELECT id FROM record WHERE ref = '%s'", ref).p);
}

static void expect_days(icalcomponent *e, const char *first, const char *after) {
    struct icaltimetype from = icalcomponent_get_dtstart(e), to = icalcomponent_get_dtend(e);
    assert_true(from.is_date && to.is_date);
    assert_string_equal(icaltime_as_ical_string(from), first);
    assert_string_equal(icaltime_as_ical_string(to), after);
}

static void a_calendar_passes_the_library_s_strict_check(void **state) {
    (void)state;
    icalcomponent *calendar = calendar_now();
    assert_int_equal(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), 4);
    char uid[64];
    snprintf(uid, sizeof uid, "promise-%lld@", (long long)id_of("p"));
    icalcomponent *e = event_of(calendar, uid);
    expect_days(e, "20300331", "20300401");
    assert_non_null(strstr(icalcomponent_get_summary(e), "Ferries; docks, and a \\ quay"));
    assert_non_null(strstr(icalcomponent_get_summary(e), "Åland, Тромсё"));
    assert_non_null(strstr(icalcomponent_get_description(e), "no source says what came of it"));
    icalcomponent_free(calendar);
}

static void a_meeting_takes_its_days_and_the_law_its_day(void **state) {
    (void)state;
    icalcomponent *calendar = calendar_now();
    char uid[64];
    snprintf(uid, sizeof uid, "promise-%lld@", (long long)id_of("v"));
    expect_days(event_of(calendar, uid), "20300503", "20300506");
    snprintf(uid, sizeof uid, "law-ratify-%lld-%lld@", (long long)id_of("u"),
             (long long)fixture_number("SELECT id FROM actor WHERE code = 'FIN'"));
    expect_days(event_of(calendar, uid), "20300210", "20300211");
    icalcomponent_free(calendar);
}

static void a_changed_deadline_updates_its_event(void **state) {
    (void)state;
    char uid[64];
    snprintf(uid, sizeof uid, "promise-%lld@", (long long)id_of("p"));
    icalcomponent *before = calendar_now();
    int sequence = icalcomponent_get_sequence(event_of(before, uid));
    CHANGE("plan", commitment_replan(&c, id_of("p"), S(""), S("2030-09-15"), S("ice"), 0, f));
    icalcomponent *after = calendar_now();
    icalcomponent *e = event_of(after, uid);
    expect_days(e, "20300915", "20300916");
    assert_true(icalcomponent_get_sequence(e) > sequence);
    assert_string_equal(icalcomponent_get_uid(e), icalcomponent_get_uid(event_of(before, uid)));
    int64_t undone;
    CHANGE("undo", entry_undo(&c, &undone, f));
    icalcomponent *again = calendar_now();
    expect_days(event_of(again, uid), "20300331", "20300401");
    assert_true(icalcomponent_get_sequence(event_of(again, uid)) > icalcomponent_get_sequence(e));
    icalcomponent_free(before);
    icalcomponent_free(after);
    icalcomponent_free(again);
}

static void what_was_carried_out_leaves_the_calendar(void **state) {
    (void)state;
    int64_t link;
    CHANGE("link",
           link_add(&c, id_of("u"), id_of("v"), LINK_FULFILS, LINK_CONFIRMED, S(""), &link, f));
    icalcomponent *calendar = calendar_now();
    assert_int_equal(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), 3);
    icalcomponent_free(calendar);
}

static void a_feed_has_an_id_for_each_entry_and_no_raw_text(void **state) {
    (void)state;
    entry_row items[] = {
        {.id = 300,
         .at = S("2030-01-02T03:04:05Z"),
         .who = S("<b>&\"x\"\x01"),
         .action = S("accept"),
         .subject = S("record"),
         .subject_id = 7,
         .note = S("a < b")},
        {.id = 2,
         .at = S("2030-01-01T00:00:00Z"),
         .who = S("y"),
         .action = S("undo"),
         .subject = S("entry"),
         .subject_id = 1,
         .note = S(""),
         .undone = true},
    };
    entry_page page = {.items = items, .count = 2};
    buf out;
    buf_init(&out, 0);
    atom_write(&out, S("A & B"), "0123456789abcdef", S("https://example.org"), S("/changes.atom"),
               &page);
    str text = buf_str(&out);
    assert_true(str_find(text, S("<id>urn:uuid:01234567-89ab-8cde-8000-00000000012c</id>"), 0) !=
                SIZE_MAX);
    assert_true(str_find(text, S("<name>&lt;b&gt;&amp;"), 0) != SIZE_MAX);
    assert_true(str_find(text, S("\x01"), 0) == SIZE_MAX);
    assert_true(str_find(text, S("href=\"https://example.org/record/7\""), 0) != SIZE_MAX);
    assert_true(str_find(text, S("href=\"https://example.org/log#entry-2\""), 0) != SIZE_MAX);
    assert_true(str_find(text, S("<updated>2030-01-02T03:04:05Z</updated>"), 0) < 300);
    buf_reset(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_lines, fixture_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_calendar_passes_the_library_s_strict_check),
        TEST(a_meeting_takes_its_days_and_the_law_its_day),
        TEST(a_changed_deadline_updates_its_event),
        TEST(what_was_carried_out_leaves_the_calendar),
        TEST(a_feed_has_an_id_for_each_entry_and_no_raw_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
