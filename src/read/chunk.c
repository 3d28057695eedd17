#include "read/maker.h"

/* A sentence to chunks: noun phrases, verb groups, and the little words between them. */

chunk *chunk_add(reading *r, size_t first, chunk_type type) {
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

bool ends_in(const maker *m, size_t i, role what) {
    const item *x = &m->r->items[i];
    size_t length;
    const token *t = &m->r->tokens.items[x->token + x->length - 1];
    if (x->length < 2) return false;
    return m->r->l->entries[lexicon_match(m->r->l->lexicon, t, 1, &length)].role == what;
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
