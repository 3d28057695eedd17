#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "law/slow.c"

#include <stdio.h>

/* Random treaties: the engine against the slow implementation, and properties of its answers.
 * LAW_RANDOM says how many (20,000), LAW_SEED where to start. */

static uint64_t state;

static uint32_t draw(uint32_t below) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return (uint32_t)((state >> 16) % below);
}

static bool chance(uint32_t percent) {
    return draw(100) < percent;
}

static day first_day; /* day 0 of all that is drawn */

static law_date date_at(arena *a, int d) {
    char text[16];
    day_format(first_day + d, text);
    law_date out;
    assert_int_equal(law_date_parse(str_copy(a, str_of(text)), &out, NULL), OK);
    return out;
}

static law_period draw_period(void) {
    static const law_period some[] = {{0, 0, true},  {0, 30, true}, {0, 90, true}, {1, 0, true},
                                      {3, 0, true},  {2, 0, true},  {6, 0, true},  {12, 0, true},
                                      {1, 10, true}, {0, 1, true}};
    return some[draw(sizeof some / sizeof *some)];
}

static law_counting draw_counting(arena *a) {
    law_counting c = {0};
    if (chance(70)) c.after = draw_period();
    c.month_start = chance(15);
    c.next_day = chance(20);
    if (chance(10)) c.not_before = date_at(a, 50 + (int)draw(400));
    return c;
}

static const char *const party_names[] = {"AAA", "BBB", "CCC", "DDD", "EEE"};

static str draw_party(uint32_t of) {
    return str_of(party_names[draw(of)]);
}

static str *draw_list(arena *a, uint32_t of, size_t *count) {
    str *list = arena_array(a, of, sizeof *list);
    *count = 0;
    for (uint32_t i = 0; i < of; i++)
        if (chance(60)) list[(*count)++] = str_of(party_names[i]);
    if (!*count) list[(*count)++] = str_of(party_names[0]);
    return list;
}

static void draw_entry(arena *a, uint32_t of, int depth, law_entry *c) {
    uint32_t kind = draw(100);
    *c = (law_entry){.counting = draw_counting(a)};
    c->on = kind < 45   ? LAW_ON_CONSENTS
            : kind < 55 ? LAW_ON_ALL
            : kind < 65 ? LAW_ON_SIGNATURE
            : kind < 75 ? LAW_ON_NOTIFICATIONS
            : kind < 81 ? LAW_ON_EXCHANGE
            : kind < 87 ? LAW_ON_AGREEMENT
            : kind < 94 ? LAW_ON_DATE
                        : LAW_ON_NONE;
    if (c->on == LAW_ON_CONSENTS) c->count = 1 + draw(of);
    if (c->on == LAW_ON_DATE) c->date = date_at(a, (int)draw(400));
    bool sides = c->on == LAW_ON_ALL || c->on == LAW_ON_SIGNATURE || c->on == LAW_ON_NOTIFICATIONS;
    if (sides && chance(50)) c->parties = draw_list(a, of, &c->party_count);
    if (c->on == LAW_ON_CONSENTS && chance(15)) {
        law_including *group = arena_array(a, 1, sizeof *group);
        group->of = draw_list(a, of, &group->of_count);
        group->count = 1 + draw((uint32_t)group->of_count);
        c->including = group;
        c->including_count = 1;
    }
    if (c->on == LAW_ON_CONSENTS && chance(15)) {
        law_weight *weights = arena_array(a, of, sizeof *weights);
        for (uint32_t i = 0; i < of; i++)
            weights[i] = (law_weight){str_of(party_names[i]), draw(500) * 1000000};
        c->weights = weights;
        c->weight_count = of;
        c->at_least_billionths = 550000000;
    }
    if (c->on != LAW_ON_NONE && (depth > 1 || chance(85))) return;
    law_entry *parts = arena_array(a, 2, sizeof *parts);
    draw_entry(a, of, depth + 1, &parts[0]);
    draw_entry(a, of, depth + 1, &parts[1]);
    if (chance(50))
        c->first_of = parts, c->first_of_count = 2;
    else
        c->both = parts, c->both_count = 2;
}

