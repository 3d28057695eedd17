/* States and roadmaps: random plans against a slow second implementation that walks the calendar
 * day by day, and what the tables of doc/follow.md cannot show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "follow/roadmap.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 6, CASES = 100000 };

static uint64_t seed = 20250411;

static unsigned random_below(unsigned n) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 11) % n;
}

typedef struct {
    char text[40];
    bool given;
    day first, last;
} when;

typedef struct {
    follow_plan plans[MOST];
    follow_report reports[MOST];
    follow_link links[MOST];
    when plan_due[MOST], report_on[MOST], link_on[MOST];
    follow_commitment c;
    day today;
} plan_case;

/* A date of 2024 or 2025 of any precision, or none; the days it can mean beside it. */
static when random_when(bool may_be_empty) {
    when w = {.given = true};
    int year = 2024 + (int)random_below(2), month = 1 + (int)random_below(12);
    int dom = 1 + (int)random_below(28);
    switch (random_below(may_be_empty ? 8 : 7)) {
    case 0:
        snprintf(w.text, sizeof w.text, "%d", year);
        w.first = day_of(year, 1, 1);
        w.last = day_of(year, 12, 31);
        break;
    case 1:
    case 2:
        snprintf(w.text, sizeof w.text, "%d-%02d", year, month);
        w.first = day_of(year, month, 1);
        w.last = day_of(year, month, days_in_month(year, month));
        break;
    case 3:
        w.first = day_of(year, month, dom);
        w.last = w.first + (day)random_below(120) + 1;
        day_format(w.first, w.text);
        w.text[10] = '/';
        day_format(w.last, w.text + 11);
        break;
    case 7: w.given = false; break;
    default: w.first = w.last = day_of(year, month, dom); day_format(w.first, w.text);
    }
    return w;
}

static void random_case(plan_case *k) {
    memset(k, 0, sizeof *k);
    k->today = day_of(2024, 1, 1) + (day)random_below(900);
    k->c =
        (follow_commitment){.id = 1, .plans = k->plans, .reports = k->reports, .links = k->links};
    k->c.plan_count = random_below(4);
    for (size_t i = 0; i < k->c.plan_count; i++) {
        k->plan_due[i] = random_when(true);
        day set_on = i == 0 ? DAY_NONE : day_of(2024, 1, 1) + (day)random_below(700);
        k->plans[i] = (follow_plan){(int)i, str_of(k->plan_due[i].text), set_on};
    }
    k->c.report_count = random_below(4);
    for (size_t i = 0; i < k->c.report_count; i++) {
        k->report_on[i] = random_when(true);
        k->reports[i] = (follow_report){(int64_t)i, str_of(k->report_on[i].text),
                                        (follow_score)(1 + random_below(5)), random_below(4) > 0};
    }
    if (random_below(3) == 0) k->c.link_count = random_below(4);
    for (size_t i = 0; i < k->c.link_count; i++) {
        k->link_on[i] = random_when(true);
        k->links[i] = (follow_link){(int64_t)i, (follow_link_kind)random_below(4),
                                    str_of(k->link_on[i].text)};
    }
}

/* The second implementation: every question is asked anew of the whole input. */

static bool known_by(const when *w, day today) {
    return !w->given || w->first <= today;
}

static bool newer(const when *a, const when *b) {
    if (!a->given || !b->given) return a->given && !b->given;
    return a->last > b->last || (a->last == b->last && a->first > b->first);
}

/* The place of a report in time among all that count: how many stand before it. */
static size_t report_rank(const plan_case *k, size_t i) {
    size_t rank = 0;
    for (size_t j = 0; j < k->c.report_count; j++) {
        if (!k->reports[j].evidence || !known_by(&k->report_on[j], k->today)) continue;
        if (newer(&k->report_on[i], &k->report_on[j]))
            rank++;
        else if (!newer(&k->report_on[j], &k->report_on[i]) && j < i)
            rank++;
    }
    return rank;
}

static int slow_report(const plan_case *k, size_t rank) {
    for (size_t i = 0; i < k->c.report_count; i++) {
        if (!k->reports[i].evidence || !known_by(&k->report_on[i], k->today)) continue;
        if (report_rank(k, i) == rank) return (int)i;
    }
    return -1;
}

