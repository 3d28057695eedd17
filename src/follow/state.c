/* The state of one commitment: the latest plan, the credited reports and the confirmed links,
 * weighed in a fixed order. */
#include "follow/state.h"

#include "base/buf.h"

#include <assert.h>
#include <stdlib.h>

const follow_rules follow_usual = {30, 31};

static const char *const status_names[FOLLOW_STATE_COUNT] = {
    "open",      "due_soon", "due",     "late",       "under_way", "done",
    "done_late", "partly",   "dropped", "superseded", "unknown"};

static const char *const score_names[SCORE_COUNT] = {
    "", "not_started", "limited", "substantial", "completed", "dropped"};

const char *follow_status_name(follow_status s) {
    assert(s < FOLLOW_STATE_COUNT);
    return status_names[s];
}

bool follow_status_of(str name, follow_status *out) {
    for (int i = 0; i < FOLLOW_STATE_COUNT; i++) {
        if (!str_eq_z(name, status_names[i])) continue;
        *out = (follow_status)i;
        return true;
    }
    return false;
}

const char *follow_score_name(follow_score s) {
    assert(s < SCORE_COUNT);
    return score_names[s];
}

bool follow_score_of(str name, follow_score *out) {
    for (int i = SCORE_NOT_STARTED; i < SCORE_COUNT; i++) {
        if (!str_eq_z(name, score_names[i])) continue;
        *out = (follow_score)i;
        return true;
    }
    return false;
}

/* What the weighing has gathered. Null pointers: there is none. */
typedef struct {
    const follow_plan *plan, *baseline;
    edtf due, baseline_due;
    bool has_due, has_baseline, bad_date;
    const follow_report *latest, *claim; /* credited; later and without evidence */
    const follow_report *completed;      /* the first of the reports that it rests done on */
    edtf latest_on, claim_on, completed_on;
    const follow_link *whole, *part, *against, *successor;
    edtf whole_on, part_on;
} gathered;

static const edtf no_day = {EDTF_INTERVAL, DAY_NONE, DAY_NONE, false, false};

/* A date that says nothing sorts before every other. */
static edtf date_read(str s, bool *bad) {
    edtf e = no_day;
    if (s.n > 0 && edtf_parse(s, &e, NULL) != OK) {
        *bad = true;
        e = no_day;
    }
    return e;
}

static bool date_after(edtf a, edtf b) {
    return a.last != b.last ? a.last > b.last : a.first > b.first;
}

/* A dated fact says more than an undated one. */
static bool sooner(edtf a, edtf b) {
    if (a.first == DAY_NONE || b.first == DAY_NONE)
        return a.first != DAY_NONE && b.first == DAY_NONE;
    return date_after(b, a);
}

static void gather_plans(const follow_commitment *c, day today, gathered *g) {
    for (size_t i = 0; i < c->plan_count; i++) {
        const follow_plan *p = &c->plans[i];
        if (p->set_on != DAY_NONE && p->set_on > today && p->version > 0) continue;
        if (p->version == 0) g->baseline = p;
        if (g->plan == NULL || p->version > g->plan->version) g->plan = p;
    }
    if (g->plan != NULL && g->plan->due.n > 0) {
        g->due = date_read(g->plan->due, &g->bad_date);
        g->has_due = g->due.last != DAY_NONE && g->due.last != DAY_OPEN;
    }
    if (g->baseline != NULL && g->baseline->due.n > 0) {
        bool ignored = false;
        g->baseline_due = date_read(g->baseline->due, &ignored);
        g->has_baseline = g->baseline_due.last != DAY_NONE && g->baseline_due.last != DAY_OPEN;
    }
}

