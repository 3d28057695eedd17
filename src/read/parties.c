#include "read/frame.h"

/* Named bodies other than states that are the sides of a fact: ministries, agencies, courts,
 * universities, companies. They are found by how they stand, not by a list: "between A and B",
 * "signed by A and B", "A and B signed", "Issued by: A, B". */

enum { MOST_PARTIES = 16, MOST_ITEMS = 26, MOST_BEFORE = 60, MOST_DESCRIPTION = 5 };

/* What stands at one place of a row. */
typedef struct {
    size_t first, last; /* items of the name */
    bool sure;          /* a body by its words; else a name that the lexicon does not know */
    bool weak;          /* sure by its capitals alone, which a person's rank may have too */
    bool state;         /* a state, a government, an office: a side, but no body */
} side;

typedef struct {
    reading *r;
    size_t end;
    side sides[MOST_PARTIES];
    size_t count;
} row;

/* A row to be filled: the places for its members are as they are. */
static inline void row_begin(row *w, reading *r, size_t end) {
    w->r = r;
    w->end = end;
    w->count = 0;
}

static const token *token_at(const reading *r, size_t i) {
    return &r->tokens.items[r->items[i].token];
}

static bool is_capital(const reading *r, size_t i) {
    if (r->items[i].kind == TOKEN_NUMBER) { /* "4iG", the 3 of "L3" */
        const token *t = token_at(r, i);
        char last = r->text.p[token_end(t) - 1];
        return !(t->flags & TOKEN_SPACE) || (last >= 'A' && last <= 'Z');
    }
    return r->items[i].kind == TOKEN_WORD && (r->items[i].flags & TOKEN_CAPITAL);
}

static uint16_t class_at(const reading *r, size_t i) {
    return r->items[i].class;
}

/* A word for a body: "Ministry", "University", no plural, no government. */
static bool is_body_word(const reading *r, size_t i) {
    uint16_t class = class_at(r, i);
    const noun *n = &r->l->nouns[r->items[i].noun];
    bool body = class == CLASS_AGENCY || class == CLASS_COMPANY;
    if (class != CLASS_EVENT && n->kind == KIND_ESTABLISH) /* "National Science Foundation" */
        body |= i > 0 && is_capital(r, i - 1);
    return body && is_capital(r, i) && !n->plural && !n->named;
}

static bool is_government(const reading *r, size_t i) {
    return class_at(r, i) == CLASS_AGENCY && r->l->nouns[r->items[i].noun].named;
}

/* Capitals or digits: a short form, which no person bears. */
static bool is_short_form(const reading *r, size_t i) {
    return !r->items[i].phrase && is_capital(r, i) &&
           ((r->items[i].flags & TOKEN_CAPITALS) || token_at(r, i)->kind == TOKEN_NUMBER);
}

static bool joins_words(role x) {
    return x == ROLE_OF || x == ROLE_FOR || x == ROLE_ON || x == ROLE_HYPHEN || x == ROLE_POSS ||
           x == ROLE_PARTICLE;
}

/* After "and" or a comma at `i`: whether the words go on with the name ("of Trade and Industry")
 * rather than start another. They do where they are common words without a body among them. */
static bool name_goes_on(const reading *r, size_t i, size_t end, bool body, bool common,
                         bool open) {
    if (!body && !common) return false;
    size_t k = i + 1;
    if (k < end && item_role(r, k) == ROLE_DET) k++;
    size_t from = k;
    bool telling = false, unknown = false;
    for (; k < end && is_capital(r, k); k++) {
        const entry *e = item_entry(r, &r->items[k]);
        if (name_of(r, k)) return false;
        unknown |= !r->items[k].phrase;
        if (is_body_word(r, k) && open) return true;
        if ((is_body_word(r, k) && body) || class_at(r, k) == CLASS_OFFICE) return false;
        telling |= e->sectors != 0 || e->role == ROLE_ADJ || (from == i + 1 && e->noun);
    }
    if (body && k > from && k < end && item_role(r, k) == ROLE_AND && item_role(r, i) == ROLE_AND)
        return true; /* "A of X and Y and B of Z": two, for three would have a comma */
    return k > from && telling && !unknown &&
           (item_role(r, i) == ROLE_AND || (k < end && k - from < 4));
}

