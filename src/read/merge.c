#include "read/frame.h"

#include <stdlib.h>
#include <string.h>

/* Drafts to facts: one thing, one fact, all its mentions as evidence. */

enum { WINDOW = 64 }; /* how far back a mention may refer, in facts */

static bool is_group(const draft *d) {
    return d->plural || d->f.kind == KIND_MIXED;
}

static bool dates_agree(str a, str b) {
    if (!a.n || !b.n) return true;
    return str_starts(a, b) || str_starts(b, a);
}

/* The furthest an instrument has come. */
static int act_rank(fact_act a) {
    switch (a) {
    case ACT_EXISTING: return 0;
    case ACT_NEGOTIATED: return 1;
    case ACT_INITIALLED: return 2;
    case ACT_SIGNED: return 3;
    default: return 4;
    }
}

static bool kinds_agree(const draft *a, const draft *b) {
    if (a->f.kind == b->f.kind) return true;
    bool groups = is_group(a) && is_group(b);
    if (!a->definite && !b->definite && !groups) return false;
    bool loose_a = a->f.kind == KIND_AGREEMENT || a->f.kind == KIND_MIXED;
    bool loose_b = b->f.kind == KIND_AGREEMENT || b->f.kind == KIND_MIXED;
    if (a->f.record != RECORD_INSTRUMENT) return false;
    if (!groups) return (loose_a || loose_b) && !is_group(a);
    /* "the agreements" are the memoranda told before; "several agreements: in all, eight MoUs" */
    bool in_all = a->f.count < 0 && b->f.count > 0 && a->f.modality == b->f.modality;
    return loose_a ? loose_b || in_all : loose_b && b->definite;
}

static bool has_word(const reading *r, const draft *d, str word) {
    for (uint32_t i = d->first; i < d->last && i < d->first + 40; i++)
        if (str_eq_nocase(token_text(r->text, &r->tokens.items[r->items[i].token]), word))
            return true;
    return false;
}

/* Whether most of the capitalised words from `first` to before `end` stand in an older mention too;
 * true as well where there is hardly one. */
static bool words_agree(const reading *r, const draft *old, uint32_t first, uint32_t end) {
    size_t words = 0, shared = 0;
    for (uint32_t i = first; i < end && i < first + 24; i++) {
        if (!(r->items[i].flags & TOKEN_CAPITAL) || item_role(r, i) == ROLE_DET) continue;
        words++;
        shared += has_word(r, old, token_text(r->text, &r->tokens.items[r->items[i].token]));
    }
    return words < 2 || shared * 2 >= words;
}

static bool names_agree(const reading *r, const draft *old, const draft *new) {
    return words_agree(r, old, new->head, new->last);
}

/* Whether both name bodies that are their sides, and not the same ones. */
static bool other_parties(const draft *a, const draft *b) {
    size_t shared = 0;
    for (size_t i = 0; i < a->f.party_count; i++)
        for (size_t k = 0; k < b->f.party_count; k++)
            shared += str_eq_nocase(a->f.parties[i], b->f.parties[k]);
    bool all = shared == a->f.party_count && shared == b->f.party_count;
    return a->f.party_count && b->f.party_count && (b->definite ? !shared : !all);
}

/* The words of the noun that names the thing: "un charter". */
static uint16_t head_noun(const reading *r, const draft *d) {
    for (uint32_t i = d->head_last; i-- > d->head;) {
        uint16_t n = item_entry(r, &r->items[i])->noun;
        if (n) return n;
    }
    return 0;
}

static str head_word(const reading *r, const draft *d) {
    const item *last = &r->items[d->head_last > d->head ? d->head_last - 1 : d->head];
    return str_slice(r->text, r->tokens.items[last->token].start,
                     token_end(&r->tokens.items[last->token + last->length - 1]));
}

/* "the 2015 Memorandum" beside a new one, the UN Charter beside the Paris Agreement. */
static bool other_document(const reading *r, const draft *old, const draft *new) {
    const noun *a = &r->l->nouns[head_noun(r, old)], *b = &r->l->nouns[head_noun(r, new)];
    if (a->named && b->named) return !str_eq_nocase(head_word(r, old), head_word(r, new));
    if (new->definite || old->definite) return false;
    bool was = old->f.act == ACT_EXISTING, is = new->f.act == ACT_EXISTING;
    const draft *cited = was ? old : new, *told = was ? new : old;
    return was != is && cited->f.date.n && !str_starts(told->f.date, cited->f.date);
}

