#ifndef LAW_ENGINE_H
#define LAW_ENGINE_H

#include "law/status.h"

/* The engine's insides. One run works with one exact day for each date: prepare.c sorts the acts,
 * entry.c finds the day of entry into force, walk.c follows each party through its acts, ending.c
 * finds the end, layers.c lays the statuses over each other; status.c runs it, twice where dates
 * are partial. Internal to src/law. */

#define NOBODY  UINT32_MAX /* no party, no deed */
#define DO(act) ((uint32_t)1 << (act))

enum {
    DO_SIGNS = DO(LAW_SIGN) | DO(LAW_SIGN_DEFINITIVELY),
    DO_RATIFIES = DO(LAW_RATIFY) | DO(LAW_ACCEPT) | DO(LAW_APPROVE),
    DO_CONSENTS = DO(LAW_SIGN_DEFINITIVELY) | DO_RATIFIES | DO(LAW_ACCEDE),
    DO_TAKES_PART = DO_SIGNS | DO_CONSENTS | DO(LAW_INITIAL) | DO(LAW_SUCCEED) | DO(LAW_NOTIFY) |
                    DO(LAW_EXCHANGE) | DO(LAW_APPLY_PROVISIONALLY),
    DO_RECORDS = DO(LAW_RESERVE) | DO(LAW_OBJECT) | DO(LAW_DECLARE) | DO(LAW_REGISTER) |
                 DO(LAW_INITIAL) /* kept, but they change no status */
};

typedef struct {    /* an act with exact days */
    uint32_t index; /* in in->acts */
    uint32_t who;   /* member; NOBODY: of all together */
    day on, effect; /* effect DAY_NONE: not stated */
    law_do act;
    bool out;   /* passed over */
    bool noted; /* has a note already */
} deed;

typedef struct {      /* from consent to the end of being bound */
    uint32_t consent; /* deeds; withdraw NOBODY: none */
    uint32_t withdraw;
    day from;       /* the consent */
    day shown;      /* from here on it makes a status: the consent, or later where it only binds */
    day bound, off; /* DAY_OPEN: not yet */
    day counted_from; /* what `bound` was counted from */
    law_why_rule how, why_off;
} life;

typedef struct { /* provisional application, or suspension */
    day from, to;
    uint32_t begin, end; /* deeds; NOBODY: by the terms, or with what it rests on */
    size_t life;         /* suspension: of which life */
} stretch;

typedef struct {
    life *p;
    size_t n, capacity;
} lives;

typedef struct {
    stretch *p;
    size_t n, capacity;
} stretches;

typedef struct {
    str code;
    const law_party *known; /* may be null */
    day born, gone;         /* first day; first day no more */
    day first_act;          /* of those that make it one of the sides; DAY_OPEN: none */
    day open_act;           /* its first accession or succession; DAY_OPEN: none */
    uint32_t first, count;  /* its deeds */
    size_t life_first, life_count, provisional_first, provisional_count, suspended_first,
        suspended_count;
} member;

typedef struct { /* what entry into force came of */
    day entry;   /* DAY_OPEN: not yet */
    day reached; /* the condition was met: consents up to this day counted */
    const law_entry *condition;
    uint32_t key; /* the deed that met it; NOBODY: none alone */
    size_t number;
    bool stated; /* by an effect */
} entering;

typedef struct {
    arena *a;
    const law_instrument *in;
    fault *f;
    bool late;        /* each date by its last day, else by its first */
    law_notes *notes; /* null: this run notes nothing */
    deed *deeds;      /* by member, day, rank; those of nobody last */
    uint32_t deed_count, loose;
    member *members; /* by code */
    uint32_t member_count;
    day second, third;   /* first acts of the second and the third side; DAY_OPEN: none */
    day opened;          /* the first accession or succession */
    uint32_t *exchanges; /* deeds, by day */
    uint32_t exchange_count;
    uint32_t consent_acts; /* which acts are consent under these terms */
    bool signs_bind;       /* and, once it is in force, signatures */
    bool signs_state;      /* and those that state an effect: under a date or an agreement */
    entering enter;
    lives lives;
    stretches provisional, suspended, suspended_all;
    day end; /* DAY_OPEN: it goes on */
    law_why_rule end_why;
    uint32_t end_deed; /* NOBODY: none */
    size_t end_number;
    str end_party; /* empty: none alone */
} engine;

day law_side(const engine *e, const law_date *d); /* its day in this run; DAY_NONE: not given */
day law_count(const engine *e, day from, const law_counting *c);

/* Notes are about the caller's act; a deed gets one at most. */
code law_note_deed(engine *e, uint32_t deed_at, bool ignored, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

code law_prepare(engine *e);
bool law_member_find(const engine *e, str party, uint32_t *out);
code law_enter(engine *e); /* sets enter, consent_acts, signs_bind */

/* law_walk - follows one member; appends to lives and, unless `lives_only`, to provisional and
 * suspended, and notes. Uses enter, consent_acts, signs_bind; with entry DAY_OPEN nobody is bound
 * but by a stated effect. */
code law_walk(engine *e, member *m, bool lives_only);

/* Where signatures are consent, their effect is that of a consent; else it is the signature's. */
bool law_consents(const engine *e, const deed *d);
day law_sign_day(const engine *e, const deed *d);
day law_effective(const deed *d); /* the stated effect, else the day itself */

/* Where the first period of a duration ends that began on `from`: the first day after it. */
day law_first_period_end(const law_duration *t, day from);

/* law_end - walks everybody, then sets end... and suspended_all. */
code law_end(engine *e);

/* law_two_sided - whether the instrument is bilateral, by what was done up to `d`. */
bool law_two_sided(const engine *e, day d);
bool law_tree_has(const law_entry *entry, law_on on);

code law_layers(engine *e, law_result *out); /* intervals with exact days; no notes */

/* A sort of numbers: days in the upper half, what they belong to in the lower. */
uint64_t law_key(day d, uint32_t low);
day law_key_day(uint64_t key);
void law_sort(uint64_t *keys, size_t count);

#endif
