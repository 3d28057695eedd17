/* Pairs of promise and deed that share an actor are weighed point by point; a veto ends it. Time is
 * weighed in match_time.c, words in match_like.c. */
#include "follow/match_item.h"

/* What a kind of deed is worth to a kind of promise, in hundredths, before anything else is looked
 * at. doc/follow.md has the same table; a test compares them (follow_doc_test). */
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
    POINTS_ROLE = 10, /* the same office travels */
    POINTS_OTHER_ROLE = -30,
    POINTS_OTHERS = 10,      /* the deed concerns whom it was promised to */
    POINTS_DENIAL = 35,      /* said not to have come about: the same kind of thing */
    POINTS_DENIAL_TASK = 25, /* a commitment, by its words */
    POINTS_OF_THEN = 15,     /* and for the time that it was promised for */
    POINTS_REPLAN = 25,      /* a plan of the same that says "put off" */
    NEWS_DAYS = 7            /* the same news is told again within so many days */
};

static const double LEAST_SAME_TEXT = 0.25; /* likeness of two mentions of one document */
static const double LEAST_WORDS = 0.08;
static const double LEAST_TASK = 0.3;  /* an encounter that carries out a task speaks of it */
static const double LEAST_TOLD = 0.25; /* what a sentence tells of in words alone */

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
        return may_need_consent(p->kind) && p->act != ACT_IN_FORCE && p->act != ACT_EXCHANGED &&
               is_open_act(p->act) && p->act != ACT_NONE;
    case RECORD_COMMITMENT: *out = FOR_TASK; return planned;
    case RECORD_MEMBERSHIP: *out = FOR_MEMBER; return planned || p->kind == KIND_CANDIDATE;
    default: return false;
    }
}

bool follow_is_promise(const follow_item *item) {
    match_purpose ignored;
    return promise_purpose(item, &ignored);
}

bool follow_is_word(const follow_item *item) {
    bool encounter = item->family == RECORD_ENGAGEMENT && item->kind != KIND_INVITATION;
    return follow_is_deed(item) || encounter || item->family == RECORD_INSTRUMENT;
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

/* "The second round took place": told by a sentence that no record of an encounter was made of. */
static bool is_told_session(const match_side *p, const match_side *d) {
    return d->from->family == RECORD_COMMITMENT && d->from->kind == KIND_OTHER &&
           d->item.saying.affirms && p->item.ordinal > 0 && p->item.ordinal == d->item.ordinal;
}

/* Kind against kind. False: they have nothing to do with each other. */
static bool weigh_encounter(const match_side *promise, const match_side *deed, match_points *w) {
    const follow_item *p = promise->from, *d = deed->from;
    if (w->purpose == FOR_SESSION && is_told_session(promise, deed)) {
        w->points += POINTS_ENCOUNTER;
        return true;
    }
    if (d->family != RECORD_ENGAGEMENT) return false;
    bool same = p->kind == d->kind || (p->kind == KIND_INVITATION && d->kind == KIND_VISIT);
    bool near = (p->kind == KIND_TALKS && (d->kind == KIND_VISIT || d->kind == KIND_SUMMIT)) ||
                (p->kind == KIND_VISIT && d->kind == KIND_SUMMIT);
    /* "The committee met for its eighth session": talks, of that number. */
    bool numbered = w->purpose == FOR_SESSION && promise->item.ordinal > 0 &&
                    promise->item.ordinal == deed->item.ordinal && d->kind != KIND_VISIT;
    if (!same && !near && !numbered) return false;
    w->points += same ? POINTS_ENCOUNTER : POINTS_ENCOUNTER_NEAR;
    if (near && !numbered) w->kind = TIE_PARTLY;
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
    if (act_reach(d->act) <= act_reach(p->act)) return false;
    bool same = p->kind == d->kind ||
                (may_need_consent(p->kind) && (may_need_consent(d->kind) || d->kind == KIND_MIXED));
    if (!same) return false;
    w->points += POINTS_EFFECT;
    bool whole = d->act == ACT_IN_FORCE || d->act == ACT_EXCHANGED || deed->item.effect;
    w->kind = whole ? TIE_FULFILS : TIE_PARTLY;
    return true;
}

/* There was trade before, so only half of a sum is a part of it; of things that are counted a few
 * are. */
static double least_part(str unit) {
    bool currency = unit.n == 3 && unit.p[0] >= 'A' && unit.p[0] <= 'Z';
    return currency ? 0.5 : 0.1;
}

static bool weigh_figure(const match_side *p, const match_side *d, match_points *w) {
    const match_item *promise = &p->item, *deed = &d->item;
    if (!promise->measured || !deed->measured || !str_eq(promise->unit, deed->unit)) return false;
    if (promise->unit.n == 0 || promise->measure <= 0 || w->likeness <= 0) return false;
    w->figure = true;
    w->points += POINTS_FIGURE;
    bool reached = deed->measure >= promise->measure * 0.99;
    bool known = promise->when.last != DAY_OPEN && deed->when.last != DAY_OPEN;
    bool over = known && deed->when.last >= promise->when.last;
    if (reached)
        w->kind = TIE_FULFILS;
    else if (over)
        w->kind = TIE_CONTRADICTS;
    else if (deed->measure >= promise->measure * least_part(promise->unit))
        w->kind = TIE_PARTLY;
    else
        return false;
    return true;
}

static bool is_work(kind k) {
    return k == KIND_ESTABLISH || k == KIND_DELIVER || k == KIND_OTHER;
}

static bool weigh_task(const match_side *p, const match_side *d, match_points *w) {
    const follow_item *promise = p->from, *deed = d->from;
    if (p->item.measured && !d->from->measured && weigh_figure(p, d, w)) return true;
    if (w->figure) return false;
    if (p->item.measured && deed->family != RECORD_COMMITMENT) return false;
    if (deed->family == RECORD_COMMITMENT) {
        /* "Agreed to build a border post", "opened the border post". */
        bool told = !p->item.measured && w->likeness >= LEAST_TOLD && is_work(promise->kind) &&
                    is_work(deed->kind);
        if (promise->kind != deed->kind && !told) return false;
        w->points += POINTS_TASK;
        if (promise->kind == KIND_COOPERATE) w->kind = TIE_PARTLY;
        return true;
    }
    /* "Agreed that the second round would take place": read as a task. */
    bool numbered = p->item.ordinal > 0 && p->item.ordinal == d->item.ordinal;
    if (numbered && deed->family == RECORD_ENGAGEMENT && deed->kind != KIND_VISIT) {
        w->points += POINTS_TASK;
        return true;
    }
    bool document = deed->family == RECORD_INSTRUMENT && deed->act != ACT_APPROVED;
    bool encounter = deed->family == RECORD_ENGAGEMENT && deed->kind != KIND_CALL &&
                     deed->kind != KIND_VISIT && w->likeness >= LEAST_TASK && w->common > 1;
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
    case FOR_SESSION: return weigh_encounter(p, d, w);
    case FOR_PAPER: return weigh_paper(p->from, d->from, w);
    case FOR_EFFECT: return weigh_effect(p, d, w);
    case FOR_TASK: return weigh_task(p, d, w);
    case FOR_MEMBER: w->points += POINTS_MEMBER; return d->from->family == RECORD_MEMBERSHIP;
    default: return false;
    }
}

