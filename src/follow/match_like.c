/* How much two items speak of the same: words, the rarer the more. */
#include "follow/match_item.h"

#include <math.h>

enum { LEAST_CONTAINED = 3 };        /* fewer words say nothing by standing in a sentence of many */
static const double CONTAINED = 0.7; /* likeness where one has all the words of the other */

typedef struct {
    const double *weights; /* the fewer items have a stem, the more it counts */
    const bool *skipped;   /* null: none */
} stem_weights;

static double weight_of(const stem_weights *w, uint32_t stem) {
    return w->skipped != NULL && w->skipped[stem] ? 0 : w->weights[stem] * w->weights[stem];
}

/* Cosine of two sets of stems. */
static double cosine(const stem_weights *w, const uint32_t *a, size_t a_count, const uint32_t *b,
                     size_t b_count) {
    double common = 0, left = 0, right = 0;
    size_t i = 0, k = 0;
    while (i < a_count && k < b_count) {
        if (a[i] < b[k]) {
            i++;
        } else if (a[i] > b[k]) {
            k++;
        } else {
            common += weight_of(w, a[i]);
            i++;
            k++;
        }
    }
    if (common == 0) return 0;
    for (i = 0; i < a_count; i++) left += weight_of(w, a[i]);
    for (k = 0; k < b_count; k++) right += weight_of(w, b[k]);
    /* One may be told in few words, and the other in a long sentence that has them all. */
    bool few = a_count < LEAST_CONTAINED || b_count < LEAST_CONTAINED;
    double contained = few || w->skipped == NULL ? 0 : CONTAINED * common / fmin(left, right);
    return fmax(common / sqrt(left * right), contained);
}

/* How many words both have that are no names of their sides. */
size_t match_common(const match_item *a, const match_item *b, const match_stems *stems) {
    size_t n = 0;
    for (size_t i = 0, k = 0; i < a->stem_count && k < b->stem_count;) {
        bool same = a->stems[i] == b->stems[k];
        n += same && !stems->is_name[a->stems[i]];
        bool first = a->stems[i] <= b->stems[k];
        k += same || !first;
        i += first;
    }
    return n;
}

/* The names of the sides tell one visit from another by where it goes; of what is done between
 * them they say nothing. Two documents are alike by their names, where both have one, or by what is
 * said of them: the sentence may be long. */
double match_likeness(const match_side *p, const match_side *d, match_purpose purpose,
                      const match_stems *stems, const double *weights) {
    const match_item *a = &p->item, *b = &d->item;
    bool encounter = purpose == FOR_VISIT || purpose == FOR_SESSION;
    const stem_weights w = {weights, encounter ? NULL : stems->is_name};
    double said = cosine(&w, a->stems, a->stem_count, b->stems, b->stem_count);
    if (p->from->family != RECORD_INSTRUMENT || d->from->family != RECORD_INSTRUMENT) return said;
    return fmax(
        said, cosine(&w, a->title_stems, a->title_stem_count, b->title_stems, b->title_stem_count));
}