static bool belongs_to_title(const reading *r, uint32_t i) {
    const entry *e = item_entry(r, &r->items[i]);
    role x = (role)e->role;
    bool capital = r->items[i].flags & TOKEN_CAPITAL;
    bool joins = x == ROLE_ON || x == ROLE_OF || x == ROLE_FOR || x == ROLE_AND || x == ROLE_DET ||
                 x == ROLE_ADJ || x == ROLE_HYPHEN;
    bool word = !x && (!e->forms || e->noun || e->sectors || capital);
    return joins || (word && !e->calendar && r->tokens.items[r->items[i].token].kind == TOKEN_WORD);
}

/* The full name of a document or event, without its article: "treaty on extradition". Nothing for a
 * bare head ("the visit"), and for a place or person that stands where a name would. */
static void title_span(const reading *r, draft *head, const draft *d) {
    enum { MOST_WORDS = 16 };
    uint32_t end = r->sentences[d->sentence].last;
    role next = head->last < end ? item_role(r, head->last) : ROLE_STOP;
    if (next == ROLE_ON || next == ROLE_OF || next == ROLE_FOR) {
        uint32_t k = head->last;
        while (k < end && k < head->last + MOST_WORDS && belongs_to_title(r, k)) k++;
        while (k > head->last && item_entry(r, &r->items[k - 1])->role &&
               item_role(r, k - 1) != ROLE_ADJ)
            k--; /* no "and", no "of the" at the end */
        head->last = k;
    }
    for (; head->first < head->last; head->first++) {
        const entry *e = item_entry(r, &r->items[head->first]);
        bool number = r->tokens.items[r->items[head->first].token].kind == TOKEN_NUMBER;
        if (e->role != ROLE_DET && e->role != ROLE_OWN && e->role != ROLE_NUMBER &&
            e->role != ROLE_BOTH && e->role != ROLE_QUOTE && !number &&
            (e->role != ROLE_ADJ || (r->items[head->first].flags & TOKEN_CAPITAL)))
            break;
    }
    const item *only = head->last == head->first + 1 ? &r->items[head->first] : NULL;
    kind what = d->f.kind;
    bool telling = only && only->length > 1 && /* "extradition treaty" */
                   (what == KIND_TREATY || what == KIND_AGREEMENT || what == KIND_FORUM);
    if (d->nameless || (only && !telling)) head->last = head->first;
}

/* "the Agreement on Fisheries" after a memorandum on railways: it has a name of its own and is of
 * another kind or day, so it is no other word for what was told before. */
static bool is_other_by_name(const reading *r, const draft *old, const draft *new) {
    if (!new->definite || (old->f.kind == new->f.kind &&dates_agree(old->f.date, new->f.date)))
        return false;
    draft name = {.first = new->head, .last = new->head_last};
    title_span(r, &name, new);
    return name.first < name.last && !words_agree(r, old, name.first, name.last);
}

