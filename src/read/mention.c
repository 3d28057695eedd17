#include "read/person.h"

/* Who is meant at one place: states by any of their names, offices and agencies of a state, persons
 * whose office the document tells, "the two sides", "they". */

enum { MOST_NAME_WORDS = 8, MOST_SEGMENTS = 4 };

typedef struct {
    reading *r;
    size_t at, end;
    mention *m;
    bool definite, office, agency, proper_agency, government, side, named, adjective, title, seat;
    unsigned told; /* how many sides */
} cursor;

static size_t after_article(const cursor *c, size_t i) {
    return i < c->end && item_role(c->r, i) == ROLE_DET ? i + 1 : i;
}

/* The full stop of "Mr." */
static void skip_dot(cursor *c) {
    if (c->at < c->end && item_role(c->r, c->at) == ROLE_STOP &&
        !(c->r->items[c->at].flags & TOKEN_SPACE))
        c->at++;
}

/* "of the Gulf Council (GCC) member states" */
static void member_states(cursor *c) {
    const reading *r = c->r;
    size_t k = c->at;
    if (k + 2 < c->end && item_role(r, k) == ROLE_OPEN && item_role(r, k + 2) == ROLE_CLOSE) k += 3;
    uint16_t class = k < c->end ? class_at(r, k) : CLASS_NONE;
    if (class == CLASS_MEMBER || (class == CLASS_SIDE && c->side)) c->at = k + 1;
}

/* "of Foreign Affairs of the Republic of X", "for Law and Second Minister for Home Affairs" */
static void portfolio(cursor *c) {
    reading *r = c->r;
    for (int segment = 0; segment < MOST_SEGMENTS && c->at + 1 < c->end; segment++) {
        role x = item_role(r, c->at);
        if (x != ROLE_OF && x != ROLE_FOR && x != ROLE_TO && !(x == ROLE_AND && segment)) return;
        size_t k = after_article(c, c->at + 1), from = k;
        uint16_t class = k < c->end ? class_at(r, k) : CLASS_NONE;
        if (x == ROLE_AND && (class == CLASS_AGENCY || k != c->at + 1)) return;
        uint16_t id = k < c->end ? name_of(r, k) : 0;
        if (id) {
            if (x == ROLE_AND || (x == ROLE_TO && c->m->who.count)) return; /* "came to Rome" */
            c->m->who = actors_join(r, c->m->who, actors_one(r, id));
            c->named = true;
            c->at = k + 1;
            member_states(c);
            continue;
        }
        while (k < c->end && k - from < 10) {
            role y = item_role(r, k);
            bool word = (r->items[k].flags & TOKEN_CAPITAL) && !name_of(r, k) && y != ROLE_DET;
            if (c->office && k > from && !r->items[k].phrase) break; /* the person's name */
            bool joint = (y == ROLE_AND || y == ROLE_COMMA) && k > from && k + 1 < c->end &&
                         (r->items[k + 1].flags & TOKEN_CAPITAL) && !name_of(r, k + 1) &&
                         person_known(r, k + 1).count == 0 && y == ROLE_AND;
            bool article = y == ROLE_AND && k > from && k + 2 < c->end && /* "and the Arts" */
                           item_role(r, k + 1) == ROLE_DET &&
                           item_entry(r, &r->items[k + 2])->sectors &&
                           (r->items[k + 2].flags & TOKEN_CAPITAL) && !class_at(r, k + 2);
            if (!word && !joint && !article) break;
            k += article ? 2 : 1;
        }
        if (k == from) return;
        c->at = k;
    }
}

/* A word that stands inside a name and is no part of it elsewhere: the particle and hyphen of
 * "el-Sisi", "Sang-woo", the title that is a name ("Hossein Amir Doe"), a full stop of "A. Doe". */
