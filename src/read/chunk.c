#include "read/reading.h"

#include <assert.h>
#include <string.h>

/* A sentence to chunks: noun phrases with their head, verb groups with tense and voice, and the
 * little words between them. */

enum { MOST_NOUN_ITEMS = 40, DOZEN = 12 };

/* What stands before an item, as far as it tells whether the item is a verb. */
typedef enum {
    AFTER_START,
    AFTER_COMMA,
    AFTER_AND,
    AFTER_PREP,
    AFTER_TO,
    AFTER_VERB,
    AFTER_DET,
    AFTER_NOUN,
    AFTER_ACTOR,
    AFTER_ACTORS,
    AFTER_REL,
    AFTER_GOVERNOR,
    AFTER_OBJECT
} context;

typedef struct {
    reading *r;
    size_t start, at, end;
    bool title;
    context before;
    unsigned last_form; /* of the verb group before: for coordination */
    bool owner_next;    /* the noun phrase ended where its owner begins, with no word between */
} maker;

/* In pieces: compilers clear what is longer with an instruction that takes long to begin, and there
 * is a chunk for every other word. */
static inline void blank_out(chunk *c) {
    enum { PIECE = 64 };
    static_assert(sizeof *c > PIECE && sizeof *c <= 2 * PIECE, "a piece and a rest");
    memset(c, 0, PIECE);
    memset((char *)c + PIECE, 0, sizeof *c - PIECE);
    c->governor = c->subject = -1;
    c->number = -1;
}

static chunk *chunk_add(reading *r, size_t first, chunk_type type) {
    chunk *grown =
        arena_grow(r->a, r->chunks, r->chunk_count, &r->chunk_capacity, sizeof *r->chunks);
    if (!grown) return NULL;
    r->chunks = grown;
    chunk *c = &r->chunks[r->chunk_count++];
    blank_out(c);
    c->first = (uint32_t)first;
    c->last = (uint32_t)first + 1;
    c->type = (uint8_t)type;
    return c;
}

static const entry *at(const maker *m, size_t i) {
    return item_entry(m->r, &m->r->items[i]);
}

static role role_at(const maker *m, size_t i) {
    return i < m->end ? item_role(m->r, i) : ROLE_STOP;
}

static bool capital(const maker *m, size_t i) {
    return m->r->items[i].flags & TOKEN_CAPITAL;
}

/* Whether the next item may begin the object of a verb. */
static bool object_follows(const maker *m, size_t i) {
    if (i + 1 >= m->end) return false;
    switch (role_at(m, i + 1)) {
    case ROLE_OF:
    case ROLE_AND:
    case ROLE_OR:
    case ROLE_COMMA:
    case ROLE_STOP:
    case ROLE_POSS:
    case ROLE_CLOSE:
    case ROLE_BE:
    case ROLE_WILL:
    case ROLE_HAVE:
    case ROLE_REL:
    case ROLE_SEMI: return false;
    default: return true;
    }
}

static bool is_nounlike(const entry *e) {
    return e->noun || e->sectors || e->role == ROLE_ADJ;
}