/* "(NLC)" */
static size_t after_short_form(const reading *r, size_t i, size_t end) {
    if (i + 2 >= end || item_role(r, i) != ROLE_OPEN || item_role(r, i + 2) != ROLE_CLOSE) return i;
    return is_capital(r, i + 1) && !name_of(r, i + 1) ? i + 3 : i;
}

/* Passes over what only describes: "the", "X's", "state-owned carrier". */
static size_t skip_description(const reading *r, size_t i, size_t end) {
    size_t k = i;
    while (k < end && (item_role(r, k) == ROLE_DET || item_role(r, k) == ROLE_BOTH ||
                       item_role(r, k) == ROLE_QUOTE || item_role(r, k) == ROLE_OWN))
        k++;
    if (k + 1 < end && name_of(r, k) && item_role(r, k + 1) == ROLE_POSS) k += 2;
    size_t words = k;
    bool told = false, adjective = k < end && name_of(r, k);
    if (adjective && item_entry(r, &r->items[k])->name_role == NAME_ADJECTIVE) k++;
    for (; k < end && k < words + MOST_DESCRIPTION && !is_capital(r, k); k++) {
        role x = item_role(r, k);
        uint16_t class = class_at(r, k);
        bool plain = token_at(r, k)->kind == TOKEN_WORD || x == ROLE_HYPHEN;
        if (!plain || (x && x != ROLE_ADJ && x != ROLE_HYPHEN)) break;
        if (class == CLASS_OFFICE || class == CLASS_DOC || class == CLASS_EVENT ||
            class == CLASS_SIDE)
            break;
        told = true;
    }
    if (told && k + 1 < end && item_role(r, k) == ROLE_COMMA && is_capital(r, k + 1)) k++;
    return told && k < end && is_capital(r, k) ? k : words;
}

/* One name at item i, after what describes it. False: none. */
static bool take_body(reading *r, size_t i, size_t end, side *out) {
    size_t k = skip_description(r, i, end), words = 0;
    bool body = false, unknown = false, common = true, states = true, short_form = false;
    bool open = false; /* after "X's": a body of X must follow */
    *out = (side){.first = k};
    if (k >= end || !is_capital(r, k)) return false;
    while (k < end && k < out->first + MOST_ITEMS) {
        role x = item_role(r, k);
        const entry *e = item_entry(r, &r->items[k]);
        if (is_capital(r, k)) {
            uint16_t class = class_at(r, k);
            if (class == CLASS_DOC || class == CLASS_EVENT || class == CLASS_SIDE) return false;
            if (e->calendar || x == ROLE_TITLE || x == ROLE_WE || x == ROLE_THEY) return false;
            if (class == CLASS_OFFICE && !body) return false; /* a person by his office */
            body |= is_body_word(r, k);
            open &= !is_body_word(r, k);
            out->state |= is_government(r, k);
            unknown |= !r->items[k].phrase;
            short_form |= is_short_form(r, k);
            common &= r->items[k].phrase && !name_of(r, k);
            states &= name_of(r, k) != 0;
            words++;
            k++;
            continue;
        }
        size_t next = k + 1;
        if (x == ROLE_POSS && states) { /* "Peru's Ministry" */
            if (next >= end || !is_capital(r, next)) break;
            words = 0;
            out->first = k = next;
            continue;
        }
        if (next < end && item_role(r, next) == ROLE_DET && x != ROLE_POSS) next++;
        bool goes_on = joins_words(x) || x == ROLE_AND || x == ROLE_COMMA;
        if (!goes_on || next >= end || !is_capital(r, next)) break;
        if ((x == ROLE_AND || x == ROLE_COMMA) && !name_goes_on(r, k, end, body, common, open))
            break;
        if (joins_words(x) && !body && !common && !unknown) break;
        open |= x == ROLE_POSS;
        k = next;
    }
    if (!words) return false;
    size_t after = after_short_form(r, k, end);
    short_form |= after > k;
    out->last = after;
    mention m;
    if (!body && !(short_form && words < 2) && mention_at(r, out->first, end, &m) && m.person)
        return false;
    out->sure = body || short_form;
    out->weak = !body && words > 1 && after == k;
    if (out->state || (states && !body)) {
        out->state = true;
        out->sure = false;
        return true;
    }
    return body || unknown || short_form;
}