static void draw_terms(arena *a, uint32_t of, law_terms *t) {
    *t = (law_terms){.next_day = chance(10)};
    draw_entry(a, of, 0, &t->entry);
    t->join.given = chance(50);
    if (t->join.given) t->join.counting = draw_counting(a);
    if (chance(20)) {
        t->provisional.given = true;
        t->provisional.from_signature = chance(50);
        if (!t->provisional.from_signature) t->provisional.date = date_at(a, (int)draw(300));
        if (chance(30)) t->provisional.until = date_at(a, 200 + (int)draw(300));
    }
    if (chance(20)) {
        t->duration.given = true;
        if (chance(30))
            t->duration.through = date_at(a, 100 + (int)draw(500));
        else
            t->duration.term = (law_period){.months = 1 + (int32_t)draw(14), .given = true};
        if (chance(60))
            t->duration.renew = (law_period){.months = 1 + (int32_t)draw(8), .given = true};
        if (chance(60)) t->duration.notice = draw_period();
        t->duration.next_day = chance(20);
    }
    t->withdraw.given = chance(60);
    if (t->withdraw.given) {
        if (chance(80)) t->withdraw.notice = draw_period();
        if (chance(15)) t->withdraw.not_before = draw_period();
        if (chance(10)) t->withdraw.not_before_date = date_at(a, (int)draw(600));
        if (chance(15)) t->withdraw.notice_from = draw_period();
        t->withdraw.month_start = chance(15);
        t->withdraw.year_end = chance(10);
        t->withdraw.next_day = chance(20);
    }
    if (chance(20)) t->lapse_below = 1 + draw(3);
    t->count_successions = chance(20);
    t->signature_required = chance(10);
    if (chance(10)) t->bilateral = chance(50) ? LAW_YES : LAW_NO;
}

static law_do draw_do(void) {
    static const law_do often[] = {LAW_SIGN,
                                   LAW_SIGN,
                                   LAW_RATIFY,
                                   LAW_RATIFY,
                                   LAW_RATIFY,
                                   LAW_ACCEDE,
                                   LAW_ACCEDE,
                                   LAW_WITHDRAW,
                                   LAW_WITHDRAW,
                                   LAW_NOTIFY,
                                   LAW_NOTIFY,
                                   LAW_SUCCEED,
                                   LAW_SIGN_DEFINITIVELY,
                                   LAW_CANCEL_WITHDRAWAL,
                                   LAW_SUSPEND,
                                   LAW_RESUME,
                                   LAW_EXCHANGE,
                                   LAW_APPLY_PROVISIONALLY,
                                   LAW_END_PROVISIONAL};
    if (chance(85)) return often[draw(sizeof often / sizeof *often)];
    return (law_do)draw(LAW_DO_COUNT);
}

/* Month ends and leap days come up as often as all other days. */
static int draw_day(void) {
    int d = (int)draw(520);
    if (chance(70)) return d;
    civil c = day_civil(first_day + d);
    int end = (int)(day_of(c.year, c.month, days_in_month(c.year, c.month)) - first_day);
    return end - (int)draw(3) >= 0 ? end - (int)draw(3) : 0;
}

static void draw_act(arena *a, uint32_t of, law_act *act) {
    int on = draw_day();
    if (on < 0) on = 0;
    *act = (law_act){.act = draw_do(), .party = draw_party(of), .on = date_at(a, on)};
    bool whole = act->act == LAW_SUSPEND || act->act == LAW_RESUME || act->act == LAW_TERMINATE ||
                 act->act == LAW_SUPERSEDE || act->act == LAW_EXCHANGE;
    if (whole && chance(40)) act->party = (str){NULL, 0};
    bool states = act->act != LAW_SUSPEND && act->act != LAW_RESUME &&
                  act->act != LAW_APPLY_PROVISIONALLY && act->act != LAW_END_PROVISIONAL;
    if (!states || !chance(12)) return;
    int effect = on - 60 + (int)draw(160);
    if (act->act == LAW_WITHDRAW && effect < on) effect = on;
    act->effect = date_at(a, effect < 0 ? 0 : effect);
}

