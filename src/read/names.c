#include "read/reading.h"

/* Who is meant: states by any of their names, offices and agencies of a state, persons whose office
 * the document tells, short forms that it introduces, "the two sides", "they". */

enum {
    LEAST_SLOTS = 64,
    MOST_SLOTS = 4096,
    MOST_NAME_WORDS = 8,
    MOST_SEGMENTS = 4,
    MOST_STRANGERS = 128
};

struct person {
    uint64_t key; /* tokens_hash of one word of the name; 0: free */
    actors who;   /* none: several people share the word */
    bool guessed; /* that they are of the document's own state */
};

/* A document with more persons than the table holds leaves the rest out; looking stays short. */
enum { MOST_PROBES = 32 };

static struct person *person_find(const reading *r, uint64_t key) {
    size_t mask = r->person_slots - 1, i = (size_t)(key ^ (key >> 29)) & mask;
    for (size_t tries = 0; tries < MOST_PROBES; tries++, i = (i + 1) & mask)
        if (!r->persons[i].key || r->persons[i].key == key) return &r->persons[i];
    return NULL;
}

static uint64_t item_key(const reading *r, size_t i) {
    const token *t = &r->tokens.items[r->items[i].token];
    uint64_t key = tokens_hash(token_text(r->text, t));
    return key ? key : 1;
}

