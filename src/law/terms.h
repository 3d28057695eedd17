#ifndef LAW_TERMS_H
#define LAW_TERMS_H

#include "base/jnode.h"
#include "base/jout.h"
#include "law/period.h"

/* What the final clauses of an instrument say, as plain structs. JSON form and meaning: doc/law.md.
 * All text and arrays are borrowed (from an arena, as a rule). Zeroed structs say nothing. */

/* A date, perhaps partial: the days it can mean, both included. Not given: text.p is null. */
typedef struct {
    day first, last;
    bool marked; /* written with ? ~ or % */
    str text;    /* EDTF as written */
} law_date;

/* How a day is counted from another: `after` it, then the month, then not before. */
typedef struct {
    law_period after;
    bool month_start; /* the first day of the month that follows the end of `after` */
    bool next_day;    /* month_end: a month too short counts to the first day of the next */
    law_date not_before;
} law_counting;

typedef enum {
    LAW_ON_NONE, /* no condition of its own: only first_of or and */
    LAW_ON_SIGNATURE,
    LAW_ON_DATE,
    LAW_ON_CONSENTS,
    LAW_ON_ALL,
    LAW_ON_NOTIFICATIONS,
    LAW_ON_EXCHANGE,
    LAW_ON_AGREEMENT,
    LAW_ON_COUNT
} law_on;

typedef struct { /* at least `count` of these parties must be among the consents */
    size_t count;
    const str *of;
    size_t of_count;
} law_including;

typedef struct {
    str party;
    int64_t billionths; /* its share, 1.0 being 1,000,000,000 */
} law_weight;

typedef struct law_entry law_entry;
struct law_entry {
    law_on on;
    law_counting counting;
    size_t count;       /* consents; of the others 0: all */
    law_date date;      /* LAW_ON_DATE */
    const str *parties; /* LAW_ON_ALL, _SIGNATURE, _NOTIFICATIONS: who must; none: all known */
    size_t party_count;
    const law_including *including;
    size_t including_count;
    int64_t at_least_billionths; /* of the share; 0: no share needed */
    const law_weight *weights;
    size_t weight_count;
    const law_entry *first_of; /* whichever comes first, this one's own `on` among them */
    size_t first_of_count;
    const law_entry *both; /* JSON "and": the latest, this one's own `on` among them */
    size_t both_count;
    str article; /* "20", "XII(2)"; empty: unknown */
};

typedef struct {
    bool given;
    law_counting counting;
    str article;
} law_join;

typedef struct {
    bool given;
    bool from_signature; /* else from `date`, or from each one's signature if later */
    law_date date;       /* "from": "date" */
    law_date until;      /* first day on which nobody applies it provisionally any more */
    str article;
} law_provisional;

typedef struct {
    bool given;
    law_period term, renew, notice; /* renew not given: it expires */
    law_date through;               /* instead of a term: the last day of the first period */
    bool next_day;
    str article;
} law_duration;

typedef struct {
    bool given;
    law_period notice;
    law_period not_before;      /* earliest effect, from entry into force for the party */
    law_date not_before_date;   /* or a fixed day */
    law_period notice_from;     /* earliest day of a notice, from entry into force for the party */
    bool month_start, year_end; /* the month, the calendar year in which `notice` ends is over */
    bool next_day;
    str article;
} law_withdrawal;

typedef enum { LAW_UNSAID, LAW_NO, LAW_YES } law_said;

typedef struct {
    law_entry entry; /* on == LAW_ON_NONE without first_of and both: the terms do not say */
    law_join join;
    law_provisional provisional;
    law_duration duration;
    law_withdrawal withdraw;
    size_t lapse_below; /* 0: not given */
    str lapse_article;
    bool count_successions;
    bool signature_required; /* ratify, accept, approve only after signature */
    bool next_day;           /* "month_end": "next_day" for the clauses that do not say */
    law_said bilateral;      /* unsaid: worked out (doc/law.md) */
    str depositary;          /* kept, not used by the engine */
    const str *languages;
    size_t language_count;
} law_terms;

/* What was wrong in the input and passed over, or odd and used all the same. */
typedef struct {
    int64_t act;  /* index in acts; -1: the terms or the instrument */
    str place;    /* "terms.entry.cuont"; empty for an act */
    bool ignored; /* false: used, but somebody should look */
    str reason;   /* a sentence without a full stop */
} law_note;

typedef struct {
    law_note *items;
    size_t count, capacity;
} law_notes;

code law_note_add(arena *a, law_notes *to, law_note note, fault *f);

/* law_terms_parse - the object `terms` of the guide. Unknown fields are noted and passed over.
 * INVALID: a value of the wrong form, or a clause without what it needs; the place names the field
 * ("terms.entry.after"). NOMEM. `notes` may be null. */
code law_terms_parse(arena *a, const jnode *from, law_terms *out, law_notes *notes, fault *f);

/* law_terms_print - the same object as one JSON value; parsing it gives the same terms. */
void law_terms_print(jout *to, const law_terms *terms);
bool law_entry_unsaid(
    const law_entry *e);            /* it does not say when the instrument enters into force */
const char *law_on_name(law_on on); /* LAW_ON_NONE: "" */

/* law_date_parse - EDTF to a law_date; INVALID as edtf_parse, and for a period without an end. */
code law_date_parse(str s, law_date *out, fault *f);

#endif