static bool same_instrument(const reading *r, const draft *old, const draft *new) {
    if (!kinds_agree(old, new) || other_parties(old, new)) return false;
    if (old->listed && new->listed) return false; /* each line is a document of its own */
    if (other_document(r, old, new)) return false;
    if (old->who.count == 2 && new->who.count == 2 && (!new->definite || new->names > 1) &&
        !actors_same(old->who, new->who))
        return false; /* one with each partner */
    if (is_other_by_name(r, old, new)) return false;
    if (new->who.count && old->who.count && !actors_overlap(old->who, new->who)) return false;
    if (is_group(old) != is_group(new)) return false;
    if (old->f.count > 0 && new->f.count > 0 && old->f.count != new->f.count) return false;
    int x = act_rank(old->f.act), y = act_rank(new->f.act);
    /* "signed five agreements ... the signing and exchange of the agreements" */
    bool handed =
        old->f.act == ACT_SIGNED && new->f.act == ACT_EXCHANGED &&new->definite &&is_group(old);
    if ((x == 4 || y == 4) && !handed) {
        if (old->f.act != new->f.act &&new->f.act != ACT_EXISTING) return false;
    }
    if (!new->definite && !dates_agree(old->f.date, new->f.date) && x == y) return false;
    if (x == 3 && old->f.modality == MODALITY_DONE &&
        new->f.act == ACT_NEGOTIATED &&new->f.modality == MODALITY_PLANNED && !new->definite)
        return false; /* one that was signed, another yet to be negotiated */
    if (is_group(old) && is_group(new) && (old->f.count < 0 || new->f.count < 0)) return true;
    if (new->definite) return true;
    if (!old->definite && !old->title && !new->title && !names_agree(r, old, new)) return false;
    if (old->frame && new->frame && old->sentence != new->sentence && !old->title &&
        !new->title &&x == y)
        return old->f.sectors && old->f.sectors == new->f.sectors;
    sector_set a = old->f.sectors, b = new->f.sectors;
    return !a || !b || (a & b);
}

/* Whether two drafts tell of the same person, by the last word of the name. */
static bool same_word(const reading *r, const draft *old, const draft *new) {
    const item *a = &r->items[old->person], *b = &r->items[new->person];
    return str_eq_nocase(token_text(r->text, &r->tokens.items[a->token + a->length - 1]),
                         token_text(r->text, &r->tokens.items[b->token + b->length - 1]));
}

static bool is_arrival(const draft *d) {
    return d->frame && d->frame->trigger == CLASS_ARRIVE;
}

static bool attends(const draft *d) {
    return d->frame && d->frame->trigger == CLASS_ATTEND;
}

/* "The second session", "the next": one of a row. */
static bool is_numbered(const reading *r, const draft *d) {
    for (uint32_t i = d->head; i < d->head_last; i++) {
        const entry *e = item_entry(r, &r->items[i]);
        if (e->number || e->calendar == CAL_NEXT ||
            r->tokens.items[r->items[i].token].kind == TOKEN_NUMBER)
            return true;
    }
    return false;
}

static bool same_engagement(const reading *r, const draft *old, const draft *new) {
    bool meets = old->f.kind == KIND_COMMISSION || old->f.kind == KIND_SUMMIT ||
                 old->f.kind == KIND_FORUM || old->f.kind == KIND_CALL;
    if (meets && new->f.kind == KIND_TALKS &&new->definite && (!new->keep || attends(new)))
        return true; /* "the meeting", "led a delegation to attend the meeting" */
    if (old->f.kind != new->f.kind) return false;
    bool ahead = old->f.modality == MODALITY_DONE && new->f.modality == MODALITY_PLANNED;
    if (ahead && is_numbered(r, new)) return false;
    if (new->definite && !new->keep) return true;
    if (old->person && new->person &&new->f.kind == KIND_TALKS && !same_word(r, old, new))
        return false; /* another principal */
    /* "will pay a visit to X; during his visit to X": a mention that tells no more of it */
    bool bare = new->f.kind == KIND_VISIT && !new->frame && !new->f.date.n && !new->title &&
                old->f.modality == MODALITY_PLANNED &&actors_same(old->who, new->who);
    if (bare) return true;
    if (old->f.modality != new->f.modality && !new->definite) return false;
    bool arrives = new->f.kind == KIND_VISIT &&actors_same(old->who, new->who) &&
                   (is_arrival(old) || is_arrival(new));
    if (arrives) return true;
    if (!dates_agree(old->f.date, new->f.date)) return false;
    if (new->f.kind == KIND_INVITATION &&new->frame && !old->frame &&
        old->sentence + 3 < new->sentence)
        return false; /* one at which they came, one which they then gave */
    if (new->definite) return true;
    bool coarse = new->f.date.n &&new->f.date.n < 10; /* "at a meeting last July": another one */
    if (old->f.kind == KIND_TALKS && !old->f.date.n && old->frame && coarse &&
        old->sentence != new->sentence)
        return false;
    if (old->f.kind == KIND_TALKS && actors_overlap(old->who, new->who) &&
        (old->title || new->f.confidence < 0.45))
        return true;
    if (old->sentence == new->sentence && old->nameless &&new->nameless && !old->frame &&
        !new->frame && old->head != new->head)
        return false; /* "meetings with A and B" */
    bool others = old->frame && new->frame && old->nameless &&new->nameless &&new->head_last;
    if (old->sentence == new->sentence && old->frame && (old->frame == new->frame || others))
        return old->head == new->head; /* one for each whom they met */
    if (old->f.kind == KIND_TALKS && old->sentence != new->sentence &&new->frame &&
        old->frame &&new->f.confidence > 0.5 && old->f.confidence > 0.5)
        return false;
    return actors_overlap(old->who, new->who) &&
           (actors_same(old->who, new->who) || old->who.count < 2 || new->who.count < 2);
}

