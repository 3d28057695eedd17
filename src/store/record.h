#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "base/date.h"
#include "base/words.h"
#include "store/actor.h"

/* What all six families share: the row that lists print, and what every record page shows. */

typedef enum {
    ROLE_SIDE, /* a state or organisation that is a side */
    ROLE_BODY, /* a named body that is a side */
    ROLE_DEBTOR,
    ROLE_BENEFICIARY,
    ROLE_OWNER,
    ROLE_HOST,
    ROLE_GUEST,
    ROLE_PARTICIPANT,
    ROLE_SIGNATORY,
    ROLE_MEMBER,
    ROLE_ORGANISATION,
    ROLE_CONCERNED, /* the other side of the encounter where it was said; not a party */
    ROLE_COUNT
} role;

const char *role_name(role r);
bool role_of(str name, role *out);

typedef struct {
    actor_ref actor;
    role role;
    str as_written; /* a body's name in the source; may be empty */
} record_party;

typedef struct {
    int64_t id;
    record family;
    kind kind;
    fact_act act; /* instruments */
    modality modality;
    str title; /* as a source names it; may be empty */
    str label; /* never empty: the title, or made from kind, sectors and sides */
    str content, place, note;
    str date; /* EDTF; may be empty */
    day first, last;
    int64_t count; /* -1: none given */
    sector_set sectors;
    record_party *parties; /* sides first, then bodies, then those concerned */
    size_t party_count;
    bool more_parties;    /* in a list only 24 are given */
    int64_t source_count; /* independent ones: copies do not count */
    bool disagrees;       /* sources give different values of a field */
    str status;           /* instruments: on the day asked for; empty: not known */
    str created_at;
    str period; /* instruments: EDTF, the term of a programme or roadmap */
    str due;    /* commitments: EDTF, the present plan */
    bool withdrawn;
} record_row;

/* record_when - what a list shows as its day: the date, else the term of a programme or roadmap. */
str record_when(const record_row *r);

typedef struct {
    record_row *items;
    size_t count;
    str next; /* for the next call's `after`; empty: that was all */
} record_page;

/* Which records. {0} of everything but the enums named here means "any". */
typedef struct {
    record family;     /* RECORD_COUNT: any */
    int64_t state;     /* actor: is a party in any role */
    int64_t other;     /* actor: and this one too */
    kind kind;         /* KIND_NONE: any */
    fact_act act;      /* ACT_NONE: any; instruments */
    sector sector;     /* SECTOR_COUNT: any */
    modality modality; /* MODALITY_COUNT: any */
    int year;          /* 0: any; what the date can mean touches that year */
    str words;         /* full text; empty: any */
    str status; /* legal status on `on`: "in_force"; of `state` where given, else as a whole */
    day on;     /* the day of `status` and of the rows' status */
} record_filter;

#define RECORD_ANY                                                                                 \
    { .family = RECORD_COUNT, .sector = SECTOR_COUNT, .modality = MODALITY_COUNT, .on = DAY_NONE }

/* record_browse - newest date first, `limit` rows (at most 500) after the key `after` (empty: from
 * the start). INVALID: `after` is no key, or words that cannot be searched for. */
code record_browse(arena *a, db *d, const record_filter *filter, str after, size_t limit,
                   record_page *out, fault *f);

/* record_find - one row; `on` is the day of its status. NOTFOUND. A withdrawn one is found too. */
code record_find(arena *a, db *d, int64_t id, day on, record_row *out, fault *f);

/* A source as records print it. */
typedef struct {
    int64_t id;
    str title, publisher, address, published;
    int64_t copy_of; /* 0: not a copy */
} source_ref;

typedef struct {
    int64_t id;
    source_ref source;
    size_t start, end; /* bytes of the source's text; 0 and 0: the source as a whole */
    str text;          /* that span */
    str before, after; /* the rest of its sentence, where it is short */
    int64_t draft_id;  /* 0: none */
} evidence_row;

/* record_evidence - best first within a source, sources in order of arrival. */
code record_evidence(arena *a, db *d, int64_t id, evidence_row **out, size_t *count, fault *f);

/* record_quotes - the best evidence of each of many records, in their order, without the rest of
 * its sentence; id 0: that record has none. A source's text is read once for all its quotes. */
code record_quotes(arena *a, db *d, const int64_t *ids, size_t count, evidence_row **out, fault *f);

typedef struct {
    str field, value;
    bool held;         /* what the record shows */
    bool disagrees;    /* another value of this field is claimed */
    source_ref source; /* id 0: an editor */
} claim_row;

/* record_claims - by field, the held value first. */
code record_claims(arena *a, db *d, int64_t id, claim_row **out, size_t *count, fault *f);

/* An edit or a new record, as JSON with the fields of an imported line: kind, act, modality, title,
 * states, parties, sectors, count, date, place, content, period, due, due_words, note, ...
 *
 * record_edit - merges `patch` into the record; a field with null is emptied. Keeps the claims of
 * the sources and adds the editor's, held. Rebuilds label, search and status. Fills `c`'s entry.
 * INVALID: unknown field or value (the place names the field). NOTFOUND. */
code record_edit(change *c, int64_t id, str patch, fault *f);

/* record_withdraw - takes it out of all lists; the row and its log stay. NOTFOUND. */
code record_withdraw(change *c, int64_t id, fault *f);

#endif
