#ifndef READ_CONFIDENCE_H
#define READ_CONFIDENCE_H

#include "base/fact.h"
#include "base/fault.h"

/* How sure a fact is: the chance that a careful reader of the document would find it there too.
 * The frame's own confidence, what kind of fact it is and the clues below are weighed by a logistic
 * model whose weights are a file of the language, confidence.tsv; tools/calibrate fits them. */

/* What speaks for or against a fact, besides what it says. Bits of fact.clues. */
typedef enum {
    CLUE_FRAME,      /* a row of frames.tsv tells it */
    CLUE_TITLE,      /* the name of the document itself */
    CLUE_HEADING,    /* in a heading */
    CLUE_LISTED,     /* in an item of a list */
    CLUE_QUOTED,     /* in somebody's words */
    CLUE_GUESSED,    /* its sentence names nobody: the document does */
    CLUE_ONE_NAME,   /* its sentence names one side */
    CLUE_ALONE,      /* one state only */
    CLUE_CROWD,      /* more than three */
    CLUE_AGAIN,      /* told twice */
    CLUE_OFTEN,      /* three times or more */
    CLUE_DATED,      /* has a date */
    CLUE_NAMED,      /* has a name: "treaty on extradition" */
    CLUE_DEFINITE,   /* "the visit": told of as if known */
    CLUE_PLURAL,     /* several, not counted */
    CLUE_STRANGER,   /* no agent of a state does it */
    CLUE_EARLY,      /* in one of the first three sentences */
    CLUE_LONG,       /* in a sentence of more than 45 words */
    CLUE_SECTORLESS, /* no sector */
    CLUE_PASSING,    /* the document hardly tells of states dealing with each other */
    CLUE_BESIDE,     /* the fact before or after it is of its record, in its sentence */
    CLUE_TWIN,       /* one of its kind with its states stands next to it: the same told twice? */
    CLUE_COUNT
} clue;

const char *clue_name(clue c);

/* The weights of a language, by what they are for; all zero, and `fitted` false, where it has none.
 */
typedef struct {
    bool fitted;
    double base, told; /* of every fact; of the log odds of its own confidence */
    double records[RECORD_COUNT], kinds[KIND_COUNT], acts[ACT_COUNT], modalities[MODALITY_COUNT];
    double clues[CLUE_COUNT];
} confidence_weights;

/* confidence_take - one row of confidence.tsv: "base", "told", or a record, kind, act, modality or
 * clue with its weight in hundredths. INVALID says what is wrong with it. */
code confidence_take(confidence_weights *w, str what, str word, str hundredths, fault *f);

/* confidence_weigh - from x->told, x->clues and what the fact says; x->told where nothing was
 * fitted. */
double confidence_weigh(const confidence_weights *w, const fact *x);

#endif
