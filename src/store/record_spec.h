#ifndef STORE_RECORD_SPEC_H
#define STORE_RECORD_SPEC_H

#include "base/fact.h"
#include "base/jnode.h"
#include "base/jout.h"
#include "store/record.h"

/* All that a record says of itself, as one plain struct: what an imported line, an edit, a draft
 * and the undo of any of them have in common. Text is never null; empty: not given. */
typedef struct {
    record family;
    kind kind;
    fact_act act;
    modality modality;
    str ref, title, content, place, date, note;
    int64_t count; /* -1: not given */
    sector_set sectors;
    str *states; /* codes */
    size_t state_count;
    str *parties; /* bodies as written */
    size_t party_count;
    str *owners; /* agencies, companies, persons that have to see to a promise, as written */
    size_t owner_count;
    str *beneficiaries; /* codes or names: to whom it was promised */
    size_t beneficiary_count;
    str *concerned; /* codes; only kept where given */
    size_t concerned_count;
    str binding, languages, registration, address, adopted, period, terms, depositary;
    str due, due_words, pillar, measure_unit;
    str parent;   /* a record's ref; "record-12" of one that has none */
    str sessions; /* before whose sessions its parts report: store/report.h */
    double measure_value, measure_baseline, measure_target, weight; /* NAN: not given */
    str member_to;
} record_spec;

void spec_init(record_spec *s);

/* spec_patch - sets the fields that `object` names, in the spelling of imported lines; null empties
 * one. What "measure" holds may stand alone: measure_unit, measure_target, ... `ignore`: names that
 * are passed over (sources, acts, links ...), null-terminated; may be null. INVALID: an unknown
 * field, a wrong type, a word that is none, no EDTF; the place is "PLACE: FIELD" or the field. */
code spec_patch(arena *a, record_spec *s, const jnode *object, const char *const *ignore,
                const char *place, fault *f);

/* spec_check - what only the whole can tell: the kind belongs to the family, sides are there. */
code spec_check(const record_spec *s, const char *place, fault *f);

/* spec_print - all fields as one object; spec_patch of it on an empty spec gives the same. */
void spec_print(jout *j, const record_spec *s);
code spec_text(arena *a, const record_spec *s, str *out, fault *f);

/* spec_load - of a record. NOTFOUND. */
code spec_load(arena *a, db *d, int64_t id, record_spec *out, fault *f);

/* What files call a record, as a column of a query; the argument is its table's alias. A name that
 * was not given is one that no other record has, in whatever register: record-7-9f2c41d07a. */
#define RECORD_NAME(r) "ifnull(" r ".ref, 'record-' || " r ".id || '-' || " r ".identity)"

/* record_named - the record that files call so; 0: none. */
code record_named(db *d, str name, int64_t *id, fault *f);

/* record_make - a new record with its parties, label and index; no claims, no evidence. */
code record_make(change *c, const record_spec *s, int64_t *id, fault *f);

/* record_rewrite - the record says all that `s` says and nothing else. Undo restores it. */
code record_rewrite(change *c, int64_t id, const record_spec *s, fault *f);

/* record_index - brings full-text search up to date after evidence or names have changed. */
code record_index(db *d, arena *a, int64_t id, fault *f);

/* records_index - the same of all records above a number, one after the other: between other
 * statements each would be written to the index's file by itself. */
code records_index(db *d, int64_t above, fault *f);

/* claim_put - what a source (0: an editor) says of a field. Twice is once. */
code claim_put(change *c, int64_t record_id, int64_t source_id, const char *field, str value,
               bool held, bool differs, fault *f);
/* claims_put - those of all claimable fields of `s`; `held` is what the record holds. */
code claims_put(change *c, int64_t record_id, int64_t source_id, const record_spec *s,
                const record_spec *held, fault *f);

/* claims_hold - what `s` says is held; every claim anew whether it differs from it. */
code claims_hold(change *c, int64_t record_id, const record_spec *s, fault *f);

/* record_hide - withdrawn at a time, or (empty) back again. */
code record_hide(db *d, arena *a, int64_t id, str at, fault *f);

/* evidence_put - a span of a source; 0 and 0: the source as a whole. Twice is once. */
code evidence_put(change *c, int64_t record_id, int64_t source_id, span where, int64_t ordinal,
                  int64_t draft_id, fault *f);

/* record_label - what lists print where there is no title. */
str record_label(arena *a, const record_spec *s, const actor_ref *sides, size_t side_count);

#endif