/* Whether two drafts of one record tell of the same thing. */
static bool same_fact(const reading *r, const draft *old, const draft *new) {
    switch (new->f.record) {
    case RECORD_INSTRUMENT: return same_instrument(r, old, new);
    case RECORD_ENGAGEMENT: return same_engagement(r, old, new);
    case RECORD_MEMBERSHIP:
        return old->f.kind == new->f.kind &&
               (actors_within(old->who, new->who) || actors_within(new->who, old->who));
    case RECORD_RELATION: return old->f.kind == new->f.kind &&actors_overlap(old->who, new->who);
    case RECORD_COMMITMENT:
        if (old->title && old->sentence < 3 && !new->title &&
            old->f.kind == new->f.kind &&actors_same(old->who, new->who) &&
            (new->sentence <= old->sentence + 2
                 ? (old->f.sectors & new->f.sectors) != 0
                 : old->f.sectors && old->f.sectors == new->f.sectors))
            return true; /* the heading and the sentence that it sums up */
        return old->sentence == new->sentence && old->first == new->first &&
               old->last == new->last && old->f.kind == new->f.kind;
    default:
        return old->sentence == new->sentence && old->first == new->first &&
               old->last == new->last && old->f.kind == new->f.kind;
    }
}

static span span_of(const reading *r, const draft *d) {
    const token *a = &r->tokens.items[r->items[d->first].token];
    const item *last = &r->items[d->last - 1];
    const token *b = &r->tokens.items[last->token + last->length - 1];
    return (span){a->start, token_end(b)};
}

/* A fact in the making: its best draft, which takes in the others, and the evidence of all. */
typedef struct {
    draft *d;
    record record; /* the draft's: most are told apart by it */
    span *spans;
    size_t count, capacity;
    span first; /* what `spans` is for most facts */
} maker;

static bool overlap(span a, span b) {
    return a.start < b.end && b.start < a.end;
}

static bool span_add(reading *r, maker *m, span s) {
    /* Drafts come in the order of the text, so only the last few spans can overlap, and the best,
     * which stands first wherever it was: a fact with 50,000 mentions costs no square of them. */
    size_t from = m->count > 8 ? m->count - 8 : 0;
    for (size_t i = from; i < m->count; i++)
        if (overlap(m->spans[i], s)) return true;
    if (m->count && overlap(m->spans[0], s)) return true;
    if (!m->count) {
        m->spans = &m->first;
        m->capacity = 1;
    }
    span *grown = arena_grow(r->a, m->spans, m->count, &m->capacity, sizeof *m->spans);
    if (!grown) return false;
    m->spans = grown;
    m->spans[m->count++] = s;
    return true;
}

