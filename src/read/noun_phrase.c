#include "read/maker.h"

/* Noun phrases: the head, its number and owner, the actors inside. */

enum { MOST_NOUN_ITEMS = 40, DOZEN = 12 };

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
    if (m->r->items[i].kind != TOKEN_NUMBER) return;
    const token *t = &m->r->tokens.items[m->r->items[i].token];
    if (str_int(token_text(m->r->text, t), &n)) c->number = n;
}

/* "the Madrid Protocol": the place where it was made, not whose it is. */
static bool is_place_of_document(const reading *r, const mention *x) {
    if (x->kind != MENTION_SEAT || x->last >= r->item_count) return false;
    uint16_t n = item_entry(r, &r->items[x->last])->noun;
    return n && r->l->nouns[n].class == CLASS_DOC && (r->items[x->last].flags & TOKEN_CAPITAL);
}

/* "the WIPO Copyright Treaty": the organisation that it was made in is no side of it. An agreement
 * may well be with one ("the EU Association Agreement"). */
static bool is_house_of_document(const reading *r, const mention *x, size_t end) {
    if (x->kind != MENTION_STATE || x->who.count != 1) return false;
    if (!r->l->actors[x->who.ids[0]].organisation) return false;
    size_t k = x->last;
    for (; k < end && r->items[k].flags & TOKEN_CAPITAL && !name_of(r, k); k++) {
        uint16_t n = item_entry(r, &r->items[k])->noun;
        if (n && r->l->nouns[n].class == CLASS_DOC) return r->l->nouns[n].kind == KIND_TREATY;
    }
    return false;
}

