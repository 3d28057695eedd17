#ifndef FOLLOW_MATCH_ITEM_H
#define FOLLOW_MATCH_ITEM_H

#include "follow/match.h"
#include "follow/saying.h"

/* What matching takes from an item's text and dates. Used by the match*.c only. */

typedef struct {
    const uint32_t *stems; /* numbers, rising, none twice */
    size_t stem_count;
    const uint32_t *title_stems; /* of its name alone, likewise */
    size_t title_stem_count;
    follow_saying saying;          /* of its first sentence */
    bool denial;                   /* says that something did not come about */
    bool to_come;                  /* told as done on a day after it was told: a plan */
    bool replan;                   /* an encounter's plan: it may take an older one's place */
    int ordinal;                   /* "the eighth session": 8; 0: none */
    int period_first, period_last; /* "2025-2027"; 0: none */
    bool effect;                   /* speaks of an effect reached: "instruments exchanged" */
    bool measured;
    double measure;
    str unit;
    edtf when; /* a deed's day, or a promise's due; first DAY_NONE: not known */
    edtf said; /* likewise */
} match_item;

/* match_stems - the numbers that stems have, shared by all items of a call, and in how many items
 * each stands. */
typedef struct {
    str *stems;
    str *words;        /* the first word that came with the stem: what a person is shown */
    uint32_t *seen_in; /* items */
    bool *is_name;     /* a word of the name of a side: it stands in all that is said of it */
    size_t count, capacity, word_capacity, seen_capacity, name_capacity;
    uint32_t *slots;
    size_t slot_count;
} match_stems;

/* match_aimed - of the figures of a sentence the one that is aimed at: soon after "target" or
 * "goal", or after "raise ... to"; null: none. t: of the same text. */
const follow_figure *match_aimed(const follow_words *words, const follow_token *t, size_t n,
                                 const follow_figure *figures, size_t count);

/* match_reached - the first figure that is reported and not aimed at; of "2,000 of the 10,000
 * tractors" and "of the 10,000 tractors only 2,000" the part. False: there is none. */
bool match_reached(const follow_words *words, const follow_token *t, size_t n,
                   const follow_figure *figures, size_t count, follow_figure *out);

/* match_ordinal - of the session or meeting that is numbered; 0: none is. */
int match_ordinal(const follow_words *words, const follow_token *t, size_t n);

code match_item_read(arena *a, const follow_words *words, const follow_item *from,
                     match_stems *stems, match_item *out, fault *f);

typedef enum {
    FOR_VISIT,
    FOR_SESSION,
    FOR_PAPER,
    FOR_EFFECT,
    FOR_TASK,
    FOR_MEMBER,
    FOR_COUNT
} match_purpose;

typedef struct {
    const follow_item *from;
    match_item item;
} match_side;

typedef struct {
    int points;
    bool vetoed;
    follow_link_kind kind;
    match_purpose purpose;
    double likeness;
    size_t common; /* words that both have */
    edtf deed;     /* its day, or when it was told */
    int days_late; /* after the last possible day; 0: in time or no day set */
    bool same_ordinal, same_period, figure, denial;
    str host; /* where both are; empty: not known of both */
} match_points;

/* match_likeness - 0 to 1, for a purpose; match_common - how many words both have that are no names
 * of their sides. */
double match_likeness(const match_side *p, const match_side *d, match_purpose purpose,
                      const match_stems *stems, const double *weights);
size_t match_common(const match_item *a, const match_item *b, const match_stems *stems);

/* match_weigh_time - adds to *w what the days of the two are worth, with `deed` and `days_late`; a
 * deed before its promise, or far too late, is vetoed. */
void match_weigh_time(const match_side *p, const match_side *d, match_points *w);

/* match_weigh - the points of one pair; false: not to be proposed. weights: by stem number. */
bool match_weigh(const match_side *p, const match_side *d, const match_stems *stems,
                 const double *weights, match_points *w);

#endif