static bool joins_name(const cursor *c, size_t from) {
    const reading *r = c->r;
    size_t i = c->at;
    role x = item_role(r, i);
    if (i + 1 >= c->end) return false;
    bool proper = is_proper(r, i + 1);
    bool joins =
        proper || name_of(r, i + 1) || (item_role(r, i + 1) == ROLE_HYPHEN && x == ROLE_PARTICLE);
    if (i == from) return x == ROLE_PARTICLE && joins;
    bool tight = !(r->items[i].flags & TOKEN_SPACE) && !(r->items[i + 1].flags & TOKEN_SPACE) &&
                 !(r->items[i + 1].forms & (FORM_PART | FORM_ING)); /* "X-led" */
    bool title = class_at(r, i) == CLASS_OFFICE && r->items[i].length == 1 && proper &&
                 (r->items[i].flags & TOKEN_CAPITAL) && is_proper(r, i - 1);
    bool initial = x == ROLE_STOP && r->items[i - 1].length == 1 && proper;
    return ((x == ROLE_PARTICLE || x == ROLE_HYPHEN) && joins) || (x == ROLE_HYPHEN && tight) ||
           title || initial;
}

/* "Ferdinand “Bongbong” Marcos": the item after a name between quotation marks; 0: none. */
static size_t after_nickname(const cursor *c, size_t from) {
    const reading *r = c->r;
    size_t i = c->at;
    bool quoted = i > from && i + 2 < c->end && item_role(r, i) == ROLE_QUOTE &&
                  is_proper(r, i + 1) && item_role(r, i + 2) == ROLE_QUOTE;
    return quoted ? i + 3 : 0;
}

/* The words of a name from where the cursor stands; of what state they are known to be. */
static actors name_words(cursor *c, size_t from) {
    reading *r = c->r;
    actors known = {0};
    while (c->at < c->end && c->at - from < MOST_NAME_WORDS) {
        actors who = person_known(r, c->at);
        bool known_name = (c->at > from || c->m->who.count) &&
                          item_entry(r, &r->items[c->at])->name_role == NAME_PERSON;
        if (known_name && name_of(r, c->at)) who = actors_one(r, name_of(r, c->at));
        bool given = name_of(r, c->at) && item_entry(r, &r->items[c->at])->weak && /* "Victoria" */
                     c->at + 1 < c->end && is_proper(r, c->at + 1);
        size_t nickname = after_nickname(c, from);
        if (nickname) {
            c->at = nickname;
            continue;
        }
        if (!given && !is_proper(r, c->at) && !who.count && !joins_name(c, from)) break;
        const struct person *p = who.count ? person_at(r, c->at) : NULL;
        if (who.count) known = who;
        if (p) c->m->homeless = p->guessed;
        c->at += item_role(r, c->at) == ROLE_HYPHEN ? 2 : 1; /* with the "woo" of "Sang-woo" */
    }
    return known;
}

static void person_words(cursor *c) {
    reading *r = c->r;
    size_t from = c->at;
    actors known = name_words(c, from);
    if (c->at == from) return;
    c->m->person = true;
    c->m->person_first = (uint32_t)from;
    c->m->person_last = (uint32_t)c->at;
    c->m->person_word = (uint32_t)c->at - 1;
    c->m->homeless &= !c->m->who.count;
    if (!c->m->who.count) c->m->who = known;
    size_t k = c->at + 1; /* "President Doe of Ruritania" */
    if (k >= c->end || item_role(r, c->at) != ROLE_OF) return;
    k = after_article(c, k);
    uint16_t id = k < c->end ? name_of(r, k) : 0;
    if (!id || item_entry(r, &r->items[k])->name_role == NAME_ADJECTIVE) return;
    c->m->who = actors_one(r, id);
    c->m->homeless = false;
    c->at = k + 1;
}

/* "Pakistani and Belarusian leaders": the adjectives share the noun. */
static bool shared_adjective(const cursor *c) {
    const reading *r = c->r;
    size_t k = c->at + 1;
    if (!c->adjective || c->named || k + 1 >= c->end || !name_of(r, k)) return false;
    uint16_t class = class_at(r, k + 1);
    return class == CLASS_OFFICE || class == CLASS_SIDE || class == CLASS_AGENCY;
}

