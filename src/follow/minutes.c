#include "follow/minutes.h"

#include "follow/tokens.h"

#include <math.h>
#include <stdio.h>

enum { STEMS_MOST = 64, LEAST_HUNDREDTHS = 50 };

/* The words of an action or a sentence that say something: stems, none twice. */
typedef struct {
    str stems[STEMS_MOST];
    size_t count;
} stems;

static void stem_add(stems *s, str stem) {
    for (size_t i = 0; i < s->count; i++)
        if (str_eq(s->stems[i], stem)) return;
    if (s->count < STEMS_MOST) s->stems[s->count++] = stem;
}

static str stem_of(arena *a, const follow_words *w, str word) {
    double group;
    if (follow_word_is(w, LEX_SAME, word, &group)) {
        str same = str_format(a, "=%d", (int)group);
        return same.p ? same : word;
    }
    return follow_stem(a, w, word);
}

/* Words of progress tell how far, not of what. */
static void stems_take(arena *a, const follow_words *w, const follow_token *t, size_t n,
                       stems *out) {
    out->count = 0;
    for (size_t i = 0; i < n; i++) {
        if (t[i].number ? t[i].value < 13 : t[i].word.n < 2) continue;
        if (t[i].number) {
            str digits = str_format(a, "%.15g", t[i].value);
            if (digits.p) stem_add(out, digits);
            continue;
        }
        if (follow_word_is(w, LEX_STOP, t[i].word, NULL)) continue;
        stem_add(out, stem_of(a, w, t[i].word));
    }
}

static bool has_stem(const stems *s, str stem) {
    for (size_t i = 0; i < s->count; i++)
        if (str_eq(s->stems[i], stem)) return true;
    return false;
}

typedef struct {
    stems *actions;
    double *weights; /* STEMS_MOST for each action */
    double *totals;
    size_t count;
} known;

/* What stands in few of the actions tells them apart. */
static code actions_read(arena *a, const follow_words *w, const minutes_action *actions,
                         size_t count, known *k, fault *f) {
    k->actions = arena_array(a, count + 1, sizeof *k->actions);
    k->weights = arena_array(a, (count + 1) * STEMS_MOST, sizeof *k->weights);
    k->totals = arena_array(a, count + 1, sizeof *k->totals);
    k->count = count;
    if (!k->actions || !k->weights || !k->totals)
        return fault_set(f, NOMEM, NULL, "no memory for the words of the promises");
    for (size_t i = 0; i < count; i++) {
        follow_token *t;
        size_t n;
        TRY(follow_tokens(a, actions[i].text, &t, &n, f));
        stems_take(a, w, t, n, &k->actions[i]);
    }
    for (size_t i = 0; i < count; i++) {
        k->totals[i] = 0;
        for (size_t s = 0; s < k->actions[i].count; s++) {
            size_t in = 0;
            for (size_t j = 0; j < count; j++)
                in += has_stem(&k->actions[j], k->actions[i].stems[s]);
            double weight = log(1 + (double)count / (double)in);
            k->weights[i * STEMS_MOST + s] = weight;
            k->totals[i] += weight;
        }
    }
    return OK;
}

/* The action that a sentence speaks of; SIZE_MAX: none, or two alike. *shared: how many of its
 * words.
 */
static size_t action_of(const known *k, const stems *sentence, size_t *shared, double *share) {
    size_t best = SIZE_MAX;
    double best_weight = 0;
    bool tie = false;
    for (size_t i = 0; i < k->count; i++) {
        double weight = 0;
        size_t n = 0;
        for (size_t s = 0; s < k->actions[i].count; s++) {
            if (!has_stem(sentence, k->actions[i].stems[s])) continue;
            weight += k->weights[i * STEMS_MOST + s];
            n++;
        }
        size_t least = k->actions[i].count < 2 ? 1 : 2;
        if (n < least || weight * 100 < k->totals[i] * LEAST_HUNDREDTHS) continue;
        tie = best != SIZE_MAX && fabs(weight - best_weight) < 1e-9;
        if (weight <= best_weight) continue;
        best = i;
        best_weight = weight;
        *shared = n;
        *share = weight / k->totals[i];
    }
    return tie ? SIZE_MAX : best;
}

static bool is_of(const follow_words *w, follow_class class, const follow_token *t, size_t n,
                  size_t i, double *value) {
    return follow_phrase_is(w, class, t, n, i, value);
}

/* "has not yet been", "will be": what stands up to four words before decides. */
enum { REACH = 4 };

static bool before_is(const follow_words *w, follow_class class, const follow_token *t, size_t n,
                      size_t i) {
    for (size_t k = i > REACH ? i - REACH : 0; k < i; k++)
        if (is_of(w, class, t, n, k, NULL)) return true;
    return false;
}

enum { CAP_LIMITED = 12, CAP_SUBSTANTIAL = 13, GOING_ON = 20, TO_COME = 21 };