static void draw_instrument(arena *a, law_instrument *in) {
    uint32_t of = 2 + draw(3);
    *in = (law_instrument){.id = S("random")};
    draw_terms(a, of, &in->terms);
    in->act_count = 1 + draw(chance(10) ? 24 : 11);
    in->acts = arena_array(a, in->act_count + 1, sizeof *in->acts);
    for (size_t i = 0; i < in->act_count; i++) draw_act(a, of, &in->acts[i]);
    if (chance(10)) in->adopted = date_at(a, (int)draw(150));
    if (chance(75)) return;
    in->parties = arena_array(a, of, sizeof *in->parties);
    in->party_count = of;
    for (uint32_t i = 0; i < of; i++) {
        law_party *p = &in->parties[i];
        p->code = str_of(party_names[i]);
        if (chance(30)) p->from = date_at(a, (int)draw(200));
        if (chance(30)) p->to = date_at(a, 200 + (int)draw(400));
        if (chance(30)) p->predecessor = draw_party(of);
    }
}

/* The engine's answer as days, in the rows of the slow one's. */
static void paint(const law_result *r, slow_result *rows) {
    memset(rows->status, SLOW_NOTHING, sizeof rows->status);
    for (size_t i = 0; i < r->count; i++) {
        const law_interval *x = &r->intervals[i];
        int p = SLOW_PARTIES;
        for (int k = 0; x->party.n && k < rows->party_count; k++)
            if (str_eq(rows->codes[k], x->party)) p = k;
        day to = x->to == DAY_OPEN ? first_day + SLOW_DAYS : x->to;
        for (day d = x->from; d < to; d++)
            if (d >= first_day && d < first_day + SLOW_DAYS)
                rows->status[p][d - first_day] = (unsigned char)x->status;
    }
}

static void show(const law_instrument *in) {
    buf text;
    jout j;
    buf_init(&text, 0);
    jout_init(&j, &text);
    law_terms_print(&j, &in->terms);
    buf_put_char(&text, '\n');
    if (in->adopted.text.p) buf_printf(&text, "adopted " STR_FMT "\n", STR_ARG(in->adopted.text));
    for (size_t i = 0; i < in->party_count; i++)
        buf_printf(&text, STR_FMT " from " STR_FMT " to " STR_FMT " after " STR_FMT "\n",
                   STR_ARG(in->parties[i].code), STR_ARG(in->parties[i].from.text),
                   STR_ARG(in->parties[i].to.text), STR_ARG(in->parties[i].predecessor));
    for (size_t i = 0; i < in->act_count; i++)
        buf_printf(&text, "%zu: " STR_FMT " %s " STR_FMT " effect " STR_FMT "\n", i,
                   STR_ARG(in->acts[i].party), law_do_name(in->acts[i].act),
                   STR_ARG(in->acts[i].on.text), STR_ARG(in->acts[i].effect.text));
    fprintf(stderr, "%.*s", (int)text.n, text.p);
    buf_reset(&text);
}

static void same_days(const law_instrument *in, const slow_result *a, const slow_result *b, int to,
                      const char *what, uint64_t seed) {
    for (int p = 0; p <= SLOW_PARTIES; p++)
        for (int d = 0; d < to; d++) {
            if (a->status[p][d] == b->status[p][d]) continue;
            char text[16];
            day_format(first_day + d, text);
            show(in);
            fprintf(stderr, "%s: seed %llu, party " STR_FMT ", %s: %d and %d\n", what,
                    (unsigned long long)seed, STR_ARG(p == SLOW_PARTIES ? S("null") : a->codes[p]),
                    text, a->status[p][d], b->status[p][d]);
            fail();
        }
}

