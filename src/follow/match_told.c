/* What a source tells that is no reader's fact, and that a promise is held against. */
#include "follow/due.h"
#include "follow/match_item.h"

#include <stdlib.h>

enum { MOST_NAMED = 16, SAME_TRADE = 1 };

static str lower(arena *a, str s) {
    str out = str_copy(a, s);
    for (size_t i = 0; out.p != NULL && i < out.n; i++)
        if (out.p[i] >= 'A' && out.p[i] <= 'Z') ((char *)out.p)[i] = (char)(out.p[i] - 'A' + 'a');
    return out.p != NULL ? out : S("");
}

static bool is_end(str text, size_t i) {
    bool stop = text.p[i] == '.' || text.p[i] == '!' || text.p[i] == '?';
    if (text.p[i] == '\n') return i + 1 == text.n || text.p[i + 1] == '\n';
    return stop && (i + 1 == text.n || text.p[i + 1] == ' ' || text.p[i + 1] == '\n');
}

str follow_sentence(str text, size_t start, size_t end) {
    end = end < text.n ? end : text.n;
    start = start < end ? start : end;
    while (start > 0 && !is_end(text, start - 1)) start--;
    while (end < text.n && (end == 0 || !is_end(text, end - 1))) end++;
    return str_trim(str_slice(text, start, end));
}

static bool any_is(const follow_words *w, follow_class class, const follow_token *t, size_t first,
                   size_t last) {
    for (size_t i = first; i < last; i++)
        if (!t[i].number && follow_word_is(w, class, t[i].word, NULL)) return true;
    return false;
}

/* The first period of the sentence that was begun when the source appeared; of what is put off
 * (`moved`: where it says so) the first after that which was not. */
static code date_find(arena *a, const follow_words *w, str sentence, str published, size_t moved,
                      str *out, fault *f) {
    follow_due *found;
    size_t n;
    edtf when;
    if (published.n == 0 || edtf_parse(published, &when, NULL) != OK) return OK;
    TRY(follow_due_find(a, w, sentence, published, &found, &n, f));
    for (size_t i = 0; i < n; i++) {
        bool ahead = found[i].first > when.last;
        if (found[i].last == DAY_OPEN || ahead != (moved != SIZE_MAX)) continue;
        if (ahead && found[i].start < moved) continue; /* "planned for May, has been postponed" */
        *out = found[i].due;
        return OK;
    }
    return OK;
}

typedef struct {
    str code;
    size_t times;
} named;

typedef struct {
    const follow_words *words;
    str text, published;
    const follow_token *t; /* of the whole text */
    size_t n;
    named named[MOST_NAMED]; /* in it */
    size_t named_count;
} told_text;

/* A sum that is aimed at, of trade, turnover or the like; null: none. */
static const follow_figure *aimed_money(arena *a, const told_text *x, str sentence,
                                        const follow_figure *figures, size_t count) {
    follow_token *t;
    size_t n;
    bool traded = false;
    if (count == 0 || follow_tokens(a, sentence, &t, &n, NULL) != OK) return NULL;
    for (size_t i = 0; i < n; i++) {
        double group;
        bool same = !t[i].number && follow_word_is(x->words, LEX_SAME, t[i].word, &group);
        traded = traded || (same && group == (double)SAME_TRADE);
    }
    const follow_figure *one = traded ? match_aimed(x->words, t, n, figures, count) : NULL;
    bool money = one != NULL && one->unit.n > 0 &&
                 follow_word_is(x->words, LEX_CURRENCY, lower(a, one->unit), NULL);
    return money ? one : NULL;
}

static bool told_figure(arena *a, const follow_words *w, str sentence, const follow_figure *figures,
                        size_t count, follow_figure *out) {
    follow_token *t;
    size_t n;
    return count > 0 && follow_tokens(a, sentence, &t, &n, NULL) == OK &&
           match_reached(w, t, n, figures, count, out);
}