/* Whether item i, seen after `before`, is a verb, and in which form (0: no). */
static unsigned verb_form_at(const maker *m, size_t i, context before) {
    unsigned forms = m->r->items[i].forms;
    if (!forms || name_of(m->r, i)) return 0;
    const entry *e = at(m, i);
    bool nounlike = is_nounlike(e);
    bool predicate = before == AFTER_VERB && i + 1 < m->end && at(m, i + 1)->forms & FORM_BASE;
    if (e->role >= ROLE_OF && e->role <= ROLE_IF && !predicate)
        return 0; /* "including"; but "is due to arrive" */
    if (capital(m, i) && !m->title && i != m->start && before != AFTER_START &&
        before != AFTER_VERB && !(m->r->items[m->start].flags & TOKEN_CAPITALS))
        return 0; /* part of a name */
    if (capital(m, i) && nounlike && before != AFTER_START && before != AFTER_ACTORS &&
        before != AFTER_ACTOR)
        return 0;
    switch (before) {
    case AFTER_VERB: return forms;
    case AFTER_GOVERNOR: /* "agreed to"; "to support and expand it" */
        if (role_at(m, i + 1) == ROLE_AND && i + 2 < m->end && (forms & FORM_BASE) &&
            (at(m, i + 2)->forms & FORM_BASE) && !is_nounlike(at(m, i + 2)))
            return FORM_BASE;
        return nounlike && !object_follows(m, i) ? 0 : forms & (FORM_BASE | FORM_ING | FORM_PART);
    case AFTER_OBJECT: /* a verb that takes a noun: "agreed on" */
        if (!(forms & FORM_ING) || nounlike) return 0;
        return role_at(m, i + 1) == ROLE_OF ? 0 : FORM_ING;
    case AFTER_TO: return forms & (FORM_BASE | FORM_ING);
    case AFTER_DET: return 0;
    case AFTER_PREP:
        if (!(forms & FORM_ING) || role_at(m, i + 1) == ROLE_OF) return 0;
        return !nounlike || object_follows(m, i) ? FORM_ING : 0;
    case AFTER_ACTORS:
    case AFTER_REL:
        return forms & (FORM_ING | FORM_PAST | FORM_PART | FORM_BASE | FORM_S | FORM_FUTURE);
    case AFTER_ACTOR:
        if (nounlike && !(forms & ~(unsigned)FORM_BASE)) return 0;
        if (nounlike && (forms & FORM_ING)) return object_follows(m, i) ? FORM_ING : 0;
        return nounlike ? forms & (FORM_S | FORM_PAST) : forms;
    case AFTER_NOUN:
        if (forms & FORM_ING) return !nounlike && object_follows(m, i) ? FORM_ING : 0;
        return nounlike ? 0 : forms;
    case AFTER_AND:
    case AFTER_COMMA:
        if (nounlike && !object_follows(m, i)) return 0;
        if (forms == FORM_BASE && role_at(m, i + 1) == ROLE_OF)
            return 0; /* "the threat or use of" */
        if (forms & (FORM_PAST | FORM_PART)) return forms;
        if ((forms & FORM_ING) && role_at(m, i + 1) == ROLE_OF) return 0;
        if (forms & m->last_form) return forms & m->last_form;
        return nounlike ? 0 : forms;
    case AFTER_START:
        if ((forms & FORM_ING) && role_at(m, i + 1) == ROLE_OF) return 0;
        if (nounlike && !m->title) forms &= ~(unsigned)FORM_S; /* "Talks between A and B" */
        return nounlike && !object_follows(m, i) ? 0 : forms;
    }
    return 0;
}

static bool is_aux(role x) {
    return x == ROLE_WILL || x == ROLE_WOULD || x == ROLE_MAY || x == ROLE_SHOULD || x == ROLE_BE ||
           x == ROLE_HAVE || x == ROLE_DO;
}

/* Modals, auxiliaries, negations and adverbs before the main verb. Returns the item after them. */
static size_t auxiliaries(maker *m, chunk *c, size_t i) {
    for (; i < m->end; i++) {
        role x = role_at(m, i);
        if (capital(m, i) && x == ROLE_MAY && at(m, i)->calendar) break;
        if (x == ROLE_WILL || x == ROLE_WOULD || x == ROLE_MAY || x == ROLE_SHOULD) {
            c->modal = (uint8_t)x;
            c->be |= at(m, i)->number == 1 && i + 1 < m->end && at(m, i + 1)->forms & FORM_PART;
        } else if (x == ROLE_BE) {
            c->be = true;
        } else if (x == ROLE_HAVE) {
            c->have = true;
        } else if (x == ROLE_NOT) {
            c->not = true;
        } else if (x == ROLE_TO && (c->be || c->have) && i + 1 < m->end &&
                   (at(m, i + 1)->forms & FORM_BASE || role_at(m, i + 1) == ROLE_BE)) {
            c->modal = (uint8_t)(c->be ? ROLE_WILL : ROLE_SHOULD); /* "is to visit" */
            c->be = c->have = false;
        } else if (x != ROLE_DO && x != ROLE_ADV) {
            break;
        }
    }
    return i;
}

static bool ends_in(const maker *m, size_t i, role what) {
    const item *x = &m->r->items[i];
    size_t length;
    const token *t = &m->r->tokens.items[x->token + x->length - 1];
    if (x->length < 2) return false;
    return m->r->l->entries[lexicon_match(m->r->l->lexicon, t, 1, &length)].role == what;
}