static void absorb(reading *r, maker *m, const draft *new) {
    draft *d = m->d;
    bool stronger = new->f.confidence > d->f.confidence && !new->definite;
    bool handed = d->f.act == ACT_SIGNED && new->f.act == ACT_EXCHANGED;
    if (act_rank(new->f.act) > act_rank(d->f.act) && !handed) {
        d->f.act = new->f.act;
        d->f.modality = new->f.modality;
    } else if (new->f.act == d->f.act &&new->f.modality == MODALITY_DONE &&new->frame) {
        d->f.modality = MODALITY_DONE;
    }
    if (!new->definite && (stronger || !d->who.count))
        d->who = actors_join(r, new->who, (actors){0});
    if (d->who.count < 2 && new->who.count > d->who.count) d->who = new->who;
    bool cited = new->f.act == ACT_EXISTING && d->f.act != ACT_EXISTING;
    bool fuller = !d->f.date.n || (new->f.date.n > d->f.date.n && !new->definite);
    if (fuller && new->f.date.n && !cited) d->f.date = new->f.date;
    if (d->f.count < 0 && new->f.count > 0 && is_group(d) && d->f.kind == KIND_AGREEMENT)
        d->f.kind = new->f.kind; /* "several agreements: in all, eight MoUs" */
    if (d->f.count < 0) d->f.count = new->f.count;
    if (!d->f.sectors || !new->definite) d->f.sectors |= new->f.sectors;
    if (new->f.confidence > d->f.confidence) d->f.confidence = new->f.confidence;
    d->f.confidence += (1 - d->f.confidence) * 0.2;
    d->keep |= new->keep;
    if (!d->f.party_count && !is_group(d)) {
        d->f.parties = new->f.parties;
        d->f.party_count = new->f.party_count;
    }
    span s = span_of(r, new);
    if (!span_add(r, m, s) || !stronger || m->count < 2) return;
    if (m->spans[m->count - 1].start != s.start) return;
    m->spans[m->count - 1] = m->spans[0]; /* the best first */
    m->spans[0] = s;
}

static int by_code(const void *a, const void *b) {
    return str_cmp(*(const str *)a, *(const str *)b);
}

static uint32_t bit(bool told, clue c) {
    return told ? (uint32_t)1 << c : 0;
}

/* Whether the facts at hand stand next to each other as one thing told twice would. */
static uint32_t neighbour_clues(const maker *m, const maker *other) {
    const draft *a = m->d, *b = other->d;
    bool near = a->f.record == b->f.record && b->sentence + 1 >= a->sentence &&
                a->sentence + 1 >= b->sentence;
    return bit(near && a->sentence == b->sentence, CLUE_BESIDE) |
           bit(near && a->f.kind == b->f.kind && actors_same(a->who, b->who), CLUE_TWIN);
}

/* What speaks for or against the fact; it is finished but for its confidence. */
static uint32_t clues_of(const reading *r, const maker *m, const fact *x) {
    enum { EARLY = 3, LONG = 45 };
    const draft *d = m->d;
    const sentence *s = &r->sentences[d->sentence];
    return bit(d->frame, CLUE_FRAME) | bit(d->title, CLUE_TITLE) | bit(s->title, CLUE_HEADING) |
           bit(s->lead || s->bullet, CLUE_LISTED) | bit(s->quoted, CLUE_QUOTED) |
           bit(!d->names, CLUE_GUESSED) | bit(d->names == 1, CLUE_ONE_NAME) |
           bit(x->state_count < 2, CLUE_ALONE) | bit(x->state_count > 3, CLUE_CROWD) |
           bit(m->count == 2, CLUE_AGAIN) | bit(m->count > 2, CLUE_OFTEN) |
           bit(x->date.n, CLUE_DATED) | bit(x->title.n, CLUE_NAMED) |
           bit(d->definite, CLUE_DEFINITE) | bit(d->plural && x->count < 0, CLUE_PLURAL) |
           bit(d->stranger, CLUE_STRANGER) | bit(d->sentence < EARLY, CLUE_EARLY) |
           bit(s->last - s->first > LONG, CLUE_LONG) | bit(!x->sectors, CLUE_SECTORLESS);
}

/* The codes of the sides in their order; copied: facts outlive the language. */
static bool states_told(reading *r, actors who, fact *out) {
    enum { FEW = 8 };
    size_t bytes = 0;
    for (uint16_t i = 0; i < who.count; i++) bytes += r->l->actors[who.ids[i]].code.n;
    out->states = arena_room(r->a, who.count, sizeof *out->states);
    char *text = arena_alloc(r->a, bytes);
    if (!out->states || !text) return false;
    out->state_count = who.count;
    for (uint16_t i = 0; i < who.count; i++) {
        str told = r->l->actors[who.ids[i]].code;
        str copy = {memcpy(text, told.p, told.n), told.n};
        text += told.n;
        size_t k = i;
        for (; k > 0 && who.count <= FEW && str_cmp(out->states[k - 1], copy) > 0; k--)
            out->states[k] = out->states[k - 1];
        out->states[k] = copy;
    }
    if (who.count > FEW) qsort(out->states, out->state_count, sizeof *out->states, by_code);
    return true;
}