static size_t slow_report_count(const plan_case *k) {
    size_t n = 0;
    while (slow_report(k, n) >= 0) n++;
    return n;
}

static const when *slow_due(const plan_case *k) {
    for (int version = MOST; version >= 0; version--)
        for (size_t i = 0; i < k->c.plan_count; i++)
            if (k->plans[i].version == version &&
                (version == 0 || k->plans[i].set_on == DAY_NONE || k->plans[i].set_on <= k->today))
                return k->plan_due[i].given ? &k->plan_due[i] : NULL;
    return NULL;
}

static const when *slow_link(const plan_case *k, follow_link_kind kind) {
    const when *best = NULL;
    for (size_t i = 0; i < k->c.link_count; i++) {
        if (k->links[i].kind != kind || !known_by(&k->link_on[i], k->today)) continue;
        if (best == NULL || (!best->given && k->link_on[i].given) ||
            (best->given && k->link_on[i].given && newer(best, &k->link_on[i])))
            best = &k->link_on[i];
    }
    return best;
}

static follow_status slow_pending(const plan_case *k, const when *due, follow_score latest) {
    if (due != NULL) {
        day window[31]; /* the last days of the period, counted back from its end */
        size_t n = 0;
        bool past = true;
        for (day d = due->last; d >= due->first && n < 31; d--) window[n++] = d;
        for (day d = due->first; d <= due->last; d++) past = past && d < k->today;
        if (past) return FOLLOW_LATE;
        for (size_t i = 0; i < n; i++)
            if (window[i] == k->today) return FOLLOW_DUE;
        for (day d = k->today; d <= k->today + 30; d++)
            if (d == window[n - 1]) return FOLLOW_DUE_SOON;
    }
    if (latest == SCORE_LIMITED || latest == SCORE_SUBSTANTIAL) return FOLLOW_UNDER_WAY;
    return due != NULL || latest != SCORE_NONE ? FOLLOW_OPEN : FOLLOW_UNKNOWN;
}

static follow_status slow_state(const plan_case *k) {
    const when *due = slow_due(k), *deed = slow_link(k, TIE_FULFILS);
    size_t reports = slow_report_count(k), first = reports;
    follow_score latest = SCORE_NONE;
    if (reports > 0) latest = k->reports[slow_report(k, reports - 1)].score;
    while (first > 0 && k->reports[slow_report(k, first - 1)].score == SCORE_COMPLETED) first--;
    bool by_report = first < reports;
    if (deed != NULL || by_report) {
        if (by_report) {
            while (first + 1 < reports && !k->report_on[slow_report(k, first)].given) first++;
            const when *told = &k->report_on[slow_report(k, first)];
            if (deed == NULL || !deed->given || (told->given && newer(deed, told))) deed = told;
        }
        bool late = due != NULL && deed->given && deed->first > due->last;
        return late ? FOLLOW_DONE_LATE : FOLLOW_DONE;
    }
    if (slow_link(k, TIE_SUPERSEDED_BY) != NULL) return FOLLOW_SUPERSEDED;
    if (latest == SCORE_DROPPED) return FOLLOW_DROPPED;
    if (slow_link(k, TIE_PARTLY) != NULL) return FOLLOW_PARTLY;
    return slow_pending(k, due, latest);
}

static void a_slow_second_implementation_agrees_on_random_plans(void **state) {
    (void)state;
    size_t seen[FOLLOW_STATE_COUNT] = {0};
    for (int i = 0; i < CASES; i++) {
        plan_case k;
        follow_verdict v;
        random_case(&k);
        follow_state(NULL, &k.c, k.today, &follow_usual, &v);
        follow_status slow = slow_state(&k);
        if (v.state != slow) {
            for (size_t j = 0; j < k.c.plan_count; j++)
                print_message("plan %s\n", k.plan_due[j].text);
            for (size_t j = 0; j < k.c.report_count; j++)
                print_message("report %s %s %d\n", follow_score_name(k.reports[j].score),
                              k.report_on[j].text, k.reports[j].evidence);
            for (size_t j = 0; j < k.c.link_count; j++)
                print_message("link %d %s\n", (int)k.links[j].kind, k.link_on[j].text);
            char today[16];
            day_format(k.today, today);
            fail_msg("case %d on %s: %s, the slow one says %s", i, today,
                     follow_status_name(v.state), follow_status_name(slow));
        }
        seen[v.state]++;
    }
    for (int i = 0; i < FOLLOW_STATE_COUNT; i++) assert_true(seen[i] > CASES / 1000);
}