static void take_mention(maker *m, chunk *c, const mention *x, size_t first) {
    reading *r = m->r;
    bool side = !is_place_of_document(r, x) && !is_house_of_document(r, x, m->end);
    if (side) c->inside = actors_join(r, c->inside, x->who);
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
    mention found;
    if (!m->r->l->bare_of || !c->class || c->class == CLASS_ACTOR || c->class == CLASS_GENERIC)
        return false;
    if (mention_at(m->r, i, m->end, &found)) return true;
    const entry *e = at(m, i);
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
 * town or an occasion before the side that acts, without a comma; whom the words before take. */
static bool begins_anew(const maker *m, const chunk *c, const mention *next, size_t i) {
    uint16_t class = c->noun ? m->r->l->nouns[c->noun].class : CLASS_NONE;
    if ((class == CLASS_CANDIDACY || class == CLASS_LEAVING) && m->r->items[i - 1].length > 1)
        return true; /* "its bid to join X", "the withdrawal from X" */
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
    bool number = at(m, i)->role == ROLE_NUMBER || m->r->items[i].kind == TOKEN_NUMBER;
    if (!number || i + 1 >= m->end) return false;
    uint8_t unit = at(m, i + 1)->calendar;
    return unit == CAL_YEAR || unit == CAL_MONTHS || unit == CAL_WEEK || unit == CAL_DAY;
}

/* What stood so far owns what follows: "X's". */
static void become_owner(chunk *c) {
    if (c->class == CLASS_ACTOR) {
        c->owner = c->who;
        c->owned = true;
    }
    c->class = CLASS_NONE;
    c->who = (actors){0};
    c->mention = MENTION_NONE;
}

/* Whether the word at item i, of the role x here, is no part of the phrase. */
static bool ends_phrase(const maker *m, const chunk *c, size_t i, role x) {
    const entry *e = at(m, i);
    bool first = i == c->first;
    if (x && x != ROLE_ADJ && x != ROLE_NUMBER && x != ROLE_MONEY && x != ROLE_TITLE &&
        x != ROLE_PARTICLE && x != ROLE_ABBREVIATION && !(e->calendar && capital(m, i)) && !e->noun)
        return true;
    if (!first && e->calendar >= CAL_WEEKDAY && e->calendar <= CAL_TOMORROW) return true;
    if (!first && c->class == CLASS_ACTOR && (e->calendar == CAL_NEXT || e->calendar == CAL_LAST))
        return true;                                         /* "travel to Minsk next week" */
    if (!first && c->noun && counts_time(m, i)) return true; /* "established ties nine years ago" */
    return false;
}

/* The last noun of a phrase is its head. */
static void note_head(const maker *m, chunk *c, size_t i, bool adjective) {
    const entry *e = at(m, i);
    const language *l = m->r->l;
    if (e->noun) {
        c->noun = e->noun;
        c->class = l->nouns[e->noun].class;
        c->plural = l->nouns[e->noun].plural;
    } else if (!adjective && !(c->noun && ends_in(m, i - 1, ROLE_OF))) { /* "exchange of" */
        c->noun = 0;
        c->class = CLASS_NONE;
        c->plural = false;
    }
    if (!adjective && c->mention) {
        c->mention = MENTION_NONE;
        c->who = (actors){0};
    }
}

/* A step of a noun phrase over what stands at *i: whether the phrase goes on, ends before it, or
 * the step is not for this rule. */
typedef enum { STEP_ON, STEP_END, STEP_NONE } step;

/* Brackets, quotation marks, hyphens, "'s". */
static step step_mark(maker *m, chunk *c, size_t *i, role x) {
    bool first = *i == c->first;
    if (x == ROLE_OPEN) {
        size_t after = skip_parenthesis(m, *i);
        if (after == *i || first) return STEP_END;
        *i = after;
        return STEP_ON;
    }
    if (x != ROLE_QUOTE && x != ROLE_HYPHEN && x != ROLE_POSS) return STEP_NONE;
    if (x == ROLE_POSS) become_owner(c);
    if (x != ROLE_QUOTE) m->before = AFTER_DET; /* "cross-border", "X's border" */
    ++*i;
    return first && x == ROLE_HYPHEN ? STEP_END : STEP_ON;
}

/* What a verb after the mention would be. */
static context after_mention(const maker *m, const mention *found, size_t i) {
    if (found->kind == MENTION_ADJECTIVE) return i + 1 < m->end ? AFTER_ACTOR : AFTER_DET;
    return found->plural || follows_actor(m) ? AFTER_ACTORS : AFTER_ACTOR;
}

/* "Our two ministries", "our two sides": owned, and told by how many they are. */
static bool counts_sides(const maker *m, const chunk *c, size_t i) {
    const item *x = &m->r->items[i];
    return c->own && (c->number > 1 || (x->length > 1 && x->class == CLASS_SIDE));
}

/* A state, an office, a side. */
static step step_mention(maker *m, chunk *c, size_t *i) {
    mention found;
    bool first = *i == c->first;
    bool may_name = first || capital(m, *i) || c->definite || counts_sides(m, c, *i);
    if (!may_name || !mention_at(m->r, *i, m->end, &found)) return STEP_NONE;
    if (c->class == CLASS_ACTOR && found.kind == MENTION_PRONOUN) return STEP_NONE;
    if (c->class == CLASS_ACTOR && c->mention == MENTION_PRONOUN) return STEP_END;
    if (!first && begins_anew(m, c, &found, *i)) return STEP_END;
    take_mention(m, c, &found, *i);
    m->before = after_mention(m, &found, *i);
    *i = found.last;
    return STEP_ON;
}

/* "The", "no", "both", "their": only where the phrase begins. */
static step step_determiner(maker *m, chunk *c, size_t *i, role x) {
    const entry *e = at(m, *i);
    if (x != ROLE_DET && x != ROLE_OWN && x != ROLE_BOTH) return STEP_NONE;
    if (*i != c->first) return STEP_END;
    c->negated = x == ROLE_DET && e->number == 2;
    c->definite = x == ROLE_BOTH || (x == ROLE_DET && e->number == 1);
    c->own = x == ROLE_OWN ? (e->number ? e->number : 3) : 0;
    m->before = AFTER_DET;
    ++*i;
    return STEP_ON;
}

/* Adverbs, numbers, adjectives, nouns. */
static step step_word(maker *m, chunk *c, size_t *i, role x) {
    const entry *e = at(m, *i);
    if (x == ROLE_ADV && !e->noun) {
        ++*i;
        return STEP_ON;
    }
    if (ends_phrase(m, c, *i, x)) return STEP_END;
    note_number(m, c, *i);
    note_head(m, c, *i, x == ROLE_ADJ);
    m->before = x == ROLE_ADJ || x == ROLE_NUMBER ? AFTER_DET : AFTER_NOUN;
    if (e->noun && m->r->l->nouns[e->noun].effect && ends_in(m, *i, ROLE_TO))
        m->before = AFTER_GOVERNOR;
    ++*i;
    return STEP_ON;
}

/* One step of a noun phrase; false at its end. */
static bool noun_step(maker *m, chunk *c, size_t *i) {
    role x = (role)at(m, *i)->role;
    if (x == ROLE_PREP && *i == c->first + 1 && role_at(m, c->first) == ROLE_DET)
        x = ROLE_ADJ; /* "the following documents" */
    step taken = step_mark(m, c, i, x);
    if (taken != STEP_NONE) return taken == STEP_ON;
    if (c->noun && owner_follows(m, c, *i)) {
        m->owner_next = true;
        return false;
    }
    taken = step_mention(m, c, i);
    if (taken == STEP_NONE) taken = step_determiner(m, c, i, x);
    if (taken == STEP_NONE) taken = step_word(m, c, i, x);
    return taken == STEP_ON;
}

/* "a treaty last June" */
static bool counted_date(const maker *m, size_t i) {
    uint8_t what = m->r->items[i].calendar;
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

bool noun_phrase(maker *m) {
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
