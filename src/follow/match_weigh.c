/* Pairs of promise and deed that share an actor are weighed point by point; a veto ends it. */
#include "follow/match_item.h"

#include <math.h>

/* What a kind of deed is worth to a kind of promise, in hundredths, before anything else is looked
 * at. doc/follow.md has the same table; a test compares them. */
enum {
    POINTS_ENCOUNTER = 35,      /* the same kind of encounter */
    POINTS_ENCOUNTER_NEAR = 15, /* talks for a visit, a visit for talks */
    POINTS_PAPER = 25,          /* the same kind of document */
    POINTS_PAPER_NEAR = 15,     /* treaty and agreement; a group that may hold it */
    POINTS_PAPER_RARE = 15, /* a kind that two sides sign seldom: roadmap, programme, statement */
    POINTS_EFFECT = 30,     /* a later act on the same kind of document */
    POINTS_TASK = 25,       /* the same kind of commitment, reported done */
    POINTS_TASK_NEAR = 15,  /* a document or an encounter that may carry it out */
    POINTS_FIGURE = 40,     /* a number in the same unit */
    POINTS_MEMBER = 60,
    POINTS_ACTORS = 15,
    POINTS_SECTORS = 15,
    POINTS_OTHER_SECTORS = -15,
    POINTS_WORDS = 40,
    POINTS_WORDS_ENCOUNTER = 20,
    POINTS_NO_WORDS = -15,
    POINTS_NO_WORDS_ENCOUNTER = -10,
    POINTS_ORDINAL = 30,
    POINTS_PERIOD = 15,
    POINTS_NO_PERIOD = -10, /* promised for a period, and the deed names none */
    POINTS_HOST = 15,
    POINTS_OTHER_ROLE = -20,
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
    NEVER_DAYS = 5 * 366 /* later than this it is another one */
};

static const double LEAST_SAME_TEXT = 0.25; /* likeness of two mentions of one document */
static const double LEAST_WORDS = 0.08;
static const double LEAST_TASK = 0.3; /* an encounter that carries out a task speaks of it */

static bool is_open_act(fact_act act) {
    return act == ACT_NONE || act == ACT_NEGOTIATED || act == ACT_INITIALLED || act == ACT_SIGNED ||
           act == ACT_EXCHANGED || act == ACT_EXTENDED || act == ACT_AMENDED ||
           act == ACT_APPROVED || act == ACT_RATIFIED || act == ACT_IN_FORCE;
}

static bool may_need_consent(kind k) {
    return k == KIND_TREATY || k == KIND_AGREEMENT || k == KIND_PROTOCOL;
}

static bool promise_purpose(const follow_item *p, match_purpose *out) {
    bool planned = p->modality == MODALITY_PLANNED;
    switch (p->family) {
    case RECORD_ENGAGEMENT:
        *out = p->kind == KIND_VISIT || p->kind == KIND_INVITATION ? FOR_VISIT : FOR_SESSION;
        return planned || p->kind == KIND_INVITATION;
    case RECORD_INSTRUMENT:
        *out = planned || p->act == ACT_NEGOTIATED ? FOR_PAPER : FOR_EFFECT;
        if (*out == FOR_PAPER) return is_open_act(p->act);
        return may_need_consent(p->kind) && (p->act == ACT_SIGNED || p->act == ACT_INITIALLED);
    case RECORD_COMMITMENT: *out = FOR_TASK; return planned;
    case RECORD_MEMBERSHIP: *out = FOR_MEMBER; return planned || p->kind == KIND_CANDIDATE;
    default: return false;
    }
}

bool follow_is_promise(const follow_item *item) {
    match_purpose ignored;
    return promise_purpose(item, &ignored);
}

bool follow_is_deed(const follow_item *item) {
    if (item->modality != MODALITY_DONE) return false;
    switch (item->family) {
    case RECORD_ENGAGEMENT: return item->kind != KIND_INVITATION;
    case RECORD_INSTRUMENT:
        return item->act != ACT_NEGOTIATED && item->act != ACT_EXISTING &&
               item->act != ACT_TERMINATED;
    case RECORD_COMMITMENT: return true;
    case RECORD_MEMBERSHIP: return item->kind == KIND_JOINED;
    default: return false;
    }
}