/* "agreed to" wants a verb, "agreed on" a noun; a lone auxiliary anything. */
static context after_verb(const maker *m, const chunk *c, size_t main) {
    if (!c->verb) return AFTER_DET;
    if (m->r->l->bare_to && m->r->l->verbs[c->verb].effect) return AFTER_GOVERNOR;
    return ends_in(m, main, ROLE_TO) ? AFTER_GOVERNOR : AFTER_OBJECT;
}

/* Whether a verb group may begin at an item: most words are told apart by this look. */
static bool may_begin(const item *x) {
    role k = (role)x->role;
    return x->forms || k == ROLE_TO || k == ROLE_NOT || k == ROLE_ADV || is_aux(k);
}

/* "agreed to zigzag the border": a word that the lexicon does not know, with an object. */
static bool is_new_verb(const maker *m, size_t i) {
    const item *x = &m->r->items[i];
    if (i + 1 >= m->end || x->phrase || capital(m, i)) return false;
    if (m->r->tokens.items[x->token].kind != TOKEN_WORD) return false;
    role next = role_at(m, i + 1);
    return next == ROLE_DET || next == ROLE_OWN || name_of(m->r, i + 1);
}

/* A verb group at `m->at`; false when there is none. */
static bool verb_group(maker *m) {
    reading *r = m->r;
    size_t start = m->at, i = start;
    bool new = m->before == AFTER_GOVERNOR &&is_new_verb(m, start);
    if (!may_begin(&r->items[start]) && !new) return false;
    chunk c;
    blank_out(&c);
    c.type = CHUNK_VERB;
    bool to = role_at(m, i) == ROLE_TO;
    if (to) i++;
    bool any_aux = false;
    size_t main = auxiliaries(m, &c, i);
    for (size_t k = i; k < main; k++) any_aux |= is_aux(role_at(m, k));
    context before = any_aux ? AFTER_VERB : to ? AFTER_TO : m->before;
    unsigned form = main < m->end ? verb_form_at(m, main, before) : 0;
    const entry *e = main < m->end ? at(m, main) : NULL;
    if (!any_aux && form & FORM_FUTURE) {
        c.modal = ROLE_WILL;
        form = FORM_BASE;
    }
    if (any_aux && c.modal && !c.be && !c.have) form &= FORM_BASE;
    if (any_aux && c.have && !c.be) form &= FORM_PART | FORM_PAST;
    if (any_aux && c.be) form &= FORM_PART | FORM_ING;
    if (any_aux && main < m->end && c.be && !c.modal && e && is_nounlike(e) && form == FORM_BASE)
        form = 0; /* "is support" */
    if (!form && new) form = FORM_BASE;
    if (!form && to) return false;
    if (!form && !any_aux) return false;
    if (!form && (c.modal || (c.have && !c.be)) && e && !m->r->items[main].phrase &&
        !capital(m, main) && m->r->tokens.items[m->r->items[main].token].kind == TOKEN_WORD) {
        form = FORM_BASE; /* "will zigzag": a verb that the lexicon does not know */
    }
    if (!form) { /* a copula, or an auxiliary alone */
        c.form = FORM_BASE;
        c.finite = true;
        main = main > start ? main - 1 : start;
    } else {
        c.verb = e->verb;
        c.passive = c.be && (form & FORM_PART) && !(form & FORM_ING);
        c.infinitive = (to && (form & (FORM_BASE | FORM_ING))) || (c.be && to);
        c.finite = !to && (any_aux || (form & (FORM_BASE | FORM_S | FORM_PAST)));
        if (!any_aux && !to && form == FORM_PART) c.finite = false;
        if (!any_aux && (form & FORM_ING)) c.finite = false;
        c.form = (uint8_t)form;
    }
    chunk *added = chunk_add(r, start, CHUNK_VERB);
    if (!added) return false;
    uint32_t first = added->first;
    *added = c;
    added->first = first;
    added->last = (uint32_t)main + 1;
    m->at = main + 1;
    m->last_form = !form ? 0 : to || c.modal ? FORM_BASE : c.form; /* "is large and direct" */
    m->before = after_verb(m, added, main);
    return true;
}

static size_t skip_parenthesis(const maker *m, size_t i) {
    size_t k = i + 1;
    if (role_at(m, k) == ROLE_OPEN) return i;
    while (k < m->end && k < i + 16 && role_at(m, k) != ROLE_CLOSE) k++;
    return k < m->end && role_at(m, k) == ROLE_CLOSE ? k + 1 : i;
}