static bool among(str one, const str *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_eq(one, list[i])) return true;
    return false;
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
    bool met = false, others = d->actor_count + d->other_count > common;
    for (size_t i = 0; i < p->other_count; i++)
        met = met || among(p->others[i], d->actors, d->actor_count) ||
              among(p->others[i], d->others, d->other_count);
    if (met) w->points += POINTS_OTHERS;
    return met || p->other_count == 0 || !others;
}

static void weigh_words(const match_item *p, const match_item *d, match_points *w) {
    bool encounter = w->purpose == FOR_VISIT || w->purpose == FOR_SESSION;
    bool silent = p->stem_count == 0 || d->stem_count == 0;
    w->points += (int)((encounter ? POINTS_WORDS_ENCOUNTER : POINTS_WORDS) * w->likeness);
    if (!silent && !w->figure && w->likeness < LEAST_WORDS && w->purpose != FOR_MEMBER)
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

/* Where a visit goes, or a session is held: as given, else as the sentence says; of two sides the
 * one that does not travel is the host. */
static str host_of(const match_side *s, bool session) {
    const follow_item *from = s->from;
    str host = session ? s->item.saying.held_in : s->item.saying.host;
    str guest = session ? S("") : s->item.saying.guest;
    if (from->host.n > 0) return from->host;
    if (among(host, from->actors, from->actor_count)) return host;
    if (guest.n == 0 || from->actor_count != 2) return S("");
    for (size_t i = 0; i < 2; i++)
        if (str_eq(guest, from->actors[i])) return from->actors[1 - i];
    return S("");
}

static void weigh_host(const match_side *p, const match_side *d, match_points *w) {
    bool session = w->purpose == FOR_SESSION;
    str mine = host_of(p, session), theirs = host_of(d, session);
    if (mine.n == 0 || theirs.n == 0) return;
    if (str_eq(mine, theirs)) {
        w->host = mine;
        w->points += POINTS_HOST;
    } else if (!w->same_ordinal) { /* a session may move, and a number is not given twice */
        w->vetoed = true;
    }
}

static void weigh_names(const match_side *p, const match_side *d, match_points *w) {
    const match_item *a = &p->item, *b = &d->item;
    bool session = w->purpose == FOR_SESSION;
    if ((session || w->purpose == FOR_TASK) && a->ordinal > 0 && b->ordinal > 0) {
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
    if (w->purpose == FOR_VISIT || session) weigh_host(p, d, w);
    uint32_t mine = a->saying.roles, theirs = b->saying.roles;
    if (w->purpose == FOR_VISIT && mine != 0 && theirs != 0)
        w->points += mine & theirs ? POINTS_ROLE : POINTS_OTHER_ROLE;
}

/* The kinds of things that a denial must speak of, as bits of LEX_THING. */
static uint32_t things_of(kind k) {
    enum { VISIT = 1 << 1, SESSION = 1 << 2, SUMMIT = 1 << 3, FORUM = 1 << 4, TALKS = 1 << 5 };
    switch (k) {
    case KIND_VISIT:
    case KIND_INVITATION: return VISIT;
    case KIND_COMMISSION: return SESSION;
    case KIND_SUMMIT: return SUMMIT;
    case KIND_FORUM: return FORUM;
    case KIND_TALKS: return TALKS | SESSION;
    case KIND_TREATY:
    case KIND_AGREEMENT: return 1 << 6;
    case KIND_MEMORANDUM: return 1 << 7;
    case KIND_MIXED: return 1 << 6 | 1 << 7;
    case KIND_PROTOCOL: return 1 << 8;
    case KIND_PROGRAMME:
    case KIND_ROADMAP: return 1 << 9;
    case KIND_STATEMENT: return 1 << 10;
    case KIND_CONTRACT: return 1 << 11;
    case KIND_LETTER: return 1 << 12;
    default: return 0;
    }
}

/* "Put off to May" takes nothing from the promise of May, nor does the same news, told a day later.
 */
static bool is_same_news(const match_item *p, const match_item *d, bool dated) {
    bool ahead = dated && d->when.first > d->said.last;
    if (!d->saying.moved) return false;
    if (ahead) return d->when.first <= p->when.last && p->when.first <= d->when.last;
    return p->said.first != DAY_NONE && d->said.first <= p->said.last + NEWS_DAYS;
}

/* Said not to have come about, or to be put off: against the promise, whatever the kind of the
 * record that says so. Of commitments only words can tell. */
static bool weigh_denial(const match_side *p, const match_side *d, match_points *w) {
    const match_item *due = &p->item, *told = &d->item;
    uint32_t of =
        d->from->family == RECORD_COMMITMENT ? told->saying.things : things_of(d->from->kind);
    bool task = w->purpose == FOR_TASK || w->purpose == FOR_MEMBER;
    if (task ? w->likeness < LEAST_TASK : (things_of(p->from->kind) & of) == 0) return false;
    bool dated =
        due->when.first != DAY_NONE && told->when.first != DAY_NONE && told->said.first != DAY_NONE;
    bool of_then =
        dated && told->when.first <= due->when.last && due->when.first <= told->when.last;
    bool alike = w->likeness >= LEAST_WORDS || due->ordinal > 0 || of_then;
    if ((!task && w->purpose != FOR_VISIT && !alike) || is_same_news(due, told, dated))
        return false;
    if (of_then) w->points += POINTS_OF_THEN;
    w->denial = true;
    w->kind = TIE_CONTRADICTS;
    w->points += task ? POINTS_DENIAL_TASK : POINTS_DENIAL;
    return true;
}

/* A later plan of the same visit or session for a later day. */
static bool weigh_replan(const match_side *p, const match_side *d, match_points *w) {
    const match_item *old = &p->item, *plan = &d->item;
    bool encounter = w->purpose == FOR_VISIT || w->purpose == FOR_SESSION;
    if (!encounter || p->from->kind != d->from->kind || old->when.first == DAY_NONE) return false;
    if (old->when.last == DAY_OPEN || plan->when.last <= old->when.last) return false;
    if (old->said.first == DAY_NONE || plan->said.first <= old->said.last) return false;
    bool numbered = old->ordinal > 0 && old->ordinal == plan->ordinal;
    if (!plan->saying.moved && !numbered) return false;
    w->kind = TIE_SUPERSEDED_BY;
    w->points += POINTS_ENCOUNTER + POINTS_REPLAN;
    return true;
}

bool match_weigh(const match_side *p, const match_side *d, const match_stems *stems,
                 const double *weights, match_points *w) {
    *w = (match_points){.kind = TIE_FULFILS};
    if (p->from->id == d->from->id && p->from->id != 0) return false;
    if (!promise_purpose(p->from, &w->purpose)) return false;
    if (!weigh_actors(p->from, d->from, w)) return false;
    w->likeness = match_likeness(p, d, w->purpose, stems, weights);
    w->common = match_common(&p->item, &d->item, stems);
    bool replan = d->item.replan && !d->item.denial;
    bool figure = w->purpose == FOR_TASK && d->from->measured && weigh_figure(p, d, w);
    bool taken = figure           ? true
                 : d->item.denial ? weigh_denial(p, d, w)
                 : replan         ? weigh_replan(p, d, w)
                                  : weigh_kind(p, d, w);
    if (!taken) return false;
    weigh_words(&p->item, &d->item, w);
    weigh_sectors(p->from, d->from, w);
    weigh_names(p, d, w);
    match_weigh_time(p, d, w);
    return !w->vetoed && w->points >= FOLLOW_LEAST_SCORE;
}