/* How far an act goes: an instrument in force has been signed. */
static int act_reach(fact_act act) {
    switch (act) {
    case ACT_NEGOTIATED: return 1;
    case ACT_INITIALLED: return 2;
    case ACT_APPROVED: return 4;
    case ACT_RATIFIED: return 5;
    case ACT_EXCHANGED: return 5;
    case ACT_IN_FORCE: return 6;
    default: return 3;
    }
}

static bool kinds_near(kind a, kind b) {
    bool agreement_a = a == KIND_TREATY || a == KIND_AGREEMENT;
    bool agreement_b = b == KIND_TREATY || b == KIND_AGREEMENT;
    return (agreement_a && agreement_b) || a == KIND_MIXED || b == KIND_MIXED ||
           (a == KIND_PROGRAMME && b == KIND_ROADMAP) || (a == KIND_ROADMAP && b == KIND_PROGRAMME);
}

/* Kind against kind. False: they have nothing to do with each other. */
static bool weigh_encounter(const follow_item *p, const follow_item *d, match_points *w) {
    if (d->family != RECORD_ENGAGEMENT) return false;
    bool same = p->kind == d->kind || (p->kind == KIND_INVITATION && d->kind == KIND_VISIT);
    bool near = (p->kind == KIND_TALKS && (d->kind == KIND_VISIT || d->kind == KIND_SUMMIT)) ||
                (p->kind == KIND_VISIT && d->kind == KIND_SUMMIT);
    if (!same && !near) return false;
    w->points += same ? POINTS_ENCOUNTER : POINTS_ENCOUNTER_NEAR;
    if (near) w->kind = TIE_PARTLY;
    return true;
}

static bool weigh_paper(const follow_item *p, const follow_item *d, match_points *w) {
    if (d->family != RECORD_INSTRUMENT) return false;
    if (p->kind != d->kind && !kinds_near(p->kind, d->kind)) return false;
    int promised =
        p->act == ACT_NONE || p->act == ACT_NEGOTIATED ? act_reach(ACT_SIGNED) : act_reach(p->act);
    int reached = act_reach(d->act);
    if (reached < promised && reached < act_reach(ACT_SIGNED) && reached < promised - 1)
        return false;
    if (reached < promised) w->kind = TIE_PARTLY;
    bool rare = p->kind == KIND_ROADMAP || p->kind == KIND_PROGRAMME || p->kind == KIND_STATEMENT ||
                (p->kind == KIND_MIXED && p->count > 0 && d->count > 0);
    w->points += p->kind == d->kind ? POINTS_PAPER : POINTS_PAPER_NEAR;
    if (p->kind == d->kind && rare) w->points += POINTS_PAPER_RARE;
    if (p->kind == KIND_MIXED && p->count > 0 && d->count > 0 && d->count < p->count)
        w->kind = TIE_PARTLY;
    if (p->kind == KIND_MIXED && d->kind != KIND_MIXED) w->kind = TIE_PARTLY;
    return true;
}

/* From signature to effect. One match_side's ratification is a part of it. */
static bool weigh_effect(const match_side *promise, const match_side *deed, match_points *w) {
    const follow_item *p = promise->from, *d = deed->from;
    if (d->family != RECORD_INSTRUMENT || act_reach(d->act) <= act_reach(ACT_SIGNED)) return false;
    bool same = p->kind == d->kind ||
                (may_need_consent(p->kind) && (may_need_consent(d->kind) || d->kind == KIND_MIXED));
    if (!same) return false;
    w->points += POINTS_EFFECT;
    bool whole = d->act == ACT_IN_FORCE || d->act == ACT_EXCHANGED || deed->item.effect;
    w->kind = whole ? TIE_FULFILS : TIE_PARTLY;
    return true;
}

