#include "read/maker.h"

/* Whether a word is a verb where it stands, and the group that it makes with what is before it:
 * tense, voice, negation. */

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

unsigned verb_form_here(const maker *m, size_t i, context before) {
    unsigned forms = m->r->items[i].forms;
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

/* "agreed to" wants a verb, "agreed on" a noun; a lone auxiliary anything. */
static context after_verb(const maker *m, const chunk *c, size_t main) {
    if (!c->verb) return AFTER_DET;
    if (m->r->l->bare_to && m->r->l->verbs[c->verb].effect) return AFTER_GOVERNOR;
    return ends_in(m, main, ROLE_TO) ? AFTER_GOVERNOR : AFTER_OBJECT;
}

/* "were in favour of", "were united in condemning": a predicate that is a stance, no passive. */
static bool takes_a_stance(const reading *r, const item *x) {
    const entry *e = item_entry(r, x);
    return x->length > 1 && e->forms == FORM_PART &&
           language_stance(r->l, r->l->verbs[e->verb].class);
}

/* "agreed to zigzag the border": a word that the lexicon does not know, with an object. */
static bool is_new_verb(const maker *m, size_t i) {
    const item *x = &m->r->items[i];
    if (i + 1 >= m->end || x->phrase || capital(m, i)) return false;
    if (m->r->tokens.items[x->token].kind != TOKEN_WORD) return false;
    role next = role_at(m, i + 1);
    return next == ROLE_DET || next == ROLE_OWN || name_of(m->r, i + 1);
}

bool verb_group_at(maker *m) {
    reading *r = m->r;
    size_t start = m->at, i = start;
    bool new = m->before == AFTER_GOVERNOR &&is_new_verb(m, start);
    if (!may_be_verb(&r->items[start]) && !new) return false;
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
        c.passive = c.be && (form & FORM_PART) && !(form & FORM_ING) &&
                    !takes_a_stance(m->r, &m->r->items[main]);
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