static void note_number(const maker *m, chunk *c, size_t i) {
    const entry *e = at(m, i);
    int64_t n;
    if (e->role == ROLE_NUMBER && e->number) {
        bool times = i > m->start && at(m, i - 1)->number > 1 && e->number == DOZEN;
        c->number = times ? c->number * e->number : e->number; /* "two dozen" */
        return;
    }
    const token *t = &m->r->tokens.items[m->r->items[i].token];
    if (t->kind == TOKEN_NUMBER && str_int(token_text(m->r->text, t), &n)) c->number = n;
}

/* "the Madrid Protocol": the place where it was made, not whose it is. */
static bool is_place_of_document(const reading *r, const mention *x) {
    if (x->kind != MENTION_SEAT || x->last >= r->item_count) return false;
    uint16_t n = item_entry(r, &r->items[x->last])->noun;
    return n && r->l->nouns[n].class == CLASS_DOC && (r->items[x->last].flags & TOKEN_CAPITAL);
}

static void take_mention(maker *m, chunk *c, const mention *x, size_t first) {
    reading *r = m->r;
    if (!is_place_of_document(r, x)) c->inside = actors_join(r, c->inside, x->who);
    if (x->kind == MENTION_OFFICE) /* "Minister for Trade" is no word on trade */
        for (uint32_t i = (uint32_t)first; i < x->last; i++) r->items[i].flags |= ITEM_OFFICE;
    c->who = x->who;
    c->person = x->person_word;
    c->mention = x->kind;
    if (x->kind == MENTION_OFFICE && x->who.count == 1 && !x->plural && !x->guessed)
        r->last_he = x->who;
    c->guessed = x->guessed;
    c->homeless = x->homeless;
    if (x->kind == MENTION_SIDE) r->sides_told++;
    c->noun = 0;
    c->class = CLASS_ACTOR;
    c->plural = x->plural;
}

/* Whether item i begins the owner of a phrase, in a language that has no word for "of". */
static bool owner_follows(const maker *m, const chunk *c, size_t i) {
    const entry *e = at(m, i);
    mention found;
    if (!m->r->l->bare_of || !c->class || c->class == CLASS_ACTOR || c->class == CLASS_GENERIC)
        return false;
    if (mention_at(m->r, i, m->end, &found)) return true;
    bool word = m->r->tokens.items[m->r->items[i].token].kind == TOKEN_WORD;
    return word && (!e->role || e->role == ROLE_ADJ) && !e->calendar && !e->forms;
}

/* "A and B demand": the noun phrase at hand is the second of two actors. */
static bool follows_actor(const maker *m) {
    const reading *r = m->r;
    size_t n = r->chunk_count; /* the last is the phrase at hand */
    return n > 2 && r->chunks[n - 2].type == CHUNK_AND && r->chunks[n - 3].class == CLASS_ACTOR &&
           item_role(r, r->chunks[n - 2].first) == ROLE_AND;
}

/* "On Monday France pledged", "in Tokyo the minister", "at the meeting France": a day, a year, a
 * town or an occasion before the side that acts, without a comma. */
static bool begins_anew(const maker *m, const chunk *c, const mention *next, size_t i) {
    if (m->r->chunk_count != 2 || m->r->chunks[0].type != CHUNK_PREP || next->plural) return false;
    bool acts = next->kind == MENTION_STATE || next->kind == MENTION_OFFICE;
    if (!acts || next->last >= m->end || !at(m, next->last)->forms) return false;
    if (c->class == CLASS_ACTOR) return c->mention == MENTION_SEAT;
    for (size_t k = c->first; k < i; k++) {
        const entry *e = at(m, k);
        bool time = e->calendar || e->role == ROLE_NUMBER ||
                    m->r->tokens.items[m->r->items[k].token].kind == TOKEN_NUMBER;
        if (!time) return c->definite && c->class == CLASS_EVENT;
    }
    return true;
}

/* "nine years", "30 months": a number before a unit of time. */
static bool counts_time(const maker *m, size_t i) {
    const token *t = &m->r->tokens.items[m->r->items[i].token];
    bool number = at(m, i)->role == ROLE_NUMBER || t->kind == TOKEN_NUMBER;
    if (!number || i + 1 >= m->end) return false;
    uint8_t unit = at(m, i + 1)->calendar;
    return unit == CAL_YEAR || unit == CAL_MONTHS || unit == CAL_WEEK || unit == CAL_DAY;
}