static void the_order_of_the_input_does_not_matter(void **state) {
    (void)state;
    follow_plan plans[] = {{1, S("2025-06"), day_of(2025, 2, 1)}, {0, S("2025-03"), DAY_NONE}};
    follow_report reports[] = {{2, S("2025-05-01"), SCORE_LIMITED, true},
                               {1, S("2025-04-01"), SCORE_NOT_STARTED, true}};
    follow_commitment c = {.plans = plans, .plan_count = 2, .reports = reports, .report_count = 2};
    follow_verdict v;
    follow_state(NULL, &c, day_of(2025, 5, 2), &follow_usual, &v);
    assert_int_equal(v.score, SCORE_LIMITED);
    assert_int_equal(v.state, FOLLOW_DUE_SOON);
    assert_int_equal(v.slip_days, 91);
    assert_int_equal(v.rests_on_count, 1);
    assert_int_equal(v.rests_on[0], 2);
    assert_true(v.rests_on_report[0]);
}

static void every_state_and_score_has_a_name_that_reads_back(void **state) {
    (void)state;
    for (int i = 0; i < FOLLOW_STATE_COUNT; i++) {
        follow_status s;
        assert_true(follow_status_of(str_of(follow_status_name((follow_status)i)), &s));
        assert_int_equal(s, i);
    }
    for (int i = 1; i < SCORE_COUNT; i++) {
        follow_score s;
        assert_true(follow_score_of(str_of(follow_score_name((follow_score)i)), &s));
        assert_int_equal(s, i);
    }
    follow_status s;
    follow_score score;
    assert_false(follow_status_of(S("kept"), &s));
    assert_false(follow_score_of(S(""), &score));
}

static void a_reason_without_memory_is_a_null_pointer(void **state) {
    (void)state;
    arena *a = arena_new(0);
    follow_commitment c = {0};
    follow_verdict v;
    follow_state(a, &c, 0, &follow_usual, &v);
    assert_int_equal(v.state, FOLLOW_UNKNOWN);
    assert_null(v.reason.p);
    arena_free(a);
}

/* Roadmaps. */

static follow_action action(int64_t id, int64_t parent, const char *pillar, double weight,
                            follow_status s, follow_score score) {
    follow_action made = {
        .id = id, .parent_id = parent, .pillar = str_of(pillar), .weight = weight};
    made.verdict.state = s;
    made.verdict.score = score;
    made.verdict.due_last = DAY_OPEN;
    made.verdict.overdue = s == FOLLOW_LATE;
    made.verdict.silent = s == FOLLOW_UNKNOWN;
    return made;
}

static bool near(double a, double b) {
    return fabs(a - b) < 1e-9;
}

static void weights_are_handed_down_and_added_up_by_pillar(void **state) {
    (void)state;
    arena *a = arena_new((size_t)1 << 20);
    follow_action actions[] = {
        action(1, 0, "", 1, FOLLOW_UNKNOWN, SCORE_NONE),
        action(2, 1, "trade", 3, FOLLOW_UNKNOWN, SCORE_NONE),
        action(3, 1, "energy", 1, FOLLOW_UNKNOWN, SCORE_NONE),
        action(4, 2, "", 2, FOLLOW_DONE, SCORE_COMPLETED),
        action(5, 2, "", 1, FOLLOW_LATE, SCORE_LIMITED),
        action(6, 2, "", 1, FOLLOW_SUPERSEDED, SCORE_NONE),
    };
    actions[4].verdict.due_last = day_of(2025, 1, 1);
    follow_roadmap_sum sum;
    assert_int_equal(follow_roadmap(a, actions, 6, 1, day_of(2025, 2, 1), &sum, NULL), OK);
    assert_int_equal(sum.whole.leaves, 4);
    assert_true(near(sum.whole.done, 0.5 + 0.25 / 3));
    assert_true(near(sum.whole.left, 0.25 * 2 / 3));
    assert_true(near(sum.whole.silent, 0.25));
    assert_int_equal(sum.whole.overdue, 1);
    assert_int_equal(sum.state, FOLLOW_LATE);
    assert_int_equal(sum.pillar_count, 2);
    assert_string_equal(str_z(a, sum.pillars[0].pillar), "energy");
    assert_true(near(sum.pillars[0].silent, 1));
    assert_true(near(sum.pillars[1].done, 2.0 / 3 + 1.0 / 9));
    assert_string_equal(
        str_z(a, sum.reason),
        "1 of 3 actions done, 58% by weight; 1 past their day; of 25% nothing is known");
    arena_free(a);
}

