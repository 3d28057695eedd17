#ifndef STORE_ACTOR_H
#define STORE_ACTOR_H

#include "store/change.h"

/* States, organisations, agencies, companies, persons, and their names. */

typedef enum {
    ACTOR_STATE,
    ACTOR_ORGANISATION,
    ACTOR_AGENCY,
    ACTOR_COMPANY,
    ACTOR_PERSON,
    ACTOR_KIND_COUNT
} actor_kind;

const char *actor_kind_name(actor_kind k);
bool actor_kind_of(str name, actor_kind *out);

/* As other records print it. */
typedef struct {
    int64_t id;
    actor_kind kind;
    str code; /* "BLR", "SCO"; empty for agencies, companies, persons */
    str name;
} actor_ref;

typedef struct {
    str name;
    str language;
    str kind; /* name, official, alias, former, abbreviation, adjective */
} actor_name;

typedef struct {
    actor_ref ref;
    actor_ref state; /* whose agency, company, citizen; id 0: not known */
    str exists_from, exists_to, note;
    actor_name *names;
    size_t name_count;
} actor;

/* actor_find, actor_find_code - NOTFOUND where there is none. Codes are matched in any case. */
code actor_find(arena *a, db *d, int64_t id, actor *out, fault *f);
code actor_find_code(arena *a, db *d, str code, actor_ref *out, fault *f);

code actor_ref_find(arena *a, db *d, int64_t id, actor_ref *out, fault *f);

/* actor_lookup - by code, name or alias as a person types it: "Belarus", "blr", "the EU".
 * NOTFOUND; CONFLICT where several have that name (the message lists them). */
code actor_lookup(arena *a, db *d, str words, actor_ref *out, fault *f);

typedef struct {
    actor_ref *items;
    size_t count;
    str next; /* for the next call's `after`; empty: that was all */
} actor_page;

/* actor_browse - by name; of one kind (ACTOR_KIND_COUNT: all) and one state (0: all); `used`: only
 * those that some record names. */
code actor_browse(arena *a, db *d, actor_kind kind, int64_t state_id, bool used, str after,
                  size_t limit, actor_page *out, fault *f);

/* actor_resolve - the actor that `written` names, found under another name or spelling, or made.
 * "National Logistics Corporation (NLC)" is known under both names afterwards. A new spelling of a
 * known actor becomes an alias of it. `kind` is what a new actor becomes; `sides` are the states of
 * the record, among which the body's own state is looked for ("Ministry of Health of Belarus") and
 * which keep the ministries of two states apart. INVALID: an empty name. */
code actor_resolve(change *c, str written, actor_kind kind, const int64_t *sides, size_t side_count,
                   int64_t *out, fault *f);

/* actor_resolve_code - the state or organisation of that code; an unknown one is an organisation
 * that the register did not know yet. */
code actor_resolve_code(change *c, str code, int64_t *out, fault *f);

/* actor_name_add - one more name; twice is once. actor_index - full-text search anew after names
 * have changed. */
code actor_name_add(change *c, int64_t id, str name, const char *kind, const char *language,
                    fault *f);
code actor_index(db *d, int64_t id, fault *f);

/* actor_kind_guess - agency, company or organisation, from the words of a body's name. */
actor_kind actor_kind_guess(arena *a, str written);

/* actor_seed - the states and organisations of data/gazetteer, into a new register. */
code actor_seed(change *c, fault *f);

#endif