/* The first dated report that says completed and was not taken back by a later one. */
static void gather_completion(const follow_commitment *c, day today, gathered *g) {
    edtf undone = no_day;
    size_t undone_at = SIZE_MAX; /* the latest credited report that says otherwise */
    bool ignored = false;
    for (size_t i = 0; i < c->report_count; i++) {
        const follow_report *r = &c->reports[i];
        edtf on = date_read(r->on, &ignored);
        if (!r->evidence || r->score == SCORE_NONE || r->score == SCORE_COMPLETED) continue;
        if (on.first > today) continue;
        if (undone_at != SIZE_MAX && date_after(undone, on)) continue;
        undone = on;
        undone_at = i;
    }
    g->completed = g->latest;
    g->completed_on = g->latest_on;
    for (size_t i = 0; i < c->report_count; i++) {
        const follow_report *r = &c->reports[i];
        edtf on = date_read(r->on, &ignored);
        if (!r->evidence || r->score != SCORE_COMPLETED || !sooner(on, g->completed_on)) continue;
        if (on.first > today) continue;
        bool taken_back = undone_at != SIZE_MAX &&
                          (date_after(undone, on) || (!date_after(on, undone) && undone_at > i));
        if (taken_back) continue;
        g->completed = r;
        g->completed_on = on;
    }
}

/* Of two reports of one day the later in the list counts: it was entered later. */
static void gather_reports(const follow_commitment *c, day today, gathered *g) {
    g->latest_on = g->claim_on = g->completed_on = no_day;
    for (size_t i = 0; i < c->report_count; i++) {
        const follow_report *r = &c->reports[i];
        edtf on = date_read(r->on, &g->bad_date);
        if (r->score == SCORE_NONE || (on.first != DAY_NONE && on.first > today)) continue;
        if (r->evidence) {
            if (g->latest != NULL && date_after(g->latest_on, on)) continue;
            g->latest = r;
            g->latest_on = on;
        } else {
            if (g->claim != NULL && date_after(g->claim_on, on)) continue;
            g->claim = r;
            g->claim_on = on;
        }
    }
    bool older = g->latest != NULL && g->claim != NULL && date_after(g->latest_on, g->claim_on);
    if (older) g->claim = NULL; /* what is evidenced since then replaces the claim */
    if (g->latest != NULL && g->latest->score == SCORE_COMPLETED) gather_completion(c, today, g);
}

/* Of facts that carried it out whole the first counts, of those that did a part the latest. */
static void gather_links(const follow_commitment *c, day today, gathered *g) {
    g->whole_on = g->part_on = no_day;
    for (size_t i = 0; i < c->link_count; i++) {
        const follow_link *l = &c->links[i];
        edtf on = date_read(l->on, &g->bad_date);
        if (on.first != DAY_NONE && on.first > today) continue;
        switch (l->kind) {
        case TIE_FULFILS:
            if (g->whole != NULL && !sooner(on, g->whole_on)) break;
            g->whole = l;
            g->whole_on = on;
            break;
        case TIE_PARTLY:
            if (g->part != NULL && !date_after(on, g->part_on)) break;
            g->part = l;
            g->part_on = on;
            break;
        case TIE_CONTRADICTS: g->against = l; break;
        case TIE_SUPERSEDED_BY: g->successor = l; break;
        }
    }
}

static void rest_on(follow_verdict *v, int64_t id, bool report) {
    if (v->rests_on_count == sizeof v->rests_on / sizeof *v->rests_on) return;
    v->rests_on[v->rests_on_count] = id;
    v->rests_on_report[v->rests_on_count++] = report;
}

/* The due window: all of a short period, the last days of a long one. */
static day window_start(const gathered *g, const follow_rules *rules) {
    day start = g->due.last - (rules->window_days - 1);
    return g->due.first != DAY_NONE && g->due.first > start ? g->due.first : start;
}

static follow_status pending_state(const gathered *g, const follow_rules *rules, day today) {
    bool moving = g->latest != NULL &&
                  (g->latest->score == SCORE_LIMITED || g->latest->score == SCORE_SUBSTANTIAL);
    if (g->has_due && today > g->due.last) return FOLLOW_LATE;
    if (g->has_due && today >= window_start(g, rules)) return FOLLOW_DUE;
    if (g->has_due && today >= window_start(g, rules) - rules->soon_days) return FOLLOW_DUE_SOON;
    if (moving) return FOLLOW_UNDER_WAY;
    if (g->has_due || g->latest != NULL) return FOLLOW_OPEN;
    return FOLLOW_UNKNOWN;
}

