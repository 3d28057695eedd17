#include "read/person.h"

/* The names of a whole document, before its sentences are read: how often it names whom, persons
 * and their states, the short forms that it introduces. */

enum { MOST_STRANGERS = 128 };

uint16_t name_written(const reading *r, const item *x) {
    const entry *e = item_entry(r, x);
    if (x->class == CLASS_DOC && r->l->nouns[e->noun].named) return 0;
    if (e->capital && !(x->flags & TOKEN_CAPITAL)) { /* "el-Sisi": by its last word */
        if (x->length < 2 || !(r->tokens.items[x->token + x->length - 1].flags & TOKEN_CAPITAL))
            return 0;
    }
    if (e->capitals && !(x->flags & TOKEN_CAPITALS)) {
        const token *t = &r->tokens.items[x->token];
        if (t->length < 2 || r->text.p[t->start + 1] != '.') return 0; /* U.S. */
    }
    return e->actor;
}

/* "(FAO)", "(the “Treaty”)": a short form right after a name. */
static void learn_short_form(reading *r, size_t i, actors who) {
    if (i + 2 >= r->item_count || item_role(r, i) != ROLE_OPEN) return;
    size_t k = i + 1;
    while (k < i + 4 && k < r->item_count &&
           (item_role(r, k) == ROLE_QUOTE || item_role(r, k) == ROLE_DET ||
            item_role(r, k) == ROLE_HEREAFTER))
        k++;
    if (k + 1 >= r->item_count || r->items[k].phrase || name_of(r, k)) return;
    role close = item_role(r, k + 1);
    if (close == ROLE_CLOSE || close == ROLE_QUOTE) learn_word(r, k, who, false);
}

/* "The Foreign Minister of X, Jane Roe, met": the name comes last. */
static void learn_apposed(reading *r, size_t i, actors who) {
    size_t from = i + 1, k = from;
    if (from >= r->item_count || item_role(r, i) != ROLE_COMMA) return;
    while (k < r->item_count && k < from + 5 && is_proper(r, k)) k++;
    if (k < from + 2 || k >= r->item_count) return;
    role next = item_role(r, k);
    if (next != ROLE_COMMA && next != ROLE_HAVE && !r->items[k].forms) return;
    for (size_t n = from; n < k; n++) learn_word(r, n, who, false);
}

/* Whether only marks and little words stand between two names. */
static bool adjoins(const reading *r, size_t from, size_t to) {
    if (to > from + 3) return false;
    for (size_t i = from; i < to; i++) {
        role x = item_role(r, i);
        if (x != ROLE_COMMA && x != ROLE_AND && x != ROLE_DET && x != ROLE_TITLE) return false;
    }
    return true;
}

/* A line that holds nothing but the name: an entry of an annexed list. */
static bool is_list_entry(const reading *r, size_t i, size_t last) {
    size_t after = last;
    if (after < r->item_count && !(r->items[after].flags & TOKEN_LINE)) after++;
    if (after < r->item_count && !(r->items[after].flags & TOKEN_LINE)) return false;
    return (r->items[i].flags & TOKEN_LINE) || (i > 0 && item_role(r, i - 1) == ROLE_STOP);
}

/* A person whose state is not told with the name, and the item at which it starts. */
typedef struct {
    mention m;
    size_t first;
} stranger;

/* "President X, Chancellor Y and Minister Z of A": the state told for the last is that of all. */
static void of_one_state(const reading *r, stranger *all, size_t count, size_t next, actors who) {
    while (count-- > 0 && adjoins(r, all[count].m.last, next)) {
        all[count].m.who = who;
        next = all[count].first;
    }
}

typedef struct {
    reading *r;
    uint32_t *order; /* the actors named, earlier ones first */
    size_t order_count;
    uint32_t *rank, *introduced, *venue; /* by actor, of those named */
    actors row, joined;                  /* "A, B and C" so far; the first of two, one a body */
    size_t row_end;                      /* the item after the row */
    stranger *strangers;
    size_t strangers_count;
} learner;

static bool learner_init(learner *l, reading *r, stranger *strangers) {
    size_t n = r->l->actor_count;
    *l = (learner){.r = r, .strangers = strangers};
    bool persons = persons_init(r);
    r->counts = arena_array(r->a, n, sizeof *r->counts);
    l->order = arena_room(r->a, n, sizeof *l->order);
    l->rank = arena_room(r->a, n, sizeof *l->rank);
    l->introduced = arena_room(r->a, n, sizeof *l->introduced);
    l->venue = arena_room(r->a, n, sizeof *l->venue);
    return persons && r->counts && l->order && l->introduced && l->rank && l->venue;
}