static code finish(reading *r, maker *m, uint32_t clues, fact *out) {
    *out = m->d->f;
    if (!states_told(r, m->d->who, out)) return NOMEM;
    out->evidence = m->spans;
    out->evidence_count = m->count;
    if (m->d->head_last > m->d->head) {
        draft head = {.first = m->d->head, .last = m->d->head_last};
        title_span(r, &head, m->d);
        if (head.last > head.first) {
            span s = span_of(r, &head);
            out->title = str_slice(r->text, s.start, s.end);
        }
    }
    out->told = out->confidence > 0.95 ? 0.95 : out->confidence;
    out->clues = clues | clues_of(r, m, out);
    out->confidence = confidence_weigh(&r->l->weights, out);
    return OK;
}

/* How sure it is that the document tells of states dealing with each other at all. */
static double diplomacy(const reading *r) {
    double weight = r->sides_told > 4 ? 1 : r->sides_told * 0.25;
    for (size_t i = 0; i < r->draft_count && weight < 10; i++) {
        const draft *d = &r->drafts[i];
        bool sure = d->names > 1 || (d->names && d->who.count > 1 && d->frame);
        if (sure && !d->stranger && d->who.count > 1) weight += d->f.confidence;
    }
    return weight;
}

code drafts_merge(reading *r, fact **facts, size_t *count) {
    enum { PASSING = 3 };
    maker *all = arena_room(r->a, r->draft_count + 1, sizeof *all);
    size_t n = 0, kept = 0;
    /* a long text of everyday things tells of states in passing now and then */
    double dense = 0.02 * (double)r->sentence_count;
    double weight = diplomacy(r);
    bool domestic = weight < (dense < 0.5 ? 0.5 : dense > 8 ? 8 : dense);
    if (!all) return NOMEM;
    for (size_t i = 0; i < r->draft_count; i++) {
        draft *d = &r->drafts[i];
        bool promise = d->f.record == RECORD_COMMITMENT && !has_organisation(r, d->who);
        bool bare = d->f.record == RECORD_ENGAGEMENT; /* with nobody from elsewhere */
        if (domestic && (d->stranger || !d->names || ((promise || bare) && d->names < 2))) continue;
        size_t k = n, tries = 0;
        while (k > 0 && tries < WINDOW &&
               (all[k - 1].record != d->f.record || !same_fact(r, all[k - 1].d, d)))
            k--, tries++;
        if (k > 0 && tries < WINDOW) {
            absorb(r, &all[k - 1], d);
            continue;
        }
        bool pairs = d->f.record == RECORD_RELATION || d->f.record == RECORD_MEMBERSHIP;
        if (!d->keep || (pairs && d->who.count < 2)) continue;
        all[n] = (maker){.d = d, .record = d->f.record};
        if (!span_add(r, &all[n], span_of(r, d))) return NOMEM;
        n++;
    }
    fact *out = arena_room(r->a, n + 1, sizeof *out);
    draft **made = arena_room(r->a, n + 1, sizeof *made);
    if (!out || !made) return NOMEM;
    for (size_t i = 0; i < n; i++) made[i] = all[i].d;
    days_share(r, made, n);
    for (size_t i = 0; i < n; i++) {
        if (!all[i].d->keep) continue;
        if (!all[i].d->who.count && all[i].d->f.record == RECORD_ENGAGEMENT) continue;
        uint32_t clues = bit(weight < PASSING, CLUE_PASSING);
        if (i > 0) clues |= neighbour_clues(&all[i], &all[i - 1]);
        if (i + 1 < n) clues |= neighbour_clues(&all[i], &all[i + 1]);
        TRY(finish(r, &all[i], clues, &out[kept]));
        kept++;
    }
    *facts = out;
    *count = kept;
    return OK;
}