static void settle_done(const gathered *g, follow_verdict *v) {
    bool by_report =
        g->completed != NULL &&
        (g->whole == NULL || g->whole_on.first == DAY_NONE ||
         (g->completed_on.first != DAY_NONE && date_after(g->whole_on, g->completed_on)));
    edtf on = by_report ? g->completed_on : g->whole_on;
    v->done_first = on.first;
    v->done_last = on.last;
    bool late = g->has_due && on.first != DAY_NONE && on.first > g->due.last;
    v->state = late ? FOLLOW_DONE_LATE : FOLLOW_DONE;
    if (g->whole != NULL) rest_on(v, g->whole->record_id, false);
    if (g->completed != NULL) rest_on(v, g->completed->id, true);
}

static void settle(const gathered *g, const follow_rules *rules, day today, follow_verdict *v) {
    bool dropped = g->latest != NULL && g->latest->score == SCORE_DROPPED;
    if (g->whole != NULL || g->completed != NULL) {
        settle_done(g, v);
        return;
    }
    if (g->successor != NULL) {
        v->state = FOLLOW_SUPERSEDED;
        rest_on(v, g->successor->record_id, false);
        return;
    }
    if (dropped) {
        v->state = FOLLOW_DROPPED;
        rest_on(v, g->latest->id, true);
        return;
    }
    v->overdue = g->has_due && today > g->due.last;
    v->state = g->part != NULL ? FOLLOW_PARTLY : pending_state(g, rules, today);
    if (g->part != NULL) rest_on(v, g->part->record_id, false);
    if (g->latest != NULL) rest_on(v, g->latest->id, true);
    if (g->against != NULL) rest_on(v, g->against->record_id, false);
}

/* The sentence: what settles it, then when it was due, then what else a reader must know. */

static void put_due(buf *b, const gathered *g, const char *lead) {
    if (g->has_due) buf_printf(b, "%s" STR_FMT, lead, STR_ARG(g->plan->due));
}

static void put_deed(buf *b, const gathered *g) {
    if (g->whole != NULL) {
        buf_printf(b, "carried out by record %lld", (long long)g->whole->record_id);
        if (g->whole_on.first != DAY_NONE) buf_printf(b, " on " STR_FMT, STR_ARG(g->whole->on));
    } else {
        buf_put_z(b, "reported completed");
        if (g->completed_on.first != DAY_NONE)
            buf_printf(b, " on " STR_FMT, STR_ARG(g->completed->on));
    }
}

static void put_done(buf *b, const gathered *g, const follow_verdict *v) {
    put_deed(b, g);
    if (!g->has_due) {
        buf_put_z(b, "; no day was set for it");
    } else if (v->state == FOLLOW_DONE_LATE) {
        put_due(b, g, ", after its last possible day: due ");
    } else if (v->done_first == DAY_NONE || v->done_last > g->due.last) {
        put_due(b, g, "; whether in time cannot be told: due ");
    } else {
        put_due(b, g, ", in time: due ");
    }
}

static const char *const said[SCORE_COUNT] = {
    [SCORE_NONE] = "",
    [SCORE_NOT_STARTED] = "not started",
    [SCORE_LIMITED] = "limited progress",
    [SCORE_SUBSTANTIAL] = "substantial progress",
    [SCORE_COMPLETED] = "completed",
    [SCORE_DROPPED] = "given up",
};

static void put_progress(buf *b, const gathered *g, bool silent) {
    if (g->latest != NULL) {
        buf_printf(b, "; last reported: %s", said[g->latest->score]);
        if (g->latest_on.first != DAY_NONE) buf_printf(b, ", " STR_FMT, STR_ARG(g->latest->on));
    } else if (silent) {
        buf_put_z(b, "; no source says what came of it");
    }
}