static void count_mention(learner *l, size_t i, const mention *m) {
    reading *r = l->r;
    uint32_t weight = i < 30 ? 3 : 1;
    bool first = i == 0 || item_role(r, i - 1) == ROLE_IN;
    for (uint16_t k = 0; k < m->who.count; k++) {
        uint16_t id = m->who.ids[k];
        if (!r->counts[id]) {
            l->order[l->order_count++] = id;
            l->introduced[id] = l->venue[id] = 0;
        }
        r->counts[id] += weight;
        if (m->kind == MENTION_SEAT && first) l->venue[id] += weight;
    }
}

/* What a mention of one actor tells of it, and of the words beside it. */
static void learn_actor(learner *l, size_t i, const mention *m) {
    reading *r = l->r;
    uint16_t id = m->who.ids[0];
    if (!r->organ.count && i < 90 && r->l->actors[id].organisation &&
        (m->kind == MENTION_AGENCY || m->kind == MENTION_SIDE || m->kind == MENTION_OFFICE))
        r->organ = m->who;
    if (m->person) l->introduced[id]++;
    size_t p = i > 0 && item_role(r, i - 1) == ROLE_DET ? i - 1 : i;
    role place = p > 0 ? item_role(r, p - 1) : ROLE_NONE; /* one goes abroad */
    if ((place == ROLE_IN || place == ROLE_TO) && m->kind == MENTION_STATE) l->introduced[id]++;
    if (place == ROLE_COMMA && p > 1 && m->kind == MENTION_STATE && name_of(r, p - 2) == id)
        l->introduced[id]++; /* "in Dublin, Ireland": told to others */
    for (uint32_t k = m->person_first; k < m->person_last; k++) learn_word(r, k, m->who, false);
    learn_short_form(r, m->last, m->who);
    if (m->kind == MENTION_OFFICE && !m->person && !m->plural) learn_apposed(r, m->last, m->who);
    if (m->person_last && m->person_last < m->last)
        of_one_state(r, l->strangers, l->strangers_count, i, m->who);
}

/* "A, B and C": names that stand together at the start or the end of the document. */
static void note_row(learner *l, size_t i, const mention *m) {
    reading *r = l->r;
    bool edge = i < 90 || i + 80 > r->item_count;
    actors who = actors_members(r, m->who); /* "the C5+1" */
    l->row = adjoins(r, l->row_end, i) ? actors_join(r, l->row, who) : who;
    l->row_end = m->last;
    const actors *row = &l->row;
    bool organisation = row->count == 2 && (r->l->actors[row->ids[0]].organisation ||
                                            r->l->actors[row->ids[1]].organisation);
    if (organisation && !l->joined.count) l->joined = *row;
    if (edge && row->count == r->many.count && actors_same(*row, r->many)) r->many_again = true;
    if (edge && row->count > r->many.count && row->count > 2) {
        r->many = *row;
        r->many_again = false;
    }
}

/* Notes what is named at item i. Returns the item to go on with. */
static size_t learn_at(learner *l, size_t i) {
    reading *r = l->r;
    mention m;
    size_t end = i + 60 < r->item_count ? i + 60 : r->item_count;
    bool possible = r->items[i].flags & (TOKEN_CAPITAL | ITEM_ACTOR);
    if (!possible || !mention_at(r, i, end, &m) || m.kind == MENTION_PRONOUN) return i + 1;
    if (is_list_entry(r, i, m.last) && i > 100) return m.last;
    count_mention(l, i, &m);
    if (m.who.count == 1) learn_actor(l, i, &m);
    if (m.person && !m.who.count && l->strangers_count < MOST_STRANGERS)
        l->strangers[l->strangers_count++] = (stranger){m, i};
    note_row(l, i, &m);
    return m.last > i ? m.last : i + 1;
}

/* "The G7 ministers of A, B and C": not the group beside its members. */
static void drop_groups(reading *r) {
    actors members = {0};
    for (uint16_t k = 0; k < r->many.count; k++)
        if (!r->l->actors[r->many.ids[k]].group)
            members = actors_join(r, members, actors_one(r, r->many.ids[k]));
    r->many = members;
}

/* Persons whose state nothing told are of whose document it is. */
static void learn_strangers(const learner *l) {
    reading *r = l->r;
    for (size_t n = 0; n < l->strangers_count; n++) {
        const mention *m = &l->strangers[n].m;
        actors who = m->who.count ? m->who : r->home;
        for (uint32_t k = m->person_first; who.count && k < m->person_last; k++)
            if (!person_known(r, k).count) learn_word(r, k, who, !m->who.count);
    }
}

code names_learn(reading *r) {
    stranger strangers[MOST_STRANGERS];
    learner l;
    if (!learner_init(&l, r, strangers)) return NOMEM;
    for (size_t i = 0; i < r->item_count;) i = learn_at(&l, i);
    drop_groups(r);
    find_pair(r, l.order, l.order_count, l.rank);
    pair_correct(r, l.joined, l.venue);
    guess_home(r, l.introduced);
    learn_strangers(&l);
    return arena_failed(r->a) ? NOMEM : OK;
}