/* A state or an office in a row: "the Government of X", "France". */
static bool take_state(reading *r, size_t i, size_t end, side *out) {
    mention m;
    if (!mention_at(r, i, end, &m) || m.kind == MENTION_PRONOUN || m.last <= i) return false;
    *out = (side){.first = i, .last = m.last, .state = true};
    return true;
}

/* The item after the marks between two members of a row; `i` where the row ends. */
static size_t after_separator(const reading *r, size_t i, size_t end) {
    size_t k = i;
    while (k < end && k < i + 3) {
        role x = item_role(r, k);
        bool slash = token_at(r, k)->kind == TOKEN_MARK && r->text.p[token_at(r, k)->start] == '/';
        if (x != ROLE_AND && x != ROLE_COMMA && x != ROLE_SEMI && !slash) break;
        k++;
    }
    return k;
}

/* "A, B and C" from item i; the item after it. */
static size_t take_row(row *w, size_t i) {
    size_t k = i;
    w->count = 0;
    while (k < w->end && w->count < MOST_PARTIES) {
        side *s = &w->sides[w->count];
        if (!take_body(w->r, k, w->end, s) && !take_state(w->r, k, w->end, s)) break;
        w->count++;
        i = s->last;
        k = after_separator(w->r, i, w->end);
        if (k == i) break;
    }
    return i;
}

static bool row_is_sure(const row *w) {
    for (size_t i = 0; i < w->count; i++) {
        if (w->sides[i].sure) return true;
        for (size_t k = w->sides[i].first; k < w->sides[i].last; k++)
            if (is_government(w->r, k)) return true;
    }
    return false;
}

/* The name as written; a line break inside becomes a space. */
static str name_text(reading *r, const side *s) {
    const item *last = &r->items[s->last - 1];
    str name = str_slice(r->text, token_at(r, s->first)->start,
                         token_end(&r->tokens.items[last->token + last->length - 1]));
    bool wrapped = false;
    for (size_t i = 0; i < name.n; i++) wrapped |= (unsigned char)name.p[i] < ' ';
    if (!wrapped) return name;
    char *copy = arena_array(r->a, name.n, 1);
    size_t n = 0;
    for (size_t i = 0; copy && i < name.n; i++) {
        bool space = (unsigned char)name.p[i] <= ' ';
        if (!space || (n && copy[n - 1] != ' ')) copy[n++] = space ? ' ' : name.p[i];
    }
    return copy ? (str){copy, n} : S("");
}

static bool party_known(const draft *d, str name) {
    for (size_t i = 0; i < d->f.party_count; i++)
        if (str_eq_nocase(d->f.parties[i], name)) return true;
    return false;
}

/* The bodies of a row become parties. A government counts only beside a body of another kind. */
static void add_row(const row *w, draft *d) {
    reading *r = w->r;
    bool any = false;
    for (size_t i = 0; i < w->count; i++) any |= !w->sides[i].state;
    for (size_t i = 0; any && i < w->count; i++) {
        const side *s = &w->sides[i];
        bool government = false;
        for (size_t k = s->first; k < s->last; k++) government |= is_government(r, k);
        if (s->state && !government) continue;
        side named = *s;
        while (named.first < named.last && item_role(r, named.first) == ROLE_DET) named.first++;
        str name = name_text(r, &named);
        if (!name.n || party_known(d, name)) continue;
        size_t capacity = d->party_capacity;
        str *grown = arena_grow(r->a, d->f.parties, d->f.party_count, &capacity, sizeof *grown);
        if (!grown) return;
        d->party_capacity = (uint32_t)capacity;
        d->f.parties = grown;
        d->f.parties[d->f.party_count++] = name;
    }
}