static bool weigh_figure(const match_side *p, const match_side *d, match_points *w) {
    const match_item *promise = &p->item, *deed = &d->item;
    if (!promise->measured || !deed->measured || !str_eq(promise->unit, deed->unit)) return false;
    if (promise->unit.n == 0 || promise->measure <= 0 || w->likeness < LEAST_WORDS) return false;
    w->figure = true;
    w->points += POINTS_FIGURE;
    bool reached = deed->measure >= promise->measure * 0.99;
    bool known = promise->when.last != DAY_OPEN && deed->when.last != DAY_OPEN;
    bool over = known && deed->when.last >= promise->when.last;
    if (reached)
        w->kind = TIE_FULFILS;
    else if (over)
        w->kind = TIE_CONTRADICTS;
    else if (deed->measure >= promise->measure / 2)
        w->kind = TIE_PARTLY;
    else
        return false;
    return true;
}

static bool weigh_task(const match_side *p, const match_side *d, match_points *w) {
    const follow_item *promise = p->from, *deed = d->from;
    if (p->item.measured && weigh_figure(p, d, w)) return true;
    if (w->figure) return false;
    if (p->item.measured && deed->family != RECORD_COMMITMENT) return false;
    if (deed->family == RECORD_COMMITMENT) {
        if (promise->kind != deed->kind) return false;
        w->points += POINTS_TASK;
        if (promise->kind == KIND_COOPERATE) w->kind = TIE_PARTLY;
        return true;
    }
    bool document = deed->family == RECORD_INSTRUMENT && deed->act != ACT_APPROVED;
    bool encounter = deed->family == RECORD_ENGAGEMENT && deed->kind != KIND_CALL &&
                     deed->kind != KIND_VISIT && w->likeness >= LEAST_TASK;
    if (document && (promise->kind == KIND_NEGOTIATE || promise->kind == KIND_ESTABLISH ||
                     promise->kind == KIND_OTHER || deed->kind == KIND_CONTRACT)) {
        w->points += POINTS_TASK_NEAR;
        w->kind = promise->kind == KIND_NEGOTIATE ? TIE_FULFILS : TIE_PARTLY;
        return true;
    }
    if (encounter && (promise->kind == KIND_NEGOTIATE || promise->kind == KIND_ESTABLISH ||
                      promise->kind == KIND_OTHER)) {
        w->points += POINTS_TASK_NEAR;
        w->kind = TIE_PARTLY;
        return true;
    }
    return false;
}

static bool weigh_kind(const match_side *p, const match_side *d, match_points *w) {
    switch (w->purpose) {
    case FOR_VISIT:
    case FOR_SESSION: return weigh_encounter(p->from, d->from, w);
    case FOR_PAPER: return weigh_paper(p->from, d->from, w);
    case FOR_EFFECT: return weigh_effect(p, d, w);
    case FOR_TASK: return weigh_task(p, d, w);
    case FOR_MEMBER: w->points += POINTS_MEMBER; return d->from->family == RECORD_MEMBERSHIP;
    default: return false;
    }
}

static size_t actors_common(const follow_item *p, const follow_item *d) {
    size_t common = 0;
    for (size_t i = 0; i < p->actor_count; i++)
        for (size_t k = 0; k < d->actor_count; k++) common += str_eq(p->actors[i], d->actors[k]);
    return common;
}

/* All of a promise's sides, or half of those of a promise of many. */
static bool weigh_actors(const follow_item *p, const follow_item *d, match_points *w) {
    size_t common = actors_common(p, d), all = p->actor_count + d->actor_count - common;
    bool enough = p->actor_count <= 2 ? common == p->actor_count : 2 * common >= p->actor_count;
    if (common == 0 || !enough) return false;
    w->points += (int)(POINTS_ACTORS * common / all);
    return true;
}

static void weigh_words(const match_item *p, const match_item *d, match_points *w) {
    bool encounter = w->purpose == FOR_VISIT || w->purpose == FOR_SESSION;
    bool silent = p->stem_count == 0 || d->stem_count == 0;
    w->points += (int)((encounter ? POINTS_WORDS_ENCOUNTER : POINTS_WORDS) * w->likeness);
    if (!silent && w->likeness < LEAST_WORDS && w->purpose != FOR_MEMBER)
        w->points += encounter ? POINTS_NO_WORDS_ENCOUNTER : POINTS_NO_WORDS;
    if (w->purpose == FOR_EFFECT && w->likeness < LEAST_SAME_TEXT) w->vetoed = true;
}

static int bits(uint32_t v) {
    int n = 0;
    for (; v != 0; v &= v - 1) n++;
    return n;
}