static void the_whole_is_done_when_all_that_counts_is_done(void **state) {
    (void)state;
    arena *a = arena_new((size_t)1 << 20);
    follow_action actions[] = {
        action(4, 9, "", 0, FOLLOW_DONE, SCORE_COMPLETED),
        action(5, 9, "", 0, FOLLOW_DROPPED, SCORE_DROPPED),
        action(6, 9, "", 0, FOLLOW_SUPERSEDED, SCORE_NONE),
    };
    follow_roadmap_sum sum;
    assert_int_equal(follow_roadmap(a, actions, 3, 0, 0, &sum, NULL), OK);
    assert_int_equal(sum.state, FOLLOW_DONE);
    assert_true(near(sum.whole.dropped, 0.5));
    actions[0].verdict.state = FOLLOW_DONE_LATE;
    assert_int_equal(follow_roadmap(a, actions, 3, 0, 0, &sum, NULL), OK);
    assert_int_equal(sum.state, FOLLOW_DONE_LATE);
    assert_int_equal(follow_roadmap(a, actions + 1, 2, 0, 0, &sum, NULL), OK);
    assert_int_equal(sum.state, FOLLOW_DROPPED);
    assert_int_equal(follow_roadmap(a, actions + 2, 1, 0, 0, &sum, NULL), OK);
    assert_int_equal(sum.state, FOLLOW_SUPERSEDED);
    assert_int_equal(follow_roadmap(a, actions, 0, 0, 0, &sum, NULL), OK);
    assert_int_equal(sum.state, FOLLOW_UNKNOWN);
    arena_free(a);
}

static void wrong_trees_are_refused(void **state) {
    (void)state;
    arena *a = arena_new((size_t)1 << 20);
    follow_action circle[] = {action(1, 2, "", 1, FOLLOW_OPEN, SCORE_NONE),
                              action(2, 3, "", 1, FOLLOW_OPEN, SCORE_NONE),
                              action(3, 1, "", 1, FOLLOW_OPEN, SCORE_NONE)};
    follow_roadmap_sum sum;
    fault f = {0};
    assert_int_equal(follow_roadmap(a, circle, 3, 0, 0, &sum, &f), INVALID);
    assert_non_null(strstr(f.message, "its own parents"));
    circle[0].parent_id = 0;
    assert_int_equal(follow_roadmap(a, circle, 3, 7, 0, &sum, NULL), NOTFOUND);
    circle[1].id = 1;
    assert_int_equal(follow_roadmap(a, circle, 3, 0, 0, &sum, NULL), INVALID);
    arena_free(a);
}

static void a_roadmap_without_memory_is_refused(void **state) {
    (void)state;
    follow_action actions[] = {action(1, 0, "a", 1, FOLLOW_OPEN, SCORE_NONE),
                               action(2, 1, "b", 1, FOLLOW_LATE, SCORE_NONE)};
    code c = NOMEM;
    for (size_t limit = 0; limit < 4096 && c == NOMEM; limit += 16) {
        arena *a = arena_new(limit);
        follow_roadmap_sum sum;
        c = follow_roadmap(a, actions, 2, 0, 0, &sum, NULL);
        arena_free(a);
    }
    assert_int_equal(c, OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slow_second_implementation_agrees_on_random_plans),
        cmocka_unit_test(the_order_of_the_input_does_not_matter),
        cmocka_unit_test(every_state_and_score_has_a_name_that_reads_back),
        cmocka_unit_test(a_reason_without_memory_is_a_null_pointer),
        cmocka_unit_test(weights_are_handed_down_and_added_up_by_pillar),
        cmocka_unit_test(the_whole_is_done_when_all_that_counts_is_done),
        cmocka_unit_test(wrong_trees_are_refused),
        cmocka_unit_test(a_roadmap_without_memory_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