/* Whether the word that may be a seat of government stands as a place, and the document names its
 * state: "in Lima" beside Peru. */
static bool is_place(const cursor *c, uint16_t id) {
    if (c->at == 0 || !c->r->counts || !c->r->counts[id]) return false;
    role before = item_role(c->r, c->at - 1);
    if (before == ROLE_IN || before == ROLE_TO || before == ROLE_FROM) return true;
    const item *x = &c->r->items[c->at - 1]; /* "arrived in" */
    size_t length;
    if (x->length < 2) return false;
    const token *last = &c->r->tokens.items[x->token + x->length - 1];
    role ends = (role)c->r->l->entries[lexicon_match(c->r->l->lexicon, last, 1, &length)].role;
    return ends == ROLE_IN || ends == ROLE_TO || ends == ROLE_FROM;
}

static bool take_name(cursor *c) {
    reading *r = c->r;
    uint16_t id = name_of(r, c->at);
    const entry *e = item_entry(r, &r->items[c->at]);
    if (!id) return false;
    if (e->weak && e->name_role == NAME_PERSON && !c->office && !c->title) return false;
    if (e->weak && e->name_role == NAME_SEAT && !is_place(c, id)) return false;
    bool hyphen = c->at > 0 && item_role(r, c->at - 1) == ROLE_HYPHEN;
    if (c->named && !hyphen && !c->office) return false;
    if (c->office && c->m->who.count && !hyphen) return false;
    if (e->name_role == NAME_PERSON) {
        c->m->person = true;
        c->m->person_word = (uint32_t)c->at;
    } else if (e->name_role == NAME_ADJECTIVE) {
        c->adjective = true;
    } else {
        c->named = true;
        c->seat = e->name_role == NAME_SEAT;
    }
    c->m->who = actors_join(r, c->m->who, actors_one(r, id));
    c->at++;
    bool more = e->name_role == NAME_PERSON && c->at < c->end && (c->office || c->title);
    if (more) { /* "President Megawati Soekarnoputri" */
        name_words(c, c->at - 1);
        c->m->person_word = (uint32_t)c->at - 1;
    }
    return true;
}

/* "The GCC Supreme Council", "the Council" in the paper of an organisation: a body that acts for
 * it. */
static bool is_organ(const cursor *c, size_t k) {
    const reading *r = c->r;
    actors who = c->m->who.count ? c->m->who : r->organ;
    uint16_t n = r->items[k].phrase ? item_entry(r, &r->items[k])->noun : 0;
    if (!n || r->l->nouns[n].kind != KIND_ESTABLISH || !(r->items[k].flags & TOKEN_CAPITAL))
        return false;
    if (who.count != 1 || !r->l->actors[who.ids[0]].organisation || r->l->nouns[n].plural)
        return false;
    if (!c->m->who.count) c->m->who = who;
    return true;
}

/* "the four ministers": how many sides are told; 0: not said. */
static unsigned told_number(const cursor *c) {
    const reading *r = c->r;
    const item *x = &r->items[c->at];
    size_t length;
    if (x->length > 1)
        return r->l->entries[lexicon_match(r->l->lexicon, &r->tokens.items[x->token], 1, &length)]
            .number;
    return c->at > 0 && item_role(r, c->at - 1) == ROLE_NUMBER
               ? item_entry(r, &r->items[c->at - 1])->number
               : 0;
}

static bool take_office(cursor *c) {
    const reading *r = c->r;
    uint16_t class = class_at(r, c->at);
    bool capital = r->items[c->at].flags & TOKEN_CAPITAL;
    bool known = c->m->who.count || c->definite || capital || r->l->bare_the;
    if (class == CLASS_OFFICE && (known || c->title)) {
        c->office = true;
        c->m->plural |= r->l->nouns[item_entry(r, &r->items[c->at])->noun].plural;
    } else if (class == CLASS_AGENCY && known) {
        c->agency = true;
        c->government |= c->definite && r->l->nouns[item_entry(r, &r->items[c->at])->noun].named;
        c->proper_agency |= capital && !r->l->nouns[item_entry(r, &r->items[c->at])->noun].plural;
    } else if (c->definite && !c->m->who.count && is_organ(c, c->at)) {
        c->agency = true;
    } else if (class == CLASS_SIDE && (known || c->office || r->items[c->at].length > 1)) {
        c->side = true;
        c->m->plural = true;
        c->told = told_number(c);
    } else {
        return false;
    }
    c->at++;
    portfolio(c);
    return true;
}