/* The row that ends right before the verb at item `verb`: "A and B have signed". */
static bool subject_row(reading *r, draft *d, uint32_t from, uint32_t end) {
    if (end > from + MOST_BEFORE) from = end - MOST_BEFORE;
    while (end > from && (item_role(r, end - 1) == ROLE_ADV || item_role(r, end - 1) == ROLE_COMMA))
        end--;
    for (uint32_t i = from; i < end; i++) {
        role before = i > from ? item_role(r, i - 1) : ROLE_NONE;
        if (before == ROLE_DET || before == ROLE_OWN || before == ROLE_POSS) continue;
        if (i > from && is_capital(r, i - 1)) continue; /* inside a name */
        row w;
        row_begin(&w, r, end);
        if (take_row(&w, i) != end || !w.count) continue;
        bool in_place = before >= ROLE_TO && before <= ROLE_ON; /* "In the Bank of X, A signed" */
        bool weak = w.count == 1 && w.sides[0].weak;
        if (!in_place && !weak && row_is_sure(&w)) add_row(&w, d);
        return true;
    }
    return false;
}

/* "with their counterparts at A and B": where the names begin. */
static uint32_t counterparts(const reading *r, uint32_t i, uint32_t end) {
    uint32_t k = i;
    while (k < end && k < i + 3 && !is_capital(r, k) && (k == i || !item_role(r, k))) k++;
    if (k == i || k >= end) return i;
    role x = item_role(r, k);
    return x == ROLE_IN || x == ROLE_OF || x == ROLE_FROM ? k + 1 : i;
}

/* Before "with" at item i: "one with", "the other with". */
static bool is_each(const reading *r, size_t i) {
    if (i < 2) return false;
    bool one = item_role(r, i - 1) == ROLE_NUMBER && item_entry(r, &r->items[i - 1])->number == 1;
    bool other = item_role(r, i - 1) == ROLE_DET && item_role(r, i - 2) == ROLE_DET;
    return one || other;
}

/* "between A and B", "with A", "by A" after item `from`. */
static void told_rows(reading *r, draft *d, uint32_t from, uint32_t end, bool by, bool with) {
    end = end < from + MOST_BEFORE ? end : from + MOST_BEFORE;
    for (uint32_t i = from; i + 1 < end; i++) {
        role x = item_role(r, i);
        bool between = x == ROLE_BETWEEN;
        if (class_at(r, i) == CLASS_DOC && i > from + 1) return;          /* another document's */
        if (x == ROLE_WITH && i > from && is_capital(r, i - 1)) continue; /* inside a title */
        if (x == ROLE_WITH && is_each(r, i)) continue;
        if (!between && !(by && x == ROLE_BY) && !(with && x == ROLE_WITH)) continue;
        row w;
        row_begin(&w, r, end);
        size_t last = take_row(&w, counterparts(r, i + 1, end));
        if (!w.count) continue;
        if (between || x == ROLE_WITH || row_is_sure(&w)) add_row(&w, d);
        i = (uint32_t)last - 1;
    }
}

