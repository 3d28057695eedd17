/* When a deed came, against when it was promised and for when: points, or a veto. */
#include "follow/match_item.h"

/* In hundredths, as those of match_weigh.c. */
enum {
    POINTS_IN_TIME = 15,
    POINTS_LATE_YEAR = 10,
    POINTS_LATE_YEARS = 5,
    POINTS_LATE_LONG = -10,
    POINTS_EARLY = -15,
    POINTS_UNSURE = -15, /* of a partial date that may lie before the promise */
    SAME_DAYS = 7,       /* of so short a due period a deed on the day of the promise may be */
    NEAR_DAYS = 31,      /* a deed so near the due period is in time */
    EARLY_DAYS = 180,    /* a deed so long before it is another one */
    YEAR_DAYS = 366,
    LONG_DAYS = 3 * 366, /* later than this it tells against */
    NEVER_VISIT_DAYS = 4 * 366 + 183,
    NEVER_DAYS = 5 * 366 /* later than this it is another one; twice that where no day was set */
};

/* The date of a programme or roadmap is its term as a rule, not its day. */
static bool is_term(const match_side *s) {
    const edtf *e = &s->item.when;
    return s->from->family == RECORD_INSTRUMENT && e->precision == EDTF_INTERVAL &&
           e->first != DAY_NONE && e->last != DAY_OPEN && e->last - e->first > YEAR_DAYS;
}

static edtf day_of_deed(const match_side *d) {
    bool by_word = (d->item.denial || d->item.replan) && d->item.said.first != DAY_NONE;
    if (by_word) return d->item.said;
    return d->item.when.first != DAY_NONE && !is_term(d) ? d->item.when : d->item.said;
}

/* When the promise was made: a signature or an invitation on its day, else when it was said. */
static edtf day_of_promise(const match_side *p, const match_points *w) {
    bool by_date = (w->purpose == FOR_EFFECT || p->from->kind == KIND_INVITATION) &&
                   p->item.when.first != DAY_NONE && p->item.when.last != DAY_OPEN;
    return by_date ? p->item.when : p->item.said;
}

/* A deed follows its promise; on one day with it only what was due within days. */
static void weigh_order(const edtf *deed, const edtf *made, const edtf *due, match_points *w) {
    bool at_once = due->first != DAY_NONE && due->last != DAY_OPEN &&
                   due->last - due->first <= SAME_DAYS && deed->last >= due->first &&
                   deed->first <= due->last && deed->last >= made->first;
    if (made->first == DAY_NONE || at_once) return;
    if (deed->last <= made->last)
        w->vetoed = true;
    else if (deed->first <= made->last)
        w->points += POINTS_UNSURE;
}

/* When it is too late to be what was promised: guests change, documents wait. */
static int never_days(const match_side *p, const match_points *w, bool no_due) {
    if (w->purpose == FOR_VISIT && p->from->kind == KIND_VISIT && !no_due) return NEVER_VISIT_DAYS;
    if (no_due && w->purpose == FOR_PAPER) return 3 * NEVER_DAYS;
    return no_due && w->purpose != FOR_VISIT ? 2 * NEVER_DAYS : NEVER_DAYS;
}

void match_weigh_time(const match_side *p, const match_side *d, match_points *w) {
    edtf deed = day_of_deed(d), made = day_of_promise(p, w), due = p->item.when;
    bool no_due = w->purpose == FOR_EFFECT || p->from->kind == KIND_INVITATION || is_term(p) ||
                  due.first == DAY_NONE || due.last == DAY_OPEN;
    w->deed = deed;
    if (no_due) due = (edtf){EDTF_INTERVAL, DAY_NONE, DAY_OPEN, false, false};
    if (deed.first == DAY_NONE) return;
    weigh_order(&deed, &made, &due, w);
    day from = no_due ? made.last : due.last;
    if (from == DAY_NONE || from == DAY_OPEN) return;
    int late = deed.first - from;
    if (!no_due && deed.last < due.first - EARLY_DAYS) {
        w->points += POINTS_EARLY;
        return;
    }
    if (!no_due) w->days_late = late > 0 ? late : 0;
    if (no_due ? late <= YEAR_DAYS : late <= NEAR_DAYS)
        w->points += !no_due && deed.last < due.first - NEAR_DAYS ? 0 : POINTS_IN_TIME;
    else if (late <= (no_due ? 2 * YEAR_DAYS : YEAR_DAYS))
        w->points += POINTS_LATE_YEAR;
    else if (late <= LONG_DAYS)
        w->points += POINTS_LATE_YEARS;
    else if (late > never_days(p, w, no_due))
        w->vetoed = true;
    else if (!no_due)
        w->points += POINTS_LATE_LONG;
}