/* "the A – B Joint Commission", "A/B": a mark between two names that together name a thing. */
static bool joins_pair(const cursor *c) {
    const reading *r = c->r;
    size_t after = c->at + 2;
    bool slash = r->text.p[r->tokens.items[r->items[c->at].token].start] == '/';
    return (slash || item_role(r, c->at) == ROLE_DASH) && after < c->end && !name_of(r, after) &&
           (r->items[after].flags & TOKEN_CAPITAL) && !(r->items[after].flags & TOKEN_LINE) &&
           !item_role(r, after);
}

/* Marks inside a name: the hyphen of "A-B", 's before an office, the words of "X Food Agency". */
static bool take_joint(cursor *c) {
    reading *r = c->r;
    role x = item_role(r, c->at);
    if (c->at + 1 >= c->end) return false;
    uint16_t next = class_at(r, c->at + 1);
    bool office_next = next == CLASS_OFFICE || next == CLASS_AGENCY || next == CLASS_SIDE;
    if ((x == ROLE_HYPHEN || joins_pair(c)) && name_of(r, c->at + 1) && c->m->who.count) {
        c->at++;
        return true;
    }
    if (x == ROLE_AND && !c->m->person && shared_adjective(c)) {
        c->at++;
        return true;
    }
    if (x == ROLE_POSS && c->m->who.count && !c->m->person && office_next) {
        c->at++;
        return true;
    }
    if (x == ROLE_TITLE && c->office) {
        c->title = true;
        c->at++;
        skip_dot(c);
        return true;
    }
    if (x == ROLE_COMMA && c->office && !c->m->person && item_role(r, c->at + 1) == ROLE_TITLE) {
        c->at++;
        return true;
    }
    if (c->m->who.count && !c->office && (c->named || c->adjective) &&
        (r->items[c->at].flags & TOKEN_CAPITAL)) {
        for (size_t k = c->at + 1; k < c->end && k < c->at + 4; k++) {
            uint16_t class = class_at(r, k);
            if (class == CLASS_AGENCY || class == CLASS_COMPANY || is_organ(c, k)) {
                c->at = k;
                c->agency = true;
                c->at++;
                return true;
            }
            if (!(r->items[k].flags & TOKEN_CAPITAL)) break;
        }
    }
    return false;
}

/* "Jane Roe, President of X": the name comes first. */
static bool apposition(cursor *c) {
    reading *r = c->r;
    size_t k = c->at;
    while (k < c->end && k - c->at < MOST_NAME_WORDS && is_proper(r, k)) k++;
    if (k - c->at < 2 || k + 2 >= c->end || item_role(r, k) != ROLE_COMMA) return false;
    size_t after = after_article(c, k + 1);
    if (after < c->end && name_of(r, after)) after++;
    if (after < c->end && item_role(r, after) == ROLE_POSS) after++;
    if (after >= c->end || class_at(r, after) != CLASS_OFFICE) return false;
    c->m->person = true;
    c->m->person_first = (uint32_t)c->at;
    c->m->person_last = (uint32_t)k;
    c->m->person_word = (uint32_t)k - 1;
    c->at = after_article(c, k + 1);
    c->definite = true;
    return true;
}