/* One of the marks of lang/XX/minutes.tsv, right before a word. */
static bool mark_before(const follow_words *w, const follow_token *t, size_t n, size_t i,
                        int mark) {
    double value;
    return i > 0 && is_of(w, LEX_PROGRESS, t, n, i - 1, &value) && (int)value == mark;
}

/* What one word says; SCORE_NONE: nothing that counts. */
static follow_score word_score(const follow_words *w, const follow_token *t, size_t n, size_t i,
                               double value) {
    follow_score s = (follow_score)value;
    bool ahead = before_is(w, LEX_AHEAD, t, n, i) || before_is(w, LEX_FUTURE, t, n, i) ||
                 mark_before(w, t, n, i, TO_COME);
    if (ahead && s != SCORE_DROPPED) return SCORE_NONE;
    if (s == SCORE_COMPLETED && mark_before(w, t, n, i, GOING_ON)) s = SCORE_LIMITED;
    if (!before_is(w, LEX_NEGATION, t, n, i)) return s;
    /* "work has not begun"; what was "not completed" may be at any point before it */
    bool begun = s == SCORE_LIMITED && is_of(w, LEX_BEGUN, t, n, i, NULL);
    return begun ? SCORE_NOT_STARTED : SCORE_NONE;
}

/* How far a sentence says that a thing is; SCORE_NONE: it does not say. What is done goes before
 * what goes on, and a thing given up before both. */
static follow_score score_of(const follow_words *w, const follow_token *t, size_t n, str *word) {
    follow_score best = SCORE_NONE, cap = SCORE_DROPPED;
    for (size_t i = 0; i < n; i++) {
        double value;
        if (!is_of(w, LEX_PROGRESS, t, n, i, &value)) continue;
        if (value == CAP_LIMITED) cap = SCORE_LIMITED;
        if (value == CAP_SUBSTANTIAL && cap > SCORE_SUBSTANTIAL) cap = SCORE_SUBSTANTIAL;
        if (value >= SCORE_COUNT) continue;
        follow_score s = word_score(w, t, n, i, value);
        if (s <= best) continue;
        best = s;
        *word = t[i].word;
    }
    return best == SCORE_COMPLETED && cap < best ? cap : best;
}

static code report_make(arena *a, size_t action, follow_score score, str word, size_t shared,
                        double share, const follow_token *first, const follow_token *last,
                        minutes_report *out, fault *f) {
    *out = (minutes_report){
        .action = action,
        .score = score,
        .start = first->start,
        .end = last->end,
        .reason =
            str_format(a, "%zu of its words, %d %% of their weight; \"" STR_FMT "\" says %s",
                       shared, (int)(share * 100 + 0.5), STR_ARG(word), follow_score_name(score))};
    return out->reason.p ? OK : fault_set(f, NOMEM, NULL, "no memory for a report of minutes");
}

/* One report an action: the last that the minutes have of it. */
static void report_put(minutes_report *all, size_t *n, const minutes_report *x) {
    size_t k = 0;
    for (size_t i = 0; i < *n; i++)
        if (all[i].action != x->action) all[k++] = all[i];
    all[k++] = *x;
    *n = k;
}

/* The end of a sentence: a comma is none. */
static bool ends_between(str text, const follow_token *x, const follow_token *y) {
    for (size_t i = x->end; i < y->start; i++) {
        char c = text.p[i];
        if (c == '.' || c == '!' || c == '?' || c == '\n' || c == ';') return true;
    }
    return false;
}

code follow_minutes(arena *a, const follow_words *words, str text, const minutes_action *actions,
                    size_t count, minutes_report **out, size_t *found, fault *f) {
    follow_token *t;
    known k;
    size_t n, made = 0, open = SIZE_MAX, open_first = 0, shared = 0;
    double share = 0;
    minutes_report *all = arena_array(a, count + 1, sizeof *all);
    if (!all) return fault_set(f, NOMEM, NULL, "no memory for the reports of minutes");
    TRY(actions_read(a, words, actions, count, &k, f));
    TRY(follow_tokens(a, text, &t, &n, f));
    for (size_t first = 0, last; first < n; first = last) {
        stems s;
        str word = {0};
        for (last = first + 1; last < n && !ends_between(text, &t[last - 1], &t[last]);) last++;
        stems_take(a, words, &t[first], last - first, &s);
        size_t of = action_of(&k, &s, &shared, &share);
        follow_score score = score_of(words, &t[first], last - first, &word);
        size_t start = of != SIZE_MAX ? first : open_first;
        if (of == SIZE_MAX) of = open; /* "This has been completed" tells of the sentence before */
        open = SIZE_MAX;
        if (of == SIZE_MAX) continue;
        if (score == SCORE_NONE) {
            open = start == first ? of : SIZE_MAX;
            open_first = first;
            continue;
        }
        minutes_report x;
        TRY(report_make(a, of, score, word, shared, share, &t[start], &t[last - 1], &x, f));
        report_put(all, &made, &x);
    }
    if (arena_failed(a)) return fault_set(f, NOMEM, NULL, "no memory for the reports of minutes");
    *out = all;
    *found = made;
    return OK;
}
