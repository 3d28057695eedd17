#include "follow/session.h"

#include <stdlib.h>

enum { SAME_DAYS = 7 };

const char *follow_report_state_name(follow_report_state s) {
    static const char *const names[REPORT_STATE_COUNT] = {"not_asked", "given", "due", "missing"};
    return names[s];
}

static edtf when_of(str on) {
    edtf e = {EDTF_INTERVAL, DAY_NONE, DAY_NONE, false, false};
    edtf read;
    if (on.n && edtf_parse(on, &read, NULL) == OK) e = read;
    return e;
}

static bool is_dated(const edtf *e) {
    return e->first != DAY_NONE && e->last != DAY_OPEN && e->last != DAY_NONE;
}

static int by_time(const void *a, const void *b) {
    const follow_session *x = a, *y = b;
    edtf p = when_of(x->on), q = when_of(y->on);
    if (p.first != q.first) return p.first < q.first ? -1 : 1;
    if (p.last != q.last) return p.last < q.last ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static bool is_better(const follow_session *x, const follow_session *y) {
    edtf p = when_of(x->on), q = when_of(y->on);
    if (x->held != y->held) return x->held;
    return p.last - p.first < q.last - q.first;
}

code follow_sessions(arena *a, const follow_session *all, size_t count, follow_session **out,
                     size_t *kept, fault *f) {
    follow_session *found = arena_array(a, count + 1, sizeof *found);
    size_t n = 0, m = 0;
    if (!found) return fault_set(f, NOMEM, NULL, "not enough memory");
    for (size_t i = 0; i < count; i++) {
        edtf e = when_of(all[i].on);
        if (is_dated(&e)) found[n++] = all[i];
    }
    if (n) qsort(found, n, sizeof *found, by_time);
    for (size_t i = 0; i < n; i++) {
        edtf e = when_of(found[i].on), before = {0};
        if (m) before = when_of(found[m - 1].on);
        /* A year in which one was planned says nothing of which session it was. */
        bool same = m && e.first - before.last <= SAME_DAYS &&
                    (found[i].held == found[m - 1].held || before.last - before.first < 93);
        if (!same)
            found[m++] = found[i];
        else if (is_better(&found[i], &found[m - 1]))
            found[m - 1] = found[i];
    }
    *out = found;
    *kept = m;
    return OK;
}

/* Whether one of the reports was made after `after` (DAY_NONE: at any time) and not after today. */
static bool is_reported(const str *reports, size_t count, day after, day today) {
    for (size_t i = 0; i < count; i++) {
        edtf e = when_of(reports[i]);
        if (!is_dated(&e) || e.first > today) continue;
        if (after == DAY_NONE || e.last > after) return true;
    }
    return false;
}

typedef struct {
    const follow_session *before, *last, *next;
} around;

/* The last two that were held since it was promised, and the first that is still to come. */
static around around_find(const follow_session *s, size_t count, str made, day today) {
    around r = {NULL, NULL, NULL};
    edtf promised = when_of(made);
    for (size_t i = 0; i < count; i++) {
        edtf e = when_of(s[i].on);
        if (is_dated(&promised) && e.first <= promised.last) continue;
        if (s[i].held && e.last < today) {
            r.before = r.last;
            r.last = &s[i];
        }
        if (!r.next && e.last >= today) r.next = &s[i];
    }
    return r;
}

static str named(arena *a, const follow_session *s) {
    return str_format(a, "session of " STR_FMT "%s" STR_FMT "%s", STR_ARG(s->on),
                      s->name.n ? " (" : "", STR_ARG(s->name), s->name.n ? ")" : "");
}

code follow_reporting(arena *a, const follow_session *sessions, size_t count, str made,
                      const str *reports, size_t report_count, day today, int ahead_days,
                      follow_report_due *out, fault *f) {
    around r = around_find(sessions, count, made, today);
    follow_report_due d = {.state = REPORT_NOT_ASKED, .by = DAY_NONE, .reason = S("")};
    day since = r.last ? when_of(r.last->on).last : DAY_NONE;
    day earlier = r.before ? when_of(r.before->on).last : DAY_NONE;
    bool near = r.next && (int64_t)when_of(r.next->on).first - today <= ahead_days;
    bool now = is_reported(reports, report_count, since, today);
    bool then = r.last && is_reported(reports, report_count, earlier, today);
    if (near) {
        d.state = now ? REPORT_GIVEN : REPORT_DUE;
        d.session = r.next->id;
        d.by = when_of(r.next->on).first - 1;
        str name = named(a, r.next);
        d.reason = now ? str_format(a, "reported before the " STR_FMT, STR_ARG(name))
                       : str_format(a, "a report is due before the " STR_FMT "%s", STR_ARG(name),
                                    r.last && !then ? "; there was none at the one before" : "");
    } else if (r.last) {
        d.state = then ? REPORT_GIVEN : REPORT_MISSING;
        d.session = r.last->id;
        d.by = when_of(r.last->on).first - 1;
        str name = named(a, r.last);
        d.reason = str_format(a, "%s the " STR_FMT, then ? "reported at or since" : "no report at",
                              STR_ARG(name));
    }
    if (!d.reason.p) return fault_set(f, NOMEM, NULL, "not enough memory");
    *out = d;
    return OK;
}