static bool pronoun(cursor *c) {
    reading *r = c->r;
    role x = item_role(r, c->at);
    if (x == ROLE_WE && item_entry(r, &r->items[c->at])->number)
        c->m->who = r->home;
    else if (x == ROLE_WE)
        c->m->who = we_now(r);
    else if (x == ROLE_THEY)
        c->m->who = r->last_they.count ? r->last_they : r->pair;
    else if (x == ROLE_HE)
        c->m->who = r->last_he;
    else
        return false;
    c->m->guessed = true;
    c->m->plural = x != ROLE_HE;
    c->m->kind = MENTION_PRONOUN;
    c->m->last = (uint32_t)c->at + 1;
    return true;
}

/* In a document about one state and an organisation: the state. */
static actors only_state(const reading *r) {
    actors found = {0};
    for (uint16_t i = 0; i < r->pair.count; i++) {
        if (r->l->actors[r->pair.ids[i]].organisation) continue;
        if (found.count) return (actors){0};
        found = actors_one(r, r->pair.ids[i]);
    }
    return r->pair.count == 2 ? found : (actors){0};
}

/* "The two sides", "both leaders", "the five presidents": as many as are told. Where one or two
 * of them are not known those two stand for them; of more, nobody. */
static actors sides_told(const cursor *c) {
    const reading *r = c->r;
    actors two = r->pair.count ? pair_now(r) : r->last_they;
    if (c->told < 3 || two.count == c->told) return two;
    if (r->last_they.count == c->told) return r->last_they;
    if (r->all.count == c->told) return r->all;
    return c->told < 5 ? two : (actors){0};
}

static void kind_of_mention(cursor *c) {
    mention *m = c->m;
    m->guessed = m->who.count == 0;
    if (c->side) {
        m->kind = MENTION_SIDE;
        if (!m->who.count) m->who = sides_told(c);
    } else if (c->office || m->person) {
        m->kind = MENTION_OFFICE;
        if (!m->who.count && c->office)
            m->who = m->plural ? pair_now(c->r) : m->person ? c->r->home : c->r->last_he;
        if (!m->who.count) m->who = c->r->home;
    } else if (c->agency) {
        m->kind = MENTION_AGENCY;
        if (!m->who.count && c->proper_agency) m->who = c->r->home;
        if (!m->who.count && c->government && !m->plural) m->who = only_state(c->r);
    } else {
        m->kind = c->adjective && !c->named ? MENTION_ADJECTIVE
                  : c->seat                 ? MENTION_SEAT
                                            : MENTION_STATE;
    }
    if (m->who.count > 1) m->plural = true;
}

bool mention_here(reading *r, size_t i, size_t end, mention *out) {
    *out = (mention){0};
    cursor c = {.r = r, .at = i, .end = end, .m = out};
    if (pronoun(&c)) return true;
    while (c.at < end && (item_role(r, c.at) == ROLE_DET || item_role(r, c.at) == ROLE_BOTH)) {
        c.definite = true;
        c.at++;
    }
    while (c.at < end && item_role(r, c.at) == ROLE_TITLE && !class_at(r, c.at)) {
        c.title = true;
        c.at++;
        skip_dot(&c);
    }
    size_t start = c.at;
    if (c.at < end && is_proper(r, c.at)) apposition(&c);
    while (c.at < end) {
        if (take_name(&c) || take_office(&c) || take_joint(&c)) continue;
        if (out->person) break;
        bool named = c.office || c.title || (c.at == start && person_known(r, c.at).count);
        if (!named) break;
        size_t before = c.at;
        person_words(&c);
        if (c.at == before) break;
    }
    bool both = start > i && item_role(r, start - 1) == ROLE_BOTH;
    if (c.at == start && both && c.at < end && item_entry(r, &r->items[c.at])->forms &&
        !item_entry(r, &r->items[c.at])->noun) { /* "both agreed" */
        out->who = r->last_they.count ? r->last_they : r->pair;
        out->kind = MENTION_PRONOUN;
        out->plural = true;
        out->last = (uint32_t)c.at;
        return out->who.count > 0;
    }
    if (c.at == start || !(c.office || c.agency || c.side || out->who.count || out->person))
        return false;
    out->last = (uint32_t)c.at;
    kind_of_mention(&c);
    return true;
}