static void put_pending(buf *b, const gathered *g, const follow_verdict *v) {
    switch (v->state) {
    case FOLLOW_PARTLY:
        buf_printf(b, "a part carried out by record %lld", (long long)g->part->record_id);
        if (g->part_on.first != DAY_NONE) buf_printf(b, " on " STR_FMT, STR_ARG(g->part->on));
        put_due(b, g, v->overdue ? "; the rest was due " : "; the rest is due ");
        break;
    case FOLLOW_LATE: put_due(b, g, "past its last possible day: due "); break;
    case FOLLOW_DUE: put_due(b, g, "due now: "); break;
    case FOLLOW_DUE_SOON: put_due(b, g, "due soon: "); break;
    default:
        if (g->has_due)
            put_due(b, g, "due ");
        else
            buf_put_z(b, "no day is set");
    }
    put_progress(b, g, v->silent);
}

static void put_remarks(buf *b, const gathered *g, const follow_verdict *v) {
    if (g->has_due && g->has_baseline && v->slip_days != 0)
        buf_printf(b, "; re-planned: the first plan said " STR_FMT ", %d day%s %s",
                   STR_ARG(g->baseline->due), abs(v->slip_days), abs(v->slip_days) == 1 ? "" : "s",
                   v->slip_days > 0 ? "earlier" : "later");
    if (g->against != NULL)
        buf_printf(b, "; record %lld says otherwise", (long long)g->against->record_id);
    if (v->claimed != SCORE_NONE)
        buf_printf(b, "; claimed %s without evidence, not counted", said[v->claimed]);
    if (g->bad_date) buf_put_z(b, "; a date that is not EDTF was left out");
}

static str reason_make(arena *a, const gathered *g, const follow_verdict *v) {
    buf b;
    buf_init(&b, 0);
    switch (v->state) {
    case FOLLOW_DONE:
    case FOLLOW_DONE_LATE: put_done(&b, g, v); break;
    case FOLLOW_SUPERSEDED:
        buf_printf(&b, "record %lld took its place", (long long)g->successor->record_id);
        break;
    case FOLLOW_DROPPED:
        buf_put_z(&b, "reported given up");
        if (g->latest_on.first != DAY_NONE) buf_printf(&b, " on " STR_FMT, STR_ARG(g->latest->on));
        put_due(&b, g, "; it was due ");
        break;
    default: put_pending(&b, g, v);
    }
    put_remarks(&b, g, v);
    str made = b.code == OK ? str_copy(a, buf_str(&b)) : (str){NULL, 0};
    buf_reset(&b);
    return made;
}

void follow_state(arena *a, const follow_commitment *c, day today, const follow_rules *rules,
                  follow_verdict *out) {
    gathered g = {0};
    follow_verdict v = {0};
    assert(today != DAY_NONE && today != DAY_OPEN);
    assert(rules->soon_days >= 0 && rules->window_days > 0);
    gather_plans(c, today, &g);
    gather_reports(c, today, &g);
    gather_links(c, today, &g);
    v.due_first = g.has_due ? g.due.first : DAY_NONE;
    v.due_last = g.has_due ? g.due.last : DAY_OPEN;
    v.baseline_last = g.has_baseline ? g.baseline_due.last : DAY_NONE;
    if (g.has_due && g.has_baseline) v.slip_days = g.due.last - g.baseline_due.last;
    v.score = g.latest != NULL ? g.latest->score : SCORE_NONE;
    v.claimed =
        g.claim != NULL && g.completed == NULL && g.whole == NULL ? g.claim->score : SCORE_NONE;
    v.silent = g.latest == NULL && g.whole == NULL && g.part == NULL && g.against == NULL &&
               g.successor == NULL;
    v.done_first = v.done_last = DAY_NONE;
    settle(&g, rules, today, &v);
    if (a != NULL) v.reason = reason_make(a, &g, &v);
    *out = v;
}
