#include "read/confidence.h"

#include <math.h>

static const char *const names[CLUE_COUNT] = {
    [CLUE_FRAME] = "frame",          [CLUE_TITLE] = "title",
    [CLUE_HEADING] = "heading",      [CLUE_LISTED] = "listed",
    [CLUE_QUOTED] = "quoted",        [CLUE_GUESSED] = "guessed",
    [CLUE_ONE_NAME] = "one name",    [CLUE_ALONE] = "alone",
    [CLUE_CROWD] = "crowd",          [CLUE_AGAIN] = "again",
    [CLUE_OFTEN] = "often",          [CLUE_DATED] = "dated",
    [CLUE_NAMED] = "named",          [CLUE_DEFINITE] = "definite",
    [CLUE_PLURAL] = "plural",        [CLUE_STRANGER] = "stranger",
    [CLUE_EARLY] = "early",          [CLUE_LONG] = "long",
    [CLUE_SECTORLESS] = "no sector", [CLUE_PASSING] = "passing",
    [CLUE_BESIDE] = "beside",        [CLUE_TWIN] = "twin",
};

const char *clue_name(clue c) {
    return names[c];
}

/* Where the weight of a word goes; null when it is none. */
static double *weight_of(confidence_weights *w, str what, str word) {
    record r;
    kind k;
    fact_act a;
    modality m;
    if (str_eq(what, S("base"))) return &w->base;
    if (str_eq(what, S("told"))) return &w->told;
    if (str_eq(what, S("record"))) return record_of(word, &r) ? &w->records[r] : NULL;
    if (str_eq(what, S("kind"))) return kind_of(word, &k) ? &w->kinds[k] : NULL;
    if (str_eq(what, S("act"))) return act_of(word, &a) ? &w->acts[a] : NULL;
    if (str_eq(what, S("modality"))) return modality_of(word, &m) ? &w->modalities[m] : NULL;
    for (unsigned i = 0; str_eq(what, S("clue")) && i < CLUE_COUNT; i++)
        if (str_eq_z(word, names[i])) return &w->clues[i];
    return NULL;
}

code confidence_take(confidence_weights *w, str what, str word, str hundredths, fault *f) {
    int64_t n;
    double *to = weight_of(w, what, word);
    if (!to)
        return fault_set(f, INVALID, NULL, "nothing is weighed by '" STR_FMT " " STR_FMT "'",
                         STR_ARG(what), STR_ARG(word));
    if (!str_int(hundredths, &n) || n < -1000 || n > 1000)
        return fault_set(f, INVALID, NULL, "a weight is -1000 to 1000, in hundredths");
    *to = (double)n / 100;
    w->fitted = true;
    return OK;
}

double confidence_weigh(const confidence_weights *w, const fact *x) {
    enum { MOST = 98 }; /* no reading is certain, and none is worth nothing */
    double told = x->told < 0.02 ? 0.02 : x->told > 0.98 ? 0.98 : x->told;
    if (!w->fitted) return x->told;
    double sum = w->base + w->told * log(told / (1 - told)) + w->records[x->record] +
                 w->kinds[x->kind] + w->acts[x->act] + w->modalities[x->modality];
    for (uint32_t rest = x->clues; rest; rest &= rest - 1) sum += w->clues[__builtin_ctz(rest)];
    double share = round(100 / (1 + exp(-sum)));
    return (share < 100 - MOST ? 100 - MOST : share > MOST ? MOST : share) / 100;
}