/* The actor that an item names, written as it is; 0: none. */
static uint16_t name_written(const reading *r, const item *x, const entry *e) {
    if (!e->actor) return 0;
    if (r->l->nouns[e->noun].class == CLASS_DOC && r->l->nouns[e->noun].named) return 0;
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

static uint16_t class_at(const reading *r, size_t i) {
    return r->items[i].class;
}

/* A capitalised word that the lexicon does not know, or knows as a common word: a name may be made
 * of it. */
static bool makes_names(const reading *r, const item *x, const entry *e) {
    if (!(x->flags & TOKEN_CAPITAL) || x->name) return false;
    if (r->tokens.items[x->token].kind != TOKEN_WORD || x->length > 1) return false;
    if (e->noun && x->class != CLASS_NONE) return false;
    return !e->role || e->role == ROLE_ADJ || e->role == ROLE_TITLE || e->role == ROLE_PARTICLE ||
           e->role == ROLE_WILL || e->role == ROLE_ABBREVIATION || e->role == ROLE_MAY;
}

void name_item(const reading *r, item *x) {
    const entry *e = item_entry(r, x);
    x->class = e->noun ? r->l->nouns[e->noun].class : CLASS_NONE;
    x->name = name_written(r, x, e);
    if (makes_names(r, x, e)) x->flags |= ITEM_PROPER;
}

static bool is_proper(const reading *r, size_t i) {
    return r->items[i].flags & ITEM_PROPER;
}

/* A bit by first and last letter, without regard to case: most words are no part of a name, which
 * this tells without their hash. */
static uint64_t word_bit(const reading *r, const item *x) {
    str word = token_text(r->text, &r->tokens.items[x->token]);
    unsigned first = (unsigned char)word.p[0], last = (unsigned char)word.p[word.n - 1];
    return (uint64_t)1 << ((first * 7 + (last < 0x80 ? last | 0x20 : 0)) & 63);
}

static const struct person *person_at(const reading *r, size_t i) {
    const item *x = &r->items[i];
    if (!(x->flags & TOKEN_CAPITAL) || x->length != 1) return NULL;
    if (!(r->person_bits & word_bit(r, x))) return NULL;
    const struct person *p = person_find(r, item_key(r, i));
    return p && p->key ? p : NULL;
}

static actors person_known(const reading *r, size_t i) {
    const struct person *p = person_at(r, i);
    return p ? p->who : (actors){0};
}

typedef struct {
    reading *r;
    size_t at, end;
    mention *m;
    bool definite, office, agency, proper_agency, government, side, named, adjective, title, seat;
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

static void person_words(cursor *c) {
    reading *r = c->r;
    size_t from = c->at;
    actors known = {0};
    while (c->at < c->end && c->at - from < MOST_NAME_WORDS) {
        role x = item_role(r, c->at);
        actors who = person_known(r, c->at);
        bool joins = c->at + 1 < c->end && /* "el-Sisi" */
                     (is_proper(r, c->at + 1) || name_of(r, c->at + 1) ||
                      (item_role(r, c->at + 1) == ROLE_HYPHEN && x == ROLE_PARTICLE));
        bool particle = (x == ROLE_PARTICLE || (x == ROLE_HYPHEN && c->at > from)) && joins;
        bool known_name = c->at > from && item_entry(r, &r->items[c->at])->name_role == NAME_PERSON;
        if (known_name && name_of(r, c->at)) who = actors_one(r, name_of(r, c->at));
        bool initial = x == ROLE_STOP && c->at > from && r->items[c->at - 1].length == 1 &&
                       c->at + 1 < c->end && is_proper(r, c->at + 1);
        bool given = name_of(r, c->at) && item_entry(r, &r->items[c->at])->weak && /* "Victoria" */
                     c->at + 1 < c->end && is_proper(r, c->at + 1);
        if (!particle && !initial && !given && !is_proper(r, c->at) && !who.count) break;
        const struct person *p = who.count ? person_at(r, c->at) : NULL;
        if (who.count) known = who;
        if (p) c->m->homeless = p->guessed;
        c->at++;
    }
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

static void kind_of_mention(cursor *c) {
    mention *m = c->m;
    m->guessed = m->who.count == 0;
    if (c->side) {
        m->kind = MENTION_SIDE;
        if (!m->who.count) m->who = c->r->pair.count ? pair_now(c->r) : c->r->last_they;
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

/* Whether a mention may begin at an item: most words are told apart by this look. */
static bool may_begin(const item *x) {
    if (x->name || (x->flags & TOKEN_CAPITAL)) return true;
    if (x->class == CLASS_OFFICE || x->class == CLASS_AGENCY || x->class == CLASS_SIDE) return true;
    return x->role == ROLE_TITLE || x->role == ROLE_WE || x->role == ROLE_THEY ||
           x->role == ROLE_HE || x->role == ROLE_BOTH;
}

bool mention_at(reading *r, size_t i, size_t end, mention *out) {
    size_t word = i;
    while (word < end && r->items[word].role == ROLE_DET) word++;
    if (word >= end || !may_begin(&r->items[word])) return false;
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

/* Persons of whom the document never says the state belong to the one of the pair whose persons it
 * introduces least: a government does not introduce its own. */
static void guess_home(reading *r, const uint32_t *introduced) {
    if (r->pair.count != 2) {
        r->home = r->pair;
        return;
    }
    uint16_t a = r->pair.ids[0], b = r->pair.ids[1];
    bool first = introduced[a] != introduced[b] ? introduced[a] < introduced[b]
                                                : r->counts[a] >= r->counts[b];
    r->home = actors_one(r, first ? a : b);
}

static void learn_word(reading *r, size_t i, actors who, bool guessed) {
    if (r->items[i].length != 1 || !(r->items[i].flags & TOKEN_CAPITAL)) return;
    if (r->tokens.items[r->items[i].token].length < 2) return;
    uint64_t key = item_key(r, i);
    struct person *p = person_find(r, key);
    if (!p) return;
    r->person_bits |= word_bit(r, &r->items[i]);
    if (!p->key)
        *p = (struct person){key, who, guessed};
    else if (!actors_same(p->who, who))
        p->who = (actors){0};
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

/* The two that the document is about: most often named, earlier ones first where equal. */
static void find_pair(reading *r, const uint32_t *order, size_t order_count, uint32_t *rank) {
    uint32_t best[2] = {0, 0}, most = 0;
    for (size_t i = 0; i < order_count; i++) /* organisations are often only the occasion */
        rank[order[i]] =
            r->l->actors[order[i]].organisation ? r->counts[order[i]] / 2 : r->counts[order[i]];
    for (size_t i = 0; i < order_count; i++) {
        uint32_t n = rank[order[i]];
        if (r->l->actors[order[i]].group) continue;
        if (n > most) most = n;
        if (!best[0] || n > rank[best[0]]) {
            best[1] = best[0];
            best[0] = order[i];
        } else if (!best[1] || n > rank[best[1]]) {
            best[1] = order[i];
        }
    }
    for (size_t i = 0; i < order_count; i++) {
        uint32_t id = order[i];
        if (r->counts[id] * 3 >= most && r->counts[id] >= 2 && !r->l->actors[id].organisation)
            r->all = actors_join(r, r->all, actors_one(r, (uint16_t)id));
    }
    uint64_t total = 0, two = 0;
    for (size_t i = 0; i < order_count; i++) total += rank[order[i]];
    for (size_t i = 0; i < order_count; i++) /* "the G7", whose members stand in a row */
        r->many_again |= r->l->actors[order[i]].group && r->many.count > 3;
    for (int i = 0; i < 2; i++) two += best[i] ? rank[best[i]] : 0;
    if (two * 4 < total && order_count > 6 && r->many.count < 3) { /* about nobody in particular */
        r->all = (actors){0};
        return;
    }
    for (int i = 0; i < 2; i++)
        if (best[i]) r->pair = actors_join(r, r->pair, actors_one(r, (uint16_t)best[i]));
    if (r->all.count < 2) r->all = r->pair;
    /* in "A, B and C" told twice, in the heading and then, others may well be what it is about */
    bool within = actors_join(r, r->many, r->pair).count == r->many.count;
    bool shared = r->many_again && actors_overlap(r->many, r->pair);
    if (r->many.count > 2 && (within || shared)) r->all = r->many;
}

/* "MALABO - ... in Malabo": a state that is only where it happened gives way to an organisation
 * that is named in one breath with the other side ("the African Union and Türkiye agreed"). */
static void pair_correct(reading *r, actors joined, const uint32_t *venue) {
    if (r->pair.count != 2 || joined.count != 2) return;
    for (int i = 0; i < 2; i++) {
        uint16_t id = r->pair.ids[i], other = r->pair.ids[1 - i];
        if (venue[id] < r->counts[id] || !actors_overlap(joined, actors_one(r, other))) continue;
        r->pair = joined;
        if (r->all.count == 2 && actors_overlap(r->all, actors_one(r, id))) r->all = joined;
        return;
    }
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

code names_learn(reading *r) {
    r->person_slots = LEAST_SLOTS; /* a short document has a small table, which is soon zeroed */
    while (r->person_slots < MOST_SLOTS && r->person_slots < r->item_count) r->person_slots *= 2;
    r->persons = arena_array(r->a, r->person_slots, sizeof *r->persons);
    r->counts = arena_array(r->a, r->l->actor_count, sizeof *r->counts);
    uint32_t *order = arena_array(r->a, r->l->actor_count, sizeof *order);
    uint32_t *rank = arena_array(r->a, r->l->actor_count, sizeof *rank);
    uint32_t *introduced = arena_array(r->a, r->l->actor_count, sizeof *introduced);
    uint32_t *venue = arena_array(r->a, r->l->actor_count, sizeof *venue);
    size_t order_count = 0;
    if (!r->persons || !r->counts || !order || !introduced || !rank || !venue) return NOMEM;
    actors row = {0}, joined = {0};
    stranger strangers[MOST_STRANGERS];
    size_t strangers_count = 0;
    size_t row_end = 0;
    for (size_t i = 0; i < r->item_count;) {
        mention m;
        size_t end = i + 60 < r->item_count ? i + 60 : r->item_count;
        bool possible = (r->items[i].flags & TOKEN_CAPITAL) || item_entry(r, &r->items[i])->actor;
        if (!possible || !mention_at(r, i, end, &m) || m.kind == MENTION_PRONOUN) {
            i++;
            continue;
        }
        if (is_list_entry(r, i, m.last) && i > 100) {
            i = m.last;
            continue;
        }
        for (uint16_t k = 0; k < m.who.count; k++) {
            uint32_t weight = i < 30 ? 3 : 1;
            if (!r->counts[m.who.ids[k]]) order[order_count++] = m.who.ids[k];
            r->counts[m.who.ids[k]] += weight;
            role before = i > 0 ? item_role(r, i - 1) : ROLE_NONE;
            if (m.kind == MENTION_SEAT && (i == 0 || before == ROLE_IN))
                venue[m.who.ids[k]] += weight;
        }
        if (m.who.count == 1) {
            if (!r->organ.count && i < 90 && r->l->actors[m.who.ids[0]].organisation &&
                (m.kind == MENTION_AGENCY || m.kind == MENTION_SIDE || m.kind == MENTION_OFFICE))
                r->organ = m.who;
            if (m.person) introduced[m.who.ids[0]]++;
            size_t p = i > 0 && item_role(r, i - 1) == ROLE_DET ? i - 1 : i;
            role place = p > 0 ? item_role(r, p - 1) : ROLE_NONE; /* one goes abroad */
            if ((place == ROLE_IN || place == ROLE_TO) && m.kind == MENTION_STATE)
                introduced[m.who.ids[0]]++;
            if (place == ROLE_COMMA && p > 1 && m.kind == MENTION_STATE &&
                name_of(r, p - 2) == m.who.ids[0])
                introduced[m.who.ids[0]]++; /* "in Dublin, Ireland": told to others */
            for (uint32_t k = m.person_first; k < m.person_last; k++)
                learn_word(r, k, m.who, false);
            learn_short_form(r, m.last, m.who);
            if (m.kind == MENTION_OFFICE && !m.person && !m.plural) learn_apposed(r, m.last, m.who);
        }
        if (m.who.count == 1 && m.person_last && m.person_last < m.last)
            of_one_state(r, strangers, strangers_count, i, m.who);
        if (m.person && !m.who.count && strangers_count < MOST_STRANGERS)
            strangers[strangers_count++] = (stranger){m, i};
        bool edge = i < 90 || i + 80 > r->item_count;
        row = adjoins(r, row_end, i) ? actors_join(r, row, m.who) : m.who;
        row_end = m.last;
        bool organisation = row.count == 2 && (r->l->actors[row.ids[0]].organisation ||
                                               r->l->actors[row.ids[1]].organisation);
        if (organisation && !joined.count) joined = row;
        if (edge && row.count == r->many.count && actors_same(row, r->many)) r->many_again = true;
        if (edge && row.count > r->many.count && row.count > 2) {
            r->many = row;
            r->many_again = false;
        }
        i = m.last > i ? m.last : i + 1;
    }
    actors members = {0}; /* "the G7 ministers of A, B and C": not the group beside its members */
    for (uint16_t k = 0; k < r->many.count; k++)
        if (!r->l->actors[r->many.ids[k]].group)
            members = actors_join(r, members, actors_one(r, r->many.ids[k]));
    r->many = members;
    find_pair(r, order, order_count, rank);
    pair_correct(r, joined, venue);
    guess_home(r, introduced);
    for (size_t n = 0; n < strangers_count; n++) {
        const mention *m = &strangers[n].m;
        actors who = m->who.count ? m->who : r->home;
        for (uint32_t k = m->person_first; who.count && k < m->person_last; k++)
            if (!person_known(r, k).count) learn_word(r, k, who, !m->who.count);
    }
    return arena_failed(r->a) ? NOMEM : OK;
}
