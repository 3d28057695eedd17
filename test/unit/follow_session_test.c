/* Reports before sessions: random sessions against a slow second implementation that walks the days
 * one by one; and which records are one session. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "follow/session.h"

#include <stdio.h>
#include <string.h>

enum { SESSIONS = 5, REPORTS = 4, FIRST_DAY = 21915, DAYS = 1500 }; /* 2030-01-01 and on */

static uint64_t seed = 20261124;

static unsigned below(unsigned n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % n;
}

typedef struct {
    char text[24];
    day first, last;
} when;

static when when_of(day d, bool month) {
    when w;
    civil c = day_civil(d);
    w.first = month ? day_of(c.year, c.month, 1) : d;
    w.last = month ? day_of(c.year, c.month, days_in_month(c.year, c.month)) : d;
    snprintf(w.text, sizeof w.text, month ? "%04d-%02d" : "%04d-%02d-%02d", c.year, c.month, c.day);
    return w;
}

typedef struct {
    when sessions[SESSIONS], reports[REPORTS], made;
    bool held[SESSIONS];
    size_t session_count, report_count;
    day today;
} history;

/* Sessions far enough apart to be different ones, in order. */
static void history_make(history *h) {
    day d = FIRST_DAY + (day)below(200);
    memset(h, 0, sizeof *h);
    h->session_count = below(SESSIONS + 1);
    for (size_t i = 0; i < h->session_count; i++) {
        h->sessions[i] = when_of(d, below(4) == 0);
        h->held[i] = below(3) > 0;
        d += 75 + (day)below(300);
    }
    h->report_count = below(REPORTS + 1);
    for (size_t i = 0; i < h->report_count; i++)
        h->reports[i] = when_of(FIRST_DAY + (day)below(DAYS), below(4) == 0);
    h->made = when_of(FIRST_DAY + (day)below(600) - 200, below(5) == 0);
    h->today = FIRST_DAY + (day)below(DAYS);
}

/* Whether somebody can have reported on one of the days after `after`, up to `until`. */
static bool slow_reported(const history *h, day after, day until) {
    for (size_t i = 0; i < h->report_count; i++)
        if (h->reports[i].first <= until)
            for (day d = h->reports[i].first; d <= h->reports[i].last; d++)
                if (d > after) return true;
    return false;
}

static follow_report_state slow_state(const history *h, int64_t *session) {
    const day never = FIRST_DAY - 10000;
    day last_end = never, before_end = never;
    int64_t last = 0, next = 0;
    for (day d = FIRST_DAY - 400; d <= FIRST_DAY + 4000;
         d++) /* each day that a session begins on */
        for (size_t i = 0; i < h->session_count; i++) {
            if (h->sessions[i].first != d || d <= h->made.last) continue;
            if (h->held[i] && h->sessions[i].last < h->today) {
                before_end = last_end;
                last_end = h->sessions[i].last;
                last = (int64_t)i + 1;
            }
            if (!next && h->sessions[i].last >= h->today) next = (int64_t)i + 1;
        }
    *session = 0;
    bool near = false;
    for (day d = h->today - 40; next && d <= h->today + REPORT_AHEAD_DAYS; d++)
        near = near || d == h->sessions[next - 1].first;
    if (near) {
        *session = next;
        return slow_reported(h, last_end, h->today) ? REPORT_GIVEN : REPORT_DUE;
    }
    if (!last) return REPORT_NOT_ASKED;
    *session = last;
    return slow_reported(h, before_end, h->today) ? REPORT_GIVEN : REPORT_MISSING;
}

static void random_sessions_agree_with_a_walk_through_the_days(void **state) {
    (void)state;
    size_t seen[REPORT_STATE_COUNT] = {0};
    arena *a = arena_new((size_t)4 << 20);
    for (int round = 0; round < 4000; round++) {
        history h;
        follow_session given[SESSIONS], *sessions;
        str reports[REPORTS];
        follow_report_due got;
        size_t kept;
        int64_t session;
        history_make(&h);
        for (size_t i = 0; i < h.session_count; i++)
            given[h.session_count - 1 - i] = (follow_session){.id = (int64_t)i + 1,
                                                              .on = str_of(h.sessions[i].text),
                                                              .held = h.held[i],
                                                              .name = S("")};
        for (size_t i = 0; i < h.report_count; i++) reports[i] = str_of(h.reports[i].text);
        assert_int_equal(follow_sessions(a, given, h.session_count, &sessions, &kept, NULL), OK);
        assert_int_equal(kept, h.session_count);
        assert_int_equal(follow_reporting(a, sessions, kept, str_of(h.made.text), reports,
                                          h.report_count, h.today, REPORT_AHEAD_DAYS, &got, NULL),
                         OK);
        follow_report_state wanted = slow_state(&h, &session);
        if (got.state != wanted || got.session != session)
            fail_msg("round %d: %s at %d, wanted %s at %d", round,
                     follow_report_state_name(got.state), (int)got.session,
                     follow_report_state_name(wanted), (int)session);
        assert_int_equal(got.state == REPORT_NOT_ASKED, got.reason.n == 0);
        seen[got.state]++;
        arena_reset(a);
    }
    for (int i = 0; i < REPORT_STATE_COUNT; i++) assert_true(seen[i] > 100);
    arena_free(a);
}

static void several_records_of_one_session_are_one(void **state) {
    (void)state;
    arena *a = arena_new((size_t)1 << 20);
    const follow_session given[] = {
        {1, S("2031-03"), false, S("planned for March")},
        {2, S("2031-03-12"), true, S("held")},
        {3, S("2031-03-12/2031-03-13"), true, S("held, as another tells")},
        {4, S(""), false, S("without a day")},
        {5, S("2031/.."), false, S("some day")},
        {6, S("2031-06-01"), true, S("the next one")},
    };
    follow_session *got;
    size_t n;
    assert_int_equal(follow_sessions(a, given, sizeof given / sizeof *given, &got, &n, NULL), OK);
    assert_int_equal(n, 2);
    assert_int_equal(got[0].id, 2);
    assert_int_equal(got[1].id, 6);
    arena_free(a);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    const follow_session one = {1, S("2031-03-12"), true, S("The ninth session")};
    size_t failed = 0;
    code last = NOMEM;
    for (size_t limit = 0; last != OK && limit < 1 << 16; limit += 16) {
        arena *a = arena_new(limit);
        follow_session *got;
        follow_report_due due;
        fault f = {.code = OK};
        size_t n;
        last = follow_sessions(a, &one, 1, &got, &n, &f);
        if (last == OK)
            last = follow_reporting(a, got, n, S(""), NULL, 0, day_of(2031, 6, 1), 60, &due, &f);
        assert_true(last == OK || (last == NOMEM && *f.message));
        failed += last != OK;
        arena_free(a);
    }
    assert_int_equal(last, OK);
    assert_true(failed > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_sessions_agree_with_a_walk_through_the_days),
        cmocka_unit_test(several_records_of_one_session_are_one),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests_name("follow_session", tests, NULL, NULL);
}