/* One step of a noun phrase; false at its end. */
static bool noun_step(maker *m, chunk *c, size_t *i) {
    reading *r = m->r;
    const entry *e = at(m, *i);
    role x = (role)e->role;
    mention found;
    bool first = *i == c->first;
    if (x == ROLE_PREP && *i == c->first + 1 && role_at(m, c->first) == ROLE_DET)
        x = ROLE_ADJ; /* "the following documents" */
    if (x == ROLE_OPEN) {
        size_t after = skip_parenthesis(m, *i);
        if (after == *i || first) return false;
        *i = after;
        return true;
    }
    if (x == ROLE_QUOTE || x == ROLE_HYPHEN) {
        if (x == ROLE_HYPHEN) m->before = AFTER_DET; /* "cross-border" */
        ++*i;
        return !first || x == ROLE_QUOTE;
    }
    if (x == ROLE_POSS) {
        if (c->class == CLASS_ACTOR) {
            c->owner = c->who;
            c->owned = true;
        }
        c->class = CLASS_NONE;
        c->who = (actors){0};
        c->mention = MENTION_NONE;
        m->before = AFTER_DET;
        ++*i;
        return true;
    }
    if (c->noun && owner_follows(m, c, *i)) {
        m->owner_next = true;
        return false;
    }
    bool may_name = first || capital(m, *i) || c->definite;
    if (may_name && mention_at(r, *i, m->end, &found) &&
        !(c->class == CLASS_ACTOR && found.kind == MENTION_PRONOUN)) {
        if (c->class == CLASS_ACTOR && c->mention == MENTION_PRONOUN) return false;
        if (!first && begins_anew(m, c, &found, *i)) return false;
        take_mention(m, c, &found, *i);
        m->before = found.kind == MENTION_ADJECTIVE    ? AFTER_DET
                    : found.plural || follows_actor(m) ? AFTER_ACTORS
                                                       : AFTER_ACTOR;
        if (found.kind == MENTION_ADJECTIVE && *i + 1 < m->end) m->before = AFTER_ACTOR;
        *i = found.last;
        return true;
    }
    if (x == ROLE_DET || x == ROLE_OWN || x == ROLE_BOTH) {
        if (!first) return false;
        c->negated = x == ROLE_DET && e->number == 2;
        c->definite = x == ROLE_BOTH || (x == ROLE_DET && e->number == 1);
        c->own = x == ROLE_OWN ? (e->number ? e->number : 3) : 0;
        m->before = AFTER_DET;
        ++*i;
        return true;
    }
    if (x == ROLE_ADV && !e->noun) {
        ++*i;
        return true;
    }
    if (x && x != ROLE_ADJ && x != ROLE_NUMBER && x != ROLE_MONEY && x != ROLE_TITLE &&
        x != ROLE_PARTICLE && x != ROLE_ABBREVIATION && !(e->calendar && capital(m, *i)) &&
        !e->noun)
        return false;
    if (!first && e->calendar >= CAL_WEEKDAY && e->calendar <= CAL_TOMORROW) return false;
    if (!first && c->class == CLASS_ACTOR && (e->calendar == CAL_NEXT || e->calendar == CAL_LAST))
        return false; /* "travel to Minsk next week" */
    if (!first && c->noun && counts_time(m, *i))
        return false; /* "established ties nine years ago" */
    note_number(m, c, *i);
    if (e->noun) {
        c->noun = e->noun;
        c->class = r->l->nouns[e->noun].class;
        c->plural = r->l->nouns[e->noun].plural;
    } else if (x != ROLE_ADJ && !(c->noun && ends_in(m, *i - 1, ROLE_OF))) { /* "exchange of" */
        c->noun = 0;
        c->class = CLASS_NONE;
        c->plural = false;
    }
    if (x != ROLE_ADJ && c->mention) {
        c->mention = MENTION_NONE;
        c->who = (actors){0};
    }
    m->before = x == ROLE_ADJ || x == ROLE_NUMBER ? AFTER_DET : AFTER_NOUN;
    if (e->noun && r->l->nouns[e->noun].effect && ends_in(m, *i, ROLE_TO))
        m->before = AFTER_GOVERNOR;
    ++*i;
    return true;
}

