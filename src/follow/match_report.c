/* Figures that a source reports: no reader's fact, but what a promise of a number is held against.
 */
#include "follow/due.h"
#include "follow/match.h"
#include "follow/tokens.h"

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

/* The first period of the sentence that was begun when the source appeared. */
static code date_find(arena *a, const follow_words *w, str sentence, str published, str *out,
                      fault *f) {
    follow_due *found;
    size_t n;
    edtf when;
    if (published.n == 0 || edtf_parse(published, &when, NULL) != OK) return OK;
    TRY(follow_due_find(a, w, sentence, published, &found, &n, f));
    for (size_t i = 0; i < n; i++) {
        if (found[i].last == DAY_OPEN || found[i].first > when.last) continue;
        *out = found[i].due;
        return OK;
    }
    return OK;
}

static code sentence_read(arena *a, const follow_words *w, str sentence, str published,
                          follow_item *item, bool *reports, fault *f) {
    follow_figure *figures;
    size_t n;
    *reports = false;
    TRY(follow_figures(a, w, sentence, &figures, &n, f));
    if (n == 0) return OK;
    *item = (follow_item){.family = RECORD_COMMITMENT,
                          .kind = KIND_DELIVER,
                          .modality = MODALITY_DONE,
                          .text = sentence,
                          .source_date = published,
                          .count = -1,
                          .measured = true,
                          .measure = figures[0].value,
                          .unit = figures[0].unit};
    TRY(date_find(a, w, sentence, published, &item->date, f));
    *reports = true;
    return OK;
}

code follow_reports(arena *a, const follow_words *words, str text, str published, const str *actors,
                    size_t actor_count, follow_item **out, size_t *count, fault *f) {
    follow_token *t;
    size_t n, made = 0, capacity = 0;
    follow_item *items = NULL;
    TRY(follow_tokens(a, text, &t, &n, f));
    for (size_t first = 0, last; first < n; first = last) {
        last = first + 1;
        while (last < n && !t[last].gap) last++;
        if (!any_is(words, LEX_REPORTS, t, first, last)) continue;
        if (any_is(words, LEX_AHEAD, t, first, last)) continue;
        follow_item item;
        bool reports;
        str sentence = str_slice(text, t[first].start, t[last - 1].end);
        TRY(sentence_read(a, words, sentence, published, &item, &reports, f));
        if (!reports) continue;
        item.actors = actors;
        item.actor_count = actor_count;
        follow_item *grown = arena_grow(a, items, made, &capacity, sizeof *items);
        if (grown == NULL) return fault_set(f, NOMEM, NULL, "no memory for reported figures");
        items = grown;
        items[made++] = item;
    }
    *out = items;
    *count = made;
    return OK;
}