static void check_intervals(const law_instrument *in, const law_result *r) {
    for (size_t i = 0; i < r->count; i++) {
        const law_interval *x = &r->intervals[i];
        assert_true(x->from < x->to);
        assert_true(x->from_first == x->from && !x->uncertain);
        for (size_t k = 0; k < x->act_count; k++) assert_true(x->acts[k] < in->act_count);
        bool last = i + 1 == r->count || !str_eq(x[1].party, x->party);
        if (last)
            assert_int_equal(x->to, DAY_OPEN);
        else
            assert_int_equal(x->to, x[1].from);
        if (!last) assert_true(x[1].status != x->status);
    }
}

static void shuffle(law_instrument *in) {
    for (size_t i = in->act_count; i > 1; i--) {
        size_t k = draw((uint32_t)i);
        law_act moved = in->acts[k];
        in->acts[k] = in->acts[i - 1];
        in->acts[i - 1] = moved;
    }
}

/* Every sentence can be told. */
static void tell_all(const law_instrument *in, const law_result *r) {
    buf text;
    buf_init(&text, 0);
    for (size_t i = 0; i < r->count; i++) {
        buf_clear(&text);
        law_why(&text, in, &r->intervals[i], (law_names){0});
        assert_true(text.n > 10);
    }
    buf_reset(&text);
}

/* What dates back, by a stated effect or a succession, may speak for the whole instrument, and for
 * acts to come. */
static bool dates_back(const law_instrument *in) {
    for (size_t i = 0; i < in->act_count; i++) {
        const law_act *act = &in->acts[i];
        if (act->effect.text.p && act->effect.first < act->on.first) return true;
        if (act->act == LAW_SUCCEED && in->party_count) return true;
    }
    return false;
}

static void one(arena *a, uint64_t seed, bool properties) {
    law_instrument in;
    law_result r;
    static slow_result slow, fast, other;
    arena_reset(a);
    state = seed * 0x9e3779b97f4a7c15ULL + 1;
    first_day = day_of(1999, 11, 1) + (day)draw(800);
    draw_instrument(a, &in);
    slow_status(&in, first_day, &slow);
    fast = slow;
    assert_int_equal(law_status(a, &in, &r, NULL), OK);
    paint(&r, &fast);
    same_days(&in, &slow, &fast, SLOW_DAYS, "slow and engine", seed);
    check_intervals(&in, &r);
    if (!properties) return;
    tell_all(&in, &r);
    other = slow;
    shuffle(&in);
    assert_int_equal(law_status(a, &in, &r, NULL), OK);
    paint(&r, &other);
    same_days(&in, &fast, &other, SLOW_DAYS, "acts in another order", seed);
    if (dates_back(&in)) return;
    law_act late;
    draw_act(a, 4, &late);
    late.effect = (law_date){0};
    if (late.act == LAW_SUCCEED) late.act = LAW_ACCEDE; /* a succession dates back */
    in.acts[in.act_count++] = late;
    assert_int_equal(law_status(a, &in, &r, NULL), OK);
    paint(&r, &other);
    same_days(&in, &fast, &other, (int)(late.on.first - first_day), "one act more", seed);
}

static uint64_t setting(const char *name, uint64_t fallback) {
    const char *text = getenv(name);
    return text && *text ? strtoull(text, NULL, 10) : fallback;
}

static void two_implementations_agree_on_random_treaties(void **unused) {
    (void)unused;
    uint64_t count = setting("LAW_RANDOM", 20000), seed = setting("LAW_SEED", 1);
    arena *a = arena_new((size_t)64 << 20);
    for (uint64_t i = 0; i < count; i++) one(a, seed + i, i % 4 == 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_implementations_agree_on_random_treaties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