/* "a treaty last June" */
static bool counted_date(const maker *m, size_t i) {
    uint8_t what = at(m, i)->calendar;
    if ((what != CAL_LAST && what != CAL_NEXT && what != CAL_THIS) || i + 1 >= m->end) return false;
    uint8_t unit = at(m, i + 1)->calendar;
    return unit == CAL_MONTH || (unit >= CAL_YEAR && unit <= CAL_QUARTER);
}

/* "a full, just and lasting peace": what joins two adjectives of a noun that has not come yet. */
static bool like_and_like(const maker *m, const chunk *c, size_t i) {
    role joint = role_at(m, i);
    if ((joint != ROLE_AND && joint != ROLE_COMMA) || i < m->at + 2 || i + 2 >= m->end)
        return false;
    role first = role_at(m, c->first), last = role_at(m, i - 1), next = role_at(m, i + 1);
    bool open = (first == ROLE_DET || first == ROLE_OWN) && !c->noun && c->class == CLASS_NONE;
    return open && (last == ROLE_ADJ || last == ROLE_ADV) && (next == ROLE_ADJ || next == ROLE_ADV);
}

/* "The two agreed": both sides, where nothing says two of what, and a verb of words follows. */
static bool is_the_two(const maker *m, const chunk *c, size_t i) {
    if (i != c->first + 2 || c->number != 2 || role_at(m, c->first) != ROLE_DET) return false;
    return at(m, i)->forms & FORM_PAST && m->r->l->verbs[at(m, i)->verb].effect != EFFECT_NONE;
}

static void take_both(maker *m, chunk *c) {
    reading *r = m->r;
    c->who = r->last_they.count == 2 ? r->last_they : pair_now(r);
    c->inside = c->who;
    c->class = CLASS_ACTOR;
    c->mention = MENTION_SIDE;
    c->guessed = c->plural = true;
    m->before = AFTER_ACTORS;
}

/* Whether a phrase of the one organisation that it names and further capitals ends before `i`. */
static bool proper_body(const maker *m, const chunk *c, size_t i) {
    const reading *r = m->r;
    if (c->inside.count != 1 || !r->l->actors[c->inside.ids[0]].organisation) return false;
    for (size_t k = c->first; k < i; k++)
        if (!capital(m, k) && role_at(m, k) != ROLE_DET) return false;
    return !c->owned && item_entry(r, &r->items[i - 1])->sectors == 0;
}

static bool noun_phrase(maker *m) {
    reading *r = m->r;
    chunk *c = chunk_add(r, m->at, CHUNK_NOUN);
    if (!c) return false; /* else nothing below adds another */
    size_t i = m->at;
    while (i < m->end && i - m->at < MOST_NOUN_ITEMS) {
        if (i > m->at && verb_form_at(m, i, m->before)) break;
        if (is_the_two(m, c, i)) {
            take_both(m, c);
            break;
        }
        /* "signed a treaty 3 May": the day is no part of the treaty. */
        bool named = c->noun || c->class == CLASS_ACTOR;
        if (named && (date_at(r, i, m->end) || counted_date(m, i))) break;
        if (noun_step(m, c, &i)) continue;
        if (!like_and_like(m, c, i)) break;
        i++;
        m->before = AFTER_DET;
    }
    if (i == m->at) {
        r->chunk_count--;
        return false;
    }
    c->last = (uint32_t)i;
    bool proper = (r->items[i - 1].flags & TOKEN_CAPITAL) && !r->items[i - 1].phrase;
    if (c->owned && c->owner.count && c->class == CLASS_NONE && proper) {
        c->class = CLASS_ACTOR; /* "Belarus' Customs Broker" acts for its state */
        c->who = c->owner;
        c->mention = MENTION_AGENCY;
    }
    if (c->class == CLASS_NONE && proper_body(m, c, i)) { /* "the African Union Assembly" */
        c->class = CLASS_ACTOR;
        c->who = c->inside;
        c->mention = MENTION_AGENCY;
    }
    m->at = i;
    return true;
}

/* "It was signed in": the document of the sentence before. */
static bool document_again(maker *m) {
    reading *r = m->r;
    if (!r->last_doc || m->at != m->start || role_at(m, m->at) != ROLE_IT) return false;
    size_t i = m->at + 1;
    while (i < m->end && i < m->at + 5 && (is_aux(role_at(m, i)) || role_at(m, i) == ROLE_ADV)) i++;
    if (i >= m->end || !at(m, i)->forms) return false;
    uint16_t class = r->l->verbs[at(m, i)->verb].class;
    bool tells = false;
    for (uint32_t k = r->l->frame_first[class]; k < r->l->frame_first[class + 1]; k++)
        tells |=
            r->l->frames[k].voice == VOICE_PASSIVE && r->l->frames[k].record == RECORD_INSTRUMENT;
    chunk *c = tells ? chunk_add(r, m->at, CHUNK_NOUN) : NULL;
    if (!c) return false;
    c->noun = r->last_doc;
    c->class = CLASS_DOC;
    c->definite = true;
    m->before = AFTER_NOUN;
    m->at++;
    return true;
}