void parties_of_clause(reading *r, draft *d, size_t i, size_t object) {
    const chunk *c = &r->chunks[i];
    const sentence *s = &r->sentences[r->at];
    uint32_t from = object < r->chunk_count ? r->chunks[object].last : c->last;
    bool document = d->f.record == RECORD_INSTRUMENT, meeting = d->f.record == RECORD_ENGAGEMENT;
    bool does = c->type == CHUNK_VERB && !c->passive && d->f.act != ACT_RATIFIED &&
                d->f.act != ACT_APPROVED;
    if (does && (document || d->f.record == RECORD_COMMITMENT)) {
        uint32_t start = s->first;
        for (size_t k = 0; k < i; k++) {
            uint8_t type = r->chunks[k].type;
            if (type == CHUNK_BREAK || type == CHUNK_SUB || type == CHUNK_THAT)
                start = r->chunks[k].last;
        }
        bool told = subject_row(r, d, start, c->first);
        if (!told && c->subject >= 0 && (size_t)c->subject < i) /* "A, which ..., will" */
            subject_row(r, d, start, r->chunks[c->subject].last);
    }
    uint32_t end = s->last; /* what is told by a further verb is that verb's */
    for (size_t k = (object < r->chunk_count && object > i ? object : i) + 1; k < r->chunk_count;
         k++)
        if (r->chunks[k].type == CHUNK_VERB || r->chunks[k].type == CHUNK_BREAK) {
            end = r->chunks[k].first;
            break;
        }
    if (document || d->f.party_count) told_rows(r, d, from, end, document && !does, true);
    if (meeting && object < r->chunk_count) told_rows(r, d, from, d->last, true, false);
}

void parties_of_each(reading *r, size_t number) {
    if (!r->drafts[number].plural) return;
    draft group = r->drafts[number];
    uint32_t end = r->sentences[group.sentence].last;
    for (uint32_t i = group.head_last; i + 1 < end; i++) {
        if (item_role(r, i) != ROLE_WITH || !is_each(r, i)) continue;
        row w = {.r = r, .end = end};
        size_t last = take_row(&w, i + 1);
        draft *grown = w.count ? arena_grow(r->a, r->drafts, r->draft_count, &r->draft_capacity,
                                            sizeof *r->drafts)
                               : NULL;
        if (!grown) continue;
        r->drafts = grown;
        draft *d = &r->drafts[r->draft_count++];
        *d = group;
        d->plural = d->definite = false;
        d->f.count = -1;
        d->f.parties = NULL;
        d->f.party_count = d->party_capacity = 0;
        d->head = d->head_last = d->first = item_role(r, i - 1) == ROLE_DET ? i - 2 : i - 1;
        d->last = (uint32_t)last;
        row shared = {.r = r, .end = i};
        for (uint32_t k = group.head_last; k + 1 < i && !shared.count; k++)
            if (item_role(r, k) == ROLE_WITH && !is_each(r, k)) take_row(&shared, k + 1);
        add_row(&shared, d);
        add_row(&w, d);
    }
}

/* "Jointly issued by:" and the lines after it, of a document that is the text itself. */
void parties_of_issue(reading *r, draft *d) {
    for (size_t k = 0; k < r->sentence_count; k++) {
        const sentence *s = &r->sentences[k];
        if (s->last - s->first > MOST_ITEMS || s->last < s->first + 2) continue;
        uint32_t i = s->first;
        bool issued = false;
        for (; i + 1 < s->last && i < s->first + 4 && item_role(r, i) != ROLE_BY; i++) {
            const entry *e = item_entry(r, &r->items[i]);
            issued |= e->verb && r->l->verbs[e->verb].class == CLASS_SIGN;
        }
        if (!issued || item_role(r, i) != ROLE_BY) continue;
        i++;
        while (i < s->last && item_role(r, i) == ROLE_COLON) i++;
        row w = {.r = r, .end = s->last};
        if (i < s->last) take_row(&w, i);
        if (i < s->last) add_row(&w, d);
        for (size_t n = k + 1; i >= s->last && n < r->sentence_count && n < k + MOST_PARTIES; n++) {
            w = (row){.r = r, .end = r->sentences[n].last};
            if (!r->sentences[n].title && !r->sentences[n].lead) break;
            take_row(&w, r->sentences[n].first);
            if (!w.count || w.sides[0].state) break;
            add_row(&w, d);
        }
        return;
    }
}