static void weigh_sectors(const follow_item *p, const follow_item *d, match_points *w) {
    bool encounter = w->purpose == FOR_VISIT || w->purpose == FOR_MEMBER;
    if (encounter || p->sectors == 0 || d->sectors == 0) return;
    int common = bits(p->sectors & d->sectors), all = bits(p->sectors | d->sectors);
    if (common > 0)
        w->points += POINTS_SECTORS * common / all;
    else if (w->purpose != FOR_SESSION)
        w->points += POINTS_OTHER_SECTORS;
}

static void weigh_names(const match_side *p, const match_side *d, match_points *w) {
    const match_item *a = &p->item, *b = &d->item;
    bool session = w->purpose == FOR_SESSION;
    if (session && a->ordinal > 0 && b->ordinal > 0) {
        w->same_ordinal = a->ordinal == b->ordinal;
        if (w->same_ordinal)
            w->points += POINTS_ORDINAL;
        else
            w->vetoed = true;
    }
    if (w->purpose == FOR_PAPER && a->period_first > 0 && b->period_first > 0) {
        w->same_period = a->period_first == b->period_first && a->period_last == b->period_last;
        if (w->same_period)
            w->points += POINTS_PERIOD;
        else
            w->vetoed = true;
    } else if (w->purpose == FOR_PAPER && a->period_first > 0 && p->from->kind == d->from->kind) {
        w->points += POINTS_NO_PERIOD;
    }
    if (w->purpose != FOR_VISIT && !session) return;
    if (p->from->host.n > 0 && d->from->host.n > 0) {
        w->same_host = str_eq(p->from->host, d->from->host);
        if (w->same_host)
            w->points += POINTS_HOST;
        else
            w->vetoed = true;
    }
    bool other_role = a->roles != 0 && b->roles != 0 && (a->roles & b->roles) == 0;
    if (w->purpose == FOR_VISIT && other_role) w->points += POINTS_OTHER_ROLE;
}

/* The date of a programme or roadmap is its term as a rule, not its day. */
static bool is_term(const match_side *s) {
    const edtf *e = &s->item.when;
    return s->from->family == RECORD_INSTRUMENT && e->precision == EDTF_INTERVAL &&
           e->first != DAY_NONE && e->last != DAY_OPEN && e->last - e->first > YEAR_DAYS;
}

static edtf day_of_deed(const match_side *d) {
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

static void weigh_time(const match_side *p, const match_side *d, match_points *w) {
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
    else if (late > NEVER_DAYS)
        w->vetoed = true;
    else
        w->points += POINTS_LATE_LONG;
}

/* Cosine of the two sets of stems, each stem match_points the more the fewer items have it. */
static double likeness(const match_item *a, const match_item *b, const double *weights) {
    double common = 0, left = 0, right = 0;
    size_t i = 0, k = 0;
    while (i < a->stem_count && k < b->stem_count) {
        if (a->stems[i] < b->stems[k]) {
            i++;
        } else if (a->stems[i] > b->stems[k]) {
            k++;
        } else {
            common += weights[a->stems[i]] * weights[a->stems[i]];
            i++;
            k++;
        }
    }
    if (common == 0) return 0;
    for (i = 0; i < a->stem_count; i++) left += weights[a->stems[i]] * weights[a->stems[i]];
    for (k = 0; k < b->stem_count; k++) right += weights[b->stems[k]] * weights[b->stems[k]];
    return common / sqrt(left * right);
}

bool match_weigh(const match_side *p, const match_side *d, const double *weights, match_points *w) {
    *w = (match_points){.kind = TIE_FULFILS};
    if (p->from->id == d->from->id && p->from->id != 0) return false;
    if (!promise_purpose(p->from, &w->purpose)) return false;
    if (!weigh_actors(p->from, d->from, w)) return false;
    w->likeness = likeness(&p->item, &d->item, weights);
    if (!weigh_kind(p, d, w)) return false;
    weigh_words(&p->item, &d->item, w);
    weigh_sectors(p->from, d->from, w);
    weigh_names(p, d, w);
    weigh_time(p, d, w);
    return !w->vetoed && w->points >= FOLLOW_LEAST_SCORE;
}