static void little_word(maker *m) {
    role x = role_at(m, m->at);
    chunk_type type = CHUNK_OTHER;
    context before = m->before;
    switch (x) {
    case ROLE_OF:
    case ROLE_WITH:
    case ROLE_BETWEEN:
    case ROLE_BY:
    case ROLE_FOR:
    case ROLE_IN:
    case ROLE_FROM:
    case ROLE_UNDER:
    case ROLE_ON:
    case ROLE_PREP:
        type = CHUNK_PREP;
        before = AFTER_PREP;
        break;
    case ROLE_TO:
        type = CHUNK_PREP;
        before = AFTER_TO;
        break;
    case ROLE_AND:
    case ROLE_OR:
        type = CHUNK_AND;
        before = AFTER_AND;
        break;
    case ROLE_COMMA:
    case ROLE_DASH:
        type = CHUNK_COMMA;
        before = AFTER_COMMA;
        break;
    case ROLE_THAT:
        type = CHUNK_THAT;
        before = AFTER_DET;
        break;
    case ROLE_REL:
        type = CHUNK_REL;
        before = AFTER_REL;
        break;
    case ROLE_SUB:
    case ROLE_IF:
    case ROLE_BUT:
        type = CHUNK_SUB;
        before = AFTER_START;
        break;
    case ROLE_SEMI:
    case ROLE_COLON:
    case ROLE_STOP:
        type = CHUNK_BREAK;
        before = AFTER_START;
        break;
    default: break;
    }
    chunk *c = chunk_add(m->r, m->at, type);
    if (c) c->role = (uint8_t)x;
    m->before = before;
    m->at++;
}

/* The "of" that a bare genitive leaves unsaid: a chunk of no length. */
static void owned_by(maker *m) {
    chunk *c = chunk_add(m->r, m->at, CHUNK_PREP);
    if (c) {
        c->role = ROLE_OF;
        c->last = c->first;
    }
    m->before = AFTER_PREP;
    m->owner_next = false;
}

/* "(ii)" before an item of a list that runs on in the sentence. Returns the item after it. */
static size_t skip_label(const maker *m, size_t i) {
    if (role_at(m, i) != ROLE_OPEN || role_at(m, i + 2) != ROLE_CLOSE || i == m->start) return i;
    role x = role_at(m, i - 1);
    bool place = x == ROLE_COLON || x == ROLE_SEMI || x == ROLE_COMMA || x == ROLE_AND;
    const token *t = &m->r->tokens.items[m->r->items[i + 1].token];
    return place && m->r->items[i + 1].length == 1 && t->length <= 4 ? i + 3 : i;
}

code chunks_make(reading *r, const sentence *s) {
    maker m = {.r = r,
               .start = s->first,
               .at = s->first,
               .end = s->last,
               .title = s->title,
               .before = AFTER_START};
    r->chunk_count = 0;
    while (m.at < m.end) {
        size_t label = skip_label(&m, m.at);
        if (label > m.at) m.before = AFTER_START;
        m.at = label;
        if (m.at >= m.end) break;
        if (document_again(&m)) continue;
        if (verb_group(&m)) continue;
        role x = role_at(&m, m.at);
        bool little = x == ROLE_ADV || (x >= ROLE_OF && x <= ROLE_IF) || x == ROLE_COMMA ||
                      x == ROLE_SEMI || x == ROLE_COLON || x == ROLE_STOP || x == ROLE_DASH ||
                      x == ROLE_CLOSE || x == ROLE_NOT;
        if (x == ROLE_ADV && !at(&m, m.at)->noun) {
            m.at++; /* leaves what stood before */
            continue;
        }
        if (!little && noun_phrase(&m)) {
            if (m.owner_next) owned_by(&m);
            continue;
        }
        little_word(&m);
    }
    return arena_failed(r->a) ? NOMEM : OK;
}