/* What the tokens first..last tell: *tells is false where it is nothing that bears on a promise. */
static code sentence_read(arena *a, const told_text *x, size_t first, size_t last,
                          follow_item *item, bool *tells, fault *f) {
    const follow_token *t = &x->t[first];
    size_t n = last - first, count;
    const follow_words *w = x->words;
    bool ahead = any_is(w, LEX_AHEAD, t, 0, n), reports = any_is(w, LEX_REPORTS, t, 0, n);
    follow_saying saying;
    follow_figure *figures;
    str sentence = str_slice(x->text, t[0].start, t[n - 1].end);
    *item = (follow_item){.family = RECORD_COMMITMENT,
                          .kind = KIND_OTHER,
                          .modality = MODALITY_DONE,
                          .text = sentence,
                          .source_date = x->published,
                          .count = -1};
    follow_saying_read(w, x->text, t, n, &saying);
    TRY(follow_figures(a, w, sentence, &figures, &count, f));
    const follow_figure *aimed = aimed_money(a, x, sentence, figures, count);
    follow_figure reached;
    const follow_figure *figure = NULL;
    if (reports && !ahead && told_figure(a, w, sentence, figures, count, &reached))
        figure = &reached;
    *tells = saying.denies || figure != NULL || aimed != NULL ||
             (!ahead && any_is(w, LEX_BEGUN, t, 0, n)) ||
             (!ahead && saying.affirms && match_ordinal(w, t, n) > 0);
    if (figure == NULL && aimed != NULL && !saying.denies) {
        item->modality = MODALITY_PLANNED;
        figure = aimed;
    }
    if (figure != NULL) {
        item->kind = KIND_DELIVER;
        item->measured = true;
        item->measure = figure->value;
        item->unit = figure->unit;
    }
    if (item->modality == MODALITY_PLANNED) return OK;
    size_t moved = SIZE_MAX;
    for (size_t i = 0; i < n && moved == SIZE_MAX; i++)
        if (follow_phrase_is(w, LEX_MOVED, t, n, i, NULL)) moved = t[i].start - t[0].start;
    return *tells ? date_find(a, w, sentence, x->published, moved, &item->date, f) : OK;
}

/* Counts one more mention; the count of codes that are kept. */
static size_t named_add(named *list, size_t count, str code_) {
    for (size_t i = 0; i < count; i++) {
        if (!str_eq(list[i].code, code_)) continue;
        list[i].times++;
        return count;
    }
    if (count == MOST_NAMED) return count;
    list[count] = (named){code_, 1};
    return count + 1;
}

static size_t named_in(const told_text *x, size_t first, size_t last, named *list) {
    size_t count = 0;
    follow_name name;
    for (size_t i = first; i < last; i++) {
        if (!follow_name_at(follow_names_of(x->words), x->text, x->t, last, i, &name)) continue;
        size_t after = i + name.words;
        /* "US dollars" */
        bool money = after < last && !x->t[after].number &&
                     follow_word_is(x->words, LEX_CURRENCY, x->t[after].word, NULL);
        if (!money) count = named_add(list, count, name.code);
        i = after - 1;
    }
    return count;
}

static int code_order(const void *a, const void *b) {
    return str_cmp(*(const str *)a, *(const str *)b);
}

/* Those that a sentence names; of one or none the two that the text names most often besides. */
static code actors_of(arena *a, const told_text *x, size_t first, size_t last, follow_item *item,
                      fault *f) {
    named here[MOST_NAMED];
    size_t count = named_in(x, first, last, here);
    str *actors = arena_array(a, MOST_NAMED + 2, sizeof *actors);
    if (actors == NULL) return fault_set(f, NOMEM, NULL, "no memory for what a text tells");
    for (size_t i = 0; i < count; i++) actors[item->actor_count++] = here[i].code;
    while (item->actor_count < 2) {
        const named *most = NULL;
        for (size_t i = 0; i < x->named_count; i++) {
            const named *one = &x->named[i];
            bool taken = item->actor_count > 0 && str_eq(actors[0], one->code);
            if (!taken && (most == NULL || one->times > most->times)) most = one;
        }
        if (most == NULL) break;
        actors[item->actor_count++] = most->code;
    }
    qsort(actors, item->actor_count, sizeof *actors, code_order);
    item->actors = actors;
    return OK;
}

code follow_told(arena *a, const follow_words *words, str text, str published, follow_item **out,
                 size_t *count, fault *f) {
    told_text x = {.words = words, .text = text, .published = published};
    follow_token *t;
    size_t made = 0, capacity = 0;
    follow_item *items = NULL;
    TRY(follow_tokens(a, text, &t, &x.n, f));
    x.t = t;
    x.named_count = named_in(&x, 0, x.n, x.named);
    for (size_t first = 0, last; first < x.n; first = last) {
        last = first + 1;
        while (last < x.n && !t[last].gap) last++;
        follow_item item;
        bool tells;
        TRY(sentence_read(a, &x, first, last, &item, &tells, f));
        if (tells) TRY(actors_of(a, &x, first, last, &item, f));
        if (!tells || item.actor_count == 0) continue;
        follow_item *grown = arena_grow(a, items, made, &capacity, sizeof *items);
        if (grown == NULL) return fault_set(f, NOMEM, NULL, "no memory for what a text tells");
        items = grown;
        items[made++] = item;
    }
    *out = items;
    *count = made;
    return OK;
}
